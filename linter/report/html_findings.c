/* SPDX-License-Identifier: MIT */
#include "report/html.h"
#include "report/layout.h"

static void
put_place(struct mdm_html *h, const struct mdm_where *w)
{
	mdm_out_text_of(h->out, "<span class=\"place\">");
	mdm_html_put(h, w->file);
	mdm_out_printf(h->out, ":%u:%u</span>", w->place.line, w->place.col);
}

/* Offset of the `n`th code point. */
static size_t
offset_of(struct mdm_str s, size_t n)
{
	size_t at = 0;

	while (n-- > 0 && at < s.n)
		(void)mdm_utf8_next(s, &at);
	return at;
}

/* The line without the blanks it is indented by. */
static size_t
indent_of(struct mdm_str s, size_t mark)
{
	size_t i = 0;

	while (i < s.n && i < mark && (s.p[i] == ' ' || s.p[i] == '\t'))
		i++;
	return i;
}

/* The source line, the value marked. */
static void
put_excerpt(struct mdm_html *h, const struct mdm_where *w)
{
	size_t from, mark, end;

	if (w->excerpt.n == 0)
		return;
	mark = offset_of(w->excerpt, w->mark);
	end = offset_of(w->excerpt, (size_t)w->mark + w->mark_len);
	from = indent_of(w->excerpt, mark);
	mdm_out_printf(h->out,
	    "<pre class=\"excerpt\"><span class=\"line\">%u</span><code>%s",
	    w->place.line, w->cut_left ? "\xe2\x80\xa6" : "");
	mdm_html_put(h, mdm_str_sub(w->excerpt, from, mark - from));
	if (end > mark) {
		mdm_out_text_of(h->out, "<mark>");
		mdm_html_put(h, mdm_str_sub(w->excerpt, mark, end - mark));
		mdm_out_text_of(h->out, "</mark>");
	}
	mdm_html_put(h, mdm_str_sub(w->excerpt, end, SIZE_MAX));
	mdm_out_printf(
	    h->out, "%s</code></pre>\n", w->cut_right ? "\xe2\x80\xa6" : "");
}

static void
put_way(struct mdm_html *h, const struct mdm_where *w)
{
	struct mdm_out *way;

	if (w->pointer.n == 0 && w->ninside == 0)
		return;
	way = mdm_out_new_memory();
	mdm_way_print(way, w);
	mdm_out_text_of(h->out, "<p class=\"way\">at ");
	mdm_out_xml(h->out, mdm_out_text(way));
	mdm_out_text_of(h->out, "</p>\n");
	mdm_out_free(way);
}

static void
put_notes(struct mdm_html *h, const struct mdm_finding *f)
{
	if (f->notes.n == 0)
		return;
	mdm_out_text_of(h->out, "<ul class=\"related\">\n");
	for (size_t i = 0; i < f->notes.n; i++) {
		const struct mdm_note *note = &f->notes.at[i];

		mdm_out_text_of(h->out, "<li>");
		mdm_html_put(h, note->text);
		mdm_out_byte(h->out, ' ');
		put_place(h, &note->where);
		put_excerpt(h, &note->where);
		mdm_out_text_of(h->out, "</li>\n");
	}
	if (f->more_notes > 0)
		mdm_out_printf(
		    h->out, "<li>and %zu more</li>\n", f->more_notes);
	mdm_out_text_of(h->out, "</ul>\n");
}

static void
put_profile(struct mdm_html *h, const struct mdm_finding *f)
{
	if (f->profile == NULL)
		return;
	mdm_html_put(h, mdm_profile_title(h->arena, f->profile));
	if (f->profile->platform != MDM_PLATFORM_UNKNOWN)
		mdm_out_printf(h->out, " for %s",
		    mdm_platform_title(f->profile->platform));
	mdm_out_text_of(h->out, " \xc2\xb7 ");
}

