/* SPDX-License-Identifier: MIT */
#ifndef MDM_SYNTAX_CSV_H
#define MDM_SYNTAX_CSV_H

#include "base/arena.h"

/*
 * Rows of comma-separated values, one at a time: RFC 4180, with any separator,
 * either end of line, and line breaks within quotes.
 */
struct mdm_csv {
	struct mdm_str text;
	size_t at;
	char separator;
	bool unfinished; /* the last field's quotes do not end */
};

struct mdm_csv_field {
	struct mdm_str value; /* without quotes; a view, or in the arena */
	size_t off, len;      /* within the quotes */
};

enum { MDM_MOST_COLUMNS = 64 };

/* Of one line: the separator that occurs most outside of quotes. */
char mdm_csv_separator(struct mdm_str line);

/* The fields beyond MDM_MOST_COLUMNS are left out; false: no more rows. */
bool mdm_csv_next(struct mdm_csv *, struct mdm_arena *,
    struct mdm_csv_field ret_row[MDM_MOST_COLUMNS], size_t *ret_n);

#endif
