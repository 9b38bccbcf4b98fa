/* SPDX-License-Identifier: MIT */
/*
 * From events to attempts to stories.  What one attempt writes into the logs
 * is spread over events that do not name each other: 306 (profile taken over),
 * 36 (request made) or 307 (server and CA that were expected), then 39, 32 or
 * 309.  They are told apart by what they share, and by the time between them.
 */
#include "engine/link.h"

#include <stdlib.h>

enum {
	/* Events of one attempt are no further apart (milliseconds). */
	SAME_ATTEMPT = 60 * 1000,
	/* Several attempts at a time are as many as a device has profiles. */
	MOST_OPEN = 16
};

/* An attempt while it grows. */
struct growing {
	MDM_VEC(const struct mdm_event *) events;
	struct mdm_attempt sum;
	struct mdm_str url_key;
};

/* The events of one device. */
struct sequence {
	struct mdm_str device;
	MDM_VEC(const struct mdm_event *) events;
	bool ordered;
	MDM_VEC(struct growing *) attempts;
	struct mdm_map urls; /* UniqueID -> struct mdm_str: key of the URL */
};

struct gathering {
	struct mdm_linking *l;
	struct mdm_map devices; /* -> struct sequence */
	MDM_VEC(struct mdm_story *) stories;
};

static struct mdm_str
lower(struct mdm_arena *arena, struct mdm_str s)
{
	char *out = MDM_NEW_N(arena, char, s.n + 1);

	for (size_t i = 0; i < s.n; i++)
		out[i] = mdm_lower(s.p[i]);
	return mdm_str_span(out, s.n);
}

/* Events that name no device belong to that of their file. */
static struct mdm_str
device_of_file(const struct mdm_facts *f)
{
	for (size_t i = 0; i < f->events.n; i++)
		if (f->events.at[i]->computer.n > 0)
			return f->events.at[i]->computer;
	return MDM_LIT("");
}

static struct sequence *
sequence_of(struct gathering *g, const struct mdm_facts *f, struct mdm_str name)
{
	struct mdm_arena *arena = g->l->arena;
	struct mdm_str key = name.n > 0
	    ? lower(arena, name)
	    : mdm_str_printf(arena, "%zu", f->file.index);
	void **slot = mdm_map_put(arena, &g->devices, key);

	if (*slot == NULL) {
		*slot = MDM_NEW(arena, struct sequence);
		((struct sequence *)*slot)->device = name;
	}
	return *slot;
}

/*
 * A sentence that was quoted in front of the event itself, as support pages
 * do, is no second event.
 */
static bool
is_quoted(const struct mdm_facts *f, size_t which)
{
	const struct mdm_event *e = f->events.at[which];

	if (e->id_told || e->timed || which + 1 == f->events.n)
		return false;
	for (size_t i = which + 1; i < f->events.n && i < which + 3; i++) {
		const struct mdm_event *next = f->events.at[i];

		if (next->id_told && next->kind == e->kind &&
		    next->code == e->code &&
		    mdm_str_eq(next->url.v, e->url.v) &&
		    mdm_str_eq(next->ca.text, e->ca.text))
			return true;
	}
	return false;
}

static void
collect(struct gathering *g)
{
	for (size_t i = 0; i < g->l->ninputs; i++) {
		const struct mdm_facts *f = &g->l->facts[i];
		struct mdm_str usual;

		if (g->l->inputs[i].role != MDM_INPUT_LINT ||
		    g->l->inputs[i].set != g->l->set || f->events.n == 0)
			continue;
		usual = device_of_file(f);
		for (size_t k = 0; k < f->events.n; k++) {
			const struct mdm_event *e = f->events.at[k];
			struct sequence *s = sequence_of(
			    g, f, e->computer.n > 0 ? e->computer : usual);

			if (!is_quoted(f, k))
				MDM_PUSH(g->l->arena, &s->events, e);
		}
	}
}

static int
compare_places(const struct mdm_event *a, const struct mdm_event *b)
{
	if (a->file->index != b->file->index)
		return a->file->index < b->file->index ? -1 : 1;
	if (a->at.source == b->at.source && a->at.off != b->at.off)
		return a->at.off < b->at.off ? -1 : 1;
	/* Documents within the file: where they stand in it. */
	return (a->at.source->inside.off > b->at.source->inside.off) -
	    (a->at.source->inside.off < b->at.source->inside.off);
}

