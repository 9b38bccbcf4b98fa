/* SPDX-License-Identifier: MIT */
/* Which element is which network profile; and helpers to read XML. */
#include "load/network.h"

#include "load/graph.h"

static const struct {
	const char *name;
	enum mdm_profile_kind kind;
	void (*read)(
	    struct mdm_loading *, struct mdm_profile *, struct mdm_node *);
} elements[] = {
	{ "WLANProfile", MDM_WIFI, mdm_network_wlan },
	{ "LANProfile", MDM_WIRED, mdm_network_lan },
	{ "VPNProfile", MDM_VPN, mdm_network_vpn },
	/* By itself it does not say what it is for; the table may know. */
	{ "EapHostConfig", MDM_WIFI, mdm_network_eap },
};

/* Excerpts begin with an element around the EapHostConfig. */
static const char *const wrappers[] = { "EAPConfig", "Configuration", "Eap",
	"OneX", "Authentication", "NativeProfile", "security", "MSM", NULL };

enum { NELEMENTS = sizeof(elements) / sizeof(*elements), MOST_WRAPPERS = 8 };

struct mdm_node *
mdm_xml_next(const struct mdm_node *child, const char *name)
{
	for (struct mdm_node *n = child->next; n != NULL; n = n->next)
		if (!n->attribute && mdm_str_iis(n->key, name))
			return n;
	return NULL;
}

struct mdm_node *
mdm_xml_child(const struct mdm_node *node, const char *name)
{
	struct mdm_node *first = node != NULL ? node->child : NULL;

	if (first == NULL)
		return NULL;
	if (!first->attribute && mdm_str_iis(first->key, name))
		return first;
	return mdm_xml_next(first, name);
}

struct mdm_node *
mdm_xml_find(const struct mdm_node *node, const char *way)
{
	struct mdm_str rest = mdm_str_of(way), step;
	const struct mdm_node *at = node;

	while (at != NULL && mdm_str_split(&rest, '/', &step)) {
		const struct mdm_node *c = at->child;

		while (
		    c != NULL && (c->attribute || !mdm_str_ieq(c->key, step)))
			c = c->next;
		at = c;
	}
	return (struct mdm_node *)at;
}

struct mdm_node *
mdm_xml_attribute(const struct mdm_node *node, const char *name)
{
	struct mdm_node *c = node != NULL ? node->child : NULL;

	for (; c != NULL && c->attribute; c = c->next)
		if (mdm_str_iis(c->key, name))
			return c;
	return NULL;
}

struct mdm_str
mdm_xml_text(const struct mdm_node *node)
{
	return mdm_str_trim(mdm_text_of(node));
}

/* A comment within the element belongs to its span, not to its value. */
static struct mdm_at
without_comments(
    const struct mdm_node *node, struct mdm_at at, struct mdm_str v)
{
	struct mdm_str span =
	    mdm_str_sub(node->doc->text, node->off, node->len);
	size_t from;

	if (v.n == 0 || span.n == v.n || !mdm_str_has(span, "<!--"))
		return at;
	/* What stands in a comment in front is not the value. */
	from = span.n - v.n;
	while (from > 0 && memcmp(span.p + from, v.p, v.n) != 0)
		from--;
	if (memcmp(span.p + from, v.p, v.n) != 0)
		return at;
	at.off += (uint32_t)from;
	at.len = (uint32_t)v.n;
	return at;
}

struct mdm_field
mdm_xml_field(struct mdm_loading *l, struct mdm_node *node)
{
	struct mdm_field f;

	if (node == NULL || node->truncated)
		return (struct mdm_field){ 0 };
	f = mdm_field_of(l, node);
	if (f.wrong_kind)
		return f;
	f.v = mdm_str_trim(f.v);
	f.at = without_comments(node, f.at, f.v);
	return f;
}

struct mdm_field
mdm_xml_bool(struct mdm_loading *l, struct mdm_node *node)
{
	struct mdm_field f = mdm_xml_field(l, node);

	if (mdm_field_is(&f, "true") || mdm_field_is(&f, "1"))
		f.v = MDM_LIT("true");
	else if (mdm_field_is(&f, "false") || mdm_field_is(&f, "0"))
		f.v = MDM_LIT("false");
	return f;
}

