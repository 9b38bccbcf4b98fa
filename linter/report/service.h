/* SPDX-License-Identifier: MIT */
#ifndef MDM_REPORT_SERVICE_H
#define MDM_REPORT_SERVICE_H

/* What the formats that services read have in common. */
#include "base/jout.h"
#include "report/report.h"

/*
 * The name of a file as services know it, relative to the repository: without
 * "./" in front.  Points into `file`.
 */
struct mdm_str mdm_service_path(struct mdm_str file);

/*
 * The path as a URI reference (RFC 3986): percent-encoded, a "file:" URI if
 * it is absolute.
 */
void mdm_service_uri(struct mdm_out *, struct mdm_str file);

/*
 * The part of a place that lies in its first line; columns in code points
 * from 1, the end is the column behind, and always behind the start.
 * Services drop annotations whose lines are not all in a pull request.
 */
struct mdm_stretch {
	uint32_t line, column, end_column;
};
struct mdm_stretch mdm_stretch_of(const struct mdm_where *);

/* Indexes of the findings, most severe first, else in order. */
size_t *mdm_by_severity(const struct mdm_result *);

/* Frees what the function above returned. */
void mdm_by_severity_free(size_t *);

/*
 * All that is said about a finding: the fact, the related places, the values
 * that differ, the advice; a line each, in printable characters only.
 */
void mdm_story_print(struct mdm_out *, const struct mdm_finding *);

/*
 * Lines for the log of a pipeline: no command of GitHub ("::" in front, "##["
 * anywhere) or Azure ("##vso[" anywhere), whatever a profile says.
 */
void mdm_log_finding(struct mdm_out *, const struct mdm_finding *);
void mdm_log_summary(struct mdm_out *, const struct mdm_result *,
    const struct mdm_report_style *);

/* "2 errors, 1 warning"; "no findings". */
void mdm_levels_print(struct mdm_out *, const struct mdm_result *);

/* The members of the JSON report, which JSON lines have too. */
void mdm_json_run_members(struct mdm_jout *, const struct mdm_result *);
void mdm_json_finding_members(struct mdm_jout *, const struct mdm_finding *);
/* "set", where there are several. */
void mdm_json_set_member(
    struct mdm_jout *, const struct mdm_finding *, const struct mdm_result *);

#endif
