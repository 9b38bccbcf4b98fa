/* SPDX-License-Identifier: MIT */
#include "pki/der.h"

enum {
	TAG_INTEGER = 0x02,
	TAG_BITS = 0x03,
	TAG_OID = 0x06,
	TAG_SEQUENCE = 0x30,
	CHILDREN_MOST = 10
};

struct element {
	uint8_t tag;
	bool endless; /* BER: indefinite length */
	size_t header;
	size_t length; /* of the content; announced, may exceed the data */
};

/* Low tag numbers only: nothing looked for here has others. */
static bool
element_at(struct mdm_str s, struct element *ret)
{
	const uint8_t *p = (const uint8_t *)s.p;
	struct element e = { 0 };
	unsigned octets;

	if (s.n < 2 || (p[0] & 0x1f) == 0x1f)
		return false;
	e.tag = p[0];
	e.header = 2;
	e.length = p[1];
	if (p[1] == 0x80) {
		e.endless = true;
		e.length = s.n - 2;
	} else if (p[1] > 0x80) {
		octets = p[1] & 0x7f;
		if (octets > 6 || s.n < 2 + octets)
			return false;
		e.header += octets;
		e.length = 0;
		for (unsigned i = 0; i < octets; i++)
			e.length = e.length << 8 | p[2 + i];
		if (e.length > SIZE_MAX / 2)
			return false;
	}
	*ret = e;
	return true;
}

/* The part of the content that is there. */
static struct mdm_str
content_of(struct mdm_str s, const struct element *e)
{
	return mdm_str_sub(s, e->header, e->length);
}

/*
 * Tags of the first children and where they stand.  Stops at what is not
 * whole, so that the head of a truncated object can still be told.
 */
struct children {
	uint8_t tag[CHILDREN_MOST];
	struct mdm_str at[CHILDREN_MOST]; /* header included */
	size_t n;
	bool complete; /* no further child follows */
};

static struct children
children_of(struct mdm_str content)
{
	struct children c = { 0 };
	struct element e;

	while (c.n < CHILDREN_MOST && content.n > 0) {
		if (!element_at(content, &e))
			return c;
		c.tag[c.n] = e.tag;
		c.at[c.n++] = mdm_str_sub(content, 0, e.header + e.length);
		if (e.length > content.n - e.header)
			return c;
		content = mdm_str_sub(content, e.header + e.length, SIZE_MAX);
	}
	c.complete = content.n == 0;
	return c;
}

/* Children of the nth child. */
static struct children
inside(const struct children *c, size_t nth)
{
	struct element e;

	if (nth >= c->n || !element_at(c->at[nth], &e))
		return (struct children){ 0 };
	return children_of(content_of(c->at[nth], &e));
}

/* The nth child is an OID that begins with these content octets. */
static bool
oid_starts(const struct children *c, size_t nth, struct mdm_str prefix)
{
	struct element e;
	struct mdm_str octets;

	if (nth >= c->n || c->tag[nth] != TAG_OID ||
	    !element_at(c->at[nth], &e))
		return false;
	octets = content_of(c->at[nth], &e);
	return octets.n >= prefix.n &&
	    memcmp(octets.p, prefix.p, prefix.n) == 0;
}

/* 1.2.840.113549.1.7 (PKCS#7), .1.12 and .1.5 (encryption by password). */
static const struct mdm_str pkcs7_arc = { "\x2a\x86\x48\x86\xf7\x0d\x01\x07",
	8 };
static const struct mdm_str pkcs12_arc = { "\x2a\x86\x48\x86\xf7\x0d\x01\x0c",
	8 };
static const struct mdm_str pkcs5_arc = { "\x2a\x86\x48\x86\xf7\x0d\x01\x05",
	8 };

static bool
is_pkcs7(const struct children *c)
{
	return oid_starts(c, 0, pkcs7_arc);
}

static bool
is_pkcs12(const struct children *c)
{
	struct children in = inside(c, 1);

	return oid_starts(&in, 0, pkcs7_arc);
}

static bool
is_protected(const struct children *c)
{
	struct children in = inside(c, 0);

	return oid_starts(&in, 0, pkcs12_arc) || oid_starts(&in, 0, pkcs5_arc);
}

/* The nth child begins with an OID, as every AlgorithmIdentifier does. */
static bool
first_names_algorithm(const struct children *c)
{
	struct children in = inside(c, 0);

	return in.n > 0 && in.tag[0] == TAG_OID;
}

static bool
second_names_algorithm(const struct children *c)
{
	struct children in = inside(c, 1);

	return in.n > 0 && in.tag[0] == TAG_OID;
}

