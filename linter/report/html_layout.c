/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/html_graph.h"

enum {
	ROW = MDM_NODE_HEIGHT + 12,
	PART_GAP = 22,
	TOP = 34, /* headings of the columns */
	INDENT = 18,
	MOST_INDENT = 4,
	WIDEST = 300
};

/* One part while its nodes get their places. */
struct placing {
	struct mdm_graph *g;
	struct mdm_arena *arena;
	MDM_VEC(size_t) column[MDM_MAP_COLUMNS];
	int *weight; /* per node: where its neighbours stand */
};

static struct mdm_layout
plan_columns(const struct mdm_graph *g, const bool *shown)
{
	struct mdm_layout l = { .height = TOP };
	int n = 0, gap, x = 0;

	for (size_t i = 0; i < g->nodes.n; i++) {
		if (shown[g->nodes.at[i].part])
			l.used[g->nodes.at[i].column] = true;
	}
	for (int c = 0; c < MDM_MAP_COLUMNS; c++)
		n += l.used[c];
	gap = n > 3 ? 74 : 104;
	l.node_width = n > 0 ? (MDM_MAP_WIDTH - gap * (n - 1)) / n : WIDEST;
	if (l.node_width > WIDEST)
		l.node_width = WIDEST;
	if (n > 1)
		gap = (MDM_MAP_WIDTH - n * l.node_width) / (n - 1);
	for (int c = 0; c < MDM_MAP_COLUMNS; c++) {
		l.column_x[c] = x;
		if (l.used[c])
			x += l.node_width + gap;
	}
	return l;
}

/* A certificate, and below it what it signed. */
static void
take_chain(struct placing *p, size_t i, unsigned depth)
{
	struct mdm_graph_node *node = &p->g->nodes.at[i];

	/* Cross-certificates may sign each other: `placed` ends that. */
	if (node->placed)
		return;
	node->placed = true;
	node->depth = depth < MOST_INDENT ? depth : MOST_INDENT;
	MDM_PUSH(p->arena, &p->column[MDM_COLUMN_CERT], i);
	for (size_t k = 0; k < node->edges.n; k++) {
		const struct mdm_graph_edge *e =
		    &p->g->edges.at[node->edges.at[k]];

		if (e->kind == MDM_EDGE_SIGNS && e->from == i)
			take_chain(p, e->to, depth + 1);
	}
}

static void
take_nodes(struct placing *p, size_t part)
{
	const struct mdm_graph *g = p->g;

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < g->nodes.n; i++) {
			const struct mdm_graph_node *node = &g->nodes.at[i];

			if (node->part != part)
				continue;
			if (node->column == MDM_COLUMN_CERT &&
			    (pass > 0 || node->parent == SIZE_MAX))
				take_chain(p, i, 0);
			else if (node->column != MDM_COLUMN_CERT && pass == 0)
				MDM_PUSH(p->arena, &p->column[node->column], i);
		}
	}
}

/* Where the neighbours of a node stand in the columns that are settled. */
static void
weigh(struct placing *p, size_t node, unsigned settled)
{
	const struct mdm_graph_node *self = &p->g->nodes.at[node];
	int sum = 0, n = 0;

	for (size_t k = 0; k < self->edges.n; k++) {
		const struct mdm_graph_edge *e =
		    &p->g->edges.at[self->edges.at[k]];
		size_t other = e->from == node ? e->to : e->from;

		if ((settled & 1U << p->g->nodes.at[other].column) == 0)
			continue;
		sum += p->weight[other];
		n++;
	}
	p->weight[node] = n > 0 ? 64 * sum / n : 0;
}

/* Stable: the columns are short. */
static void
sort_column(struct placing *p, enum mdm_column column, unsigned settled)
{
	size_t *at = p->column[column].at, n = p->column[column].n;

	for (size_t i = 0; i < n; i++)
		weigh(p, at[i], settled);
	for (size_t i = 1; i < n; i++) {
		size_t node = at[i], k = i;

		for (; k > 0 && p->weight[at[k - 1]] > p->weight[node]; k--)
			at[k] = at[k - 1];
		at[k] = node;
	}
	for (size_t i = 0; i < n; i++)
		p->weight[at[i]] = (int)i;
}

static void
settle_columns(struct placing *p)
{
	for (size_t i = 0; i < p->column[MDM_COLUMN_CERT].n; i++)
		p->weight[p->column[MDM_COLUMN_CERT].at[i]] = (int)i;
	sort_column(p, MDM_COLUMN_TRUST, 1U << MDM_COLUMN_CERT);
	sort_column(p, MDM_COLUMN_REQUEST, 1U << MDM_COLUMN_CERT);
	sort_column(p, MDM_COLUMN_NETWORK,
	    1U << MDM_COLUMN_CERT | 1U << MDM_COLUMN_REQUEST);
}

/* Short columns stand in the middle of the longest one. */
static void
place_part(struct placing *p, struct mdm_layout *l)
{
	size_t most = 0;

	for (int c = 0; c < MDM_MAP_COLUMNS; c++)
		most = p->column[c].n > most ? p->column[c].n : most;
	for (int c = 0; c < MDM_MAP_COLUMNS; c++) {
		int y = l->height + (int)(most - p->column[c].n) * ROW / 2;

		for (size_t i = 0; i < p->column[c].n; i++, y += ROW) {
			struct mdm_graph_node *node =
			    &p->g->nodes.at[p->column[c].at[i]];

			node->x = l->column_x[c] + (int)node->depth * INDENT;
			node->y = y;
		}
	}
	l->height += (int)most * ROW + PART_GAP;
}

struct mdm_layout
mdm_graph_place(struct mdm_graph *g, struct mdm_arena *arena, const bool *shown)
{
	struct mdm_layout l = plan_columns(g, shown);
	int *weight = MDM_NEW_N(arena, int, g->nodes.n + 1);

	for (size_t part = 0; part < g->nparts; part++) {
		struct placing p = { .g = g, .arena = arena, .weight = weight };

		if (!shown[part])
			continue;
		take_nodes(&p, part);
		settle_columns(&p);
		place_part(&p, &l);
	}
	l.height -= PART_GAP - 8;
	return l;
}
