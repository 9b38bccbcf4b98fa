/* SPDX-License-Identifier: MIT */
#ifndef MDM_RULES_SUPPORT_UNMATCHED_H
#define MDM_RULES_SUPPORT_UNMATCHED_H

#include "support/thumbprint.h"

/*
 * A CAThumbprint that no certificate of the set has: which rule it belongs
 * to.  One value gets one finding.
 */
enum mdm_unmatched_kind {
	MDM_UNMATCHED_NOT,	/* it is not such a value */
	MDM_UNMATCHED_ANSWERED, /* XREF019: the server's answer decides */
	MDM_UNMATCHED_LINKED,	/* XREF001: a reference says which CA */
	MDM_UNMATCHED_DOCUMENT, /* XREF001: its document says which CA */
	MDM_UNMATCHED_AMONG,	/* the document has CAs of several PKIs */
	MDM_UNMATCHED_ALONE	/* XREF002: nothing to compare it with */
};

struct mdm_unmatched {
	enum mdm_unmatched_kind kind;
	struct mdm_str digits; /* 40, lower case */
	/* LINKED, DOCUMENT: the CA that is meant, as far as can be said. */
	const struct mdm_use *expected;
	/* DOCUMENT, AMONG: the CAs of the document, each once. */
	MDM_VEC(const struct mdm_use *) cas;
};

struct mdm_unmatched mdm_unmatched_ca(
    struct mdm_check *, const struct mdm_profile *);

#endif
