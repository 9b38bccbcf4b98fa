/* SPDX-License-Identifier: MIT */
#include "doc.h"

static struct mdm_place
place_of(struct fixture *f, struct mdm_doc *doc, struct mdm_at at)
{
	struct mdm_lines lines = mdm_lines_of(f->scratch, doc->text);

	return mdm_place_in(&lines, at);
}

static void
names_every_syntax(void **state)
{
	(void)state;
	for (int i = MDM_SYNTAX_NONE; i <= MDM_TEXT; i++)
		assert_true(strlen(mdm_syntax_name((enum mdm_syntax)i)) > 2);
	assert_string_equal(mdm_syntax_name(MDM_BPLIST), "bplist");
}

static void
writes_json_pointers(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_text(f, "a.json",
	    MDM_LIT("{\"a/b\":[0,{\"m~n\":1,\"\":2,\"\xc3\xa4\":3}]}"));
	struct mdm_node *object = mdm_get(doc->root, "a/b")->child->next;

	assert_str(mdm_pointer_of(f->keep, mdm_at_of(doc->root)), "");
	assert_str(mdm_pointer_of(f->keep, mdm_at_of(object->parent)), "/a~1b");
	assert_str(mdm_pointer_of(f->keep, mdm_at_of(object)), "/a~1b/1");
	assert_str(
	    mdm_pointer_of(f->keep, mdm_at_of(object->child)), "/a~1b/1/m~0n");
	assert_str(mdm_pointer_of(f->keep, mdm_key_at_of(mdm_get(object, ""))),
	    "/a~1b/1/");
	assert_str(
	    mdm_pointer_of(f->keep, mdm_at_of(mdm_get(object, "\xc3\xa4"))),
	    "/a~1b/1/\xc3\xa4");
	assert_str(mdm_pointer_of(f->keep, (struct mdm_at){ 0 }), "");
}

/* Built by hand: the shape of the tree is the contract, not its reader. */
static struct mdm_node *
child(struct mdm_doc *doc, struct mdm_node *parent, const char *key,
    enum mdm_node_kind kind, uint32_t ordinal)
{
	struct mdm_node *node = mdm_node_add(doc, parent, NULL, kind);

	node->key = mdm_str_of(key);
	node->ordinal = ordinal;
	return node;
}

static void
writes_element_paths(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_text(f, "a.txt", MDM_LIT("text"));
	struct mdm_node *n, *attribute;

	doc->source->syntax = MDM_XML;
	n = child(doc, NULL, NULL, MDM_OBJECT, 0);
	n = child(doc, n, "SyncBody", MDM_OBJECT, 0);
	n = child(doc, n, "Atomic", MDM_OBJECT, 0);
	n = child(doc, n, "Add", MDM_OBJECT, 9);
	attribute = child(doc, n, "xmlns", MDM_STRING, 0);
	attribute->attribute = true;
	assert_str(
	    mdm_pointer_of(f->keep, mdm_at_of(n)), "/SyncBody/Atomic/Add[9]");
	assert_str(mdm_pointer_of(f->keep, mdm_at_of(attribute)),
	    "/SyncBody/Atomic/Add[9]/@xmlns");
}

static void
writes_key_paths(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_text(f, "a.txt", MDM_LIT("text"));
	struct mdm_node *n;

	doc->source->syntax = MDM_PLIST;
	n = child(doc, NULL, NULL, MDM_OBJECT, 0);
	n = child(doc, n, "PayloadContent", MDM_ARRAY, 0);
	child(doc, n, NULL, MDM_NULL, 0);
	n = child(doc, n, NULL, MDM_OBJECT, 0);
	n = child(doc, n, "com.example\\x", MDM_STRING, 0);
	assert_str(mdm_pointer_of(f->keep, mdm_at_of(n)),
	    "PayloadContent.1.com\\.example\\\\x");
}

