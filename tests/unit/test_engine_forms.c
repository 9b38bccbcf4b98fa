/* SPDX-License-Identifier: MIT */
/*
 * One profile in every form that profiles travel in, fixtures/readers/
 * form-profile-*: the same findings at the same keys.
 */
#include "engine.h"

static const struct {
	const char *path;
	bool libplist;
} forms[] = {
	{ "form-profile-xml/corp.mobileconfig", false },
	{ "form-profile-signed-der/corp.mobileconfig", false },
	{ "form-profile-signed-ber/corp.mobileconfig", false },
	{ "form-profile-signed-pem/corp.mobileconfig", false },
	{ "form-profile-in-graph/custom.json", false },
	{ "form-profile-in-graph-signed/custom.json", false },
	{ "form-profile-binary/corp.mobileconfig", true },
	{ "form-profile-signed-binary/corp.mobileconfig", true },
	{ "form-profile-in-graph-binary/custom.json", true },
};

static struct mdmlint *
lint_form(const char *form)
{
	struct mdmlint *m = mdmlint_new();
	char path[512];

	snprintf(path, sizeof(path), "%s/fixtures/readers/%s", MDM_TOP, form);
	must_set(m, "now", "2026-06-01");
	assert_true(mdmlint_add_file(m, path, NULL, true));
	assert_true(mdmlint_check(m));
	return m;
}

/* The key path in the property list, whatever holds that. */
static struct mdm_str
innermost(const struct mdm_where *w)
{
	return w->ninside > 0 ? w->inside[w->ninside - 1].pointer : w->pointer;
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* One line per finding, sorted: places differ, and with them the order. */
static char *
findings_of(const struct mdmlint *m)
{
	char *lines[64], *all = calloc(64, 512);
	size_t n = m->result->findings.list.n, end = 0;

	assert_in_range(n, 1, COUNT(lines));
	for (size_t i = 0; i < n; i++) {
		const struct mdm_finding *f = m->result->findings.list.at[i];
		struct mdm_str at = innermost(&f->where);

		lines[i] = calloc(1, 512);
		snprintf(lines[i], 512,
		    "%s %d " MDM_FMT ": " MDM_FMT " (" MDM_FMT ")\n",
		    f->rule->id, (int)f->severity, MDM_ARG(at),
		    MDM_ARG(f->text), MDM_ARG(f->profile->name));
	}
	qsort(lines, n, sizeof(lines[0]), compare);
	for (size_t i = 0; i < n; i++) {
		end += (size_t)snprintf(all + end, 512, "%s", lines[i]);
		free(lines[i]);
	}
	return all;
}

static void
finds_the_same_in_every_form(void **state)
{
	char *want = NULL;

	(void)state;
	for (size_t i = 0; i < COUNT(forms); i++) {
		struct mdmlint *m = lint_form(forms[i].path);
		char *got;

		if (forms[i].libplist && has_note(m, "need libplist")) {
			printf("skipped: %s: no libplist\n", forms[i].path);
			mdmlint_free(m);
			continue;
		}
		got = findings_of(m);
		if (want == NULL)
			want = strdup(got);
		assert_string_equal(got, want);
		free(got);
		mdmlint_free(m);
	}
	free(want);
}

/* Bytes of the file itself where the content stands in it in one piece. */
static void
gives_places_that_fit_the_form(void **state)
{
	static const struct {
		const char *form;
		uint32_t line, column;
	} places[] = {
		{ "form-profile-xml/corp.mobileconfig", 97, 15 },
		{ "form-profile-signed-der/corp.mobileconfig", 1, 4238 },
		{ "form-profile-signed-ber/corp.mobileconfig", 1, 1 },
		{ "form-profile-signed-pem/corp.mobileconfig", 1, 1 },
		{ "form-profile-binary/corp.mobileconfig", 1, 2411 },
		{ "form-profile-signed-binary/corp.mobileconfig", 1, 2475 },
		{ "form-profile-in-graph/custom.json", 18, 14 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(places); i++) {
		struct mdmlint *m = lint_form(places[i].form);
		const struct mdm_findings *all = &m->result->findings;

		for (size_t k = 0; k < all->list.n; k++) {
			const struct mdm_finding *f = all->list.at[k];

			if (strcmp(f->rule->id, "PLIST007") != 0)
				continue;
			assert_int_equal(f->where.place.line, places[i].line);
			assert_int_equal(f->where.place.col, places[i].column);
		}
		mdmlint_free(m);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_the_same_in_every_form),
		cmocka_unit_test(gives_places_that_fit_the_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
