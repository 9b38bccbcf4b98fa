/* SPDX-License-Identifier: MIT */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include <stdbool.h>
#include <stdio.h>

/*
 * Completions of a shell ("bash", "zsh", "fish"), made from the tables of
 * options.h; false: no such shell.
 */
bool cli_completion_print(FILE *, const char *shell);

#endif
