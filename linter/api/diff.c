/* SPDX-License-Identifier: MIT */
#include "report/diff.h"
#include "api/private.h"

static const char *const names[] = { "text", "json", "markdown", NULL };

const char *const *
mdmlint_diff_formats(void)
{
	return names;
}

bool
mdmlint_diff(struct mdmlint *before, struct mdmlint *after, const char *format,
    mdmlint_write *write, void *ctx)
{
	static void (*const writers[])(
	    struct mdm_out *, const struct mdm_diff *) = {
		mdm_diff_text,
		mdm_diff_json,
		mdm_diff_markdown,
	};
	struct mdm_diff diff;
	struct mdm_out *out;
	size_t i = 0;

	while (names[i] != NULL && strcmp(format, names[i]) != 0)
		i++;
	if (names[i] == NULL)
		return mdm_api_no_format(after, format, names);
	if (before->result == NULL || after->result == NULL)
		return mdm_api_not_run(after);
	mdm_diff_make(&diff, after->arena, before->result, after->result);
	out = mdm_out_new(write, ctx);
	writers[i](out, &diff);
	return mdm_api_finish(after, out);
}

int
mdmlint_diff_exit_code(struct mdmlint *before, struct mdmlint *after)
{
	enum mdm_severity level = after->policy.fail_on;
	struct mdm_diff diff;

	if (before->unread.n + after->unread.n > 0)
		return MDMLINT_EXIT_UNREADABLE;
	mdm_diff_make(&diff, after->arena, before->result, after->result);
	for (size_t i = 0; level != MDM_OFF && i < diff.fresh.list.n; i++) {
		if (diff.fresh.list.at[i]->severity >= level)
			return MDMLINT_EXIT_FINDINGS;
	}
	return MDMLINT_EXIT_CLEAN;
}
