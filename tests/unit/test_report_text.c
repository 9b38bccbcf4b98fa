/* SPDX-License-Identifier: MIT */
#include "report.h"

static const struct mdm_report_style plain = { 0 };

static void
says_what_was_checked(void **state)
{
	struct built b;

	(void)state;
	build(&b);
	assert_report(&b, &mdm_reporter_text, plain,
	    "checked 5 profiles and 3 certificates in 7 files: no findings\n");
}

static void
shows_both_places_and_the_difference(void **state)
{
	struct mdm_where first = place("scep.json", 12, 6, 4);
	struct mdm_where second = place("root.json", 3, 2, 3);
	struct mdm_finding *f;
	struct built b;

	(void)state;
	build(&b);
	first.excerpt = MDM_LIT("  x: \"ab\"");
	second.excerpt = MDM_LIT("\"cd\"");
	f = add_finding(&b, "the thumbprint is of no certificate", first);
	add_note(&b, f, "the certificate that is meant", second);
	f->expected_label = "certificate";
	f->expected = MDM_LIT("00aabbcc");
	f->actual_label = "profile";
	f->actual = MDM_LIT("00AABBDDEE");
	assert_report(&b, &mdm_reporter_text, plain,
	    "scep.json:12:6: error: the thumbprint is of no certificate "
	    "[STORE001 self-signed-root-not-in-root-store]\n"
	    " 12 |   x: \"ab\"\n"
	    "    |      ^^^^\n"
	    "root.json:3:2: note: the certificate that is meant\n"
	    "  3 | \"cd\"\n"
	    "    |  ---\n"
	    "  certificate: 00aabbcc\n"
	    "  profile:     00AABBDDEE\n"
	    "                     ^^^^\n"
	    "  device: DeviceManagement-Enterprise-Diagnostics-Provider, "
	    "events 307 and 32:\n"
	    "          \"SCEP: Certificate enroll failed. Result: (The hash "
	    "value is not\n"
	    "          correct.)\" when the SCEP server presents another CA.\n"
	    "  help: Do the right thing.\n"
	    "\n"
	    "checked 5 profiles and 3 certificates in 7 files: 1 error\n");
}

static void
explains_a_rule_once(void **state)
{
	struct mdm_report_style quiet = { .quiet = true };
	struct mdm_out *o = mdm_out_new_memory();
	struct mdm_str text;
	struct built b;

	(void)state;
	build(&b);
	for (int i = 0; i < 2; i++) {
		struct mdm_finding *f =
		    add_finding(&b, "x", place("a.json", 1, 1, 1));

		f->fix = (struct mdm_str){ NULL, 0 };
	}
	mdm_reporter_text.write(o, &b.result, &quiet);
	text = mdm_out_text(o);
	assert_true(mdm_str_ends(text,
	    "a.json:1:1: error: x "
	    "[STORE001 self-signed-root-not-in-root-store]\n"
	    "  help: as above; see \"mdmlint explain STORE001\"\n\n"));
	mdm_out_free(o);
	mdm_arena_free(b.arena);
}

static void
shows_the_way_into_nested_documents(void **state)
{
	struct mdm_report_style quiet = { .quiet = true };
	struct mdm_where w = place("custom.json", 4, 2, 9);
	struct mdm_step step = {
		.pointer = MDM_LIT("/SyncBody/Add/Item/Data"),
		.place = { 12, 15, 12, 20 },
		.syntax = MDM_XML,
	};
	struct mdm_finding *f;
	struct built b;

	(void)state;
	build(&b);
	w.pointer = MDM_LIT("/omaSettings/0/value");
	w.inside = &step;
	w.ninside = 1;
	f = add_finding(&b, "x", w);
	f->severity = MDM_INFO;
	assert_report(&b, &mdm_reporter_text, quiet,
	    "custom.json:4:2: info: x "
	    "[STORE001 self-signed-root-not-in-root-store]\n"
	    "  at: /omaSettings/0/value > /SyncBody/Add/Item/Data (xml, line "
	    "12, column 15)\n"
	    "  help: Do the right thing.\n\n");
}

