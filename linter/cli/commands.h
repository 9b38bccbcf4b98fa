/* SPDX-License-Identifier: MIT */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

struct cli_command;
struct cli_words;

/* One per file; each returns the exit code of the process. */
int cli_check(const struct cli_words *);
int cli_inspect(const struct cli_words *);
int cli_diagnose(const struct cli_words *);
int cli_explain(const struct cli_words *);
int cli_rules(const struct cli_words *);
int cli_fix(const struct cli_words *);
int cli_getcacert(const struct cli_words *);
int cli_config(const struct cli_words *);
int cli_diff(const struct cli_words *);
int cli_help(const struct cli_words *);

/* help.c: to standard output; NULL: the general page. */
int cli_help_print(const struct cli_command *);
void cli_usage_hint(void);

#endif
