/* SPDX-License-Identifier: MIT */
#ifndef MDM_REPORT_HTML_H
#define MDM_REPORT_HTML_H

/*
 * The HTML report: one page that needs nothing else.  What its parts share.
 * Everything that a profile says goes through mdm_html_put().
 */
#include "report/report.h"

/* Findings about one thing, in the order of the report. */
struct mdm_html_group {
	MDM_VEC(const struct mdm_finding *) list;
	enum mdm_severity worst; /* MDM_OFF: there are none */
};

struct mdm_html {
	struct mdm_out *out;
	struct mdm_arena *arena;
	const struct mdm_result *result;
	/* Most severe first, those of one rule together; F1 is the first. */
	const struct mdm_finding **findings;
	size_t nfindings;
	struct mdm_map numbers;	   /* finding -> size_t, from 1 */
	struct mdm_map by_profile; /* profile -> struct mdm_html_group */
};

/* Files of linter/report/assets, embedded at build time. */
extern const char mdm_html_style[], mdm_html_script[];
extern const size_t mdm_html_style_size, mdm_html_script_size;

/* Text of a profile, made printable and escaped. */
void mdm_html_put(struct mdm_html *, struct mdm_str);
void mdm_html_put_text(struct mdm_html *, const char *);
/* The same in quotes for an attribute: name="...". */
void mdm_html_attribute(struct mdm_html *, const char *name, struct mdm_str);

/* "2026-06-01"; "?" if the date is not known. */
void mdm_html_date(struct mdm_html *, int64_t seconds, bool known);

/*
 * The key of a pointer in the maps above, and in those of the parts; memory
 * of the arena.
 */
struct mdm_str mdm_html_key(struct mdm_html *, const void *);

/* Never NULL; an empty group where there is nothing. */
const struct mdm_html_group *mdm_html_of_profile(
    struct mdm_html *, const struct mdm_profile *);

/* 12 for F12. */
size_t mdm_html_number(struct mdm_html *, const struct mdm_finding *);

/* A link to a finding: <a class="badge error" href="#f12">...F12</a>. */
void mdm_html_badge(struct mdm_html *, const struct mdm_finding *);
/* The links of a group; the less severe ones are counted if there are many. */
void mdm_html_badges(struct mdm_html *, const struct mdm_html_group *);

/* A name for headings of sets; nothing if there is but one set. */
void mdm_html_set_heading(struct mdm_html *, const struct mdm_corpus *);

/* The sections, in their order. */
void mdm_html_head(struct mdm_html *);	   /* html_head.c */
void mdm_html_summary(struct mdm_html *);  /* html_summary.c */
void mdm_html_map(struct mdm_html *);	   /* html_map.c */
void mdm_html_time(struct mdm_html *);	   /* html_time.c */
void mdm_html_findings(struct mdm_html *); /* html_findings.c */
void mdm_html_accepted(struct mdm_html *); /* html_accepted.c */
void mdm_html_profiles(struct mdm_html *); /* html_profiles.c */
void mdm_html_checked(struct mdm_html *);  /* html_checked.c */
void mdm_html_inputs(struct mdm_html *);   /* html_inputs.c */
void mdm_html_method(struct mdm_html *);   /* html_method.c */

/*
 * Two values one above the other in groups of digits, those that differ
 * marked: html_compare.c.
 */
void mdm_html_compare(struct mdm_html *, const struct mdm_finding *);

#endif
