/* SPDX-License-Identifier: MIT */
#include "cli/ignore.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/memory.h"
#include "mdmlint.h"

enum { MOST_BYTES = 1 << 20 /* of an ignore file; git has no limit */ };

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
			    mdmlint_glob(p->glob, subject))
				return !p->keeps;
		}
	}
	return false;
}
