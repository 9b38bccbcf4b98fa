/* SPDX-License-Identifier: MIT */
#include "support/network.h"

enum { PASSWORD, BROKEN_METHOD, PLAIN_PASSWORD };

static bool
sends_plain_password(const struct mdm_network *n)
{
	return n->outer == MDM_EAP_TTLS && !mdm_validates_server(n) &&
	    (mdm_field_is(&n->inner, "unencryptedPassword") ||
		mdm_field_is(&n->inner, "PAP"));
}

static bool
uses_passwords(int outer)
{
	return outer == MDM_EAP_PEAP || outer == MDM_EAP_TTLS ||
	    outer == MDM_EAP_TEAP || outer == MDM_EAP_MSCHAPV2;
}

static void
report(struct mdm_check *c, unsigned which, const struct mdm_profile *p,
    const char *what)
{
	const struct mdm_network *n = p->network;

	mdm_find(c, which, mdm_at_set(n->eap.at) ? n->eap.at : p->at,
	    "\"" MDM_FMT "\" uses %s %s", MDM_ARG(p->name),
	    mdm_eap_name(n->outer), what);
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_network *n = p->network;

	if (p->sample)
		return;
	if (n->outer == MDM_EAP_LEAP || n->outer == MDM_EAP_MD5)
		report(c, BROKEN_METHOD, p, "which gives the password away");
	else if (sends_plain_password(n))
		report(c, PLAIN_PASSWORD, p,
		    "with the plain password and without server validation");
	else if (n->password_auth && !n->certificate_auth &&
	    uses_passwords(n->outer))
		report(c, PASSWORD, p, "with user name and password");
}

const struct mdm_rule mdm_rule_trust010 = {
	.id = "TRUST010",
	.name = "password-based-eap",
	.cases = { MDM_CASE("password", MDM_WARNING),
	    MDM_CASE("broken-method", MDM_ERROR),
	    MDM_CASE("plain-password", MDM_ERROR) },
	.kinds = MDM_NETWORK,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph; EAP, WLAN, LAN and VPN XML; ONC, Android policies",
	.summary = "The network authenticates users by password",
	.why =
	    "A password that every device sends can be stolen by a server "
	    "that passes as the real one; LEAP and MD5 give it away to "
	    "listeners. On Windows 11 22H2 and later, Credential Guard blocks "
	    "single sign-on with MS-CHAPv2, so users are asked every time. "
	    "Not checked: the inner method where the export does not say it.",
	.symptom = "Windows 11 22H2 and later: users are asked for their "
		   "password although single sign-on is configured.",
	.fix = "Use EAP-TLS with a certificate from a SCEP or PKCS profile.",
	.refs = MDM_REFS("Microsoft Learn: Considerations and known issues "
			 "when using Credential Guard"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
