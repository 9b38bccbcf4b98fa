/* SPDX-License-Identifier: MIT */
#include "cli/message.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "mdmlint.h"

void
cli_complain(const char *fmt, ...)
{
	va_list args;
	char *text = NULL;
	int n;

	va_start(args, fmt);
	n = vasprintf(&text, fmt, args);
	va_end(args);
	fputs("mdmlint: ", stderr);
	for (int i = 0; i < n; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c < 0x20 || c == 0x7f)
			fprintf(stderr, "\\x%02x", c);
		else
			fputc(c, stderr);
	}
	fputc('\n', stderr);
	free(text);
}

struct cli_hint
cli_hint_of(const char *dashes, const char *word, const char *const *candidates)
{
	const char *nearest = mdmlint_nearest(word, candidates);
	struct cli_hint hint = { "" };

	if (nearest != NULL)
		snprintf(hint.text, sizeof(hint.text), "; did you mean '%s%s'?",
		    dashes, nearest);
	return hint;
}
