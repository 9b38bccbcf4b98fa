/* SPDX-License-Identifier: MIT */
#include "support/thumbprint.h"

enum { NEAR_MISS };

static void
check_one(struct mdm_check *c, const struct mdm_field *f, const char *name)
{
	struct mdm_thumbprint t = mdm_thumbprint_judge(c, f);

	if (t.state != MDM_THUMBPRINT_NEAR)
		return;

	mdm_find(c, NEAR_MISS, f->at,
	    "%s is %s away from the %s thumbprint of \"" MDM_FMT "\"", name,
	    mdm_str_distance(t.text.digits, t.right, 2) == 1
		? "one typing error"
		: "two typing errors",
	    t.digest, MDM_ARG(t.cert->name));
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

const struct mdm_rule mdm_rule_xref004 = {
	.id = "XREF004",
	.name = "thumbprint-near-miss",
	.cases = { MDM_CASE("near-miss", MDM_ERROR) },
	.kinds = MDM_CLOUD_CA | MDM_SCEP | MDM_NETWORK,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph (Cloud PKI), SyncML, OMA-URI, WAP, EAP XML, "
		    "Apple profiles",
	.summary = "A thumbprint is a typing error away from a certificate's",
	.why =
	    "The value is the thumbprint of no certificate of the set, but it "
	    "becomes that of exactly one when one or two digits are replaced, "
	    "added or left out, or two neighbours are swapped. By chance that "
	    "does not happen: thumbprints of different certificates differ "
	    "nearly everywhere. A device compares all digits and finds "
	    "nothing. Not checked: thumbprints with more than two errors, and "
	    "node names, which STORE005 and STORE006 look at.",
	.symptom =
	    "For a SCEP profile, event 32 \"The hash value is not correct\" "
	    "(0x80091007); for a network, the server counts as untrusted.",
	.fix = "Copy the SHA-1 thumbprint from the certificate again.",
	.refs = MDM_REFS(
	    "Microsoft Learn: ClientCertificateInstall CSP, CAThumbprint",
	    "FIPS 180-4 (SHA-1)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.fixable = true,
	.profile = check,
};
