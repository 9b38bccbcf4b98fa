/* SPDX-License-Identifier: MIT */
#include "api/private.h"

#include <stdlib.h>

struct mdmlint *
mdmlint_new(void)
{
	struct mdm_arena *arena = mdm_arena_new();
	struct mdmlint *m = MDM_NEW(arena, struct mdmlint);

	m->arena = arena;
	m->error = MDM_LIT("");
	m->inputs.arena = arena;
	mdm_policy_init(&m->policy);
	mdm_build_read(&m->policy.build);
	return m;
}

void
mdmlint_free(struct mdmlint *m)
{
	if (m == NULL)
		return;
	mdm_run_free(m->run);
	mdm_arena_free(m->arena);
}

const char *
mdmlint_error(const struct mdmlint *m)
{
	return m->error.p;
}

bool
mdm_api_fail(struct mdmlint *m, struct mdm_str why)
{
	m->error = mdm_str_dup(m->arena, why);
	return false;
}

/* "@FILE": one URL=FILE per line, as "getcacert --all" writes them. */
static bool
set_answers(struct mdmlint *m, struct mdm_str map)
{
	struct mdm_str rest, line, problem;

	if (!mdm_inputs_read_map(&m->inputs, map, &rest, &problem))
		return mdm_api_fail(m, problem);
	while (mdm_str_split(&rest, '\n', &line)) {
		line = mdm_str_trim(line);
		if (line.n == 0 || line.p[0] == '#')
			continue;
		line = mdm_inputs_map_line(&m->inputs, map, line);
		if (!mdm_policy_set(&m->policy, m->arena, MDM_LIT("getcacert"),
			line, &problem))
			return mdm_api_fail(m, problem);
	}
	return true;
}

bool
mdmlint_set(struct mdmlint *m, const char *option, const char *value)
{
	struct mdm_str name = mdm_str_of(option);
	struct mdm_str text = mdm_str_of(value == NULL ? "" : value);
	struct mdm_str problem = { NULL, 0 };

	if (mdm_str_is(name, "getcacert") && mdm_str_starts(text, "@"))
		return set_answers(m, mdm_str_sub(text, 1, SIZE_MAX));
	return mdm_policy_set(&m->policy, m->arena, name, text, &problem) ||
	    mdm_api_fail(m, problem);
}

static size_t
set_index(struct mdmlint *m, const char *set)
{
	struct mdm_str name =
	    mdm_str_dup(m->arena, mdm_str_of(set == NULL ? "" : set));
	size_t **slot = (size_t **)mdm_map_put(m->arena, &m->sets, name);

	if (*slot == NULL) {
		*slot = MDM_NEW(m->arena, size_t);
		**slot = m->sets.n - 1;
	}
	return **slot;
}

bool
mdmlint_add_file(
    struct mdmlint *m, const char *path, const char *set, bool named)
{
	struct mdm_input input = {
		.name = mdm_str_dup(m->arena, mdm_str_of(path)),
		.set = set_index(m, set),
		.named = named,
	};

	if (m->run != NULL)
		return mdm_api_fail(m, MDM_LIT("the run is over"));
	MDM_PUSH(m->arena, &m->inputs.list, input);
	return true;
}

bool
mdmlint_add_memory(struct mdmlint *m, const char *name, const void *bytes,
    size_t n, const char *set)
{
	struct mdm_input input = {
		.name = mdm_str_dup(m->arena, mdm_str_of(name)),
		.bytes =
		    mdm_str_dup(m->arena, mdm_str_span(n > 0 ? bytes : "", n)),
		.set = set_index(m, set),
		.named = true,
	};

	if (m->run != NULL)
		return mdm_api_fail(m, MDM_LIT("the run is over"));
	MDM_PUSH(m->arena, &m->inputs.list, input);
	return true;
}

void
mdmlint_add_unreadable(struct mdmlint *m, const char *path, int error)
{
	struct mdm_unread unread = {
		.name = mdm_str_dup(m->arena, mdm_str_of(path)),
		.error = error,
	};

	MDM_PUSH(m->arena, &m->unread, unread);
}

