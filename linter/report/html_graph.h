/* SPDX-License-Identifier: MIT */
#ifndef MDM_REPORT_HTML_GRAPH_H
#define MDM_REPORT_HTML_GRAPH_H

#include "report/html.h"

/* Who trusts what by way of whom: the trust map of one set as a graph. */
enum mdm_column {
	MDM_COLUMN_TRUST,   /* trusted certificate profiles */
	MDM_COLUMN_CERT,    /* certificates */
	MDM_COLUMN_REQUEST, /* SCEP, PKCS, imported PFX */
	MDM_COLUMN_NETWORK, /* Wi-Fi, wired, VPN and other consumers */
	MDM_MAP_COLUMNS
};

struct mdm_graph_node {
	enum mdm_column column;
	const struct mdm_profile *profile; /* or NULL */
	const struct mdm_cert_entry *cert; /* or NULL */
	bool missing;			   /* meant, and not in this set */
	struct mdm_str title, detail;
	const struct mdm_html_group *findings; /* never NULL */

	MDM_VEC(size_t) edges; /* that begin or end here */
	size_t parent; /* certificates: who signed it; SIZE_MAX: nobody */
	size_t part;   /* nodes with the same number hang together */
	unsigned depth;
	bool placed, listed;
	int x, y; /* html_layout.c; upper left corner, in pixels */
};

enum mdm_edge_kind {
	MDM_EDGE_DEPLOYS, /* trusted certificate profile -> certificate */
	MDM_EDGE_SIGNS,	  /* issuer -> certificate */
	MDM_EDGE_NEEDS	  /* certificate or request -> who relies on it */
};

struct mdm_graph_edge {
	enum mdm_edge_kind kind;
	size_t from, to;
	const char *label;		   /* "root certificate", ... */
	const struct mdm_finding *finding; /* why it is broken, or NULL */
};

struct mdm_graph {
	MDM_VEC(struct mdm_graph_node) nodes;
	MDM_VEC(struct mdm_graph_edge) edges;
	struct mdm_map by_pointer; /* profile, certificate -> its index */
	struct mdm_map by_name;	   /* what is missing -> its index */
	struct mdm_map by_ends;	   /* edges that are there */
	size_t nparts;
};

/* Nodes and edges; parts are numbered from 0 in the order of profiles. */
void mdm_graph_build(
    struct mdm_graph *, struct mdm_html *, const struct mdm_corpus *);

/* Which findings break which edges: html_broken.c. */
void mdm_graph_break(
    struct mdm_graph *, struct mdm_html *, const struct mdm_corpus *);

enum { MDM_MAP_WIDTH = 1120, MDM_NODE_HEIGHT = 46 };

/*
 * Places for the nodes of the parts that are to be shown; returns the height
 * of the map in pixels.
 */
struct mdm_layout {
	int column_x[MDM_MAP_COLUMNS], node_width;
	bool used[MDM_MAP_COLUMNS];
	int height;
};
struct mdm_layout mdm_graph_place(
    struct mdm_graph *, struct mdm_arena *, const bool *shown);

/* The same as a nested list, for those who cannot see the map. */
void mdm_graph_list(struct mdm_html *, struct mdm_graph *, const bool *shown);

#endif
