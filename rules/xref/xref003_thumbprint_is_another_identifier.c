/* SPDX-License-Identifier: MIT */
#include "support/identifier.h"

enum { ANOTHER_IDENTIFIER };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_field *f = &p->cloud_ca->thumbprint;
	const struct mdm_corpus *corpus = mdm_corpus_of(c);
	struct mdm_thumbprint_text text;
	struct mdm_identified found;
	uint8_t sha1[20];

	if (!mdm_literal(f))
		return;
	text = mdm_thumbprint_clean(mdm_arena_of(c), f->v);
	if (!text.hex)
		return;
	if (mdm_hex_exact(text.digits, sha1, sizeof(sha1)) &&
	    mdm_corpus_by_sha1(corpus, sha1) != NULL)
		return;
	found = mdm_identify(mdm_arena_of(c), corpus, text.digits);
	if (found.cert == NULL)
		return;

	mdm_find(c, ANOTHER_IDENTIFIER, f->at,
	    "thumbprint is the %s of \"" MDM_FMT "\", not its SHA-1 thumbprint",
	    found.kind, MDM_ARG(found.cert->name));
	mdm_evidence(c, text.digits);
	mdm_compare(
	    c, "SHA-1", mdm_str_of(found.cert->sha1_hex), "found", text.digits);
	mdm_advise(c, "Replace it by %s.", found.cert->sha1_hex);
}

const struct mdm_rule mdm_rule_xref003 = {
	.id = "XREF003",
	.name = "thumbprint-is-another-identifier",
	.cases = { MDM_CASE("another-identifier", MDM_ERROR) },
	.kinds = MDM_CLOUD_CA,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph (Cloud PKI)",
	.summary = "A thumbprint is another identifier of the certificate",
	.why =
	    "A thumbprint is the SHA-1 of the whole DER certificate. The value "
	    "equals something else that identifies a certificate of the set: "
	    "its SHA-256, the first 40 digits of that, its MD5, subject key "
	    "identifier, serial number, public key hash, or the SHA-1 of its "
	    "PEM text. No device will ever find the certificate by it. Not "
	    "checked: identifiers of certificates that are not in the set.",
	.fix = "Use the SHA-1 of the DER certificate, 40 hex digits.",
	.refs = MDM_REFS(
	    "Microsoft Learn: ClientCertificateInstall CSP, CAThumbprint",
	    "Microsoft Graph: cloudCertificationAuthority, thumbprint"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.fixable = true,
	.profile = check,
};
