/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { MISMATCH };

static struct mdm_str
hex_of(struct mdm_arena *arena, struct mdm_str id)
{
	char *text = MDM_NEW_N(arena, char, 2 * id.n + 1);

	mdm_hex_write((const uint8_t *)id.p, id.n, text);
	return mdm_str_of(text);
}

static void
check(struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert_entry *entry = mdm_judged_as_trust(c, u);
	const struct mdm_issuer *issuer;
	struct mdm_str aki, ski;

	if (entry == NULL || entry->nissuers != 1)
		return; /* of several the right one may be there */
	issuer = &entry->issuers[0];
	if (!issuer->key_ids_differ || issuer->signature != MDM_VERIFY_TRUE ||
	    !mdm_on_devices(issuer->entry, u->platform))
		return; /* CERT011 owns the wrong signature */
	aki = hex_of(mdm_arena_of(c), entry->cert->aki);
	ski = hex_of(mdm_arena_of(c), issuer->entry->cert->ski);

	mdm_find(c, MISMATCH, u->at,
	    "the authority key identifier of \"" MDM_FMT
	    "\" does not name the deployed issuer \"" MDM_FMT
	    "\", although its key made the signature",
	    MDM_ARG(entry->cert->name), MDM_ARG(issuer->entry->cert->name));
	mdm_evidence(c, mdm_str_of(entry->cert->sha256_hex));
	mdm_compare(c, "authority key identifier", aki,
	    "subject key identifier of the issuer", ski);
	mdm_also(c, mdm_entry_at(issuer->entry, u->platform), "the issuer");
}

const struct mdm_rule mdm_rule_cert015 = {
	.id = "CERT015",
	.name = "authority-key-identifier-mismatch",
	.cases = { MDM_CASE("mismatch", MDM_WARNING) },
	.syntaxes = "Graph, Apple profiles",
	.summary = "A certificate's authority key identifier misses its issuer",
	.why =
	    "The authority key identifier says which of an issuer's keys made "
	    "the signature, and validators use it to choose among "
	    "certificates of one name; some take a mismatch as proof that the "
	    "candidate is not the issuer. Here the key fits and the "
	    "identifier does not: the issuer was renewed and its identifier "
	    "computed in another way. Only when a single certificate of the "
	    "issuer's name is in the set. Not checked: which platforms insist "
	    "on the identifier.",
	.fix = "Deploy the certificate of the issuer that carries the named "
	       "key identifier, or have the issued one renewed.",
	.refs = MDM_REFS("RFC 5280, section 4.2.1.1 (Authority Key Identifier)",
	    "RFC 5280, section 4.2.1.2 (Subject Key Identifier)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.certificate = check,
};
