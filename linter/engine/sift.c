/* SPDX-License-Identifier: MIT */
/* What is found and not reported: accepted, known, or not of this change. */
#include <assert.h>

#include "engine/baseline.h"
#include "engine/run_private.h"
#include "engine/suppress.h"

/* A suppression in this run. */
struct entry {
	const struct mdm_suppression *s;
	bool expired, used;
};

struct sifting {
	struct mdm_run *run;
	struct mdm_arena *arena;
	const struct mdm_policy *policy;
	MDM_VEC(struct entry) entries;
	/* Those that stand in files, by the source of what they cover. */
	struct mdm_map by_source; /* -> struct entry_list */
	size_t nconfig;		  /* the first entries are the policy's */
	MDM_VEC(struct mdm_at) mistakes;
	MDM_VEC(struct mdm_str) mistake_texts;
};

struct entry_list {
	MDM_VEC(size_t) list;
};

static struct mdm_str
source_key(const struct mdm_source *const *source)
{
	return mdm_str_span((const char *)source, sizeof(*source));
}

static void
add_entry(struct sifting *f, const struct mdm_suppression *s)
{
	struct entry entry = {
		.s = s,
		.expired = s->has_end && f->policy->now >= s->end,
	};
	const struct mdm_source *source = s->covers.source;
	struct entry_list **slot;

	if (source != NULL) {
		slot = (struct entry_list **)mdm_map_put(f->arena,
		    &f->by_source, mdm_str_dup(f->arena, source_key(&source)));
		if (*slot == NULL)
			*slot = MDM_NEW(f->arena, struct entry_list);
		MDM_PUSH(f->arena, &(*slot)->list, f->entries.n);
	}
	MDM_PUSH(f->arena, &f->entries, entry);
}

static void
add_text(struct sifting *f, struct mdm_suppression *s, struct mdm_str text)
{
	struct mdm_str problem;

	if (mdm_suppression_parse(s, f->arena, text, &problem)) {
		add_entry(f, s);
		return;
	}
	MDM_PUSH(f->arena, &f->mistakes, s->at);
	MDM_PUSH(f->arena, &f->mistake_texts, problem);
}

static void
add_comments(struct sifting *f, const struct mdm_facts *facts)
{
	for (size_t i = 0; i < facts->comments.n; i++) {
		const struct mdm_comment *c = &facts->comments.at[i];
		struct mdm_suppression *s =
		    MDM_NEW(f->arena, struct mdm_suppression);
		size_t at = mdm_str_find(c->text, "mdmlint:ignore");

		s->kind = MDM_SUPPRESSED_BY_COMMENT;
		s->at = c->at;
		s->covers = c->covers;
		add_text(f, s,
		    mdm_str_sub(
			c->text, at + strlen("mdmlint:ignore"), SIZE_MAX));
	}
}

/* Each line of a description that has "lint:ignore" in it. */
static void
add_description(struct sifting *f, const struct mdm_profile *p)
{
	struct mdm_str rest = p->description.v, line;

	while (rest.n > 0 && mdm_str_split(&rest, '\n', &line)) {
		size_t at = mdm_str_find(line, "lint:ignore");
		struct mdm_suppression *s;

		if (at == SIZE_MAX)
			continue;
		s = MDM_NEW(f->arena, struct mdm_suppression);
		s->kind = MDM_SUPPRESSED_BY_DESCRIPTION;
		s->at = p->description.at;
		s->covers = p->object;
		s->owner = p;
		add_text(f, s,
		    mdm_str_sub(line, at + strlen("lint:ignore"), SIZE_MAX));
	}
}

static void
gather(struct sifting *f)
{
	const struct mdm_policy *policy = f->policy;

	for (size_t i = 0; i < policy->suppressions.n; i++)
		add_entry(f, policy->suppressions.at[i]);
	f->nconfig = f->entries.n;
	for (size_t i = 0; i < f->run->ninputs; i++) {
		if (f->run->inputs[i].role == MDM_INPUT_LINT)
			add_comments(f, &f->run->facts[i]);
	}
	for (size_t i = 0; i < f->run->ncorpora; i++) {
		const struct mdm_corpus *c = &f->run->corpora[i];

		for (size_t k = 0; k < c->nprofiles; k++)
			add_description(f, c->profiles[k]);
	}
}

/* Does the place, or one that holds its document, begin in there? */
static bool
is_within(struct mdm_at at, struct mdm_at covers)
{
	for (; mdm_at_set(at); at = at.source->inside) {
		if (at.source == covers.source && at.off >= covers.off &&
		    at.off - covers.off < covers.len + (covers.len == 0))
			return true;
	}
	return false;
}

static bool
means_profile(const struct mdm_suppression *s, const struct mdm_profile *p)
{
	return s->profile.p == NULL ||
	    (p != NULL &&
		(mdm_str_eq(s->profile, p->name) ||
		    (p->id.n > 0 && mdm_str_ieq(s->profile, p->id))));
}

