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
	MDM_THUMBPRINT_FOUND,	  /* the right digest of `cert` */
	MDM_THUMBPRINT_OTHER,	  /* another identifier of `cert`: XREF003 */
	MDM_THUMBPRINT_NEAR,	  /* typing errors away from `cert`: XREF004 */
	MDM_THUMBPRINT_MALFORMED, /* no digest: SCEP001, TRUST002, PLIST007 */
	MDM_THUMBPRINT_NOT_FOUND  /* of no certificate here */
};

struct mdm_thumbprint {
	enum mdm_thumbprint_state state;
	struct mdm_thumbprint_text text; /* not if UNKNOWN */
	const struct mdm_cert *cert;	 /* FOUND, OTHER, NEAR; of the set */
	const char *kind;		 /* OTHER: "SHA-256 thumbprint", ... */
	/*
	 * SHA-1; TEAP takes SHA-256 as well, and Apple what has the length.
	 * Not if UNKNOWN or MALFORMED.
	 */
	const char *digest;
	struct mdm_str right; /* OTHER, NEAR: that digest of `cert` */
};

struct mdm_thumbprint mdm_thumbprint_judge(
    struct mdm_check *, const struct mdm_field *);

/* The digest of n bytes in hex. */
struct mdm_str mdm_digest_hex(
    struct mdm_arena *, const struct mdm_cert *, size_t n);

/* Tell how to write `digits` of `cert` into the field of that name. */
void mdm_advise_digest(struct mdm_check *, const struct mdm_field *,
    const char *name, struct mdm_str digits);

/*
 * The next field of the profile that ought to be the digest of some
 * certificate, from *i on, and what it is called; NULL: no more.  Not among
 * them: node names, which STORE005 and STORE006 compare with the certificate
 * that they are about.
 */
const struct mdm_field *mdm_thumbprint_next(
    const struct mdm_profile *, size_t *i, const char **ret_name);

#endif
