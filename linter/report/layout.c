/* SPDX-License-Identifier: MIT */
#include "report/layout.h"

#include <assert.h>

/* Ranges of code points, sorted. */
struct range {
	uint32_t first, last;
};

/* Combining marks and joiners of the scripts that profiles are written in. */
static const struct range zero_width[] = {
	{ 0x0300, 0x036f },
	{ 0x0483, 0x0489 },
	{ 0x0591, 0x05bd },
	{ 0x0610, 0x061a },
	{ 0x064b, 0x065f },
	{ 0x093c, 0x093c },
	{ 0x094d, 0x094d },
	{ 0x0e34, 0x0e3a },
	{ 0x0e47, 0x0e4e },
	{ 0x1ab0, 0x1aff },
	{ 0x1dc0, 0x1dff },
	{ 0x200b, 0x200f },
	{ 0x20d0, 0x20ff },
	{ 0x3099, 0x309a },
	{ 0xfe00, 0xfe0f },
	{ 0xfe20, 0xfe2f },
	{ 0xe0100, 0xe01ef },
};

/* East Asian wide and full-width characters, emoji. */
static const struct range double_width[] = {
	{ 0x1100, 0x115f },
	{ 0x231a, 0x231b },
	{ 0x23e9, 0x23ec },
	{ 0x2614, 0x2615 },
	{ 0x26a1, 0x26a1 },
	{ 0x2705, 0x2705 },
	{ 0x274c, 0x274c },
	{ 0x2753, 0x2757 },
	{ 0x2795, 0x2797 },
	{ 0x2b1b, 0x2b1c },
	{ 0x2b50, 0x2b55 },
	{ 0x2e80, 0x303e },
	{ 0x3041, 0x33ff },
	{ 0x3400, 0x4dbf },
	{ 0x4e00, 0xa4cf },
	{ 0xa960, 0xa97f },
	{ 0xac00, 0xd7a3 },
	{ 0xf900, 0xfaff },
	{ 0xfe10, 0xfe19 },
	{ 0xfe30, 0xfe6f },
	{ 0xff00, 0xff60 },
	{ 0xffe0, 0xffe6 },
	{ 0x1f18e, 0x1f19a },
	{ 0x1f1e6, 0x1f64f },
	{ 0x1f680, 0x1f6ff },
	{ 0x1f7e0, 0x1f7eb },
	{ 0x1f900, 0x1faff },
	{ 0x20000, 0x3fffd },
};

static bool
in_ranges(const struct range *ranges, size_t n, uint32_t c)
{
	for (size_t i = 0; i < n && ranges[i].first <= c; i++) {
		if (c <= ranges[i].last)
			return true;
	}
	return false;
}

#define IN(ranges, c)                                                          \
	in_ranges((ranges), sizeof(ranges) / sizeof((ranges)[0]), (c))

unsigned
mdm_char_cells(uint32_t code_point)
{
	if (code_point < 0x300)
		return 1;
	if (IN(zero_width, code_point))
		return 0;
	return IN(double_width, code_point) ? 2 : 1;
}

/* One byte is one column. */
static bool
is_plain_ascii(struct mdm_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < 0x20 || s.p[i] >= 0x7f)
			return false;
	}
	return true;
}

bool
mdm_comparable(struct mdm_str a, struct mdm_str b)
{
	size_t more = a.n > b.n ? a.n - b.n : b.n - a.n;

	return more <= 2 && is_plain_ascii(a) && is_plain_ascii(b);
}

size_t
mdm_cells(struct mdm_str printable)
{
	size_t cells = 0;

	for (size_t i = 0; i < printable.n;)
		cells += mdm_char_cells(mdm_utf8_next(printable, &i));
	return cells;
}

void
mdm_paragraph(
    struct mdm_out *o, struct mdm_str text, size_t column, size_t indent)
{
	struct mdm_out *printable = mdm_out_new_memory();
	struct mdm_str rest, word;
	bool first = true;

