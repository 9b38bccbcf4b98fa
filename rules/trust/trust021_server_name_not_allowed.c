/* SPDX-License-Identifier: MIT */
#include "support/network.h"

enum { NOT_ALLOWED };

static bool
is_allowed(const struct mdm_organisation *o, struct mdm_str name)
{
	for (size_t i = 0; i < o->nserver_names; i++) {
		if (mdm_str_ieq(o->server_names[i], mdm_str_trim(name)))
			return true;
	}
	return false;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_organisation *o = mdm_organisation_of(c);
	const struct mdm_network *n = p->network;
	const struct mdm_field *name;

	if (o->nserver_names == 0 || p->sample)
		return;
	for (size_t i = 0; (name = mdm_field_of_both(&n->server_names,
				&n->inner_server_names, i)) != NULL;
	     i++) {
		if (!mdm_literal(name) || is_allowed(o, name->v))
			continue;
		mdm_find(c, NOT_ALLOWED, name->at,
		    "\"" MDM_FMT "\" trusts the server \"" MDM_FMT
		    "\", which the organisation does not name",
		    MDM_ARG(p->name), MDM_ARG(name->v));
		mdm_evidence(c, name->v);
	}
}

const struct mdm_rule mdm_rule_trust021 = {
	.id = "TRUST021",
	.name = "server-name-not-allowed",
	.cases = { MDM_CASE("not-allowed", MDM_WARNING) },
	.kinds = MDM_NETWORK,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph; EAP, WLAN, LAN and VPN XML; Apple",
	.summary = "A network profile trusts a server that nobody named",
	.why =
	    "A device joins any network whose server has a certificate of the "
	    "trusted CA and one of the names in the profile, so each name is "
	    "a door. The configuration can list the servers that there are "
	    "(`organisation`, `server-names`); a name that is not among them "
	    "is a typing error, a server that was switched off, or somebody "
	    "else's. Names are compared as they are spelled, letters folded. "
	    "Without the list it reports nothing. Not checked: profiles "
	    "without names (TRUST006).",
	.symptom = NULL,
	.fix = "Correct the name in the profile, or add the server to the "
	       "configuration.",
	.refs = MDM_REFS("RFC 5216, section 5.2 (peer and server identities)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
