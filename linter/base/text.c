/* SPDX-License-Identifier: MIT */
#include "base/text.h"

#include <stdio.h>

const char *
mdm_encoding_name(enum mdm_encoding e)
{
	static const char *const names[] = {
		[MDM_UTF8] = "UTF-8",
		[MDM_UTF8_BOM] = "UTF-8 with BOM",
		[MDM_UTF16LE] = "UTF-16LE",
		[MDM_UTF16BE] = "UTF-16BE",
		[MDM_WINDOWS_1252] = "Windows-1252",
		[MDM_BINARY] = "binary",
	};

	return names[e];
}

/* Length of the well-formed sequence at p (RFC 3629 section 4), or 0. */
static size_t
sequence_length(const unsigned char *p, size_t n)
{
	unsigned char c = p[0], low = 0x80, high = 0xbf;
	size_t need;

	if (c < 0x80)
		return 1;
	if (c >= 0xc2 && c <= 0xdf) {
		need = 2;
	} else if (c >= 0xe0 && c <= 0xef) {
		need = 3;
		if (c == 0xe0)
			low = 0xa0;
		if (c == 0xed)
			high = 0x9f;
	} else if (c >= 0xf0 && c <= 0xf4) {
		need = 4;
		if (c == 0xf0)
			low = 0x90;
		if (c == 0xf4)
			high = 0x8f;
	} else {
		return 0;
	}
	if (n < need || p[1] < low || p[1] > high)
		return 0;
	for (size_t i = 2; i < need; i++)
		if (p[i] < 0x80 || p[i] > 0xbf)
			return 0;
	return need;
}

static bool
eight_ascii(const char *p)
{
	uint64_t x;

	memcpy(&x, p, sizeof(x));
	return (x & 0x8080808080808080U) == 0;
}