static void
narrows_places(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc = open_text(
	    f, "a.json", MDM_LIT("[\"abcdef\", \"ab\\ncdef\", 123456]"));
	struct mdm_node *plain = doc->root->child;
	struct mdm_node *escaped = plain->next, *number = escaped->next;
	struct mdm_at at;

	at = mdm_at_within(mdm_at_of(plain), plain->value.n, 2, 3);
	assert_str(covered(doc, at), "cde");
	assert_ptr_equal(at.path, mdm_at_of(plain).path);
	at = mdm_at_within(mdm_at_of(plain), plain->value.n, 6, 0);
	assert_str(covered(doc, at), "");
	at = mdm_at_within(mdm_at_of(plain), plain->value.n, 5, 2);
	assert_str(covered(doc, at), "\"abcdef\"");
	at = mdm_at_within(mdm_at_of(plain), plain->value.n, SIZE_MAX, 2);
	assert_str(covered(doc, at), "\"abcdef\"");
	at = mdm_at_within(mdm_at_of(escaped), escaped->value.n, 1, 1);
	assert_str(covered(doc, at), "\"ab\\ncdef\"");
	at = mdm_at_within(mdm_at_of(number), number->value.n, 1, 2);
	assert_str(covered(doc, at), "23");
	assert_false(mdm_at_set(mdm_at_within((struct mdm_at){ 0 }, 3, 0, 1)));
}

static void
counts_lines_and_columns(void **state)
{
	struct fixture *f = *state;
	struct mdm_str text = MDM_LIT("a\r\n\xc3\xa4\xf0\x9f\x98\x80z\n\nend");
	struct mdm_lines lines = mdm_lines_of(f->scratch, text);
	struct mdm_place p;

	assert_int_equal(lines.n, 4);
	assert_str(mdm_line_text(&lines, 1), "a");
	assert_str(mdm_line_text(&lines, 2), "\xc3\xa4\xf0\x9f\x98\x80z");
	assert_str(mdm_line_text(&lines, 3), "");
	assert_str(mdm_line_text(&lines, 4), "end");
	assert_null(mdm_line_text(&lines, 0).p);
	assert_null(mdm_line_text(&lines, 5).p);
	/* A character beyond U+FFFF is one column, not two. */
	p = mdm_place_in(&lines, (struct mdm_at){ .off = 9, .len = 1 });
	assert_int_equal(p.line, 2);
	assert_int_equal(p.col, 3);
	assert_int_equal(p.end_line, 2);
	assert_int_equal(p.end_col, 4);
	p = mdm_place_in(&lines, (struct mdm_at){ .off = 9, .len = 4 });
	assert_int_equal(p.end_line, 4);
	assert_int_equal(p.end_col, 2);
	p = mdm_place_in(&lines, (struct mdm_at){ .off = 9999 });
	assert_int_equal(p.line, 4);
	assert_int_equal(p.col, 4);
}

static void
counts_in_empty_text(void **state)
{
	struct fixture *f = *state;
	struct mdm_lines lines = mdm_lines_of(f->scratch, MDM_LIT(""));
	struct mdm_place p = mdm_place_in(&lines, (struct mdm_at){ 0 });

	assert_int_equal(p.line, 1);
	assert_int_equal(p.col, 1);
	assert_str(mdm_line_text(&lines, 1), "");
}

/* UTF-16 files: columns are of characters, as editors show them. */
static void
counts_characters_of_utf16(void **state)
{
	struct fixture *f = *state;
	static const char bytes[] = "\xff\xfe[\0\"\0\x3d\xd8\x00\xde\"\0,\0"
				    "\n\0 \0\"\0\xe4\0x\0\"\0]\0";
	struct mdm_doc *doc =
	    open_text(f, "a.json", mdm_str_span(bytes, sizeof(bytes) - 1));
	struct mdm_place p;

	assert_int_equal(doc->source->encoding, MDM_UTF16LE);
	p = place_of(f, doc, mdm_at_of(doc->root->child));
	assert_int_equal(p.line, 1);
	assert_int_equal(p.col, 2);
	assert_int_equal(p.end_col, 5);
	p = place_of(f, doc, mdm_at_of(doc->root->child->next));
	assert_int_equal(p.line, 2);
	assert_int_equal(p.col, 2);
	assert_int_equal(p.end_col, 6);
}

static void
counts_bytes_of_binaries(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc =
	    open_text(f, "a.cer", MDM_LIT("\x30\x82\x01\n\n\n\x80\xff"));
	struct mdm_place p;

	assert_int_equal(doc->source->syntax, MDM_DER);
	assert_int_equal(doc->source->encoding, MDM_BINARY);
	p = place_of(f, doc, mdm_at_span(doc, 6, 2));
	assert_int_equal(p.line, 1);
	assert_int_equal(p.col, 7);
	assert_int_equal(p.end_col, 9);
}

/*
 * 10 MB in one line, 100,000 places in no order: each counted from the start
 * would be 500 GB of counting.
 */
