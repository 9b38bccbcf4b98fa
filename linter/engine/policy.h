/* SPDX-License-Identifier: MIT */
#ifndef MDM_ENGINE_POLICY_H
#define MDM_ENGINE_POLICY_H

#include "base/status.h"
#include "engine/rule.h"

enum mdm_world { MDM_WORLD_AUTO, MDM_WORLD_OPEN, MDM_WORLD_CLOSED };

struct mdm_link {
	struct mdm_str scep, trusted; /* id or display name */
};

struct mdm_str_pair {
	struct mdm_str url, file;
};

/*
 * Levels and settings of one run: copied from the rules, then changed by
 * options and configuration.  The rules stay const.
 */
struct mdm_policy {
	enum mdm_severity level[MDM_RULE_COUNT][MDM_MOST_CASES];
	bool required[MDM_RULE_COUNT]; /* --require */
	enum mdm_world world;
	enum mdm_severity fail_on; /* MDM_OFF: none */
	int64_t now;
	int64_t expiry_days;
	size_t max_file_size;
	unsigned jobs;
	bool show_suppressed;
	MDM_VEC(struct mdm_link) links;
	MDM_VEC(struct mdm_str_pair) getcacert;
	MDM_VEC(struct mdm_str) known_certs;

	/* How the levels came about; mdm_policy_settle() applies it. */
	bool selected[MDM_RULE_COUNT], ignored[MDM_RULE_COUNT];
	bool any_selected;
	struct {
		bool set;
		enum mdm_severity level;
	} override[MDM_RULE_COUNT];
};

/* The defaults; `now` is the clock's or SOURCE_DATE_EPOCH's. */
void mdm_policy_init(struct mdm_policy *);

/*
 * One setting by the name of its option without dashes ("only", "world",
 * "expiry-days", ...).  On a wrong value returns false and *ret_problem says
 * why, with "did you mean".
 */
bool mdm_policy_set(struct mdm_policy *, struct mdm_arena *,
    struct mdm_str option, struct mdm_str value,
    struct mdm_str *ret_problem) MDM_MUST_USE;

/* Fill `level` from world, selection and overrides. */
void mdm_policy_settle(struct mdm_policy *);

const char *mdm_world_name(enum mdm_world);

#endif
