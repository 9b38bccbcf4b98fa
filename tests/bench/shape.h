/* SPDX-License-Identifier: MIT */
#ifndef MDM_TESTS_BENCH_SHAPE_H
#define MDM_TESTS_BENCH_SHAPE_H

#include <jansson.h>

#include "base/arena.h"
#include "base/out.h"

/* How a tool writes JSON down. */
enum bench_shape {
	BENCH_POWERSHELL, /* 5.1: aligned to columns, \u0027 */
	BENCH_INDENTED,
	BENCH_MINIFIED
};

void bench_json(struct mdm_out *, const json_t *, enum bench_shape);

/* The bytes of ASCII text as UTF-16LE with a mark. */
struct mdm_str bench_utf16(struct mdm_arena *, struct mdm_str);

#endif
