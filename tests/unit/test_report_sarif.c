/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <stdlib.h>

#include "hostile.h"
#include "mdmlint.h"

/* The only run of a log. */
static json_t *
parse(struct built *b, json_t **ret_log)
{
	struct mdm_str text = render(b, &mdm_reporter_sarif);
	json_error_t error;
	json_t *runs;

	*ret_log = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, &error);
	if (*ret_log == NULL)
		print_error("%d: %s\n", error.line, error.text);
	assert_non_null(*ret_log);
	runs = json_object_get(*ret_log, "runs");
	assert_int_equal(json_array_size(runs), 1);
	return json_array_get(runs, 0);
}

/* The text at a path of keys; "0" to "9" index arrays. */
static const char *
text_at(const json_t *value, const char *path)
{
	struct mdm_str rest = mdm_str_of(path), key;
	char name[64];

	while (mdm_str_split(&rest, '/', &key)) {
		snprintf(name, sizeof(name), MDM_FMT, MDM_ARG(key));
		value = json_is_array(value)
		    ? json_array_get(value, (size_t)(name[0] - '0'))
		    : json_object_get(value, name);
	}
	if (!json_is_string(value))
		print_error("no text at %s\n", path);
	assert_true(json_is_string(value));
	return json_string_value(value);
}

static void
check_numbers(const json_t *region, const json_int_t want[4])
{
	static const char *const keys[] = { "startLine", "startColumn",
		"endLine", "endColumn" };

	for (size_t i = 0; i < COUNT(keys); i++)
		assert_row(json_integer_value(json_object_get(region, keys[i])),
		    want[i], keys[i]);
}

static const json_t *
region_of(const json_t *location)
{
	return json_object_get(
	    json_object_get(location, "physicalLocation"), "region");
}

static void
has_results_even_when_clean(void **state)
{
	struct built b;
	json_t *log, *run;

	(void)state;
	build(&b);
	MDM_PUSH(b.arena, &b.result.notes, MDM_LIT("no file has it"));
	MDM_PUSH(b.arena, &b.result.notes, MDM_LIT("2 files are odd"));
	b.result.nserious = 1;
	run = parse(&b, &log);
	assert_string_equal(text_at(log, "version"), "2.1.0");
	assert_true(json_is_array(json_object_get(run, "results")));
	assert_int_equal(json_array_size(json_object_get(run, "results")), 0);
	assert_string_equal(text_at(run, "columnKind"), "unicodeCodePoints");
	assert_string_equal(text_at(run, "tool/driver/name"), "mdmlint");
	assert_string_equal(
	    text_at(run, "tool/driver/fullName"), "mdmlint " MDMLINT_VERSION);
	assert_string_equal(text_at(run,
				"invocations/0/toolExecutionNotifications/0/"
				"message/text"),
	    "no file has it.");
	assert_string_equal(
	    text_at(run, "invocations/0/toolExecutionNotifications/0/level"),
	    "warning");
	assert_string_equal(
	    text_at(run, "invocations/0/toolExecutionNotifications/1/level"),
	    "note");
	assert_null(json_object_get(run, "automationDetails"));
	json_decref(log);
	mdm_arena_free(b.arena);
}

static void
says_what_could_not_be_read(void **state)
{
	struct mdm_unread unread = { MDM_LIT("a.json"), 13 };
	struct built b;
	json_t *log, *run;

	(void)state;
	build(&b);
	MDM_PUSH(b.arena, &b.result.unread, unread);
	run = parse(&b, &log);
	assert_true(json_is_false(json_object_get(
	    json_array_get(json_object_get(run, "invocations"), 0),
	    "executionSuccessful")));
	assert_string_equal(text_at(run,
				"invocations/0/toolExecutionNotifications/0/"
				"message/text"),
	    "cannot read a.json.");
	json_decref(log);
	mdm_arena_free(b.arena);
}

