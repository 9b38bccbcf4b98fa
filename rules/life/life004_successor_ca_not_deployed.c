/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { NO_SUCCESSOR };

enum { DAY = 86400, HORIZON_DAYS = 180 };

/*
 * One of the uses speaks for the certificate: on each platform the first
 * deployment, and the first file if no profile deploys it.
 */
static bool
speaks(const struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert_entry *entry =
	    mdm_corpus_entry(mdm_corpus_of(c), u->cert);

	if (u->profile != NULL)
		return mdm_judged_as_trust(c, u) != NULL;
	return mdm_deployed(entry, MDM_ANY_PLATFORM) == NULL &&
	    entry->uses[0] == u;
}

static bool
has_successor(const struct mdm_corpus *corpus, const struct mdm_cert *cert)
{
	const struct mdm_entry_list *same =
	    mdm_corpus_by_subject(corpus, cert->subject_key);

	for (size_t i = 0; same != NULL && i < same->list.n; i++) {
		const struct mdm_cert *next = same->list.at[i]->cert;

		if (mdm_is_successor(cert, next) &&
		    next->not_after > cert->not_after)
			return true;
	}
	return false;
}

static int64_t
horizon(const struct mdm_check *c)
{
	int64_t days = mdm_organisation_of(c)->successor_days;

	return (days > 0 ? days : HORIZON_DAYS) * DAY;
}

static void
check(struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert *cert = mdm_judged(c, u);
	const struct mdm_profile *referrer;
	struct mdm_at at = { 0 };
	char date[11];

	if (cert == NULL || !mdm_is_valid_now(c, cert))
		return; /* CERT001, CERT003, CERT004 */
	if (cert->not_after - mdm_now(c) >= horizon(c) ||
	    !mdm_cert_is_ca(cert) || !speaks(c, u) ||
	    has_successor(mdm_corpus_of(c), cert))
		return;
	referrer = mdm_referrer(c, cert,
	    u->profile != NULL ? (unsigned)u->platform : MDM_ANY_PLATFORM,
	    1U << MDM_REF_ROOT | 1U << MDM_REF_SERVER_ROOT, &at);
	if (referrer == NULL)
		return;

	mdm_date_format(cert->not_after, date);
	mdm_find(c, NO_SUCCESSOR, u->at,
	    "CA \"" MDM_FMT "\" expires on %s and no successor is in the set",
	    MDM_ARG(cert->name), date);
	mdm_evidence(c, mdm_str_of(cert->sha256_hex));
	mdm_also(c, at, MDM_FMT " depends on it",
	    MDM_ARG(mdm_profile_title(mdm_arena_of(c), referrer)));
}

const struct mdm_rule mdm_rule_life004 = {
	.id = "LIFE004",
	.name = "successor-ca-not-deployed",
	.cases = { MDM_CASE("no-successor", MDM_INFO) },
	.syntaxes = "Graph",
	.summary = "A CA that profiles depend on ends soon, without successor",
	.why =
	    "The next certificate of a CA has to be on the devices before "
	    "the servers switch to it; a device that comes later can neither "
	    "enrol nor join the network that would bring it the new one. "
	    "Reported for a CA that a SCEP or network profile depends on, 180 "
	    "days before its end, when the set holds no later certificate of "
	    "the same name and issuer. The configuration "
	    "can name another time. Not checked: a successor under another "
	    "name.",
	.fix = "Renew the CA and deploy the new certificate beside the old "
	       "one, months before the switch.",
	.refs = MDM_REFS("Microsoft Learn: SCEP certificate deployment to "
			 "Windows devices fails after CA renewal",
	    "RFC 4210, section 4.4 (root CA key update)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.certificate = check,
};
