/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { CLEAR };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	for (size_t i = 0; i < p->nsecrets; i++) {
		const struct mdm_secret *s = &p->secrets[i];

		if (s->kind != MDM_SECRET_CHALLENGE || s->symbolic ||
		    s->length == 0)
			continue;
		mdm_find(c, CLEAR, s->at,
		    "SCEP challenge of %zu characters in clear text in "
		    "\"" MDM_FMT "\"",
		    s->length, MDM_ARG(s->key));
	}
}

const struct mdm_rule mdm_rule_sec003 = {
	.id = "SEC003",
	.name = "scep-challenge-in-clear",
	.cases = { MDM_CASE("clear", MDM_WARNING) },
	.kinds = MDM_SCEP,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "SyncML, OMA-URI, WAP, Apple profiles, SCEP credentials",
	.summary = "A SCEP challenge is written into the profile",
	.why =
	    "The challenge is the password with which a device asks the CA "
	    "for a certificate. One that stands in a file is the same for all "
	    "devices, and whoever reads it can enrol anything until somebody "
	    "changes it; base64 does not hide it. Variables and masks are "
	    "silent. Not checked: whether the challenge has been used up or "
	    "has expired.",
	.fix = "Let the management service fill in a challenge for each "
	       "device, or use a secret variable, and change the one that "
	       "stands here.",
	.refs =
	    MDM_REFS("Microsoft Learn: ClientCertificateInstall CSP, Challenge",
		"RFC 8894 section 7.3 (challenge password)", "CWE-312"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
