/* SPDX-License-Identifier: MIT */
#include "hostile.h"

static const struct mdm_report_style style = { 0 };

/* A build with a home page links its rules. */
static bool
has_links(void)
{
	struct mdm_out *url = mdm_out_new_memory();
	bool links = mdm_rule_url(url, &mdm_rule_store001);

	mdm_out_free(url);
	return links;
}

static void
says_so_when_clean(void **state)
{
	struct built b;

	(void)state;
	build(&b);
	assert_report(&b, &mdm_reporter_markdown, style,
	    "<!-- mdmlint -->\n"
	    "## mdmlint: no findings\n"
	    "\n"
	    "Checked 5 profiles and 3 certificates in 7 files.\n");
}

static void
writes_a_table_and_the_advice(void **state)
{
	struct built b;

	(void)state;
	if (has_links())
		skip();
	build(&b);
	MDM_PUSH(b.arena, &b.result.notes, MDM_LIT("no file: X not evaluated"));
	b.result.nserious = 1;
	add_finding(&b, "a | b", place("./a_b.json", 2, 3, 4));
	for (int i = 0; i < 2; i++)
		add_finding(&b, "x", place("c.json", 2, 3, 4))->fix =
		    MDM_LIT("");
	assert_report(&b, &mdm_reporter_markdown, style,
	    "<!-- mdmlint -->\n"
	    "## mdmlint: 3 errors\n"
	    "\n"
	    "Checked 5 profiles and 3 certificates in 7 files.\n"
	    "\n"
	    "| Level | Rule | Place | Finding |\n"
	    "| --- | --- | --- | --- |\n"
	    "| error | STORE001 | a\\_b.json:2 | a \\| b |\n"
	    "| error | STORE001 | c.json:2 | x |\n"
	    "| error | STORE001 | c.json:2 | x |\n"
	    "\n"
	    "<details>\n"
	    "<summary>What to do</summary>\n"
	    "\n"
	    "- **STORE001** self-signed-root-not-in-root-store, a\\_b.json:2: "
	    "Do the right thing.\n"
	    "- **STORE001** self-signed-root-not-in-root-store: "
	    "Download the CA certificate again from the CA that the SCEP "
	    "server presents and upload it; if the root itself was meant, set "
	    "the destination store to \"Computer certificate store - Root\".\n"
	    "\n"
	    "</details>\n"
	    "\n"
	    "<details>\n"
	    "<summary>Notes</summary>\n"
	    "\n"
	    "- no file: X not evaluated\n"
	    "\n"
	    "</details>\n");
}

/* Cells of a row: bars that no backslash takes back. */
static size_t
count_bars(struct mdm_str line)
{
	size_t n = 0;

	for (size_t i = 0; i < line.n; i++) {
		if (line.p[i] == '\\')
			i++;
		else
			n += line.p[i] == '|';
	}
	return n;
}

static bool
is_markup_of_ours(struct mdm_str rest)
{
	static const char *const ours[] = { "<!-- mdmlint -->", "<details>",
		"</details>", "<summary>", "</summary>" };

	for (size_t i = 0; i < COUNT(ours); i++) {
		if (mdm_str_starts(rest, ours[i]))
			return true;
	}
	return false;
}

static void
is_not_led_astray(void **state)
{
	struct mdm_str report, line;
	struct built b;
	size_t rows = 0;

	(void)state;
	build_hostile(&b);
	report = render(&b, &mdm_reporter_markdown);
	assert_printable(report);
	assert_false(mdm_str_has(report, "@everyone"));
	assert_true(has_links() || !mdm_str_has(report, "://"));
	assert_false(mdm_str_has(report, "https://evil"));
	assert_false(mdm_str_has(report, "www."));
	assert_false(mdm_str_has(report, "#1"));
	for (size_t i = 0; i < report.n; i++) {
		struct mdm_str rest = mdm_str_sub(report, i, SIZE_MAX);

		assert_true(report.p[i] != '<' || is_markup_of_ours(rest));
		assert_true(report.p[i] != '[' || report.p[i - 1] == '\\' ||
		    mdm_str_starts(rest, "[STORE001]("));
		assert_true(report.p[i] != '`' || report.p[i - 1] == '\\');
		assert_true(!mdm_str_starts(rest, "&#64;"));
	}
	while (mdm_str_split(&report, '\n', &line)) {
		if (!mdm_str_starts(line, "| "))
			continue;
		assert_int_equal(count_bars(line), 5);
		rows++;
	}
	assert_int_equal(rows, 2 + 3);
	mdm_arena_free(b.arena);
}

static void
fits_into_a_comment(void **state)
{
	struct mdm_str words = MDM_LIT("@@@@@@@@@@@@@@@@@@@@@@@@");
	struct mdm_str report, line, rest;
	struct built b;
	size_t rows = 0;
	char want[64];

	(void)state;
	build(&b);
	add_many(&b, MDM_WARNING, 5000);
	for (size_t i = 0; i < 5000; i++)
		MDM_PUSH(b.arena, &b.result.notes, words);
	b.result.nserious = 5000;
	add_many(&b, MDM_ERROR, 1);
	report = rest = render(&b, &mdm_reporter_markdown);
	assert_true(report.n <= 65536);
	assert_true(mdm_str_has(report, "| --- |\n| error |"));
	while (mdm_str_split(&rest, '\n', &line))
		rows += mdm_str_starts(line, "| ");
	snprintf(want, sizeof(want),
	    "\nThere was no room for %zu more findings;", 5001 - (rows - 2));
	assert_true(mdm_str_has(report, want));
	assert_true(mdm_str_has(report, "\n- More: "));
	mdm_arena_free(b.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_so_when_clean),
		cmocka_unit_test(writes_a_table_and_the_advice),
		cmocka_unit_test(is_not_led_astray),
		cmocka_unit_test(fits_into_a_comment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
