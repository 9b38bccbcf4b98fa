/* SPDX-License-Identifier: MIT */
#include "support/payload.h"

enum { HEX_TEXT, LENGTH };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_field *f = &p->enrolment->ca_fingerprint;
	size_t n = f->v.n / 2;

	if (p->apple == NULL || !mdm_literal(f) || !f->bytes)
		return; /* PLIST004 owns other types than data */
	if (mdm_bytes_are_hex_text(f->v))
		mdm_find(c, HEX_TEXT, f->at,
		    "CAFingerprint holds %zu letters of hexadecimal text, not "
		    "the bytes they stand for",
		    n);
	else if (mdm_digest_name(n) == NULL)
		mdm_find(c, LENGTH, f->at,
		    "CAFingerprint has %zu byte%s; no hash has that length", n,
		    n == 1 ? "" : "s");
}

const struct mdm_rule mdm_rule_plist007 = {
	.id = "PLIST007",
	.name = "ca-fingerprint-malformed",
	.cases = { MDM_CASE("hex-text", MDM_ERROR),
	    MDM_CASE("length", MDM_ERROR) },
	.kinds = MDM_SCEP,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Apple profiles, SCEP credentials",
	.summary = "CAFingerprint does not hold the bytes of a hash",
	.why = "CAFingerprint is compared with a hash of the certificate "
	       "that the SCEP server presents, and the number of its bytes "
	       "tells which hash: 16 MD5, 20 SHA-1, 28, 32, 48 and 64 the "
	       "SHA-2 family. Any other number matches nothing. The usual "
	       "mistake is to encode the hexadecimal text of the fingerprint "
	       "instead of its bytes, which gives 40 or 64 letters. Not "
	       "checked: which certificate the server presents.",
	.symptom = "Enrolment fails; the log of the device says that no "
		   "algorithm or no certificate matches the CA fingerprint.",
	.fix = "Turn the hexadecimal text into bytes first (xxd -r -p) and "
	       "encode those in base64.",
	.refs = MDM_REFS("Apple device management: com.apple.security.scep",
	    "Apple Security framework, SecSCEP.h"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
