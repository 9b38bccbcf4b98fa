/* SPDX-License-Identifier: MIT */
#include "hostile.h"

enum { COLUMNS = 14 };

#define HEAD                                                                   \
	"\xef\xbb\xbfSeverity,Rule,Name,Profile,Platform,File,Line,Column,"    \
	"Finding,Recommendation,Owner,Due date,Justification,Fingerprint\r\n"

/* The next row (RFC 4180); returns the number of its cells, 0 at the end. */
static size_t
read_row(struct built *b, struct mdm_str *rest, struct mdm_str cells[COLUMNS])
{
	struct mdm_out *cell = mdm_out_new_memory();
	bool quoted = false, ends = rest->n == 0;
	size_t n = 0, i = 0;

	for (; !ends; i++) {
		char c = i < rest->n ? rest->p[i] : '\n';

		ends = i >= rest->n || (c == '\n' && !quoted);
		if (c == '"' && quoted && i + 1 < rest->n &&
		    rest->p[i + 1] == '"') {
			mdm_out_byte(cell, c);
			i++;
		} else if (c == '"') {
			quoted = !quoted;
		} else if (ends || (c == ',' && !quoted)) {
			assert_true(n < COLUMNS);
			cells[n++] = mdm_str_dup(b->arena, mdm_out_text(cell));
			mdm_out_free(cell);
			cell = mdm_out_new_memory();
		} else if (quoted || c != '\r') {
			mdm_out_byte(cell, c);
		}
	}
	*rest = mdm_str_sub(*rest, i, SIZE_MAX);
	mdm_out_free(cell);
	return n;
}

static void
has_a_head_even_when_clean(void **state)
{
	static const struct mdm_report_style style = { 0 };
	struct built b;

	(void)state;
	build(&b);
	assert_report(&b, &mdm_reporter_csv, style, HEAD);
}

static void
writes_a_plan(void **state)
{
	static const struct mdm_report_style style = { 0 };
	struct mdm_profile profile = {
		.kind = MDM_SCEP,
		.platform = MDM_WINDOWS,
		.name = MDM_LIT("A, B"),
	};
	struct built b;

	(void)state;
	build(&b);
	add_many(&b, MDM_INFO, 1);
	add_finding(&b, "it is \"x\"", place("./a.json", 2, 3, 4))->profile =
	    &profile;
	assert_report(&b, &mdm_reporter_csv, style,
	    HEAD
	    "\"error\",\"STORE001\",\"self-signed-root-not-in-root-store\","
	    "\"A, B\",\"Windows\",\"a.json\",2,3,\"it is \"\"x\"\"\","
	    "\"Do the right thing.\",,,,0123456789abcdef0123456789abcdef\r\n"
	    "\"info\",\"STORE001\",\"self-signed-root-not-in-root-store\","
	    "\"\",\"\",\"a.json\",1,1,\"x\","
	    "\"Do the right thing.\",,,,0123456789abcdef0123456789abcdef\r\n");
}

static void
is_not_led_astray(void **state)
{
	struct mdm_str rest, cells[COLUMNS];
	struct mdm_finding *f;
	struct built b;
	size_t rows = 0, n;

	(void)state;
	build_hostile(&b);
	f = add_finding(&b, FORMULA, place("=a.json", 1, 1, 1));
	f->fix = MDM_LIT("\t=1+1");
	rest = render(&b, &mdm_reporter_csv);
	assert_printable(rest);
	while ((n = read_row(&b, &rest, cells)) > 0) {
		if (rest.n == 0 && n == 1)
			break;
		assert_int_equal(n, COLUMNS);
		for (size_t i = 0; i < n; i++) {
			assert_true(cells[i].n == 0 ||
			    strchr("=+-@\t\r", cells[i].p[0]) == NULL);
			assert_false(mdm_str_has(cells[i], "\n"));
		}
		for (size_t i = 10; i <= 12 && rows > 0; i++)
			assert_str(cells[i], ""); /* for people to fill */
		rows++;
	}
	assert_int_equal(rows, 1 + 4);
	mdm_arena_free(b.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(has_a_head_even_when_clean),
		cmocka_unit_test(writes_a_plan),
		cmocka_unit_test(is_not_led_astray),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
