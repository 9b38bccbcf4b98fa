/* SPDX-License-Identifier: MIT */
#include "pki/name.h"

#include <openssl/asn1.h>
#include <openssl/objects.h>
#include <stdlib.h>

#include "base/text.h"
#include "base/vec.h"

struct text {
	MDM_VEC(char) bytes;
};

static void
add(struct mdm_arena *a, struct text *t, struct mdm_str s)
{
	for (size_t i = 0; i < s.n; i++)
		MDM_PUSH(a, &t->bytes, s.p[i]);
}

static struct mdm_str
finish(struct mdm_arena *a, struct text *t)
{
	size_t n = t->bytes.n;

	MDM_PUSH(a, &t->bytes, '\0');
	return mdm_str_span(t->bytes.at, n);
}

/* Types that OpenSSL compares as text (ASN1_MASK_CANON). */
static bool
is_text(int type)
{
	return type == V_ASN1_UTF8STRING || type == V_ASN1_BMPSTRING ||
	    type == V_ASN1_UNIVERSALSTRING || type == V_ASN1_PRINTABLESTRING ||
	    type == V_ASN1_T61STRING || type == V_ASN1_IA5STRING ||
	    type == V_ASN1_VISIBLESTRING;
}

/* What calls itself UTF-8 and is none was Latin-1 in all cases seen. */
static struct mdm_str
latin1(struct mdm_arena *a, const ASN1_STRING *value)
{
	const unsigned char *p = ASN1_STRING_get0_data(value);
	size_t n = (size_t)ASN1_STRING_length(value), used = 0;
	char *out = MDM_NEW_N(a, char, 2 * n + 4);

	for (size_t i = 0; i < n; i++)
		used += mdm_utf8_write(p[i], out + used);
	return mdm_str_span(out, used);
}

/* The value as UTF-8; false for what is no text or malformed. */
static bool
utf8_of(struct mdm_arena *a, const ASN1_STRING *value, struct mdm_str *ret)
{
	unsigned char *utf8 = NULL;
	int n;

	if (!is_text(ASN1_STRING_type(value)) &&
	    ASN1_STRING_type(value) != V_ASN1_NUMERICSTRING)
		return false;
	n = ASN1_STRING_to_UTF8(&utf8, value);
	if (n < 0)
		return false;
	*ret = mdm_str_dup(a, mdm_str_span((const char *)utf8, (size_t)n));
	OPENSSL_free(utf8);
	return true;
}

/* "#0403..." is RFC 4514's way to write what has no text. */
static struct mdm_str
hex_of(struct mdm_arena *a, const ASN1_STRING *value)
{
	size_t n = (size_t)ASN1_STRING_length(value);
	char *hex = MDM_NEW_N(a, char, 2 * n + 2);

	hex[0] = '#';
	mdm_hex_write(ASN1_STRING_get0_data(value), n, hex + 1);
	return mdm_str_span(hex, 2 * n + 1);
}

static struct mdm_str
value_of(struct mdm_arena *a, const X509_NAME_ENTRY *entry)
{
	const ASN1_STRING *value = X509_NAME_ENTRY_get_data(entry);
	struct mdm_str text;

	if (utf8_of(a, value, &text))
		return text;
	return ASN1_STRING_type(value) == V_ASN1_UTF8STRING ? latin1(a, value)
							    : hex_of(a, value);
}

static void
add_escaped(struct mdm_arena *a, struct text *t, struct mdm_str value)
{
	for (size_t i = 0; i < value.n; i++) {
		char c = value.p[i];

		if ((c != '\0' && strchr(",+\"\\<>;", c) != NULL) ||
		    (c == ' ' && (i == 0 || i + 1 == value.n)))
			MDM_PUSH(a, &t->bytes, '\\');
		MDM_PUSH(a, &t->bytes, c);
	}
}

static void
add_type(struct mdm_arena *a, struct text *t, const ASN1_OBJECT *type)
{
	char oid[128];
	int nid = OBJ_obj2nid(type);

	if (nid != NID_undef)
		add(a, t, mdm_str_of(OBJ_nid2sn(nid)));
	else if (OBJ_obj2txt(oid, sizeof(oid), type, 1) > 0)
		add(a, t, mdm_str_of(oid));
	else
		add(a, t, MDM_LIT("?"));
}

