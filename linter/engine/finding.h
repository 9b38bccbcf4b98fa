/* SPDX-License-Identifier: MIT */
#ifndef MDM_ENGINE_FINDING_H
#define MDM_ENGINE_FINDING_H

#include "engine/rule.h"

/*
 * A place as reports print it.  For a value in a nested document the outer
 * place counts, and `inside` lists the way in, outermost first.
 */
struct mdm_step {
	struct mdm_str pointer;
	struct mdm_place place;
	enum mdm_syntax syntax;
};

struct mdm_where {
	struct mdm_str file;
	struct mdm_place place;
	struct mdm_str pointer;
	struct mdm_step *inside;
	size_t ninside;
	bool binary; /* column = byte offset + 1 */
	/* One line of text around the place, secrets masked, tabs as they are;
	   absent for binary input and files that changed meanwhile. */
	struct mdm_str excerpt;
	uint32_t excerpt_col; /* column of the excerpt's first character */
	bool cut_left, cut_right;
	/*
	 * Where the span is within the excerpt, in code points.  Use these
	 * for the caret: masked secrets make place.col - excerpt_col wrong.
	 */
	uint32_t mark, mark_len;
};

struct mdm_suppression;

struct mdm_note {
	struct mdm_str text;
	struct mdm_at at;
	struct mdm_where where; /* engine/locate.c */
};

struct mdm_finding {
	const struct mdm_rule *rule;
	unsigned which; /* index of the case */
	enum mdm_severity severity;
	struct mdm_str text;
	struct mdm_str fix; /* absent: the rule's */
	struct mdm_at at;
	const struct mdm_profile *profile; /* it is about, or NULL */
	struct mdm_str evidence;
	struct mdm_str repair; /* what the value ought to be; absent: unknown */
	const char *expected_label, *actual_label;
	struct mdm_str expected, actual;
	MDM_VEC(struct mdm_note) notes;
	size_t more_notes; /* that were left out: nobody reads hundreds */
	size_t set;

	struct mdm_where where; /* engine/locate.c */
	char fingerprint[33];	/* engine/fingerprint.c: 32 hex digits */

	/* engine/sift.c: why it is not reported, if it is not. */
	const struct mdm_suppression *suppression;
	bool baselined;
	/*
	 * Where the file's name had to serve as identity: the fingerprint
	 * without it, so that a renamed file can be told.  Else "".
	 */
	char nameless[33];
	/* A certificate file's, where there is no profile to identify it. */
	const struct mdm_cert *cert;
};

/* Sorted by file, place, rule, text: what reports list. */
struct mdm_findings {
	MDM_VEC(struct mdm_finding *) list;
};

/* Order of the reports; equal findings compare 0 and are reported once. */
int mdm_finding_cmp(const struct mdm_finding *, const struct mdm_finding *);

/* Sort and drop repeats. */
void mdm_findings_settle(struct mdm_findings *);

/*
 * rule + case + set + identity + keys of the path below it + evidence,
 * without line numbers; namesakes are numbered.  The identity is the
 * profile's id, else its type and name, or the certificate of a certificate
 * file; only where there is none of these the file's name.  After sorting;
 * `sets` are the names of the sets by number.
 */
void mdm_findings_fingerprint(
    struct mdm_findings *, const struct mdm_corpus *sets);

struct mdm_names {
	MDM_VEC(struct mdm_str) list;
};

/*
 * Lines, columns, pointers and excerpts, reading each file once.  Files that
 * changed since they were loaded are added to `changed`: their findings stand
 * at line 1, column 1, without an excerpt.
 */
void mdm_findings_locate(struct mdm_findings *, struct mdm_arena *,
    size_t max_file_size, struct mdm_names *changed);

#endif
