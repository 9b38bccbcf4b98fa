/* SPDX-License-Identifier: MIT */
/* Lists are put together byte by byte: most of them no library would write. */
#include "doc.h"

enum { MOST = 70000 };

struct list {
	char *bytes;
	size_t n, room, objects;
	uint32_t offsets[MOST];
	unsigned ref_size;
};

static void
put(struct list *l, const void *bytes, size_t n)
{
	if (l->n + n >= l->room) {
		l->room = 2 * (l->n + n) + 64;
		l->bytes = mdm_heap_grow(l->bytes, l->room);
	}
	memcpy(l->bytes + l->n, bytes, n);
	l->n += n;
}

static void
put_number(struct list *l, uint64_t value, unsigned size)
{
	while (size-- > 0) {
		char byte = (char)(value >> 8 * size);

		put(l, &byte, 1);
	}
}

static void
start(struct list *l)
{
	*l = (struct list){ .ref_size = 4 };
	put(l, "bplist00", 8);
}

#define OBJECT(l, literal) object((l), literal, sizeof(literal) - 1)

/* Its number: objects count from 0. */
static size_t
object(struct list *l, const void *bytes, size_t n)
{
	l->offsets[l->objects] = (uint32_t)l->n;
	put(l, bytes, n);
	return l->objects++;
}

/* 0xa0: an array, 0xd0: a dictionary; `refs` as they stand in the file. */
static size_t
container(struct list *l, unsigned marker, const uint32_t *refs, size_t n)
{
	size_t length = marker == 0xd0 ? n / 2 : n;
	size_t number = object(l, "", 0);

	put_number(l, marker | (length < 15 ? length : 15), 1);
	if (length >= 15) {
		put_number(l, 0x12, 1);
		put_number(l, length, 4);
	}
	for (size_t i = 0; i < n; i++)
		put_number(l, refs[i], l->ref_size);
	return number;
}

static void
trailer(struct list *l, uint64_t n, uint64_t top, uint64_t table)
{
	put(l, "\0\0\0\0\0\0", 6);
	put_number(l, 4, 1);
	put_number(l, l->ref_size, 1);
	put_number(l, n, 8);
	put_number(l, top, 8);
	put_number(l, table, 8);
}

static struct mdm_doc *
open_list(struct fixture *f, struct list *l)
{
	struct mdm_str copy =
	    mdm_str_dup(f->keep, mdm_str_span(l->bytes, l->n));

	mdm_heap_free(l->bytes);
	return open_text(f, "a.mobileconfig", copy);
}

static struct mdm_doc *
finish(struct fixture *f, struct list *l, size_t top)
{
	size_t table = l->n;

	for (size_t i = 0; i < l->objects; i++)
		put_number(l, l->offsets[i], 4);
	trailer(l, l->objects, top, table);
	return open_list(f, l);
}

static void
assert_refused(
    const struct mdm_doc *doc, enum mdm_defect_kind kind, const char *text)
{
	assert_int_equal(doc->source->syntax, MDM_BPLIST);
	assert_null(doc->root);
	assert_true(doc->damaged);
	assert_int_equal(doc->defects.n, 1);
	assert_int_equal(doc->defects.at[0].kind, kind);
	assert_str(doc->defects.at[0].text, text);
}

/* Where libplist is missing there is no tree to look at. */
static bool
has_tree(const struct mdm_doc *doc)
{
	if (doc->root != NULL)
		return true;
	assert_false(doc->damaged);
	printf("skipped: there is no libplist\n");
	return false;
}

#define NEED_TREE(doc)                                                         \
	if (!has_tree(doc))                                                    \
	return

