/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "report/html.h"

/*
 * When certificates end, as a table with a bar in each row.  Coordinates are
 * per cents, so that bars stretch with the page and need no style attribute,
 * which the page's own policy would forbid.
 */
enum {
	DAY = 24 * 60 * 60,
	YEAR = 365, /* days */
	MOST_ROWS = 400
};

struct axis {
	int64_t now, from, to; /* seconds; from < now < to */
};

static double
percent(const struct axis *a, int64_t t)
{
	if (t <= a->from)
		return 0;
	if (t >= a->to)
		return 100;
	return 100.0 * (double)(t - a->from) / (double)(a->to - a->from);
}

static void
put_rect(struct mdm_html *h, const struct axis *a, const char *class,
    int64_t from, int64_t to)
{
	double x = percent(a, from), end = percent(a, to);

	if (end > x)
		mdm_out_printf(h->out,
		    "<rect class=\"%s\" x=\"%.2f%%\" y=\"4\" width=\"%.2f%%\" "
		    "height=\"12\" rx=\"2\"/>",
		    class, x, end - x);
}

static void
put_line(struct mdm_html *h, const struct axis *a, const char *class, int64_t t)
{
	double x = percent(a, t);

	mdm_out_printf(h->out,
	    "<line class=\"%s\" x1=\"%.2f%%\" x2=\"%.2f%%\" y1=\"0\" "
	    "y2=\"20\"/>",
	    class, x, x);
}

static int
year_of(int64_t t)
{
	char date[11];
	int64_t year = 0;

	mdm_date_format(t, date);
	(void)mdm_str_to_int(mdm_str_span(date, 4), &year);
	return (int)year;
}

static int64_t
start_of(int year)
{
	char date[24];
	struct mdm_str text;
	int64_t t = 0;

	text = mdm_str_span(
	    date, (size_t)snprintf(date, sizeof(date), "%04d-01-01", year));
	(void)mdm_time_parse(text, &t);
	return t;
}

/* At most eight years are named. */
static int
step_of(const struct axis *a)
{
	static const int steps[] = { 1, 2, 5, 10 };
	int years = year_of(a->to) - year_of(a->from);

	for (size_t i = 0; i < 3; i++) {
		if (years / steps[i] <= 8)
			return steps[i];
	}
	return steps[3];
}

static void
put_scale(struct mdm_html *h, const struct axis *a)
{
	int step = step_of(a);
	int year = (year_of(a->from) / step + 1) * step;

	mdm_out_text_of(h->out,
	    "<svg class=\"bar scale\" width=\"100%\" height=\"20\" "
	    "aria-hidden=\"true\">");
	for (; start_of(year) < a->to; year += step) {
		double x = percent(a, start_of(year));

		if (x < 3 || x > 96)
			continue;
		mdm_out_printf(h->out,
		    "<line class=\"tick\" x1=\"%.2f%%\" x2=\"%.2f%%\" "
		    "y1=\"15\" y2=\"20\"/><text x=\"%.2f%%\" y=\"12\">%d"
		    "</text>",
		    x, x, x, year);
	}
	put_line(h, a, "today", a->now);
	mdm_out_text_of(h->out, "</svg>");
}

static void
widen(struct axis *a, int64_t from, int64_t to)
{
	if (from < a->from)
		a->from = from;
	if (to > a->to)
		a->to = to;
}

/* All certificates, but not the centuries that some roots last. */
static struct axis
axis_of(const struct mdm_corpus *c, int64_t now)
{
	struct axis a = { now, now - (int64_t)YEAR * DAY,
		now + (int64_t)YEAR * DAY };
	int64_t first = now - (int64_t)6 * YEAR * DAY;
	int64_t last = now + (int64_t)12 * YEAR * DAY;

	for (size_t i = 0; i < c->ncerts; i++) {
		if (c->certs[i].cert->validity_ok)
			widen(&a, c->certs[i].cert->not_before,
			    c->certs[i].cert->not_after);
	}
	if (a.from < first)
		a.from = first;
	if (a.to > last)
		a.to = last;
	return a;
}

static void
put_left(struct mdm_html *h, const struct axis *a, const struct mdm_cert *c)
{
	int64_t days = (c->not_after - a->now) / DAY;

	if (a->now > c->not_after)
		mdm_out_text_of(
		    h->out, "<strong class=\"expired\">expired</strong>");
	else if (a->now < c->not_before)
		mdm_out_text_of(h->out, "not yet valid");
	else if (days < (int64_t)2 * YEAR)
		mdm_out_printf(h->out, "%" PRId64 " days left", days);
	else
		mdm_out_printf(h->out, "%" PRId64 " years left", days / YEAR);
}

static void
put_certificate(
    struct mdm_html *h, const struct axis *a, const struct mdm_cert *c)
{
	mdm_out_text_of(h->out, "<tr><th scope=\"row\">");
	mdm_html_put(h, c->name);
	mdm_out_printf(h->out, "<span class=\"sub\">%s</span></th><td>",
	    c->self_signed	    ? "root"
		: mdm_cert_is_ca(c) ? "intermediate"
				    : "end entity");
	if (!c->validity_ok) {
		mdm_out_text_of(
		    h->out, "dates cannot be read</td><td></td></tr>\n");
		return;
	}
	mdm_html_date(h, c->not_before, true);
	mdm_out_text_of(h->out, " to <strong>");
	mdm_html_date(h, c->not_after, true);
	mdm_out_text_of(h->out, "</strong><span class=\"sub\">");
	put_left(h, a, c);
	mdm_out_text_of(h->out,
	    "</span></td><td><svg class=\"bar\" width=\"100%\" "
	    "height=\"20\" aria-hidden=\"true\">");
	put_rect(h, a, a->now > c->not_after ? "life over" : "life",
	    c->not_before, c->not_after);
	put_line(h, a, "today", a->now);
	mdm_out_text_of(h->out, "</svg></td></tr>\n");
}

