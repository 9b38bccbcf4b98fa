/* SPDX-License-Identifier: MIT */
#include "pki/carrier.h"

#include "base/placeholder.h"
#include "pki/look.h"

static const char *const names[] = {
	[MDM_CONTENT_ABSENT] = "nothing",
	[MDM_CONTENT_EMPTY] = "an empty value",
	[MDM_CONTENT_REDACTED] = "a masked value",
	[MDM_CONTENT_PLACEHOLDER] = "a placeholder",
	[MDM_CONTENT_CERTIFICATE] = "an X.509 certificate",
	[MDM_CONTENT_PKCS7] = "a PKCS#7 bundle",
	[MDM_CONTENT_PKCS12] = "a PKCS#12 file",
	[MDM_CONTENT_REQUEST] = "a certificate request",
	[MDM_CONTENT_CRL] = "a certificate revocation list",
	[MDM_CONTENT_PUBLIC_KEY] = "a public key",
	[MDM_CONTENT_PRIVATE_KEY] = "a private key",
	[MDM_CONTENT_OCSP] = "an OCSP response",
	[MDM_CONTENT_UNKNOWN_DER] = "DER of an unknown kind",
	[MDM_CONTENT_NOT_BASE64] = "text that is no base64",
	[MDM_CONTENT_OTHER] = "something that is no DER",
};

const char *
mdm_content_name(enum mdm_content content)
{
	return names[content];
}

/* DER or PEM; PEM may be UTF-16, as Windows tools write text. */
static bool
look(struct mdm_look *l, struct mdm_str bytes)
{
	enum mdm_encoding encoding;
	struct mdm_str text;
	bool damaged;

	if (mdm_look_der(l, bytes))
		return true;
	text = bytes;
	if (bytes.n >= 2 &&
	    (memcmp(bytes.p, "\xff\xfe", 2) == 0 ||
		memcmp(bytes.p, "\xfe\xff", 2) == 0))
		text = mdm_text_decode(l->scratch, bytes, &encoding, &damaged);
	return mdm_look_pem(l, text);
}

/*
 * Hex digits with or without separators.  Base64 of DER never begins with
 * "30" followed by a length octet in hex, so hex may be tried first.
 */
static bool
from_hex(struct mdm_arena *scratch, struct mdm_str text, struct mdm_str *ret)
{
	uint8_t *out;
	size_t n = 0, digits = 0;

	if (!mdm_str_istarts(text, "30") && !mdm_str_istarts(text, "0x30"))
		return false;
	if (mdm_str_istarts(text, "0x"))
		text = mdm_str_sub(text, 2, SIZE_MAX);
	for (size_t i = 0; i < text.n; i++) {
		bool digit = mdm_hex_digit(text.p[i]) >= 0;

		digits += digit;
		if (!digit && !mdm_is_space(text.p[i]) && text.p[i] != ':' &&
		    text.p[i] != '-')
			return false;
	}
	if (digits % 2 != 0)
		return false;
	out = MDM_NEW_N(scratch, uint8_t, digits / 2 + 1);
	for (size_t i = 0; i < text.n; i++) {
		int digit = mdm_hex_digit(text.p[i]);

		if (digit < 0)
			continue;
		out[n / 2] = (uint8_t)(out[n / 2] << 4 | digit);
		n++;
	}
	*ret = mdm_str_span((const char *)out, n / 2);
	return true;
}

static bool
from_percent(
    struct mdm_arena *scratch, struct mdm_str text, struct mdm_str *ret)
{
	char *out;
	size_t n = 0;

	if (mdm_str_find_byte(text, '%') == SIZE_MAX)
		return false;
	out = MDM_NEW_N(scratch, char, text.n);
	for (size_t i = 0; i < text.n; i++) {
		int high = -1, low = -1;

		if (text.p[i] == '%' && i + 2 < text.n) {
			high = mdm_hex_digit(text.p[i + 1]);
			low = mdm_hex_digit(text.p[i + 2]);
		}
		if (high >= 0 && low >= 0) {
			out[n++] = (char)(high << 4 | low);
			i += 2;
		} else {
			out[n++] = text.p[i];
		}
	}
	*ret = mdm_str_span(out, n);
	return true;
}

