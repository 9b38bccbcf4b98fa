/* SPDX-License-Identifier: MIT */
#ifndef MDM_REPORT_REPORT_H
#define MDM_REPORT_REPORT_H

#include "base/out.h"
#include "engine/run.h"

struct mdm_report_style {
	bool color;
	bool quiet;   /* findings only */
	bool verbose; /* all notes, also the harmless ones */
	bool statistics;
};

/* One output format of `check`. */
struct mdm_reporter {
	const char *name; /* "text", "json", ... */
	const char *mime;
	void (*write)(struct mdm_out *, const struct mdm_result *,
	    const struct mdm_report_style *);
};

extern const struct mdm_reporter mdm_reporter_text, mdm_reporter_json,
    mdm_reporter_jsonl, mdm_reporter_sarif, mdm_reporter_github,
    mdm_reporter_gitlab, mdm_reporter_azure, mdm_reporter_junit,
    mdm_reporter_checkstyle, mdm_reporter_html, mdm_reporter_markdown,
    mdm_reporter_csv;

/* NULL-terminated; in the order the documentation lists them. */
extern const struct mdm_reporter *const mdm_reporters[];
extern const char *const mdm_reporter_names[]; /* the same, names only */
const struct mdm_reporter *mdm_reporter_find(struct mdm_str name);

/* What to do about it: the finding's own advice, else its rule's. */
struct mdm_str mdm_advice(const struct mdm_finding *);

/* Writes the address of the rule's page; false in a build without one. */
bool mdm_rule_url(struct mdm_out *, const struct mdm_rule *);

/* report/catalogue.c: the rules as data and pages. */
void mdm_catalogue_text(struct mdm_out *);
void mdm_catalogue_json(struct mdm_out *);
void mdm_catalogue_markdown(struct mdm_out *);
void mdm_catalogue_man(struct mdm_out *);
void mdm_rule_page(struct mdm_out *, const struct mdm_rule *);	   /* text */
void mdm_rule_markdown(struct mdm_out *, const struct mdm_rule *); /* docs */

/* report/baseline.c: all findings but the suppressed ones. */
void mdm_baseline_write(struct mdm_out *, const struct mdm_result *);

/* report/config_*.c: the configuration in force; its keys as schema, page. */
void mdm_config_show(struct mdm_out *, const struct mdm_policy *);
void mdm_config_schema(struct mdm_out *);
void mdm_config_page(struct mdm_out *);

/* report/inspect.c: what was understood. */
void mdm_inspect_text(struct mdm_out *, const struct mdm_result *);
void mdm_inspect_json(struct mdm_out *, const struct mdm_result *);
void mdm_inspect_dot(struct mdm_out *, const struct mdm_result *);

/* report/answer.c: what SCEP servers sent for GetCACert. */
struct mdm_sent {
	const char *url, *request, *declared, *file; /* each may be NULL */
	struct mdm_carrier carrier;
};

/* The media type of RFC 8894 for it, or NULL: it is no answer. */
const char *mdm_sent_type(const struct mdm_carrier *);
void mdm_answers_text(
    struct mdm_out *, const struct mdm_sent *, size_t n, int64_t now);
void mdm_answers_json(
    struct mdm_out *, const struct mdm_sent *, size_t n, int64_t now);

/* report/codes.c: docs/events.md. */
void mdm_codes_page(struct mdm_out *);

/* report/files.c: --files. */
void mdm_files_text(struct mdm_out *, const struct mdm_result *);

#endif
