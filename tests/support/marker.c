/* SPDX-License-Identifier: MIT */
#include "marker.h"

#include <openssl/md5.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "base/vec.h"
#include "dermake.h"
#include "plistmake.h"

enum { ARGUMENTS_MOST = 8 };

/* What stands between the parentheses. */
struct call {
	struct cert_maker *m;
	struct mdm_arena *a;
	const char *marker;
	struct mdm_str text;		   /* all of it, markers expanded */
	struct mdm_str at[ARGUMENTS_MOST]; /* cut at commas, trimmed */
	size_t n;
};

static struct made_cert *
cert(const struct call *c)
{
	return mkcert(c->m, c->at[0]);
}

static struct mdm_str
number_at(const struct call *c, size_t n, int64_t *ret)
{
	if (n >= c->n || !mdm_str_to_int(c->at[n], ret))
		give_up("number expected in marker", c->marker);
	return c->at[n];
}

/* Bytes of any objects that are made around certificates. */
static struct mdm_str
of_der(const struct call *c)
{
	struct mdm_str all = MDM_LIT("");

	for (size_t i = 0; i < c->n; i++)
		all = BYTES_JOIN(c->a, all, mkcert(c->m, c->at[i])->der);
	return all;
}

static struct mdm_str
of_p7b(const struct call *c)
{
	struct made_cert *certs[ARGUMENTS_MOST];

	for (size_t i = 0; i < c->n; i++)
		certs[i] = mkcert(c->m, c->at[i]);
	return mkcert_bundle(c->m, certs, c->n);
}

static struct mdm_str
of_p12(const struct call *c)
{
	return mkcert_pkcs12(c->m, cert(c), "fixture");
}

/* With the empty password. */
static struct mdm_str
of_open_p12(const struct call *c)
{
	return mkcert_pkcs12(c->m, cert(c), "");
}

static struct mdm_str
of_csr(const struct call *c)
{
	return mkcert_request(c->m, cert(c));
}

static struct mdm_str
of_crl(const struct call *c)
{
	return mkcert_crl(c->m, cert(c));
}

static struct mdm_str
of_spki(const struct call *c)
{
	return cert(c)->spki;
}

static struct mdm_str
of_pkcs8(const struct call *c)
{
	return mkcert_key_pkcs8(c->m, c->at[0]);
}

/* OCSPResponse with status "unauthorized" and no answer. */
static struct mdm_str
of_ocsp(const struct call *c)
{
	return mdm_str_dup(c->a, mdm_str_span("\x30\x03\x0a\x01\x06", 5));
}

static struct mdm_str
of_raw(const struct call *c)
{
	return bytes_of_hex(c->a, c->at[0]);
}

/* Behind the first argument; it may have commas. */
static struct mdm_str
content(const struct call *c)
{
	size_t comma = mdm_str_find_byte(c->text, ',');

	return mdm_str_sub(c->text, comma + 1, SIZE_MAX);
}

static struct mdm_str
of_cms(const struct call *c)
{
	return mkcert_signed(c->m, cert(c), content(c));
}

/* Of indefinite length, the content in pieces. */
static struct mdm_str
of_ber_cms(const struct call *c)
{
	return mkcert_signed_ber(c->m, cert(c), content(c));
}

static struct mdm_str
of_pem_cms(const struct call *c)
{
	return pem_of(c->a, "PKCS7", of_cms(c));
}

static struct mdm_str
of_bplist(const struct call *c)
{
	return plist_binary(c->a, c->text);
}

/* The same with a signature that does not verify: it stands at the end. */
static struct mdm_str
of_broken_cms(const struct call *c)
{
	struct mdm_str good = of_cms(c);
	char *bytes = MDM_NEW_N(c->a, char, good.n);

	memcpy(bytes, good.p, good.n);
	bytes[good.n - 1] ^= 1;
	return mdm_str_span(bytes, good.n);
}

static struct mdm_str
of_text(const struct call *c)
{
	return c->text;
}

/* n > 0: only the first n bytes; n < 0: without the last -n. */
static struct mdm_str
of_cut(const struct call *c)
{
	struct mdm_str bytes = cert(c)->der;
	int64_t n;

	number_at(c, 1, &n);
	if (n < 0)
		n += (int64_t)bytes.n;
	return mdm_str_sub(bytes, 0, (size_t)n);
}

