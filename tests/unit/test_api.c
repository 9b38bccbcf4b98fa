/* SPDX-License-Identifier: MIT */
#include "engine.h"

#include <errno.h>

static void
keeps_fingerprints_when_files_are_rewritten(void **state)
{
	static const char body[] =
	    "\"id\":\"" ID1 "\",\"displayName\":\"T\","
	    "\"certFileName\":\"a.cer\",\"trustedRootCertificate\":null";
	static const char type[] =
	    "\"@odata.type\":\"" GRAPH "windows81TrustedRootCertificate\"";
	char one[1024], two[1024];
	const struct document before[] = { { "a/x.json", one, NULL } };
	const struct document after[] = { { "b/all.json", two, NULL } };
	const char *const options[] = { "only", "FMT011", NULL };
	struct mdmlint *m, *n;

	(void)state;
	snprintf(one, sizeof(one), "{%s,%s}", type, body);
	snprintf(two, sizeof(two), "{\n\n  %s,\n\t%s\n}\n", body, type);
	m = load_documents(before, 1, options, true);
	n = load_documents(after, 1, options, true);
	assert_int_equal(m->result->findings.list.n, 1);
	assert_int_equal(n->result->findings.list.n, 1);
	assert_string_equal(m->result->findings.list.at[0]->fingerprint,
	    n->result->findings.list.at[0]->fingerprint);
	mdmlint_free(m);
	mdmlint_free(n);
}

/* A set with findings of several sorts in it. */
static struct mdmlint *
lint_set(const char *jobs, bool reversed)
{
	struct document d[40];
	const char *const options[] = { "jobs", jobs, NULL };
	char *root = cert_base64("corp-root");
	struct mdmlint *m;
	size_t n = 0;

	for (size_t i = 0; i < COUNT(d); i++) {
		char *name = calloc(1, 32), *text = calloc(1, 8192);

		snprintf(name, 32, "p%02zu.json", i % 2 ? i : 99 - i);
		if (i % 4 == 3)
			snprintf(text, 8192, "{\"@odata.type\": ]");
		else if (i % 4 == 2)
			snprintf(text, 8192,
			    SCEP("S%zu", "",
				CUSTOM("T%zu") ",\"keySize\":\"size1024\""),
			    i, i % 8);
		else
			snprintf(text, 8192,
			    "{\"@odata.type\":\"" GRAPH
			    "windows81TrustedRootCertificate\","
			    "\"displayName\":\"T%zu\","
			    "\"certFileName\":\"a.cer\",\"destinationStore\":"
			    "\"computerCertStoreIntermediate\","
			    "\"trustedRootCertificate\":\"%s\"}",
			    i % 8, root);
		d[n++] = (struct document){ .name = name,
			.text = text,
			.set = i % 3 == 0 ? "one" : NULL };
	}
	for (size_t i = 0; reversed && i < n / 2; i++) {
		struct document swap = d[i];

		d[i] = d[n - 1 - i];
		d[n - 1 - i] = swap;
	}
	m = load_documents(d, n, options, true);
	for (size_t i = 0; i < n; i++) {
		free((char *)(uintptr_t)d[i].name);
		free((char *)(uintptr_t)d[i].text);
	}
	free(root);
	return m;
}

static void
says_the_same_whatever_the_jobs_and_the_order(void **state)
{
	static const struct {
		const char *jobs;
		bool reversed;
	} ways[] = { { "1", false }, { "8", false }, { "1", true },
		{ "8", true } };
	char *want = NULL;

	(void)state;
	for (size_t i = 0; i < COUNT(ways); i++) {
		struct mdmlint *m = lint_set(ways[i].jobs, ways[i].reversed);
		char *got = json_report(m);

		assert_true(m->result->findings.list.n > 20);
		if (want == NULL)
			want = got;
		assert_string_equal(want, got);
		if (want != got)
			free(got);
		mdmlint_free(m);
	}
	free(want);
}

