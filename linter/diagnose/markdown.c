/* SPDX-License-Identifier: MIT */
#include "diagnose/account.h"

static void
print_title(struct mdm_out *out, const struct mdm_account *a)
{
	mdm_out_text_of(out, "## ");
	if (a->corpus->name.n > 0) {
		mdm_out_markdown(out, a->corpus->name);
		mdm_out_text_of(out, ": ");
	}
	mdm_out_markdown(out,
	    a->story->device.n > 0 ? a->story->device : MDM_LIT("a device"));
	if (a->story->url.n > 0) {
		mdm_out_text_of(out, " and ");
		mdm_out_markdown(out, a->story->url);
	}
	mdm_out_text_of(out, "\n\n| | | |\n| --- | --- | --- |\n");
}

/* A bar would end the cell; mdm_out_markdown() escapes it. */
static void
print_row(struct mdm_out *out, const struct mdm_row *r)
{
	mdm_out_printf(out, "| %s | ", r->label);
	mdm_out_markdown(out, r->text);
	mdm_out_text_of(out, " | ");
	if (r->where != NULL) {
		mdm_out_markdown(out, r->where->file);
		mdm_out_printf(out, ":%u", r->where->place.line);
	}
	mdm_out_text_of(out, " |\n");
}

void
mdm_diagnose_markdown(struct mdm_out *out, const struct mdm_accounts *all)
{
	mdm_out_text_of(out, "# Certificate enrolment\n\n");
	mdm_out_printf(
	    out, "%zu event%s in ", all->events, all->events == 1 ? "" : "s");
	mdm_count_print(out, all->logs, "log");
	mdm_out_text_of(out, "\n\n");
	for (size_t i = 0; i < all->list.n; i++) {
		const struct mdm_account *a = all->list.at[i];

		if (a->story->noise)
			continue;
		print_title(out, a);
		for (size_t k = 0; k < a->rows.n; k++)
			print_row(out, &a->rows.at[k]);
		mdm_out_byte(out, '\n');
	}
	for (size_t i = 0; i < all->result->nserious; i++) {
		mdm_out_text_of(out, "- ");
		mdm_out_markdown(out, all->result->notes.at[i]);
		mdm_out_byte(out, '\n');
	}
}
