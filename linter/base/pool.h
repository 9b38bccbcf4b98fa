/* SPDX-License-Identifier: MIT */
#ifndef MDM_BASE_POOL_H
#define MDM_BASE_POOL_H

#include <stddef.h>

/*
 * Calls work(ctx, worker, item) for every item 0..n-1, each exactly once, on
 * up to `jobs` threads (worker is 0..jobs-1, and two calls with one worker
 * never overlap), and returns when all are done.  Items are handed out in
 * order by an atomic counter; a result belongs into a slot of its item, never
 * behind the previous one, so nothing depends on timing.  jobs <= 1, or a
 * thread that cannot be started: the calling thread does the work.
 */
void mdm_pool_run(unsigned jobs, size_t n,
    void (*work)(void *ctx, unsigned worker, size_t item), void *ctx);

/* Processors this process may use, at least 1. */
unsigned mdm_pool_processors(void);

#endif
