/* SPDX-License-Identifier: MIT */
#ifndef CLI_IGNORE_H
#define CLI_IGNORE_H

#include <stdbool.h>
#include <stddef.h>

/* One line of a .gitignore (gitignore(5)). */
struct cli_pattern {
	char *glob;	  /* without '!', leading and trailing '/' */
	bool keeps;	  /* '!': matches are not ignored after all */
	bool folder_only; /* trailing '/' */
	bool whole;	  /* matches the whole path, not the last part */
};

/* The patterns of one folder, and those of the folders above it. */
struct cli_ignore {
	struct cli_ignore *up;
	size_t base; /* length of the folder's path with its '/' */
	struct cli_pattern *patterns;
	size_t n;
};

/* Adds a line; comments and blank ones add nothing. */
void cli_ignore_add(struct cli_ignore *, const char *line, size_t n);

/* Adds what a file in the open folder says; silent if there is none. */
void cli_ignore_read(struct cli_ignore *, int folder, const char *name);
void cli_ignore_free(struct cli_ignore *);

/*
 * Does the nearest pattern that matches say so?  Each folder's patterns are
 * compared with `path` from its `base` on.
 */
bool cli_ignored(const struct cli_ignore *, const char *path, bool folder);

#endif
