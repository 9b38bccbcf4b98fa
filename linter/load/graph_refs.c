/* SPDX-License-Identifier: MIT */
/* Every spelling of a reference to another profile (graph.md 1g). */
#include "load/graph.h"

/* Where the spellings of one navigation property were found. */
struct spellings {
	struct mdm_node *bind;	    /* P@odata.bind */
	struct mdm_node *custom;    /* #CustomRef_P */
	struct mdm_node *link;	    /* P@odata.navigationLink */
	struct mdm_node *expanded;  /* P */
	struct mdm_node *id, *name; /* PId(s), PDisplayName(s) */
};

struct collected {
	MDM_VEC(struct mdm_ref) refs;
};

static void
add(struct mdm_graph_reading *r, struct collected *to,
    const struct mdm_ref_row *row, struct mdm_ref ref)
{
	ref.role = row->role;
	ref.property = mdm_str_of(row->property);
	MDM_PUSH(r->loading->keep, &to->refs, ref);
}

static void
add_unbound(struct mdm_graph_reading *r, struct collected *to,
    const struct mdm_ref_row *row, struct mdm_node *node)
{
	add(r, to, row,
	    (struct mdm_ref){
		.state = MDM_REF_UNBOUND, .at = mdm_at_of(node) });
}

/* ".../deviceConfigurations('ID')" or ".../ID", on whatever host. */
static struct mdm_str
last_segment(struct mdm_str url)
{
	size_t at;

	url = mdm_str_trim(url);
	while (url.n > 0 && url.p[url.n - 1] == '/')
		url.n--;
	if (mdm_str_iends(url, "/$ref"))
		url.n -= 5;
	if (mdm_str_ends(url, "')")) {
		url.n -= 2;
		at = mdm_str_rfind_byte(url, '\'');
	} else if (mdm_str_ends(url, ")")) {
		url.n -= 1;
		at = mdm_str_rfind_byte(url, '(');
	} else {
		at = mdm_str_rfind_byte(url, '/');
	}
	return at == SIZE_MAX ? url : mdm_str_sub(url, at + 1, url.n);
}

static bool
is_zero(struct mdm_str id)
{
	for (size_t i = 0; i < id.n; i++)
		if (id.p[i] != '0' && id.p[i] != '-')
			return false;
	return true;
}

/* An id or a URL that ends with one; what is a variable stays unknown. */
static void
add_by_id(struct mdm_graph_reading *r, struct collected *to,
    const struct mdm_ref_row *row, struct mdm_node *node, struct mdm_str name)
{
	struct mdm_str text = mdm_str_trim(mdm_text_of(node));
	struct mdm_ref ref = { .at = mdm_at_of(node) };
	struct mdm_str id;

	if (node->kind == MDM_NULL || (text.n == 0 && name.n == 0)) {
		add_unbound(r, to, row, node);
		return;
	}
	id = last_segment(text);
	if (name.n == 0 && mdm_is_guid(id) && is_zero(id)) {
		add_unbound(r, to, row, node);
		return;
	}
	ref.state = MDM_REF_BOUND;
	if (id.n > 0 && !is_zero(id) && !mdm_is_symbolic(text))
		ref.id = mdm_str_lower(r->loading->keep, id);
	if (name.n > 0 && !mdm_is_symbolic(name))
		ref.name = mdm_str_dup(r->loading->keep, name);
	if (ref.id.n == 0 && ref.name.n == 0)
		ref.state = MDM_REF_UNKNOWN;
	add(r, to, row, ref);
}

static void
add_binds(struct mdm_graph_reading *r, struct collected *to,
    const struct mdm_ref_row *row, struct mdm_node *node)
{
	const struct mdm_str no_name = { 0 };

	if (node->kind != MDM_ARRAY) {
		add_by_id(r, to, row, node, no_name);
		return;
	}
	if (node->child == NULL)
		add_unbound(r, to, row, node);
	for (struct mdm_node *c = node->child; c != NULL; c = c->next)
		add_by_id(r, to, row, c, no_name);
}

static enum mdm_profile_kind
expected_kind(enum mdm_ref_role role)
{
	switch (role) {
	case MDM_REF_ROOT:
	case MDM_REF_SERVER_ROOT:
	case MDM_REF_CLIENT_ROOT:
		return MDM_TRUST;
	default:
		return MDM_OTHER;
	}
}

