/* SPDX-License-Identifier: MIT */
#ifndef CLI_LINT_H
#define CLI_LINT_H

#include "cli/options.h"
#include "mdmlint.h"

/* What the commands that read files have in common. */

/*
 * Reads the configuration, hands over the settings, and completes `ret_words`
 * (a copy of the given ones) with what the configuration says of the command
 * line's own.  False: complained, exit code 2.  Afterwards cli_lint_end().
 */
bool cli_lint_begin(struct mdmlint *, const struct cli_words *given,
    struct cli_words *ret_words);
void cli_lint_end(struct mdmlint *, struct cli_words *);

/* Adds the PATHs, or standard input. */
void cli_lint_add(struct mdmlint *, const struct cli_words *);

/* One line for each of mdmlint_problem(); the exit code. */
int cli_lint_problems(const struct mdmlint *);

/* One line for each input that could not be read; the exit code. */
int cli_lint_unreadable(const struct mdmlint *);

/* The higher of two exit codes counts. */
int cli_worst(int, int);

#endif
