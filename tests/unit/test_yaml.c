/* SPDX-License-Identifier: MIT */
#include "doc.h"

static struct mdm_doc *
open_yaml(struct fixture *f, const char *text)
{
	return open_text(f, "a.yaml", mdm_str_of(text));
}

static void
assert_tree(const struct mdm_doc *doc, const char *want)
{
	struct mdm_out *out = mdm_out_new_memory();

	assert_int_equal(doc->defects.n, 0);
	mdm_node_dump(doc->root, out);
	assert_str(mdm_out_text(out), want);
	mdm_out_free(out);
}

static struct mdm_str
value_of(struct mdm_doc *doc, const char *key)
{
	return mdm_text_of(mdm_get(doc->root, key));
}

static struct mdm_str
text_at(struct mdm_doc *doc, const char *key)
{
	return covered(doc, mdm_at_of(mdm_get(doc->root, key)));
}

static void
builds_the_tree(void **state)
{
	struct fixture *f = *state;

	assert_tree(open_yaml(f,
			"# comment\n"
			"name: x\n"
			"list:\n"
			"- 1\n"
			"- - a\n"
			"  - b   # c\n"
			"-\n"
			"flow: {a: [1, 2], b: }\n"
			"\n"
			"last:\n"),
	    "object 10..77\n"
	    "  string 16..17 name = x\n"
	    "  array 24..47 list\n"
	    "    number 26..27 = 1\n"
	    "    array 30..39\n"
	    "      string 32..33 = a\n"
	    "      string 38..39 = b\n"
	    "    null 47..47\n"
	    "  object 54..70 flow\n"
	    "    array 58..64 a\n"
	    "      number 59..60 = 1\n"
	    "      number 62..63 = 2\n"
	    "    null 69..69 b\n"
	    "  null 77..77 last\n");
}

/* libyaml's marks count characters, our spans bytes. */
static void
counts_bytes_behind_other_alphabets(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_yaml(f,
	    "\xc3\xa4\xf0\x9f\x98\x80: \xe2\x82\xac\r\n"
	    "list: [\xc3\xa4, 'b']\r\n"
	    "end: z\r\n");
	struct mdm_node *list = mdm_get(doc->root, "list");
	struct mdm_node *first = doc->root->child;

	assert_str(covered(doc, mdm_at_of(first)), "\xe2\x82\xac");
	assert_str(covered(doc, mdm_key_at_of(first)),
	    "\xc3\xa4\xf0\x9f\x98"
	    "\x80");
	assert_str(covered(doc, mdm_at_of(list)), "[\xc3\xa4, 'b']");
	assert_str(covered(doc, mdm_at_of(list->child)), "\xc3\xa4");
	assert_str(covered(doc, mdm_at_of(list->child->next)), "'b'");
	assert_str(text_at(doc, "end"), "z");
	assert_str(
	    covered(doc, mdm_key_at_of(mdm_get(doc->root, "end"))), "end");
}

static const struct {
	const char *text;
	enum mdm_node_kind kind;
	const char *value;
} scalars[] = {
	{ "null", MDM_NULL, NULL },
	{ "Null", MDM_NULL, NULL },
	{ "~", MDM_NULL, NULL },
	{ "nULL", MDM_STRING, "nULL" },
	{ "true", MDM_BOOL, "true" },
	{ "True", MDM_BOOL, "true" },
	{ "FALSE", MDM_BOOL, "false" },
	{ "tRUE", MDM_STRING, "tRUE" },
	{ "yes", MDM_STRING, "yes" },
	{ "off", MDM_STRING, "off" },
	{ "0", MDM_NUMBER, "0" },
	{ "-17", MDM_NUMBER, "-17" },
	{ "+1", MDM_NUMBER, "+1" },
	{ "0x1F", MDM_NUMBER, "0x1F" },
	{ "2.50", MDM_NUMBER, "2.50" },
	{ "1.0e+20", MDM_NUMBER, "1.0e+20" },
	{ ".inf", MDM_NUMBER, ".inf" },
	{ "-.INF", MDM_NUMBER, "-.INF" },
	{ ".nan", MDM_NUMBER, ".nan" },
	{ "0123", MDM_STRING, "0123" },
	{ "1e5", MDM_STRING, "1e5" },
	{ "1234e10", MDM_STRING, "1234e10" },
	{ "1.0e", MDM_STRING, "1.0e" },
	{ "1_000", MDM_STRING, "1_000" },
	{ "0x", MDM_STRING, "0x" },
	{ "-", MDM_STRING, NULL },
	{ "1:30", MDM_STRING, "1:30" },
	{ "2026-06-01", MDM_STRING, "2026-06-01" },
	{ "'1'", MDM_STRING, "1" },
	{ "\"true\"", MDM_STRING, "true" },
	{ "!!str 1", MDM_STRING, "1" },
	{ "! 1", MDM_STRING, "1" },
	{ "!!int '7'", MDM_NUMBER, "7" },
	{ "!!null ''", MDM_NULL, NULL },
	{ "!own x", MDM_STRING, "x" },
	{ "it's", MDM_STRING, "it's" },
	{ "'it''s'", MDM_STRING, "it's" },
	{ "\"a\\tb\\x41\\u20ac\"", MDM_STRING, "a\tbA\xe2\x82\xac" },
	{ "a b # c", MDM_STRING, "a b" },
};

