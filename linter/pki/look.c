/* SPDX-License-Identifier: MIT */
#include "pki/look.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pkcs12.h>
#include <openssl/pkcs7.h>

#include "base/placeholder.h"
#include "pki/der.h"

enum {
	PLACEHOLDER_LONGEST = 512,
	/* Common tools say 2048; more would let a file buy our time. */
	MOST_ITERATIONS = 20000
};

bool
mdm_look_placeholder(struct mdm_str text)
{
	struct mdm_str s = mdm_str_trim(text);

	if (s.n == 0 || s.n > PLACEHOLDER_LONGEST)
		return false;
	/* "MIIDXTCC..." is what documentation makes of a certificate. */
	return mdm_str_ends(s, "...") || mdm_str_ends(s, "\xe2\x80\xa6") ||
	    mdm_placeholder_sample(s) || mdm_placeholder_symbolic(s);
}

void
mdm_look_count(struct mdm_look *l, enum mdm_content content)
{
	l->c->objects++;
	if (l->first_told)
		return;
	l->first_told = true;
	l->c->content = content;
}

/* The digest is 100 times cheaper than what OpenSSL does with a key. */
static struct mdm_cert *
decode(struct mdm_look *l, struct mdm_str der)
{
	struct mdm_cert_cache *cache = l->cache;
	uint8_t sha256[32];
	struct mdm_str key = { (const char *)sha256, sizeof(sha256) };
	struct mdm_cert *cert;

	mdm_sha256(der, sha256);
	cert = mdm_map_get(&cache->by_sha256, key);
	if (cert != NULL)
		return cert;
	cert = mdm_cert_decode(cache->keep, der);
	if (cert == NULL)
		return NULL;
	key.p = (const char *)cert->sha256;
	*mdm_map_put(cache->keep, &cache->by_sha256, key) = cert;
	return cert;
}

static bool
take_cert(struct mdm_look *l, struct mdm_str der)
{
	struct mdm_cert *cert = decode(l, der);

	if (cert == NULL)
		return false;
	MDM_PUSH(l->cache->keep, &l->certs, cert);
	return true;
}

static void
take_stack(struct mdm_look *l, const STACK_OF(X509) * list)
{
	for (int i = 0; i < sk_X509_num(list); i++) {
		unsigned char *der = NULL;
		int n = i2d_X509(sk_X509_value(list, i), &der);

		if (n > 0)
			take_cert(
			    l, mdm_str_span((const char *)der, (size_t)n));
		OPENSSL_free(der);
	}
}

/* Signed or degenerate; BER is as good as DER here. */
static void
take_pkcs7(struct mdm_look *l, struct mdm_str der)
{
	const unsigned char *p = (const unsigned char *)der.p;
	CMS_ContentInfo *cms = NULL;
	STACK_OF(X509) *list = NULL;

	if (der.n > INT32_MAX)
		return;
	ERR_clear_error();
	cms = d2i_CMS_ContentInfo(NULL, &p, (long)der.n);
	if (cms != NULL)
		list = CMS_get1_certs(cms);
	if (list != NULL)
		take_stack(l, list);
	sk_X509_pop_free(list, X509_free);
	CMS_ContentInfo_free(cms);
	ERR_clear_error();
}

/* One safe of a PKCS#12 that can be opened without a password. */
static bool
safe_is_plain(const PKCS7 *safe)
{
	STACK_OF(PKCS12_SAFEBAG) *bags = NULL;
	bool plain = true;

	if (!PKCS7_type_is_data(safe))
		return false;
	bags = PKCS12_unpack_p7data((PKCS7 *)(uintptr_t)safe);
	for (int i = 0; i < sk_PKCS12_SAFEBAG_num(bags); i++)
		plain &= PKCS12_SAFEBAG_get_nid(sk_PKCS12_SAFEBAG_value(
			     bags, i)) != NID_pkcs8ShroudedKeyBag;
	plain &= bags != NULL;
	sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
	return plain;
}

/* Anything that cannot be told counts as protected. */
static bool
pkcs12_encrypted(const PKCS12 *p12)
{
	STACK_OF(PKCS7) *safes = PKCS12_unpack_authsafes(p12);
	bool plain = safes != NULL && sk_PKCS7_num(safes) > 0;

	for (int i = 0; plain && i < sk_PKCS7_num(safes); i++)
		plain = safe_is_plain(sk_PKCS7_value(safes, i));
	sk_PKCS7_pop_free(safes, PKCS7_free);
	return !plain;
}