static int
compare_names(const void *pa, const void *pb)
{
	const struct mdm_str *a = pa, *b = pb;

	return mdm_str_cmp(*a, *b);
}

/* Sets are numbered by name, not by the order in which they were met. */
static struct mdm_str *
sort_sets(struct mdmlint *m)
{
	struct mdm_str *names;

	set_index(m, m->sets.n == 0 ? NULL : m->sets.entries[0].key.p);
	names = MDM_NEW_N(m->arena, struct mdm_str, m->sets.n);
	for (size_t i = 0; i < m->sets.n; i++)
		names[i] = m->sets.entries[i].key;
	qsort(names, m->sets.n, sizeof(names[0]), compare_names);
	for (size_t i = 0; i < m->inputs.list.n; i++) {
		struct mdm_input *input = &m->inputs.list.at[i];
		const struct mdm_str *found;

		found = bsearch(&m->sets.entries[input->set].key, names,
		    m->sets.n, sizeof(names[0]), compare_names);
		input->set = (size_t)(found - names);
	}
	return names;
}

/* What the run could not read joins what the caller could not. */
static void
add_unread(struct mdmlint *m)
{
	for (size_t i = 0; i < m->inputs.unread.n; i++)
		MDM_PUSH(m->arena, &m->unread, m->inputs.unread.at[i]);
	for (size_t i = 0; i < m->result->unread.n; i++) {
		struct mdm_unread u = m->result->unread.at[i];

		u.name = mdm_str_dup(m->arena, u.name);
		MDM_PUSH(m->arena, &m->unread, u);
	}
}

/*
 * What the caller put into no set goes where the configuration says.  The
 * sets are counted anew: one that nothing is left in would be checked, too.
 */
static void
assign_sets(struct mdmlint *m)
{
	const struct mdm_said *per_folder =
	    mdm_policy_said(&m->policy, "set-per-folder", 0);
	struct mdm_map old = m->sets;

	if (m->policy.sets.n == 0 ||
	    (per_folder != NULL && mdm_str_is(per_folder->value, "true")))
		return;
	m->sets = (struct mdm_map){ 0 };
	for (size_t i = 0; i < m->inputs.list.n; i++) {
		struct mdm_input *input = &m->inputs.list.at[i];
		struct mdm_str set = old.entries[input->set].key;

		if (set.n == 0)
			set = mdm_config_set_of(
			    &m->policy, m->arena, input->name);
		input->set = set_index(m, set.p);
	}
}

static bool
read_baseline(struct mdmlint *m)
{
	struct mdm_baseline *b = MDM_NEW(m->arena, struct mdm_baseline);
	struct mdm_str problem;

	if (m->policy.baseline.p == NULL)
		return true;
	if (!mdm_baseline_read(m->arena, m->policy.baseline, b, &problem))
		return mdm_api_fail(m, problem);
	m->policy.baseline_entries = b;
	return true;
}

static bool
start(struct mdmlint *m, bool lint)
{
	struct mdm_str *names;

	if (m->run != NULL)
		return mdm_api_fail(m, MDM_LIT("the run is over"));
	assign_sets(m);
	names = sort_sets(m);
	mdm_policy_settle(&m->policy);
	mdm_policy_look_around(&m->policy, m->arena);
	if (!read_baseline(m))
		return false;
	mdm_inputs_of_policy(&m->inputs, &m->policy);
	m->run = mdm_run_new(&m->policy);
	m->result = lint ? mdm_run(m->run, m->inputs.list.at, m->inputs.list.n,
			       names, m->sets.n)
			 : mdm_run_load(m->run, m->inputs.list.at,
			       m->inputs.list.n, names, m->sets.n);
	add_unread(m);
	for (size_t i = 0; i < m->result->problems.n; i++)
		MDM_PUSH(m->arena, &m->problems.list,
		    mdm_str_dup(m->arena, m->result->problems.at[i]));
	return true;
}

bool
mdmlint_check(struct mdmlint *m)
{
	return start(m, true);
}

