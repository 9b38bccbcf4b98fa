/* SPDX-License-Identifier: MIT */
#include "syntax/source.h"

enum { BLOCK = 4096 };

/* Code points before every 4096th byte: no question counts more than that. */
static const uint32_t *
count_points(struct mdm_arena *arena, struct mdm_str text)
{
	size_t blocks = text.n / BLOCK + 1;
	uint32_t *points = MDM_NEW_N(arena, uint32_t, blocks);

	for (size_t i = 1; i < blocks; i++)
		points[i] = points[i - 1] +
		    (uint32_t)mdm_utf8_count(
			mdm_str_sub(text, (i - 1) * BLOCK, BLOCK));
	return points;
}

struct mdm_lines
mdm_lines_of(struct mdm_arena *arena, struct mdm_str text)
{
	struct mdm_lines lines = { .text = text, .n = 1 };
	const char *p = text.p, *end = text.p + text.n;
	uint32_t *start;

	while (p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		lines.n++;
		p++;
	}
	start = MDM_NEW_N(arena, uint32_t, lines.n);
	p = text.p;
	for (uint32_t i = 1; i < lines.n; i++) {
		p = (const char *)memchr(p, '\n', (size_t)(end - p)) + 1;
		start[i] = (uint32_t)(p - text.p);
	}
	lines.start = start;
	lines.points = count_points(arena, text);
	return lines;
}

/* 0-based index of the line that holds the offset. */
static uint32_t
line_of(const struct mdm_lines *lines, size_t off)
{
	uint32_t low = 0, high = lines->n;

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (lines->start[middle] <= off)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static uint32_t
points_before(const struct mdm_lines *lines, size_t off)
{
	size_t block = off / BLOCK;

	return lines->points[block] +
	    (uint32_t)mdm_utf8_count(
		mdm_str_sub(lines->text, block * BLOCK, off - block * BLOCK));
}

static void
find(const struct mdm_lines *lines, size_t off, uint32_t *ret_line,
    uint32_t *ret_col)
{
	uint32_t line;

	if (off > lines->text.n)
		off = lines->text.n;
	line = line_of(lines, off);
	*ret_line = line + 1;
	*ret_col = points_before(lines, off) -
	    points_before(lines, lines->start[line]) + 1;
}

/* Bytes have no lines: the column counts them. */
static bool
is_binary(const struct mdm_source *source)
{
	return source != NULL && source->encoding == MDM_BINARY;
}

struct mdm_place
mdm_place_in(const struct mdm_lines *lines, struct mdm_at at)
{
	struct mdm_place place;

	if (is_binary(at.source))
		return (
		    struct mdm_place){ 1, at.off + 1, 1, at.off + at.len + 1 };
	find(lines, at.off, &place.line, &place.col);
	find(lines, (size_t)at.off + at.len, &place.end_line, &place.end_col);
	return place;
}

struct mdm_str
mdm_line_text(const struct mdm_lines *lines, uint32_t line)
{
	uint32_t from, to;

	if (line == 0 || line > lines->n)
		return (struct mdm_str){ NULL, 0 };
	from = lines->start[line - 1];
	to = line < lines->n ? lines->start[line] - 1 : (uint32_t)lines->text.n;
	if (to > from && lines->text.p[to - 1] == '\r')
		to--;
	return mdm_str_sub(lines->text, from, to - from);
}
