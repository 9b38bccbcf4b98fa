/* SPDX-License-Identifier: MIT */
#include "support/network.h"

enum { DISABLED };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_field *validate = &p->network->validate;

	if (p->sample || !mdm_field_is(validate, "false"))
		return;

	mdm_find(c, DISABLED, validate->at,
	    "\"" MDM_FMT "\" does not check the server's certificate",
	    MDM_ARG(p->name));
	if (mdm_anchors_known(p->network))
		mdm_advise(c,
		    "Set PerformServerValidation to true, and name the roots "
		    "and the servers in ServerValidation.");
}

const struct mdm_rule mdm_rule_trust005 = {
	.id = "TRUST005",
	.name = "server-validation-disabled",
	.cases = { MDM_CASE("disabled", MDM_ERROR) },
	.kinds = MDM_NETWORK,
	.platforms = MDM_WINDOWS,
	.syntaxes = "Graph; EAP, WLAN, LAN and VPN XML",
	.summary = "The server's certificate is not checked",
	.why =
	    "Whoever puts up an access point with the network's name is then "
	    "taken for the real one, and gets the user's password or the "
	    "whole traffic. Certificates that were deployed for server "
	    "validation are ignored. Not checked: validation by the inner "
	    "method.",
	.fix = "Switch on \"Perform server validation\" and name the root "
	       "certificate and the servers.",
	.refs = MDM_REFS("Microsoft Learn: PEAP and EAP-TLS connection "
			 "properties schema, PerformServerValidation"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
