/* SPDX-License-Identifier: MIT */
#include "engine/link.h"

void
mdm_owners_add(struct mdm_owners *owners, struct mdm_arena *arena,
    const struct mdm_corpus *corpus)
{
	for (size_t i = 0; i < corpus->nprofiles; i++) {
		const struct mdm_profile *p = corpus->profiles[i];
		const struct mdm_source *const *source = &p->object.source;
		void **slot = mdm_map_put(arena, &owners->by_source,
		    mdm_str_span((const char *)source, sizeof(*source)));

		if (*slot == NULL)
			*slot = MDM_NEW(arena, struct mdm_profile_list);
		MDM_PUSH(arena, &((struct mdm_profile_list *)*slot)->list, p);
	}
}

/* The smallest one that holds it; objects stand in objects. */
static const struct mdm_profile *
innermost(const struct mdm_profile_list *list, struct mdm_at at)
{
	const struct mdm_profile *best = NULL;

	for (size_t i = 0; list != NULL && i < list->list.n; i++) {
		const struct mdm_profile *p = list->list.at[i];

		if (mdm_at_holds(p->object, at) &&
		    (best == NULL || !mdm_at_holds(p->object, best->object)))
			best = p;
	}
	return best;
}

const struct mdm_profile *
mdm_owner_of(const struct mdm_owners *owners, struct mdm_at at)
{
	for (; mdm_at_set(at); at = at.source->inside) {
		struct mdm_str key =
		    mdm_str_span((const char *)&at.source, sizeof(at.source));
		const struct mdm_profile *p =
		    innermost(mdm_map_get(&owners->by_source, key), at);

		if (p != NULL)
			return p;
	}
	return NULL;
}
