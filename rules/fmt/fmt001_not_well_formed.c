/* SPDX-License-Identifier: MIT */
#include "support/defect.h"

enum { NOT_WELL_FORMED };

static void
check(struct mdm_check *c, const struct mdm_file *file)
{
	if (mdm_defects_matter(file))
		mdm_report_defects(
		    c, file, MDM_DEFECT_NOT_WELL_FORMED, NOT_WELL_FORMED);
}

const struct mdm_rule mdm_rule_fmt001 = {
	.id = "FMT001",
	.name = "not-well-formed",
	.cases = { MDM_CASE("not-well-formed", MDM_ERROR) },
	.syntaxes = "JSON, YAML, XML, archives, Apple profiles, ONC",
	.summary = "The file is not well-formed",
	.why =
	    "A document that cannot be parsed cannot be imported, and nothing "
	    "in it was checked behind the place that is shown. Files that "
	    "were given by name, and files whose name or text says profile, "
	    "certificate or log, are reported; others are only counted. Not "
	    "checked: everything behind the place.",
	.symptom = "The import or the portal rejects the file.",
	.fix = "Repair the file at the place that is shown, or export it "
	       "again.",
	.refs = MDM_REFS("RFC 8259, section 2", "YAML 1.2.2, chapter 5"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.file = check,
};
