/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { NOT_BASE64, PEM_TEXT };

static void
check(struct mdm_check *c, const struct mdm_carrier *carrier)
{
	if (carrier->role != MDM_CARRIER_FIELD)
		return;
	if (carrier->wrapping == MDM_WRAPPED_PEM_TEXT) {
		mdm_find(c, PEM_TEXT, carrier->at,
		    "certificate field \"" MDM_FMT
		    "\" holds PEM text instead of base64",
		    MDM_ARG(carrier->field));
		return;
	}
	if (carrier->content != MDM_CONTENT_NOT_BASE64)
		return; /* FMT009 owns other encodings */

	mdm_find(c, NOT_BASE64,
	    mdm_at_within(
		carrier->at, carrier->length, carrier->base64.bad_offset, 1),
	    "certificate field \"" MDM_FMT "\" is not base64: %s at offset %zu",
	    MDM_ARG(carrier->field),
	    carrier->base64.problem != NULL ? carrier->base64.problem
					    : "nothing decodable",
	    carrier->base64.bad_offset);
}

const struct mdm_rule mdm_rule_fmt002 = {
	.id = "FMT002",
	.name = "base64-invalid",
	.cases = { MDM_CASE("not-base64", MDM_ERROR),
	    MDM_CASE("pem-text", MDM_ERROR) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, Apple profiles, ONC, Android policies",
	.summary = "A certificate field is not base64",
	.why =
	    "The field carries the bytes of the certificate file in base64. A "
	    "character outside the alphabet, padding in the middle or a cut "
	    "end means that the text was damaged or never was base64; then "
	    "the certificate inside it could not be looked at. White space is "
	    "tolerated. Not checked: what the certificate would have been.",
	.symptom = "The import fails, or the profile shows \"Error\" on the "
		   "devices.",
	.fix = "Encode the DER file again (base64 -w0) and put the result "
	       "into the field.",
	.refs = MDM_REFS("RFC 4648, section 4",
	    "Microsoft Graph: windows81TrustedRootCertificate, "
	    "trustedRootCertificate (Edm.Binary)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.carrier = check,
};
