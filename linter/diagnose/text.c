/* SPDX-License-Identifier: MIT */
#include "diagnose/account.h"

enum { LABEL = 12 };

const char *const mdm_diagnose_formats[] = { "text", "json", "markdown", NULL };

static void
print_title(struct mdm_out *out, const struct mdm_account *a)
{
	if (a->corpus->name.n > 0) {
		mdm_out_plain(out, a->corpus->name);
		mdm_out_text_of(out, ": ");
	}
	if (a->story->device.n > 0) {
		mdm_out_byte(out, '"');
		mdm_out_plain(out, a->story->device);
		mdm_out_byte(out, '"');
	} else {
		mdm_out_text_of(out, "a device");
	}
	if (a->story->url.n > 0) {
		mdm_out_text_of(out, " and ");
		mdm_out_plain(out, a->story->url);
		mdm_out_text_of(out, a->story->url_cut ? "..." : "");
	}
	mdm_out_text_of(out, "\n\n");
}

static struct mdm_str
with_place(struct mdm_arena *arena, const struct mdm_row *r)
{
	const struct mdm_where *w = r->where;

	if (w == NULL)
		return r->text;
	return mdm_str_printf(arena, MDM_FMT ", " MDM_FMT ":%u:%u",
	    MDM_ARG(r->text), MDM_ARG(w->file), w->place.line, w->place.col);
}

static void
print_account(
    struct mdm_out *out, struct mdm_arena *arena, const struct mdm_account *a)
{
	print_title(out, a);
	for (size_t i = 0; i < a->rows.n; i++) {
		const struct mdm_row *r = &a->rows.at[i];

		mdm_out_printf(out, "  %-*s", LABEL - 2, r->label);
		mdm_paragraph(out, with_place(arena, r), LABEL, LABEL);
	}
	mdm_out_byte(out, '\n');
}

static void
print_summary(struct mdm_out *out, const struct mdm_accounts *all)
{
	size_t shown = all->list.n - all->noise;

	if (all->events == 0) {
		mdm_out_text_of(
		    out, "no event about certificate enrolment was found in ");
		mdm_count_print(out, all->result->files, "file");
	} else {
		mdm_out_printf(out, "%zu %s, from ", shown,
		    shown == 1 ? "story" : "stories");
		mdm_count_print(out, all->events, "event");
		mdm_out_text_of(out, " in ");
		mdm_count_print(out, all->logs, "file");
	}
	mdm_out_byte(out, '\n');
	if (all->noise > 0)
		mdm_out_text_of(out,
		    "left out: enrolments of a TPM key (AIK), which are "
		    "Windows' own\n");
}

void
mdm_diagnose_text(struct mdm_out *out, const struct mdm_accounts *all)
{
	for (size_t i = 0; i < all->list.n; i++)
		if (!all->list.at[i]->story->noise)
			print_account(out, all->arena, all->list.at[i]);
	print_summary(out, all);
	for (size_t i = 0; i < all->result->nserious; i++)
		mdm_note_print(out, all->result->notes.at[i]);
}
