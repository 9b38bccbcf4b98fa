/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/out.h"
#include "engine/run_private.h"

static const char *
plural(size_t n)
{
	return n == 1 ? "" : "s";
}

static bool
was_read(const struct mdm_run *run, size_t i)
{
	return run->status[i] == MDM_OK && run->facts[i].file.source != NULL;
}

static void
remark_encodings(struct mdm_run *run)
{
	size_t count[MDM_BINARY + 1] = { 0 };

	for (size_t i = 0; i < run->ninputs; i++) {
		const struct mdm_file *f = &run->facts[i].file;

		if (was_read(run, i) && f->recognised)
			count[f->source->encoding]++;
	}
	count[MDM_UTF8] = count[MDM_BINARY] = 0; /* as it should be */
	for (size_t i = 0; i <= MDM_BINARY; i++) {
		if (count[i] > 0)
			mdm_remark_harmless(&run->remarks, "%zu file%s %s %s",
			    count[i], plural(count[i]),
			    count[i] == 1 ? "is" : "are",
			    mdm_encoding_name((enum mdm_encoding)i));
	}
}

static bool
is_damaged(const struct mdm_file *f)
{
	for (size_t i = 0; i < f->defects.n; i++) {
		if (f->defects.at[i].kind == MDM_DEFECT_NOT_WELL_FORMED)
			return true;
	}
	return false;
}

static void
remark_skipped(struct mdm_run *run)
{
	size_t foreign = 0, damaged = 0, incomplete = 0;

	for (size_t i = 0; i < run->ninputs; i++) {
		const struct mdm_file *f = &run->facts[i].file;

		if (!was_read(run, i) || run->inputs[i].role != MDM_INPUT_LINT)
			continue;
		incomplete += f->incomplete;
		if (f->recognised)
			continue;
		if (is_damaged(f) && !f->named && !f->looks_ours)
			damaged++;
		else if (!f->archive)
			foreign++;
	}
	if (incomplete > 0)
		mdm_remark(&run->remarks,
		    "%zu file%s %s one page of a longer answer "
		    "(@odata.nextLink): objects of the other pages are not "
		    "in the set",
		    incomplete, plural(incomplete),
		    incomplete == 1 ? "is" : "are");
	if (damaged > 0)
		mdm_remark(&run->remarks,
		    "%zu file%s not well-formed, and nothing in %s says that "
		    "%s a profile: skipped",
		    damaged, damaged == 1 ? " is" : "s are",
		    damaged == 1 ? "it" : "them",
		    damaged == 1 ? "it is" : "they are");
	if (foreign > 0)
		mdm_remark_harmless(&run->remarks, "%zu file%s no profile%s",
		    foreign, foreign == 1 ? " is" : "s are", plural(foreign));
}

/* What loaders did not understand, equal texts once. */
static void
remark_loaders(struct mdm_run *run)
{
	struct mdm_map seen = { 0 };

	for (size_t i = 0; i < run->ninputs; i++) {
		for (size_t k = 0; k < run->facts[i].notes.n; k++) {
			void **slot = mdm_map_put(
			    run->arena, &seen, run->facts[i].notes.at[k]);

			if (*slot == NULL)
				*slot = MDM_NEW(run->arena, size_t);
			++*(size_t *)*slot;
		}
	}
	for (size_t i = 0; i < seen.n; i++) {
		size_t n = *(size_t *)seen.entries[i].value;

		if (n == 1)
			mdm_remark(&run->remarks, "not checked: " MDM_FMT,
			    MDM_ARG(seen.entries[i].key));
		else
			mdm_remark(&run->remarks,
			    "not checked: " MDM_FMT " (%zu times)",
			    MDM_ARG(seen.entries[i].key), n);
	}
}

static void
remark_links(struct mdm_run *run)
{
	for (size_t i = 0; i < run->policy->links.n; i++) {
		if (!run->link_used[i])
			mdm_remark(&run->remarks,
			    "link: no SCEP or PKCS profile is called "
			    "\"" MDM_FMT "\"",
			    MDM_ARG(run->policy->links.at[i].scep));
	}
}

void
mdm_run_remarks(struct mdm_run *run)
{
	for (size_t i = 0; i < run->changed.list.n; i++)
		mdm_remark(&run->remarks,
		    "\"" MDM_FMT "\" changed while it was checked: the places "
		    "of its findings are unknown",
		    MDM_ARG(run->changed.list.at[i]));
	remark_links(run);
	remark_loaders(run);
	remark_skipped(run);
	remark_encodings(run);
}

static int
compare_reasons(const void *pa, const void *pb)
{
	const struct mdm_map_entry *const *a = pa, *const *b = pb;

	return mdm_str_cmp((*a)->key, (*b)->key);
}

/* By text: the order in which workers met them is a matter of timing. */
static const struct mdm_map_entry **
sorted_reasons(struct mdm_run *run)
{
	const struct mdm_map *map = &run->unchecked.by_reason;
	const struct mdm_map_entry **list =
	    MDM_NEW_N(run->arena, const struct mdm_map_entry *, map->n + 1);

	for (size_t i = 0; i < map->n; i++)
		list[i] = &map->entries[i];
	if (map->n > 0)
		qsort(list, map->n, sizeof(list[0]), compare_reasons);
	return list;
}

static void
remark_reason(struct mdm_run *run, const struct mdm_map_entry *entry)
{
	const bool *flags = entry->value;
	struct mdm_out *out = mdm_out_new_memory();
	const char *separator = "";

	for (size_t i = 0; i < MDM_RULE_COUNT; i++) {
		if (!flags[i])
			continue;
		mdm_out_printf(out, "%s%s", separator, mdm_rules[i]->id);
		separator = ", ";
	}
	mdm_remark(&run->remarks, MDM_FMT ": " MDM_FMT " not evaluated",
	    MDM_ARG(entry->key), MDM_ARG(mdm_out_text(out)));
	mdm_out_free(out);
}

/* One family among the required rules: from `first` up to `end`. */
static void
check_family(struct mdm_run *run, const struct mdm_map_entry **reasons,
    size_t first, size_t end)
{
	struct mdm_str family = mdm_rule_family(mdm_rules[first]);
	bool required = false, ran = false;
	struct mdm_str why = { NULL, 0 };

	for (size_t i = first; i < end; i++) {
		if (!run->policy->required[i])
			continue;
		required = true;
		ran |= run->result.rule_ran[i];
		for (size_t k = 0; k < run->unchecked.by_reason.n; k++) {
			const bool *flags = reasons[k]->value;

			if (flags[i] && why.p == NULL)
				why = reasons[k]->key;
		}
	}
	if (!required || (ran && why.p == NULL))
		return;
	run->result.requirement_failed = true;
	if (why.p == NULL)
		why = MDM_LIT("the input holds nothing that its rules look at");
	mdm_remark(&run->remarks,
	    "required family " MDM_FMT " could not be evaluated: " MDM_FMT,
	    MDM_ARG(family), MDM_ARG(why));
}

void
mdm_run_unchecked(struct mdm_run *run)
{
	const struct mdm_map_entry **reasons = sorted_reasons(run);

	for (size_t i = 0; i < run->unchecked.by_reason.n; i++)
		remark_reason(run, reasons[i]);
	for (size_t first = 0, end; first < MDM_RULE_COUNT; first = end) {
		struct mdm_str family = mdm_rule_family(mdm_rules[first]);

		end = first + 1;
		while (end < MDM_RULE_COUNT &&
		    mdm_str_eq(mdm_rule_family(mdm_rules[end]), family))
			end++;
		check_family(run, reasons, first, end);
	}
}
