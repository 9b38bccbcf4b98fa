/* SPDX-License-Identifier: MIT */
#include "load/fields.h"

#include <assert.h>

enum { MOST_ROWS = 64, LONGEST_SHOWN = 64 };

bool
mdm_echoes_key(struct mdm_str key, struct mdm_str value)
{
	static const char tail[] = " value";
	size_t k = 0;

	if (!mdm_str_ends(value, tail))
		return false;
	value.n -= sizeof(tail) - 1;
	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] == ' ')
			continue;
		if (k == key.n ||
		    mdm_lower(key.p[k++]) != mdm_lower(value.p[i]))
			return false;
	}
	return key.n > 0 && k == key.n;
}

static struct mdm_str
member_key(const struct mdm_node *node)
{
	if (node->key.p == NULL && node->parent != NULL)
		return node->parent->key;
	return node->key;
}

static bool
is_container(const struct mdm_node *node)
{
	return node->kind == MDM_ARRAY || node->kind == MDM_OBJECT;
}

/* "https://user:password@host": the part in the middle is a secret. */
static bool
holds_user_info(struct mdm_str url)
{
	size_t scheme = mdm_str_find(url, "://");
	struct mdm_str rest;

	if (scheme == SIZE_MAX)
		return false;
	rest = mdm_str_sub(url, scheme + 3, SIZE_MAX);
	rest = mdm_str_sub(rest, 0, mdm_str_find_byte(rest, '/'));
	return mdm_str_find_byte(rest, '@') != SIZE_MAX;
}

struct mdm_field
mdm_field_of(struct mdm_loading *l, struct mdm_node *node)
{
	struct mdm_field field = { 0 };

	if (node == NULL)
		return field;
	field.at = mdm_at_of(node);
	if (node->kind == MDM_NULL) {
		field.state = MDM_IS_NULL;
		return field;
	}
	field.state = MDM_HAS_VALUE;
	if (is_container(node)) {
		field.wrong_kind = true;
		field.v = mdm_str_dup(l->keep,
		    mdm_str_sub(node->doc->text, node->off,
			node->len < LONGEST_SHOWN ? node->len : LONGEST_SHOWN));
		return field;
	}
	field.v = mdm_str_dup(l->keep, node->value);
	if (node->kind == MDM_STRING) {
		if (holds_user_info(field.v))
			mdm_mark_secret(node);
		field.symbolic = mdm_is_symbolic(field.v);
		field.sample = mdm_is_sample(field.v) ||
		    mdm_echoes_key(member_key(node), field.v);
	}
	return field;
}

struct mdm_fields
mdm_fields_of(struct mdm_loading *l, struct mdm_node *node)
{
	struct mdm_fields fields = { 0 };
	size_t n = 0;

	if (node == NULL)
		return fields;
	fields.where = mdm_at_of(node);
	if (node->kind == MDM_NULL) {
		fields.state = MDM_IS_NULL;
		return fields;
	}
	fields.state = MDM_HAS_VALUE;
	/* PowerShell unrolls arrays of one: a bare value is a list of one. */
	if (node->kind != MDM_ARRAY) {
		fields.at = MDM_NEW(l->keep, struct mdm_field);
		fields.at[0] = mdm_field_of(l, node);
		fields.n = 1;
		return fields;
	}
	for (struct mdm_node *c = node->child; c != NULL; c = c->next)
		n++;
	fields.at = MDM_NEW_N(l->keep, struct mdm_field, n + 1);
	for (struct mdm_node *c = node->child; c != NULL; c = c->next)
		fields.at[fields.n++] = mdm_field_of(l, c);
	return fields;
}

/* "a,b", or ["a", "b"]: always as "a,b". */
static struct mdm_field
flags_of(struct mdm_loading *l, struct mdm_node *node)
{
	struct mdm_field field;
	size_t n = 0;
	char *joined;

	if (node->kind != MDM_ARRAY)
		return mdm_field_of(l, node);
	for (struct mdm_node *c = node->child; c != NULL; c = c->next)
		n += c->value.n + 1;
	joined = MDM_NEW_N(l->keep, char, n + 1);
	field =
	    (struct mdm_field){ .at = mdm_at_of(node), .state = MDM_HAS_VALUE };
	n = 0;
	for (struct mdm_node *c = node->child; c != NULL; c = c->next) {
		if (is_container(c)) {
			field.wrong_kind = true;
			continue;
		}
		if (n > 0)
			joined[n++] = ',';
		if (c->value.n > 0)
			memcpy(joined + n, c->value.p, c->value.n);
		n += c->value.n;
	}
	field.v = mdm_str_span(joined, n);
	field.symbolic = mdm_is_symbolic(field.v);
	return field;
}

