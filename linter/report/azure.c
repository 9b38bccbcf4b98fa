/* SPDX-License-Identifier: MIT */
#include "report/service.h"

/*
 * Logging commands of Azure Pipelines.  The agent knows errors and warnings
 * only, so infos are plain lines; it shows the first ten of each kind in the
 * summary of the run and all in the log.
 */

/*
 * "%" first.  The agent finds "##vso[" anywhere in a line: hence no "##".
 * Needed for properties and for the message.
 */
static void
put_escaped(struct mdm_out *o, struct mdm_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '%')
			mdm_out_text_of(o, "%AZP25");
		else if (c == ';')
			mdm_out_text_of(o, "%3B");
		else if (c == '\r')
			mdm_out_text_of(o, "%0D");
		else if (c == '\n')
			mdm_out_text_of(o, "%0A");
		else if (c == ']')
			mdm_out_text_of(o, "%5D");
		else if (c == '#' && i > 0 && s.p[i - 1] == '#')
			mdm_out_text_of(o, "\\u{23}");
		else
			mdm_out_byte(o, c);
	}
}

static void
put_issue(struct mdm_out *o, const struct mdm_finding *f)
{
	struct mdm_stretch s = mdm_stretch_of(&f->where);
	struct mdm_out *text = mdm_out_new_memory();

	mdm_out_plain(text, mdm_service_path(f->where.file));
	mdm_out_printf(o, "##vso[task.logissue type=%s;sourcepath=",
	    f->severity == MDM_ERROR ? "error" : "warning");
	put_escaped(o, mdm_out_text(text));
	mdm_out_free(text);
	mdm_out_printf(o, ";linenumber=%u;columnnumber=%u;code=%s;]", s.line,
	    s.column, f->rule->id);
	text = mdm_out_new_memory();
	mdm_story_print(text, f);
	put_escaped(o, mdm_out_text(text));
	mdm_out_byte(o, '\n');
	mdm_out_free(text);
}

static void
write_azure(struct mdm_out *o, const struct mdm_result *r,
    const struct mdm_report_style *style)
{
	size_t *order = mdm_by_severity(r);

	for (size_t i = 0; i < r->findings.list.n; i++) {
		const struct mdm_finding *f = r->findings.list.at[order[i]];

		if (f->severity >= MDM_WARNING)
			put_issue(o, f);
		else
			mdm_log_finding(o, f);
	}
	mdm_log_summary(o, r, style);
	mdm_by_severity_free(order);
}

const struct mdm_reporter mdm_reporter_azure = {
	.name = "azure",
	.mime = "text/plain",
	.write = write_azure,
};
