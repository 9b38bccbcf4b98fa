/* SPDX-License-Identifier: MIT */
#include "diagnose/account.h"

#include <stdlib.h>

/* An account while it is written; places are looked up at the end. */
struct writing {
	struct mdm_arena *arena;
	struct mdm_account *account;
	struct mdm_finding *places; /* a note for each place */
	MDM_VEC(size_t) notes;	    /* per row; SIZE_MAX: none */
};

static void __attribute__((format(printf, 4, 5))) row(struct writing *w,
    const char *label, struct mdm_at at, const char *fmt, ...)
{
	struct mdm_row r = { .label = label };
	struct mdm_note note = { .at = at };
	size_t which = SIZE_MAX;
	va_list args;

	va_start(args, fmt);
	r.text = mdm_str_vprintf(w->arena, fmt, args);
	va_end(args);
	if (mdm_at_set(at)) {
		which = w->places->notes.n;
		MDM_PUSH(w->arena, &w->places->notes, note);
	}
	MDM_PUSH(w->arena, &w->account->rows, r);
	MDM_PUSH(w->arena, &w->notes, which);
}

static const struct mdm_at nowhere = { 0 };

/* "2 failed, 1 succeeded" */
static struct mdm_str
outcomes_of(struct mdm_arena *arena, const struct mdm_story *s)
{
	static const struct {
		enum mdm_outcome outcome;
		const char *title;
	} rows[] = {
		{ MDM_OUTCOME_FAILED, "failed" },
		{ MDM_OUTCOME_SUCCEEDED, "succeeded" },
		{ MDM_OUTCOME_OPEN, "without a result" },
	};
	struct mdm_str text = MDM_LIT("");

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		size_t n = mdm_story_count(s, rows[i].outcome);

		if (n > 0)
			text = mdm_str_printf(arena, MDM_FMT "%s%zu %s",
			    MDM_ARG(text), text.n > 0 ? ", " : "", n,
			    rows[i].title);
	}
	return text;
}

static void
tell_attempts(struct writing *w)
{
	const struct mdm_story *s = w->account->story;
	const struct mdm_event *first = s->attempts[0].events[0];
	const struct mdm_attempt *end = &s->attempts[s->nattempts - 1];
	struct mdm_str from = mdm_event_time(w->arena, first);
	struct mdm_str to = mdm_event_time(w->arena, end->events[end->n - 1]);
	struct mdm_str when = MDM_LIT("");

	if (!s->ordered)
		when = MDM_LIT("; the log does not tell when");
	else if (from.n > 0 && mdm_str_eq(from, to))
		when = mdm_str_printf(w->arena, ", on " MDM_FMT, MDM_ARG(from));
	else if (from.n > 0)
		when =
		    mdm_str_printf(w->arena, ", from " MDM_FMT " to " MDM_FMT,
			MDM_ARG(from), MDM_ARG(to));
	row(w, "attempts", nowhere, MDM_FMT MDM_FMT,
	    MDM_ARG(outcomes_of(w->arena, s)), MDM_ARG(when));
}

static void
tell_events(struct writing *w, const struct mdm_attempt *a)
{
	const char *label = "events";

	for (size_t i = 0; i < a->n; i++) {
		const struct mdm_event *e = a->events[i];
		struct mdm_str when = mdm_event_time(w->arena, e);

		row(w, label, e->at, "%u%s" MDM_FMT, e->id,
		    when.n > 0 ? ", " : "", MDM_ARG(when));
		label = "";
	}
}

static void
tell_result(struct writing *w)
{
	const struct mdm_diagnosis *d = &w->account->d;
	const struct mdm_event *coded =
	    d->attempt != NULL ? d->attempt->coded : NULL;

	if (d->attempt == NULL || d->attempt->outcome != MDM_OUTCOME_FAILED)
		return;
	if (coded == NULL)
		row(w, "result", nowhere, "failed, without a known code");
	else if (d->code == NULL)
		row(w, "result", nowhere, "0x%08x, which is not known",
		    (unsigned)coded->code);
	else
		row(w, "result", nowhere, "0x%08x%s%s: %s",
		    (unsigned)d->code->code, d->code->name != NULL ? " " : "",
		    d->code->name != NULL ? d->code->name : "",
		    d->code->meaning);
}

