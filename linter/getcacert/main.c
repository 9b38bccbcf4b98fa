/* SPDX-License-Identifier: MIT */
/*
 * mdmlint getcacert: the only program of this project that uses the network.
 */
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/lint.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/output.h"
#include "getcacert/save.h"

struct job {
	const struct cli_words *words;
	const char *save; /* file or folder; NULL: nothing is saved */
	struct ask ask;
	struct ask_answer *answers;
	size_t n;
};

/* False: complained. */
static bool
number_of(const struct cli_words *w, const char *name, long most, long normal,
    long *ret_value)
{
	const char *text = cli_setting_of(w, name);
	char *end;
	long value;

	*ret_value = normal;
	if (text == NULL)
		return true;
	value = strtol(text, &end, 10);
	if (end == text || *end != '\0' || value < 1 || value > most) {
		cli_complain("--%s: a number from 1 to %ld is wanted, not "
			     "\"%s\"",
		    name, most, text);
		return false;
	}
	*ret_value = value;
	return true;
}

static bool
limits_of(const struct cli_words *w, struct fetch_limits *ret_limits,
    long *ret_total_ms)
{
	long bytes, connect, total;

	if (!number_of(w, "max-answer", INT_MAX, 1 << 20, &bytes) ||
	    !number_of(w, "connect-timeout", 3600, 10, &connect) ||
	    !number_of(w, "timeout", 3600, 30, &total))
		return false;
	*ret_limits = (struct fetch_limits){
		.connect_ms = connect * 1000,
		.bytes = (size_t)bytes,
		.location = w->location,
		.cacert = cli_setting_of(w, "cacert"),
	};
	*ret_total_ms = total * 1000;
	return true;
}

static bool
check_words(const struct cli_words *w)
{
	if (w->all && cli_setting_of(w, "save") == NULL) {
		cli_complain("--all needs a folder for the answers: -o DIR");
		return false;
	}
	if (w->npaths == 0)
		cli_complain("getcacert needs a URL, or --all EXPORT");
	else if (w->npaths > 1 && !w->all)
		cli_complain("one URL at a time; --all asks for all URLs of "
			     "an export");
	else
		return true;
	return false;
}

/* One server; the others do not suffer when it fails. */
static int
ask_one(struct job *job, const char *url)
{
	struct ask_answer *a;

	CLI_ROOM(job->answers, job->n);
	a = &job->answers[job->n];
	if (!ask_server(&job->ask, url, a))
		return MDMLINT_EXIT_UNREADABLE;
	job->n++;
	if (job->words->all)
		return save_in_folder(a, job->save);
	if (job->save == NULL)
		return MDMLINT_EXIT_CLEAN;
	a->file = cli_copy(job->save, strlen(job->save));
	return save_answer(a, a->file);
}

static int
ask_all(struct job *job)
{
	struct mdmlint *lint = job->ask.lint;
	const char *url;
	int code = save_make_folder(job->save);

	if (code != MDMLINT_EXIT_CLEAN)
		return code;
	cli_lint_add(lint, job->words);
	mdmlint_load(lint);
	code = cli_lint_unreadable(lint);
	if (mdmlint_scep_url(lint, 0) == NULL)
		cli_complain("no profile there names a SCEP server");
	for (size_t i = 0; (url = mdmlint_scep_url(lint, i)) != NULL; i++)
		code = cli_worst(code, ask_one(job, url));
	return cli_worst(code, save_map(job->answers, job->n, job->save));
}

static int
report(const struct job *job, const struct cli_target *target)
{
	struct mdmlint_answer *facts =
	    cli_grow(NULL, job->n + 1, sizeof(*facts));
	int code = MDMLINT_EXIT_USAGE;
	struct cli_output out;

	for (size_t i = 0; i < job->n; i++)
		facts[i] = ask_answer_facts(&job->answers[i]);
	if (cli_output_open(&out, target->file)) {
		mdmlint_answers(job->ask.lint, facts, job->n, target->format,
		    cli_output_write, &out);
		code = cli_output_close(&out, true);
	}
	free(facts);
	return code;
}

static int
run(const struct cli_words *w)
{
	struct fetch_limits limits;
	struct job job = {
		.words = w,
		.save = cli_setting_of(w, "save"),
		.ask = { .message = cli_setting_of(w, "message"),
		    .verbose = w->verbose },
	};
	int code;

	if (!check_words(w) || !limits_of(w, &limits, &job.ask.total_ms))
		return MDMLINT_EXIT_USAGE;
	job.ask.fetch = fetch_new(&limits);
	job.ask.lint = mdmlint_new();
	code = w->all ? ask_all(&job) : ask_one(&job, w->paths[0]);
	for (size_t i = 0; i < w->ntargets; i++)
		code = cli_worst(code, report(&job, &w->targets[i]));
	for (size_t i = 0; i < job.n; i++)
		ask_answer_free(&job.answers[i]);
	free(job.answers);
	mdmlint_free(job.ask.lint);
	fetch_free(job.ask.fetch);
	return code;
}

int
main(int argc, char **argv)
{
	const struct cli_command *command = cli_command_find("getcacert");
	struct cli_words words;
	int code = MDMLINT_EXIT_USAGE;

	cli_streams_secure();
	signal(SIGPIPE, SIG_IGN);
	if (cli_words_read(&words, command, argc - 1, argv + 1))
		code = words.help ? cli_help_print(command) : run(&words);
	cli_words_free(&words);
	return code;
}
