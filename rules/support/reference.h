/* SPDX-License-Identifier: MIT */
#ifndef MDM_RULES_SUPPORT_REFERENCE_H
#define MDM_RULES_SUPPORT_REFERENCE_H

#include "engine/rule.h"

/*
 * Questions that several rules ask about references between profiles.
 */

/*
 * The CA certificate a SCEP profile is bound to (rules.md section 0), or
 * NULL.  When nothing can be known because the export drops references, says
 * so through mdm_not_checked() in words shared by all rules.
 */
const struct mdm_cert *mdm_scep_ca(
    struct mdm_check *, const struct mdm_profile *);

/* Where the profile says which CA it is bound to; else its name. */
struct mdm_at mdm_scep_ca_at(const struct mdm_profile *);

/*
 * rules.md section 3: in the world "auto" an unresolved reference counts more
 * when the set evidently holds that kind of object: a trusted certificate
 * profile of the platform, and a reference of the role that does resolve.
 */
bool mdm_set_holds_targets(
    const struct mdm_corpus *, enum mdm_ref_role, enum mdm_platform);

/* Where a SCEP profile's trusted certificate profile was resolved. */
const struct mdm_profile *mdm_scep_root(const struct mdm_profile *);

/* "\"Corp Root\"", or the id when there is no name: what was referred to. */
struct mdm_str mdm_ref_label(struct mdm_arena *, const struct mdm_ref *);

/* References that share one target that is not there. */
struct mdm_unresolved {
	const struct mdm_ref *first;
	const struct mdm_profile *first_profile;
	MDM_VEC(const struct mdm_ref *) refs;	      /* all, in order */
	MDM_VEC(const struct mdm_profile *) profiles; /* whose they are */
};

struct mdm_unresolved_list {
	struct mdm_unresolved *at;
	size_t n;
};

/* All dangling references with one of the roles (bits 1 << role). */
struct mdm_unresolved_list mdm_unresolved_refs(
    struct mdm_check *, const struct mdm_corpus *, unsigned roles);

#endif