static void
put_finding(struct mdm_html *h, const struct mdm_finding *f)
{
	const char *level = mdm_severity_name(f->severity);
	size_t number = mdm_html_number(h, f);

	mdm_out_printf(h->out,
	    "<article class=\"finding %s\" id=\"f%zu\" "
	    "aria-labelledby=\"t%zu\">\n"
	    "<h5 id=\"t%zu\"><span class=\"badge %s\">"
	    "<span class=\"unseen\">%s </span>F%zu</span> <span>",
	    level, number, number, number, level, level, number);
	mdm_html_put(h, f->text);
	mdm_out_text_of(h->out, "</span></h5>\n<p class=\"where\">");
	put_profile(h, f);
	put_place(h, &f->where);
	mdm_out_text_of(h->out, "</p>\n");
	mdm_html_compare(h, f);
	put_excerpt(h, &f->where);
	if (f->where.cut_left || f->where.cut_right || f->where.ninside > 0)
		put_way(h, &f->where);
	put_notes(h, f);
	if (f->fix.n > 0) {
		mdm_out_text_of(
		    h->out, "<p class=\"fix\"><strong>Repair:</strong> ");
		mdm_html_put(h, f->fix);
		mdm_out_text_of(h->out, "</p>\n");
	}
	mdm_out_text_of(h->out, "</article>\n");
}

static void
put_paragraph(struct mdm_html *h, const char *label, const char *text)
{
	if (text == NULL)
		return;
	mdm_out_printf(h->out, "<p><strong>%s:</strong> ", label);
	mdm_html_put_text(h, text);
	mdm_out_text_of(h->out, "</p>\n");
}

/* What all findings of a rule have in common, once. */
static void
put_rule(struct mdm_html *h, size_t from, size_t to)
{
	const struct mdm_rule *r = h->findings[from]->rule;
	bool general = false;

	for (size_t i = from; i < to; i++)
		general = general || h->findings[i]->fix.n == 0;
	mdm_out_printf(h->out,
	    "<section class=\"rule\">\n<h4><a href=\"#r-%s\">%s</a> ", r->id,
	    r->id);
	mdm_html_put_text(h, r->summary);
	if (to - from > 1)
		mdm_out_printf(h->out,
		    " <span class=\"count\">%zu findings</span>", to - from);
	mdm_out_text_of(h->out, "</h4>\n");
	put_paragraph(h, "On devices", r->symptom);
	if (general)
		put_paragraph(h, "Repair", r->fix);
	for (size_t i = from; i < to; i++)
		put_finding(h, h->findings[i]);
	mdm_out_text_of(h->out, "</section>\n");
}

static void
put_level(struct mdm_html *h, enum mdm_severity severity)
{
	static const char *const titles[] = {
		[MDM_OFF] = "Switched off",
		[MDM_INFO] = "Infos: worth knowing",
		[MDM_WARNING] = "Warnings: a risk, or fragile",
		[MDM_ERROR] = "Errors: this fails on devices",
	};
	bool open = false;

	for (size_t i = 0, end; i < h->nfindings; i = end) {
		const struct mdm_finding *f = h->findings[i];

		for (end = i; end < h->nfindings &&
		     h->findings[end]->rule == f->rule &&
		     h->findings[end]->severity == f->severity;)
			end++;
		if (f->severity != severity)
			continue;
		if (!open)
			mdm_out_printf(h->out,
			    "<h3 class=\"level %s\">%s</h3>\n",
			    mdm_severity_name(severity), titles[severity]);
		open = true;
		put_rule(h, i, end);
	}
}

void
mdm_html_findings(struct mdm_html *h)
{
	mdm_out_text_of(h->out,
	    "<section id=\"findings\" aria-labelledby=\"h-findings\">\n"
	    "<h2 id=\"h-findings\">Findings</h2>\n");
	for (int level = MDM_ERROR; level > MDM_OFF; level--)
		put_level(h, (enum mdm_severity)level);
	if (h->nfindings == 0)
		mdm_out_text_of(h->out,
		    "<p>There are none. <a href=\"#checked\">Coverage</a> "
		    "tells what was checked.</p>\n");
	mdm_out_text_of(h->out, "</section>\n");
}
