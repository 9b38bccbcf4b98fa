/* SPDX-License-Identifier: MIT */
#include "engine/run_private.h"

#include <errno.h>
#include <stdlib.h>

#include "base/pool.h"

struct mdm_run *
mdm_run_new(const struct mdm_policy *policy)
{
	struct mdm_arena *arena = mdm_arena_new();
	struct mdm_run *run = MDM_NEW(arena, struct mdm_run);

	run->arena = arena;
	run->policy = policy;
	run->remarks.arena = arena;
	run->result.arena = arena;
	run->result.policy = policy;
	run->nworkers = policy->jobs > 0 ? policy->jobs : 1;
	run->workers = MDM_NEW_N(arena, struct mdm_worker, run->nworkers);
	mdm_load_interest(&run->interest);
	for (unsigned i = 0; i < run->nworkers; i++) {
		struct mdm_worker *w = &run->workers[i];

		w->keep = mdm_arena_new();
		w->scratch = mdm_arena_new();
		w->loader.keep = w->keep;
		w->loader.scratch = w->scratch;
		w->loader.certs.keep = w->keep;
		w->loader.max_file_size = policy->max_file_size;
		w->loader.interest = &run->interest;
	}
	return run;
}

void
mdm_run_free(struct mdm_run *run)
{
	if (run == NULL)
		return;
	for (unsigned i = 0; i < run->nworkers; i++) {
		mdm_arena_free(run->workers[i].keep);
		mdm_arena_free(run->workers[i].scratch);
		mdm_heap_free(run->workers[i].loader.buffer.p);
	}
	mdm_arena_free(run->arena);
}

/* "./a" and "a" are one file. */
static struct mdm_str
plain_name(struct mdm_str name)
{
	while (mdm_str_starts(name, "./") && name.n > 2)
		name = mdm_str_sub(name, 2, SIZE_MAX);
	return name;
}

static int
compare_inputs(const void *pa, const void *pb)
{
	const struct mdm_input *a = pa, *b = pb;
	int order = (int)a->role - (int)b->role;

	if (order == 0)
		order = mdm_str_cmp(plain_name(a->name), plain_name(b->name));
	if (order == 0)
		order = a->set < b->set ? -1 : a->set > b->set;
	if (order == 0)
		order = mdm_str_cmp(a->url, b->url);
	if (order == 0)
		order = mdm_str_cmp(a->bytes, b->bytes);
	return order == 0 ? mdm_str_cmp(a->name, b->name) : order;
}

static bool
same_file(const struct mdm_input *a, const struct mdm_input *b)
{
	return a->role == b->role && a->set == b->set && a->bytes.p == NULL &&
	    b->bytes.p == NULL && mdm_str_eq(a->url, b->url) &&
	    mdm_str_eq(plain_name(a->name), plain_name(b->name));
}

/* The order of PATHs must not matter, nor a file that is named twice. */
static void
take_inputs(struct mdm_run *run, const struct mdm_input *inputs, size_t n)
{
	struct mdm_input *own = MDM_NEW_N(run->arena, struct mdm_input, n + 1);
	size_t kept = 0;

	if (n > 0) {
		memcpy(own, inputs, n * sizeof(own[0]));
		qsort(own, n, sizeof(own[0]), compare_inputs);
	}
	for (size_t i = 0; i < n; i++) {
		if (kept > 0 && same_file(&own[kept - 1], &own[i]))
			own[kept - 1].named |= own[i].named;
		else
			own[kept++] = own[i];
	}
	run->inputs = own;
	run->ninputs = kept;
	run->facts = MDM_NEW_N(run->arena, struct mdm_facts, kept + 1);
	run->status = MDM_NEW_N(run->arena, enum mdm_status, kept + 1);
	run->errors = MDM_NEW_N(run->arena, int, kept + 1);
	run->result.inputs = own;
	run->result.ninputs = kept;
	run->result.facts = run->facts;
}

static void
load_one(void *ctx, unsigned worker, size_t item)
{
	struct mdm_run *run = ctx;
	const struct mdm_input *input = &run->inputs[item];
	struct mdm_facts *facts = &run->facts[item];

	errno = 0;
	run->status[item] =
	    mdm_load(&run->workers[worker].loader, input, item, facts);
	run->errors[item] = errno;
	facts->file.index = item;
	facts->file.set = input->set;
	facts->file.named = input->named;
}

static size_t
count_members(const struct mdm_facts *facts)
{
	size_t n = facts->members.n;

	for (size_t i = 0; i < facts->members.n; i++)
		n += count_members(&facts->members.at[i]->facts);
	return n;
}

/* Behind their archive, which is where the order of names puts them. */
static size_t
place_members(struct mdm_run *to, size_t at, const struct mdm_facts *archive)
{
	for (size_t i = 0; i < archive->members.n; i++) {
		const struct mdm_member *m = archive->members.at[i];

		to->inputs[at] = m->input;
		to->facts[at] = m->facts;
		to->facts[at].file.named = false;
		at = place_members(to, at + 1, &m->facts);
	}
	return at;
}

