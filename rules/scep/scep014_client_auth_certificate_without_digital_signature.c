/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"
#include "support/oid.h"
#include "support/request.h"

enum { NO_SIGNATURE };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_enrolment *e = p->enrolment;
	const struct mdm_profile *user;
	bool client_auth = mdm_requests_eku(e, MDM_OID_CLIENT_AUTH);

	if (p->sample || !mdm_literal(&e->key_usage))
		return; /* SCEP013 */
	/* An unknown usage may mean signature: SCEP013. */
	if (e->usage != MDM_REQUEST_ENCIPHERMENT)
		return;
	user = mdm_eap_tls_user(mdm_corpus_of(c), p);
	if (!client_auth && user == NULL)
		return;
	mdm_find(c, NO_SIGNATURE, e->key_usage.at,
	    "client-authentication certificate is requested without "
	    "digitalSignature");
	if (user != NULL)
		mdm_also(c, user->at, "\"" MDM_FMT "\" uses it for EAP-TLS",
		    MDM_ARG(user->name));
}

const struct mdm_rule mdm_rule_scep014 = {
	.id = "SCEP014",
	.name = "client-auth-certificate-without-digital-signature",
	.cases = { MDM_CASE("no-signature", MDM_WARNING) },
	.kinds = MDM_SCEP,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP",
	.summary = "A client-authentication certificate that may not sign",
	.why = "A TLS client proves that it has the key by signing the "
	       "handshake. A certificate whose key usage is key encipherment "
	       "alone forbids that. Not checked: whether the CA adds "
	       "digitalSignature on its own.",
	.symptom = "EAP-TLS or VPN logons end without the device offering a "
		   "certificate, or the server refuses it.",
	.fix = "Tick \"Digital signature\" in the profile's key usage.",
	.refs = MDM_REFS("RFC 5280 section 4.2.1.3 (key usage)",
	    "RFC 8446 section 4.4.2 (digitalSignature must be set)",
	    "SCEPman documentation: Intune, Windows, key usage"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
