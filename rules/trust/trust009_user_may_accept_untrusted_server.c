/* SPDX-License-Identifier: MIT */
#include "support/network.h"

enum { PROMPT };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_network *n = p->network;

	/* null is "not configured": what the device does then is its own. */
	if (p->sample || !mdm_field_is(&n->no_prompt, "false") ||
	    !mdm_validates_server(n))
		return;

	mdm_find(c, PROMPT, n->no_prompt.at,
	    "users of \"" MDM_FMT "\" may accept a server that is not trusted",
	    MDM_ARG(p->name));
	if (mdm_anchors_known(n))
		mdm_advise(c,
		    "Set DisableUserPromptForServerValidation, or DisablePrompt "
		    "of TTLS and TEAP, to true.");
}

const struct mdm_rule mdm_rule_trust009 = {
	.id = "TRUST009",
	.name = "user-may-accept-untrusted-server",
	.cases = { MDM_CASE("prompt", MDM_WARNING) },
	.kinds = MDM_NETWORK,
	.platforms = MDM_WINDOWS,
	.syntaxes = "Graph; EAP, WLAN, LAN and VPN XML",
	.summary = "Users may accept an untrusted authentication server",
	.why =
	    "When the server's certificate does not fit, Windows asks the "
	    "user, and users say yes. A rogue access point then gets their "
	    "credentials although root and names are configured. Not checked: "
	    "what Windows does when the setting is not configured.",
	.fix = "Switch on \"Disable user prompts for server validation\".",
	.refs = MDM_REFS("Microsoft Learn: ServerValidationParameters complex "
			 "type, DisableUserPromptForServerValidation"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
