/* SPDX-License-Identifier: MIT */
#include "support/network.h"

enum { UNRESOLVED };

static void
report(struct mdm_check *c, const struct mdm_unfound *u)
{
	const struct mdm_profile *p = u->profiles.at[0];

	if (u->fields.n == 1)
		mdm_find(c, UNRESOLVED, u->fields.at[0]->at,
		    "\"" MDM_FMT
		    "\" trusts the root with the thumbprint " MDM_FMT
		    ", which no certificate of the set has",
		    MDM_ARG(p->name), MDM_ARG(u->digits));
	else
		mdm_find(c, UNRESOLVED, u->fields.at[0]->at,
		    "the root with the thumbprint " MDM_FMT
		    " is trusted at %zu places, and no certificate of the set "
		    "has it",
		    MDM_ARG(u->digits), u->fields.n);
	mdm_evidence(c, u->digits);
	for (size_t i = 1; i < u->fields.n; i++)
		mdm_also(c, u->fields.at[i]->at, "in \"" MDM_FMT "\" as well",
		    MDM_ARG(u->profiles.at[i]->name));
}

static void
check(struct mdm_check *c, const struct mdm_corpus *corpus)
{
	struct mdm_unfound_list unfound = { 0 };

	for (size_t i = 0; i < corpus->nprofiles; i++) {
		const struct mdm_profile *p = corpus->profiles[i];
		const struct mdm_network *n = p->network;
		const struct mdm_field *f;

		if (n == NULL || p->sample)
			continue;
		for (size_t k = 0; (f = mdm_field_of_both(&n->anchors,
					&n->inner_anchors, k)) != NULL;
		     k++)
			mdm_unfound_add(c, &unfound, p, f);
	}
	for (size_t i = 0; i < unfound.list.n; i++)
		report(c, unfound.list.at[i]);
}

const struct mdm_rule mdm_rule_trust001 = {
	.id = "TRUST001",
	.name = "trusted-root-thumbprint-unresolved",
	.cases = { MDM_CASE_BY_WORLD(
	    "unresolved", MDM_ERROR, MDM_INFO, MDM_INFO) },
	.kinds = MDM_NETWORK,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "EAP, WLAN, LAN and VPN XML, alone, in Graph or SyncML",
	.summary = "No certificate of the set has a trusted root's thumbprint",
	.why =
	    "An EAP configuration names the roots of its authentication "
	    "servers by thumbprint and does not deliver them. If no profile "
	    "does, and Windows does not have them anyway, every server is "
	    "refused, or the user is asked about it. One finding stands for "
	    "all places of a thumbprint. Not checked: roots that devices have "
	    "from elsewhere, unless known-certs holds them; in the world "
	    "\"closed\" everything is taken to be there.",
	.symptom = "802.1X or VPN fails after the server's certificate was "
		   "sent (Cisco ISE 12520, 12321; NPS 6273).",
	.fix = "Deploy the root in a trusted certificate profile, correct the "
	       "thumbprint, or declare the certificate under known-certs.",
	.refs = MDM_REFS("Microsoft Learn: EapTlsConnectionPropertiesV1 "
			 "schema, TrustedRootCA",
	    "Microsoft Learn: EAP configuration (Windows client management)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.corpus = check,
};
