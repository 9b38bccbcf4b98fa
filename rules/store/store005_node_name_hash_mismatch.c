/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { MISMATCH };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_field *name = &p->trust->node_name;
	const struct mdm_cert *cert = p->trust->cert;
	uint8_t said[20];

	if (p->sample || cert == NULL || !mdm_literal(name) ||
	    !mdm_hex_exact(name->v, said, sizeof(said)) ||
	    memcmp(said, cert->sha1, sizeof(said)) == 0)
		return;

	mdm_find(c, MISMATCH, name->at,
	    "the node is named " MDM_FMT
	    ", but the SHA-1 of the certificate is %s",
	    MDM_ARG(name->v), cert->sha1_hex);
	mdm_evidence(c, name->v);
	mdm_evidence(c, mdm_str_of(cert->sha1_hex));
	mdm_also(c, p->trust->carrier->at, "the certificate of \"" MDM_FMT "\"",
	    MDM_ARG(cert->name));
	mdm_compare(
	    c, "certificate", mdm_str_of(cert->sha1_hex), "node", name->v);
}

const struct mdm_rule mdm_rule_store005 = {
	.id = "STORE005",
	.name = "node-name-hash-mismatch",
	.cases = { MDM_CASE("mismatch", MDM_ERROR) },
	.kinds = MDM_TRUST,
	.platforms = MDM_WINDOWS,
	.syntaxes = "SyncML, OMA-URI, WAP",
	.summary = "A certificate stands under another one's thumbprint",
	.why =
	    "The name of the node is the SHA-1 of the certificate it holds. "
	    "When they differ, one of the two was exchanged: either the wrong "
	    "certificate is delivered, or the old name was left behind when "
	    "the CA was renewed. Not checked: values that are no certificate.",
	.symptom = "The command fails, or the certificate in the store is not "
		   "the one that the profile names.",
	.fix = "Make sure that the certificate is the right one, and name the "
	       "node by its SHA-1.",
	.refs = MDM_REFS("Microsoft Learn: RootCATrustedCertificates CSP, "
			 "{CertHash}",
	    "[MS-MDE2], section 2.2.9.2"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
