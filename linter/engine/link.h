/* SPDX-License-Identifier: MIT */
#ifndef MDM_ENGINE_LINK_H
#define MDM_ENGINE_LINK_H

/*
 * Phase 2: the facts of all files become one corpus per set.  One thread,
 * and in the order of the inputs, so that nothing depends on timing.
 */
#include "engine/run.h"

/* What a run has to say besides its findings. */
struct mdm_remarks {
	struct mdm_arena *arena;
	MDM_VEC(struct mdm_str) serious, harmless;
};

void mdm_remark(struct mdm_remarks *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void mdm_remark_harmless(struct mdm_remarks *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* What the steps of linking one set share. */
struct mdm_linking {
	struct mdm_arena *arena;
	const struct mdm_policy *policy;
	const struct mdm_input *inputs;
	struct mdm_facts *facts;
	size_t ninputs, set;
	struct mdm_corpus *corpus;
	struct mdm_remarks *remarks;
	/* All of the set, the superseded ones too, in input order. */
	MDM_VEC(struct mdm_profile *) profiles;
};

/*
 * Equal certificates of all files become one record, whichever worker
 * decoded them.  Once, before the first mdm_link_set().
 */
void mdm_link_canonicalise(
    struct mdm_arena *, struct mdm_facts *, size_t ninputs);

/* One set; `corpus` is zeroed by the caller. */
void mdm_link_set(struct mdm_linking *, struct mdm_str name);

/* The steps, in this order. */
void mdm_link_loose(struct mdm_linking *);  /* link_loose.c */
void mdm_link_copies(struct mdm_linking *); /* link_copies.c */
void mdm_link_certs(struct mdm_linking *);  /* link_certs.c */
void mdm_link_refs(struct mdm_linking *);   /* link_refs.c */

/* Digest of everything we understood of a profile but its dates. */
void mdm_profile_digest(const struct mdm_profile *, uint8_t ret[32]);

/*
 * Which profile holds this place, climbing out of nested documents: for
 * findings of rules that look at the whole set.
 */
struct mdm_owners {
	struct mdm_map by_source; /* source pointer -> mdm_profile_list */
};
void mdm_owners_add(
    struct mdm_owners *, struct mdm_arena *, const struct mdm_corpus *);
const struct mdm_profile *mdm_owner_of(
    const struct mdm_owners *, struct mdm_at);

#endif
