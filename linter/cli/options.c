/* SPDX-License-Identifier: MIT */
#include "cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "cli/memory.h"
#include "cli/message.h"
#include "mdmlint.h"

enum {
	/* Commands that lint. */
	LINTING = CLI_CHECK | CLI_DIAGNOSE | CLI_DIFF | CLI_FIX | CLI_CONFIG,
	/* Commands that read files. */
	READING = LINTING | CLI_INSPECT,
	/* Commands that print pages. */
	PAGES = CLI_EXPLAIN | CLI_RULES | CLI_HELP,
	ANY = READING | PAGES | CLI_GETCACERT
};

#define FLAG(member) CLI_FLAG, offsetof(struct cli_words, member)
#define TEXT(member) CLI_TEXT, offsetof(struct cli_words, member)

/* In the order of the help: what comes out, what counts, what goes in. */
const struct cli_option cli_options[] = {
	{ "format", 'f', ANY, "FORMAT[:FILE]", true, CLI_FORMAT, 0,
	    "write a report in this format, to FILE or to standard output; "
	    "repeatable, at most one without a file" },
	{ "fail-on", 0, LINTING, "LEVEL", false, CLI_SET, 0,
	    "exit 1 when a finding at or above error, warning or info is "
	    "reported, or none; default error" },
	{ "only", 0, LINTING, "RULES", true, CLI_SET, 0,
	    "run these rules only: ids, names or families (XREF), separated "
	    "by commas" },
	{ "ignore", 0, LINTING, "RULES", true, CLI_SET, 0,
	    "do not run these rules" },
	{ "severity", 0, LINTING, "RULE=LEVEL", true, CLI_SET, 0,
	    "report a rule as off, info, warning or error" },
	{ "world", 0, LINTING, "WORLD", false, CLI_SET, 0,
	    "how complete the input is: auto, open (profiles are missing) or "
	    "closed (this is everything); default auto" },
	{ "set-per-folder", 0, READING, NULL, false, FLAG(set_per_folder),
	    "each immediate subfolder of PATH is a set of its own (a tenant); "
	    "files are compared inside a set only" },
	{ "require", 0, LINTING, "FAMILY[,...]", true, CLI_SET, 0,
	    "exit 1 when a rule family could not be evaluated on this "
	    "input" },
	{ "changed-from", 0, LINTING, "REVISION", false, CLI_SET, 0,
	    "report what touches files changed since the git revision" },
	{ "known-certs", 0, READING, "PATH", true, CLI_SET, 0,
	    "certificates that are on the devices anyway" },
	{ "link", 0, READING, "SCEP=TRUSTED", true, CLI_SET, 0,
	    "the root reference that the export dropped, by id or display "
	    "name" },
	{ "getcacert", 0, READING, "URL=FILE", true, CLI_SET, 0,
	    "a saved GetCACert answer for the SCEP profiles with that URL" },
	{ "now", 0, READING, "DATE", false, CLI_SET, 0,
	    "the date for validity rules, YYYY-MM-DD or RFC 3339; default "
	    "SOURCE_DATE_EPOCH, else the clock" },
	{ "expiry-days", 0, LINTING, "N", false, CLI_SET, 0,
	    "report certificates that expire within N days; default 90" },
	{ "config", 0, READING, "FILE", false, TEXT(config),
	    "read this configuration; default .mdmlint.yaml in the folder of "
	    "the first PATH and upwards to the repository's root" },
	{ "no-config", 0, READING, NULL, false, FLAG(no_config),
	    "read no configuration" },
	{ "baseline", 0, LINTING, "FILE", false, CLI_SET, 0,
	    "do not report the findings of this baseline" },
	{ "write-baseline", 0, CLI_CHECK, "FILE", false, TEXT(write_baseline),
	    "write the findings to a baseline, and report them as well; with "
	    "--baseline the known ones stay in it" },
	{ "exclude", 0, READING, "GLOB", true, CLI_EXCLUDE, 0,
	    "leave out what matches, as in .gitignore" },
	{ "no-ignore", 0, READING, NULL, false, FLAG(no_ignore),
	    "do not respect .gitignore and .mdmlintignore" },
	{ "files", 0, CLI_CHECK, NULL, false, FLAG(files),
	    "list what each file was taken for, or why it was skipped, and "
	    "stop" },
	{ "stdin-filename", 0, READING, "NAME", false, CLI_STDIN_FILENAME, 0,
	    "what '-' is to be called" },
	{ "no-sandbox", 0, READING, NULL, false, FLAG(no_sandbox),
	    "do not confine the process" },
	{ "show-suppressed", 0, LINTING, NULL, false, CLI_SET, 0,
	    "also show suppressed findings, and those of the baseline" },
	{ "statistics", 0, LINTING, NULL, false, FLAG(statistics),
	    "count the findings of each rule" },
	{ "diff", 0, CLI_FIX, NULL, false, FLAG(diff),
	    "show the repairs, which is the default" },
	{ "write", 0, CLI_FIX, NULL, false, FLAG(write), "repair the files" },
	{ "save", 'o', CLI_GETCACERT, "FILE", false, CLI_SET, 0,
	    "save the answer; with --all the folder for all of them" },
	{ "all", 0, CLI_GETCACERT, "EXPORT", true, CLI_PATH, 0,
	    "ask every SCEP server that the profiles of an export name, and "
	    "write the map that check --getcacert @MAP reads" },
	{ "cacert", 0, CLI_GETCACERT, "FILE", false, CLI_SET, 0,
	    "trust the CAs of this PEM file instead of the system's for "
	    "https" },
	{ "message", 0, CLI_GETCACERT, "TEXT", false, CLI_SET, 0,
	    "the CA identifier to ask for; default \"default\", as Windows "
	    "does" },
	{ "location", 0, CLI_GETCACERT, NULL, false, FLAG(location),
	    "follow up to 5 redirects, to http and https only" },
	{ "connect-timeout", 0, CLI_GETCACERT, "SECONDS", false, CLI_SET, 0,
	    "give up connecting after this; default 10" },
	{ "timeout", 0, CLI_GETCACERT, "SECONDS", false, CLI_SET, 0,
	    "give up a server after this; default 30" },
	{ "max-answer", 0, CLI_GETCACERT, "BYTES", false, CLI_SET, 0,
	    "do not take larger answers; default 1048576" },
	{ "quiet", 'q', LINTING, NULL, false, FLAG(quiet),
	    "print findings only, no summary" },
	{ "verbose", 'v', LINTING | CLI_GETCACERT, NULL, false, FLAG(verbose),
	    "print all notes, and where each value stands in its document; "
	    "with getcacert what each server was asked and answered" },
	{ "jobs", 'j', READING, "N", false, CLI_SET, 0,
	    "use N threads; default one per processor" },
	{ "color", 0, READING, "WHEN", false, CLI_COLOR, 0,
	    "color the text report: auto, always or never; default auto" },
	{ "max-file-size", 0, READING, "BYTES", false, CLI_SET, 0,
	    "do not read larger files; default 67108864" },
	{ "help", 'h', ~0U, NULL, false, FLAG(help), "show this help" },
	{ .name = NULL },
};

