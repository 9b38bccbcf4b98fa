/* SPDX-License-Identifier: MIT */
#include "hostile.h"

/*
 * How the agent of Azure Pipelines reads a line: the first "##vso[" in it,
 * up to the next "]"; then "area.event key=value;key=value;".
 */
struct command {
	struct mdm_str name, properties, data;
	size_t offset;
};

static bool
parse_command(struct mdm_str line, struct command *ret)
{
	static const char prefix[] = "##vso[";
	struct mdm_str rest, head;
	size_t end, blank;

	ret->offset = mdm_str_find(line, prefix);
	if (ret->offset == SIZE_MAX)
		return false;
	rest = mdm_str_sub(line, ret->offset + sizeof(prefix) - 1, SIZE_MAX);
	end = mdm_str_find_byte(rest, ']');
	if (end == SIZE_MAX)
		return false;
	head = mdm_str_sub(rest, 0, end);
	blank = mdm_str_find_byte(head, ' ');
	ret->name = mdm_str_sub(head, 0, blank);
	ret->properties = blank == SIZE_MAX
	    ? MDM_LIT("")
	    : mdm_str_sub(head, blank + 1, SIZE_MAX);
	ret->data = mdm_str_sub(rest, end + 1, SIZE_MAX);
	return true;
}

static struct mdm_str
unescape(struct built *b, struct mdm_str s)
{
	static const struct {
		const char *from;
		char to;
	} escapes[] = { { "%3B", ';' }, { "%0D", '\r' }, { "%0A", '\n' },
		{ "%5D", ']' }, { "%AZP25", '%' } };
	struct mdm_out *o = mdm_out_new_memory();
	struct mdm_str text;

	for (size_t i = 0; i < s.n; i++) {
		struct mdm_str rest = mdm_str_sub(s, i, SIZE_MAX);
		size_t k = 0;

		while (k < COUNT(escapes) &&
		    !mdm_str_starts(rest, escapes[k].from))
			k++;
		mdm_out_byte(o, k < COUNT(escapes) ? escapes[k].to : s.p[i]);
		i += k < COUNT(escapes) ? strlen(escapes[k].from) - 1 : 0;
	}
	text = mdm_str_dup(b->arena, mdm_out_text(o));
	mdm_out_free(o);
	return text;
}

static struct mdm_str
property(struct built *b, const struct command *c, const char *name)
{
	struct mdm_str rest = c->properties, part;

	while (mdm_str_split(&rest, ';', &part)) {
		size_t equals = mdm_str_find_byte(part, '=');

		if (equals != SIZE_MAX &&
		    mdm_str_is(mdm_str_sub(part, 0, equals), name))
			return unescape(
			    b, mdm_str_sub(part, equals + 1, SIZE_MAX));
	}
	print_error("no property %s\n", name);
	fail();
	return part;
}

static void
writes_nothing_but_a_sum_when_clean(void **state)
{
	struct built b;

	(void)state;
	build(&b);
	assert_str(render(&b, &mdm_reporter_azure),
	    "mdmlint: no findings in 7 files\n");
	mdm_arena_free(b.arena);
}

static void
writes_a_command(void **state)
{
	struct built b;

	(void)state;
	build(&b);
	add_many(&b, MDM_INFO, 1);
	add_finding(&b, "50% of [it]; so", place("./a;b.json", 2, 3, 4));
	assert_str(render(&b, &mdm_reporter_azure),
	    "##vso[task.logissue type=error;sourcepath=a%3Bb.json;"
	    "linenumber=2;columnnumber=3;code=STORE001;]"
	    "50%AZP25 of [it%5D%3B so%0Ahelp: Do the right thing.\n"
	    "STORE001: info: a.json:1:1: x\n"
	    "mdmlint: 1 error, 1 info in 7 files\n");
	mdm_arena_free(b.arena);
}

static void
is_not_led_astray(void **state)
{
	static const char *const types[] = { "error", "warning" };
	struct mdm_str report, line;
	struct command c = { .offset = 0 };
	struct built b;
	size_t n = 0;

	(void)state;
	build_hostile(&b);
	report = render(&b, &mdm_reporter_azure);
	assert_printable(report);
	assert_false(mdm_str_has(report, "##["));
	while (mdm_str_split(&report, '\n', &line)) {
		struct mdm_str data;

		assert_false(mdm_str_starts(line, "::"));
		if (!parse_command(line, &c))
			continue;
		assert_int_equal(c.offset, 0);
		assert_false(mdm_str_has(c.data, "##"));
		assert_true(n < COUNT(types));
		assert_str(c.name, "task.logissue");
		assert_str(property(&b, &c, "type"), types[n++]);
		assert_str(property(&b, &c, "linenumber"), "2");
		assert_str(property(&b, &c, "code"), "STORE001");
		assert_true(mdm_str_starts(property(&b, &c, "sourcepath"),
		    "\\u{3a}:error \\u{3a}:a,b:c;d]%0A#"));
		data = unescape(&b, c.data);
		assert_true(mdm_str_starts(data, "\\u{1b}[31mred"));
		assert_true(mdm_str_has(data, "%0A%25 %AZP250A; a, b"));
	}
	assert_int_equal(n, COUNT(types));
	mdm_arena_free(b.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_nothing_but_a_sum_when_clean),
		cmocka_unit_test(writes_a_command),
		cmocka_unit_test(is_not_led_astray),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
