/* SPDX-License-Identifier: MIT */
#include <jansson.h>

#include "hostile.h"

static void
is_an_empty_list_when_clean(void **state)
{
	static const struct mdm_report_style style = { 0 };
	struct built b;

	(void)state;
	build(&b);
	assert_report(&b, &mdm_reporter_gitlab, style, "[]\n");
}

static void
writes_an_entry(void **state)
{
	static const struct mdm_report_style style = { 0 };
	struct built b;

	(void)state;
	build(&b);
	add_finding(&b, "x", place("./a b.json", 2, 3, 4));
	assert_report(&b, &mdm_reporter_gitlab, style,
	    "[\n"
	    "  {\n"
	    "    \"description\": "
	    "\"x [STORE001 self-signed-root-not-in-root-store]\",\n"
	    "    \"check_name\": \"STORE001\",\n"
	    "    \"fingerprint\": \"0123456789abcdef0123456789abcdef\",\n"
	    "    \"severity\": \"critical\",\n"
	    "    \"location\": {\n"
	    "      \"path\": \"a b.json\",\n"
	    "      \"lines\": {\n"
	    "        \"begin\": 2\n"
	    "      }\n"
	    "    }\n"
	    "  }\n"
	    "]\n");
}

static void
is_not_led_astray(void **state)
{
	static const char *const levels[] = { "info", "minor", "critical" };
	struct mdm_str text;
	struct built b;
	json_t *report, *entry;
	size_t i;

	(void)state;
	build_hostile(&b);
	text = render(&b, &mdm_reporter_gitlab);
	assert_printable(text);
	report = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, NULL);
	assert_int_equal(json_array_size(report), COUNT(levels));
	json_array_foreach(report, i, entry)
	{
		struct mdm_str description = mdm_str_of(
		    json_string_value(json_object_get(entry, "description")));

		assert_string_equal(
		    json_string_value(json_object_get(entry, "severity")),
		    levels[i]);
		assert_printable(description);
		assert_false(mdm_str_has(description, "\n"));
	}
	json_decref(report);
	mdm_arena_free(b.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_an_empty_list_when_clean),
		cmocka_unit_test(writes_an_entry),
		cmocka_unit_test(is_not_led_astray),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
