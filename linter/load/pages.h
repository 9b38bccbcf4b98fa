/* SPDX-License-Identifier: MIT */
#ifndef MDM_LOAD_PAGES_H
#define MDM_LOAD_PAGES_H

/*
 * docs/formats/: which keys of which format are read, printed from the tables
 * that the loaders read by.  A new table is one line in pages.c.
 */
#include "base/out.h"

/* A family of formats: one page. */
struct mdm_format_page {
	const char *file; /* "graph": docs/formats/graph.md */
	const char *title;
	const char *intro; /* paragraphs, lines broken */
};

/* NULL behind the last. */
const struct mdm_format_page *mdm_format_page_at(size_t index);

/* The page in Markdown; NULL: the list of all pages. */
void mdm_format_page_write(struct mdm_out *, const struct mdm_format_page *);

#endif
