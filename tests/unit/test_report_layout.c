/* SPDX-License-Identifier: MIT */
#include "report.h"

#include "report/layout.h"

static void
measures_characters(void **state)
{
	(void)state;
	assert_int_equal(mdm_cells(MDM_LIT("abc")), 3);
	assert_int_equal(mdm_cells(MDM_LIT("\xc3\xbc")), 1);
	assert_int_equal(mdm_cells(MDM_LIT("\xe8\xa8\xbc\xe6\x98\x8e")), 4);
	assert_int_equal(mdm_cells(MDM_LIT("u\xcc\x88")), 1);
	assert_int_equal(mdm_cells(MDM_LIT("\xf0\x9f\x94\x92")), 2);
	assert_int_equal(mdm_cells(MDM_LIT("\xff")), 1);
}

static void
assert_paragraph(const char *text, size_t column, const char *want)
{
	struct mdm_out *o = mdm_out_new_memory();

	mdm_paragraph(o, mdm_str_of(text), column, 2);
	assert_str(mdm_out_text(o), want);
	mdm_out_free(o);
}

#define X10 "xxxxxxxxxx"
#define X40 X10 X10 X10 X10

static void
breaks_lines(void **state)
{
	(void)state;
	assert_paragraph("", 0, "\n");
	assert_paragraph("a b", 0, "a b\n");
	assert_paragraph(X40 " " X40, 0, X40 "\n  " X40 "\n");
	assert_paragraph(X40 " " X10 X10 X10 "xxxxxxxxx", 0,
	    X40 " " X10 X10 X10 "xxxxxxxxx\n");
	assert_paragraph(
	    "a " X40 X40 X10 " b", 0, "a\n  " X40 X40 X10 "\n  b\n");
	assert_paragraph(X40, 70, X40 "\n");
	assert_paragraph("a\nb\033", 0, "a\\nb\\u{1b}\n");
}

static void
assert_frame(struct mdm_where w, const char *excerpt, const char *want)
{
	struct mdm_arena *arena = mdm_arena_new();
	struct mdm_out *o = mdm_out_new_memory();
	struct mdm_frame f = {
		.mark = '^',
		.digits = 2,
		.gutter = "",
		.marker = "",
		.reset = "",
	};

	w.excerpt = mdm_str_of(excerpt);
	mdm_frame_print(o, arena, &w, &f);
	assert_str(mdm_out_text(o), want);
	mdm_out_free(o);
	mdm_arena_free(arena);
}

static void
marks_the_span(void **state)
{
	(void)state;
	assert_frame(place("a", 7, 3, 2), "abcdef",
	    "  7 | abcdef\n"
	    "    |   ^^\n");
	assert_frame(place("a", 7, 3, 0), "abcdef",
	    "  7 | abcdef\n"
	    "    |   ^\n");
	assert_frame(place("a", 7, 7, 1), "abcdef",
	    "  7 | abcdef\n"
	    "    |       ^\n");
	assert_frame(place("a", 7, 5, 100), "abcdef",
	    "  7 | abcdef\n"
	    "    |     ^^\n");
	assert_frame(place("a", 7, 1, 0), "",
	    "  7 |\n"
	    "    | ^\n");
}

static void
counts_columns_of_the_terminal(void **state)
{
	(void)state;
	assert_frame(place("a", 7, 2, 1), "\tx",
	    "  7 |     x\n"
	    "    |     ^\n");
	assert_frame(place("a", 7, 2, 2), "\xe8\xa8\xbc\xe6\x98\x8e\xc3\xbcx",
	    "  7 | \xe8\xa8\xbc\xe6\x98\x8e\xc3\xbcx\n"
	    "    |   ^^^\n");
	assert_frame(place("a", 7, 3, 1), "u\xcc\x88x",
	    "  7 | u\xcc\x88x\n"
	    "    |  ^\n");
	/* What is not printed as it is takes the room of what is printed. */
	assert_frame(place("a", 7, 2, 1), "\033x",
	    "  7 | \\u{1b}x\n"
	    "    |       ^\n");
	assert_frame(place("a", 7, 1, 1), "\xe2\x80\xaex",
	    "  7 | \\u{202e}x\n"
	    "    | ^^^^^^^^\n");
}

#define B50 "                                                  "
#define MARK20 "^^^^^^^^^^^^^^^^^^^^"
#define D20 "0123456789abcdefghij"
#define D100 D20 D20 D20 D20 D20

static void
cuts_long_lines(void **state)
{
	(void)state;
	assert_frame(place("a", 7, 51, 4), D100,
	    "  7 | " D20 D20 D20 "01234567...\n"
	    "    | " B50 "^^^^\n");
	assert_frame(place("a", 7, 96, 5), D100,
	    "  7 | ...cdefghij" D20 D20 D20 "\n"
	    "    | " B50 "                "
	    "^^^^^\n");
	assert_frame(place("a", 7, 101, 20), D100 D100,
	    "  7 | ...456789abcdefghij" D20 D20 "0123456789ab...\n"
	    "    |    "
	    "                                    " MARK20 "\n");
	assert_frame(place("a", 7, 101, 100), D100 D100,
	    "  7 | ...3456789abcdefghij" D20 D20 "0123456789a...\n"
	    "    |    "
	    "                 " MARK20 MARK20 "^^^^^^^^^^^\n");
}

static void
shows_no_frame_without_text(void **state)
{
	struct mdm_arena *arena = mdm_arena_new();
	struct mdm_out *o = mdm_out_new_memory();
	struct mdm_where w = place("a", 1, 5, 1);
	struct mdm_frame f = { '^', 1, "", "", "" };

	(void)state;
	mdm_frame_print(o, arena, &w, &f);
	assert_str(mdm_out_text(o), "");
	mdm_out_free(o);
	mdm_arena_free(arena);
}

static void
assert_note(const char *note, const char *want)
{
	struct mdm_out *o = mdm_out_new_memory();

	mdm_note_print(o, mdm_str_of(note));
	assert_str(mdm_out_text(o), want);
	mdm_out_free(o);
}

static void
turns_notes_round(void **state)
{
	(void)state;
	assert_note("no file: says so: XREF006, XREF013 not evaluated",
	    "not checked: XREF006, XREF013: no file: says so\n");
	assert_note("not checked: a setting", "not checked: a setting\n");
	assert_note("2 files are UTF-16LE", "note: 2 files are UTF-16LE\n");
	assert_note("rule not evaluated", "note: rule not evaluated\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(measures_characters),
		cmocka_unit_test(breaks_lines),
		cmocka_unit_test(marks_the_span),
		cmocka_unit_test(counts_columns_of_the_terminal),
		cmocka_unit_test(cuts_long_lines),
		cmocka_unit_test(shows_no_frame_without_text),
		cmocka_unit_test(turns_notes_round),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
