/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/vec.h"

static void
gives_aligned_zeroed_memory(void **state)
{
	struct mdm_arena *a = mdm_arena_new();

	(void)state;
	for (size_t i = 0; i < 2000; i++) {
		size_t align = (size_t)1 << i % 5, n = i * 7 % 5000;
		char *p = mdm_alloc(a, n, 1, align);

		assert_int_equal((uintptr_t)p % align, 0);
		for (size_t k = 0; k < n; k++)
			assert_int_equal(p[k], 0);
		memset(p, 0xff, n);
		if (i % 500 == 499)
			mdm_arena_reset(a);
	}
	mdm_arena_free(a);
	mdm_arena_free(NULL);
}

static void
gives_huge_blocks_back_on_reset(void **state)
{
	struct mdm_arena *a = mdm_arena_new();

	(void)state;
	memset(mdm_alloc(a, 32 << 20, 1, 1), 1, 32 << 20);
	assert_true(mdm_arena_size(a) >= 32 << 20);
	mdm_arena_reset(a);
	assert_true(mdm_arena_size(a) < 8 << 20);
	assert_int_equal(*(char *)mdm_alloc(a, 1, 1, 1), 0);
	mdm_arena_free(a);
}

static void
copies_and_prints(void **state)
{
	struct mdm_arena *a = mdm_arena_new();
	struct mdm_str s = mdm_str_printf(a, "%s-%d", "rule", 42), copy;
	struct mdm_str absent = { NULL, 0 };

	(void)state;
	assert_str(s, "rule-42");
	assert_int_equal(s.p[s.n], '\0');
	copy = mdm_str_dup(a, mdm_str_sub(s, 0, 4));
	assert_str(copy, "rule");
	assert_int_equal(copy.p[4], '\0');
	assert_null(mdm_str_dup(a, absent).p);
	assert_non_null(mdm_str_dup(a, MDM_LIT("")).p);
	mdm_arena_free(a);
}

static void
grows_arrays(void **state)
{
	struct mdm_arena *a = mdm_arena_new();
	MDM_VEC(uint64_t) list = { 0 };

	(void)state;
	for (uint64_t i = 0; i < 100000; i++)
		MDM_PUSH(a, &list, i * i);
	assert_int_equal(list.n, 100000);
	for (uint64_t i = 0; i < list.n; i++)
		assert_int_equal(list.at[i], i * i);
	mdm_arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_aligned_zeroed_memory),
		cmocka_unit_test(gives_huge_blocks_back_on_reset),
		cmocka_unit_test(copies_and_prints),
		cmocka_unit_test(grows_arrays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
