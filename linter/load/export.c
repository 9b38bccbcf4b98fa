/* SPDX-License-Identifier: MIT */
/*
 * The outer layouts in which tools write Graph objects down: bare, pages,
 * arrays, wrappers, batch answers, table rows with JSON in a string.
 */
#include "load/graph.h"

/* Containers within containers; the objects themselves do not count. */
enum { DEEPEST = 7 };

struct walk {
	struct mdm_loading *loading;
	bool recognised;
};

static bool walk_node(
    struct walk *, struct mdm_node *, struct mdm_graph_context, unsigned depth);

static bool
is_container(const struct mdm_node *node)
{
	return node->kind == MDM_ARRAY || node->kind == MDM_OBJECT;
}

/* JSON in a string: it begins like an object, an array or a string. */
static bool
is_json_text(const struct mdm_node *node)
{
	struct mdm_str text;

	if (node->kind != MDM_STRING)
		return false;
	text = mdm_str_trim(node->value);
	return text.n > 2 &&
	    ((text.p[0] == '{' && text.p[text.n - 1] == '}') ||
		(text.p[0] == '[' && text.p[text.n - 1] == ']'));
}

/* What the next document's objects are to be told, through the loading. */
static bool
walk_text(struct walk *w, struct mdm_node *node,
    const struct mdm_graph_context *context)
{
	struct mdm_loading inner = *w->loading;

	inner.context = context;
	if (!mdm_load_nested(&inner, node, node->value))
		return false;
	w->recognised = true;
	return true;
}

/* Members that hold a document as a string (CIPP's tables and backups). */
static bool
holds_document(struct mdm_str key)
{
	static const char *const members[] = { "JSON", "RAWJson",
		"RawJsonString", "policyJson", "payloadJson", NULL };

	for (size_t i = 0; members[i] != NULL; i++)
		if (mdm_str_iis(key, members[i]))
			return true;
	return false;
}

static bool
walk_row(
    struct walk *w, struct mdm_node *object, struct mdm_graph_context context)
{
	bool any = false;

	for (struct mdm_node *c = object->child; c != NULL; c = c->next) {
		if (!holds_document(c->key) || !is_container(c)) {
			if (!holds_document(c->key) || !is_json_text(c))
				continue;
		}
		context.form = MDM_FORM_CIPP;
		if (context.name.n == 0)
			context.name =
			    mdm_text_of(mdm_iget(object, "displayName"));
		if (c->kind == MDM_STRING)
			walk_text(w, c, &context);
		else
			walk_node(w, c, context, 1);
		any = true;
	}
	return any;
}

/*
 * [policy JSON, uri, name, id, assignments]: the first string that is a
 * document, its name and id from the others.
 */
static bool
walk_backup_row(
    struct walk *w, struct mdm_node *array, struct mdm_graph_context context)
{
	struct mdm_node *document = array->child;

	if (document == NULL || !is_json_text(document) ||
	    document->next == NULL || document->next->kind != MDM_STRING ||
	    is_json_text(document->next))
		return false;
	context.form = MDM_FORM_BACKUP_ROWS;
	for (struct mdm_node *c = document->next; c != NULL; c = c->next) {
		struct mdm_str text = mdm_text_of(c);

		if (mdm_is_guid(text))
			context.id = text;
		else if (context.name.n == 0 && !mdm_str_has(text, "/"))
			context.name = text;
	}
	walk_text(w, document, &context);
	return true;
}

static void
walk_array(struct walk *w, struct mdm_node *array,
    struct mdm_graph_context context, unsigned depth)
{
	if (walk_backup_row(w, array, context))
		return;
	context.id = context.name = (struct mdm_str){ 0 };
	for (struct mdm_node *c = array->child; c != NULL; c = c->next) {
		if (is_container(c))
			walk_node(w, c, context, depth + 1);
		else if (is_json_text(c))
			walk_text(w, c, &context);
	}
}

/* ".../deviceConfigurations/microsoft.graph.x" names the type of a page. */
static struct mdm_str
cast_of(struct mdm_str url)
{
	static const char space[] = "microsoft.graph.";
	struct mdm_str rest;
	size_t at = mdm_str_ifind(url, space), n = 0;

	if (at == SIZE_MAX)
		return (struct mdm_str){ 0 };
	rest = mdm_str_sub(url, at + sizeof(space) - 1, url.n);
	while (
	    n < rest.n && (mdm_is_alpha(rest.p[n]) || mdm_is_digit(rest.p[n])))
		n++;
	rest.n = n;
	return mdm_graph_type_find(rest) != NULL ? rest : (struct mdm_str){ 0 };
}

static void
note_page(struct walk *w, const struct mdm_node *object,
    struct mdm_graph_context *context)
{
	struct mdm_str type = cast_of(mdm_get_text(object, "@odata.context"));

	if (mdm_get_text(object, "@odata.nextLink").n > 0)
		w->loading->facts->file.incomplete = true;
	if (type.n > 0)
		context->type = type;
}

