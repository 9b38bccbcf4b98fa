/* SPDX-License-Identifier: MIT */
#include "load/apple_keys.h"

/* Longer than any hash, and than the text of one. */
enum { LONGEST_HASH = 1024, DEEPEST_SUBJECT = 8 };

/* Never copied: the place and the length are all that is kept. */
static const char *const secret_keys[] = { "Password", "Challenge",
	"UserPassword", "SharedSecret", "CertificatePassword", "AuthPassword",
	"Identity", NULL };

/* While a payload's keys are collected. */
struct collecting {
	struct mdm_loading *l;
	struct mdm_apple_payload *payload;
	MDM_VEC(struct mdm_apple_value) values;
	MDM_VEC(const char *) groups;
};

static enum mdm_apple_kind
kind_of(const struct mdm_node *node)
{
	switch (node->kind) {
	case MDM_NUMBER:
		return MDM_APPLE_NUMBER;
	case MDM_BOOL:
		return MDM_APPLE_BOOLEAN;
	case MDM_DATA:
		return MDM_APPLE_DATA;
	case MDM_DATE:
		return MDM_APPLE_DATE;
	case MDM_ARRAY:
		return MDM_APPLE_ARRAY;
	case MDM_OBJECT:
		return MDM_APPLE_DICT;
	default:
		return MDM_APPLE_STRING;
	}
}

static bool
is_secret(struct mdm_str key)
{
	for (size_t i = 0; secret_keys[i] != NULL; i++)
		if (mdm_str_is(key, secret_keys[i]))
			return true;
	return false;
}

struct mdm_field
mdm_apple_field(struct mdm_loading *l, struct mdm_node *node)
{
	struct mdm_field field = { .state = MDM_HAS_VALUE };

	if (node == NULL)
		return (struct mdm_field){ 0 };
	field.at = mdm_at_of(node);
	switch (node->kind) {
	case MDM_STRING:
	case MDM_NUMBER:
	case MDM_BOOL:
	case MDM_DATE:
		break;
	case MDM_DATA: /* a variable stands where the bytes will be */
		field.symbolic = node->value.p == NULL &&
		    mdm_is_symbolic(
			mdm_str_sub(node->doc->text, node->off, node->len));
		return field;
	default:
		return field;
	}
	if (is_secret(node->key)) {
		field.symbolic = mdm_is_symbolic(node->value);
		return field;
	}
	field.v = mdm_str_dup(l->keep, node->value);
	field.symbolic = mdm_is_symbolic(field.v);
	field.sample = mdm_is_sample(field.v);
	return field;
}

/* The bytes of short data: of <data>, or of base64 where JSON has no such. */
static struct mdm_str
bytes_of(struct mdm_loading *l, const struct mdm_node *node)
{
	struct mdm_base64 decoded;

	if (node->kind == MDM_DATA)
		return node->value;
	if (node->kind != MDM_STRING || node->doc->source->syntax != MDM_JSON)
		return (struct mdm_str){ 0 };
	decoded = mdm_base64_decode(l->doc->scratch, node->value);
	return decoded.valid ? decoded.bytes : (struct mdm_str){ 0 };
}

struct mdm_field
mdm_apple_bytes(struct mdm_loading *l, struct mdm_node *node)
{
	struct mdm_field field = mdm_apple_field(l, node);
	struct mdm_str bytes = { 0 };
	char *hex;

	if (node != NULL && !field.symbolic)
		bytes = bytes_of(l, node);
	if (bytes.p == NULL || bytes.n > LONGEST_HASH)
		return field;
	hex = MDM_NEW_N(l->keep, char, 2 * bytes.n + 1);
	mdm_hex_write((const uint8_t *)bytes.p, bytes.n, hex);
	field.v = mdm_str_span(hex, 2 * bytes.n);
	field.bytes = true;
	return field;
}

static bool
has_group(const struct mdm_apple_type *type, const char *name)
{
	for (const struct mdm_apple_row *r = type->rows; r->key != NULL; r++)
		if (strcmp(r->group, name) == 0)
			return true;
	return false;
}

static void
add_value(struct collecting *c, struct mdm_node *node, struct mdm_node *holder,
    const struct mdm_apple_value *like)
{
	struct mdm_loading *l = c->l;
	struct mdm_apple_value v = *like;

	v.key = mdm_str_dup(l->keep, holder->key);
	v.key_at = mdm_key_at_of(holder);
	v.element = node != holder;
	v.kind = kind_of(node);
	v.field = v.row != NULL && strcmp(v.row->key, "Hash") == 0
	    ? mdm_apple_bytes(l, node)
	    : mdm_apple_field(l, node);
	MDM_PUSH(l->keep, &c->values, v);
}

bool
mdm_apple_refers(const struct mdm_apple_value *v, struct mdm_str key)
{
	return v->row != NULL ? v->row->target != 0 : mdm_apple_key_refers(key);
}

static void collect(struct collecting *, struct mdm_node *, const char *group);

/* A dictionary of the table, or an array of such. */
static void
collect_group(struct collecting *c, struct mdm_node *node,
    const struct mdm_apple_row *row)
{
	if (node->kind == MDM_OBJECT) {
		MDM_PUSH(c->l->keep, &c->groups, row->key);
		collect(c, node, row->key);
		return;
	}
	if (node->kind != MDM_ARRAY)
		return;
	for (struct mdm_node *e = node->child; e != NULL; e = e->next)
		if (e->kind == MDM_OBJECT)
			collect(c, e, row->key);
}

