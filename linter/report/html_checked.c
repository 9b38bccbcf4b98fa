/* SPDX-License-Identifier: MIT */
#include "report/html.h"
#include "report/layout.h"
#include "report/rulefacts.h"

/* What was checked, what was not and why. */

enum state { OFF, NOTHING, CLEAN, FOUND, STATES };

struct tally {
	enum state state[MDM_RULE_COUNT];
	size_t findings[MDM_RULE_COUNT];
	size_t rules[STATES];
};

static bool
is_off(const struct mdm_policy *p, size_t rule)
{
	for (unsigned i = 0; i < mdm_rule_ncases(mdm_rules[rule]); i++) {
		if (p->level[rule][i] != MDM_OFF)
			return false;
	}
	return true;
}

static struct tally
count_rules(const struct mdm_html *h)
{
	const struct mdm_result *r = h->result;
	struct tally t = { .rules = { 0 } };

	for (size_t i = 0; i < h->nfindings; i++)
		t.findings[mdm_rule_index(h->findings[i]->rule)]++;
	for (size_t i = 0; i < MDM_RULE_COUNT; i++) {
		t.state[i] = t.findings[i] > 0 ? FOUND
		    : is_off(r->policy, i)     ? OFF
		    : r->rule_ran[i]	       ? CLEAN
					       : NOTHING;
		t.rules[t.state[i]]++;
	}
	return t;
}

/* The rules of one state as a folded list. */
static void
put_rules(struct mdm_html *h, const struct tally *t, enum state state,
    const char *title)
{
	if (t->rules[state] == 0)
		return;
	mdm_out_printf(h->out,
	    "<details><summary>%s: %zu</summary>\n<ul class=\"rules\">\n",
	    title, t->rules[state]);
	for (size_t i = 0; i < MDM_RULE_COUNT; i++) {
		if (t->state[i] != state)
			continue;
		mdm_out_printf(h->out, "<li><a href=\"#r-%s\">%s</a> ",
		    mdm_rules[i]->id, mdm_rules[i]->id);
		mdm_html_put_text(h, mdm_rules[i]->summary);
		mdm_out_text_of(h->out, "</li>\n");
	}
	mdm_out_text_of(h->out, "</ul>\n</details>\n");
}

struct family {
	size_t rules[STATES], findings;
};

static void
put_family(struct mdm_html *h, struct mdm_str name, const struct family *f)
{
	mdm_out_text_of(h->out, "<tr><th scope=\"row\">");
	mdm_out_str(h->out, name);
	mdm_out_printf(h->out,
	    "<span class=\"sub\">%s</span></th>"
	    "<td data-label=\"Rules that ran\">%zu of %zu</td>"
	    "<td data-label=\"Without findings\">%zu</td>"
	    "<td data-label=\"Findings\">%zu</td></tr>\n",
	    mdm_family_title(name), f->rules[CLEAN] + f->rules[FOUND],
	    f->rules[OFF] + f->rules[NOTHING] + f->rules[CLEAN] +
		f->rules[FOUND],
	    f->rules[CLEAN], f->findings);
}

static void
put_families(struct mdm_html *h, const struct tally *t)
{
	struct family f = { .findings = 0 };

	mdm_out_text_of(h->out,
	    "<table class=\"families\">\n<thead><tr><th scope=\"col\">Family"
	    "</th><th scope=\"col\">Rules that ran</th><th scope=\"col\">"
	    "Without findings</th><th scope=\"col\">Findings</th></tr></thead>"
	    "\n<tbody>\n");
	for (size_t i = 0; i < MDM_RULE_COUNT; i++) {
		if (mdm_rule_begins_family(i))
			f = (struct family){ .findings = 0 };
		f.rules[t->state[i]]++;
		f.findings += t->findings[i];
		if (i + 1 == MDM_RULE_COUNT || mdm_rule_begins_family(i + 1))
			put_family(h, mdm_rule_family(mdm_rules[i]), &f);
	}
	mdm_out_text_of(h->out, "</tbody>\n</table>\n");
}

static void
put_note(struct mdm_html *h, struct mdm_str note)
{
	mdm_out_text_of(h->out, "<li>");
	mdm_html_put(h, note);
	mdm_out_text_of(h->out, "</li>\n");
}

static void
put_unread(struct mdm_html *h, const struct mdm_unread *unread)
{
	mdm_out_text_of(
	    h->out, "<li><strong class=\"expired\">not readable:</strong> ");
	mdm_html_put(h, unread->name);
	mdm_out_text_of(h->out, ", ");
	mdm_html_put_text(h, strerror(unread->error));
	mdm_out_text_of(h->out, "</li>\n");
}

static void
put_gaps(struct mdm_html *h)
{
	const struct mdm_result *r = h->result;

	mdm_out_text_of(h->out, "<h3>Not checked, and why</h3>\n");
	if (r->nserious + r->unread.n == 0) {
		mdm_out_text_of(h->out,
		    "<p>Nothing was left out for a reason that lies in the "
		    "input.</p>\n");
		return;
	}
	mdm_out_text_of(h->out, "<ul class=\"notes\">\n");
	for (size_t i = 0; i < r->unread.n; i++)
		put_unread(h, &r->unread.at[i]);
	for (size_t i = 0; i < r->nserious; i++)
		put_note(h, r->notes.at[i]);
	mdm_out_text_of(h->out, "</ul>\n");
}

/* What was seen and harms nothing. */
static void
put_remarks(struct mdm_html *h)
{
	const struct mdm_result *r = h->result;

	if (r->notes.n == r->nserious)
		return;
	mdm_out_text_of(
	    h->out, "<h3>Seen on the way</h3>\n<ul class=\"notes\">\n");
	for (size_t i = r->nserious; i < r->notes.n; i++)
		put_note(h, r->notes.at[i]);
	mdm_out_text_of(h->out, "</ul>\n");
}

void
mdm_html_checked(struct mdm_html *h)
{
	struct tally t = count_rules(h);

	mdm_out_text_of(h->out,
	    "<section id=\"checked\" aria-labelledby=\"h-checked\">\n"
	    "<h2 id=\"h-checked\">Coverage</h2>\n");
	put_gaps(h);
	mdm_out_text_of(h->out, "<h3>Checked</h3>\n");
	put_families(h, &t);
	put_rules(h, &t, CLEAN, "Rules that ran and found nothing");
	put_rules(h, &t, NOTHING, "Rules that had nothing to look at");
	put_rules(h, &t, OFF, "Rules that were switched off");
	put_remarks(h);
	mdm_out_text_of(h->out, "</section>\n");
}
