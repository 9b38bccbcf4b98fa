/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { OUTLIVES };

/* Of the certificates whose key made the signature: the last to end. */
static const struct mdm_cert_entry *
last_issuer(const struct mdm_cert_entry *entry)
{
	const struct mdm_cert_entry *last = NULL;

	for (size_t i = 0; i < entry->nissuers; i++) {
		const struct mdm_issuer *issuer = &entry->issuers[i];

		if (issuer->signature != MDM_VERIFY_TRUE)
			continue;
		if (last == NULL ||
		    issuer->entry->cert->not_after > last->cert->not_after)
			last = issuer->entry;
	}
	return last;
}

static void
check(struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert_entry *entry = mdm_judged_as_trust(c, u), *issuer;
	char own[11], issuers[11];

	if (entry == NULL || !mdm_is_valid_now(c, entry->cert))
		return; /* CERT001, CERT003, CERT004 */
	issuer = last_issuer(entry);
	if (issuer == NULL || !issuer->cert->validity_ok ||
	    entry->cert->not_after <= issuer->cert->not_after ||
	    !mdm_on_devices(issuer, u->platform))
		return;

	mdm_date_format(entry->cert->not_after, own);
	mdm_date_format(issuer->cert->not_after, issuers);
	mdm_find(c, OUTLIVES, u->at,
	    "\"" MDM_FMT "\" (to %s) outlives its issuer \"" MDM_FMT
	    "\" (to %s)",
	    MDM_ARG(entry->cert->name), own, MDM_ARG(issuer->cert->name),
	    issuers);
	mdm_evidence(c,
	    mdm_str_printf(mdm_arena_of(c), "%s %s", entry->cert->sha256_hex,
		issuer->cert->sha256_hex));
	mdm_also(c, mdm_entry_at(issuer, u->platform), "the issuer");
}

const struct mdm_rule mdm_rule_life002 = {
	.id = "LIFE002",
	.name = "ca-outlives-its-issuer",
	.cases = { MDM_CASE("outlives", MDM_WARNING) },
	.syntaxes = "Graph, ONC",
	.summary = "A deployed CA certificate ends after its issuer's",
	.why =
	    "A chain is valid only as long as its shortest part. When the "
	    "issuing CA ends after the CA above it, the dates in the device's "
	    "certificates promise more than the chain keeps, and everything "
	    "fails on the day the upper one ends. Compared is the issuer's "
	    "certificate that lasts longest, so a renewed or "
	    "cross-certificate in the set silences it. Not checked: trust "
	    "anchors whose end a platform ignores.",
	.fix = "Renew the upper CA first and deploy its new certificate.",
	.refs = MDM_REFS("RFC 5280, section 6.1.3 (basic certificate "
			 "processing)",
	    "Microsoft Learn: Change the expiration date of certificates "
	    "issued by a Windows Server CA"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.certificate = check,
};