void
mdm_fields_add(
    struct mdm_arena *keep, struct mdm_fields *list, struct mdm_field field)
{
	/* Room doubles: at powers of two the list is full. */
	if ((list->n & (list->n - 1)) == 0) {
		size_t room = list->n == 0 ? 1 : 2 * list->n;
		struct mdm_field *grown =
		    MDM_NEW_N(keep, struct mdm_field, room);

		if (list->n > 0)
			memcpy(grown, list->at, list->n * sizeof(*grown));
		list->at = grown;
	}
	list->at[list->n++] = field;
	list->state = MDM_HAS_VALUE;
}

static size_t
element_of(struct mdm_str name)
{
	for (size_t i = 0; i < NELEMENTS; i++)
		if (mdm_str_iis(name, elements[i].name))
			return i;
	return SIZE_MAX;
}

static enum mdm_profile_kind
kind_of(const struct mdm_loading *l, size_t which)
{
	static const struct {
		enum mdm_csp csp;
		enum mdm_profile_kind kind;
	} kinds[] = {
		{ MDM_CSP_WIFI, MDM_WIFI },
		{ MDM_CSP_WIRED, MDM_WIRED },
		{ MDM_CSP_VPN, MDM_VPN },
	};

	for (size_t i = 0; l->outer != NULL && i < 3; i++)
		if (elements[which].read == mdm_network_eap &&
		    kinds[i].csp == l->outer->csp)
			return kinds[i].kind;
	return elements[which].kind;
}

/* What stands around it names what has no name of its own. */
static void
name_profile(const struct mdm_loading *l, struct mdm_profile *p,
    struct mdm_node *element)
{
	p->at = mdm_key_at_of(element);
	if (l->outer != NULL && l->outer->name.v.n > 0)
		p->name = l->outer->name.v;
	else if (l->context != NULL && l->context->name.n > 0)
		p->name = mdm_str_dup(l->keep, l->context->name);
	else
		p->name = mdm_str_dup(l->keep,
		    mdm_file_name_of(mdm_file_source(l->doc->source)->name)
			.stem);
}

struct mdm_profile *
mdm_network_element(struct mdm_loading *l, struct mdm_node *element)
{
	size_t which = element->attribute ? SIZE_MAX : element_of(element->key);
	struct mdm_profile *p = l->into;

	if (which == SIZE_MAX)
		return NULL;
	if (p == NULL) {
		p = mdm_load_profile(
		    l, kind_of(l, which), MDM_WINDOWS, element);
		p->type = mdm_str_of(elements[which].name);
		p->dialect = MDM_DIALECT_XML;
		p->document = l->outer != NULL
		    ? l->outer->document
		    : (const void *)mdm_file_source(l->doc->source);
		p->excerpt = element->truncated;
		name_profile(l, p, element);
	}
	if (l->outer != NULL && p->network != NULL)
		p->network->scope = l->outer->scope;
	elements[which].read(l, p, element);
	return p;
}

static bool
is_wrapper(const struct mdm_node *node)
{
	for (size_t i = 0; wrappers[i] != NULL; i++)
		if (!node->attribute && mdm_str_iis(node->key, wrappers[i]))
			return true;
	return false;
}

/* The network profiles among the elements; `load` false: is there one? */
static bool
look(struct mdm_loading *l, const struct mdm_node *parent, unsigned depth,
    bool load)
{
	bool found = false;

	for (struct mdm_node *c = parent->child; c != NULL; c = c->next) {
		if (element_of(c->key) != SIZE_MAX && !c->attribute) {
			found = true;
			if (load)
				mdm_network_element(l, c);
		} else if (depth < MOST_WRAPPERS && is_wrapper(c)) {
			found |= look(l, c, depth + 1, load);
		}
	}
	return found;
}

static bool
recognises(const struct mdm_doc *doc)
{
	return doc->source->syntax == MDM_XML && doc->root != NULL &&
	    look(NULL, doc->root, 0, false);
}

static bool
load(struct mdm_loading *l)
{
	return look(l, l->doc->root, 0, true);
}

const struct mdm_format mdm_format_network = {
	.name = "network profile in XML",
	.recognises = recognises,
	.load = load,
};
