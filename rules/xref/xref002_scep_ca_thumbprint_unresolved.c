/* SPDX-License-Identifier: MIT */
#include "support/unmatched.h"

enum {
	UNRESOLVED,
	UNRESOLVED_AMONG_OTHERS,
	CANDIDATES,
	CANDIDATES_AMONG_OTHERS,
	FINGERPRINT,
	FINGERPRINT_AMONG_OTHERS
};

/* Profiles that share a thumbprint: one finding for all of them. */
struct group {
	struct mdm_unmatched u; /* of the first */
	bool apple;
	MDM_VEC(const struct mdm_profile *) profiles;
};

/*
 * The set evidently holds such CAs: trusted certificates for the platform,
 * and a thumbprint that does resolve (rules.md section 3).
 */
static bool
set_holds_cas(const struct mdm_corpus *corpus, bool apple)
{
	if (mdm_trust_profiles(corpus, apple ? MDM_APPLE : MDM_WINDOWS) == 0)
		return false;
	for (size_t i = 0; i < corpus->nprofiles; i++) {
		const struct mdm_profile *p = corpus->profiles[i];
		const char *name;

		if (p->kind == MDM_SCEP && p->enrolment->ca != NULL &&
		    (p->dialect == MDM_DIALECT_APPLE) == apple &&
		    mdm_literal(mdm_ca_hash(p->enrolment, &name)))
			return true;
	}
	return false;
}

/* In pairs: alone, and among others that resolve. */
static unsigned
case_of(const struct group *g)
{
	if (g->apple)
		return FINGERPRINT;
	return g->u.kind == MDM_UNMATCHED_AMONG ? CANDIDATES : UNRESOLVED;
}

static void
report(struct mdm_check *c, const struct group *g)
{
	const struct mdm_unmatched *u = &g->u;
	bool others = set_holds_cas(mdm_corpus_of(c), g->apple);
	const char *name;

	mdm_find(c, case_of(g) + others, u->field->at,
	    "no certificate with %s " MDM_FMT " is in the scanned set",
	    u->digest, MDM_ARG(u->digits));
	mdm_evidence(c, u->digits);
	for (size_t i = 1; i < g->profiles.n; i++)
		mdm_also(c,
		    mdm_ca_hash(g->profiles.at[i]->enrolment, &name)->at,
		    "asked for by \"" MDM_FMT "\" as well",
		    MDM_ARG(g->profiles.at[i]->name));
	for (size_t i = 0; u->kind == MDM_UNMATCHED_AMONG && i < u->cas.n; i++)
		mdm_also(c, u->cas.at[i]->at,
		    "a candidate: \"" MDM_FMT "\", %s " MDM_FMT,
		    MDM_ARG(u->cas.at[i]->cert->name), u->digest,
		    MDM_ARG(mdm_unmatched_digest(c, u, u->cas.at[i]->cert)));
}

static void
check(struct mdm_check *c, const struct mdm_corpus *corpus)
{
	struct mdm_arena *a = mdm_arena_of(c);
	struct mdm_map groups = { 0 };

	for (size_t i = 0; i < corpus->nprofiles; i++) {
		const struct mdm_profile *p = corpus->profiles[i];
		struct mdm_unmatched u;
		struct group **g;

		if (p->kind != MDM_SCEP)
			continue;
		u = mdm_unmatched_ca(c, p);
		if (u.kind != MDM_UNMATCHED_ALONE &&
		    u.kind != MDM_UNMATCHED_AMONG)
			continue; /* XREF001, XREF019 */
		/* The kinds differ in level, so they make two findings. */
		g = (struct group **)mdm_map_put(a, &groups,
		    mdm_str_printf(
			a, "%d" MDM_FMT, (int)u.kind, MDM_ARG(u.digits)));
		if (*g == NULL) {
			*g = MDM_NEW(a, struct group);
			(*g)->u = u;
			(*g)->apple = p->dialect == MDM_DIALECT_APPLE;
		}
		MDM_PUSH(a, &(*g)->profiles, p);
	}
	for (size_t i = 0; i < groups.n; i++)
		report(c, groups.entries[i].value);
}

const struct mdm_rule mdm_rule_xref002 = {
	.id = "XREF002",
	.name = "scep-ca-thumbprint-unresolved",
	.cases = { MDM_CASE_BY_WORLD(
		       "unresolved", MDM_ERROR, MDM_INFO, MDM_INFO),
	    MDM_CASE_BY_WORLD(
		"unresolved-among-others", MDM_ERROR, MDM_WARNING, MDM_INFO),
	    MDM_CASE_BY_WORLD("candidates", MDM_OFF, MDM_INFO, MDM_INFO),
	    MDM_CASE_BY_WORLD(
		"candidates-among-others", MDM_OFF, MDM_WARNING, MDM_INFO),
	    MDM_CASE_BY_WORLD("fingerprint", MDM_WARNING, MDM_INFO, MDM_INFO),
	    MDM_CASE_BY_WORLD("fingerprint-among-others", MDM_WARNING,
		MDM_WARNING, MDM_INFO) },
	.kinds = MDM_SCEP,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "SyncML, OMA-URI, WAP, Apple profiles",
	.summary = "The CA's thumbprint is that of no certificate of the set",
	.why =
	    "CAThumbprint and CAFingerprint say which CA certificate the "
	    "device is going to accept from the SCEP server. No certificate of the set has it, "
	    "so nothing can be said about that CA. That is normal when the "
	    "CA's profile was not exported or its certificate comes from "
	    "somewhere else, so it is information, a warning where the set "
	    "evidently holds the CAs of other thumbprints, and an error in "
	    "the world \"closed\". One finding stands for all profiles with "
	    "the thumbprint. On Apple's systems the CA need not be delivered "
	    "at all, so it is never more than a warning there. CAs that the same document delivers are named "
	    "as candidates, and in a closed set they make it XREF001. Not "
	    "checked: certificates outside the set.",
	.symptom = NULL,
	.fix = "Add the trusted certificate profile or the CA certificate to "
	       "the check, or give its folder with --known-certs.",
	.refs = MDM_REFS(
	    "Microsoft Learn: ClientCertificateInstall CSP, CAThumbprint",
	    "Apple device management: com.apple.security.scep",
	    "Okta support: Device Management SCEP profile error, \"The hash "
	    "value is not correct\""),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.corpus = check,
};
