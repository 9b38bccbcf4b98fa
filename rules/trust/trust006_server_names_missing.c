/* SPDX-License-Identifier: MIT */
#include "support/network.h"

enum { NO_NAMES, NO_NAMES_ANDROID, NAMES_IGNORED };

/* Names that are given, and switched off. */
static void
check_switch(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_field *use = &p->network->use_names;

	if (!mdm_field_is(use, "false"))
		return;
	mdm_find(c, NAMES_IGNORED, use->at,
	    "\"" MDM_FMT "\" names servers, but AcceptServerName is false",
	    MDM_ARG(p->name));
	mdm_also(c, p->network->server_names.where, "the server names");
	mdm_advise(c, "Set AcceptServerName to true.");
}

static bool
trusts_no_certificate(const struct mdm_profile *p)
{
	const struct mdm_ref *ref = mdm_ref_of(p, MDM_REF_SERVER_ROOT);

	return ref != NULL && ref->state == MDM_REF_UNBOUND;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_network *n = p->network;

	if (p->sample || p->excerpt || !mdm_eap_is_tls_based(n->outer) ||
	    !mdm_validates_server(n))
		return; /* TRUST005 owns the switched-off validation */
	if (mdm_anchors_known(n) && n->anchors.n == 0)
		return; /* TRUST004: whatever the name, any CA will do */
	if (n->server_names.n > 0) {
		check_switch(c, p);
		return;
	}
	if (n->server_names.state == MDM_ABSENT)
		return; /* not exported */
	if (p->apple != NULL && trusts_no_certificate(p))
		return; /* TRUST004: whatever the name, any CA will do */

	mdm_find(c,
	    (p->platform & MDM_ANDROID) != 0 ? NO_NAMES_ANDROID : NO_NAMES,
	    n->server_names.where,
	    "\"" MDM_FMT "\" names no servers: every certificate of the "
	    "trusted CA is accepted",
	    MDM_ARG(p->name));
}

const struct mdm_rule mdm_rule_trust006 = {
	.id = "TRUST006",
	.name = "server-names-missing",
	.cases = { MDM_CASE("no-names", MDM_WARNING),
	    MDM_CASE("no-names-android", MDM_ERROR),
	    MDM_CASE("names-ignored", MDM_WARNING) },
	.kinds = MDM_NETWORK,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph; EAP, WLAN, LAN and VPN XML; ONC, Android policies; "
		    "Apple profiles",
	.summary = "The names of the authentication servers are missing",
	.why =
	    "With an anchor alone, any server that has a certificate of that "
	    "CA passes as the RADIUS server; with a public or company-wide CA "
	    "that is everybody. Android 11 and later demand a domain name "
	    "besides the root and refuse the network without. In EAP XML the "
	    "names only count with AcceptServerName. Not checked: "
	    "whether the anchor is a CA that serves RADIUS only.",
	.symptom = "Android 11 and later: the network cannot be saved.",
	.fix = "Enter the DNS names in the RADIUS servers' certificates.",
	.refs = MDM_REFS("Android developers: Wi-Fi enterprise, validation of "
			 "the server certificate",
	    "Apple Support 100793: certificate trust in 802.1X"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
