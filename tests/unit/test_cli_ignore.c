/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include <string.h>

#include "cli/ignore.h"

static void
matches_globs(void **state)
{
	static const struct {
		const char *glob, *path;
		bool match;
	} rows[] = {
		{ "a.json", "a.json", true },
		{ "a.json", "b.json", false },
		{ "*.json", "a.json", true },
		{ "*.json", ".json", true },
		{ "*.json", "a/b.json", false },
		{ "*", "", true },
		{ "a*b*c", "aXbXbXc", true },
		{ "a*b*c", "aXbXbX", false },
		{ "?.json", "a.json", true },
		{ "?.json", "\xc3\xbc.json", true },
		{ "?.json", "ab.json", false },
		{ "a?b", "a/b", false },
		{ "[a-c]", "b", true },
		{ "[a-c]", "d", false },
		{ "[!a-c]", "d", true },
		{ "[^a-c]", "b", false },
		{ "[!a]", "/", false },
		{ "[]]", "]", true },
		{ "[]-]", "-", true },
		{ "[\\]]", "]", true },
		{ "[a", "[a", false },
		{ "\\*", "*", true },
		{ "\\*", "a", false },
		{ "a\\", "a\\", true },
		{ "**", "a/b", true },
		{ "**/c", "c", true },
		{ "**/c", "a/b/c", true },
		{ "**/c", "a/bc", false },
		{ "a/**/c", "a/c", true },
		{ "a/**/c", "a/b/b/c", true },
		{ "a/**/c", "b/a/c", false },
		{ "a/**", "a/b/c", true },
		{ "a/**", "a", false },
		{ "a/**", "a/", false },
		{ "a**c", "abc", true },
		{ "a**c", "a/c", false },
		{ "**/a*b/**/c", "x/aXb/y/aZb/z/c", true },
		{ "a/*/c", "a/b/c", true },
		{ "a/*/c", "a/b/b/c", false },
		{ "", "", true },
		{ "", "a", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_row(cli_glob_match(rows[i].glob, rows[i].path),
		    rows[i].match, rows[i].glob);
}

/* Patterns come from repositories that we only check. */
static void
takes_no_exponential_time(void **state)
{
	char glob[1024] = "", path[1024] = "";

	(void)state;
	for (int i = 0; i < 200; i++)
		memcpy(glob + 4 * (size_t)i, "*a**", 5);
	memset(path, 'a', 1000);
	assert_true(cli_glob_match(glob, path));
	memcpy(glob + 800, "b", 2);
	assert_false(cli_glob_match(glob, path));
}

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
		cmocka_unit_test(matches_globs),
		cmocka_unit_test(takes_no_exponential_time),
		cmocka_unit_test(reads_lines_as_git_does),
		cmocka_unit_test(lets_the_nearest_and_last_decide),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