static bool
is_pascal_case(const char *name)
{
	for (const char *c = name; *c != '\0'; c++) {
		if (!mdm_is_alpha(*c) && !mdm_is_digit(*c))
			return false;
	}
	return name[0] >= 'A' && name[0] <= 'Z';
}

static void
lists_every_rule(void **state)
{
	struct built b;
	json_t *log, *run, *rules, *rule;
	size_t i;

	(void)state;
	build(&b);
	run = parse(&b, &log);
	rules = json_object_get(
	    json_object_get(json_object_get(run, "tool"), "driver"), "rules");
	assert_int_equal(json_array_size(rules), MDM_RULE_COUNT);
	json_array_foreach(rules, i, rule)
	{
		const char *shorter = text_at(rule, "shortDescription/text");
		const char *longer = text_at(rule, "fullDescription/text");
		const char *level = text_at(rule, "defaultConfiguration/level");

		assert_string_equal(text_at(rule, "id"), mdm_rules[i]->id);
		assert_true(is_pascal_case(text_at(rule, "name")));
		assert_true(strlen(text_at(rule, "name")) <= 255);
		assert_true(strlen(shorter) <= 1024 && strlen(longer) <= 1024);
		assert_true(mdm_str_ends(mdm_str_of(shorter), "."));
		assert_true(mdm_str_ends(mdm_str_of(longer), "."));
		assert_true(text_at(rule, "help/text")[0] != '\0');
		assert_true(text_at(rule, "help/markdown")[0] == '#');
		assert_true(strcmp(level, "error") == 0 ||
		    strcmp(level, "warning") == 0 ||
		    strcmp(level, "note") == 0);
		assert_string_equal(text_at(rule, "properties/precision"),
		    mdm_rules[i]->confidence == MDM_CONFIDENCE_HIGH ? "high"
			: mdm_rules[i]->confidence == MDM_CONFIDENCE_MEDIUM
			? "medium"
			: "low");
		assert_true(
		    json_array_size(json_object_get(
			json_object_get(rule, "properties"), "tags")) <= 20);
	}
	json_decref(log);
	mdm_arena_free(b.arena);
}

static void
writes_a_result(void **state)
{
	struct mdm_where w = place("./a b/\xc3\xa4#.json", 2, 3, 4);
	struct mdm_step step = { .pointer = MDM_LIT("/Data"),
		.syntax = MDM_XML };
	struct mdm_finding *f;
	struct built b;
	json_t *log, *run, *result;

	(void)state;
	build(&b);
	w.pointer = MDM_LIT("/a/0");
	w.inside = &step;
	w.ninside = 1;
	w.excerpt = MDM_LIT("x: abcd");
	f = add_finding(&b, "it [is] so", w);
	f->expected_label = "there";
	f->actual_label = "here";
	f->expected = MDM_LIT("aa");
	f->actual = MDM_LIT("ab");
	add_note(&b, f, "the other", place("/b.json", 7, 1, 2));
	run = parse(&b, &log);
	result = json_array_get(json_object_get(run, "results"), 0);
	assert_string_equal(text_at(result, "ruleId"), "STORE001");
	assert_string_equal(text_at(result, "level"), "error");
	assert_int_equal(
	    json_integer_value(json_object_get(result, "ruleIndex")),
	    MDM_RULE_store001);
	assert_string_equal(text_at(result, "message/text"),
	    "it \\[is\\] so. See [the other](1). there: aa; here: ab. Do the "
	    "right thing.");
	assert_string_equal(
	    text_at(
		result, "locations/0/physicalLocation/artifactLocation/uri"),
	    "a%20b/%C3%A4%23.json");
	check_numbers(
	    region_of(json_array_get(json_object_get(result, "locations"), 0)),
	    (json_int_t[]){ 2, 3, 2, 7 });
	assert_string_equal(
	    text_at(result,
		"locations/0/physicalLocation/contextRegion/snippet/text"),
	    "x: abcd");
	assert_string_equal(
	    text_at(
		result, "locations/0/logicalLocations/0/fullyQualifiedName"),
	    "/a/0 > /Data");
	assert_string_equal(
	    text_at(result,
		"relatedLocations/0/physicalLocation/artifactLocation/uri"),
	    "file:///b.json");
	assert_string_equal(
	    text_at(result, "relatedLocations/0/message/text"), "the other.");
	assert_string_equal(
	    text_at(result, "partialFingerprints/primaryLocationLineHash"),
	    "0123456789abcdef0123456789abcdef:1");
	json_decref(log);
	mdm_arena_free(b.arena);
}

