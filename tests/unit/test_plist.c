/* SPDX-License-Identifier: MIT */
#include "doc.h"

#define HEAD "<?xml version=\"1.0\"?>\n<plist version=\"1.0\">\n"
#define TAIL "\n</plist>\n"

static struct mdm_doc *
open_plist(struct fixture *f, const char *text)
{
	struct mdm_doc *doc = open_text(f, "a.mobileconfig", mdm_str_of(text));

	assert_int_equal(doc->source->syntax, MDM_PLIST);
	if (doc->root != NULL)
		check_spans(doc->root);
	return doc;
}

static struct mdm_str
pointer_of(struct fixture *f, struct mdm_node *node)
{
	return mdm_pointer_of(f->keep, mdm_at_of(node));
}

static void
folds_every_element(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_plist(f,
	    HEAD "<dict><key>s</key><string>a&amp;b</string>"
		 "<key>i</key><integer>0x1F</integer>"
		 "<key>r</key><real>1.5</real>"
		 "<key>t</key><true/><key>f</key><false/>"
		 "<key>d</key><date>2026-06-01T00:00:00Z</date>"
		 "<key>b</key><data>\n\tAQID\n\t</data>"
		 "<key>a</key><array><string>x</string><dict/></array>"
		 "<key>e</key><string></string></dict>" TAIL);
	struct mdm_out *out = mdm_out_new_memory();

	assert_int_equal(doc->defects.n, 0);
	mdm_node_dump(doc->root, out);
	assert_str(mdm_out_text(out),
	    "object 44..354\n"
	    "  string 70..77 s = a&b\n"
	    "  number 107..111 i = 31\n"
	    "  number 139..142 r = 1.5\n"
	    "  boolean 161..168 t = true\n"
	    "  boolean 180..188 f = false\n"
	    "  date 206..226 d = 2026-06-01T00:00:00Z\n"
	    "  data 253..257 b = 3 bytes\n"
	    "  array 278..318 a\n"
	    "    string 293..294 = x\n"
	    "    object 303..310\n"
	    "  string 330..347 e = \n");
	mdm_out_free(out);
}

static void
knows_where_keys_and_values_stand(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_plist(f,
	    HEAD "<dict><key>PayloadContent</key><array><dict>"
		 "<key>Key Usage</key><integer> 5 </integer>"
		 "</dict></array></dict>" TAIL);
	struct mdm_node *list = mdm_get(doc->root, "PayloadContent");
	struct mdm_node *usage = mdm_get(list->child, "Key Usage");

	assert_str(covered(doc, mdm_key_at_of(usage)), "Key Usage");
	assert_str(covered(doc, mdm_at_of(usage)), "5");
	assert_str(mdm_text_of(usage), "5");
	assert_str(pointer_of(f, usage), "PayloadContent.0.Key Usage");
}

static void
decodes_data_or_leaves_it(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_plist(f,
	    HEAD "<array><data>AQ==</data><data></data>"
		 "<data>\n-----BEGIN X-----\nAQID\n-----END X-----\n</data>"
		 "<data>$FLEET_VAR_X</data></array>" TAIL);
	struct mdm_node *one = doc->root->child;

	assert_int_equal(doc->defects.n, 0);
	assert_int_equal(one->kind, MDM_DATA);
	assert_int_equal(one->value.n, 1);
	one = one->next;
	assert_non_null(one->value.p);
	assert_int_equal(one->value.n, 0);
	one = one->next;
	assert_int_equal(one->kind, MDM_DATA);
	assert_null(one->value.p);
	assert_true(
	    mdm_str_starts(covered(doc, mdm_at_of(one)), "-----BEGIN X-----"));
	assert_null(one->next->value.p);
}

static void
tells_what_is_misplaced(void **state)
{
	static const struct {
		const char *text, *at, *problem;
	} cases[] = {
		{ HEAD "<dict><key>a</key><key>b</key><true/></dict>" TAIL,
		    "key", "a <key> has no value behind it" },
		{ HEAD "<dict><key>a</key></dict>" TAIL, "key",
		    "a <key> has no value behind it" },
		{ HEAD "<dict><true/></dict>" TAIL, "true",
		    "a value in a <dict> has no <key> before it" },
		{ HEAD "<dict>text</dict>" TAIL, "dict",
		    "a <dict> holds text outside of its keys" },
		{ HEAD "<array>x<true/></array>" TAIL, "array",
		    "an <array> holds text outside of its values" },
		{ HEAD "<array><boolean/></array>" TAIL, "boolean",
		    "the element is none of those of a property list" },
		{ HEAD "<array><string><true/></string></array>" TAIL, "string",
		    "an element stands inside a plain value" },
		{ HEAD "<array><true>1</true></array>" TAIL, "true",
		    "a <true> is not empty" },
		{ HEAD "<array><integer>one</integer></array>" TAIL, "integer",
		    "an <integer> holds no whole number" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct mdm_doc *doc = open_plist(f, cases[i].text);

		assert_int_equal(doc->defects.n, 1);
		assert_int_equal(
		    doc->defects.at[0].kind, MDM_DEFECT_NOT_WELL_FORMED);
		assert_str(doc->defects.at[0].text, cases[i].problem);
		assert_str(covered(doc, doc->defects.at[0].at), cases[i].at);
		assert_non_null(doc->root);
	}
}

static void
tells_keys_that_occur_again(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_plist(f,
	    HEAD "<dict><key>a</key><true/><key>a</key><false/></dict>" TAIL);

	assert_int_equal(count_defects(doc, MDM_DEFECT_DUPLICATE_KEY), 1);
	assert_str(mdm_text_of(mdm_get(doc->root, "a")), "false");
	assert_int_equal(doc->defects.at[0].at.off, 74);
}

static void
survives_what_is_cut_off(void **state)
{
	static const char text[] = HEAD
	    "<dict><key>a</key><array><string>x</string></array></dict>" TAIL;
	struct fixture *f = *state;

	for (size_t n = 25; n < sizeof(text) - 12; n++) {
		struct mdm_doc *doc =
		    open_text(f, "a.mobileconfig", mdm_str_span(text, n));

		assert_true(doc->defects.n > 0 || doc->root == NULL);
		assert_true(doc->defects.n <= 1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(folds_every_element),
		TEST(knows_where_keys_and_values_stand),
		TEST(decodes_data_or_leaves_it),
		TEST(tells_what_is_misplaced),
		TEST(tells_keys_that_occur_again),
		TEST(survives_what_is_cut_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