static void
reads_every_kind_of_value(void **state)
{
	struct fixture *f = *state;
	struct mdm_out *out = mdm_out_new_memory();
	struct mdm_doc *doc;
	uint32_t refs[24];
	struct list l;

	start(&l);
	for (uint32_t i = 0; i < 11; i++) {
		char key[3] = { 0x51, (char)('a' + i), 0 };

		refs[i] = (uint32_t)object(&l, key, 2);
	}
	refs[11] = (uint32_t)OBJECT(&l, "\x10\x2a");
	refs[12] = (uint32_t)OBJECT(&l, "\x13\xff\xff\xff\xff\xff\xff\xff\xfe");
	refs[13] = (uint32_t)OBJECT(&l, "\x23\x3f\xf8\0\0\0\0\0\0");
	refs[14] = (uint32_t)OBJECT(&l, "\x09");
	refs[15] = (uint32_t)OBJECT(&l, "\x08");
	refs[16] = (uint32_t)OBJECT(&l, "\x33\x41\xc7\xe6\x81\x80\x00\x00\x00");
	refs[17] = (uint32_t)OBJECT(&l, "\x43\1\2\3");
	refs[18] = (uint32_t)OBJECT(&l, "\x62\0a\x00\xe4");
	refs[19] = (uint32_t)OBJECT(&l, "\x5f\x10\x02xy");
	refs[20] = (uint32_t)container(&l, 0xa0, &refs[11], 1);
	refs[21] = (uint32_t)OBJECT(&l, "\x80\x07");
	doc = finish(f, &l, container(&l, 0xd0, refs, 22));
	NEED_TREE(doc);
	assert_int_equal(doc->defects.n, 0);
	check_spans(doc->root);
	mdm_node_dump(doc->root, out);
	assert_str(mdm_out_text(out),
	    "object 82..171\n"
	    "  number 31..32 a = 42\n"
	    "  number 33..41 b = -2\n"
	    "  number 42..50 c = 1.5\n"
	    "  boolean 50..51 d = true\n"
	    "  boolean 51..52 e = false\n"
	    "  date 53..61 f = 2026-06-01T00:00:00Z\n"
	    "  data 62..65 g = 3 bytes\n"
	    "  string 66..70 h = a\xc3\xa4\n"
	    "  string 73..75 i = xy\n"
	    "  array 75..80 j\n"
	    "    number 31..32 = 42\n"
	    "  number 81..82 k = 7\n");
	mdm_out_free(out);
	assert_str(covered(doc, mdm_key_at_of(mdm_get(doc->root, "h"))), "h");
	assert_str(
	    mdm_pointer_of(f->keep, mdm_at_of(mdm_get(doc->root, "j")->child)),
	    "j.0");
}

/* In 32 bits, as libplist gives them, dates end in 2069. */
static void
reads_dates_that_mean_never(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc;
	uint32_t refs[3];
	struct list l;

	start(&l);
	/* 4001-01-01, just before 2001, and not a number */
	refs[0] = (uint32_t)OBJECT(&l, "\x33\x42\x2d\x63\xc3\x7f\x00\x00\x00");
	refs[1] = (uint32_t)OBJECT(&l, "\x33\xbf\xe0\0\0\0\0\0\0");
	refs[2] = (uint32_t)OBJECT(&l, "\x33\x7f\xf8\0\0\0\0\0\0");
	doc = finish(f, &l, container(&l, 0xa0, refs, 3));
	NEED_TREE(doc);
	assert_str(doc->root->child->value, "4001-01-01T00:00:00Z");
	assert_str(doc->root->child->next->value, "2000-12-31T23:59:59Z");
	assert_str(doc->root->child->next->next->value, "");
}

static void
tells_keys_that_occur_again(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc;
	uint32_t refs[4];
	struct list l;

	start(&l);
	refs[0] = refs[1] = (uint32_t)OBJECT(&l, "\x51k");
	refs[2] = refs[3] = (uint32_t)OBJECT(&l, "\x09");
	doc = finish(f, &l, container(&l, 0xd0, refs, 4));
	NEED_TREE(doc);
	assert_int_equal(count_defects(doc, MDM_DEFECT_DUPLICATE_KEY), 1);
}

static void
tells_text_that_is_none(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc;
	struct list l;

	start(&l);
	doc = finish(f, &l, OBJECT(&l, "\x53\x61\xff\x62"));
	NEED_TREE(doc);
	assert_int_equal(count_defects(doc, MDM_DEFECT_NOT_WELL_FORMED), 1);
	assert_true(mdm_utf8_valid(doc->root->value, NULL));
}

static void
holds_by_key_path(void **state)
{
	struct fixture *f = *state;
	struct mdm_node *inner, *outer;
	struct mdm_doc *doc;
	uint32_t refs[2];
	struct list l;

	start(&l);
	refs[0] = (uint32_t)OBJECT(&l, "\x10\x01");
	refs[0] = (uint32_t)container(&l, 0xa0, refs, 1);
	refs[1] = (uint32_t)container(&l, 0xa0, refs, 0);
	doc = finish(f, &l, container(&l, 0xa0, refs, 2));
	NEED_TREE(doc);
	outer = doc->root->child;
	inner = outer->child;
	assert_true(mdm_at_holds(mdm_at_of(doc->root), mdm_at_of(inner)));
	assert_true(mdm_at_holds(mdm_at_of(outer), mdm_at_of(inner)));
	assert_true(mdm_at_holds(mdm_at_of(inner), mdm_at_of(inner)));
	assert_false(mdm_at_holds(mdm_at_of(inner), mdm_at_of(outer)));
	assert_false(mdm_at_holds(mdm_at_of(outer->next), mdm_at_of(inner)));
}

