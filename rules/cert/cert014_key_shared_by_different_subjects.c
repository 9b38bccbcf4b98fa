/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { SHARED };

static const struct mdm_cert_entry *
sharer(const struct mdm_corpus *corpus, const struct mdm_cert *cert,
    unsigned platform)
{
	const struct mdm_entry_list *same = mdm_corpus_by_key(corpus, cert);

	for (size_t i = 0; same != NULL && i < same->list.n; i++) {
		const struct mdm_cert_entry *e = same->list.at[i];

		if (e->cert != cert && mdm_is_older(e->cert, cert) &&
		    mdm_cert_is_ca(e->cert) &&
		    !mdm_str_eq(e->cert->subject_key, cert->subject_key) &&
		    mdm_deployed(e, platform) != NULL)
			return e;
	}
	return NULL;
}

static void
check(struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert_entry *entry = mdm_judged_as_trust(c, u), *other;
	const struct mdm_cert *cert;

	if (entry == NULL || !mdm_cert_is_ca(entry->cert))
		return;
	cert = entry->cert;
	other = sharer(mdm_corpus_of(c), cert, u->platform);
	if (other == NULL)
		return;

	mdm_find(c, SHARED, u->at,
	    "\"" MDM_FMT "\" and \"" MDM_FMT "\" share one CA key",
	    MDM_ARG(cert->name), MDM_ARG(other->cert->name));
	mdm_evidence(c,
	    mdm_str_printf(mdm_arena_of(c), "%s %s", cert->sha256_hex,
		other->cert->sha256_hex));
	mdm_also(
	    c, mdm_entry_at(other, u->platform), "the older one with that key");
}

const struct mdm_rule mdm_rule_cert014 = {
	.id = "CERT014",
	.name = "key-shared-by-different-subjects",
	.cases = { MDM_CASE("shared", MDM_WARNING) },
	.syntaxes = "Graph, Apple profiles",
	.summary = "Two deployed CAs of different names share one key",
	.why =
	    "A key belongs to one CA. When two names hold the same key, each "
	    "can sign in place of the other: whoever trusts the one trusts "
	    "the other, and revoking one does not help. Usual causes are "
	    "keys copied from a test installation or an appliance that ships "
	    "its key, and a CA that was renamed. The finding stands at the "
	    "later one. Not checked: certificate files, and where the private "
	    "key is kept.",
	.fix = "Give each CA a key of its own, and check that no test CA is "
	       "deployed.",
	.refs = MDM_REFS("RFC 5280, section 6.1 (path validation goes by name "
			 "and key)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.certificate = check,
};
