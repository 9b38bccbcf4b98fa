/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include <string.h>

#include "cli/ignore.h"

static void
add(struct cli_ignore *list, const char *line)
{
	cli_ignore_add(list, line, strlen(line));
}

static void
reads_lines_as_git_does(void **state)
{
	static const struct {
		const char *line, *path;
		bool folder, ignored;
	} rows[] = {
		{ "", "a", false, false },
		{ "# a", "# a", false, false },
		{ "\\#a", "#a", false, true },
		{ "a  ", "a", false, true },
		{ "a\\ ", "a ", false, true },
		{ "a\r", "a", false, true },
		{ "a", "x/y/a", false, true },
		{ "/a", "a", false, true },
		{ "/a", "x/a", false, false },
		{ "x/a", "x/a", false, true },
		{ "x/a", "y/x/a", false, false },
		{ "a/", "a", false, false },
		{ "a/", "x/a", true, true },
		{ "x/a/", "x/a", true, true },
		{ "x/a/", "y/x/a", true, false },
		{ "/", "a", true, false },
		{ "!", "a", false, false },
		{ "\\!a", "!a", false, true },
		{ "*", "x/a", false, true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cli_ignore list = { .n = 0 };

		add(&list, rows[i].line);
		assert_row(cli_ignored(&list, rows[i].path, rows[i].folder),
		    rows[i].ignored, rows[i].line);
		cli_ignore_free(&list);
	}
}

static void
lets_the_nearest_and_last_decide(void **state)
{
	struct cli_ignore top = { .base = 0 };
	struct cli_ignore sub = { .up = &top, .base = 4 };

	(void)state;
	add(&top, "*.json");
	add(&top, "!b.json");
	add(&top, "/sub/d.txt");
	add(&sub, "!/c.json");
	add(&sub, "/b.json");
	assert_true(cli_ignored(&top, "a.json", false));
	assert_false(cli_ignored(&top, "b.json", false));
	assert_true(cli_ignored(&sub, "sub/a.json", false));
	assert_true(cli_ignored(&sub, "sub/b.json", false));
	assert_false(cli_ignored(&sub, "sub/c.json", false));
	assert_true(cli_ignored(&sub, "sub/d.txt", false));
	assert_false(cli_ignored(&sub, "sub/e.txt", false));
	cli_ignore_free(&top);
	cli_ignore_free(&sub);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_lines_as_git_does),
		cmocka_unit_test(lets_the_nearest_and_last_decide),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