/* Containers that a tool or Graph puts around the objects. */
static bool
walk_members(struct walk *w, struct mdm_node *object,
    struct mdm_graph_context context, unsigned depth)
{
	struct mdm_node *value = mdm_get(object, "value");

	context.id = context.name = (struct mdm_str){ 0 };
	if (value != NULL && is_container(value))
		return walk_node(w, value, context, depth + 1);
	for (struct mdm_node *c = object->child; c != NULL; c = c->next)
		if (is_container(c) && c->key.n > 0 && c->key.p[0] != '@' &&
		    c->key.p[0] != '#')
			walk_node(w, c, context, depth + 1);
	return w->recognised;
}

static void
walk_object(struct walk *w, struct mdm_node *object,
    struct mdm_graph_context context, unsigned depth)
{
	bool other = false;

	note_page(w, object, &context);
	if (mdm_graph_object(w->loading, object, &context, &other) != NULL) {
		w->recognised = true;
		return;
	}
	if (other || walk_row(w, object, context))
		return;
	walk_members(w, object, context, depth);
}

static bool
walk_node(struct walk *w, struct mdm_node *node,
    struct mdm_graph_context context, unsigned depth)
{
	if (depth > DEEPEST)
		return false;
	if (node->kind == MDM_ARRAY)
		walk_array(w, node, context, depth);
	else if (node->kind == MDM_OBJECT)
		walk_object(w, node, context, depth);
	return w->recognised;
}

/*
 * What the file's name adds: IntuneCD strips the id and can append it,
 * IntuneManagement too; IntuneCD ends the name with the type.
 */
static struct mdm_graph_context
context_of_file(const struct mdm_loading *l)
{
	struct mdm_graph_context context = { 0 };
	struct mdm_file_name name = mdm_file_name_of(l->doc->source->name);
	struct mdm_str stem = name.stem;
	size_t guid = 36, bar;
	const struct mdm_node *root = l->doc->root;

	if (root->kind != MDM_OBJECT || mdm_get(root, "value") != NULL)
		return context;
	if (stem.n > guid && stem.p[stem.n - guid - 1] == '_' &&
	    mdm_is_guid(mdm_str_sub(stem, stem.n - guid, guid))) {
		context.id = mdm_str_sub(stem, stem.n - guid, guid);
		stem.n -= guid;
		while (stem.n > 0 && stem.p[stem.n - 1] == '_')
			stem.n--;
	}
	bar = mdm_str_rfind_byte(stem, '_');
	if (bar != SIZE_MAX && mdm_get(root, "id") == NULL) {
		struct mdm_str type = mdm_str_sub(stem, bar + 1, stem.n);
		struct mdm_str own =
		    mdm_graph_type_name(mdm_get_text(root, "@odata.type"));

		if (mdm_str_eq(own, type) && own.n > 0)
			context.form = MDM_FORM_INTUNECD;
		else if (own.n == 0 && mdm_graph_type_find(type) != NULL)
			context.type = type;
	}
	return context;
}

/* IntuneBackupAndRestore keeps ids, and assignments beside the file. */
static void
settle_forms(struct mdm_loading *l, size_t from)
{
	struct mdm_file_name name = mdm_file_name_of(l->doc->source->name);
	bool configurations = mdm_str_iis(name.parent, "Device Configurations");

	for (size_t i = from; i < l->facts->profiles.n; i++) {
		struct mdm_profile *p = l->facts->profiles.at[i];

		if (configurations && p->form == MDM_FORM_GRAPH_GET &&
		    p->id.n > 0 && !p->assignments_known)
			p->form = MDM_FORM_INTUNE_BACKUP;
	}
}

/*
 * Of a damaged document only a part is there, so that an object would seem to
 * lack what stands behind the damage: none is taken.
 */
static bool
recognises(const struct mdm_doc *doc)
{
	return !doc->damaged &&
	    (doc->source->syntax == MDM_JSON ||
		doc->source->syntax == MDM_YAML) &&
	    doc->root != NULL && is_container(doc->root);
}

static bool
load(struct mdm_loading *l)
{
	struct walk w = { .loading = l };
	struct mdm_graph_context context = { 0 };
	size_t from = l->facts->profiles.n;

	if (mdm_graph_loose_assignments(l, l->doc->root))
		return true;
	if (l->context != NULL)
		context = *l->context;
	else if (l->depth == 0)
		context = context_of_file(l);
	walk_node(&w, l->doc->root, context, 0);
	settle_forms(l, from);
	return w.recognised;
}

/*
 * Properties by which an object without a type is known, members that hold
 * another document, and what a page says about itself; see also is_our_type()
 * in load.c.
 */
static const char *const keys[] = { "trustedRootCertificate", "scepServerUrls",
	"certificateTemplateName", "cloudCertificationAuthorityType",
	"ResourceName", "JSON", "RAWJson", "RawJsonString", "policyJson",
	"payloadJson", "@odata.nextLink", NULL };

const struct mdm_format mdm_format_graph = {
	.name = "Graph",
	.keys = keys,
	.recognises = recognises,
	.load = load,
};
