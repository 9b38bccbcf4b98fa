/* SPDX-License-Identifier: MIT */
#include "cli/completion.h"

#include <string.h>

#include "cli/options.h"

/* What an option's argument is, by the word that the help has for it. */
struct words {
	const char *argument;
	const char *list;    /* the words, or NULL */
	const char *command; /* prints them, or NULL */
};

#define RULES                                                                  \
	"mdmlint rules 2>/dev/null | sed -n 's/^  \\([A-Z]*[0-9]*\\) .*/\\1/p'"

static const struct words values[] = {
	{ "LEVEL", "error warning info none", NULL },
	{ "WORLD", "auto open closed", NULL },
	{ "WHEN", "auto always never", NULL },
	{ "RULES", NULL, RULES },
	{ "RULE", NULL, RULES },
	{ NULL, NULL, NULL },
};

/* The entry with NULL: any text, or the name of a file. */
static const struct words *
values_of(const struct cli_option *o)
{
	const struct words *v = values;

	while (v->argument != NULL && strcmp(v->argument, o->argument) != 0)
		v++;
	return v;
}

static bool
is_format(const struct cli_option *o)
{
	return o->action == CLI_FORMAT;
}

static bool
belongs(const struct cli_option *o, const struct cli_command *c)
{
	return (o->commands & c->bit) != 0;
}

static void
print_formats(FILE *f, const struct cli_command *c)
{
	const char *const *formats = cli_formats_of(c);

	for (size_t i = 0; formats[i] != NULL; i++)
		fprintf(f, "%s%s", i > 0 ? " " : "", formats[i]);
}

/* The first option of the command, from `o` on; NULL: no more. */
static const struct cli_option *
offered(const struct cli_option *o, const struct cli_command *c)
{
	while (o->name != NULL && !belongs(o, c))
		o++;
	return o->name != NULL ? o : NULL;
}

static void
print_bash_command(FILE *f, const struct cli_command *c)
{
	fprintf(f, "\t%s)\n\t\toptions='", c->name);
	for (const struct cli_option *o = offered(cli_options, c); o != NULL;
	     o = offered(o + 1, c))
		fprintf(f, "--%s ", o->name);
	fputs("'\n\t\tformats='", f);
	print_formats(f, c);
	fputs("' ;;\n", f);
}

static void
print_bash(FILE *f)
{
	fputs("# mdmlint completion for bash\n"
	      "_mdmlint()\n{\n"
	      "\tlocal options= formats= cur=${COMP_WORDS[COMP_CWORD]}\n"
	      "\tlocal prev=${COMP_WORDS[COMP_CWORD-1]} words=\n"
	      "\tif test \"$COMP_CWORD\" = 1; then\n"
	      "\t\tCOMPREPLY=($(compgen -W '",
	    f);
	for (const struct cli_command *c = cli_commands; c->name != NULL; c++)
		fprintf(f, "%s ", c->name);
	fputs("--help --version' -- \"$cur\"))\n\t\treturn\n\tfi\n"
	      "\tcase ${COMP_WORDS[1]} in\n",
	    f);
	for (const struct cli_command *c = cli_commands; c->name != NULL; c++)
		print_bash_command(f, c);
	fputs("\tesac\n\tcase $prev in\n"
	      "\t-f|--format) words=$formats ;;\n"
	      "\texplain",
	    f);
	for (const struct cli_option *o = cli_options; o->name != NULL; o++) {
		if (o->argument != NULL && values_of(o)->command != NULL)
			fprintf(f, "|--%s", o->name);
	}
	fputs(") words=$(" RULES ") ;;\n", f);
	for (const struct cli_option *o = cli_options; o->name != NULL; o++) {
		if (o->argument != NULL && values_of(o)->list != NULL)
			fprintf(f, "\t--%s) words='%s' ;;\n", o->name,
			    values_of(o)->list);
	}
	fputs("\tesac\n"
	      "\tcase $cur in -*) words=$options ;; esac\n"
	      "\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
	      "}\n"
	      "complete -o bashdefault -o default -F _mdmlint mdmlint\n",
	    f);
}

/* Inside '...' and [...] of zsh, and '...' of fish. */
static void
print_quoted(FILE *f, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '\'')
			fputs("'\\''", f);
		else if (strchr("[]:\\", *text) != NULL)
			fprintf(f, "\\%c", *text);
		else
			fputc(*text, f);
	}
}

static void
print_zsh_values(
    FILE *f, const struct cli_option *o, const struct cli_command *c)
{
	const struct words *v;

	if (o->argument == NULL)
		return;
	v = values_of(o);
	fputs(":", f);
	print_quoted(f, o->argument);
	fputs(":", f);
	if (is_format(o)) {
		fputs("(", f);
		print_formats(f, c);
		fputs(")", f);
	} else if (v->list != NULL) {
		fprintf(f, "(%s)", v->list);
	} else {
		fputs(v->command != NULL ? "_mdmlint_rules" : "_files", f);
	}
}

