/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { RENEWED, CROSS_SIGNED };

/* The next younger twin that the platform's devices get. */
static const struct mdm_cert_entry *
twin(const struct mdm_corpus *corpus, const struct mdm_cert *cert,
    unsigned platform)
{
	const struct mdm_entry_list *same = mdm_corpus_by_key(corpus, cert);
	const struct mdm_cert_entry *found = NULL;

	for (size_t i = 0; same != NULL && i < same->list.n; i++) {
		const struct mdm_cert_entry *e = same->list.at[i];

		/* A root beside its cross-certificate is how it should be. */
		if (e->cert == cert || !mdm_is_older(cert, e->cert) ||
		    !mdm_str_eq(e->cert->subject_key, cert->subject_key) ||
		    e->cert->self_signed != cert->self_signed ||
		    mdm_deployed(e, platform) == NULL)
			continue;
		if (found == NULL || mdm_is_older(e->cert, found->cert))
			found = e;
	}
	return found;
}

static void
check(struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert_entry *entry = mdm_judged_as_trust(c, u), *other;
	const struct mdm_cert *cert;
	bool renewed;

	if (entry == NULL)
		return;
	cert = entry->cert;
	other = twin(mdm_corpus_of(c), cert, u->platform);
	if (other == NULL)
		return; /* STORE003 owns the cross-certificate in Root */
	renewed = mdm_same_issuer(cert, other->cert);

	mdm_find(c, renewed ? RENEWED : CROSS_SIGNED, u->at,
	    "\"" MDM_FMT "\" is deployed twice with the same key, %s: SHA-1 "
	    "%s and %s",
	    MDM_ARG(cert->name),
	    renewed ? "renewed" : "issued by different CAs", cert->sha1_hex,
	    other->cert->sha1_hex);
	mdm_evidence(c,
	    mdm_str_printf(mdm_arena_of(c), "%s %s", cert->sha256_hex,
		other->cert->sha256_hex));
	mdm_also(c, mdm_entry_at(other, u->platform), "the later one");
}

const struct mdm_rule mdm_rule_cert013 = {
	.id = "CERT013",
	.name = "same-key-different-certificate",
	.cases = { MDM_CASE("renewed", MDM_INFO),
	    MDM_CASE("cross-signed", MDM_INFO) },
	.syntaxes = "Graph, Apple profiles",
	.summary = "Two deployed certificates have the same name and key",
	.why =
	    "A CA that renews its certificate with the same key, or has it "
	    "signed by a second issuer, gets a certificate with another "
	    "thumbprint. Chains verify with either one, but everything that "
	    "compares thumbprints (CAThumbprint, TrustedRootCA, the SCEP "
	    "client's check of the CA) sees two different certificates. The "
	    "finding stands at the older one, once per platform. A root "
	    "beside a cross-certificate for it is silent. Not checked: which "
	    "of the two the servers present.",
	.fix = "Check for each profile that references the CA which of the "
	       "two it means, and drop the one that nobody presents.",
	.refs = MDM_REFS("SCEPman documentation: Intermediate CAs and Intune "
			 "SCEP profiles (re-signing changes the thumbprint)",
	    "RFC 5280, section 3.2 (cross-certificates)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.certificate = check,
};
