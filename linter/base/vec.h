/* SPDX-License-Identifier: MIT */
#ifndef MDM_BASE_VEC_H
#define MDM_BASE_VEC_H

#include "base/arena.h"

/*
 * A growable array on an arena: MDM_VEC(struct mdm_profile *) list = { 0 };
 * MDM_PUSH(arena, &list, p); then list.at[0 .. list.n).  Outgrown storage
 * stays in the arena, which at doubling costs at most as much again.
 */
#define MDM_VEC(type)                                                          \
	struct {                                                               \
		type *at;                                                      \
		size_t n, room;                                                \
	}

#define MDM_PUSH(arena, vec, item)                                             \
	((vec)->n == (vec)->room                                               \
		? (void)((vec)->at = mdm_vec_grow((arena), (vec)->at,          \
			     (vec)->n, &(vec)->room, sizeof(*(vec)->at)))      \
		: (void)0,                                                     \
	    (void)((vec)->at[(vec)->n++] = (item)))

void *mdm_vec_grow(
    struct mdm_arena *, const void *old, size_t n, size_t *room, size_t size);

#endif