static void
tells_kinds_of_scalars(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(scalars); i++) {
		struct mdm_str text =
		    mdm_str_printf(f->scratch, "k: %s\n", scalars[i].text);
		struct mdm_doc *doc = open_text(f, "a.yaml", text);
		struct mdm_node *k = mdm_get(doc->root, "k");

		if (strcmp(scalars[i].text, "-") == 0) {
			assert_true(doc->damaged);
			continue;
		}
		assert_false(doc->damaged);
		assert_row(k->kind, scalars[i].kind, scalars[i].text);
		if (scalars[i].value == NULL)
			assert_null(k->value.p);
		else
			assert_str(k->value, scalars[i].value);
	}
}

static void
covers_whole_scalars(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_yaml(f,
	    "literal: |\n"
	    "  one\n"
	    "   two\n"
	    "\n"
	    "folded: >-\n"
	    "  three\n"
	    "  four\n"
	    "\n"
	    "# comment\n"
	    "plain: five\n"
	    "     six\n"
	    "tagged: !!str seven\n"
	    "anchor: &a !!str 'eight'\n"
	    "last: |+\n"
	    "  nine\n"
	    "\n");

	assert_str(value_of(doc, "literal"), "one\n two\n");
	assert_str(text_at(doc, "literal"), "|\n  one\n   two");
	assert_str(value_of(doc, "folded"), "three four");
	assert_str(text_at(doc, "folded"), ">-\n  three\n  four");
	assert_str(value_of(doc, "plain"), "five six");
	assert_str(text_at(doc, "plain"), "five\n     six");
	assert_str(text_at(doc, "tagged"), "seven");
	assert_str(text_at(doc, "anchor"), "'eight'");
	assert_str(value_of(doc, "last"), "nine\n\n");
	assert_str(text_at(doc, "last"), "|+\n  nine");
	check_spans(doc->root);
}

/*
 * "\L" is three bytes decoded and two spelled, "\n" one and two: together the
 * length is that of a text without escapes, but no offset is right.
 */
static void
narrows_only_literal_scalars(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_yaml(f,
	    "plain: abcdef\n"
	    "quoted: 'abcdef'\n"
	    "odd: \"\\Labc\\ndef\"\n"
	    "folded: five\n  six\n");
	struct mdm_node *n = mdm_get(doc->root, "plain");

	assert_str(
	    covered(doc, mdm_at_within(mdm_at_of(n), n->value.n, 2, 2)), "cd");
	n = mdm_get(doc->root, "quoted");
	assert_str(
	    covered(doc, mdm_at_within(mdm_at_of(n), n->value.n, 2, 2)), "cd");
	n = mdm_get(doc->root, "odd");
	assert_str(n->value,
	    "\xe2\x80\xa8"
	    "abc\ndef");
	assert_int_equal(
	    mdm_at_within(mdm_at_of(n), n->value.n, 3, 3).len, n->len);
	/* Two blanks more than the value, which are no quotes. */
	n = mdm_get(doc->root, "folded");
	assert_str(n->value, "five six");
	assert_int_equal(
	    mdm_at_within(mdm_at_of(n), n->value.n, 5, 3).len, n->len);
}

static void
points_to_values(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_yaml(f, "a/b:\n- x\n- k: v\n");
	struct mdm_node *k = mdm_get(doc->root, "a/b")->child->next->child;
	struct mdm_lines lines = mdm_lines_of(f->scratch, doc->text);
	struct mdm_place p = mdm_place_in(&lines, mdm_at_of(k));

	assert_str(mdm_pointer_of(f->keep, mdm_at_of(k)), "/a~1b/1/k");
	assert_int_equal(p.line, 3);
	assert_int_equal(p.col, 6);
}

