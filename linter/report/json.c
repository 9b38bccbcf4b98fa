/* SPDX-License-Identifier: MIT */
#include "engine/suppress.h"
#include "mdmlint.h"
#include "report/service.h"

/*
 * The report that programs read; docs/schema/report-1.schema.json describes
 * it.  The order of the members is part of the interface.
 */

static void
write_tool(struct mdm_jout *j)
{
	mdm_jout_object(j, "tool");
	mdm_jout_text(j, "name", "mdmlint");
	mdm_jout_text(j, "version", MDMLINT_VERSION);
	mdm_jout_end(j);
}

static void
write_inputs(struct mdm_jout *j, const struct mdm_result *r)
{
	mdm_jout_object(j, "inputs");
	mdm_jout_int(j, "files", (int64_t)r->files);
	mdm_jout_int(j, "recognised", (int64_t)r->recognised);
	mdm_jout_int(j, "skipped", (int64_t)r->skipped);
	mdm_jout_int(j, "profiles", (int64_t)r->profiles);
	mdm_jout_int(j, "certificates", (int64_t)r->certificates);
	mdm_jout_end(j);
}

static void
write_summary(struct mdm_jout *j, const struct mdm_result *r)
{
	mdm_jout_object(j, "summary");
	for (int level = MDM_ERROR; level >= MDM_INFO; level--)
		mdm_jout_int(j, mdm_severity_name((enum mdm_severity)level),
		    (int64_t)r->count[level]);
	mdm_jout_int(j, "suppressed", (int64_t)r->suppressed);
	mdm_jout_int(j, "baselined", (int64_t)r->baselined);
	mdm_jout_end(j);
}

static void
write_inside(struct mdm_jout *j, const struct mdm_where *w)
{
	if (w->ninside == 0)
		return;
	mdm_jout_array(j, "inside");
	for (size_t i = 0; i < w->ninside; i++) {
		const struct mdm_step *step = &w->inside[i];

		mdm_jout_object(j, NULL);
		mdm_jout_string(j, "pointer", step->pointer);
		mdm_jout_int(j, "line", step->place.line);
		mdm_jout_int(j, "column", step->place.col);
		mdm_jout_text(j, "syntax", mdm_syntax_name(step->syntax));
		mdm_jout_end(j);
	}
	mdm_jout_end(j);
}

static void
write_profile(struct mdm_jout *j, const struct mdm_profile *p)
{
	if (p == NULL)
		return;
	mdm_jout_object(j, "profile");
	mdm_jout_optional(j, "name", p->name);
	mdm_jout_optional(j, "id", p->id);
	mdm_jout_text(j, "kind", mdm_kind_name(p->kind));
	if (p->platform != MDM_PLATFORM_UNKNOWN)
		mdm_jout_text(j, "platform", mdm_platform_name(p->platform));
	mdm_jout_end(j);
}

static void
write_related(struct mdm_jout *j, const struct mdm_finding *f)
{
	if (f->notes.n == 0)
		return;
	mdm_jout_array(j, "related");
	for (size_t i = 0; i < f->notes.n; i++) {
		const struct mdm_note *note = &f->notes.at[i];

		mdm_jout_object(j, NULL);
		mdm_jout_string(j, "file", note->where.file);
		mdm_jout_int(j, "line", note->where.place.line);
		mdm_jout_int(j, "column", note->where.place.col);
		mdm_jout_optional(j, "pointer", note->where.pointer);
		write_inside(j, &note->where);
		mdm_jout_string(j, "message", note->text);
		mdm_jout_end(j);
	}
	mdm_jout_end(j);
	if (f->more_notes > 0)
		mdm_jout_int(j, "more_related", (int64_t)f->more_notes);
}

static void
write_help(struct mdm_jout *j, const struct mdm_rule *rule)
{
	struct mdm_out *url = mdm_out_new_memory();

	if (mdm_rule_url(url, rule))
		mdm_jout_string(j, "help", mdm_out_text(url));
	mdm_out_free(url);
}