/* Is there more than a name of it, so that it is a profile of its own? */
static bool
is_complete(const struct mdm_node *object)
{
	return mdm_iget(object, "trustedRootCertificate") != NULL ||
	    mdm_iget(object, "scepServerUrls") != NULL ||
	    mdm_iget(object, "certificateTemplateName") != NULL;
}

static void
add_object(struct mdm_graph_reading *r, struct collected *to,
    const struct mdm_ref_row *row, struct mdm_node *object)
{
	struct mdm_arena *keep = r->loading->keep;
	struct mdm_str id = mdm_get_text(object, "id");
	struct mdm_str name = mdm_get_text(object, "displayName");
	struct mdm_str type = mdm_get_text(object, "@odata.type");
	struct mdm_node *link = mdm_get(object, "@odata.id");
	struct mdm_graph_context inside = { .form = r->profile->form,
		.platform = r->profile->platform,
		.kind = expected_kind(row->role),
		.expanded = true };
	struct mdm_ref ref = { .state = MDM_REF_BOUND };
	bool other;

	if (id.n == 0 && name.n == 0 && link != NULL) {
		add_by_id(r, to, row, link, name);
		return;
	}
	ref.at = mdm_at_of(object);
	if (id.n > 0 && !mdm_is_symbolic(id))
		ref.id = mdm_str_lower(keep, mdm_str_trim(id));
	if (name.n > 0)
		ref.name = mdm_str_dup(keep, name);
	if (type.n > 0)
		ref.type = mdm_str_dup(keep, type);
	if (is_complete(object))
		ref.expanded =
		    mdm_graph_object(r->loading, object, &inside, &other);
	if (ref.id.n == 0 && ref.name.n == 0 && ref.expanded == NULL)
		ref.state = MDM_REF_UNKNOWN;
	add(r, to, row, ref);
}

static void
add_expanded(struct mdm_graph_reading *r, struct collected *to,
    const struct mdm_ref_row *row, struct mdm_node *node)
{
	if (node->kind == MDM_OBJECT) {
		add_object(r, to, row, node);
	} else if (node->kind == MDM_ARRAY && node->child != NULL) {
		for (struct mdm_node *c = node->child; c != NULL; c = c->next)
			if (c->kind == MDM_OBJECT)
				add_object(r, to, row, c);
			else
				add_by_id(r, to, row, c, (struct mdm_str){ 0 });
	} else if (node->kind == MDM_STRING && node->value.n > 0) {
		add_by_id(r, to, row, node, (struct mdm_str){ 0 });
	} else {
		add_unbound(r, to, row, node);
	}
}

/* IntuneManagement: "name,name|:|#microsoft.graph.type" (graph.md 2). */
static void
add_custom(struct mdm_graph_reading *r, struct collected *to,
    const struct mdm_ref_row *row, struct mdm_node *node)
{
	static const char separator[] = "|:|";
	struct mdm_str text = mdm_text_of(node);
	size_t at = mdm_str_find(text, separator);
	struct mdm_str names = mdm_str_sub(text, 0, at);
	struct mdm_ref ref = { .state = MDM_REF_BOUND, .at = mdm_at_of(node) };

	if (at != SIZE_MAX)
		ref.type = mdm_str_dup(r->loading->keep,
		    mdm_str_sub(text, at + sizeof(separator) - 1, text.n));
	if (names.n == 0) {
		/* The tool could not find the object; it may be there. */
		ref.state = MDM_REF_UNKNOWN;
		ref.nav_link = true;
	} else {
		ref.name = mdm_str_dup(r->loading->keep, names);
		ref.several_names = row->collection &&
		    mdm_str_find_byte(names, ',') != SIZE_MAX;
	}
	add(r, to, row, ref);
}

/* Microsoft365DSC, windows10X: ids, names, or both side by side. */
static void
add_ids_and_names(struct mdm_graph_reading *r, struct collected *to,
    const struct mdm_ref_row *row, const struct spellings *s)
{
	struct mdm_node *id = s->id, *name = s->name;

	if (id != NULL && id->kind == MDM_ARRAY)
		id = id->child;
	if (name != NULL && name->kind == MDM_ARRAY)
		name = name->child;
	if (id == NULL && name == NULL) {
		add_unbound(r, to, row, s->id != NULL ? s->id : s->name);
		return;
	}
	while (id != NULL || name != NULL) {
		if (id != NULL)
			add_by_id(r, to, row, id, mdm_text_of(name));
		else
			add(r, to, row,
			    (struct mdm_ref){ .state = mdm_text_of(name).n > 0
				    ? MDM_REF_BOUND
				    : MDM_REF_UNBOUND,
				.at = mdm_at_of(name),
				.name = mdm_str_dup(
				    r->loading->keep, mdm_text_of(name)) });
		id = id != NULL && s->id->kind == MDM_ARRAY ? id->next : NULL;
		name = name != NULL && s->name->kind == MDM_ARRAY ? name->next
								  : NULL;
	}
}

