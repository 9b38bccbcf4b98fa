/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "report/html.h"
#include "report/layout.h"

/* What a reader with one minute sees. */
enum { DAY = 24 * 60 * 60 };

static void
tile(struct mdm_html *h, const char *level, size_t n, const char *singular)
{
	mdm_out_printf(h->out,
	    "<li class=\"tile %s\"><span class=\"number\">%zu</span> "
	    "<span class=\"label\">%s%s</span></li>\n",
	    n > 0 ? level : "none", n, singular, n == 1 ? "" : "s");
}

static size_t
profiles_of(const struct mdm_result *r, unsigned kinds)
{
	size_t n = 0;

	for (size_t i = 0; i < r->ncorpora; i++) {
		for (size_t k = 0; k < r->corpora[i].nprofiles; k++)
			n += (r->corpora[i].profiles[k]->kind & kinds) != 0;
	}
	return n;
}

static void
put_counts(struct mdm_html *h)
{
	static const struct {
		unsigned kinds;
		const char *singular;
	} rows[] = {
		{ MDM_TRUST, "trusted certificate profile" },
		{ MDM_SCEP, "SCEP profile" },
		{ MDM_PKCS | MDM_PFX, "PKCS profile" },
		{ MDM_WIFI, "Wi-Fi profile" },
		{ MDM_WIRED, "wired network profile" },
		{ MDM_VPN, "VPN profile" },
	};

	mdm_out_text_of(h->out, "<li>");
	mdm_count_print(h->out, h->result->profiles, "profile");
	mdm_out_text_of(h->out, " and ");
	mdm_count_print(h->out, h->result->certificates, "certificate");
	mdm_out_text_of(h->out, " in ");
	mdm_count_print(h->out, h->result->files, "file");
	mdm_out_text_of(h->out, "</li>\n");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		size_t n = profiles_of(h->result, rows[i].kinds);

		if (n == 0)
			continue;
		mdm_out_text_of(h->out, "<li>");
		mdm_count_print(h->out, n, rows[i].singular);
		mdm_out_text_of(h->out, "</li>\n");
	}
}

/* Deployed by a profile: bare files may be anything. */
static bool
is_deployed(const struct mdm_cert_entry *e)
{
	for (size_t i = 0; i < e->nuses; i++) {
		if (e->uses[i]->profile != NULL)
			return true;
	}
	return false;
}

static void
put_expiry(struct mdm_html *h)
{
	const struct mdm_result *r = h->result;
	const struct mdm_cert *next = NULL;
	size_t expired = 0;

	for (size_t i = 0; i < r->ncorpora; i++) {
		for (size_t k = 0; k < r->corpora[i].ncerts; k++) {
			const struct mdm_cert_entry *e =
			    &r->corpora[i].certs[k];
			const struct mdm_cert *c = e->cert;

			if (!c->validity_ok || !is_deployed(e))
				continue;
			if (c->not_after < r->policy->now)
				expired++;
			else if (next == NULL || c->not_after < next->not_after)
				next = c;
		}
	}
	if (expired > 0) {
		mdm_out_text_of(h->out, "<li><strong>");
		mdm_count_print(h->out, expired, "deployed certificate");
		mdm_out_printf(h->out, "</strong> %s expired</li>\n",
		    expired == 1 ? "has" : "have");
	}
	if (next == NULL)
		return;
	mdm_out_text_of(h->out, "<li>Next to expire: <strong>");
	mdm_html_put(h, next->name);
	mdm_out_text_of(h->out, "</strong> on ");
	mdm_html_date(h, next->not_after, true);
	mdm_out_printf(h->out, ", in %" PRId64 " days</li>\n",
	    (next->not_after - r->policy->now) / DAY);
}

/* What to begin with: the first finding of each rule with errors. */
static void
put_first_steps(struct mdm_html *h)
{
	enum { MOST = 5 };
	const struct mdm_rule *last = NULL;
	size_t shown = 0;

	if (h->nfindings == 0 || h->findings[0]->severity < MDM_WARNING)
		return;
	mdm_out_text_of(h->out, "<h3>Begin here</h3>\n<ol class=\"first\">\n");
	for (size_t i = 0; i < h->nfindings && shown < MOST; i++) {
		const struct mdm_finding *f = h->findings[i];

		if (f->severity < h->findings[0]->severity)
			break;
		if (f->rule == last)
			continue;
		last = f->rule;
		shown++;
		mdm_out_text_of(h->out, "<li>");
		mdm_html_badge(h, f);
		mdm_out_byte(h->out, ' ');
		mdm_html_put(h, f->text);
		mdm_out_text_of(h->out, "</li>\n");
	}
	mdm_out_text_of(h->out, "</ol>\n");
}

void
mdm_html_summary(struct mdm_html *h)
{
	const size_t *count = h->result->count;

	mdm_out_text_of(h->out,
	    "<section id=\"summary\" aria-labelledby=\"h-summary\">\n"
	    "<h2 id=\"h-summary\">Summary</h2>\n<ul class=\"tiles\">\n");
	tile(h, "error", count[MDM_ERROR], "error");
	tile(h, "warning", count[MDM_WARNING], "warning");
	tile(h, "info", count[MDM_INFO], "info");
	mdm_out_text_of(h->out, "</ul>\n<ul class=\"facts\">\n");
	put_counts(h);
	put_expiry(h);
	mdm_out_text_of(h->out, "</ul>\n");
	put_first_steps(h);
	mdm_out_text_of(h->out, "</section>\n");
}
