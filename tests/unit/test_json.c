/* SPDX-License-Identifier: MIT */
#include "doc.h"

static struct mdm_doc *
open_json(struct fixture *f, const char *text)
{
	return open_text(f, "a.json", mdm_str_of(text));
}

static void
assert_tree(const struct mdm_doc *doc, const char *want)
{
	struct mdm_out *out = mdm_out_new_memory();

	mdm_node_dump(doc->root, out);
	assert_str(mdm_out_text(out), want);
	mdm_out_free(out);
}

static void
builds_the_tree(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_json(f,
	    "{ \"a\" : [1, -2.50e+3, true,false , null],\n\"b\":{},\"\":\"\"}");

	assert_false(doc->damaged);
	assert_int_equal(doc->defects.n, 0);
	assert_tree(doc,
	    "object 0..55\n"
	    "  array 8..40 a\n"
	    "    number 9..10 = 1\n"
	    "    number 12..20 = -2.50e+3\n"
	    "    boolean 22..26 = true\n"
	    "    boolean 27..32 = false\n"
	    "    null 35..39\n"
	    "  object 46..48 b\n"
	    "  string 52..54  = \n");
	check_spans(doc->root);
}

static void
reads_lone_scalars(void **state)
{
	struct fixture *f = *state;

	assert_tree(open_json(f, " \"x\" "), "string 1..4 = x\n");
	assert_tree(open_json(f, "-0"), "number 0..2 = -0\n");
	assert_tree(open_json(f, "null"), "null 0..4\n");
}

static void
spells_numbers_as_they_are(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc =
	    open_json(f, "[123456789012345678901234567890,1.000,1E2]");

	assert_false(doc->damaged);
	assert_str(doc->root->child->value, "123456789012345678901234567890");
	assert_str(doc->root->child->next->value, "1.000");
	assert_str(doc->root->child->next->next->value, "1E2");
}

static void
decodes_escapes(void **state)
{
	static const struct {
		const char *text;
		struct mdm_str want;
	} rows[] = {
		{ "\"plain\"", { "plain", 5 } },
		{ "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", { "\"\\/\b\f\n\r\t", 8 } },
		{ "\"a\\u00e4b\"",
		    { "a\xc3\xa4"
		      "b",
			4 } },
		{ "\"\\u20AC\"", { "\xe2\x82\xac", 3 } },
		{ "\"\\ud83d\\ude00!\"", { "\xf0\x9f\x98\x80!", 5 } },
		{ "\"x\\u0000y\"", { "x\0y", 3 } },
		{ "\"\\\\\\\\\"", { "\\\\", 2 } },
		{ "\"\xc3\xa4\\n\"", { "\xc3\xa4\n", 3 } },
		{ "\"\"", { "", 0 } },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct mdm_doc *doc = open_json(f, rows[i].text);

		assert_false(doc->damaged);
		assert_int_equal(doc->root->len, strlen(rows[i].text));
		assert_true(mdm_str_eq(doc->root->value, rows[i].want));
		assert_non_null(doc->root->value.p);
	}
}

static void
copies_only_what_is_escaped(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_json(f, "[\"plain\"]");

	assert_ptr_equal(doc->root->child->value.p, doc->text.p + 2);
}

static void
looks_members_up(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_json(
	    f, "{\"Key\":1,\"key\":\"two\",\"b\":true,\"n\":null,\"KEY\":3}");
	struct mdm_node *root = doc->root;

	assert_str(mdm_get(root, "Key")->value, "1");
	assert_null(mdm_get(root, "kEY"));
	assert_null(mdm_get(NULL, "key"));
	assert_null(mdm_get(mdm_get(root, "b"), "key"));
	assert_str(mdm_iget(root, "key")->value, "two");
	assert_str(mdm_iget(root, "kEy")->value, "3");
	assert_null(mdm_iget(root, "other"));
	assert_str(mdm_get_text(root, "key"), "two");
	assert_null(mdm_get_text(root, "Key").p);
	assert_null(mdm_get_text(root, "other").p);
	assert_str(mdm_text_of(mdm_get(root, "Key")), "1");
	assert_str(mdm_text_of(mdm_get(root, "b")), "true");
	assert_null(mdm_text_of(mdm_get(root, "n")).p);
	assert_null(mdm_text_of(root).p);
	assert_null(mdm_text_of(NULL).p);
}

