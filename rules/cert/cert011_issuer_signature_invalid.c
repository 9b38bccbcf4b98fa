/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { OTHER_KEY, RE_KEYED };

/*
 * A certificate of the issuer's name that the platform's devices get; those
 * that the key identifiers do not rule out come first.  NULL if there is
 * none, if one made the signature, or if a signature could not be computed:
 * then nothing is proven.
 */
static const struct mdm_issuer *
false_issuer(const struct mdm_cert_entry *entry, unsigned platform)
{
	const struct mdm_issuer *best = NULL;

	for (size_t i = 0; i < entry->nissuers; i++) {
		const struct mdm_issuer *issuer = &entry->issuers[i];

		if (issuer->signature != MDM_VERIFY_FALSE)
			return NULL;
		if (best == NULL &&
		    mdm_deployed(issuer->entry, platform) != NULL)
			best = issuer;
	}
	return best;
}

/* How the two came apart, as far as the key identifiers tell. */
static const char *
explanation(const struct mdm_cert *cert, const struct mdm_issuer *issuer)
{
	if (issuer->key_ids_differ)
		return "by its key identifier the CA had another key then";
	if (cert->aki.p != NULL && issuer->entry->cert->ski.p != NULL)
		return "the key identifiers agree, so one of the two is "
		       "damaged";
	return "that is a different CA of the same name";
}

static void
check(struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert_entry *entry = mdm_judged_as_trust(c, u);
	const struct mdm_issuer *issuer;
	const struct mdm_cert *cert, *wrong;

	if (entry == NULL || entry->known || entry->cert->self_issued ||
	    mdm_is_expired(c, entry->cert))
		return; /* CERT010, CERT001 */
	issuer = false_issuer(entry, u->platform);
	if (issuer == NULL)
		return; /* XREF015: nothing of that name is there */
	cert = entry->cert;
	wrong = issuer->entry->cert;

	mdm_find(c, issuer->key_ids_differ ? RE_KEYED : OTHER_KEY, u->at,
	    "\"" MDM_FMT "\" names \"" MDM_FMT "\" as its issuer, but was not "
	    "signed by the key of the deployed %s: %s",
	    MDM_ARG(cert->name), MDM_ARG(cert->issuer_name), wrong->sha1_hex,
	    explanation(cert, issuer));
	mdm_evidence(c,
	    mdm_str_printf(
		mdm_arena_of(c), "%s %s", cert->sha256_hex, wrong->sha256_hex));
	mdm_also(c, mdm_entry_at(issuer->entry, u->platform),
	    "the deployed \"" MDM_FMT "\"", MDM_ARG(wrong->name));
}

const struct mdm_rule mdm_rule_cert011 = {
	.id = "CERT011",
	.name = "issuer-signature-invalid",
	.cases = { MDM_CASE("other-key", MDM_ERROR),
	    MDM_CASE("re-keyed-ca", MDM_ERROR) },
	.syntaxes = "Graph, Apple profiles",
	.summary = "The deployed issuer has the right name and the wrong key",
	.why =
	    "A chain is built by name and proven by signature. Here the "
	    "issuer's name is found among the deployed certificates, but no "
	    "certificate of that name holds the key that made the signature: a "
	    "CA was set up again under its old name, certificates of two "
	    "installations were mixed, or a file was damaged. Devices then "
	    "find an issuer and still refuse the chain. All certificates of "
	    "that name in the set and in --known-certs were tried. Silent for "
	    "an expired certificate, and when a signature cannot be computed. "
	    "Not checked: whether the right issuer reaches the devices another "
	    "way.",
	.symptom = "Event 32 \"The hash value is not correct\" when the wrong "
		   "one is bound to the SCEP profile; CAPI2 event 30 with "
		   "0x80096004 or 0x800b010a for chains.",
	.fix = "Get issuer and issued certificate from the same CA "
	       "installation and upload both; declare an issuer that is on "
	       "the devices anyway with --known-certs.",
	.refs = MDM_REFS("Okta support: Device Management SCEP profile error, "
			 "\"The hash value is not correct\"",
	    "RFC 5280, section 6.1.3 (basic certificate processing)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.certificate = check,
};
