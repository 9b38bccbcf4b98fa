/* SPDX-License-Identifier: MIT */
#include "engine/link.h"

enum {
	LONGEST_NAME = 256,  /* bytes of a name within a list */
	MOST_NAMESAKES = 256 /* candidates of one reference */
};

/*
 * References between profiles: by id, else by display name, else by display
 * name without surrounding blanks and with ASCII letters folded.  Other
 * Unicode forms of a name are not folded: what Intune would not bind is not
 * bound here either.
 */
struct resolver {
	struct mdm_linking *l;
	struct mdm_map folded; /* name -> struct mdm_profile_list */
	size_t longest;	       /* bytes of a name of this set */
	char *buffer;	       /* room for that */
};

static struct mdm_str
fold(struct mdm_arena *arena, struct mdm_str name)
{
	struct mdm_str trimmed = mdm_str_trim(name);
	char *p = MDM_NEW_N(arena, char, trimmed.n + 1);

	for (size_t i = 0; i < trimmed.n; i++)
		p[i] = mdm_lower(trimmed.p[i]);
	return mdm_str_span(p, trimmed.n);
}

static void
list_profile(struct mdm_arena *arena, struct mdm_map *map, struct mdm_str key,
    const struct mdm_profile *p)
{
	void **slot = mdm_map_put(arena, map, key);

	if (*slot == NULL)
		*slot = MDM_NEW(arena, struct mdm_profile_list);
	MDM_PUSH(arena, &((struct mdm_profile_list *)*slot)->list, p);
}

static void
index_names(struct resolver *r)
{
	struct mdm_arena *arena = r->l->arena;
	struct mdm_corpus *c = r->l->corpus;

	for (size_t i = 0; i < c->nprofiles; i++) {
		const struct mdm_profile *p = c->profiles[i];

		if (p->name.n == 0)
			continue;
		list_profile(arena, &c->by_name, p->name, p);
		list_profile(arena, &r->folded, fold(arena, p->name), p);
		if (p->name.n > r->longest)
			r->longest = p->name.n;
	}
	r->buffer = MDM_NEW_N(arena, char, r->longest + 1);
}

/* Lists of names ask often: nothing is allocated, nothing long hashed. */
static const struct mdm_profile_list *
look_up(const struct resolver *r, struct mdm_str name, bool folded)
{
	if (folded)
		name = mdm_str_trim(name);
	if (name.n > r->longest)
		return NULL;
	if (!folded)
		return mdm_map_get(&r->l->corpus->by_name, name);
	for (size_t i = 0; i < name.n; i++)
		r->buffer[i] = mdm_lower(name.p[i]);
	return mdm_map_get(&r->folded, mdm_str_span(r->buffer, name.n));
}

/* What a search may return. */
struct wanted {
	const struct mdm_profile *from; /* never itself */
	struct mdm_str type;		/* narrows if it can */
	enum mdm_profile_kind kind;	/* likewise; 0: any */
	unsigned platforms;		/* likewise; 0: any */
};

static struct mdm_str
bare_type(struct mdm_str type)
{
	if (mdm_str_starts(type, "#"))
		type = mdm_str_sub(type, 1, SIZE_MAX);
	if (mdm_str_istarts(type, "microsoft.graph."))
		type = mdm_str_sub(type, 16, SIZE_MAX);
	return type;
}

static bool
has_type(const struct mdm_profile *p, const struct wanted *w)
{
	return w->type.n == 0 ||
	    mdm_str_ieq(bare_type(p->type), bare_type(w->type));
}

static bool
has_kind(const struct mdm_profile *p, const struct wanted *w)
{
	return w->kind == 0 || p->kind == w->kind;
}

static bool
has_platform(const struct mdm_profile *p, const struct wanted *w)
{
	return w->platforms == 0 || ((unsigned)p->platform & w->platforms) != 0;
}

/* Keep those that pass, unless none does. */
static void
narrow(struct mdm_profile_list *list, const struct wanted *w,
    bool (*passes)(const struct mdm_profile *, const struct wanted *))
{
	size_t n = 0;

	for (size_t i = 0; i < list->list.n; i++)
		n += passes(list->list.at[i], w);
	if (n == 0 || n == list->list.n)
		return;
	n = 0;
	for (size_t i = 0; i < list->list.n; i++) {
		if (passes(list->list.at[i], w))
			list->list.at[n++] = list->list.at[i];
	}
	list->list.n = n;
}

