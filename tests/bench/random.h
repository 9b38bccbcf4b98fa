/* SPDX-License-Identifier: MIT */
#ifndef MDM_TESTS_BENCH_RANDOM_H
#define MDM_TESTS_BENCH_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* xorshift64*: the same numbers everywhere, from the same seed. */
struct bench_random {
	uint64_t state; /* never 0 */
};

static inline uint64_t
bench_next(struct bench_random *r)
{
	r->state ^= r->state >> 12;
	r->state ^= r->state << 25;
	r->state ^= r->state >> 27;
	return r->state * 0x2545f4914f6cdd1dU;
}

/* 0 .. n-1 */
static inline uint64_t
bench_below(struct bench_random *r, uint64_t n)
{
	return bench_next(r) % n;
}

static inline void
bench_fill(struct bench_random *r, unsigned char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		p[i] = (unsigned char)(bench_next(r) >> 32);
}

#endif
