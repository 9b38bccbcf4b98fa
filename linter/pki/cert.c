/* SPDX-License-Identifier: MIT */
#include "pki/cert.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <time.h>

#include "pki/key.h"
#include "pki/name.h"

/*
 * Every openssl.cnf adds its own idea of what may verify (crypto policies,
 * FIPS): what a certificate says must not depend on the machine.
 */
void
mdm_pki_init(void)
{
	OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG |
		OPENSSL_INIT_ADD_ALL_DIGESTS | OPENSSL_INIT_ADD_ALL_CIPHERS,
	    NULL);
}

static void
digest(const char *name, struct mdm_str bytes, uint8_t *ret, size_t n)
{
	size_t made = 0;
	uint8_t out[EVP_MAX_MD_SIZE];

	memset(ret, 0, n);
	if (EVP_Q_digest(NULL, name, NULL, bytes.p != NULL ? bytes.p : "",
		bytes.n, out, &made) == 1 &&
	    made == n)
		memcpy(ret, out, n);
}

void
mdm_sha1(struct mdm_str bytes, uint8_t ret[20])
{
	digest("SHA1", bytes, ret, 20);
}

void
mdm_sha256(struct mdm_str bytes, uint8_t ret[32])
{
	digest("SHA256", bytes, ret, 32);
}

const char *
mdm_digest_name(size_t n)
{
	switch (n) {
	case 16:
		return "MD5";
	case 20:
		return "SHA-1";
	case 28:
		return "SHA-224";
	case 32:
		return "SHA-256";
	case 48:
		return "SHA-384";
	case 64:
		return "SHA-512";
	default:
		return NULL;
	}
}

bool
mdm_digest(struct mdm_str bytes, size_t n, uint8_t ret[MDM_LONGEST_DIGEST])
{
	const char *name = mdm_digest_name(n);

	if (name != NULL)
		digest(name, bytes, ret, n);
	return name != NULL;
}

static struct mdm_str
bytes_dup(struct mdm_arena *keep, const unsigned char *p, int n)
{
	return mdm_str_dup(
	    keep, mdm_str_span((const char *)p, n > 0 ? (size_t)n : 0));
}

static struct mdm_str
oid_dup(struct mdm_arena *keep, const ASN1_OBJECT *object)
{
	char text[256];
	int n = OBJ_obj2txt(text, sizeof(text), object, 1);

	if (n <= 0)
		return mdm_str_dup(keep, MDM_LIT("?"));
	return mdm_str_dup(keep, mdm_str_of(text));
}

static bool
seconds_of(const ASN1_TIME *at, int64_t *ret_seconds)
{
	struct tm tm;

	if (at == NULL || ASN1_TIME_to_tm(at, &tm) != 1)
		return false;
	*ret_seconds = (int64_t)timegm(&tm);
	return true;
}

static void
take_validity(struct mdm_cert *c, const X509 *x)
{
	c->validity_ok = seconds_of(X509_get0_notBefore(x), &c->not_before) &&
	    seconds_of(X509_get0_notAfter(x), &c->not_after);
}

static void
take_serial(struct mdm_cert *c, struct mdm_arena *keep, X509 *x)
{
	ASN1_INTEGER *serial = X509_get_serialNumber(x);
	unsigned char *der = NULL;
	int n = i2d_ASN1_INTEGER(serial, &der), tag, class;
	const unsigned char *p = der;
	long length;
	size_t room = sizeof(c->serial_hex), used = 0;

	/* ASN1_INTEGER holds sign and magnitude; the octets are wanted. */
	if (n > 0 &&
	    (ASN1_get_object(&p, &length, &tag, &class, n) & 0x80) == 0)
		c->serial = bytes_dup(keep, p, (int)length);
	OPENSSL_free(der);

	if (ASN1_STRING_type(serial) == V_ASN1_NEG_INTEGER)
		c->serial_hex[used++] = '-';
	p = ASN1_STRING_get0_data(serial);
	n = ASN1_STRING_length(serial);
	if (n > (int)(room - 1 - used) / 2)
		n = (int)(room - 1 - used) / 2;
	if (n > 0)
		mdm_hex_write(p, (size_t)n, c->serial_hex + used);
	else
		memcpy(c->serial_hex + used, "00", 3);
}

/*
 * The first extension of that kind.  X509_get_ext_d2i answers NULL when there
 * are several, and a duplicate must not hide what the first one says.
 */
static void *
extension(const X509 *x, int nid)
{
	int at = X509_get_ext_by_NID(x, nid, -1);

	return at < 0 ? NULL : X509V3_EXT_d2i(X509_get_ext(x, at));
}

