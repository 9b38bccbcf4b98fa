/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/completion.h"
#include "cli/manual.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/options.h"
#include "cli/output.h"
#include "mdmlint.h"

enum { COLUMNS = 80, INDENT = 30 };

/* Words up to the right margin; starts in column `column`. */
static void
print_wrapped(FILE *f, const char *text, int column, int indent)
{
	const char *separator = "";

	while (*text != '\0') {
		int n = (int)strcspn(text, " ");

		if (*separator != '\0' && column + 1 + n > COLUMNS) {
			fprintf(f, "\n%*s", indent, "");
			column = indent;
			separator = "";
		}
		fprintf(f, "%s%.*s", separator, n, text);
		column += n + (*separator != '\0');
		separator = " ";
		text += n;
		text += strspn(text, " ");
	}
	fputc('\n', f);
}

static void
print_option(FILE *f, const struct cli_option *o)
{
	char letter[] = "-x, ";
	char *left;
	int n;

	letter[1] = (char)o->letter;
	left = cli_format("  %s--%s%s%s", o->letter != 0 ? letter : "    ",
	    o->name, o->argument != NULL ? " " : "",
	    o->argument != NULL ? o->argument : "");
	n = (int)strlen(left);
	fputs(left, f);
	if (n > INDENT - 2) {
		fputc('\n', f);
		n = 0;
	}
	fprintf(f, "%*s", INDENT - n, "");
	print_wrapped(f, o->help, INDENT, INDENT);
	free(left);
}

static void
print_formats(FILE *f, const struct cli_command *c)
{
	const char *const *formats = cli_formats_of(c);
	char *list = cli_format("formats: %s", formats[0]);

	for (size_t i = 1; formats[i] != NULL; i++) {
		char *longer = cli_format("%s, %s", list, formats[i]);

		free(list);
		list = longer;
	}
	fputc('\n', f);
	print_wrapped(f, list, 0, 0);
	free(list);
}

static void
print_command(FILE *f, const struct cli_command *c)
{
	fprintf(f, "usage: mdmlint %s %s\n\n", c->name, c->synopsis);
	print_wrapped(f, c->summary, 0, 0);
	fputs("\noptions:\n", f);
	for (const struct cli_option *o = cli_options; o->name != NULL; o++) {
		if ((o->commands & c->bit) != 0)
			print_option(f, o);
	}
	print_formats(f, c);
	if (c->bit != CLI_CHECK)
		return;
	fputs("\nexit codes:\n", f);
	for (size_t i = 0; cli_exit_codes[i] != NULL; i++) {
		fprintf(f, "  %zu  ", i);
		print_wrapped(f, cli_exit_codes[i], 5, 5);
	}
}

static void
print_general(FILE *f)
{
	fputs("usage: mdmlint COMMAND [OPTION]... [ARGUMENT]...\n\n"
	      "Lint certificate profiles of Intune and other MDM systems.\n\n"
	      "commands:\n",
	    f);
	for (const struct cli_command *c = cli_commands; c->name != NULL; c++) {
		fprintf(f, "  %-10s", c->name);
		print_wrapped(f, c->summary, 12, 12);
	}
	fputs("\n  mdmlint check export/    lint everything in a folder\n"
	      "  mdmlint help check       the options of a command\n"
	      "  mdmlint explain XREF001  one rule: why, symptom, repair\n"
	      "  mdmlint --version        version and libraries\n",
	    f);
}

int
cli_help_print(const struct cli_command *c)
{
	struct cli_output out;

	cli_output_open(&out, NULL);
	if (c != NULL)
		print_command(out.stream, c);
	else
		print_general(out.stream);
	return cli_output_close(&out, true);
}

void
cli_usage_hint(void)
{
	fputs("usage: mdmlint COMMAND [OPTION]... [ARGUMENT]...\n"
	      "try 'mdmlint check export/' or 'mdmlint --help'\n",
	    stderr);
}

/* The manual page, or what completes the words of a shell. */
static int
print_all(const struct cli_words *w)
{
	struct cli_output out;

	if (!cli_output_open(&out, w->targets[0].file))
		return MDMLINT_EXIT_USAGE;
	if (!cli_completion_print(out.stream, w->targets[0].format))
		cli_manual_print(out.stream);
	return cli_output_close(&out, true);
}

int
cli_help(const struct cli_words *w)
{
	const struct cli_command *c = NULL;
	const char *names[32];
	size_t n = 0;

	if (strcmp(w->targets[0].format, "text") != 0)
		return print_all(w);
	if (w->npaths == 0)
		return cli_help_print(NULL);
	c = cli_command_find(w->paths[0]);
	if (c != NULL)
		return cli_help_print(c);
	for (c = cli_commands; c->name != NULL; c++)
		names[n++] = c->name;
	names[n] = NULL;
	cli_complain("unknown command '%s'%s", w->paths[0],
	    cli_hint_of("", w->paths[0], names).text);
	return MDMLINT_EXIT_USAGE;
}