static void
refuses_what_is_cut(void **state)
{
	struct fixture *f = *state;
	struct mdm_str whole;
	struct list l;

	start(&l);
	OBJECT(&l,
	    "\x53"
	    "abc");
	whole = finish(f, &l, 0)->text;
	assert_refused(open_text(f, "a", mdm_str_sub(whole, 0, 20)),
	    MDM_DEFECT_NOT_WELL_FORMED, "the binary property list is cut off");
	for (size_t n = 40; n < whole.n; n++) {
		struct mdm_doc *doc =
		    open_text(f, "a", mdm_str_sub(whole, 0, n));

		assert_null(doc->root);
		assert_true(doc->damaged);
	}
}

static void
refuses_trailers_that_lie(void **state)
{
	static const struct {
		uint64_t n, top, table;
	} lies[] = {
		{ UINT64_MAX, 0, 10 },	       /* huge counts */
		{ UINT64_MAX / 4 + 1, 0, 10 }, /* times four is 0 */
		{ 2, 0, 10 },
		{ 0, 0, 10 },
		{ 1, 1, 10 },
		{ 1, 0, UINT64_MAX },
		{ 1, 0, 15 },
		{ 1, 0, 7 },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(lies) / sizeof(*lies); i++) {
		struct list l;

		start(&l);
		OBJECT(&l, "\x10\x01");
		put_number(&l, 8, 4);
		trailer(&l, lies[i].n, lies[i].top, lies[i].table);
		assert_refused(open_list(f, &l), MDM_DEFECT_NOT_WELL_FORMED,
		    "the trailer of the binary property list is damaged, or "
		    "the file is cut off");
	}
}

static void
refuses_objects_that_lie(void **state)
{
	const struct {
		struct mdm_str bytes;
		const char *problem;
	} lies[] = {
		{ MDM_LIT("\x5f\x13\x7f\xff\xff\xff\xff\xff\xff\xff"),
		    "an object does not end within the file" },
		{ MDM_LIT("\xaf\x13\x3f\xff\xff\xff\xff\xff\xff\xff"),
		    "an object does not end within the file" },
		{ MDM_LIT("\xdf\x12\x20\x00\x00\x00"),
		    "an object does not end within the file" },
		{ MDM_LIT("\x13\x00"),
		    "an object does not end within the file" },
		{ MDM_LIT("\x5f"), "an object does not end within the file" },
		{ MDM_LIT("\x5f\x10"),
		    "an object does not end within the file" },
		{ MDM_LIT("\x5f\x22\x00\x00\x00\x01"),
		    "an object does not end within the file" },
		{ MDM_LIT("\x77"),
		    "an object is of a kind that property lists do not "
		    "have" },
		{ MDM_LIT("\x15"),
		    "an object is of a kind that property lists do not "
		    "have" },
		{ MDM_LIT("\xa1\0\0\0\x09"),
		    "an object is named that the file does not hold" },
		{ MDM_LIT("\xa1\0\0\0\0"), "an object holds itself" },
		{ MDM_LIT("\xd1\0\0\0\0\0\0\0\0"),
		    "a key of a dictionary is no string" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(lies) / sizeof(*lies); i++) {
		struct list l;

		start(&l);
		object(&l, lies[i].bytes.p, lies[i].bytes.n);
		assert_refused(finish(f, &l, 0), MDM_DEFECT_NOT_WELL_FORMED,
		    lies[i].problem);
	}
}

static void
refuses_offsets_that_lead_out(void **state)
{
	static const uint32_t offsets[] = { 0, 7, 10, 14, UINT32_MAX };
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(offsets) / sizeof(*offsets); i++) {
		struct list l;

		start(&l);
		OBJECT(&l, "\x10\x01");
		l.offsets[0] = offsets[i];
		assert_refused(finish(f, &l, 0), MDM_DEFECT_NOT_WELL_FORMED,
		    "the offset of an object leads out of the file");
	}
}

/* libplist ends the process when it meets one. */
static void
refuses_keys_with_nul(void **state)
{
	static const char *const keys[] = { "\x51\0", "\x61\0" };
	const uint32_t refs[] = { 0, 0 };
	struct fixture *f = *state;

	for (size_t i = 0; i < 2; i++) {
		struct list l;

		start(&l);
		object(&l, keys[i], 2 + i);
		assert_refused(finish(f, &l, container(&l, 0xd0, refs, 2)),
		    MDM_DEFECT_NOT_WELL_FORMED,
		    "a key of a dictionary holds a NUL character");
	}
}

