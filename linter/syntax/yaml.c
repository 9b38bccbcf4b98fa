/* SPDX-License-Identifier: MIT */
/*
 * libyaml's events as a tree.  Its marks count code points, spans are bytes;
 * they come in nearly rising order, so a cursor follows them.
 */
#include <yaml.h>

#include "base/map.h"
#include "syntax/node.h"

/* What aliases may add: nine lines of them can ask for a billion values. */
enum { MOST_COPIES = 100000 };

/* A collection that is not closed yet. */
struct level {
	struct mdm_node *node, *last;
	bool flow;	     /* ends at its bracket, not with its last part */
	bool has_key;	     /* MAPPING: the key is read, its value not */
	struct mdm_node key; /* key, key_off, key_len */
};

struct builder {
	struct mdm_doc *doc;
	yaml_parser_t parser;
	MDM_VEC(struct level) open;
	struct mdm_map anchors; /* name -> struct mdm_node */
	size_t nodes, copies, documents;
	size_t skipping; /* depth within a key that is a collection */
	struct mdm_span skipped;
	uint32_t end; /* of what was read last */
	size_t cursor_points, cursor_off;
	bool failed;
};

static bool
is_continuation(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

static uint32_t
offset_of(struct builder *b, yaml_mark_t mark)
{
	struct mdm_str text = b->doc->text;
	size_t off = b->cursor_off;

	while (b->cursor_points < mark.index && off < text.n) {
		for (off++; off < text.n && is_continuation(text.p[off]); off++)
			;
		b->cursor_points++;
	}
	while (b->cursor_points > mark.index && off > 0) {
		for (off--; off > 0 && is_continuation(text.p[off]); off--)
			;
		b->cursor_points--;
	}
	b->cursor_off = off;
	return (uint32_t)off;
}

static struct mdm_span
span_of(struct builder *b, const yaml_event_t *event)
{
	uint32_t from = offset_of(b, event->start_mark);
	uint32_t to = offset_of(b, event->end_mark);

	return (struct mdm_span){ from, to > from ? to - from : 0 };
}

static void
fail(struct builder *b, enum mdm_defect_kind kind, struct mdm_span at,
    const char *text, struct mdm_str name)
{
	b->failed = true;
	b->doc->damaged = true;
	mdm_defect_add(b->doc, kind, mdm_at_span(b->doc, at.off, at.len),
	    "%s%s" MDM_FMT "%s", text, name.p != NULL ? " \"" : "",
	    MDM_ARG(name), name.p != NULL ? "\"" : "");
}

static void
report_error(struct builder *b)
{
	const yaml_parser_t *p = &b->parser;
	const char *problem = p->problem != NULL ? p->problem : "not YAML";
	struct mdm_str none = { NULL, 0 };
	struct mdm_span at = { 0, 0 };

	if (p->error == YAML_MEMORY_ERROR)
		mdm_out_of_memory();
	if (p->error == YAML_READER_ERROR)
		at.off = (uint32_t)p->problem_offset;
	else
		at.off = offset_of(b, p->problem_mark);
	at.len = at.off < b->doc->text.n ? 1 : 0;
	fail(b, MDM_DEFECT_NOT_WELL_FORMED, at, problem, none);
}

/* The span of a value without the anchor and the tag before it. */
static struct mdm_span
without_properties(struct mdm_str text, struct mdm_span span)
{
	size_t i = span.off, end = span.off + (size_t)span.len;

	while (i < end && (text.p[i] == '&' || text.p[i] == '!')) {
		while (i < end && !mdm_is_space(text.p[i]))
			i++;
		while (i < end && mdm_is_space(text.p[i]))
			i++;
	}
	return (struct mdm_span){ (uint32_t)i, (uint32_t)(end - i) };
}

/* A block scalar's mark stands behind the blank lines that follow it. */
static struct mdm_span
without_trailing_blanks(struct mdm_str text, struct mdm_span span)
{
	while (span.len > 0 &&
	    mdm_is_space(text.p[span.off + (size_t)span.len - 1]))
		span.len--;
	return span;
}

static size_t
skip_digits(struct mdm_str s, size_t i)
{
	while (i < s.n && mdm_is_digit(s.p[i]))
		i++;
	return i;
}

static bool
is_hex_number(struct mdm_str s)
{
	if (s.n < 3 || !mdm_str_starts(s, "0x"))
		return false;
	for (size_t i = 2; i < s.n; i++)
		if (mdm_hex_digit(s.p[i]) < 0)
			return false;
	return true;
}

/*
 * What YAML 1.1 and 1.2 both read as a number: no leading zeros, and an
 * exponent only with point and sign, so "12345678e10", which might be the
 * start of a thumbprint, stays text.
 */
static bool
is_number(struct mdm_str s)
{
	size_t from, i;

	if (is_hex_number(s))
		return true;
	if (s.n > 0 && (s.p[0] == '-' || s.p[0] == '+'))
		s = mdm_str_sub(s, 1, s.n);
	if (mdm_str_iis(s, ".inf"))
		return true;
	i = skip_digits(s, 0);
	if (i == s.n)
		return i == 1 || (i > 1 && s.p[0] != '0');
	if (i == 0 || s.p[i] != '.')
		return false;
	i = skip_digits(s, i + 1);
	if (i == s.n)
		return true;
	if (mdm_lower(s.p[i]) != 'e' || i + 1 >= s.n ||
	    (s.p[i + 1] != '-' && s.p[i + 1] != '+'))
		return false;
	from = i + 2;
	return skip_digits(s, from) == s.n && from < s.n;
}

/* In lower case, capitalised or in upper case, nothing between. */
static bool
is_word(struct mdm_str s, const char *lower)
{
	size_t capitals = 0;

	if (!mdm_str_iis(s, lower))
		return false;
	for (size_t i = 0; i < s.n; i++)
		capitals += s.p[i] != lower[i];
	return capitals == 0 || capitals == s.n ||
	    (capitals == 1 && s.p[0] != lower[0]);
}

/*
 * "yes", "no", "on" and "off" are text, as in YAML 1.2: a tool that writes
 * YAML 1.1 quotes them where they are text and writes "true" where not.
 */
static enum mdm_node_kind
plain_kind(struct mdm_str s)
{
	if (s.n == 0 || mdm_str_is(s, "~") || is_word(s, "null"))
		return MDM_NULL;
	if (is_word(s, "true") || is_word(s, "false"))
		return MDM_BOOL;
	if (is_number(s) || is_word(s, ".nan"))
		return MDM_NUMBER;
	return MDM_STRING;
}

static enum mdm_node_kind
scalar_kind(const yaml_event_t *event, struct mdm_str value)
{
	const char *tag = (const char *)event->data.scalar.tag;

	if (tag == NULL)
		return event->data.scalar.plain_implicit ? plain_kind(value)
							 : MDM_STRING;
	if (strcmp(tag, YAML_NULL_TAG) == 0)
		return MDM_NULL;
	if (strcmp(tag, YAML_BOOL_TAG) == 0)
		return MDM_BOOL;
	if (strcmp(tag, YAML_INT_TAG) == 0 || strcmp(tag, YAML_FLOAT_TAG) == 0)
		return MDM_NUMBER;
	return MDM_STRING;
}

/* "true" however it was spelled; other scalars as they are. */
static struct mdm_str
normal_value(enum mdm_node_kind kind, struct mdm_str value)
{
	if (kind == MDM_NULL)
		return (struct mdm_str){ NULL, 0 };
	if (kind == MDM_BOOL && mdm_str_iis(value, "true"))
		return MDM_LIT("true");
	if (kind == MDM_BOOL && mdm_str_iis(value, "false"))
		return MDM_LIT("false");
	return value;
}

/* Where the decoded value stands literally in the text, or NULL. */
static const char *
literal_in(struct mdm_str text, struct mdm_span span, struct mdm_str value)
{
	const char *p = text.p + span.off;

	if (span.len == value.n + 2 && (*p == '"' || *p == '\''))
		p++;
	else if (span.len != value.n)
		return NULL;
	return value.n == 0 || memcmp(p, value.p, value.n) == 0 ? p : NULL;
}

/*
 * A scalar's decoded value, a slice of the text if it stands there.  Line
 * folding and YAML's odd escapes can keep the length while offsets shift; the
 * span is then one shorter, so that mdm_at_within does not trust it.
 */
static struct mdm_str
scalar_value(
    struct builder *b, const yaml_event_t *event, struct mdm_span *span)
{
	struct mdm_str value = mdm_str_span(
	    (const char *)event->data.scalar.value, event->data.scalar.length);
	const char *literal = literal_in(b->doc->text, *span, value);

	if (literal != NULL)
		return mdm_str_span(literal, value.n);
	if (span->len > 0 && (span->len == value.n || span->len == value.n + 2))
		span->len--;
	return mdm_str_dup(b->doc->scratch, value);
}

static struct mdm_span
scalar_span(struct builder *b, const yaml_event_t *event)
{
	yaml_scalar_style_t style = event->data.scalar.style;
	struct mdm_span span =
	    without_properties(b->doc->text, span_of(b, event));

	if (style == YAML_LITERAL_SCALAR_STYLE ||
	    style == YAML_FOLDED_SCALAR_STYLE)
		span = without_trailing_blanks(b->doc->text, span);
	return span;
}

static struct level *
top(struct builder *b)
{
	return b->open.n > 0 ? &b->open.at[b->open.n - 1] : NULL;
}

static bool
expects_key(struct builder *b)
{
	const struct level *l = top(b);

	return l != NULL && l->node->kind == MDM_OBJECT && !l->has_key;
}

static void
set_key(struct builder *b, struct mdm_str key, struct mdm_span span)
{
	struct level *l = top(b);

	l->has_key = true;
	l->key.key = key.p != NULL ? key : MDM_LIT("");
	l->key.key_off = span.off;
	l->key.key_len = span.len;
	b->end = span.off + span.len;
}

/* Second and later documents of a stream: the root becomes a list. */
static struct mdm_node *
add_root(struct builder *b, enum mdm_node_kind kind)
{
	struct mdm_doc *doc = b->doc;
	struct mdm_node *first = doc->root;

	if (first == NULL)
		return mdm_node_add(doc, NULL, NULL, kind);
	if (b->documents == 2) {
		struct mdm_node *list =
		    mdm_node_add(doc, NULL, NULL, MDM_ARRAY);

		list->len = (uint32_t)doc->text.n;
		list->child = first;
		first->parent = list;
	}
	return mdm_node_add(doc, doc->root, NULL, kind);
}

static struct mdm_node *
add_node(struct builder *b, enum mdm_node_kind kind, struct mdm_span span)
{
	struct level *l = top(b);
	struct mdm_node *node;

	if (++b->nodes > MDM_MOST_NODES) {
		fail(b, MDM_DEFECT_LIMIT, span, "more than 4194304 values",
		    (struct mdm_str){ NULL, 0 });
		return NULL;
	}
	if (l == NULL) {
		node = add_root(b, kind);
	} else {
		node = mdm_node_add(b->doc, l->node, l->last, kind);
		l->last = node;
	}
	if (l != NULL && l->has_key) {
		node->key = l->key.key;
		node->key_off = l->key.key_off;
		node->key_len = l->key.key_len;
		l->has_key = false;
	}
	node->off = span.off;
	node->len = span.len;
	b->end = span.off + span.len;
	return node;
}

static void
remember_anchor(
    struct builder *b, const yaml_char_t *anchor, struct mdm_node *node)
{
	struct mdm_str name = mdm_str_of((const char *)anchor);

	if (name.p != NULL && node != NULL)
		*mdm_map_put(b->doc->scratch, &b->anchors,
		    mdm_str_dup(b->doc->scratch, name)) = node;
}

static void
on_scalar(struct builder *b, const yaml_event_t *event)
{
	struct mdm_span span = scalar_span(b, event), whole = span;
	struct mdm_str value = scalar_value(b, event, &span);
	enum mdm_node_kind kind = scalar_kind(event, value);
	struct mdm_node *node;

	if (expects_key(b)) {
		set_key(b, value, span);
		node = MDM_NEW(b->doc->scratch, struct mdm_node);
		*node = (struct mdm_node){ .kind = kind,
			.doc = b->doc,
			.off = span.off,
			.len = span.len };
	} else {
		node = add_node(b, kind, span);
	}
	if (node == NULL)
		return;
	node->value = normal_value(kind, value);
	b->end = whole.off + whole.len;
	remember_anchor(b, event->data.scalar.anchor, node);
}

static bool
is_open(struct builder *b, const struct mdm_node *node)
{
	for (size_t i = 0; i < b->open.n; i++)
		if (b->open.at[i].node == node)
			return true;
	return false;
}

/* Bounded: each level of copies costs more than one of MOST_COPIES. */
static void
copy_children(struct builder *b, const struct mdm_node *from,
    struct mdm_node *to, struct mdm_span alias)
{
	struct mdm_node *last = NULL;

	for (const struct mdm_node *n = from->child; n != NULL && !b->failed;
	     n = n->next) {
		struct mdm_node *copy;

		if (++b->copies > MOST_COPIES) {
			fail(b, MDM_DEFECT_LIMIT, alias,
			    "aliases expand to more than 100000 values",
			    (struct mdm_str){ NULL, 0 });
			return;
		}
		copy = MDM_NEW(b->doc->scratch, struct mdm_node);
		*copy = *n;
		copy->parent = to;
		copy->child = copy->next = NULL;
		copy->path = NULL;
		if (last == NULL)
			to->child = copy;
		else
			last->next = copy;
		last = copy;
		copy_children(b, n, copy, alias);
	}
}

static void
on_alias(struct builder *b, const yaml_event_t *event)
{
	struct mdm_str name =
	    mdm_str_of((const char *)event->data.alias.anchor);
	struct mdm_node *target = mdm_map_get(&b->anchors, name), *node;
	struct mdm_span span = span_of(b, event);

	if (target == NULL) {
		fail(b, MDM_DEFECT_NOT_WELL_FORMED, span,
		    "there is no anchor for alias", name);
		return;
	}
	if (is_open(b, target)) {
		fail(b, MDM_DEFECT_NOT_WELL_FORMED, span,
		    "the value contains itself by alias", name);
		return;
	}
	if (expects_key(b)) {
		set_key(b, target->value, span);
		return;
	}
	node = add_node(b, target->kind, span);
	if (node == NULL)
		return;
	/* What is wrong with it is wrong where it stands. */
	node->value = target->value;
	node->off = target->off;
	node->len = target->len;
	copy_children(b, target, node, span);
}

static void
on_start(struct builder *b, const yaml_event_t *event, bool mapping)
{
	const yaml_char_t *anchor = mapping ? event->data.mapping_start.anchor
					    : event->data.sequence_start.anchor;
	bool flow = mapping
	    ? event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
	    : event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
	struct mdm_span span = span_of(b, event), rest = span;
	struct level level = { .flow = flow };

	if (expects_key(b)) {
		b->skipping = 1;
		b->skipped = span;
		return;
	}
	if (b->open.n >= MDM_MOST_LEVELS) {
		fail(b, MDM_DEFECT_LIMIT, span,
		    "nested deeper than 2048 levels",
		    (struct mdm_str){ NULL, 0 });
		return;
	}
	rest.len = (uint32_t)b->doc->text.n - span.off;
	span.off = without_properties(b->doc->text, rest).off;
	span.len = 0;
	level.node = add_node(b, mapping ? MDM_OBJECT : MDM_ARRAY, span);
	if (level.node == NULL)
		return;
	remember_anchor(b, anchor, level.node);
	MDM_PUSH(b->doc->scratch, &b->open, level);
}

static void
close_top(struct builder *b)
{
	struct level *l = top(b);

	if (b->end > l->node->off)
		l->node->len = b->end - l->node->off;
	if (l->node->kind == MDM_OBJECT)
		mdm_keys_check(l->node);
	b->open.n--;
}

static void
on_end(struct builder *b, const yaml_event_t *event)
{
	struct mdm_span span;

	if (top(b)->flow) {
		span = span_of(b, event);
		b->end = span.off + span.len;
	}
	close_top(b);
}

/* A list or an object as a key: its text serves as the name. */
static void
skip_key(struct builder *b, const yaml_event_t *event)
{
	struct mdm_str text = b->doc->text;
	struct mdm_span span;

	if (event->type == YAML_SEQUENCE_START_EVENT ||
	    event->type == YAML_MAPPING_START_EVENT)
		b->skipping++;
	else if (event->type == YAML_SEQUENCE_END_EVENT ||
	    event->type == YAML_MAPPING_END_EVENT)
		b->skipping--;
	if (b->skipping > MDM_MOST_LEVELS)
		fail(b, MDM_DEFECT_LIMIT, b->skipped,
		    "nested deeper than 2048 levels",
		    (struct mdm_str){ NULL, 0 });
	if (b->skipping > 0)
		return;
	span = span_of(b, event);
	b->skipped.len = span.off + span.len - b->skipped.off;
	span = without_trailing_blanks(text, b->skipped);
	set_key(b, mdm_str_sub(text, span.off, span.len), span);
}

static void
on_event(struct builder *b, const yaml_event_t *event)
{
	if (b->skipping > 0) {
		skip_key(b, event);
		return;
	}
	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		b->documents++;
		b->anchors = (struct mdm_map){ 0 };
		break;
	case YAML_ALIAS_EVENT:
		on_alias(b, event);
		break;
	case YAML_SCALAR_EVENT:
		on_scalar(b, event);
		break;
	case YAML_SEQUENCE_START_EVENT:
		on_start(b, event, false);
		break;
	case YAML_MAPPING_START_EVENT:
		on_start(b, event, true);
		break;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		on_end(b, event);
		break;
	default:
		break;
	}
}

static void
read_events(struct builder *b)
{
	bool ended = false;

	while (!ended && !b->failed) {
		yaml_event_t event;

		if (!yaml_parser_parse(&b->parser, &event)) {
			report_error(b);
			return;
		}
		ended = event.type == YAML_STREAM_END_EVENT;
		on_event(b, &event);
		yaml_event_delete(&event);
	}
}

void
mdm_yaml_read(struct mdm_doc *doc)
{
	struct builder b = { .doc = doc };

	if (!yaml_parser_initialize(&b.parser))
		mdm_out_of_memory();
	yaml_parser_set_encoding(&b.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
	    &b.parser, (const unsigned char *)doc->text.p, doc->text.n);
	read_events(&b);
	while (b.open.n > 0)
		close_top(&b);
	yaml_parser_delete(&b.parser);
}
