/* SPDX-License-Identifier: MIT */
#ifndef MDM_LOAD_APPLE_SCHEMA_H
#define MDM_LOAD_APPLE_SCHEMA_H

/* Apple's payload types and their keys, as data. */
#include "model/apple.h"

/* NULL: a payload type that has no row here. */
const struct mdm_apple_type *mdm_apple_type_find(struct mdm_str name);

/* All types; NULL behind the last.  For docs/formats and tests. */
const struct mdm_apple_type *mdm_apple_type_at(size_t index);

/* The keys of the document itself, and those that every payload has. */
extern const struct mdm_apple_type mdm_apple_document;
extern const struct mdm_apple_row mdm_apple_common[];

/*
 * The row of a key in a group of the type; NULL: none.  For unknown keys
 * *ret_nearest is what may have been meant, or NULL, and *ret_near_miss tells
 * that nothing but case, blanks and hyphens differs.
 */
const struct mdm_apple_row *mdm_apple_row_find(const struct mdm_apple_type *,
    const char *group, struct mdm_str key, const char **ret_nearest,
    bool *ret_near_miss);

#endif
