/* SPDX-License-Identifier: MIT */
/*
 * docs [--write] TOP: the pages of the rules and of the formats, and the
 * README's example, made from the catalogue, the tables and the fixtures, compared with what is committed or
 * written there.
 */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/out.h"
#include "engine/rule.h"
#include "files.h"
#include "load/pages.h"
#include "mdmlint.h"
#include "report/report.h"

enum { WIDTH = 96 }; /* of an example; certificates are long lines */

struct docs {
	struct mdm_arena *arena;
	struct mdmlint *lint;
	bool write;
	bool differs;
};

static bool
append(void *ctx, const char *bytes, size_t n)
{
	mdm_out_bytes(ctx, bytes, n);
	return true;
}

static void
settle(struct docs *d, const char *path, struct mdm_str text)
{
	struct mdm_str old = test_read(d->arena, path);

	if (mdm_str_eq(old, text))
		return;
	if (d->write)
		test_write(path, text);
	else if (!test_same(path, old, text))
		d->differs = true;
}

static size_t
size_of_case(struct docs *d, const char *path)
{
	struct test_names files = test_tree(d->arena, path);
	size_t size = 0;

	for (size_t i = 0; i < files.list.n; i++)
		size += test_read(
		    d->arena, test_join(d->arena, path, files.list.at[i]))
			    .n;
	return size;
}

/* The smallest failing case; NULL: there is none yet. */
static const char *
example_of(struct docs *d, const struct mdm_rule *r)
{
	const char *folder =
	    mdm_str_printf(d->arena, "fixtures/%s/fail", r->id).p;
	struct test_names cases = test_folders(d->arena, folder);
	const char *best = NULL;
	size_t least = SIZE_MAX;

	for (size_t i = 0; i < cases.list.n; i++) {
		const char *path =
		    test_join(d->arena, folder, cases.list.at[i]);
		size_t size = size_of_case(d, path);

		if (size < least) {
			least = size;
			best = path;
		}
	}
	return best;
}

/* A text as a code block; lines over `width` are cut in the middle. */
static void
put_block(struct mdm_out *out, struct mdm_str text, size_t width)
{
	struct mdm_str line;

	mdm_out_text_of(out, "```\n");
	while (mdm_str_split(&text, '\n', &line)) {
		if (line.n == 0 && text.p == NULL)
			break;
		if (line.n > width) {
			mdm_out_plain(out, mdm_str_sub(line, 0, width - 24));
			mdm_out_text_of(out, " ... ");
			mdm_out_plain(
			    out, mdm_str_sub(line, line.n - 16, SIZE_MAX));
		} else {
			mdm_out_str(out, line);
		}
		mdm_out_byte(out, '\n');
	}
	mdm_out_text_of(out, "```\n");
}

static void
put_example(struct docs *d, struct mdm_out *out, const char *path)
{
	struct test_names files = test_tree(d->arena, path);

	mdm_out_printf(out, "\n## Example\n\nThe files of `%s`:\n", path);
	for (size_t i = 0; i < files.list.n; i++) {
		const char *name = files.list.at[i];
		struct mdm_str text =
		    test_read(d->arena, test_join(d->arena, path, name));

		if (strcmp(name, "expected") == 0 ||
		    strcmp(name, "also") == 0 ||
		    mdm_str_find_byte(text, '\0') != SIZE_MAX ||
		    !mdm_utf8_valid(text, &(size_t){ 0 }))
			continue;
		mdm_out_printf(out, "\n`%s`\n", name);
		put_block(out, text, WIDTH);
	}
	mdm_out_text_of(out, "\nThe report:\n\n");
	put_block(out,
	    test_read(d->arena, test_join(d->arena, path, "expected")),
	    SIZE_MAX);
}

static void
page_of(struct docs *d, const struct mdm_rule *r)
{
	struct mdm_out *out = mdm_out_new_memory();
	const char *example = example_of(d, r);

	if (!mdmlint_explain(d->lint, r->id, "markdown", append, out)) {
		printf("%s: %s\n", r->id, mdmlint_error(d->lint));
		d->differs = true;
	}
	if (example != NULL)
		put_example(d, out, example);
	settle(d, mdm_str_printf(d->arena, "docs/rules/%s.md", r->id).p,
	    mdm_out_text(out));
	mdm_out_free(out);
}

static void
list_of(struct docs *d, const char *format, const char *path)
{
	struct mdm_out *out = mdm_out_new_memory();

	if (!mdmlint_rules(d->lint, format, append, out)) {
		printf("%s: %s\n", path, mdmlint_error(d->lint));
		d->differs = true;
	}
	settle(d, path, mdm_out_text(out));
	mdm_out_free(out);
}