static int
compare_events(const void *pa, const void *pb)
{
	const struct mdm_event *const *a = pa, *const *b = pb;

	if ((*a)->time != (*b)->time)
		return (*a)->time < (*b)->time ? -1 : 1;
	if ((*a)->provider != (*b)->provider)
		return (int)(*a)->provider - (int)(*b)->provider;
	if ((*a)->record != (*b)->record)
		return (*a)->record < (*b)->record ? -1 : 1;
	return compare_places(*a, *b);
}

/* All by the same clock, or all by the same counter. */
static bool
has_order(const struct sequence *s)
{
	bool timed = true, numbered = true;
	const struct mdm_event *first = s->events.at[0];

	for (size_t i = 0; i < s->events.n; i++) {
		const struct mdm_event *e = s->events.at[i];

		timed &= e->timed && e->local_time == first->local_time;
		numbered &= e->numbered && e->provider == first->provider &&
		    e->timed == first->timed;
	}
	return timed || (numbered && !first->timed);
}

static bool
same_event(const struct mdm_event *a, const struct mdm_event *b)
{
	return a->numbered && b->numbered && a->record == b->record &&
	    a->provider == b->provider && a->id == b->id && a->timed &&
	    b->timed && a->time == b->time;
}

/* By time; the same event out of two files once. */
static void
sort(struct sequence *s)
{
	size_t n = 1;

	s->ordered = has_order(s);
	if (!s->ordered)
		return;
	qsort(
	    s->events.at, s->events.n, sizeof(s->events.at[0]), compare_events);
	for (size_t i = 1; i < s->events.n; i++)
		if (!same_event(s->events.at[n - 1], s->events.at[i]))
			s->events.at[n++] = s->events.at[i];
	s->events.n = n;
}

static const struct mdm_event *
newest(const struct growing *a)
{
	return a->events.at[a->events.n - 1];
}

/* Without times the event in front, or behind, is near. */
static bool
is_near(const struct sequence *s, const struct growing *a, size_t which)
{
	const struct mdm_event *e = s->events.at[which], *other = newest(a);

	if (e->timed && other->timed && e->local_time == other->local_time)
		return llabs(e->time - other->time) <= SAME_ATTEMPT;
	return which > 0 && s->events.at[which - 1] == other;
}

static bool
same_id(const struct growing *a, const struct mdm_event *e)
{
	return a->sum.unique_id != NULL && e->unique_id.v.n > 0 &&
	    mdm_str_eq(a->sum.unique_id->unique_id.v, e->unique_id.v);
}

/* The part behind the scheme: some logs leave that out. */
static struct mdm_str
without_scheme(struct mdm_str key)
{
	size_t at = mdm_str_find(key, "://");

	return at == SIZE_MAX ? key : mdm_str_sub(key, at + 3, SIZE_MAX);
}

static bool
same_key(struct mdm_str a, struct mdm_str b)
{
	if (mdm_str_has(a, "://") == mdm_str_has(b, "://"))
		return mdm_str_eq(a, b);
	return mdm_str_eq(without_scheme(a), without_scheme(b));
}

static bool
contradicts(
    const struct growing *a, const struct mdm_event *e, struct mdm_str url_key)
{
	if (a->url_key.n > 0 && url_key.n > 0 && !same_key(a->url_key, url_key))
		return true;
	return a->sum.unique_id != NULL && e->unique_id.v.n > 0 &&
	    !same_id(a, e);
}

static bool
holds(const struct growing *a, enum mdm_event_kind kind)
{
	for (size_t i = 0; i < a->events.n; i++)
		if (a->events.at[i]->kind == kind)
			return true;
	return false;
}