/* What a device would get today, and from when on it asks again. */
static void
put_request(struct mdm_html *h, const struct axis *a,
    const struct mdm_profile *p, const struct mdm_cert *ca)
{
	const struct mdm_enrolment *e = p->enrolment;
	int64_t end = a->now + e->validity_days * DAY, threshold = 0;
	bool beyond = ca != NULL && ca->validity_ok && end > ca->not_after;

	mdm_out_text_of(h->out, "<tr class=\"request\"><th scope=\"row\">");
	mdm_html_put(h, mdm_profile_title(h->arena, p));
	mdm_out_text_of(
	    h->out, "<span class=\"sub\">asks for certificates of ");
	mdm_out_printf(h->out, "%" PRId64 " days", e->validity_days);
	if (mdm_literal(&e->renewal_threshold) &&
	    mdm_str_to_int(e->renewal_threshold.v, &threshold) &&
	    threshold > 0 && threshold < 100)
		mdm_out_printf(
		    h->out, ", renewed in the last %" PRId64 " %%", threshold);
	mdm_out_text_of(h->out, "</span></th><td>");
	mdm_html_date(h, a->now, true);
	mdm_out_text_of(h->out, " to <strong>");
	mdm_html_date(h, end, true);
	mdm_out_text_of(h->out, "</strong>");
	if (beyond)
		mdm_out_text_of(h->out,
		    "<span class=\"sub\"><strong class=\"expired\">later than "
		    "its CA</strong></span>");
	mdm_out_text_of(h->out,
	    "</td><td><svg class=\"bar\" width=\"100%\" height=\"20\" "
	    "aria-hidden=\"true\">");
	put_rect(h, a, "issued", a->now, end);
	if (threshold > 0 && threshold < 100)
		put_rect(h, a, "renewal",
		    end - e->validity_days * DAY / 100 * threshold, end);
	if (beyond)
		put_rect(h, a, "beyond",
		    ca->not_after > a->now ? ca->not_after : a->now, end);
	put_line(h, a, "today", a->now);
	mdm_out_text_of(h->out, "</svg></td></tr>\n");
}

/* The requests to one CA; NULL: to those that the set does not show. */
static void
put_requests(struct mdm_html *h, const struct axis *a,
    const struct mdm_corpus *c, const struct mdm_cert *ca)
{
	for (size_t i = 0; i < c->nprofiles; i++) {
		const struct mdm_enrolment *e = c->profiles[i]->enrolment;

		if (e != NULL && e->ca == ca && e->validity_days > 0)
			put_request(h, a, c->profiles[i], ca);
	}
}

static int
compare_ends(const void *pa, const void *pb)
{
	const struct mdm_cert *a = *(const struct mdm_cert *const *)pa;
	const struct mdm_cert *b = *(const struct mdm_cert *const *)pb;

	if (a->not_after != b->not_after)
		return a->not_after < b->not_after ? -1 : 1;
	return memcmp(a->sha256, b->sha256, sizeof(a->sha256));
}

static void
put_rows(struct mdm_html *h, const struct mdm_corpus *c, const struct axis *a)
{
	size_t n = c->ncerts;
	const struct mdm_cert **certs =
	    MDM_NEW_N(h->arena, const struct mdm_cert *, n + 1);

	for (size_t i = 0; i < n; i++)
		certs[i] = c->certs[i].cert;
	if (n > 0)
		qsort(certs, n, sizeof(*certs), compare_ends);
	for (size_t i = 0; i < n && i < MOST_ROWS; i++) {
		put_certificate(h, a, certs[i]);
		put_requests(h, a, c, certs[i]);
	}
	put_requests(h, a, c, NULL);
}

static void
put_set(struct mdm_html *h, const struct mdm_corpus *c)
{
	struct axis a = axis_of(c, h->result->policy->now);

	mdm_html_set_heading(h, c);
	if (c->ncerts == 0) {
		mdm_out_text_of(h->out, "<p>There are no certificates.</p>\n");
		return;
	}
	mdm_out_text_of(h->out,
	    "<table class=\"time\">\n<thead><tr><th scope=\"col\">Certificate"
	    "</th><th scope=\"col\">Valid</th><th scope=\"col\">"
	    "<span class=\"unseen\">Years</span>");
	put_scale(h, &a);
	mdm_out_text_of(h->out, "</th></tr></thead>\n<tbody>\n");
	put_rows(h, c, &a);
	mdm_out_text_of(h->out, "</tbody>\n</table>\n");
	if (c->ncerts > MOST_ROWS)
		mdm_out_printf(h->out,
		    "<p class=\"note\">Only the first %d of %zu certificates "
		    "to expire are shown.</p>\n",
		    MOST_ROWS, c->ncerts);
}

void
mdm_html_time(struct mdm_html *h)
{
	mdm_out_text_of(h->out,
	    "<section id=\"time\" aria-labelledby=\"h-time\">\n"
	    "<h2 id=\"h-time\">Expiry</h2>\n<p>The vertical line is ");
	mdm_html_date(h, h->result->policy->now, true);
	mdm_out_text_of(h->out,
	    ". Below a CA stand the profiles that request certificates from "
	    "it: how long a certificate issued on that day would last, the "
	    "time of its renewal darker.</p>\n");
	for (size_t i = 0; i < h->result->ncorpora; i++)
		put_set(h, &h->result->corpora[i]);
	mdm_out_text_of(h->out, "</section>\n");
}