/* A copy of the list of that name without the asking profile; may be empty. */
static struct mdm_profile_list
find_name(struct resolver *r, struct mdm_str name, const struct wanted *w)
{
	struct mdm_arena *arena = r->l->arena;
	struct mdm_profile_list result = { 0 };
	const struct mdm_profile_list *found;

	for (unsigned way = 0; way < 2 && result.list.n == 0; way++) {
		found = look_up(r, name, way == 1);
		for (size_t i = 0; found != NULL && i < found->list.n; i++) {
			if (found->list.at[i] != w->from &&
			    result.list.n < MOST_NAMESAKES)
				MDM_PUSH(
				    arena, &result.list, found->list.at[i]);
		}
	}
	narrow(&result, w, has_type);
	narrow(&result, w, has_kind);
	narrow(&result, w, has_platform);
	return result;
}

static struct mdm_profile *
find_id(struct resolver *r, struct mdm_str id)
{
	if (id.n == 0)
		return NULL;
	return mdm_map_get(&r->l->corpus->by_id, fold(r->l->arena, id));
}

static void
settle_ref(struct mdm_ref *ref, enum mdm_ref_result result,
    const struct mdm_profile_list *targets)
{
	ref->result = result;
	ref->targets = targets->list.at;
	ref->ntargets = targets->list.n;
}

static void
settle_one(struct resolver *r, struct mdm_ref *ref, const struct mdm_profile *p)
{
	struct mdm_profile_list targets = { 0 };

	MDM_PUSH(r->l->arena, &targets.list, p);
	settle_ref(ref, MDM_REF_RESOLVED, &targets);
}

/*
 * The longest name at the start of `rest` that ends at a comma or the end.
 * Commas inside names are why the longest is tried first; Intune's names end
 * well before LONGEST_NAME, so that a long list costs no more than its length.
 */
static struct mdm_str
longest_name(struct resolver *r, struct mdm_str rest, const struct wanted *w,
    struct mdm_profile_list *ret_found)
{
	struct mdm_str name = mdm_str_sub(rest, 0, LONGEST_NAME);

	if (name.n < rest.n && mdm_str_find_byte(name, ',') == SIZE_MAX)
		name = mdm_str_sub(rest, 0, mdm_str_find_byte(rest, ','));
	else if (name.n < rest.n)
		name.n = mdm_str_rfind_byte(name, ',');
	for (;;) {
		size_t comma;

		*ret_found = find_name(r, name, w);
		if (ret_found->list.n > 0)
			return name;
		comma = mdm_str_rfind_byte(name, ',');
		if (comma == SIZE_MAX)
			return name;
		name = mdm_str_sub(name, 0, comma);
	}
}

/* "A,B" as two names; IntuneManagement joins them so. */
static void
resolve_names(struct resolver *r, struct mdm_ref *ref, const struct wanted *w)
{
	enum mdm_ref_result result = MDM_REF_RESOLVED;
	struct mdm_profile_list targets = { 0 };
	size_t at = 0;

	while (at < ref->name.n) {
		struct mdm_profile_list found;
		struct mdm_str name = longest_name(
		    r, mdm_str_sub(ref->name, at, SIZE_MAX), w, &found);

		at += name.n + 1;
		if (found.list.n == 0)
			result = MDM_REF_DANGLING;
		else if (found.list.n > 1 && result == MDM_REF_RESOLVED)
			result = MDM_REF_AMBIGUOUS;
		for (size_t i = 0; i < found.list.n; i++)
			MDM_PUSH(r->l->arena, &targets.list, found.list.at[i]);
	}
	settle_ref(ref, result, &targets);
}

static void
resolve_name(struct resolver *r, struct mdm_ref *ref, const struct wanted *w)
{
	struct mdm_profile_list found = find_name(r, ref->name, w);

	if (found.list.n == 0 && ref->several_names)
		resolve_names(r, ref, w);
	else
		settle_ref(ref,
		    found.list.n == 0	    ? MDM_REF_DANGLING
			: found.list.n == 1 ? MDM_REF_RESOLVED
					    : MDM_REF_AMBIGUOUS,
		    &found);
}

