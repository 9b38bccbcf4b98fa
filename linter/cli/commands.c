/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cli/commands.h"
#include "cli/options.h"

const struct cli_command cli_commands[] = {
	{ "check", CLI_CHECK, "[OPTION]... [PATH]...",
	    "lint files, folders, or '-' (standard input); without PATH the "
	    "current folder",
	    cli_check },
	{ "diagnose", CLI_DIAGNOSE, "[OPTION]... PATH...",
	    "find the profile behind failed enrolments, from logs and exports "
	    "together",
	    cli_diagnose },
	{ "inspect", CLI_INSPECT, "[OPTION]... [PATH]...",
	    "show what was understood: profiles, certificates, who refers to "
	    "whom",
	    cli_inspect },
	{ "diff", CLI_DIFF, "[OPTION]... OLD NEW",
	    "show what a change of exports changes in trust", cli_diff },
	{ "fix", CLI_FIX, "[--diff | --write] [OPTION]... PATH...",
	    "repair what is provable", cli_fix },
	{ "explain", CLI_EXPLAIN, "[--format FORMAT] RULE",
	    "show one rule's page", cli_explain },
	{ "rules", CLI_RULES, "[--format FORMAT]", "list all rules",
	    cli_rules },
	{ "config", CLI_CONFIG, "[show|schema|check] [OPTION]... [PATH]",
	    "show the effective configuration and where each value comes "
	    "from, the JSON Schema of .mdmlint.yaml, or whether it is right",
	    cli_config },
	{ "getcacert", CLI_GETCACERT, "[OPTION]... URL | --all EXPORT -o DIR",
	    "ask SCEP servers for their CA certificates; the only command "
	    "that uses the network",
	    cli_getcacert },
	{ "help", CLI_HELP, "[--format FORMAT] [COMMAND]",
	    "show how a command is used", cli_help },
	{ .name = NULL },
};

const struct cli_command *
cli_command_find(const char *name)
{
	for (const struct cli_command *c = cli_commands; c->name != NULL; c++) {
		if (strcmp(c->name, name) == 0)
			return c;
	}
	return NULL;
}
