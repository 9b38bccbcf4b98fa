/* SPDX-License-Identifier: MIT */
#ifndef MDM_TESTS_SUPPORT_MKARCHIVE_H
#define MDM_TESTS_SUPPORT_MKARCHIVE_H

#include "base/vec.h"

/* A member of an archive that is made by hand, to be wrong where wanted. */
struct made_member {
	struct mdm_str name;
	struct mdm_str bytes;
	uint32_t claim;	   /* the size that it declares; 0: its own */
	bool encrypted;	   /* zip: says so, and is not */
	bool bad_checksum; /* zip */
	char type;	   /* tar: '2' a link, '3' a device; 0: a file */
};

struct made_members {
	MDM_VEC(struct made_member) list;
};

/* Nothing is compressed; the same members give the same bytes. */
struct mdm_str mkarchive_zip(struct mdm_arena *, const struct made_members *);
struct mdm_str mkarchive_tar(struct mdm_arena *, const struct made_members *);
struct mdm_str mkarchive_cab(struct mdm_arena *, const struct made_members *);

/* "zip", "tar" or "cab"; NULL: there is no such kind. */
typedef struct mdm_str mkarchive_kind(
    struct mdm_arena *, const struct made_members *);
mkarchive_kind *mkarchive_find(const char *kind);

#endif
