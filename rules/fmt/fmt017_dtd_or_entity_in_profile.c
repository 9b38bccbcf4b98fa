/* SPDX-License-Identifier: MIT */
#include "support/defect.h"

enum { ENTITY };

static void
check(struct mdm_check *c, const struct mdm_file *file)
{
	if (mdm_defects_matter(file))
		mdm_report_defects(c, file, MDM_DEFECT_ENTITY, ENTITY);
}

const struct mdm_rule mdm_rule_fmt017 = {
	.id = "FMT017",
	.name = "dtd-or-entity-in-profile",
	.cases = { MDM_CASE("entity", MDM_ERROR) },
	.syntaxes = "XML, property lists",
	.summary = "The document declares entities or fetches a foreign DTD",
	.why =
	    "No profile needs entities of its own. Declarations of entities "
	    "are how a document makes its reader fetch files or expand a few "
	    "bytes to gigabytes; so the reader stops there, fetches nothing "
	    "and expands nothing. Apple's own DOCTYPE is known and fine. Not "
	    "checked: everything behind the place that is shown.",
	.fix = "Find out where the file comes from; remove the DOCTYPE and "
	       "write the values out.",
	.refs = MDM_REFS("CWE-611", "CWE-776"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.file = check,
};