/*
 * Certificate, request and CRL are all SEQUENCE, algorithm, signature.  A
 * request has [0] behind subject and key; a CRL a time as third or fourth.
 */
static enum mdm_content
signed_kind(const struct children *c)
{
	struct children in = inside(c, 0);
	size_t at = 0;

	if (in.n >= 3 && in.tag[0] == TAG_INTEGER &&
	    in.tag[1] == TAG_SEQUENCE && in.tag[2] == TAG_SEQUENCE) {
		struct children third = inside(&in, 2);

		/* Key: algorithm and bits.  CRL issuer: a row of SETs. */
		if (third.n == 2 && third.tag[0] == TAG_SEQUENCE &&
		    third.tag[1] == TAG_BITS)
			return MDM_CONTENT_REQUEST;
	}
	if (in.n > 0 && in.tag[0] == TAG_INTEGER)
		at = 1;
	/* algorithm, issuer, thisUpdate: UTCTime 0x17, GeneralizedTime 0x18 */
	if (in.n > at + 2 && in.tag[at] == TAG_SEQUENCE &&
	    in.tag[at + 1] == TAG_SEQUENCE &&
	    (in.tag[at + 2] == 0x17 || in.tag[at + 2] == 0x18))
		return MDM_CONTENT_CRL;
	return MDM_CONTENT_CERTIFICATE;
}

/* First match wins; `exact` forbids further children. */
static const struct {
	enum mdm_content content;
	const char *tags;
	bool (*holds)(const struct children *);
	bool exact, encrypted;
} shapes[] = {
	{ MDM_CONTENT_PKCS7, "\x06\xa0", is_pkcs7, false, false },
	{ MDM_CONTENT_PKCS12, "\x02\x30", is_pkcs12, false, true },
	{ MDM_CONTENT_PRIVATE_KEY, "\x02\x30\x04", second_names_algorithm,
	    false, false },
	{ MDM_CONTENT_PRIVATE_KEY, "\x30\x04", is_protected, true, true },
	{ MDM_CONTENT_PRIVATE_KEY, "\x02\x02\x02\x02\x02\x02\x02\x02\x02", NULL,
	    false, false },
	{ MDM_CONTENT_PRIVATE_KEY, "\x02\x02\x02\x02\x02\x02", NULL, true,
	    false },
	{ MDM_CONTENT_PRIVATE_KEY, "\x02\x04\xa0", NULL, false, false },
	{ MDM_CONTENT_PRIVATE_KEY, "\x02\x04\xa1", NULL, true, false },
	{ MDM_CONTENT_PUBLIC_KEY, "\x30\x03", first_names_algorithm, true,
	    false },
	{ MDM_CONTENT_PUBLIC_KEY, "\x02\x02", NULL, true, false },
	{ MDM_CONTENT_OCSP, "\x0a\xa0", NULL, true, false },
	{ MDM_CONTENT_OCSP, "\x0a", NULL, true, false },
	{ MDM_CONTENT_CERTIFICATE, "\x30\x30\x03", NULL, true, false },
};

static void
tell_kind(const struct children *c, struct mdm_der_object *o)
{
	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
		size_t n = strlen(shapes[i].tags);

		if (c->n < n || memcmp(c->tag, shapes[i].tags, n) != 0)
			continue;
		if (shapes[i].exact && (c->n != n || !c->complete))
			continue;
		if (shapes[i].holds != NULL && !shapes[i].holds(c))
			continue;
		o->content = shapes[i].content;
		o->encrypted = shapes[i].encrypted;
		if (o->content == MDM_CONTENT_CERTIFICATE)
			o->content = signed_kind(c);
		return;
	}
}

/*
 * An endless object ends with its last child and two zero octets, which takes
 * a walk; it is left at "all the rest".
 */
bool
mdm_der_first(struct mdm_str bytes, struct mdm_der_object *ret_object)
{
	struct mdm_der_object o = { .content = MDM_CONTENT_UNKNOWN_DER };
	struct children c;
	struct element e;

	if (!element_at(bytes, &e) || e.tag != TAG_SEQUENCE)
		return false;
	o.truncated = e.length > bytes.n - e.header;
	o.need = e.header + e.length;
	o.bytes = mdm_str_sub(bytes, 0, o.need);
	c = children_of(content_of(bytes, &e));
	/* '0' is 0x30: text that begins with it has no such inside. */
	if (c.n == 0 || (c.tag[0] & 0x40) != 0 ||
	    (c.n == 1 && !c.complete && c.tag[0] != TAG_SEQUENCE))
		return false;
	tell_kind(&c, &o);
	*ret_object = o;
	return true;
}