static const struct mdm_profile *
live(const struct mdm_profile *p)
{
	return p->superseded_by != NULL ? p->superseded_by : p;
}

static void
resolve(struct resolver *r, const struct mdm_profile *p, struct mdm_ref *ref)
{
	struct wanted w = { .from = p, .type = ref->type };
	const struct mdm_profile *target = find_id(r, ref->id);

	if (target == NULL && ref->expanded != NULL)
		target = live(ref->expanded);
	if (target != NULL) {
		settle_one(r, ref, target);
		return;
	}
	if (ref->from_link) {
		w.kind = MDM_TRUST;
		w.platforms = p->platform;
	}
	if (ref->name.n > 0)
		resolve_name(r, ref, &w);
	/* A template's token is filled in later: nothing to look for. */
	if (ref->result == MDM_REF_DANGLING &&
	    (mdm_is_symbolic(ref->id) || mdm_is_symbolic(ref->name)))
		ref->state = MDM_REF_UNKNOWN;
}

static struct mdm_ref *
ref_of_role(struct mdm_profile *p, enum mdm_ref_role role)
{
	for (size_t i = 0; i < p->nrefs; i++) {
		if (p->refs[i].role == role)
			return &p->refs[i];
	}
	return NULL;
}

static struct mdm_ref *
add_ref(struct mdm_arena *arena, struct mdm_profile *p)
{
	struct mdm_ref *refs = MDM_NEW_N(arena, struct mdm_ref, p->nrefs + 1);

	if (p->nrefs > 0)
		memcpy(refs, p->refs, p->nrefs * sizeof(refs[0]));
	refs[p->nrefs] = (struct mdm_ref){
		.role = MDM_REF_ROOT,
		.property = MDM_LIT("rootCertificate"),
		.at = p->at,
	};
	p->refs = refs;
	return &refs[p->nrefs++];
}

static bool
goes_by(const struct mdm_profile *p, struct mdm_str word)
{
	return mdm_str_ieq(p->id, word) ||
	    (p->name.n > 0 &&
		mdm_str_ieq(mdm_str_trim(p->name), mdm_str_trim(word)));
}

/* --link SCEP=TRUSTED: what the export dropped, or another choice. */
static bool
apply_link(
    struct resolver *r, struct mdm_profile *p, const struct mdm_link *link)
{
	struct mdm_ref *ref;

	if ((p->kind & MDM_ENROLMENT) == 0 || !goes_by(p, link->scep))
		return false;
	ref = ref_of_role(p, MDM_REF_ROOT);
	if (ref == NULL)
		ref = add_ref(r->l->arena, p);
	ref->state = MDM_REF_BOUND;
	ref->from_link = true;
	ref->several_names = false;
	ref->expanded = NULL;
	ref->type = (struct mdm_str){ NULL, 0 };
	ref->id = find_id(r, link->trusted) != NULL
	    ? fold(r->l->arena, link->trusted)
	    : (struct mdm_str){ NULL, 0 };
	ref->name = ref->id.n > 0 ? ref->id : link->trusted;
	return true;
}

static void
apply_links(struct resolver *r)
{
	const struct mdm_policy *policy = r->l->policy;

	for (size_t i = 0; i < policy->links.n; i++) {
		const struct mdm_link *link = &policy->links.at[i];

		for (size_t k = 0; k < r->l->profiles.n; k++) {
			struct mdm_profile *p = r->l->profiles.at[k];

			if (p->superseded_by == NULL && apply_link(r, p, link))
				r->l->link_used[i] = true;
		}
	}
}

/*
 * A body without a reference looks like nobody's; but an answer of Graph has
 * an id.
 */
static enum mdm_form
writer_of(const struct mdm_profile *p)
{
	return p->form == MDM_FORM_UNKNOWN && p->id.n == 0 ? MDM_FORM_POST_BODY
							   : p->form;
}

/*
 * "This exporter writes such references here": form, folder, kind and role of
 * a profile whose own file shows one.
 */
static struct mdm_str
habit_of(struct mdm_arena *arena, const struct mdm_profile *p,
    enum mdm_ref_role role)
{
	struct mdm_str file = mdm_file_source(p->file->source)->name;

