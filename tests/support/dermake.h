/* SPDX-License-Identifier: MIT */
#ifndef MDM_TESTS_SUPPORT_DERMAKE_H
#define MDM_TESTS_SUPPORT_DERMAKE_H

#include "base/arena.h"

/*
 * DER put together by hand: fixtures need certificates that no library
 * would agree to write.
 */
enum der_tag {
	DER_BOOLEAN = 0x01,
	DER_INTEGER = 0x02,
	DER_BITS = 0x03,
	DER_OCTETS = 0x04,
	DER_NULL = 0x05,
	DER_OID = 0x06,
	DER_UTF8 = 0x0c,
	DER_PRINTABLE = 0x13,
	DER_T61 = 0x14,
	DER_IA5 = 0x16,
	DER_UTC_TIME = 0x17,
	DER_GENERAL_TIME = 0x18,
	DER_BMP = 0x1e,
	DER_SEQUENCE = 0x30,
	DER_SET = 0x31,
	DER_CONTEXT = 0x80,	/* primitive, add the number */
	DER_CONSTRUCTED = 0xa0, /* context, add the number */
};

/* One behind the other. */
struct mdm_str bytes_join(
    struct mdm_arena *, const struct mdm_str *parts, size_t n);
#define BYTES_JOIN(a, ...)                                                     \
	bytes_join((a), (const struct mdm_str[]){ __VA_ARGS__ },               \
	    sizeof((const struct mdm_str[]){ __VA_ARGS__ }) /                  \
		sizeof(struct mdm_str))

struct mdm_str bytes_of_hex(struct mdm_arena *, struct mdm_str hex);
struct mdm_str hex_of_bytes(struct mdm_arena *, struct mdm_str bytes);

struct mdm_str der(struct mdm_arena *, unsigned tag, struct mdm_str content);
#define DER_SEQ(a, ...) der((a), DER_SEQUENCE, BYTES_JOIN((a), __VA_ARGS__))

/* A non-negative INTEGER of up to 63 bits; or any, in as many octets. */
struct mdm_str der_int(struct mdm_arena *, int64_t);

/* BIT STRING without unused bits. */
struct mdm_str der_bits(struct mdm_arena *, struct mdm_str);

/* By dotted OID or OpenSSL's name; ends the program when there is none. */
struct mdm_str der_oid(struct mdm_arena *, const char *name);

/*
 * A Name from "CN=x,OU=y,O=z", most specific first as RFC 4514 has it;
 * backslash escapes, '+' joins.  `tag` is the string type of the values
 * (countries, e-mail and domain parts keep their own).
 */
struct mdm_str der_name(struct mdm_arena *, struct mdm_str text, unsigned tag);

/* "2026-06-01" or RFC 3339: UTCTime up to 2049; else the text as it is. */
struct mdm_str der_time(struct mdm_arena *, struct mdm_str text);

/* The whole first element, or its content. */
struct mdm_str der_first(struct mdm_str, struct mdm_str *ret_content);

/* "what: name", and the program ends with exit code 1. */
_Noreturn void give_up(const char *what, const char *name);

#endif
