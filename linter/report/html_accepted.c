/* SPDX-License-Identifier: MIT */
#include "engine/suppress.h"
#include "report/html.h"
#include "report/layout.h"

/* Findings that somebody accepted, with the reason; or that were known. */

static void
put_reason(struct mdm_html *h, const struct mdm_finding *f)
{
	const struct mdm_suppression *s = f->suppression;

	if (s == NULL) {
		mdm_out_text_of(h->out, "in the baseline");
		return;
	}
	mdm_html_put(h, s->reason);
	mdm_out_printf(h->out, "<span class=\"sub\">by %s",
	    mdm_suppression_kind_name(s->kind));
	if (s->has_end) {
		mdm_out_text_of(h->out, ", until ");
		mdm_html_date(h, s->end - 1, true);
	}
	mdm_out_text_of(h->out, "</span>");
}

static void
put_row(struct mdm_html *h, const struct mdm_finding *f)
{
	mdm_out_printf(h->out,
	    "<tr><th scope=\"row\"><a href=\"#r-%s\">%s</a>"
	    "<span class=\"sub\">%s</span></th><td data-label=\"Finding\">",
	    f->rule->id, f->rule->id, mdm_severity_name(f->severity));
	mdm_html_put(h, f->text);
	mdm_out_text_of(h->out, "<span class=\"sub place\">");
	mdm_html_put(h, f->where.file);
	mdm_out_printf(h->out, ":%u:%u</span></td><td data-label=\"Reason\">",
	    f->where.place.line, f->where.place.col);
	put_reason(h, f);
	mdm_out_text_of(h->out, "</td></tr>\n");
}

static void
put_counts(struct mdm_html *h)
{
	const struct mdm_result *r = h->result;

	mdm_out_text_of(h->out, "<p>");
	mdm_count_print(h->out, r->suppressed, "finding");
	mdm_out_text_of(h->out, " accepted with a reason, ");
	mdm_count_print(h->out, r->baselined, "finding");
	mdm_out_text_of(h->out, " known from the baseline.");
	if (!r->policy->show_suppressed)
		mdm_out_text_of(h->out,
		    " They are not listed; <code>--show-suppressed</code> "
		    "lists them.");
	mdm_out_text_of(h->out, "</p>\n");
}

void
mdm_html_accepted(struct mdm_html *h)
{
	const struct mdm_result *r = h->result;

	if (r->hidden.list.n == 0)
		return;
	mdm_out_text_of(h->out,
	    "<section id=\"accepted\" aria-labelledby=\"h-accepted\">\n"
	    "<h2 id=\"h-accepted\">Accepted findings</h2>\n");
	put_counts(h);
	if (r->policy->show_suppressed) {
		mdm_out_text_of(h->out,
		    "<table class=\"accepted\">\n<thead><tr><th "
		    "scope=\"col\">Rule</th><th scope=\"col\">Finding</th>"
		    "<th scope=\"col\">Reason</th></tr></thead>\n<tbody>\n");
		for (size_t i = 0; i < r->hidden.list.n; i++)
			put_row(h, r->hidden.list.at[i]);
		mdm_out_text_of(h->out, "</tbody>\n</table>\n");
	}
	mdm_out_text_of(h->out, "</section>\n");
}
