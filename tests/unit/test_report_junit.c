/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <libxml/parser.h>

#include "hostile.h"

static xmlDocPtr
parse(struct built *b, const struct mdm_reporter *reporter)
{
	struct mdm_str text = render(b, reporter);
	xmlDocPtr doc = xmlReadMemory(
	    text.p, (int)text.n, "report.xml", NULL, XML_PARSE_NONET);

	assert_non_null(doc);
	return doc;
}

static void
check_attribute(xmlNodePtr e, const char *name, const char *want)
{
	xmlChar *value = xmlGetNoNsProp(e, (const xmlChar *)name);

	assert_non_null(value);
	assert_string_equal((const char *)value, want);
	xmlFree(value);
}

static bool
is_named(xmlNodePtr e, const char *name)
{
	return e != NULL && strcmp((const char *)e->name, name) == 0;
}

/* The n-th test case, from 0. */
static xmlNodePtr
test_case(xmlNodePtr suite, size_t n)
{
	xmlNodePtr e = xmlFirstElementChild(suite);

	for (; e != NULL; e = xmlNextElementSibling(e)) {
		if (is_named(e, "testcase") && n-- == 0)
			return e;
	}
	return NULL;
}

/*
 * What the two schemas agree on: no attributes at the root, the order of the
 * children of a suite, one child of a case, no further attributes.
 */
static void
check_shape(xmlNodePtr suite)
{
	static const char *const tail[] = { "system-out", "system-err" };
	xmlNodePtr e = xmlFirstElementChild(suite);
	size_t n = 0;

	assert_null(suite->parent->properties);
	assert_true(is_named(e, "properties"));
	for (e = xmlNextElementSibling(e); is_named(e, "testcase");
	     e = xmlNextElementSibling(e)) {
		n++;
		assert_true(xmlChildElementCount(e) <= 1);
		for (xmlAttrPtr a = e->properties; a != NULL; a = a->next)
			assert_true(
			    strcmp((const char *)a->name, "name") == 0 ||
			    strcmp((const char *)a->name, "classname") == 0 ||
			    strcmp((const char *)a->name, "time") == 0);
	}
	assert_true(n > 0); /* an empty suite looks broken */
	for (size_t i = 0; i < COUNT(tail); i++) {
		assert_true(is_named(e, tail[i]));
		e = xmlNextElementSibling(e);
	}
	assert_null(e);
}

static void
passes_when_clean(void **state)
{
	struct built b;
	xmlDocPtr doc;
	xmlNodePtr suite;

	(void)state;
	build(&b);
	doc = parse(&b, &mdm_reporter_junit);
	suite = xmlFirstElementChild(xmlDocGetRootElement(doc));
	check_shape(suite);
	check_attribute(suite, "tests", "1");
	check_attribute(suite, "failures", "0");
	check_attribute(suite, "skipped", "0");
	check_attribute(suite, "timestamp", "2026-06-01T00:00:00");
	assert_null(xmlFirstElementChild(test_case(suite, 0)));
	xmlFreeDoc(doc);
	mdm_arena_free(b.arena);
}

/* Of five inputs one is clean; the others are told why not. */
static void
has_a_case_for_each_clean_file(void **state)
{
	struct mdm_input inputs[] = {
		{ .name = MDM_LIT("a.json") },
		{ .name = MDM_LIT("./b.json") },
		{ .name = MDM_LIT("known.cer"), .role = MDM_INPUT_KNOWN_CERTS },
		{ .name = MDM_LIT("readme.json") },
	};
	struct mdm_facts facts[COUNT(inputs)] = {
		{ .file.recognised = true },
		{ .file.recognised = true },
		{ .file.recognised = true },
		{ .file.recognised = false },
	};
	struct mdm_unread unread = { MDM_LIT("gone.json"), ENOENT };
	struct built b;
	xmlDocPtr doc;
	xmlNodePtr suite;

	(void)state;
	build(&b);
	b.result.inputs = inputs;
	b.result.facts = facts;
	b.result.ninputs = COUNT(inputs);
	MDM_PUSH(b.arena, &b.result.unread, unread);
	add_finding(&b, "x", place("a.json", 2, 3, 4));
	doc = parse(&b, &mdm_reporter_junit);
	suite = xmlFirstElementChild(xmlDocGetRootElement(doc));
	check_shape(suite);
	check_attribute(suite, "tests", "3");
	check_attribute(suite, "errors", "1");
	check_attribute(test_case(suite, 0), "classname", "gone.json");
	assert_true(
	    is_named(xmlFirstElementChild(test_case(suite, 0)), "error"));
	check_attribute(test_case(suite, 1), "classname", "a.json");
	check_attribute(test_case(suite, 1), "name",
	    "STORE001 self-signed-root-not-in-root-store, line 2, column 3");
	check_attribute(test_case(suite, 2), "classname", "b.json");
	assert_null(xmlFirstElementChild(test_case(suite, 2)));
	assert_null(test_case(suite, 3));
	xmlFreeDoc(doc);
	mdm_arena_free(b.arena);
}

static void
fails_where_the_run_fails(void **state)
{
	static const struct {
		const char *name;
		enum mdm_severity fail_on;
		const char *failures;
	} rows[] = {
		{ "error", MDM_ERROR, "1" },
		{ "warning", MDM_WARNING, "2" },
		{ "info", MDM_INFO, "3" },
		{ "none", MDM_OFF, "1" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct built b;
		xmlDocPtr doc;
		xmlNodePtr suite;

		build_hostile(&b);
		b.policy.fail_on = rows[i].fail_on;
		doc = parse(&b, &mdm_reporter_junit);
		suite = xmlFirstElementChild(xmlDocGetRootElement(doc));
		print_message("%s\n", rows[i].name);
		check_attribute(suite, "failures", rows[i].failures);
		check_attribute(suite, "tests", "3");
		xmlFreeDoc(doc);
		mdm_arena_free(b.arena);
	}
}

static void
is_not_led_astray(void **state)
{
	struct mdm_str text, file, want;
	struct built b;
	xmlDocPtr doc;
	xmlNodePtr suite, failure;
	xmlChar *content;

	(void)state;
	build_hostile(&b);
	text = render(&b, &mdm_reporter_junit);
	assert_printable(text);
	assert_false(mdm_str_has(text, "<script"));
	file = plain(&b, mdm_str_of(&HOSTILE_FILE[2]));
	want = plain(&b, MDM_LIT(HOSTILE_NAME));
	doc = parse(&b, &mdm_reporter_junit);
	suite = xmlFirstElementChild(xmlDocGetRootElement(doc));
	check_shape(suite);
	check_attribute(test_case(suite, 2), "classname", file.p);
	failure = xmlFirstElementChild(test_case(suite, 2));
	check_attribute(failure, "message", want.p);
	check_attribute(failure, "type", "error");
	content = xmlNodeGetContent(failure);
	assert_true(mdm_str_has(mdm_str_of((const char *)content), want.p));
	xmlFree(content);
	xmlFreeDoc(doc);
	mdm_arena_free(b.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(passes_when_clean),
		cmocka_unit_test(has_a_case_for_each_clean_file),
		cmocka_unit_test(fails_where_the_run_fails),
		cmocka_unit_test(is_not_led_astray),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
