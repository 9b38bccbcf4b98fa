/* SPDX-License-Identifier: MIT */
#ifndef CLI_WALK_H
#define CLI_WALK_H

#include "cli/options.h"
#include "mdmlint.h"

/*
 * Hands every file that the PATHs stand for to the library, in the order of
 * their names, each once.  Names are what the user typed, joined with what
 * was found, without "./" in front.  PATHs themselves are always taken;
 * .gitignore, .mdmlintignore and --exclude choose among what is found below
 * them.  Links to files are followed, links to folders are not; .git is never
 * entered.  What cannot be read is told to the library.
 */
void cli_walk(struct mdmlint *, const struct cli_words *);

/* Standard input, under the name it was given. */
void cli_walk_stdin(struct mdmlint *, const struct cli_words *);

#endif
