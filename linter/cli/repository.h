/* SPDX-License-Identifier: MIT */
#ifndef CLI_REPOSITORY_H
#define CLI_REPOSITORY_H

#include <stddef.h>

/* Folders as absolute paths that end with '/', and their lengths. */

/* The folder above `path`, or 0 at the top. */
size_t cli_folder_above(const char *path, size_t n);

/* Where the repository begins that `path` is in, or 0: it is in none. */
size_t cli_repository_of(const char *path, size_t n);

/* The folder of a file, or the folder itself; the caller frees, NULL: gone. */
char *cli_folder_of(const char *path);

#endif
