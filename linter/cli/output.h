/* SPDX-License-Identifier: MIT */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "cli/options.h"

/*
 * Where a report goes: standard output, or a file that gets its name only
 * when it is complete.
 */
struct cli_output {
	FILE *stream;
	const char *name; /* NULL: standard output */
	char *target;	  /* what the temporary file is renamed to, or NULL */
	char *temporary;
	int error; /* errno of the first failure */
};

/* False: complained. */
bool cli_output_open(struct cli_output *, const char *file);

/* A mdmlint_write; ctx is the output. */
bool cli_output_write(void *ctx, const char *bytes, size_t n);

/*
 * Completes the output (`good`), or drops it.  Returns an exit code: after a
 * failure it has complained, unless the reader of a pipe just went away.
 */
int cli_output_close(struct cli_output *, bool good);

/* Is text on standard output to be coloured? */
bool cli_color_wanted(enum cli_color);

/*
 * Descriptors 0 to 2 are open afterwards, so that no input file gets one of
 * their numbers; writing to a standard output that was closed still fails.
 */
void cli_streams_secure(void);

#endif
