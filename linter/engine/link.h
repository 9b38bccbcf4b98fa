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
	bool *link_used; /* per policy->links, over all sets */
	/*
	 * Over all sets, in `arena`: SHA-256 of a certificate and of an
	 * issuer's -> 1 + what came of trying the signature; tenants share
	 * their CAs.
	 */
	struct mdm_map *verdicts;
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
void mdm_link_apple(struct mdm_linking *);  /* link_apple.c */
void mdm_link_csp(struct mdm_linking *);    /* link_csp.c */
void mdm_link_certs(struct mdm_linking *);  /* link_certs.c */
void mdm_link_refs(struct mdm_linking *);   /* link_refs.c */
void mdm_link_events(struct mdm_linking *); /* link_events.c */

/*
 * Do two copies of one profile say different things?  A value that one of
 * them lacks (exporters drop what they do not know) contradicts nothing.
 */
bool mdm_profiles_contradict(
    const struct mdm_profile *, const struct mdm_profile *);

/* Fill what `to` lacks with what `from`, another copy, has. */
void mdm_profile_complete(
    struct mdm_arena *, struct mdm_profile *to, const struct mdm_profile *from);

/* The folder of a path, "" for none; its last component. */
struct mdm_str mdm_path_folder(struct mdm_str path);
struct mdm_str mdm_path_base(struct mdm_str path);

/*
 * The moment a path names ("Corp_31-12-2025-9-05-00.json",
 * "backup-2026-01-02/x.json"), the last one if there are several.  Only good
 * for comparing.
 */
bool mdm_path_date(struct mdm_str path, int64_t *ret_moment);

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
