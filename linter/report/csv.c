/* SPDX-License-Identifier: MIT */
#include "report/service.h"

/*
 * An action plan for a spreadsheet (RFC 4180): the findings, most severe
 * first, and empty columns for those who are to repair them.  The mark in
 * front makes Excel read UTF-8.
 */
static const char head[] = "\xef\xbb\xbfSeverity,Rule,Name,Profile,Platform,"
			   "File,Line,Column,Finding,Recommendation,Owner,"
			   "Due date,Justification,Fingerprint\r\n";

/* A cell without line breaks and control characters. */
static void
put_cell(struct mdm_out *o, struct mdm_str text)
{
	struct mdm_out *plain = mdm_out_new_memory();

	mdm_out_plain(plain, text);
	mdm_out_csv(o, mdm_out_text(plain));
	mdm_out_byte(o, ',');
	mdm_out_free(plain);
}

static void
write_row(struct mdm_out *o, const struct mdm_finding *f)
{
	const struct mdm_profile *p = f->profile;
	bool on_platform = p != NULL && p->platform != MDM_PLATFORM_UNKNOWN;

	put_cell(o, mdm_str_of(mdm_severity_name(f->severity)));
	put_cell(o, mdm_str_of(f->rule->id));
	put_cell(o, mdm_str_of(f->rule->name));
	put_cell(o, p != NULL ? p->name : MDM_LIT(""));
	put_cell(
	    o, mdm_str_of(on_platform ? mdm_platform_title(p->platform) : ""));
	put_cell(o, mdm_service_path(f->where.file));
	mdm_out_printf(o, "%u,%u,", f->where.place.line, f->where.place.col);
	put_cell(o, f->text);
	put_cell(o, mdm_advice(f));
	mdm_out_printf(o, ",,,%s\r\n", f->fingerprint);
}

static void
write_csv(struct mdm_out *o, const struct mdm_result *r,
    const struct mdm_report_style *style)
{
	size_t *order = mdm_by_severity(r);

	(void)style; /* a sheet has no colours and no summary */
	mdm_out_text_of(o, head);
	for (size_t i = 0; i < r->findings.list.n; i++)
		write_row(o, r->findings.list.at[order[i]]);
	mdm_by_severity_free(order);
}

const struct mdm_reporter mdm_reporter_csv = {
	.name = "csv",
	.mime = "text/csv",
	.write = write_csv,
};
