/* SPDX-License-Identifier: MIT */
#include "plistmake.h"

#include "base/map.h"
#include "base/text.h"
#include "base/vec.h"
#include "dermake.h"
#include "syntax/source.h"

struct object {
	const struct mdm_node *node;
	struct mdm_str key; /* p != NULL: a dictionary's key instead */
	MDM_VEC(size_t) refs;
	size_t offset;
};

struct maker {
	struct mdm_arena *a;
	MDM_VEC(struct object) objects;
	struct mdm_map strings; /* text -> number of the object + 1 */
	char *out;
	size_t n, room;
};

static size_t
add_object(struct maker *m, const struct mdm_node *node, struct mdm_str key)
{
	struct object o = { .node = node, .key = key };

	MDM_PUSH(m->a, &m->objects, o);
	return m->objects.n - 1;
}

static size_t
add_string(struct maker *m, struct mdm_str text)
{
	void **slot = mdm_map_put(m->a, &m->strings, text);

	if (*slot == NULL)
		*slot = (void *)(add_object(m, NULL, text) + 1);
	return (size_t)*slot - 1;
}

static void
add_ref(struct maker *m, size_t from, size_t to)
{
	MDM_PUSH(m->a, &m->objects.at[from].refs, to);
}

/* Keys first, then values. */
static size_t
add_value(struct maker *m, const struct mdm_node *node)
{
	size_t number;

	if (node->kind == MDM_STRING)
		return add_string(m, node->value);
	number = add_object(m, node, (struct mdm_str){ NULL, 0 });
	for (const struct mdm_node *c = node->child; c != NULL; c = c->next)
		if (node->kind == MDM_OBJECT)
			add_ref(m, number, add_string(m, c->key));
	for (const struct mdm_node *c = node->child; c != NULL; c = c->next)
		add_ref(m, number, add_value(m, c));
	return number;
}

static void
put(struct maker *m, const void *bytes, size_t n)
{
	if (m->n + n > m->room) {
		char *grown = MDM_NEW_N(m->a, char, 2 * (m->n + n));

		if (m->n > 0)
			memcpy(grown, m->out, m->n);
		m->out = grown;
		m->room = 2 * (m->n + n);
	}
	if (n > 0)
		memcpy(m->out + m->n, bytes, n);
	m->n += n;
}

static void
put_number(struct maker *m, uint64_t value, unsigned size)
{
	while (size-- > 0) {
		char byte = (char)(value >> 8 * size);

		put(m, &byte, 1);
	}
}

static void
put_integer(struct maker *m, int64_t value)
{
	unsigned power = 0;

	while (power < 3 && (value < 0 || value >> (8 << power) != 0))
		power++;
	put_number(m, 0x10 | power, 1);
	put_number(m, (uint64_t)value, 1U << power);
}

static void
put_marker(struct maker *m, unsigned kind, size_t length)
{
	put_number(m, kind | (length < 15 ? length : 15), 1);
	if (length >= 15)
		put_integer(m, (int64_t)length);
}

static void
put_double(struct maker *m, unsigned marker, double value)
{
	uint64_t bits;

	memcpy(&bits, &value, sizeof(bits));
	put_number(m, marker, 1);
	put_number(m, bits, sizeof(bits));
}

static bool
is_ascii(struct mdm_str text)
{
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] >= 0x80)
			return false;
	return true;
}

/* Fixtures keep to the characters of one unit. */
static void
put_string(struct maker *m, struct mdm_str text)
{
	if (is_ascii(text)) {
		put_marker(m, 0x50, text.n);
		put(m, text.p, text.n);
		return;
	}
	put_marker(m, 0x60, mdm_utf8_count(text));
	for (size_t at = 0; at < text.n;)
		put_number(m, mdm_utf8_next(text, &at), 2);
}

static void
put_date(struct maker *m, struct mdm_str text)
{
	int64_t seconds;

	if (!mdm_time_parse(text, &seconds))
		give_up("no date in a property list", text.p);
	put_double(m, 0x33, (double)(seconds - 978307200));
}

static void
put_scalar(struct maker *m, const struct mdm_node *node)
{
	int64_t number;

	if (node->kind == MDM_BOOL) {
		put_number(m, mdm_str_is(node->value, "true") ? 9 : 8, 1);
	} else if (node->kind == MDM_DATE) {
		put_date(m, node->value);
	} else if (node->kind == MDM_DATA && node->value.p != NULL) {
		put_marker(m, 0x40, node->value.n);
		put(m, node->value.p, node->value.n);
	} else if (node->kind == MDM_NUMBER &&
	    mdm_str_to_int(node->value, &number)) {
		put_integer(m, number);
	} else {
		give_up("binary property lists cannot say",
		    mdm_node_kind_name(node->kind));
	}
}

static void
put_object(struct maker *m, struct object *o, unsigned ref_size)
{
	const struct mdm_node *node = o->node;
	bool dict = node != NULL && node->kind == MDM_OBJECT;

	o->offset = m->n;
	if (node == NULL) {
		put_string(m, o->key);
	} else if (dict || node->kind == MDM_ARRAY) {
		put_marker(m, dict ? 0xd0 : 0xa0, o->refs.n / (dict ? 2 : 1));
		for (size_t i = 0; i < o->refs.n; i++)
			put_number(m, o->refs.at[i], ref_size);
	} else {
		put_scalar(m, node);
	}
}

struct mdm_str
plist_binary(struct mdm_arena *a, struct mdm_str xml)
{
	struct maker m = { .a = a };
	struct mdm_doc *doc = mdm_doc_open(a, a, MDM_LIT("list"), xml);
	unsigned ref_size;
	size_t table;

	if (doc->root == NULL || doc->defects.n > 0 ||
	    doc->source->syntax != MDM_PLIST)
		give_up("no property list", xml.p);
	add_value(&m, doc->root);
	ref_size = m.objects.n < 256 ? 1 : 2;
	put(&m, "bplist00", 8);
	for (size_t i = 0; i < m.objects.n; i++)
		put_object(&m, &m.objects.at[i], ref_size);
	table = m.n;
	for (size_t i = 0; i < m.objects.n; i++)
		put_number(&m, m.objects.at[i].offset, 4);
	put(&m, "\0\0\0\0\0\0\4", 7);
	put_number(&m, ref_size, 1);
	put_number(&m, m.objects.n, 8);
	put_number(&m, 0, 8);
	put_number(&m, table, 8);
	return mdm_str_span(m.out, m.n);
}
