/* SPDX-License-Identifier: MIT */
#include "support/thumbprint.h"

enum { ANOTHER_IDENTIFIER };

static void
check_one(struct mdm_check *c, const struct mdm_field *f, const char *name)
{
	struct mdm_thumbprint t = mdm_thumbprint_judge(c, f);

	if (t.state != MDM_THUMBPRINT_OTHER)
		return;

	mdm_find(c, ANOTHER_IDENTIFIER, f->at,
	    "%s is the %s of \"" MDM_FMT "\", not its %s thumbprint", name,
	    t.kind, MDM_ARG(t.cert->name), t.digest);
	mdm_evidence(c, t.text.digits);
	mdm_compare(c, t.digest, t.right, "found", t.text.digits);
	mdm_advise_digest(c, f, name, t.right);
	if (!f->bytes)
		mdm_repair(c, t.right);
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_field *f;
	const char *name;
	size_t i = 0;

	if (p->sample)
		return; /* SCEP009 */
	while ((f = mdm_thumbprint_next(p, &i, &name)) != NULL)
		check_one(c, f, name);
}

const struct mdm_rule mdm_rule_xref003 = {
	.id = "XREF003",
	.name = "thumbprint-is-another-identifier",
	.cases = { MDM_CASE("another-identifier", MDM_ERROR) },
	.kinds = MDM_CLOUD_CA | MDM_SCEP | MDM_NETWORK,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph (Cloud PKI), SyncML, OMA-URI, WAP, EAP XML, "
		    "Apple profiles",
	.summary = "A thumbprint is another identifier of the certificate",
	.why =
	    "A thumbprint is the SHA-1 of the whole DER certificate; in "
	    "Apple's CAFingerprint its length tells the hash. The value "
	    "equals something else that identifies a certificate of the set: "
	    "its SHA-256, the first 40 digits of that, its MD5, subject key "
	    "identifier, serial number, public key hash, or the SHA-1 of its "
	    "PEM text. No device will ever find the certificate by it. Not "
	    "checked: identifiers of certificates that are not in the set, "
	    "and node names, which STORE005 and STORE006 look at.",
	.symptom =
	    "For a SCEP profile, event 32 \"The hash value is not correct\" "
	    "(0x80091007); for a network, the server counts as untrusted.",
	.fix = "Use the SHA-1 of the DER certificate, 40 hex digits.",
	.refs = MDM_REFS(
	    "Microsoft Learn: ClientCertificateInstall CSP, CAThumbprint",
	    "Microsoft Graph: cloudCertificationAuthority, thumbprint"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.fixable = true,
	.profile = check,
};
