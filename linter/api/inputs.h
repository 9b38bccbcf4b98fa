/* SPDX-License-Identifier: MIT */
#ifndef MDM_API_INPUTS_H
#define MDM_API_INPUTS_H

#include "engine/run.h"

/* The inputs of a run while they are collected. */
struct mdm_inputs {
	struct mdm_arena *arena;
	MDM_VEC(struct mdm_input) list;
	MDM_VEC(struct mdm_unread) unread;
};

/*
 * Add what the policy names: --known-certs (folders with all that is in
 * them) and --getcacert.
 */
void mdm_inputs_of_policy(struct mdm_inputs *, const struct mdm_policy *);

/* The text of a map file of saved answers; false: *ret_problem says why. */
bool mdm_inputs_read_map(struct mdm_inputs *, struct mdm_str path,
    struct mdm_str *ret_text, struct mdm_str *ret_problem);

/* "URL=FILE" of a map with FILE as seen from here, not from the map. */
struct mdm_str mdm_inputs_map_line(
    struct mdm_inputs *, struct mdm_str map, struct mdm_str line);

#endif
