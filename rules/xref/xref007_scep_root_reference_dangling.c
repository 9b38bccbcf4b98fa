/* SPDX-License-Identifier: MIT */
#include "support/reference.h"

enum { DANGLING, DANGLING_AMONG_OTHERS };

static void
report(struct mdm_check *c, const struct mdm_unresolved *u)
{
	struct mdm_str label = mdm_ref_label(mdm_arena_of(c), u->first);
	bool among = mdm_set_holds_targets(
	    mdm_corpus_of(c), MDM_REF_ROOT, u->first_profile->platform);
	unsigned which = among ? DANGLING_AMONG_OTHERS : DANGLING;

	if (u->refs.n == 1)
		mdm_find(c, which, u->first->at,
		    "root certificate reference " MDM_FMT " of \"" MDM_FMT
		    "\" not found",
		    MDM_ARG(label), MDM_ARG(u->first_profile->name));
	else
		mdm_find(c, which, u->first->at,
		    "root certificate reference " MDM_FMT
		    " of %zu profiles not found",
		    MDM_ARG(label), u->refs.n);
	mdm_evidence(c, label);
	for (size_t i = 1; i < u->refs.n; i++)
		mdm_also(c, u->refs.at[i]->at,
		    "referred to by \"" MDM_FMT "\" as well",
		    MDM_ARG(u->profiles.at[i]->name));
}

static void
check(struct mdm_check *c, const struct mdm_corpus *corpus)
{
	struct mdm_unresolved_list list =
	    mdm_unresolved_refs(c, corpus, 1U << MDM_REF_ROOT);

	for (size_t i = 0; i < list.n; i++)
		report(c, &list.at[i]);
}

const struct mdm_rule mdm_rule_xref007 = {
	.id = "XREF007",
	.name = "scep-root-reference-dangling",
	.cases = { MDM_CASE_BY_WORLD("dangling", MDM_ERROR, MDM_INFO, MDM_INFO),
	    MDM_CASE_BY_WORLD(
		"dangling-among-others", MDM_ERROR, MDM_WARNING, MDM_INFO) },
	.kinds = MDM_SCEP | MDM_PKCS,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph",
	.summary =
	    "A root certificate reference leads to no profile of the set",
	.why =
	    "The reference is an id that is valid in one tenant only, or a "
	    "display name that somebody changed. After an import into another "
	    "tenant, or when the trusted certificate profile was deleted, it "
	    "leads nowhere and the SCEP profile cannot be delivered. One "
	    "finding stands for all profiles that share the target. Not "
	    "checked: profiles that were not exported; in the world "
	    "\"closed\" everything is taken to be there.",
	.fix =
	    "Export the trusted certificate profile as well, or select an "
	    "existing one in the SCEP profile; after a copy to another tenant "
	    "bind again by name.",
	.refs = MDM_REFS("Microsoft365DSC, issue 3965: root certificate id "
			 "of SCEP profiles",
	    "Microsoft Learn: Create and assign SCEP certificate profiles in "
	    "Intune, Root Certificate"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.corpus = check,
};