/* The characters that base64 and PEM can lose to HTML. */
static const struct {
	const char *escaped;
	char plain;
} entities[] = {
	{ "&amp;", '&' },
	{ "&plus;", '+' },
	{ "&sol;", '/' },
	{ "&equals;", '=' },
	{ "&NewLine;", '\n' },
};

/* Bytes of the reference at the start of `s`, 0 if it is none. */
static size_t
entity(struct mdm_str s, char *ret)
{
	unsigned value = 0, base = 10;
	size_t i = 2;

	for (size_t e = 0; e < sizeof(entities) / sizeof(entities[0]); e++) {
		if (!mdm_str_starts(s, entities[e].escaped))
			continue;
		*ret = entities[e].plain;
		return strlen(entities[e].escaped);
	}
	if (!mdm_str_starts(s, "&#") || s.n < 4)
		return 0;
	if (mdm_lower(s.p[2]) == 'x') {
		base = 16;
		i = 3;
	}
	for (; i < s.n && i < 9 && s.p[i] != ';'; i++) {
		int digit = mdm_hex_digit(s.p[i]);

		if (digit < 0 || (unsigned)digit >= base)
			return 0;
		value = value * base + (unsigned)digit;
	}
	if (i >= s.n || s.p[i] != ';' || value == 0 || value > 0x7f)
		return 0;
	*ret = (char)value;
	return i + 1;
}

static bool
from_html(struct mdm_arena *scratch, struct mdm_str text, struct mdm_str *ret)
{
	char *out;
	size_t n;

	if (mdm_str_find_byte(text, '&') == SIZE_MAX)
		return false;
	/* Twice: "&amp;#x2B;" is what two careful tools make of "+". */
	for (int pass = 0; pass < 2; pass++) {
		out = MDM_NEW_N(scratch, char, text.n);
		n = 0;
		for (size_t i = 0; i < text.n;) {
			struct mdm_str s = mdm_str_sub(text, i, SIZE_MAX);
			size_t length = *s.p == '&' ? entity(s, out + n) : 0;

			if (length == 0)
				out[n] = *s.p;
			n++;
			i += length > 0 ? length : 1;
		}
		text = mdm_str_span(out, n);
	}
	*ret = text;
	return true;
}

/* Text of one line or more, no binary: worth a second decoding. */
static bool
is_plain_text(struct mdm_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c >= 0x7f || (c < 0x20 && !mdm_is_space((char)c)))
			return false;
	}
	return s.n > 0;
}

static bool
look_base64(struct mdm_look *l, struct mdm_str text, struct mdm_str *ret_bytes)
{
	struct mdm_base64 b = mdm_base64_decode(l->scratch, text);

	*ret_bytes = b.bytes;
	return b.valid && b.bytes.n > 0 && look(l, b.bytes);
}

/* The ways in which certificates get encoded once too often. */
static bool
look_encoded(struct mdm_look *l, struct mdm_str text, enum mdm_wrapping *ret)
{
	struct mdm_str bytes;

	if (from_hex(l->scratch, text, &bytes) && mdm_look_der(l, bytes)) {
		*ret = MDM_WRAPPED_HEX;
		return true;
	}
	if (from_percent(l->scratch, text, &bytes) &&
	    (mdm_look_pem(l, bytes) || look_base64(l, bytes, &bytes))) {
		*ret = MDM_WRAPPED_PERCENT;
		return true;
	}
	if (from_html(l->scratch, text, &bytes) &&
	    (mdm_look_pem(l, bytes) || look_base64(l, bytes, &bytes))) {
		*ret = MDM_WRAPPED_HTML;
		return true;
	}
	return false;
}

/* `bytes` came out of base64 and are neither DER nor PEM themselves. */
static bool
look_again(struct mdm_look *l, struct mdm_str bytes)
{
	struct mdm_str text = mdm_str_trim(bytes), inner;

	if (!is_plain_text(text))
		return false;
	if (look_encoded(l, text, &l->c->wrapping))
		return true;
	if (!look_base64(l, text, &inner))
		return false;
	l->c->wrapping = MDM_WRAPPED_TWICE;
	return true;
}

