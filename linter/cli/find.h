/* SPDX-License-Identifier: MIT */
#ifndef CLI_FIND_H
#define CLI_FIND_H

#include "cli/options.h"

/*
 * The configuration for these words: what --config names; else .mdmlint.yaml
 * in the folder of the first PATH or above it, up to the repository's root.
 * Outside of a repository no further up than the current folder: whoever may
 * write to /tmp shall not configure what is below it.  NULL: there is none;
 * the caller frees.
 */
char *cli_find_config(const struct cli_words *);

#endif
