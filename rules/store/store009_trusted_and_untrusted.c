/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { BOTH };

static bool
is_trusting(const struct mdm_use *use)
{
	return use->profile != NULL && use->role == MDM_CARRIER_FIELD &&
	    (use->platform & MDM_WINDOWS) != 0 &&
	    (use->store == MDM_STORE_ROOT ||
		use->store == MDM_STORE_INTERMEDIATE);
}

/* Where the certificate is relied upon, or nowhere. */
static struct mdm_at
reliance_on(const struct mdm_corpus *corpus, const struct mdm_cert *cert)
{
	const struct mdm_cert_entry *e = mdm_corpus_entry(corpus, cert);

	for (size_t i = 0; i < e->nuses; i++)
		if (is_trusting(e->uses[i]))
			return e->uses[i]->profile->trust->store_field.at;
	for (size_t i = 0; i < corpus->nprofiles; i++) {
		const struct mdm_profile *p = corpus->profiles[i];

		if (p->kind == MDM_SCEP && p->platform == MDM_WINDOWS &&
		    p->enrolment->ca == cert)
			return mdm_at_set(p->enrolment->ca_thumbprint.at)
			    ? p->enrolment->ca_thumbprint.at
			    : p->at;
	}
	return (struct mdm_at){ 0 };
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_cert *cert = p->trust->cert;
	struct mdm_at at;

	if (p->trust->store != MDM_STORE_UNTRUSTED || cert == NULL)
		return;
	at = reliance_on(mdm_corpus_of(c), cert);
	if (!mdm_at_set(at))
		return;

	mdm_find(c, BOTH, p->trust->store_field.at,
	    "\"" MDM_FMT "\" is both trusted and blocked", MDM_ARG(cert->name));
	mdm_evidence(c, mdm_str_of(cert->sha256_hex));
	mdm_also(c, at, "it is relied upon here");
}

const struct mdm_rule mdm_rule_store009 = {
	.id = "STORE009",
	.name = "trusted-and-untrusted",
	.cases = { MDM_CASE("both", MDM_ERROR) },
	.kinds = MDM_TRUST,
	.platforms = MDM_WINDOWS,
	.syntaxes = "Graph, SyncML, OMA-URI",
	.summary = "A certificate is both trusted and blocked",
	.why =
	    "A certificate in UntrustedCertificates is refused whatever other "
	    "store it is in. If the same set also deploys it to Root or CA, or "
	    "has a SCEP profile rely on it, one of the two is a mistake. Not "
	    "checked: other certificates with the same key.",
	.symptom = "Chains that end in it fail with CERT_E_UNTRUSTEDROOT or "
		   "\"explicitly distrusted\".",
	.fix = "Decide whether the CA is to be trusted, and remove the other "
	       "profile.",
	.refs = MDM_REFS("Microsoft Learn: RootCATrustedCertificates CSP, "
			 "UntrustedCertificates"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
