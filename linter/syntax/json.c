/* SPDX-License-Identifier: MIT */
/*
 * jansson decides what is valid and says why not; it keeps no positions.  The
 * scanner here then builds the tree over text that is known to be valid, so
 * it has no error paths (up to the place of an error the text is valid too).
 */
#include <jansson.h>

#include "syntax/node.h"
#include "syntax/scan.h"

enum {
	JSON_FLAGS = JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL
};

/* One token of text that may be ill-formed. */
struct token {
	size_t off, len;
	bool cut; /* a string that is not closed: no parser gets past it */
};

static size_t
skip_blanks(struct mdm_str text, size_t i)
{
	while (i < text.n &&
	    (text.p[i] == ' ' || text.p[i] == '\n' || text.p[i] == '\r' ||
		text.p[i] == '\t'))
		i++;
	return i;
}

static bool
is_punctuation(char c)
{
	return c == '{' || c == '}' || c == '[' || c == ']' || c == ',' ||
	    c == ':';
}

/* Behind the closing quote; a raw control character or the end cuts it. */
static size_t
end_of_string(struct mdm_str text, size_t i, bool *ret_cut)
{
	for (i++; i < text.n && (unsigned char)text.p[i] >= 0x20; i++) {
		if (text.p[i] == '"')
			return i + 1;
		if (text.p[i] == '\\' && i + 1 < text.n)
			i++;
	}
	*ret_cut = true;
	return i;
}

static struct token
next_token(struct mdm_str text, size_t from)
{
	size_t start = skip_blanks(text, from), i = start;
	bool cut = false;

	if (i < text.n && text.p[i] == '"') {
		i = end_of_string(text, i, &cut);
	} else if (i < text.n && is_punctuation(text.p[i])) {
		i++;
	} else {
		while (i < text.n && !is_punctuation(text.p[i]) &&
		    text.p[i] != '"' && skip_blanks(text, i) == i)
			i++;
	}
	return (struct token){ start, i - start, cut };
}

/* The token in which jansson gave up, and the one before it. */
struct failure {
	struct mdm_doc *doc;
	size_t position; /* bytes jansson had consumed */
	struct token before, at;
};

static struct failure
find_failure(struct mdm_doc *doc, const json_error_t *error)
{
	struct failure f = { .doc = doc,
		.position = error->position < 0 ? 0 : (size_t)error->position };

	if (f.position > doc->text.n)
		f.position = doc->text.n;
	for (;;) {
		size_t end = f.at.off + f.at.len;
		struct token next = next_token(doc->text, end);

		if (next.len == 0 && f.at.len == 0) {
			f.at = next;
			return f;
		}
		f.before = f.at;
		f.at = next;
		if (next.len == 0 || next.cut ||
		    next.off + next.len >= f.position)
			return f;
	}
}

static char
first_of(const struct failure *f, struct token t)
{
	return t.len == 0 ? '\0' : f->doc->text.p[t.off];
}

/* A short part of the text, for messages. */
static struct mdm_str
shown(const struct failure *f)
{
	size_t n = f->at.len;

	if (first_of(f, f->at) == '"')
		return MDM_LIT("a string"); /* might be secret */
	if (n > 20)
		n = 20;
	while (n > 0 && n < f->at.len &&
	    ((unsigned char)f->doc->text.p[f->at.off + n] & 0xc0) == 0x80)
		n--;
	return mdm_str_printf(f->doc->scratch, "\"" MDM_FMT "%s\"", (int)n,
	    f->doc->text.p + f->at.off, n < f->at.len ? "..." : "");
}

static void
report(struct failure *f, size_t off, size_t len, const char *text)
{
	mdm_defect_add(f->doc, MDM_DEFECT_NOT_WELL_FORMED,
	    mdm_at_span(f->doc, off, len), "%s", text);
}

/* What jansson's words are in ours; the place is within the string. */
struct wording {
	const char *theirs, *ours;
};

