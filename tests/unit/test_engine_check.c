/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "engine/check.h"
#include "syntax/source.h"

struct fixture {
	struct mdm_policy policy;
	struct mdm_findings findings;
	struct mdm_unchecked_list unchecked;
	struct mdm_source source;
	struct mdm_at at;
	struct mdm_check check;
};

static int
setup(void **state)
{
	struct mdm_arena *arena = mdm_arena_new();
	struct fixture *f = MDM_NEW(arena, struct fixture);

	mdm_policy_init(&f->policy);
	f->at = (struct mdm_at){ .source = &f->source, .off = 3, .len = 4 };
	f->check = (struct mdm_check){
		.rule = mdm_rule_find(MDM_LIT("STORE001")),
		.policy = &f->policy,
		.arena = arena,
		.findings = &f->findings,
		.unchecked = &f->unchecked,
	};
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	mdm_arena_free(((struct fixture *)*state)->check.arena);
	return 0;
}

static void
records_what_the_rule_says(void **state)
{
	struct fixture *f = *state;
	const struct mdm_finding *x;

	mdm_find(&f->check, 0, f->at, "%s is %d", "one", 1);
	mdm_also(&f->check, f->at, "see %s", "there");
	mdm_evidence(&f->check, MDM_LIT("e"));
	mdm_compare(&f->check, "want", MDM_LIT("a"), "have", MDM_LIT("b"));
	mdm_advise(&f->check, "do %s", "it");
	assert_int_equal(f->findings.list.n, 1);
	x = f->findings.list.at[0];
	assert_ptr_equal(x->rule, f->check.rule);
	assert_int_equal(x->severity, MDM_ERROR);
	assert_str(x->text, "one is 1");
	assert_int_equal(x->at.off, 3);
	assert_str(x->notes.at[0].text, "see there");
	assert_str(x->evidence, "e");
	assert_str(x->expected, "a");
	assert_str(x->actual, "b");
	assert_str(x->fix, "do it");
}

static void
drops_what_is_off_with_all_that_follows(void **state)
{
	struct fixture *f = *state;

	mdm_find(&f->check, 0, f->at, "first");
	f->policy.level[mdm_rule_index(f->check.rule)][0] = MDM_OFF;
	mdm_find(&f->check, 0, f->at, "second");
	mdm_also(&f->check, f->at, "note");
	mdm_evidence(&f->check, MDM_LIT("e"));
	mdm_advise(&f->check, "advice");
	assert_int_equal(f->findings.list.n, 1);
	assert_int_equal(f->findings.list.at[0]->notes.n, 0);
	assert_int_equal(f->findings.list.at[0]->evidence.n, 0);
	assert_int_equal(f->findings.list.at[0]->fix.n, 0);
}

static void
falls_back_on_the_place_of_the_profile(void **state)
{
	struct fixture *f = *state;
	const struct mdm_at nowhere = { 0 };
	struct mdm_profile p = { .at = f->at };

	f->check.profile = &p;
	mdm_find(&f->check, 0, nowhere, "text");
	mdm_also(&f->check, nowhere, "note");
	assert_int_equal(f->findings.list.at[0]->at.off, 3);
	assert_int_equal(f->findings.list.at[0]->notes.at[0].at.off, 3);
	assert_ptr_equal(f->findings.list.at[0]->profile, &p);
}

static void
leaves_notes_out_that_nobody_reads(void **state)
{
	struct fixture *f = *state;

	mdm_find(&f->check, 0, f->at, "text");
	for (size_t i = 0; i < 100; i++)
		mdm_also(&f->check, f->at, "note %zu", i);
	assert_int_equal(f->findings.list.at[0]->notes.n, 16);
	assert_int_equal(f->findings.list.at[0]->more_notes, 84);
}

static void
merges_equal_reasons(void **state)
{
	struct fixture *f = *state;
	size_t index = mdm_rule_index(f->check.rule);
	char reason[] = "no reference";
	const bool *flags;

	mdm_not_checked(&f->check, reason);
	mdm_not_checked(&f->check, "no reference");
	reason[0] = 'x'; /* it was copied */
	f->check.rule = mdm_rules[0];
	mdm_not_checked(&f->check, "no reference");
	assert_int_equal(f->unchecked.by_reason.n, 1);
	flags = mdm_map_get(&f->unchecked.by_reason, MDM_LIT("no reference"));
	assert_true(flags[0] && flags[index]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(records_what_the_rule_says),
		TEST(drops_what_is_off_with_all_that_follows),
		TEST(falls_back_on_the_place_of_the_profile),
		TEST(leaves_notes_out_that_nobody_reads),
		TEST(merges_equal_reasons),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
