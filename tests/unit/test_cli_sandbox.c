/* SPDX-License-Identifier: MIT */
/* That the sandbox bites: a child closes it around itself and tries. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/sandbox.h"
#include "unit.h"

enum { UNCONFINED = 99 };

static char folder[] = "/tmp/mdmlint-sandbox-XXXXXX"; /* mkdtemp fills it */

/* Exit code 0: refused for lack of permission. */
static int
refused(int result)
{
	return result == -1 && (errno == EPERM || errno == EACCES) ? 0 : 1;
}

static int
write_a_file(void)
{
	return refused(open("new", O_WRONLY | O_CREAT, 0600));
}

static int
append_to_a_file(void)
{
	return refused(open("old", O_RDWR | O_APPEND));
}

static int
remove_a_file(void)
{
	return refused(unlink("old"));
}

static int
rename_a_file(void)
{
	return refused(rename("old", "older"));
}

static int
make_a_folder(void)
{
	return refused(mkdir("folder", 0700));
}

static int
make_a_link(void)
{
	return refused(symlink("old", "link"));
}

static int
open_a_socket(void)
{
	return refused(socket(AF_INET, SOCK_STREAM, 0));
}

static int
start_a_program(void)
{
	char *const nothing[] = { NULL };

	return refused(execve("/bin/true", nothing, nothing));
}

static void *
do_nothing(void *ctx)
{
	return ctx;
}

/* What a run still has to do. */
static int
read_and_work(void)
{
	char byte;
	int fd = open("old", O_RDONLY);
	pthread_t thread;

	if (fd == -1 || read(fd, &byte, 1) != 1 || byte != 'x')
		return 1;
	if (pthread_create(&thread, NULL, do_nothing, NULL) != 0 ||
	    pthread_join(thread, NULL) != 0)
		return 2;
	return write(STDOUT_FILENO, "", 0) == 0 ? 0 : 3;
}

static int
confined(int (*what)(void), const char *writable)
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		const char *const files[] = { writable, NULL };
		const char *why = cli_sandbox_close(files);

		if (why != NULL) {
			printf("not confined: %s\n", why);
			fflush(stdout);
			_Exit(UNCONFINED);
		}
		_Exit(what());
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
bites(void **state)
{
	static const struct {
		const char *name;
		int (*what)(void);
	} rows[] = {
		{ "write", write_a_file },
		{ "append", append_to_a_file },
		{ "remove", remove_a_file },
		{ "rename", rename_a_file },
		{ "folder", make_a_folder },
		{ "link", make_a_link },
		{ "socket", open_a_socket },
		{ "program", start_a_program },
		{ "work", read_and_work },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_row(confined(rows[i].what, NULL), 0, rows[i].name);
}

static int
write_it_yet(void)
{
	int fd = open("new", O_WRONLY | O_CREAT, 0600);

	if (fd == -1)
		return 1;
	if (open_a_socket() != 0 || start_a_program() != 0)
		return 2;
	return refused(open("../mdmlint-sandbox-no", O_WRONLY | O_CREAT, 0600));
}

static void
leaves_one_folder_open(void **state)
{
	int result = confined(write_it_yet, "new");

	(void)state;
	if (result == UNCONFINED)
		skip(); /* no Landlock: it said so */
	assert_int_equal(result, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bites),
		cmocka_unit_test(leaves_one_folder_open),
	};
	int fd, failed;

	if (mkdtemp(folder) == NULL || chdir(folder) != 0)
		return 1;
	fd = open("old", O_WRONLY | O_CREAT, 0600);
	if (fd == -1 || write(fd, "x", 1) != 1 || close(fd) != 0)
		return 1;
	if (confined(read_and_work, NULL) == UNCONFINED) {
		printf("skipped: this process cannot be confined\n");
		failed = SKIPPED;
	} else {
		failed = cmocka_run_group_tests(tests, NULL, NULL);
	}
	unlink("old");
	unlink("new");
	if (chdir("/") == 0)
		rmdir(folder);
	return failed;
}
