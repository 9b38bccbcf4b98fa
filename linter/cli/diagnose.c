/* SPDX-License-Identifier: MIT */
#include "cli/commands.h"
#include "cli/lint.h"
#include "cli/message.h"
#include "cli/output.h"

static int
diagnose(struct mdmlint *lint, const struct cli_words *w)
{
	struct cli_output out;
	int code;

	cli_lint_add(lint, w);
	mdmlint_check(lint);
	code = cli_worst(cli_lint_unreadable(lint), mdmlint_exit_code(lint));
	for (size_t i = 0; i < w->ntargets; i++) {
		if (!cli_output_open(&out, w->targets[i].file))
			return MDMLINT_EXIT_USAGE;
		mdmlint_diagnose(
		    lint, w->targets[i].format, cli_output_write, &out);
		code = cli_worst(code, cli_output_close(&out, true));
	}
	return code;
}

/* Unlike check it takes no current folder: logs are rarely kept in one. */
int
cli_diagnose(const struct cli_words *given)
{
	struct mdmlint *lint;
	int code = MDMLINT_EXIT_USAGE;
	struct cli_words w;

	if (given->npaths == 0) {
		cli_complain("diagnose needs a PATH: an event log, with an "
			     "export or GetCACert answers");
		return MDMLINT_EXIT_USAGE;
	}
	lint = mdmlint_new();
	if (cli_lint_begin(lint, given, &w))
		code = diagnose(lint, &w);
	cli_lint_end(lint, &w);
	return code;
}
