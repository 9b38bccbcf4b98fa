/* SPDX-License-Identifier: MIT */
#include "report/html_graph.h"
#include "report/layout.h"

/*
 * The trust map as a picture.  It is hidden from readers of the screen, who
 * get the nested list below it; what is broken has another shape, not only
 * another colour.
 */
enum {
	MOST_NODES = 60, /* above that only parts with findings are shown */
	MOST_SHOWN = 400,
	TITLE_SIZE = 13, /* as the style says, in pixels */
	DETAIL_SIZE = 11
};

static const char *const column_titles[MDM_MAP_COLUMNS] = {
	[MDM_COLUMN_TRUST] = "Trusted certificate profiles",
	[MDM_COLUMN_CERT] = "Certificates",
	[MDM_COLUMN_REQUEST] = "SCEP and PKCS profiles",
	[MDM_COLUMN_NETWORK] = "Wi-Fi, VPN and others",
};

/* How wide fonts draw a character, in hundredths of their size; roughly. */
static int
width_of(uint32_t c)
{
	if (c < 0x80 && c != 0 && strchr("fijlrt.,:;'|!()[] ", (int)c) != NULL)
		return 42;
	if (c < 0x80 && c != 0 && strchr("mw", (int)c) != NULL)
		return 96;
	if ((c >= 'A' && c <= 'Z') || mdm_char_cells(c) == 1)
		return c >= 'a' && c <= 'z' ? 63 : 74;
	return mdm_char_cells(c) == 0 ? 0 : 105;
}

/* Text cut to a width in pixels, with an ellipsis. */
static void
put_cut(struct mdm_html *h, struct mdm_str text, int size, int room)
{
	struct mdm_out *plain = mdm_out_new_memory();
	struct mdm_str s;
	size_t i = 0, end = 0;
	int width = 0;

	mdm_out_plain(plain, text);
	s = mdm_out_text(plain);
	while (i < s.n && width <= 100 * room) {
		width += size * width_of(mdm_utf8_next(s, &i));
		if (width <= 100 * (room - size))
			end = i;
	}
	if (width <= 100 * room)
		mdm_out_xml(h->out, s);
	else {
		mdm_out_xml(h->out, mdm_str_sub(s, 0, end));
		mdm_out_text_of(h->out, "\xe2\x80\xa6");
	}
	mdm_out_free(plain);
}

static const char *
level_of(const struct mdm_finding *f)
{
	return f != NULL ? mdm_severity_name(f->severity) : "fine";
}

/* "F12" on a plate; its outline tells the level without colour. */
static void
put_plate(struct mdm_html *h, const struct mdm_finding *f, int x, int y)
{
	static const char *const signs[] = {
		[MDM_OFF] = "",
		[MDM_INFO] = "i",
		[MDM_WARNING] = "!",
		[MDM_ERROR] = "\xc3\x97",
	};
	size_t number = mdm_html_number(h, f);
	int width = 34;

	for (size_t n = number; n >= 10; n /= 10)
		width += 7;
	mdm_out_printf(h->out,
	    "<a class=\"plate %s\" href=\"#f%zu\" tabindex=\"-1\">"
	    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"18\" rx=\"%d\"/>"
	    "<text x=\"%d\" y=\"%d\"><tspan class=\"sign\">%s</tspan> "
	    "F%zu</text></a>\n",
	    level_of(f), number, x - width / 2, y - 9, width,
	    f->severity == MDM_ERROR ? 2 : 9, x, y + 4, signs[f->severity],
	    number);
}

/* From the right side of a box to the left one of another. */
static void
put_curve(struct mdm_html *h, const struct mdm_graph_edge *e, int x1, int y1,
    int x2, int y2)
{
	int bend = (x2 - x1) / 2 > 30 ? (x2 - x1) / 2 : 30;

	mdm_out_printf(h->out,
	    "<path class=\"edge %s\" d=\"M%d %dC%d %d %d %d %d %d\"/>\n",
	    level_of(e->finding), x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2);
}

/* Down from the issuer, and to the right. */
static void
put_elbow(struct mdm_html *h, const struct mdm_graph_edge *e, int x1, int y1,
    int x2, int y2)
{
	mdm_out_printf(h->out, "<path class=\"edge %s\" d=\"M%d %dV%dH%d\"/>\n",
	    level_of(e->finding), x1, y1, y2, x2);
}

static bool
goes_down(const struct mdm_graph_node *a, const struct mdm_graph_node *b)
{
	return a->column == b->column && a->y < b->y && a->x < b->x;
}

