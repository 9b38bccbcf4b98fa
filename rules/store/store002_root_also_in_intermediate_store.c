/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { BOTH_STORES };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_cert *cert = p->trust->cert;
	const struct mdm_use *root;

	if (p->trust->store != MDM_STORE_INTERMEDIATE || cert == NULL ||
	    !cert->self_signed)
		return;
	root = mdm_deployed_to(mdm_corpus_entry(mdm_corpus_of(c), cert),
	    p->platform, MDM_STORE_ROOT);
	if (root == NULL)
		return; /* STORE001 */

	mdm_find(c, BOTH_STORES, p->trust->store_field.at,
	    "self-signed root \"" MDM_FMT
	    "\" goes to the Intermediate store although it is in Root as well",
	    MDM_ARG(cert->name));
	mdm_evidence(c, mdm_str_of(cert->sha1_hex));
	mdm_also(c, root->at, "deployed to Root by \"" MDM_FMT "\"",
	    MDM_ARG(root->profile->name));
}

const struct mdm_rule mdm_rule_store002 = {
	.id = "STORE002",
	.name = "root-also-in-intermediate-store",
	.cases = { MDM_CASE("both-stores", MDM_INFO) },
	.kinds = MDM_TRUST,
	.platforms = MDM_WINDOWS,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP",
	.summary = "The same root goes to Root and to Intermediate",
	.why =
	    "The copy in the Intermediate store does no harm and no good: "
	    "the chain ends at the copy in Root. It is legal and seen in the "
	    "field, but somebody will wonder which one counts. Not checked: "
	    "stores that are filled by other means than the scanned profiles.",
	.fix = "Remove the profile for the Intermediate store.",
	.refs = MDM_REFS("Intune-Resource-Access, issue 87: a set-up with "
			 "the root in both stores"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
