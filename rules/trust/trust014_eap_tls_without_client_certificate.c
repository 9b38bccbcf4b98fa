/* SPDX-License-Identifier: MIT */
#include "support/network.h"

enum { NO_IDENTITY, USER_CHOOSES };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_network *n = p->network;

	if (p->sample || p->excerpt || n->derived_credential ||
	    n->client_elsewhere ||
	    (n->outer != MDM_EAP_TLS && !n->certificate_auth))
		return;
	if (p->dialect == MDM_DIALECT_XML)
		return; /* chooses among the certificates it finds */
	if (mdm_network_ref_state(c, p, MDM_REF_IDENTITY) != MDM_REF_UNBOUND)
		return;

	/* Users of Apple's devices may choose a certificate they have. */
	mdm_find(c,
	    p->apple != NULL && p->kind != MDM_VPN ? USER_CHOOSES : NO_IDENTITY,
	    p->at,
	    "\"" MDM_FMT "\" authenticates by certificate but refers to no "
	    "certificate profile",
	    MDM_ARG(p->name));
}

const struct mdm_rule mdm_rule_trust014 = {
	.id = "TRUST014",
	.name = "eap-tls-without-client-certificate",
	.cases = { MDM_CASE_BY_WORLD(
		       "no-identity", MDM_ERROR, MDM_WARNING, MDM_INFO),
	    MDM_CASE("user-chooses", MDM_WARNING) },
	.kinds = MDM_NETWORK,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, ONC, Android policies, Apple declarations, Apple "
		    "profiles",
	.summary = "Certificate authentication without a certificate profile",
	.why =
	    "The client proves itself with a certificate, and no SCEP, PKCS "
	    "or imported certificate profile is selected to provide it; the "
	    "reference is easily lost when profiles are copied. The rule "
	    "speaks only where the export shows references of the same kind. "
	    "Not checked: plain Graph answers, which carry no references, and "
	    "network profiles in XML, which select certificates by filters.",
	.symptom = "The device asks the user to choose a certificate, or "
		   "does not connect.",
	.fix = "Select the SCEP or PKCS profile as the client certificate.",
	.refs = MDM_REFS("Microsoft Learn: Add and use Wi-Fi settings on your "
			 "devices in Microsoft Intune, client authentication"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
