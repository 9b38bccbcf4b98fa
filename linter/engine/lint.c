/* SPDX-License-Identifier: MIT */
#include "base/pool.h"
#include "engine/run_private.h"

enum subject {
	SUBJECT_FILE,
	SUBJECT_CARRIER,
	SUBJECT_CERTIFICATE,
	SUBJECT_PROFILE,
	SUBJECT_STORY,
	SUBJECT_CORPUS, /* one item per rule, as these are the slow ones */
	NSUBJECTS
};

/* One piece of work: all rules of a sort on one subject. */
struct item {
	enum subject subject;
	size_t set;
	const void *at;		     /* the file, carrier, use, profile */
	const struct mdm_rule *rule; /* SUBJECT_CORPUS */
	struct mdm_findings findings;
};

struct linting {
	struct mdm_run *run;
	/* The rules that are on, by the subject they take. */
	struct {
		const struct mdm_rule *at[MDM_RULE_COUNT];
		size_t n;
	} rules[NSUBJECTS];
	MDM_VEC(struct item) items;
};

static enum subject
subject_of(const struct mdm_rule *rule)
{
	if (rule->file != NULL)
		return SUBJECT_FILE;
	if (rule->carrier != NULL)
		return SUBJECT_CARRIER;
	if (rule->certificate != NULL)
		return SUBJECT_CERTIFICATE;
	if (rule->story != NULL)
		return SUBJECT_STORY;
	return rule->profile != NULL ? SUBJECT_PROFILE : SUBJECT_CORPUS;
}

static void
sort_rules(struct linting *l)
{
	for (size_t i = 0; i < MDM_RULE_COUNT; i++) {
		enum subject s = subject_of(mdm_rules[i]);

		if (mdm_policy_runs(l->run->policy, i))
			l->rules[s].at[l->rules[s].n++] = mdm_rules[i];
	}
}

static void
add_item(struct linting *l, enum subject subject, size_t set, const void *at)
{
	struct item item = { .subject = subject, .set = set, .at = at };

	if (l->rules[subject].n > 0)
		MDM_PUSH(l->run->arena, &l->items, item);
}

static bool
may_be_ours(const struct mdm_file *f)
{
	return f->recognised || f->looks_ours || f->named || f->defects.n > 0;
}

static bool
is_linted(enum mdm_carrier_role role)
{
	return role == MDM_CARRIER_FIELD || role == MDM_CARRIER_FILE;
}

/* Certificate rules look at what is deployed as trust, and at files. */
static bool
is_subject(const struct mdm_use *use)
{
	if (use->role == MDM_CARRIER_FILE)
		return true;
	return use->role == MDM_CARRIER_FIELD && use->profile != NULL &&
	    use->profile->trust != NULL;
}

static void
add_corpus_rules(struct linting *l, size_t set)
{
	for (size_t i = 0; i < l->rules[SUBJECT_CORPUS].n; i++) {
		struct item item = {
			.subject = SUBJECT_CORPUS,
			.set = set,
			.at = &l->run->corpora[set],
			.rule = l->rules[SUBJECT_CORPUS].at[i],
		};

		MDM_PUSH(l->run->arena, &l->items, item);
	}
}

static void
add_set(struct linting *l, size_t set)
{
	const struct mdm_corpus *c = &l->run->corpora[set];

	for (size_t i = 0; i < c->nfiles; i++) {
		if (may_be_ours(c->files[i]))
			add_item(l, SUBJECT_FILE, set, c->files[i]);
	}
	for (size_t i = 0; i < c->ncarriers; i++) {
		if (is_linted(c->carriers[i]->role))
			add_item(l, SUBJECT_CARRIER, set, c->carriers[i]);
	}
	for (size_t i = 0; i < c->nuses; i++) {
		if (is_subject(&c->uses[i]))
			add_item(l, SUBJECT_CERTIFICATE, set, &c->uses[i]);
	}
	for (size_t i = 0; i < c->nprofiles; i++)
		add_item(l, SUBJECT_PROFILE, set, c->profiles[i]);
	for (size_t i = 0; i < c->nstories; i++)
		add_item(l, SUBJECT_STORY, set, c->stories[i]);
	add_corpus_rules(l, set);
}

static bool
wants(const struct mdm_rule *rule, const struct mdm_profile *p)
{
	return (rule->kinds == 0 || (rule->kinds & (unsigned)p->kind) != 0) &&
	    (rule->platforms == 0 ||
		(rule->platforms & (unsigned)p->platform) != 0);
}

/* Did a rule about the whole set have anything to look at? */
static bool
has_subject(const struct mdm_rule *rule, const struct mdm_corpus *c)
{
	for (size_t i = 0; i < c->nprofiles; i++) {
		if (wants(rule, c->profiles[i]))
			return true;
	}
	return rule->kinds == 0 && c->ncarriers > 0;
}

