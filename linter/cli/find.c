/* SPDX-License-Identifier: MIT */
#include "cli/find.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/memory.h"
#include "cli/repository.h"

#define NAME ".mdmlint.yaml"

/* Up to and with this folder it is looked for; 0: in `folder` alone. */
static size_t
last_folder(const char *folder, const char *current)
{
	size_t repository = cli_repository_of(folder, strlen(folder));

	if (repository > 0)
		return repository;
	return strncmp(folder, current, strlen(current)) == 0 ? strlen(current)
							      : 0;
}

/* As people would write it: relative when it is below the current folder. */
static char *
name_of(const char *folder, size_t n, const char *current)
{
	size_t skip = strncmp(folder, current, strlen(current)) == 0
	    ? strlen(current)
	    : 0;

	if (skip > n)
		skip = 0;
	return cli_format("%.*s" NAME, (int)(n - skip), folder + skip);
}

static char *
look_upwards(const char *folder, const char *current)
{
	size_t last = last_folder(folder, current), n = strlen(folder);

	while (n > 0) {
		char *path = cli_format("%.*s" NAME, (int)n, folder);
		bool there = access(path, F_OK) == 0;

		free(path);
		if (there)
			return name_of(folder, n, current);
		if (n <= last || last == 0)
			break;
		n = cli_folder_above(folder, n);
	}
	return NULL;
}

char *
cli_find_config(const struct cli_words *w)
{
	char *current = cli_folder_of("."), *folder, *found = NULL;
	const char *path = ".";

	if (w->no_config || current == NULL) {
		free(current);
		return NULL;
	}
	for (size_t i = w->npaths; i-- > 0;) {
		if (strcmp(w->paths[i], "-") != 0)
			path = w->paths[i];
	}
	folder = cli_folder_of(path);
	if (w->config != NULL)
		found = cli_copy(w->config, strlen(w->config));
	else if (folder != NULL)
		found = look_upwards(folder, current);
	free(folder);
	free(current);
	return found;
}
