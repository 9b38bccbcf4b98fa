/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { UNKNOWN };

static void
check(struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert *cert = mdm_judged(c, u);

	if (cert == NULL)
		return;
	for (size_t i = 0; i < cert->nunknown_critical; i++) {
		struct mdm_str oid = cert->unknown_critical[i];

		mdm_find(c, UNKNOWN, u->at,
		    "\"" MDM_FMT
		    "\" has the unknown critical extension " MDM_FMT
		    "; validators must reject it",
		    MDM_ARG(cert->name), MDM_ARG(oid));
		mdm_evidence(c,
		    mdm_str_printf(mdm_arena_of(c), "%s " MDM_FMT,
			cert->sha256_hex, MDM_ARG(oid)));
	}
}

const struct mdm_rule mdm_rule_cert019 = {
	.id = "CERT019",
	.name = "unknown-critical-extension",
	.cases = { MDM_CASE("unknown", MDM_WARNING) },
	.syntaxes = "Graph, certificate files, Apple profiles",
	.summary = "A critical extension is one that devices do not know",
	.why =
	    "Critical means: whoever does not understand this extension must "
	    "refuse the certificate. An extension that neither the usual "
	    "validators nor Microsoft's know therefore makes the certificate "
	    "useless on most devices. Known are the extensions that OpenSSL "
	    "handles, and Microsoft's for the template, the CA's version and "
	    "the previous CA certificate. Not checked: whether the devices in "
	    "question have software that knows it.",
	.fix = "Have the certificate issued again without the extension, or "
	       "with the extension marked as not critical.",
	.refs = MDM_REFS("RFC 5280, section 4.2 (certificate extensions)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.certificate = check,
};
