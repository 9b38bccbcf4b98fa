/* SPDX-License-Identifier: MIT */
#include "engine/link.h"
#include "report/html_graph.h"

/*
 * Findings speak of profiles and places, the map shows edges.  A finding
 * breaks an edge when its family is about such edges and it names the
 * profiles at the ends; a certificate stands for the profiles that deploy it.
 */

/* Profiles that a finding names: its own, and those of its notes. */
struct named {
	MDM_VEC(const struct mdm_profile *) list;
};

static bool
names(const struct named *n, const struct mdm_profile *p)
{
	for (size_t i = 0; p != NULL && i < n->list.n; i++) {
		if (n->list.at[i] == p)
			return true;
	}
	return false;
}

/*
 * In SyncML a finding is the message's; the request whose thumbprint stands
 * at its place is meant.
 */
static void
name_request(struct mdm_html *h, const struct mdm_corpus *c,
    const struct mdm_finding *f, struct named *n)
{
	if (f->profile == NULL || f->profile->kind != MDM_MESSAGE)
		return;
	for (size_t i = 0; i < c->nprofiles; i++) {
		const struct mdm_profile *p = c->profiles[i];
		struct mdm_at at;

		if (p->enrolment == NULL)
			continue;
		at = p->enrolment->ca_thumbprint.at;
		if (mdm_at_set(at) && at.source == f->at.source &&
		    at.off == f->at.off)
			MDM_PUSH(h->arena, &n->list, p);
	}
}

static struct named
named_by(struct mdm_html *h, const struct mdm_owners *owners,
    const struct mdm_finding *f)
{
	struct named n = { 0 };

	if (f->profile != NULL)
		MDM_PUSH(h->arena, &n.list, f->profile);
	for (size_t i = 0; i < f->notes.n; i++) {
		const struct mdm_profile *p = NULL;

		if (mdm_at_set(f->notes.at[i].at))
			p = mdm_owner_of(owners, f->notes.at[i].at);
		if (p != NULL && !names(&n, p))
			MDM_PUSH(h->arena, &n.list, p);
	}
	return n;
}

static bool
family_is(const struct mdm_finding *f, const char *const *families)
{
	struct mdm_str family = mdm_rule_family(f->rule);

	for (; *families != NULL; families++) {
		if (mdm_str_is(family, *families))
			return true;
	}
	return false;
}

static bool
is_about_issuers(const struct mdm_finding *f)
{
	static const char *const ids[] = { "XREF015", "TRUST001", "LIFE005",
		NULL };

	for (size_t i = 0; ids[i] != NULL; i++) {
		if (strcmp(f->rule->id, ids[i]) == 0)
			return true;
	}
	return false;
}

/* Does a profile that the finding names deploy this certificate? */
static bool
names_deployer(const struct named *n, const struct mdm_graph_node *node)
{
	for (size_t i = 0; node->cert != NULL && i < node->cert->nuses; i++) {
		if (names(n, node->cert->uses[i]->profile))
			return true;
	}
	return false;
}

static bool
breaks(const struct mdm_graph *g, const struct mdm_graph_edge *e,
    const struct mdm_finding *f, const struct named *n)
{
	static const char *const deploying[] = { "STORE", "FMT", "SYNC", NULL };
	static const char *const needing[] = { "XREF", "TRUST", "STORE", "LIFE",
		NULL };
	const struct mdm_graph_node *from = &g->nodes.at[e->from];
	const struct mdm_graph_node *to = &g->nodes.at[e->to];

	switch (e->kind) {
	case MDM_EDGE_DEPLOYS:
		return family_is(f, deploying) && f->profile == from->profile;
	case MDM_EDGE_SIGNS:
		return is_about_issuers(f) && names_deployer(n, to);
	case MDM_EDGE_NEEDS:
		if (!family_is(f, needing) || is_about_issuers(f) ||
		    !names(n, to->profile))
			return false;
		/* It names the other end, or has no other to name. */
		return from->missing || n->list.n == 1 ||
		    names(n, from->profile) || names_deployer(n, from);
	}
	return false;
}

static void
try_edge(struct mdm_graph *g, size_t edge, const struct mdm_finding *f,
    const struct named *n)
{
	struct mdm_graph_edge *e = &g->edges.at[edge];

	/* The most severe come first, and win. */
	if (e->finding == NULL && breaks(g, e, f, n))
		e->finding = f;
}

/* The edges at one profile, and those of the certificates it deploys. */
static void
try_profile(struct mdm_graph *g, size_t node, const struct mdm_finding *f,
    const struct named *n)
{
	const struct mdm_graph_node *self = &g->nodes.at[node];

	for (size_t i = 0; i < self->edges.n; i++) {
		size_t edge = self->edges.at[i];
		const struct mdm_graph_node *to =
		    &g->nodes.at[g->edges.at[edge].to];

		try_edge(g, edge, f, n);
		for (size_t k = 0; to != self && k < to->edges.n; k++)
			try_edge(g, to->edges.at[k], f, n);
	}
}

void
mdm_graph_break(
    struct mdm_graph *g, struct mdm_html *h, const struct mdm_corpus *c)
{
	struct mdm_owners owners = { 0 };

	mdm_owners_add(&owners, h->arena, c);
	for (size_t i = 0; i < h->nfindings; i++) {
		const struct mdm_finding *f = h->findings[i];
		struct named n;

		if (f->set < h->result->ncorpora &&
		    &h->result->corpora[f->set] != c)
			continue;
		n = named_by(h, &owners, f);
		name_request(h, c, f, &n);
		for (size_t k = 0; k < n.list.n; k++) {
			const size_t *node = mdm_map_get(
			    &g->by_pointer, mdm_html_key(h, n.list.at[k]));

			if (node != NULL)
				try_profile(g, *node, f, &n);
		}
	}
}
