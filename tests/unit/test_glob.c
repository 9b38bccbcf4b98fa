/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include <string.h>

#include "base/glob.h"

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
		assert_row(mdm_glob_match(rows[i].glob, rows[i].path),
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
	assert_true(mdm_glob_match(glob, path));
	memcpy(glob + 800, "b", 2);
	assert_false(mdm_glob_match(glob, path));
}

static void
covers_files_and_folders(void **state)
{
	static const struct {
		const char *glob, *file;
		bool covered;
	} rows[] = {
		{ "a.json", "a.json", true },
		{ "a.json", "x/y/a.json", true },
		{ "./a.json", "a.json", true },
		{ "./a.json", "x/a.json", false },
		{ "/a.json", "a.json", true },
		{ "/a.json", "x/a.json", false },
		{ "x/*.json", "x/a.json", true },
		{ "x/*.json", "x/y/a.json", false },
		{ "x", "x/y/a.json", true },
		{ "x/", "x/y/a.json", true },
		{ "x/", "x", false },
		{ "y/", "x/y/a.json", true },
		{ "/y/", "x/y/a.json", false },
		{ "x/y", "x/y/a.json", true },
		{ "x/**", "x/y/a.json", true },
		{ "**/y/*", "x/y/a.json", true },
		{ "*", "x/y/a.json", true },
		{ "z", "x/y/a.json", false },
	};
	struct mdm_arena *arena = mdm_arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct mdm_glob g =
		    mdm_glob_of(arena, mdm_str_of(rows[i].glob));

		assert_row(mdm_glob_covers(&g, arena, mdm_str_of(rows[i].file)),
		    rows[i].covered, rows[i].glob);
	}
	mdm_arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(matches_globs),
		cmocka_unit_test(takes_no_exponential_time),
		cmocka_unit_test(covers_files_and_folders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
