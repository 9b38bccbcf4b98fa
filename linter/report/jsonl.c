/* SPDX-License-Identifier: MIT */
#include "report/service.h"

/*
 * JSON lines: the run on the first line, then a finding on each, so that a
 * report that was cut off and a clean run do not look alike.
 */
static void
write_jsonl(struct mdm_out *o, const struct mdm_result *r,
    const struct mdm_report_style *style)
{
	struct mdm_jout j = mdm_jout(o, true);

	(void)style; /* programs get everything */
	mdm_jout_object(&j, NULL);
	mdm_jout_text(&j, "type", "run");
	mdm_json_run_members(&j, r);
	mdm_jout_end(&j);
	for (size_t i = 0; i < r->findings.list.n; i++) {
		j = mdm_jout(o, true);
		mdm_jout_object(&j, NULL);
		mdm_jout_text(&j, "type", "finding");
		mdm_json_finding_members(&j, r->findings.list.at[i]);
		mdm_json_set_member(&j, r->findings.list.at[i], r);
		mdm_jout_end(&j);
	}
	for (size_t i = 0; r->policy->show_suppressed && i < r->hidden.list.n;
	     i++) {
		j = mdm_jout(o, true);
		mdm_jout_object(&j, NULL);
		mdm_jout_text(&j, "type", "hidden");
		mdm_json_finding_members(&j, r->hidden.list.at[i]);
		mdm_json_set_member(&j, r->hidden.list.at[i], r);
		mdm_jout_end(&j);
	}
}

const struct mdm_reporter mdm_reporter_jsonl = {
	.name = "jsonl",
	.mime = "application/jsonl",
	.write = write_jsonl,
};
