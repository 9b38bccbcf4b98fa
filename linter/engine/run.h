/* SPDX-License-Identifier: MIT */
#ifndef MDM_ENGINE_RUN_H
#define MDM_ENGINE_RUN_H

#include "engine/finding.h"
#include "engine/policy.h"
#include "load/load.h"

/* An input that could not be read. */
struct mdm_unread {
	struct mdm_str name;
	int error; /* errno */
};

/* Everything a report needs; complete and const when reports are written. */
struct mdm_result {
	const struct mdm_policy *policy;
	struct mdm_arena *arena;
	const struct mdm_facts *facts; /* per input, in order */
	const struct mdm_input *inputs;
	size_t ninputs;
	const struct mdm_corpus *corpora; /* one per set */
	size_t ncorpora;
	struct mdm_findings findings;
	size_t count[MDM_ERROR + 1]; /* by severity */
	/*
	 * Found and not reported, sorted likewise: suppressed, or in the
	 * baseline.  Reports show them with policy->show_suppressed only.
	 */
	struct mdm_findings hidden;
	size_t suppressed, baselined;
	struct mdm_findings elsewhere; /* they touch no changed file */
	bool suppression_expired;      /* one that still matches a finding */
	/* Mistakes of suppressions in the input: "FILE:LINE:COL: text". */
	MDM_VEC(struct mdm_str) problems;
	size_t files, recognised, skipped, profiles, certificates;
	/*
	 * What could not be checked, and why.  The first `nserious` are what
	 * every reader must see; the others are harmless statistics, which
	 * the text report prints with -v only.
	 */
	MDM_VEC(struct mdm_str) notes;
	size_t nserious;
	MDM_VEC(struct mdm_unread) unread;
	bool rule_ran[MDM_RULE_COUNT]; /* had at least one subject */
	bool requirement_failed;
};

/*
 * The four phases over the inputs.  `arena` keeps everything the result
 * refers to.  Workers' arenas are handed over to the result.
 */
struct mdm_run;
struct mdm_run *mdm_run_new(const struct mdm_policy *);
void mdm_run_free(struct mdm_run *);
const struct mdm_result *mdm_run(struct mdm_run *,
    const struct mdm_input *inputs, size_t ninputs,
    const struct mdm_str *set_names, size_t nsets);

/* Phase 1 alone: for --files and inspect. */
const struct mdm_result *mdm_run_load(struct mdm_run *,
    const struct mdm_input *inputs, size_t ninputs,
    const struct mdm_str *set_names, size_t nsets);

#endif