static bool
is_key(struct mdm_str key, const char *property, const char *tail)
{
	size_t n = strlen(property);

	return key.n == n + strlen(tail) &&
	    mdm_str_iis(mdm_str_sub(key, 0, n), property) &&
	    mdm_str_iis(mdm_str_sub(key, n, key.n), tail);
}

static void
sort_in(struct spellings *s, const char *property, struct mdm_node *node)
{
	static const char custom[] = "#CustomRef_";
	struct mdm_str key = node->key;

	if (mdm_str_starts(key, custom)) {
		key = mdm_str_sub(key, sizeof(custom) - 1, key.n);
		if (mdm_str_iis(key, property))
			s->custom = node;
	} else if (is_key(key, property, "@odata.bind")) {
		s->bind = node;
	} else if (is_key(key, property, "@odata.navigationLink") ||
	    is_key(key, property, "@odata.associationLink")) {
		s->link = node;
	} else if (mdm_str_iis(key, property)) {
		s->expanded = node;
	} else if (is_key(key, property, "Id") ||
	    is_key(key, property, "Ids")) {
		s->id = node;
	} else if (is_key(key, property, "DisplayName") ||
	    is_key(key, property, "DisplayNames")) {
		s->name = node;
	}
}

static bool
is_ref_key(struct mdm_str key)
{
	return mdm_str_ihas(key, "certificate") ||
	    mdm_str_ihas(key, "networkAccess");
}

static void
add_row(struct mdm_graph_reading *r, struct collected *to,
    const struct mdm_ref_row *row, const struct spellings *s)
{
	if (s->bind != NULL)
		add_binds(r, to, row, s->bind);
	else if (s->expanded != NULL && s->expanded->kind != MDM_NULL)
		add_expanded(r, to, row, s->expanded);
	else if (s->custom != NULL)
		add_custom(r, to, row, s->custom);
	else if (s->id != NULL || s->name != NULL)
		add_ids_and_names(r, to, row, s);
	else if (s->expanded != NULL)
		add_unbound(r, to, row, s->expanded);
}

static bool
has_role(const struct collected *c, enum mdm_ref_role role)
{
	for (size_t i = 0; i < c->refs.n; i++)
		if (c->refs.at[i].role == role)
			return true;
	return false;
}

/* Bound ones first: mdm_ref_of() gives the first of a role. */
static void
bound_first(struct mdm_ref *refs, size_t n)
{
	size_t bound = 0;

	for (size_t i = 0; i < n; i++) {
		struct mdm_ref ref = refs[i];

		if (ref.state != MDM_REF_BOUND)
			continue;
		memmove(&refs[bound + 1], &refs[bound],
		    (i - bound) * sizeof(*refs));
		refs[bound++] = ref;
	}
}

void
mdm_graph_refs(struct mdm_graph_reading *r)
{
	const struct mdm_ref_row *rows = r->type->refs;
	struct spellings found[MDM_MOST_REF_ROWS] = { 0 };
	struct collected all = { 0 };

	for (struct mdm_node *c = r->object->child;
	     c != NULL && rows[0].property != NULL; c = c->next)
		for (size_t i = 0;
		     rows[i].property != NULL && is_ref_key(c->key); i++)
			sort_in(&found[i], rows[i].property, c);
	for (size_t i = 0; rows[i].property != NULL; i++)
		add_row(r, &all, &rows[i], &found[i]);
	/* A role that no spelling speaks of: the form may have dropped it. */
	for (size_t i = 0; rows[i].property != NULL; i++)
		if (!has_role(&all, rows[i].role))
			add(r, &all, &rows[i],
			    (struct mdm_ref){ .state = MDM_REF_UNKNOWN,
				.at = r->profile->at,
				.nav_link = found[i].link != NULL });
	bound_first(all.refs.at, all.refs.n);
	for (size_t i = 0; i < all.refs.n; i++)
		if (all.refs.at[i].state != MDM_REF_BOUND)
			all.refs.at[i].at = r->profile->at;
	r->profile->refs = all.refs.at;
	r->profile->nrefs = all.refs.n;
}
