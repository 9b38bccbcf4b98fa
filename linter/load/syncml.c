/* SPDX-License-Identifier: MIT */
/*
 * SyncML as it comes: whole messages, bodies or commands without a root,
 * recorded sessions with many messages of which some are cut off.
 */
#include "load/csp.h"

static const struct {
	const char *name;
	enum mdm_verb verb;
} verbs[] = {
	{ "Add", MDM_VERB_ADD },
	{ "Replace", MDM_VERB_REPLACE },
	{ "Delete", MDM_VERB_DELETE },
	{ "Exec", MDM_VERB_EXEC },
	{ "Get", MDM_VERB_GET },
};

/* Commands within commands: Sequence within Atomic and no more. */
enum { DEEPEST_COMMAND = 6 };

static bool
named(const struct mdm_node *node, const char *name)
{
	return !node->attribute && mdm_str_iis(node->key, name);
}

static struct mdm_node *
child(struct mdm_node *node, const char *name)
{
	struct mdm_node *c = node == NULL ? NULL : node->child;

	while (c != NULL && !named(c, name))
		c = c->next;
	return c;
}

static bool
verb_of(const struct mdm_node *node, enum mdm_verb *ret_verb)
{
	for (size_t i = 0; i < sizeof(verbs) / sizeof(*verbs); i++) {
		if (!named(node, verbs[i].name))
			continue;
		*ret_verb = verbs[i].verb;
		return true;
	}
	return false;
}

static bool
is_group(const struct mdm_node *node)
{
	return named(node, "Atomic") || named(node, "Sequence");
}

/* A message while its commands are gathered. */
struct gathering {
	struct mdm_loading *l;
	struct mdm_csp_writes writes;
	unsigned atomics;
	bool android;
};

/* Intune's dialect for Android: its own nodes, and GUIDs as names. */
static bool
is_android(const struct mdm_command *c)
{
	struct mdm_str name = c->name.v;

	if (mdm_str_ihas(c->uri.v, "CertificateStore/Enroll/ModelName="))
		return true;
	if (c->csp != MDM_CSP_STORE || name.n < 36)
		return false;
	if (name.p[0] == '{' && name.p[name.n - 1] == '}')
		name = mdm_str_sub(name, 1, name.n - 2);
	return name.n == 36 && name.p[8] == '-' && name.p[13] == '-' &&
	    name.p[18] == '-' && name.p[23] == '-';
}

/*
 * Hand-made files put line breaks around their values; nobody means them.
 * The node's place is without them already, unless they stand in CDATA.
 */
static struct mdm_node *
trimmed(struct mdm_node *node)
{
	struct mdm_str value;

	if (node == NULL || node->kind != MDM_STRING)
		return node;
	value = mdm_str_trim(node->value);
	if (node->len == node->value.n && value.n > 0) {
		node->off += (uint32_t)(value.p - node->value.p);
		node->len = (uint32_t)value.n;
	}
	node->value = value;
	return node;
}

static void
add_item(struct gathering *g, struct mdm_node *command, struct mdm_node *item,
    size_t number, enum mdm_verb verb, unsigned atomic)
{
	struct mdm_node *uri = child(child(item, "Target"), "LocURI");
	struct mdm_node *meta = child(item, "Meta");
	struct mdm_csp_write w = { .holder = command,
		.value = trimmed(child(item, "Data")) };

	if (uri == NULL)
		return;
	if (meta == NULL)
		meta = child(command, "Meta");
	w.command.verb = verb;
	w.command.item = number;
	w.command.atomic = atomic;
	w.command.truncated = item->truncated;
	w.command.uri = mdm_field_of(g->l, trimmed(uri));
	w.command.format = mdm_field_of(g->l, trimmed(child(meta, "Format")));
	w.command.type = mdm_field_of(g->l, trimmed(child(meta, "Type")));
	/* "<InsertHere>" in a LocURI is an element to the parser. */
	if (w.command.uri.wrong_kind)
		w.command.uri.symbolic = true;
	mdm_csp_resolve_uri(g->l, &w.command);
	g->android |= is_android(&w.command);
	MDM_PUSH(g->l->doc->scratch, &g->writes.list, w);
}

