/* SPDX-License-Identifier: MIT */
#include "support/reference.h"

enum { DANGLING, DANGLING_AMONG_OTHERS, WRONG_KIND, WRONG_PLATFORM };

#define ROLES                                                                  \
	(1U << MDM_REF_SERVER_ROOT | 1U << MDM_REF_CLIENT_ROOT |               \
	    1U << MDM_REF_IDENTITY | 1U << MDM_REF_SIGNING)

static unsigned
wanted_kinds(enum mdm_ref_role role)
{
	return role == MDM_REF_IDENTITY || role == MDM_REF_SIGNING
	    ? MDM_ENROLMENT
	    : MDM_TRUST;
}

static void
report_dangling(struct mdm_check *c, const struct mdm_unresolved *u)
{
	struct mdm_str label = mdm_ref_label(mdm_arena_of(c), u->first);
	bool among = mdm_set_holds_targets(
	    mdm_corpus_of(c), u->first->role, u->first_profile->platform);
	unsigned which = among ? DANGLING_AMONG_OTHERS : DANGLING;

	mdm_find(c, which, u->first->at,
	    "%s reference " MDM_FMT " of \"" MDM_FMT "\" not found",
	    mdm_ref_role_title(u->first->role), MDM_ARG(label),
	    MDM_ARG(u->first_profile->name));
	mdm_evidence(c, label);
	for (size_t i = 1; i < u->refs.n; i++)
		mdm_also(c, u->refs.at[i]->at,
		    "referred to by \"" MDM_FMT "\" as well",
		    MDM_ARG(u->profiles.at[i]->name));
}

static void
check_target(struct mdm_check *c, const struct mdm_profile *p,
    const struct mdm_ref *ref, const struct mdm_profile *target)
{
	const char *role = mdm_ref_role_title(ref->role);

	if ((target->kind & wanted_kinds(ref->role)) == 0) {
		mdm_find(c, WRONG_KIND, ref->at,
		    "%s reference leads to \"" MDM_FMT "\", a %s", role,
		    MDM_ARG(target->name), mdm_kind_title(target->kind));
	} else if (target->platform != p->platform &&
	    ((target->platform | p->platform) & MDM_PLATFORM_UNKNOWN) == 0) {
		mdm_find(c, WRONG_PLATFORM, ref->at,
		    "%s reference of a profile for %s leads to \"" MDM_FMT
		    "\" for %s",
		    role, mdm_platform_title(p->platform),
		    MDM_ARG(target->name),
		    mdm_platform_title(target->platform));
	} else {
		return;
	}
	mdm_evidence(c, target->type);
	mdm_also(c, target->at, "the profile it refers to");
}

static void
check(struct mdm_check *c, const struct mdm_corpus *corpus)
{
	struct mdm_unresolved_list list = mdm_unresolved_refs(c, corpus, ROLES);

	for (size_t i = 0; i < list.n; i++)
		report_dangling(c, &list.at[i]);
	for (size_t i = 0; i < corpus->nprofiles; i++) {
		const struct mdm_profile *p = corpus->profiles[i];

		if (p->apple != NULL || p->onc != NULL)
			continue; /* XREF018, XREF022 */
		for (size_t k = 0; k < p->nrefs; k++) {
			const struct mdm_ref *ref = &p->refs[k];

			if ((ROLES & 1U << ref->role) == 0 ||
			    ref->result != MDM_REF_RESOLVED)
				continue;
			for (size_t t = 0; t < ref->ntargets; t++)
				check_target(c, p, ref, ref->targets[t]);
		}
	}
}

const struct mdm_rule mdm_rule_xref017 = {
	.id = "XREF017",
	.name = "network-profile-reference-dangling",
	.cases = { MDM_CASE_BY_WORLD("dangling", MDM_ERROR, MDM_INFO, MDM_INFO),
	    MDM_CASE_BY_WORLD(
		"dangling-among-others", MDM_ERROR, MDM_WARNING, MDM_INFO),
	    MDM_CASE("wrong-kind", MDM_ERROR),
	    MDM_CASE("wrong-platform", MDM_ERROR) },
	.kinds = MDM_NETWORK | MDM_EMAIL | MDM_SSO,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph",
	.summary =
	    "A Wi-Fi, wired, VPN or mail profile refers to a wrong profile",
	.why =
	    "These profiles name the trusted certificate profiles that "
	    "validate the server and the SCEP or PKCS profile that proves the "
	    "client. Copies between tenants lose the ids, and then the device "
	    "asks the user for a certificate or refuses the network. Not "
	    "checked: profiles that were not exported, unless the world is "
	    "\"closed\".",
	.symptom = "The profile shows \"Error\", or the device asks the user "
		   "to choose a certificate.",
	.fix = "Select the certificate profiles again after an import, and "
	       "export both kinds together.",
	.refs = MDM_REFS("IntuneManagement, issue 114",
	    "Microsoft Learn: Add and use Wi-Fi settings on your devices in "
	    "Microsoft Intune"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.corpus = check,
};