bool
mdm_ascii(struct mdm_str s)
{
	size_t i = 0;

	for (; i + 8 <= s.n; i += 8)
		if (!eight_ascii(s.p + i))
			return false;
	for (; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

bool
mdm_utf8_valid(struct mdm_str s, size_t *ret_offset)
{
	for (size_t i = 0; i < s.n;) {
		size_t n;

		if (s.n - i >= 8 && eight_ascii(s.p + i)) {
			i += 8;
			continue;
		}
		n = sequence_length((const unsigned char *)s.p + i, s.n - i);
		if (n == 0) {
			if (ret_offset != NULL)
				*ret_offset = i;
			return false;
		}
		i += n;
	}
	return true;
}

/* Bytes 10xxxxxx among eight. */
static size_t
continuations(const char *p)
{
	uint64_t x;

	memcpy(&x, p, sizeof(x));
	x = x >> 7 & ~x >> 6 & 0x0101010101010101U;
	return (size_t)(x * 0x0101010101010101U >> 56);
}

size_t
mdm_utf8_count(struct mdm_str s)
{
	size_t count = 0, i = 0;

	for (; i + 8 <= s.n; i += 8)
		count += 8 - continuations(s.p + i);
	for (; i < s.n; i++)
		count += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return count;
}

uint32_t
mdm_utf8_next(struct mdm_str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.p + *at;
	size_t n = sequence_length(p, s.n - *at);
	static const unsigned char mask[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
	uint32_t c;

	if (n == 0) {
		*at += 1;
		return 0xfffd;
	}
	c = p[0] & mask[n];
	for (size_t i = 1; i < n; i++)
		c = c << 6 | (p[i] & 0x3f);
	*at += n;
	return c;
}

size_t
mdm_utf8_write(uint32_t c, char ret[4])
{
	if (c < 0x80) {
		ret[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		ret[0] = (char)(0xc0 | c >> 6);
		ret[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		ret[0] = (char)(0xe0 | c >> 12);
		ret[1] = (char)(0x80 | (c >> 6 & 0x3f));
		ret[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	ret[0] = (char)(0xf0 | c >> 18);
	ret[1] = (char)(0x80 | (c >> 12 & 0x3f));
	ret[2] = (char)(0x80 | (c >> 6 & 0x3f));
	ret[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

bool
mdm_is_invisible(uint32_t c)
{
	return (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
	    (c >= 0x2060 && c <= 0x2064) || c == 0xfeff || c == 0xad;
}

static uint32_t
utf16_unit(struct mdm_str s, size_t i, bool big)
{
	unsigned char a = (unsigned char)s.p[i];
	unsigned char b = (unsigned char)s.p[i + 1];

	return big ? (uint32_t)a << 8 | b : (uint32_t)b << 8 | a;
}

/*
 * ASCII, as most of it is, four units at a time; returns how many units that
 * were.  The room is three bytes a unit.
 */
static size_t
copy_ascii(struct mdm_str s, bool big, char *out)
{
	const uint64_t foreign =
	    big ? 0x80ff80ff80ff80ffU : 0xff80ff80ff80ff80U;
	size_t i = 0;

	for (; 2 * i + 8 <= s.n; i += 4) {
		const char *p = s.p + 2 * i + (big ? 1 : 0);
		uint64_t four;

		/* The mask is for little-endian machines; elsewhere one by
		   one. */
		memcpy(&four, s.p + 2 * i, sizeof(four));
		if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__ ||
		    (four & foreign) != 0)
			break;
		out[i] = p[0];
		out[i + 1] = p[2];
		out[i + 2] = p[4];
		out[i + 3] = p[6];
	}
	return i;
}

static struct mdm_str
decode_utf16(
    struct mdm_arena *arena, struct mdm_str s, bool big, bool *ret_damaged)
{
	/* One unit becomes at most three bytes. */
	char *out = mdm_alloc(arena, s.n / 2 + 1, 3, 1);
	size_t n = 0, i = 0;

	while (i + 1 < s.n) {
		size_t ascii =
		    copy_ascii(mdm_str_sub(s, i, SIZE_MAX), big, out + n);
		uint32_t c;

		n += ascii;
		i += 2 * ascii;
		if (i + 1 >= s.n)
			break;
		c = utf16_unit(s, i, big);
		i += 2;
		if (c >= 0xd800 && c < 0xdc00 && i + 1 < s.n) {
			uint32_t low = utf16_unit(s, i, big);

			if (low >= 0xdc00 && low < 0xe000) {
				c = 0x10000 + ((c - 0xd800) << 10) +
				    (low - 0xdc00);
				i += 2;
			}
		}
		if (c >= 0xd800 && c < 0xe000) {
			*ret_damaged = true;
			c = 0xfffd;
		}
		n += mdm_utf8_write(c, out + n);
	}
	if (i < s.n) {
		*ret_damaged = true;
		n += mdm_utf8_write(0xfffd, out + n);
	}
	return mdm_str_span(out, n);
}

/* Windows-1252, 0x80 to 0x9f; the five holes map to themselves. */
static const uint16_t windows_1252[32] = { 0x20ac, 0x81, 0x201a, 0x192, 0x201e,
	0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d,
	0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013,
	0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178 };

static struct mdm_str
decode_windows_1252(struct mdm_arena *arena, struct mdm_str s)
{
	char *out = mdm_alloc(arena, s.n + 1, 3, 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		uint32_t c = (unsigned char)s.p[i];

		if (c >= 0x80 && c < 0xa0)
			c = windows_1252[c - 0x80];
		n += mdm_utf8_write(c, out + n);
	}
	return mdm_str_span(out, n);
}

static bool
starts_text(char c)
{
	return c == '{' || c == '[' || c == '<';
}

static bool
starts_bytes(struct mdm_str s, const char *magic, size_t n)
{
	return s.n >= n && memcmp(s.p, magic, n) == 0;
}

struct mdm_str
mdm_text_decode(struct mdm_arena *arena, struct mdm_str s,
    enum mdm_encoding *ret_encoding, bool *ret_damaged)
{
	*ret_damaged = false;
	if (starts_bytes(s, "\xef\xbb\xbf", 3)) {
		s = mdm_str_sub(s, 3, s.n);
		*ret_encoding = MDM_UTF8_BOM;
		if (mdm_utf8_valid(s, NULL))
			return s;
		*ret_damaged = true;
		return decode_windows_1252(arena, s);
	}
	if (starts_bytes(s, "\xff\xfe", 2) || starts_bytes(s, "\xfe\xff", 2)) {
		bool big = s.p[0] == '\xfe';

		*ret_encoding = big ? MDM_UTF16BE : MDM_UTF16LE;
		return decode_utf16(
		    arena, mdm_str_sub(s, 2, s.n), big, ret_damaged);
	}
	if (s.n >= 2 && starts_text(s.p[0]) && s.p[1] == '\0') {
		*ret_encoding = MDM_UTF16LE;
		return decode_utf16(arena, s, false, ret_damaged);
	}
	if (s.n >= 2 && s.p[0] == '\0' && starts_text(s.p[1])) {
		*ret_encoding = MDM_UTF16BE;
		return decode_utf16(arena, s, true, ret_damaged);
	}
	if (mdm_utf8_valid(s, NULL)) {
		*ret_encoding = MDM_UTF8;
		return s;
	}
	/* DER starts with a SEQUENCE; 0x30 0x82 is no text of anybody's. */
	if ((s.n > 1 && s.p[0] == '0' && (unsigned char)s.p[1] >= 0x80) ||
	    memchr(s.p, '\0', s.n) != NULL) {
		*ret_encoding = MDM_BINARY;
		return s;
	}
	*ret_encoding = MDM_WINDOWS_1252;
	return decode_windows_1252(arena, s);
}

/* -1 other, -2 white space, -3 padding. */
static int
base64_digit(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (mdm_is_digit(c))
		return c - '0' + 52;
	if (c == '+')
		return 62;
	if (c == '/')
		return 63;
	if (c == '=')
		return -3;
	return mdm_is_space(c) ? -2 : -1;
}

static void
base64_fail(struct mdm_base64 *b, size_t offset, const char *problem)
{
	b->valid = false;
	b->bytes = (struct mdm_str){ NULL, 0 };
	b->bad_offset = offset;
	b->problem = problem;
}

struct mdm_base64
mdm_base64_decode(struct mdm_arena *arena, struct mdm_str text)
{
	struct mdm_base64 b = { .valid = true };
	struct mdm_str inner = mdm_str_trim(text);
	size_t lead = (size_t)(inner.p - text.p);
	unsigned char *out = mdm_alloc(arena, inner.n / 4 + 1, 3, 1);
	size_t n = 0, digits = 0, pads = 0;
	uint32_t group = 0;

	b.outer_space = inner.n != text.n;
	for (size_t i = 0; i < inner.n; i++) {
		int d = base64_digit(inner.p[i]);

		if (d == -2) {
			b.white_space = true;
		} else if (d == -3) {
			pads++;
			if (pads > 2 || digits % 4 < 2) {
				base64_fail(&b, lead + i, "misplaced '='");
				return b;
			}
		} else if (d < 0 || pads > 0) {
			base64_fail(&b, lead + i,
			    pads > 0 ? "text after the padding"
				     : "character outside the alphabet");
			return b;
		} else {
			group = group << 6 | (uint32_t)d;
			if (++digits % 4 == 0) {
				out[n++] = (unsigned char)(group >> 16);
				out[n++] = (unsigned char)(group >> 8);
				out[n++] = (unsigned char)group;
			}
		}
	}
	if (digits % 4 == 1) {
		base64_fail(
		    &b, lead + inner.n, "one digit too many or cut off");
		return b;
	}
	if (pads > 0 && (digits + pads) % 4 != 0) {
		base64_fail(&b, lead + inner.n, "padding of wrong length");
		return b;
	}
	if (digits % 4 >= 2)
		out[n++] = (unsigned char)(group >> (digits % 4 == 2 ? 4 : 10));
	if (digits % 4 == 3)
		out[n++] = (unsigned char)(group >> 2);
	b.padding_missing = digits % 4 != 0 && pads == 0;
	b.bytes = mdm_str_span((const char *)out, n);
	return b;
}

struct mdm_str
mdm_base64_encode(struct mdm_arena *arena, struct mdm_str bytes)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijk"
				       "lmnopqrstuvwxyz0123456789+/";
	const unsigned char *p = (const unsigned char *)bytes.p;
	char *out = mdm_alloc(arena, bytes.n / 3 + 1, 4, 1);
	size_t n = 0;

	for (size_t i = 0; i < bytes.n; i += 3) {
		size_t left = bytes.n - i;
		uint32_t g = (uint32_t)p[i] << 16 |
		    (left > 1 ? (uint32_t)p[i + 1] << 8 : 0) |
		    (left > 2 ? p[i + 2] : 0);

		out[n++] = alphabet[g >> 18];
		out[n++] = alphabet[g >> 12 & 63];
		out[n++] = left > 1 ? alphabet[g >> 6 & 63] : '=';
		out[n++] = left > 2 ? alphabet[g & 63] : '=';
	}
	return mdm_str_span(out, n);
}

static bool
is_blank_char(uint32_t c)
{
	return c == 0xa0 || c == 0x202f || c == 0x3000 ||
	    (c >= 0x2000 && c <= 0x200a);
}

struct mdm_thumbprint_text
mdm_thumbprint_clean(struct mdm_arena *arena, struct mdm_str text)
{
	struct mdm_thumbprint_text t = { .hex = true };
	char *out = mdm_alloc(arena, text.n + 1, 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n;) {
		size_t from = i;
		uint32_t c = mdm_utf8_next(text, &i);

		if (c < 0x80 && mdm_is_space((char)c)) {
			t.blanks = true;
		} else if (c == ':' || c == '-') {
			t.separators = true;
		} else if (mdm_is_invisible(c) || is_blank_char(c)) {
			if (!t.invisible) {
				t.hidden = c;
				t.hidden_offset = from;
			}
			t.invisible = true;
		} else {
			t.other_non_ascii |= c >= 0x80;
			t.hex &= c < 0x80 && mdm_hex_digit((char)c) >= 0;
			memcpy(out + n, text.p + from, i - from);
			n += i - from;
		}
	}
	t.hex &= n > 0;
	for (size_t i = 0; t.hex && i < n; i++)
		out[i] = mdm_lower(out[i]);
	t.digits = mdm_str_span(out, n);
	return t;
}

/* Days since 1970-01-01 of a proleptic Gregorian date. */
static int64_t
days_of(int64_t year, int64_t month, int64_t day)
{
	int64_t era, of_era;

	year -= month <= 2;
	era = (year >= 0 ? year : year - 399) / 400;
	of_era = year - era * 400;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	    (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1 - 719468;
}

static bool
number_at(struct mdm_str s, size_t from, size_t n, int64_t *ret)
{
	return s.n >= from + n && mdm_is_digit(s.p[from]) &&
	    mdm_str_to_int(mdm_str_sub(s, from, n), ret);
}

static bool
separators_at(struct mdm_str s)
{
	return s.p[4] == '-' && s.p[7] == '-';
}

/* "Z", "+hh:mm" or "-hh:mm"; the offset in seconds. */
static bool
zone_of(struct mdm_str zone, int64_t *ret_offset)
{
	int64_t hours, minutes;

	if (zone.n == 1 && mdm_lower(zone.p[0]) == 'z') {
		*ret_offset = 0;
		return true;
	}
	if (zone.n != 6 || zone.p[3] != ':' || !number_at(zone, 1, 2, &hours) ||
	    !number_at(zone, 4, 2, &minutes))
		return false;
	*ret_offset = hours * 3600 + minutes * 60;
	if (zone.p[0] == '-')
		*ret_offset = -*ret_offset;
	return zone.p[0] == '-' || zone.p[0] == '+';
}

static int64_t
days_in_month(int64_t year, int64_t month)
{
	static const int64_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

bool
mdm_time_parse(struct mdm_str s, int64_t *ret_seconds)
{
	int64_t year, month, day, hour, minute, second, offset;
	size_t i = 19;

	if (!number_at(s, 0, 4, &year) || !number_at(s, 5, 2, &month) ||
	    !number_at(s, 8, 2, &day) || !separators_at(s) || month < 1 ||
	    month > 12 || day < 1 || day > days_in_month(year, month))
		return false;
	*ret_seconds = days_of(year, month, day) * 86400;
	if (s.n == 10)
		return true;
	if (!number_at(s, 11, 2, &hour) || !number_at(s, 14, 2, &minute) ||
	    !number_at(s, 17, 2, &second) || s.p[13] != ':' || s.p[16] != ':' ||
	    hour > 23 || minute > 59 || second > 60 ||
	    (s.p[10] != ' ' && mdm_lower(s.p[10]) != 't'))
		return false;
	if (i < s.n && s.p[i] == '.')
		for (i++; i < s.n && mdm_is_digit(s.p[i]); i++)
			;
	if (!zone_of(mdm_str_sub(s, i, s.n), &offset))
		return false;
	*ret_seconds += hour * 3600 + minute * 60 + second - offset;
	return true;
}

void
mdm_date_format(int64_t seconds, char ret[11])
{
	int64_t days = seconds / 86400 - (seconds % 86400 < 0);
	int64_t z = days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t of_era = z - era * 146097;
	int64_t year =
	    (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
	int64_t m = (5 * of_year + 2) / 153;
	int64_t month = m < 10 ? m + 3 : m - 9;
	int64_t day = of_year - (153 * m + 2) / 5 + 1;

	year += era * 400 + (month <= 2);
	if (year > 9999)
		year = 9999;
	if (year < 0)
		year = 0;
	snprintf(ret, 11, "%04u-%02u-%02u", (unsigned)year % 10000,
	    (unsigned)month % 100, (unsigned)day % 100);
}

void
mdm_time_format(int64_t seconds, char ret[21])
{
	int64_t of_day = seconds % 86400;
	char date[11];

	if (of_day < 0)
		of_day += 86400;
	mdm_date_format(seconds, date);
	snprintf(ret, 21, "%.10sT%02u:%02u:%02uZ", date,
	    (unsigned)(of_day / 3600) % 100, (unsigned)(of_day / 60 % 60),
	    (unsigned)(of_day % 60));
}