/* Words that stand for an option of a similar kind elsewhere. */
static const struct {
	const char *word, *meant;
} aliases[] = {
	{ "output", "format" },
	{ "output-format", "format" },
	{ "colour", "color" },
	{ "select", "only" },
	{ "rule", "only" },
	{ "disable", "ignore" },
	{ "threads", "jobs" },
	{ "date", "now" },
	{ "failure-threshold", "fail-on" },
};

static const struct cli_option *
find_option(const char *name, size_t n)
{
	for (const struct cli_option *o = cli_options; o->name != NULL; o++) {
		if (strlen(o->name) == n && memcmp(o->name, name, n) == 0)
			return o;
	}
	return NULL;
}

static const struct cli_option *
find_letter(char letter)
{
	for (const struct cli_option *o = cli_options; o->name != NULL; o++) {
		if (o->letter == letter)
			return o;
	}
	return NULL;
}

/* For "did you mean": the options of a command, and foreign words. */
static struct cli_hint
hint_for(const struct cli_words *w, const char *word)
{
	const char *candidates[64];
	size_t n = 0;

	for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++) {
		const struct cli_option *o =
		    find_option(aliases[i].meant, strlen(aliases[i].meant));

		if (strcmp(aliases[i].word, word) == 0 && o != NULL &&
		    (o->commands & w->command->bit) != 0)
			word = aliases[i].meant;
	}
	for (const struct cli_option *o = cli_options; o->name != NULL; o++) {
		if ((o->commands & w->command->bit) != 0 && n < 63)
			candidates[n++] = o->name;
	}
	candidates[n] = NULL;
	return cli_hint_of("--", word, candidates);
}

