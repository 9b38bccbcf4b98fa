/* SPDX-License-Identifier: MIT */
/*
 * The network is another program's business: this one only finds it, beside
 * itself or where programs of programs are installed.
 */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/options.h"
#include "mdmlint.h"

#define PROGRAM "mdmlint-getcacert"

/* The folder of this very program with the '/', or "" if nobody knows. */
static char *
own_folder(void)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path));

	while (n > 0 && path[n - 1] != '/')
		n--;
	return cli_copy(path, n > 0 ? (size_t)n : 0);
}

/* Returns only when there is no such program. */
static void
run(const char *folder, char **line)
{
	char *path = cli_format("%s" PROGRAM, folder);
	size_t n = 0;
	char **argv;

	while (line[n] != NULL)
		n++;
	argv = cli_grow(NULL, n + 2, sizeof(*argv));
	argv[0] = path;
	memcpy(argv + 1, line, (n + 1) * sizeof(*argv));
	execv(path, argv);
	free(argv);
	free(path);
}

int
cli_getcacert(const struct cli_words *w)
{
	char *folder = own_folder();

	if (*folder != '\0')
		run(folder, w->line);
	free(folder);
	if (errno == ENOENT || errno == 0)
		run(MDM_LIBEXEC "/", w->line);
	if (errno == ENOENT)
		cli_complain("'getcacert' needs the program " PROGRAM
			     ", which is built where libcurl is");
	else
		cli_complain("cannot run " PROGRAM ": %s", strerror(errno));
	return MDMLINT_EXIT_USAGE;
}
