/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include <stdlib.h>

#include "engine/policy.h"

struct fixture {
	struct mdm_arena *arena;
	struct mdm_policy policy;
	struct mdm_str problem;
};

static int
setup(void **state)
{
	struct fixture *f;
	struct mdm_arena *arena = mdm_arena_new();

	f = MDM_NEW(arena, struct fixture);
	f->arena = arena;
	mdm_policy_init(&f->policy);
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	mdm_arena_free(((struct fixture *)*state)->arena);
	return 0;
}

static bool
set(struct fixture *f, const char *option, const char *value)
{
	bool ok = mdm_policy_set(&f->policy, f->arena, mdm_str_of(option),
	    mdm_str_of(value), &f->problem);

	mdm_policy_settle(&f->policy);
	return ok;
}

static enum mdm_severity
level_of(const struct fixture *f, const char *rule)
{
	const struct mdm_rule *found = mdm_rule_find(mdm_str_of(rule));

	assert_non_null(found);
	return f->policy.level[mdm_rule_index(found)][0];
}

static void
starts_with_the_defaults(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(f->policy.fail_on, MDM_ERROR);
	assert_int_equal(f->policy.world, MDM_WORLD_AUTO);
	assert_int_equal(f->policy.expiry_days, 90);
	assert_int_equal(f->policy.max_file_size, 64 << 20);
	assert_int_equal(level_of(f, "STORE001"), MDM_ERROR);
}

static void
takes_the_date_of_the_build(void **state)
{
	struct fixture *f = *state;

	setenv("SOURCE_DATE_EPOCH", "1234567890", 1);
	mdm_policy_init(&f->policy);
	assert_int_equal(f->policy.now, 1234567890);
	unsetenv("SOURCE_DATE_EPOCH");
	assert_true(set(f, "now", "2026-06-01"));
	assert_int_equal(f->policy.now, 1780272000);
	assert_false(set(f, "now", "yesterday"));
	assert_int_equal(f->policy.now, 1780272000);
}

static void
selects_by_id_name_and_family(void **state)
{
	struct fixture *f = *state;

	assert_true(set(f, "only", "store001, CERT"));
	assert_int_equal(level_of(f, "STORE001"), MDM_ERROR);
	assert_int_not_equal(level_of(f, "CERT001"), MDM_OFF);
	assert_int_equal(level_of(f, "XREF008"), MDM_OFF);
	assert_true(set(f, "ignore", "self-signed-root-not-in-root-store"));
	assert_int_equal(level_of(f, "STORE001"), MDM_OFF);
}

static void
overrides_levels_but_not_selection(void **state)
{
	struct fixture *f = *state;

	assert_true(set(f, "severity", "STORE001=info"));
	assert_int_equal(level_of(f, "STORE001"), MDM_INFO);
	assert_true(set(f, "severity", "store001=off"));
	assert_int_equal(level_of(f, "STORE001"), MDM_OFF);
	assert_true(set(f, "severity", "STORE001=error"));
	assert_true(set(f, "ignore", "STORE001"));
	assert_int_equal(level_of(f, "STORE001"), MDM_OFF);
}

static void
suggests_what_was_meant(void **state)
{
	static const struct {
		const char *option, *value, *suggestion;
	} rows[] = {
		{ "only", "STORE01", "STORE001" },
		{ "ignore", "STROE", "STORE" },
		{ "severity", "STORE001=eror", "error" },
		{ "severity", "self-signed-root-not-in-rot-store=error",
		    "self-signed-root-not-in-root-store" },
		{ "world", "close", "closed" },
		{ "fail-on", "warnings", "warning" },
		{ "fail_on", "error", "fail-on" },
		{ "require", "XREFF", "XREF" },
	};
	struct fixture *f = *state;
	char want[128];

	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_false(set(f, rows[i].option, rows[i].value));
		snprintf(want, sizeof(want), "did you mean \"%s\"?",
		    rows[i].suggestion);
		if (!mdm_str_has(f->problem, want))
			print_error(MDM_FMT "\n", MDM_ARG(f->problem));
		assert_true(mdm_str_has(f->problem, want));
	}
}

static void
refuses_what_it_cannot_read(void **state)
{
	static const char *const rows[][2] = {
		{ "only", "" },
		{ "only", "," },
		{ "severity", "STORE001" },
		{ "severity", "=error" },
		{ "link", "only one side" },
		{ "link", "a=" },
		{ "getcacert", "https://x.example" },
		{ "known-certs", "" },
		{ "expiry-days", "soon" },
		{ "expiry-days", "-1" },
		{ "max-file-size", "64M" },
		{ "max-file-size", "0" },
		{ "jobs", "0" },
		{ "jobs", "1000000" },
		{ "nothing-like-it", "1" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		f->problem = MDM_LIT("");
		assert_false(set(f, rows[i][0], rows[i][1]));
		assert_true(f->problem.n > 0);
	}
}

static void
splits_pairs_at_the_last_equals_sign(void **state)
{
	struct fixture *f = *state;

	assert_true(set(f, "getcacert", "https://x/?a=b=ca.der"));
	assert_str(f->policy.getcacert.at[0].url, "https://x/?a=b");
	assert_str(f->policy.getcacert.at[0].file, "ca.der");
	assert_true(set(f, "link", "Okta SCEP=Okta Root"));
	assert_str(f->policy.links.at[0].scep, "Okta SCEP");
	assert_str(f->policy.links.at[0].trusted, "Okta Root");
}

static void
knows_every_rule_by_its_index(void **state)
{
	(void)state;
	for (size_t i = 0; i < MDM_RULE_COUNT; i++) {
		assert_int_equal(mdm_rule_index(mdm_rules[i]), i);
		assert_ptr_equal(mdm_rule_find(mdm_str_of(mdm_rules[i]->name)),
		    mdm_rules[i]);
		assert_in_range(
		    mdm_rule_ncases(mdm_rules[i]), 1, MDM_MOST_CASES);
	}
	assert_null(mdm_rule_find(MDM_LIT("STORE")));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(starts_with_the_defaults),
		TEST(takes_the_date_of_the_build),
		TEST(selects_by_id_name_and_family),
		TEST(overrides_levels_but_not_selection),
		TEST(suggests_what_was_meant),
		TEST(refuses_what_it_cannot_read),
		TEST(splits_pairs_at_the_last_equals_sign),
		TEST(knows_every_rule_by_its_index),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
