/* SPDX-License-Identifier: MIT */
#include "files.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static _Noreturn void
die(const char *path)
{
	fprintf(stderr, "%s: %s\n", path, strerror(errno));
	exit(1);
}

struct mdm_str
test_read(struct mdm_arena *arena, const char *path)
{
	FILE *f = fopen(path, "rb");
	struct stat st;
	char *p;
	size_t n;

	if (f == NULL && errno == ENOENT)
		return (struct mdm_str){ NULL, 0 };
	if (f == NULL || fstat(fileno(f), &st) != 0)
		die(path);
	p = MDM_NEW_N(arena, char, (size_t)st.st_size + 1);
	n = fread(p, 1, (size_t)st.st_size, f);
	if (ferror(f) || fclose(f) != 0)
		die(path);
	return mdm_str_span(p, n);
}

void
test_write(const char *path, struct mdm_str text)
{
	FILE *f = fopen(path, "wb");

	if (f == NULL || fwrite(text.p, 1, text.n, f) != text.n ||
	    fclose(f) != 0)
		die(path);
}

const char *
test_here(struct mdm_arena *arena)
{
	char *path = realpath(".", NULL);
	const char *copy;

	if (path == NULL)
		die(".");
	copy = mdm_str_dup(arena, mdm_str_of(path)).p;
	free(path);
	return copy;
}

bool
test_is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

const char *
test_join(struct mdm_arena *arena, const char *a, const char *b)
{
	return mdm_str_printf(arena, "%s/%s", a, b).p;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static struct test_names
entries(struct mdm_arena *arena, const char *path, bool folders)
{
	struct test_names names = { { 0 } };
	DIR *dir = opendir(path);
	struct dirent *entry;

	if (dir == NULL && errno == ENOENT)
		return names;
	if (dir == NULL)
		die(path);
	while ((entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.' ||
		    test_is_folder(test_join(arena, path, entry->d_name)) !=
			folders)
			continue;
		MDM_PUSH(arena, &names.list,
		    mdm_str_dup(arena, mdm_str_of(entry->d_name)).p);
	}
	closedir(dir);
	if (names.list.n > 1)
		qsort(names.list.at, names.list.n, sizeof(*names.list.at),
		    by_name);
	return names;
}

struct test_names
test_folders(struct mdm_arena *arena, const char *path)
{
	return entries(arena, path, true);
}

struct test_names
test_files(struct mdm_arena *arena, const char *path)
{
	return entries(arena, path, false);
}

static void
add_tree(struct mdm_arena *arena, const char *path, const char *prefix,
    struct test_names *names)
{
	struct test_names files = test_files(arena, path);
	struct test_names folders = test_folders(arena, path);

	for (size_t i = 0; i < files.list.n; i++)
		MDM_PUSH(arena, &names->list,
		    mdm_str_printf(arena, "%s%s", prefix, files.list.at[i]).p);
	for (size_t i = 0; i < folders.list.n; i++)
		add_tree(arena, test_join(arena, path, folders.list.at[i]),
		    mdm_str_printf(arena, "%s%s/", prefix, folders.list.at[i])
			.p,
		    names);
}

struct test_names
test_tree(struct mdm_arena *arena, const char *path)
{
	struct test_names names = { { 0 } };

	add_tree(arena, path, "", &names);
	if (names.list.n > 1)
		qsort(names.list.at, names.list.n, sizeof(*names.list.at),
		    by_name);
	return names;
}

/* The lines of a text, each with its line break. */
struct lines {
	MDM_VEC(struct mdm_str) list;
};

static struct lines
lines_of(struct mdm_arena *arena, struct mdm_str text)
{
	struct lines lines = { { 0 } };
	size_t start = 0;

	while (start < text.n) {
		size_t end =
		    mdm_str_find_byte(mdm_str_sub(text, start, SIZE_MAX), '\n');

		end = end == SIZE_MAX ? text.n : start + end + 1;
		MDM_PUSH(
		    arena, &lines.list, mdm_str_sub(text, start, end - start));
		start = end;
	}
	return lines;
}

enum { CONTEXT = 2, MOST_LINES = 300 };

struct change {
	char sign; /* ' ', '-', '+' */
	struct mdm_str line;
};

struct changes {
	MDM_VEC(struct change) list;
};

/*
 * Longest common subsequence: length[i][j] is that of want from i and got
 * from j.  Texts are small, so the table is too.
 */
static struct changes
changes_of(struct mdm_arena *arena, struct lines want, struct lines got)
{
	size_t n = want.list.n, m = got.list.n, i = 0, j = 0;
	uint32_t *length = MDM_NEW_N(arena, uint32_t, (n + 1) * (m + 1));
	struct changes changes = { { 0 } };
	struct change c;

#define LENGTH(a, b) length[(a) * (m + 1) + (b)]
	for (size_t a = n; a-- > 0;) {
		for (size_t b = m; b-- > 0;) {
			uint32_t down = LENGTH(a + 1, b);
			uint32_t right = LENGTH(a, b + 1);

			LENGTH(a, b) =
			    mdm_str_eq(want.list.at[a], got.list.at[b])
			    ? LENGTH(a + 1, b + 1) + 1
			    : (down > right ? down : right);
		}
	}
	while (i < n || j < m) {
		if (i < n && j < m &&
		    mdm_str_eq(want.list.at[i], got.list.at[j])) {
			c = (struct change){ ' ', want.list.at[i++] };
			j++;
		} else if (j == m ||
		    (i < n && LENGTH(i + 1, j) >= LENGTH(i, j + 1))) {
			c = (struct change){ '-', want.list.at[i++] };
		} else {
			c = (struct change){ '+', got.list.at[j++] };
		}
		MDM_PUSH(arena, &changes.list, c);
	}
#undef LENGTH
	return changes;
}

static bool
is_near_change(const struct changes *changes, size_t i)
{
	size_t from = i > CONTEXT ? i - CONTEXT : 0;

	for (size_t k = from; k <= i + CONTEXT && k < changes->list.n; k++) {
		if (changes->list.at[k].sign != ' ')
			return true;
	}
	return false;
}

static void
print_changes(const struct changes *changes)
{
	size_t printed = 0, last = SIZE_MAX;

	for (size_t i = 0; i < changes->list.n; i++) {
		const struct change *c = &changes->list.at[i];

		if (!is_near_change(changes, i))
			continue;
		if (printed++ == MOST_LINES) {
			printf("... and more\n");
			return;
		}
		if (i > 0 && last != i - 1)
			printf("...\n");
		last = i;
		printf("%c" MDM_FMT "%s", c->sign, MDM_ARG(c->line),
		    mdm_str_ends(c->line, "\n") ? "" : "\n\\ no line break\n");
	}
}

bool
test_same(const char *name, struct mdm_str want, struct mdm_str got)
{
	struct mdm_arena *arena;
	struct changes changes;

	if (mdm_str_eq(want, got))
		return true;
	arena = mdm_arena_new();
	printf("%s: - committed, + now\n", name);
	changes =
	    changes_of(arena, lines_of(arena, want), lines_of(arena, got));
	print_changes(&changes);
	mdm_arena_free(arena);
	return false;
}
