/* SPDX-License-Identifier: MIT */
/* docs/schema/baseline-1.schema.json: what --baseline reads again. */
#include "engine/baseline.h"

#include <stdlib.h>

#include "base/jout.h"
#include "mdmlint.h"
#include "report/report.h"

struct entries {
	MDM_VEC(struct mdm_baseline_entry) list;
};

static struct mdm_str
base_name(struct mdm_str path)
{
	size_t slash = mdm_str_rfind_byte(path, '/');

	return slash == SIZE_MAX ? path
				 : mdm_str_sub(path, slash + 1, SIZE_MAX);
}

static void
add_findings(struct entries *e, struct mdm_arena *arena,
    const struct mdm_findings *findings, bool baselined_only)
{
	for (size_t i = 0; i < findings->list.n; i++) {
		const struct mdm_finding *f = findings->list.at[i];
		struct mdm_baseline_entry entry = {
			.fingerprint = mdm_str_of(f->fingerprint),
			.rule = mdm_str_of(f->rule->id),
			.profile = f->profile != NULL ? f->profile->name
						      : f->where.file,
			.message = f->text,
		};

		if (f->nameless[0] != '\0') {
			entry.nameless = mdm_str_of(f->nameless);
			entry.file = base_name(f->where.file);
		}
		/* What is suppressed has its own reason to be silent. */
		if (!baselined_only || (f->baselined && f->suppression == NULL))
			MDM_PUSH(arena, &e->list, entry);
	}
}

/* A run of some rules says nothing about the entries of the others. */
static void
add_unasked(
    struct entries *e, struct mdm_arena *arena, const struct mdm_policy *policy)
{
	const struct mdm_baseline *b = policy->baseline_entries;

	for (size_t i = 0; b != NULL && i < b->list.n; i++) {
		const struct mdm_rule *rule =
		    mdm_rule_find(b->list.at[i]->rule);

		if (rule != NULL &&
		    !mdm_policy_runs(policy, mdm_rule_index(rule)))
			MDM_PUSH(arena, &e->list, *b->list.at[i]);
	}
}

static int
compare(const void *pa, const void *pb)
{
	const struct mdm_baseline_entry *a = pa, *b = pb;
	int order = mdm_str_cmp(a->rule, b->rule);

	if (order == 0)
		order = mdm_str_cmp(a->profile, b->profile);
	return order == 0 ? mdm_str_cmp(a->fingerprint, b->fingerprint) : order;
}

void
mdm_baseline_write(struct mdm_out *o, const struct mdm_result *r)
{
	struct mdm_arena *arena = mdm_arena_new();
	struct mdm_jout j = mdm_jout(o, false);
	struct entries e = { 0 };

	add_findings(&e, arena, &r->findings, false);
	add_findings(&e, arena, &r->elsewhere, false);
	add_findings(&e, arena, &r->hidden, true);
	add_unasked(&e, arena, r->policy);
	if (e.list.n > 0)
		qsort(e.list.at, e.list.n, sizeof(e.list.at[0]), compare);
	mdm_jout_object(&j, NULL);
	mdm_jout_int(&j, "schema_version", 1);
	mdm_jout_object(&j, "tool");
	mdm_jout_text(&j, "name", "mdmlint");
	mdm_jout_text(&j, "version", MDMLINT_VERSION);
	mdm_jout_end(&j);
	mdm_jout_array(&j, "findings");
	for (size_t i = 0; i < e.list.n; i++) {
		mdm_jout_object(&j, NULL);
		mdm_jout_string(&j, "rule", e.list.at[i].rule);
		mdm_jout_string(&j, "profile", e.list.at[i].profile);
		mdm_jout_string(&j, "message", e.list.at[i].message);
		mdm_jout_optional(&j, "file", e.list.at[i].file);
		mdm_jout_string(&j, "fingerprint", e.list.at[i].fingerprint);
		mdm_jout_optional(&j, "nameless", e.list.at[i].nameless);
		mdm_jout_end(&j);
	}
	mdm_jout_end(&j);
	mdm_jout_end(&j);
	mdm_arena_free(arena);
}