/* What upload refuses: numbers under 1; what hides annotations: many lines. */
static void
keeps_regions_to_one_line(void **state)
{
	static const struct {
		struct mdm_place place;
		uint32_t mark_len;
		json_int_t want[4];
	} rows[] = {
		{ { 0, 0, 0, 0 }, 0, { 1, 1, 1, 2 } },
		{ { 5, 6, 0, 0 }, 0, { 5, 6, 5, 7 } },
		{ { 5, 6, 5, 6 }, 0, { 5, 6, 5, 7 } },
		{ { 5, 6, 5, 9 }, 3, { 5, 6, 5, 9 } },
		{ { 5, 6, 8, 2 }, 10, { 5, 6, 5, 16 } },
	};
	json_t *log, *run, *results;
	struct built b;

	(void)state;
	build(&b);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct mdm_where w = { .file = MDM_LIT("a.json") };

		w.place = rows[i].place;
		w.mark_len = rows[i].mark_len;
		add_finding(&b, "x", w);
	}
	run = parse(&b, &log);
	results = json_object_get(run, "results");
	for (size_t i = 0; i < COUNT(rows); i++)
		check_numbers(region_of(json_array_get(
				  json_object_get(
				      json_array_get(results, i), "locations"),
				  0)),
		    rows[i].want);
	json_decref(log);
	mdm_arena_free(b.arena);
}

/* What GitHub Advanced Security for Azure DevOps asks for. */
static void
names_the_build_of_azure(void **state)
{
	struct built b;
	json_t *log, *run, *details;

	(void)state;
	setenv("TF_BUILD", "True", 1);
	setenv("BUILD_BUILDID", "77", 1);
	setenv("SYSTEM_DEFINITIONID", "12", 1);
	setenv("BUILD_DEFINITIONNAME", "Gate ##vso[x]", 1);
	build(&b);
	mdm_build_read(&b.policy.build);
	run = parse(&b, &log);
	details = json_object_get(run, "automationDetails");
	assert_string_equal(
	    text_at(details, "id"), "azuredevops/pipeline/build/12/77");
	assert_string_equal(
	    json_string_value(
		json_object_get(json_object_get(details, "properties"),
		    "azuredevops/pipeline/build/buildDefinitionName")),
	    "Gate ##vso[x]");
	assert_null(json_object_get(json_object_get(details, "properties"),
	    "azuredevops/pipeline/build/phaseId"));
	unsetenv("TF_BUILD");
	mdm_build_read(&b.policy.build);
	json_decref(log);
	run = parse(&b, &log);
	assert_null(json_object_get(run, "automationDetails"));
	json_decref(log);
	mdm_arena_free(b.arena);
}

