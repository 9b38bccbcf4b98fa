/* SPDX-License-Identifier: MIT */
#include "support/network.h"

enum { NO_ANCHOR, NO_ANCHOR_ANDROID };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_network *n = p->network;

	if (p->sample || p->excerpt || !mdm_eap_is_tls_based(n->outer) ||
	    !mdm_validates_server(n) || n->anchors.n > 0)
		return; /* TRUST005 owns the switched-off validation */
	if (p->onc != NULL && mdm_onc_trusts_otherwise(p))
		return;
	if (p->apple != NULL && n->server_names.n > 0)
		return; /* by a public CA, and by name */
	if (!mdm_anchors_known(n) &&
	    mdm_network_ref_state(c, p, MDM_REF_SERVER_ROOT) != MDM_REF_UNBOUND)
		return;

	mdm_find(c,
	    (p->platform & MDM_ANDROID) != 0 ? NO_ANCHOR_ANDROID : NO_ANCHOR,
	    mdm_anchors_known(n) ? n->anchors.where : p->at,
	    "\"" MDM_FMT "\" uses %s without a root certificate for "
	    "server validation",
	    MDM_ARG(p->name), mdm_eap_name(n->outer));
	if (mdm_anchors_known(n))
		mdm_advise(c,
		    "Name the thumbprint of the server's root in ServerValidation.");
}

const struct mdm_rule mdm_rule_trust004 = {
	.id = "TRUST004",
	.name = "server-validation-without-anchor",
	.cases = { MDM_CASE("no-anchor", MDM_WARNING),
	    MDM_CASE("no-anchor-android", MDM_ERROR) },
	.kinds = MDM_NETWORK,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph; EAP, WLAN, LAN and VPN XML; ONC, Android policies; "
		    "Apple profiles",
	.summary = "No certificate is given to validate the server with",
	.why =
	    "Without an anchor a device accepts a server certificate of any "
	    "CA it trusts, or asks the user, who will click it away; Android "
	    "11 and later refuse the network. In Graph, the rule speaks only "
	    "where the export shows references of the same kind. Not checked: "
	    "plain Graph answers, which carry no references, and the inner "
	    "method of PEAP.",
	.symptom = "Android: the network cannot be saved. Windows: the user "
		   "is asked whether to continue connecting.",
	.fix = "Select the root certificate for server validation.",
	.refs = MDM_REFS("Android developers: Wi-Fi enterprise, validation of "
			 "the server certificate",
	    "Apple Support 100793: certificate trust in 802.1X"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
