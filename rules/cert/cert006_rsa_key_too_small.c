/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { APPLE, SMALL, TINY, ORGANISATION };

enum { LEAST_BITS = 2048 };

static void
check(struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert *cert = mdm_judged(c, u);
	unsigned least = mdm_organisation_of(c)->rsa_bits;
	unsigned which = SMALL;

	if (least < LEAST_BITS)
		least = LEAST_BITS;
	if (cert == NULL || cert->key_type != MDM_KEY_RSA ||
	    cert->key_bits == 0 || cert->key_bits >= least)
		return;
	if (cert->key_bits >= LEAST_BITS)
		which = ORGANISATION;
	else if (cert->key_bits < 1024)
		which = TINY;
	else if (((unsigned)u->platform & MDM_APPLE) != 0)
		which = APPLE;

	mdm_find(c, which, u->at,
	    "\"" MDM_FMT "\" has an RSA key of %u bits; %u are the least",
	    MDM_ARG(cert->name), cert->key_bits, least);
	mdm_evidence(c, mdm_str_of(cert->sha256_hex));
}

const struct mdm_rule mdm_rule_cert006 = {
	.id = "CERT006",
	.name = "rsa-key-too-small",
	.cases = { MDM_CASE("apple", MDM_ERROR),
	    MDM_CASE("below-2048", MDM_WARNING),
	    MDM_CASE("below-1024", MDM_ERROR),
	    MDM_CASE("organisation", MDM_WARNING) },
	.syntaxes = "Graph, certificate files, Apple profiles, ONC, Android "
		    "policies",
	.summary = "An RSA key has fewer than 2048 bits",
	.why =
	    "Apple's systems refuse TLS chains with RSA keys under 2048 bits "
	    "in the server's certificate or an issuing CA; Windows refuses "
	    "keys under 1024 bits anywhere, and many servers and clients "
	    "have moved to 2048. So it is an error on Apple platforms, and "
	    "below 1024 bits everywhere, else a warning. The configuration can "
	    "demand more. Not checked: what "
	    "the certificates issued by this CA are used for.",
	.symptom = "iOS and macOS: MCSCEPErrorDomain 22013, \"The SCEP server "
		   "returned an invalid response\".",
	.fix = "Give the CA a new key of at least 2048 bits (3072 or more "
	       "for a CA that is to last), and deploy the new certificate.",
	.refs = MDM_REFS("Apple Support 103769: Requirements for trusted "
			 "certificates in iOS 13 and macOS 10.15",
	    "Microsoft security advisory 2661254: minimum certificate key "
	    "length"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.certificate = check,
};