static struct mdm_str
of_tail(const struct call *c)
{
	return BYTES_JOIN(c->a, cert(c)->der, content(c));
}

static struct mdm_str
digest_of(const struct call *c, const char *name)
{
	unsigned char id[EVP_MAX_MD_SIZE];
	struct mdm_str bytes = cert(c)->der;
	size_t n = 0;

	if (EVP_Q_digest(NULL, name, NULL, bytes.p, bytes.n, id, &n) != 1)
		give_up("no such digest", name);
	return mdm_str_dup(c->a, mdm_str_span((const char *)id, n));
}

static struct mdm_str
of_sha1(const struct call *c)
{
	return digest_of(c, "SHA1");
}

static struct mdm_str
of_sha256(const struct call *c)
{
	return digest_of(c, "SHA256");
}

static struct mdm_str
of_md5(const struct call *c)
{
	return digest_of(c, "MD5");
}

static struct mdm_str
of_sha512(const struct call *c)
{
	return digest_of(c, "SHA512");
}

static struct mdm_str
of_spkisha1(const struct call *c)
{
	unsigned char id[20];
	struct mdm_str bytes = cert(c)->spki;

	SHA1((const unsigned char *)bytes.p, bytes.n, id);
	return mdm_str_dup(c->a, mdm_str_span((const char *)id, sizeof(id)));
}

/* SHA-1 of the PEM text, which people take for the thumbprint. */
static struct mdm_str
of_pemsha1(const struct call *c)
{
	unsigned char id[20];
	struct mdm_str pem = pem_of(c->a, "CERTIFICATE", cert(c)->der);

	SHA1((const unsigned char *)pem.p, pem.n, id);
	return mdm_str_dup(c->a, mdm_str_span((const char *)id, sizeof(id)));
}

static struct mdm_str
of_ski(const struct call *c)
{
	return cert(c)->ski;
}

static struct mdm_str
of_serial(const struct call *c)
{
	return cert(c)->serial;
}

static struct mdm_str
of_pem(const struct call *c)
{
	struct mdm_str all = MDM_LIT("");

	for (size_t i = 0; i < c->n; i++)
		all = BYTES_JOIN(c->a, all,
		    pem_of(c->a, "CERTIFICATE", mkcert(c->m, c->at[i])->der));
	return all;
}

static struct mdm_str
of_pemdump(const struct call *c)
{
	return cert(c)->pem;
}

static struct mdm_str
of_pem_p7b(const struct call *c)
{
	return pem_of(c->a, "PKCS7", of_p7b(c));
}

static struct mdm_str
of_pem_csr(const struct call *c)
{
	return pem_of(c->a, "CERTIFICATE REQUEST", of_csr(c));
}

static struct mdm_str
of_pem_crl(const struct call *c)
{
	return pem_of(c->a, "X509 CRL", of_crl(c));
}

static struct mdm_str
of_pem_spki(const struct call *c)
{
	return pem_of(c->a, "PUBLIC KEY", of_spki(c));
}

static struct mdm_str
of_key(const struct call *c)
{
	return mkcert_key_text(c->m, c->at[0]);
}

/* How the bytes are written down. */
static struct mdm_str
as_bytes(const struct call *c, struct mdm_str bytes)
{
	(void)c;
	return bytes;
}

static struct mdm_str
as_base64(const struct call *c, struct mdm_str bytes)
{
	return mdm_base64_encode(c->a, bytes);
}

static struct mdm_str
as_base64_twice(const struct call *c, struct mdm_str bytes)
{
	return as_base64(c, as_base64(c, bytes));
}

static struct mdm_str
as_lines(const struct call *c, struct mdm_str bytes)
{
	return base64_lines(c->a, bytes);
}

static struct mdm_str
as_hex(const struct call *c, struct mdm_str bytes)
{
	return hex_of_bytes(c->a, bytes);
}

static struct mdm_str
as_upper_hex(const struct call *c, struct mdm_str bytes)
{
	struct mdm_str hex = hex_of_bytes(c->a, bytes);
	char *p = (char *)(uintptr_t)hex.p;

	for (size_t i = 0; i < hex.n; i++)
		if (p[i] >= 'a')
			p[i] = (char)(p[i] - 'a' + 'A');
	return hex;
}

