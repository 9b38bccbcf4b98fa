/* SPDX-License-Identifier: MIT */
#ifndef MDM_ENGINE_CHECK_H
#define MDM_ENGINE_CHECK_H

#include "engine/finding.h"
#include "engine/policy.h"

/* Why rules could not be evaluated: reason -> one flag per rule. */
struct mdm_unchecked_list {
	struct mdm_map by_reason; /* -> bool[MDM_RULE_COUNT] */
};

/*
 * What a rule gets as `struct mdm_check *` and cannot look into: it knows the
 * rule, so a rule can report under its own id only.
 */
struct mdm_check {
	const struct mdm_rule *rule;
	const struct mdm_policy *policy;
	const struct mdm_corpus *corpus;
	const struct mdm_profile
	    *profile;		 /* subject, if it is one or has one */
	struct mdm_arena *arena; /* the worker's */
	size_t set;
	struct mdm_findings *findings; /* where they go */
	struct mdm_finding *last;      /* NULL: dropped by policy */
	struct mdm_unchecked_list *unchecked;
};

#endif