static void
take_basic_constraints(struct mdm_cert *c, const X509 *x)
{
	BASIC_CONSTRAINTS *bc = extension(x, NID_basic_constraints);
	int64_t length;

	c->path_length = -1;
	if (bc == NULL)
		return;
	c->has_basic_constraints = true;
	c->is_ca = bc->ca != 0;
	if (bc->pathlen != NULL &&
	    ASN1_INTEGER_get_int64(&length, bc->pathlen) == 1 && length >= 0)
		c->path_length = length;
	BASIC_CONSTRAINTS_free(bc);
}

static void
take_key_usage(struct mdm_cert *c, const X509 *x)
{
	ASN1_BIT_STRING *bits = extension(x, NID_key_usage);

	if (bits == NULL)
		return;
	c->has_key_usage = true;
	/* Bit i of RFC 5280 is bit i of enum mdm_key_usage. */
	for (int i = 0; i < 7; i++)
		if (ASN1_BIT_STRING_get_bit(bits, i))
			c->key_usage |= 1U << i;
	ASN1_BIT_STRING_free(bits);
}

static void
take_ekus(struct mdm_cert *c, struct mdm_arena *keep, const X509 *x)
{
	EXTENDED_KEY_USAGE *ekus = extension(x, NID_ext_key_usage);
	struct mdm_str *list;
	int n;

	if (ekus == NULL)
		return;
	c->has_eku = true;
	n = sk_ASN1_OBJECT_num(ekus);
	list = MDM_NEW_N(keep, struct mdm_str, n > 0 ? (size_t)n : 1);
	for (int i = 0; i < n; i++)
		list[c->nekus++] = oid_dup(keep, sk_ASN1_OBJECT_value(ekus, i));
	c->ekus = list;
	EXTENDED_KEY_USAGE_free(ekus);
}

static void
take_key_ids(struct mdm_cert *c, struct mdm_arena *keep, const X509 *x)
{
	ASN1_OCTET_STRING *ski = extension(x, NID_subject_key_identifier);
	AUTHORITY_KEYID *aki = extension(x, NID_authority_key_identifier);

	if (ski != NULL)
		c->ski = bytes_dup(
		    keep, ASN1_STRING_get0_data(ski), ASN1_STRING_length(ski));
	if (aki != NULL && aki->keyid != NULL)
		c->aki = bytes_dup(keep, ASN1_STRING_get0_data(aki->keyid),
		    ASN1_STRING_length(aki->keyid));
	ASN1_OCTET_STRING_free(ski);
	AUTHORITY_KEYID_free(aki);
}

/* Microsoft's own, which Windows understands: rulings 31. */
static bool
is_known_to_windows(struct mdm_str oid)
{
	static const char *const known[] = {
		"1.3.6.1.4.1.311.20.2",	 /* certificate type */
		"1.3.6.1.4.1.311.21.1",	 /* CA version */
		"1.3.6.1.4.1.311.21.2",	 /* previous CA certificate hash */
		"1.3.6.1.4.1.311.21.7",	 /* certificate template */
		"1.3.6.1.4.1.311.21.10", /* application policies */
		"1.3.6.1.4.1.311.21.11", /* application policy mappings */
		"1.3.6.1.4.1.311.21.12", /* application policy constraints */
		"1.3.6.1.4.1.311.25.2",	 /* security identifier */
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (mdm_str_is(oid, known[i]))
			return true;
	return false;
}

/*
 * X509_supported_extension lacks those that only mean something to revocation
 * or issuance checks although RFC 5280 defines them.
 */
static bool
is_known_to_openssl(X509_EXTENSION *e)
{
	static const int more[] = { NID_subject_key_identifier,
		NID_authority_key_identifier, NID_issuer_alt_name,
		NID_info_access, NID_sinfo_access, NID_freshest_crl,
		NID_tlsfeature };
	int nid = OBJ_obj2nid(X509_EXTENSION_get_object(e));

	if (X509_supported_extension(e) == 1)
		return true;
	for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); i++)
		if (nid == more[i])
			return true;
	return false;
}

static void
take_unknown_critical(struct mdm_cert *c, struct mdm_arena *keep, const X509 *x)
{
	MDM_VEC(struct mdm_str) list = { 0 };
	int n = X509_get_ext_count(x);

	for (int i = 0; i < n; i++) {
		X509_EXTENSION *e = X509_get_ext(x, i);
		struct mdm_str oid;

		if (!X509_EXTENSION_get_critical(e) || is_known_to_openssl(e))
			continue;
		oid = oid_dup(keep, X509_EXTENSION_get_object(e));
		if (!is_known_to_windows(oid))
			MDM_PUSH(keep, &list, oid);
	}
	c->unknown_critical = list.at;
	c->nunknown_critical = list.n;
}

static int
object_order(const void *a, const void *b)
{
	return OBJ_cmp(
	    *(const ASN1_OBJECT *const *)a, *(const ASN1_OBJECT *const *)b);
}

