/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { UNPRINTABLE };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	for (size_t i = 0; i < p->nsecrets; i++) {
		const struct mdm_secret *s = &p->secrets[i];

		if (s->kind != MDM_SECRET_CHALLENGE || s->symbolic ||
		    s->base64 || !s->unprintable)
			continue;
		/* Not which one, nor where: it is a part of the secret. */
		mdm_find(c, UNPRINTABLE, s->at,
		    "challenge of %zu characters holds a character that "
		    "Windows refuses as non-printable",
		    s->length);
	}
}

const struct mdm_rule mdm_rule_scep024 = {
	.id = "SCEP024",
	.name = "challenge-not-printable-string",
	.cases = { MDM_CASE("unprintable", MDM_ERROR) },
	.kinds = MDM_SCEP,
	.platforms = MDM_WINDOWS | MDM_WINDOWS_PHONE,
	.syntaxes = "SyncML, OMA-URI, WAP",
	.summary = "The challenge has a character that Windows cannot send",
	.why =
	    "Windows puts the challenge into its request as an ASN.1 "
	    "PrintableString. That type has letters, digits, the blank and "
	    "' ( ) + , - . / : = ? and nothing else: an underscore, an at "
	    "sign or an asterisk makes the encoding fail before the request "
	    "is sent. Which character it is, is not told here, because it is "
	    "part of a password. Not checked: variables, and values that can "
	    "be base64, whose content may be the real challenge.",
	.symptom =
	    "DeviceManagement-Enterprise-Diagnostics-Provider, event 32: \"The "
	    "string contains a non-printable character\" (0x80092021).",
	.fix = "Choose a challenge of letters, digits and hyphens.",
	.refs = MDM_REFS("ITU-T X.680 section 41.4 (PrintableString)",
	    "Fleet, issue 47492: SCEP challenge with an underscore on Windows",
	    "Microsoft Learn: ClientCertificateInstall CSP, Challenge"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