static bool
matches(const struct sifting *f, const struct mdm_suppression *s,
    const struct mdm_finding *finding)
{
	if (!s->rules[mdm_rule_index(finding->rule)])
		return false;
	switch (s->kind) {
	case MDM_SUPPRESSED_BY_CONFIG:
		return means_profile(s, finding->profile) &&
		    (s->paths.list.n == 0 ||
			mdm_policy_covers(f->policy, f->arena, &s->paths,
			    mdm_file_source(finding->at.source)->name));
	case MDM_SUPPRESSED_BY_COMMENT:
		return is_within(finding->at, s->covers);
	case MDM_SUPPRESSED_BY_DESCRIPTION:
		break;
	}
	return finding->profile == s->owner;
}

/* Good if it is not expired; an expired one is only marked. */
static bool
try_entry(struct sifting *f, size_t i, struct mdm_finding *finding)
{
	struct entry *e;

	assert(i < f->entries.n && f->entries.at != NULL);
	e = &f->entries.at[i];
	if (!matches(f, e->s, finding))
		return false;
	e->used = true;
	if (e->expired)
		return false;
	finding->suppression = e->s;
	return true;
}

static bool
suppress(struct sifting *f, struct mdm_finding *finding)
{
	struct mdm_at at = finding->at;

	for (size_t i = 0; i < f->nconfig; i++) {
		if (try_entry(f, i, finding))
			return true;
	}
	for (; mdm_at_set(at); at = at.source->inside) {
		const struct entry_list *list =
		    mdm_map_get(&f->by_source, source_key(&at.source));

		for (size_t i = 0; list != NULL && i < list->list.n; i++) {
			if (try_entry(f, list->list.at[i], finding))
				return true;
		}
	}
	return false;
}

/* A member of an archive, "archive!member", changes with it. */
static bool
is_changed_file(const struct sifting *f, struct mdm_str file)
{
	const struct mdm_policy *p = f->policy;
	struct mdm_str path = mdm_path_absolute(f->arena, p->current, file);

	while (mdm_map_get(&p->changed, path) == NULL) {
		size_t mark = mdm_str_rfind_byte(path, '!');

		if (mark == SIZE_MAX)
			return false;
		path = mdm_str_sub(path, 0, mark);
	}
	return true;
}

static bool
is_changed(const struct sifting *f, const struct mdm_finding *finding)
{
	if (is_changed_file(f, finding->where.file))
		return true;
	for (size_t i = 0; i < finding->notes.n; i++) {
		if (is_changed_file(f, finding->notes.at[i].where.file))
			return true;
	}
	return false;
}

static void
match_baseline(struct sifting *f, const struct mdm_baseline *b)
{
	const struct mdm_findings *all = &f->run->result.findings;

	for (size_t i = 0; i < all->list.n; i++) {
		struct mdm_finding *finding = all->list.at[i];
		struct mdm_baseline_entry *entry = mdm_map_get(
		    &b->by_fingerprint, mdm_str_of(finding->fingerprint));

		if (entry == NULL)
			continue;
		entry->seen = true;
		finding->baselined = true;
	}
}

static bool
has_input(const struct sifting *f, struct mdm_str base)
{
	for (size_t i = 0; i < f->run->ninputs; i++) {
		if (mdm_str_eq(mdm_path_base(f->run->inputs[i].name), base))
			return true;
	}
	return false;
}

/*
 * A file that only its name identifies may have been renamed: an entry that
 * nothing matched, of a file that is gone, stands for one finding of the same
 * kind in a file that is new.
 */
static void
match_renamed(struct sifting *f, const struct mdm_baseline *b)
{
	const struct mdm_findings *all = &f->run->result.findings;

	for (size_t i = 0; i < b->list.n; i++) {
		struct mdm_baseline_entry *e = b->list.at[i];

		if (e->seen || e->nameless.n == 0 || has_input(f, e->file))
			continue;
		for (size_t k = 0; k < all->list.n && !e->seen; k++) {
			struct mdm_finding *finding = all->list.at[k];

			if (finding->baselined ||
			    !mdm_str_is(e->nameless, finding->nameless))
				continue;
			e->seen = true;
			finding->baselined = true;
		}
	}
}

/* Returns how many were left out because they touch no changed file. */
static size_t
sift(struct sifting *f)
{
	struct mdm_result *r = &f->run->result;
	size_t kept = 0, elsewhere = 0;

	for (size_t i = 0; i < r->findings.list.n; i++) {
		struct mdm_finding *finding = r->findings.list.at[i];

		if (suppress(f, finding)) {
			MDM_PUSH(f->arena, &r->hidden.list, finding);
			r->suppressed++;
		} else if (finding->baselined) {
			MDM_PUSH(f->arena, &r->hidden.list, finding);
			r->baselined++;
		} else if (f->policy->only_changed && !is_changed(f, finding)) {
			MDM_PUSH(f->arena, &r->elsewhere.list, finding);
			elsewhere++;
		} else {
			r->findings.list.at[kept++] = finding;
		}
	}
	r->findings.list.n = kept;
	return elsewhere;
}

