/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { SEVERAL };

static void
check(struct mdm_check *c, const struct mdm_carrier *carrier)
{
	if (carrier->role != MDM_CARRIER_FIELD || carrier->ncerts < 2 ||
	    carrier->content != MDM_CONTENT_CERTIFICATE)
		return; /* FMT005 owns the PKCS#7 bundle */

	mdm_find(c, SEVERAL, carrier->at,
	    "%zu certificates in \"" MDM_FMT "\"; only the first, \"" MDM_FMT
	    "\", is used",
	    carrier->ncerts, MDM_ARG(carrier->field),
	    MDM_ARG(carrier->certs[0]->name));
	mdm_evidence(c, mdm_str_of(carrier->certs[0]->sha1_hex));
}

const struct mdm_rule mdm_rule_fmt008 = {
	.id = "FMT008",
	.name = "several-certificates-in-one-field",
	.cases = { MDM_CASE("several", MDM_ERROR) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, Apple profiles, ONC, Android policies",
	.summary = "A certificate field holds several certificates",
	.why = "A trusted certificate profile delivers one certificate. Chain "
	       "files put several into one value, of which the devices use the "
	       "first at best, so the root or the issuing CA is missing on the "
	       "device. Not checked: certificate files among the inputs, where "
	       "several are legal.",
	.symptom = "Chains cannot be built although \"the chain was "
		   "deployed\".",
	.fix = "Make one trusted certificate profile per certificate.",
	.refs = MDM_REFS("Microsoft Learn: Trusted root certificate profiles "
			 "for Microsoft Intune",
	    "MicrosoftDocs/memdocs, issue 133"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.carrier = check,
};
