/* SPDX-License-Identifier: MIT */
#ifndef CLI_MESSAGE_H
#define CLI_MESSAGE_H

/*
 * "mdmlint: ..." on standard error, one line.  Control characters come out
 * as \x1b: names of files may hold anything.
 */
void cli_complain(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* "; did you mean 'x'?" where there is such a candidate, else "" */
struct cli_hint {
	char text[96];
};
struct cli_hint cli_hint_of(
    const char *dashes, const char *word, const char *const *candidates);

#endif
