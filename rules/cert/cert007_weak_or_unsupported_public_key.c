/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { EXPONENT, CURVE, EXPLICIT_PARAMETERS, DSA, EDDSA, NO_CASE };

static bool
curve_is_common(struct mdm_str curve)
{
	/* P-256, P-384, P-521 as OpenSSL calls them */
	return mdm_str_is(curve, "prime256v1") ||
	    mdm_str_is(curve, "secp384r1") || mdm_str_is(curve, "secp521r1");
}

static unsigned
case_of(const struct mdm_cert *cert)
{
	switch (cert->key_type) {
	case MDM_KEY_RSA: /* CERT006 asks for the size */
		return cert->exponent_bad ? EXPONENT : NO_CASE;
	case MDM_KEY_EC:
		if (cert->curve_explicit)
			return EXPLICIT_PARAMETERS;
		return curve_is_common(cert->curve) ? NO_CASE : CURVE;
	case MDM_KEY_DSA:
		return DSA;
	case MDM_KEY_ED:
		return EDDSA;
	case MDM_KEY_UNKNOWN:
		break;
	}
	return NO_CASE;
}

static const char *
problem(unsigned which)
{
	static const char *const texts[] = {
		[EXPONENT] = " with a public exponent that is even or below 3",
		[CURVE] = ", a curve that few platforms support",
		[EXPLICIT_PARAMETERS] =
		    (" with spelled-out curve parameters, which RFC 5480 "
		     "forbids in certificates"),
		[DSA] = ", an algorithm that current platforms dropped",
		[EDDSA] = ", which Windows and SCEP are not known to support",
	};

	return texts[which];
}

static void
check(struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert *cert = mdm_judged(c, u);
	unsigned which;

	if (cert == NULL)
		return;
	which = case_of(cert);
	if (which == NO_CASE)
		return;

	mdm_find(c, which, u->at, "\"" MDM_FMT "\" uses " MDM_FMT "%s",
	    MDM_ARG(cert->name), MDM_ARG(cert->key_name), problem(which));
	mdm_evidence(c, mdm_str_of(cert->sha256_hex));
}

const struct mdm_rule mdm_rule_cert007 = {
	.id = "CERT007",
	.name = "weak-or-unsupported-public-key",
	.cases = { MDM_CASE("rsa-exponent", MDM_WARNING),
	    MDM_CASE("uncommon-curve", MDM_WARNING),
	    MDM_CASE("explicit-curve-parameters", MDM_ERROR),
	    MDM_CASE("dsa", MDM_WARNING), MDM_CASE("eddsa", MDM_INFO) },
	.syntaxes = "Graph, certificate files, Apple profiles",
	.summary = "A public key is of a kind that devices may not accept",
	.why =
	    "Devices agree on RSA with an odd exponent, and on the curves "
	    "P-256, P-384 and P-521 given by name. Parameters that are "
	    "spelled out are forbidden by RFC 5480 and refused since they "
	    "were used to forge signatures (CVE-2020-0601). DSA is gone from "
	    "current systems. Not checked: which releases are in use; that "
	    "Windows and SCEP do not support Ed25519 and Ed448 is unverified, "
	    "hence information only.",
	.fix = "Use RSA with 2048 bits or more and the exponent 65537, or "
	       "P-256 or P-384 where no SCEP is involved.",
	.refs = MDM_REFS("RFC 5480, section 2.1.1 (EC parameters)",
	    "RFC 8017, section 3.1 (RSA public key)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.certificate = check,
};
