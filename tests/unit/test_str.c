/* SPDX-License-Identifier: MIT */
#include "unit.h"

static void
compares(void **state)
{
	struct mdm_str absent = { NULL, 0 };

	(void)state;
	assert_true(mdm_str_eq(absent, MDM_LIT("")));
	assert_true(mdm_str_is(MDM_LIT("abc"), "abc"));
	assert_false(mdm_str_is(MDM_LIT("abc"), "abcd"));
	assert_false(mdm_str_is(MDM_LIT("abcd"), "abc"));
	assert_true(mdm_str_iis(MDM_LIT("Root"), "rOOT"));
	assert_false(mdm_str_iis(MDM_LIT("\xc3\x84"), "\xc3\xa4"));
	assert_true(mdm_str_cmp(MDM_LIT("a"), MDM_LIT("ab")) < 0);
	assert_true(mdm_str_cmp(MDM_LIT("b"), MDM_LIT("ab")) > 0);
	assert_int_equal(mdm_str_cmp(absent, MDM_LIT("")), 0);
	assert_true(mdm_str_cmp(MDM_LIT("\x7f"), MDM_LIT("\x80")) < 0);
}

static void
searches(void **state)
{
	struct mdm_str s = MDM_LIT("one two One");

	(void)state;
	assert_true(mdm_str_starts(s, "one"));
	assert_false(mdm_str_starts(s, "One"));
	assert_true(mdm_str_istarts(s, "ONE "));
	assert_true(mdm_str_ends(s, "One"));
	assert_true(mdm_str_iends(s, " oNE"));
	assert_false(mdm_str_ends(MDM_LIT("e"), "One"));
	assert_int_equal(mdm_str_find(s, "two"), 4);
	assert_int_equal(mdm_str_find(s, "One"), 8);
	assert_int_equal(mdm_str_ifind(s, "ONE"), 0);
	assert_int_equal(mdm_str_find(s, ""), 0);
	assert_true(mdm_str_find(s, "three") == SIZE_MAX);
	assert_true(mdm_str_find(MDM_LIT("ab"), "abc") == SIZE_MAX);
	assert_int_equal(mdm_str_find_byte(s, 'o'), 0);
	assert_int_equal(mdm_str_rfind_byte(s, 'e'), 10);
	assert_true(mdm_str_rfind_byte(MDM_LIT(""), 'e') == SIZE_MAX);
	assert_true(mdm_str_ihas(s, "TWO"));
	assert_false(mdm_str_has(s, "TWO"));
}

static void
cuts(void **state)
{
	struct mdm_str absent = { NULL, 0 };

	(void)state;
	assert_str(mdm_str_sub(MDM_LIT("abcdef"), 2, 3), "cde");
	assert_str(mdm_str_sub(MDM_LIT("abcdef"), 4, SIZE_MAX), "ef");
	assert_str(mdm_str_sub(MDM_LIT("abc"), 9, 1), "");
	assert_null(mdm_str_sub(absent, 1, 1).p);
	assert_str(mdm_str_trim(MDM_LIT(" \t\r\n a b \v\f")), "a b");
	assert_str(mdm_str_trim(MDM_LIT("   ")), "");
}

static void
splits(void **state)
{
	static const char *const want[] = { "a", "", "b", "" };
	struct mdm_str rest = MDM_LIT("a,,b,"), part;
	size_t n = 0;

	(void)state;
	while (mdm_str_split(&rest, ',', &part)) {
		assert_true(n < COUNT(want));
		assert_str(part, want[n]);
		n++;
	}
	assert_int_equal(n, COUNT(want));
	rest = MDM_LIT("");
	assert_true(mdm_str_split(&rest, ',', &part));
	assert_int_equal(part.n, 0);
	assert_false(mdm_str_split(&rest, ',', &part));
}

static void
reads_integers(void **state)
{
	static const struct {
		const char *text;
		bool valid;
		int64_t value;
	} rows[] = {
		{ "0", true, 0 },
		{ "-17", true, -17 },
		{ "2048", true, 2048 },
		{ "999999999999999999", true, 999999999999999999 },
		{ "", false, 0 },
		{ "-", false, 0 },
		{ "+1", false, 0 },
		{ " 1", false, 0 },
		{ "1 ", false, 0 },
		{ "1.0", false, 0 },
		{ "99999999999999999999", false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t value = 0;

		assert_row(mdm_str_to_int(mdm_str_of(rows[i].text), &value),
		    rows[i].valid, rows[i].text);
		assert_row(value, rows[i].value, rows[i].text);
	}
}

static void
measures_distance(void **state)
{
	static const struct {
		const char *a, *b;
		unsigned limit, want;
	} rows[] = {
		{ "", "", 3, 0 },
		{ "abc", "", 3, 3 },
		{ "scep", "SCEP", 3, 0 },
		{ "kitten", "sitting", 3, 3 },
		{ "kitten", "sitting", 2, 3 },
		{ "chekc", "check", 3, 1 },
		{ "ab", "ba", 3, 1 },
		{ "ca", "abc", 3, 3 },
		{ "thumbprint", "thumprint", 3, 1 },
		{ "aaaaaaaa", "bbbbbbbb", 3, 4 },
	};
	char longer[66] = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct mdm_str a = mdm_str_of(rows[i].a);
		struct mdm_str b = mdm_str_of(rows[i].b);

		assert_row(mdm_str_distance(a, b, rows[i].limit), rows[i].want,
		    rows[i].a);
		assert_row(mdm_str_distance(b, a, rows[i].limit), rows[i].want,
		    rows[i].b);
	}
	memset(longer, 'x', 65);
	assert_int_equal(
	    mdm_str_distance(mdm_str_of(longer), mdm_str_of(longer), 3), 4);
}

static void
finds_the_nearest(void **state)
{
	static const char *const words[] = { "check", "inspect", "diagnose",
		"explain", NULL };

	(void)state;
	assert_string_equal(mdm_str_nearest(MDM_LIT("chekc"), words), "check");
	assert_string_equal(
	    mdm_str_nearest(MDM_LIT("INSPCT"), words), "inspect");
	assert_null(mdm_str_nearest(MDM_LIT("banana"), words));
	assert_null(mdm_str_nearest(MDM_LIT("ch"), words));
	assert_null(mdm_str_nearest(MDM_LIT(""), words));
}

static void
reads_and_writes_hex(void **state)
{
	uint8_t bytes[4];
	char text[9];

	(void)state;
	assert_true(mdm_hex_exact(MDM_LIT("00fFa1B2"), bytes, 4));
	mdm_hex_write(bytes, 4, text);
	assert_string_equal(text, "00ffa1b2");
	assert_false(mdm_hex_exact(MDM_LIT("00ffa1b"), bytes, 4));
	assert_false(mdm_hex_exact(MDM_LIT("00ffa1b2c3"), bytes, 4));
	assert_false(mdm_hex_exact(MDM_LIT("00ffa1g2"), bytes, 4));
	assert_int_equal(mdm_hex_digit('/'), -1);
	assert_int_equal(mdm_hex_digit(':'), -1);
	assert_int_equal(mdm_hex_digit('@'), -1);
	assert_int_equal(mdm_hex_digit('F'), 15);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compares),
		cmocka_unit_test(searches),
		cmocka_unit_test(cuts),
		cmocka_unit_test(splits),
		cmocka_unit_test(reads_integers),
		cmocka_unit_test(measures_distance),
		cmocka_unit_test(finds_the_nearest),
		cmocka_unit_test(reads_and_writes_hex),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
