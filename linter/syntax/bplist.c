/* SPDX-License-Identifier: MIT */
#include "syntax/bplist.h"

#include "syntax/bplist_table.h"

#ifdef MDM_LATE_PLIST

#include <plist/plist.h>

#include "syntax/late.h"

struct api {
	MDM_LATE(plist_from_bin);
	MDM_LATE(plist_free);
	MDM_LATE(plist_get_node_type);
	MDM_LATE(plist_get_bool_val);
	MDM_LATE(plist_get_uint_val);
	MDM_LATE(plist_get_uid_val);
	MDM_LATE(plist_get_real_val);
	MDM_LATE(plist_get_string_ptr);
	MDM_LATE(plist_array_new_iter);
	MDM_LATE(plist_array_next_item);
	MDM_LATE(plist_dict_new_iter);
	MDM_LATE(plist_dict_next_item);
};

static const struct mdm_late_symbol symbols[] = {
	MDM_LATE_SYMBOL(struct api, plist_from_bin),
	MDM_LATE_SYMBOL(struct api, plist_free),
	MDM_LATE_SYMBOL(struct api, plist_get_node_type),
	MDM_LATE_SYMBOL(struct api, plist_get_bool_val),
	MDM_LATE_SYMBOL(struct api, plist_get_uint_val),
	MDM_LATE_SYMBOL(struct api, plist_get_uid_val),
	MDM_LATE_SYMBOL(struct api, plist_get_real_val),
	MDM_LATE_SYMBOL(struct api, plist_get_string_ptr),
	MDM_LATE_SYMBOL(struct api, plist_array_new_iter),
	MDM_LATE_SYMBOL(struct api, plist_array_next_item),
	MDM_LATE_SYMBOL(struct api, plist_dict_new_iter),
	MDM_LATE_SYMBOL(struct api, plist_dict_next_item),
	{ NULL, 0 },
};

/* libplist's tree and the table of offsets, walked in step. */
struct reading {
	struct mdm_doc *doc;
	struct mdm_bplist list;
	struct api plist;
	bool told;
};

struct place_in {
	struct mdm_node *parent, *after;
	struct mdm_str key;
	struct mdm_bplist_object key_object;
};

static void
complain(
    struct reading *r, const struct mdm_bplist_object *o, const char *problem)
{
	if (!r->told)
		mdm_defect_add(r->doc, MDM_DEFECT_NOT_WELL_FORMED,
		    mdm_at_span(r->doc, o->off, o->len), "%s", problem);
	r->told = true;
}

static const char disagree[] =
    "libplist reads other values than the table of objects lists";

/* Strings "of ASCII" may hold any bytes, UTF-16 half characters. */
static struct mdm_str
text_of(
    struct reading *r, const struct mdm_bplist_object *o, struct mdm_str text)
{
	struct mdm_str copy = mdm_str_dup(r->doc->scratch, text);
	enum mdm_encoding encoding;
	bool damaged;

	if (mdm_utf8_valid(copy, NULL))
		return copy;
	complain(r, o, "a string holds bytes that are no characters");
	copy = mdm_text_decode(r->doc->scratch, copy, &encoding, &damaged);
	return encoding == MDM_BINARY ? MDM_LIT("") : copy;
}

static struct mdm_str
string_of(struct reading *r, const struct mdm_bplist_object *o, plist_t value)
{
	uint64_t n = 0;
	const char *text = r->plist.plist_get_string_ptr(value, &n);

	return text_of(r, o, mdm_str_span(text != NULL ? text : "", n));
}

static struct mdm_str
boolean_of(struct reading *r, plist_t value)
{
	uint8_t truth = 0;

	r->plist.plist_get_bool_val(value, &truth);
	return truth != 0 ? MDM_LIT("true") : MDM_LIT("false");
}

static struct mdm_str
real_of(struct reading *r, plist_t value)
{
	double real = 0;

	r->plist.plist_get_real_val(value, &real);
	return mdm_str_printf(r->doc->scratch, "%.15g", real);
}

/* Integers of eight bytes have a sign, shorter and longer ones do not. */
static struct mdm_str
integer_of(struct reading *r, const struct mdm_bplist_object *o, plist_t value)
{
	uint64_t bits = 0;

	if (r->plist.plist_get_node_type(value) == PLIST_UID)
		r->plist.plist_get_uid_val(value, &bits);
	else
		r->plist.plist_get_uint_val(value, &bits);
	if (o->len == 8)
		return mdm_str_printf(r->doc->scratch, "%lld", (long long)bits);
	return mdm_str_printf(
	    r->doc->scratch, "%llu", (unsigned long long)bits);
}

/*
 * Seconds since 2001.  libplist gives them in 32 bits, which end in 2069;
 * "never" is often the year 4001.
 */
static struct mdm_str
date_of(struct reading *r, const struct mdm_bplist_object *o)
{
	enum { YEAR_2001 = 978307200 };
	uint64_t bits = 0;
	char text[21];
	int64_t seconds;
	double since;

	for (size_t i = 0; i < sizeof(bits); i++)
		bits = bits << 8 | (unsigned char)r->doc->text.p[o->off + i];
	memcpy(&since, &bits, sizeof(since));
	if (!(since > -6.0e10 && since < 2.5e11)) /* also if it is NaN */
		return MDM_LIT("");
	seconds = (int64_t)since;
	mdm_time_format(seconds + YEAR_2001 - (seconds > since), text);
	return mdm_str_dup(r->doc->scratch, mdm_str_of(text));
}

