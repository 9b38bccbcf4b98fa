/* SPDX-License-Identifier: MIT */
#include "engine/finding.h"

#include <stdlib.h>

static int
compare_numbers(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

static unsigned
nesting(struct mdm_at at)
{
	unsigned n = 0;

	for (; mdm_at_set(at); at = at.source->inside)
		n++;
	return n;
}

/* The place `up` levels further out. */
static struct mdm_at
climb(struct mdm_at at, unsigned up)
{
	for (; up > 0; up--)
		at = at.source->inside;
	return at;
}

/* By file, then level by level from the outermost document inwards. */
static int
compare_places(struct mdm_at a, struct mdm_at b)
{
	unsigned na = nesting(a), nb = nesting(b);
	unsigned common = na < nb ? na : nb;

	if (common == 0)
		return compare_numbers(na, nb);
	for (unsigned level = 1; level <= common; level++) {
		struct mdm_at x = climb(a, na - level);
		struct mdm_at y = climb(b, nb - level);
		int order = 0;

		if (level == 1)
			order = mdm_str_cmp(x.source->name, y.source->name);
		if (order == 0)
			order = compare_numbers(x.off, y.off);
		if (order != 0)
			return order;
	}
	if (na != nb)
		return na < nb ? -1 : 1;
	return compare_numbers(a.len, b.len);
}

int
mdm_finding_cmp(const struct mdm_finding *a, const struct mdm_finding *b)
{
	int order = compare_places(a->at, b->at);

	if (order == 0)
		order = strcmp(a->rule->id, b->rule->id);
	if (order == 0)
		order = mdm_str_cmp(a->text, b->text);
	if (order == 0)
		order = compare_numbers(a->which, b->which);
	if (order == 0)
		order = mdm_str_cmp(a->evidence, b->evidence);
	if (order == 0)
		order = compare_numbers(a->set, b->set);
	return order;
}

/* Of two findings that are one, the same stays however they came in. */
static int
compare_all(const void *pa, const void *pb)
{
	const struct mdm_finding *a = *(struct mdm_finding *const *)pa;
	const struct mdm_finding *b = *(struct mdm_finding *const *)pb;
	int order = mdm_finding_cmp(a, b);

	if (order == 0)
		order = compare_numbers(b->notes.n, a->notes.n);
	for (size_t i = 0; order == 0 && i < a->notes.n; i++) {
		order = mdm_str_cmp(a->notes.at[i].text, b->notes.at[i].text);
		if (order == 0)
			order = compare_places(
			    a->notes.at[i].at, b->notes.at[i].at);
	}
	if (order == 0)
		order = mdm_str_cmp(a->fix, b->fix);
	return order;
}

void
mdm_findings_settle(struct mdm_findings *f)
{
	size_t kept = 0;

	if (f->list.n == 0)
		return;
	qsort(f->list.at, f->list.n, sizeof(f->list.at[0]), compare_all);
	for (size_t i = 0; i < f->list.n; i++) {
		if (kept > 0 &&
		    mdm_finding_cmp(f->list.at[kept - 1], f->list.at[i]) == 0)
			continue;
		f->list.at[kept++] = f->list.at[i];
	}
	f->list.n = kept;
}