/* "FILE:LINE:COL" of a suppression in a file. */
static struct mdm_str
place_of(struct sifting *f, struct mdm_at at)
{
	struct mdm_finding finding = { .at = at };
	struct mdm_findings one = { 0 };

	MDM_PUSH(f->arena, &one.list, &finding);
	mdm_findings_locate(&one, f->arena, f->policy->max_file_size, NULL);
	return mdm_str_printf(f->arena, MDM_FMT ":%u:%u",
	    MDM_ARG(finding.where.file), finding.where.place.line,
	    finding.where.place.col);
}

static struct mdm_str
origin_of(struct sifting *f, const struct mdm_suppression *s)
{
	return s->kind == MDM_SUPPRESSED_BY_CONFIG ? s->origin
						   : place_of(f, s->at);
}

/* Was there anything that it could have matched? */
static bool
had_a_chance(struct sifting *f, const struct mdm_suppression *s)
{
	bool runs = false;

	for (size_t i = 0; i < MDM_RULE_COUNT; i++)
		runs |= s->rules[i] && mdm_policy_runs(f->policy, i);
	if (!runs || s->paths.list.n == 0)
		return runs;
	for (size_t i = 0; i < f->run->ninputs; i++) {
		if (f->run->inputs[i].role == MDM_INPUT_LINT &&
		    mdm_policy_covers(
			f->policy, f->arena, &s->paths, f->run->inputs[i].name))
			return true;
	}
	return false;
}

static void
remark_suppressions(struct sifting *f)
{
	char date[11];

	for (size_t i = 0; i < f->entries.n; i++) {
		const struct entry *e = &f->entries.at[i];

		if (!e->used && had_a_chance(f, e->s)) {
			mdm_remark(&f->run->remarks,
			    MDM_FMT ": the suppression of " MDM_FMT
				    " matches no finding",
			    MDM_ARG(origin_of(f, e->s)),
			    MDM_ARG(e->s->rule_text));
		} else if (e->used && e->expired) {
			mdm_date_format(e->s->end - 1, date);
			mdm_remark(&f->run->remarks,
			    MDM_FMT ": the suppression of " MDM_FMT
				    " ended on %s: its findings are "
				    "reported again",
			    MDM_ARG(origin_of(f, e->s)),
			    MDM_ARG(e->s->rule_text), date);
			f->run->result.suppression_expired = true;
		}
	}
}

static void
remark_mistakes(struct sifting *f)
{
	struct mdm_result *r = &f->run->result;

	for (size_t i = 0; i < f->mistakes.n; i++) {
		struct mdm_str text =
		    mdm_str_printf(f->arena, MDM_FMT ": lint:ignore: " MDM_FMT,
			MDM_ARG(place_of(f, f->mistakes.at[i])),
			MDM_ARG(f->mistake_texts.at[i]));

		MDM_PUSH(f->arena, &r->problems, text);
		mdm_remark(&f->run->remarks, MDM_FMT, MDM_ARG(text));
	}
}

/* Entries of rules that did not run may still be true. */
static bool
is_stale(const struct sifting *f, const struct mdm_baseline_entry *e)
{
	const struct mdm_rule *rule = mdm_rule_find(e->rule);

	return !e->seen &&
	    (rule == NULL || mdm_policy_runs(f->policy, mdm_rule_index(rule)));
}

static void
remark_baseline(struct sifting *f)
{
	const struct mdm_baseline *b = f->policy->baseline_entries;
	size_t stale = 0;

	for (size_t i = 0; b != NULL && i < b->list.n; i++)
		stale += is_stale(f, b->list.at[i]);
	if (stale > 0)
		mdm_remark(&f->run->remarks,
		    "%zu entr%s of the baseline \"" MDM_FMT
		    "\" match%s no finding any more: write it anew",
		    stale, stale == 1 ? "y" : "ies", MDM_ARG(b->name),
		    stale == 1 ? "es" : "");
}

void
mdm_run_sift(struct mdm_run *run)
{
	struct sifting f = {
		.run = run,
		.arena = run->arena,
		.policy = run->policy,
	};
	size_t elsewhere;

	gather(&f);
	if (run->policy->baseline_entries != NULL) {
		match_baseline(&f, run->policy->baseline_entries);
		match_renamed(&f, run->policy->baseline_entries);
	}
	elsewhere = sift(&f);
	remark_suppressions(&f);
	remark_mistakes(&f);
	remark_baseline(&f);
	if (elsewhere > 0)
		mdm_remark_harmless(&run->remarks,
		    "%zu finding%s not reported: no file changed since "
		    "\"" MDM_FMT "\" is touched",
		    elsewhere, elsewhere == 1 ? " is" : "s are",
		    MDM_ARG(run->policy->changed_from));
}