static void
keeps_duplicate_keys(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc =
	    open_json(f, "{\"a\":1,\"b\":{\"a\":0},\"\\u0061\":2,\"a\":3}");
	const struct mdm_defect *d = doc->defects.at;

	assert_false(doc->damaged);
	assert_str(mdm_get(doc->root, "a")->value, "3");
	assert_int_equal(doc->defects.n, 2);
	assert_int_equal(d[0].kind, MDM_DEFECT_DUPLICATE_KEY);
	assert_str(covered(doc, d[0].at), "\"\\u0061\"");
	assert_str(covered(doc, d[1].at), "\"a\"");
	assert_int_equal(d[1].at.off, 30);
	assert_str(d[1].text, "the key \"a\" occurs again");
	assert_str(mdm_pointer_of(f->keep, d[1].at), "/a");
}

/* Not per pair, and not without end. */
static void
bounds_the_reports_of_duplicates(void **state)
{
	enum { MANY = 200000 };
	struct fixture *f = *state;
	struct mdm_out *out = mdm_out_new_memory();
	struct mdm_doc *doc;

	mdm_out_byte(out, '{');
	for (int i = 0; i < MANY; i++)
		mdm_out_printf(out, "\"k%d\":1,", i % (MANY / 2));
	mdm_out_text_of(out, "\"last\":1}");
	doc = open_text(f, "a.json", mdm_out_text(out));
	assert_false(doc->damaged);
	assert_int_equal(doc->defects.n, 1001);
	assert_int_equal(doc->defects.at[1000].kind, MDM_DEFECT_LIMIT);
	assert_int_equal(check_spans(doc->root), MANY + 2);
	mdm_out_free(out);
}

static void
finds_hidden_characters_in_keys(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_json(
	    f, "{\"display\xe2\x80\x8bName\":\"\xe2\x80\x8b\",\"\xc3\xa4\":1}");

	assert_int_equal(doc->defects.n, 1);
	assert_int_equal(doc->defects.at->kind, MDM_DEFECT_HIDDEN_IN_KEY);
	assert_str(covered(doc, doc->defects.at->at), "\xe2\x80\x8b");
	assert_str(doc->defects.at->text,
	    "the key contains the invisible character U+200B");
	doc = open_json(f, "{\"a\\ufeff\":1}");
	assert_int_equal(doc->defects.n, 1);
	assert_str(covered(doc, doc->defects.at->at), "\"a\\ufeff\"");
}

