/* SPDX-License-Identifier: MIT */
#include "report/sarif.h"

static void
write_notification(struct mdm_jout *j, const char *level, struct mdm_str text)
{
	mdm_jout_object(j, NULL);
	mdm_jout_text(j, "level", level);
	mdm_sarif_message(j, "message", text);
	mdm_jout_end(j);
}

static void
write_unread(struct mdm_jout *j, const struct mdm_unread *unread)
{
	struct mdm_out *o = mdm_out_new_memory();

	mdm_out_text_of(o, "cannot read ");
	mdm_out_str(o, unread->name);
	write_notification(j, "error", mdm_out_text(o));
	mdm_out_free(o);
}

/* What a service will not take or not show, so that nobody misses it. */
static void
write_limits(struct mdm_jout *j, const struct mdm_result *r, size_t written)
{
	struct mdm_out *o = mdm_out_new_memory();

	if (r->findings.list.n > written)
		mdm_out_printf(o,
		    "%zu findings are left out, the least severe ones: code "
		    "scanning takes %d results; the formats text, json and csv "
		    "list everything",
		    r->findings.list.n - written, MDM_SARIF_RESULTS);
	else if (written > MDM_SARIF_SHOWN)
		mdm_out_printf(o,
		    "code scanning shows the %d most severe of these %zu "
		    "results",
		    MDM_SARIF_SHOWN, written);
	if (mdm_out_text(o).n > 0)
		write_notification(j, "warning", mdm_out_text(o));
	mdm_out_free(o);
}

/* What could not be read or checked. */
void
mdm_sarif_invocation(
    struct mdm_jout *j, const struct mdm_result *r, size_t written)
{
	mdm_jout_array(j, "invocations");
	mdm_jout_object(j, NULL);
	mdm_jout_bool(j, "executionSuccessful", r->unread.n == 0);
	mdm_jout_array(j, "toolExecutionNotifications");
	for (size_t i = 0; i < r->unread.n; i++)
		write_unread(j, &r->unread.at[i]);
	write_limits(j, r, written);
	for (size_t i = 0; i < r->notes.n; i++)
		write_notification(
		    j, i < r->nserious ? "warning" : "note", r->notes.at[i]);
	mdm_jout_end(j);
	mdm_jout_end(j);
	mdm_jout_end(j);
}

/*
 * GitHub Advanced Security for Azure DevOps files results under these.
 * versionControlProvenance would want base ids in all places, which GitHub
 * ignores: paths are relative to the repository, and nothing else.
 */
void
mdm_sarif_build(struct mdm_jout *j, const struct mdm_build *b)
{
#define AZURE "azuredevops/pipeline/build/"
	struct mdm_out *id;

	if (!b->azure)
		return;
	id = mdm_out_new_memory();
	mdm_out_text_of(id, AZURE);
	mdm_out_str(id, b->definition_id);
	mdm_out_byte(id, '/');
	mdm_out_str(id, b->run_id);
	mdm_jout_object(j, "automationDetails");
	mdm_jout_string(j, "id", mdm_out_text(id));
	mdm_jout_object(j, "properties");
	mdm_jout_optional(j, AZURE "buildDefinitionId", b->definition_id);
	mdm_jout_optional(j, AZURE "buildDefinitionName", b->definition_name);
	mdm_jout_optional(j, AZURE "phaseId", b->phase_id);
	mdm_jout_optional(j, AZURE "phaseName", b->phase_name);
	mdm_jout_end(j);
	mdm_jout_end(j);
	mdm_out_free(id);
#undef AZURE
}
