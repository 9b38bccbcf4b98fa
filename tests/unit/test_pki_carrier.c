/* SPDX-License-Identifier: MIT */
#include <openssl/ec.h>
#include <openssl/pkcs12.h>
#include <openssl/pkcs7.h>
#include <openssl/x509.h>
#include <stdio.h>

#include "pki.h"

static struct mdm_str
join(struct pki *p, struct mdm_str a, struct mdm_str b)
{
	char *out = MDM_NEW_N(p->keep, char, a.n + b.n + 1);

	memcpy(out, a.p, a.n);
	memcpy(out + a.n, b.p, b.n);
	return mdm_str_span(out, a.n + b.n);
}

static struct mdm_str
base64(struct pki *p, struct mdm_str s)
{
	return mdm_base64_encode(p->keep, s);
}

static struct mdm_str
der(struct pki *p, const char *name)
{
	return cert(p, name)->der;
}

/* Without the text dump in front. */
static struct mdm_str
pem(struct pki *p, const char *name)
{
	struct mdm_str text = fixture_of(p, name);

	return mdm_str_sub(text, mdm_str_find(text, "-----BEGIN"), SIZE_MAX);
}

static struct mdm_str
der_of_pem(struct pki *p, const char *path)
{
	struct mdm_str text =
	    file_of(p, mdm_str_printf(p->keep, "%s/%s", MDM_TOP, path).p);
	size_t at = mdm_str_find(text, "-----\n");

	text = mdm_str_sub(text, at + 6, SIZE_MAX);
	text.n = mdm_str_find(text, "-----END");
	return mdm_base64_decode(p->keep, text).bytes;
}

/* A field that holds corp-root, one way or another. */
static void
assert_root(struct pki *p, struct mdm_str value, enum mdm_wrapping wrapping,
    const char *row)
{
	struct mdm_carrier c = field(p, value);

	assert_row(c.content, MDM_CONTENT_CERTIFICATE, row);
	assert_row(c.wrapping, wrapping, row);
	assert_row(c.ncerts, 1, row);
	assert_row(c.objects, 1, row);
	assert_row(c.trailing, 0, row);
	assert_ptr_equal(c.certs[0], cert(p, "corp-root"));
}

/* Every '+', '/' and '=' as `format` of it. */
static struct mdm_str
escaped(struct pki *p, struct mdm_str text, const char *format)
{
	char *out = MDM_NEW_N(p->keep, char, text.n * 10 + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (strchr("+/=", text.p[i]) != NULL)
			n += (size_t)snprintf(out + n, 11, format, text.p[i]);
		else
			out[n++] = text.p[i];
	}
	return mdm_str_span(out, n);
}

static void
sees_through_encodings(void **state)
{
	struct pki *p = *state;
	struct mdm_str root = der(p, "corp-root"), once = base64(p, root);
	char *hex = MDM_NEW_N(p->keep, char, root.n * 2 + 1);

	mdm_hex_write((const uint8_t *)root.p, root.n, hex);
	assert_root(p, once, MDM_WRAPPED_ONCE, "once");
	assert_root(p, join(p, once, MDM_LIT("\n")), MDM_WRAPPED_ONCE, "LF");
	assert_root(p, base64(p, once), MDM_WRAPPED_TWICE, "twice");
	assert_root(p, mdm_str_of(hex), MDM_WRAPPED_HEX, "hex");
	assert_root(
	    p, base64(p, mdm_str_of(hex)), MDM_WRAPPED_HEX, "hex in base64");
	assert_root(
	    p, escaped(p, once, "%%%02X"), MDM_WRAPPED_PERCENT, "percent");
	assert_root(p, escaped(p, once, "&#%d;"), MDM_WRAPPED_HTML, "html");
	assert_root(
	    p, escaped(p, once, "&amp;#x%X;"), MDM_WRAPPED_HTML, "html twice");
	assert_root(p, pem(p, "corp-root"), MDM_WRAPPED_PEM_TEXT, "PEM text");
	assert_root(p, base64(p, pem(p, "corp-root")), MDM_WRAPPED_ONCE,
	    "base64 of PEM");
	assert_root(p, base64(p, fixture_of(p, "corp-root")), MDM_WRAPPED_ONCE,
	    "base64 of PEM with text in front");
}

