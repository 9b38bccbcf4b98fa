/* SPDX-License-Identifier: MIT */
/*
 * A tenant that is exported again, by another tool and into other files, has
 * the findings that its baseline has; and not one more.
 */
#include "engine.h"

#include <dirent.h>
#include <jansson.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/out.h"

#define TENANT MDM_TOP "/fixtures/golden/tenant"

struct export
{
	struct mdmlint *m;
	bool anew;  /* other names, order, blanks and encoding */
	bool plant; /* one more URL without TLS */
	unsigned number;
};

static char *
read_whole(const char *path, size_t *ret_n)
{
	FILE *file = fopen(path, "rb");
	char *text = calloc(1, 1 << 20);

	assert_non_null(file);
	*ret_n = fread(text, 1, (1 << 20) - 1, file);
	fclose(file);
	return text;
}

/* The URL beside the one that is there. */
static void
plant(json_t *object)
{
	json_t *urls = json_object_get(object, "scepServerUrls");
	json_t *value;
	const char *key;
	size_t i;

	if (urls != NULL && json_array_size(urls) > 0 &&
	    strstr(json_string_value(json_array_get(urls, 0)), "http:") != NULL)
		json_array_append_new(
		    urls, json_string("http://ndes2.corp.test/scep"));
	else if (json_is_array(object))
		json_array_foreach(object, i, value) plant(value);
	else
		json_object_foreach(object, key, value) plant(value);
}

/* ASCII as JSON_ENSURE_ASCII leaves it. */
static char *
utf16le(const char *text, size_t *ret_n)
{
	size_t n = strlen(text);
	char *wide = calloc(2, n + 1);

	memcpy(wide, "\xff\xfe", 2);
	for (size_t i = 0; i < n; i++)
		wide[2 * i + 2] = text[i];
	*ret_n = 2 * n + 2;
	return wide;
}

static void
add_json(struct export *e, json_t *root, const char *name)
{
	size_t flags = JSON_SORT_KEYS | JSON_INDENT(7) | JSON_ENSURE_ASCII;
	char *text, *wide;
	size_t n;

	if (e->plant)
		plant(root);
	text = json_dumps(root, flags);
	wide = utf16le(text, &n);
	assert_true(mdmlint_add_memory(e->m, name, wide, n, NULL));
	free(wide);
	free(text);
}

static void
add_file(struct export *e, const char *path)
{
	const char *dot = strrchr(path, '.');
	char name[64];
	size_t n;
	char *text = read_whole(path, &n);
	json_t *root = json_loadb(text, n, 0, NULL);

	snprintf(name, sizeof(name), "again/%03u%s", 900 - e->number++,
	    dot != NULL ? dot : "");
	if (strstr(path, "/expected.") != NULL || strstr(path, "/secrets"))
		; /* no part of the tenant */
	else if (e->anew && root != NULL && json_is_object(root))
		add_json(e, root, name);
	else
		assert_true(mdmlint_add_memory(e->m,
		    e->anew ? name : path + strlen(TENANT) + 1, text, n, NULL));
	json_decref(root);
	free(text);
}

static void
add_folder(struct export *e, const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	struct stat st;

	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL) {
		char inner[1024];

		if (entry->d_name[0] == '.')
			continue;
		snprintf(inner, sizeof(inner), "%s/%s", path, entry->d_name);
		assert_int_equal(stat(inner, &st), 0);
		if (S_ISDIR(st.st_mode))
			add_folder(e, inner);
		else
			add_file(e, inner);
	}
	closedir(dir);
}

/* The tenant against a baseline, or without one. */
static struct mdmlint *
lint_tenant(const char *baseline, bool anew, bool planted)
{
	struct export e = {
		.m = mdmlint_new(), .anew = anew, .plant = planted
	};

	must_set(e.m, "now", "2026-06-01");
	if (baseline != NULL)
		must_set(e.m, "baseline", baseline);
	add_folder(&e, TENANT);
	assert_true(mdmlint_check(e.m));
	return e.m;
}

static int
write_baseline(void **state)
{
	static char path[] = "/tmp/mdmlint-baseline-XXXXXX";
	struct mdmlint *m = lint_tenant(NULL, false, false);
	struct mdm_out *out = mdm_out_new_memory();
	struct mdm_str text;

	close(mkstemp(path));
	assert_true(mdmlint_baseline(m, collect, out));
	text = mdm_out_text(out);
	FILE *file = fopen(path, "w");
	assert_int_equal(fwrite(text.p, 1, text.n, file), text.n);
	fclose(file);
	mdm_out_free(out);
	assert_true(m->result->findings.list.n > 5);
	mdmlint_free(m);
	*state = path;
	return 0;
}

static int
remove_baseline(void **state)
{
	return unlink(*state);
}

static void
print_findings(const struct mdmlint *m)
{
	for (size_t i = 0; i < m->result->findings.list.n; i++)
		print_message("new: %s " MDM_FMT "\n",
		    m->result->findings.list.at[i]->rule->id,
		    MDM_ARG(m->result->findings.list.at[i]->text));
}

static void
knows_all_findings_of_the_same_files(void **state)
{
	struct mdmlint *m = lint_tenant(*state, false, false);

	assert_int_equal(m->result->findings.list.n, 0);
	assert_int_equal(mdmlint_exit_code(m), 0);
	assert_false(has_note(m, "baseline"));
	mdmlint_free(m);
}

static void
knows_all_findings_of_another_export(void **state)
{
	struct mdmlint *m = lint_tenant(*state, true, false);

	print_findings(m);
	assert_int_equal(m->result->findings.list.n, 0);
	assert_int_equal(mdmlint_exit_code(m), 0);
	assert_false(has_note(m, "baseline"));
	mdmlint_free(m);
}

static void
reports_a_new_defect_of_the_same_rule_and_profile(void **state)
{
	struct mdmlint *m = lint_tenant(*state, true, true);

	print_findings(m);
	assert_int_equal(m->result->findings.list.n, 1);
	assert_string_equal(
	    m->result->findings.list.at[0]->rule->id, "SCEP006");
	mdmlint_free(m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_all_findings_of_the_same_files),
		cmocka_unit_test(knows_all_findings_of_another_export),
		cmocka_unit_test(
		    reports_a_new_defect_of_the_same_rule_and_profile),
	};

	return cmocka_run_group_tests(tests, write_baseline, remove_baseline);
}