static struct mdm_node *
add(struct reading *r, const struct mdm_bplist_object *o,
    const struct place_in *place)
{
	struct mdm_node *node =
	    mdm_node_add(r->doc, place->parent, place->after, o->kind);

	node->off = o->off;
	node->len = o->len;
	node->key = place->key;
	node->key_off = place->key_object.off;
	node->key_len = place->key_object.len;
	return node;
}

static struct mdm_node *read_value(
    struct reading *, uint64_t number, plist_t value, const struct place_in *);

static void
read_elements(struct reading *r, const struct mdm_bplist_object *o,
    plist_t array, struct mdm_node *node)
{
	struct place_in place = { .parent = node };
	plist_array_iter at = NULL;

	r->plist.plist_array_new_iter(array, &at);
	for (size_t i = 0; i < o->n; i++) {
		plist_t value = NULL;

		r->plist.plist_array_next_item(array, at, &value);
		place.after = read_value(
		    r, mdm_bplist_ref(&r->list, o, i), value, &place);
		if (place.after == NULL) {
			complain(r, o, disagree);
			break;
		}
	}
	mdm_heap_free(at);
}

static void
read_members(struct reading *r, const struct mdm_bplist_object *o, plist_t dict,
    struct mdm_node *node)
{
	struct place_in place = { .parent = node };
	plist_dict_iter at = NULL;

	r->plist.plist_dict_new_iter(dict, &at);
	for (size_t i = 0; i < o->n; i++) {
		plist_t value = NULL;
		char *key = NULL;

		r->plist.plist_dict_next_item(dict, at, &key, &value);
		(void)mdm_bplist_object(&r->list,
		    mdm_bplist_ref(&r->list, o, i), &place.key_object);
		place.key = text_of(r, &place.key_object, mdm_str_of(key));
		mdm_heap_free(key);
		place.after = read_value(
		    r, mdm_bplist_ref(&r->list, o, o->n + i), value, &place);
		if (place.after == NULL) {
			complain(r, o, disagree);
			break;
		}
	}
	mdm_heap_free(at);
	mdm_keys_check(node);
}

/* Do both sides speak of the same kind of value? */
static bool
agrees(enum mdm_node_kind kind, plist_type type)
{
	switch (type) {
	case PLIST_BOOLEAN:
		return kind == MDM_BOOL;
	case PLIST_UINT:
	case PLIST_REAL:
	case PLIST_UID:
		return kind == MDM_NUMBER;
	case PLIST_STRING:
		return kind == MDM_STRING;
	case PLIST_DATA:
		return kind == MDM_DATA;
	case PLIST_DATE:
		return kind == MDM_DATE;
	case PLIST_ARRAY:
		return kind == MDM_ARRAY;
	case PLIST_DICT:
		return kind == MDM_OBJECT;
	default:
		return false;
	}
}

static void
fill(struct reading *r, const struct mdm_bplist_object *o, plist_t value,
    struct mdm_node *node)
{
	switch (r->plist.plist_get_node_type(value)) {
	case PLIST_BOOLEAN:
		node->value = boolean_of(r, value);
		break;
	case PLIST_REAL:
		node->value = real_of(r, value);
		break;
	case PLIST_STRING:
		node->value = string_of(r, o, value);
		break;
	case PLIST_DATA:
		node->value = mdm_str_sub(r->doc->text, o->off, o->len);
		break;
	case PLIST_DATE:
		node->value = date_of(r, o);
		break;
	case PLIST_ARRAY:
		read_elements(r, o, value, node);
		break;
	case PLIST_DICT:
		read_members(r, o, value, node);
		break;
	default:
		node->value = integer_of(r, o, value);
		break;
	}
}

/* The depth is bounded by mdm_bplist_open. */
static struct mdm_node *
read_value(struct reading *r, uint64_t number, plist_t value,
    const struct place_in *place)
{
	struct mdm_bplist_object o;
	struct mdm_node *node;

	if (value == NULL || mdm_bplist_object(&r->list, number, &o) != NULL ||
	    !agrees(o.kind, r->plist.plist_get_node_type(value)))
		return NULL;
	node = add(r, &o, place);
	fill(r, &o, value, node);
	return node;
}

static void
decode(struct mdm_doc *doc, const struct mdm_bplist *list)
{
	struct reading r = { .doc = doc, .list = *list };
	plist_t tree = NULL;

	if (!mdm_late_open(MDM_LATE_PLIST, symbols, &r.plist))
		return;
	r.plist.plist_from_bin(doc->text.p, (uint32_t)doc->text.n, &tree);
	if (tree != NULL)
		read_value(&r, list->top, tree, &(struct place_in){ 0 });
	r.plist.plist_free(tree);
	if (doc->root != NULL)
		return;
	doc->damaged = true;
	mdm_defect_add(doc, MDM_DEFECT_NOT_WELL_FORMED, mdm_at_span(doc, 0, 8),
	    "libplist cannot read the binary property list");
}

#else

static void
decode(struct mdm_doc *doc, const struct mdm_bplist *list)
{
	(void)doc;
	(void)list;
}

#endif

void
mdm_bplist_read(struct mdm_doc *doc)
{
	struct mdm_bplist list;

	if (mdm_bplist_open(doc, &list))
		decode(doc, &list);
}
