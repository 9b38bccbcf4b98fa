/* SPDX-License-Identifier: MIT */
#include "support/assignment.h"

enum { USER_AND_DEVICE, ROOT_UNASSIGNED, NO_COMMON_GROUP, ROOT_EXCLUDES };

static void
also_root(struct mdm_check *c, const struct mdm_profile *root)
{
	mdm_also(c, root->assignments_at, "assignments of \"" MDM_FMT "\"",
	    MDM_ARG(root->name));
}

static void
report(struct mdm_check *c, unsigned which, const struct mdm_profile *p,
    const struct mdm_profile *root)
{
	struct mdm_arena *a = mdm_arena_of(c);

	mdm_find(c, which, p->assignments_at,
	    "SCEP profile \"" MDM_FMT "\" is assigned to " MDM_FMT
	    ", its trusted certificate profile \"" MDM_FMT "\" to " MDM_FMT,
	    MDM_ARG(p->name), MDM_ARG(mdm_audience_label(a, p)),
	    MDM_ARG(root->name), MDM_ARG(mdm_audience_label(a, root)));
	mdm_evidence(c, mdm_audience_label(a, p));
	mdm_evidence(c, mdm_audience_label(a, root));
	also_root(c, root);
}

static bool
have_common_target(const struct mdm_profile *p, const struct mdm_profile *root)
{
	for (size_t i = 0; i < p->nassignments; i++)
		if (!p->assignments[i].remove &&
		    p->assignments[i].kind == MDM_TARGET_GROUP &&
		    mdm_same_target(root, &p->assignments[i]) != NULL)
			return true;
	return false;
}

/* The root's profile excludes a group that the SCEP profile includes. */
static void
check_exclusions(struct mdm_check *c, const struct mdm_profile *p,
    const struct mdm_profile *root)
{
	for (size_t i = 0; i < p->nassignments; i++) {
		struct mdm_assignment target = p->assignments[i];
		const struct mdm_assignment *excluded;

		if (target.kind != MDM_TARGET_GROUP || target.remove)
			continue;
		target.kind = MDM_TARGET_EXCLUDED_GROUP;
		excluded = mdm_same_target(root, &target);
		if (excluded == NULL)
			continue;
		mdm_find(c, ROOT_EXCLUDES, p->assignments[i].at,
		    MDM_FMT
		    " gets SCEP profile \"" MDM_FMT
		    "\" but is excluded from its trusted certificate profile "
		    "\"" MDM_FMT "\"",
		    MDM_ARG(mdm_target_label(mdm_arena_of(c), &target)),
		    MDM_ARG(p->name), MDM_ARG(root->name));
		mdm_evidence(c, target.group);
		mdm_also(c, excluded->at, "the exclusion");
	}
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_profile *root = mdm_assigned_root(c, p);
	struct mdm_audience scep, trusted;

	if (root == NULL)
		return;
	scep = mdm_audience_of(p);
	trusted = mdm_audience_of(root);
	if (scep.included == 0)
		return; /* a draft: nobody gets it */
	if (trusted.included == 0)
		report(c, ROOT_UNASSIGNED, p, root);
	else if ((scep.users_only && trusted.devices_only) ||
	    (scep.devices_only && trusted.users_only))
		report(c, USER_AND_DEVICE, p, root);
	else if (scep.groups_only && trusted.groups_only &&
	    !have_common_target(p, root))
		report(c, NO_COMMON_GROUP, p, root);
	check_exclusions(c, p, root);
}

const struct mdm_rule mdm_rule_xref016 = {
	.id = "XREF016",
	.name = "assignment-target-mismatch",
	.cases = { MDM_CASE("user-and-device", MDM_ERROR),
	    MDM_CASE("root-unassigned", MDM_ERROR),
	    MDM_CASE("no-common-group", MDM_WARNING),
	    MDM_CASE("root-excludes", MDM_WARNING) },
	.kinds = MDM_SCEP,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph",
	.summary = "A SCEP profile and its root are assigned to other targets",
	.why =
	    "A SCEP profile is delivered only to users or devices that also "
	    "get the trusted certificate profile it refers to. A profile for "
	    "users and a root for devices never meet, and an unassigned root "
	    "reaches nobody. Groups of different names may have the same "
	    "members, so they are a warning. Not checked: members of groups, "
	    "nested and dynamic groups, and exports without assignments.",
	.symptom = "The SCEP profile stays \"Pending\"; the server's log "
		   "shows no request of the device.",
	.fix = "Assign the trusted certificate profile to the same groups as "
	       "the SCEP profile.",
	.refs = MDM_REFS("Microsoft Learn: Troubleshoot SCEP certificate "
			 "profile deployment to devices in Intune, assignment "
			 "matrix"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
