/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { TRAILING };

static void
check(struct mdm_check *c, const struct mdm_carrier *carrier)
{
	if (carrier->trailing == 0 || carrier->ncerts == 0)
		return;

	mdm_find(c, TRAILING, carrier->at,
	    "%zu byte%s after the certificate; SHA-1 of the certificate is %s",
	    carrier->trailing, carrier->trailing == 1 ? "" : "s",
	    carrier->certs[0]->sha1_hex);
	mdm_evidence(c, mdm_str_of(carrier->certs[0]->sha1_hex));
}

const struct mdm_rule mdm_rule_fmt007 = {
	.id = "FMT007",
	.name = "trailing-data",
	.cases = { MDM_CASE("trailing", MDM_WARNING) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, certificate files, Apple profiles, ONC, Android "
		    "policies",
	.summary = "Bytes follow the certificate",
	.why =
	    "Behind the certificate's DER there is something that belongs to "
	    "no object. A device that hashes the whole value gets another "
	    "thumbprint than one that hashes the certificate. White space and "
	    "zero bytes are not counted. Not checked: what the bytes mean.",
	.fix = "Export the certificate again and upload exactly one.",
	.refs = MDM_REFS("ITU-T X.690, section 8.1.3", "RFC 5280, section 4.1"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.carrier = check,
};