/* What was in archives becomes inputs like all others. */
static void
unfold_archives(struct mdm_run *run)
{
	struct mdm_run to = *run;
	size_t n = run->ninputs, at = 0;

	for (size_t i = 0; i < run->ninputs; i++)
		n += count_members(&run->facts[i]);
	if (n == run->ninputs)
		return;
	to.inputs = MDM_NEW_N(run->arena, struct mdm_input, n);
	to.facts = MDM_NEW_N(run->arena, struct mdm_facts, n);
	to.status = MDM_NEW_N(run->arena, enum mdm_status, n);
	to.errors = MDM_NEW_N(run->arena, int, n);
	for (size_t i = 0; i < run->ninputs; i++) {
		to.inputs[at] = run->inputs[i];
		to.facts[at] = run->facts[i];
		to.status[at] = run->status[i];
		to.errors[at] = run->errors[i];
		at = place_members(&to, at + 1, &run->facts[i]);
	}
	to.ninputs = n;
	for (size_t i = 0; i < n; i++) {
		to.facts[i].file.index = i;
		mdm_facts_moved(&to.facts[i]);
	}
	*run = to;
	run->result.inputs = run->inputs;
	run->result.ninputs = n;
	run->result.facts = run->facts;
}

static void
count_input(struct mdm_run *run, size_t i)
{
	struct mdm_result *r = &run->result;
	struct mdm_unread unread = { run->inputs[i].name, run->errors[i] };

	if (run->status[i] != MDM_OK) {
		if (run->status[i] == MDM_ERR_TOO_BIG)
			unread.error = EFBIG;
		MDM_PUSH(run->arena, &r->unread, unread);
	} else if (run->inputs[i].role == MDM_INPUT_LINT &&
	    !run->facts[i].file.archive) {
		r->files++;
		r->recognised += run->facts[i].file.recognised;
		r->skipped += !run->facts[i].file.recognised;
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

static void
link_sets(struct mdm_run *run, const struct mdm_str *names, size_t nsets)
{
	struct mdm_result *r = &run->result;
	struct mdm_map verdicts = { 0 };

	run->corpora = MDM_NEW_N(run->arena, struct mdm_corpus, nsets + 1);
	run->ncorpora = nsets;
	run->link_used = MDM_NEW_N(run->arena, bool, run->policy->links.n + 1);
	mdm_link_canonicalise(run->arena, run->facts, run->ninputs);
	for (size_t i = 0; i < nsets; i++) {
		struct mdm_linking l = {
			.verdicts = &verdicts,
			.arena = run->arena,
			.policy = run->policy,
			.inputs = run->inputs,
			.facts = run->facts,
			.ninputs = run->ninputs,
			.set = i,
			.corpus = &run->corpora[i],
			.remarks = &run->remarks,
			.link_used = run->link_used,
		};

		mdm_link_set(&l, names[i]);
		r->profiles += l.corpus->nprofiles;
		for (size_t k = 0; k < l.corpus->ncerts; k++)
			r->certificates += is_linted(&l.corpus->certs[k]);
	}
	r->corpora = run->corpora;
	r->ncorpora = nsets;
}

static void
load_and_link(struct mdm_run *run, const struct mdm_input *inputs,
    size_t ninputs, const struct mdm_str *set_names, size_t nsets)
{
	mdm_readers_init();
	mdm_pki_init();
	take_inputs(run, inputs, ninputs);
	mdm_pool_run(run->nworkers, run->ninputs, load_one, run);
	unfold_archives(run);
	for (size_t i = 0; i < run->ninputs; i++)
		count_input(run, i);
	link_sets(run, set_names, nsets);
}

/* What every reader must see first, statistics behind it. */
static void
hand_over_remarks(struct mdm_run *run)
{
	struct mdm_result *r = &run->result;
	const struct mdm_remarks *from = &run->remarks;

	for (size_t i = 0; i < from->serious.n; i++)
		MDM_PUSH(run->arena, &r->notes, from->serious.at[i]);
	r->nserious = r->notes.n;
	for (size_t i = 0; i < from->harmless.n; i++)
		MDM_PUSH(run->arena, &r->notes, from->harmless.at[i]);
}

const struct mdm_result *
mdm_run_load(struct mdm_run *run, const struct mdm_input *inputs,
    size_t ninputs, const struct mdm_str *set_names, size_t nsets)
{
	load_and_link(run, inputs, ninputs, set_names, nsets);
	mdm_run_remarks(run);
	hand_over_remarks(run);
	return &run->result;
}

const struct mdm_result *
mdm_run(struct mdm_run *run, const struct mdm_input *inputs, size_t ninputs,
    const struct mdm_str *set_names, size_t nsets)
{
	struct mdm_result *r = &run->result;

	load_and_link(run, inputs, ninputs, set_names, nsets);
	mdm_run_rules(run);
	mdm_findings_settle(&r->findings);
	mdm_findings_locate(&r->findings, run->arena,
	    run->policy->max_file_size, &run->changed);
	mdm_findings_fingerprint(&r->findings, r->corpora);
	mdm_run_sift(run);
	for (size_t i = 0; i < r->findings.list.n; i++)
		r->count[r->findings.list.at[i]->severity]++;
	mdm_run_unchecked(run);
	mdm_run_remarks(run);
	hand_over_remarks(run);
	return r;
}
