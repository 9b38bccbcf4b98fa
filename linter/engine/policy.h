/* SPDX-License-Identifier: MIT */
#ifndef MDM_ENGINE_POLICY_H
#define MDM_ENGINE_POLICY_H

#include "base/glob.h"
#include "base/map.h"
#include "base/status.h"
#include "engine/build.h"
#include "engine/rule.h"

enum mdm_world { MDM_WORLD_AUTO, MDM_WORLD_OPEN, MDM_WORLD_CLOSED };

/* Who said it; a later one wins. */
enum mdm_layer { MDM_BY_CONFIG, MDM_BY_OPTION };
enum { MDM_LAYERS = 2 };

struct mdm_link {
	struct mdm_str scep, trusted; /* id or display name */
	enum mdm_layer layer;
};

struct mdm_str_pair {
	struct mdm_str url, file;
	enum mdm_layer layer;
};

/* Which rules are to run, and at which level. */
struct mdm_choice {
	bool selected[MDM_RULE_COUNT], ignored[MDM_RULE_COUNT];
	bool any_selected;
	struct {
		bool set;
		enum mdm_severity level;
	} override[MDM_RULE_COUNT];
};

struct mdm_globs {
	MDM_VEC(struct mdm_glob) list;
};

/* A choice for some files. */
struct mdm_path_choice {
	struct mdm_globs paths;
	struct mdm_choice choice;
};

/* `sets:` of the configuration. */
struct mdm_named_set {
	struct mdm_str name;
	struct mdm_globs paths;
};

/* A setting as it was said, for `config show` and for the command line. */
struct mdm_said {
	const char *key; /* of mdm_config_keys[] */
	struct mdm_str value;
	struct mdm_str origin; /* ".mdmlint.yaml:3:10", "--world" */
	enum mdm_layer layer;
};

struct mdm_suppression;
struct mdm_baseline;

/*
 * Levels and settings of one run: copied from the rules, then changed by
 * options and configuration.  The rules stay const.
 */
struct mdm_policy {
	enum mdm_severity level[MDM_RULE_COUNT][MDM_MOST_CASES];
	bool required[MDM_RULE_COUNT]; /* --require */
	struct mdm_build build;	       /* mdm_build_read(); else none */
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
	struct mdm_str baseline;	       /* file, or absent */
	struct mdm_baseline *baseline_entries; /* what was in it, or NULL */

	/* What the configuration alone can say. */
	struct mdm_organisation organisation;
	MDM_VEC(struct mdm_named_set) sets;
	MDM_VEC(struct mdm_path_choice) overrides;
	MDM_VEC(struct mdm_suppression *) suppressions;
	/*
	 * Its folder, and the current one, both absolute and ending with '/';
	 * absent without configuration.  Globs are relative to the folder.
	 */
	struct mdm_str folder, current;

	/* --changed-from: absolute paths; findings elsewhere are left out. */
	bool only_changed;
	struct mdm_map changed;
	struct mdm_str changed_from; /* the revision */

	/* How the levels came about; mdm_policy_settle() applies it. */
	struct mdm_choice choice[MDM_LAYERS];
	enum mdm_layer layer;  /* of what mdm_policy_set() is told */
	struct mdm_str origin; /* and its place; absent: the option's name */
	MDM_VEC(struct mdm_said) said;
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

/* Fill `level` from world, selections and overrides. */
void mdm_policy_settle(struct mdm_policy *);

/* The same as mdm_policy_set("link") and ("getcacert"), already split. */
void mdm_policy_link(struct mdm_policy *, struct mdm_arena *,
    struct mdm_str scep, struct mdm_str trusted);
void mdm_policy_answer(struct mdm_policy *, struct mdm_arena *,
    struct mdm_str url, struct mdm_str file);

/*
 * "only", "ignore" or "severity" of a choice that is not the policy's own:
 * of some paths.
 */
bool mdm_choice_set(struct mdm_choice *, struct mdm_arena *,
    struct mdm_str option, struct mdm_str value,
    struct mdm_str *ret_problem) MDM_MUST_USE;

/* Remember what was said of a key without giving it a meaning here. */
void mdm_policy_say(struct mdm_policy *, struct mdm_arena *, const char *key,
    struct mdm_str value);

/*
 * The i-th value that counts for a key: those of the highest layer, or of all
 * layers where they add up (`adds_up` of the key).  NULL behind the last.
 */
const struct mdm_said *mdm_policy_said(
    const struct mdm_policy *, const char *key, size_t which);

/* May the rule report anything, in any file? */
bool mdm_policy_runs(const struct mdm_policy *, size_t rule);

/* The level of a case in a file. */
enum mdm_severity mdm_policy_level(const struct mdm_policy *,
    struct mdm_arena *scratch, size_t rule, unsigned which,
    struct mdm_str file);

/*
 * A reported path as the configuration's globs see it: relative to its
 * folder; absent when it is elsewhere.
 */
struct mdm_str mdm_policy_path(
    const struct mdm_policy *, struct mdm_arena *, struct mdm_str file);
bool mdm_policy_covers(const struct mdm_policy *, struct mdm_arena *scratch,
    const struct mdm_globs *, struct mdm_str file);

/* Absolute, without "." and ".." and doubled '/'; links are not followed. */
struct mdm_str mdm_path_absolute(
    struct mdm_arena *, struct mdm_str current, struct mdm_str path);

const char *mdm_world_name(enum mdm_world);

#endif
