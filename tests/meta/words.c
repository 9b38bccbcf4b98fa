/* SPDX-License-Identifier: MIT */
/* What may not stand in the sources: docs/style.md, "Banned". */
#include "meta.h"

/* A call, and the only places that may make it (path prefixes). */
static const struct {
	const char *word;
	const char *only[4];
} banned[] = {
	{ "strcpy", { NULL } },
	{ "strcat", { NULL } },
	{ "sprintf", { NULL } },
	{ "vsprintf", { NULL } },
	{ "strtok", { NULL } },
	{ "atoi", { NULL } },
	{ "atol", { NULL } },
	{ "gets", { NULL } },
	{ "system", { NULL } },
	{ "popen", { NULL } },
	{ "setlocale", { NULL } },
	{ "localtime", { NULL } },
	{ "gmtime", { NULL } },
	{ "getenv",
	    { "linter/cli/", "linter/engine/policy.c", "linter/engine/build.c",
		NULL } },
	{ "exit", { "linter/cli/", NULL } },
	{ "malloc", { "linter/base/", NULL } },
	{ "calloc", { "linter/base/", NULL } },
	{ "realloc", { "linter/base/", NULL } },
	{ "strdup", { NULL } },
	{ "printf", { "linter/cli/", NULL } },
	{ "puts", { "linter/cli/", NULL } },
	{ "fprintf", { "linter/cli/", "linter/getcacert/", NULL } },
	{ "time", { "linter/engine/policy.c", NULL } },
};

/* Objects that change and yet are static, each with its reason. */
static const struct {
	const char *path, *reason;
} mutable[] = {
	{ NULL, NULL },
};

static bool
is_word(char c)
{
	return mdm_is_alpha(c) || mdm_is_digit(c) || c == '_';
}

/* Offset of the next whole word at or behind `from`, or SIZE_MAX. */
static size_t
find_word(struct mdm_str code, const char *word, size_t from)
{
	size_t n = strlen(word);

	for (;;) {
		size_t i =
		    mdm_str_find(mdm_str_sub(code, from, SIZE_MAX), word);

		if (i == SIZE_MAX)
			return i;
		i += from;
		if ((i == 0 || !is_word(code.p[i - 1])) &&
		    (i + n == code.n || !is_word(code.p[i + n])))
			return i;
		from = i + n;
	}
}

static bool
starts_with_one(const char *path, const char *const *prefixes)
{
	for (size_t i = 0; prefixes[i] != NULL; i++) {
		if (mdm_str_starts(mdm_str_of(path), prefixes[i]))
			return true;
	}
	return false;
}

static void
check_calls(struct meta *m, const char *path, struct mdm_str code)
{
	for (size_t i = 0; i < sizeof(banned) / sizeof(*banned); i++) {
		const char *word = banned[i].word;
		size_t at = 0, n = strlen(word);

		if (starts_with_one(path, banned[i].only))
			continue;
		while ((at = find_word(code, word, at)) != SIZE_MAX) {
			if (at + n < code.n && code.p[at + n] == '(')
				complain(m, "%s:%u: %s() is banned here", path,
				    meta_line(code, at), word);
			at += n;
		}
	}
}

/* Does the declaration `static ...` up to its end make a constant? */
static bool
is_constant(struct mdm_str declaration)
{
	size_t star = mdm_str_rfind_byte(declaration, '*');

	return find_word(declaration, "const", star == SIZE_MAX ? 0 : star) !=
	    SIZE_MAX;
}

/*
 * A function's declarator ends with "(", an object's with one of "=;[", and
 * a struct that is declared on the spot has its qualifiers in front of "{".
 */
static void
check_statics(struct meta *m, const char *path, struct mdm_str code)
{
	for (size_t i = 0; mutable[i].path != NULL; i++) {
		if (strcmp(path, mutable[i].path) == 0)
			return;
	}
	for (size_t at = 0; (at = find_word(code, "static", at)) != SIZE_MAX;
	     at++) {
		struct mdm_str rest = mdm_str_sub(code, at, SIZE_MAX);
		size_t end = 0;

		while (end < rest.n && strchr("=;[({", rest.p[end]) == NULL)
			end++;
		if (end < rest.n && rest.p[end] != '(' &&
		    !is_constant(mdm_str_sub(rest, 0, end)))
			complain(m, "%s:%u: a static object must be const",
			    path, meta_line(code, at));
	}
}

void
meta_words(struct meta *m)
{
	static const char *const folders[] = { "linter", "rules" };
	static const char *const endings[] = { ".c", ".h" };

	for (size_t i = 0; i < 4; i++) {
		struct test_names files =
		    meta_sources(m, folders[i / 2], endings[i % 2]);

		for (size_t k = 0; k < files.list.n; k++) {
			const char *path = files.list.at[k];
			struct mdm_str code = meta_code(m, path);

			check_calls(m, path, code);
			check_statics(m, path, code);
		}
	}
}

/* The licence stands in the first lines of every source. */
static void
check_spdx(struct meta *m, const char *path)
{
	static const char line[] = "SPDX-License-Identifier: MIT";
	struct mdm_str text = test_read(m->arena, path);
	size_t at = mdm_str_find(text, line);

	if (at == SIZE_MAX || meta_line(text, at) > 2)
		complain(m, "%s: the first lines lack \"%s\"", path, line);
}

void
meta_spdx(struct meta *m)
{
	static const char *const folders[] = { "linter", "rules", "tests" };
	static const char *const endings[] = { ".c", ".h", ".sh", ".cmake",
		"CMakeLists.txt", "/run", "/new-rule" };

	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		for (size_t k = 0; k < sizeof(endings) / sizeof(*endings);
		     k++) {
			struct test_names files =
			    meta_sources(m, folders[i], endings[k]);

			for (size_t n = 0; n < files.list.n; n++)
				check_spdx(m, files.list.at[n]);
		}
	}
	check_spdx(m, "CMakeLists.txt");
	check_spdx(m, ".ci/run");
	check_spdx(m, "rules/TEMPLATE.c");
}

/* Paths that only exist where somebody happened to write a file. */
void
meta_machine_paths(struct meta *m)
{
	static const char *const folders[] = { "linter", "rules", "tests",
		"fixtures", "docs", ".ci" };
	/* Cut in two, so that this file is clean. */
	static const char *const machines[] = { "/wo"
						"rk/",
		"/ro"
		"ot/",
		"/fa"
		"rm/",
		"/tm"
		"p/b-" };

	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		struct test_names files = meta_sources(m, folders[i], "");

		for (size_t k = 0; k < files.list.n; k++) {
			struct mdm_str text =
			    test_read(m->arena, files.list.at[k]);

			for (size_t n = 0;
			     n < sizeof(machines) / sizeof(*machines); n++) {
				size_t at = mdm_str_find(text, machines[n]);

				if (at != SIZE_MAX)
					complain(m, "%s:%u: says %s",
					    files.list.at[k],
					    meta_line(text, at), machines[n]);
			}
		}
	}
}