/* Two arrays that hold each other. */
static void
refuses_loops(void **state)
{
	const uint32_t first[] = { 1 }, second[] = { 0 };
	struct fixture *f = *state;
	struct list l;

	start(&l);
	container(&l, 0xa0, first, 1);
	container(&l, 0xa0, second, 1);
	assert_refused(finish(f, &l, 0), MDM_DEFECT_NOT_WELL_FORMED,
	    "an object holds itself");
}

/* Arrays in arrays, each holding the next one `times` times. */
static struct mdm_doc *
nest(struct fixture *f, uint32_t levels, size_t times)
{
	struct list *l = mdm_heap_grow(NULL, sizeof(*l));
	struct mdm_doc *doc;

	start(l);
	for (uint32_t i = 0; i < levels; i++) {
		const uint32_t refs[2] = { i + 1, i + 1 };

		container(l, 0xa0, refs, i + 1 < levels ? times : 0);
	}
	doc = finish(f, l, 0);
	mdm_heap_free(l);
	return doc;
}

static void
bounds_nesting(void **state)
{
	struct fixture *f = *state;

	assert_refused(nest(f, 65000, 1), MDM_DEFECT_LIMIT,
	    "the property list is nested deeper than 2048 levels");
	(void)has_tree(nest(f, 2000, 1));
}

/* A few hundred bytes that stand for 2^60 values. */
static void
bounds_what_repeats(void **state)
{
	struct fixture *f = *state;

	assert_refused(nest(f, 60, 2), MDM_DEFECT_LIMIT,
	    "the property list has more than 262144 values");
}

/* One string of 64 KiB, named 20,000 times. */
static void
bounds_bytes_that_repeat(void **state)
{
	struct fixture *f = *state;
	struct list *l = mdm_heap_grow(NULL, sizeof(*l));
	uint32_t *refs = mdm_heap_grow(NULL, 20000 * sizeof(*refs));
	char *text = mdm_heap_grow(NULL, 65536 + 5);

	memset(text, 'x', 65536 + 5);
	memcpy(text, "\x5f\x12\x00\x01\x00", 5);
	text[5] = 0;
	memset(refs, 0, 20000 * sizeof(*refs));
	start(l);
	object(l, text, 65536 + 5);
	put(l, "x", 1);
	assert_refused(finish(f, l, container(l, 0xa0, refs, 20000)),
	    MDM_DEFECT_LIMIT,
	    "the property list repeats values of many megabytes");
	mdm_heap_free(text);
	mdm_heap_free(refs);
	mdm_heap_free(l);
}

/* Any byte of a small list replaced by some others: no crash. */
static void
survives_any_damage(void **state)
{
	struct fixture *f = *state;
	struct mdm_str whole;
	uint32_t refs[6];
	struct list l;

	start(&l);
	refs[0] = (uint32_t)OBJECT(&l, "\x51k");
	refs[1] = (uint32_t)OBJECT(&l, "\x62\0a\xd8\x3d");
	refs[2] = (uint32_t)OBJECT(&l, "\x10\x2a");
	refs[3] = (uint32_t)OBJECT(&l, "\x33\x41\xc7\xe6\x81\x80\x00\x00\x00");
	refs[3] = (uint32_t)container(&l, 0xa0, refs, 4);
	whole = finish(f, &l, container(&l, 0xd0, refs, 4))->text;
	for (size_t i = 8; i < whole.n; i++) {
		for (unsigned byte = 0; byte < 256; byte++) {
			char *copy = mdm_heap_grow(NULL, whole.n);
			struct fixture own = { mdm_arena_new(),
				mdm_arena_new() };
			struct mdm_doc *doc;

			memcpy(copy, whole.p, whole.n);
			copy[i] = (char)byte;
			doc = open_text(&own, "a", mdm_str_span(copy, whole.n));
			if (doc->root != NULL)
				check_spans(doc->root);
			mdm_arena_free(own.keep);
			mdm_arena_free(own.scratch);
			mdm_heap_free(copy);
		}
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(reads_every_kind_of_value),
		TEST(reads_dates_that_mean_never),
		TEST(tells_keys_that_occur_again),
		TEST(tells_text_that_is_none),
		TEST(holds_by_key_path),
		TEST(refuses_what_is_cut),
		TEST(refuses_trailers_that_lie),
		TEST(refuses_objects_that_lie),
		TEST(refuses_offsets_that_lead_out),
		TEST(refuses_keys_with_nul),
		TEST(refuses_loops),
		TEST(bounds_nesting),
		TEST(bounds_what_repeats),
		TEST(bounds_bytes_that_repeat),
		TEST(survives_any_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