/* False: the rule does not look at such a subject. */
static bool
apply(struct mdm_check *c, const struct item *item)
{
	switch (item->subject) {
	case SUBJECT_FILE:
		c->rule->file(c, item->at);
		return true;
	case SUBJECT_CARRIER:
		c->profile = ((const struct mdm_carrier *)item->at)->profile;
		c->rule->carrier(c, item->at);
		return true;
	case SUBJECT_CERTIFICATE:
		c->profile = ((const struct mdm_use *)item->at)->profile;
		c->rule->certificate(c, item->at);
		return true;
	case SUBJECT_PROFILE:
		c->profile = item->at;
		if (!wants(c->rule, c->profile))
			return false;
		c->rule->profile(c, item->at);
		return true;
	case SUBJECT_STORY:
		c->rule->story(c, item->at);
		return true;
	case SUBJECT_CORPUS:
		c->rule->corpus(c, item->at);
		return has_subject(c->rule, c->corpus);
	case NSUBJECTS:
		break;
	}
	return false;
}

static void
run_rule(struct linting *l, struct mdm_worker *w, struct item *item,
    const struct mdm_rule *rule)
{
	struct mdm_check c = {
		.rule = rule,
		.policy = l->run->policy,
		.corpus = &l->run->corpora[item->set],
		.arena = w->keep,
		.set = item->set,
		.findings = &item->findings,
		.unchecked = &w->unchecked,
	};

	if (apply(&c, item))
		w->rule_ran[mdm_rule_index(rule)] = true;
}

static void
work(void *ctx, unsigned worker, size_t which)
{
	struct linting *l = ctx;
	struct item *item = &l->items.at[which];
	struct mdm_worker *w = &l->run->workers[worker];

	if (item->subject == SUBJECT_CORPUS) {
		run_rule(l, w, item, item->rule);
		return;
	}
	for (size_t i = 0; i < l->rules[item->subject].n; i++)
		run_rule(l, w, item, l->rules[item->subject].at[i]);
}

/* Findings of file and corpus rules belong to the profile around them. */
static void
find_owners(struct linting *l, const struct item *item,
    struct mdm_owners *owners, bool *ready)
{
	for (size_t i = 0; i < item->findings.list.n; i++) {
		struct mdm_finding *f = item->findings.list.at[i];

		if (f->profile != NULL)
			continue;
		if (!ready[item->set])
			mdm_owners_add(
			    owners, l->run->arena, &l->run->corpora[item->set]);
		ready[item->set] = true;
		f->profile = mdm_owner_of(owners, f->at);
	}
}

/* Whom a certificate file is about. */
static const struct mdm_cert *
cert_of(const struct item *item)
{
	const struct mdm_carrier *carrier = item->at;
	const struct mdm_use *use = item->at;

	if (item->subject == SUBJECT_CERTIFICATE)
		return use->cert;
	return item->subject == SUBJECT_CARRIER && carrier->ncerts > 0
	    ? carrier->certs[0]
	    : NULL;
}

static void
merge_findings(struct linting *l)
{
	struct mdm_run *run = l->run;
	bool *ready = MDM_NEW_N(run->arena, bool, run->ncorpora + 1);
	struct mdm_owners owners = { 0 };

	for (size_t i = 0; i < l->items.n; i++) {
		struct item *item = &l->items.at[i];

		find_owners(l, item, &owners, ready);
		for (size_t k = 0; k < item->findings.list.n; k++) {
			item->findings.list.at[k]->cert = cert_of(item);
			MDM_PUSH(run->arena, &run->result.findings.list,
			    item->findings.list.at[k]);
		}
	}
}

/* Which worker noted it depends on timing; the sum does not. */
static void
merge_workers(struct mdm_run *run)
{
	for (unsigned i = 0; i < run->nworkers; i++) {
		struct mdm_worker *w = &run->workers[i];
		const struct mdm_map *from = &w->unchecked.by_reason;

		for (size_t k = 0; k < MDM_RULE_COUNT; k++)
			run->result.rule_ran[k] |= w->rule_ran[k];
		for (size_t k = 0; k < from->n; k++) {
			const bool *flags = from->entries[k].value;
			void **slot = mdm_map_put(run->arena,
			    &run->unchecked.by_reason, from->entries[k].key);

			if (*slot == NULL)
				*slot =
				    MDM_NEW_N(run->arena, bool, MDM_RULE_COUNT);
			for (size_t j = 0; j < MDM_RULE_COUNT; j++)
				((bool *)*slot)[j] |= flags[j];
		}
	}
}

void
mdm_run_rules(struct mdm_run *run)
{
	struct linting l = { .run = run };

	sort_rules(&l);
	for (size_t i = 0; i < run->ncorpora; i++)
		add_set(&l, i);
	mdm_pool_run(run->nworkers, l.items.n, work, &l);
	merge_findings(&l);
	merge_workers(run);
}
