/* SPDX-License-Identifier: MIT */
#ifndef CLI_MEMORY_H
#define CLI_MEMORY_H

#include <stddef.h>

/*
 * The command line stands outside the library and has no arenas.  None of
 * these returns NULL: when memory ends, so does the process, with one line on
 * standard error and exit code 4.
 */
void *cli_grow(void *, size_t n, size_t size);
char *cli_copy(const char *, size_t n);
char *cli_format(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Room for one more in an array of n that doubles at powers of two. */
#define CLI_ROOM(array, n)                                                     \
	(((n) & ((n)-1)) == 0                                                  \
		? (void)((array) = cli_grow((array), (n) == 0 ? 1 : 2 * (n),   \
			     sizeof(*(array))))                                \
		: (void)0)

#endif
