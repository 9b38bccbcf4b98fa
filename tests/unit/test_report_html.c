/* SPDX-License-Identifier: MIT */
#include "hostile.h"

static size_t
count(struct mdm_str s, const char *what)
{
	size_t n = 0, at;

	while ((at = mdm_str_find(s, what)) != SIZE_MAX) {
		n++;
		s = mdm_str_sub(s, at + strlen(what), SIZE_MAX);
	}
	return n;
}

static void
says_when_there_is_nothing(void **state)
{
	struct built b;
	struct mdm_str page;

	(void)state;
	build(&b);
	page = render(&b, &mdm_reporter_html);
	assert_true(mdm_str_starts(page, "<!DOCTYPE html>\n"));
	assert_true(mdm_str_ends(page, "</html>\n"));
	assert_true(mdm_str_has(page, "No errors found"));
	assert_true(mdm_str_has(page, "<p>There are none."));
	assert_true(mdm_str_has(page, "There are no profiles."));
	assert_false(mdm_str_has(page, "id=\"f1\""));
	mdm_arena_free(b.arena);
}

static void
numbers_the_worst_first(void **state)
{
	struct built b;
	struct mdm_str page;
	size_t error, warning;

	(void)state;
	build(&b);
	add_many(&b, MDM_WARNING, 1);
	add_many(&b, MDM_ERROR, 1);
	page = render(&b, &mdm_reporter_html);
	error =
	    mdm_str_find(page, "<article class=\"finding error\" id=\"f1\"");
	warning =
	    mdm_str_find(page, "<article class=\"finding warning\" id=\"f2\"");
	assert_true(error < warning && warning != SIZE_MAX);
	assert_true(mdm_str_has(page, "Needs repair"));
	mdm_arena_free(b.arena);
}

/* Digit by digit where that says something. */
static void
marks_what_differs(void **state)
{
	static const struct {
		const char *expected, *actual, *want;
	} rows[] = {
		{ "aabbccdd", "aabBcc00",
		    "<code>aabb<wbr>cc<mark>dd</mark></code>" },
		{ "aabb", "aabbc", "<code>aabb<wbr><mark>c</mark></code>" },
		{ "aabb", "0123456789", "<code>0123456789</code>" },
		{ "a<b", "a&b", "<code>a<mark>&amp;</mark>b</code>" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct built b;
		struct mdm_finding *f;

		build(&b);
		f = add_finding(&b, "x", place("a.json", 1, 1, 1));
		f->expected_label = "there";
		f->actual_label = "here";
		f->expected = mdm_str_of(rows[i].expected);
		f->actual = mdm_str_of(rows[i].actual);
		assert_true(
		    mdm_str_has(render(&b, &mdm_reporter_html), rows[i].want));
		mdm_arena_free(b.arena);
	}
}

static void
shows_what_was_accepted_on_demand(void **state)
{
	struct built b;
	struct mdm_finding *f;
	struct mdm_str page;

	(void)state;
	build(&b);
	f = add_finding(&b, "accepted once", place("a.json", 3, 1, 1));
	f->baselined = true;
	MDM_PUSH(b.arena, &b.result.hidden.list, f);
	b.result.findings.list.n = 0;
	b.result.baselined = 1;
	page = render(&b, &mdm_reporter_html);
	assert_true(mdm_str_has(page, "1 finding known from the baseline"));
	assert_false(mdm_str_has(page, "accepted once"));
	b.policy.show_suppressed = true;
	page = render(&b, &mdm_reporter_html);
	assert_true(mdm_str_has(page, "accepted once"));
	assert_true(mdm_str_has(page, "in the baseline"));
	mdm_arena_free(b.arena);
}

static void
is_not_led_astray(void **state)
{
	struct built b;
	struct mdm_str page, again;

	(void)state;
	build_hostile(&b);
	page = render(&b, &mdm_reporter_html);
	again = render(&b, &mdm_reporter_html);
	assert_true(mdm_str_eq(page, again));
	for (size_t i = 0; i < page.n;) {
		uint32_t c = mdm_utf8_next(page, &i);

		assert_true(c >= 0x20 || c == '\n' || c == '\t');
		assert_false(mdm_is_invisible(c));
	}
	assert_int_equal(count(page, "<script"), 1);
	assert_int_equal(count(page, "</script"), 1);
	assert_int_equal(count(page, "##vso["), 0);
	assert_int_equal(count(page, "https://evil.example/)"),
	    count(page, "(https://evil.example/)"));
	assert_int_equal(count(page, "href=\"https:"), 0);
	assert_int_equal(count(page, "<article"), 3);
	mdm_arena_free(b.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_when_there_is_nothing),
		cmocka_unit_test(numbers_the_worst_first),
		cmocka_unit_test(marks_what_differs),
		cmocka_unit_test(shows_what_was_accepted_on_demand),
		cmocka_unit_test(is_not_led_astray),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
