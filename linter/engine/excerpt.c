/* SPDX-License-Identifier: MIT */
#include "engine/excerpt.h"

#include <stdlib.h>

#include "base/out.h"

enum {
	WIDTH = 160, /* code points of a line that are shown */
	BEFORE = 60  /* of them in front of the place, if the line is longer */
};

static const struct mdm_str mask = { "********", 8 };

static int
compare_spans(const void *pa, const void *pb)
{
	const struct mdm_span *a = pa, *b = pb;

	return a->off < b->off ? -1 : a->off > b->off;
}

static uint32_t
end_of(struct mdm_span s)
{
	return s.off + s.len;
}

static void
sort_secrets(struct mdm_view *v, struct mdm_arena *scratch,
    const struct mdm_source *source)
{
	size_t n = source->secrets.n, kept = 0;

	if (n == 0)
		return;
	v->secrets = MDM_NEW_N(scratch, struct mdm_span, n);
	memcpy(v->secrets, source->secrets.at, n * sizeof(v->secrets[0]));
	qsort(v->secrets, n, sizeof(v->secrets[0]), compare_spans);
	for (size_t i = 1; i < n; i++) {
		struct mdm_span *last = &v->secrets[kept];
		struct mdm_span s = v->secrets[i];

		if (s.off > end_of(*last))
			v->secrets[++kept] = s;
		else if (end_of(s) > end_of(*last))
			last->len = end_of(s) - last->off;
	}
	v->nsecrets = kept + 1;
}

void
mdm_view_open(struct mdm_view *v, struct mdm_arena *scratch,
    struct mdm_str text, const struct mdm_source *source)
{
	*v = (struct mdm_view){ .lines = mdm_lines_of(scratch, text) };
	sort_secrets(v, scratch, source);
}

static bool
is_continuation(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* At most `n` code points back from `from`, not before `least`. */
static size_t
step_back(
    struct mdm_str text, size_t from, size_t least, size_t n, size_t *ret_steps)
{
	size_t steps = 0;

	while (steps < n && from > least) {
		do
			from--;
		while (from > least && is_continuation(text.p[from]));
		steps++;
	}
	*ret_steps = steps;
	return from;
}

static size_t
step_on(struct mdm_str text, size_t from, size_t most, size_t n)
{
	for (; n > 0 && from < most; n--) {
		do
			from++;
		while (from < most && is_continuation(text.p[from]));
	}
	return from;
}

/* The first secret that ends behind `from`. */
static size_t
first_secret(const struct mdm_view *v, size_t from)
{
	size_t low = 0, high = v->nsecrets;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (end_of(v->secrets[middle]) > from)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

/* Text under construction: what is masked, and how far the columns moved. */
struct cut {
	struct mdm_str text;
	struct mdm_out *out;
	size_t from, to;      /* the span that is to be marked */
	uint32_t column;      /* code points written */
	uint32_t mark, limit; /* columns of from and to */
};

static void
put_plain(struct cut *c, size_t begin, size_t end)
{
	struct mdm_str part = mdm_str_sub(c->text, begin, end - begin);

	if (c->from >= begin && c->from <= end)
		c->mark = c->column +
		    (uint32_t)mdm_utf8_count(
			mdm_str_sub(part, 0, c->from - begin));
	if (c->to >= begin && c->to <= end)
		c->limit = c->column +
		    (uint32_t)mdm_utf8_count(
			mdm_str_sub(part, 0, c->to - begin));
	mdm_out_str(c->out, part);
	c->column += (uint32_t)mdm_utf8_count(part);
}

/* A span that begins or ends inside a secret takes all of the mask. */
static void
put_secret(struct cut *c, size_t begin, size_t end)
{
	if (c->from >= begin && c->from < end)
		c->mark = c->column;
	mdm_out_str(c->out, mask);
	c->column += (uint32_t)mask.n;
	if (c->to > begin && c->to <= end)
		c->limit = c->column;
}

static void
put_window(const struct mdm_view *v, struct cut *c, size_t begin, size_t end)
{
	size_t at = begin;

	for (size_t i = first_secret(v, begin); i < v->nsecrets; i++) {
		struct mdm_span s = v->secrets[i];
		size_t from = s.off < at ? at : s.off;
		size_t to = end_of(s) > end ? end : end_of(s);

		if (s.off >= end)
			break;
		put_plain(c, at, from);
		put_secret(c, from, to);
		at = to;
	}
	if (at < end || at == begin)
		put_plain(c, at, end);
}

/* Minified documents are one line of megabytes: do not count those. */
static bool
is_long(struct mdm_str line)
{
	return line.n > 4 * (size_t)WIDTH || mdm_utf8_count(line) > WIDTH;
}

void
mdm_view_excerpt(const struct mdm_view *v, struct mdm_arena *arena,
    struct mdm_at at, struct mdm_where *where)
{
	struct mdm_str text = v->lines.text;
	struct mdm_str line = mdm_line_text(&v->lines, where->place.line);
	size_t start, stop, begin, end, steps;
	struct cut c = { .text = text };

	if (line.p == NULL)
		return;
	start = (size_t)(line.p - text.p);
	stop = start + line.n;
	if (at.off < start || at.off > stop)
		return; /* on the line's end itself: nothing to show */
	begin = step_back(
	    text, at.off, start, is_long(line) ? BEFORE : WIDTH, &steps);
	end = step_on(text, begin, stop, WIDTH);

	c.from = at.off;
	c.to = (size_t)at.off + at.len;
	if (c.to > end)
		c.to = end;
	c.out = mdm_out_new_memory();
	put_window(v, &c, begin, end);
	where->excerpt = mdm_str_dup(arena, mdm_out_text(c.out));
	mdm_out_free(c.out);
	where->excerpt_col = where->place.col - (uint32_t)steps;
	where->cut_left = begin > start;
	where->cut_right = end < stop;
	where->mark = c.mark;
	where->mark_len = c.limit > c.mark ? c.limit - c.mark : 1;
}