static void
says_where_pem_was(void **state)
{
	struct pki *p = *state;
	struct mdm_carrier c = field(p, base64(p, pem(p, "corp-root")));

	assert_true(c.pem && c.pem_in_base64);
	c = field(p, pem(p, "corp-root"));
	assert_true(c.pem && !c.pem_in_base64);
	c = field(p, base64(p, der(p, "corp-root")));
	assert_false(c.pem || c.pem_in_base64);
	assert_true(c.base64.valid && c.base64.bytes.p == NULL);
}

/* JSON made by hand spells line feeds out. */
static void
reads_pem_with_spelled_out_line_feeds(void **state)
{
	struct pki *p = *state;
	struct mdm_str text = pem(p, "corp-root");
	char *out = MDM_NEW_N(p->keep, char, text.n * 2);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\n')
			out[n++] = '\\';
		out[n++] = text.p[i] == '\n' ? 'n' : text.p[i];
	}
	assert_root(p, mdm_str_span(out, n), MDM_WRAPPED_PEM_TEXT, "\\n");
}

static void
counts_several_and_what_trails(void **state)
{
	struct pki *p = *state;
	struct mdm_str two =
	    join(p, der(p, "corp-root"), der(p, "corp-issuing"));
	struct mdm_carrier c = field(p, base64(p, two));

	assert_int_equal(c.content, MDM_CONTENT_CERTIFICATE);
	assert_int_equal(c.objects, 2);
	assert_int_equal(c.ncerts, 2);
	assert_str(c.certs[1]->name, "Example Corp Issuing CA 1");
	c = field(
	    p, base64(p, join(p, pem(p, "corp-root"), pem(p, "other-root"))));
	assert_int_equal(c.objects, 2);
	assert_int_equal(c.ncerts, 2);
	c = field(
	    p, base64(p, join(p, der(p, "corp-root"), MDM_LIT("\0\r\n \0"))));
	assert_int_equal(c.trailing, 0);
	c = field(p, base64(p, join(p, der(p, "corp-root"), MDM_LIT("junk"))));
	assert_int_equal(c.trailing, 4);
	assert_int_equal(c.objects, 1);
	assert_int_equal(c.ncerts, 1);
}

static void
measures_what_is_cut(void **state)
{
	struct pki *p = *state;
	struct mdm_str root = der(p, "corp-root");
	struct mdm_carrier c;

	for (size_t n = 40; n < root.n; n += 97) {
		c = field(p, base64(p, mdm_str_sub(root, 0, n)));
		assert_int_equal(c.content, MDM_CONTENT_UNKNOWN_DER);
		assert_int_equal(c.ncerts, 0);
		assert_int_equal(c.have, n);
		assert_int_equal(c.need, root.n);
	}
	c = field(p, base64(p, root));
	assert_int_equal(c.need, 0);
}

/* A key nobody has: text, as PEM of each kind is told by. */
static void
tells_private_keys(void **state)
{
	struct pki *p = *state;
	static const char *const labels[] = { "PRIVATE KEY", "RSA PRIVATE KEY",
		"EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY",
		"OPENSSH PRIVATE KEY" };
	struct mdm_carrier c;

	for (size_t i = 0; i < COUNT(labels); i++) {
		c = bytes(p,
		    mdm_str_printf(p->keep,
			"-----BEGIN %s-----\nAAAA\n-----END %s-----\n",
			labels[i], labels[i]));
		assert_row(c.content, MDM_CONTENT_PRIVATE_KEY, labels[i]);
		assert_row(c.private_key, true, labels[i]);
		assert_row(c.encrypted, i == 3, labels[i]);
	}
	c = bytes(p,
	    MDM_LIT("-----BEGIN RSA PRIVATE KEY-----\n"
		    "Proc-Type: 4,ENCRYPTED\n"
		    "DEK-Info: AES-256-CBC,00\n\nMAAA\n"
		    "-----END RSA PRIVATE KEY-----\n"));
	assert_int_equal(c.content, MDM_CONTENT_PRIVATE_KEY);
	assert_true(c.encrypted);

	c = field(
	    p, base64(p, der_of_pem(p, "fixtures/recipe/keys/rsa2048-a.pem")));
	assert_int_equal(c.content, MDM_CONTENT_PRIVATE_KEY);
	assert_true(c.private_key && !c.encrypted);
	c = field(p,
	    base64(p,
		der_of_pem(p, "fixtures/recipe/keys/rsa2048-encrypted.pem")));
	assert_int_equal(c.content, MDM_CONTENT_PRIVATE_KEY);
	assert_true(c.private_key && c.encrypted);

	/* The certificate in front does not hide it. */
	c = bytes(p,
	    join(p, pem(p, "corp-root"),
		file_of(p, MDM_TOP "/fixtures/recipe/keys/ec256-a.pem")));
	assert_int_equal(c.content, MDM_CONTENT_CERTIFICATE);
	assert_true(c.private_key);
	assert_int_equal(c.objects, 2);
}

