/* SPDX-License-Identifier: MIT */
#include "cli/changed.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cli/memory.h"
#include "cli/message.h"
#include "cli/repository.h"

enum {
	MOST_BYTES = 64 << 20, /* of the names of changed files */
	PATIENCE = 60,	       /* seconds for one question */
	MOST_WORDS = 24,
	NOT_FOUND = 127
};

/* One question to git. */
struct question {
	const char *words[MOST_WORDS]; /* ends with NULL */
	char *answer;		       /* NUL-terminated */
	size_t n;
	int code; /* exit code; -1: it had to be stopped */
};

/* Nothing of the repository's own configuration may start a program. */
static void
become_git(const struct question *q, int out)
{
	static const char *const safe[] = { "git", "-c", "core.fsmonitor=false",
		"-c", "core.hooksPath=/dev/null", "-c",
		"core.quotePath=false" };
	const char *argv[MOST_WORDS + 8];
	size_t n = 0;
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	for (size_t i = 0; i < sizeof(safe) / sizeof(safe[0]); i++)
		argv[n++] = safe[i];
	for (size_t i = 0; q->words[i] != NULL; i++)
		argv[n++] = q->words[i];
	argv[n] = NULL;
	setenv("GIT_OPTIONAL_LOCKS", "0", 1);
	setenv("GIT_TERMINAL_PROMPT", "0", 1);
	if (dup2(null, STDIN_FILENO) == -1 || dup2(out, STDOUT_FILENO) == -1 ||
	    dup2(null, STDERR_FILENO) == -1)
		_exit(NOT_FOUND);
	execvp("git", (char *const *)(uintptr_t)argv);
	_exit(NOT_FOUND);
}

static long long
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

/* False: too much, or too slow. */
static bool
read_answer(struct question *q, int fd)
{
	long long end = seconds() + PATIENCE;
	struct pollfd ready = { .fd = fd, .events = POLLIN };
	size_t room = 0;
	ssize_t n = 1;

	while (n != 0) {
		if (q->n + 4096 > room) {
			room = room == 0 ? 65536 : 2 * room;
			q->answer = cli_grow(q->answer, room, 1);
		}
		if (q->n > MOST_BYTES || seconds() >= end)
			return false;
		if (poll(&ready, 1, 1000) <= 0)
			continue;
		n = read(fd, q->answer + q->n, room - q->n - 1);
		if (n == -1 && errno != EINTR)
			return false;
		q->n += n > 0 ? (size_t)n : 0;
	}
	q->answer[q->n] = '\0';
	return true;
}

/* False: complained. */
static bool
ask(struct question *q)
{
	int ends[2], status = 0;
	bool good;
	pid_t child;

	if (pipe2(ends, O_CLOEXEC) == -1 || (child = fork()) == -1) {
		cli_complain("cannot run git: %s", strerror(errno));
		return false;
	}
	if (child == 0)
		become_git(q, ends[1]);
	close(ends[1]);
	good = read_answer(q, ends[0]);
	close(ends[0]);
	if (!good)
		kill(child, SIGKILL);
	while (waitpid(child, &status, 0) == -1 && errno == EINTR)
		;
	q->code = good && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	if (q->code == NOT_FOUND)
		cli_complain("--changed-from: cannot run git");
	else if (q->code == -1)
		cli_complain("--changed-from: git gave no answer in time");
	return q->code != NOT_FOUND && q->code != -1;
}

/* The first line of the answer; the caller frees.  NULL: complained. */
static char *
ask_line(const char *folder, const char *verb, const char *option,
    const char *word, const char *complaint)
{
	struct question q = { .words = { "-C", folder, verb, option, "--quiet",
				  "--end-of-options", word, NULL } };
	char *line = NULL;

	if (word == NULL)
		q.words[4] = NULL;
	if (ask(&q) && q.code != 0)
		cli_complain("--changed-from: %s", complaint);
	else if (q.code == 0)
		line = cli_copy(q.answer, strcspn(q.answer, "\n"));
	free(q.answer);
	return line;
}

/* Names with NUL behind each, relative to `top`; returns how many. */
static size_t
add_names(struct mdmlint *lint, const char *top, const struct question *q)
{
	size_t count = 0;

	for (const char *p = q->answer; p < q->answer + q->n;
	     p += strlen(p) + 1) {
		char *path = cli_format("%s/%s", top, p);

		if (lint != NULL)
			mdmlint_add_changed(lint, path);
		free(path);
		count++;
	}
	return count;
}

static bool
add_changed(struct mdmlint *lint, const char *top, const char *commit)
{
	struct question diff = { .words = { "-C", top, "diff", "--name-only",
				     "-z", "--no-renames", "--no-ext-diff",
				     "--no-textconv", "--ignore-submodules",
				     commit, "--", NULL } };
	struct question fresh = { .words = { "-C", top, "ls-files", "-z",
				      "--others", "--exclude-standard",
				      NULL } };
	struct question gone = { .words = { "-C", top, "diff", "--name-only",
				     "-z", "--no-renames", "--no-ext-diff",
				     "--no-textconv", "--ignore-submodules",
				     "--diff-filter=D", commit, "--", NULL } };
	bool good = ask(&diff) && ask(&fresh) && ask(&gone);

	if (good && diff.code + fresh.code + gone.code != 0) {
		cli_complain("--changed-from: git cannot compare");
		good = false;
	}
	if (good) {
		add_names(lint, top, &diff);
		add_names(lint, top, &fresh);
		if (add_names(NULL, top, &gone) > 0)
			cli_complain("--changed-from: files were deleted; "
				     "what follows from it in other files is "
				     "not reported");
	}
	free(diff.answer);
	free(fresh.answer);
	free(gone.answer);
	return good;
}

bool
cli_changed(
    struct mdmlint *lint, const struct cli_words *w, const char *revision)
{
	const char *path =
	    w->npaths > 0 && strcmp(w->paths[0], "-") != 0 ? w->paths[0] : ".";
	char *folder = cli_folder_of(path);
	char *name = cli_format("%s^{commit}", revision);
	char *unknown = cli_format("git knows no revision '%s'", revision);
	char *top = NULL, *commit = NULL;
	bool good = false;

	if (folder == NULL)
		cli_complain("cannot read '%s': %s", path, strerror(errno));
	else
		top = ask_line(folder, "rev-parse", "--show-toplevel", NULL,
		    "the first PATH is in no git repository");
	if (top != NULL)
		commit = ask_line(top, "rev-parse", "--verify", name, unknown);
	if (commit != NULL)
		good = add_changed(lint, top, commit);
	free(folder);
	free(name);
	free(unknown);
	free(top);
	free(commit);
	return good;
}
