/* SPDX-License-Identifier: MIT */
#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/memory.h"
#include "cli/message.h"
#include "mdmlint.h"

void
cli_streams_secure(void)
{
	/* Opened the wrong way round: using them is an error, EBADF. */
	static const int modes[] = { O_WRONLY, O_RDONLY, O_RDWR };

	for (int fd = 0; fd < 3; fd++) {
		if (fcntl(fd, F_GETFD) == -1 && errno == EBADF &&
		    open("/dev/null", modes[fd]) != fd)
			_exit(MDMLINT_EXIT_INTERNAL);
	}
}

/* What open() would have given a new file. */
static mode_t
default_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}

/* A file beside the target; a report half written never has its name. */
static bool
open_temporary(struct cli_output *o, mode_t mode)
{
	const char *slash = strrchr(o->target, '/');
	int folder = slash != NULL ? (int)(slash - o->target) + 1 : 0;
	int fd;

	o->temporary =
	    cli_format("%.*s.%s.XXXXXX", folder, o->target, o->target + folder);
	fd = mkstemp(o->temporary);
	if (fd == -1) {
		free(o->temporary);
		o->temporary = NULL;
		return false;
	}
	if (fchmod(fd, mode) == -1 || (o->stream = fdopen(fd, "w")) == NULL) {
		int error = errno;

		close(fd);
		unlink(o->temporary);
		errno = error;
		return false;
	}
	return true;
}

/* Devices and pipes are written as they are; links keep pointing. */
static bool
open_file(struct cli_output *o, const char *file)
{
	struct stat st;

	if (stat(file, &st) == -1) {
		o->target = cli_copy(file, strlen(file));
		return errno == ENOENT && open_temporary(o, default_mode());
	}
	if (S_ISDIR(st.st_mode)) {
		errno = EISDIR;
		return false;
	}
	if (!S_ISREG(st.st_mode)) {
		o->stream = fopen(file, "we");
		return o->stream != NULL;
	}
	o->target = realpath(file, NULL);
	return o->target != NULL && open_temporary(o, st.st_mode & 0777);
}

bool
cli_output_open(struct cli_output *o, const char *file)
{
	*o = (struct cli_output){ .name = file };
	if (file == NULL) {
		o->stream = stdout;
		return true;
	}
	if (open_file(o, file))
		return true;
	cli_complain("cannot write '%s': %s", file, strerror(errno));
	free(o->temporary);
	free(o->target);
	return false;
}

bool
cli_output_write(void *ctx, const char *bytes, size_t n)
{
	struct cli_output *o = ctx;

	if (o->error == 0 && fwrite(bytes, 1, n, o->stream) != n)
		o->error = errno;
	return o->error == 0;
}

static void
finish(struct cli_output *o)
{
	if (fflush(o->stream) == EOF && o->error == 0)
		o->error = errno;
	if (o->stream != stdout && fclose(o->stream) == EOF && o->error == 0)
		o->error = errno;
}

int
cli_output_close(struct cli_output *o, bool good)
{
	finish(o);
	if (o->temporary != NULL) {
		good = good && o->error == 0;
		if (good && rename(o->temporary, o->target) == -1) {
			o->error = errno;
			good = false;
		}
		if (!good)
			unlink(o->temporary);
	}
	free(o->temporary);
	free(o->target);
	if (o->error == 0)
		return MDMLINT_EXIT_CLEAN;
	if (o->error != EPIPE && o->name != NULL)
		cli_complain(
		    "cannot write '%s': %s", o->name, strerror(o->error));
	else if (o->error != EPIPE)
		cli_complain(
		    "cannot write to standard output: %s", strerror(o->error));
	return MDMLINT_EXIT_INTERNAL;
}

/* https://no-color.org: set and not empty. */
static bool
is_set(const char *variable)
{
	const char *value = getenv(variable);

	return value != NULL && *value != '\0';
}

bool
cli_color_wanted(enum cli_color color)
{
	const char *term = getenv("TERM");
	const char *force = getenv("CLICOLOR_FORCE");

	if (color != CLI_COLOR_AUTO)
		return color == CLI_COLOR_ALWAYS;
	if (is_set("NO_COLOR"))
		return false;
	if (force != NULL && *force != '\0' && strcmp(force, "0") != 0)
		return true;
	return term != NULL && strcmp(term, "dumb") != 0 &&
	    isatty(STDOUT_FILENO) == 1;
}