static bool
is_in(const char *const *list, const char *word)
{
	for (; *list != NULL; list++) {
		if (strcmp(*list, word) == 0)
			return true;
	}
	return false;
}

const char *const *
cli_formats_of(const struct cli_command *command)
{
	static const char *const inspect[] = { "text", "json", "dot", NULL };
	static const char *const getcacert[] = { "text", "json", NULL };
	static const char *const rules[] = { "text", "json", "markdown", "man",
		NULL };
	static const char *const explain[] = { "text", "markdown", NULL };
	static const char *const help[] = { "text", "man", "bash", "zsh",
		"fish", NULL };

	switch (command->bit) {
	case CLI_INSPECT:
		return inspect;
	case CLI_DIAGNOSE:
		return mdmlint_diagnose_formats();
	case CLI_DIFF:
		return mdmlint_diff_formats();
	case CLI_GETCACERT:
		return getcacert;
	case CLI_RULES:
		return rules;
	case CLI_EXPLAIN:
		return explain;
	case CLI_HELP:
		return help;
	default:
		return mdmlint_formats();
	}
}

/* What a configuration can say, too: the library wants to know of it. */
static bool
is_configurable(const char *name)
{
	static const char *const names[] = { "format", "color", "exclude",
		"no-ignore", "set-per-folder", "statistics", "quiet", "verbose",
		NULL };

	return is_in(names, name);
}

static void
remember(struct cli_words *w, const char *name, const char *value)
{
	CLI_ROOM(w->settings, w->nsettings);
	w->settings[w->nsettings++] = (struct cli_setting){ name, value };
}

static bool
check_format(const struct cli_words *w, const char *format)
{
	const char *const *known = cli_formats_of(w->command);

	if (is_in(known, format))
		return true;
	cli_complain("unknown format '%s'%s", format,
	    cli_hint_of("", format, known).text);
	return false;
}

bool
cli_words_format(struct cli_words *w, const char *value)
{
	const char *colon = strchr(value, ':');
	size_t n = colon != NULL ? (size_t)(colon - value) : strlen(value);
	struct cli_target target = { cli_copy(value, n),
		colon != NULL ? colon + 1 : NULL };

	CLI_ROOM(w->targets, w->ntargets);
	w->targets[w->ntargets++] = target;
	if (!check_format(w, target.format))
		return false;
	if (target.file != NULL && *target.file == '\0') {
		cli_complain("--format %s needs a file name behind ':'", value);
		return false;
	}
	for (size_t i = 0; i + 1 < w->ntargets; i++) {
		const char *other = w->targets[i].file;

		if (other == NULL && target.file == NULL) {
			cli_complain(
			    "two formats for standard output, '%s' and "
			    "'%s': give one of them a file, as in "
			    "'--format %s:FILE'",
			    w->targets[i].format, target.format, target.format);
			return false;
		}
		if (other != NULL && target.file != NULL &&
		    strcmp(other, target.file) == 0) {
			cli_complain("two formats for the file '%s'", other);
			return false;
		}
	}
	return true;
}

static bool
add_default_target(struct cli_words *w)
{
	w->text_by_default = w->ntargets == 0;
	return w->ntargets > 0 || cli_words_format(w, "text");
}

static bool
set_color(struct cli_words *w, const char *value)
{
	static const char *const names[] = { "auto", "always", "never", NULL };

	for (int i = 0; names[i] != NULL; i++) {
		if (strcmp(names[i], value) == 0) {
			w->color = (enum cli_color)i;
			return true;
		}
	}
	cli_complain("--color is auto, always or never, not '%s'%s", value,
	    cli_hint_of("", value, names).text);
	return false;
}

