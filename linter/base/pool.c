/* SPDX-License-Identifier: MIT */
#include "base/pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

enum { MOST_JOBS = 256 };

struct pool {
	void (*work)(void *ctx, unsigned worker, size_t item);
	void *ctx;
	size_t n;
	atomic_size_t next;
};

struct worker {
	struct pool *pool;
	unsigned index;
	pthread_t thread;
};

static void *
run_worker(void *arg)
{
	struct worker *w = arg;
	struct pool *p = w->pool;

	for (;;) {
		size_t item = atomic_fetch_add(&p->next, 1);

		if (item >= p->n)
			return NULL;
		p->work(p->ctx, w->index, item);
	}
}

void
mdm_pool_run(unsigned jobs, size_t n,
    void (*work)(void *ctx, unsigned worker, size_t item), void *ctx)
{
	struct pool p = { .work = work, .ctx = ctx, .n = n };
	struct worker workers[MOST_JOBS];
	unsigned started = 1;

	if (jobs > MOST_JOBS)
		jobs = MOST_JOBS;
	if (jobs > n)
		jobs = (unsigned)n;
	workers[0] = (struct worker){ .pool = &p };
	for (; started < jobs; started++) {
		struct worker *w = &workers[started];

		*w = (struct worker){ .pool = &p, .index = started };
		if (pthread_create(&w->thread, NULL, run_worker, w) != 0)
			break;
	}
	run_worker(&workers[0]);
	for (unsigned i = 1; i < started; i++)
		pthread_join(workers[i].thread, NULL);
}

unsigned
mdm_pool_processors(void)
{
	cpu_set_t set;
	int n;

	if (sched_getaffinity(0, sizeof(set), &set) != 0)
		return 1;
	n = CPU_COUNT(&set);
	return n < 1 ? 1 : (unsigned)n;
}
