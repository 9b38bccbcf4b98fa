/* SPDX-License-Identifier: MIT */
#ifndef CLI_CHANGED_H
#define CLI_CHANGED_H

#include "cli/options.h"
#include "mdmlint.h"

/*
 * Asks git which files changed since a revision, in the repository of the
 * first PATH, and tells the library: what is committed, what is not, and what
 * git does not know yet.  False: complained, exit code 2.
 */
bool cli_changed(
    struct mdmlint *, const struct cli_words *, const char *revision);

#endif