static bool
apply(struct cli_words *w, const struct cli_option *o, const char *value)
{
	if ((w->command->bit & READING) != 0 && is_configurable(o->name))
		remember(w, o->name, value);
	switch (o->action) {
	case CLI_SET:
		remember(w, o->name, value);
		return true;
	case CLI_FORMAT:
		return cli_words_format(w, value);
	case CLI_COLOR:
		return set_color(w, value);
	case CLI_PATH:
		CLI_ROOM(w->paths, w->npaths);
		w->paths[w->npaths++] = value;
		w->all = true;
		return true;
	case CLI_EXCLUDE:
		CLI_ROOM(w->excludes, w->nexcludes);
		w->excludes[w->nexcludes++] = value;
		return true;
	case CLI_STDIN_FILENAME:
		w->stdin_name = value;
		return true;
	case CLI_TEXT:
		*(const char **)((char *)w + o->flag) = value;
		return true;
	case CLI_FLAG:
		*(bool *)((char *)w + o->flag) = true;
		return true;
	}
	return false;
}

/* The line while it is read. */
struct cursor {
	char **at, **end;
};

static bool
take_value(struct cursor *c, const char *dashes, const char *name,
    const struct cli_option *o, const char **ret_value)
{
	if (c->at == c->end) {
		cli_complain("option '%s%s' needs a value: %s", dashes, name,
		    o->argument);
		return false;
	}
	*ret_value = *c->at++;
	return true;
}

static bool
belongs(const struct cli_words *w, const struct cli_option *o,
    const char *dashes, const char *name)
{
	if ((o->commands & w->command->bit) != 0)
		return true;
	cli_complain("'%s' has no option '%s%s'; see 'mdmlint %s --help'",
	    w->command->name, dashes, name, w->command->name);
	return false;
}

/* --name, --name=value, --name value */
static bool
read_long(struct cli_words *w, struct cursor *c, const char *word)
{
	const char *equals = strchr(word, '=');
	size_t n = equals != NULL ? (size_t)(equals - word) : strlen(word);
	const struct cli_option *o = find_option(word, n);
	char *name = cli_copy(word, n);
	const char *value = "";
	bool fine = false;

	if (o == NULL) {
		cli_complain(
		    "unknown option '--%s'%s", name, hint_for(w, name).text);
	} else if (!belongs(w, o, "--", name)) {
		/* said so */
	} else if (o->argument == NULL && equals != NULL) {
		cli_complain("option '--%s' takes no value", name);
	} else {
		fine = o->argument == NULL || equals != NULL ||
		    take_value(c, "--", name, o, &value);
		if (equals != NULL)
			value = equals + 1;
		fine = fine && apply(w, o, value);
	}
	free(name);
	return fine;
}

/* -q, -qv, -fjson, -f json, -j4 */
static bool
read_letters(struct cli_words *w, struct cursor *c, const char *word)
{
	for (; *word != '\0'; word++) {
		const char name[2] = { *word, '\0' };
		const struct cli_option *o = find_letter(*word);
		const char *value = word + 1;

		if (o == NULL) {
			cli_complain("unknown option '-%s'; see 'mdmlint %s "
				     "--help'",
			    name, w->command->name);
			return false;
		}
		if (!belongs(w, o, "-", name))
			return false;
		if (o->argument == NULL) {
			if (!apply(w, o, ""))
				return false;
			continue;
		}
		if (*value == '\0' && !take_value(c, "-", name, o, &value))
			return false;
		return apply(w, o, value);
	}
	return true;
}

bool
cli_words_read(struct cli_words *w, const struct cli_command *command, int argc,
    char **argv)
{
	struct cursor c = { argv, argv + argc };
	bool options = true;

	*w = (struct cli_words){ .command = command, .line = argv };
	while (c.at < c.end) {
		const char *word = *c.at++;
		bool fine = true;

		if (options && strcmp(word, "--") == 0) {
			options = false;
		} else if (options && strncmp(word, "--", 2) == 0) {
			fine = read_long(w, &c, word + 2);
		} else if (options && word[0] == '-' && word[1] != '\0') {
			fine = read_letters(w, &c, word + 1);
		} else {
			CLI_ROOM(w->paths, w->npaths);
			w->paths[w->npaths++] = word;
		}
		if (!fine)
			return false;
	}
	return add_default_target(w);
}

void
cli_words_free(struct cli_words *w)
{
	for (size_t i = 0; i < w->ntargets; i++)
		free(w->targets[i].format);
	free(w->targets);
	free(w->paths);
	free(w->settings);
	free(w->excludes);
}

const char *
cli_setting_of(const struct cli_words *w, const char *name)
{
	const char *value = NULL;

	for (size_t i = 0; i < w->nsettings; i++) {
		if (strcmp(w->settings[i].name, name) == 0)
			value = w->settings[i].value;
	}
	return value;
}
