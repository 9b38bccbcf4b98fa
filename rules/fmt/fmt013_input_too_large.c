/* SPDX-License-Identifier: MIT */
#include "support/defect.h"

enum { NAMED, FOUND };

static void
check(struct mdm_check *c, const struct mdm_file *file)
{
	mdm_report_defects(
	    c, file, MDM_DEFECT_TOO_BIG, file->named ? NAMED : FOUND);
}

const struct mdm_rule mdm_rule_fmt013 = {
	.id = "FMT013",
	.name = "input-too-large",
	.cases = { MDM_CASE("named", MDM_ERROR),
	    MDM_CASE("found", MDM_WARNING) },
	.syntaxes = "all",
	.summary = "The file is larger than the limit and was not read",
	.why =
	    "Profiles have some kilobytes. A limit on the size keeps a stray "
	    "disk image, or somebody's bad joke, from using up the memory of "
	    "the build machine. Nothing in such a file was checked. Not "
	    "checked: the whole file.",
	.fix = "Leave the file out with --exclude, or raise the limit with "
	       "--max-file-size if it really is an export.",
	.refs = MDM_REFS("mdmlint: --max-file-size"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.file = check,
};