static void
print_zsh_command(FILE *f, const struct cli_command *c)
{
	fprintf(f, "\t%s)\n\t\t_arguments -s -S", c->name);
	for (const struct cli_option *o = offered(cli_options, c); o != NULL;
	     o = offered(o + 1, c)) {
		fputs(" \\\n\t\t\t", f);
		if (o->repeatable)
			fputs("'*'", f);
		if (o->letter != 0)
			fprintf(f, "{-%c,--%s}", o->letter, o->name);
		else
			fprintf(f, "--%s", o->name);
		fputs("'[", f);
		print_quoted(f, o->help);
		fputs("]", f);
		print_zsh_values(f, o, c);
		fputs("'", f);
	}
	fprintf(f, " \\\n\t\t\t'*:argument:%s' ;;\n",
	    c->bit == CLI_EXPLAIN ? "_mdmlint_rules" : "_files");
}

static void
print_zsh(FILE *f)
{
	fputs("#compdef mdmlint\n"
	      "_mdmlint_rules()\n{\n"
	      "\tcompadd -- ${(f)\"$(" RULES ")\"}\n}\n"
	      "_mdmlint()\n{\n"
	      "\tlocal -a commands=(\n",
	    f);
	for (const struct cli_command *c = cli_commands; c->name != NULL; c++) {
		fprintf(f, "\t\t'%s:", c->name);
		print_quoted(f, c->summary);
		fputs("'\n", f);
	}
	fputs("\t)\n"
	      "\tif (( CURRENT == 2 )); then\n"
	      "\t\t_describe command commands\n\t\treturn\n\tfi\n"
	      "\tshift words\n\t(( CURRENT-- ))\n"
	      "\tcase $words[1] in\n",
	    f);
	for (const struct cli_command *c = cli_commands; c->name != NULL; c++)
		print_zsh_command(f, c);
	fputs("\tesac\n}\n"
	      "if [ \"$funcstack[1]\" = _mdmlint ]; then\n"
	      "\t_mdmlint \"$@\"\nelse\n\tcompdef _mdmlint mdmlint\nfi\n",
	    f);
}

/* In '...' of fish, backslash and quote are escaped by a backslash. */
static void
print_fish_quoted(FILE *f, const char *text)
{
	fputc('\'', f);
	for (; *text != '\0'; text++) {
		if (*text == '\'' || *text == '\\')
			fputc('\\', f);
		fputc(*text, f);
	}
	fputc('\'', f);
}

static void
print_fish_option(
    FILE *f, const struct cli_option *o, const struct cli_command *c)
{
	const struct words *v;

	fprintf(f, "complete -c mdmlint -n '__fish_seen_subcommand_from %s'",
	    c->name);
	if (o->letter != 0)
		fprintf(f, " -s %c", o->letter);
	fprintf(f, " -l %s", o->name);
	if (o->argument != NULL) {
		v = values_of(o);
		if (is_format(o)) {
			fputs(" -x -a '", f);
			print_formats(f, c);
			fputs("'", f);
		} else if (v->list != NULL) {
			fprintf(f, " -x -a '%s'", v->list);
		} else if (v->command != NULL) {
			fputs(" -x -a '(__mdmlint_rules)'", f);
		} else {
			fputs(" -r", f);
		}
	}
	fputs(" -d ", f);
	print_fish_quoted(f, o->help);
	fputc('\n', f);
}

static void
print_fish(FILE *f)
{
	fputs("# mdmlint completion for fish\n"
	      "function __mdmlint_rules\n\t" RULES "\nend\n",
	    f);
	for (const struct cli_command *c = cli_commands; c->name != NULL; c++) {
		fprintf(f,
		    "complete -c mdmlint -n __fish_use_subcommand -f -a %s "
		    "-d ",
		    c->name);
		print_fish_quoted(f, c->summary);
		fputc('\n', f);
		for (const struct cli_option *o = offered(cli_options, c);
		     o != NULL; o = offered(o + 1, c))
			print_fish_option(f, o, c);
	}
	fputs("complete -c mdmlint -n '__fish_seen_subcommand_from explain' "
	      "-f -a '(__mdmlint_rules)'\n",
	    f);
}

bool
cli_completion_print(FILE *f, const char *shell)
{
	static const struct {
		const char *shell;
		void (*print)(FILE *);
	} shells[] = {
		{ "bash", print_bash },
		{ "zsh", print_zsh },
		{ "fish", print_fish },
	};

	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
		if (strcmp(shells[i].shell, shell) != 0)
			continue;
		shells[i].print(f);
		return true;
	}
	return false;
}