static void
tell_holders(struct writing *w, const struct mdm_cert_entry *entry)
{
	for (size_t i = 0; i < entry->nuses; i++) {
		const struct mdm_use *use = entry->uses[i];

		if (use->profile == NULL || use->profile->trust == NULL)
			continue;
		row(w, "", use->at, "in " MDM_FMT "%s%s%s",
		    MDM_ARG(mdm_profile_title(w->arena, use->profile)),
		    use->store == MDM_STORE_NONE ? "" : " (",
		    use->store == MDM_STORE_NONE ? ""
						 : mdm_store_name(use->store),
		    use->store == MDM_STORE_NONE ? "" : " store)");
	}
}

static void
tell_expected(struct writing *w)
{
	const struct mdm_diagnosis *d = &w->account->d;
	const struct mdm_event *e = d->expects;

	if (e == NULL)
		return;
	if (e->ca.digits.n == 0)
		row(w, "expected", e->ca.at, MDM_FMT ", which is no thumbprint",
		    MDM_ARG(e->ca.text));
	else if (e->ca.cut)
		row(w, "expected", e->ca.at,
		    MDM_FMT "... (%zu of 40 digits: the event ends there)",
		    MDM_ARG(e->ca.digits), e->ca.digits.n);
	else
		row(w, "expected", e->ca.at, MDM_FMT, MDM_ARG(e->ca.digits));
	if (d->expected == NULL) {
		row(w, "", nowhere, "of no certificate in the set");
		return;
	}
	row(w, "", nowhere, "\"" MDM_FMT "\"%s",
	    MDM_ARG(d->expected->cert->name),
	    d->expected->cert->self_signed ? ", a root" : "");
	tell_holders(w, d->expected);
}

static void
tell_profiles(struct writing *w)
{
	const struct mdm_story *s = w->account->story;
	const char *label = "profile";

	for (size_t i = 0; i < s->nprofiles; i++) {
		const struct mdm_profile *p = s->profiles[i];
		const struct mdm_cert *cert;
		struct mdm_str sha1 = mdm_bound_sha1(p, &cert);

		row(w, label, p->at, MDM_FMT,
		    MDM_ARG(mdm_profile_title(w->arena, p)));
		label = "";
		if (sha1.n == 0)
			row(w, "", nowhere,
			    "which CA it binds was not exported");
		else
			row(w, "", nowhere, "binds " MDM_FMT "%s" MDM_FMT "%s",
			    MDM_ARG(sha1), cert != NULL ? " \"" : "",
			    MDM_ARG(cert != NULL ? cert->name : MDM_LIT("")),
			    cert != NULL ? "\"" : "");
	}
	if (s->nprofiles == 0)
		row(w, label, nowhere,
		    s->url.n > 0 ? "no SCEP profile of the set has this URL"
				 : "the log does not tell which");
}

static void
tell_server(struct writing *w)
{
	const struct mdm_answer *answer = w->account->d.answer;
	const char *label = "server";

	if (answer == NULL)
		return;
	for (size_t i = 0; i < answer->carrier->ncerts; i++) {
		const struct mdm_cert *cert = answer->carrier->certs[i];

		row(w, label, i == 0 ? answer->carrier->at : nowhere,
		    "presents %s \"" MDM_FMT "\"", cert->sha1_hex,
		    MDM_ARG(cert->name));
		label = "";
	}
}

static void
tell_delivered(struct writing *w)
{
	const struct mdm_diagnosis *d = &w->account->d;
	const struct mdm_delivered *there;

	if (w->account->corpus->ndelivered == 0 || d->bound == NULL)
		return;
	there = mdm_delivered_cert(w->account->corpus, d->bound);
	if (there != NULL)
		row(w, "device", there->at,
		    "has \"" MDM_FMT "\" in its %s store by now",
		    MDM_ARG(d->bound->name), mdm_store_name(there->store));
	else
		row(w, "device", nowhere,
		    "has not got \"" MDM_FMT "\" according to its diagnostics "
		    "report",
		    MDM_ARG(d->bound->name));
}

