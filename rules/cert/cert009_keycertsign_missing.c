/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { CA, ISSUER };

static void
check(struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert *cert = mdm_judged(c, u);
	const struct mdm_corpus *corpus = mdm_corpus_of(c);
	const struct mdm_cert_entry *child;

	if (cert == NULL || !cert->has_key_usage ||
	    (cert->key_usage & MDM_KU_KEY_CERT_SIGN) != 0)
		return;
	if (cert->is_ca) {
		mdm_find(c, CA, u->at,
		    "\"" MDM_FMT "\" is a CA certificate, but its keyUsage "
		    "lacks keyCertSign",
		    MDM_ARG(cert->name));
		mdm_evidence(c, mdm_str_of(cert->sha256_hex));
		return;
	}
	if (u->profile == NULL)
		return; /* files are not compared with each other */
	child =
	    mdm_issued_by(corpus, mdm_corpus_entry(corpus, cert), u->platform);
	if (child == NULL || child->cert == cert)
		return; /* STORE004, XREF011: not a CA at all */

	mdm_find(c, ISSUER, u->at,
	    "\"" MDM_FMT "\" has issued \"" MDM_FMT "\", but its keyUsage "
	    "lacks keyCertSign",
	    MDM_ARG(cert->name), MDM_ARG(child->cert->name));
	mdm_evidence(c, mdm_str_of(cert->sha256_hex));
	mdm_also(
	    c, mdm_entry_at(child, u->platform), "the certificate it issued");
}

const struct mdm_rule mdm_rule_cert009 = {
	.id = "CERT009",
	.name = "keycertsign-missing",
	.cases = { MDM_CASE("ca", MDM_ERROR), MDM_CASE("issuer", MDM_ERROR) },
	.syntaxes = "Graph, certificate files, Apple profiles",
	.summary = "A CA certificate is not allowed to sign certificates",
	.why =
	    "When keyUsage is there, only keyCertSign permits the key to sign "
	    "certificates; RFC 5280 demands the bit of every CA, and a "
	    "validator refuses all that was issued without it. Usually "
	    "another certificate of the CA was picked, one for encryption or "
	    "for signing revocation lists. Not checked: certificate files "
	    "that are no CA by their own words; whether a platform skips the "
	    "check for trust anchors.",
	.fix = "Upload the CA's own certificate; if this is the one, have it "
	       "issued again with keyCertSign.",
	.refs = MDM_REFS("RFC 5280, section 4.2.1.3 (Key Usage)",
	    "RFC 5280, section 4.2.1.9 (Basic Constraints)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.certificate = check,
};
