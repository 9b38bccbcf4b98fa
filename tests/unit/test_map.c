/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/map.h"

static void
finds_what_was_put(void **state)
{
	struct mdm_arena *a = mdm_arena_new();
	struct mdm_map map = { 0 };
	int one = 1, two = 2;

	(void)state;
	assert_null(mdm_map_get(&map, MDM_LIT("one")));
	*mdm_map_put(a, &map, MDM_LIT("one")) = &one;
	*mdm_map_put(a, &map, MDM_LIT("")) = &two;
	assert_ptr_equal(mdm_map_get(&map, MDM_LIT("one")), &one);
	assert_ptr_equal(mdm_map_get(&map, MDM_LIT("")), &two);
	assert_null(mdm_map_get(&map, MDM_LIT("One")));
	assert_ptr_equal(*mdm_map_put(a, &map, MDM_LIT("one")), &one);
	assert_int_equal(map.n, 2);
	mdm_arena_free(a);
}

static void
tells_keys_with_zero_bytes_apart(void **state)
{
	struct mdm_arena *a = mdm_arena_new();
	struct mdm_map map = { 0 };
	int x = 0;

	(void)state;
	*mdm_map_put(a, &map, MDM_LIT("a\0b")) = &x;
	assert_null(mdm_map_get(&map, MDM_LIT("a\0c")));
	assert_null(mdm_map_get(&map, MDM_LIT("a")));
	assert_ptr_equal(mdm_map_get(&map, MDM_LIT("a\0b")), &x);
	mdm_arena_free(a);
}

static void
keeps_the_order_of_many_keys(void **state)
{
	enum { MANY = 50000 };
	struct mdm_arena *a = mdm_arena_new();
	struct mdm_map map = { 0 };

	(void)state;
	for (uintptr_t i = 1; i <= MANY; i++)
		*mdm_map_put(a, &map,
		    mdm_str_printf(a, "key %u", (unsigned)(i * 7919))) =
		    (void *)i;
	assert_int_equal(map.n, MANY);
	for (uintptr_t i = 1; i <= MANY; i++) {
		struct mdm_str key =
		    mdm_str_printf(a, "key %u", (unsigned)(i * 7919));

		assert_true(mdm_str_eq(map.entries[i - 1].key, key));
		assert_true(mdm_map_get(&map, key) == (void *)i);
	}
	mdm_arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_was_put),
		cmocka_unit_test(tells_keys_with_zero_bytes_apart),
		cmocka_unit_test(keeps_the_order_of_many_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
