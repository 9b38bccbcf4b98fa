/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>

#include "mdmlint.h"
#include "report/html.h"
#include "report/rulefacts.h"

/* How the report came about, what its words mean, and the rules. */

static void
put_setting(struct mdm_html *h, const char *name, const char *value)
{
	mdm_out_printf(h->out, "<div><dt>%s</dt><dd>", name);
	mdm_html_put_text(h, value);
	mdm_out_text_of(h->out, "</dd></div>\n");
}

static void
put_settings(struct mdm_html *h)
{
	const struct mdm_policy *p = h->result->policy;
	char now[21], days[24];

	mdm_time_format(p->now, now);
	(void)snprintf(days, sizeof(days), "%" PRId64, p->expiry_days);
	mdm_out_text_of(h->out, "<dl class=\"settings\">\n");
	put_setting(h, "Tool", "mdmlint " MDMLINT_VERSION);
	put_setting(h, "Date of judgement", now);
	put_setting(
	    h, "Completeness of the input (world)", mdm_world_name(p->world));
	put_setting(h, "The run fails on",
	    p->fail_on == MDM_OFF ? "none" : mdm_severity_name(p->fail_on));
	put_setting(h, "Days before expiry that count", days);
	mdm_out_text_of(h->out, "</dl>\n");
}

static void
put_words(struct mdm_html *h)
{
	mdm_out_text_of(h->out,
	    "<h3>Words</h3>\n<dl class=\"words\">\n"
	    "<div><dt>error</dt><dd>it fails on devices, or will on a known "
	    "day</dd></div>\n"
	    "<div><dt>warning</dt><dd>a risk, or it works by luck</dd></div>\n"
	    "<div><dt>info</dt><dd>worth knowing; often a question that the "
	    "input cannot answer</dd></div>\n"
	    "<div><dt>thumbprint</dt><dd>SHA-1 digest of a certificate, as "
	    "the portal and event logs show it</dd></div>\n"
	    "<div><dt>set</dt><dd>the files that are compared with each "
	    "other, usually a tenant</dd></div>\n"
	    "<div><dt>store</dt><dd>where Windows keeps a certificate: only "
	    "the Root store makes a trust anchor</dd></div>\n</dl>\n");
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

static void
put_refs(struct mdm_html *h, const struct mdm_rule *r)
{
	mdm_out_text_of(h->out, "<ul>\n");
	for (size_t i = 0; r->refs[i] != NULL; i++) {
		mdm_out_text_of(h->out, "<li>");
		mdm_html_put_text(h, r->refs[i]);
		mdm_out_text_of(h->out, "</li>\n");
	}
	mdm_out_text_of(h->out, "</ul>\n");
}

static void
put_rule(struct mdm_html *h, const struct mdm_rule *r)
{
	struct mdm_out *url = mdm_out_new_memory();

	mdm_out_printf(h->out,
	    "<details class=\"ruledef\" id=\"r-%s\"><summary>"
	    "<strong>%s</strong> ",
	    r->id, r->id);
	mdm_html_put_text(h, r->summary);
	mdm_out_printf(h->out, " <span class=\"sub\">%s, %s</span></summary>\n",
	    r->name, mdm_severity_name(mdm_rule_severity(r)));
	put_paragraph(h, "Why", r->why);
	put_paragraph(h, "On devices", r->symptom);
	put_paragraph(h, "Repair", r->fix);
	if (mdm_rule_url(url, r)) {
		mdm_out_text_of(h->out, "<p><a href=\"");
		mdm_out_xml(h->out, mdm_out_text(url));
		mdm_out_printf(h->out, "\">%s on the web</a></p>\n", r->id);
	}
	put_refs(h, r);
	mdm_out_text_of(h->out, "</details>\n");
	mdm_out_free(url);
}

static void
put_rules(struct mdm_html *h)
{
	mdm_out_text_of(h->out, "<h3>Rules</h3>\n");
	for (size_t i = 0; i < MDM_RULE_COUNT; i++) {
		struct mdm_str family = mdm_rule_family(mdm_rules[i]);

		if (mdm_rule_begins_family(i)) {
			mdm_out_text_of(h->out, "<h4>");
			mdm_out_str(h->out, family);
			mdm_out_printf(
			    h->out, ": %s</h4>\n", mdm_family_title(family));
		}
		put_rule(h, mdm_rules[i]);
	}
}

void
mdm_html_method(struct mdm_html *h)
{
	mdm_out_text_of(h->out,
	    "<section id=\"method\" aria-labelledby=\"h-method\">\n"
	    "<h2 id=\"h-method\">Method</h2>\n"
	    "<p>mdmlint read the exported files, decoded the certificates in "
	    "them, resolved references between profiles inside each set, and "
	    "asked every rule below of what it found. It changed nothing, "
	    "used no network and no device: what only a server or a device "
	    "knows is not in this report. Secrets are masked; of them only "
	    "the length is told.</p>\n");
	put_settings(h);
	put_words(h);
	put_rules(h);
	mdm_out_text_of(h->out,
	    "</section>\n</main>\n<footer><p>mdmlint " MDMLINT_VERSION
	    "</p></footer>\n<script>");
	mdm_out_bytes(h->out, mdm_html_script, mdm_html_script_size);
	mdm_out_text_of(h->out, "</script>\n</body>\n</html>\n");
}
