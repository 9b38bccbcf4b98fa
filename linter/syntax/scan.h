/* SPDX-License-Identifier: MIT */
#ifndef MDM_SYNTAX_SCAN_H
#define MDM_SYNTAX_SCAN_H

#include <stdint.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/str.h"

/*
 * What skim.c and json.c do to every byte.  Sixteen at a time where the
 * processor can: settings catalogues are half white space.
 */
static inline bool
mdm_scan_is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

#ifdef __SSE2__
static inline __m128i
mdm_scan_load(const char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

static inline __m128i
mdm_scan_is(__m128i bytes, char c)
{
	return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c));
}
#endif

/* The first byte that is no white space, or the end. */
static inline const char *
mdm_scan_blanks(const char *p, const char *end)
{
	/* Mostly there is none, or one. */
	if (p < end && !mdm_scan_is_blank(*p))
		return p;
#ifdef __SSE2__
	for (; end - p >= 16; p += 16) {
		__m128i x = mdm_scan_load(p);
		__m128i blank = _mm_or_si128(
		    _mm_or_si128(mdm_scan_is(x, ' '), mdm_scan_is(x, '\n')),
		    _mm_or_si128(mdm_scan_is(x, '\r'), mdm_scan_is(x, '\t')));
		unsigned other = (unsigned)_mm_movemask_epi8(blank) ^ 0xffffU;

		if (other != 0)
			return p + __builtin_ctz(other);
	}
#endif
	while (p < end && mdm_scan_is_blank(*p))
		p++;
	return p;
}

/* The first quote, backslash or control character of a string, or the end. */
static inline const char *
mdm_scan_plain(const char *p, const char *end)
{
#ifdef __SSE2__
	for (; end - p >= 16; p += 16) {
		__m128i x = mdm_scan_load(p), last = _mm_set1_epi8(0x1f);
		__m128i stop = _mm_or_si128(
		    _mm_or_si128(mdm_scan_is(x, '"'), mdm_scan_is(x, '\\')),
		    _mm_cmpeq_epi8(_mm_max_epu8(x, last), last));
		unsigned bits = (unsigned)_mm_movemask_epi8(stop);

		if (bits != 0)
			return p + __builtin_ctz(bits);
	}
#endif
	while (p < end && *p != '"' && *p != '\\' && (unsigned char)*p >= 0x20)
		p++;
	return p;
}

/*
 * The escape at *p, which moves behind it, as UTF-8.  The text is known to be
 * valid.
 */
size_t mdm_scan_escape(const char **p, char ret[4]);

#endif
