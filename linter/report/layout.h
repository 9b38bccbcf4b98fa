/* SPDX-License-Identifier: MIT */
#ifndef MDM_REPORT_LAYOUT_H
#define MDM_REPORT_LAYOUT_H

#include "base/out.h"
#include "engine/finding.h"

/* Width of all text output: the same on a terminal, in a file, in a test. */
enum { MDM_COLUMNS = 80 };

/* Columns a terminal gives a character: 0, 1 or 2 (UAX #11, UTR #51). */
unsigned mdm_char_cells(uint32_t code_point);

/* The same for text that mdm_out_plain() has made printable. */
size_t mdm_cells(struct mdm_str printable);

/*
 * Digit by digit only what is as long, or lost a digit or two when it was
 * copied: a SHA-1 and a SHA-256 thumbprint differ everywhere.
 */
bool mdm_comparable(struct mdm_str a, struct mdm_str b);

/*
 * A paragraph: `text` broken at blanks, starting in column `column` (0-based),
 * further lines indented by `indent`; ends with a line feed.  Words that do
 * not fit stay whole; what is not printable comes out as mdm_out_plain() does.
 */
void mdm_paragraph(
    struct mdm_out *, struct mdm_str text, size_t column, size_t indent);

/* How the source line of a place is shown. */
struct mdm_frame {
	char mark;	    /* '^' for the place itself, '-' for related ones */
	unsigned digits;    /* width of the line numbers */
	const char *gutter; /* escape sequences around gutter and mark, or "" */
	const char *marker;
	const char *reset;
};

/*
 * The excerpt with line number, and the mark under the span; nothing where
 * there is no excerpt.  Long lines are cut to the part around the span.
 */
void mdm_frame_print(struct mdm_out *, struct mdm_arena *,
    const struct mdm_where *, const struct mdm_frame *);

/*
 * A remark of the run.  "REASON: XREF006 not evaluated" reads better the other
 * way round: "not checked: XREF006: REASON".
 */
void mdm_note_print(struct mdm_out *, struct mdm_str note);

/* "1 file", "2 files"; "0 files". */
void mdm_count_print(struct mdm_out *, size_t n, const char *singular);

/*
 * The way into nested documents: "/omaSettings/3/value >
 * /SyncBody/Add/Item/Data (xml, line 12, column 15)".
 */
void mdm_way_print(struct mdm_out *, const struct mdm_where *);

#endif
