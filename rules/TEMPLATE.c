/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { FIRST_CASE };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	/* Return early; say which rule owns the case that you leave out. */
	if (!mdm_literal(&p->description))
		return;

	/* mdm_find(c, FIRST_CASE, at, "states the fact, names the \"thing\"");
	   mdm_evidence(c, what tells it from others of this rule); */
	(void)c;
}

const struct mdm_rule mdm_rule_@id@ = {
	.id = "@ID@",
	.name = "@NAME@",
	.cases = { MDM_CASE("first-case", MDM_WARNING) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph",
	.summary = "",
	.why =
	    "What happens on the device, and why. "
	    "Not checked: what this rule cannot see.",
	.symptom = NULL,
	.fix = "",
	.refs = MDM_REFS(""),
	.since = "@VERSION@",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
