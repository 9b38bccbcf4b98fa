/* SPDX-License-Identifier: MIT */
#include "report/inspect.h"
#include "report/report.h"

/*
 * A graph for Graphviz: profiles are boxes, certificates ellipses; an arrow
 * leads from what needs something to what it needs.
 */

/* In a quoted string of dot only '"' and '\' mean something. */
static void
dot_text(struct mdm_out *o, struct mdm_str text)
{
	struct mdm_out *plain = mdm_out_new_memory();
	struct mdm_str s;

	mdm_out_plain(plain, text);
	s = mdm_out_text(plain);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"' || s.p[i] == '\\')
			mdm_out_byte(o, '\\');
		mdm_out_byte(o, s.p[i]);
	}
	mdm_out_free(plain);
}

static void
profile_node(
    struct mdm_out *o, size_t set, size_t i, const struct mdm_profile *p)
{
	mdm_out_printf(o, "\t\ts%zup%zu [shape=box, label=\"%s\\n", set, i,
	    mdm_kind_title(p->kind));
	dot_text(o, p->name.n > 0 ? p->name : p->id);
	mdm_out_printf(o, "\\n%s\"];\n", mdm_platform_title(p->platform));
}

static void
certificate_node(
    struct mdm_out *o, size_t set, size_t i, const struct mdm_cert *cert)
{
	mdm_out_printf(o, "\t\ts%zuc%zu [shape=ellipse, label=\"", set, i);
	dot_text(o, cert->name);
	mdm_out_printf(o, "\\n%s\"];\n", cert->sha1_hex);
}

/* What a profile points at and is not there gets a dashed node of its own. */
static void
missing_node(
    struct mdm_out *o, size_t set, size_t i, size_t k, const struct mdm_ref *r)
{
	mdm_out_printf(o, "\t\ts%zup%zur%zu [shape=box, style=dashed, label=\"",
	    set, i, k);
	dot_text(o, r->id.n > 0 ? r->id : r->name);
	mdm_out_printf(o,
	    "\\nnot in this set\"];\n"
	    "\t\ts%zup%zu -> s%zup%zur%zu [style=dashed, label=\"%s\"];\n",
	    set, i, set, i, k, mdm_ref_role_name(r->role));
}

static void
ref_edges(struct mdm_out *o, size_t set, const struct mdm_corpus *c, size_t i)
{
	const struct mdm_profile *p = c->profiles[i];

	for (size_t k = 0; k < p->nrefs; k++) {
		const struct mdm_ref *r = &p->refs[k];

		if (r->state != MDM_REF_BOUND)
			continue;
		if (r->result == MDM_REF_DANGLING)
			missing_node(o, set, i, k, r);
		for (size_t t = 0; t < r->ntargets; t++) {
			size_t to = mdm_profile_index(c, r->targets[t]);

			if (to != SIZE_MAX)
				mdm_out_printf(o,
				    "\t\ts%zup%zu -> s%zup%zu "
				    "[label=\"%s\"];\n",
				    set, i, set, to,
				    mdm_ref_role_name(r->role));
		}
	}
}

static void
certificate_edges(
    struct mdm_out *o, size_t set, const struct mdm_corpus *c, size_t i)
{
	const struct mdm_cert_entry *e = &c->certs[i];

	if (e->signer != NULL && e->signer != e)
		mdm_out_printf(o,
		    "\t\ts%zuc%zu -> s%zuc%zu [label=\"signed by\"];\n", set, i,
		    set, mdm_cert_index(c, e->signer));
	for (size_t k = 0; k < e->nuses; k++) {
		const struct mdm_use *use = e->uses[k];
		size_t from = mdm_profile_index(c, use->profile);

		if (use->profile == NULL || from == SIZE_MAX)
			continue;
		mdm_out_printf(o, "\t\ts%zup%zu -> s%zuc%zu [label=\"%s\"];\n",
		    set, from, set, i,
		    use->store == MDM_STORE_NONE ? "deploys"
						 : mdm_store_name(use->store));
	}
}

static void
pin_edge(struct mdm_out *o, size_t set, const struct mdm_corpus *c, size_t i)
{
	const struct mdm_enrolment *e = c->profiles[i]->enrolment;

	size_t ca = SIZE_MAX;

	if (e != NULL && e->ca != NULL)
		ca = mdm_cert_index(c, mdm_corpus_entry(c, e->ca));
	if (ca == SIZE_MAX)
		return;
	mdm_out_printf(
	    o, "\t\ts%zup%zu -> s%zuc%zu [label=\"CA\"];\n", set, i, set, ca);
}

static void
write_set(struct mdm_out *o, size_t set, const struct mdm_corpus *c)
{
	mdm_out_printf(o, "\tsubgraph cluster_%zu {\n\t\tlabel=\"", set);
	dot_text(o, c->name);
	mdm_out_text_of(o, "\";\n");
	for (size_t i = 0; i < c->nprofiles; i++)
		profile_node(o, set, i, c->profiles[i]);
	for (size_t i = 0; i < c->ncerts; i++)
		certificate_node(o, set, i, c->certs[i].cert);
	for (size_t i = 0; i < c->nprofiles; i++) {
		ref_edges(o, set, c, i);
		pin_edge(o, set, c, i);
	}
	for (size_t i = 0; i < c->ncerts; i++)
		certificate_edges(o, set, c, i);
	mdm_out_text_of(o, "\t}\n");
}

void
mdm_inspect_dot(struct mdm_out *o, const struct mdm_result *r)
{
	mdm_out_text_of(o, "digraph mdmlint {\n\trankdir=LR;\n");
	for (size_t i = 0; i < r->ncorpora; i++)
		write_set(o, i, &r->corpora[i]);
	mdm_out_text_of(o, "}\n");
}