static void
put_edge(struct mdm_html *h, const struct mdm_graph *g,
    const struct mdm_graph_edge *e, const struct mdm_layout *l)
{
	const struct mdm_graph_node *a = &g->nodes.at[e->from];
	const struct mdm_graph_node *b = &g->nodes.at[e->to];
	int middle = MDM_NODE_HEIGHT / 2;
	int right = l->column_x[a->column] + l->node_width;

	if (goes_down(a, b))
		put_elbow(h, e, a->x + 9, a->y + MDM_NODE_HEIGHT, b->x,
		    b->y + middle);
	else
		put_curve(h, e, right, a->y + middle, b->x, b->y + middle);
}

/* Behind the boxes are only the lines; the plates stand on top. */
static void
put_edge_plate(struct mdm_html *h, const struct mdm_graph *g,
    const struct mdm_graph_edge *e, const struct mdm_layout *l)
{
	const struct mdm_graph_node *a = &g->nodes.at[e->from];
	const struct mdm_graph_node *b = &g->nodes.at[e->to];
	int right = l->column_x[a->column] + l->node_width;
	int middle = MDM_NODE_HEIGHT / 2;

	if (e->finding == NULL)
		return;
	if (goes_down(a, b))
		put_plate(h, e->finding, a->x + 9, (a->y + b->y) / 2 + middle);
	else if (b->column > a->column + 1)
		/* in the gap before the box: the rest runs behind others */
		put_plate(h, e->finding, b->x - 34, b->y + middle);
	else
		put_plate(h, e->finding, (right + b->x) / 2,
		    (a->y + b->y) / 2 + middle);
}

static void
put_node(struct mdm_html *h, const struct mdm_graph_node *node,
    const struct mdm_layout *l)
{
	int width = l->column_x[node->column] + l->node_width - node->x;
	const struct mdm_html_group *group = node->findings;
	int room = width - 22;

	mdm_out_printf(h->out, "<g class=\"node %s%s\"><title>",
	    node->missing	     ? "missing"
		: node->cert != NULL ? "cert"
		: group->list.n > 0  ? mdm_severity_name(group->worst)
				     : "fine",
	    node->column == MDM_COLUMN_CERT ? " round" : "");
	mdm_html_put(h, node->title);
	mdm_out_printf(h->out,
	    "</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
	    "rx=\"%d\"/><text class=\"title\" x=\"%d\" y=\"%d\">",
	    node->x, node->y, width, MDM_NODE_HEIGHT,
	    node->column == MDM_COLUMN_CERT ? 12 : 3, node->x + 11,
	    node->y + 19);
	put_cut(h, node->title, TITLE_SIZE, room);
	mdm_out_printf(h->out,
	    "</text><text class=\"detail\" x=\"%d\" y=\"%d\">", node->x + 11,
	    node->y + 36);
	put_cut(h, node->detail, DETAIL_SIZE, room);
	mdm_out_text_of(h->out, "</text></g>\n");
}

static bool
is_on_edge(const struct mdm_graph *g, const struct mdm_finding *f)
{
	for (size_t i = 0; i < g->edges.n; i++) {
		if (g->edges.at[i].finding == f)
			return true;
	}
	return false;
}

/* The first finding of a node that no edge shows. */
static void
put_node_plate(struct mdm_html *h, const struct mdm_graph *g,
    const struct mdm_graph_node *node, const struct mdm_layout *l)
{
	for (size_t i = 0; i < node->findings->list.n; i++) {
		const struct mdm_finding *f = node->findings->list.at[i];

		if (is_on_edge(g, f))
			continue;
		put_plate(h, f, l->column_x[node->column] + l->node_width - 26,
		    node->y + MDM_NODE_HEIGHT);
		return;
	}
}

static void
put_columns(struct mdm_html *h, const struct mdm_layout *l)
{
	for (int c = 0; c < MDM_MAP_COLUMNS; c++) {
		if (l->used[c])
			mdm_out_printf(h->out,
			    "<text class=\"column\" x=\"%d\" y=\"14\">%s"
			    "</text>\n",
			    l->column_x[c], column_titles[c]);
	}
}

