/* SPDX-License-Identifier: MIT */
#ifndef MDM_ENGINE_EXCERPT_H
#define MDM_ENGINE_EXCERPT_H

#include "engine/finding.h"
#include "syntax/source.h"

/* The text of a document while places in it are asked for. */
struct mdm_view {
	struct mdm_lines lines;
	struct mdm_span *secrets; /* by offset, not touching each other */
	size_t nsecrets;
};

/* Views what stands in `text`; memory comes from `scratch`. */
void mdm_view_open(struct mdm_view *, struct mdm_arena *scratch,
    struct mdm_str text, const struct mdm_source *);

/*
 * Fill excerpt, excerpt_col, cut_*, mark and mark_len from the line where
 * `at` begins; where->place must be known.  Secrets become eight asterisks,
 * however long they are.
 */
void mdm_view_excerpt(const struct mdm_view *, struct mdm_arena *,
    struct mdm_at at, struct mdm_where *);

#endif
