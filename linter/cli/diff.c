/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/find.h"
#include "cli/lint.h"
#include "cli/message.h"
#include "cli/output.h"

struct side {
	struct mdmlint *lint;
	struct cli_words words;
};

static int
write_diff(struct side *old, struct side *new)
{
	int code = mdmlint_diff_exit_code(old->lint, new->lint);
	struct cli_output out;

	for (size_t i = 0; i < new->words.ntargets; i++) {
		const struct cli_target *t = &new->words.targets[i];

		if (!cli_output_open(&out, t->file))
			return cli_worst(code, MDMLINT_EXIT_USAGE);
		mdmlint_diff(
		    old->lint, new->lint, t->format, cli_output_write, &out);
		code = cli_worst(code, cli_output_close(&out, true));
	}
	return code;
}

/* What is incomplete is not compared: all the rest would look removed. */
static int
run(struct side *side, const char **path)
{
	int code;

	side->words.paths = path;
	side->words.npaths = 1;
	cli_lint_add(side->lint, &side->words);
	if (!mdmlint_check(side->lint)) {
		cli_complain("%s", mdmlint_error(side->lint));
		return MDMLINT_EXIT_USAGE;
	}
	code = cli_lint_unreadable(side->lint);
	return cli_worst(code, cli_lint_problems(side->lint));
}

static int
compare(struct side *old, struct side *new, const char **paths)
{
	int code = run(old, paths);

	code = cli_worst(code, run(new, paths + 1));
	return code != MDMLINT_EXIT_CLEAN ? code : write_diff(old, new);
}

int
cli_diff(const struct cli_words *given)
{
	struct cli_words words = *given;
	struct side old = { 0 }, new = { 0 };
	int code = MDMLINT_EXIT_USAGE;
	char *config;

	if (given->npaths != 2) {
		cli_complain("'diff' compares two: mdmlint diff OLD NEW");
		return code;
	}
	/* Both sides are judged by what holds now. */
	words.paths = given->paths + 1;
	words.npaths = 1;
	config = cli_find_config(&words);
	words.config = config;
	words.no_config = config == NULL;
	old.lint = mdmlint_new();
	new.lint = mdmlint_new();
	if (cli_lint_begin(old.lint, &words, &old.words) &&
	    cli_lint_begin(new.lint, &words, &new.words))
		code = compare(&old, &new, given->paths);
	cli_lint_end(old.lint, &old.words);
	cli_lint_end(new.lint, &new.words);
	free(config);
	return code;
}
