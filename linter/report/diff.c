/* SPDX-License-Identifier: MIT */
#include "report/diff.h"

/* The profiles of one side: key -> struct mdm_pair. */
struct side {
	struct mdm_map by_key;
};

static struct mdm_str
key_of(struct mdm_arena *arena, struct mdm_str set, const struct mdm_profile *p)
{
	if (p->id.n > 0)
		return mdm_str_printf(
		    arena, MDM_FMT "\ni" MDM_FMT, MDM_ARG(set), MDM_ARG(p->id));
	return mdm_str_printf(arena, MDM_FMT "\nn%s\n" MDM_FMT "\n" MDM_FMT,
	    MDM_ARG(set), mdm_platform_name(p->platform), MDM_ARG(p->type),
	    MDM_ARG(p->name));
}

/* Namesakes without id are told apart by their order. */
static void
add_profile(struct mdm_arena *arena, struct side *side, struct mdm_str set,
    const struct mdm_profile *p)
{
	struct mdm_str key = key_of(arena, set, p), numbered = key;
	struct mdm_pair *pair = MDM_NEW(arena, struct mdm_pair);

	for (size_t i = 2; mdm_map_get(&side->by_key, numbered) != NULL; i++)
		numbered =
		    mdm_str_printf(arena, MDM_FMT "\n#%zu", MDM_ARG(key), i);
	pair->set = set;
	pair->after = p;
	*mdm_map_put(arena, &side->by_key, numbered) = pair;
}

/* The parts of a message or of a document are profiles of their own. */
static struct side
side_of(struct mdm_arena *arena, const struct mdm_result *r)
{
	struct side side = { 0 };

	for (size_t i = 0; i < r->ncorpora; i++) {
		const struct mdm_corpus *c = &r->corpora[i];

		for (size_t k = 0; k < c->nprofiles; k++) {
			if (c->profiles[k]->kind != MDM_OTHER)
				add_profile(
				    arena, &side, c->name, c->profiles[k]);
		}
	}
	return side;
}

static void
compare_profiles(struct mdm_diff *d)
{
	struct side before = side_of(d->arena, d->before);
	struct side after = side_of(d->arena, d->after);

	for (size_t i = 0; i < before.by_key.n; i++) {
		struct mdm_pair *old = before.by_key.entries[i].value;
		struct mdm_pair *new =
		    mdm_map_get(&after.by_key, before.by_key.entries[i].key);

		old->before = old->after;
		old->after = new != NULL ? new->after : NULL;
		if (new == NULL) {
			MDM_PUSH(d->arena, &d->removed.list, *old);
			continue;
		}
		mdm_diff_facets(d->arena, old);
		if (old->changes.n > 0)
			MDM_PUSH(d->arena, &d->changed.list, *old);
	}
	for (size_t i = 0; i < after.by_key.n; i++) {
		struct mdm_pair *new = after.by_key.entries[i].value;

		if (mdm_map_get(&before.by_key, after.by_key.entries[i].key) ==
		    NULL)
			MDM_PUSH(d->arena, &d->added.list, *new);
	}
}

static bool
is_linted(const struct mdm_cert_entry *e)
{
	for (size_t i = 0; i < e->nuses; i++) {
		if (e->uses[i]->role == MDM_CARRIER_FIELD ||
		    e->uses[i]->role == MDM_CARRIER_FILE)
			return true;
	}
	return false;
}

static struct mdm_str
digest_of(const struct mdm_cert *cert)
{
	return mdm_str_span((const char *)cert->sha256, sizeof(cert->sha256));
}

/* Each certificate once, whatever the set. */
static struct mdm_map
certs_of(struct mdm_arena *arena, const struct mdm_result *r)
{
	struct mdm_map certs = { 0 };

	for (size_t i = 0; i < r->ncorpora; i++) {
		const struct mdm_corpus *c = &r->corpora[i];

		for (size_t k = 0; k < c->ncerts; k++) {
			if (is_linted(&c->certs[k]))
				*mdm_map_put(arena, &certs,
				    digest_of(c->certs[k].cert)) =
				    (void *)(uintptr_t)c->certs[k].cert;
		}
	}
	return certs;
}

static void
add_missing(struct mdm_arena *arena, const struct mdm_map *from,
    const struct mdm_map *in, struct mdm_cert_list *to)
{
	for (size_t i = 0; i < from->n; i++) {
		if (mdm_map_get(in, from->entries[i].key) == NULL)
			MDM_PUSH(arena, &to->list, from->entries[i].value);
	}
}

/* By fingerprint, as baselines go. */
static void
add_unknown(struct mdm_arena *arena, const struct mdm_findings *from,
    const struct mdm_findings *in, struct mdm_findings *to)
{
	struct mdm_map known = { 0 };

	for (size_t i = 0; i < in->list.n; i++)
		*mdm_map_put(arena, &known,
		    mdm_str_of(in->list.at[i]->fingerprint)) = in->list.at[i];
	for (size_t i = 0; i < from->list.n; i++) {
		if (mdm_map_get(&known,
			mdm_str_of(from->list.at[i]->fingerprint)) == NULL)
			MDM_PUSH(arena, &to->list, from->list.at[i]);
	}
}

void
mdm_diff_make(struct mdm_diff *d, struct mdm_arena *arena,
    const struct mdm_result *before, const struct mdm_result *after)
{
	struct mdm_map old = certs_of(arena, before);
	struct mdm_map new = certs_of(arena, after);

	*d = (struct mdm_diff){
		.arena = arena, .before = before, .after = after
	};
	compare_profiles(d);
	add_missing(arena, &new, &old, &d->certs_added);
	add_missing(arena, &old, &new, &d->certs_removed);
	add_unknown(arena, &after->findings, &before->findings, &d->fresh);
	add_unknown(arena, &before->findings, &after->findings, &d->gone);
}
