/* SPDX-License-Identifier: MIT */
#ifndef MDM_TESTS_META_H
#define MDM_TESTS_META_H

#include "files.h"

/*
 * What the project asks of its own files.  A test starts with the top as its
 * current folder; each complaint is one line on standard output.
 */
struct meta {
	struct mdm_arena *arena;
	unsigned complaints;
};

void complain(struct meta *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Source files below `folder` with that ending, paths from the top; sorted. */
struct test_names meta_sources(
    struct meta *, const char *folder, const char *ending);

/*
 * C text with the contents of comments, strings and character constants
 * blanked; line breaks stay.
 */
struct mdm_str meta_code(struct meta *, const char *path);

/* 1-based line of an offset. */
unsigned meta_line(struct mdm_str text, size_t off);

/* One test each. */
void meta_layers(struct meta *);
void meta_words(struct meta *);
void meta_spdx(struct meta *);
void meta_machine_paths(struct meta *);
void meta_catalogue(struct meta *);
void meta_fixture_folders(struct meta *);

#endif
