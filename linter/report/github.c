/* SPDX-License-Identifier: MIT */
#include "report/layout.h"
#include "report/service.h"

/*
 * Workflow commands of GitHub Actions.  Of each level a step shows ten
 * annotations only; what is left out follows as text in the log.
 */
enum { MOST_SHOWN = 10 };

/*
 * "%" first, then what ends a line or a part of the command.  The old form of
 * commands, "##[", is looked for in all of a line: hence no "##".
 */
static void
put_escaped(struct mdm_out *o, struct mdm_str s, bool property)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '%')
			mdm_out_text_of(o, "%25");
		else if (c == '\r')
			mdm_out_text_of(o, "%0D");
		else if (c == '\n')
			mdm_out_text_of(o, "%0A");
		else if (property && c == ':')
			mdm_out_text_of(o, "%3A");
		else if (property && c == ',')
			mdm_out_text_of(o, "%2C");
		else if (c == '#' && i > 0 && s.p[i - 1] == '#')
			mdm_out_text_of(o, "\\u{23}");
		else
			mdm_out_byte(o, c);
	}
}

static const char *
command_of(enum mdm_severity severity)
{
	if (severity == MDM_ERROR)
		return "error";
	return severity == MDM_WARNING ? "warning" : "notice";
}

static void
put_annotation(struct mdm_out *o, const struct mdm_finding *f)
{
	struct mdm_stretch s = mdm_stretch_of(&f->where);
	struct mdm_out *text = mdm_out_new_memory();

	mdm_out_plain(text, mdm_service_path(f->where.file));
	mdm_out_printf(o, "::%s file=", command_of(f->severity));
	put_escaped(o, mdm_out_text(text), true);
	mdm_out_free(text);
	mdm_out_printf(o, ",line=%u,endLine=%u,col=%u,endColumn=%u,title=%s %s",
	    s.line, s.line, s.column, s.end_column, f->rule->id, f->rule->name);
	mdm_out_text_of(o, "::");
	text = mdm_out_new_memory();
	mdm_story_print(text, f);
	put_escaped(o, mdm_out_text(text), false);
	mdm_out_byte(o, '\n');
	mdm_out_free(text);
}

/* "3 errors, 2 warnings" that no annotation shows. */
static void
put_left_out(struct mdm_out *o, const struct mdm_result *r, const size_t *order)
{
	size_t seen[MDM_ERROR + 1] = { 0 };
	const char *separator = "";

	mdm_out_printf(o,
	    "mdmlint: GitHub shows %d annotations of each level; not among "
	    "them: ",
	    MOST_SHOWN);
	for (int level = MDM_ERROR; level >= MDM_INFO; level--) {
		if (r->count[level] <= MOST_SHOWN)
			continue;
		mdm_out_text_of(o, separator);
		mdm_count_print(o, r->count[level] - MOST_SHOWN,
		    mdm_severity_name((enum mdm_severity)level));
		separator = ", ";
	}
	mdm_out_byte(o, '\n');
	for (size_t i = 0; i < r->findings.list.n; i++) {
		const struct mdm_finding *f = r->findings.list.at[order[i]];

		if (++seen[f->severity] > MOST_SHOWN)
			mdm_log_finding(o, f);
	}
}

static void
write_github(struct mdm_out *o, const struct mdm_result *r,
    const struct mdm_report_style *style)
{
	size_t *order = mdm_by_severity(r);
	size_t seen[MDM_ERROR + 1] = { 0 };
	bool left_out = false;

	for (size_t i = 0; i < r->findings.list.n; i++) {
		const struct mdm_finding *f = r->findings.list.at[order[i]];

		if (++seen[f->severity] <= MOST_SHOWN)
			put_annotation(o, f);
		else
			left_out = true;
	}
	if (left_out)
		put_left_out(o, r, order);
	mdm_log_summary(o, r, style);
	mdm_by_severity_free(order);
}

const struct mdm_reporter mdm_reporter_github = {
	.name = "github",
	.mime = "text/plain",
	.write = write_github,
};
