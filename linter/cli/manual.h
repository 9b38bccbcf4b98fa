/* SPDX-License-Identifier: MIT */
#ifndef CLI_MANUAL_H
#define CLI_MANUAL_H

#include <stdio.h>

/* What each exit code means, in order; ends with NULL. */
extern const char *const cli_exit_codes[];

/* mdmlint(1) in mdoc(7). */
void cli_manual_print(FILE *);

#endif
