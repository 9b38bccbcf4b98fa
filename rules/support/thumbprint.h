/* SPDX-License-Identifier: MIT */
#ifndef MDM_RULES_SUPPORT_THUMBPRINT_H
#define MDM_RULES_SUPPORT_THUMBPRINT_H

#include "engine/rule.h"

/*
 * Thumbprints that profiles spell out.  Each value is judged here, once for
 * all rules, so that it gets one finding: the most specific.
 */
enum mdm_thumbprint_state {
	MDM_THUMBPRINT_UNKNOWN,	  /* absent, empty, or not literal */
	MDM_THUMBPRINT_FOUND,	  /* the SHA-1 (TEAP: or SHA-256) of `cert` */
	MDM_THUMBPRINT_OTHER,	  /* another identifier of `cert`: XREF003 */
	MDM_THUMBPRINT_NEAR,	  /* typing errors away from `cert`: XREF004 */
	MDM_THUMBPRINT_MALFORMED, /* no such hex digits: SCEP001, TRUST002 */
	MDM_THUMBPRINT_NOT_FOUND  /* 40 hex digits of no certificate here */
};

struct mdm_thumbprint {
	enum mdm_thumbprint_state state;
	struct mdm_thumbprint_text text; /* not if UNKNOWN */
	const struct mdm_cert *cert;	 /* FOUND, OTHER, NEAR; of the set */
	const char *kind;		 /* OTHER: "SHA-256 thumbprint", ... */
};

struct mdm_thumbprint mdm_thumbprint_judge(
    struct mdm_check *, const struct mdm_field *);

/*
 * The next field of the profile that ought to be the SHA-1 of some
 * certificate, from *i on, and what it is called; NULL: no more.  Not among
 * them: node names, which STORE005 and STORE006 compare with the certificate
 * that they are about.
 */
const struct mdm_field *mdm_thumbprint_next(
    const struct mdm_profile *, size_t *i, const char **ret_name);

#endif
