/* SPDX-License-Identifier: MIT */
#include <libxml/parser.h>

#include "hostile.h"

static const struct mdm_report_style style = { 0 };

#define HEAD                                                                   \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                         \
	"<checkstyle version=\"4.3\">\n"

static void
is_a_document_even_when_clean(void **state)
{
	struct built b;

	(void)state;
	build(&b);
	assert_report(
	    &b, &mdm_reporter_checkstyle, style, HEAD "</checkstyle>\n");
}

static void
groups_by_file(void **state)
{
	struct built b;

	(void)state;
	build(&b);
	add_finding(&b, "x", place("./a.json", 2, 3, 4));
	add_finding(&b, "\"y\"", place("./a.json", 5, 6, 1));
	add_finding(&b, "z", place("b.json", 1, 1, 1));
	assert_report(&b, &mdm_reporter_checkstyle, style,
	    HEAD "  <file name=\"a.json\">\n"
		 "    <error line=\"2\" column=\"3\" severity=\"error\" "
		 "message=\"x\" source=\"mdmlint.STORE001\"/>\n"
		 "    <error line=\"5\" column=\"6\" severity=\"error\" "
		 "message=\"&quot;y&quot;\" source=\"mdmlint.STORE001\"/>\n"
		 "  </file>\n"
		 "  <file name=\"b.json\">\n"
		 "    <error line=\"1\" column=\"1\" severity=\"error\" "
		 "message=\"z\" source=\"mdmlint.STORE001\"/>\n"
		 "  </file>\n"
		 "</checkstyle>\n");
}

static void
is_not_led_astray(void **state)
{
	struct mdm_str text, want;
	struct built b;
	xmlDocPtr doc;
	xmlNodePtr file, error;
	xmlChar *message;

	(void)state;
	build_hostile(&b);
	text = render(&b, &mdm_reporter_checkstyle);
	assert_printable(text);
	doc = xmlReadMemory(
	    text.p, (int)text.n, "report.xml", NULL, XML_PARSE_NONET);
	assert_non_null(doc);
	file = xmlFirstElementChild(xmlDocGetRootElement(doc));
	assert_null(xmlNextElementSibling(file));
	assert_int_equal(xmlChildElementCount(file), 3);
	want = plain(&b, MDM_LIT(HOSTILE_NAME));
	error = xmlFirstElementChild(file);
	message = xmlGetNoNsProp(error, (const xmlChar *)"message");
	assert_string_equal((const char *)message, want.p);
	xmlFree(message);
	xmlFreeDoc(doc);
	mdm_arena_free(b.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_a_document_even_when_clean),
		cmocka_unit_test(groups_by_file),
		cmocka_unit_test(is_not_led_astray),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