static const struct wording string_wordings[] = {
	{ "unexpected newline", "line break within a string" },
	{ "control character", "control character within a string" },
};

static const struct wording token_wordings[] = {
	{ "invalid Unicode", "unpaired surrogate in a string" },
	{ "NUL byte in object key", "a key contains the character U+0000" },
};

static const struct wording expectations[] = {
	{ "string or '}' expected", "a key or \"}\" expected" },
	{ "':' expected", "\":\" expected" },
	{ "'}' expected", "\",\" or \"}\" expected" },
	{ "']' expected", "\",\" or \"]\" expected" },
	{ "end of file expected", "end of the document expected" },
	{ "unexpected token", "a value expected" },
	{ "invalid token", "a value expected" },
	{ NULL, NULL },
};

static bool
report_within_string(struct failure *f, const char *theirs)
{
	size_t last = f->position > 0 ? f->position - 1 : 0;

	for (size_t i = 0; i < 2; i++) {
		const struct wording *w = &string_wordings[i];

		if (mdm_str_starts(mdm_str_of(theirs), w->theirs)) {
			report(f, f->position, 1, w->ours);
			return true;
		}
		w = &token_wordings[i];
		if (mdm_str_starts(mdm_str_of(theirs), w->theirs)) {
			report(f, f->at.off, f->at.len, w->ours);
			return true;
		}
	}
	if (!mdm_str_starts(mdm_str_of(theirs), "invalid escape"))
		return false;
	while (last > f->at.off && f->doc->text.p[last] != '\\')
		last--;
	report(f, last, f->position - last, "invalid escape in a string");
	return true;
}

/* jansson's "premature end of input" is said within strings only. */
static void
report_end(struct failure *f, const char *theirs)
{
	size_t end = f->doc->text.n;

	if (mdm_str_starts(mdm_str_of(theirs), "premature end of input")) {
		report(f, f->at.off, 1, "a string is not closed");
		return;
	}
	if (skip_blanks(f->doc->text, 0) == end)
		report(f, 0, 0, "the document is empty");
	else
		report(f, end, 0, "the document ends too early");
	f->at = (struct token){ .off = end };
}

/* What people write most often where JSON has no such thing. */
static bool
report_usual_mistake(struct failure *f)
{
	char at = first_of(f, f->at);
	const char *text;

	if (first_of(f, f->before) == ',' && (at == '}' || at == ']')) {
		report(f, f->before.off, 1, "nothing follows the comma");
		return true;
	}
	if (at == '/' || at == '#')
		text = "a comment, which JSON does not have";
	else if (at == '\'')
		text = "text in single quotes instead of double ones";
	else
		return false;
	report(f, f->at.off, f->at.len, text);
	return true;
}

static void
report_token(struct failure *f, const char *theirs)
{
	const struct wording *w = expectations;
	struct mdm_str found = shown(f);

	while (
	    w->theirs != NULL && !mdm_str_starts(mdm_str_of(theirs), w->theirs))
		w++;
	mdm_defect_add(f->doc, MDM_DEFECT_NOT_WELL_FORMED,
	    mdm_at_span(f->doc, f->at.off, f->at.len), "%s, found " MDM_FMT,
	    w->theirs != NULL ? w->ours : theirs, MDM_ARG(found));
}

static void
report_limit(struct mdm_doc *doc, struct token at, const char *what, int most)
{
	doc->damaged = true;
	mdm_defect_add(doc, MDM_DEFECT_LIMIT, mdm_at_span(doc, at.off, at.len),
	    "%s %d %s", what, most,
	    most == MDM_MOST_LEVELS ? "levels" : "values");
}

