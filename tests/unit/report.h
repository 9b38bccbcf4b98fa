/* SPDX-License-Identifier: MIT */
#ifndef MDM_TESTS_REPORT_H
#define MDM_TESTS_REPORT_H

/* What the tests of the reports share: results built by hand. */
#include "unit.h"

#include "report/report.h"

/* A result with room for a few findings. */
struct built {
	struct mdm_arena *arena;
	struct mdm_policy policy;
	struct mdm_corpus corpora[2];
	struct mdm_result result;
};

static inline void
build(struct built *b)
{
	*b = (struct built){ .arena = mdm_arena_new() };
	mdm_policy_init(&b->policy);
	b->policy.now = 1780272000; /* 2026-06-01 */
	b->corpora[0].name = MDM_LIT("");
	b->result = (struct mdm_result){
		.policy = &b->policy,
		.arena = b->arena,
		.corpora = b->corpora,
		.ncorpora = 1,
		.files = 7,
		.recognised = 5,
		.skipped = 2,
		.profiles = 5,
		.certificates = 3,
	};
}

static inline struct mdm_where
place(const char *file, uint32_t line, uint32_t col, uint32_t n)
{
	return (struct mdm_where){
		.file = mdm_str_of(file),
		.place = { line, col, line, col + n },
		.excerpt_col = 1,
		.mark = col - 1,
		.mark_len = n,
	};
}

/* An error of the first rule. */
static inline struct mdm_finding *
add_finding(struct built *b, const char *text, struct mdm_where where)
{
	struct mdm_finding *f = MDM_NEW(b->arena, struct mdm_finding);

	*f = (struct mdm_finding){
		.rule = &mdm_rule_store001,
		.severity = MDM_ERROR,
		.text = mdm_str_of(text),
		.fix = MDM_LIT("Do the right thing."),
		.where = where,
		.fingerprint = "0123456789abcdef0123456789abcdef",
	};
	MDM_PUSH(b->arena, &b->result.findings.list, f);
	b->result.count[f->severity]++;
	return f;
}

static inline void
add_note(struct built *b, struct mdm_finding *f, const char *text,
    struct mdm_where where)
{
	struct mdm_note note = { .text = mdm_str_of(text), .where = where };

	MDM_PUSH(b->arena, &f->notes, note);
}

/* The whole report equals `want`. */
static inline void
check_report(struct built *b, const struct mdm_reporter *reporter,
    struct mdm_report_style style, const char *want, const char *file, int line)
{
	struct mdm_out *o = mdm_out_new_memory();

	reporter->write(o, &b->result, &style);
	check_str(mdm_out_text(o), want, file, line);
	mdm_out_free(o);
	mdm_arena_free(b->arena);
}

#define assert_report(b, reporter, style, want)                                \
	check_report((b), (reporter), (style), (want), __FILE__, __LINE__)

#endif
