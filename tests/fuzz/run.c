/* SPDX-License-Identifier: MIT */
/*
 * The whole way: several documents, separated by lines of "%%%%", through all
 * rules and every report.  The name of a document ends as its first line says
 * (".json", ".mobileconfig"), as names decide what is read how.
 */
#include "fuzz.h"

#include "mdmlint.h"

enum { MOST_DOCUMENTS = 8, LONGEST_SUFFIX = 16 };

static bool
swallow(void *ctx, const char *bytes, size_t n)
{
	size_t *total = ctx;

	(void)bytes;
	*total += n;
	return true;
}

static struct mdm_str
next_document(struct mdm_str *rest)
{
	static const char line[] = "\n%%%%\n";
	size_t at = mdm_str_find(*rest, line);
	struct mdm_str document = mdm_str_sub(*rest, 0, at);

	*rest = at == SIZE_MAX
	    ? mdm_str_sub(*rest, rest->n, 0)
	    : mdm_str_sub(*rest, at + sizeof(line) - 1, SIZE_MAX);
	return document;
}

static void
add(struct mdmlint *m, struct mdm_arena *a, struct mdm_str document, int which)
{
	struct mdm_str suffix = MDM_LIT(".json");
	size_t end = mdm_str_find_byte(document, '\n');

	if (document.n > 0 && document.p[0] == '.' && end < LONGEST_SUFFIX) {
		suffix = mdm_str_sub(document, 0, end);
		document = mdm_str_sub(document, end + 1, SIZE_MAX);
	}
	mdmlint_add_memory(m,
	    mdm_str_printf(a, "%d" MDM_FMT, which, MDM_ARG(suffix)).p,
	    document.p != NULL ? document.p : "", document.n, NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct mdm_str rest = { (const char *)bytes, n };
	struct mdm_arena *arena = mdm_arena_new();
	struct mdmlint *m = mdmlint_new();
	size_t total = 0;

	mdmlint_set(m, "now", "2026-06-01");
	mdmlint_set(m, "jobs", "1");
	for (int i = 0; rest.n > 0 && i < MOST_DOCUMENTS; i++)
		add(m, arena, next_document(&rest), i);
	mdmlint_check(m);
	for (const char *const *f = mdmlint_formats(); *f != NULL; f++)
		mdmlint_report(m, *f, MDMLINT_VERBOSE, swallow, &total);
	mdmlint_free(m);
	mdm_arena_free(arena);
	return 0;
}
