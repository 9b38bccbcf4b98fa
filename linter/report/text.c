/* SPDX-License-Identifier: MIT */
#include "engine/suppress.h"
#include "report/layout.h"
#include "report/report.h"

/*
 * The report for people.  Every finding starts with a line that editors and
 * log viewers know how to jump to: file:line:col: severity: message.
 */

/* Escape sequences; all "" without colour. */
struct palette {
	const char *bold, *gutter, *level[MDM_ERROR + 1], *reset;
};

static const struct palette plain = {
	.bold = "",
	.gutter = "",
	.level = { "", "", "", "" },
	.reset = "",
};

static const struct palette colored = {
	.bold = "\033[1m",
	.gutter = "\033[34m",
	.level = { "", "\033[1;36m", "\033[1;33m", "\033[1;31m" },
	.reset = "\033[0m",
};

struct page {
	struct mdm_out *out;
	struct mdm_arena *arena; /* for one finding at a time */
	const struct mdm_result *result;
	const struct palette *color;
	bool verbose;
	bool explained[MDM_RULE_COUNT]; /* general advice was given */
};

static void
print_place(struct page *page, const struct mdm_where *w)
{
	struct mdm_out *o = page->out;

	mdm_out_text_of(o, page->color->bold);
	mdm_out_plain(o, w->file);
	mdm_out_printf(o, ":%u:%u: ", w->place.line, w->place.col);
	mdm_out_text_of(o, page->color->reset);
}

/* The pointer matters where line and column do not lead to the value. */
static void
print_way(struct page *page, const struct mdm_where *w)
{
	bool lost = w->ninside > 0 || w->binary || w->cut_left || w->cut_right;

	/* A signed document has no pointer to what is in it. */
	if ((w->pointer.n == 0 && w->ninside == 0) || (!lost && !page->verbose))
		return;
	mdm_out_text_of(page->out, "  at: ");
	mdm_way_print(page->out, w);
	mdm_out_byte(page->out, '\n');
}

static void
print_headline(struct page *page, const struct mdm_finding *f)
{
	const struct palette *color = page->color;
	struct mdm_out *o = page->out;

	print_place(page, &f->where);
	mdm_out_printf(o, "%s%s:%s %s", color->level[f->severity],
	    mdm_severity_name(f->severity), color->reset, color->bold);
	mdm_out_plain(o, f->text);
	mdm_out_printf(
	    o, "%s [%s %s]\n", color->reset, f->rule->id, f->rule->name);
}

static unsigned
digits_of(uint32_t n)
{
	unsigned digits = 1;

	for (; n >= 10; n /= 10)
		digits++;
	return digits;
}

/* Width of the gutter: the same in all frames of a finding. */
static unsigned
gutter_digits(const struct mdm_finding *f)
{
	uint32_t most = f->where.place.line;

	for (size_t i = 0; i < f->notes.n; i++) {
		if (f->notes.at[i].where.place.line > most)
			most = f->notes.at[i].where.place.line;
	}
	return digits_of(most);
}

static void
print_frames(struct page *page, const struct mdm_finding *f)
{
	const struct palette *color = page->color;
	struct mdm_frame frame = {
		.mark = '^',
		.digits = gutter_digits(f),
		.gutter = color->gutter,
		.marker = color->level[f->severity],
		.reset = color->reset,
	};

	mdm_frame_print(page->out, page->arena, &f->where, &frame);
	print_way(page, &f->where);
	frame.mark = '-';
	frame.marker = color->gutter;
	for (size_t i = 0; i < f->notes.n; i++) {
		const struct mdm_note *note = &f->notes.at[i];

		print_place(page, &note->where);
		mdm_out_printf(
		    page->out, "%snote:%s ", color->bold, color->reset);
		mdm_out_plain(page->out, note->text);
		mdm_out_byte(page->out, '\n');
		mdm_frame_print(page->out, page->arena, &note->where, &frame);
		print_way(page, &note->where);
	}
	if (f->more_notes > 0)
		mdm_out_printf(
		    page->out, "  note: and %zu more places\n", f->more_notes);
}

static void
mark_differences(
    struct page *page, struct mdm_str a, struct mdm_str b, size_t indent)
{
	size_t most = a.n > b.n ? a.n : b.n, pending = indent;
	bool any = false;

