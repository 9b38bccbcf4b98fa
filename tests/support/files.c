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

static void
print_line(char sign, struct mdm_str line)
{
	bool whole = mdm_str_ends(line, "\n");

	printf("%c" MDM_FMT "%s", sign, MDM_ARG(line),
	    whole ? "" : "\n\\ no line break\n");
}

/*
 * Longest common subsequence: length[i][j] is that of want from i and got
 * from j.  Texts are small, so the table is too.
 */
static void
print_diff(struct mdm_arena *arena, struct lines want, struct lines got)
{
	size_t n = want.list.n, m = got.list.n, i = 0, j = 0;
	uint32_t *length = MDM_NEW_N(arena, uint32_t, (n + 1) * (m + 1));

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
			print_line(' ', want.list.at[i++]);
			j++;
		} else if (j == m ||
		    (i < n && LENGTH(i + 1, j) >= LENGTH(i, j + 1))) {
			print_line('-', want.list.at[i++]);
		} else {
			print_line('+', got.list.at[j++]);
		}
	}
#undef LENGTH
}

bool
test_same(const char *name, struct mdm_str want, struct mdm_str got)
{
	struct mdm_arena *arena;

	if (mdm_str_eq(want, got))
		return true;
	arena = mdm_arena_new();
	printf("%s: - committed, + now\n", name);
	print_diff(arena, lines_of(arena, want), lines_of(arena, got));
	mdm_arena_free(arena);
	return false;
}
