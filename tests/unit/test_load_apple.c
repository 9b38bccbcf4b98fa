/* SPDX-License-Identifier: MIT */
#include "load/apple_schema.h"
#include "unit.h"

static const struct mdm_apple_row *
row_of(const char *type, const char *group, const char *key,
    const char **ret_nearest, bool *ret_near_miss)
{
	return mdm_apple_row_find(mdm_apple_type_find(mdm_str_of(type)), group,
	    mdm_str_of(key), ret_nearest, ret_near_miss);
}

static void
knows_keys_as_they_are_spelled(void **state)
{
	static const char *const scep[] = { "URL", "Name", "Subject",
		"Challenge", "Keysize", "Key Type", "Key Usage",
		"CAFingerprint", "Retries", "RetryDelay", "SubjectAltName",
		"KeyIsExtractable", "AllowAllAppsAccess", NULL };
	const char *nearest;
	bool near_miss;

	(void)state;
	for (size_t i = 0; scep[i] != NULL; i++)
		assert_non_null(row_of("com.apple.security.scep",
		    "PayloadContent", scep[i], &nearest, &near_miss));
	assert_non_null(row_of("com.apple.security.scep", "", "PayloadUUID",
	    &nearest, &near_miss));
	assert_null(
	    row_of("com.apple.security.scep", "", "URL", &nearest, &near_miss));
}

static void
tells_what_may_have_been_meant(void **state)
{
	const char *nearest;
	bool near_miss;

	(void)state;
	assert_null(row_of("com.apple.security.scep", "PayloadContent",
	    "KeyUsage", &nearest, &near_miss));
	assert_string_equal(nearest, "Key Usage");
	assert_true(near_miss);
	assert_null(row_of("com.apple.security.scep", "PayloadContent",
	    "Chalenge", &nearest, &near_miss));
	assert_string_equal(nearest, "Challenge");
	assert_false(near_miss);
	assert_null(row_of("com.apple.security.scep", "PayloadContent",
	    "Something", &nearest, &near_miss));
	assert_null(nearest);
}

static void
has_sound_tables(void **state)
{
	const struct mdm_apple_type *type;

	(void)state;
	for (size_t i = 0; (type = mdm_apple_type_at(i)) != NULL; i++) {
		assert_ptr_equal(
		    mdm_apple_type_find(mdm_str_of(type->name)), type);
		for (const struct mdm_apple_row *r = type->rows; r->key != NULL;
		     r++) {
			const char *nearest;
			bool near_miss;

			assert_ptr_equal(
			    mdm_apple_row_find(type, r->group,
				mdm_str_of(r->key), &nearest, &near_miss),
			    r);
			assert_true(r->kinds != 0);
			if (r->group[0] != '\0')
				assert_non_null(mdm_apple_row_find(type, "",
				    mdm_str_of(r->group), &nearest,
				    &near_miss));
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_keys_as_they_are_spelled),
		cmocka_unit_test(tells_what_may_have_been_meant),
		cmocka_unit_test(has_sound_tables),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