static void
add_command(struct gathering *g, struct mdm_node *command, enum mdm_verb verb,
    unsigned atomic)
{
	size_t number = 0;

	for (struct mdm_node *c = command->child; c != NULL; c = c->next)
		if (named(c, "Item"))
			add_item(g, command, c, number++, verb, atomic);
}

static void
gather(struct gathering *g, struct mdm_node *parent, unsigned atomic,
    unsigned depth)
{
	for (struct mdm_node *c = parent->child; c != NULL; c = c->next) {
		enum mdm_verb verb;

		if (verb_of(c, &verb))
			add_command(g, c, verb, atomic);
		else if (is_group(c) && depth < DEEPEST_COMMAND)
			gather(g, c, named(c, "Atomic") ? ++g->atomics : atomic,
			    depth + 1);
	}
}

static struct mdm_profile *
finish(struct gathering *g, struct mdm_node *object, bool whole)
{
	struct mdm_profile *p = mdm_csp_message(g->l, object,
	    g->android ? MDM_DIALECT_ANDROID : MDM_DIALECT_SYNCML, MDM_LIT(""),
	    &g->writes);

	if (p->message != NULL)
		p->message->whole = whole;
	return p;
}

/* A message, or the body of one. */
static struct mdm_profile *
load_message(struct mdm_loading *l, struct mdm_node *top)
{
	struct gathering g = { .l = l };
	struct mdm_node *body =
	    named(top, "SyncML") ? child(top, "SyncBody") : top;

	if (body != NULL)
		gather(&g, body, 0, 0);
	return finish(&g, top, body != NULL);
}

/* All commands that stand at the top are one message that is to be sent. */
static void
load_fragment(struct mdm_loading *l)
{
	struct gathering g = { .l = l };

	gather(&g, l->doc->root, 0, 0);
	if (g.writes.list.n > 0)
		finish(&g, l->doc->root, false);
}

static bool
is_message(const struct mdm_node *node)
{
	return named(node, "SyncML") || named(node, "SyncBody");
}

/* Within the first commands: other XML has elements called Add as well. */
static bool
has_loc_uri(struct mdm_node *node, unsigned depth)
{
	enum { MOST_LOOKED_AT = 64 };
	unsigned n = 0;

	for (struct mdm_node *c = node->child; c != NULL && n < MOST_LOOKED_AT;
	     c = c->next, n++) {
		enum mdm_verb verb;

		if (is_group(c) && depth < DEEPEST_COMMAND &&
		    has_loc_uri(c, depth + 1))
			return true;
		if (verb_of(c, &verb) &&
		    child(child(child(c, "Item"), "Target"), "LocURI") != NULL)
			return true;
	}
	return false;
}

/* A broken policy about something else is nobody's business (rulings 7). */
static bool
is_business(struct mdm_str text)
{
	static const char *const signs[] = { "ClientCertificateInstall",
		"RootCATrustedCertificates", "CertificateStore", "WlanXml",
		"LanXML", "VPNv2", NULL };

	for (size_t i = 0; signs[i] != NULL; i++)
		if (mdm_str_ihas(text, signs[i]))
			return true;
	return false;
}

static bool
recognises(const struct mdm_doc *doc)
{
	if (doc->source->syntax != MDM_XML || doc->root == NULL)
		return false;
	if (doc->damaged && !is_business(doc->text))
		return false;
	for (struct mdm_node *c = doc->root->child; c != NULL; c = c->next)
		if (is_message(c))
			return true;
	return has_loc_uri(doc->root, 0);
}

static bool
load(struct mdm_loading *l)
{
	struct mdm_profile *p;
	size_t messages = 0;

	for (struct mdm_node *c = l->doc->root->child; c != NULL; c = c->next)
		messages += is_message(c);
	for (struct mdm_node *c = l->doc->root->child; c != NULL; c = c->next) {
		if (!is_message(c))
			continue;
		p = load_message(l, c);
		if (p->message != NULL)
			p->message->capture = messages > 1;
	}
	load_fragment(l);
	return true;
}

const struct mdm_format mdm_format_syncml = {
	.name = "SyncML",
	.recognises = recognises,
	.load = load,
};
