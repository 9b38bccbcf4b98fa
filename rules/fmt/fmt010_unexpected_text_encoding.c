/* SPDX-License-Identifier: MIT */
#include "support/defect.h"

enum { DAMAGED, HIDDEN_IN_KEY };

static void
check(struct mdm_check *c, const struct mdm_file *file)
{
	if (!mdm_defects_matter(file))
		return;
	mdm_report_defects(c, file, MDM_DEFECT_ENCODING, DAMAGED);
	mdm_report_defects(c, file, MDM_DEFECT_HIDDEN_IN_KEY, HIDDEN_IN_KEY);
}

const struct mdm_rule mdm_rule_fmt010 = {
	.id = "FMT010",
	.name = "unexpected-text-encoding",
	.cases = { MDM_CASE("damaged", MDM_WARNING),
	    MDM_CASE("hidden-in-key", MDM_ERROR) },
	.syntaxes = "JSON, YAML, XML",
	.summary =
	    "The text is not in the encoding it claims, or hides letters",
	.why = "UTF-16 and byte order marks are normal in exports and only "
	       "counted. Halves of UTF-16 pairs, or bytes that do not fit the "
	       "encoding, show that something was cut or saved wrongly; XML "
	       "that names another encoding than its own is refused by "
	       "parsers that keep to the standard. An "
	       "invisible character in a key makes it another key, so the "
	       "setting is ignored although it can be read. Not checked: "
	       "letters that merely look alike, and what a document inside "
	       "another says of its encoding.",
	.fix = "Save the file as UTF-8; type keys with invisible characters "
	       "again.",
	.refs = MDM_REFS("RFC 8259, section 8.1", "RFC 3629, section 3",
	    "W3C: XML 1.0, section 4.3.3"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.file = check,
};
