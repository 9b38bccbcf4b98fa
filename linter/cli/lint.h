/* SPDX-License-Identifier: MIT */
#ifndef CLI_LINT_H
#define CLI_LINT_H

#include "cli/options.h"
#include "mdmlint.h"

/* What the commands that read files have in common. */

/* Hands over the settings; false: complained, exit code 2. */
bool cli_lint_settings(struct mdmlint *, const struct cli_words *);

/* Adds the PATHs, or standard input. */
void cli_lint_add(struct mdmlint *, const struct cli_words *);

/* One line for each input that could not be read; the exit code. */
int cli_lint_unreadable(const struct mdmlint *);

/* The higher of two exit codes counts. */
int cli_worst(int, int);

#endif
