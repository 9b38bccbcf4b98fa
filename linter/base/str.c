/* SPDX-License-Identifier: MIT */
#include "base/str.h"

bool
mdm_str_ieq(struct mdm_str a, struct mdm_str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): n > 0 */
		if (mdm_lower(a.p[i]) != mdm_lower(b.p[i]))
			return false;
	return true;
}

int
mdm_str_cmp(struct mdm_str a, struct mdm_str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n == 0 ? 0 : memcmp(a.p, b.p, n);

	if (order != 0)
		return order;
	return (a.n > b.n) - (a.n < b.n);
}

bool
mdm_str_istarts(struct mdm_str s, const char *prefix)
{
	struct mdm_str p = mdm_str_of(prefix);

	return s.n >= p.n && mdm_str_ieq(mdm_str_sub(s, 0, p.n), p);
}

bool
mdm_str_iends(struct mdm_str s, const char *suffix)
{
	struct mdm_str t = mdm_str_of(suffix);

	return s.n >= t.n && mdm_str_ieq(mdm_str_sub(s, s.n - t.n, t.n), t);
}

size_t
mdm_str_find(struct mdm_str s, const char *needle)
{
	const char *at =
	    s.n == 0 ? NULL : memmem(s.p, s.n, needle, strlen(needle));

	if (at != NULL)
		return (size_t)(at - s.p);
	return s.n == 0 && *needle == '\0' ? 0 : SIZE_MAX;
}

size_t
mdm_str_ifind(struct mdm_str s, const char *needle)
{
	size_t n = strlen(needle);
	char first = mdm_lower(*needle);

	for (size_t i = 0; i + n <= s.n; i++) {
		if (n > 0 && mdm_lower(s.p[i]) != first)
			continue;
		if (mdm_str_ieq(
			mdm_str_span(s.p + i, n), mdm_str_span(needle, n)))
			return i;
	}
	return SIZE_MAX;
}

size_t
mdm_str_find_byte(struct mdm_str s, char byte)
{
	const char *at = s.n == 0 ? NULL : memchr(s.p, byte, s.n);

	return at == NULL ? SIZE_MAX : (size_t)(at - s.p);
}

size_t
mdm_str_rfind_byte(struct mdm_str s, char byte)
{
	for (size_t i = s.n; i > 0; i--)
		if (s.p[i - 1] == byte)
			return i - 1;
	return SIZE_MAX;
}

struct mdm_str
mdm_str_sub(struct mdm_str s, size_t from, size_t n)
{
	if (from > s.n)
		from = s.n;
	if (n > s.n - from)
		n = s.n - from;
	return mdm_str_span(s.p == NULL ? NULL : s.p + from, n);
}

struct mdm_str
mdm_str_trim(struct mdm_str s)
{
	while (s.n > 0 && mdm_is_space(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && mdm_is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool
mdm_str_split(struct mdm_str *rest, char separator, struct mdm_str *ret_part)
{
	size_t at;

	if (rest->p == NULL)
		return false;
	at = mdm_str_find_byte(*rest, separator);
	if (at == SIZE_MAX) {
		*ret_part = *rest;
		*rest = (struct mdm_str){ NULL, 0 };
		return true;
	}
	*ret_part = mdm_str_span(rest->p, at);
	*rest = mdm_str_span(rest->p + at + 1, rest->n - at - 1);
	return true;
}

bool
mdm_str_to_int(struct mdm_str s, int64_t *ret_value)
{
	bool negative = s.n > 0 && s.p[0] == '-';
	size_t i = negative ? 1 : 0;
	int64_t value = 0;

	if (i == s.n)
		return false;
	for (; i < s.n; i++) {
		if (!mdm_is_digit(s.p[i]) || value > (INT64_MAX - 9) / 10)
			return false;
		value = value * 10 + (s.p[i] - '0');
	}
	*ret_value = negative ? -value : value;
	return true;
}

/*
 * One row of the table of Damerau and Levenshtein's distance (adjacent
 * transpositions count one); returns the least value in it.
 */
static unsigned
distance_row(struct mdm_str a, struct mdm_str b, size_t i, const unsigned *two,
    const unsigned *one, unsigned *row)
{
	char x = mdm_lower(a.p[i - 1]);
	unsigned least = (unsigned)i;

	row[0] = (unsigned)i;
	for (size_t j = 1; j <= b.n; j++) {
		char y = mdm_lower(b.p[j - 1]);
		unsigned best = one[j - 1] + (x != y);

		if (one[j] + 1 < best)
			best = one[j] + 1;
		if (row[j - 1] + 1 < best)
			best = row[j - 1] + 1;
		if (i > 1 && j > 1 && x != y && x == mdm_lower(b.p[j - 2]) &&
		    mdm_lower(a.p[i - 2]) == y && two[j - 2] + 1 < best)
			best = two[j - 2] + 1;
		row[j] = best;
		if (best < least)
			least = best;
	}
	return least;
}

unsigned
mdm_str_distance(struct mdm_str a, struct mdm_str b, unsigned limit)
{
	enum { MAX = 64 };
	unsigned rows[3][MAX + 1] = { { 0 } };
	unsigned *two = rows[0], *one = rows[1], *row = rows[2];
	size_t differ = a.n > b.n ? a.n - b.n : b.n - a.n;
	unsigned before = 0;

	if (a.n > MAX || b.n > MAX || differ > limit)
		return limit + 1;
	for (size_t j = 0; j <= b.n; j++) {
		one[j] = (unsigned)j;
		two[j] = 0;
	}
	for (size_t i = 1; i <= a.n; i++) {
		unsigned least = distance_row(a, b, i, two, one, row);
		unsigned *free_one = two;

		/* No later row can be better than the last two. */
		if (least > limit && before > limit)
			return limit + 1;
		before = least;
		two = one;
		one = row;
		row = free_one;
	}
	return one[b.n] > limit ? limit + 1 : one[b.n];
}

const char *
mdm_str_nearest(struct mdm_str word, const char *const *candidates)
{
	unsigned limit = word.n < 3 ? 0 : (unsigned)(word.n + 2) / 3;
	unsigned nearest = limit + 1;
	const char *found = NULL;

	for (; *candidates != NULL; candidates++) {
		unsigned d =
		    mdm_str_distance(word, mdm_str_of(*candidates), limit);

		if (d < nearest) {
			nearest = d;
			found = *candidates;
		}
	}
	return found;
}

int
mdm_hex_digit(char c)
{
	if (mdm_is_digit(c))
		return c - '0';
	c = mdm_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool
mdm_hex_exact(struct mdm_str s, uint8_t *ret, size_t n)
{
	if (s.n != 2 * n)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (mdm_hex_digit(s.p[i]) < 0)
			return false;
	for (size_t i = 0; i < n; i++)
		ret[i] = (uint8_t)((unsigned)mdm_hex_digit(s.p[2 * i]) << 4 |
		    (unsigned)mdm_hex_digit(s.p[2 * i + 1]));
	return true;
}

void
mdm_hex_write(const uint8_t *bytes, size_t n, char *ret)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < n; i++) {
		ret[2 * i] = digits[bytes[i] >> 4];
		ret[2 * i + 1] = digits[bytes[i] & 15];
	}
	ret[2 * n] = '\0';
}
