/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "doc.h"
#include "unit.h"

static void
puts_blanks_for_comments_and_commas(void **state)
{
	static const struct {
		const char *text, *relaxed;
	} rows[] = {
		{ "{}", "{}" },
		{ "[1,]", "[1 ]" },
		{ "[1, ]", "[1  ]" },
		{ "{\"a\":1,}", "{\"a\":1 }" },
		{ "[1, // one\n]", "[1        \n]" },
		{ "[1, /* one */ ]", "[1            ]" },
		{ "/* a */ {}", "        {}" },
		{ "{} // end", "{}       " },
		{ "[\"//\", \"/* */\", \",]\"]",
		    "[\"//\", \"/* */\", \",]\"]" },
		{ "[\"a\\\"//\",]", "[\"a\\\"//\" ]" },
		/* Not what Chrome takes: jansson shall say so. */
		{ "[,]", "[,]" },
		{ "{,}", "{,}" },
		{ "[1,,]", "[1,,]" },
		{ "[1, /* no end", "[1, /* no end" },
		{ "[1 / 2]", "[1 / 2]" },
		{ "/", "/" },
		{ "\"", "\"" },
		{ "", "" },
	};
	struct mdm_arena *arena = mdm_arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_str(mdm_json_relax(arena, mdm_str_of(rows[i].text)),
		    rows[i].relaxed);
	mdm_arena_free(arena);
}

/* Quadratic, if each of them were looked for to the end of the text. */
static void
gives_up_at_the_first_comment_without_an_end(void **state)
{
	enum { N = 3 * 1000 * 1000 };
	struct mdm_arena *arena = mdm_arena_new();
	char *text = MDM_NEW_N(arena, char, N);

	(void)state;
	for (size_t i = 0; i < N; i++)
		text[i] = "/* "[i % 3];
	assert_int_equal(mdm_json_relax(arena, mdm_str_span(text, N)).n, N);
	mdm_arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(puts_blanks_for_comments_and_commas),
		cmocka_unit_test(gives_up_at_the_first_comment_without_an_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
