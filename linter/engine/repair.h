/* SPDX-License-Identifier: MIT */
#ifndef MDM_ENGINE_REPAIR_H
#define MDM_ENGINE_REPAIR_H

#include "engine/run.h"

/* Bytes from..to of a text become `text`. */
struct mdm_edit {
	size_t from, to;
	struct mdm_str text;
	const struct mdm_finding *finding; /* that it is for, or the first */
	size_t nfindings;
};

/* A file as it was read and as it is with its provable repairs. */
struct mdm_repaired {
	const struct mdm_source *source;
	struct mdm_str before, after; /* decoded text */
	struct mdm_str bytes;	      /* `after` in the encoding of the file */
	MDM_VEC(struct mdm_edit) edits; /* of `before`, in order, apart */
	size_t nfindings;
};

/* A finding whose repair is known and cannot be written where it stands. */
struct mdm_unrepaired {
	const struct mdm_finding *finding;
	const char *why; /* fits "not repaired: %s" */
};

struct mdm_repairs {
	MDM_VEC(struct mdm_repaired) files; /* in order of the findings */
	MDM_VEC(struct mdm_unrepaired) left;
};

/*
 * Works out the repairs that rules proved (mdm_repair) for all findings of a
 * run.  Nested documents are repaired in the file that holds them, through
 * escapes and base64; signed, binary and archived ones are left.  Reads the
 * files again and writes nothing.  All memory is the arena's.
 */
void mdm_repairs_of(
    const struct mdm_result *, struct mdm_arena *, struct mdm_repairs *ret);

#endif
