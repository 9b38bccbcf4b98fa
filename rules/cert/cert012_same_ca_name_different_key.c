/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { TWO_KEYS };

static bool
is_retired(struct mdm_check *c, const struct mdm_cert *cert, unsigned platform)
{
	struct mdm_at at;

	return mdm_is_expired(c, cert) &&
	    mdm_referrer(c, cert, platform, MDM_ANY_ROLE, &at) == NULL;
}

/* The newest namesake with another key that the platform's devices get. */
static const struct mdm_cert_entry *
namesake(struct mdm_check *c, const struct mdm_cert *cert, unsigned platform)
{
	const struct mdm_entry_list *same =
	    mdm_corpus_by_subject(mdm_corpus_of(c), cert->subject_key);
	const struct mdm_cert_entry *found = NULL;

	for (size_t i = 0; same != NULL && i < same->list.n; i++) {
		const struct mdm_cert_entry *e = same->list.at[i];

		if (e->cert == cert || !mdm_cert_is_ca(e->cert) ||
		    memcmp(e->cert->spki_sha256, cert->spki_sha256, 32) == 0 ||
		    !mdm_is_older(cert, e->cert) ||
		    mdm_deployed(e, platform) == NULL ||
		    is_retired(c, e->cert, platform))
			continue;
		if (found == NULL || mdm_is_older(found->cert, e->cert))
			found = e;
	}
	return found;
}

static void
check(struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert_entry *entry = mdm_judged_as_trust(c, u), *other;
	const struct mdm_cert *cert;

	if (entry == NULL || entry->cert->subject_empty ||
	    !mdm_cert_is_ca(entry->cert))
		return; /* CERT018 owns the empty subject */
	cert = entry->cert;
	other = namesake(c, cert, u->platform);
	if (other == NULL || is_retired(c, cert, u->platform))
		return;

	mdm_find(c, TWO_KEYS, u->at,
	    "CA \"" MDM_FMT "\" is deployed with two keys: SHA-1 %s and %s",
	    MDM_ARG(cert->name), cert->sha1_hex, other->cert->sha1_hex);
	mdm_evidence(c,
	    mdm_str_printf(mdm_arena_of(c), "%s %s", cert->sha256_hex,
		other->cert->sha256_hex));
	mdm_also(c, mdm_entry_at(other, u->platform), "the later one");
}

const struct mdm_rule mdm_rule_cert012 = {
	.id = "CERT012",
	.name = "same-ca-name-different-key",
	.cases = { MDM_CASE("two-keys", MDM_WARNING) },
	.syntaxes = "Graph, Apple profiles",
	.summary = "Two deployed CA certificates share a name but not the key",
	.why =
	    "Two CAs of one name are legal while a CA changes its key, and a "
	    "trap otherwise: people pick certificates by name, and each "
	    "thumbprint in a SCEP, Wi-Fi or VPN profile fits one of them "
	    "only. The finding stands at the older one, once per platform. "
	    "Silent when one has expired and no profile references it. Not "
	    "checked: whether a roll-over is planned; then suppress it until "
	    "the old one is gone.",
	.fix = "Keep both only during the roll-over, and check for each "
	       "profile that references the CA which of the two it means.",
	.refs = MDM_REFS("RFC 4210, section 4.4 (root CA key update)",
	    "Microsoft Learn: SCEP certificate deployment to Windows devices "
	    "fails after CA renewal"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.certificate = check,
};
