/* SPDX-License-Identifier: MIT */
#include "support/reference.h"
#include "support/vendor.h"

enum { ROOT_OF_TWO_TIERS, VENDOR_WANTS_ISSUING };

/* A CA of the set that the root signed, deployed to the same platform. */
static const struct mdm_cert_entry *
issued_ca(const struct mdm_corpus *corpus, const struct mdm_cert *root,
    enum mdm_platform platform)
{
	for (size_t i = 0; i < corpus->ncerts; i++) {
		const struct mdm_cert_entry *e = &corpus->certs[i];

		if (e->signer != NULL && e->signer->cert == root &&
		    mdm_cert_is_ca(e->cert) && mdm_deployed(e, platform))
			return e;
	}
	return NULL;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_corpus *corpus = mdm_corpus_of(c);
	const struct mdm_cert *ca = mdm_scep_ca(c, p);
	const struct mdm_vendor *vendor = mdm_vendor_of_profile(p);
	const struct mdm_cert_entry *issuing;

	if (ca == NULL || !ca->self_signed || mdm_answer_for(corpus, p) != NULL)
		return; /* XREF019 knows what the server presents */
	if (vendor != NULL && vendor->windows_binds_root)
		return; /* it presents the chain */
	issuing = issued_ca(corpus, ca, p->platform);
	if (issuing == NULL)
		return;

	if (vendor != NULL && vendor->windows_binds_issuing)
		mdm_find(c, VENDOR_WANTS_ISSUING, mdm_scep_ca_at(p),
		    "SCEP profile is bound to the root \"" MDM_FMT
		    "\"; %s wants Windows bound to the issuing CA \"" MDM_FMT
		    "\"",
		    MDM_ARG(ca->name), vendor->name,
		    MDM_ARG(issuing->cert->name));
	else
		mdm_find(c, ROOT_OF_TWO_TIERS, mdm_scep_ca_at(p),
		    "SCEP profile is bound to the root \"" MDM_FMT
		    "\"; a server that presents only the issuing CA \"" MDM_FMT
		    "\" will not match",
		    MDM_ARG(ca->name), MDM_ARG(issuing->cert->name));
	mdm_evidence(c, mdm_str_of(issuing->cert->sha1_hex));
	mdm_also(c, mdm_deployed(issuing, p->platform)->at, "the issuing CA");
}

const struct mdm_rule mdm_rule_xref014 = {
	.id = "XREF014",
	.name = "scep-windows-references-root-of-two-tier-ca",
	.cases = { MDM_CASE("root-of-two-tiers", MDM_INFO),
	    MDM_CASE("vendor-wants-issuing", MDM_WARNING) },
	.kinds = MDM_SCEP,
	.platforms = MDM_WINDOWS,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP",
	.summary = "Windows is bound to the root while an issuing CA exists",
	.why =
	    "Windows looks for the thumbprint among the CA certificates that "
	    "the SCEP server returns. NDES returns the chain, so the root "
	    "works, and the rule is silent about it. Okta, step-ca and "
	    "SCEPman as a subordinate CA return the issuing CA, so it must be "
	    "that one; where the URL or the CA's name tells that it is one of "
	    "them, the finding is a warning. Of other servers the files "
	    "cannot tell. Not checked: the server's answer; give it with "
	    "--getcacert and XREF019 decides.",
	.symptom = "Event 32 \"The hash value is not correct\" (0x80091007) "
		   "if the server presents only the issuing CA.",
	.fix = "Compare with what the server answers to GetCACert (mdmlint "
	       "check --getcacert URL=FILE) and bind the CA that is in it.",
	.refs = MDM_REFS(
	    "SCEPman documentation: Intermediate CAs and Intune SCEP Profiles",
	    "Smallstep documentation: Windows with Intune (SCEP)",
	    "Microsoft Learn: IX509SCEPEnrollment::Initialize"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_LOW,
	.profile = check,
};
