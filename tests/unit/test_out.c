/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/jout.h"

struct row {
	struct mdm_str in;
	const char *want;
};

static void
check_rows(const struct row *rows, size_t n,
    void (*write)(struct mdm_out *, struct mdm_str))
{
	for (size_t i = 0; i < n; i++) {
		struct mdm_out *out = mdm_out_new_memory();

		write(out, rows[i].in);
		assert_str(mdm_out_text(out), rows[i].want);
		assert_true(mdm_out_finish(out));
		mdm_out_free(out);
	}
}

static void
makes_terminal_text_harmless(void **state)
{
	static const struct row rows[] = {
		{ { "plain \xc3\xa4", 8 }, "plain \xc3\xa4" },
		{ { "\x1b[31m", 5 }, "\\u{1b}[31m" },
		{ { "a\nb\tc\r", 6 }, "a\\nb\\tc\\u{d}" },
		{ { "\0", 1 }, "\\u{0}" },
		{ { "\x7f", 1 }, "\\u{7f}" },
		{ { "\xc2\x9b", 2 }, "\\u{9b}" },
		{ { "\xe2\x80\xae", 3 }, "\\u{202e}" },
		{ { "\xe2\x80\x8b", 3 }, "\\u{200b}" },
		{ { "\xe2\x81\xa6", 3 }, "\\u{2066}" },
		{ { "\xe2\x80\xa8", 3 }, "\\u{2028}" },
		{ { "\xd8\x9c", 2 }, "\\u{61c}" },
		{ { "\xf3\xa0\x81\x81", 4 }, "\\u{e0041}" },
		{ { "##vso[task]", 11 }, "#\\u{23}vso[task]" },
		{ { "###[error]", 10 }, "##\\u{23}[error]" },
		{ { "## #vso[", 8 }, "## #vso[" },
		{ { "::error::", 9 }, "\\u{3a}:error::" },
		{ { "a ::b a::b", 10 }, "a \\u{3a}:b a::b" },
		{ { "\xff", 1 }, "\\xff" },
		{ { "\xef\xbf\xbd", 3 }, "\xef\xbf\xbd" },
	};

	(void)state;
	check_rows(rows, COUNT(rows), mdm_out_plain);
}

static void
escapes_xml(void **state)
{
	static const struct row rows[] = {
		{ { "<a b=\"c\">&'", 11 },
		    "&lt;a b=&quot;c&quot;&gt;&amp;&#39;" },
		{ { "\x01\t\n", 3 }, "\xef\xbf\xbd\t\n" },
		{ { "\xef\xbf\xbf", 3 }, "\xef\xbf\xbd" },
		{ { "\xc3", 1 }, "\xef\xbf\xbd" },
	};

	(void)state;
	check_rows(rows, COUNT(rows), mdm_out_xml);
}

static void
escapes_csv(void **state)
{
	static const struct row rows[] = {
		{ { "a,b", 3 }, "\"a,b\"" },
		{ { "say \"x\"", 7 }, "\"say \"\"x\"\"\"" },
		{ { "=1+1", 4 }, "\"'=1+1\"" },
		{ { "@x", 2 }, "\"'@x\"" },
		{ { "-x", 2 }, "\"'-x\"" },
		{ { "\tx", 2 }, "\"'\tx\"" },
		{ { "", 0 }, "\"\"" },
	};

	(void)state;
	check_rows(rows, COUNT(rows), mdm_out_csv);
}

static void
escapes_markdown(void **state)
{
	static const struct row rows[] = {
		{ { "a|b*c_", 6 }, "a\\|b\\*c\\_" },
		{ { "<b>", 3 }, "&lt;b\\>" },
		{ { "a\nb", 3 }, "a b" },
		{ { "[x](y)", 6 }, "\\[x\\](y)" },
	};

	(void)state;
	check_rows(rows, COUNT(rows), mdm_out_markdown);
}

static void
escapes_json(void **state)
{
	static const struct row rows[] = {
		{ { "a\"b\\c", 5 }, "\"a\\\"b\\\\c\"" },
		{ { "\n\t\x01", 3 }, "\"\\n\\t\\u0001\"" },
		{ { "\xe2\x80\xae", 3 }, "\"\\u202e\"" },
		{ { "\xff", 1 }, "\"\xef\xbf\xbd\"" },
		{ { "##[x", 4 }, "\"#\\u0023[x\"" },
		{ { "\xf3\xa0\x81\x81", 4 }, "\"\\udb40\\udc41\"" },
		{ { "\xf0\x9f\x98\x80", 4 }, "\"\xf0\x9f\x98\x80\"" },
	};

	(void)state;
	check_rows(rows, COUNT(rows), mdm_out_json);
}

static bool
refuse(void *ctx, const char *p, size_t n)
{
	int *calls = ctx;

	(void)p;
	(void)n;
	++*calls;
	return false;
}

static void
remembers_a_failed_write(void **state)
{
	int calls = 0;
	struct mdm_out *out = mdm_out_new(refuse, &calls);

	(void)state;
	for (int i = 0; i < 100000; i++)
		mdm_out_text_of(out, "text");
	assert_false(mdm_out_finish(out));
	assert_int_equal(calls, 1);
	mdm_out_free(out);
	mdm_out_free(NULL);
}

static void
prints_more_than_its_buffer(void **state)
{
	struct mdm_out *out = mdm_out_new_memory();

	(void)state;
	mdm_out_printf(out, "%*s|", 100000, "x");
	mdm_out_repeat(out, '-', 100000);
	assert_int_equal(mdm_out_text(out).n, 200001);
	mdm_out_free(out);
}

static void
write_sample(struct mdm_jout *j)
{
	mdm_jout_object(j, NULL);
	mdm_jout_string(j, "rule", MDM_LIT("XREF\"1"));
	mdm_jout_array(j, "list");
	mdm_jout_int(j, NULL, -1);
	mdm_jout_bool(j, NULL, true);
	mdm_jout_object(j, NULL);
	mdm_jout_end(j);
	mdm_jout_end(j);
	mdm_jout_array(j, "none");
	mdm_jout_end(j);
	mdm_jout_optional(j, "absent", MDM_LIT(""));
	mdm_jout_text(j, "last", "x");
	mdm_jout_end(j);
}

static void
writes_json(void **state)
{
	struct mdm_out *out = mdm_out_new_memory();
	struct mdm_jout j = mdm_jout(out, true);

	(void)state;
	write_sample(&j);
	assert_str(mdm_out_text(out),
	    "{\"rule\":\"XREF\\\"1\",\"list\":[-1,true,{}],\"none\":[],"
	    "\"last\":\"x\"}\n");
	mdm_out_free(out);
	out = mdm_out_new_memory();
	j = mdm_jout(out, false);
	write_sample(&j);
	assert_str(mdm_out_text(out),
	    "{\n  \"rule\": \"XREF\\\"1\",\n  \"list\": [\n    -1,\n"
	    "    true,\n    {}\n  ],\n  \"none\": [],\n  \"last\": \"x\"\n}\n");
	mdm_out_free(out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(makes_terminal_text_harmless),
		cmocka_unit_test(escapes_xml),
		cmocka_unit_test(escapes_csv),
		cmocka_unit_test(escapes_markdown),
		cmocka_unit_test(escapes_json),
		cmocka_unit_test(remembers_a_failed_write),
		cmocka_unit_test(prints_more_than_its_buffer),
		cmocka_unit_test(writes_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
