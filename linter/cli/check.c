/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/lint.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/sandbox.h"

/* The text report is the default, and the only one that has colours. */
static unsigned
style_of(const struct cli_words *w, const struct cli_target *t)
{
	unsigned style = 0;

	if (t->file == NULL ? cli_color_wanted(w->color)
			    : w->color == CLI_COLOR_ALWAYS)
		style |= MDMLINT_COLOR;
	if (w->quiet)
		style |= MDMLINT_QUIET;
	if (w->verbose)
		style |= MDMLINT_VERBOSE;
	if (w->statistics)
		style |= MDMLINT_STATISTICS;
	return style;
}

static int
report(struct mdmlint *lint, const struct cli_words *w,
    const struct cli_target *target, struct cli_output *out)
{
	bool fine = mdmlint_report(
	    lint, target->format, style_of(w, target), cli_output_write, out);

	if (!fine && out->error == 0) {
		cli_complain("%s", mdmlint_error(lint));
		cli_output_close(out, false);
		return MDMLINT_EXIT_INTERNAL;
	}
	return cli_output_close(out, true);
}

/* Every file is opened before the work, so that a wrong name costs none. */
static bool
open_outputs(const struct cli_words *w, struct cli_output *outputs)
{
	for (size_t i = 0; i < w->ntargets; i++) {
		if (cli_output_open(&outputs[i], w->targets[i].file))
			continue;
		while (i-- > 0)
			cli_output_close(&outputs[i], false);
		return false;
	}
	return true;
}

static void
drop_outputs(const struct cli_words *w, struct cli_output *outputs)
{
	for (size_t i = 0; i < w->ntargets; i++)
		cli_output_close(&outputs[i], false);
}

/* The same file may have been read as --baseline before. */
static int
write_baseline(struct mdmlint *lint, const char *file)
{
	struct cli_output out;

	if (file == NULL)
		return MDMLINT_EXIT_CLEAN;
	if (!cli_output_open(&out, file))
		return MDMLINT_EXIT_USAGE;
	mdmlint_baseline(lint, cli_output_write, &out);
	return cli_output_close(&out, true);
}

static int
report_all(
    struct mdmlint *lint, const struct cli_words *w, struct cli_output *outputs)
{
	int code = cli_lint_unreadable(lint);

	code = cli_worst(code, cli_lint_problems(lint));
	code = cli_worst(code, mdmlint_exit_code(lint));
	for (size_t i = 0; i < w->ntargets; i++)
		code = cli_worst(
		    code, report(lint, w, &w->targets[i], &outputs[i]));
	return cli_worst(code, write_baseline(lint, w->write_baseline));
}

/* Reports get their names when they are whole, a baseline is the last. */
static void
confine(const struct cli_words *w)
{
	const char **files = cli_grow(NULL, w->ntargets + 2, sizeof(*files));
	const char *why = NULL;
	size_t n = 0;

	for (size_t i = 0; i < w->ntargets && !w->files; i++) {
		if (w->targets[i].file != NULL)
			files[n++] = w->targets[i].file;
	}
	if (w->write_baseline != NULL)
		files[n++] = w->write_baseline;
	files[n] = NULL;
	if (!w->no_sandbox)
		why = cli_sandbox_close(files);
	if (why != NULL && w->verbose)
		cli_complain("not confined: %s", why);
	free(files);
}

static int
lint_and_report(struct mdmlint *lint, const struct cli_words *w)
{
	struct cli_output *outputs =
	    cli_grow(NULL, w->ntargets, sizeof(*outputs));
	int code = MDMLINT_EXIT_USAGE;

	if (open_outputs(w, outputs)) {
		cli_lint_add(lint, w);
		confine(w);
		if (mdmlint_check(lint)) {
			code = report_all(lint, w, outputs);
		} else {
			cli_complain("%s", mdmlint_error(lint));
			drop_outputs(w, outputs);
		}
	}
	free(outputs);
	return code;
}

static int
list_files(struct mdmlint *lint, const struct cli_words *w)
{
	struct cli_output out;
	int code;

	if (!cli_output_open(&out, NULL))
		return MDMLINT_EXIT_INTERNAL;
	cli_lint_add(lint, w);
	confine(w);
	mdmlint_load(lint);
	code = cli_lint_unreadable(lint);
	mdmlint_files(lint, cli_output_write, &out);
	return cli_worst(code, cli_output_close(&out, true));
}

int
cli_check(const struct cli_words *given)
{
	struct mdmlint *lint = mdmlint_new();
	int code = MDMLINT_EXIT_USAGE;
	struct cli_words w;

	if (cli_lint_begin(lint, given, &w))
		code =
		    w.files ? list_files(lint, &w) : lint_and_report(lint, &w);
	cli_lint_end(lint, &w);
	return code;
}
