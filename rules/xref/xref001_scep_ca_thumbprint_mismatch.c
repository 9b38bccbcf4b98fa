/* SPDX-License-Identifier: MIT */
#include "support/unmatched.h"

enum { LINKED, DOCUMENT, CLOSED_SET, BESIDE };

static void
report(struct mdm_check *c, const struct mdm_unmatched *u, unsigned which)
{
	const struct mdm_cert *ca = u->expected->cert;
	struct mdm_str digest = mdm_unmatched_digest(c, u, ca);

	mdm_find(c, which, u->field->at,
	    "%s " MDM_FMT " matches none of the CA certificates delivered with "
	    "this SCEP profile (found " MDM_FMT " \"" MDM_FMT "\")",
	    u->name, MDM_ARG(u->digits), MDM_ARG(digest), MDM_ARG(ca->name));
	mdm_evidence(c, u->digits);
	mdm_compare(c, "delivered", digest, "found", u->digits);
	mdm_also(c, u->expected->at, "\"" MDM_FMT "\" is delivered here",
	    MDM_ARG(ca->name));
	for (size_t i = 0; i < u->cas.n; i++) {
		const struct mdm_cert *other = u->cas.at[i]->cert;

		if (u->cas.at[i] != u->expected)
			mdm_also(c, u->cas.at[i]->at,
			    "\"" MDM_FMT "\" as well, %s " MDM_FMT,
			    MDM_ARG(other->name), u->digest,
			    MDM_ARG(mdm_unmatched_digest(c, u, other)));
	}
}

/* In a closed set there is no other CA that the thumbprint could mean. */
static void
report_closed(struct mdm_check *c, const struct mdm_unmatched *u)
{
	mdm_find(c, CLOSED_SET, u->field->at,
	    "%s " MDM_FMT " matches none of the %zu CA certificates delivered "
	    "beside this SCEP profile",
	    u->name, MDM_ARG(u->digits), u->cas.n);
	mdm_evidence(c, u->digits);
	for (size_t i = 0; i < u->cas.n; i++) {
		const struct mdm_cert *ca = u->cas.at[i]->cert;

		mdm_also(c, u->cas.at[i]->at, "\"" MDM_FMT "\", %s " MDM_FMT,
		    MDM_ARG(ca->name), u->digest,
		    MDM_ARG(mdm_unmatched_digest(c, u, ca)));
	}
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	struct mdm_unmatched u = mdm_unmatched_ca(c, p);

	if (u.kind == MDM_UNMATCHED_LINKED)
		report(c, &u, LINKED);
	else if (u.kind == MDM_UNMATCHED_DOCUMENT)
		report(c, &u, DOCUMENT);
	else if (u.kind == MDM_UNMATCHED_BESIDE)
		report(c, &u, BESIDE);
	else if (u.kind == MDM_UNMATCHED_AMONG &&
	    p->dialect != MDM_DIALECT_APPLE)
		report_closed(c, &u); /* XREF002 in the other worlds */
}

const struct mdm_rule mdm_rule_xref001 = {
	.id = "XREF001",
	.name = "scep-ca-thumbprint-mismatch",
	.cases = { MDM_CASE("linked", MDM_ERROR),
	    MDM_CASE("document", MDM_ERROR),
	    MDM_CASE_BY_WORLD("closed-set", MDM_ERROR, MDM_OFF, MDM_OFF),
	    MDM_CASE("beside", MDM_WARNING) },
	.kinds = MDM_SCEP,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "SyncML, OMA-URI, WAP, Apple profiles",
	.summary =
	    "The CA's thumbprint is not that of the CA delivered with it",
	.why =
	    "A device asks the SCEP server for its CA certificates and stops "
	    "when none has the hash that the profile gave it: on Windows the "
	    "SHA-1 in CAThumbprint, on Apple's systems the one in "
	    "CAFingerprint, whose length tells which it is. This profile "
	    "comes with the certificate of one PKI, and the thumbprint "
	    "belongs to none of its CAs: it is out of date, or another file "
	    "was uploaded. Several CAs count as one PKI when they form a "
	    "chain or bear one name, and the document asks for one CA only; "
	    "in any other case XREF002 names the candidates, but in the world "
	    "\"closed\" it is an error here. Apple's devices need not trust "
	    "the CA that enrols them, so in a configuration profile the "
	    "mismatch is a warning, unless the payload's Name is that of a CA "
	    "beside it, and several CAs are XREF002. Not checked: what the server "
	    "presents; --getcacert tells, and then XREF019 decides.",
	.symptom =
	    "DeviceManagement-Enterprise-Diagnostics-Provider, events 307 and "
	    "32: \"SCEP: Certificate enroll failed. Result: (The hash value "
	    "is not correct.)\" (0x80091007). Apple: the profile is not "
	    "installed; the log says that no certificate matches the CA "
	    "fingerprint.",
	.fix = "Fetch the CA certificate that the SCEP server returns to "
	       "GetCACert, deliver that one, and put its hash into "
	       "CAThumbprint or CAFingerprint.",
	.refs = MDM_REFS(
	    "Microsoft Learn: ClientCertificateInstall CSP, CAThumbprint",
	    "Apple device management: com.apple.security.scep",
	    "Okta support: Device Management SCEP profile error, \"The hash "
	    "value is not correct\""),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