/* Sorted first: a hostile certificate has room for thousands. */
static void
take_duplicate(struct mdm_cert *c, struct mdm_arena *keep, const X509 *x)
{
	int n = X509_get_ext_count(x);
	const ASN1_OBJECT **objects;

	if (n < 2)
		return;
	objects = MDM_NEW_N(keep, const ASN1_OBJECT *, (size_t)n);
	for (int i = 0; i < n; i++)
		objects[i] = X509_EXTENSION_get_object(X509_get_ext(x, i));
	qsort(objects, (size_t)n, sizeof(*objects), object_order);
	for (int i = 1; i < n; i++) {
		if (OBJ_cmp(objects[i - 1], objects[i]) == 0) {
			c->duplicate_extension = oid_dup(keep, objects[i]);
			return;
		}
	}
}

static void
take_names(struct mdm_cert *c, struct mdm_arena *keep, const X509 *x)
{
	struct mdm_arena *scratch = mdm_arena_new();
	const X509_NAME *subject = X509_get_subject_name(x);
	const X509_NAME *issuer = X509_get_issuer_name(x);

	c->subject = mdm_str_dup(keep, mdm_name_text(scratch, subject));
	c->issuer = mdm_str_dup(keep, mdm_name_text(scratch, issuer));
	c->subject_key = mdm_str_dup(keep, mdm_name_key(scratch, subject));
	c->issuer_key = mdm_str_dup(keep, mdm_name_key(scratch, issuer));
	c->name = mdm_str_dup(keep, mdm_name_short(scratch, subject));
	c->issuer_name = mdm_str_dup(keep, mdm_name_short(scratch, issuer));
	c->subject_empty = X509_NAME_entry_count(subject) == 0;
	c->self_issued = X509_NAME_cmp(subject, issuer) == 0;
	mdm_arena_free(scratch);
}

static void
take_digests(struct mdm_cert *c, const X509 *x)
{
	unsigned char *spki = NULL;
	int n = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(x), &spki);
	struct mdm_str bytes = { (const char *)spki, n > 0 ? (size_t)n : 0 };

	digest("SHA1", c->der, c->sha1, sizeof(c->sha1));
	digest("SHA256", c->der, c->sha256, sizeof(c->sha256));
	digest("MD5", c->der, c->md5, sizeof(c->md5));
	mdm_hex_write(c->sha1, sizeof(c->sha1), c->sha1_hex);
	mdm_hex_write(c->sha256, sizeof(c->sha256), c->sha256_hex);
	mdm_sha1(bytes, c->spki_sha1);
	mdm_sha256(bytes, c->spki_sha256);
	OPENSSL_free(spki);
}

/* rules.md section 4: an unverifiable old root is no intermediate. */
static void
take_self_signed(struct mdm_cert *c, X509 *x)
{
	if (!c->self_issued)
		return;
	c->own_key = mdm_key_signed(x, X509_get0_pubkey(x));
	if (c->own_key == MDM_VERIFY_TRUE) {
		c->self_signed = true;
	} else if (c->own_key == MDM_VERIFY_IMPOSSIBLE &&
	    (c->aki.p == NULL || mdm_str_eq(c->aki, c->ski))) {
		c->self_signed = true;
		c->self_unverified = true;
	}
}

static void
take_all(struct mdm_cert *c, struct mdm_arena *keep, X509 *x)
{
	c->version = (int)X509_get_version(x) + 1;
	take_digests(c, x);
	take_names(c, keep, x);
	take_validity(c, x);
	take_serial(c, keep, x);
	take_basic_constraints(c, x);
	take_key_usage(c, x);
	take_ekus(c, keep, x);
	take_key_ids(c, keep, x);
	take_unknown_critical(c, keep, x);
	take_duplicate(c, keep, x);
	mdm_key_take(c, keep, x);
	mdm_key_take_signature(c, keep, x);
	take_self_signed(c, x);
}

struct mdm_cert *
mdm_cert_decode(struct mdm_arena *keep, struct mdm_str der)
{
	const unsigned char *p = (const unsigned char *)der.p;
	struct mdm_cert *c = NULL;
	X509 *x = NULL;

	if (der.n < 2 || der.n > INT32_MAX)
		return NULL;
	ERR_clear_error();
	x = d2i_X509(NULL, &p, (long)der.n);
	if (x == NULL || p != (const unsigned char *)der.p + der.n)
		goto out;
	c = MDM_NEW(keep, struct mdm_cert);
	c->der = mdm_str_dup(keep, der);
	take_all(c, keep, x);
out:
	X509_free(x);
	ERR_clear_error();
	return c;
}

bool
mdm_cert_is_leaf(const struct mdm_cert *c)
{
	if (c->is_ca)
		return false;
	return c->has_basic_constraints ||
	    (c->version == 3 && c->has_key_usage &&
		(c->key_usage & MDM_KU_KEY_CERT_SIGN) == 0);
}

bool
mdm_cert_is_ca(const struct mdm_cert *c)
{
	return c->is_ca || (c->version == 1 && c->self_signed);
}
