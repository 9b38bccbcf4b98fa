/* SPDX-License-Identifier: MIT */
#include "report/html_graph.h"

/*
 * The trust map as a nested list: certificates from the roots down, who
 * deploys each, who relies on it.
 */
enum { DEEPEST = 32 };

static void
put_name(struct mdm_html *h, const struct mdm_graph_node *node)
{
	mdm_out_text_of(h->out, "<strong>");
	mdm_html_put(h, node->title);
	mdm_out_text_of(h->out, "</strong>");
	if (node->detail.n > 0) {
		mdm_out_text_of(h->out, ", ");
		mdm_html_put(h, node->detail);
	}
}

static void
put_edge_end(struct mdm_html *h, const char *what,
    const struct mdm_graph_edge *e, const struct mdm_graph_node *node)
{
	mdm_out_printf(h->out, "<li>%s", what);
	put_name(h, node);
	if (e->finding != NULL) {
		mdm_out_text_of(h->out,
		    e->finding->severity > MDM_INFO ? " \xe2\x80\x94 broken: "
						    : " \xe2\x80\x94 see ");
		mdm_html_badge(h, e->finding);
		mdm_out_byte(h->out, ' ');
		mdm_html_put(h, e->finding->text);
	}
}

static bool
has_edge(const struct mdm_graph *g, size_t i, enum mdm_edge_kind kind, bool out)
{
	const struct mdm_graph_node *node = &g->nodes.at[i];

	for (size_t k = 0; k < node->edges.n; k++) {
		const struct mdm_graph_edge *e =
		    &g->edges.at[node->edges.at[k]];

		if (e->kind == kind && (out ? e->from : e->to) == i)
			return true;
	}
	return false;
}

static void put_below(struct mdm_html *, struct mdm_graph *, size_t, unsigned);

/* The other ends of a node's edges of one kind. */
static void
put_ends(struct mdm_html *h, struct mdm_graph *g, size_t i,
    enum mdm_edge_kind kind, bool out, const char *what, unsigned depth)
{
	for (size_t k = 0; k < g->nodes.at[i].edges.n; k++) {
		const struct mdm_graph_edge *e =
		    &g->edges.at[g->nodes.at[i].edges.at[k]];
		size_t other = out ? e->to : e->from;

		if (e->kind != kind || (out ? e->from : e->to) != i)
			continue;
		put_edge_end(h, what, e, &g->nodes.at[other]);
		if (out)
			put_below(h, g, other, depth + 1);
		mdm_out_text_of(h->out, "</li>\n");
	}
}

/* What hangs below a node; once, for a profile may rely on several. */
static void
put_below(struct mdm_html *h, struct mdm_graph *g, size_t i, unsigned depth)
{
	struct mdm_graph_node *node = &g->nodes.at[i];
	bool deployed = has_edge(g, i, MDM_EDGE_DEPLOYS, false);
	bool signs = has_edge(g, i, MDM_EDGE_SIGNS, true);
	bool needed = has_edge(g, i, MDM_EDGE_NEEDS, true);

	if (node->listed || depth > DEEPEST)
		return;
	node->listed = true;
	if (!deployed && !signs && !needed)
		return;
	mdm_out_text_of(h->out, "\n<ul>\n");
	put_ends(h, g, i, MDM_EDGE_DEPLOYS, false, "deployed by ", depth);
	put_ends(h, g, i, MDM_EDGE_NEEDS, true, "relied on by ", depth);
	put_ends(h, g, i, MDM_EDGE_SIGNS, true, "signed certificate ", depth);
	mdm_out_text_of(h->out, "</ul>\n");
}

/* Roots of the list: certificates without issuer, then what is left. */
static bool
is_top(const struct mdm_graph *g, size_t i, int pass)
{
	const struct mdm_graph_node *node = &g->nodes.at[i];

	if (node->listed)
		return false;
	if (pass == 0)
		return node->column == MDM_COLUMN_CERT &&
		    node->parent == SIZE_MAX;
	if (pass == 1)
		return node->column == MDM_COLUMN_CERT;
	/* a deploying profile was told with its certificate */
	return !has_edge(g, i, MDM_EDGE_DEPLOYS, true);
}

void
mdm_graph_list(struct mdm_html *h, struct mdm_graph *g, const bool *shown)
{
	mdm_out_text_of(h->out, "<ul class=\"tree\">\n");
	for (int pass = 0; pass < 3; pass++) {
		for (size_t i = 0; i < g->nodes.n; i++) {
			if (!shown[g->nodes.at[i].part] || !is_top(g, i, pass))
				continue;
			mdm_out_text_of(h->out, "<li>");
			put_name(h, &g->nodes.at[i]);
			put_below(h, g, i, 0);
			mdm_out_text_of(h->out, "</li>\n");
		}
	}
	mdm_out_text_of(h->out, "</ul>\n");
}
