/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "lint.h"
#include "message.h"
#include "output.h"

static int
inspect(struct mdmlint *lint, const struct cli_words *w)
{
	struct cli_output out;
	size_t n = w->ntargets;
	int code;

	cli_lint_add(lint, w);
	mdmlint_load(lint);
	code = cli_lint_unreadable(lint);
	for (size_t i = 0; i < (n > 0 ? n : 1); i++) {
		if (!cli_output_open(&out, n > 0 ? w->targets[i].file : NULL))
			return MDMLINT_EXIT_USAGE;
		mdmlint_inspect(lint, n > 0 ? w->targets[i].format : "text",
		    cli_output_write, &out);
		code = cli_worst(code, cli_output_close(&out, true));
	}
	return code;
}

int
cli_inspect(const struct cli_words *w)
{
	struct mdmlint *lint = mdmlint_new();
	int code = MDMLINT_EXIT_USAGE;

	if (cli_lint_settings(lint, w))
		code = inspect(lint, w);
	mdmlint_free(lint);
	return code;
}
