/* SPDX-License-Identifier: MIT */
/*
 * Most of a tenant's bytes are settings catalogues without a certificate in
 * them.  jansson needs 85 instructions for a byte of them, this two.
 */
#include "syntax/skim.h"

#include <assert.h>

#include "base/text.h"
#include "syntax/node.h"
#include "syntax/scan.h"

enum {
	LONGEST_KEY = 63,
	LONGEST_NUMBER = 200, /* short of what overflows a double */
	LONGEST_EXPONENT = 2,
	LEAST_CERTIFICATE = 200 /* characters of base64 */
};

struct skim {
	const struct mdm_interest *interest;
	const char *p, *end;
	unsigned depth;
	uint8_t objects[MDM_MOST_LEVELS / 8]; /* else arrays, a bit a level */
	size_t nodes;
	struct mdm_str dull; /* the last type of no interest */
};

/* A string between its quotes. */
struct raw {
	struct mdm_str s;
	bool escaped, ascii;
};

static uint32_t
key_bit(char c)
{
	return 1U << ((unsigned char)c & 31);
}

void
mdm_interest_add(struct mdm_interest *interest, const char *const *keys)
{
	assert(interest->nlists < MDM_MOST_KEY_LISTS);
	interest->lists[interest->nlists++] = keys;
	for (; *keys != NULL; keys++) {
		assert(strlen(*keys) <= LONGEST_KEY);
		interest->lengths |= 1ULL << strlen(*keys);
		interest->firsts |= key_bit(**keys);
	}
}

static bool
is_of_interest(const struct mdm_interest *interest, struct mdm_str key)
{
	if (key.n == 0 || key.n > LONGEST_KEY ||
	    (interest->lengths >> key.n & 1) == 0 ||
	    (interest->firsts & key_bit(key.p[0])) == 0)
		return false;
	for (size_t i = 0; i < interest->nlists; i++) {
		const char *const *list = interest->lists[i];

		for (; *list != NULL; list++)
			if (mdm_str_iis(key, *list))
				return true;
	}
	return false;
}

static bool
is_hex(const char *p)
{
	for (int i = 0; i < 4; i++)
		if (mdm_hex_digit(p[i]) < 0)
			return false;
	return true;
}

/* Behind \uXXXX, or both of a pair; NULL: malformed. */
static const char *
skip_unicode(const char *p, const char *end)
{
	bool surrogate, high;

	if (end - p < 6 || !is_hex(p + 2))
		return NULL;
	surrogate = mdm_lower(p[2]) == 'd' && mdm_hex_digit(p[3]) >= 8;
	high = surrogate && mdm_hex_digit(p[3]) < 0xc;
	if (!surrogate)
		return p + 6;
	if (!high || end - p < 12 || p[6] != '\\' || p[7] != 'u' ||
	    !is_hex(p + 8) || mdm_lower(p[8]) != 'd' ||
	    mdm_hex_digit(p[9]) < 0xc)
		return NULL;
	return p + 12;
}

/* At the opening quote; moves behind the closing one. */
static bool
skim_string(struct skim *s, struct raw *ret)
{
	const char *first = s->p + 1, *p = first;

	ret->escaped = false;
	for (;;) {
		p = mdm_scan_plain(p, s->end);
		if (p == s->end || (unsigned char)*p < 0x20)
			return false;
		if (*p == '"')
			break;
		ret->escaped = true;
		if (s->end - p < 2)
			return false;
		if (p[1] == 'u')
			p = skip_unicode(p, s->end);
		else
			p = memchr("\"\\/bfnrt", p[1], 8) != NULL ? p + 2
								  : NULL;
		if (p == NULL)
			return false;
	}
	ret->s = mdm_str_span(first, (size_t)(p - first));
	s->p = p + 1;
	return true;
}

static size_t
skim_digits(struct skim *s)
{
	const char *first = s->p;

	while (s->p < s->end && mdm_is_digit(*s->p))
		s->p++;
	return (size_t)(s->p - first);
}

static bool
skip_one(struct skim *s, const char *of)
{
	if (s->p == s->end || *s->p == '\0' || strchr(of, *s->p) == NULL)
		return false;
	s->p++;
	return true;
}

/* Numbers that could overflow are left to jansson. */
static bool
skim_number(struct skim *s)
{
	const char *first = s->p;
	size_t n;

	skip_one(s, "-");
	if (!skip_one(s, "0") && skim_digits(s) == 0)
		return false;
	if (skip_one(s, ".") && skim_digits(s) == 0)
		return false;
	if (skip_one(s, "eE")) {
		skip_one(s, "+-");
		n = skim_digits(s);
		if (n == 0 || n > LONGEST_EXPONENT)
			return false;
	}
	return s->p - first <= LONGEST_NUMBER;
}

static bool
skim_word(struct skim *s, const char *word)
{
	size_t n = strlen(word);

	if ((size_t)(s->end - s->p) < n || memcmp(s->p, word, n) != 0)
		return false;
	s->p += n;
	return true;
}

/*
 * The key decoded into `room`, or as it stands; false: it could be more than
 * a plain name.  Characters beyond ASCII may be invisible ones, which are a
 * defect.
 */
