/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { MD, SHA1, SELF_SIGNED };

static bool
is_md(enum mdm_signature_hash hash)
{
	return hash == MDM_HASH_MD2 || hash == MDM_HASH_MD4 ||
	    hash == MDM_HASH_MD5;
}

static void
check(struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert *cert = mdm_judged(c, u);

	if (cert == NULL)
		return;
	if (cert->signature_hash != MDM_HASH_SHA1 &&
	    !is_md(cert->signature_hash))
		return;

	if (cert->self_signed)
		mdm_find(c, SELF_SIGNED, u->at,
		    "self-signed \"" MDM_FMT "\" is signed with " MDM_FMT
		    "; as a trust anchor it is not verified by this signature",
		    MDM_ARG(cert->name), MDM_ARG(cert->signature_name));
	else
		mdm_find(c, is_md(cert->signature_hash) ? MD : SHA1, u->at,
		    "\"" MDM_FMT "\" is signed with " MDM_FMT
		    "; Apple and current Windows reject it for TLS",
		    MDM_ARG(cert->name), MDM_ARG(cert->signature_name));
	mdm_evidence(c, mdm_str_of(cert->sha256_hex));
	if (cert->self_signed)
		mdm_advise(c,
		    "Nothing has to be done now; when the root is "
		    "renewed, let it use SHA-256.");
}

const struct mdm_rule mdm_rule_cert005 = {
	.id = "CERT005",
	.name = "weak-signature-algorithm",
	.cases = { MDM_CASE("md5-or-older", MDM_ERROR),
	    MDM_CASE("sha1", MDM_WARNING), MDM_CASE("self-signed", MDM_INFO) },
	.syntaxes = "Graph, certificate files, ONC, Android policies",
	.summary = "A certificate is signed with MD5 or SHA-1",
	.why =
	    "Collisions can be made for MD5 with little effort and for SHA-1 "
	    "with some, so platforms stopped accepting chains with such "
	    "signatures: Apple since iOS 13 and macOS 10.15 for TLS, and "
	    "Microsoft names SHA-1 in the CA chain as a reason for failing "
	    "SCEP on iOS. The own signature of a trust anchor proves nothing "
	    "and is not relied on, so a self-signed certificate is "
	    "information only. Not checked: what the servers' chains really "
	    "contain.",
	.symptom = "iOS console: \"The Registration Authority's response is "
		   "invalid\" and no GetCACaps request at the server.",
	.fix = "Have the certificate issued again with SHA-256, and deploy "
	       "that one.",
	.refs = MDM_REFS("Apple Support 103769: Requirements for trusted "
			 "certificates in iOS 13 and macOS 10.15",
	    "Microsoft Learn: Intune iOS SCEP failure, no GetCACaps request "
	    "(causes)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.certificate = check,
};
