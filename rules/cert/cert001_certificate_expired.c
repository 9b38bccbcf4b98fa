/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { EXPIRED, PINNED_EXPIRED, REPLACED };

/* A valid certificate of the same CA and key lies in the same store. */
static const struct mdm_use *
replacement(const struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_entry_list *same =
	    mdm_corpus_by_key(mdm_corpus_of(c), u->cert);

	for (size_t i = 0; same != NULL && i < same->list.n; i++) {
		const struct mdm_cert_entry *e = same->list.at[i];
		const struct mdm_use *use =
		    mdm_deployed_to(e, u->platform, u->store);

		if (use != NULL && mdm_is_valid_now(c, e->cert) &&
		    mdm_str_eq(e->cert->subject_key, u->cert->subject_key))
			return use;
	}
	return NULL;
}

static void
check(struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert *cert = mdm_judged(c, u);
	const struct mdm_use *other = NULL;
	unsigned which = EXPIRED;
	char date[11];

	if (cert == NULL || !mdm_is_expired(c, cert))
		return; /* CERT004 owns damaged and inverted dates */
	if (u->profile != NULL)
		other = replacement(c, u);
	if (other != NULL)
		which = REPLACED;
	else if (u->store == MDM_STORE_PEOPLE ||
	    u->store == MDM_STORE_PUBLISHER)
		which = PINNED_EXPIRED;

	mdm_date_format(cert->not_after, date);
	mdm_find(c, which, u->at, "\"" MDM_FMT "\" expired on %s",
	    MDM_ARG(cert->name), date);
	mdm_evidence(c, mdm_str_of(cert->sha256_hex));
	if (other == NULL)
		return;
	mdm_date_format(other->cert->not_after, date);
	mdm_also(c, other->at, "the same key and name, valid to %s, SHA-1 %s",
	    date, other->cert->sha1_hex);
	mdm_advise(c,
	    "Keep the expired one only as long as old signatures "
	    "are to be verified with it.");
}

const struct mdm_rule mdm_rule_cert001 = {
	.id = "CERT001",
	.name = "certificate-expired",
	.cases = { MDM_CASE("expired", MDM_ERROR),
	    MDM_CASE("expired-in-people-or-publisher-store", MDM_WARNING),
	    MDM_CASE("replaced", MDM_INFO) },
	.syntaxes = "Graph, certificate files, Apple profiles, ONC, Android "
		    "policies",
	.summary = "A certificate has expired",
	.why = "Devices refuse every chain that contains an expired "
	       "certificate. In TrustedPeople and TrustedPublisher the "
	       "certificate of a signer may stay after its end, since "
	       "signatures with a time stamp outlive it, so that is a "
	       "warning; it is information when a valid certificate of the "
	       "same name and key is deployed to the same store. "
	       "Certificates that are only distrusted are not judged. Not "
	       "checked: whether a device still needs the certificate.",
	.symptom = "CAPI2 event 30 with 0x800b0101 (CERT_E_EXPIRED) on "
		   "Windows; Wi-Fi and VPN connections fail on the day.",
	.fix = "Get the renewed certificate from the CA, upload it in the "
	       "trusted certificate profile (or a new one), and bind the SCEP "
	       "and network profiles to it.",
	.refs = MDM_REFS("RFC 5280, section 4.1.2.5 (Validity)",
	    "RFC 5280, section 6.1.3 (basic certificate processing)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.certificate = check,
};
