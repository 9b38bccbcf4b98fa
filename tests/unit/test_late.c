/* SPDX-License-Identifier: MIT */
#include "syntax/late.h"

#include <string.h>

#include "unit.h"

struct api {
	MDM_LATE(strlen);
	MDM_LATE(memcmp);
};

/* NULL is the program itself, which has all of the C library. */
static void
test_functions(void **state)
{
	static const struct mdm_late_symbol symbols[] = {
		MDM_LATE_SYMBOL(struct api, strlen),
		MDM_LATE_SYMBOL(struct api, memcmp),
		{ NULL, 0 },
	};
	struct api api;

	(void)state;
	assert_true(mdm_late_open(NULL, symbols, &api));
	assert_int_equal(api.strlen("four"), 4);
	assert_int_equal(api.memcmp("ab", "ac", 1), 0);
}

static void
test_missing_function(void **state)
{
	static const struct mdm_late_symbol symbols[] = {
		MDM_LATE_SYMBOL(struct api, strlen),
		{ "mdm_there_is_no_such_function",
		    offsetof(struct api, memcmp) },
		{ NULL, 0 },
	};
	struct api api;

	(void)state;
	assert_false(mdm_late_open(NULL, symbols, &api));
}

static void
test_missing_library(void **state)
{
	static const struct mdm_late_symbol symbols[] = { { NULL, 0 } };
	struct api api;

	(void)state;
	assert_false(mdm_late_open("libmdm-none.so.0", symbols, &api));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_functions),
		cmocka_unit_test(test_missing_function),
		cmocka_unit_test(test_missing_library),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
