/* SPDX-License-Identifier: MIT */
#ifndef MDM_ENGINE_RUN_PRIVATE_H
#define MDM_ENGINE_RUN_PRIVATE_H

/* What the phases of a run share; run.c, lint.c and remarks.c only. */
#include "engine/check.h"
#include "engine/link.h"

/* One thread's memory and what it noted while rules ran. */
struct mdm_worker {
	struct mdm_arena *keep, *scratch;
	struct mdm_loader loader;
	struct mdm_unchecked_list unchecked;
	bool rule_ran[MDM_RULE_COUNT];
};

struct mdm_run {
	const struct mdm_policy *policy;
	struct mdm_arena *arena;
	struct mdm_worker *workers;
	unsigned nworkers;
	struct mdm_interest interest; /* of all loaders, shared */

	struct mdm_input *inputs; /* sorted, without repeats */
	size_t ninputs;
	struct mdm_facts *facts;
	enum mdm_status *status; /* of loading, per input */
	int *errors;		 /* errno, per input */
	struct mdm_corpus *corpora;
	size_t ncorpora;
	bool *link_used;

	struct mdm_unchecked_list unchecked; /* of all workers */
	struct mdm_remarks remarks;
	struct mdm_names changed; /* files that changed meanwhile */
	struct mdm_result result;
};

/* lint.c: phase 3, and the merging of what the workers found. */
void mdm_run_rules(struct mdm_run *);

/*
 * sift.c: puts aside what is suppressed or in the baseline, and what does not
 * touch changed files.  After fingerprints.
 */
void mdm_run_sift(struct mdm_run *);

/* remarks.c: everything that goes into result->notes. */
void mdm_run_remarks(struct mdm_run *);
/* "XREF006, XREF007 not evaluated", and what --require makes of it. */
void mdm_run_unchecked(struct mdm_run *);

#endif
