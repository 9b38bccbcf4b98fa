/* SPDX-License-Identifier: MIT */
#include "dermake.h"

#include <openssl/asn1.h>
#include <openssl/objects.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "base/vec.h"

void
give_up(const char *what, const char *name)
{
	fprintf(stderr, "mkfixtures: %s: %s\n", what, name);
	exit(1);
}

struct mdm_str
bytes_join(struct mdm_arena *a, const struct mdm_str *parts, size_t n)
{
	size_t total = 0, at = 0;
	char *out;

	for (size_t i = 0; i < n; i++)
		total += parts[i].n;
	out = MDM_NEW_N(a, char, total + 1);
	for (size_t i = 0; i < n; i++) {
		if (parts[i].n > 0)
			memcpy(out + at, parts[i].p, parts[i].n);
		at += parts[i].n;
	}
	return mdm_str_span(out, total);
}

struct mdm_str
bytes_of_hex(struct mdm_arena *a, struct mdm_str hex)
{
	uint8_t *out = MDM_NEW_N(a, uint8_t, hex.n / 2 + 1);

	if (hex.n % 2 != 0 || !mdm_hex_exact(hex, out, hex.n / 2))
		give_up("no hex", mdm_str_dup(a, hex).p);
	return mdm_str_span((const char *)out, hex.n / 2);
}

struct mdm_str
hex_of_bytes(struct mdm_arena *a, struct mdm_str bytes)
{
	char *out = MDM_NEW_N(a, char, 2 * bytes.n + 1);

	mdm_hex_write((const uint8_t *)bytes.p, bytes.n, out);
	return mdm_str_span(out, 2 * bytes.n);
}

struct mdm_str
der(struct mdm_arena *a, unsigned tag, struct mdm_str content)
{
	char head[8];
	size_t n = 0, octets = 0;

	head[n++] = (char)tag;
	if (content.n < 0x80) {
		head[n++] = (char)content.n;
	} else {
		while (octets < 4 && content.n >> (8 * octets) > 0)
			octets++;
		head[n++] = (char)(0x80 | octets);
		while (octets-- > 0)
			head[n++] = (char)(content.n >> (8 * octets) & 0xff);
	}
	return BYTES_JOIN(a, mdm_str_span(head, n), content);
}

struct mdm_str
der_int(struct mdm_arena *a, int64_t value)
{
	char octets[8];
	size_t n = 8, from = 0;

	for (size_t i = 0; i < n; i++)
		octets[i] = (char)((uint64_t)value >> (56 - 8 * i) & 0xff);
	/* The first nine bits may not be equal. */
	while (from < 7 &&
	    ((octets[from] == 0 && (octets[from + 1] & 0x80) == 0) ||
		(octets[from] == (char)0xff && (octets[from + 1] & 0x80) != 0)))
		from++;
	return der(a, DER_INTEGER, mdm_str_span(octets + from, n - from));
}

struct mdm_str
der_bits(struct mdm_arena *a, struct mdm_str bytes)
{
	return der(a, DER_BITS, BYTES_JOIN(a, mdm_str_span("\0", 1), bytes));
}

struct mdm_str
der_oid(struct mdm_arena *a, const char *name)
{
	ASN1_OBJECT *object = OBJ_txt2obj(name, 0);
	struct mdm_str oid;

	if (object == NULL)
		give_up("no such OID", name);
	oid = der(a, DER_OID,
	    mdm_str_span(
		(const char *)OBJ_get0_data(object), OBJ_length(object)));
	ASN1_OBJECT_free(object);
	return oid;
}

/* BMPString wants two octets a character; the recipes stay below U+10000. */
static struct mdm_str
name_value(struct mdm_arena *a, struct mdm_str value, unsigned tag)
{
	char *out = MDM_NEW_N(a, char, 2 * value.n + 1);
	size_t n = 0;

	if (tag != DER_BMP && tag != DER_T61)
		return der(a, tag, value);
	for (size_t i = 0; i < value.n;) {
		uint32_t c = mdm_utf8_next(value, &i);

		if (tag == DER_BMP)
			out[n++] = (char)(c >> 8);
		out[n++] = (char)c;
	}
	return der(a, tag, mdm_str_span(out, n));
}