static const struct {
	const char *text, *covered, *says;
	size_t off;
} errors[] = {
	{ "", "", "the document is empty", 0 },
	{ " \n", "", "the document is empty", 0 },
	{ "[1,]", ",", "nothing follows the comma", 2 },
	{ "{\"a\":1,\n}", ",", "nothing follows the comma", 6 },
	{ "[,1]", ",", "a value expected, found \",\"", 1 },
	{ "{\"a\" 1}", "1", "\":\" expected, found \"1\"", 5 },
	{ "{\"a\":}", "}", "a value expected, found \"}\"", 5 },
	{ "{\"a\":1 \"b\":2}", "\"b\"",
	    "\",\" or \"}\" expected, found a string", 7 },
	{ "[1 2]", "2", "\",\" or \"]\" expected, found \"2\"", 3 },
	{ "[1}", "}", "\",\" or \"]\" expected, found \"}\"", 2 },
	{ "{1:2}", "1", "a key or \"}\" expected, found \"1\"", 1 },
	{ "[1] x", "x", "end of the document expected, found \"x\"", 4 },
	{ "[1]]", "]", "end of the document expected, found \"]\"", 3 },
	{ "{'a':1}", "'a'", "text in single quotes instead of double ones", 1 },
	{ "// c\n{}", "//", "a comment, which JSON does not have", 0 },
	{ "[1, # c\n2]", "#", "a comment, which JSON does not have", 4 },
	{ "[tru]", "tru", "a value expected, found \"tru\"", 1 },
	{ "[01]", "01", "a value expected, found \"01\"", 1 },
	{ "[1.]", "1.", "a value expected, found \"1.\"", 1 },
	{ "[NaN]", "NaN", "a value expected, found \"NaN\"", 1 },
	{ "[\"a\tb\"]", "\t", "control character within a string", 3 },
	{ "[\"a\\qb\"]", "\\q", "invalid escape in a string", 3 },
	{ "[\"\\u12\"]", "\\u12\"", "invalid escape in a string", 2 },
	{ "[\"\\u12\n,3\"]", "\\u12\n", "invalid escape in a string", 2 },
	{ "[\"\\\n,3\"]", "\\\n", "invalid escape in a string", 2 },
	{ "[\"\\ud800\"]", "\"\\ud800\"", "unpaired surrogate in a string", 1 },
	{ "{\"a\\u0000\":1}", "\"a\\u0000\"",
	    "a key contains the character U+0000", 1 },
	{ "[1, \"abc", "\"", "a string is not closed", 4 },
	{ "{\"a\":[1,{\"b\":\"c\"}", "", "the document ends too early", 17 },
	{ "{\"a\"", "", "the document ends too early", 4 },
	{ "[\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4"
	  "\xc3\xa4\xc3\xa4\xc3\xa4]",
	    "\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4"
	    "\xc3\xa4\xc3\xa4\xc3\xa4",
	    "a value expected, found \"\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4"
	    "\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4...\"",
	    1 },
};

static void
says_what_is_wrong_and_where(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(errors); i++) {
		struct mdm_doc *doc = open_json(f, errors[i].text);
		const struct mdm_defect *d = doc->defects.at;

		assert_row(doc->damaged, true, errors[i].text);
		assert_row(doc->defects.n, 1, errors[i].text);
		assert_row(d->kind, MDM_DEFECT_NOT_WELL_FORMED, errors[i].text);
		assert_str(d->text, errors[i].says);
		assert_row(d->at.off, errors[i].off, errors[i].text);
		assert_str(covered(doc, d->at), errors[i].covered);
	}
}

/* So that a loader can tell whose document it was. */
static void
keeps_what_stands_before_the_damage(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_json(f,
	    "{\"@odata.type\":\"t\",\"list\":[1,{\"a\":2,\"b\":tru}],\"c\":3}");

	assert_true(doc->damaged);
	assert_tree(doc,
	    "object 0..40\n"
	    "  string 15..18 @odata.type = t\n"
	    "  array 26..40 list\n"
	    "    number 27..28 = 1\n"
	    "    object 29..40\n"
	    "      number 34..35 a = 2\n");
}

static struct mdm_doc *
open_nested(struct fixture *f, size_t levels)
{
	char *text = mdm_alloc(f->scratch, 2 * levels + 1, 1, 1);

	memset(text, '[', levels);
	memset(text + levels, ']', levels);
	return open_text(f, "a.json", mdm_str_span(text, 2 * levels));
}

static void
limits_the_nesting(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_nested(f, 2048);
	struct mdm_node *deepest;

	assert_false(doc->damaged);
	deepest = doc->root;
	while (deepest->child != NULL)
		deepest = deepest->child;
	assert_int_equal(
	    mdm_pointer_of(f->keep, mdm_at_of(deepest)).n, 2 * 2047);
	doc = open_nested(f, 2049);
	assert_true(doc->damaged);
	assert_int_equal(doc->defects.n, 1);
	assert_int_equal(doc->defects.at->kind, MDM_DEFECT_LIMIT);
	assert_int_equal(doc->defects.at->at.off, 2048);
	assert_str(doc->defects.at->text, "nested deeper than 2048 levels");
}

