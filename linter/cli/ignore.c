/* SPDX-License-Identifier: MIT */
#include "cli/ignore.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/memory.h"

enum { MOST_BYTES = 1 << 20 /* of an ignore file; git has no limit */ };

/* "[...]" at *glob; moves past it.  A '[' without ']' matches nothing. */
static bool
match_class(const char **glob, unsigned char c)
{
	const char *p = *glob + 1;
	bool negated = *p == '!' || *p == '^', found = false;

	if (negated)
		p++;
	for (bool first = true; *p != '\0' && (first || *p != ']');
	     first = false) {
		unsigned char low, high;

		if (*p == '\\' && p[1] != '\0')
			p++;
		low = high = (unsigned char)*p++;
		if (*p == '-' && p[1] != '\0' && p[1] != ']') {
			p++;
			if (*p == '\\' && p[1] != '\0')
				p++;
			high = (unsigned char)*p++;
		}
		found = found || (low <= c && c <= high);
	}
	if (*p != ']')
		return false;
	*glob = p + 1;
	return found != negated && c != '/';
}

/* One element of the pattern against one character; moves past both. */
static bool
match_one(const char **glob, const char **path)
{
	const char *p = *glob;
	unsigned char c = (unsigned char)**path;

	if (c == '\0' || *p == '\0')
		return false;
	if (*p == '?') {
		if (c == '/')
			return false;
		while (((unsigned char)(*path)[1] & 0xc0) == 0x80)
			(*path)++; /* a character, not a byte */
		p++;
	} else if (*p == '[') {
		if (!match_class(&p, c))
			return false;
	} else {
		if (*p == '\\' && p[1] != '\0')
			p++;
		if ((unsigned char)*p++ != c)
			return false;
	}
	*glob = p;
	(*path)++;
	return true;
}

/* "**" as a part of its own. */
static bool
is_deep(const char *start, const char *p)
{
	return p[0] == '*' && p[1] == '*' && (p == start || p[-1] == '/') &&
	    (p[2] == '/' || p[2] == '\0');
}

/*
 * A '*' stays within a part and a "**" takes whole ones, so only the last of
 * each has to be tried again: no pattern takes exponential time.
 */
bool
cli_glob_match(const char *glob, const char *path)
{
	const char *p = glob, *s = path;
	const char *star = NULL, *star_at = NULL;
	const char *deep = NULL, *deep_at = NULL;

	for (;;) {
		if (is_deep(glob, p)) {
			if (p[2] == '\0')
				return *s != '\0';
			p += 3;
			deep = p;
			deep_at = s;
			star = NULL;
		} else if (*p == '*') {
			while (*p == '*')
				p++;
			star = p;
			star_at = s;
		} else if (*p == '\0' && *s == '\0') {
			return true;
		} else if (match_one(&p, &s)) {
			continue;
		} else if (star != NULL && *star_at != '\0' &&
		    *star_at != '/') {
			p = star;
			s = ++star_at;
		} else if (deep != NULL && strchr(deep_at, '/') != NULL) {
			deep_at = strchr(deep_at, '/') + 1;
			p = deep;
			s = deep_at;
			star = NULL;
		} else {
			return false;
		}
	}
}

/* Blanks at the end do not count unless a backslash keeps them. */
static size_t
trimmed(const char *line, size_t n)
{
	while (n > 0 && (line[n - 1] == '\r' || line[n - 1] == '\n'))
		n--;
	while (n > 0 && (line[n - 1] == ' ' || line[n - 1] == '\t') &&
	    (n < 2 || line[n - 2] != '\\'))
		n--;
	return n;
}

void
cli_ignore_add(struct cli_ignore *list, const char *line, size_t n)
{
	struct cli_pattern pattern = { .glob = NULL };

	n = trimmed(line, n);
	if (n == 0 || line[0] == '#')
		return;
	if (line[0] == '!') {
		pattern.keeps = true;
		line++;
		n--;
	}
	if (n > 0 && line[n - 1] == '/') {
		pattern.folder_only = true;
		n--;
	}
	if (n == 0 || memchr(line, '\0', n) != NULL)
		return;
	pattern.whole = memchr(line, '/', n) != NULL;
	if (line[0] == '/') {
		line++;
		n--;
	}
	pattern.glob = cli_copy(line, n);
	CLI_ROOM(list->patterns, list->n);
	list->patterns[list->n++] = pattern;
}

static void
add_lines(struct cli_ignore *list, const char *text, size_t n)
{
	static const char mark[] = "\xef\xbb\xbf";
	const char *end = text + n;

	if (n >= 3 && memcmp(text, mark, 3) == 0)
		text += 3;
	while (text < end) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));

		if (stop == NULL)
			stop = end;
		cli_ignore_add(list, text, (size_t)(stop - text));
		text = stop + 1;
	}
}

void
cli_ignore_read(struct cli_ignore *list, int folder, const char *name)
{
	/* As git does: not through a link, which could lead anywhere. */
	int fd = openat(
	    folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	char *text;
	size_t used = 0;
	ssize_t n;

	if (fd == -1)
		return;
	text = cli_grow(NULL, MOST_BYTES, 1);
	while (used < MOST_BYTES &&
	    (n = read(fd, text + used, MOST_BYTES - used)) > 0)
		used += (size_t)n;
	close(fd);
	add_lines(list, text, used);
	free(text);
}

void
cli_ignore_free(struct cli_ignore *list)
{
	for (size_t i = 0; i < list->n; i++)
		free(list->patterns[i].glob);
	free(list->patterns);
	list->patterns = NULL;
	list->n = 0;
}

bool
cli_ignored(const struct cli_ignore *list, const char *path, bool folder)
{
	const char *slash = strrchr(path, '/');
	const char *last = slash != NULL ? slash + 1 : path;

	for (; list != NULL; list = list->up) {
		for (size_t i = list->n; i-- > 0;) {
			const struct cli_pattern *p = &list->patterns[i];
			const char *subject =
			    p->whole ? path + list->base : last;

			if ((folder || !p->folder_only) &&
			    cli_glob_match(p->glob, subject))
				return !p->keeps;
		}
	}
	return false;
}
