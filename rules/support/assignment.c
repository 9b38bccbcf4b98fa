/* SPDX-License-Identifier: MIT */
#include "support/assignment.h"

#include "support/reference.h"

static bool
deploys(const struct mdm_assignment *a)
{
	return !a->remove && a->kind != MDM_TARGET_EXCLUDED_GROUP;
}

static enum mdm_scope
members_of(const struct mdm_assignment *a)
{
	if (a->kind == MDM_TARGET_ALL_USERS)
		return MDM_SCOPE_USER;
	if (a->kind == MDM_TARGET_ALL_DEVICES ||
	    a->kind == MDM_TARGET_COLLECTION)
		return MDM_SCOPE_DEVICE;
	return a->members;
}

struct mdm_audience
mdm_audience_of(const struct mdm_profile *p)
{
	struct mdm_audience audience = {
		.users_only = true, .devices_only = true, .groups_only = true
	};

	for (size_t i = 0; i < p->nassignments; i++) {
		const struct mdm_assignment *a = &p->assignments[i];

		if (!deploys(a))
			continue;
		audience.included++;
		audience.users_only &= members_of(a) == MDM_SCOPE_USER;
		audience.devices_only &= members_of(a) == MDM_SCOPE_DEVICE;
		audience.groups_only &= a->kind == MDM_TARGET_GROUP;
		audience.everybody |= a->kind == MDM_TARGET_ALL_USERS ||
		    a->kind == MDM_TARGET_ALL_DEVICES;
	}
	return audience;
}

struct mdm_str
mdm_target_label(struct mdm_arena *arena, const struct mdm_assignment *a)
{
	switch (a->kind) {
	case MDM_TARGET_ALL_USERS:
		return MDM_LIT("all users");
	case MDM_TARGET_ALL_DEVICES:
		return MDM_LIT("all devices");
	case MDM_TARGET_COLLECTION:
		return MDM_LIT("a Configuration Manager collection");
	case MDM_TARGET_UNKNOWN:
		return MDM_LIT("an unknown target");
	case MDM_TARGET_GROUP:
	case MDM_TARGET_EXCLUDED_GROUP:
		break;
	}
	return mdm_str_printf(arena, "group \"" MDM_FMT "\"",
	    MDM_ARG(a->group_name.n > 0 ? a->group_name : a->group));
}

struct mdm_str
mdm_audience_label(struct mdm_arena *arena, const struct mdm_profile *p)
{
	struct mdm_str list = MDM_LIT("");

	for (size_t i = 0; i < p->nassignments; i++) {
		const struct mdm_assignment *a = &p->assignments[i];

		if (!deploys(a))
			continue;
		list = mdm_str_printf(arena, MDM_FMT "%s" MDM_FMT,
		    MDM_ARG(list), list.n > 0 ? ", " : "",
		    MDM_ARG(mdm_target_label(arena, a)));
	}
	return list.n > 0 ? list : MDM_LIT("nobody");
}

const struct mdm_assignment *
mdm_same_target(const struct mdm_profile *p, const struct mdm_assignment *a)
{
	for (size_t i = 0; i < p->nassignments; i++) {
		const struct mdm_assignment *b = &p->assignments[i];

		if (!b->remove && a->kind == b->kind &&
		    mdm_str_ieq(a->group, b->group))
			return b;
	}
	return NULL;
}

static bool
any_assignments(const struct mdm_corpus *corpus)
{
	for (size_t i = 0; i < corpus->nprofiles; i++)
		if (corpus->profiles[i]->assignments_known)
			return true;
	return false;
}

const struct mdm_profile *
mdm_assigned_root(struct mdm_check *c, const struct mdm_profile *scep)
{
	const struct mdm_profile *root = mdm_scep_root(scep);

	if (root == NULL) {
		mdm_scep_ca(c, scep); /* says why it cannot be known */
		return NULL;
	}
	if (scep->assignments_known && root->assignments_known)
		return root;
	mdm_not_checked(c,
	    any_assignments(mdm_corpus_of(c))
		? "some certificate profiles were exported without assignments"
		: "no file carries assignments");
	return NULL;
}
