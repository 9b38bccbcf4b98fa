/* SPDX-License-Identifier: MIT */
#ifndef MDM_BASE_MAP_H
#define MDM_BASE_MAP_H

#include "base/arena.h"

/*
 * A hash map from byte strings to pointers that remembers the order of
 * insertion.  Keys are not copied and must outlive the map.  The hash is
 * keyed (SipHash-1-3 with a key drawn per process) so a hostile input cannot
 * choose colliding keys; iteration follows insertion, so no output depends on
 * the key.  Zero-initialise; memory comes from the arena given to mdm_map_put.
 */
struct mdm_map_entry {
	struct mdm_str key;
	void *value;
	uint64_t hash;
};

struct mdm_map {
	struct mdm_map_entry *entries; /* in order of insertion */
	size_t n, room;
	uint32_t *slots; /* index + 1 into entries, 0 = free */
	size_t nslots;
	const void *secret; /* 16 random bytes, from the first put on */
};

/* The value, or NULL. */
void *mdm_map_get(const struct mdm_map *, struct mdm_str key);

/*
 * Where the value of `key` is kept, added with NULL if it is new.  The
 * pointer is good until the next put.
 */
void **mdm_map_put(struct mdm_arena *, struct mdm_map *, struct mdm_str key);

#endif
