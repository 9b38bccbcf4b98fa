/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { OTHER_KEY };

/* The other half of a key roll-over: a deployed root with the same key. */
static bool
has_root_of_same_key(const struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_entry_list *same =
	    mdm_corpus_by_key(mdm_corpus_of(c), u->cert);

	for (size_t i = 0; same != NULL && i < same->list.n; i++) {
		const struct mdm_cert_entry *e = same->list.at[i];

		if (e->cert->self_signed &&
		    mdm_on_devices(e,
			u->profile != NULL ? (unsigned)u->platform
					   : MDM_ANY_PLATFORM) &&
		    mdm_str_eq(e->cert->subject_key, u->cert->subject_key))
			return true;
	}
	return false;
}

static void
check(struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert *cert = mdm_judged(c, u);

	if (cert == NULL || !cert->self_issued ||
	    cert->own_key != MDM_VERIFY_FALSE || cert->subject_empty)
		return; /* without a name it looks like no root */
	if (mdm_corpus_entry(mdm_corpus_of(c), cert)->signer != NULL ||
	    has_root_of_same_key(c, u))
		return; /* a roll-over certificate; STORE003 asks where it is */

	mdm_find(c, OTHER_KEY, u->at,
	    "\"" MDM_FMT "\" names itself as its issuer, but another key "
	    "signed it: a roll-over certificate or a damaged file, not a root",
	    MDM_ARG(cert->name));
	mdm_evidence(c, mdm_str_of(cert->sha256_hex));
}

const struct mdm_rule mdm_rule_cert010 = {
	.id = "CERT010",
	.name = "self-issued-but-not-self-signed",
	.cases = { MDM_CASE("other-key", MDM_WARNING) },
	.syntaxes = "Graph, certificate files, Apple profiles",
	.summary = "A certificate looks like a root but another key signed it",
	.why =
	    "Subject and issuer are equal, so people and scripts take it for "
	    "the root; yet its own key does not verify its signature. A CA "
	    "that changes its key issues such certificates to bridge old and "
	    "new, and a damaged file looks the same. Trusted as a root it "
	    "anchors nothing that needs the other key. Silent when the signer "
	    "is in the set, or a root with the same name and key is deployed. "
	    "Not checked: which of the two causes it is.",
	.fix = "Get the self-signed certificate of the CA and deploy that; "
	       "deploy the roll-over certificate as an intermediate, if at "
	       "all.",
	.refs = MDM_REFS("RFC 5280, section 3.2 (self-issued certificates)",
	    "RFC 4210, section 4.4 (root CA key update)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.certificate = check,
};
