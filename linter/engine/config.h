/* SPDX-License-Identifier: MIT */
#ifndef MDM_ENGINE_CONFIG_H
#define MDM_ENGINE_CONFIG_H

/*
 * The configuration, .mdmlint.yaml.  One table describes its keys: the
 * reader, the JSON Schema, the page of the documentation and `config show`
 * are made from it.
 */
#include "engine/policy.h"

enum mdm_config_kind {
	MDM_CONFIG_WORD,   /* one of `words` */
	MDM_CONFIG_WORDS,  /* one or a list of `words` */
	MDM_CONFIG_NUMBER, /* from `least` to `most` */
	MDM_CONFIG_DATE,   /* YYYY-MM-DD, or RFC 3339 */
	MDM_CONFIG_TEXT,
	MDM_CONFIG_TEXTS,   /* one or a list */
	MDM_CONFIG_DIGESTS, /* one or a list of SHA-256 */
	MDM_CONFIG_PATH,    /* relative to the configuration */
	MDM_CONFIG_PATHS,   /* one or a list */
	MDM_CONFIG_FLAG,
	MDM_CONFIG_RULES,      /* one or a list: ids, names, families */
	MDM_CONFIG_LEVELS,     /* rule: level */
	MDM_CONFIG_PAIRS,      /* text: text */
	MDM_CONFIG_PATH_PAIRS, /* text: path */
	MDM_CONFIG_LISTS,      /* text: one or a list of texts */
	MDM_CONFIG_OBJECT,     /* `members` */
	MDM_CONFIG_OBJECTS     /* a list of them */
};

struct mdm_config_key {
	const char *name;
	enum mdm_config_kind kind;
	const char *setting; /* of mdm_policy_set(); NULL: read by code */
	bool adds_up;	     /* options add to it instead of replacing it */
	bool required;
	const char *const *words; /* ends with NULL */
	int64_t least, most;
	const char *fallback;		      /* as YAML; NULL: nothing */
	const struct mdm_config_key *members; /* ends with name == NULL */
	const char *doc;
	const char *example; /* lines of YAML, without the key */
};

/* In the order of the documentation; ends with name == NULL. */
extern const struct mdm_config_key mdm_config_keys[];

/* By the name of the key or of its setting; NULL: there is none. */
const struct mdm_config_key *mdm_config_key_of(const char *name);

/* Where a configuration file can be found. */
#define MDM_CONFIG_NAME ".mdmlint.yaml"

enum { MDM_CONFIG_MOST_BYTES = 1 << 20, MDM_CONFIG_MOST_PROBLEMS = 20 };

/* What is wrong with it: "FILE:LINE:COL: what", each without a line feed. */
struct mdm_problems {
	MDM_VEC(struct mdm_str) list;
};

/*
 * Reads the file into the policy, as layer MDM_BY_CONFIG.  Before any option
 * is set.  False: *ret_problems says why, and the policy is not to be used.
 */
bool mdm_config_read(struct mdm_policy *, struct mdm_arena *,
    struct mdm_str path, struct mdm_problems *ret_problems) MDM_MUST_USE;

/* The same for text that has been read; `name` is for places. */
bool mdm_config_read_text(struct mdm_policy *, struct mdm_arena *,
    struct mdm_str name, struct mdm_str text,
    struct mdm_problems *ret_problems) MDM_MUST_USE;

/* Fill `current`, if no configuration did. */
void mdm_policy_look_around(struct mdm_policy *, struct mdm_arena *);

/* The set that the configuration puts a file into, or absent. */
struct mdm_str mdm_config_set_of(
    const struct mdm_policy *, struct mdm_arena *, struct mdm_str file);

#endif
