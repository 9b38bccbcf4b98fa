/* SPDX-License-Identifier: MIT */
/*
 * replay NAME SEEDS FOUND: every seed, mutations of each, and everything that
 * ever broke the harness, in an ordinary build with any compiler.
 * FUZZ_TIMES in the environment: mutations of a seed, default 8.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "files.h"
#include "fuzz.h"

enum { LARGEST_SEED = 64 * 1024, TIMES = 8, MOST_SECONDS = 10 };

static const struct {
	const char *harness;
	const char *endings[8];
} seeds[] = {
	{ "json", { ".json", ".onc" } },
	{ "xml", { ".xml" } },
	{ "yaml", { ".yaml", ".yml" } },
	{ "plist", { ".mobileconfig" } },
	{ "bplist", { ".plist", ".mobileconfig" } },
	{ "cert", { ".cer", ".pem", ".der", ".pfx", ".crl" } },
	{ "cms", { ".p7b", ".der", ".mobileconfig" } },
	{ "evtx", { ".evtx" } },
	{ "archive", { ".zip", ".cab", ".tar", ".gz" } },
	{ "log", { ".log", ".txt", ".text" } },
	{ "csv", { ".csv" } },
	{ "run", { ".json", ".xml", ".mobileconfig" } },
};

static bool
is_seed(const char *harness, const char *path)
{
	for (size_t i = 0; i < sizeof(seeds) / sizeof(*seeds); i++) {
		if (strcmp(seeds[i].harness, harness) != 0)
			continue;
		for (size_t k = 0; k < 8 && seeds[i].endings[k] != NULL; k++)
			if (mdm_str_iends(
				mdm_str_of(path), seeds[i].endings[k]))
				return true;
	}
	return false;
}

static uint64_t
next(uint64_t *random)
{
	*random ^= *random << 13;
	*random ^= *random >> 7;
	*random ^= *random << 17;
	return *random;
}

/* Bytes changed, a part doubled, taken out, or all behind it cut off. */
static struct mdm_str
mutate(struct mdm_arena *a, uint64_t *random, struct mdm_str s)
{
	char *p = mdm_alloc(a, 2 * s.n + 1, 1, 1);
	size_t at = next(random) % (s.n + 1);
	size_t part = next(random) % (s.n - at + 1);

	memcpy(p, s.p, s.n);
	switch (next(random) % 4) {
	case 0:
		return mdm_str_span(p, at);
	case 1:
		memmove(p + at, p + at + part, s.n - at - part);
		return mdm_str_span(p, s.n - part);
	case 2:
		memmove(p + at + part, p + at, s.n - at);
		return mdm_str_span(p, s.n + part);
	default:
		for (int i = 0; i < 4 && s.n > 0; i++)
			p[next(random) % s.n] = (char)next(random);
		return mdm_str_span(p, s.n);
	}
}

struct tally {
	size_t inputs;
	time_t until; /* mutations stop here: a test must end */
};

static void
feed(struct tally *t, struct mdm_str s)
{
	LLVMFuzzerTestOneInput((const uint8_t *)s.p, s.n);
	t->inputs++;
}

static void
replay(struct tally *t, const char *harness, const char *folder, bool all,
    unsigned long times)
{
	struct mdm_arena *arena = mdm_arena_new();
	struct test_names names = test_tree(arena, folder);
	uint64_t random = 0x66757a7a;

	for (size_t i = 0; i < names.list.n; i++) {
		struct mdm_arena *one = mdm_arena_new();
		struct mdm_str s = { NULL, 0 };

		if (all || is_seed(harness, names.list.at[i]))
			s = test_read(
			    one, test_join(one, folder, names.list.at[i]));
		if (s.p != NULL && s.n <= LARGEST_SEED) {
			feed(t, s);
			for (unsigned long k = 0;
			     !all && k < times && time(NULL) < t->until; k++)
				feed(t, mutate(one, &random, s));
		}
		mdm_arena_free(one);
	}
	mdm_arena_free(arena);
}

int
main(int argc, char **argv)
{
	const char *text = getenv("FUZZ_TIMES");
	struct tally t = { .until = time(NULL) + MOST_SECONDS };

	if (argc != 4) {
		fprintf(stderr, "usage: replay NAME SEEDS FOUND\n");
		return 2;
	}
	if (test_is_folder(argv[3]))
		replay(&t, argv[1], argv[3], true, 0);
	replay(&t, argv[1], argv[2], false,
	    text != NULL ? strtoul(text, NULL, 10) : TIMES);
	printf("%zu inputs\n", t.inputs);
	return 0;
}
