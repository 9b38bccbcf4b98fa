/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { EMPTY, REDACTED };

static void
check(struct mdm_check *c, const struct mdm_carrier *carrier)
{
	const struct mdm_profile *p = carrier->profile;

	if (p == NULL || p->kind != MDM_TRUST)
		return;
	if (carrier->content == MDM_CONTENT_EMPTY)
		mdm_find(c, EMPTY, carrier->at,
		    "profile \"" MDM_FMT "\" contains no certificate",
		    MDM_ARG(p->name));
	else if (carrier->content == MDM_CONTENT_REDACTED)
		mdm_find(c, REDACTED, carrier->at,
		    "the certificate of profile \"" MDM_FMT
		    "\" was masked in this export",
		    MDM_ARG(p->name));
}

const struct mdm_rule mdm_rule_fmt011 = {
	.id = "FMT011",
	.name = "certificate-field-empty",
	.cases = { MDM_CASE("empty", MDM_ERROR),
	    MDM_CASE("redacted", MDM_INFO) },
	.kinds = MDM_TRUST,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, ONC, Android policies",
	.summary = "A trusted certificate profile contains no certificate",
	.why =
	    "The field is there and says nothing, so the profile deploys "
	    "nothing and every SCEP profile bound to it fails. A masked value "
	    "may be right in the tenant; the export cannot tell. Not checked: "
	    "exports without the field, which come from tools that leave "
	    "properties out.",
	.symptom = "The profile shows \"Error\" on the devices.",
	.fix = "Upload the certificate to the profile, or export it again "
	       "with its content.",
	.refs = MDM_REFS("Microsoft Graph: windows81TrustedRootCertificate, "
			 "trustedRootCertificate"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.carrier = check,
};
