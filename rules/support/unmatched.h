/* SPDX-License-Identifier: MIT */
#ifndef MDM_RULES_SUPPORT_UNMATCHED_H
#define MDM_RULES_SUPPORT_UNMATCHED_H

#include "support/thumbprint.h"

/*
 * A CAThumbprint or CAFingerprint that no certificate of the set has: which
 * rule it belongs to.  One value gets one finding.
 */
enum mdm_unmatched_kind {
	MDM_UNMATCHED_NOT,	/* it is not such a value */
	MDM_UNMATCHED_ANSWERED, /* XREF019: the server's answer decides */
	MDM_UNMATCHED_LINKED,	/* XREF001: a reference says which CA */
	MDM_UNMATCHED_DOCUMENT, /* XREF001: its document says which CA */
	MDM_UNMATCHED_BESIDE,	/* XREF001: as DOCUMENT, and by no means so */
	MDM_UNMATCHED_AMONG,	/* the document has CAs of several PKIs */
	MDM_UNMATCHED_ALONE	/* XREF002: nothing to compare it with */
};

struct mdm_unmatched {
	enum mdm_unmatched_kind kind;
	const struct mdm_field *field;
	const char *name, *digest; /* "CAThumbprint", "SHA-1" */
	struct mdm_str digits;	   /* lower case */
	/* LINKED, DOCUMENT, BESIDE: the CA that is meant, as far as can be said. */
	const struct mdm_use *expected;
	/* DOCUMENT, BESIDE, AMONG: the CAs of the document, each once. */
	MDM_VEC(const struct mdm_use *) cas;
};

struct mdm_unmatched mdm_unmatched_ca(
    struct mdm_check *, const struct mdm_profile *);

/* The digest of the same kind of another certificate, in hex. */
struct mdm_str mdm_unmatched_digest(
    struct mdm_check *, const struct mdm_unmatched *, const struct mdm_cert *);

#endif
