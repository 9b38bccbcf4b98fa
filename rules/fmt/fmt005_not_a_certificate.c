/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { FIELD, UNREADABLE_FILE };

static bool
is_something_else(const struct mdm_carrier *carrier)
{
	switch (carrier->content) {
	case MDM_CONTENT_PKCS7:
	case MDM_CONTENT_PKCS12:
	case MDM_CONTENT_REQUEST:
	case MDM_CONTENT_CRL:
	case MDM_CONTENT_PUBLIC_KEY:
	case MDM_CONTENT_PRIVATE_KEY:
	case MDM_CONTENT_OCSP:
	case MDM_CONTENT_UNKNOWN_DER:
	case MDM_CONTENT_OTHER:
		return true;
	default:
		return false;
	}
}

/* A file that calls itself a certificate and cannot be read as anything. */
static bool
is_broken_file(const struct mdm_carrier *carrier)
{
	struct mdm_str name = carrier->file_name;

	return (carrier->content == MDM_CONTENT_UNKNOWN_DER ||
		   carrier->content == MDM_CONTENT_OTHER) &&
	    (mdm_str_iends(name, ".cer") || mdm_str_iends(name, ".crt"));
}

/* A payload for PKCS#12 files holds one: SEC001 has a word on it. */
static bool
is_where_it_belongs(const struct mdm_carrier *carrier)
{
	return carrier->content == MDM_CONTENT_PKCS12 &&
	    carrier->profile != NULL && carrier->profile->kind == MDM_PFX;
}

static void
check(struct mdm_check *c, const struct mdm_carrier *carrier)
{
	if (is_where_it_belongs(carrier))
		return;
	if (carrier->need > carrier->have)
		return; /* FMT006 */
	if (carrier->role == MDM_CARRIER_FIELD && is_something_else(carrier))
		mdm_find(c, FIELD, carrier->at,
		    "expected an X.509 certificate in \"" MDM_FMT
		    "\", found %s",
		    MDM_ARG(carrier->field),
		    mdm_content_name(carrier->content));
	else if (carrier->role == MDM_CARRIER_FILE && is_broken_file(carrier))
		mdm_find(c, UNREADABLE_FILE, carrier->at,
		    "expected an X.509 certificate, found %s",
		    mdm_content_name(carrier->content));
	else
		return;
	mdm_evidence(c, mdm_str_of(mdm_content_name(carrier->content)));
}

const struct mdm_rule mdm_rule_fmt005 = {
	.id = "FMT005",
	.name = "not-a-certificate",
	.cases = { MDM_CASE("field", MDM_ERROR),
	    MDM_CASE("unreadable-file", MDM_WARNING) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, certificate files, Apple profiles, ONC, Android "
		    "policies",
	.summary = "A certificate field holds something else",
	.why = "A trusted certificate profile takes one X.509 certificate. A "
	       "PKCS#7 bundle, a PKCS#12 file, a signing request, a revocation "
	       "list or a key is stored without complaint by some tools and is "
	       "then of no use on the device; a key moreover should not be "
	       "there at all (SEC001). Not checked: what the right certificate "
	       "would be.",
	.symptom = "The portal refuses the file, or the profile shows "
		   "\"Error\" on the devices.",
	.fix = "Export the CA certificate alone, as DER, and upload that.",
	.refs = MDM_REFS("Microsoft Learn: Trusted root certificate profiles "
			 "for Microsoft Intune, export without private key"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.carrier = check,
};
