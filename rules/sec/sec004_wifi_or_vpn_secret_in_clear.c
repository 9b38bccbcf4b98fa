/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { CLEAR, OBFUSCATED };

static bool
is_network_secret(enum mdm_secret_kind kind)
{
	/* SEC002 owns PKCS#12 passwords, SEC003 SCEP challenges. */
	return kind != MDM_SECRET_CHALLENGE && kind != MDM_SECRET_PFX_PASSWORD;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	for (size_t i = 0; i < p->nsecrets; i++) {
		const struct mdm_secret *s = &p->secrets[i];

		if (s->symbolic || s->length == 0 ||
		    !is_network_secret(s->kind))
			continue;
		mdm_find(c, s->obfuscated ? OBFUSCATED : CLEAR, s->at,
		    "%s of %zu characters in %s in \"" MDM_FMT "\"",
		    mdm_secret_title(s->kind), s->length,
		    s->obfuscated ? "reversible form" : "clear text",
		    MDM_ARG(s->key));
	}
}

const struct mdm_rule mdm_rule_sec004 = {
	.id = "SEC004",
	.name = "wifi-or-vpn-secret-in-clear",
	.cases = { MDM_CASE("clear", MDM_ERROR),
	    MDM_CASE("obfuscated", MDM_WARNING) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, WLAN and VPN XML, ONC, Android policies",
	.summary = "A Wi-Fi or VPN secret stands in clear text",
	.why =
	    "A pre-shared key or password in a repository is known to "
	    "everybody who can read it or its backups, and stays in the "
	    "history. Graph itself answers null for such fields, so the value "
	    "was put there by hand or by a script. Variables and masks are "
	    "silent. Not checked: whether the secret is still in use.",
	.fix = "Replace it by a variable of your deployment, use 802.1X "
	       "instead of a shared key, and change the secret.",
	.refs = MDM_REFS("Microsoft Graph: windowsWifiConfiguration, "
			 "preSharedKey",
	    "CWE-312"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
