/* SPDX-License-Identifier: MIT */
#include "cli/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mdmlint.h"

static _Noreturn void
give_up(void)
{
	fputs("mdmlint: out of memory\n", stderr);
	exit(MDMLINT_EXIT_INTERNAL);
}

void *
cli_grow(void *old, size_t n, size_t size)
{
	void *p = reallocarray(old, n, size);

	if (p == NULL)
		give_up();
	return p;
}

char *
cli_copy(const char *s, size_t n)
{
	char *copy = cli_grow(NULL, n + 1, 1);

	memcpy(copy, s, n);
	copy[n] = '\0';
	return copy;
}

char *
cli_format(const char *fmt, ...)
{
	va_list args;
	char *text = NULL;
	int n;

	va_start(args, fmt);
	n = vasprintf(&text, fmt, args);
	va_end(args);
	if (n < 0)
		give_up();
	return text;
}