static void
limits_what_a_hostile_file_costs(void **state)
{
	enum { BIG = 16 << 20 };
	struct fixture *f = *state;
	char *text = mdm_alloc(f->scratch, BIG, 1, 1);
	struct mdm_doc *doc;

	memset(text, '[', BIG);
	doc = open_text(f, "a.json", mdm_str_span(text, BIG));
	assert_int_equal(count_defects(doc, MDM_DEFECT_LIMIT), 1);
	assert_int_equal(doc->defects.at->at.off, 2048);
	for (size_t i = 1; i < BIG; i += 2)
		memcpy(text + i - 1, ",1", 2);
	text[0] = '[';
	text[BIG - 1] = ']';
	doc = open_text(f, "a.json", mdm_str_span(text, BIG));
	assert_int_equal(count_defects(doc, MDM_DEFECT_LIMIT), 1);
	assert_str(doc->defects.at->text, "more than 4194304 values");
	/* Commas in a string are no values. */
	memset(text, ',', BIG);
	text[0] = text[BIG - 1] = '"';
	doc = open_text(f, "a.json", mdm_str_span(text, BIG));
	assert_false(doc->damaged);
	assert_int_equal(doc->root->value.n, BIG - 2);
}

static void
refuses_zero_bytes(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_text(f, "a.json", MDM_LIT("[123\0]"));

	assert_true(doc->damaged);
	assert_int_equal(doc->defects.at->kind, MDM_DEFECT_NOT_WELL_FORMED);
	assert_int_equal(doc->defects.at->at.off, 4);
}

static void
calls_a_huge_number_a_limit(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_json(f, "[1, 1e400]");

	assert_true(doc->damaged);
	assert_int_equal(doc->defects.at->kind, MDM_DEFECT_LIMIT);
	assert_str(covered(doc, doc->defects.at->at), "1e400");
}

static const char sample[] =
    "{\"a\":[1,-2.5e3,\"x\\n\\u00e4\\ud83d\\ude00\",null,true],\n"
    " \"\xc3\xa4\":{\"b\":{},\"c\":[[],[{}]]}, \"a\":\"y\"}";

/* Every beginning of a text, and every text with one byte changed. */
static void
survives_damage(void **state)
{
	static const char bytes[] = "{}[],:\"\\'/0-.eEtu \n\x01\x80\xff";
	struct fixture *f = *state;
	size_t n = sizeof(sample) - 1;

	for (size_t cut = 0; cut < n; cut++) {
		/* A block of its own: sanitizers see a read behind it. */
		char *text = mdm_heap_grow(NULL, cut);
		struct mdm_doc *doc;

		memcpy(text, sample, cut);
		doc = open_text(f, "a.json", mdm_str_span(text, cut));
		assert_true(doc->damaged);
		if (doc->root != NULL)
			check_spans(doc->root);
		mdm_heap_free(text);
	}
	for (size_t i = 0; i < n * (sizeof(bytes) - 1); i++) {
		char *text = mdm_heap_grow(NULL, n);
		struct mdm_doc *doc;

		memcpy(text, sample, n);
		text[i / (sizeof(bytes) - 1)] = bytes[i % (sizeof(bytes) - 1)];
		doc = open_text(f, "a.json", mdm_str_span(text, n));
		if (doc->root != NULL)
			check_spans(doc->root);
		assert_true(doc->root != NULL || doc->defects.n > 0);
		mdm_heap_free(text);
		mdm_arena_reset(f->scratch);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(builds_the_tree),
		TEST(reads_lone_scalars),
		TEST(spells_numbers_as_they_are),
		TEST(decodes_escapes),
		TEST(copies_only_what_is_escaped),
		TEST(looks_members_up),
		TEST(keeps_duplicate_keys),
		TEST(bounds_the_reports_of_duplicates),
		TEST(finds_hidden_characters_in_keys),
		TEST(says_what_is_wrong_and_where),
		TEST(keeps_what_stands_before_the_damage),
		TEST(limits_the_nesting),
		TEST(limits_what_a_hostile_file_costs),
		TEST(refuses_zero_bytes),
		TEST(calls_a_huge_number_a_limit),
		TEST(survives_damage),
	};

	mdm_readers_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
