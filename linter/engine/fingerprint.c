/* SPDX-License-Identifier: MIT */
#include "engine/finding.h"

#include "base/map.h"
#include "base/out.h"
#include "pki/cert.h"

/* Every part ends with a byte that no part contains unescaped. */
static void
put_part(struct mdm_out *out, struct mdm_str part)
{
	mdm_out_printf(out, "%zu:", part.n);
	mdm_out_str(out, part);
}

static struct mdm_str
base_name(struct mdm_str path)
{
	size_t slash = mdm_str_rfind_byte(path, '/');

	return slash == SIZE_MAX ? path
				 : mdm_str_sub(path, slash + 1, SIZE_MAX);
}

static bool
has_identity(const struct mdm_finding *f)
{
	return f->cert != NULL ||
	    (f->profile != NULL && f->profile->id.n + f->profile->name.n > 0);
}

/*
 * What stays when the same profile is exported again, from another folder or
 * by another tool.
 */
static void
put_identity(struct mdm_out *out, const struct mdm_finding *f, bool by_file)
{
	const struct mdm_profile *p = f->profile;

	if (p != NULL && p->id.n > 0) {
		mdm_out_byte(out, 'i');
		put_part(out, p->id);
	} else if (p != NULL && p->name.n > 0) {
		mdm_out_byte(out, 'n');
		put_part(out, p->type);
		put_part(out, p->name);
	} else if (f->cert != NULL) {
		mdm_out_byte(out, 'c');
		put_part(out, mdm_str_of(f->cert->sha256_hex));
	} else if (by_file) {
		mdm_out_byte(out, 'f');
		put_part(out, base_name(mdm_file_source(f->at.source)->name));
	}
}

/*
 * Keys below `top`, or from the root on; array indexes shift when a neighbour
 * is added.
 */
static void
put_keys(struct mdm_out *out, const struct mdm_path *path,
    const struct mdm_path *top)
{
	if (path == NULL || path == top)
		return;
	put_keys(out, path->up, top);
	if (path->key.p != NULL)
		put_part(out, path->key);
}

/*
 * The way from the profile to the place: whether it stands in a file of its
 * own or in an answer with many does not matter.
 */
static void
put_way(struct mdm_out *out, struct mdm_at at, struct mdm_at object)
{
	const struct mdm_path *top = NULL;

	if (!mdm_at_set(at))
		return;
	if (at.source == object.source)
		top = object.path;
	else
		put_way(out, at.source->inside, object);
	mdm_out_byte(out, '>');
	put_keys(out, at.path, top);
}

static void
put_whole(struct mdm_out *out, const struct mdm_finding *f,
    const struct mdm_corpus *sets, bool by_file)
{
	struct mdm_at nowhere = { 0 };

	put_part(out, mdm_str_of(f->rule->id));
	put_part(out, mdm_str_of(f->rule->cases[f->which].name));
	put_part(out, sets != NULL ? sets[f->set].name : MDM_LIT(""));
	put_identity(out, f, by_file);
	put_way(out, f->at, f->profile != NULL ? f->profile->object : nowhere);
	put_part(out, f->evidence);
}

static void
digest(struct mdm_str material, char ret[33])
{
	uint8_t sha256[32];

	mdm_sha256(material, sha256);
	mdm_hex_write(sha256, 16, ret);
}

/* Namesakes: the first keeps its name, the others get a number. */
static void
number_namesake(struct mdm_arena *arena, struct mdm_map *seen,
    struct mdm_out *out, char print[33])
{
	struct mdm_str key = mdm_str_dup(arena, mdm_str_of(print));
	size_t *times = mdm_map_get(seen, key);

	if (times == NULL) {
		times = MDM_NEW(arena, size_t);
		*mdm_map_put(arena, seen, key) = times;
	}
	if ((*times)++ == 0)
		return;
	mdm_out_printf(out, "#%zu", *times);
	digest(mdm_out_text(out), print);
}

void
mdm_findings_fingerprint(
    struct mdm_findings *findings, const struct mdm_corpus *sets)
{
	struct mdm_arena *arena = mdm_arena_new();
	struct mdm_map seen = { 0 };

	for (size_t i = 0; i < findings->list.n; i++) {
		struct mdm_finding *f = findings->list.at[i];
		struct mdm_out *out = mdm_out_new_memory();

		if (!has_identity(f)) {
			struct mdm_out *nameless = mdm_out_new_memory();

			put_whole(nameless, f, sets, false);
			digest(mdm_out_text(nameless), f->nameless);
			mdm_out_free(nameless);
		}
		put_whole(out, f, sets, true);
		digest(mdm_out_text(out), f->fingerprint);
		number_namesake(arena, &seen, out, f->fingerprint);
		mdm_out_free(out);
	}
	mdm_arena_free(arena);
}
