/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"
#include "support/network.h"
#include "support/oid.h"
#include "support/request.h"

enum { MISSING, MISSING_ON_APPLE, FILTERED };

/* The first key usage of the filter that is not requested, or NULL. */
static const struct mdm_eku *
not_requested(const struct mdm_network *n, const struct mdm_enrolment *e)
{
	for (size_t i = 0; i < n->neku_filter; i++) {
		const struct mdm_field *oid = &n->eku_filter[i].oid;

		if (!mdm_literal(oid) || mdm_oid_problem(oid->v) != NULL)
			return NULL;
	}
	for (size_t i = 0; i < n->neku_filter; i++) {
		struct mdm_str oid = n->eku_filter[i].oid.v;
		bool asked = false;

		for (size_t k = 0; k < e->nekus; k++)
			asked |= mdm_str_eq(e->ekus[k].oid.v, oid);
		if (!asked)
			return &n->eku_filter[i];
	}
	return NULL;
}

/* Another profile's certificates may be those that are meant. */
static bool
is_served(struct mdm_check *c, const struct mdm_profile *network)
{
	const struct mdm_corpus *corpus = mdm_corpus_of(c);

	for (size_t i = 0; i < corpus->nprofiles; i++) {
		const struct mdm_profile *p = corpus->profiles[i];
		const struct mdm_enrolment *e = p->enrolment;

		if (e == NULL || p->platform != network->platform ||
		    (e->ca != NULL &&
			mdm_passes_filters(c, network->network, e->ca) ==
			    MDM_PASSES_NOT))
			continue;
		if (e->ca == NULL || e->nekus == 0 || !mdm_ekus_readable(e) ||
		    not_requested(network->network, e) == NULL)
			return true;
	}
	return false;
}

/* An EAP configuration selects certificates by issuer and key usage. */
static void
check_filters(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_corpus *corpus = mdm_corpus_of(c);
	const struct mdm_enrolment *e = p->enrolment;

	for (size_t i = 0; e->ca != NULL && i < corpus->nprofiles; i++) {
		const struct mdm_profile *user = corpus->profiles[i];
		const struct mdm_eku *eku;

		if (user->network == NULL || user->sample ||
		    user->network->neku_filter == 0 ||
		    user->platform != p->platform)
			continue;
		eku = not_requested(user->network, e);
		if (eku == NULL ||
		    mdm_passes_filters(c, user->network, e->ca) != MDM_PASSES ||
		    is_served(c, user))
			continue;
		mdm_find(c, FILTERED, e->ekus_field.at,
		    "\"" MDM_FMT "\" takes only certificates with the extended "
		    "key usage \"" MDM_FMT "\", which is not requested",
		    MDM_ARG(user->name), MDM_ARG(eku->oid.v));
		mdm_evidence(c, eku->oid.v);
		mdm_also(c, eku->at, "the filter");
		mdm_advise(c,
		    "Request this extended key usage as well, or take it out "
		    "of ClientAuthEKUList.");
	}
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_enrolment *e = p->enrolment;
	const struct mdm_profile *user;

	/* An empty list leaves the choice to the CA. */
	if (p->sample || e->nekus == 0 || !mdm_ekus_readable(e))
		return; /* SCEP015 */
	check_filters(c, p);
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
	    MDM_CASE("missing-on-apple", MDM_WARNING),
	    MDM_CASE_BY_WORLD("filtered", MDM_WARNING, MDM_INFO, MDM_INFO) },
	.kinds = MDM_SCEP | MDM_PKCS,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, SyncML, EAP XML",
	.summary = "An EAP-TLS certificate lacks Client Authentication",
	.why =
	    "A Wi-Fi, wired or VPN profile proves the device's identity with "
	    "this certificate, and RADIUS servers accept only certificates "
	    "whose extended key usage contains Client Authentication or Any "
	    "Purpose, or that have none. The profile asks for other purposes "
	    "only. Apple's SCEP payload carries no extended key usage, so the "
	    "CA alone decides there, and the finding is a warning. Applies "
	    "to SCEP and PKCS profiles. An EAP configuration in XML can "
	    "narrow its choice to certificates of certain CAs and key usages; "
	    "a SCEP profile of such a CA has to ask for the same usages. Not "
	    "checked: purposes that the CA "
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
