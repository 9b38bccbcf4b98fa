/* SPDX-License-Identifier: MIT */
#include "report/report.h"

const struct mdm_reporter *const mdm_reporters[] = {
	&mdm_reporter_text,
	&mdm_reporter_json,
	&mdm_reporter_jsonl,
	&mdm_reporter_sarif,
	&mdm_reporter_github,
	&mdm_reporter_gitlab,
	&mdm_reporter_azure,
	&mdm_reporter_junit,
	&mdm_reporter_checkstyle,
	&mdm_reporter_html,
	&mdm_reporter_markdown,
	&mdm_reporter_csv,
	NULL,
};

const char *const mdm_reporter_names[] = { "text", "json", "jsonl", "sarif",
	"github", "gitlab", "azure", "junit", "checkstyle", "html", "markdown",
	"csv", NULL };

const struct mdm_reporter *
mdm_reporter_find(struct mdm_str name)
{
	for (size_t i = 0; mdm_reporters[i] != NULL; i++) {
		if (mdm_str_is(name, mdm_reporters[i]->name))
			return mdm_reporters[i];
	}
	return NULL;
}

bool
mdm_rule_url(struct mdm_out *o, const struct mdm_rule *rule)
{
#ifdef MDMLINT_HOMEPAGE
	mdm_out_printf(o, "%s/docs/rules/%s.md", MDMLINT_HOMEPAGE, rule->id);
	return true;
#else
	(void)o;
	(void)rule;
	return false;
#endif
}

struct mdm_str
mdm_advice(const struct mdm_finding *f)
{
	return f->fix.n > 0 ? f->fix : mdm_str_of(f->rule->fix);
}