/* What the table of the configuration's keys gives. */
static void
config_of(struct docs *d, const char *what, const char *path)
{
	struct mdm_out *out = mdm_out_new_memory();

	if (!mdmlint_config_write(d->lint, what, append, out)) {
		printf("%s: %s\n", path, mdmlint_error(d->lint));
		d->differs = true;
	}
	settle(d, path, mdm_out_text(out));
	mdm_out_free(out);
}

static void
codes_of(struct docs *d, const char *path)
{
	struct mdm_out *out = mdm_out_new_memory();

	mdm_codes_page(out);
	settle(d, path, mdm_out_text(out));
	mdm_out_free(out);
}

static void
formats_of(struct docs *d)
{
	const struct mdm_format_page *page = NULL;

	for (size_t i = 0; i == 0 || page != NULL; i++) {
		struct mdm_out *out = mdm_out_new_memory();
		const char *name = page != NULL ? page->file : "README";

		mdm_format_page_write(out, page);
		settle(d,
		    mdm_str_printf(d->arena, "docs/formats/%s.md", name).p,
		    mdm_out_text(out));
		mdm_out_free(out);
		page = mdm_format_page_at(i);
	}
}

/* What `mdmlint check FOLDER` prints. */
static void
put_report(struct docs *d, struct mdm_out *out, const char *folder)
{
	struct mdmlint *m = mdmlint_new();
	struct mdm_out *report = mdm_out_new_memory();
	struct test_names files = test_tree(d->arena, folder);
	bool good = mdmlint_set(m, "now", "2026-06-01");

	for (size_t i = 0; i < files.list.n; i++)
		good = good &&
		    mdmlint_add_file(m,
			test_join(d->arena, folder, files.list.at[i]), NULL,
			false);
	if (!good || !mdmlint_check(m) ||
	    !mdmlint_report(m, "text", 0, append, report)) {
		printf("%s: %s\n", folder, mdmlint_error(m));
		d->differs = true;
	}
	mdm_out_text_of(out, "\n```\n");
	mdm_out_str(out, mdm_out_text(report));
	mdm_out_text_of(out, "```\n\n");
	mdm_out_free(report);
	mdmlint_free(m);
}

/* The README between two markers. */
static void
readme(struct docs *d)
{
	static const char begin[] =
	    "<!-- showcase: written by the target `docs` -->\n";
	static const char end[] = "<!-- end of showcase -->";
	struct mdm_str text = test_read(d->arena, "README.md");
	size_t from = mdm_str_find(text, begin);
	size_t to = mdm_str_find(text, end);
	struct mdm_out *out;

	if (from == SIZE_MAX || to == SIZE_MAX) {
		printf("README.md: the markers of the showcase are missing\n");
		d->differs = true;
		return;
	}
	out = mdm_out_new_memory();
	mdm_out_str(out, mdm_str_sub(text, 0, from + strlen(begin)));
	put_report(d, out, "fixtures/showcase/okta-hash-mismatch");
	mdm_out_str(out, mdm_str_sub(text, to, SIZE_MAX));
	settle(d, "README.md", mdm_out_text(out));
	mdm_out_free(out);
}

/* Pages of rules that are no more. */
static void
check_leftovers(struct docs *d)
{
	struct test_names pages = test_files(d->arena, "docs/rules");

	for (size_t i = 0; i < pages.list.n; i++) {
		struct mdm_str name = mdm_str_of(pages.list.at[i]);
		const char *path =
		    test_join(d->arena, "docs/rules", pages.list.at[i]);

		if (mdm_str_is(name, "README.md") ||
		    mdm_rule_find(mdm_str_sub(
			name, 0, mdm_str_rfind_byte(name, '.'))) != NULL)
			continue;
		if (d->write)
			(void)unlink(path);
		else
			printf("%s: there is no such rule\n", path);
		d->differs = true;
	}
}

int
main(int argc, char **argv)
{
	struct docs d = { 0 };

	d.write = argc == 3 && strcmp(argv[1], "--write") == 0;
	if (argc != 2 + d.write || chdir(argv[argc - 1]) != 0) {
		fprintf(stderr, "usage: docs [--write] TOP\n");
		return 2;
	}
	if (d.write)
		(void)mkdir("docs/rules", 0777);
	(void)mkdir("docs/formats", 0777);
	d.arena = mdm_arena_new();
	d.lint = mdmlint_new();
	list_of(&d, "markdown", "docs/rules/README.md");
	for (size_t i = 0; i < MDM_RULE_COUNT; i++)
		page_of(&d, mdm_rules[i]);
	check_leftovers(&d);
	config_of(&d, "page", "docs/configuration.md");
	config_of(&d, "schema", "docs/schema/config-1.schema.json");
	codes_of(&d, "docs/events.md");
	formats_of(&d);
	readme(&d);
	mdmlint_free(d.lint);
	mdm_arena_free(d.arena);
	if (d.differs && !d.write)
		printf("repair with: cmake --build BUILD --target docs\n");
	return d.differs && !d.write;
}
