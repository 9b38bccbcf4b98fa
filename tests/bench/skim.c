/* SPDX-License-Identifier: MIT */
#include "skim.h"

#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { DEEPEST = 512 };

static const char *
blanks(const char *p, const char *end)
{
#ifdef __SSE2__
	while (end - p >= 16) {
		__m128i x = _mm_loadu_si128((const __m128i *)(const void *)p);
		__m128i blank = _mm_or_si128(
		    _mm_or_si128(_mm_cmpeq_epi8(x, _mm_set1_epi8(' ')),
			_mm_cmpeq_epi8(x, _mm_set1_epi8('\n'))),
		    _mm_or_si128(_mm_cmpeq_epi8(x, _mm_set1_epi8('\r')),
			_mm_cmpeq_epi8(x, _mm_set1_epi8('\t'))));
		unsigned other = ~(unsigned)_mm_movemask_epi8(blank) & 0xffff;

		if (other != 0)
			return p + __builtin_ctz(other);
		p += 16;
	}
#endif
	while (p < end && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t'))
		p++;
	return p;
}

/* At the first quote, backslash or control character. */
static const char *
plain(const char *p, const char *end)
{
#ifdef __SSE2__
	while (end - p >= 16) {
		__m128i x = _mm_loadu_si128((const __m128i *)(const void *)p);
		__m128i stop = _mm_or_si128(
		    _mm_or_si128(_mm_cmpeq_epi8(x, _mm_set1_epi8('"')),
			_mm_cmpeq_epi8(x, _mm_set1_epi8('\\'))),
		    _mm_cmpeq_epi8(_mm_max_epu8(x, _mm_set1_epi8(0x20)),
			_mm_set1_epi8(0x20)));
		__m128i space = _mm_cmpeq_epi8(x, _mm_set1_epi8(' '));
		unsigned bits =
		    (unsigned)_mm_movemask_epi8(_mm_andnot_si128(space, stop));

		if (bits != 0)
			return p + __builtin_ctz(bits);
		p += 16;
	}
#endif
	while (p < end && *p != '"' && *p != '\\' && (unsigned char)*p >= 0x20)
		p++;
	return p;
}

/* Behind the closing quote, or NULL. */
static const char *
string(const char *p, const char *end)
{
	for (p = plain(p, end); p < end; p = plain(p, end)) {
		if (*p == '"')
			return p + 1;
		if (*p != '\\' || end - p < 2 ||
		    strchr("\"\\/bfnrtu", p[1]) == NULL)
			return NULL;
		if (p[1] == 'u') {
			if (end - p < 6)
				return NULL;
			for (int i = 2; i < 6; i++)
				if (strchr("0123456789abcdefABCDEF", p[i]) ==
				    NULL)
					return NULL;
			p += 6;
		} else {
			p += 2;
		}
	}
	return NULL;
}

static const char *
digits(const char *p, const char *end)
{
	const char *from = p;

	while (p < end && *p >= '0' && *p <= '9')
		p++;
	return p > from ? p : NULL;
}

static const char *
number(const char *p, const char *end)
{
	p += *p == '-';
	if (p < end && *p == '0')
		p++;
	else if ((p = digits(p, end)) == NULL)
		return NULL;
	if (p < end && *p == '.' && (p = digits(p + 1, end)) == NULL)
		return NULL;
	if (p < end && (*p == 'e' || *p == 'E')) {
		p++;
		p += p < end && (*p == '+' || *p == '-');
		p = digits(p, end);
	}
	return p;
}

static const char *
scalar(const char *p, const char *end)
{
	if (*p == '"')
		return string(p + 1, end);
	if (end - p >= 4 &&
	    (memcmp(p, "true", 4) == 0 || memcmp(p, "null", 4) == 0))
		return p + 4;
	if (end - p >= 5 && memcmp(p, "false", 5) == 0)
		return p + 5;
	return number(p, end);
}

bool
floor_skim(const char *text, size_t n)
{
	const char *p = text, *end = text + n;
	unsigned char objects[DEEPEST / 8] = { 0 };
	unsigned depth = 0;

	for (;;) {
		/* A value is due. */
		p = blanks(p, end);
		if (p == end)
			return false;
		if (*p == '{' || *p == '[') {
			bool object = *p == '{';

			if (depth == DEEPEST)
				return false;
			objects[depth / 8] &= (unsigned char)~(1U << depth % 8);
			objects[depth / 8] |=
			    (unsigned char)((unsigned)object << depth % 8);
			depth++;
			p = blanks(p + 1, end);
			if (p < end && *p == (object ? '}' : ']')) {
				p++;
				depth--;
			} else if (!object) {
				continue;
			} else {
				goto key;
			}
		} else if ((p = scalar(p, end)) == NULL) {
			return false;
		}
		/* A value has ended. */
		for (;;) {
			bool object;

			p = blanks(p, end);
			if (depth == 0)
				return p == end;
			if (p == end)
				return false;
			object =
			    objects[(depth - 1) / 8] >> (depth - 1) % 8 & 1;
			if (*p == ',') {
				p = blanks(p + 1, end);
				if (object)
					goto key;
				break;
			}
			if (*p != (object ? '}' : ']'))
				return false;
			depth--;
			p++;
		}
		continue;
	key:
		if (p == end || *p != '"' || (p = string(p + 1, end)) == NULL)
			return false;
		p = blanks(p, end);
		if (p == end || *p++ != ':')
			return false;
	}
}
