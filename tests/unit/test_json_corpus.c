/* SPDX-License-Identifier: MIT */
/*
 * The reader against jansson over real and hostile files: the same verdict,
 * and every span, parsed by itself, gives the value that jansson found there.
 */
#include <ftw.h>
#include <jansson.h>
#include <unistd.h>

#include "doc.h"

#define CORPUS MDM_TOP "/../shared/corpus"

enum {
	FLAGS = JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL,
	MOST_OPEN = 16
};

static struct tally {
	struct fixture *fixture;
	struct mdm_buffer buffer;
	size_t files, accepted, nodes, mismatches;
} tally; /* nftw passes no context */

static void
mismatch(const char *path, const struct mdm_node *node, const char *what)
{
	tally.mismatches++;
	print_error("%s: %s", path, what);
	if (node != NULL)
		print_error(" at %u..%u", (unsigned)node->off,
		    (unsigned)(node->off + node->len));
	print_error("\n");
}

static bool
has_value(const struct mdm_node *node, const json_t *want)
{
	struct mdm_str s = node->value;

	switch (node->kind) {
	case MDM_OBJECT:
		return json_is_object(want);
	case MDM_ARRAY:
		return json_is_array(want);
	case MDM_STRING:
		return json_is_string(want) &&
		    mdm_str_eq(s,
			mdm_str_span(
			    json_string_value(want), json_string_length(want)));
	case MDM_NUMBER:
		return json_is_number(want) &&
		    mdm_str_eq(
			s, mdm_str_sub(node->doc->text, node->off, node->len));
	case MDM_BOOL:
		return json_is_boolean(want) &&
		    mdm_str_is(s, json_is_true(want) ? "true" : "false");
	case MDM_NULL:
		return json_is_null(want) && s.p == NULL;
	default:
		return false;
	}
}

static bool
key_matches(const struct mdm_node *node)
{
	const char *p = node->doc->text.p + node->key_off;
	json_t *key = json_loadb(p, node->key_len, FLAGS, NULL);
	bool same = json_is_string(key) &&
	    mdm_str_eq(node->key,
		mdm_str_span(json_string_value(key), json_string_length(key)));

	json_decref(key);
	return same;
}

static void
compare(const char *path, const struct mdm_node *node, const json_t *want)
{
	const char *p = node->doc->text.p + node->off;
	json_t *alone = json_loadb(p, node->len, FLAGS, NULL);
	size_t index = 0;

	tally.nodes++;
	if (alone == NULL || !json_equal(alone, want))
		mismatch(path, node, "the span has another value");
	if (!has_value(node, want))
		mismatch(path, node, "the node has another value");
	json_decref(alone);
	for (const struct mdm_node *c = node->child; c != NULL; c = c->next) {
		if (node->kind == MDM_ARRAY) {
			compare(path, c, json_array_get(want, index++));
			continue;
		}
		if (!key_matches(c))
			mismatch(path, c, "the key's span is another key");
		/* jansson keeps the last of several. */
		for (const struct mdm_node *d = c->next; d; d = d->next)
			if (mdm_str_eq(d->key, c->key))
				goto next;
		index++;
		compare(path, c, json_object_getn(want, c->key.p, c->key.n));
	next:;
	}
	if (node->kind == MDM_ARRAY && index != json_array_size(want))
		mismatch(path, node, "other number of elements");
	if (node->kind == MDM_OBJECT && index != json_object_size(want))
		mismatch(path, node, "other number of members");
}

/* As JSON whatever its first bytes are: the verdict is the question. */
static struct mdm_doc *
read_as_json(const char *path, struct mdm_str bytes)
{
	struct fixture *f = tally.fixture;
	struct mdm_doc *doc = MDM_NEW(f->scratch, struct mdm_doc);
	bool damaged;

	doc->keep = f->keep;
	doc->scratch = f->scratch;
	doc->source = MDM_NEW(f->keep, struct mdm_source);
	doc->source->name = mdm_str_of(path);
	doc->source->syntax = MDM_JSON;
	doc->text = mdm_text_decode(
	    f->scratch, bytes, &doc->source->encoding, &damaged);
	mdm_read(doc);
	return doc;
}

/* The names of JSONTestSuite say what is right: y_, n_, and i_ for either. */
static void
check_name(const char *path, const struct mdm_doc *doc)
{
	const char *name = strrchr(path, '/') + 1;

	if (strstr(path, "JSONTestSuite") == NULL || name[1] != '_')
		return;
	/* jansson takes no U+0000 in a key, whatever the suite says. */
	if (name[0] == 'y' && doc->damaged &&
	    strstr(name, "escaped_null_in_key") == NULL)
		mismatch(path, NULL, "should be accepted");
	/* What is no UTF-8 was taken as another encoding, and may be right. */
	if (name[0] == 'n' && !doc->damaged &&
	    doc->source->encoding == MDM_UTF8)
		mismatch(path, NULL, "should be refused");
}

static int
visit(const char *path, const struct stat *st, int type, struct FTW *at)
{
	struct mdm_doc *doc;
	json_t *want;
	int64_t mtime;

	(void)st;
	(void)at;
	if (type != FTW_F || !mdm_str_iends(mdm_str_of(path), ".json"))
		return 0;
	if (mdm_file_read(path, 64 << 20, &tally.buffer, &mtime) != MDM_OK)
		return 0;
	doc = read_as_json(path, mdm_str_span(tally.buffer.p, tally.buffer.n));
	/* It overlooks a zero byte behind a number. */
	want = mdm_str_find_byte(doc->text, '\0') != SIZE_MAX
	    ? NULL
	    : json_loadb(doc->text.p, doc->text.n, FLAGS, NULL);
	tally.files++;
	tally.accepted += want != NULL;
	if ((want != NULL) == doc->damaged)
		mismatch(path, NULL, "other verdict than jansson's");
	else if (want != NULL)
		compare(path, doc->root, want);
	else if (doc->defects.n == 0)
		mismatch(path, NULL, "refused without a reason");
	else if (doc->root != NULL)
		check_spans(doc->root);
	check_name(path, doc);
	json_decref(want);
	mdm_arena_reset(tally.fixture->scratch);
	return 0;
}

static void
agrees_with_jansson(void **state)
{
	tally.fixture = *state;
	assert_int_equal(nftw(CORPUS, visit, MOST_OPEN, FTW_PHYS), 0);
	print_message("%zu files, %zu accepted, %zu values, %zu mismatches\n",
	    tally.files, tally.accepted, tally.nodes, tally.mismatches);
	mdm_heap_free(tally.buffer.p);
	assert_true(tally.files > 0);
	assert_int_equal(tally.mismatches, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(agrees_with_jansson),
	};

	if (access(CORPUS, R_OK) != 0) {
		printf("skipped: there is no folder ../shared/corpus\n");
		return SKIPPED;
	}
	mdm_readers_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
