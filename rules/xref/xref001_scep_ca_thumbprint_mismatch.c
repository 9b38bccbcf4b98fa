/* SPDX-License-Identifier: MIT */
#include "support/unmatched.h"

enum { LINKED, DOCUMENT, CLOSED_SET };

static void
report(struct mdm_check *c, const struct mdm_profile *p,
    const struct mdm_unmatched *u)
{
	const struct mdm_cert *ca = u->expected->cert;

	mdm_find(c, u->kind == MDM_UNMATCHED_LINKED ? LINKED : DOCUMENT,
	    p->enrolment->ca_thumbprint.at,
	    "CAThumbprint " MDM_FMT " matches none of the CA certificates "
	    "delivered with this SCEP profile (found %s \"" MDM_FMT "\")",
	    MDM_ARG(u->digits), ca->sha1_hex, MDM_ARG(ca->name));
	mdm_evidence(c, u->digits);
	mdm_compare(
	    c, "delivered", mdm_str_of(ca->sha1_hex), "found", u->digits);
	mdm_also(c, u->expected->at, "\"" MDM_FMT "\" is delivered here",
	    MDM_ARG(ca->name));
	for (size_t i = 0; i < u->cas.n; i++)
		if (u->cas.at[i] != u->expected)
			mdm_also(c, u->cas.at[i]->at,
			    "\"" MDM_FMT "\" as well, SHA-1 %s",
			    MDM_ARG(u->cas.at[i]->cert->name),
			    u->cas.at[i]->cert->sha1_hex);
}

/* In a closed set there is no other CA that the thumbprint could mean. */
static void
report_closed(struct mdm_check *c, const struct mdm_profile *p,
    const struct mdm_unmatched *u)
{
	mdm_find(c, CLOSED_SET, p->enrolment->ca_thumbprint.at,
	    "CAThumbprint " MDM_FMT " matches none of the %zu CA certificates "
	    "delivered beside this SCEP profile",
	    MDM_ARG(u->digits), u->cas.n);
	mdm_evidence(c, u->digits);
	for (size_t i = 0; i < u->cas.n; i++)
		mdm_also(c, u->cas.at[i]->at, "\"" MDM_FMT "\", SHA-1 %s",
		    MDM_ARG(u->cas.at[i]->cert->name),
		    u->cas.at[i]->cert->sha1_hex);
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	struct mdm_unmatched u = mdm_unmatched_ca(c, p);

	if (u.kind == MDM_UNMATCHED_LINKED || u.kind == MDM_UNMATCHED_DOCUMENT)
		report(c, p, &u);
	else if (u.kind == MDM_UNMATCHED_AMONG)
		report_closed(c, p, &u); /* XREF002 in the other worlds */
}

const struct mdm_rule mdm_rule_xref001 = {
	.id = "XREF001",
	.name = "scep-ca-thumbprint-mismatch",
	.cases = { MDM_CASE("linked", MDM_ERROR),
	    MDM_CASE("document", MDM_ERROR),
	    MDM_CASE_BY_WORLD("closed-set", MDM_ERROR, MDM_OFF, MDM_OFF) },
	.kinds = MDM_SCEP,
	.platforms = MDM_WINDOWS | MDM_WINDOWS_PHONE,
	.syntaxes = "SyncML, OMA-URI, WAP",
	.summary = "CAThumbprint is not that of the CA delivered with it",
	.why =
	    "Windows asks the SCEP server for its CA certificates and stops "
	    "when none has the SHA-1 that the profile gave it. This profile "
	    "comes with the certificate of one PKI, and the thumbprint "
	    "belongs to none of its CAs: it is out of date, or another file "
	    "was uploaded. Several CAs count as one PKI when they form a "
	    "chain or bear one name, and the document asks for one CA only; "
	    "in any other case XREF002 names the candidates, but in the world "
	    "\"closed\" it is an error here. Not checked: what the server "
	    "presents; --getcacert tells, and then XREF019 decides.",
	.symptom =
	    "DeviceManagement-Enterprise-Diagnostics-Provider, events 307 and "
	    "32: \"SCEP: Certificate enroll failed. Result: (The hash value "
	    "is not correct.)\" (0x80091007).",
	.fix = "Fetch the CA certificate that the SCEP server returns to "
	       "GetCACert, deliver that one, and put its SHA-1 into "
	       "CAThumbprint.",
	.refs = MDM_REFS(
	    "Microsoft Learn: ClientCertificateInstall CSP, CAThumbprint",
	    "Okta support: Device Management SCEP profile error, \"The hash "
	    "value is not correct\""),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
