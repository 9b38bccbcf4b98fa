/* SPDX-License-Identifier: MIT */
#ifndef MDM_RULES_SUPPORT_ASSIGNMENT_H
#define MDM_RULES_SUPPORT_ASSIGNMENT_H

#include "engine/rule.h"

/*
 * Who gets a profile, as far as the export proves it.  Assignments with the
 * intent "remove" deploy nothing and do not count.
 */
struct mdm_audience {
	size_t included; /* targets that get the profile */
	bool users_only; /* all of them are provably users */
	bool devices_only;
	bool everybody;	  /* all users or all devices among them */
	bool groups_only; /* nothing but groups */
};

struct mdm_audience mdm_audience_of(const struct mdm_profile *);

/* "all users", "group \"Pilot\"", ...: for messages. */
struct mdm_str mdm_target_label(
    struct mdm_arena *, const struct mdm_assignment *);

/* "all users, group \"Pilot\"": the targets that get the profile. */
struct mdm_str mdm_audience_label(
    struct mdm_arena *, const struct mdm_profile *);

/* The assignment of the profile with the same target, or NULL. */
const struct mdm_assignment *mdm_same_target(
    const struct mdm_profile *, const struct mdm_assignment *);

/*
 * The trusted certificate profile a SCEP profile is bound to, when both are
 * exported with assignments; else NULL, having said why it was not checked.
 */
const struct mdm_profile *mdm_assigned_root(
    struct mdm_check *, const struct mdm_profile *scep);

#endif
