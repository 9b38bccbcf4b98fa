/* SPDX-License-Identifier: MIT */
#ifndef MDM_TESTS_SUPPORT_FILES_H
#define MDM_TESTS_SUPPORT_FILES_H

#include "base/vec.h"

/*
 * Files for tests that are programs of their own.  What cannot be done ends
 * the test with one line on standard error and exit code 1.
 */
struct test_names {
	MDM_VEC(const char *) list;
};

/* The whole file; absent (p == NULL) if there is none. */
struct mdm_str test_read(struct mdm_arena *, const char *path);

void test_write(const char *path, struct mdm_str text);

/* The current folder, absolute. */
const char *test_here(struct mdm_arena *);

/* Whether there is such a folder. */
bool test_is_folder(const char *path);

/* Names of the folders, or of all other entries, in `path`; sorted. */
struct test_names test_folders(struct mdm_arena *, const char *path);
struct test_names test_files(struct mdm_arena *, const char *path);

/* Files below `path` at any depth, relative to it; sorted, no dot files. */
struct test_names test_tree(struct mdm_arena *, const char *path);

/* "a/b" */
const char *test_join(struct mdm_arena *, const char *a, const char *b);

/*
 * Equal?  If not, says so on standard output: lines only in `want` with "-",
 * lines only in `got` with "+".
 */
bool test_same(const char *name, struct mdm_str want, struct mdm_str got);

#endif