static bool
decode_key(
    const struct raw *raw, char room[LONGEST_KEY + 4], struct mdm_str *ret)
{
	const char *p = raw->s.p, *end = p + raw->s.n;
	size_t n = 0;

	*ret = raw->s;
	if (!mdm_ascii(raw->s))
		return false;
	if (!raw->escaped)
		return true;
	while (p < end && n < LONGEST_KEY) {
		if (*p != '\\') {
			room[n++] = *p++;
			continue;
		}
		n += mdm_scan_escape(&p, room + n);
		if (room[n - 1] == '\0' || (unsigned char)room[n - 1] >= 0x80)
			return false;
	}
	*ret = mdm_str_span(room, n);
	return p == end;
}

static bool
could_be_certificate(struct mdm_str s)
{
	return mdm_str_starts(s, "MII") ||
	    mdm_str_starts(s, "LS0tLS1CRUdJTi") ||
	    mdm_str_starts(s, "-----BEGIN");
}

/*
 * A document of its own, or a certificate; by the first character, which may
 * be escaped.
 */
static bool
could_matter(const struct raw *raw)
{
	struct mdm_str s = mdm_str_trim(raw->s);
	const char *p = s.p;
	char first[4];

	if (s.n < 3)
		return false;
	first[0] = *p;
	if (*p == '\\')
		mdm_scan_escape(&p, first);
	if (first[0] == '{' || first[0] == '[')
		return raw->escaped || s.p[s.n - 1] == '}' ||
		    s.p[s.n - 1] == ']';
	if (*s.p == '\\' &&
	    (mdm_is_space(first[0]) ||
		(s.n >= LEAST_CERTIFICATE &&
		    memchr("ML-", first[0], 3) != NULL)))
		return true;
	return s.n >= LEAST_CERTIFICATE && could_be_certificate(s);
}

static bool
is_typed(struct mdm_str key)
{
	return key.n > 0 && key.p[0] == '@' &&
	    (mdm_str_iis(key, "@odata.type") ||
		mdm_str_iis(key, "@odata.context"));
}

/* False: the value could matter. */
static bool
look_at_string(struct skim *s, const struct raw *raw, bool typed)
{
	struct mdm_str v = raw->s;

	if (could_matter(raw))
		return false;
	if (!typed || mdm_str_eq(v, s->dull))
		return true;
	if (raw->escaped || s->interest->type(v))
		return false;
	s->dull = v;
	return true;
}

static bool
skim_scalar(struct skim *s, bool typed)
{
	struct raw raw;

	switch (*s->p) {
	case '"':
		return skim_string(s, &raw) && look_at_string(s, &raw, typed);
	case 't':
		return skim_word(s, "true");
	case 'f':
		return skim_word(s, "false");
	case 'n':
		return skim_word(s, "null");
	default:
		return skim_number(s);
	}
}

static bool
in_object(const struct skim *s)
{
	unsigned level = s->depth - 1;

	return (s->objects[level / 8] >> level % 8 & 1) != 0;
}

static bool
enter(struct skim *s, bool object)
{
	unsigned bit = 1U << s->depth % 8;
	uint8_t *byte = &s->objects[s->depth / 8];

	if (s->depth == MDM_MOST_LEVELS)
		return false;
	*byte = (uint8_t)(object ? *byte | bit : *byte & ~bit);
	s->depth++;
	s->p++;
	return true;
}

/* The key and its colon. */
static bool
skim_key(struct skim *s, bool *ret_typed)
{
	char room[LONGEST_KEY + 4];
	struct mdm_str key;
	struct raw raw;

	if (s->p == s->end || *s->p != '"' || !skim_string(s, &raw) ||
	    !decode_key(&raw, room, &key) || is_of_interest(s->interest, key))
		return false;
	*ret_typed = is_typed(key);
	s->p = mdm_scan_blanks(s->p, s->end);
	return skip_one(s, ":");
}

/*
 * Behind a value: closes what closes, and stops where the next value or the
 * end of the document is due.
 */
static bool
skim_closing(struct skim *s, bool *ret_typed)
{
	*ret_typed = false;
	for (;;) {
		bool object;

		s->p = mdm_scan_blanks(s->p, s->end);
		if (s->depth == 0)
			return s->p == s->end;
		if (s->p == s->end)
			return false;
		object = in_object(s);
		if (*s->p == ',') {
			s->nodes++;
			s->p = mdm_scan_blanks(s->p + 1, s->end);
			return !object || skim_key(s, ret_typed);
		}
		if (*s->p++ != (object ? '}' : ']'))
			return false;
		s->depth--;
	}
}

/* At a bracket.  `ret_value`: a value is due next, else one has ended. */
static bool
skim_opening(struct skim *s, bool *ret_value, bool *ret_typed)
{
	bool object = *s->p == '{';

	s->nodes++;
	if (!enter(s, object))
		return false;
	*ret_typed = false;
	*ret_value = false;
	s->p = mdm_scan_blanks(s->p, s->end);
	if (s->p < s->end && *s->p == (object ? '}' : ']'))
		return true;
	*ret_value = true;
	return !object || skim_key(s, ret_typed);
}

bool
mdm_json_skim(struct mdm_str text, const struct mdm_interest *interest)
{
	struct skim s = {
		.interest = interest, .p = text.p, .end = text.p + text.n
	};
	bool typed = false, value;

	do {
		s.p = mdm_scan_blanks(s.p, s.end);
		if (s.p == s.end)
			return false;
		value = *s.p == '{' || *s.p == '[';
		if (value ? !skim_opening(&s, &value, &typed)
			  : !skim_scalar(&s, typed))
			return false;
		if (!value && !skim_closing(&s, &typed))
			return false;
	} while (s.depth > 0);
	return s.nodes < MDM_MOST_NODES;
}
