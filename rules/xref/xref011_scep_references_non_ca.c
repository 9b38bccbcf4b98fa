/* SPDX-License-Identifier: MIT */
#include "support/reference.h"

enum { END_ENTITY };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_cert *ca = mdm_scep_ca(c, p);
	const struct mdm_profile *root = mdm_scep_root(p);

	if (ca == NULL || !mdm_cert_is_leaf(ca))
		return;

	mdm_find(c, END_ENTITY, mdm_scep_ca_at(p),
	    "SCEP profile is bound to an end-entity certificate \"" MDM_FMT
	    "\"",
	    MDM_ARG(ca->name));
	mdm_evidence(c, mdm_str_of(ca->sha1_hex));
	if (root != NULL)
		mdm_also(c, root->trust->carrier->at,
		    "the certificate, issued by \"" MDM_FMT "\"",
		    MDM_ARG(ca->issuer_name));
}

const struct mdm_rule mdm_rule_xref011 = {
	.id = "XREF011",
	.name = "scep-references-non-ca",
	.cases = { MDM_CASE("end-entity", MDM_ERROR) },
	.kinds = MDM_SCEP,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP",
	.summary = "The SCEP profile is bound to an end-entity certificate",
	.why = "The device compares the thumbprint with the CA certificates of "
	       "the SCEP server's answer. An NDES answer also holds two RA "
	       "certificates, and a TLS certificate is easily taken from the "
	       "browser: neither is the CA. Not checked: certificates that say "
	       "nothing about being a CA.",
	.symptom = "Event 32 \"The hash value is not correct\" (0x80091007).",
	.fix = "Bind the profile to the certificate of the CA itself; the "
	       "SCEP server's RA and TLS certificates are not it.",
	.refs = MDM_REFS("Microsoft Learn: Trusted root certificate profiles "
			 "for Microsoft Intune, note on leaf certificates",
	    "RFC 8894, section 4.2 (GetCACert)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
