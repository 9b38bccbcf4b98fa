/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"
#include "support/oid.h"
#include "support/request.h"

enum { MISSING, MISSING_ON_APPLE };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_enrolment *e = p->enrolment;
	const struct mdm_profile *user;

	/* An empty list leaves the choice to the CA. */
	if (p->sample || e->nekus == 0 || !mdm_ekus_readable(e))
		return; /* SCEP015 */
	if (mdm_requests_eku(e, MDM_OID_CLIENT_AUTH) ||
	    mdm_requests_any_purpose(e))
		return; /* SCEP016 */
	user = mdm_eap_tls_user(mdm_corpus_of(c), p);
	if (user == NULL)
		return;
	mdm_find(c, (p->platform & MDM_APPLE) != 0 ? MISSING_ON_APPLE : MISSING,
	    e->ekus_field.at,
	    "\"" MDM_FMT "\" uses this certificate for EAP-TLS, but it is "
	    "requested without Client Authentication (" MDM_OID_CLIENT_AUTH ")",
	    MDM_ARG(user->name));
	mdm_also(c, user->at, "the %s", mdm_kind_title(user->kind));
}

const struct mdm_rule mdm_rule_scep017 = {
	.id = "SCEP017",
	.name = "network-client-certificate-without-client-auth",
	.cases = { MDM_CASE("missing", MDM_ERROR),
	    MDM_CASE("missing-on-apple", MDM_WARNING) },
	.kinds = MDM_SCEP | MDM_PKCS,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph",
	.summary = "An EAP-TLS certificate lacks Client Authentication",
	.why =
	    "A Wi-Fi, wired or VPN profile proves the device's identity with "
	    "this certificate, and RADIUS servers accept only certificates "
	    "whose extended key usage contains Client Authentication or Any "
	    "Purpose, or that have none. The profile asks for other purposes "
	    "only. Apple's SCEP payload carries no extended key usage, so the "
	    "CA alone decides there, and the finding is a warning. Applies "
	    "to SCEP and PKCS profiles. Not checked: purposes that the CA "
	    "adds on its own, and profiles whose export drops the reference.",
	.symptom = "The device offers no certificate or the RADIUS server "
		   "refuses it.",
	.fix = "Add Client Authentication, 1.3.6.1.5.5.7.3.2, to the "
	       "profile's extended key usages.",
	.refs = MDM_REFS(
	    "Microsoft Learn: Create and assign SCEP certificate profiles in "
	    "Intune, Extended key usage",
	    "Microsoft Learn: Certificate requirements when you use EAP-TLS"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
