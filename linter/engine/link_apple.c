/* SPDX-License-Identifier: MIT */
#include "engine/link.h"

/*
 * One configuration profile twice: in base64 inside a custom profile of an
 * export, and decoded beside it, as IntuneCD and others write.  The file is
 * what people can read and change, so it stays.
 */

/* Its profile for the document as a whole; NULL for those of payloads. */
static const struct mdm_apple_profile *
document_of(const struct mdm_profile *p)
{
	if (p->superseded_by != NULL || p->apple == NULL ||
	    p->apple != &p->apple->document->top)
		return NULL;
	return p->apple->document;
}

static bool
is_in_export(const struct mdm_profile *p)
{
	enum mdm_syntax syntax = mdm_file_source(p->object.source)->syntax;

	return syntax == MDM_JSON || syntax == MDM_YAML;
}

static struct mdm_str
digest_of(const struct mdm_apple_profile *document)
{
	return mdm_str_span(
	    (const char *)document->sha256, sizeof(document->sha256));
}

/* An export knows the platform, and who gets the profile. */
static void
replace(
    struct mdm_linking *l, struct mdm_profile *copy, struct mdm_profile *stays)
{
	if (copy == NULL || stays == NULL)
		return;
	mdm_profile_complete(l->arena, stays, copy);
	if (stays->platform == MDM_APPLE)
		stays->platform = copy->platform;
	copy->superseded_by = stays;
}

/* What the reader stumbled over, it stumbled over in both. */
static void
drop_defects(struct mdm_linking *l, const struct mdm_profile *copy)
{
	for (size_t i = 0; i < l->ninputs; i++) {
		struct mdm_defect_list *list = &l->facts[i].file.defects;
		struct mdm_defect *kept;
		size_t n = 0;

		if (&l->facts[i].file != copy->file || list->n == 0)
			continue;
		kept = MDM_NEW_N(l->arena, struct mdm_defect, list->n);
		for (size_t k = 0; k < list->n; k++)
			if (list->at[k].at.source != copy->object.source)
				kept[n++] = list->at[k];
		list->at = kept;
		list->n = n;
	}
}

static void
replace_document(struct mdm_linking *l, const struct mdm_apple_profile *copy,
    const struct mdm_apple_profile *stays)
{
	drop_defects(l, copy->top.profile);
	replace(l, copy->top.profile, stays->top.profile);
	for (size_t i = 0; i < copy->npayloads && i < stays->npayloads; i++)
		replace(
		    l, copy->payloads[i].profile, stays->payloads[i].profile);
}

void
mdm_link_apple(struct mdm_linking *l)
{
	struct mdm_map files = { 0 };
	size_t twice = 0;

	for (size_t i = 0; i < l->profiles.n; i++) {
		const struct mdm_apple_profile *d =
		    document_of(l->profiles.at[i]);
		void **slot;

		if (d == NULL || is_in_export(l->profiles.at[i]))
			continue;
		slot = mdm_map_put(l->arena, &files, digest_of(d));
		if (*slot == NULL)
			*slot = l->profiles.at[i];
	}
	for (size_t i = 0; i < l->profiles.n; i++) {
		const struct mdm_apple_profile *d =
		    document_of(l->profiles.at[i]);
		const struct mdm_profile *stays;

		if (d == NULL || !is_in_export(l->profiles.at[i]))
			continue;
		stays = mdm_map_get(&files, digest_of(d));
		if (stays == NULL)
			continue;
		replace_document(l, d, stays->apple->document);
		twice++;
	}
	if (twice > 0)
		mdm_remark_harmless(l->remarks,
		    "%zu configuration profile%s of an export %s in a file of "
		    "%s own as well, and told there",
		    twice, twice == 1 ? "" : "s", twice == 1 ? "is" : "are",
		    twice == 1 ? "its" : "their");
}