/* Shapes: SEQUENCE of what the first children are. */
static const struct {
	const char *bytes;
	size_t n;
	enum mdm_content content;
} shapes[] = {
	/* RSAPublicKey, RSAPrivateKey, DSA, SEC1 */
	{ "\x30\x06\x02\x01\x05\x02\x01\x03", 8, MDM_CONTENT_PUBLIC_KEY },
	{ "\x30\x1b\x02\x01\x00\x02\x01\x05\x02\x01\x03\x02\x01\x03\x02\x01\x03"
	  "\x02\x01\x03\x02\x01\x03\x02\x01\x03\x02\x01\x03",
	    29, MDM_CONTENT_PRIVATE_KEY },
	{ "\x30\x12\x02\x01\x00\x02\x01\x05\x02\x01\x03\x02\x01\x03\x02\x01\x03"
	  "\x02\x01\x03",
	    20, MDM_CONTENT_PRIVATE_KEY },
	{ "\x30\x0c\x02\x01\x01\x04\x01\x09\xa0\x04\x06\x02\x2a\x03", 14,
	    MDM_CONTENT_PRIVATE_KEY },
	/* OCSP with and without an answer */
	{ "\x30\x03\x0a\x01\x06", 5, MDM_CONTENT_OCSP },
	{ "\x30\x07\x0a\x01\x00\xa0\x02\x05\x00", 9, MDM_CONTENT_OCSP },
	/* SubjectPublicKeyInfo */
	{ "\x30\x0a\x30\x04\x06\x02\x2a\x03\x03\x02\x00\x01", 12,
	    MDM_CONTENT_PUBLIC_KEY },
	{ "\x30\x03\x02\x01\x05", 5, MDM_CONTENT_UNKNOWN_DER },
	/* a certificate by its shape, none by its content */
	{ "\x30\x0c\x30\x02\x05\x00\x30\x02\x05\x00\x03\x02\x00\x00", 14,
	    MDM_CONTENT_UNKNOWN_DER },
	/* text that begins with '0' */
	{ "0123456789 hello", 16, MDM_CONTENT_OTHER },
	{ "\x89PNG\r\n\x1a\n", 8, MDM_CONTENT_OTHER },
};

static void
tells_der_by_its_shape(void **state)
{
	struct pki *p = *state;

	for (size_t i = 0; i < COUNT(shapes); i++) {
		struct mdm_str s = mdm_str_span(shapes[i].bytes, shapes[i].n);
		struct mdm_carrier c = field(p, base64(p, s));
		char row[24];

		(void)snprintf(row, sizeof(row), "shape %zu", i);
		assert_row(c.content, shapes[i].content, row);
	}
}

static struct mdm_str
taken(struct pki *p, unsigned char *made, int n)
{
	struct mdm_str copy =
	    mdm_str_dup(p->keep, mdm_str_span((const char *)made, (size_t)n));

	OPENSSL_free(made);
	return copy;
}

static X509 *
x509(struct pki *p, const char *name)
{
	struct mdm_str bytes_of = der(p, name);
	const unsigned char *at = (const unsigned char *)bytes_of.p;

	return d2i_X509(NULL, &at, (long)bytes_of.n);
}

/* As GetCACert answers: certificates, and nobody signs. */
static struct mdm_str
bundle(struct pki *p)
{
	PKCS7 *p7 = PKCS7_new();
	X509 *root = x509(p, "corp-root"), *ca = x509(p, "corp-issuing");
	unsigned char *out = NULL;
	int n;

	PKCS7_set_type(p7, NID_pkcs7_signed);
	PKCS7_content_new(p7, NID_pkcs7_data);
	PKCS7_add_certificate(p7, ca);
	PKCS7_add_certificate(p7, root);
	n = i2d_PKCS7(p7, &out);
	PKCS7_free(p7);
	X509_free(root);
	X509_free(ca);
	return taken(p, out, n);
}

