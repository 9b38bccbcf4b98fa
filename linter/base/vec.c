/* SPDX-License-Identifier: MIT */
#include "base/vec.h"

void *
mdm_vec_grow(
    struct mdm_arena *a, const void *old, size_t n, size_t *room, size_t size)
{
	void *grown;

	*room = *room == 0 ? 8 : *room * 2;
	grown = mdm_alloc(a, *room, size, _Alignof(max_align_t));
	if (n > 0)
		memcpy(grown, old, n * size);
	return grown;
}
