/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/find.h"
#include "cli/lint.h"
#include "cli/message.h"
#include "cli/output.h"

static int
write_config(struct mdmlint *lint, const char *what)
{
	struct cli_output out;

	cli_output_open(&out, NULL);
	mdmlint_config_write(lint, what, cli_output_write, &out);
	return cli_output_close(&out, true);
}

/* Reading it is the check; this tells which one was read. */
static int
tell(const struct cli_words *w)
{
	char *path = cli_find_config(w);
	struct cli_output out;

	cli_output_open(&out, NULL);
	if (path != NULL)
		fprintf(out.stream, "%s: no problem\n", path);
	else
		fputs("there is no configuration\n", out.stream);
	free(path);
	return cli_output_close(&out, true);
}

int
cli_config(const struct cli_words *given)
{
	static const char *const verbs[] = { "show", "schema", "check", NULL };
	const char *verb = given->npaths > 0 ? given->paths[0] : "show";
	struct cli_words rest = *given, w;
	int code = MDMLINT_EXIT_USAGE;
	struct mdmlint *lint;

	if (strcmp(verb, "show") != 0 && strcmp(verb, "schema") != 0 &&
	    strcmp(verb, "check") != 0) {
		cli_complain("'config' does not know '%s'%s", verb,
		    cli_hint_of("", verb, verbs).text);
		return code;
	}
	if (given->npaths > 0) {
		rest.paths++; /* what follows is where to look */
		rest.npaths--;
	}
	if (strcmp(verb, "schema") == 0)
		rest.no_config = true;
	lint = mdmlint_new();
	if (cli_lint_begin(lint, &rest, &w))
		code = strcmp(verb, "check") == 0 ? tell(&rest)
						  : write_config(lint, verb);
	cli_lint_end(lint, &w);
	return code;
}