static void
write_account(struct writing *w)
{
	const struct mdm_diagnosis *d = &w->account->d;
	const struct mdm_story *s = w->account->story;
	const struct mdm_attempt *last = &s->attempts[s->nattempts - 1];

	tell_attempts(w);
	tell_events(w, d->attempt != NULL ? d->attempt : last);
	tell_result(w);
	tell_expected(w);
	tell_profiles(w);
	tell_server(w);
	tell_delivered(w);
	row(w, "verdict", nowhere, "%s", mdm_conclusion_title(d->conclusion));
	row(w, "next", nowhere, MDM_FMT, MDM_ARG(w->account->next));
}

static void
add(struct mdm_accounts *all, const struct mdm_corpus *corpus,
    const struct mdm_story *story, struct mdm_findings *places)
{
	struct mdm_account *account = MDM_NEW(all->arena, struct mdm_account);
	struct writing w = {
		.arena = all->arena,
		.account = account,
		.places = MDM_NEW(all->arena, struct mdm_finding),
	};

	account->number = (int)all->list.n;
	account->corpus = corpus;
	account->story = story;
	account->d = mdm_diagnose(corpus, story, all->result->policy->now);
	account->next = mdm_next_step(all->arena, corpus, story, &account->d);
	write_account(&w);
	for (size_t i = 0; i < account->rows.n; i++)
		if (w.notes.at[i] != SIZE_MAX)
			account->rows.at[i].where =
			    &w.places->notes.at[w.notes.at[i]].where;
	MDM_PUSH(all->arena, &all->list, account);
	MDM_PUSH(all->arena, &places->list, w.places);
}

/* What needs somebody first; then by device and server. */
static int
rank(enum mdm_conclusion c)
{
	switch (c) {
	case MDM_CONCLUDE_NOISE:
		return 3;
	case MDM_CONCLUDE_WORKS:
	case MDM_CONCLUDE_WORKS_NOW:
		return 2;
	case MDM_CONCLUDE_PENDING:
		return 1;
	default:
		return 0;
	}
}

static int
compare_accounts(const void *pa, const void *pb)
{
	const struct mdm_account *const *a = pa, *const *b = pb;
	int order = rank((*a)->d.conclusion) - rank((*b)->d.conclusion);

	if (order == 0)
		order = mdm_str_cmp((*a)->corpus->name, (*b)->corpus->name);
	if (order == 0)
		order = mdm_str_cmp((*a)->story->device, (*b)->story->device);
	if (order == 0)
		order = mdm_str_cmp((*a)->story->url_key, (*b)->story->url_key);
	/* Stories without a server, by profile: as they were found. */
	return order != 0 ? order : (*a)->number - (*b)->number;
}

static void
count(struct mdm_accounts *all)
{
	const struct mdm_result *r = all->result;

	for (size_t i = 0; i < r->ninputs; i++) {
		if (r->inputs[i].role != MDM_INPUT_LINT)
			continue;
		all->logs += r->facts[i].events.n > 0;
		all->events += r->facts[i].events.n;
	}
	for (size_t i = 0; i < all->list.n; i++)
		all->noise += all->list.at[i]->story->noise;
}

struct mdm_accounts *
mdm_accounts_of(const struct mdm_result *result)
{
	struct mdm_accounts *all = MDM_NEW(result->arena, struct mdm_accounts);
	struct mdm_findings places = { 0 };

	all->result = result;
	all->arena = result->arena;
	for (size_t i = 0; i < result->ncorpora; i++) {
		const struct mdm_corpus *c = &result->corpora[i];

		for (size_t k = 0; k < c->nstories; k++)
			add(all, c, c->stories[k], &places);
	}
	mdm_findings_locate(
	    &places, all->arena, result->policy->max_file_size, NULL);
	if (all->list.n > 0)
		qsort(all->list.at, all->list.n, sizeof(all->list.at[0]),
		    compare_accounts);
	count(all);
	return all;
}
