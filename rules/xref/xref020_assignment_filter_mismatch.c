/* SPDX-License-Identifier: MIT */
#include "support/assignment.h"

enum { OTHER_FILTER };

static struct mdm_str
filter_label(struct mdm_arena *arena, const struct mdm_assignment *a)
{
	if (a->filter.n == 0)
		return MDM_LIT("no filter");
	return mdm_str_printf(arena, "filter \"" MDM_FMT "\" (" MDM_FMT ")",
	    MDM_ARG(a->filter), MDM_ARG(a->filter_type));
}

static bool
same_filter(const struct mdm_assignment *a, const struct mdm_assignment *b)
{
	return mdm_str_ieq(a->filter, b->filter) &&
	    (a->filter.n == 0 || mdm_str_ieq(a->filter_type, b->filter_type));
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_profile *root = mdm_assigned_root(c, p);
	struct mdm_arena *arena = mdm_arena_of(c);

	if (root == NULL)
		return;
	for (size_t i = 0; i < p->nassignments; i++) {
		const struct mdm_assignment *a = &p->assignments[i], *b;

		if (a->remove || a->kind == MDM_TARGET_EXCLUDED_GROUP)
			continue;
		b = mdm_same_target(root, a);
		/* A root without a filter reaches all that need it. */
		if (b == NULL || b->filter.n == 0 || same_filter(a, b))
			continue;
		mdm_find(c, OTHER_FILTER, a->at,
		    "for " MDM_FMT " SCEP profile \"" MDM_FMT "\" uses " MDM_FMT
		    ", its trusted certificate profile \"" MDM_FMT
		    "\" uses " MDM_FMT,
		    MDM_ARG(mdm_target_label(arena, a)), MDM_ARG(p->name),
		    MDM_ARG(filter_label(arena, a)), MDM_ARG(root->name),
		    MDM_ARG(filter_label(arena, b)));
		mdm_evidence(c, a->group);
		mdm_evidence(c, b->filter);
		mdm_also(c, b->at, "the other assignment");
	}
}

const struct mdm_rule mdm_rule_xref020 = {
	.id = "XREF020",
	.name = "assignment-filter-mismatch",
	.cases = { MDM_CASE("other-filter", MDM_WARNING) },
	.kinds = MDM_SCEP,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph",
	.summary = "A SCEP profile and its root have other assignment filters",
	.why =
	    "A filter narrows an assignment to some devices. When the root's "
	    "profile is filtered otherwise than the SCEP profile of the same "
	    "target, some devices may get one without the other. A root "
	    "without a filter reaches all of them and is no finding. Not "
	    "checked: what the filters say, and exports without assignments.",
	.symptom = "The SCEP profile stays \"Pending\" on some devices.",
	.fix = "Use the same filter for both profiles, or none for the "
	       "trusted certificate profile.",
	.refs = MDM_REFS("Microsoft Learn: Use filters when assigning your "
			 "apps, policies, and profiles in Microsoft Intune"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
