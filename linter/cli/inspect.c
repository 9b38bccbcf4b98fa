/* SPDX-License-Identifier: MIT */
#include "cli/commands.h"
#include "cli/lint.h"
#include "cli/message.h"
#include "cli/output.h"

static int
inspect(struct mdmlint *lint, const struct cli_words *w)
{
	struct cli_output out;
	int code;

	cli_lint_add(lint, w);
	mdmlint_load(lint);
	code = cli_lint_unreadable(lint);
	for (size_t i = 0; i < w->ntargets; i++) {
		if (!cli_output_open(&out, w->targets[i].file))
			return MDMLINT_EXIT_USAGE;
		mdmlint_inspect(
		    lint, w->targets[i].format, cli_output_write, &out);
		code = cli_worst(code, cli_output_close(&out, true));
	}
	return code;
}

int
cli_inspect(const struct cli_words *given)
{
	struct mdmlint *lint = mdmlint_new();
	int code = MDMLINT_EXIT_USAGE;
	struct cli_words w;

	if (cli_lint_begin(lint, given, &w))
		code = inspect(lint, &w);
	cli_lint_end(lint, &w);
	return code;
}
