/* SPDX-License-Identifier: MIT */
#ifndef MDM_RULES_SUPPORT_FLAGS_H
#define MDM_RULES_SUPPORT_FLAGS_H

#include "engine/rule.h"

/*
 * Graph's flag values: "sha1,sha2", in any order, blanks tolerated, ASCII
 * letters folded.
 */
bool mdm_flags_have(struct mdm_str flags, const char *name);

/* The first that is not among `known` (ends with NULL), or absent. */
struct mdm_str mdm_flags_unknown(
    struct mdm_str flags, const char *const *known);

#endif
