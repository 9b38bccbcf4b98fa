/* SPDX-License-Identifier: MIT */
#include "support/reference.h"

enum { NOT_DEPLOYED };

/* A candidate that failed or could not be verified is another rule's. */
static bool
issuer_is_open(const struct mdm_cert_entry *e)
{
	return e->signer == NULL && e->nissuers == 0;
}

static const struct mdm_use *
first_trust(const struct mdm_cert_entry *e)
{
	return mdm_deployed(e, MDM_ANY_PLATFORM);
}

static void
check_entry(struct mdm_check *c, const struct mdm_cert_entry *e)
{
	const struct mdm_use *use = first_trust(e);

	if (use == NULL || e->known || e->cert->self_signed ||
	    e->cert->self_issued || !mdm_cert_is_ca(e->cert))
		return; /* CERT010 owns the self-issued one */
	if (!issuer_is_open(e) || mdm_only_untrusted(e))
		return; /* CERT011 owns the issuer that does not verify */

	mdm_find(c, NOT_DEPLOYED, use->at,
	    "issuer \"" MDM_FMT "\" of \"" MDM_FMT
	    "\" is not deployed by any scanned profile",
	    MDM_ARG(e->cert->issuer_name), MDM_ARG(e->cert->name));
	mdm_evidence(c, mdm_str_of(e->cert->sha1_hex));
	for (size_t i = 0; i < e->nuses; i++)
		if (e->uses[i] != use && e->uses[i]->profile != NULL)
			mdm_also(c, e->uses[i]->at,
			    "deployed by \"" MDM_FMT "\" as well",
			    MDM_ARG(e->uses[i]->profile->name));
}

static void
check(struct mdm_check *c, const struct mdm_corpus *corpus)
{
	for (size_t i = 0; i < corpus->ncerts; i++)
		check_entry(c, &corpus->certs[i]);
}

const struct mdm_rule mdm_rule_xref015 = {
	.id = "XREF015",
	.name = "issuer-not-deployed",
	.cases = { MDM_CASE_BY_WORLD(
	    "not-deployed", MDM_WARNING, MDM_INFO, MDM_INFO) },
	.kinds = MDM_TRUST,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, ONC, Android policies",
	.summary = "The issuer of a deployed CA certificate is in no profile",
	.why =
	    "A chain is trusted when it ends in a root that the device "
	    "trusts; an intermediate alone gives devices nothing to end at. "
	    "The issuer may be a public root that is there anyway, or come by "
	    "group policy, so this is a hint. Not checked: the stores of the "
	    "devices; declare what is in them with --known-certs.",
	.fix = "Deploy the issuer with a trusted certificate profile of its "
	       "own, or declare it with --known-certs.",
	.refs = MDM_REFS("Microsoft Learn: Trusted root certificate profiles "
			 "for Microsoft Intune",
	    "RFC 5280, section 6.1"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.corpus = check,
};