static void
takes_certificates_out_of_pkcs7(void **state)
{
	struct pki *p = *state;
	struct mdm_str p7 = bundle(p);
	struct mdm_carrier c = field(p, base64(p, p7));

	assert_int_equal(c.content, MDM_CONTENT_PKCS7);
	assert_int_equal(c.objects, 1);
	assert_int_equal(c.ncerts, 2);
	c = bytes(p, p7);
	assert_int_equal(c.ncerts, 2);
	c = bytes(p,
	    mdm_str_printf(p->keep,
		"-----BEGIN PKCS7-----\n" MDM_FMT "\n-----END PKCS7-----\n",
		MDM_ARG(base64(p, p7))));
	assert_int_equal(c.content, MDM_CONTENT_PKCS7);
	assert_int_equal(c.ncerts, 2);
	/* BER with indefinite lengths, and nothing in it. */
	c = bytes(p,
	    mdm_str_span(
		"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0"
		"\x80\x30\x80\x02\x01\x01\x31\x00\x30\x80\x06\x09\x2a\x86"
		"\x48\x86\xf7\x0d\x01\x07\x01\x00\x00\x31\x00\x00\x00\x00"
		"\x00\x00\x00",
		45));
	assert_int_equal(c.content, MDM_CONTENT_PKCS7);
	assert_int_equal(c.objects, 1);
	assert_int_equal(c.ncerts, 0);
}

static struct mdm_str
pkcs12(struct pki *p, int how)
{
	X509 *x = x509(p, "leaf-client");
	PKCS12 *p12 =
	    PKCS12_create("secret", "x", NULL, x, NULL, how, how, 0, 0, 0);
	unsigned char *out = NULL;
	int n = i2d_PKCS12(p12, &out);

	PKCS12_free(p12);
	X509_free(x);
	return taken(p, out, n);
}

static void
needs_no_password_for_pkcs12(void **state)
{
	struct pki *p = *state;
	struct mdm_carrier c = field(p, base64(p, pkcs12(p, 0)));

	assert_int_equal(c.content, MDM_CONTENT_PKCS12);
	assert_true(c.private_key && c.encrypted);
	assert_int_equal(c.ncerts, 0);
	c = field(p, base64(p, pkcs12(p, -1)));
	assert_int_equal(c.content, MDM_CONTENT_PKCS12);
	assert_true(c.private_key && !c.encrypted);
}

/* Requests and revocation lists look like certificates from afar. */
static void
tells_requests_from_certificates(void **state)
{
	struct pki *p = *state;
	EVP_PKEY *key = EVP_EC_gen("P-256");
	X509_REQ *request = X509_REQ_new();
	X509_CRL *crl = X509_CRL_new();
	ASN1_TIME *now = ASN1_TIME_set(NULL, 1780272000);
	unsigned char *out = NULL;
	int n;

	X509_REQ_set_pubkey(request, key);
	X509_REQ_sign(request, key, EVP_sha256());
	n = i2d_X509_REQ(request, &out);
	assert_int_equal(
	    bytes(p, taken(p, out, n)).content, MDM_CONTENT_REQUEST);
	for (long version = 0; version < 2; version++) {
		X509_CRL_set_version(crl, version);
		X509_CRL_set1_lastUpdate(crl, now);
		X509_CRL_sign(crl, key, EVP_sha256());
		out = NULL;
		n = i2d_X509_CRL(crl, &out);
		assert_int_equal(
		    bytes(p, taken(p, out, n)).content, MDM_CONTENT_CRL);
	}
	ASN1_TIME_free(now);
	X509_CRL_free(crl);
	X509_REQ_free(request);
	EVP_PKEY_free(key);
}