static void
groups_by_set(void **state)
{
	struct mdm_finding *f;
	struct built b;

	(void)state;
	build(&b);
	b.corpora[0].name = MDM_LIT("a");
	b.corpora[1].name = MDM_LIT("b\n");
	b.result.ncorpora = 2;
	f = add_finding(&b, "x", place("b/1.json", 1, 1, 1));
	f->severity = MDM_INFO;
	f->set = 1;
	b.result.count[MDM_ERROR] = 0;
	b.result.count[MDM_INFO] = 1;
	assert_report(&b, &mdm_reporter_text, plain,
	    "set \"b\\n\"\n\n"
	    "b/1.json:1:1: info: x "
	    "[STORE001 self-signed-root-not-in-root-store]\n"
	    "  help: Do the right thing.\n\n"
	    "checked 5 profiles and 3 certificates in 7 files: 1 info\n"
	    "  set \"a\": no findings\n"
	    "  set \"b\\n\": 1 info\n");
}

static void
prints_harmless_notes_when_asked(void **state)
{
	struct mdm_report_style verbose = { .verbose = true };
	struct built b;

	(void)state;
	build(&b);
	MDM_PUSH(b.arena, &b.result.notes,
	    MDM_LIT("no references: XREF006 not evaluated"));
	MDM_PUSH(b.arena, &b.result.notes, MDM_LIT("1 file is UTF-16LE"));
	b.result.nserious = 1;
	assert_report(&b, &mdm_reporter_text, verbose,
	    "checked 5 profiles and 3 certificates in 7 files: no findings\n"
	    "not checked: XREF006: no references\n"
	    "note: 1 file is UTF-16LE\n");
}

/* Text of profiles cannot move the cursor or break a line. */
static void
lets_no_control_character_through(void **state)
{
	struct mdm_report_style style = { .verbose = true };
	struct mdm_where w = place("a\033.json", 1, 1, 1);
	struct mdm_out *o = mdm_out_new_memory();
	struct mdm_finding *f;
	struct built b;

	(void)state;
	build(&b);
	w.excerpt = MDM_LIT("\033[2J");
	w.pointer = MDM_LIT("/\033");
	f = add_finding(&b, "name \"\033]0;x\a\"", w);
	add_note(&b, f, "\033c", w);
	f->expected_label = f->actual_label = "x";
	f->expected = MDM_LIT("\033a");
	f->actual = MDM_LIT("\033b");
	f->fix = MDM_LIT("rename \"\033\"");
	mdm_reporter_text.write(o, &b.result, &style);
	assert_true(mdm_str_find_byte(mdm_out_text(o), '\033') == SIZE_MAX);
	assert_true(mdm_str_find_byte(mdm_out_text(o), '\a') == SIZE_MAX);
	mdm_out_free(o);
	mdm_arena_free(b.arena);
}

static void
colors_when_asked(void **state)
{
	struct mdm_report_style color = { .color = true, .quiet = true };
	struct mdm_finding *f;
	struct built b;

	(void)state;
	build(&b);
	f = add_finding(&b, "x", place("a", 1, 1, 1));
	f->severity = MDM_WARNING;
	assert_report(&b, &mdm_reporter_text, color,
	    "\033[1ma:1:1: \033[0m\033[1;33mwarning:\033[0m \033[1mx\033[0m "
	    "[STORE001 self-signed-root-not-in-root-store]\n"
	    "  \033[1mhelp:\033[0m Do the right thing.\n\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_what_was_checked),
		cmocka_unit_test(shows_both_places_and_the_difference),
		cmocka_unit_test(explains_a_rule_once),
		cmocka_unit_test(shows_the_way_into_nested_documents),
		cmocka_unit_test(groups_by_set),
		cmocka_unit_test(prints_harmless_notes_when_asked),
		cmocka_unit_test(lets_no_control_character_through),
		cmocka_unit_test(colors_when_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
