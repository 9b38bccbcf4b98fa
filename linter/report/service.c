/* SPDX-License-Identifier: MIT */
#include "report/service.h"

#include "report/layout.h"

struct mdm_str
mdm_service_path(struct mdm_str file)
{
	while (mdm_str_starts(file, "./") && file.n > 2)
		file = mdm_str_sub(file, 2, SIZE_MAX);
	return file;
}

/* RFC 3986 "unreserved", and the separator. */
static bool
stands_in_uri(char c)
{
	return mdm_is_alpha(c) || mdm_is_digit(c) ||
	    (c != '\0' && strchr("-._~/", c) != NULL);
}

void
mdm_service_uri(struct mdm_out *o, struct mdm_str file)
{
	file = mdm_service_path(file);
	if (mdm_str_starts(file, "/"))
		mdm_out_text_of(o, "file://");
	for (size_t i = 0; i < file.n; i++) {
		/* a second slash would make a host of what follows */
		if (i > 0 && file.p[i] == '/' && file.p[i - 1] == '/')
			continue;
		if (stands_in_uri(file.p[i]))
			mdm_out_byte(o, file.p[i]);
		else
			mdm_out_printf(o, "%%%02X", (unsigned char)file.p[i]);
	}
}

struct mdm_stretch
mdm_stretch_of(const struct mdm_where *w)
{
	struct mdm_stretch s = { w->place.line, w->place.col, 0 };

	if (s.line == 0)
		s.line = 1;
	if (s.column == 0)
		s.column = 1;
	if (w->place.end_line == s.line)
		s.end_column = w->place.end_col;
	else if (w->place.end_line > s.line)
		s.end_column = s.column + w->mark_len;
	if (s.end_column <= s.column)
		s.end_column = s.column + 1;
	return s;
}

size_t *
mdm_by_severity(const struct mdm_result *r)
{
	size_t n = r->findings.list.n, used = 0;
	size_t *order = mdm_heap_grow(NULL, (n + 1) * sizeof(*order));

	for (int level = MDM_ERROR; level >= MDM_OFF; level--) {
		for (size_t i = 0; i < n; i++) {
			if ((int)r->findings.list.at[i]->severity == level)
				order[used++] = i;
		}
	}
	return order;
}

void
mdm_by_severity_free(size_t *order)
{
	mdm_heap_free(order);
}

static void
print_related(struct mdm_out *o, const struct mdm_finding *f)
{
	for (size_t i = 0; i < f->notes.n; i++) {
		const struct mdm_note *note = &f->notes.at[i];

		mdm_out_text_of(o, "\nnote: ");
		mdm_out_plain(o, mdm_service_path(note->where.file));
		mdm_out_printf(o, ":%u:%u: ", note->where.place.line,
		    note->where.place.col);
		mdm_out_plain(o, note->text);
	}
	if (f->more_notes > 0)
		mdm_out_printf(o, "\nnote: and %zu more", f->more_notes);
}

static void
print_value(struct mdm_out *o, const char *label, struct mdm_str value)
{
	mdm_out_byte(o, '\n');
	mdm_out_plain(o, mdm_str_of(label));
	mdm_out_text_of(o, ": ");
	mdm_out_plain(o, value);
}

void
mdm_story_print(struct mdm_out *o, const struct mdm_finding *f)
{
	mdm_out_plain(o, f->text);
	print_related(o, f);
	if (f->expected.p != NULL && f->actual.p != NULL) {
		print_value(o, f->expected_label, f->expected);
		print_value(o, f->actual_label, f->actual);
	}
	mdm_out_text_of(o, "\nhelp: ");
	mdm_out_plain(o, mdm_advice(f));
}

void
mdm_levels_print(struct mdm_out *o, const struct mdm_result *r)
{
	const char *separator = "";

	for (int level = MDM_ERROR; level >= MDM_INFO; level--) {
		if (r->count[level] == 0)
			continue;
		mdm_out_text_of(o, separator);
		mdm_count_print(o, r->count[level],
		    mdm_severity_name((enum mdm_severity)level));
		separator = ", ";
	}
	if (*separator == '\0')
		mdm_out_text_of(o, "no findings");
}

/* Takes the text, which begins with a word of ours. */
static void
put_log_line(struct mdm_out *o, struct mdm_out *text)
{
	struct mdm_str s = mdm_out_text(text);

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '#' && i > 0 && s.p[i - 1] == '#')
			mdm_out_text_of(o, "\\u{23}");
		else
			mdm_out_byte(o, s.p[i]);
	}
	mdm_out_byte(o, '\n');
	mdm_out_free(text);
}

void
mdm_log_finding(struct mdm_out *o, const struct mdm_finding *f)
{
	struct mdm_out *line = mdm_out_new_memory();

	mdm_out_printf(
	    line, "%s: %s: ", f->rule->id, mdm_severity_name(f->severity));
	mdm_out_plain(line, mdm_service_path(f->where.file));
	mdm_out_printf(
	    line, ":%u:%u: ", f->where.place.line, f->where.place.col);
	mdm_out_plain(line, f->text);
	put_log_line(o, line);
}

void
mdm_log_summary(struct mdm_out *o, const struct mdm_result *r,
    const struct mdm_report_style *style)
{
	size_t notes = style->verbose ? r->notes.n : r->nserious;

	if (style->quiet)
		return;
	mdm_out_text_of(o, "mdmlint: ");
	mdm_levels_print(o, r);
	mdm_out_text_of(o, " in ");
	mdm_count_print(o, r->files, "file");
	if (r->unread.n > 0)
		mdm_out_printf(o, ", %zu could not be read", r->unread.n);
	mdm_out_byte(o, '\n');
	for (size_t i = 0; i < notes; i++) {
		struct mdm_out *line = mdm_out_new_memory();

		mdm_out_text_of(line, "note: ");
		mdm_out_plain(line, r->notes.at[i]);
		put_log_line(o, line);
	}
}
