/* SPDX-License-Identifier: MIT */
#ifndef MDM_BASE_GLOB_H
#define MDM_BASE_GLOB_H

#include "base/arena.h"

/*
 * '*', '?', '[a-z]' within a part of a path; '**' over parts.  No pattern
 * takes exponential time.
 */
bool mdm_glob_match(const char *glob, const char *path);

/* A pattern of files as in .gitignore, relative to one folder. */
struct mdm_glob {
	const char *text;
	bool whole;	  /* has a '/': matches the whole path */
	bool folder_only; /* ends with '/' */
};

struct mdm_glob mdm_glob_of(struct mdm_arena *, struct mdm_str pattern);

/*
 * Does it match the file, or one of the folders that it is in?  `file` is
 * relative to the folder of the pattern.
 */
bool mdm_glob_covers(
    const struct mdm_glob *, struct mdm_arena *scratch, struct mdm_str file);

#endif