/* May the event be a part of the attempt?  Nearness is not asked here. */
static bool
fits(const struct growing *a, const struct mdm_event *e, struct mdm_str url_key)
{
	bool open = a->sum.outcome == MDM_OUTCOME_OPEN;

	if (contradicts(a, e, url_key))
		return false;
	/* A client asks several times, else each event comes once. */
	if (e->kind != MDM_EVENT_ASKED && holds(a, e->kind))
		return false;
	switch (e->kind) {
	case MDM_EVENT_STARTED:
	case MDM_EVENT_REFUSED:
	case MDM_EVENT_COMMAND_FAILED:
		return false; /* begins one, or is one */
	case MDM_EVENT_REQUESTED:
		return open;
	case MDM_EVENT_NOT_BEGUN:
		/* Its 32 may stand in front of it, in lists newest first. */
		return !holds(a, MDM_EVENT_INSTALLED) &&
		    !holds(a, MDM_EVENT_REJECTED);
	case MDM_EVENT_FAILED:
		return !holds(a, MDM_EVENT_INSTALLED) &&
		    !holds(a, MDM_EVENT_ENDED);
	case MDM_EVENT_INSTALLED:
		return open &&
		    (holds(a, MDM_EVENT_REQUESTED) ||
			holds(a, MDM_EVENT_ASKED) || same_id(a, e));
	case MDM_EVENT_ENDED:
		return same_id(a, e) || url_key.n > 0;
	case MDM_EVENT_NO_CONTACT:
	case MDM_EVENT_REJECTED:
	case MDM_EVENT_ASKED:
		if (a->url_key.n == 0)
			return holds(a, MDM_EVENT_STARTED) &&
			    !mdm_event_is_noise(e);
		return same_key(a->url_key, url_key);
	}
	return false;
}

/*
 * Which of two requests under way was answered, or which of two profiles an
 * error is about, cannot be said of an event that names neither.
 */
static bool
are_rivals(
    const struct growing *a, const struct growing *b, const struct mdm_event *e)
{
	if (e->kind == MDM_EVENT_INSTALLED)
		return !mdm_str_eq(a->url_key, b->url_key);
	return a->url_key.n == 0 && b->url_key.n == 0 &&
	    a->sum.unique_id != NULL && b->sum.unique_id != NULL &&
	    !mdm_str_eq(
		a->sum.unique_id->unique_id.v, b->sum.unique_id->unique_id.v);
}

static struct growing *
attempt_for(struct sequence *s, size_t which, struct mdm_str url_key)
{
	const struct mdm_event *e = s->events.at[which];
	struct growing *found = NULL;

	for (size_t i = s->attempts.n, k = 0; i-- > 0 && k < MOST_OPEN; k++) {
		struct growing *a = s->attempts.at[i];

		if (!fits(a, e, url_key) || !is_near(s, a, which))
			continue;
		if (found == NULL)
			found = a;
		else if (are_rivals(found, a, e))
			return NULL;
	}
	return found;
}

static enum mdm_outcome
outcome_of(const struct mdm_event *e)
{
	if (e->kind == MDM_EVENT_INSTALLED)
		return MDM_OUTCOME_SUCCEEDED;
	if (e->kind == MDM_EVENT_ENDED && e->has_code && e->code == 0)
		return MDM_OUTCOME_SUCCEEDED;
	return mdm_event_is_failure(e) ? MDM_OUTCOME_FAILED : MDM_OUTCOME_OPEN;
}

/* The result of the whole attempt beats that of one step of it. */
static void
take_code(struct mdm_attempt *sum, const struct mdm_event *e)
{
	if (!e->has_code || !mdm_event_is_failure(e))
		return;
	if (sum->coded == NULL || e->kind == MDM_EVENT_FAILED)
		sum->coded = e;
}

static void
add(struct mdm_arena *arena, struct growing *a, const struct mdm_event *e,
    struct mdm_str url_key)
{
	struct mdm_attempt *sum = &a->sum;

	MDM_PUSH(arena, &a->events, e);
	if (outcome_of(e) != MDM_OUTCOME_OPEN)
		sum->outcome = outcome_of(e);
	take_code(sum, e);
	if (e->url.v.n > 0 &&
	    (sum->url == NULL || sum->url->url_cut ||
		url_key.n > a->url_key.n)) {
		sum->url = e;
		a->url_key = url_key;
	}
	if (e->ca.text.n > 0 && sum->expects == NULL)
		sum->expects = e;
	if (e->unique_id.v.n > 0 && sum->unique_id == NULL)
		sum->unique_id = e;
}