static void
put_picture(struct mdm_html *h, struct mdm_graph *g, const bool *shown)
{
	struct mdm_layout l = mdm_graph_place(g, h->arena, shown);

	mdm_out_printf(h->out,
	    "<svg class=\"map\" aria-hidden=\"true\" width=\"%d\" "
	    "height=\"%d\" viewBox=\"-1 0 %d %d\">\n",
	    MDM_MAP_WIDTH, l.height, MDM_MAP_WIDTH + 2, l.height);
	put_columns(h, &l);
	for (size_t i = 0; i < g->edges.n; i++) {
		if (shown[g->nodes.at[g->edges.at[i].from].part])
			put_edge(h, g, &g->edges.at[i], &l);
	}
	for (size_t i = 0; i < g->nodes.n; i++) {
		if (shown[g->nodes.at[i].part])
			put_node(h, &g->nodes.at[i], &l);
	}
	for (size_t i = 0; i < g->nodes.n; i++) {
		if (shown[g->nodes.at[i].part])
			put_node_plate(h, g, &g->nodes.at[i], &l);
	}
	for (size_t i = 0; i < g->edges.n; i++) {
		if (shown[g->nodes.at[g->edges.at[i].from].part])
			put_edge_plate(h, g, &g->edges.at[i], &l);
	}
	mdm_out_text_of(h->out, "</svg>\n");
}

/* What is to be shown of a graph. */
struct choice {
	bool *shown; /* per part */
	size_t nshown, nidle;
};

/* A network by itself that no finding about trust is about. */
static bool
is_idle(const struct mdm_graph_node *node)
{
	if (node->column != MDM_COLUMN_NETWORK || node->edges.n > 0)
		return false;
	for (size_t i = 0; i < node->findings->list.n; i++) {
		struct mdm_str family =
		    mdm_rule_family(node->findings->list.at[i]->rule);

		if (mdm_str_is(family, "TRUST") || mdm_str_is(family, "XREF"))
			return false;
	}
	return true;
}

static struct choice
choose(struct mdm_html *h, const struct mdm_graph *g)
{
	struct choice c = {
		.shown = MDM_NEW_N(h->arena, bool, g->nparts + 1),
	};
	bool *troubled = MDM_NEW_N(h->arena, bool, g->nparts + 1);
	bool *idle = MDM_NEW_N(h->arena, bool, g->nparts + 1);
	size_t *size = MDM_NEW_N(h->arena, size_t, g->nparts + 1), sum = 0;

	for (size_t i = 0; i < g->nodes.n; i++) {
		const struct mdm_graph_node *node = &g->nodes.at[i];

		size[node->part]++;
		troubled[node->part] |= node->findings->list.n > 0;
		idle[node->part] = is_idle(node);
	}
	for (size_t part = 0; part < g->nparts; part++) {
		if (idle[part]) {
			c.nidle++;
			continue;
		}
		if ((g->nodes.n > MOST_NODES && !troubled[part]) ||
		    (sum > 0 && sum + size[part] > MOST_SHOWN))
			continue;
		c.shown[part] = true;
		c.nshown++;
		sum += size[part];
	}
	return c;
}

static void
put_bound(struct mdm_html *h, size_t shown, size_t parts)
{
	if (shown == parts)
		return;
	mdm_out_printf(h->out,
	    "<p class=\"note\">This set is large: %zu of its %zu groups of "
	    "profiles that depend on each other are shown, those with "
	    "findings first. All profiles stand in the "
	    "<a href=\"#profiles\">table</a>.</p>\n",
	    shown, parts);
}

static void
put_set(struct mdm_html *h, const struct mdm_corpus *c)
{
	struct mdm_graph g = { .nparts = 0 };
	struct choice choice;

	mdm_graph_build(&g, h, c);
	mdm_html_set_heading(h, c);
	if (g.nodes.n == 0) {
		mdm_out_text_of(h->out,
		    "<p>There is no profile that trusts or requests "
		    "certificates.</p>\n");
		return;
	}
	mdm_graph_break(&g, h, c);
	choice = choose(h, &g);
	put_bound(h, choice.nshown, g.nparts - choice.nidle);
	if (choice.nshown == 0)
		return;
	mdm_out_text_of(h->out, "<div class=\"picture\">\n");
	put_picture(h, &g, choice.shown);
	mdm_out_text_of(h->out,
	    "</div>\n<details class=\"aslist\"><summary>The same as a list"
	    "</summary>\n");
	mdm_graph_list(h, &g, choice.shown);
	mdm_out_text_of(h->out, "</details>\n");
}

void
mdm_html_map(struct mdm_html *h)
{
	mdm_out_text_of(h->out,
	    "<section id=\"map\" aria-labelledby=\"h-map\">\n"
	    "<h2 id=\"h-map\">Trust map</h2>\n"
	    "<p>Which profile deploys which certificate into which store, and "
	    "who relies on it. Broken lines carry the number of their "
	    "finding.</p>\n");
	for (size_t i = 0; i < h->result->ncorpora; i++)
		put_set(h, &h->result->corpora[i]);
	mdm_out_text_of(h->out, "</section>\n");
}