struct mdm_str
mdm_name_text(struct mdm_arena *a, const X509_NAME *name)
{
	struct text t = { 0 };
	int n = X509_NAME_entry_count(name), last_set = -1;

	for (int i = n - 1; i >= 0; i--) {
		const X509_NAME_ENTRY *e = X509_NAME_get_entry(name, i);
		int set = X509_NAME_ENTRY_set(e);

		if (i < n - 1)
			add(a, &t,
			    set == last_set ? MDM_LIT("+") : MDM_LIT(", "));
		last_set = set;
		add_type(a, &t, X509_NAME_ENTRY_get_object(e));
		add(a, &t, MDM_LIT("="));
		add_escaped(a, &t, value_of(a, e));
	}
	return finish(a, &t);
}

struct mdm_str
mdm_name_short(struct mdm_arena *a, const X509_NAME *name)
{
	int n = X509_NAME_entry_count(name);
	const X509_NAME_ENTRY *common = NULL, *unit = NULL;

	for (int i = 0; i < n; i++) {
		const X509_NAME_ENTRY *e = X509_NAME_get_entry(name, i);
		int nid = OBJ_obj2nid(X509_NAME_ENTRY_get_object(e));

		if (nid == NID_commonName)
			common = e;
		else if (nid == NID_organizationalUnitName ||
		    nid == NID_organizationName)
			unit = e;
	}
	if (common != NULL &&
	    ASN1_STRING_length(X509_NAME_ENTRY_get_data(common)) > 0)
		return value_of(a, common);
	if (unit != NULL)
		return value_of(a, unit);
	return n > 0 ? mdm_name_text(a, name) : MDM_LIT("(no subject)");
}

/* Leading, trailing and repeated white space goes, ASCII is folded. */
static struct mdm_str
canonical(struct mdm_arena *a, struct mdm_str s)
{
	struct mdm_str in = mdm_str_trim(s);
	char *out = MDM_NEW_N(a, char, in.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < in.n; i++) {
		if (!mdm_is_space(in.p[i]))
			out[n++] = mdm_lower(in.p[i]);
		else if (!mdm_is_space(in.p[i - 1]))
			out[n++] = ' ';
	}
	return mdm_str_span(out, n);
}

/* OID octets, string type (0: any text), value; lengths in front. */
static struct mdm_str
entry_key(struct mdm_arena *a, const X509_NAME_ENTRY *entry)
{
	const ASN1_OBJECT *type = X509_NAME_ENTRY_get_object(entry);
	const ASN1_STRING *value = X509_NAME_ENTRY_get_data(entry);
	struct mdm_str oid = { (const char *)OBJ_get0_data(type),
		OBJ_length(type) };
	struct text t = { 0 };
	struct mdm_str v;
	int kind = 0;

	if (is_text(ASN1_STRING_type(value)) && utf8_of(a, value, &v)) {
		v = canonical(a, v);
	} else {
		kind = ASN1_STRING_type(value);
		v = mdm_str_span((const char *)ASN1_STRING_get0_data(value),
		    (size_t)ASN1_STRING_length(value));
	}
	add(a, &t, mdm_str_printf(a, "%zu.%d.%zu:", oid.n, kind, v.n));
	add(a, &t, oid);
	add(a, &t, v);
	return finish(a, &t);
}

static int
key_order(const void *a, const void *b)
{
	return mdm_str_cmp(
	    *(const struct mdm_str *)a, *(const struct mdm_str *)b);
}

/* The parts of a multi-valued RDN are a SET: their order says nothing. */
struct mdm_str
mdm_name_key(struct mdm_arena *a, const X509_NAME *name)
{
	int n = X509_NAME_entry_count(name);
	struct mdm_str *keys = MDM_NEW_N(a, struct mdm_str, (size_t)n + 1);
	struct text t = { 0 };

	for (int i = 0; i < n; i++)
		keys[i] = entry_key(a, X509_NAME_get_entry(name, i));
	for (int i = 0; i < n;) {
		int set = X509_NAME_ENTRY_set(X509_NAME_get_entry(name, i));
		int end = i + 1;

		while (end < n &&
		    X509_NAME_ENTRY_set(X509_NAME_get_entry(name, end)) == set)
			end++;
		qsort(keys + i, (size_t)(end - i), sizeof(*keys), key_order);
		for (; i < end; i++)
			add(a, &t, keys[i]);
		add(a, &t, MDM_LIT("/"));
	}
	return finish(a, &t);
}
