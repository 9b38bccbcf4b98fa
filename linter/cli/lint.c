/* SPDX-License-Identifier: MIT */
#include "cli/lint.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cli/changed.h"
#include "cli/find.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/walk.h"

static bool
read_config(struct mdmlint *lint, const struct cli_words *w)
{
	char *path = cli_find_config(w);
	bool good = path == NULL || mdmlint_config(lint, path);

	free(path);
	if (!good)
		cli_lint_problems(lint);
	return good;
}

static bool
hand_over(struct mdmlint *lint, const struct cli_words *w)
{
	for (size_t i = 0; i < w->nsettings; i++) {
		const struct cli_setting *s = &w->settings[i];

		if (!mdmlint_set(lint, s->name, s->value)) {
			/* It begins with the name of the setting. */
			cli_complain("--%s", mdmlint_error(lint));
			return false;
		}
	}
	return true;
}

static bool
is_true(const struct mdmlint *lint, const char *name)
{
	const char *value = mdmlint_setting(lint, name, 0, NULL);

	return value != NULL && strcmp(value, "true") == 0;
}

static void
take_excludes(const struct mdmlint *lint, struct cli_words *w)
{
	const char **list = NULL, *value;
	bool by_config = false;
	size_t n = 0;

	for (size_t i = 0;
	     (value = mdmlint_setting(lint, "exclude", i, &by_config)) != NULL;
	     i++) {
		if (!by_config)
			continue;
		CLI_ROOM(list, n);
		list[n++] = value;
	}
	w->config_excludes = list;
	w->nconfig_excludes = n;
	w->config_folder = mdmlint_config_folder(lint);
}

static bool
take_formats(const struct mdmlint *lint, struct cli_words *w,
    const struct cli_words *given)
{
	const char *value = "text";
	bool good = true;

	w->targets = NULL;
	w->ntargets = 0;
	/* Of another command's formats the configuration says nothing. */
	if (given->text_by_default &&
	    cli_formats_of(w->command) == mdmlint_formats())
		value = mdmlint_setting(lint, "format", 0, NULL);
	if (!given->text_by_default || value == NULL ||
	    cli_formats_of(w->command) != mdmlint_formats()) {
		for (size_t i = 0; i < given->ntargets; i++) {
			struct cli_target t = given->targets[i];

			t.format = cli_copy(t.format, strlen(t.format));
			CLI_ROOM(w->targets, w->ntargets);
			w->targets[w->ntargets++] = t;
		}
		return true;
	}
	for (size_t i = 0; good && value != NULL;
	     value = mdmlint_setting(lint, "format", ++i, NULL))
		good = cli_words_format(w, value);
	return good;
}

static void
take_color(const struct mdmlint *lint, struct cli_words *w)
{
	const char *value = mdmlint_setting(lint, "color", 0, NULL);

	if (value != NULL && strcmp(value, "always") == 0)
		w->color = CLI_COLOR_ALWAYS;
	else if (value != NULL && strcmp(value, "never") == 0)
		w->color = CLI_COLOR_NEVER;
	else if (value != NULL)
		w->color = CLI_COLOR_AUTO;
}

static bool
take_changes(struct mdmlint *lint, const struct cli_words *w)
{
	const char *revision = mdmlint_setting(lint, "changed-from", 0, NULL);

	return revision == NULL || w->command->bit == CLI_CONFIG ||
	    cli_changed(lint, w, revision);
}

bool
cli_lint_begin(struct mdmlint *lint, const struct cli_words *given,
    struct cli_words *ret_words)
{
	struct cli_words *w = ret_words;

	*w = *given;
	w->targets = NULL;
	w->ntargets = 0;
	if (!read_config(lint, given) || !hand_over(lint, given))
		return false;
	w->no_ignore = is_true(lint, "no-ignore");
	w->set_per_folder = is_true(lint, "set-per-folder");
	w->statistics = is_true(lint, "statistics");
	w->quiet = is_true(lint, "quiet");
	w->verbose = is_true(lint, "verbose");
	take_color(lint, w);
	take_excludes(lint, w);
	return take_formats(lint, w, given) && take_changes(lint, w);
}

void
cli_lint_end(struct mdmlint *lint, struct cli_words *w)
{
	for (size_t i = 0; i < w->ntargets; i++)
		free(w->targets[i].format);
	free(w->targets);
	free((void *)(uintptr_t)w->config_excludes);
	mdmlint_free(lint);
}

int
cli_lint_problems(const struct mdmlint *lint)
{
	const char *problem;
	int code = MDMLINT_EXIT_CLEAN;

	for (size_t i = 0; (problem = mdmlint_problem(lint, i)) != NULL; i++) {
		cli_complain("%s", problem);
		code = MDMLINT_EXIT_USAGE;
	}
	return code;
}

void
cli_lint_add(struct mdmlint *lint, const struct cli_words *w)
{
	for (size_t i = 0; i < w->npaths; i++) {
		if (strcmp(w->paths[i], "-") == 0) {
			cli_walk_stdin(lint, w);
			break;
		}
	}
	cli_walk(lint, w);
}

int
cli_lint_unreadable(const struct mdmlint *lint)
{
	const char *name;
	int error, code = MDMLINT_EXIT_CLEAN;

	for (size_t i = 0; (name = mdmlint_unreadable(lint, i, &error)) != NULL;
	     i++) {
		cli_complain("cannot read '%s': %s", name, strerror(error));
		code = MDMLINT_EXIT_UNREADABLE;
	}
	return code;
}

int
cli_worst(int a, int b)
{
	return a > b ? a : b;
}
