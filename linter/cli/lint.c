/* SPDX-License-Identifier: MIT */
#include "cli/lint.h"

#include <string.h>

#include "cli/message.h"
#include "cli/walk.h"

bool
cli_lint_settings(struct mdmlint *lint, const struct cli_words *w)
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
