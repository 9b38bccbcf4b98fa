/* SPDX-License-Identifier: MIT */
#include "support/defect.h"

enum { DUPLICATE };

static void
check(struct mdm_check *c, const struct mdm_file *file)
{
	if (file->recognised)
		mdm_report_defects(
		    c, file, MDM_DEFECT_DUPLICATE_KEY, DUPLICATE);
}

const struct mdm_rule mdm_rule_fmt015 = {
	.id = "FMT015",
	.name = "duplicate-key",
	.cases = { MDM_CASE("duplicate", MDM_ERROR) },
	.syntaxes = "JSON, YAML, Apple profiles, ONC",
	.summary = "An object has the same key twice",
	.why =
	    "What a parser does with the second value of a key is its own "
	    "choice: most take the last, some the first, some refuse the "
	    "file. Reviewer, linter and service may each see another setting. "
	    "The last value was checked here. Not checked: files in which no "
	    "profile was recognised.",
	.fix = "Remove one of the two.",
	.refs = MDM_REFS("RFC 8259, section 4"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.file = check,
};