/* From the store by way of the certificate to who is bound to it. */
static void
shows_the_chain_as_a_flow(void **state)
{
	struct mdm_finding *f;
	struct built b;
	json_t *log, *run, *result, *places;

	(void)state;
	build(&b);
	f = add_finding(&b, "store", place("a.json", 2, 3, 4));
	add_note(&b, f, "certificate", place("a.json", 5, 1, 2));
	add_note(&b, f, "bound", place("b.json", 7, 1, 2));
	f->more_notes = 9;
	run = parse(&b, &log);
	result = json_array_get(json_object_get(run, "results"), 0);
	places = json_object_get(
	    json_array_get(
		json_object_get(
		    json_array_get(json_object_get(result, "codeFlows"), 0),
		    "threadFlows"),
		0),
	    "locations");
	assert_int_equal(json_array_size(places), 3);
	assert_string_equal(text_at(places,
				"2/location/physicalLocation/"
				"artifactLocation/uri"),
	    "b.json");
	assert_true(mdm_str_has(mdm_str_of(text_at(result, "message/text")),
	    "[bound](2) and 9 more."));
	json_decref(log);
	mdm_arena_free(b.arena);
}

/* A service that refuses what is too much would show nothing at all. */
static void
keeps_to_the_limits_and_says_so(void **state)
{
	static const struct {
		size_t infos;
		json_int_t written;
		const char *said;
	} rows[] = {
		{ 5001, 5002, "code scanning shows the 5000 most severe" },
		{ 25001, 25000, "2 findings are left out" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct built b;
		json_t *log, *run, *results;

		build(&b);
		add_many(&b, MDM_INFO, rows[i].infos);
		add_many(&b, MDM_ERROR, 1);
		run = parse(&b, &log);
		results = json_object_get(run, "results");
		assert_int_equal(json_array_size(results), rows[i].written);
		assert_true(mdm_str_starts(
		    mdm_str_of(text_at(run,
			"invocations/0/toolExecutionNotifications/0/message/"
			"text")),
		    rows[i].said));
		if (i == 1)
			assert_string_equal(
			    text_at(results, "0/level"), "error");
		json_decref(log);
		mdm_arena_free(b.arena);
	}
}

/* The links of a message, as section 3.11.6 of the standard defines them. */
static size_t
count_links(const char *text)
{
	size_t links = 0;
	bool open = false;

	for (const char *c = text; *c != '\0'; c++) {
		if (*c == '\\' && c[1] != '\0')
			c++;
		else if (*c == '[')
			open = true;
		else if (*c == ']') {
			links += open && c[1] == '(';
			open = false;
		}
	}
	return links;
}

static void
is_not_led_astray(void **state)
{
	struct built b;
	json_t *log, *run, *result;
	size_t i;

	(void)state;
	build_hostile(&b);
	run = parse(&b, &log);
	json_array_foreach(json_object_get(run, "results"), i, result)
	{
		const char *uri = text_at(result,
		    "locations/0/physicalLocation/artifactLocation/uri");
		const char *message = text_at(result, "message/text");

		assert_string_equal(uri,
		    "%3A%3Aerror%20%3A%3Aa%2Cb%3Ac%3Bd%5D%250A%23%23vso%5Bx%5D"
		    "%0A%1B%5B1m%3C%26%22%3E%23%3F%C3%A4%20%3D1.json");
		assert_printable(mdm_str_of(message));
		assert_null(strchr(message, '\n'));
		assert_true(mdm_str_ends(mdm_str_of(message), "."));
		assert_int_equal(count_links(message), 1); /* ours */
		assert_printable(
		    mdm_str_of(text_at(result, "properties/profileId")));
		assert_printable(mdm_str_of(text_at(result,
		    "locations/0/logicalLocations/0/fullyQualifiedName")));
	}
	assert_int_equal(i, 3);
	json_decref(log);
	mdm_arena_free(b.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(has_results_even_when_clean),
		cmocka_unit_test(says_what_could_not_be_read),
		cmocka_unit_test(lists_every_rule),
		cmocka_unit_test(writes_a_result),
		cmocka_unit_test(keeps_regions_to_one_line),
		cmocka_unit_test(names_the_build_of_azure),
		cmocka_unit_test(shows_the_chain_as_a_flow),
		cmocka_unit_test(keeps_to_the_limits_and_says_so),
		cmocka_unit_test(is_not_led_astray),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
