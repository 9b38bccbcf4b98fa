/* SPDX-License-Identifier: MIT */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The words of the command line.  Parsing, --help, the manual page and shell
 * completions are all made from cli_commands[] and cli_options[].
 */
enum cli_command_bit {
	CLI_CHECK = 1 << 0,
	CLI_DIAGNOSE = 1 << 1,
	CLI_INSPECT = 1 << 2,
	CLI_DIFF = 1 << 3,
	CLI_FIX = 1 << 4,
	CLI_EXPLAIN = 1 << 5,
	CLI_RULES = 1 << 6,
	CLI_CONFIG = 1 << 7,
	CLI_GETCACERT = 1 << 8,
	CLI_HELP = 1 << 9
};

struct cli_words;

struct cli_command {
	const char *name;
	unsigned bit;
	const char *synopsis; /* what follows the name */
	const char *summary;
	int (*run)(const struct cli_words *);
};

extern const struct cli_command cli_commands[]; /* ends with name == NULL */
const struct cli_command *cli_command_find(const char *name);

/* The formats that a command writes; ends with NULL. */
const char *const *cli_formats_of(const struct cli_command *);

/* What an option does while the line is read. */
enum cli_action {
	CLI_SET, /* handed to the library under its own name */
	CLI_FORMAT,
	CLI_COLOR,
	CLI_PATH, /* of an export: getcacert --all */
	CLI_EXCLUDE,
	CLI_STDIN_FILENAME,
	CLI_TEXT, /* sets the string at `flag` in struct cli_words */
	CLI_FLAG  /* sets the bool at `flag` in struct cli_words */
};

struct cli_option {
	const char *name;
	int letter;	      /* 0: none */
	unsigned commands;    /* enum cli_command_bit */
	const char *argument; /* NULL: takes none */
	bool repeatable;
	enum cli_action action;
	size_t flag; /* offset */
	const char *help;
};

extern const struct cli_option cli_options[]; /* ends with name == NULL */

struct cli_setting {
	const char *name, *value;
};

/* A report: its format, and the file it goes to (NULL: standard output). */
struct cli_target {
	char *format; /* owned */
	const char *file;
};

enum cli_color { CLI_COLOR_AUTO, CLI_COLOR_ALWAYS, CLI_COLOR_NEVER };

/* What a command line says; strings belong to argv or to the process. */
struct cli_words {
	const struct cli_command *command;
	char **line; /* what follows the command; ends with NULL */
	const char **paths;
	size_t npaths;
	struct cli_setting *settings;
	size_t nsettings;
	struct cli_target *targets; /* at least one: text */
	size_t ntargets;
	const char **excludes;
	size_t nexcludes;
	const char *stdin_name;
	const char *config, *write_baseline;
	bool no_config;
	bool text_by_default; /* no --format was given */
	/* Excludes of the configuration, relative to its folder. */
	const char *const *config_excludes;
	size_t nconfig_excludes;
	const char *config_folder;
	enum cli_color color;
	bool help, files, set_per_folder, no_ignore, no_sandbox;
	bool quiet, verbose, statistics;
	bool diff, write;   /* fix */
	bool all, location; /* getcacert */
};

/* Reads what follows the command; false: complained, exit code 2. */
bool cli_words_read(
    struct cli_words *, const struct cli_command *, int argc, char **argv);
void cli_words_free(struct cli_words *);

/* One more report; false: complained. */
bool cli_words_format(struct cli_words *, const char *value);

/* The value of a setting that was given, or NULL. */
const char *cli_setting_of(const struct cli_words *, const char *name);

#endif