	for (size_t i = 0; i < most; i++) {
		if (i < a.n && i < b.n &&
		    mdm_lower(a.p[i]) == mdm_lower(b.p[i])) {
			pending++;
			continue;
		}
		mdm_out_repeat(page->out, ' ', pending);
		mdm_out_byte(page->out, '^');
		pending = 0;
		any = true;
	}
	if (any)
		mdm_out_byte(page->out, '\n');
}

/* Both values one above the other, so that eyes find the difference. */
static void
print_comparison(struct page *page, const struct mdm_finding *f)
{
	struct mdm_str labels[] = { mdm_str_of(f->expected_label),
		mdm_str_of(f->actual_label) };
	struct mdm_str values[] = { f->expected, f->actual };
	size_t width;

	if (f->expected.p == NULL || f->actual.p == NULL)
		return;
	width = labels[0].n > labels[1].n ? labels[0].n : labels[1].n;
	for (size_t i = 0; i < 2; i++) {
		mdm_out_text_of(page->out, "  ");
		mdm_out_str(page->out, labels[i]);
		mdm_out_byte(page->out, ':');
		mdm_out_repeat(page->out, ' ', width - labels[i].n + 1);
		mdm_out_plain(page->out, values[i]);
		mdm_out_byte(page->out, '\n');
	}
	if (mdm_comparable(values[0], values[1]))
		mark_differences(page, values[0], values[1], width + 4);
}

static void
print_advice(struct page *page, const char *label, struct mdm_str text)
{
	size_t indent = strlen(label) + 4;

	mdm_out_printf(page->out, "  %s%s:%s ", page->color->bold, label,
	    page->color->reset);
	mdm_paragraph(page->out, text, indent, indent);
}

/*
 * What is the same for every finding of a rule is told once; fifty times the
 * same paragraph would bury the fifty places.
 */
static void
print_help(struct page *page, const struct mdm_finding *f)
{
	bool *explained = &page->explained[mdm_rule_index(f->rule)];

	if (f->severity == MDM_ERROR && f->rule->symptom != NULL && !*explained)
		print_advice(page, "device", mdm_str_of(f->rule->symptom));
	if (f->fix.n > 0 || !*explained)
		print_advice(page, "help", mdm_advice(f));
	else
		mdm_out_printf(page->out,
		    "  %shelp:%s as above; see \"mdmlint explain %s\"\n",
		    page->color->bold, page->color->reset, f->rule->id);
	if (f->fix.n == 0)
		*explained = true;
}

static void
print_finding(struct page *page, const struct mdm_finding *f)
{
	mdm_arena_reset(page->arena);
	print_headline(page, f);
	print_frames(page, f);
	print_comparison(page, f);
	print_help(page, f);
	mdm_out_byte(page->out, '\n');
}

/* What --show-suppressed shows: the fact, and why it is accepted. */
static void
print_hidden(struct page *page, const struct mdm_finding *f)
{
	const struct mdm_suppression *s = f->suppression;
	struct mdm_out *reason = mdm_out_new_memory();
	char date[11];

	print_place(page, &f->where);
	mdm_out_printf(page->out,
	    "%s: %s: ", s != NULL ? "suppressed" : "in the baseline",
	    mdm_severity_name(f->severity));
	mdm_out_plain(page->out, f->text);
	mdm_out_printf(page->out, " [%s %s]\n", f->rule->id, f->rule->name);
	if (s != NULL) {
		mdm_out_str(reason, s->reason);
		if (s->has_end) {
			mdm_date_format(s->end - 1, date);
			mdm_out_printf(reason, " (until %s)", date);
		}
		print_advice(page, "reason", mdm_out_text(reason));
	}
	mdm_out_byte(page->out, '\n');
	mdm_out_free(reason);
}

/* Files that lie beside the folders of --set-per-folder have no set. */
static void
print_set_name(struct page *page, size_t set)
{
	struct mdm_str name = page->result->corpora[set].name;

	if (name.n == 0) {
		mdm_out_text_of(page->out, "files of no set");
		return;
	}
	mdm_out_text_of(page->out, "set \"");
	mdm_out_plain(page->out, name);
	mdm_out_byte(page->out, '"');
}

static void
print_set(struct page *page, size_t set)
{
	const struct mdm_findings *all = &page->result->findings;
	bool named = page->result->ncorpora > 1;

	for (size_t i = 0; i < all->list.n; i++) {
		if (all->list.at[i]->set != set)
			continue;
		if (named) {
			mdm_out_text_of(page->out, page->color->bold);
			print_set_name(page, set);
			mdm_out_printf(page->out, "%s\n\n", page->color->reset);
			named = false;
		}
		print_finding(page, all->list.at[i]);
	}
}