	mdm_out_plain(printable, text);
	rest = mdm_out_text(printable);
	while (mdm_str_split(&rest, ' ', &word)) {
		size_t cells = mdm_cells(word);

		if (!first && column + 1 + cells > MDM_COLUMNS) {
			mdm_out_byte(o, '\n');
			mdm_out_repeat(o, ' ', indent);
			column = indent;
		} else if (!first) {
			mdm_out_byte(o, ' ');
			column++;
		}
		mdm_out_str(o, word);
		column += cells;
		first = false;
	}
	mdm_out_byte(o, '\n');
	mdm_out_free(printable);
}

/* A character of an excerpt as it is printed. */
struct cell {
	size_t from;	 /* offset in the printable text */
	unsigned column; /* where it starts, in columns of the terminal */
};

struct line {
	struct mdm_str text;
	struct cell *cells; /* n, and one behind the end */
	size_t n;
	size_t mark, mark_end; /* indexes into cells */
};

/* The printable form of an excerpt, character by character. */
static struct line
line_of(struct mdm_arena *arena, const struct mdm_where *w)
{
	struct mdm_out *o = mdm_out_new_memory();
	struct line line = { .n = 0 };
	unsigned column = 0;

	line.cells = MDM_NEW_N(arena, struct cell, w->excerpt.n + 1);
	for (size_t i = 0; i < w->excerpt.n;) {
		size_t from = i, before = mdm_out_text(o).n;
		uint32_t c = mdm_utf8_next(w->excerpt, &i);

		line.cells[line.n++] = (struct cell){ before, column };
		if (c == '\t')
			mdm_out_text_of(o, "    ");
		else if (mdm_is_command_mark(w->excerpt, from))
			mdm_out_printf(o, "\\u{%x}", c);
		else
			mdm_out_plain(
			    o, mdm_str_sub(w->excerpt, from, i - from));
		column += (unsigned)mdm_cells(
		    mdm_str_sub(mdm_out_text(o), before, SIZE_MAX));
	}
	line.cells[line.n] = (struct cell){ mdm_out_text(o).n, column };
	line.text = mdm_str_dup(arena, mdm_out_text(o));
	mdm_out_free(o);
	line.mark = w->mark < line.n ? w->mark : line.n;
	line.mark_end =
	    w->mark_len < line.n - line.mark ? line.mark + w->mark_len : line.n;
	return line;
}

/* The index of the first character that starts at `column` or behind it. */
static size_t
at_column(const struct line *line, size_t column)
{
	size_t i = 0;

	while (i < line->n && line->cells[i].column < column)
		i++;
	return i;
}

/*
 * The part to show when the line is wider than `room`: the span with what
 * stands around it, more in front, where its key is; or the span's beginning.
 */
static void
find_window(
    const struct line *line, size_t room, size_t *ret_from, size_t *ret_to)
{
	size_t start = line->cells[line->mark].column;
	size_t end = line->cells[line->mark_end].column;
	size_t width = line->cells[line->n].column;
	size_t left = 0, span = end - start;

	*ret_from = 0;
	*ret_to = line->n;
	if (width <= room)
		return;
	if (end > room && span < room)
		left = end + (room - span) / 4 - room;
	else if (end > room)
		left = start > room / 4 ? start - room / 4 : 0;
	if (left + room > width)
		left = width - room;
	*ret_from = at_column(line, left);
	*ret_to = at_column(line, line->cells[*ret_from].column + room);
	while (
	    line->cells[*ret_to].column > line->cells[*ret_from].column + room)
		(*ret_to)--;
}

static void
print_line(struct mdm_out *o, const struct line *line, size_t from, size_t to,
    const struct mdm_where *w, const struct mdm_frame *f)
{
	size_t start = line->cells[from].from;

	mdm_out_printf(o, "%s %*u |%s%s", f->gutter, (int)f->digits,
	    w->place.line, f->reset, line->n > 0 ? " " : "");
	if (from > 0 || w->cut_left)
		mdm_out_text_of(o, "...");
	mdm_out_str(
	    o, mdm_str_sub(line->text, start, line->cells[to].from - start));
	if (to < line->n || w->cut_right)
		mdm_out_text_of(o, "...");
	mdm_out_byte(o, '\n');
}

