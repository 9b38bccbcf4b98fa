/* SPDX-License-Identifier: MIT */
#include "hostile.h"

/*
 * How the runner of GitHub Actions reads a line: "::name key=value,...::data"
 * behind leading blanks, else the old "##[name key=value;...]data" anywhere.
 */
struct command {
	struct mdm_str name, properties, data;
};

static bool
parse_command(struct mdm_str line, struct command *ret)
{
	size_t end, blank;
	struct mdm_str head;

	line = mdm_str_trim(line);
	if (mdm_str_starts(line, "::")) {
		line = mdm_str_sub(line, 2, SIZE_MAX);
		end = mdm_str_find(line, "::");
		if (end == SIZE_MAX)
			return false;
		head = mdm_str_sub(line, 0, end);
		blank = mdm_str_find_byte(head, ' ');
		ret->name = mdm_str_sub(head, 0, blank);
		ret->properties = blank == SIZE_MAX
		    ? MDM_LIT("")
		    : mdm_str_sub(head, blank + 1, SIZE_MAX);
		ret->data = mdm_str_sub(line, end + 2, SIZE_MAX);
		return true;
	}
	if (!mdm_str_has(line, "##["))
		return false;
	ret->name = MDM_LIT("old");
	return true;
}

static struct mdm_str
unescape(struct built *b, struct mdm_str s, bool property)
{
	static const struct {
		const char *from;
		char to;
		bool property;
	} escapes[] = { { "%0D", '\r', false }, { "%0A", '\n', false },
		{ "%3A", ':', true }, { "%2C", ',', true },
		{ "%25", '%', false } };
	struct mdm_out *o = mdm_out_new_memory();
	struct mdm_str text;

	for (size_t i = 0; i < s.n; i++) {
		struct mdm_str rest = mdm_str_sub(s, i, SIZE_MAX);
		size_t k = 0;

		while (k < COUNT(escapes) &&
		    !(mdm_str_starts(rest, escapes[k].from) &&
			(property || !escapes[k].property)))
			k++;
		mdm_out_byte(o, k < COUNT(escapes) ? escapes[k].to : s.p[i]);
		i += k < COUNT(escapes) ? 2 : 0;
	}
	text = mdm_str_dup(b->arena, mdm_out_text(o));
	mdm_out_free(o);
	return text;
}

static struct mdm_str
property(struct built *b, const struct command *c, const char *name)
{
	struct mdm_str rest = c->properties, part;

	while (mdm_str_split(&rest, ',', &part)) {
		size_t equals = mdm_str_find_byte(part, '=');

		if (equals != SIZE_MAX &&
		    mdm_str_is(mdm_str_sub(part, 0, equals), name))
			return unescape(
			    b, mdm_str_sub(part, equals + 1, SIZE_MAX), true);
	}
	print_error("no property %s\n", name);
	fail();
	return part;
}

static size_t
count_commands(struct mdm_str report, const char *name)
{
	struct mdm_str line;
	struct command c;
	size_t n = 0;

	while (mdm_str_split(&report, '\n', &line))
		n += parse_command(line, &c) && mdm_str_is(c.name, name);
	return n;
}

static void
writes_nothing_but_a_sum_when_clean(void **state)
{
	struct built b;

	(void)state;
	build(&b);
	assert_str(render(&b, &mdm_reporter_github),
	    "mdmlint: no findings in 7 files\n");
	mdm_arena_free(b.arena);
}

static void
writes_a_command(void **state)
{
	struct mdm_finding *f;
	struct built b;

	(void)state;
	build(&b);
	f = add_finding(&b, "50% of it: so", place("./a,b:c.json", 2, 3, 4));
	add_note(&b, f, "the other", place("b.json", 7, 1, 2));
	assert_str(render(&b, &mdm_reporter_github),
	    "::error file=a%2Cb%3Ac.json,line=2,endLine=2,col=3,endColumn=7,"
	    "title=STORE001 self-signed-root-not-in-root-store::"
	    "50%25 of it: so%0Anote: b.json:7:1: the other%0A"
	    "help: Do the right thing.\n"
	    "mdmlint: 1 error in 7 files\n");
	mdm_arena_free(b.arena);
}

static void
is_not_led_astray(void **state)
{
	static const char *const names[] = { "error", "warning", "notice" };
	struct mdm_str report, line, file;
	struct command c = { .name = MDM_LIT("") };
	struct built b;
	size_t n = 0;

	(void)state;
	build_hostile(&b);
	file = plain(&b, mdm_str_of(&HOSTILE_FILE[2]));
	report = render(&b, &mdm_reporter_github);
	assert_printable(report);
	assert_false(mdm_str_has(report, "##"));
	while (mdm_str_split(&report, '\n', &line)) {
		struct mdm_str data;

		if (!parse_command(line, &c))
			continue;
		assert_true(n < COUNT(names));
		assert_str(c.name, names[n++]);
		data = unescape(&b, c.data, false);
		assert_true(mdm_str_starts(data, "\\u{1b}[31mred"));
		assert_true(mdm_str_has(data, "%0A%25"));
		/* fact, place, two values, advice */
		assert_int_equal(mdm_str_has(data, "\nnote: ") +
			mdm_str_has(data, "\nexpected: ") +
			mdm_str_has(data, "\nactual: ") +
			mdm_str_has(data, "\nhelp: "),
		    4);
		assert_int_equal(property(&b, &c, "file").n, file.n);
		assert_str(property(&b, &c, "line"), "2");
		assert_str(property(&b, &c, "endColumn"), "7");
	}
	assert_int_equal(n, COUNT(names));
	mdm_arena_free(b.arena);
}

static void
says_what_was_left_out(void **state)
{
	struct mdm_str report;
	struct built b;

	(void)state;
	build(&b);
	add_many(&b, MDM_INFO, 12);
	add_many(&b, MDM_WARNING, 10);
	add_many(&b, MDM_ERROR, 25);
	report = render(&b, &mdm_reporter_github);
	assert_int_equal(count_commands(report, "error"), 10);
	assert_int_equal(count_commands(report, "warning"), 10);
	assert_int_equal(count_commands(report, "notice"), 10);
	assert_true(mdm_str_starts(report, "::error "));
	assert_true(mdm_str_has(report,
	    "mdmlint: GitHub shows 10 annotations of each level; not among "
	    "them: 15 errors, 2 infos\n"
	    "STORE001: error: a.json:1:1: x\n"));
	assert_true(
	    mdm_str_has(report, "STORE001: info: a.json:1:1: x\nmdmlint: 25 "));
	mdm_arena_free(b.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_nothing_but_a_sum_when_clean),
		cmocka_unit_test(writes_a_command),
		cmocka_unit_test(is_not_led_astray),
		cmocka_unit_test(says_what_was_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
