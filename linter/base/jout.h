/* SPDX-License-Identifier: MIT */
#ifndef MDM_BASE_JOUT_H
#define MDM_BASE_JOUT_H

#include "base/out.h"

/*
 * A streaming JSON writer on a sink: order as called, two-space indent, or
 * one line (`compact`).  Nesting is checked by assert.
 *
 *	struct mdm_jout j = mdm_jout(out, false);
 *	mdm_jout_object(&j, NULL);
 *	mdm_jout_string(&j, "rule", MDM_LIT("XREF001"));
 *	mdm_jout_end(&j);
 *
 * `key` is NULL inside an array and at the top.
 */
struct mdm_jout {
	struct mdm_out *out;
	bool compact;
	unsigned depth;
	uint64_t arrays;  /* bit per depth: an array, not an object */
	uint64_t started; /* bit per depth: has a member already */
};

struct mdm_jout mdm_jout(struct mdm_out *, bool compact);

void mdm_jout_object(struct mdm_jout *, const char *key);
void mdm_jout_array(struct mdm_jout *, const char *key);
void mdm_jout_end(struct mdm_jout *);
void mdm_jout_string(struct mdm_jout *, const char *key, struct mdm_str);
void mdm_jout_text(struct mdm_jout *, const char *key, const char *);
void mdm_jout_int(struct mdm_jout *, const char *key, int64_t);
void mdm_jout_bool(struct mdm_jout *, const char *key, bool);

/* Left out altogether when the string is absent or empty. */
void mdm_jout_optional(struct mdm_jout *, const char *key, struct mdm_str);

#endif
