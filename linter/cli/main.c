/* SPDX-License-Identifier: MIT */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/message.h"
#include "cli/options.h"
#include "cli/output.h"
#include "mdmlint.h"

static int
print_version(void)
{
	const char *version = mdmlint_version();
	struct cli_output out;

	cli_output_open(&out, NULL);
	cli_output_write(&out, version, strlen(version));
	if (*version == '\0' || version[strlen(version) - 1] != '\n')
		cli_output_write(&out, "\n", 1);
	return cli_output_close(&out, true);
}

/* What stands where a command should. */
static int
refuse(const char *word)
{
	const char *names[32];
	size_t n = 0;

	for (const struct cli_command *c = cli_commands; c->name != NULL; c++)
		names[n++] = c->name;
	names[n] = NULL;
	if (word[0] == '-' && word[1] != '\0')
		cli_complain("options stand behind the command: mdmlint check "
			     "%s",
		    word);
	else if (strcmp(word, "-") == 0 || access(word, F_OK) == 0)
		cli_complain("'%s' is no command; to lint it: mdmlint check %s",
		    word, word);
	else
		cli_complain("unknown command '%s'%s", word,
		    cli_hint_of("", word, names).text);
	return MDMLINT_EXIT_USAGE;
}

static int
run(int argc, char **argv)
{
	const struct cli_command *command = cli_command_find(argv[1]);
	struct cli_words words;
	int code = MDMLINT_EXIT_USAGE;

	if (command == NULL)
		return refuse(argv[1]);
	if (cli_words_read(&words, command, argc - 2, argv + 2))
		code =
		    words.help ? cli_help_print(command) : command->run(&words);
	cli_words_free(&words);
	return code;
}

int
main(int argc, char **argv)
{
	cli_streams_secure();
	signal(SIGPIPE, SIG_IGN); /* write() tells, and says of what */
	if (argc < 2) {
		cli_usage_hint();
		return MDMLINT_EXIT_USAGE;
	}
	if (strcmp(argv[1], "--version") == 0)
		return print_version();
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
		return cli_help_print(NULL);
	return run(argc, argv);
}
