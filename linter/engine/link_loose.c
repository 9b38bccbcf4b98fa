/* SPDX-License-Identifier: MIT */
#include "engine/link.h"

/* "Corp SCEP" of "Device Configurations/Corp SCEP.json". */
static struct mdm_str
stem(struct mdm_str path)
{
	struct mdm_str base = mdm_path_base(path);
	size_t dot = mdm_str_rfind_byte(base, '.');

	return dot == SIZE_MAX || dot == 0 ? base : mdm_str_sub(base, 0, dot);
}

/* Folder and stem; the folder cannot hold a NUL, so it divides them. */
static struct mdm_str
place_key(
    struct mdm_arena *arena, struct mdm_str folder, struct mdm_str base_name)
{
	while (mdm_str_ends(folder, "/"))
		folder.n--;
	return mdm_str_printf(arena, MDM_FMT "%c" MDM_FMT, MDM_ARG(folder), 0,
	    MDM_ARG(base_name));
}

static void
index_profiles(struct mdm_linking *l, struct mdm_map *by_place)
{
	for (size_t i = 0; i < l->profiles.n; i++) {
		struct mdm_profile *p = l->profiles.at[i];
		struct mdm_str name = mdm_file_source(p->file->source)->name;
		struct mdm_str key =
		    place_key(l->arena, mdm_path_folder(name), stem(name));
		void **slot = mdm_map_put(l->arena, by_place, key);

		if (*slot == NULL)
			*slot = MDM_NEW(l->arena, struct mdm_profile_list);
		MDM_PUSH(
		    l->arena, &((struct mdm_profile_list *)*slot)->list, p);
	}
}

static bool
attach(struct mdm_linking *l, const struct mdm_map *by_place,
    const struct mdm_loose_assignments *loose)
{
	struct mdm_str name = loose->base_name;
	struct mdm_profile_list *found =
	    mdm_map_get(by_place, place_key(l->arena, loose->folder, name));
	struct mdm_profile *p;

	if (found == NULL && mdm_str_iends(name, ".json"))
		found = mdm_map_get(
		    by_place, place_key(l->arena, loose->folder, stem(name)));
	if (found == NULL || found->list.n != 1)
		return false;
	p = (struct mdm_profile *)(uintptr_t)found->list.at[0];
	if (p->assignments_known)
		return true; /* its own list is nearer to the truth */
	p->assignments_known = true;
	p->assignments_at = loose->at;
	p->assignments = loose->assignments;
	p->nassignments = loose->n;
	return true;
}

void
mdm_link_loose(struct mdm_linking *l)
{
	struct mdm_map by_place = { 0 };
	size_t lost = 0;

	for (size_t i = 0; i < l->ninputs; i++) {
		struct mdm_facts *facts = &l->facts[i];

		if (facts->loose.n == 0 || l->inputs[i].set != l->set)
			continue;
		if (by_place.n == 0)
			index_profiles(l, &by_place);
		for (size_t k = 0; k < facts->loose.n; k++)
			lost += !attach(l, &by_place, &facts->loose.at[k]);
	}
	if (lost > 0)
		mdm_remark_harmless(l->remarks,
		    "%zu assignment file%s belong%s to no profile of the set",
		    lost, lost == 1 ? "" : "s", lost == 1 ? "s" : "");
}
