/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { MD, SHA1, SELF_SIGNED, NOT_ALLOWED };

static bool
is_md(enum mdm_signature_hash hash)
{
	return hash == MDM_HASH_MD2 || hash == MDM_HASH_MD4 ||
	    hash == MDM_HASH_MD5;
}

/* The bit of the hash that its name tells; 0: of no hash that is known. */
static unsigned
hash_of(const struct mdm_cert *cert)
{
	static const struct {
		const char *part;
		enum mdm_allowed_hash bit;
	} hashes[] = {
		{ "sha256", MDM_ALLOW_SHA256 },
		{ "sha384", MDM_ALLOW_SHA384 },
		{ "sha512", MDM_ALLOW_SHA512 },
	};

	for (size_t i = 0; i < sizeof(hashes) / sizeof(hashes[0]); i++) {
		if (mdm_str_ihas(cert->signature_name, hashes[i].part))
			return hashes[i].bit;
	}
	return 0;
}

/* The signature of a trust anchor is nothing that anybody relies on. */
static void
check_organisation(
    struct mdm_check *c, const struct mdm_use *u, const struct mdm_cert *cert)
{
	unsigned allowed = mdm_organisation_of(c)->hashes;
	unsigned hash = hash_of(cert);

	if (allowed == 0 || hash == 0 || (allowed & hash) != 0 ||
	    cert->self_signed)
		return;
	mdm_find(c, NOT_ALLOWED, u->at,
	    "\"" MDM_FMT "\" is signed with " MDM_FMT
	    ", which the organisation does not allow",
	    MDM_ARG(cert->name), MDM_ARG(cert->signature_name));
	mdm_evidence(c, mdm_str_of(cert->sha256_hex));
	mdm_advise(c,
	    "Have the certificate issued again with one of the "
	    "hashes that the configuration names.");
}

static void
check(struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert *cert = mdm_judged(c, u);

	if (cert == NULL)
		return;
	if (cert->signature_hash != MDM_HASH_SHA1 &&
	    !is_md(cert->signature_hash)) {
		check_organisation(c, u, cert);
		return;
	}

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
	    MDM_CASE("sha1", MDM_WARNING), MDM_CASE("self-signed", MDM_INFO),
	    MDM_CASE("not-allowed", MDM_WARNING) },
	.syntaxes = "Graph, certificate files, Apple profiles, ONC, Android "
		    "policies",
	.summary = "A certificate is signed with MD5 or SHA-1",
	.why =
	    "Collisions can be made for MD5 with little effort and for SHA-1 "
	    "with some, so platforms stopped accepting chains with such "
	    "signatures: Apple since iOS 13 and macOS 10.15 for TLS, and "
	    "Microsoft names SHA-1 in the CA chain as a reason for failing "
	    "SCEP on iOS. The own signature of a trust anchor proves nothing "
	    "and is not relied on, so a self-signed certificate is "
	    "information only. The configuration can name the only hashes "
	    "that an organisation allows. Not checked: what the servers' chains really "
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