static void
gives_findings_of_certificates_their_profile(void **state)
{
	struct mdmlint *m = lint_set("1", false);
	size_t with = 0;

	(void)state;
	for (size_t i = 0; i < m->result->findings.list.n; i++)
		with += m->result->findings.list.at[i]->profile != NULL;
	assert_true(with > 0);
	mdmlint_free(m);
}

static struct mdmlint *
store_case(const char *option, const char *value)
{
	char *root = cert_base64("corp-root");
	struct mdmlint *m = mdmlint_new();
	char text[8192];
	int n = snprintf(text, sizeof(text),
	    "{\"@odata.type\":\"" GRAPH "windows81TrustedRootCertificate\","
	    "\"displayName\":\"T\",\"certFileName\":\"a.cer\","
	    "\"destinationStore\":\"computerCertStoreIntermediate\","
	    "\"trustedRootCertificate\":\"%s\"}",
	    root);

	free(root);
	must_set(m, "now", "2026-06-01");
	must_set(m, "only", "STORE001");
	if (option != NULL)
		must_set(m, option, value);
	assert_true(mdmlint_add_memory(m, "a.json", text, (size_t)n, NULL));
	assert_true(mdmlint_check(m));
	return m;
}

static void
exits_as_the_interface_says(void **state)
{
	static const struct {
		const char *option, *value;
		int code;
	} rows[] = {
		{ NULL, NULL, MDMLINT_EXIT_FINDINGS },
		{ "severity", "STORE001=warning", MDMLINT_EXIT_CLEAN },
		{ "severity", "STORE001=off", MDMLINT_EXIT_CLEAN },
		{ "fail-on", "none", MDMLINT_EXIT_CLEAN },
		{ "fail-on", "info", MDMLINT_EXIT_FINDINGS },
		{ "known-certs", MDM_TOP "/fixtures/pki/corp-root.pem",
		    MDMLINT_EXIT_CLEAN },
		{ "known-certs", MDM_TOP "/fixtures/pki", MDMLINT_EXIT_CLEAN },
		{ "known-certs", MDM_TOP "/no/such/file",
		    MDMLINT_EXIT_UNREADABLE },
		{ "getcacert", "https://x.example=no/such/file",
		    MDMLINT_EXIT_UNREADABLE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct mdmlint *m = store_case(rows[i].option, rows[i].value);

		assert_row(mdmlint_exit_code(m), rows[i].code,
		    rows[i].value == NULL ? "plain" : rows[i].value);
		mdmlint_free(m);
	}
}

static void
fails_on_requirements_that_were_not_met(void **state)
{
	const struct document d[] = { { "a.json", TRUST("T", ID1), NULL } };
	const char *const met[] = { "require", "STORE", NULL };
	const char *const unmet[] = { "require", "TRUST", "fail-on", "none",
		NULL };
	struct mdmlint *m = load_documents(d, 1, unmet, true);

	(void)state;
	assert_int_equal(mdmlint_exit_code(m), MDMLINT_EXIT_FINDINGS);
	assert_true(has_note(m, "required family TRUST"));
	mdmlint_free(m);
	m = load_documents(d, 1, met, true);
	assert_false(m->result->requirement_failed);
	mdmlint_free(m);
}

static void
tells_what_could_not_be_read(void **state)
{
	struct mdmlint *m = mdmlint_new();
	int error = 0;

	(void)state;
	assert_true(mdmlint_add_file(m, "no/such/file.json", NULL, true));
	assert_true(mdmlint_add_file(m, "./no/such/file.json", NULL, true));
	mdmlint_add_unreadable(m, "folder", EACCES);
	assert_true(mdmlint_check(m));
	assert_string_equal(mdmlint_unreadable(m, 0, &error), "folder");
	assert_int_equal(error, EACCES);
	assert_non_null(mdmlint_unreadable(m, 1, &error));
	assert_int_equal(error, ENOENT);
	assert_null(mdmlint_unreadable(m, 2, &error));
	assert_int_equal(mdmlint_exit_code(m), MDMLINT_EXIT_UNREADABLE);
	mdmlint_free(m);
}

static void
runs_once_and_explains_errors(void **state)
{
	struct mdmlint *m = mdmlint_new();
	struct mdm_out *out = mdm_out_new_memory();

	(void)state;
	assert_string_equal(mdmlint_error(m), "");
	assert_false(mdmlint_report(m, "json", 0, collect, out));
	assert_true(strstr(mdmlint_error(m), "nothing was checked") != NULL);
	assert_true(mdmlint_check(m));
	assert_false(mdmlint_check(m));
	assert_false(mdmlint_add_file(m, "x", NULL, true));
	assert_false(mdmlint_report(m, "jsom", 0, collect, out));
	assert_true(strstr(mdmlint_error(m), "\"json\"") != NULL);
	assert_true(mdmlint_report(m, "json", 0, collect, out));
	assert_false(mdmlint_explain(m, "STORE01", "text", collect, out));
	assert_true(strstr(mdmlint_error(m), "STORE001") != NULL);
	assert_true(mdmlint_explain(m, "store001", "text", collect, out));
	assert_int_equal(mdmlint_exit_code(m), MDMLINT_EXIT_CLEAN);
	mdm_out_free(out);
	mdmlint_free(m);
}

static bool
refuse(void *ctx, const char *bytes, size_t n)
{
	(void)ctx;
	(void)bytes;
	(void)n;
	return false;
}

static void
notices_that_a_report_was_not_written(void **state)
{
	struct mdmlint *m = store_case(NULL, NULL);

	(void)state;
	assert_false(mdmlint_report(m, "text", 0, refuse, NULL));
	assert_true(mdmlint_error(m)[0] != '\0');
	mdmlint_free(m);
}

static void
lists_every_format_that_it_writes(void **state)
{
	size_t i = 0;

	(void)state;
	for (; mdmlint_formats()[i] != NULL; i++)
		assert_string_equal(
		    mdmlint_formats()[i], mdm_reporters[i]->name);
	assert_null(mdm_reporters[i]);
	assert_true(strncmp(mdmlint_version(), "mdmlint " MDMLINT_VERSION,
			sizeof("mdmlint " MDMLINT_VERSION) - 1) == 0);
}

static void
reads_maps_of_saved_answers(void **state)
{
	struct mdmlint *m = mdmlint_new();
	char folder[] = "/tmp/mdmlint-test-XXXXXX";
	char path[64], option[80];
	FILE *file;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/map", folder);
	snprintf(option, sizeof(option), "@%s", path);
	assert_false(mdmlint_set(m, "getcacert", option));
	file = fopen(path, "w");
	assert_non_null(file);
	fprintf(file,
	    "# made by getcacert\nhttps://a.example/?x=y=a.der\n\n"
	    "https://b.example=/abs/b.der\n");
	assert_int_equal(fclose(file), 0);
	assert_true(mdmlint_set(m, "getcacert", option));
	assert_int_equal(m->policy.getcacert.n, 2);
	assert_str(m->policy.getcacert.at[0].url, "https://a.example/?x=y");
	snprintf(path, sizeof(path), "%s/a.der", folder);
	assert_str(m->policy.getcacert.at[0].file, path);
	assert_str(m->policy.getcacert.at[1].file, "/abs/b.der");
	mdmlint_free(m);
	snprintf(path, sizeof(path), "%s/map", folder);
	remove(path);
	remove(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_the_same_whatever_the_jobs_and_the_order),
		cmocka_unit_test(keeps_fingerprints_when_files_are_rewritten),
		cmocka_unit_test(gives_findings_of_certificates_their_profile),
		cmocka_unit_test(exits_as_the_interface_says),
		cmocka_unit_test(fails_on_requirements_that_were_not_met),
		cmocka_unit_test(tells_what_could_not_be_read),
		cmocka_unit_test(runs_once_and_explains_errors),
		cmocka_unit_test(notices_that_a_report_was_not_written),
		cmocka_unit_test(lists_every_format_that_it_writes),
		cmocka_unit_test(reads_maps_of_saved_answers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