static void
find_attempts(struct mdm_arena *arena, struct sequence *s)
{
	for (size_t i = 0; i < s->events.n; i++) {
		const struct mdm_event *e = s->events.at[i];
		struct mdm_str key =
		    e->url.v.n > 0 ? mdm_url_key(arena, e->url.v) : MDM_LIT("");
		struct growing *a = attempt_for(s, i, key);

		if (a == NULL) {
			a = MDM_NEW(arena, struct growing);
			MDM_PUSH(arena, &s->attempts, a);
		}
		add(arena, a, e, key);
	}
}

/* For showing: as the device spells it, without what it added. */
static struct mdm_str
plain_url(struct mdm_arena *arena, struct mdm_str url)
{
	static const char added[] = "/pkiclient.exe";

	url = mdm_str_sub(url, 0, mdm_str_find_byte(url, '?'));
	if (mdm_str_iends(url, added))
		url.n -= sizeof(added) - 1;
	return mdm_str_dup(arena, url);
}

/* What tells one story of a device from another. */
static struct mdm_str
story_key(
    struct mdm_arena *arena, const struct sequence *s, const struct growing *a)
{
	const struct mdm_str *known;

	if (a->url_key.n > 0)
		return a->url_key;
	if (a->sum.unique_id == NULL)
		return MDM_LIT("");
	/* Another attempt with the same profile may know the server. */
	known = mdm_map_get(&s->urls, a->sum.unique_id->unique_id.v);
	if (known != NULL)
		return *known;
	return mdm_str_printf(
	    arena, " " MDM_FMT, MDM_ARG(a->sum.unique_id->unique_id.v));
}

static void
learn_urls(struct mdm_arena *arena, struct sequence *s)
{
	for (size_t i = 0; i < s->attempts.n; i++) {
		struct growing *a = s->attempts.at[i];
		void **slot;

		if (a->url_key.n == 0 || a->sum.unique_id == NULL)
			continue;
		slot =
		    mdm_map_put(arena, &s->urls, a->sum.unique_id->unique_id.v);
		if (*slot == NULL)
			*slot = &a->url_key;
	}
}

static struct mdm_attempt
finished(const struct growing *a)
{
	struct mdm_attempt sum = a->sum;

	sum.events = a->events.at;
	sum.n = a->events.n;
	return sum;
}

/* Attempts of one device, by server. */
struct heap {
	MDM_VEC(struct mdm_attempt) attempts;
};

static void
tell(struct gathering *g, const struct sequence *s, struct mdm_str key,
    const struct heap *heap)
{
	struct mdm_arena *arena = g->l->arena;
	struct mdm_story *story = MDM_NEW(arena, struct mdm_story);

	story->device = s->device.n > 0 ? s->device : MDM_LIT("");
	story->url = story->url_key = MDM_LIT("");
	if (!mdm_str_starts(key, " "))
		story->url_key = key;
	story->ordered = s->ordered;
	story->attempts = heap->attempts.at;
	story->nattempts = heap->attempts.n;
	for (size_t i = 0; i < heap->attempts.n; i++) {
		const struct mdm_event *e = heap->attempts.at[i].url;

		story->windows |= heap->attempts.at[i].events[0]->provider !=
		    MDM_PROVIDER_TRANSFER;
		if (e == NULL || story->url.n > 0)
			continue;
		story->url = plain_url(arena, e->url.v);
		story->url_cut = e->url_cut;
		story->noise = mdm_event_is_noise(e);
	}
	MDM_PUSH(arena, &g->stories, story);
}

static void
find_stories(struct gathering *g, struct sequence *s)
{
	struct mdm_arena *arena = g->l->arena;
	struct mdm_map by_key = { 0 };

	learn_urls(arena, s);
	for (size_t i = 0; i < s->attempts.n; i++) {
		const struct growing *a = s->attempts.at[i];
		struct mdm_attempt attempt = finished(a);
		void **slot =
		    mdm_map_put(arena, &by_key, story_key(arena, s, a));

		if (*slot == NULL)
			*slot = MDM_NEW(arena, struct heap);
		MDM_PUSH(arena, &((struct heap *)*slot)->attempts, attempt);
	}
	for (size_t i = 0; i < by_key.n; i++)
		tell(g, s, by_key.entries[i].key, by_key.entries[i].value);
}