/* In payloads that the tables do not know: what refers, at any depth. */
static void
collect_references(struct collecting *c, struct mdm_node *node)
{
	for (struct mdm_node *m = node->child; m != NULL; m = m->next)
		if (m->kind == MDM_OBJECT || m->kind == MDM_ARRAY)
			collect(c, m, NULL);
}

static void
collect_one(struct collecting *c, struct mdm_node *node, const char *group)
{
	const struct mdm_apple_type *type = c->payload->type;
	struct mdm_apple_value v = { .group = group };
	bool list;

	if (group != NULL)
		v.row = mdm_apple_row_find(
		    type, group, node->key, &v.nearest, &v.near_miss);
	if (group != NULL || mdm_apple_refers(&v, node->key))
		add_value(c, node, node, &v);
	list = node->kind == MDM_ARRAY &&
	    (v.row != NULL || mdm_apple_refers(&v, node->key));
	for (struct mdm_node *e = list ? node->child : NULL; e != NULL;
	     e = e->next)
		if (e->kind != MDM_OBJECT && e->kind != MDM_ARRAY)
			add_value(c, e, node, &v);
	if (type != NULL && v.row != NULL && has_group(type, v.row->key))
		collect_group(c, node, v.row);
	else if (!list && (node->kind == MDM_OBJECT || node->kind == MDM_ARRAY))
		collect(c, node, NULL);
}

/* group == NULL: a place that the tables do not describe. */
static void
collect(struct collecting *c, struct mdm_node *node, const char *group)
{
	if (node->kind == MDM_ARRAY) {
		collect_references(c, node);
		return;
	}
	for (struct mdm_node *m = node->child; m != NULL; m = m->next)
		collect_one(c, m, group);
}

static void
collect_flat(struct collecting *c, struct mdm_node *dict)
{
	for (struct mdm_node *m = dict->child; m != NULL; m = m->next) {
		struct mdm_apple_value v = { .group = "" };

		v.row = mdm_apple_row_find(
		    c->payload->type, "", m->key, &v.nearest, &v.near_miss);
		add_value(c, m, m, &v);
	}
}

struct pairs {
	MDM_VEC(struct mdm_apple_pair) list;
};

static struct mdm_apple_pair
pair_of(struct mdm_loading *l, struct mdm_node *array, unsigned depth)
{
	struct mdm_apple_pair pair = {
		.at = mdm_at_of(array), .depth = depth, .strings = true
	};

	for (struct mdm_node *c = array->child; c != NULL; c = c->next) {
		pair.strings &= c->kind == MDM_STRING;
		if (pair.n < 2)
			*(pair.n == 0 ? &pair.name : &pair.value) =
			    mdm_apple_field(l, c);
		pair.n++;
	}
	return pair;
}

/* An array that holds anything but arrays should be a pair. */
static void
find_pairs(struct mdm_loading *l, struct pairs *to, struct mdm_node *array,
    unsigned depth)
{
	bool inner = false;

	for (struct mdm_node *c = array->child; c != NULL; c = c->next)
		inner |= c->kind == MDM_ARRAY;
	if (!inner && array->child != NULL)
		MDM_PUSH(l->keep, &to->list, pair_of(l, array, depth));
	for (struct mdm_node *c = array->child; c != NULL; c = c->next)
		if (c->kind == MDM_ARRAY && depth < DEEPEST_SUBJECT)
			find_pairs(l, to, c, depth + 1);
}

static struct mdm_apple_subject *
subject_of(struct mdm_loading *l, const struct mdm_apple_payload *payload,
    struct mdm_node *dict)
{
	const struct mdm_apple_type *type = payload->type;
	struct mdm_apple_subject *subject;
	struct mdm_node *node = mdm_get(dict, "Subject");
	struct pairs pairs = { 0 };

	if (type == NULL ||
	    (type->classes & (MDM_APPLE_SCEP | MDM_APPLE_ACME)) == 0)
		return NULL;
	if (node == NULL && mdm_get(dict, "PayloadContent") != NULL)
		node = mdm_get(mdm_get(dict, "PayloadContent"), "Subject");
	if (node == NULL || node->kind != MDM_ARRAY)
		return NULL;
	find_pairs(l, &pairs, node, 1);
	subject = MDM_NEW(l->keep, struct mdm_apple_subject);
	subject->at = mdm_at_of(node);
	subject->pairs = pairs.list.at;
	subject->npairs = pairs.list.n;
	return subject;
}

void
mdm_apple_collect(struct mdm_loading *l, struct mdm_apple_payload *payload,
    struct mdm_node *dict, bool flat)
{
	struct collecting c = { .l = l, .payload = payload };

	MDM_PUSH(l->keep, &c.groups, "");
	if (flat)
		collect_flat(&c, dict);
	else
		collect(&c, dict, "");
	payload->values = c.values.at;
	payload->nvalues = c.values.n;
	payload->groups = c.groups.at;
	payload->ngroups = c.groups.n;
	payload->subject = subject_of(l, payload, dict);
}
