/* SPDX-License-Identifier: MIT */
#include "syntax/bplist_table.h"

enum {
	HEADER = 8,   /* "bplist00" */
	TRAILER = 32, /* its last 26 bytes mean something */
	/* Of values when each is counted wherever it is named. */
	MOST_VALUES = 256 * 1024,
	/* Of bytes named more than once. */
	MOST_REPEATED = 64 * 1024 * 1024
};

/* Big-endian, up to 8 bytes; the caller knows that they are there. */
static uint64_t
number_at(struct mdm_str bytes, size_t off, unsigned size)
{
	uint64_t value = 0;

	for (unsigned i = 0; i < size; i++)
		value = value << 8 | (unsigned char)bytes.p[off + i];
	return value;
}

uint64_t
mdm_bplist_ref(
    const struct mdm_bplist *b, const struct mdm_bplist_object *o, size_t i)
{
	return number_at(b->bytes, o->refs + i * b->ref_size, b->ref_size);
}

/* A length of 15 and more is an integer object of its own. */
static bool
length_of(const struct mdm_bplist *b, size_t *off, uint64_t *ret_length)
{
	unsigned low = (unsigned char)b->bytes.p[*off] & 0x0f, marker, size;

	*ret_length = low;
	*off += 1;
	if (low != 0x0f)
		return true;
	if (*off >= b->table)
		return false;
	marker = (unsigned char)b->bytes.p[*off];
	size = 1U << (marker & 0x0f);
	if (marker < 0x10 || marker > 0x13 || b->table - *off <= size)
		return false;
	*ret_length = number_at(b->bytes, *off + 1, size);
	*off += 1 + size;
	return true;
}

/* Objects with a length, by the upper half of their first byte. */
static const struct {
	enum mdm_node_kind kind;
	unsigned unit; /* bytes; 0: references */
} counted[16] = {
	[0x4] = { MDM_DATA, 1 },
	[0x5] = { MDM_STRING, 1 },
	[0x6] = { MDM_STRING, 2 }, /* UTF-16, big-endian */
	[0xa] = { MDM_ARRAY, 0 },
	[0xd] = { MDM_OBJECT, 0 },
};

static const char not_whole[] = "an object does not end within the file";
static const char unknown[] = "an object is of a kind that property lists "
			      "do not have";

static bool
is_width(unsigned marker)
{
	return marker <= 0x14
	    ? marker >= 0x10 /* integers of 1 to 16 bytes */
	    : marker == 0x22 || marker == 0x23 || marker == 0x33;
}

static const char *
plain_object(const struct mdm_bplist *b, size_t off, unsigned marker,
    struct mdm_bplist_object *o)
{
	o->off = (uint32_t)off;
	o->len = 1;
	if (marker == 0x08 || marker == 0x09) {
		o->kind = MDM_BOOL;
		return NULL;
	}
	o->off++;
	o->kind = MDM_NUMBER;
	if (marker >> 4 == 0x8) /* unique identifiers of archives */
		o->len = (marker & 0x0f) + 1;
	else if (is_width(marker))
		o->len = 1U << (marker & 0x0f);
	else
		return unknown;
	if (marker == 0x33)
		o->kind = MDM_DATE;
	return b->table - o->off < o->len ? not_whole : NULL;
}

static const char *
counted_object(const struct mdm_bplist *b, size_t off, unsigned marker,
    struct mdm_bplist_object *o)
{
	unsigned unit = counted[marker >> 4].unit;
	size_t content = off;
	uint64_t n;

	o->kind = counted[marker >> 4].kind;
	if (!length_of(b, &content, &n))
		return not_whole;
	if (unit == 0)
		unit = b->ref_size * (o->kind == MDM_OBJECT ? 2 : 1);
	if (n > (b->table - content) / unit)
		return not_whole;
	o->n = (uint32_t)n;
	o->refs = (uint32_t)content;
	o->off = (uint32_t)content;
	o->len = (uint32_t)n * unit;
	if (o->kind == MDM_OBJECT || o->kind == MDM_ARRAY) {
		o->off = (uint32_t)off;
		o->len += (uint32_t)(content - off);
	}
	return NULL;
}

const char *
mdm_bplist_object(
    const struct mdm_bplist *b, uint64_t number, struct mdm_bplist_object *ret)
{
	struct mdm_bplist_object o = { .kind = MDM_NULL };
	const char *problem;
	unsigned marker;
	uint64_t off;

	if (number >= b->n)
		return "an object is named that the file does not hold";
	off = number_at(b->bytes, b->table + (size_t)number * b->offset_size,
	    b->offset_size);
	if (off < HEADER || off >= b->table)
		return "the offset of an object leads out of the file";
	marker = (unsigned char)b->bytes.p[off];
	problem = counted[marker >> 4].kind != MDM_NULL
	    ? counted_object(b, (size_t)off, marker, &o)
	    : plain_object(b, (size_t)off, marker, &o);
	if (problem == NULL)
		*ret = o;
	return problem;
}

