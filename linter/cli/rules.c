/* SPDX-License-Identifier: MIT */
#include "cli/commands.h"
#include "cli/lint.h"
#include "cli/message.h"
#include "cli/output.h"

/* The rule to explain, or NULL for the whole catalogue. */
static int
print_pages(const struct cli_words *w, const char *rule)
{
	struct mdmlint *lint = mdmlint_new();
	int code = MDMLINT_EXIT_CLEAN;

	for (size_t i = 0; i < w->ntargets; i++) {
		const char *format = w->targets[i].format;
		struct cli_output out;
		bool fine;

		if (!cli_output_open(&out, w->targets[i].file)) {
			code = cli_worst(code, MDMLINT_EXIT_USAGE);
			continue;
		}
		if (rule != NULL)
			fine = mdmlint_explain(
			    lint, rule, format, cli_output_write, &out);
		else
			fine =
			    mdmlint_rules(lint, format, cli_output_write, &out);
		if (!fine && out.error == 0) {
			cli_complain("%s", mdmlint_error(lint));
			code = cli_worst(code, MDMLINT_EXIT_USAGE);
		}
		code = cli_worst(code, cli_output_close(&out, fine));
	}
	mdmlint_free(lint);
	return code;
}

int
cli_rules(const struct cli_words *w)
{
	if (w->npaths > 0) {
		cli_complain("'rules' takes no argument; one rule's page: "
			     "mdmlint explain %s",
		    w->paths[0]);
		return MDMLINT_EXIT_USAGE;
	}
	return print_pages(w, NULL);
}

int
cli_explain(const struct cli_words *w)
{
	if (w->npaths != 1) {
		cli_complain("'explain' takes one rule, an id or a name; all "
			     "of them: mdmlint rules");
		return MDMLINT_EXIT_USAGE;
	}
	return print_pages(w, w->paths[0]);
}