static void
write_suppression(struct mdm_jout *j, const struct mdm_suppression *s)
{
	char date[11];

	mdm_jout_object(j, "suppressed");
	mdm_jout_text(j, "by", mdm_suppression_kind_name(s->kind));
	mdm_jout_string(j, "reason", s->reason);
	if (s->has_end) {
		mdm_date_format(s->end - 1, date);
		mdm_jout_text(j, "until", date);
	}
	mdm_jout_end(j);
}

void
mdm_json_finding_members(struct mdm_jout *j, const struct mdm_finding *f)
{
	const struct mdm_where *w = &f->where;

	mdm_jout_text(j, "rule", f->rule->id);
	mdm_jout_text(j, "name", f->rule->name);
	mdm_jout_text(j, "severity", mdm_severity_name(f->severity));
	mdm_jout_string(j, "message", f->text);
	mdm_jout_string(j, "file", w->file);
	mdm_jout_int(j, "line", w->place.line);
	mdm_jout_int(j, "column", w->place.col);
	if (w->place.end_line > 0) {
		mdm_jout_int(j, "end_line", w->place.end_line);
		mdm_jout_int(j, "end_column", w->place.end_col);
	}
	mdm_jout_optional(j, "pointer", w->pointer);
	write_inside(j, w);
	write_profile(j, f->profile);
	write_related(j, f);
	mdm_jout_optional(j, "fix", mdm_advice(f));
	write_help(j, f->rule);
	mdm_jout_text(j, "fingerprint", f->fingerprint);
	if (f->suppression != NULL)
		write_suppression(j, f->suppression);
	else if (f->baselined)
		mdm_jout_bool(j, "baselined", true);
}

void
mdm_json_set_member(
    struct mdm_jout *j, const struct mdm_finding *f, const struct mdm_result *r)
{
	if (r->ncorpora > 1 && f->set < r->ncorpora)
		mdm_jout_optional(j, "set", r->corpora[f->set].name);
}

void
mdm_json_run_members(struct mdm_jout *j, const struct mdm_result *r)
{
	char now[21];

	mdm_time_format(r->policy->now, now);
	mdm_jout_int(j, "schema_version", 1);
	write_tool(j);
	mdm_jout_text(j, "now", now);
	mdm_jout_text(j, "world", mdm_world_name(r->policy->world));
	write_inputs(j, r);
	write_summary(j, r);
	mdm_jout_array(j, "notes");
	for (size_t i = 0; i < r->notes.n; i++)
		mdm_jout_string(j, NULL, r->notes.at[i]);
	mdm_jout_end(j);
}

/* Apart from the others: who counts `findings` shall not count these. */
static void
write_hidden(struct mdm_jout *j, const struct mdm_result *r)
{
	if (!r->policy->show_suppressed)
		return;
	mdm_jout_array(j, "hidden");
	for (size_t i = 0; i < r->hidden.list.n; i++) {
		mdm_jout_object(j, NULL);
		mdm_json_finding_members(j, r->hidden.list.at[i]);
		mdm_json_set_member(j, r->hidden.list.at[i], r);
		mdm_jout_end(j);
	}
	mdm_jout_end(j);
}

static void
write_json(struct mdm_out *o, const struct mdm_result *r,
    const struct mdm_report_style *style)
{
	struct mdm_jout j = mdm_jout(o, false);

	(void)style; /* programs get everything */
	mdm_jout_object(&j, NULL);
	mdm_json_run_members(&j, r);
	mdm_jout_array(&j, "findings");
	for (size_t i = 0; i < r->findings.list.n; i++) {
		mdm_jout_object(&j, NULL);
		mdm_json_finding_members(&j, r->findings.list.at[i]);
		mdm_json_set_member(&j, r->findings.list.at[i], r);
		mdm_jout_end(&j);
	}
	mdm_jout_end(&j);
	write_hidden(&j, r);
	mdm_jout_end(&j);
}

const struct mdm_reporter mdm_reporter_json = {
	.name = "json",
	.mime = "application/json",
	.write = write_json,
};
