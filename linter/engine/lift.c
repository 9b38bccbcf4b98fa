/* SPDX-License-Identifier: MIT */
#include "engine/lift.h"

#include <stdlib.h>

static bool
has_quotes_at_both_ends(struct mdm_str value)
{
	return value.n >= 2 && (value.p[0] == '"' || value.p[0] == '\'') &&
	    value.p[value.n - 1] == value.p[0];
}

static const char *
strip_json(struct mdm_str value, size_t *from, size_t *to)
{
	if (has_quotes_at_both_ends(value)) {
		++*from;
		--*to;
	}
	return NULL;
}

/*
 * A quoted scalar whose span lacks its last quote is one that the reader
 * found no plain way through (yaml.c).
 */
static const char *
strip_yaml(struct mdm_str value, size_t *from, size_t *to)
{
	if (has_quotes_at_both_ends(value))
		return strip_json(value, from, to);
	if (value.n == 0 || value.p[0] == '"' || value.p[0] == '\'')
		return "the value is written with escapes";
	if (value.p[0] == '|' || value.p[0] == '>' ||
	    memchr(value.p, '\n', value.n) != NULL)
		return "the value is written over several lines";
	return NULL;
}

static bool
is_xml(enum mdm_syntax syntax)
{
	return syntax == MDM_XML || syntax == MDM_PLIST;
}

static const char *
strip(struct mdm_str text, struct mdm_at at, size_t *from, size_t *to)
{
	struct mdm_str value = mdm_str_sub(text, at.off, at.len);

	*from = at.off;
	*to = *from + value.n;
	switch (at.source->syntax) {
	case MDM_JSON:
		return strip_json(value, from, to);
	case MDM_YAML:
		return strip_yaml(value, from, to);
	case MDM_XML:
	case MDM_PLIST:
		return NULL;
	default:
		return "the file is binary";
	}
}

const char *
mdm_lift_value(struct mdm_str text, struct mdm_at at, struct mdm_edit *e)
{
	const char *why = strip(text, at, &e->from, &e->to);

	if (why == NULL && is_xml(at.source->syntax) &&
	    memchr(text.p + e->from, '<', e->to - e->from) != NULL)
		return "a comment or markup stands in the value";
	return why;
}

/* How many bytes of `raw` spell the next code point, which goes to ret. */
typedef size_t next_letter(struct mdm_str raw, char ret[4], size_t *ret_n);

static size_t
one_byte(struct mdm_str raw, char ret[4], size_t *ret_n)
{
	ret[0] = raw.p[0];
	*ret_n = 1;
	return 1;
}

static size_t
code_point(uint32_t point, size_t used, char ret[4], size_t *ret_n)
{
	*ret_n = mdm_utf8_write(point, ret);
	return used;
}

static uint32_t
hex4(struct mdm_str raw, size_t at)
{
	uint32_t value = 0;

	for (size_t i = at; i < at + 4; i++) {
		int digit = i < raw.n ? mdm_hex_digit(raw.p[i]) : -1;

		if (digit < 0)
			return 0xfffd;
		value = value << 4 | (uint32_t)digit;
	}
	return value;
}

/* RFC 8259, section 7; pairs of surrogates are beyond certificates. */
static size_t
json_letter(struct mdm_str raw, char ret[4], size_t *ret_n)
{
	static const char letters[] = "\"\\/bfnrt";
	static const char meant[] = "\"\\/\b\f\n\r\t";
	const char *found;

	if (raw.p[0] != '\\' || raw.n < 2)
		return one_byte(raw, ret, ret_n);
	if (raw.p[1] == 'u')
		return code_point(hex4(raw, 2), 6, ret, ret_n);
	found = memchr(letters, raw.p[1], sizeof(letters) - 1);
	if (found == NULL)
		return one_byte(raw, ret, ret_n);
	return code_point((uint32_t)meant[found - letters], 2, ret, ret_n);
}

/* The predefined entities, and line ends (XML 1.0, 4.6 and 2.11). */
static size_t
xml_letter(struct mdm_str raw, char ret[4], size_t *ret_n)
{
	static const struct {
		const char *name;
		char meant;
	} entities[] = {
		{ "&lt;", '<' },
		{ "&gt;", '>' },
		{ "&amp;", '&' },
		{ "&quot;", '"' },
		{ "&apos;", '\'' },
		{ "&#10;", '\n' },
		{ "&#xA;", '\n' },
		{ "&#13;", '\r' },
		{ "&#xD;", '\r' },
		{ "&#9;", '\t' },
		{ "&#x9;", '\t' },
		{ "\r\n", '\n' },
	};

	for (size_t i = 0; i < sizeof(entities) / sizeof(entities[0]); i++) {
		if (mdm_str_starts(raw, entities[i].name))
			return code_point((uint32_t)entities[i].meant,
			    strlen(entities[i].name), ret, ret_n);
	}
	return one_byte(raw, ret, ret_n);
}