/* Returns how far the text is known to be valid. */
static size_t
report_error(struct mdm_doc *doc, const json_error_t *error)
{
	enum json_error_code code = json_error_code(error);
	struct failure f;

	if (code == json_error_out_of_memory || error->text[0] == '\0')
		mdm_out_of_memory();
	f = find_failure(doc, error);
	doc->damaged = true;
	if (code == json_error_stack_overflow)
		report_limit(doc, f.at, "nested deeper than", MDM_MOST_LEVELS);
	else if (code == json_error_numeric_overflow)
		mdm_defect_add(doc, MDM_DEFECT_LIMIT,
		    mdm_at_span(doc, f.at.off, f.at.len),
		    "the number is too large");
	else if (code == json_error_premature_end_of_input)
		report_end(&f, error->text);
	else if (!report_within_string(&f, error->text) &&
	    !report_usual_mistake(&f))
		report_token(&f, error->text);
	/* Never build over text that jansson has not seen. */
	return f.at.off <= f.position ? f.at.off : 0;
}

/* Walks valid text. */
struct scan {
	struct mdm_doc *doc;
	const char *base, *p, *end;
};

static uint32_t
offset(const struct scan *s, const char *p)
{
	return (uint32_t)(p - s->base);
}

static struct mdm_str
decode_string(struct mdm_arena *arena, const char *p, const char *end)
{
	char *out = mdm_alloc(arena, (size_t)(end - p) + 1, 1, 1);
	size_t n = 0;

	while (p < end) {
		const char *stop = memchr(p, '\\', (size_t)(end - p));
		size_t plain = (size_t)((stop != NULL ? stop : end) - p);

		memcpy(out + n, p, plain);
		n += plain;
		p += plain;
		if (p < end)
			n += mdm_scan_escape(&p, out + n);
	}
	return mdm_str_span(out, n);
}

/* At the opening quote; moves behind the closing one. */
static struct mdm_str
scan_string(struct scan *s)
{
	const char *first = s->p + 1, *quote = mdm_scan_plain(first, s->end);

	if (*quote == '"') {
		s->p = quote + 1;
		return mdm_str_span(first, (size_t)(quote - first));
	}
	while (*quote != '"')
		quote = mdm_scan_plain(quote + 2, s->end);
	s->p = quote + 1;
	return decode_string(s->doc->scratch, first, quote);
}

static enum mdm_node_kind
kind_of(char c)
{
	switch (c) {
	case '{':
		return MDM_OBJECT;
	case '[':
		return MDM_ARRAY;
	case '"':
		return MDM_STRING;
	case 't':
	case 'f':
		return MDM_BOOL;
	case 'n':
		return MDM_NULL;
	default:
		return MDM_NUMBER;
	}
}

static void
move_on(struct scan *s)
{
	s->p = mdm_scan_blanks(s->p, s->end);
	while (s->p < s->end && (*s->p == ',' || *s->p == ':'))
		s->p = mdm_scan_blanks(s->p + 1, s->end);
}

static void
scan_value(struct scan *s, struct mdm_node *node)
{
	const char *start = s->p;

	node->off = offset(s, start);
	if (node->kind == MDM_OBJECT || node->kind == MDM_ARRAY) {
		s->p++; /* its length is known at its end */
		return;
	}
	if (node->kind == MDM_STRING) {
		node->value = scan_string(s);
	} else {
		do
			s->p++;
		while (s->p < s->end && !is_punctuation(*s->p) &&
		    (unsigned char)*s->p > ' ');
		if (node->kind != MDM_NULL)
			node->value =
			    mdm_str_span(start, (size_t)(s->p - start));
	}
	node->len = offset(s, s->p) - node->off;
}

static struct mdm_node *
close_node(struct scan *s, struct mdm_node *node)
{
	node->len = offset(s, s->p) - node->off;
	if (node->kind == MDM_OBJECT)
		mdm_keys_check(node);
	return node->parent;
}

/*
 * No recursion: the tree itself is the stack.  `last` is the sibling to put
 * the next node behind.
 */