static void
makes_a_list_of_several_documents(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc =
	    open_yaml(f, "a: 1\n---\nb: 2\n--- [3]\n...\n---\n");

	assert_tree(doc,
	    "array 0..30\n"
	    "  object 0..4\n"
	    "    number 3..4 a = 1\n"
	    "  object 9..13\n"
	    "    number 12..13 b = 2\n"
	    "  array 18..21\n"
	    "    number 19..20 = 3\n"
	    "  null 30..30\n");
	check_spans(doc->root);
	assert_str(
	    mdm_pointer_of(f->keep, mdm_at_of(doc->root->child->next->child)),
	    "/1/b");
}

static void
reads_nothing_from_comments(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_yaml(f, "# only\n");

	assert_null(doc->root);
	assert_false(doc->damaged);
	assert_null(open_yaml(f, "")->root);
}

static void
resolves_aliases(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_yaml(f,
	    "one: &x {k: [v, w]}\n"
	    "two: *x\n"
	    "<<: *x\n"
	    "&n name: &s text\n"
	    "three: *s\n"
	    "four: *n\n"
	    "*n : five\n");
	struct mdm_node *two = mdm_get(doc->root, "two");
	struct mdm_node *w = mdm_get(two, "k")->child->next;

	assert_false(doc->damaged);
	assert_str(w->value, "w");
	/* The value stands where the anchor is; the way to it is its own. */
	assert_str(covered(doc, mdm_at_of(two)), "{k: [v, w]}");
	assert_str(mdm_pointer_of(f->keep, mdm_at_of(w)), "/two/k/1");
	assert_ptr_equal(w->parent->parent, two);
	/* Merge keys are members like any other. */
	assert_null(mdm_get(doc->root, "k"));
	assert_non_null(mdm_get(mdm_get(doc->root, "<<"), "k"));
	assert_str(value_of(doc, "three"), "text");
	assert_str(value_of(doc, "four"), "name");
	/* "*n" is a key that occurs before. */
	assert_int_equal(count_defects(doc, MDM_DEFECT_DUPLICATE_KEY), 1);
	assert_str(value_of(doc, "name"), "five");
}

static void
bounds_aliases(void **state)
{
	struct fixture *f = *state;
	struct mdm_out *out = mdm_out_new_memory();
	struct mdm_doc *doc;

	mdm_out_text_of(out, "a: &a [x,x,x,x,x,x,x,x,x,x]\n");
	for (char c = 'b'; c < 'k'; c++) {
		mdm_out_printf(out, "%c: &%c [", c, c);
		for (int i = 0; i < 10; i++)
			mdm_out_printf(out, "*%c,", c - 1);
		mdm_out_text_of(out, "]\n");
	}
	doc = open_text(f, "a.yaml", mdm_out_text(out));
	assert_true(doc->damaged);
	assert_int_equal(doc->defects.n, 1);
	assert_int_equal(doc->defects.at->kind, MDM_DEFECT_LIMIT);
	assert_true(mdm_arena_size(f->scratch) < 64 << 20);
	mdm_out_free(out);
}

static void
refuses_odd_aliases(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_yaml(f, "a: &a\n  b: *a\n");

	assert_true(doc->damaged);
	assert_str(
	    doc->defects.at->text, "the value contains itself by alias \"a\"");
	assert_str(covered(doc, doc->defects.at->at), "*a");
	doc = open_yaml(f, "a: *b\n");
	assert_true(doc->damaged);
	assert_str(doc->defects.at->text, "there is no anchor for alias \"b\"");
	/* Anchors end with their document. */
	doc = open_yaml(f, "a: &x 1\n---\nb: *x\n");
	assert_true(doc->damaged);
}

static void
names_odd_keys_by_their_text(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_yaml(f,
	    "? [a, {b: c}]\n"
	    ": 1\n"
	    "? k: v\n"
	    "  l: w\n"
	    ": 2\n"
	    "3: 4\n"
	    "?\n"
	    ": 5\n");

	assert_false(doc->damaged);
	assert_str(value_of(doc, "[a, {b: c}]"), "1");
	assert_str(value_of(doc, "k: v\n  l: w"), "2");
	assert_str(value_of(doc, "3"), "4");
	assert_str(value_of(doc, ""), "5");
}

static void
checks_keys(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_yaml(f,
	    "a: 1\n\"a\": 2\n"
	    "b\xe2\x80\x8b: 3\n");

	assert_int_equal(doc->defects.n, 2);
	assert_int_equal(doc->defects.at[0].kind, MDM_DEFECT_DUPLICATE_KEY);
	assert_str(covered(doc, doc->defects.at[0].at), "\"a\"");
	assert_int_equal(doc->defects.at[1].kind, MDM_DEFECT_HIDDEN_IN_KEY);
	assert_str(covered(doc, doc->defects.at[1].at), "\xe2\x80\x8b");
}