static bool
same_server(struct mdm_arena *arena, const struct mdm_story *s,
    struct mdm_str profile_url)
{
	struct mdm_str key = mdm_url_key(arena, profile_url);
	struct mdm_str mine = s->url_key;

	if (mine.n == 0 || key.n == 0)
		return false;
	/* A host alone says too little. */
	if (s->url_cut)
		return mdm_str_find_byte(without_scheme(mine), '/') !=
		    SIZE_MAX &&
		    mdm_str_starts(key, mdm_str_dup(arena, mine).p);
	return same_key(key, mine);
}

static bool
has_url(struct mdm_arena *arena, const struct mdm_story *s,
    const struct mdm_profile *p)
{
	for (size_t i = 0; i < p->enrolment->urls.n; i++)
		if (same_server(arena, s, p->enrolment->urls.at[i].v))
			return true;
	return false;
}

/* Does an event of the story name the profile itself? */
static bool
is_named(const struct mdm_story *s, const struct mdm_profile *p)
{
	for (size_t i = 0; i < s->nattempts; i++) {
		const struct mdm_event *e = s->attempts[i].unique_id;

		if (e == NULL)
			continue;
		if (p->id.n > 0 && mdm_str_ieq(e->policy_id, p->id))
			return true;
		if (p->enrolment->csp != NULL && e->unique_id.v.n > 0 &&
		    mdm_str_ieq(e->unique_id.v, p->enrolment->csp->unique_id.v))
			return true;
	}
	return false;
}

static bool
may_be_windows(const struct mdm_profile *p)
{
	return ((unsigned)p->platform &
		   (MDM_WINDOWS | MDM_WINDOWS_PHONE | MDM_PLATFORM_UNKNOWN)) !=
	    0;
}

/* The profiles that the device named; else those with the server's URL. */
static void
find_profiles(struct mdm_linking *l, struct mdm_story *s)
{
	const struct mdm_corpus *c = l->corpus;

	s->profiles =
	    MDM_NEW_N(l->arena, const struct mdm_profile *, c->nprofiles + 1);
	for (int named = 1; named >= 0 && s->nprofiles == 0; named--) {
		s->by_id = named != 0;
		for (size_t i = 0; i < c->nprofiles; i++) {
			const struct mdm_profile *p = c->profiles[i];

			if (p->kind != MDM_SCEP ||
			    (s->windows && !may_be_windows(p)))
				continue;
			if (named ? is_named(s, p) : has_url(l->arena, s, p))
				s->profiles[s->nprofiles++] = p;
		}
	}
	s->by_id &= s->nprofiles > 0;
}

static void
collect_delivered(struct mdm_linking *l)
{
	MDM_VEC(const struct mdm_delivered *) all = { 0 };

	for (size_t i = 0; i < l->ninputs; i++) {
		const struct mdm_facts *f = &l->facts[i];

		if (l->inputs[i].role != MDM_INPUT_LINT ||
		    l->inputs[i].set != l->set)
			continue;
		for (size_t k = 0; k < f->delivered.n; k++)
			MDM_PUSH(l->arena, &all, f->delivered.at[k]);
	}
	l->corpus->delivered = all.at;
	l->corpus->ndelivered = all.n;
}

void
mdm_link_events(struct mdm_linking *l)
{
	struct gathering g = { .l = l };

	collect_delivered(l);
	collect(&g);
	for (size_t i = 0; i < g.devices.n; i++) {
		struct sequence *s = g.devices.entries[i].value;

		if (s->events.n == 0)
			continue;
		sort(s);
		find_attempts(l->arena, s);
		find_stories(&g, s);
	}
	for (size_t i = 0; i < g.stories.n; i++)
		find_profiles(l, g.stories.at[i]);
	l->corpus->stories = (const struct mdm_story **)g.stories.at;
	l->corpus->nstories = g.stories.n;
}