static bool
kind_fits(enum mdm_field_kind want, const struct mdm_node *node)
{
	/* YAML has no kinds of its own: 5 and "5" are what a reader makes. */
	if (node->kind == MDM_NULL || node->doc->source->syntax == MDM_YAML)
		return !is_container(node);
	switch (want) {
	case MDM_F_NUMBER:
		return node->kind == MDM_NUMBER;
	case MDM_F_BOOL:
		return node->kind == MDM_BOOL;
	default:
		return node->kind == MDM_STRING;
	}
}

struct mdm_secret *
mdm_secret_add(struct mdm_loading *l, struct mdm_profile *p,
    enum mdm_secret_kind kind, struct mdm_node *node)
{
	struct mdm_secret *grown;
	struct mdm_str value = mdm_text_of(node);

	if (value.n == 0)
		return NULL;
	mdm_mark_secret(node);
	grown = MDM_NEW_N(l->keep, struct mdm_secret, p->nsecrets + 1);
	if (p->nsecrets > 0)
		memcpy(grown, p->secrets, p->nsecrets * sizeof(*grown));
	grown[p->nsecrets++] = (struct mdm_secret){
		.kind = kind,
		.at = mdm_at_of(node),
		.key = mdm_str_dup(l->keep, node->key),
		.length = mdm_utf8_count(value),
		.symbolic = mdm_is_symbolic(value) || mdm_is_sample(value) ||
		    mdm_echoes_key(node->key, value),
	};
	p->secrets = grown;
	return &grown[p->nsecrets - 1];
}

static void
read_row(struct mdm_loading *l, struct mdm_profile *p,
    const struct mdm_field_row *row, struct mdm_node *node, void *target)
{
	struct mdm_field *field;

	switch (row->kind) {
	case MDM_F_LIST:
		*(struct mdm_fields *)((char *)target + row->offset) =
		    mdm_fields_of(l, node);
		return;
	case MDM_F_FLAGS:
		*(struct mdm_field *)((char *)target + row->offset) =
		    flags_of(l, node);
		return;
	case MDM_F_TEXT:
	case MDM_F_NUMBER:
	case MDM_F_BOOL:
		field = (struct mdm_field *)((char *)target + row->offset);
		*field = mdm_field_of(l, node);
		field->wrong_kind = !kind_fits(row->kind, node);
		return;
	case MDM_F_SECRET:
		mdm_secret_add(l, p, (enum mdm_secret_kind)row->secret, node);
		return;
	case MDM_F_HANDLED:
		return;
	}
}

static bool
is_annotation(struct mdm_str key)
{
	return key.n == 0 || key.p[0] == '#' ||
	    mdm_str_find_byte(key, '@') != SIZE_MAX;
}

static size_t
row_of(const struct mdm_field_row *rows, struct mdm_str key, bool fold)
{
	for (size_t i = 0; rows[i].key != NULL; i++)
		if (fold ? mdm_str_iis(key, rows[i].key)
			 : mdm_str_is(key, rows[i].key))
			return i;
	return SIZE_MAX;
}

size_t
mdm_fields_read(struct mdm_loading *l, struct mdm_profile *p,
    const struct mdm_node *object, const struct mdm_field_row *rows,
    void *target)
{
	struct mdm_node *found[MOST_ROWS] = { NULL };
	bool exact[MOST_ROWS] = { false };
	size_t n = 0, i;

	/* The last member of a name counts; the exact spelling comes first. */
	for (struct mdm_node *c = object->child; c != NULL; c = c->next) {
		if (is_annotation(c->key))
			continue;
		i = row_of(rows, c->key, false);
		if (i == SIZE_MAX)
			i = row_of(rows, c->key, true);
		if (i == SIZE_MAX)
			continue;
		assert(i < MOST_ROWS);
		if (exact[i] && !mdm_str_is(c->key, rows[i].key))
			continue;
		exact[i] = mdm_str_is(c->key, rows[i].key);
		found[i] = c;
	}
	for (i = 0; rows[i].key != NULL; i++) {
		if (found[i] == NULL)
			continue;
		n++;
		read_row(l, p, &rows[i], found[i], target);
	}
	return n;
}
