/* SPDX-License-Identifier: MIT */
#include "getcacert/save.h"

#include <errno.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/memory.h"
#include "cli/message.h"
#include "cli/output.h"

int
save_answer(const struct ask_answer *a, const char *file)
{
	struct cli_output out;

	if (!cli_output_open(&out, file))
		return MDMLINT_EXIT_USAGE;
	return cli_output_close(
	    &out, cli_output_write(&out, a->reply.bytes, a->reply.n));
}

/* FNV-1a: two URLs of one host get two names, in every run the same. */
static uint64_t
hash(const char *text)
{
	uint64_t h = 14695981039346656037U;

	for (; *text != '\0'; text++)
		h = (h ^ (unsigned char)*text) * 1099511628211U;
	return h;
}

/* The URL comes from an export, and so may anything: no path, no blanks. */
static char *
name_of(const struct ask_answer *a)
{
	const char *why;
	char *host = fetch_url_host(a->url, &why), *name;

	for (char *p = host; p != NULL && *p != '\0'; p++) {
		if (!(*p >= 'a' && *p <= 'z') && !(*p >= 'A' && *p <= 'Z') &&
		    !(*p >= '0' && *p <= '9') && *p != '.' && *p != '-')
			*p = '_';
	}
	name = cli_format("%.64s-%016" PRIx64 "%s",
	    host != NULL ? host : "server", hash(a->url), a->content.ending);
	free(host);
	return name;
}

int
save_in_folder(struct ask_answer *a, const char *folder)
{
	char *name = name_of(a);

	a->file = cli_format("%s/%s", folder, name);
	free(name);
	return save_answer(a, a->file);
}

int
save_make_folder(const char *folder)
{
	if (mkdir(folder, 0777) == 0 || errno == EEXIST)
		return MDMLINT_EXIT_CLEAN;
	cli_complain("cannot make '%s': %s", folder, strerror(errno));
	return MDMLINT_EXIT_USAGE;
}

int
save_map(const struct ask_answer *answers, size_t n, const char *folder)
{
	char *file = cli_format("%s/getcacert.map", folder);
	struct cli_output out;
	int code = MDMLINT_EXIT_USAGE;

	if (cli_output_open(&out, file)) {
		fprintf(out.stream, "# URL=FILE, by mdmlint getcacert\n");
		for (size_t i = 0; i < n; i++)
			fprintf(out.stream, "%s=%s\n", answers[i].url,
			    strrchr(answers[i].file, '/') + 1);
		code = cli_output_close(&out, true);
	}
	free(file);
	return code;
}