static void
build(struct scan *s)
{
	struct mdm_node *parent = NULL, *last = NULL, key = { 0 };

	for (move_on(s); s->p < s->end; move_on(s)) {
		if (*s->p == '}' || *s->p == ']') {
			s->p++;
			last = parent;
			parent = close_node(s, parent);
			continue;
		}
		if (parent != NULL && parent->kind == MDM_OBJECT) {
			key.key_off = offset(s, s->p);
			key.key = scan_string(s);
			key.key_len = offset(s, s->p) - key.key_off;
			move_on(s);
			if (s->p == s->end)
				break;
		}
		last = mdm_node_add(s->doc, parent, last, kind_of(*s->p));
		if (parent != NULL && parent->kind == MDM_OBJECT) {
			last->key = key.key;
			last->key_off = key.key_off;
			last->key_len = key.key_len;
		}
		scan_value(s, last);
		if (last->kind == MDM_OBJECT || last->kind == MDM_ARRAY) {
			parent = last;
			last = NULL;
		}
	}
	/* Cut short by an error: what is open ends there. */
	while (parent != NULL)
		parent = close_node(s, parent);
}

static bool
is_bounded_by_tokens(struct mdm_doc *doc)
{
	struct mdm_str text = doc->text;
	size_t nodes = 0, levels = 0;

	for (struct token t = next_token(text, 0); t.len > 0;
	     t = next_token(text, t.off + t.len)) {
		char c = text.p[t.off];

		if (c == '[' || c == '{')
			levels++;
		else if ((c == ']' || c == '}') && levels > 0)
			levels--;
		if (levels > MDM_MOST_LEVELS) {
			report_limit(
			    doc, t, "nested deeper than", MDM_MOST_LEVELS);
			return false;
		}
		nodes += c == ',' || c == '[' || c == '{';
		if (nodes >= MDM_MOST_NODES) {
			report_limit(doc, t, "more than", MDM_MOST_NODES);
			return false;
		}
	}
	return true;
}

/*
 * False, with a defect, where the tree would outgrow the memory.  Before each
 * value, but the first, stands a comma or an opening bracket; those within
 * strings are counted as well at first, as that is fast.
 */
static bool
is_bounded(struct mdm_doc *doc)
{
	struct mdm_str text = doc->text;
	size_t nodes = 0;

	for (size_t i = 0; i < text.n; i++)
		nodes += (text.p[i] == ',') | (text.p[i] == '[') |
		    (text.p[i] == '{');
	return nodes < MDM_MOST_NODES || is_bounded_by_tokens(doc);
}

/* jansson 2.14 swallows a zero byte that follows a number or a literal. */
static bool
has_zero_byte(struct mdm_doc *doc)
{
	size_t at = mdm_str_find_byte(doc->text, '\0');

	if (at == SIZE_MAX)
		return false;
	doc->damaged = true;
	mdm_defect_add(doc, MDM_DEFECT_NOT_WELL_FORMED, mdm_at_span(doc, at, 1),
	    "a zero byte in the text");
	return true;
}

/* The text that is valid: what stands there, or what it means (relax.c). */
static json_t *
decode(struct mdm_doc *doc, json_error_t *ret_error)
{
	struct mdm_str text = doc->text;
	json_t *json = json_loadb(text.p, text.n, JSON_FLAGS, ret_error);

	if (json != NULL || !mdm_json_is_relaxed(doc))
		return json;
	doc->text = mdm_json_relax(doc->scratch, text);
	return json_loadb(doc->text.p, doc->text.n, JSON_FLAGS, ret_error);
}

void
mdm_json_read(struct mdm_doc *doc)
{
	struct mdm_str original = doc->text, text;
	size_t valid = original.n;
	json_error_t error;
	json_t *json;
	struct scan s;

	if (has_zero_byte(doc) || !is_bounded(doc))
		return;
	json = decode(doc, &error);
	text = doc->text;
	if (json == NULL)
		valid = report_error(doc, &error);
	json_decref(json);
	s = (struct scan){ doc, text.p, text.p, text.p + valid };
	build(&s);
	doc->text = original;
}

/* Else every thread that reads first would draw its own seed. */
void
mdm_json_init(void)
{
	json_object_seed(0);
}
