/* SPDX-License-Identifier: MIT */
#ifndef MDM_TESTS_UNIT_H
#define MDM_TESTS_UNIT_H

/* cmocka.h wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#include "base/arena.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Exit code of a test that was skipped. */
enum { SKIPPED = 77 };

/* Equality of a view with a C string, both shown on failure. */
static inline void
check_str(struct mdm_str got, const char *want, const char *file, int line)
{
	if (mdm_str_is(got, want))
		return;
	print_error("got \"" MDM_FMT "\", want \"%s\"\n", MDM_ARG(got), want);
	_fail(file, line);
}

#define assert_str(got, want) check_str((got), (want), __FILE__, __LINE__)

/* Equality of integers, saying which row of a table it was. */
static inline void
check_row(
    long long got, long long want, const char *row, const char *file, int line)
{
	if (got == want)
		return;
	print_error("%s: got %lld, want %lld\n", row, got, want);
	_fail(file, line);
}

#define assert_row(got, want, row)                                             \
	check_row(                                                             \
	    (long long)(got), (long long)(want), (row), __FILE__, __LINE__)

#endif
