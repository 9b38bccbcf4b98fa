/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { NO_SERVER_ISSUER };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_network *n = p->network;

	if (p->sample || !mdm_literal(&n->certificate_type) ||
	    !mdm_said_empty(&n->server_issuer))
		return; /* absent: not exported */

	mdm_find(c, NO_SERVER_ISSUER, n->server_issuer.at,
	    "IKEv2 server certificate type \"" MDM_FMT
	    "\" requires the server certificate's issuer common name",
	    MDM_ARG(n->certificate_type.v));
	mdm_also(c, n->certificate_type.at, "the certificate type");
}

const struct mdm_rule mdm_rule_trust015 = {
	.id = "TRUST015",
	.name = "ikev2-certificate-settings-incomplete",
	.cases = { MDM_CASE("no-server-issuer", MDM_ERROR) },
	.kinds = MDM_VPN,
	.platforms = MDM_APPLE,
	.syntaxes = "Graph",
	.summary = "An IKEv2 certificate setting lacks another it requires",
	.why = "With a certificate type given, an Apple device sends a "
	       "certificate request that names the issuer of the server's "
	       "certificate; without the issuer's common name the payload is "
	       "refused. Not checked: whether the name fits the server's "
	       "certificate.",
	.symptom = "The profile is rejected, or the VPN server finds no "
		   "certificate to answer with.",
	.fix = "Enter the common name of the CA that issued the server's "
	       "certificate.",
	.refs = MDM_REFS("Apple device management: VPN, IKEv2, "
			 "CertificateType and "
			 "ServerCertificateIssuerCommonName"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
