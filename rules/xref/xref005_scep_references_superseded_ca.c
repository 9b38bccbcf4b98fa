/* SPDX-License-Identifier: MIT */
#include "support/reference.h"

enum { SUPERSEDED, EXPIRED, PLANNED };

/* The newest certificate of the same CA that the platform's devices get. */
static const struct mdm_cert *
newer_of(const struct mdm_corpus *corpus, const struct mdm_cert *old,
    enum mdm_platform platform)
{
	const struct mdm_entry_list *same =
	    mdm_corpus_by_subject(corpus, old->subject_key);
	const struct mdm_cert *newest = NULL;

	for (size_t i = 0; same != NULL && i < same->list.n; i++) {
		const struct mdm_cert_entry *e = same->list.at[i];

		/* A cross-certificate is another road, not a successor. */
		if (e->cert == old || !mdm_deployed(e, platform) ||
		    e->cert->self_signed != old->self_signed ||
		    !mdm_str_eq(e->cert->issuer_key, old->issuer_key) ||
		    e->cert->not_before <= old->not_before)
			continue;
		if (newest == NULL || e->cert->not_before > newest->not_before)
			newest = e->cert;
	}
	return newest;
}

static unsigned
case_of(struct mdm_check *c, const struct mdm_cert *old,
    const struct mdm_cert *newer)
{
	if (newer->not_before > mdm_now(c))
		return PLANNED;
	return old->not_after < mdm_now(c) ? EXPIRED : SUPERSEDED;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_corpus *corpus = mdm_corpus_of(c);
	const struct mdm_cert *old = mdm_scep_ca(c, p), *newer;
	const struct mdm_use *use;
	char date[11];

	if (old == NULL)
		return;
	newer = newer_of(corpus, old, p->platform);
	if (newer == NULL)
		return;
	mdm_date_format(old->not_after, date);

	mdm_find(c, case_of(c, old, newer), mdm_scep_ca_at(p),
	    "SCEP profile is bound to \"" MDM_FMT "\" valid to %s; a newer "
	    "certificate of the same CA with %s key is also deployed",
	    MDM_ARG(old->name), date,
	    memcmp(old->spki_sha256, newer->spki_sha256, 32) == 0
		? "the same"
		: "a different");
	mdm_evidence(c, mdm_str_of(newer->sha1_hex));
	mdm_compare(c, "newer", mdm_str_of(newer->sha1_hex), "bound",
	    mdm_str_of(old->sha1_hex));
	use = mdm_deployed(mdm_corpus_entry(corpus, newer), p->platform);
	mdm_date_format(newer->not_after, date);
	mdm_also(c, use->at, "the newer certificate, valid to %s", date);
}

const struct mdm_rule mdm_rule_xref005 = {
	.id = "XREF005",
	.name = "scep-references-superseded-ca",
	.cases = { MDM_CASE("superseded", MDM_WARNING),
	    MDM_CASE("expired", MDM_ERROR), MDM_CASE("planned", MDM_INFO) },
	.kinds = MDM_SCEP,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP, Apple profiles",
	.summary = "The SCEP profile is bound to an old certificate of its CA",
	.why =
	    "A renewed CA has a new certificate with a new thumbprint even "
	    "when it keeps its key. Once the SCEP server presents the new "
	    "one, devices that were given the thumbprint of the old one "
	    "refuse to enrol. The set already deploys the newer certificate, "
	    "so the profile was probably forgotten. Not checked: which of the "
	    "two the server presents today; --getcacert tells.",
	.symptom = "Event 32 \"The hash value is not correct\" (0x80091007) "
		   "after a renewal; CAPI2 event 30 with 0x800b0109.",
	.fix = "Bind the SCEP profile to the trusted certificate profile with "
	       "the certificate that the server presents now; keep both roots "
	       "deployed during the roll-over.",
	.refs = MDM_REFS("Microsoft Learn: SCEP certificate deployment to "
			 "Windows devices fails after CA renewal",
	    "RFC 5280, section 4.1.2.5"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
