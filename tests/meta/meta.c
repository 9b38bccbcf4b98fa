/* SPDX-License-Identifier: MIT */
/* meta TOP TEST: one of the tests of meta.h. */
#include "meta.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

static const struct {
	const char *name;
	void (*run)(struct meta *);
} tests[] = {
	{ "layers", meta_layers },
	{ "words", meta_words },
	{ "spdx", meta_spdx },
	{ "machine-paths", meta_machine_paths },
	{ "catalogue", meta_catalogue },
	{ "fixture-folders", meta_fixture_folders },
};

void
complain(struct meta *m, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vprintf(fmt, args);
	va_end(args);
	putchar('\n');
	m->complaints++;
}

struct test_names
meta_sources(struct meta *m, const char *folder, const char *ending)
{
	struct test_names all = test_tree(m->arena, folder);
	struct test_names some = { { 0 } };

	for (size_t i = 0; i < all.list.n; i++) {
		const char *path = test_join(m->arena, folder, all.list.at[i]);

		if (mdm_str_ends(mdm_str_of(path), ending) &&
		    strcmp(path, "rules/TEMPLATE.c") != 0)
			MDM_PUSH(m->arena, &some.list, path);
	}
	return some;
}

/* The end of what begins at `i`: comment, string, character constant. */
static size_t
skip_quoted(struct mdm_str s, size_t i)
{
	char quote = s.p[i];

	if (quote == '/') {
		size_t end =
		    mdm_str_find(mdm_str_sub(s, i + 2, SIZE_MAX), "*/");

		return end == SIZE_MAX ? s.n : i + 2 + end + 2;
	}
	for (i++; i < s.n && s.p[i] != quote && s.p[i] != '\n'; i++) {
		if (s.p[i] == '\\')
			i++;
	}
	return i < s.n ? i + 1 : s.n;
}

struct mdm_str
meta_code(struct meta *m, const char *path)
{
	struct mdm_str s = test_read(m->arena, path);
	char *code = MDM_NEW_N(m->arena, char, s.n + 1);
	size_t i = 0;

	memcpy(code, s.p, s.n);
	while (i < s.n) {
		bool comment =
		    s.p[i] == '/' && i + 1 < s.n && s.p[i + 1] == '*';
		size_t end;

		/* Names of included files stay: the layers are read there. */
		if (s.p[i] == '#') {
			while (i < s.n && s.p[i] != '\n')
				i++;
			continue;
		}
		if (!comment && s.p[i] != '"' && s.p[i] != '\'') {
			i++;
			continue;
		}
		for (end = skip_quoted(s, i); i < end; i++) {
			if (code[i] != '\n')
				code[i] = ' ';
		}
	}
	return mdm_str_span(code, s.n);
}

unsigned
meta_line(struct mdm_str text, size_t off)
{
	unsigned line = 1;

	for (size_t i = 0; i < off && i < text.n; i++)
		line += text.p[i] == '\n';
	return line;
}

int
main(int argc, char **argv)
{
	struct meta m = { 0 };
	bool found = false;

	if (argc != 3 || chdir(argv[1]) != 0) {
		fprintf(stderr, "usage: meta TOP TEST\n");
		return 2;
	}
	m.arena = mdm_arena_new();
	for (size_t i = 0; i < sizeof(tests) / sizeof(*tests); i++) {
		if (strcmp(argv[2], tests[i].name) == 0) {
			tests[i].run(&m);
			found = true;
		}
	}
	mdm_arena_free(m.arena);
	return found && m.complaints == 0 ? 0 : 1;
}