static struct mdm_str
in_pairs(const struct call *c, struct mdm_str bytes, char separator)
{
	struct mdm_str hex = hex_of_bytes(c->a, bytes);
	char *out = MDM_NEW_N(c->a, char, bytes.n * 3 + 1);
	size_t n = 0;

	for (size_t i = 0; i < hex.n; i += 2) {
		out[n++] = hex.p[i];
		out[n++] = hex.p[i + 1];
		out[n++] = separator;
	}
	return mdm_str_span(out, n);
}

/* With a trailing blank, as Windows exports have it. */
static struct mdm_str
as_blanks(const struct call *c, struct mdm_str bytes)
{
	return in_pairs(c, bytes, ' ');
}

static struct mdm_str
as_colons(const struct call *c, struct mdm_str bytes)
{
	struct mdm_str pairs = in_pairs(c, bytes, ':');

	pairs.n -= pairs.n > 0;
	return pairs;
}

/* Base64 with the characters of `what` replaced by `format` of them. */
static struct mdm_str
escaped(const struct call *c, struct mdm_str bytes, const char *what,
    const char *format)
{
	struct mdm_str in = as_base64(c, bytes);
	char *out = MDM_NEW_N(c->a, char, in.n * 8 + 1);
	size_t n = 0;

	for (size_t i = 0; i < in.n; i++) {
		if (strchr(what, in.p[i]) != NULL)
			n += (size_t)snprintf(out + n, 8, format,
			    (unsigned)(unsigned char)in.p[i]);
		else
			out[n++] = in.p[i];
	}
	return mdm_str_span(out, n);
}

static struct mdm_str
as_percent(const struct call *c, struct mdm_str bytes)
{
	return escaped(c, bytes, "+/=", "%%%02X");
}

static struct mdm_str
as_html(const struct call *c, struct mdm_str bytes)
{
	return escaped(c, bytes, "+/=", "&#x%X;");
}

/* One row per marker: what, and how it is written. */
static const struct {
	const char *name;
	struct mdm_str (*what)(const struct call *);
	struct mdm_str (*how)(const struct call *, struct mdm_str);
} markers[] = {
	{ "der", of_der, as_bytes },
	{ "base64", of_der, as_base64 },
	{ "base64lines", of_der, as_lines },
	{ "base64base64", of_der, as_base64_twice },
	{ "hex", of_der, as_hex },
	{ "percent", of_der, as_percent },
	{ "html", of_der, as_html },
	{ "base64cut", of_cut, as_base64 },
	{ "dercut", of_cut, as_bytes },
	{ "base64tail", of_tail, as_base64 },
	{ "pem", of_pem, as_bytes },
	{ "base64pem", of_pem, as_base64 },
	{ "pemdump", of_pemdump, as_bytes },
	{ "sha1", of_sha1, as_hex },
	{ "SHA1", of_sha1, as_upper_hex },
	{ "sha1blanks", of_sha1, as_blanks },
	{ "sha1colons", of_sha1, as_colons },
	{ "base64sha1", of_sha1, as_base64 },
	{ "sha256", of_sha256, as_hex },
	{ "base64sha256", of_sha256, as_base64 },
	{ "md5", of_md5, as_hex },
	{ "sha512", of_sha512, as_hex },
	{ "ski", of_ski, as_hex },
	{ "serial", of_serial, as_hex },
	{ "spkisha1", of_spkisha1, as_hex },
	{ "pemsha1", of_pemsha1, as_hex },
	{ "p7b", of_p7b, as_bytes },
	{ "base64p7b", of_p7b, as_base64 },
	{ "pemp7b", of_pem_p7b, as_bytes },
	{ "p12", of_p12, as_bytes },
	{ "base64p12", of_p12, as_base64 },
	{ "base64openp12", of_open_p12, as_base64 },
	{ "csr", of_csr, as_bytes },
	{ "base64csr", of_csr, as_base64 },
	{ "pemcsr", of_pem_csr, as_bytes },
	{ "crl", of_crl, as_bytes },
	{ "base64crl", of_crl, as_base64 },
	{ "pemcrl", of_pem_crl, as_bytes },
	{ "publickey", of_spki, as_bytes },
	{ "base64publickey", of_spki, as_base64 },
	{ "pempublickey", of_pem_spki, as_bytes },
	{ "ocsp", of_ocsp, as_bytes },
	{ "base64ocsp", of_ocsp, as_base64 },
	{ "key", of_key, as_bytes },
	{ "derkey", of_pkcs8, as_bytes },
	{ "base64key", of_pkcs8, as_base64 },
	{ "cms", of_cms, as_bytes },
	{ "base64cms", of_cms, as_base64 },
	{ "brokencms", of_broken_cms, as_bytes },
	{ "bercms", of_ber_cms, as_bytes },
	{ "pemcms", of_pem_cms, as_bytes },
	{ "bplist", of_bplist, as_bytes },
	{ "base64bplist", of_bplist, as_base64 },
	{ "raw", of_raw, as_bytes },
	{ "base64raw", of_raw, as_base64 },
	{ "base64of", of_text, as_base64 },
	{ "base64linesof", of_text, as_lines },
	{ "hexof", of_text, as_hex },
	{ "percentof", of_text, as_percent },
	{ "htmlof", of_text, as_html },
};