/* Its MAC tells; how often it is iterated is for the file to say. */
static bool
pkcs12_has_password(PKCS12 *p12)
{
	const X509_ALGOR *how = NULL;
	const ASN1_INTEGER *iterations = NULL;
	const ASN1_OBJECT *digest = NULL;
	long n;

	if (PKCS12_mac_present(p12) != 1)
		return false;
	PKCS12_get0_mac(NULL, &how, NULL, &iterations, p12);
	n = iterations == NULL ? 1 : ASN1_INTEGER_get(iterations);
	X509_ALGOR_get0(&digest, NULL, NULL, how);
	if (n < 1 || n > MOST_ITERATIONS || EVP_get_digestbyobj(digest) == NULL)
		return false;
	return PKCS12_verify_mac(p12, "", 0) != 1 &&
	    PKCS12_verify_mac(p12, NULL, 0) != 1;
}

static void
look_at_pkcs12(struct mdm_carrier *c, struct mdm_str der)
{
	const unsigned char *p = (const unsigned char *)der.p;
	PKCS12 *p12 = NULL;

	c->private_key = true;
	ERR_clear_error();
	if (der.n <= INT32_MAX)
		p12 = d2i_PKCS12(NULL, &p, (long)der.n);
	c->encrypted |= p12 == NULL || pkcs12_encrypted(p12);
	c->password |= p12 != NULL && pkcs12_has_password(p12);
	PKCS12_free(p12);
	ERR_clear_error();
}

static void
take_object(struct mdm_look *l, const struct mdm_der_object *o)
{
	enum mdm_content content = o->content;
	bool first = !l->first_told;

	if (content == MDM_CONTENT_CERTIFICATE &&
	    (o->truncated || !take_cert(l, o->bytes)))
		content = MDM_CONTENT_UNKNOWN_DER;
	if (content == MDM_CONTENT_PKCS7)
		take_pkcs7(l, o->bytes);
	if (content == MDM_CONTENT_PRIVATE_KEY) {
		l->c->private_key = true;
		l->c->encrypted |= o->encrypted;
	}
	if (content == MDM_CONTENT_PKCS12)
		look_at_pkcs12(l->c, o->bytes);
	mdm_look_count(l, content);
	if (first && o->truncated) {
		l->c->have = o->bytes.n;
		l->c->need = o->need;
	}
}

/* Without the white space and NUL that editors and exports leave behind. */
static struct mdm_str
skip_filling(struct mdm_str s)
{
	size_t i = 0;

	while (i < s.n && (mdm_is_space(s.p[i]) || s.p[i] == '\0'))
		i++;
	return mdm_str_sub(s, i, SIZE_MAX);
}

bool
mdm_look_der(struct mdm_look *l, struct mdm_str bytes)
{
	struct mdm_der_object o;
	struct mdm_str rest = bytes;

	if (!mdm_der_first(rest, &o))
		return false;
	for (;;) {
		take_object(l, &o);
		rest = skip_filling(mdm_str_sub(rest, o.bytes.n, SIZE_MAX));
		if (rest.n == 0)
			return true;
		if (!mdm_der_first(rest, &o) || o.truncated ||
		    o.content == MDM_CONTENT_UNKNOWN_DER) {
			l->c->trailing += rest.n;
			return true;
		}
	}
}

/* What the label promises, for bodies that do not tell themselves. */
static const struct {
	const char *label;
	enum mdm_content content;
} labels[] = {
	{ "CERTIFICATE REQUEST", MDM_CONTENT_REQUEST },
	{ "PRIVATE KEY", MDM_CONTENT_PRIVATE_KEY },
	{ "PUBLIC KEY", MDM_CONTENT_PUBLIC_KEY },
	{ "CRL", MDM_CONTENT_CRL },
	{ "PKCS7", MDM_CONTENT_PKCS7 },
	{ "PKCS12", MDM_CONTENT_PKCS12 },
	{ "CMS", MDM_CONTENT_PKCS7 },
};

struct block {
	struct mdm_str label, body, header;
};

/* Numbers of a group say nothing about whose key it is. */
static bool
is_parameters(struct mdm_str label)
{
	return mdm_str_ends(label, "PARAMETERS");
}

