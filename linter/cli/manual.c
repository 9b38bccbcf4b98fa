/* SPDX-License-Identifier: MIT */
#include "cli/manual.h"

#include <string.h>

#include "cli/options.h"
#include "mdmlint.h"

enum { MARGIN = 72 };

const char *const cli_exit_codes[] = {
	"no finding at or above --fail-on",
	"findings at or above --fail-on, or a --require that could not be met",
	"wrong usage",
	"an input could not be read; a damaged document is a finding",
	"internal error: no memory, or the report could not be written",
	NULL,
};

/* A word: what mdoc takes for a macro or an escape is defused. */
static void
print_word(FILE *f, const char *s, size_t n)
{
	if (n > 0 && (*s == '.' || *s == '\''))
		fputs("\\&", f);
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\\')
			fputs("\\e", f);
		else if (s[i] == '-')
			fputs("\\-", f);
		else
			fputc(s[i], f);
	}
}

/* Running text, a full stop behind it, in lines that a person can edit. */
static void
print_text(FILE *f, const char *s)
{
	size_t column = 0;

	while (*s != '\0') {
		size_t n = strcspn(s, " ");

		if (column > 0)
			fputc(column + n > MARGIN ? '\n' : ' ', f);
		column = column + n > MARGIN ? n : column + n + 1;
		print_word(f, s, n);
		s += n;
		s += strspn(s, " ");
	}
	fputs(".\n", f);
}

static void
print_option(FILE *f, const struct cli_option *o)
{
	fputs(".It", f);
	if (o->letter != 0)
		fprintf(f, " Fl %c ,", o->letter);
	fprintf(f, " Fl Fl ");
	print_word(f, o->name, strlen(o->name));
	if (o->argument != NULL) {
		fputs(" Ar ", f);
		print_word(f, o->argument, strlen(o->argument));
	}
	fputc('\n', f);
	print_text(f, o->help);
}

static void
print_commands(FILE *f)
{
	fputs(".Bl -tag -width Ds\n", f);
	for (const struct cli_command *c = cli_commands; c->name != NULL; c++) {
		fprintf(f, ".It Cm %s Ar ", c->name);
		print_word(f, c->synopsis, strlen(c->synopsis));
		/* A ']' at the end is no delimiter here. */
		fputs("\\&\n", f);
		print_text(f, c->summary);
	}
	fputs(".El\n", f);
}

static void
print_options(FILE *f)
{
	fputs(".Sh OPTIONS\n"
	      "Options stand behind the command, before or between its "
	      "arguments;\n"
	      ".Fl Fl\n"
	      "ends them.\n"
	      ".Bl -tag -width Ds\n",
	    f);
	for (const struct cli_option *o = cli_options; o->name != NULL; o++) {
		print_option(f, o);
	}
	fputs(".El\n", f);
}

static void
print_formats(FILE *f)
{
	fputs(".Sh FORMATS\n", f);
	for (const struct cli_command *c = cli_commands; c->name != NULL; c++) {
		const char *const *formats = cli_formats_of(c);

		fprintf(f, ".Cm %s\nwrites ", c->name);
		for (size_t i = 0; formats[i] != NULL; i++)
			fprintf(f, "%s%s", i > 0 ? ", " : "", formats[i]);
		fputs(".\n", f);
	}
}

static void
print_exit_codes(FILE *f)
{
	fputs(".Sh EXIT STATUS\n"
	      "When several apply, the highest counts.\n"
	      ".Bl -tag -width Ds\n",
	    f);
	for (size_t i = 0; cli_exit_codes[i] != NULL; i++) {
		fprintf(f, ".It %zu\n", i);
		print_text(f, cli_exit_codes[i]);
	}
	fputs(".El\n", f);
}

void
cli_manual_print(FILE *f)
{
	fputs(".\\\" SPDX-License-Identifier: MIT\n"
	      ".\\\" Made by: mdmlint help --format man\n"
	      ".Dd " MDMLINT_DATE "\n"
	      ".Dt MDMLINT 1\n"
	      ".Os mdmlint " MDMLINT_VERSION "\n"
	      ".Sh NAME\n"
	      ".Nm mdmlint\n"
	      ".Nd lint certificate profiles of Intune and other MDM systems\n"
	      ".Sh SYNOPSIS\n"
	      ".Nm\n"
	      ".Ar command\n"
	      ".Op Ar option ...\n"
	      ".Op Ar argument ...\n"
	      ".Nm\n"
	      ".Fl Fl version\n"
	      ".Sh DESCRIPTION\n"
	      ".Nm\n"
	      "reads exports of device configuration profiles and the\n"
	      "certificates in them, compares them with each other, and\n"
	      "reports what will fail on devices before it is deployed.\n"
	      "Only\n"
	      ".Cm fix Fl Fl write\n"
	      "changes an input, and only\n"
	      ".Cm getcacert\n"
	      "uses the network.\n"
	      ".Pp\n"
	      "The commands are:\n",
	    f);
	print_commands(f);
	print_options(f);
	print_formats(f);
	fputs(".Sh ENVIRONMENT\n"
	      ".Bl -tag -width Ds\n"
	      ".It Ev NO_COLOR\n"
	      "If set and not empty, no colors.\n"
	      ".It Ev CLICOLOR_FORCE\n"
	      "If set, not empty and not 0, colors also without a terminal.\n"
	      ".It Ev SOURCE_DATE_EPOCH\n"
	      "The date for validity rules, in seconds since 1970.\n"
	      ".It Ev http_proxy , https_proxy , no_proxy\n"
	      "How\n"
	      ".Cm getcacert\n"
	      "reaches servers, see\n"
	      ".Xr curl 1 .\n"
	      ".El\n"
	      ".Sh FILES\n"
	      ".Bl -tag -width Ds\n"
	      ".It Pa .mdmlint.yaml\n"
	      "The configuration, in the folder of the first path or above.\n"
	      ".It Pa .mdmlint.yaml\n"
	      "The configuration; see\n"
	      ".Cm config\n"
	      "and docs/configuration.md.\n"
	      ".It Pa .gitignore , .mdmlintignore\n"
	      "Patterns of files to leave out, see\n"
	      ".Xr gitignore 5 .\n"
	      ".El\n",
	    f);
	print_exit_codes(f);
	fputs(".Sh EXAMPLES\n"
	      "Lint an export, and write a report for programs as well:\n"
	      ".Dl mdmlint check \\-f text \\-f json:report.json export/\n"
	      ".Pp\n"
	      "Understand a finding:\n"
	      ".Dl mdmlint explain STORE001\n",
	    f);
}
