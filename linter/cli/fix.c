/* SPDX-License-Identifier: MIT */
#include "cli/commands.h"
#include "cli/lint.h"
#include "cli/message.h"
#include "cli/output.h"

static const char *
plural(size_t n)
{
	return n == 1 ? "" : "s";
}

static void
tell_what_is_left(struct mdmlint *lint)
{
	const char *left;

	for (size_t i = 0; (left = mdmlint_unrepaired(lint, i)) != NULL; i++)
		cli_complain("%s", left);
}

static int
show(struct mdmlint *lint)
{
	struct mdmlint_repaired r;
	struct cli_output out;
	size_t files = 0, findings = 0;
	int code;

	for (; mdmlint_repaired(lint, files, &r); files++)
		findings += r.findings;
	if (!cli_output_open(&out, NULL))
		return MDMLINT_EXIT_INTERNAL;
	mdmlint_patch(lint, cli_output_write, &out);
	code = cli_output_close(&out, true);
	if (files == 0)
		return code;
	cli_complain("%zu finding%s in %zu file%s can be repaired; --write "
		     "does it",
	    findings, plural(findings), files, plural(files));
	return cli_worst(code, MDMLINT_EXIT_FINDINGS);
}

static int
write_file(const struct mdmlint_repaired *r)
{
	struct cli_output out;
	int code;

	if (!cli_output_open(&out, r->file))
		return MDMLINT_EXIT_UNREADABLE;
	cli_output_write(&out, r->bytes, r->n);
	code = cli_output_close(&out, true);
	if (code == MDMLINT_EXIT_CLEAN)
		printf("%s: %zu finding%s repaired\n", r->file, r->findings,
		    plural(r->findings));
	return code;
}

/* All are worked out before the first is written: they read each other. */
static int
write_all(struct mdmlint *lint)
{
	struct mdmlint_repaired r;
	int code = MDMLINT_EXIT_CLEAN;

	for (size_t i = 0; mdmlint_repaired(lint, i, &r); i++)
		code = cli_worst(code, write_file(&r));
	return code;
}

static bool
makes_sense(const struct cli_words *w)
{
	if (w->npaths == 0)
		cli_complain("fix needs the files or folders to repair");
	else if (w->diff && w->write)
		cli_complain("--diff shows and --write writes: choose one");
	else
		return true;
	return false;
}

int
cli_fix(const struct cli_words *given)
{
	struct mdmlint *lint = mdmlint_new();
	int code = MDMLINT_EXIT_USAGE;
	struct cli_words w;

	if (cli_lint_begin(lint, given, &w) && makes_sense(&w)) {
		cli_lint_add(lint, &w);
		mdmlint_check(lint);
		code = cli_lint_unreadable(lint);
		code = cli_worst(code, w.write ? write_all(lint) : show(lint));
		tell_what_is_left(lint);
	}
	cli_lint_end(lint, &w);
	return code;
}
