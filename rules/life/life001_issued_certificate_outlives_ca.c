/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"
#include "support/reference.h"

enum { OUTLIVES, RENEWAL_WINDOW };

enum { DAY = 86400, MOST_LEVELS = 16, MOST_DAYS = 36500 };

/* The CA of the chain upwards that ends first; NULL: dates are damaged. */
static const struct mdm_cert_entry *
first_to_end(const struct mdm_cert_entry *entry)
{
	const struct mdm_cert_entry *first = NULL;

	for (unsigned i = 0; entry != NULL && i < MOST_LEVELS; i++) {
		if (!entry->cert->validity_ok)
			return NULL; /* CERT004 */
		if (first == NULL ||
		    entry->cert->not_after < first->cert->not_after)
			first = entry;
		entry = entry->signer;
	}
	return first;
}

/* A later certificate of the CA is in the set and will take over. */
static bool
has_successor(const struct mdm_corpus *corpus, const struct mdm_cert *cert)
{
	const struct mdm_entry_list *same =
	    mdm_corpus_by_subject(corpus, cert->subject_key);

	for (size_t i = 0; same != NULL && i < same->list.n; i++)
		if (mdm_is_successor(cert, same->list.at[i]->cert))
			return true;
	return false;
}

/* Days before the end at which devices ask for renewal; 0: not told. */
static int64_t
renewal_days(const struct mdm_enrolment *e)
{
	int64_t percent;

	if (!mdm_literal(&e->renewal_threshold) ||
	    !mdm_str_to_int(mdm_str_trim(e->renewal_threshold.v), &percent) ||
	    percent < 1 || percent > 99)
		return 0; /* LIFE003, SCEP rules */
	return e->validity_days * percent / 100;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_enrolment *e = p->enrolment;
	const struct mdm_corpus *corpus = mdm_corpus_of(c);
	const struct mdm_cert *ca = mdm_scep_ca(c, p);
	const struct mdm_cert_entry *first;
	char date[11];
	int64_t left;

	if (ca == NULL || p->sample || e->validity_days <= 0 ||
	    e->validity_days > MOST_DAYS)
		return;
	first = first_to_end(mdm_corpus_entry(corpus, ca));
	if (first == NULL || !mdm_is_valid_now(c, first->cert))
		return; /* CERT001, CERT003, CERT004 */
	left = first->cert->not_after - mdm_now(c);
	if (left >= e->validity_days * DAY ||
	    has_successor(corpus, first->cert))
		return; /* XREF005 asks which certificate of the CA is meant */

	mdm_date_format(first->cert->not_after, date);
	mdm_find(c, left < renewal_days(e) * DAY ? RENEWAL_WINDOW : OUTLIVES,
	    mdm_at_set(e->validity_value.at) ? e->validity_value.at : p->at,
	    "certificates valid for %lld days are requested, but CA \"" MDM_FMT
	    "\" ends on %s",
	    (long long)e->validity_days, MDM_ARG(first->cert->name), date);
	mdm_evidence(c, mdm_str_of(first->cert->sha256_hex));
	mdm_also(
	    c, mdm_entry_at(first, p->platform), "the certificate of the CA");
}

const struct mdm_rule mdm_rule_life001 = {
	.id = "LIFE001",
	.name = "issued-certificate-outlives-ca",
	.cases = { MDM_CASE("outlives", MDM_WARNING),
	    MDM_CASE("ends-within-renewal-window", MDM_ERROR) },
	.kinds = MDM_SCEP,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph",
	.summary = "Certificates are requested that end after their CA does",
	.why =
	    "A certificate is worth nothing when a CA above it has ended. CAs "
	    "cut the validity to their own end or refuse the request, so "
	    "devices renew earlier than planned; a CA whose remaining time is "
	    "shorter than the profile's renewal window is overdue for renewal "
	    "by the profile's own measure, and that is an error. Looked at are "
	    "the CA that the profile is bound to and those above it in the "
	    "set; silent when a later certificate of that CA is in the set. "
	    "Not checked: CAs below a bound root, and the limits of the CA's "
	    "template.",
	.symptom = "Certificates with a shorter validity than the profile "
		   "asks for, and a rising number of renewals.",
	.fix = "Renew the CA certificate and deploy it, or ask for a shorter "
	       "validity until then.",
	.refs = MDM_REFS("Microsoft Learn: Create and assign SCEP certificate "
			 "profiles in Intune, certificate validity period",
	    "RFC 5280, section 6.1.3 (basic certificate processing)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