static const struct {
	const char *value;
	enum mdm_content content;
} texts[] = {
	{ "", MDM_CONTENT_EMPTY },
	{ " \n", MDM_CONTENT_EMPTY },
	{ "****", MDM_CONTENT_REDACTED },
	{ "REDACTED", MDM_CONTENT_REDACTED },
	{ "dHJ1c3RlZFJvb3RDZXJ0aWZpY2F0ZQ==", MDM_CONTENT_PLACEHOLDER },
	{ "cGF5bG9hZA==", MDM_CONTENT_PLACEHOLDER },
	{ "B64EncodedCertInsertedHere", MDM_CONTENT_PLACEHOLDER },
	{ "B64 encoded cert insert here", MDM_CONTENT_PLACEHOLDER },
	{ "Base64_Encode_Cert_Blob", MDM_CONTENT_PLACEHOLDER },
	{ "Base64EncodedDataHere==", MDM_CONTENT_PLACEHOLDER },
	{ "Trusted Root Certificate value", MDM_CONTENT_PLACEHOLDER },
	{ "{{root}}", MDM_CONTENT_PLACEHOLDER },
	{ "e3tyb290fX0=", MDM_CONTENT_PLACEHOLDER }, /* {{root}} */
	{ "MIIDXTCCAkWg...", MDM_CONTENT_PLACEHOLDER },
	{ "-----BEGIN CERTIFICATE-----\n{{cert}}\n-----END CERTIFICATE-----",
	    MDM_CONTENT_PLACEHOLDER },
	{ "-----BEGIN CERTIFICATE-----\nM!!!\n-----END CERTIFICATE-----",
	    MDM_CONTENT_NOT_BASE64 },
	{ "not base64!", MDM_CONTENT_NOT_BASE64 },
	{ "MIIB=", MDM_CONTENT_NOT_BASE64 },
	{ "aGVsbG8gd29ybGQ=", MDM_CONTENT_OTHER }, /* hello world */
	{ "-----BEGIN CERTIFICATE-----", MDM_CONTENT_OTHER },
	{ "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n"
	  "-----END EC PARAMETERS-----",
	    MDM_CONTENT_NOT_BASE64 },
};

static void
tells_what_is_no_certificate(void **state)
{
	struct pki *p = *state;
	struct mdm_carrier c;

	for (size_t i = 0; i < COUNT(texts); i++) {
		c = field(p, mdm_str_of(texts[i].value));
		assert_row(c.content, texts[i].content, texts[i].value);
		assert_row(c.ncerts, 0, texts[i].value);
	}
	c = field(p, (struct mdm_str){ NULL, 0 });
	assert_int_equal(c.content, MDM_CONTENT_ABSENT);
	/* A null is not a missing key: the caller knows. */
	c.content = MDM_CONTENT_EMPTY;
	mdm_carrier_of_field(
	    &c, &p->cache, p->scratch, (struct mdm_str){ NULL, 0 });
	assert_int_equal(c.content, MDM_CONTENT_EMPTY);
	for (int i = MDM_CONTENT_ABSENT; i <= MDM_CONTENT_OTHER; i++)
		assert_true(strlen(mdm_content_name((enum mdm_content)i)) > 4);
}

static struct mdm_str
utf16(struct pki *p, struct mdm_str text)
{
	char *out = MDM_NEW_N(p->keep, char, text.n * 2 + 2);
	size_t n = 0;

	out[n++] = '\xff';
	out[n++] = '\xfe';
	for (size_t i = 0; i < text.n; i++) {
		out[n++] = text.p[i];
		out[n++] = '\0';
	}
	return mdm_str_span(out, n);
}

static void
reads_certificate_files(void **state)
{
	struct pki *p = *state;
	struct mdm_str root = der(p, "corp-root");
	struct mdm_carrier c = bytes(p, root);

	assert_int_equal(c.content, MDM_CONTENT_CERTIFICATE);
	assert_false(c.pem);
	c = bytes(p, fixture_of(p, "corp-root"));
	assert_int_equal(c.ncerts, 1);
	assert_true(c.pem && !c.pem_in_base64);
	c = bytes(p, join(p, MDM_LIT("\xef\xbb\xbf"), pem(p, "corp-root")));
	assert_int_equal(c.ncerts, 1);
	c = bytes(p, utf16(p, pem(p, "corp-root")));
	assert_int_equal(c.ncerts, 1);
	/* base64 without armour, as some consoles export */
	c = bytes(p, base64(p, root));
	assert_int_equal(c.content, MDM_CONTENT_CERTIFICATE);
	assert_int_equal(c.wrapping, MDM_WRAPPED_ONCE);
	c = bytes(p, MDM_LIT(""));
	assert_int_equal(c.content, MDM_CONTENT_EMPTY);
	c = bytes(p, MDM_LIT("hello"));
	assert_int_equal(c.content, MDM_CONTENT_OTHER);
	c = bytes(p,
	    join(p, MDM_LIT("-----BEGIN TRUSTED CERTIFICATE-----\n"),
		join(p, base64(p, join(p, root, MDM_LIT("\x30\x03\x0c\x01x"))),
		    MDM_LIT("\n-----END TRUSTED CERTIFICATE-----\n"))));
	assert_int_equal(c.objects, 1);
	assert_int_equal(c.trailing, 0);
	assert_int_equal(c.ncerts, 1);
}