static void
is_quick_in_minified_text(void **state)
{
	enum { ITEMS = 1000000, ASKED = 100000 };
	struct fixture *f = *state;
	size_t n = 10 * ITEMS;
	char *text = mdm_alloc(f->scratch, n, 1, 1);
	struct mdm_lines lines;

	for (size_t i = 0; i < ITEMS; i++)
		memcpy(text + 10 * i, "\"\xc3\xa4 item\",", 10);
	lines = mdm_lines_of(f->scratch, mdm_str_span(text, n));
	assert_int_equal(lines.n, 1);
	for (size_t i = 0; i < ASKED; i++) {
		uint32_t item = (uint32_t)(i * 7919 % ITEMS);
		struct mdm_at at = { .off = 10 * item, .len = 10 };
		struct mdm_place p = mdm_place_in(&lines, at);

		assert_int_equal(p.line, 1);
		assert_int_equal(p.col, 9 * item + 1);
		assert_int_equal(p.end_col, 9 * item + 10);
	}
}

static void
finds_the_way_out_of_nested_documents(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *outer = open_text(f, "dir/a.json",
	    MDM_LIT("{\"v\":\"[1, 2]\",\"w\":\"[\\\"s\\\"]\"}"));
	struct mdm_node *v = mdm_get(outer->root, "v");
	struct mdm_doc *inner = mdm_doc_nested(v, v->value);
	const struct mdm_source *source;

	assert_int_equal(inner->source->syntax, MDM_JSON);
	assert_ptr_equal(inner->holder, v);
	assert_ptr_equal(mdm_file_source(inner->source), outer->source);
	assert_ptr_equal(mdm_file_source(outer->source), outer->source);
	assert_null(mdm_file_source(NULL));
	assert_str(mdm_pointer_of(f->keep, inner->source->inside), "/v");
	assert_str(
	    mdm_pointer_of(f->keep, mdm_at_of(inner->root->child->next)), "/1");
	source = inner->source;
	assert_null(source->text.p);
	mdm_doc_keep_text(inner);
	mdm_arena_reset(f->scratch);
	assert_str(source->text, "[1, 2]");
}

/* An excerpt shows the outer text, so the secret is marked there as well. */
static void
marks_secrets_all_the_way_out(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *outer = open_text(
	    f, "a.json", MDM_LIT("{\"v\":\"[1, 2]\",\"w\":\"[\\\"s\\\"]\"}"));
	struct mdm_node *v = mdm_get(outer->root, "v");
	struct mdm_node *w = mdm_get(outer->root, "w");
	struct mdm_doc *inner;
	struct mdm_span span;

	inner = mdm_doc_nested(v, v->value);
	mdm_mark_secret(inner->root->child->next);
	assert_int_equal(inner->source->secrets.n, 1);
	assert_int_equal(outer->source->secrets.n, 1);
	span = outer->source->secrets.at[0];
	assert_str(mdm_str_sub(outer->text, span.off, span.len), "2");

	/* Escapes in between: all of the value is masked. */
	inner = mdm_doc_nested(w, w->value);
	mdm_mark_secret(inner->root->child);
	assert_int_equal(outer->source->secrets.n, 2);
	span = outer->source->secrets.at[1];
	assert_int_equal(span.off, w->off);
	assert_int_equal(span.len, w->len);
	mdm_mark_secret(NULL);
}

static void
places_outlive_the_document(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc =
	    open_text(f, "a.json", MDM_LIT("{\"k\\u0065y\":[1,2,3]}"));
	struct mdm_at at = mdm_at_of(mdm_get(doc->root, "key")->child->next);

	mdm_arena_reset(f->scratch);
	assert_str(mdm_pointer_of(f->keep, at), "/key/1");
	assert_str(at.source->name, "a.json");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(names_every_syntax),
		TEST(writes_json_pointers),
		TEST(writes_element_paths),
		TEST(writes_key_paths),
		TEST(narrows_places),
		TEST(counts_lines_and_columns),
		TEST(counts_in_empty_text),
		TEST(counts_characters_of_utf16),
		TEST(counts_bytes_of_binaries),
		TEST(is_quick_in_minified_text),
		TEST(finds_the_way_out_of_nested_documents),
		TEST(marks_secrets_all_the_way_out),
		TEST(places_outlive_the_document),
	};

	mdm_readers_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