static next_letter *
letters_of(const struct mdm_lift *l)
{
	bool quoted = l->from > l->holder.off && l->outer.p[l->from - 1] == '"';

	if (l->way == MDM_LIFT_AS_IS)
		return one_byte;
	switch (l->holder.source->syntax) {
	case MDM_XML:
	case MDM_PLIST:
		return xml_letter;
	case MDM_JSON:
		return json_letter;
	case MDM_YAML:
		return quoted ? json_letter : one_byte;
	default:
		return one_byte;
	}
}

/*
 * Walks through the value and the text it stands for in step, up to `inner`
 * bytes of the latter; SIZE_MAX when they part.
 */
static size_t
walk(const struct mdm_lift *l, size_t inner)
{
	next_letter *next = letters_of(l);
	size_t at = l->from, done = 0;

	while (done < inner) {
		struct mdm_str raw = mdm_str_sub(l->outer, at, l->to - at);
		char letter[4];
		size_t n;

		if (raw.n == 0)
			return SIZE_MAX;
		at += next(raw, letter, &n);
		if (n > l->inner.n - done ||
		    memcmp(l->inner.p + done, letter, n) != 0)
			return SIZE_MAX;
		done += n;
	}
	return done == inner ? at : SIZE_MAX;
}

static struct mdm_str
utf16(struct mdm_arena *arena, struct mdm_str text, bool big, bool bom)
{
	char *out = mdm_alloc(arena, 2 * text.n + 3, 1, 1);
	size_t n = 0, at = 0;

	while (bom || at < text.n) {
		uint32_t c = bom ? 0xfeff : mdm_utf8_next(text, &at);
		uint32_t units[2] = { c, 0 };
		size_t count = 1;

		bom = false;
		if (c > 0xffff) {
			units[0] = 0xd800 + ((c - 0x10000) >> 10);
			units[1] = 0xdc00 + ((c - 0x10000) & 0x3ff);
			count = 2;
		}
		for (size_t i = 0; i < count; i++) {
			out[n + (big ? 0 : 1)] = (char)(units[i] >> 8);
			out[n + (big ? 1 : 0)] = (char)(units[i] & 0xff);
			n += 2;
		}
	}
	return mdm_str_span(out, n);
}

/* Absent: an encoding that is not written again. */
static struct mdm_str
encode(struct mdm_arena *arena, enum mdm_encoding encoding, bool bom,
    struct mdm_str text)
{
	switch (encoding) {
	case MDM_UTF8:
	case MDM_UTF8_BOM:
		return bom ? mdm_str_printf(
				 arena, "\xef\xbb\xbf" MDM_FMT, MDM_ARG(text))
			   : text;
	case MDM_UTF16LE:
	case MDM_UTF16BE:
		return utf16(arena, text, encoding == MDM_UTF16BE, bom);
	case MDM_WINDOWS_1252:
	case MDM_BINARY:
		break;
	}
	return (struct mdm_str){ NULL, 0 };
}

/* With a byte order mark, without one, or not at all. */
static bool
spells(struct mdm_arena *arena, enum mdm_encoding encoding, struct mdm_str text,
    struct mdm_str bytes, bool *ret_bom)
{
	for (int bom = 0; bom < 2; bom++) {
		struct mdm_str spelled =
		    encode(arena, encoding, bom != 0, text);

		*ret_bom = bom != 0;
		if (spelled.p != NULL && mdm_str_eq(spelled, bytes))
			return true;
	}
	return false;
}

bool
mdm_lift_encode(struct mdm_arena *arena, enum mdm_encoding encoding,
    struct mdm_str before, struct mdm_str bytes, struct mdm_str after,
    struct mdm_str *ret)
{
	bool bom;

	if (!spells(arena, encoding, before, bytes, &bom))
		return false;
	*ret = encode(arena, encoding, bom, after);
	return true;
}

const char *
mdm_lift_open(struct mdm_lift *l)
{
	struct mdm_base64 decoded;
	const char *why = strip(l->outer, l->holder, &l->from, &l->to);

	if (why != NULL)
		return why;
	/* CDATA and block scalars have no escapes, whatever looks like one. */
	for (l->way = MDM_LIFT_AS_IS; l->way < MDM_LIFT_BASE64; l->way++) {
		if (walk(l, l->inner.n) != SIZE_MAX)
			return NULL;
	}
	decoded = mdm_base64_decode(
	    l->arena, mdm_str_sub(l->outer, l->from, l->to - l->from));
	if (decoded.bytes.p != NULL &&
	    spells(l->arena, l->encoding, l->inner, decoded.bytes, &l->bom))
		return NULL;
	return "it is written in a way that cannot be written again";
}

void
mdm_lift_edit(const struct mdm_lift *l, struct mdm_edit *e)
{
	e->from = walk(l, e->from);
	e->to = walk(l, e->to);
}

struct mdm_edit
mdm_lift_base64(const struct mdm_lift *l, struct mdm_str after)
{
	struct mdm_edit e = { .from = l->from, .to = l->to };

	e.text = mdm_base64_encode(
	    l->arena, encode(l->arena, l->encoding, l->bom, after));
	return e;
}