/* In a property list <data> is decoded already: base64 in it is one more. */
static void
reads_data_of_property_lists(void **state)
{
	struct pki *p = *state;
	struct mdm_carrier c = { .role = MDM_CARRIER_FIELD };

	mdm_carrier_of_bytes(&c, &p->cache, p->scratch, der(p, "corp-root"));
	assert_int_equal(c.wrapping, MDM_WRAPPED_ONCE);
	mdm_carrier_of_bytes(&c, &p->cache, p->scratch, pem(p, "corp-root"));
	assert_true(c.pem && c.pem_in_base64);
	mdm_carrier_of_bytes(
	    &c, &p->cache, p->scratch, base64(p, der(p, "corp-root")));
	assert_int_equal(c.wrapping, MDM_WRAPPED_TWICE);
	assert_int_equal(c.ncerts, 1);
}

/* Reproducible noise: every bit may be wrong, nothing may crash. */
static void
survives_damage(void **state)
{
	static const char *const names[] = { "corp-root", "ec-explicit-root",
		"pss-root", "dsa-root", "multi-valued-root", "radius-leaf" };
	struct pki *p = *state;
	uint32_t seed = 4711;

	for (size_t i = 0; i < COUNT(names); i++) {
		struct mdm_str good = der(p, names[i]);
		char *bad = MDM_NEW_N(p->keep, char, good.n);

		for (int round = 0; round < 400; round++) {
			memcpy(bad, good.p, good.n);
			for (int k = 0; k < 1 + round % 5; k++) {
				seed = seed * 1664525 + 1013904223;
				bad[(seed >> 8) % good.n] ^=
				    (char)(1 << (seed >> 29));
			}
			bytes(p, mdm_str_span(bad, good.n));
			if (round % 8 == 0)
				field(p, base64(p, mdm_str_span(bad, good.n)));
			mdm_arena_reset(p->scratch);
		}
	}
}

/* Depth, breadth and length that a certificate never has. */
static void
survives_the_oversized(void **state)
{
	enum { SIZE = 1 << 20 };
	struct pki *p = *state;
	char *big = malloc(SIZE);
	static const char *const units[] = { "\x30\x80", "\x30\x84\x7f\xff",
		"\x30", "A", "-----BEGIN ", "-----", "%", "&#", "30", "&amp;",
		"-----BEGIN X-----\nA\n" };

	for (size_t u = 0; u < COUNT(units); u++) {
		size_t n = strlen(units[u]);

		for (size_t i = 0; i + n <= SIZE; i += n)
			memcpy(big + i, units[u], n);
		field(p, mdm_str_span(big, SIZE - n));
		bytes(p, mdm_str_span(big, SIZE - n));
		mdm_arena_reset(p->scratch);
	}
	free(big);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sees_through_encodings),
		cmocka_unit_test(says_where_pem_was),
		cmocka_unit_test(reads_pem_with_spelled_out_line_feeds),
		cmocka_unit_test(counts_several_and_what_trails),
		cmocka_unit_test(measures_what_is_cut),
		cmocka_unit_test(tells_private_keys),
		cmocka_unit_test(tells_der_by_its_shape),
		cmocka_unit_test(takes_certificates_out_of_pkcs7),
		cmocka_unit_test(needs_no_password_for_pkcs12),
		cmocka_unit_test(tells_requests_from_certificates),
		cmocka_unit_test(tells_what_is_no_certificate),
		cmocka_unit_test(reads_certificate_files),
		cmocka_unit_test(reads_data_of_property_lists),
		cmocka_unit_test(survives_damage),
		cmocka_unit_test(survives_the_oversized),
	};

	return cmocka_run_group_tests(tests, pki_setup, pki_teardown);
}
