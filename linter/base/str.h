/* SPDX-License-Identifier: MIT */
#ifndef MDM_BASE_STR_H
#define MDM_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * A view of bytes owned by somebody else; not NUL-terminated.  An absent
 * string has p == NULL, an empty one n == 0 and p != NULL.
 */
struct mdm_str {
	const char *p;
	size_t n;
};

/* Print a view: printf("name " MDM_FMT, MDM_ARG(s)). */
#define MDM_FMT "%.*s"
#define MDM_ARG(s) (int)(s).n, (s).p != NULL ? (s).p : ""

/* A view of a string literal. */
#define MDM_LIT(literal) ((struct mdm_str){ "" literal, sizeof(literal) - 1 })

static inline struct mdm_str
mdm_str_of(const char *text)
{
	return (struct mdm_str){ text, text != NULL ? strlen(text) : 0 };
}

static inline struct mdm_str
mdm_str_span(const char *p, size_t n)
{
	return (struct mdm_str){ p, n };
}

/*
 * Byte-wise equality.  Inline, as the others below: compared with a literal
 * it is one comparison of known length.
 */
static inline bool
mdm_str_eq(struct mdm_str a, struct mdm_str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* Equality with ASCII letters folded; other bytes must match. */
bool mdm_str_ieq(struct mdm_str a, struct mdm_str b);

/* Equality with a C string; `mdm_str_iis` folds ASCII letters. */
static inline bool
mdm_str_is(struct mdm_str a, const char *b)
{
	return mdm_str_eq(a, mdm_str_of(b));
}

static inline bool
mdm_str_iis(struct mdm_str a, const char *b)
{
	struct mdm_str other = mdm_str_of(b);

	return a.n == other.n && mdm_str_ieq(a, other);
}

/* Byte order, shorter first on a common prefix; for sorting. */
int mdm_str_cmp(struct mdm_str a, struct mdm_str b);

static inline bool
mdm_str_starts(struct mdm_str s, const char *prefix)
{
	size_t n = strlen(prefix);

	return s.n >= n && (n == 0 || memcmp(s.p, prefix, n) == 0);
}

static inline bool
mdm_str_ends(struct mdm_str s, const char *suffix)
{
	size_t n = strlen(suffix);

	return s.n >= n && (n == 0 || memcmp(s.p + s.n - n, suffix, n) == 0);
}

bool mdm_str_istarts(struct mdm_str s, const char *prefix);
bool mdm_str_iends(struct mdm_str s, const char *suffix);

/* Offset of the first occurrence, or SIZE_MAX. `_ifind` folds ASCII. */
size_t mdm_str_find(struct mdm_str s, const char *needle);
size_t mdm_str_ifind(struct mdm_str s, const char *needle);
size_t mdm_str_find_byte(struct mdm_str s, char byte);
size_t mdm_str_rfind_byte(struct mdm_str s, char byte);

static inline bool
mdm_str_has(struct mdm_str s, const char *needle)
{
	return mdm_str_find(s, needle) != SIZE_MAX;
}

static inline bool
mdm_str_ihas(struct mdm_str s, const char *needle)
{
	return mdm_str_ifind(s, needle) != SIZE_MAX;
}

/* The part from `from` (clamped) of at most `n` bytes. */
struct mdm_str mdm_str_sub(struct mdm_str s, size_t from, size_t n);

/* Without ASCII white space at both ends. */
struct mdm_str mdm_str_trim(struct mdm_str s);

/*
 * Take the part of `*rest` before the next `separator` and move `*rest`
 * past it.  Returns false when `*rest` is exhausted (rest->p == NULL).
 * An empty input yields one empty part, as a trailing separator does.
 */
bool mdm_str_split(
    struct mdm_str *rest, char separator, struct mdm_str *ret_part);

/* Decimal integer, whole string, optional '-'; false when it is none. */
bool mdm_str_to_int(struct mdm_str s, int64_t *ret_value);

/*
 * Edit distance (insert, delete, replace, swap of neighbours), ASCII letters
 * folded; anything above `limit` is returned as limit + 1.
 * Strings longer than 64 bytes are never near.
 */
unsigned mdm_str_distance(struct mdm_str a, struct mdm_str b, unsigned limit);

/*
 * The candidate nearest to `word` (at most a third of its letters wrong), or
 * NULL: for "did you mean".  `candidates` ends with NULL.
 */
const char *mdm_str_nearest(struct mdm_str word, const char *const *candidates);

static inline bool
mdm_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
mdm_is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool
mdm_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline char
mdm_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* 0-15, or -1 when `c` is no hex digit. */
int mdm_hex_digit(char c);

/* Exactly 2 * n hex digits and nothing else; fills ret[n]. */
bool mdm_hex_exact(struct mdm_str s, uint8_t *ret, size_t n);

/* Lower-case hex of `n` bytes into ret[2 * n + 1], NUL-terminated. */
void mdm_hex_write(const uint8_t *bytes, size_t n, char *ret);

#endif
