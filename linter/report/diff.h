/* SPDX-License-Identifier: MIT */
#ifndef MDM_REPORT_DIFF_H
#define MDM_REPORT_DIFF_H

/* What a change of exports changes in trust. */
#include "report/report.h"

struct mdm_texts {
	MDM_VEC(struct mdm_str) list;
};

/* What a profile says before and says no more, and the other way round. */
struct mdm_change {
	const char *what; /* "destination store" */
	struct mdm_texts before, after;
};

/* A profile on both sides, or on one of them. */
struct mdm_pair {
	struct mdm_str set;
	const struct mdm_profile *before, *after;
	MDM_VEC(struct mdm_change) changes;
};

struct mdm_pairs {
	MDM_VEC(struct mdm_pair) list;
};

struct mdm_cert_list {
	MDM_VEC(const struct mdm_cert *) list;
};

struct mdm_diff {
	struct mdm_arena *arena;
	const struct mdm_result *before, *after;
	struct mdm_pairs added, removed, changed;
	struct mdm_cert_list certs_added, certs_removed;
	struct mdm_findings fresh, gone;
};

/* Profiles go by id, else by platform, type and name. */
void mdm_diff_make(struct mdm_diff *, struct mdm_arena *,
    const struct mdm_result *before, const struct mdm_result *after);

/* diff_facets.c: what differs between the sides of a pair. */
void mdm_diff_facets(struct mdm_arena *, struct mdm_pair *);

void mdm_diff_text(struct mdm_out *, const struct mdm_diff *);
void mdm_diff_markdown(struct mdm_out *, const struct mdm_diff *);
void mdm_diff_json(struct mdm_out *, const struct mdm_diff *);

#endif
