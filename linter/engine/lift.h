/* SPDX-License-Identifier: MIT */
#ifndef MDM_ENGINE_LIFT_H
#define MDM_ENGINE_LIFT_H

#include "engine/repair.h"

/*
 * How an edit of a value or of a nested document is spelled in the text that
 * holds it.  Repairs are words that no syntax escapes (mdm_repair), so only
 * places have to be translated.  Functions that return a string return NULL,
 * or why it cannot be done.
 */
enum mdm_lift_way { MDM_LIFT_AS_IS, MDM_LIFT_ESCAPED, MDM_LIFT_BASE64 };

struct mdm_lift {
	struct mdm_arena *arena;
	struct mdm_str outer;	    /* the text that holds */
	struct mdm_at holder;	    /* the value in it */
	struct mdm_str inner;	    /* the text that is held */
	enum mdm_encoding encoding; /* of the inner one */
	enum mdm_lift_way way;	    /* from here on: mdm_lift_open */
	size_t from, to;	    /* the value without its quotes */
	bool bom;		    /* base64: of text behind a mark */
};

/* The edit's span: the value at `at` without its quotes. */
const char *mdm_lift_value(
    struct mdm_str text, struct mdm_at at, struct mdm_edit *);

/* Find out how `inner` is written in `outer`. */
const char *mdm_lift_open(struct mdm_lift *);

/* AS_IS, ESCAPED: from places in `inner` to places in `outer`. */
void mdm_lift_edit(const struct mdm_lift *, struct mdm_edit *);

/* BASE64: the whole value anew, with `after` instead of `inner`. */
struct mdm_edit mdm_lift_base64(const struct mdm_lift *, struct mdm_str after);

/*
 * `after` as bytes, spelled as `bytes` spell `before`; false if they do it in
 * a way that this does not know.
 */
bool mdm_lift_encode(struct mdm_arena *, enum mdm_encoding,
    struct mdm_str before, struct mdm_str bytes, struct mdm_str after,
    struct mdm_str *ret);

#endif
