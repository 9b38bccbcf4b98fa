/* SPDX-License-Identifier: MIT */
#ifndef MDM_ENGINE_SUPPRESS_H
#define MDM_ENGINE_SUPPRESS_H

/*
 * Findings that somebody accepted, with a reason: in the configuration, in a
 * comment of an XML document, in the description of a profile.
 */
#include "engine/finding.h"
#include "engine/policy.h"

enum mdm_suppression_kind {
	MDM_SUPPRESSED_BY_CONFIG,
	MDM_SUPPRESSED_BY_COMMENT,
	MDM_SUPPRESSED_BY_DESCRIPTION
};

/* "configuration", "comment", "description" */
const char *mdm_suppression_kind_name(enum mdm_suppression_kind);

struct mdm_suppression {
	enum mdm_suppression_kind kind;
	bool rules[MDM_RULE_COUNT];
	struct mdm_str rule_text; /* as it is spelled: "TRUST010, SEC003" */
	struct mdm_str reason;
	bool has_end;
	int64_t end; /* the first second on which it holds no more */
	/* BY_CONFIG: the place, "FILE:LINE:COL". */
	struct mdm_str origin;
	struct mdm_globs paths; /* empty: any file */
	struct mdm_str profile; /* name or id; absent: any */
	/* BY_COMMENT: what it covers; BY_DESCRIPTION: the description. */
	struct mdm_at at;
	struct mdm_at covers;
	const struct mdm_profile *owner; /* BY_DESCRIPTION */
};

/*
 * "RULE[,RULE] reason [until YYYY-MM-DD]" into the suppression.  False:
 * *ret_problem says what is wrong.
 */
bool mdm_suppression_parse(struct mdm_suppression *, struct mdm_arena *,
    struct mdm_str text, struct mdm_str *ret_problem) MDM_MUST_USE;

/* Add rules by id or name, separated by commas or blanks. */
bool mdm_suppression_rules(struct mdm_suppression *, struct mdm_arena *,
    struct mdm_str names, struct mdm_str *ret_problem) MDM_MUST_USE;

/* The last day, "YYYY-MM-DD". */
bool mdm_suppression_until(
    struct mdm_suppression *, struct mdm_str date) MDM_MUST_USE;

#endif
