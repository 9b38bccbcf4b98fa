/* SPDX-License-Identifier: MIT */
/*
 * Repairs as a unified diff (POSIX diff -u).  It is for reading: secrets are
 * masked as in every excerpt, and such a diff does not apply.
 */
#include "report/patch.h"

#include "engine/excerpt.h"

enum { CONTEXT = 3 };

/* Lines first..last, 0-based, that some edits change; edits from..to. */
struct block {
	uint32_t first, last;
	size_t from, to;
};

struct patch {
	struct mdm_out *out;
	const struct mdm_repaired *r;
	struct mdm_view view;
	struct block *blocks;
	size_t nblocks;
	int64_t shift; /* lines that the hunks before added */
};

static size_t
line_start(const struct patch *p, uint32_t line)
{
	const struct mdm_lines *lines = &p->view.lines;

	return line < lines->n ? lines->start[line] : lines->text.n;
}

/* A text that ends with a line end has an empty line behind it: no line. */
static uint32_t
line_count(const struct patch *p)
{
	const struct mdm_lines *lines = &p->view.lines;

	return lines->n > 0 && lines->start[lines->n - 1] == lines->text.n
	    ? lines->n - 1
	    : lines->n;
}

static uint32_t
line_of(const struct patch *p, size_t offset)
{
	struct mdm_at at = { .source = p->r->source, .off = (uint32_t)offset };

	return mdm_place_in(&p->view.lines, at).line - 1;
}

static void
find_blocks(struct patch *p, struct mdm_arena *arena)
{
	p->blocks = MDM_NEW_N(arena, struct block, p->r->edits.n);
	for (size_t i = 0; i < p->r->edits.n; i++) {
		const struct mdm_edit *e = &p->r->edits.at[i];
		uint32_t first = line_of(p, e->from);
		uint32_t last = line_of(p, e->to);
		struct block *b =
		    p->nblocks > 0 ? &p->blocks[p->nblocks - 1] : NULL;

		if (b != NULL && first <= b->last) {
			b->to = i + 1;
			b->last = last;
			continue;
		}
		p->blocks[p->nblocks++] =
		    (struct block){ first, last, i, i + 1 };
	}
}

static bool
is_secret(const struct patch *p, size_t from, size_t to)
{
	for (size_t i = 0; i < p->view.nsecrets; i++) {
		struct mdm_span s = p->view.secrets[i];

		if (from < (size_t)s.off + s.len && to > s.off)
			return true;
	}
	return false;
}

/* Writes lines, each behind its mark. */
struct pen {
	struct mdm_out *out;
	char mark;
	bool begun; /* the line has its mark */
};

static void
draw(struct pen *pen, struct mdm_str text)
{
	for (size_t i = 0; i < text.n; i++) {
		if (!pen->begun)
			mdm_out_byte(pen->out, pen->mark);
		pen->begun = text.p[i] != '\n';
		mdm_out_byte(pen->out, text.p[i]);
	}
}

static void
draw_range(const struct patch *p, struct pen *pen, size_t from, size_t to)
{
	for (size_t i = 0; i < p->view.nsecrets; i++) {
		struct mdm_span s = p->view.secrets[i];
		size_t end = (size_t)s.off + s.len;

		if (end <= from || s.off >= to)
			continue;
		if (s.off > from)
			draw(
			    pen, mdm_str_sub(p->r->before, from, s.off - from));
		draw(pen, MDM_LIT("********"));
		from = end < to ? end : to;
	}
	draw(pen, mdm_str_sub(p->r->before, from, to - from));
}

static void
end_line(struct pen *pen)
{
	if (pen->begun)
		mdm_out_text_of(pen->out, "\n\\ No newline at end of file\n");
	pen->begun = false;
}

static void
put_lines(const struct patch *p, char mark, uint32_t first, uint32_t end)
{
	struct pen pen = { p->out, mark, false };

	draw_range(p, &pen, line_start(p, first), line_start(p, end));
	end_line(&pen);
}

static void
put_new(const struct patch *p, const struct block *b)
{
	struct pen pen = { p->out, '+', false };
	size_t at = line_start(p, b->first);

	for (size_t i = b->from; i < b->to; i++) {
		const struct mdm_edit *e = &p->r->edits.at[i];

		draw_range(p, &pen, at, e->from);
		draw(&pen,
		    is_secret(p, e->from, e->to) ? MDM_LIT("********")
						 : e->text);
		at = e->to;
	}
	draw_range(p, &pen, at, line_start(p, b->last + 1));
	end_line(&pen);
}

/* Repairs have no line ends, so a block becomes one line at least. */
static uint32_t
lines_lost(const struct patch *p, const struct block *b)
{
	uint32_t lost = 0;

	for (size_t i = b->from; i < b->to; i++) {
		const struct mdm_edit *e = &p->r->edits.at[i];

		lost += line_of(p, e->to) - line_of(p, e->from);
	}
	return lost;
}

static void
put_hunk(struct patch *p, size_t from, size_t to)
{
	const struct block *head = &p->blocks[from], *tail = &p->blocks[to - 1];
	uint32_t first = head->first > CONTEXT ? head->first - CONTEXT : 0;
	uint32_t end = tail->last + 1 + CONTEXT, lost = 0, at = first;

	if (end > line_count(p))
		end = line_count(p);
	for (size_t i = from; i < to; i++)
		lost += lines_lost(p, &p->blocks[i]);
	mdm_out_printf(p->out, "@@ -%u,%u +%lld,%u @@\n", (unsigned)first + 1,
	    (unsigned)(end - first), (long long)first + 1 + p->shift,
	    (unsigned)(end - first - lost));
	p->shift -= lost;
	for (size_t i = from; i < to; i++) {
		const struct block *b = &p->blocks[i];

		put_lines(p, ' ', at, b->first);
		put_lines(p, '-', b->first, b->last + 1);
		put_new(p, b);
		at = b->last + 1;
	}
	put_lines(p, ' ', at, end);
}

void
mdm_patch_write(struct mdm_out *out, const struct mdm_repaired *r)
{
	struct mdm_arena *arena = mdm_arena_new();
	struct patch p = { .out = out, .r = r };
	size_t from = 0;

	mdm_view_open(&p.view, arena, r->before, r->source);
	find_blocks(&p, arena);
	mdm_out_printf(out, "--- " MDM_FMT "\n+++ " MDM_FMT "\n",
	    MDM_ARG(r->source->name), MDM_ARG(r->source->name));
	for (size_t i = 1; i <= p.nblocks; i++) {
		if (i < p.nblocks &&
		    p.blocks[i].first - p.blocks[i - 1].last <= 2 * CONTEXT)
			continue;
		put_hunk(&p, from, i);
		from = i;
	}
	mdm_arena_free(arena);
}
