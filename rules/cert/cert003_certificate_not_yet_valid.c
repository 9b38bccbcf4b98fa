/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { NOT_YET, WITHIN_TWO_DAYS, ROLL_OVER };

enum { TWO_DAYS = 48 * 3600 };

/* A certificate of that name serves the devices until the start. */
static const struct mdm_use *
predecessor(const struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_entry_list *same =
	    mdm_corpus_by_subject(mdm_corpus_of(c), u->cert->subject_key);

	for (size_t i = 0; same != NULL && i < same->list.n; i++) {
		const struct mdm_cert_entry *e = same->list.at[i];
		const struct mdm_use *use = mdm_deployed(e, u->platform);

		if (use != NULL && mdm_is_valid_now(c, e->cert) &&
		    e->cert->not_after >= u->cert->not_before)
			return use;
	}
	return NULL;
}

static void
check(struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert *cert = mdm_judged(c, u);
	const struct mdm_use *other = NULL;
	unsigned which = NOT_YET;
	char date[11];

	if (cert == NULL || !cert->validity_ok ||
	    cert->not_after < cert->not_before)
		return; /* CERT004 */
	if (cert->not_before <= mdm_now(c))
		return;
	if (u->profile != NULL)
		other = predecessor(c, u);
	if (other != NULL)
		which = ROLL_OVER;
	else if (cert->not_before - mdm_now(c) < TWO_DAYS)
		which = WITHIN_TWO_DAYS;

	mdm_date_format(cert->not_before, date);
	mdm_find(c, which, u->at, "\"" MDM_FMT "\" is not valid before %s",
	    MDM_ARG(cert->name), date);
	mdm_evidence(c, mdm_str_of(cert->sha256_hex));
	if (other == NULL)
		return;
	mdm_date_format(other->cert->not_after, date);
	mdm_also(c, other->at, "the one in use until then, valid to %s", date);
	mdm_advise(c, "Keep both deployed until the roll-over is done.");
}

const struct mdm_rule mdm_rule_cert003 = {
	.id = "CERT003",
	.name = "certificate-not-yet-valid",
	.cases = { MDM_CASE("not-yet-valid", MDM_ERROR),
	    MDM_CASE("valid-within-two-days", MDM_WARNING),
	    MDM_CASE("planned-roll-over", MDM_INFO) },
	.syntaxes = "Graph, certificate files, Apple profiles, ONC, Android "
		    "policies",
	.summary = "A certificate is not valid yet",
	.why =
	    "Until the start of its validity a certificate is refused like an "
	    "expired one. A start within two days is usually a fresh CA and "
	    "a matter of time zones, so that is a warning; it is information "
	    "when a valid certificate of the same name, which lasts until "
	    "then, is deployed as well, because then a roll-over is under "
	    "way. Not checked: the clocks of the devices, which may lag.",
	.symptom = "CAPI2 event 30 with 0x800b0101 on Windows; the same "
		   "message as for an expired certificate.",
	.fix = "Check the clock of the CA and the date of the roll-over; "
	       "deploy the certificate that is in use now as well.",
	.refs = MDM_REFS("RFC 5280, section 4.1.2.5 (Validity)",
	    "SCEPman documentation: Troubleshooting, devices with wrong time"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.certificate = check,
};
