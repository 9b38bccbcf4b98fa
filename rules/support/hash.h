/* SPDX-License-Identifier: MIT */
#ifndef MDM_RULES_SUPPORT_HASH_H
#define MDM_RULES_SUPPORT_HASH_H

#include "engine/rule.h"

/*
 * The hash algorithms of a request: flags in Graph ("sha1,sha2"), families in
 * the CSP ("SHA-1+SHA-2", "SHA-1;SHA-2").
 */
enum mdm_hash_family {
	MDM_FAMILY_SHA1 = 1 << 0,
	MDM_FAMILY_SHA2 = 1 << 1,
	MDM_FAMILY_SHA3 = 1 << 2,
	MDM_FAMILY_ONE = 1 << 3, /* CSP: a member instead of its family */
	MDM_FAMILY_UNKNOWN = 1 << 4
};

/* All that the setting names, as bits; ONE comes with SHA2. */
unsigned mdm_hashes_of(const struct mdm_enrolment *);

/* The first part that means `hash`, as it is spelled; or absent. */
struct mdm_str mdm_hash_part(
    const struct mdm_enrolment *, enum mdm_hash_family);

#endif
