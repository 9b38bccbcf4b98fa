/* SPDX-License-Identifier: MIT */
#ifndef MDM_TESTS_BENCH_SKIM_H
#define MDM_TESTS_BENCH_SKIM_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Is it JSON?  As strict as RFC 8259 but for the bytes of strings, and as
 * fast as this machine allows without knowing what the document is for: what
 * the linter's own skimmer is measured by.
 */
bool floor_skim(const char *text, size_t n);

#endif