static void
print_mark(struct mdm_out *o, const struct line *line, size_t from, size_t to,
    const struct mdm_where *w, const struct mdm_frame *f)
{
	size_t mark = line->mark > from ? line->mark : from;
	size_t end = line->mark_end < to ? line->mark_end : to;
	size_t start = line->cells[from].column;
	size_t skip = line->cells[mark].column - start;
	size_t width =
	    end > mark ? line->cells[end].column - line->cells[mark].column : 0;

	mdm_out_printf(
	    o, "%s %*s |%s ", f->gutter, (int)f->digits, "", f->reset);
	if (from > 0 || w->cut_left)
		skip += 3;
	mdm_out_repeat(o, ' ', skip);
	mdm_out_text_of(o, f->marker);
	mdm_out_repeat(o, f->mark, width > 0 ? width : 1);
	mdm_out_text_of(o, f->reset);
	mdm_out_byte(o, '\n');
}

void
mdm_frame_print(struct mdm_out *o, struct mdm_arena *arena,
    const struct mdm_where *w, const struct mdm_frame *f)
{
	/* Behind " 12 | "; each "..." takes three columns. */
	size_t room = MDM_COLUMNS - f->digits - 4;
	struct line line;
	size_t from = 0, to, width;

	assert(f->digits <= 10);
	if (w->excerpt.p == NULL)
		return;
	line = line_of(arena, w);
	to = line.n;
	width = line.cells[to].column + (w->cut_left ? 3 : 0) +
	    (w->cut_right ? 3 : 0);
	if (width > room)
		find_window(&line, room - 6, &from, &to);
	print_line(o, &line, from, to, w, f);
	print_mark(o, &line, from, to, w, f);
}

void
mdm_note_print(struct mdm_out *o, struct mdm_str note)
{
	static const char marked[] = "not checked: ";
	static const char suffix[] = " not evaluated";
	size_t colon = mdm_str_rfind_byte(note, ':');
	struct mdm_out *line = mdm_out_new_memory();

	if (mdm_str_ends(note, suffix) && colon != SIZE_MAX) {
		/* sizeof counts a NUL, here it stands for the colon */
		struct mdm_str rules = mdm_str_sub(
		    note, colon + 1, note.n - colon - sizeof(suffix));

		mdm_out_text_of(line, marked);
		mdm_out_str(line, mdm_str_trim(rules));
		mdm_out_text_of(line, ": ");
		mdm_out_str(line, mdm_str_sub(note, 0, colon));
	} else {
		if (!mdm_str_starts(note, marked))
			mdm_out_text_of(line, "note: ");
		mdm_out_str(line, note);
	}
	mdm_paragraph(o, mdm_out_text(line), 0, 2);
	mdm_out_free(line);
}

void
mdm_count_print(struct mdm_out *o, size_t n, const char *singular)
{
	mdm_out_printf(o, "%zu %s%s", n, singular, n == 1 ? "" : "s");
}

void
mdm_way_print(struct mdm_out *o, const struct mdm_where *w)
{
	mdm_out_plain(o, w->pointer);
	for (size_t i = 0; i < w->ninside; i++) {
		const struct mdm_step *step = &w->inside[i];

		if (i > 0 || w->pointer.n > 0)
			mdm_out_text_of(o, " > ");
		mdm_out_plain(o, step->pointer);
		/* What signed content stands in has no pointer. */
		mdm_out_printf(o, "%s(%s, line %u, column %u)",
		    step->pointer.n > 0 ? " " : "",
		    mdm_syntax_name(step->syntax), step->place.line,
		    step->place.col);
	}
}