/* "1 error, 2 infos"; "no findings". */
static void
print_levels(struct mdm_out *o, const size_t count[MDM_ERROR + 1])
{
	const char *separator = "";

	for (int level = MDM_ERROR; level >= MDM_INFO; level--) {
		if (count[level] == 0)
			continue;
		mdm_out_text_of(o, separator);
		mdm_count_print(o, count[level],
		    mdm_severity_name((enum mdm_severity)level));
		separator = ", ";
	}
	if (*separator == '\0')
		mdm_out_text_of(o, "no findings");
}

static void
print_totals(struct page *page)
{
	const struct mdm_result *r = page->result;
	struct mdm_out *o = page->out;

	mdm_out_printf(o, "%schecked ", page->color->bold);
	mdm_count_print(o, r->profiles, "profile");
	mdm_out_text_of(o, " and ");
	mdm_count_print(o, r->certificates, "certificate");
	mdm_out_text_of(o, " in ");
	mdm_count_print(o, r->files, "file");
	mdm_out_text_of(o, ": ");
	print_levels(o, r->count);
	if (r->suppressed > 0)
		mdm_out_printf(o, ", %zu suppressed", r->suppressed);
	if (r->baselined > 0)
		mdm_out_printf(o, ", %zu in the baseline", r->baselined);
	mdm_out_printf(o, "%s\n", page->color->reset);
	if (r->files > 0 && r->recognised == 0 && r->findings.list.n == 0)
		mdm_out_text_of(o,
		    "nothing was recognised; \"mdmlint check "
		    "--files\" says what each file was taken "
		    "for\n");
}

static void
print_set_totals(struct page *page)
{
	const struct mdm_result *r = page->result;

	for (size_t set = 0; r->ncorpora > 1 && set < r->ncorpora; set++) {
		size_t count[MDM_ERROR + 1] = { 0 };

		for (size_t i = 0; i < r->findings.list.n; i++) {
			if (r->findings.list.at[i]->set == set)
				count[r->findings.list.at[i]->severity]++;
		}
		mdm_out_text_of(page->out, "  ");
		print_set_name(page, set);
		mdm_out_text_of(page->out, ": ");
		print_levels(page->out, count);
		mdm_out_byte(page->out, '\n');
	}
}

static void
print_statistics(struct page *page)
{
	const struct mdm_result *r = page->result;
	size_t per_rule[MDM_RULE_COUNT] = { 0 }, ran = 0;

	for (size_t i = 0; i < r->findings.list.n; i++)
		per_rule[mdm_rule_index(r->findings.list.at[i]->rule)]++;
	mdm_out_text_of(page->out, "findings by rule:\n");
	for (size_t i = 0; i < MDM_RULE_COUNT; i++) {
		ran += r->rule_ran[i];
		if (per_rule[i] > 0)
			mdm_out_printf(page->out, "%8zu  %s %s\n", per_rule[i],
			    mdm_rules[i]->id, mdm_rules[i]->name);
	}
	mdm_out_printf(page->out, "%zu of %u rules had something to look at\n",
	    ran, (unsigned)MDM_RULE_COUNT);
}

static void
write_text(struct mdm_out *o, const struct mdm_result *r,
    const struct mdm_report_style *style)
{
	struct page page = {
		.out = o,
		.arena = mdm_arena_new(),
		.result = r,
		.color = style->color ? &colored : &plain,
		.verbose = style->verbose,
	};
	size_t notes = style->verbose ? r->notes.n : r->nserious;

	for (size_t set = 0; set < r->ncorpora; set++)
		print_set(&page, set);
	for (size_t i = 0; r->policy->show_suppressed && i < r->hidden.list.n;
	     i++)
		print_hidden(&page, r->hidden.list.at[i]);
	if (!style->quiet) {
		print_totals(&page);
		print_set_totals(&page);
		for (size_t i = 0; i < notes; i++)
			mdm_note_print(o, r->notes.at[i]);
	}
	if (style->statistics)
		print_statistics(&page);
	mdm_arena_free(page.arena);
}

const struct mdm_reporter mdm_reporter_text = {
	.name = "text",
	.mime = "text/plain",
	.write = write_text,
};