/* `text`: without markers. */
static struct mdm_str
apply(struct cert_maker *m, struct mdm_str name, struct mdm_str text)
{
	struct call c = { .m = m, .a = m->arena, .text = text };
	struct mdm_str rest, part;

	c.marker = mdm_str_dup(m->arena, name).p;
	rest = c.text;
	while (mdm_str_split(&rest, ',', &part) && c.n < ARGUMENTS_MOST)
		c.at[c.n++] = mdm_str_trim(part);
	for (size_t i = 0; i < sizeof(markers) / sizeof(*markers); i++)
		if (mdm_str_is(name, markers[i].name))
			return markers[i].how(&c, markers[i].what(&c));
	give_up("no such marker", c.marker);
}

/* Length of the name behind '@' if a '(' follows it, else 0. */
static size_t
marker_at(struct mdm_str text, size_t at)
{
	size_t i = at + 1;

	while (
	    i < text.n && (mdm_is_alpha(text.p[i]) || mdm_is_digit(text.p[i])))
		i++;
	return i > at + 1 && i < text.n && text.p[i] == '(' ? i - at - 1 : 0;
}

/* Offset of the ')' that belongs to the '(' at `open`. */
static size_t
closing(struct mdm_str text, size_t open)
{
	size_t depth = 0;

	for (size_t i = open; i < text.n; i++) {
		depth += text.p[i] == '(';
		if (text.p[i] == ')' && --depth == 0)
			return i;
	}
	give_up("marker without end", text.p + open);
}

struct mdm_str
marker_expand(struct cert_maker *m, struct mdm_str text)
{
	struct mdm_str all = MDM_LIT("");
	size_t from = 0, at = 0;

	while (at < text.n) {
		size_t n = text.p[at] == '@' ? marker_at(text, at) : 0, end;
		struct mdm_str value;

		if (n == 0) {
			at++;
			continue;
		}
		end = closing(text, at + 1 + n);
		value = apply(m, mdm_str_sub(text, at + 1, n),
		    marker_expand(
			m, mdm_str_sub(text, at + n + 2, end - at - n - 2)));
		all = BYTES_JOIN(
		    m->arena, all, mdm_str_sub(text, from, at - from), value);
		from = at = end + 1;
	}
	return from == 0
	    ? text
	    : BYTES_JOIN(m->arena, all, mdm_str_sub(text, from, SIZE_MAX));
}

struct mdm_str
marker_wrap(struct cert_maker *m, struct mdm_str marker, struct mdm_str bytes)
{
	size_t open = mdm_str_find_byte(marker, '(');
	size_t end = mdm_str_find_byte(marker, ')');
	struct mdm_str arguments;

	if (end == SIZE_MAX || end < open)
		give_up("no marker to wrap with", marker.p);
	arguments = mdm_str_sub(marker, open + 1, end - open - 1);
	if (arguments.n > 0)
		bytes = BYTES_JOIN(m->arena, arguments, MDM_LIT(","), bytes);
	return apply(m, mdm_str_sub(marker, 0, open), bytes);
}
