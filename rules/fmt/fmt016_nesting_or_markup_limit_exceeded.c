/* SPDX-License-Identifier: MIT */
#include "support/defect.h"

enum { LIMIT };

static void
check(struct mdm_check *c, const struct mdm_file *file)
{
	if (mdm_defects_matter(file))
		mdm_report_defects(c, file, MDM_DEFECT_LIMIT, LIMIT);
}

const struct mdm_rule mdm_rule_fmt016 = {
	.id = "FMT016",
	.name = "nesting-or-markup-limit-exceeded",
	.cases = { MDM_CASE("limit", MDM_ERROR) },
	.syntaxes = "JSON, YAML, XML, Apple profiles",
	.summary = "The document is nested or expanded beyond any real profile",
	.why = "Thousands of levels of brackets, or aliases that multiply each "
	       "other, are made to exhaust a parser; no tool exports them. "
	       "Reading stopped at the place that is shown. Not checked: "
	       "everything behind it.",
	.fix = "Find out where the file comes from; do not import it.",
	.refs = MDM_REFS("RFC 8259, section 9", "CWE-776", "CWE-674"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.file = check,
};