static const struct {
	const char *short_name, *openssl;
	unsigned tag; /* 0: as the recipe says */
} name_types[] = {
	{ "C", "C", DER_PRINTABLE },
	{ "E", "emailAddress", DER_IA5 },
	{ "DC", "DC", DER_IA5 },
	{ "S", "ST", 0 },
	{ "SERIALNUMBER", "serialNumber", DER_PRINTABLE },
};

static struct mdm_str
name_part(struct mdm_arena *a, struct mdm_str type, struct mdm_str value,
    unsigned tag)
{
	const char *name = mdm_str_dup(a, mdm_str_trim(type)).p;

	for (size_t i = 0; i < sizeof(name_types) / sizeof(*name_types); i++) {
		if (!mdm_str_is(mdm_str_trim(type), name_types[i].short_name))
			continue;
		name = name_types[i].openssl;
		if (name_types[i].tag != 0)
			tag = name_types[i].tag;
	}
	return DER_SEQ(a, der_oid(a, name), name_value(a, value, tag));
}

/* Takes "type=value" from *rest; *ret_end is what ended it: , + or NUL. */
static struct mdm_str
next_part(
    struct mdm_arena *a, struct mdm_str *rest, unsigned tag, char *ret_end)
{
	size_t equals = mdm_str_find_byte(*rest, '='), i, n = 0;
	struct mdm_str type;
	char *value;

	if (equals == SIZE_MAX)
		give_up("no name", mdm_str_dup(a, *rest).p);
	type = mdm_str_sub(*rest, 0, equals);
	value = MDM_NEW_N(a, char, rest->n);
	*ret_end = '\0';
	for (i = equals + 1; i < rest->n; i++) {
		char c = rest->p[i];

		if (c == ',' || c == '+') {
			*ret_end = c;
			i++;
			break;
		}
		if (c == '\\' && i + 1 < rest->n)
			c = rest->p[++i];
		value[n++] = c;
	}
	*rest = mdm_str_sub(*rest, i, SIZE_MAX);
	return name_part(a, type, mdm_str_span(value, n), tag);
}

struct mdm_str
der_name(struct mdm_arena *a, struct mdm_str text, unsigned tag)
{
	struct mdm_str rest = text, set = { "", 0 }, all = { "", 0 };
	char end = ',';

	if (text.n == 0)
		return der(a, DER_SEQUENCE, all);
	while (end != '\0') {
		set = BYTES_JOIN(a, set, next_part(a, &rest, tag, &end));
		if (end == '+')
			continue;
		/* DER goes from the general to the specific. */
		all = BYTES_JOIN(a, der(a, DER_SET, set), all);
		set.n = 0;
	}
	return der(a, DER_SEQUENCE, all);
}

struct mdm_str
der_time(struct mdm_arena *a, struct mdm_str text)
{
	int64_t seconds;
	char date[21];

	if (!mdm_time_parse(text, &seconds))
		return der(a, DER_UTC_TIME, text);
	mdm_time_format(seconds, date);
	if (memcmp(date, "2050", 4) >= 0 || memcmp(date, "1950", 4) < 0)
		return der(a, DER_GENERAL_TIME,
		    mdm_str_printf(a, "%.4s%.2s%.2s%.2s%.2s%.2sZ", date,
			date + 5, date + 8, date + 11, date + 14, date + 17));
	return der(a, DER_UTC_TIME,
	    mdm_str_printf(a, "%.2s%.2s%.2s%.2s%.2s%.2sZ", date + 2, date + 5,
		date + 8, date + 11, date + 14, date + 17));
}

struct mdm_str
der_first(struct mdm_str s, struct mdm_str *ret_content)
{
	const uint8_t *p = (const uint8_t *)s.p;
	size_t head = 2, length;

	if (s.n < 2)
		give_up("DER", "too short");
	length = p[1];
	if (length > 0x80) {
		size_t octets = length & 0x7f;

		length = 0;
		for (size_t i = 0; i < octets && head < s.n; i++)
			length = length << 8 | p[head++];
	}
	*ret_content = mdm_str_sub(s, head, length);
	return mdm_str_sub(s, 0, head + length);
}
