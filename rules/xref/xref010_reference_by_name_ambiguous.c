/* SPDX-License-Identifier: MIT */
#include "support/reference.h"

enum { SEVERAL_PROFILES };

static void
check_ref(struct mdm_check *c, const struct mdm_ref *ref)
{
	if (ref->result != MDM_REF_AMBIGUOUS || ref->from_link)
		return;

	mdm_find(c, SEVERAL_PROFILES, ref->at,
	    "name \"" MDM_FMT
	    "\" matches %zu profiles; the import picks one arbitrarily",
	    MDM_ARG(ref->name), ref->ntargets);
	mdm_evidence(c, ref->name);
	for (size_t i = 0; i < ref->ntargets; i++)
		mdm_also(c, ref->targets[i]->at, "one of them");
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	for (size_t i = 0; i < p->nrefs; i++)
		check_ref(c, &p->refs[i]);
}

const struct mdm_rule mdm_rule_xref010 = {
	.id = "XREF010",
	.name = "reference-by-name-ambiguous",
	.cases = { MDM_CASE("several-profiles", MDM_WARNING) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph (IntuneManagement, Microsoft365DSC)",
	.summary = "A reference by display name matches several profiles",
	.why = "Export tools write the display name of the referenced profile "
	       "and look it up again when they import. Display names are not "
	       "unique in Intune, so the import may bind another certificate "
	       "than the one that was exported, or none. Not checked: names in "
	       "the tenant that the export will be imported into.",
	.fix = "Give the profiles names of their own and export again.",
	.refs = MDM_REFS("IntuneManagement, Extensions/MSGraph.psm1: lookup "
			 "of references by display name",
	    "Microsoft365DSC, issue 7453"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