/* Take the next block of `*rest`; false when there is none. */
static bool
next_block(struct mdm_str *rest, struct block *ret)
{
	static const char begin[] = "-----BEGIN ", dashes[] = "-----";
	size_t at = mdm_str_find(*rest, begin), end, blank;
	struct mdm_str text;

	if (at == SIZE_MAX)
		return false;
	text = mdm_str_sub(*rest, at + strlen(begin), SIZE_MAX);
	end = mdm_str_find(text, dashes);
	*ret = (struct block){ .label = mdm_str_sub(text, 0, end) };
	text = mdm_str_sub(text, end, SIZE_MAX);
	text = mdm_str_sub(text, strlen(dashes), SIZE_MAX);
	/* Whatever has dashes ends the body, be it END or the next BEGIN. */
	end = mdm_str_find(text, dashes);
	ret->body = mdm_str_sub(text, 0, end);
	*rest = mdm_str_sub(text, end, SIZE_MAX);

	/* RFC 1421 headers end with an empty line. */
	if (mdm_str_find_byte(ret->body, ':') == SIZE_MAX)
		return true;
	ret->body = mdm_str_trim(ret->body);
	blank = mdm_str_find(ret->body, "\n\n");
	if (blank == SIZE_MAX)
		blank = mdm_str_find(ret->body, "\n\r\n");
	if (blank != SIZE_MAX) {
		ret->header = mdm_str_sub(ret->body, 0, blank);
		ret->body = mdm_str_sub(ret->body, blank, SIZE_MAX);
	}
	return true;
}

/* "\n" spelled out, as hand-made JSON has it, becomes blanks. */
static struct mdm_str
without_escapes(struct mdm_arena *scratch, struct mdm_str body)
{
	char *out;

	if (mdm_str_find_byte(body, '\\') == SIZE_MAX)
		return body;
	out = MDM_NEW_N(scratch, char, body.n);
	memcpy(out, body.p, body.n);
	for (size_t i = 0; i + 1 < body.n; i++)
		if (out[i] == '\\' && (out[i + 1] == 'n' || out[i + 1] == 'r'))
			out[i] = out[i + 1] = ' ';
	return mdm_str_span(out, body.n);
}

static enum mdm_content
content_of_label(struct mdm_str label)
{
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (mdm_str_ends(label, labels[i].label))
			return labels[i].content;
	return MDM_CONTENT_OTHER;
}

/* The body is no DER: what is left is the label, or what is wrong with it. */
static void
take_by_label(
    struct mdm_look *l, const struct block *b, const struct mdm_base64 *body)
{
	enum mdm_content content = content_of_label(b->label);
	bool first = !l->first_told;

	if (content == MDM_CONTENT_PRIVATE_KEY || content == MDM_CONTENT_PKCS12)
		l->c->private_key = true;
	if (content == MDM_CONTENT_OTHER && mdm_look_placeholder(b->body))
		content = MDM_CONTENT_PLACEHOLDER;
	else if (content == MDM_CONTENT_OTHER && !body->valid)
		content = MDM_CONTENT_NOT_BASE64;
	mdm_look_count(l, content);
	if (first && content == MDM_CONTENT_NOT_BASE64)
		l->c->base64 = *body;
}

static void
take_block(struct mdm_look *l, const struct block *b)
{
	struct mdm_str body = without_escapes(l->scratch, b->body);
	struct mdm_base64 base64 = mdm_base64_decode(l->scratch, body);
	size_t trailing = l->c->trailing, objects = l->c->objects;

	if (mdm_str_has(b->header, "ENCRYPTED") ||
	    mdm_str_has(b->label, "ENCRYPTED"))
		l->c->encrypted = true;
	/* An encrypted body may begin with 0x30 by chance. */
	if (!base64.valid || mdm_str_has(b->header, "ENCRYPTED") ||
	    !mdm_look_der(l, base64.bytes)) {
		take_by_label(l, b, &base64);
		return;
	}
	/* OpenSSL's trust settings stand behind the certificate. */
	if (mdm_str_starts(b->label, "TRUSTED "))
		l->c->trailing = trailing;
	if (mdm_str_ends(b->label, "PRIVATE KEY"))
		l->c->private_key = true;
	if (mdm_str_starts(b->label, "TRUSTED "))
		l->c->objects = objects + 1;
}

bool
mdm_look_pem(struct mdm_look *l, struct mdm_str text)
{
	struct mdm_str rest = text;
	struct block b;
	bool any = false;

	while (next_block(&rest, &b)) {
		if (is_parameters(b.label))
			continue;
		any = true;
		l->c->pem = true;
		take_block(l, &b);
	}
	return any;
}
