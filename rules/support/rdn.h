/* SPDX-License-Identifier: MIT */
#ifndef MDM_RULES_SUPPORT_RDN_H
#define MDM_RULES_SUPPORT_RDN_H

#include "engine/rule.h"

/*
 * One "type=value" of a subject as CertStrToName reads it: ',' ';' and '+'
 * separate unless quoted, escaped by a backslash or within {{ }}.
 */
struct mdm_rdn {
	struct mdm_str text;  /* trimmed */
	struct mdm_str type;  /* trimmed; absent without '=' */
	struct mdm_str value; /* trimmed, with its quotes; likewise */
	size_t off;	      /* of `text` in the subject */
};

/* The part at *at, which moves behind it; false at the end. */
bool mdm_rdn_next(struct mdm_str subject, size_t *at, struct mdm_rdn *ret_rdn);

/* Is every quotation mark closed? */
bool mdm_rdn_quotes_close(struct mdm_str subject);

/* A type that CertStrToName knows, or a dotted OID. */
bool mdm_rdn_type_known(struct mdm_str type);

#endif