bool
mdmlint_load(struct mdmlint *m)
{
	return start(m, false);
}

/* Codes rise with gravity, so the later answer wins. */
int
mdmlint_exit_code(const struct mdmlint *m)
{
	enum mdm_severity level = m->policy.fail_on;

	if (m->unread.n > 0)
		return MDMLINT_EXIT_UNREADABLE;
	if (m->problems.list.n > 0)
		return MDMLINT_EXIT_USAGE;
	if (m->result == NULL)
		return MDMLINT_EXIT_CLEAN;
	if (m->result->requirement_failed ||
	    (m->result->suppression_expired && level != MDM_OFF))
		return MDMLINT_EXIT_FINDINGS;
	for (; level > MDM_OFF && level <= MDM_ERROR; level++) {
		if (m->result->count[level] > 0)
			return MDMLINT_EXIT_FINDINGS;
	}
	return MDMLINT_EXIT_CLEAN;
}

const char *
mdmlint_unreadable(const struct mdmlint *m, size_t which, int *ret_error)
{
	if (which >= m->unread.n)
		return NULL;
	*ret_error = m->unread.at[which].error;
	return m->unread.at[which].name.p;
}

bool
mdm_api_finish(struct mdmlint *m, struct mdm_out *out)
{
	bool written = mdm_out_finish(out);

	mdm_out_free(out);
	return written ||
	    mdm_api_fail(m, MDM_LIT("the report could not be written"));
}

bool
mdm_api_no_format(
    struct mdmlint *m, const char *format, const char *const *candidates)
{
	const char *near = mdm_str_nearest(mdm_str_of(format), candidates);

	if (near == NULL)
		return mdm_api_fail(m,
		    mdm_str_printf(
			m->arena, "there is no format \"%s\"", format));
	return mdm_api_fail(m,
	    mdm_str_printf(m->arena,
		"there is no format \"%s\", did you mean \"%s\"?", format,
		near));
}

bool
mdm_api_not_run(struct mdmlint *m)
{
	return mdm_api_fail(m, MDM_LIT("nothing was checked yet"));
}

const char *const *
mdmlint_formats(void)
{
	return mdm_reporter_names;
}

static int
compare_unread(const void *pa, const void *pb)
{
	const struct mdm_unread *a = pa, *b = pb;
	int order = mdm_str_cmp(a->name, b->name);

	return order != 0 ? order
			  : (a->error > b->error) - (a->error < b->error);
}

/*
 * What a report tells: the run does not know what the caller could not read,
 * and a report must not look as if that had been checked.
 */
static struct mdm_result
result_of(struct mdmlint *m)
{
	struct mdm_result r = *m->result;
	size_t n = m->unread.n;

	r.unread.at = MDM_NEW_N(m->arena, struct mdm_unread, n + 1);
	r.unread.n = n;
	r.unread.room = n + 1;
	if (n > 0) {
		memcpy(r.unread.at, m->unread.at, n * sizeof(r.unread.at[0]));
		qsort(r.unread.at, n, sizeof(r.unread.at[0]), compare_unread);
	}
	return r;
}

bool
mdmlint_report(struct mdmlint *m, const char *format, unsigned style,
    mdmlint_write *write, void *ctx)
{
	const struct mdm_reporter *reporter =
	    mdm_reporter_find(mdm_str_of(format));
	struct mdm_report_style s = {
		.color = (style & MDMLINT_COLOR) != 0,
		.quiet = (style & MDMLINT_QUIET) != 0,
		.verbose = (style & MDMLINT_VERBOSE) != 0,
		.statistics = (style & MDMLINT_STATISTICS) != 0,
	};
	struct mdm_result result;
	struct mdm_out *out;

	if (reporter == NULL)
		return mdm_api_no_format(m, format, mdmlint_formats());
	if (m->result == NULL)
		return mdm_api_not_run(m);
	result = result_of(m);
	out = mdm_out_new(write, ctx);
	reporter->write(out, &result, &s);
	return mdm_api_finish(m, out);
}