static void
begin(struct mdm_look *l, struct mdm_carrier *c, struct mdm_cert_cache *cache,
    struct mdm_arena *scratch)
{
	*l = (struct mdm_look){ .c = c, .cache = cache, .scratch = scratch };
	c->wrapping = MDM_WRAPPED_ONCE;
	c->pem = c->pem_in_base64 = false;
	c->encrypted = c->password = c->private_key = false;
	c->objects = c->have = c->need = c->trailing = 0;
	c->base64 = (struct mdm_base64){ 0 };
}

static void
end(struct mdm_look *l)
{
	l->c->certs = l->certs.at;
	l->c->ncerts = l->certs.n;
	/* It stands in the scratch arena, which is about to go. */
	l->c->base64.bytes = (struct mdm_str){ NULL, 0 };
}

static void
look_at_field(struct mdm_look *l, struct mdm_str value)
{
	struct mdm_carrier *c = l->c;
	struct mdm_str text = mdm_str_trim(value), bytes;

	/* Ahead of the mask: a certificate may hold "***" in a comment. */
	if (mdm_look_pem(l, text)) {
		c->wrapping = MDM_WRAPPED_PEM_TEXT;
		return;
	}
	if (mdm_placeholder_masked(text)) {
		c->content = MDM_CONTENT_REDACTED;
		return;
	}
	c->base64 = mdm_base64_decode(l->scratch, value);
	bytes = c->base64.bytes;
	if (look_encoded(l, text, &c->wrapping))
		return;
	if (bytes.n > 0 && (look(l, bytes) || look_again(l, bytes))) {
		c->pem_in_base64 = c->pem;
		return;
	}
	if (mdm_look_placeholder(text) ||
	    (is_plain_text(bytes) && mdm_look_placeholder(bytes)))
		c->content = MDM_CONTENT_PLACEHOLDER;
	else
		c->content = c->base64.valid ? MDM_CONTENT_OTHER
					     : MDM_CONTENT_NOT_BASE64;
}

void
mdm_carrier_of_field(struct mdm_carrier *c, struct mdm_cert_cache *cache,
    struct mdm_arena *scratch, struct mdm_str value)
{
	struct mdm_look l;

	begin(&l, c, cache, scratch);
	c->length = value.n;
	if (value.p == NULL) {
		if (c->content != MDM_CONTENT_EMPTY)
			c->content = MDM_CONTENT_ABSENT;
	} else if (mdm_str_trim(value).n == 0) {
		c->content = MDM_CONTENT_EMPTY;
	} else {
		look_at_field(&l, value);
	}
	end(&l);
}

static void
look_at_bytes(struct mdm_look *l, struct mdm_str bytes)
{
	struct mdm_carrier *c = l->c;
	struct mdm_str text = mdm_str_trim(bytes), inner;

	if (look(l, bytes)) {
		c->pem_in_base64 = c->pem && c->role == MDM_CARRIER_FIELD;
		return;
	}
	c->content = MDM_CONTENT_OTHER;
	if (!is_plain_text(text))
		return;
	if (look_encoded(l, text, &c->wrapping))
		return;
	/* For a file, base64 without armour is one of the usual ways. */
	if (look_base64(l, text, &inner) || look_again(l, inner)) {
		if (c->role == MDM_CARRIER_FIELD)
			c->wrapping = MDM_WRAPPED_TWICE;
		return;
	}
	if (mdm_placeholder_masked(text))
		c->content = MDM_CONTENT_REDACTED;
	else if (mdm_look_placeholder(text))
		c->content = MDM_CONTENT_PLACEHOLDER;
}

void
mdm_carrier_of_bytes(struct mdm_carrier *c, struct mdm_cert_cache *cache,
    struct mdm_arena *scratch, struct mdm_str bytes)
{
	struct mdm_look l;

	begin(&l, c, cache, scratch);
	if (bytes.n == 0)
		c->content = MDM_CONTENT_EMPTY;
	else
		look_at_bytes(&l, bytes);
	end(&l);
}