static const struct {
	const char *text, *says;
	size_t off;
} errors[] = {
	{ "\xc3\xa4: b\n  c: d: e\n",
	    "mapping values are not allowed in this context", 9 },
	{ "a: [1, 2\n", "did not find expected ',' or ']'", 9 },
	{ "\xc3\xa4: b\x01\n", "control characters are not allowed", 5 },
	{ "a: \"b\n", "found unexpected end of stream", 6 },
	{ "a: @b\n", "found character that cannot start any token", 3 },
	{ "a:\n\t- b\n", "found character that cannot start any token", 3 },
};

static void
says_what_is_wrong_and_where(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(errors); i++) {
		struct mdm_doc *doc = open_yaml(f, errors[i].text);
		const struct mdm_defect *d = doc->defects.at;

		assert_row(doc->damaged, true, errors[i].text);
		assert_row(doc->defects.n, 1, errors[i].text);
		assert_row(d->kind, MDM_DEFECT_NOT_WELL_FORMED, errors[i].text);
		assert_str(d->text, errors[i].says);
		assert_row(d->at.off, errors[i].off, errors[i].text);
	}
}

static void
limits_the_nesting(void **state)
{
	enum { BIG = 1 << 20 };
	struct fixture *f = *state;
	char *text = mdm_alloc(f->scratch, BIG, 1, 1);
	struct mdm_doc *doc;

	memset(text, '[', BIG);
	doc = open_text(f, "a.yaml", mdm_str_span(text, BIG));
	assert_int_equal(doc->defects.n, 1);
	assert_int_equal(doc->defects.at->kind, MDM_DEFECT_LIMIT);
	assert_int_equal(doc->defects.at->at.off, 2048);
	for (size_t i = 0; i < BIG; i += 2)
		memcpy(text + i, "- ", 2);
	doc = open_text(f, "a.yaml", mdm_str_span(text, BIG));
	assert_int_equal(count_defects(doc, MDM_DEFECT_LIMIT), 1);
	/* As a key, which is not kept. */
	memset(text, '[', BIG);
	memcpy(text, "? ", 2);
	doc = open_text(f, "a.yaml", mdm_str_span(text, BIG));
	assert_int_equal(count_defects(doc, MDM_DEFECT_LIMIT), 1);
}

static const char sample[] =
    "# c\n\xc3\xa4: &x [1, 'it''s', \"\\u20ac\"]\nb:\n- |\n  text\n- *x\n"
    "- {k: v, ? [z] : w}\n? q\n: !!str 5\n---\n- >-\n  f\n\n  g\n";

/* Every beginning of a text, and every text with one byte changed. */
static void
survives_damage(void **state)
{
	static const char bytes[] = "{}[],:\"'&*!|>%@`#?-. \n\r\t\x01\xc3";
	struct fixture *f = *state;
	size_t n = sizeof(sample) - 1;

	check_spans(open_yaml(f, sample)->root);
	for (size_t cut = 0; cut < n; cut++) {
		/* A block of its own: sanitizers see a read behind it. */
		char *text = mdm_heap_grow(NULL, cut);
		struct mdm_doc *doc;

		memcpy(text, sample, cut);
		doc = open_text(f, "a.yaml", mdm_str_span(text, cut));
		if (doc->root != NULL)
			check_spans(doc->root);
		mdm_heap_free(text);
	}
	for (size_t i = 0; i < n * (sizeof(bytes) - 1); i++) {
		char *text = mdm_heap_grow(NULL, n);
		struct mdm_doc *doc;

		memcpy(text, sample, n);
		text[i / (sizeof(bytes) - 1)] = bytes[i % (sizeof(bytes) - 1)];
		doc = open_text(f, "a.yaml", mdm_str_span(text, n));
		if (doc->root != NULL)
			check_spans(doc->root);
		assert_true(!doc->damaged || doc->defects.n > 0);
		mdm_heap_free(text);
		mdm_arena_reset(f->scratch);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(builds_the_tree),
		TEST(counts_bytes_behind_other_alphabets),
		TEST(tells_kinds_of_scalars),
		TEST(covers_whole_scalars),
		TEST(narrows_only_literal_scalars),
		TEST(points_to_values),
		TEST(makes_a_list_of_several_documents),
		TEST(reads_nothing_from_comments),
		TEST(resolves_aliases),
		TEST(bounds_aliases),
		TEST(refuses_odd_aliases),
		TEST(names_odd_keys_by_their_text),
		TEST(checks_keys),
		TEST(says_what_is_wrong_and_where),
		TEST(limits_the_nesting),
		TEST(survives_damage),
	};

	mdm_readers_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
