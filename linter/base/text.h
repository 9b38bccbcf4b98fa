/* SPDX-License-Identifier: MIT */
#ifndef MDM_BASE_TEXT_H
#define MDM_BASE_TEXT_H

#include "base/arena.h"

/* How the bytes of a file spell their text. */
enum mdm_encoding {
	MDM_UTF8,
	MDM_UTF8_BOM,
	MDM_UTF16LE,
	MDM_UTF16BE,
	MDM_WINDOWS_1252, /* not valid UTF-8, so taken as this */
	MDM_BINARY	  /* no text at all */
};

/* "UTF-8", "UTF-8 with BOM", ... */
const char *mdm_encoding_name(enum mdm_encoding);

/*
 * Decode to UTF-8 without BOM.  The result is `bytes` itself where nothing
 * had to be changed, else memory of the arena.  UTF-16 is recognised by BOM,
 * or by zero bytes beside an ASCII '{', '[' or '<' at the start; an unpaired
 * surrogate or an odd last byte becomes U+FFFD and sets *ret_damaged.
 * Bytes that are no UTF-8 are taken as Windows-1252, unless they contain NUL
 * or start like DER or a binary format: then MDM_BINARY and unchanged.
 */
struct mdm_str mdm_text_decode(struct mdm_arena *, struct mdm_str bytes,
    enum mdm_encoding *ret_encoding, bool *ret_damaged);

/* No byte above 0x7f. */
bool mdm_ascii(struct mdm_str);

/* Strict UTF-8 (RFC 3629); on false *ret_offset is the first bad byte. */
bool mdm_utf8_valid(struct mdm_str, size_t *ret_offset);

/* Code points of valid UTF-8. */
size_t mdm_utf8_count(struct mdm_str);

/*
 * The code point at offset *at (which moves past it); 0xFFFD and one byte on
 * for anything malformed.
 */
uint32_t mdm_utf8_next(struct mdm_str, size_t *at);

/* Writes 1-4 bytes, returns how many. */
size_t mdm_utf8_write(uint32_t code_point, char ret[4]);

/*
 * True for characters nobody sees: U+200B-U+200F, U+202A-U+202E,
 * U+2060-U+2064, U+FEFF, U+00AD.
 */
bool mdm_is_invisible(uint32_t code_point);

/* What stands in a base64 text besides the alphabet. */
struct mdm_base64 {
	struct mdm_str bytes; /* decoded; p == NULL when it is no base64 */
	bool valid;	      /* RFC 4648 section 4, white space tolerated */
	bool white_space;     /* blanks or line breaks inside */
	bool outer_space;     /* blanks or line breaks around it only */
	bool padding_missing; /* '=' left out at the end */
	size_t bad_offset;    /* !valid: offset of the first wrong byte */
	const char *problem;  /* !valid: what is wrong there */
};

struct mdm_base64 mdm_base64_decode(struct mdm_arena *, struct mdm_str text);

/* RFC 4648 section 4, one line, padded. */
struct mdm_str mdm_base64_encode(struct mdm_arena *, struct mdm_str bytes);

/*
 * Thumbprint text without white space, ':' , '-' and invisible characters
 * (rules.md section 4); the flags say what was removed.
 */
struct mdm_thumbprint_text {
	struct mdm_str digits; /* lower case if all hex */
	bool hex;	       /* only hex digits remain, at least one */
	bool blanks, separators, invisible, other_non_ascii;
	uint32_t hidden;      /* the first invisible code point */
	size_t hidden_offset; /* and where, in bytes */
};

struct mdm_thumbprint_text mdm_thumbprint_clean(
    struct mdm_arena *, struct mdm_str text);

/*
 * RFC 3339 date-time, a bare YYYY-MM-DD (midnight UTC), fractions of seconds
 * ignored; seconds since 1970 UTC.
 */
bool mdm_time_parse(struct mdm_str, int64_t *ret_seconds);

/* "2026-06-01T00:00:00Z" and "2026-06-01"; years beyond 9999 are cut. */
void mdm_time_format(int64_t seconds, char ret[21]);
void mdm_date_format(int64_t seconds, char ret[11]);

#endif
