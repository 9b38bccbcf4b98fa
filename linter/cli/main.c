/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "mdmlint.h"

int
main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "--version") == 0)
		return printf("%s\n", mdmlint_version()) < 0
		    ? MDMLINT_EXIT_INTERNAL
		    : MDMLINT_EXIT_CLEAN;
	fprintf(stderr, "mdmlint: the command line is not there yet\n");
	return MDMLINT_EXIT_USAGE;
}
