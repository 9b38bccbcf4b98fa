/* SPDX-License-Identifier: MIT */
#include "report/service.h"

/*
 * Code Quality reports of GitLab: an array, `[]` when clean.  Entries with
 * equal fingerprints would become one; ours differ.
 */
static const char *
severity_name(enum mdm_severity severity)
{
	static const char *const names[] = {
		[MDM_OFF] = "info",
		[MDM_INFO] = "info",
		[MDM_WARNING] = "minor",
		[MDM_ERROR] = "critical",
	};

	return names[severity];
}

/* GitLab shows one line and nothing else: the rule goes there, too. */
static void
write_description(struct mdm_jout *j, const struct mdm_finding *f)
{
	struct mdm_out *o = mdm_out_new_memory();

	mdm_out_plain(o, f->text);
	mdm_out_printf(o, " [%s %s]", f->rule->id, f->rule->name);
	mdm_jout_string(j, "description", mdm_out_text(o));
	mdm_out_free(o);
}

static void
write_issue(struct mdm_jout *j, const struct mdm_finding *f)
{
	mdm_jout_object(j, NULL);
	write_description(j, f);
	mdm_jout_text(j, "check_name", f->rule->id);
	mdm_jout_text(j, "fingerprint", f->fingerprint);
	mdm_jout_text(j, "severity", severity_name(f->severity));
	mdm_jout_object(j, "location");
	mdm_jout_string(j, "path", mdm_service_path(f->where.file));
	mdm_jout_object(j, "lines");
	mdm_jout_int(j, "begin", mdm_stretch_of(&f->where).line);
	mdm_jout_end(j);
	mdm_jout_end(j);
	mdm_jout_end(j);
}

static void
write_gitlab(struct mdm_out *o, const struct mdm_result *r,
    const struct mdm_report_style *style)
{
	struct mdm_jout j = mdm_jout(o, false);

	(void)style; /* programs get everything */
	mdm_jout_array(&j, NULL);
	for (size_t i = 0; i < r->findings.list.n; i++)
		write_issue(&j, r->findings.list.at[i]);
	mdm_jout_end(&j);
}

const struct mdm_reporter mdm_reporter_gitlab = {
	.name = "gitlab",
	.mime = "application/json",
	.write = write_gitlab,
};
