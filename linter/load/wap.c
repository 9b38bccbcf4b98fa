/* SPDX-License-Identifier: MIT */
/* WAP provisioning documents: enrolment answers, .provxml. */
#include "load/csp.h"

enum { DEEPEST_CHARACTERISTIC = 12 };

struct walk {
	struct mdm_loading *l;
	struct mdm_segment way[DEEPEST_CHARACTERISTIC];
	struct mdm_csp_writes writes;
};

static struct mdm_node *
attribute(struct mdm_node *node, const char *name)
{
	for (struct mdm_node *c = node->child; c != NULL; c = c->next)
		if (c->attribute && mdm_str_iis(c->key, name))
			return c;
	return NULL;
}

static bool
is_element(const struct mdm_node *node, const char *name)
{
	return !node->attribute && mdm_str_iis(node->key, name);
}

/* "CertificateStore/Root/System/{hash}/EncodedCertificate" */
static struct mdm_str
join(const struct walk *w, size_t depth)
{
	struct mdm_arena *keep = w->l->keep;
	struct mdm_str way = w->way[0].text;

	for (size_t i = 1; i < depth; i++)
		way = mdm_str_printf(keep, MDM_FMT "/" MDM_FMT, MDM_ARG(way),
		    MDM_ARG(w->way[i].text));
	return way;
}

static void
add_parm(struct walk *w, struct mdm_node *parm, size_t depth)
{
	struct mdm_node *name = attribute(parm, "name");
	struct mdm_csp_write write = { .holder = parm,
		.value = attribute(parm, "value") };
	struct mdm_command *c = &write.command;

	if (name == NULL || depth + 1 > DEEPEST_CHARACTERISTIC)
		return;
	w->way[depth] =
	    (struct mdm_segment){ mdm_text_of(name), mdm_at_of(name) };
	c->verb = MDM_VERB_ADD;
	c->scope = MDM_SCOPE_DEVICE;
	c->uri.state = MDM_HAS_VALUE;
	c->uri.v = join(w, depth + 1);
	c->uri.at = w->way[depth - 1].at;
	c->truncated = parm->truncated;
	mdm_csp_resolve(w->l, w->way, depth + 1, c);
	MDM_PUSH(w->l->doc->scratch, &w->writes.list, write);
}

static void
walk(struct walk *w, struct mdm_node *parent, size_t depth)
{
	for (struct mdm_node *c = parent->child; c != NULL; c = c->next) {
		struct mdm_node *type;

		if (is_element(c, "parm") && depth > 0)
			add_parm(w, c, depth);
		if (!is_element(c, "characteristic") ||
		    depth + 1 >= DEEPEST_CHARACTERISTIC)
			continue;
		type = attribute(c, "type");
		if (type == NULL)
			continue;
		/* Hand-made ones have blanks at the end of a hash. */
		w->way[depth] =
		    (struct mdm_segment){ mdm_str_trim(mdm_text_of(type)),
			    mdm_at_of(type) };
		walk(w, c, depth + 1);
	}
}

static struct mdm_node *
document_of(const struct mdm_doc *doc)
{
	if (doc->source->syntax != MDM_XML || doc->root == NULL)
		return NULL;
	for (struct mdm_node *c = doc->root->child; c != NULL; c = c->next)
		if (is_element(c, "wap-provisioningdoc"))
			return c;
	return NULL;
}

static bool
recognises(const struct mdm_doc *doc)
{
	return document_of(doc) != NULL;
}

static bool
load(struct mdm_loading *l)
{
	struct walk w = { .l = l };
	struct mdm_node *document = document_of(l->doc);

	walk(&w, document, 0);
	mdm_csp_message(l, document, MDM_DIALECT_WAP, MDM_LIT(""), &w.writes);
	return true;
}

const struct mdm_format mdm_format_wap = {
	.name = "WAP provisioning document",
	.recognises = recognises,
	.load = load,
};
