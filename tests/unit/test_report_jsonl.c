/* SPDX-License-Identifier: MIT */
#include <jansson.h>

#include "hostile.h"

/* The members of a line but "type" are those of the JSON report. */
static void
check_line(const json_t *line, const json_t *want, const char *type)
{
	json_t *copy = json_copy((json_t *)line);

	assert_string_equal(
	    json_string_value(json_object_get(copy, "type")), type);
	json_object_del(copy, "type");
	assert_true(json_equal(copy, (json_t *)want));
	json_decref(copy);
}

static void
tells_line_by_line_what_json_tells(void **state)
{
	struct mdm_str text, line, lines;
	json_t *report, *findings, *value;
	struct built b;
	size_t n = 0;

	(void)state;
	build_hostile(&b);
	text = render(&b, &mdm_reporter_json);
	report = json_loadb(text.p, text.n, 0, NULL);
	assert_non_null(report);
	findings = json_incref(json_object_get(report, "findings"));
	json_object_del(report, "findings");
	lines = render(&b, &mdm_reporter_jsonl);
	assert_true(mdm_str_ends(lines, "\n"));
	lines.n--;
	assert_printable(lines);
	for (; mdm_str_split(&lines, '\n', &line); n++) {
		value =
		    json_loadb(line.p, line.n, JSON_REJECT_DUPLICATES, NULL);
		assert_non_null(value);
		if (n == 0)
			check_line(value, report, "run");
		else
			check_line(
			    value, json_array_get(findings, n - 1), "finding");
		json_decref(value);
	}
	assert_int_equal(n, 1 + json_array_size(findings));
	json_decref(findings);
	json_decref(report);
	mdm_arena_free(b.arena);
}

static void
has_a_line_even_when_clean(void **state)
{
	struct mdm_str text;
	struct built b;

	(void)state;
	build(&b);
	text = render(&b, &mdm_reporter_jsonl);
	assert_true(
	    mdm_str_starts(text, "{\"type\":\"run\",\"schema_version\":1,"));
	assert_int_equal(mdm_str_find_byte(text, '\n'), text.n - 1);
	mdm_arena_free(b.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_line_by_line_what_json_tells),
		cmocka_unit_test(has_a_line_even_when_clean),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
