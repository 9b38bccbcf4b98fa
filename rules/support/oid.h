/* SPDX-License-Identifier: MIT */
#ifndef MDM_RULES_SUPPORT_OID_H
#define MDM_RULES_SUPPORT_OID_H

#include "engine/rule.h"

/* What is wrong with a dotted OID (X.660), or NULL: fits "is ...". */
const char *mdm_oid_problem(struct mdm_str);

/* Extended key usages. */
#define MDM_OID_CLIENT_AUTH "1.3.6.1.5.5.7.3.2"
#define MDM_OID_ANY_PURPOSE "2.5.29.37.0"
#define MDM_OID_ALL_POLICIES "1.3.6.1.4.1.311.10.12.1"

static inline bool
mdm_oid_is_any_purpose(struct mdm_str oid)
{
	return mdm_str_is(oid, MDM_OID_ANY_PURPOSE) ||
	    mdm_str_is(oid, MDM_OID_ALL_POLICIES);
}

/*
 * The English name of a well-known purpose, or NULL; and whether a text is
 * the name of any (blanks, dashes and case aside), or of that one.
 */
const char *mdm_purpose_name(struct mdm_str oid);
bool mdm_is_purpose_name(struct mdm_str name);
bool mdm_purpose_goes_by(struct mdm_str oid, struct mdm_str name);

#endif
