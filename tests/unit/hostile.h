/* SPDX-License-Identifier: MIT */
#ifndef MDM_TESTS_HOSTILE_H
#define MDM_TESTS_HOSTILE_H

/* Findings about profiles whose names attack the readers of reports. */
#include "report.h"

#define HOSTILE_NAME                                                           \
	"\033[31mred\033[0m\n::error file=x::pwned\r\n"                        \
	"##vso[task.complete result=Failed;]x ##[error]y ###[z "               \
	"</script><script>alert(1)</script>]]>--> &#64;x \"q\" 'a' %0A%25 "    \
	"%AZP250A; a, b: c [link](https://evil.example/) @everyone #1 "        \
	"www.evil.example `|` \xe2\x80\xae \xff\x01"
#define HOSTILE_FILE                                                           \
	"./::error ::a,b:c;d]%0A##vso[x]\n\033[1m<&\">#?\xc3\xa4 =1.json"
#define FORMULA "=cmd|' /C calc'!A0"

/* The report; memory of the result. */
static inline struct mdm_str
render(struct built *b, const struct mdm_reporter *reporter)
{
	static const struct mdm_report_style style = { .verbose = true };
	struct mdm_out *o = mdm_out_new_memory();
	struct mdm_str text;

	reporter->write(o, &b->result, &style);
	text = mdm_str_dup(b->arena, mdm_out_text(o));
	mdm_out_free(o);
	return text;
}

/* What is not safe made visible: how reports spell it. */
static inline struct mdm_str
plain(struct built *b, struct mdm_str s)
{
	struct mdm_out *o = mdm_out_new_memory();
	struct mdm_str text;

	mdm_out_plain(o, s);
	text = mdm_str_dup(b->arena, mdm_out_text(o));
	mdm_out_free(o);
	return text;
}

/* One of each level, hostile in every place that a profile can fill. */
static inline void
build_hostile(struct built *b)
{
	struct mdm_profile *p;

	build(b);
	p = MDM_NEW(b->arena, struct mdm_profile);
	*p = (struct mdm_profile){
		.kind = MDM_SCEP,
		.platform = MDM_WINDOWS,
		.name = MDM_LIT(FORMULA),
		.id = MDM_LIT(HOSTILE_NAME),
	};
	for (int level = MDM_INFO; level <= MDM_ERROR; level++) {
		struct mdm_finding *f =
		    add_finding(b, HOSTILE_NAME, place(HOSTILE_FILE, 2, 3, 4));

		b->result.count[f->severity]--;
		f->severity = (enum mdm_severity)level;
		b->result.count[f->severity]++;
		f->profile = p;
		f->fix = MDM_LIT(HOSTILE_NAME);
		f->where.pointer = MDM_LIT("/" HOSTILE_NAME);
		f->expected_label = "expected";
		f->actual_label = "actual";
		f->expected = MDM_LIT(HOSTILE_NAME);
		f->actual = MDM_LIT(HOSTILE_NAME);
		add_note(b, f, HOSTILE_NAME, place(HOSTILE_FILE, 1, 1, 1));
	}
	MDM_PUSH(b->arena, &b->result.notes, MDM_LIT(HOSTILE_NAME));
	b->result.nserious = 1;
}

/* `n` findings of one level. */
static inline void
add_many(struct built *b, enum mdm_severity severity, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct mdm_finding *f =
		    add_finding(b, "x", place("a.json", 1, 1, 1));

		b->result.count[f->severity]--;
		f->severity = severity;
		b->result.count[severity]++;
	}
}

/* No control character but line ends, and nothing that hides text. */
static inline void
assert_printable(struct mdm_str s)
{
	assert_true(mdm_utf8_valid(s, NULL) || s.n == 0);
	for (size_t i = 0; i < s.n;) {
		uint32_t c = mdm_utf8_next(s, &i);

		assert_true(c >= 0x20 || c == '\n' || c == '\r');
		assert_false(c >= 0x7f && c < 0xa0);
		assert_false(mdm_is_invisible(c) && c != 0xfeff);
	}
}

#endif
