/* SPDX-License-Identifier: MIT */
/*
 * What the skimmer passes over, no loader would have taken: each file is
 * loaded with and without it.  A format that reads JSON and forgets to list
 * its keys fails here.
 */
#include <ftw.h>
#include <unistd.h>

#include "load.h"

#define FIXTURES MDM_TOP "/fixtures"
#define CORPUS MDM_TOP "/../shared/corpus"

enum { MOST_OPEN = 16 };

static struct tally {
	struct fixture *fixture;
	struct mdm_interest interest;
	size_t files, json, skimmed, wrong;
} tally; /* nftw passes no context */

static struct mdm_facts
load_with(const char *path, const struct mdm_interest *interest)
{
	struct fixture *f = tally.fixture;
	struct mdm_facts facts = { 0 };
	struct mdm_input input = { .name = mdm_str_of(path) };

	f->loader.interest = interest;
	assert_int_equal(mdm_load(&f->loader, &input, 0, &facts), MDM_OK);
	return facts;
}

static void
expect(const char *path, const char *what, size_t with, size_t without)
{
	if (with == without)
		return;
	print_error(
	    "%s: %s: %zu skimmed, %zu read\n", path, what, with, without);
	tally.wrong++;
}

static size_t
count_shown(const struct mdm_file *file)
{
	size_t n = 0;

	for (size_t i = 0; i < file->defects.n; i++)
		n += file->defects.at[i].kind != MDM_DEFECT_DUPLICATE_KEY;
	return n;
}

static void
compare(const char *path)
{
	struct mdm_facts a = load_with(path, &tally.interest);
	struct mdm_facts b = load_with(path, NULL);

	expect(path, "recognised", a.file.recognised, b.file.recognised);
	expect(path, "profiles", a.profiles.n, b.profiles.n);
	expect(path, "carriers", a.carriers.n, b.carriers.n);
	expect(path, "loose assignments", a.loose.n, b.loose.n);
	expect(path, "notes", a.notes.n, b.notes.n);
	expect(path, "pages", a.file.incomplete, b.file.incomplete);
	expect(path, "defects", count_shown(&a.file), count_shown(&b.file));
	if (strcmp(a.file.taken_for, b.file.taken_for) != 0)
		expect(path, a.file.taken_for, 0, 1);
}

static int
visit(const char *path, const struct stat *st, int type, struct FTW *at)
{
	struct fixture *f = tally.fixture;

	(void)st;
	(void)at;
	if (type != FTW_F || !mdm_str_iends(mdm_str_of(path), ".json"))
		return 0;
	tally.files++;
	compare(path);
	if (tally.files % 256 == 0) {
		/* Nothing that was loaded is needed any more. */
		mdm_arena_reset(f->loader.keep);
		f->loader.certs =
		    (struct mdm_cert_cache){ .keep = f->loader.keep };
	}
	return 0;
}

static void
compare_all(void **state, const char *folder)
{
	struct fixture *f = *state;

	f->loader.max_file_size = 64 << 20;
	tally = (struct tally){ .fixture = f };
	mdm_load_interest(&tally.interest);
	assert_int_equal(nftw(folder, visit, MOST_OPEN, FTW_PHYS), 0);
	print_message("%zu files\n", tally.files);
	assert_true(tally.files > 0);
	assert_int_equal(tally.wrong, 0);
}

static void
passes_over_no_fixture(void **state)
{
	compare_all(state, FIXTURES);
}

static void
passes_over_no_real_file(void **state)
{
	if (access(CORPUS, R_OK) != 0) {
		print_message("skipped: no real files at %s\n", CORPUS);
		skip();
	}
	compare_all(state, CORPUS);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(passes_over_no_fixture),
		TEST(passes_over_no_real_file),
	};

	mdm_readers_init();
	mdm_pki_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
