/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { TRUNCATED };

static void
check(struct mdm_check *c, const struct mdm_carrier *carrier)
{
	if (carrier->need <= carrier->have)
		return;

	mdm_find(c, TRUNCATED, carrier->at,
	    "certificate is cut off: %zu of %zu bytes are there", carrier->have,
	    carrier->need);
}

const struct mdm_rule mdm_rule_fmt006 = {
	.id = "FMT006",
	.name = "certificate-truncated",
	.cases = { MDM_CASE("truncated", MDM_ERROR) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, certificate files, Apple profiles, ONC, Android "
		    "policies",
	.summary = "A certificate is cut off",
	.why =
	    "The certificate's outer length says how many bytes it has, and "
	    "fewer are there: the text was cut when it was copied or stored. "
	    "No device can decode it. Not checked: what stood in the missing "
	    "part.",
	.symptom = "The profile shows \"Error\" on the devices.",
	.fix = "Export the certificate again and compare the size of the "
	       "file with what is uploaded.",
	.refs = MDM_REFS("ITU-T X.690, section 8.1.3"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.carrier = check,
};
