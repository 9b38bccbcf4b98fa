/* SPDX-License-Identifier: MIT */
#include "cli/repository.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/memory.h"

size_t
cli_folder_above(const char *path, size_t n)
{
	if (n <= 1)
		return 0;
	for (n--; n > 0 && path[n - 1] != '/'; n--)
		;
	return n;
}

static bool
has_git(const char *path, size_t n)
{
	char *git = cli_format("%.*s.git", (int)n, path);
	bool there = access(git, F_OK) == 0;

	free(git);
	return there;
}

size_t
cli_repository_of(const char *path, size_t n)
{
	while (n > 0 && !has_git(path, n))
		n = cli_folder_above(path, n);
	return n;
}

char *
cli_folder_of(const char *path)
{
	char *real = realpath(path, NULL), *folder;
	struct stat st;

	if (real == NULL || stat(real, &st) == -1) {
		free(real);
		return NULL;
	}
	if (S_ISDIR(st.st_mode))
		folder =
		    cli_format("%s%s", real, strcmp(real, "/") == 0 ? "" : "/");
	else
		folder =
		    cli_copy(real, cli_folder_above(real, strlen(real) + 1));
	free(real);
	return folder;
}
