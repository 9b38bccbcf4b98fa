/* SPDX-License-Identifier: MIT */
#ifndef MDM_ENGINE_BASELINE_H
#define MDM_ENGINE_BASELINE_H

/*
 * Findings that were there when somebody began to look, by fingerprint:
 * docs/schema/baseline-1.schema.json.
 */
#include "base/status.h"
#include "engine/finding.h"

struct mdm_baseline_entry {
	struct mdm_str fingerprint, rule, profile, message;
	/* Of a finding whose identity is a file's name: mdm_finding.nameless
	   and that name, without folders. */
	struct mdm_str nameless, file;
	bool seen; /* in this run */
};

struct mdm_baseline {
	struct mdm_str name; /* of the file */
	MDM_VEC(struct mdm_baseline_entry *) list;
	struct mdm_map by_fingerprint;
};

/* False: *ret_problem says why, with the place. */
bool mdm_baseline_read(struct mdm_arena *, struct mdm_str path,
    struct mdm_baseline *ret_baseline,
    struct mdm_str *ret_problem) MDM_MUST_USE;

#endif
