/* SPDX-License-Identifier: MIT */
#include "support/defect.h"

enum { NAMED, FOUND };

static void
check(struct mdm_check *c, const struct mdm_file *file)
{
	mdm_report_defects(
	    c, file, MDM_DEFECT_ARCHIVE_LIMIT, file->named ? NAMED : FOUND);
}

const struct mdm_rule mdm_rule_fmt014 = {
	.id = "FMT014",
	.name = "archive-limit-exceeded",
	.cases = { MDM_CASE("named", MDM_ERROR),
	    MDM_CASE("found", MDM_WARNING) },
	.syntaxes = "zip, cab, tar, also compressed",
	.summary = "An archive unpacks to more than a limit allows",
	.why =
	    "A few kilobytes can unpack to many gigabytes, by accident or to "
	    "do harm, so archives are read within limits: 20,000 members, "
	    "200 times the archive's size once that is more than 16 MiB, "
	    "four times --max-file-size in all, --max-file-size for one "
	    "member, and three archives inside each other. What lies behind "
	    "a limit was not read, and profiles in it were not checked. Not "
	    "checked: the rest of the archive, or the member that is too "
	    "large.",
	.fix = "Unpack the archive and check the folder, leave it out with "
	       "--exclude, or raise --max-file-size.",
	.refs = MDM_REFS("mdmlint: --max-file-size"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.file = check,
};