struct checking {
	struct mdm_doc *doc;
	const struct mdm_bplist *list;
	bool *open; /* by number: objects on the way down from the top */
	size_t values, bytes;
	unsigned depth;
};

static bool
refuse(struct mdm_doc *doc, enum mdm_defect_kind kind, struct mdm_span at,
    const char *text)
{
	mdm_defect_add(doc, kind, mdm_at_span(doc, at.off, at.len), "%s", text);
	doc->damaged = true;
	return false;
}

static bool check_object(
    struct checking *, uint64_t number, struct mdm_span named, bool key);

static bool
check_members(struct checking *c, const struct mdm_bplist_object *o)
{
	bool dict = o->kind == MDM_OBJECT;
	size_t n = dict ? 2 * (size_t)o->n : o->n;

	for (size_t i = 0; i < n; i++) {
		struct mdm_span named = { o->refs +
			    (uint32_t)i * c->list->ref_size,
			c->list->ref_size };

		if (!check_object(c, mdm_bplist_ref(c->list, o, i), named,
			dict && i < o->n))
			return false;
	}
	return true;
}

static bool
check_limits(
    struct checking *c, const struct mdm_bplist_object *o, struct mdm_span at)
{
	c->bytes += o->len;
	if (c->depth > MDM_MOST_LEVELS)
		return refuse(c->doc, MDM_DEFECT_LIMIT, at,
		    "the property list is nested deeper than 2048 levels");
	if (++c->values > MOST_VALUES)
		return refuse(c->doc, MDM_DEFECT_LIMIT, at,
		    "the property list has more than 262144 values");
	if (c->bytes > c->doc->text.n + (size_t)MOST_REPEATED)
		return refuse(c->doc, MDM_DEFECT_LIMIT, at,
		    "the property list repeats values of many megabytes");
	return true;
}

/* libplist asserts that keys are C strings. */
static const char *
problem_of_key(const struct mdm_bplist *b, const struct mdm_bplist_object *o)
{
	unsigned unit = o->n > 0 ? o->len / o->n : 1;

	if (o->kind != MDM_STRING)
		return "a key of a dictionary is no string";
	for (uint32_t i = 0; i < o->len; i += unit)
		if (number_at(b->bytes, o->off + i, unit) == 0)
			return "a key of a dictionary holds a NUL character";
	return NULL;
}

/* `named`: where its number stands. */
static bool
check_object(
    struct checking *c, uint64_t number, struct mdm_span named, bool key)
{
	struct mdm_bplist_object o;
	const char *problem = mdm_bplist_object(c->list, number, &o);
	bool whole;

	if (problem == NULL && key)
		problem = problem_of_key(c->list, &o);
	if (problem == NULL && c->open[number])
		problem = "an object holds itself";
	if (problem != NULL)
		return refuse(
		    c->doc, MDM_DEFECT_NOT_WELL_FORMED, named, problem);
	if (!check_limits(c, &o, named))
		return false;
	if (o.kind != MDM_ARRAY && o.kind != MDM_OBJECT)
		return true;
	c->open[number] = true;
	c->depth++;
	whole = check_members(c, &o);
	c->depth--;
	c->open[number] = false;
	return whole;
}

/* Every object has an entry in the table, so the table bounds their number. */
static bool
read_trailer(struct mdm_str bytes, struct mdm_bplist *b)
{
	size_t trailer = bytes.n - TRAILER;
	uint64_t table;

	b->bytes = bytes;
	b->offset_size = (unsigned char)bytes.p[trailer + 6];
	b->ref_size = (unsigned char)bytes.p[trailer + 7];
	b->n = number_at(bytes, trailer + 8, 8);
	b->top = number_at(bytes, trailer + 16, 8);
	table = number_at(bytes, trailer + 24, 8);
	if (b->offset_size < 1 || b->offset_size > 8 || b->ref_size < 1 ||
	    b->ref_size > 8 || table < HEADER || table > trailer)
		return false;
	b->table = (size_t)table;
	return b->n > 0 && b->top < b->n &&
	    b->n <= (trailer - b->table) / b->offset_size;
}

bool
mdm_bplist_open(struct mdm_doc *doc, struct mdm_bplist *ret)
{
	struct checking c = { .doc = doc, .list = ret };
	struct mdm_str bytes = doc->text;
	struct mdm_span trailer = { 0, 0 };

	if (bytes.n < HEADER + TRAILER)
		return refuse(doc, MDM_DEFECT_NOT_WELL_FORMED, trailer,
		    "the binary property list is cut off");
	trailer = (struct mdm_span){ (uint32_t)bytes.n - TRAILER, TRAILER };
	if (!read_trailer(bytes, ret))
		return refuse(doc, MDM_DEFECT_NOT_WELL_FORMED, trailer,
		    "the trailer of the binary property list is damaged, or "
		    "the file is cut off");
	c.open = MDM_NEW_N(doc->scratch, bool, (size_t)ret->n);
	return check_object(&c, ret->top, trailer, false);
}
