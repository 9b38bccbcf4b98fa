/* SPDX-License-Identifier: MIT */
#ifndef MDM_ENGINE_RULE_H
#define MDM_ENGINE_RULE_H

/*
 * Everything a rule file includes.  A rule is a pure function of the model:
 * no I/O, no clock but mdm_now(), no static state, none of the parsing or
 * cryptographic libraries.  docs/adding-a-rule.md walks through one.
 */
#include "model/diagnosis.h"

enum mdm_severity { MDM_OFF, MDM_INFO, MDM_WARNING, MDM_ERROR };

/* "off", "info", "warning", "error" */
const char *mdm_severity_name(enum mdm_severity);

/*
 * A rule's situations, each with its level per world (rules.md section 3).
 * The rule names the case, the policy picks the level.
 */
struct mdm_case {
	const char *name; /* "unresolved": kebab-case, stable */
	enum mdm_severity closed, automatic, open;
};
#define MDM_CASE(name, level)                                                  \
	{                                                                      \
		name, level, level, level                                      \
	}
#define MDM_CASE_BY_WORLD(name, closed, automatic, open)                       \
	{                                                                      \
		name, closed, automatic, open                                  \
	}
enum { MDM_MOST_CASES = 8 };

struct mdm_check;

/* How often a finding of this rule is right (SARIF precision). */
enum mdm_confidence {
	MDM_CONFIDENCE_HIGH,
	MDM_CONFIDENCE_MEDIUM,
	MDM_CONFIDENCE_LOW
};

/*
 * A certificate and what it is used for: the subject of a `certificate`
 * rule.
 */
struct mdm_rule {
	const char *id;	  /* "XREF002": never reused */
	const char *name; /* "scep-ca-thumbprint-unresolved" */
	struct mdm_case cases[MDM_MOST_CASES]; /* ends with name == NULL */
	unsigned kinds, platforms; /* `profile` rules: what it looks at */
	const char *syntaxes; /* what it covers now: "Graph", "Graph, SyncML" */
	const char *summary;  /* <= 72 characters, no full stop */
	const char *why;      /* ends with "Not checked: ..." */
	const char *symptom;  /* what users or devices see; NULL: nothing */
	const char *fix;
	const char *const *refs; /* NULL-terminated; at least one */
	const char *since;	 /* "0.1.0" */
	enum mdm_confidence confidence;
	bool fixable;
	/* Exactly one; its type says how much the rule needs to see. */
	void (*file)(struct mdm_check *, const struct mdm_file *);
	void (*carrier)(struct mdm_check *, const struct mdm_carrier *);
	void (*certificate)(struct mdm_check *, const struct mdm_use *);
	void (*profile)(struct mdm_check *, const struct mdm_profile *);
	void (*corpus)(struct mdm_check *, const struct mdm_corpus *);
	void (*story)(struct mdm_check *, const struct mdm_story *);
};
#define MDM_REFS(...) ((const char *const[]){ __VA_ARGS__, NULL })

/*
 * Make a finding of the current rule: `which` is an index into its cases.
 * The text states the fact: lower case start, no full stop, names the thing
 * in quotes.  Nothing derived from a secret but its length.  A place must be
 * given; findings whose case is off are dropped, and then the following
 * mdm_also, mdm_evidence and mdm_compare do nothing.
 */
void mdm_find(struct mdm_check *, unsigned which, struct mdm_at at,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* A further place that belongs to the last finding. */
void mdm_also(struct mdm_check *, struct mdm_at at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * What tells the last finding from others of the same rule, case, profile
 * and key: a value that survives re-export.  Goes into the fingerprint, so
 * never a secret, a date difference or an index.  Several calls add up.
 */
void mdm_evidence(struct mdm_check *, struct mdm_str);

/* The two values that differ, for aligned output (thumbprints). */
void mdm_compare(struct mdm_check *, const char *expected_label,
    struct mdm_str expected, const char *actual_label, struct mdm_str actual);

/* What to do about this one, instead of the rule's general `fix`. */
void mdm_advise(struct mdm_check *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * The last finding's repair, if it is proven: the value at the finding's
 * place, all of it, becomes `text`, which consists of letters, digits, '+',
 * '/' and '=' so that no syntax has to escape it.  Rules with `fixable` only.
 */
void mdm_repair(struct mdm_check *, struct mdm_str text);

/*
 * The rule could not be evaluated on this input: `reason` ends up in the
 * notes as "<reason>: XREF006 not evaluated", equal reasons once with all
 * their rules.  --require makes a run fail on it.
 */
void mdm_not_checked(struct mdm_check *, const char *reason);

/* Seconds since 1970; what --now says. */
int64_t mdm_now(const struct mdm_check *);
/* --expiry-days. */
int64_t mdm_expiry_days(const struct mdm_check *);

/* "SCEP profiles for this host must bind one of these certificates." */
struct mdm_pin {
	struct mdm_str host;	      /* of the SCEP URL, lower case */
	const struct mdm_str *sha256; /* lower case, 64 digits each */
	size_t n;
};

/*
 * What an organisation demands beyond what devices do: `organisation:` and
 * `pins:` of the configuration.  0, NULL: nothing, and the rule's own
 * limits hold; an organisation can only be stricter.
 */
struct mdm_organisation {
	unsigned rsa_bits;	/* least of RSA keys */
	unsigned hashes;	/* bits of enum mdm_allowed_hash */
	int64_t validity_days;	/* longest of a requested certificate */
	int64_t renewal_days;	/* least time to renew it */
	int64_t successor_days; /* before a CA's end */
	/* Wi-Fi, wired and VPN profiles may name these servers only. */
	const struct mdm_str *server_names;
	size_t nserver_names;
	const struct mdm_pin *pins;
	size_t npins;
};
enum mdm_allowed_hash {
	MDM_ALLOW_SHA1 = 1 << 0,
	MDM_ALLOW_SHA256 = 1 << 1,
	MDM_ALLOW_SHA384 = 1 << 2,
	MDM_ALLOW_SHA512 = 1 << 3
};
const struct mdm_organisation *mdm_organisation_of(const struct mdm_check *);

const struct mdm_corpus *mdm_corpus_of(const struct mdm_check *);
/* Memory for text that goes into a message; freed with the run. */
struct mdm_arena *mdm_arena_of(struct mdm_check *);

/* The list: rules/rules.def, sorted by id. */
#define RULE(id) extern const struct mdm_rule mdm_rule_##id;
#include "rules.def"
#undef RULE

enum {
#define RULE(id) MDM_RULE_##id,
#include "rules.def"
#undef RULE
	MDM_RULE_COUNT
};

extern const struct mdm_rule *const mdm_rules[MDM_RULE_COUNT];

/* By id or name, ASCII letters folded; NULL if there is none. */
const struct mdm_rule *mdm_rule_find(struct mdm_str id_or_name);

/* "XREF" of "XREF001". */
struct mdm_str mdm_rule_family(const struct mdm_rule *);

/* Number of cases; highest level over all of them and all worlds. */
unsigned mdm_rule_ncases(const struct mdm_rule *);
enum mdm_severity mdm_rule_severity(const struct mdm_rule *);

/* Index of a rule in mdm_rules[]. */
size_t mdm_rule_index(const struct mdm_rule *);

#endif
