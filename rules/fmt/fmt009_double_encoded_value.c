/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { DOUBLE_ENCODED };

static const char *
wrapping_name(enum mdm_wrapping wrapping)
{
	switch (wrapping) {
	case MDM_WRAPPED_TWICE:
		return "base64 of base64";
	case MDM_WRAPPED_HEX:
		return "hexadecimal";
	case MDM_WRAPPED_PERCENT:
		return "percent-encoded base64";
	case MDM_WRAPPED_HTML:
		return "HTML-escaped base64";
	case MDM_WRAPPED_ONCE:
	case MDM_WRAPPED_PEM_TEXT: /* FMT002 */
		break;
	}
	return NULL;
}

static void
check(struct mdm_check *c, const struct mdm_carrier *carrier)
{
	const char *name = wrapping_name(carrier->wrapping);

	if (carrier->role != MDM_CARRIER_FIELD || name == NULL)
		return;

	mdm_find(c, DOUBLE_ENCODED, carrier->at,
	    "certificate field \"" MDM_FMT "\" is %s", MDM_ARG(carrier->field),
	    name);
	mdm_repair_certificate(c, carrier);
}

const struct mdm_rule mdm_rule_fmt009 = {
	.id = "FMT009",
	.name = "double-encoded-value",
	.cases = { MDM_CASE("double-encoded", MDM_ERROR) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, Apple profiles",
	.summary = "A certificate is encoded once too often, or otherwise",
	.why =
	    "The field is decoded exactly once from base64. When the text was "
	    "encoded twice, or as hex, percent or HTML escapes, what comes "
	    "out is not a certificate. It was decoded here to check it all "
	    "the same. Not checked: more than one level too many.",
	.symptom = "The profile shows \"Error\" on the devices.",
	.fix = "Encode the DER file exactly once (base64 -w0).",
	.refs = MDM_REFS("RFC 4648, section 4",
	    "Microsoft Graph: windows81TrustedRootCertificate, "
	    "trustedRootCertificate (Edm.Binary)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.fixable = true,
	.carrier = check,
};
