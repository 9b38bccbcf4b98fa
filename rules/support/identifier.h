/* SPDX-License-Identifier: MIT */
#ifndef MDM_RULES_SUPPORT_IDENTIFIER_H
#define MDM_RULES_SUPPORT_IDENTIFIER_H

#include "engine/rule.h"

/*
 * What a thumbprint really is: another identifier of a certificate that is
 * in the set, or the right one with a typing error.
 */
struct mdm_identified {
	const struct mdm_cert *cert; /* NULL: no certificate of the set */
	const char *kind; /* "SHA-256 thumbprint", "serial number", ... */
};

/*
 * `digits`: lower-case hex, not the digest of any certificate that is asked
 * for, which has n bytes.
 */
struct mdm_identified mdm_identify(struct mdm_arena *,
    const struct mdm_corpus *, struct mdm_str digits, size_t n);

/*
 * The only certificate whose SHA-1 (n == 20) or SHA-256 (n == 32) differs in
 * at most two digits or one swapped pair; NULL if there is none or more than
 * one.
 */
const struct mdm_cert *mdm_near_miss(
    const struct mdm_corpus *, struct mdm_str digits, size_t n);

#endif
