/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/pool.h"

enum { ITEMS = 20000, JOBS = 8 };

struct work {
	unsigned seen[ITEMS];
	unsigned workers[ITEMS];
	size_t per_worker[JOBS]; /* no lock: calls of a worker never overlap */
};

static void
count(void *ctx, unsigned worker, size_t item)
{
	struct work *w = ctx;

	w->seen[item]++;
	w->workers[item] = worker;
	w->per_worker[worker]++;
}

static void
runs_each_item_once(unsigned jobs, size_t n)
{
	struct work *w = mdm_heap_grow(NULL, sizeof(*w));
	size_t total = 0;

	memset(w, 0, sizeof(*w));
	mdm_pool_run(jobs, n, count, w);
	for (size_t i = 0; i < ITEMS; i++)
		assert_int_equal(w->seen[i], i < n ? 1 : 0);
	for (size_t i = 0; i < JOBS; i++)
		total += w->per_worker[i];
	assert_int_equal(total, n);
	for (size_t i = 0; i < n; i++)
		assert_true(w->workers[i] < (jobs < 1 ? 1 : jobs));
	mdm_heap_free(w);
}

static void
works_with_any_number_of_jobs(void **state)
{
	(void)state;
	runs_each_item_once(0, 100);
	runs_each_item_once(1, ITEMS);
	runs_each_item_once(2, ITEMS);
	runs_each_item_once(JOBS, ITEMS);
	runs_each_item_once(JOBS, 3);
	runs_each_item_once(JOBS, 0);
}

static void
knows_the_processors(void **state)
{
	(void)state;
	assert_true(mdm_pool_processors() >= 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(works_with_any_number_of_jobs),
		cmocka_unit_test(knows_the_processors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
