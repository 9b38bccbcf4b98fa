/* SPDX-License-Identifier: MIT */
#include "engine/link.h"

/*
 * Several copies of one profile: a POST body beside the answer, backups of
 * different days, one file under two names (rulings 18).
 */
enum verdict {
	BOTH_STAY, /* undated and different: SYNC011 */
	FIRST_WINS,
	SECOND_WINS
};

struct tally {
	size_t older, same;
};

static size_t
bound_refs(const struct mdm_profile *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->nrefs; i++)
		n += p->refs[i].state == MDM_REF_BOUND;
	return n;
}

/* Equally good copies: the one that tells more, else the first. */
static enum verdict
richer(const struct mdm_profile *a, const struct mdm_profile *b)
{
	if (bound_refs(a) != bound_refs(b))
		return bound_refs(a) > bound_refs(b) ? FIRST_WINS : SECOND_WINS;
	return !a->assignments_known && b->assignments_known ? SECOND_WINS
							     : FIRST_WINS;
}

static bool
modified_at(const struct mdm_profile *p, int64_t *ret_moment)
{
	return mdm_literal(&p->modified) &&
	    mdm_time_parse(p->modified.v, ret_moment);
}

static bool
file_date(const struct mdm_profile *p, int64_t *ret_moment)
{
	return mdm_path_date(
	    mdm_file_source(p->file->source)->name, ret_moment);
}

/* BOTH_STAY: the dates do not tell. */
static enum verdict
newer(const struct mdm_profile *a, const struct mdm_profile *b)
{
	int64_t x, y;

	if (modified_at(a, &x) && modified_at(b, &y) && x != y)
		return x > y ? FIRST_WINS : SECOND_WINS;
	if (file_date(a, &x) && file_date(b, &y) && x != y)
		return x > y ? FIRST_WINS : SECOND_WINS;
	return BOTH_STAY;
}

/* Rows of one custom profile share its id and are no copies. */
static bool
same_document(const struct mdm_profile *a, const struct mdm_profile *b)
{
	return a->file == b->file &&
	    (a->dialect != MDM_DIALECT_GRAPH ||
		b->dialect != MDM_DIALECT_GRAPH);
}

static enum verdict
judge(const struct mdm_map *expanded, const struct mdm_profile *a,
    const struct mdm_profile *b, struct tally *tally)
{
	bool inner_a = mdm_map_get(expanded,
			   mdm_str_span((const char *)&a, sizeof(a))) != NULL;
	bool inner_b = mdm_map_get(expanded,
			   mdm_str_span((const char *)&b, sizeof(b))) != NULL;
	enum verdict v;

	if (same_document(a, b))
		return BOTH_STAY;
	if (inner_a != inner_b) /* the object of its own says more */
		return inner_a ? SECOND_WINS : FIRST_WINS;
	if ((a->form == MDM_FORM_POST_BODY) != (b->form == MDM_FORM_POST_BODY))
		return richer(a, b);
	v = newer(a, b);
	if (v != BOTH_STAY) {
		tally->older++;
		return v;
	}
	if (mdm_profiles_contradict(a, b))
		return BOTH_STAY;
	tally->same++;
	return richer(a, b);
}

/* Objects that stand inside the one that refers to them. */
static void
collect_expanded(struct mdm_linking *l, struct mdm_map *expanded)
{
	for (size_t i = 0; i < l->profiles.n; i++) {
		struct mdm_profile *p = l->profiles.at[i];

		for (size_t k = 0; k < p->nrefs; k++) {
			struct mdm_profile **e = &p->refs[k].expanded;

			if (*e == NULL)
				continue;
			*mdm_map_put(l->arena, expanded,
			    mdm_str_span((const char *)e, sizeof(*e))) = *e;
		}
	}
}

static void
settle_copy(struct mdm_linking *l, const struct mdm_map *expanded,
    struct mdm_profile_list *copies, struct mdm_profile *p, struct tally *tally)
{
	for (size_t i = 0; i < copies->list.n; i++) {
		/* The lists of by_id are made of our own mutable profiles. */
		struct mdm_profile *other =
		    (struct mdm_profile *)(uintptr_t)copies->list.at[i];

		if (other->superseded_by != NULL)
			continue;
		switch (judge(expanded, other, p, tally)) {
		case BOTH_STAY:
			break;
		case FIRST_WINS:
			mdm_profile_complete(l->arena, other, p);
			p->superseded_by = other;
			return;
		case SECOND_WINS:
			mdm_profile_complete(l->arena, p, other);
			other->superseded_by = p;
			break;
		}
	}
	MDM_PUSH(l->arena, &copies->list, p);
}

/* Losers point at the one that stays, not at other losers. */
static void
shorten_chains(struct mdm_linking *l)
{
	for (size_t i = 0; i < l->profiles.n; i++) {
		struct mdm_profile *p = l->profiles.at[i];

		while (p->superseded_by != NULL &&
		    p->superseded_by->superseded_by != NULL)
			p->superseded_by = p->superseded_by->superseded_by;
	}
}

static void
index_ids(struct mdm_linking *l, const struct mdm_map *copies)
{
	for (size_t i = 0; i < copies->n; i++) {
		struct mdm_profile_list *c = copies->entries[i].value;

		for (size_t k = 0; k < c->list.n; k++) {
			if (c->list.at[k]->superseded_by != NULL)
				continue;
			*mdm_map_put(l->arena, &l->corpus->by_id,
			    copies->entries[i].key) =
			    (void *)(uintptr_t)c->list.at[k];
			break;
		}
	}
}

void
mdm_link_copies(struct mdm_linking *l)
{
	struct mdm_map expanded = { 0 }, copies = { 0 };
	struct tally tally = { 0 };

	collect_expanded(l, &expanded);
	for (size_t i = 0; i < l->profiles.n; i++) {
		struct mdm_profile *p = l->profiles.at[i];
		void **slot;

		if (p->id.n == 0)
			continue;
		slot = mdm_map_put(l->arena, &copies, p->id);
		if (*slot == NULL)
			*slot = MDM_NEW(l->arena, struct mdm_profile_list);
		settle_copy(l, &expanded, *slot, p, &tally);
	}
	shorten_chains(l);
	index_ids(l, &copies);
	if (tally.older > 0)
		mdm_remark(l->remarks,
		    "%zu older cop%s of a profile left out: the newest of an "
		    "id counts",
		    tally.older, tally.older == 1 ? "y" : "ies");
	if (tally.same > 0)
		mdm_remark_harmless(l->remarks,
		    "%zu further cop%s of a profile with the same content",
		    tally.same, tally.same == 1 ? "y" : "ies");
}