	return mdm_str_printf(arena, "%d %u %d " MDM_FMT, (int)writer_of(p),
	    (unsigned)p->kind, (int)role, MDM_ARG(mdm_path_folder(file)));
}

static bool
shows_it_itself(const struct mdm_profile *p, const struct mdm_ref *ref)
{
	return ref->state == MDM_REF_BOUND && !ref->from_link &&
	    p->form != MDM_FORM_UNKNOWN && mdm_at_set(ref->at) &&
	    mdm_file_source(ref->at.source) == mdm_file_source(p->file->source);
}

static void
learn_habits(struct mdm_linking *l, struct mdm_map *habits)
{
	for (size_t i = 0; i < l->profiles.n; i++) {
		const struct mdm_profile *p = l->profiles.at[i];

		for (size_t k = 0; k < p->nrefs; k++) {
			if (!shows_it_itself(p, &p->refs[k]))
				continue;
			*mdm_map_put(l->arena, habits,
			    habit_of(l->arena, p, p->refs[k].role)) = habits;
		}
	}
}

/* An exporter that writes references left this one out: it is not there. */
static void
decide_unbound(
    struct mdm_linking *l, const struct mdm_map *habits, struct mdm_profile *p)
{
	bool enrols = (p->kind & (MDM_SCEP | MDM_PKCS)) != 0;

	/* What is not Graph's names its CA by itself, or not at all. */
	if (p->excerpt || p->dialect != MDM_DIALECT_GRAPH || habits->n == 0)
		return;
	if (enrols && ref_of_role(p, MDM_REF_ROOT) == NULL)
		add_ref(l->arena, p);
	for (size_t i = 0; i < p->nrefs; i++) {
		struct mdm_ref *ref = &p->refs[i];

		if (ref->state == MDM_REF_UNKNOWN &&
		    mdm_map_get(habits, habit_of(l->arena, p, ref->role)) !=
			NULL)
			ref->state = MDM_REF_UNBOUND;
	}
}

/* CAThumbprint is SHA-1: a digest of another length is none. */
static const struct mdm_cert *
cert_of_hash(struct mdm_linking *l, const struct mdm_enrolment *e)
{
	const struct mdm_cert_entry *entry = NULL;
	const char *name;
	const struct mdm_field *f = mdm_ca_hash(e, &name);
	uint8_t digest[MDM_LONGEST_DIGEST];
	struct mdm_str digits;
	size_t n;

	if (!mdm_literal(f))
		return NULL;
	digits = mdm_thumbprint_clean(l->arena, f->v).digits;
	n = f->bytes ? digits.n / 2 : 20;
	if (n <= sizeof(digest) && mdm_hex_exact(digits, digest, n))
		entry = mdm_corpus_by_digest(l->corpus, digest, n);
	return entry == NULL ? NULL : entry->cert;
}

/* The SCEP-CA: what the reference says, else what the thumbprint says. */
static void
find_ca(struct mdm_linking *l, struct mdm_profile *p)
{
	struct mdm_enrolment *e = p->enrolment;
	const struct mdm_ref *ref = mdm_ref_of(p, MDM_REF_ROOT);

	if (ref != NULL && ref->state == MDM_REF_BOUND &&
	    ref->result == MDM_REF_RESOLVED && ref->ntargets == 1 &&
	    ref->targets[0]->trust != NULL) {
		e->root = ref->targets[0];
		e->ca = e->root->trust->cert;
	}
	if (e->ca == NULL)
		e->ca = cert_of_hash(l, e);
}

void
mdm_link_refs(struct mdm_linking *l)
{
	struct resolver r = { .l = l };
	struct mdm_map habits = { 0 };

	index_names(&r);
	apply_links(&r);
	learn_habits(l, &habits);
	for (size_t i = 0; i < l->profiles.n; i++) {
		struct mdm_profile *p = l->profiles.at[i];

		decide_unbound(l, &habits, p);
		for (size_t k = 0; k < p->nrefs; k++) {
			if (p->refs[k].state == MDM_REF_BOUND)
				resolve(&r, p, &p->refs[k]);
		}
		if (p->enrolment != NULL)
			find_ca(l, p);
	}
}
