/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { GRAPH, NODE };

/* Windows takes what a node holds as it is; nobody converts it. */
static bool
is_node(const struct mdm_carrier *carrier)
{
	return carrier->profile != NULL &&
	    (carrier->profile->dialect == MDM_DIALECT_SYNCML ||
		carrier->profile->dialect == MDM_DIALECT_OMA ||
		carrier->profile->dialect == MDM_DIALECT_WAP);
}

static void
check(struct mdm_check *c, const struct mdm_carrier *carrier)
{
	if (carrier->role != MDM_CARRIER_FIELD || !carrier->pem_in_base64)
		return;
	if (carrier->profile != NULL &&
	    mdm_str_is(carrier->profile->type, "com.apple.security.pem"))
		return; /* that payload is made for PEM text */

	mdm_find(c, is_node(carrier) ? NODE : GRAPH, carrier->at,
	    "certificate field \"" MDM_FMT "\" is base64 of a PEM text",
	    MDM_ARG(carrier->field));
	mdm_repair_certificate(c, carrier);
}

const struct mdm_rule mdm_rule_fmt004 = {
	.id = "FMT004",
	.name = "pem-text-inside-base64",
	.cases = { MDM_CASE("graph", MDM_INFO), MDM_CASE("node", MDM_ERROR) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP, Apple profiles",
	.summary = "A certificate field is base64 of a PEM text",
	.why =
	    "Intune documents a DER-encoded .cer file; a script that encodes "
	    "a PEM file wraps base64 in base64. Such profiles are common and "
	    "apparently accepted by the service, so this is a hint. A node of "
	    "a Windows CSP takes DER and nothing else: there it is an error. "
	    "The certificate inside was checked all the same. Not checked: "
	    "whether the service converts it before it reaches devices.",
	.fix = "Convert the certificate to DER (openssl x509 -outform DER) "
	       "and upload that file.",
	.refs = MDM_REFS("Microsoft Learn: Trusted root certificate profiles "
			 "for Microsoft Intune, export of a .cer file",
	    "MicrosoftDocs/memdocs, issue 2350"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.fixable = true,
	.carrier = check,
};
