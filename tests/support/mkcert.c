/* SPDX-License-Identifier: MIT */
#include "mkcert.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/cms.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <openssl/x509.h>
#include <stdlib.h>

#include "base/text.h"
#include "base/vec.h"
#include "dermake.h"
#include "files.h"

/* Of private keys that are kept encrypted. */
static const char key_password[] = "fixture";

static const char *
path_of(struct cert_maker *m, const char *folder, const char *name,
    const char *suffix)
{
	return mdm_str_printf(
	    m->arena, "%s/%s/%s%s", m->top, folder, name, suffix)
	    .p;
}

static const char *
key_path(struct cert_maker *m, const char *name)
{
	return path_of(m, "fixtures/recipe/keys", name, ".pem");
}

void
mkcert_finish(struct cert_maker *m)
{
	for (size_t i = 0; i < m->keys.n; i++)
		EVP_PKEY_free(m->keys.entries[i].value);
	json_decref(m->recipes);
}

static struct mdm_str
text_member(const json_t *recipe, const char *key)
{
	return mdm_str_of(json_string_value(json_object_get(recipe, key)));
}

/* Absent, null and "absent" leave the thing out, where `null` can. */
static bool
left_out(const json_t *value)
{
	return json_is_null(value) ||
	    (json_is_string(value) &&
		strcmp(json_string_value(value), "absent") == 0);
}

struct mdm_str
base64_lines(struct mdm_arena *a, struct mdm_str bytes)
{
	struct mdm_str text = mdm_base64_encode(a, bytes), all = { "", 0 };

	for (size_t i = 0; i < text.n; i += 64)
		all =
		    BYTES_JOIN(a, all, mdm_str_sub(text, i, 64), MDM_LIT("\n"));
	return all;
}

struct mdm_str
pem_of(struct mdm_arena *a, const char *label, struct mdm_str bytes)
{
	return BYTES_JOIN(a, mdm_str_printf(a, "-----BEGIN %s-----\n", label),
	    base64_lines(a, bytes),
	    mdm_str_printf(a, "-----END %s-----\n", label));
}

/* "rsa2048-x", "ec256-x": the name says what to make. */
static EVP_PKEY *
generate(const char *name)
{
	static const struct {
		const char *prefix, *curve;
	} curves[] = { { "ec256-", "P-256" }, { "ec384-", "P-384" },
		{ "ec521-", "P-521" }, { "ec256k1-", "secp256k1" } };
	EVP_PKEY_CTX *ctx = NULL;
	EVP_PKEY *key = NULL, *params = NULL;
	BIGNUM *e = BN_new();
	int bits = 0, e3 = 0;

	for (size_t i = 0; i < sizeof(curves) / sizeof(*curves); i++)
		if (strncmp(name, curves[i].prefix, strlen(curves[i].prefix)) ==
		    0)
			key = EVP_EC_gen(curves[i].curve);
	if (strncmp(name, "ed25519-", 8) == 0)
		key = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
	if (sscanf(name, "rsa%d-%n", &bits, &e3) == 1 && e3 > 0) {
		ctx = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
		BN_set_word(e, strncmp(name + e3, "e3", 2) == 0 ? 3 : 65537);
		if (EVP_PKEY_keygen_init(ctx) == 1 &&
		    EVP_PKEY_CTX_set_rsa_keygen_bits(ctx, bits) == 1 &&
		    EVP_PKEY_CTX_set1_rsa_keygen_pubexp(ctx, e) == 1)
			EVP_PKEY_keygen(ctx, &key);
	}
	if (strncmp(name, "dsa2048-", 8) == 0) {
		ctx = EVP_PKEY_CTX_new_from_name(NULL, "DSA", NULL);
		if (EVP_PKEY_paramgen_init(ctx) == 1 &&
		    EVP_PKEY_CTX_set_dsa_paramgen_bits(ctx, 2048) == 1)
			EVP_PKEY_paramgen(ctx, &params);
		EVP_PKEY_CTX_free(ctx);
		ctx = EVP_PKEY_CTX_new(params, NULL);
		if (EVP_PKEY_keygen_init(ctx) == 1)
			EVP_PKEY_keygen(ctx, &key);
	}
	EVP_PKEY_CTX_free(ctx);
	EVP_PKEY_free(params);
	BN_free(e);
	if (key == NULL)
		give_up("no kind of key", name);
	return key;
}

static void
new_key(struct cert_maker *m, const char *name)
{
	const char *path = key_path(m, name);
	/* "-encrypted": as its name says, with the password of all. */
	bool locked = mdm_str_ends(mdm_str_of(name), "-encrypted");
	EVP_PKEY *key;
	BIO *out;

	if (test_read(m->arena, path).p != NULL)
		return;
	key = generate(name);
	out = BIO_new_file(path, "wb");
	if (out == NULL ||
	    PEM_write_bio_PKCS8PrivateKey(out, key,
		locked ? EVP_aes_256_cbc() : NULL, locked ? key_password : NULL,
		locked ? (int)strlen(key_password) : 0, NULL, NULL) != 1)
		give_up("cannot be written", path);
	BIO_free(out);
	EVP_PKEY_free(key);
}

/* The key of a recipe: named, or "rsa2048-" and the certificate's name. */
static const char *
key_name_of(struct cert_maker *m, const char *name, const json_t *recipe)
{
	const char *key = json_string_value(json_object_get(recipe, "key"));

	return key != NULL ? key
			   : mdm_str_printf(m->arena, "rsa2048-%s", name).p;
}

void
mkcert_new_keys(struct cert_maker *m)
{
	const json_t *more = json_object_get(m->recipes, "$keys");
	const char *name;
	json_t *recipe;

	for (size_t i = 0; i < json_array_size(more); i++)
		new_key(m, json_string_value(json_array_get(more, i)));

	json_object_foreach(m->recipes, name, recipe)
	{
		struct mdm_str other = text_member(recipe, "signed_by");

		if (name[0] == '$')
			continue;
		new_key(m, key_name_of(m, name, recipe));
		if (other.p != NULL)
			new_key(m, other.p);
	}
}

static EVP_PKEY *
load_key(struct cert_maker *m, const char *name)
{
	struct mdm_str key = mdm_str_dup(m->arena, mdm_str_of(name));
	EVP_PKEY **slot = (EVP_PKEY **)mdm_map_put(m->arena, &m->keys, key);
	BIO *in;

	if (*slot != NULL)
		return *slot;
	in = BIO_new_file(key_path(m, name), "rb");
	if (in == NULL)
		give_up("no such key, run mkfixtures --new-keys", name);
	*slot = PEM_read_bio_PrivateKey(
	    in, NULL, NULL, (void *)(uintptr_t)key_password);
	BIO_free(in);
	if (*slot == NULL)
		give_up("cannot be read", key_path(m, name));
	return *slot;
}

struct mdm_str
mkcert_key_text(struct cert_maker *m, struct mdm_str name)
{
	const char *key = mdm_str_dup(m->arena, name).p;
	struct mdm_str text = test_read(m->arena, key_path(m, key));

	if (text.p == NULL)
		give_up("no such key", key);
	return text;
}

struct mdm_str
mkcert_key_pkcs8(struct cert_maker *m, struct mdm_str name)
{
	EVP_PKEY *key = load_key(m, mdm_str_dup(m->arena, name).p);
	PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(key);
	unsigned char *out = NULL;
	int n = i2d_PKCS8_PRIV_KEY_INFO(info, &out);
	struct mdm_str copy = mdm_str_dup(
	    m->arena, mdm_str_span((const char *)out, n > 0 ? (size_t)n : 0));

	OPENSSL_free(out);
	PKCS8_PRIV_KEY_INFO_free(info);
	return copy;
}

/* rsaEncryption with this modulus and an exponent nobody should use. */
static struct mdm_str
rsa_spki(struct mdm_arena *a, EVP_PKEY *key, int64_t exponent)
{
	BIGNUM *n = NULL;
	uint8_t octets[2048];
	int length;

	if (EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_N, &n) != 1)
		give_up("exponent", "this is no RSA key");
	octets[0] = 0;
	length = BN_bn2bin(n, octets + 1) + 1;
	BN_free(n);
	return DER_SEQ(a,
	    DER_SEQ(
		a, der_oid(a, "rsaEncryption"), der(a, DER_NULL, MDM_LIT(""))),
	    der_bits(a,
		DER_SEQ(a,
		    der(a, DER_INTEGER,
			mdm_str_span((const char *)octets, (size_t)length)),
		    der_int(a, exponent))));
}

static struct mdm_str
spki_of(struct mdm_arena *a, EVP_PKEY *key, const json_t *recipe)
{
	const json_t *exponent = json_object_get(recipe, "exponent");
	EVP_PKEY *copy = NULL;
	unsigned char *out = NULL;
	struct mdm_str spki;
	int n;

	if (exponent != NULL)
		return rsa_spki(a, key, json_integer_value(exponent));
	if (json_is_true(json_object_get(recipe, "explicit_curve"))) {
		copy = EVP_PKEY_dup(key);
		EVP_PKEY_set_utf8_string_param(copy,
		    OSSL_PKEY_PARAM_EC_ENCODING,
		    OSSL_PKEY_EC_ENCODING_EXPLICIT);
	}
	n = i2d_PUBKEY(copy != NULL ? copy : key, &out);
	if (n <= 0)
		give_up("public key", "cannot be encoded");
	spki = mdm_str_dup(a, mdm_str_span((const char *)out, (size_t)n));
	OPENSSL_free(out);
	EVP_PKEY_free(copy);
	return spki;
}

/* SHA-1 of the bits of the key, method 1 of RFC 5280 section 4.2.1.2. */
static struct mdm_str
key_id_of(struct mdm_arena *a, struct mdm_str spki)
{
	struct mdm_str content, algorithm, bits;
	unsigned char id[20];

	der_first(spki, &content);
	algorithm = der_first(content, &bits);
	der_first(mdm_str_sub(content, algorithm.n, SIZE_MAX), &bits);
	SHA1((const unsigned char *)bits.p + 1, bits.n - 1, id);
	return mdm_str_dup(a, mdm_str_span((const char *)id, sizeof(id)));
}

struct extensions {
	struct mdm_arena *a;
	struct mdm_str all;
	const char *twice; /* OID that is to be there twice */
};

static void
extend(struct extensions *x, const char *oid, bool critical,
    struct mdm_str content)
{
	struct mdm_str yes = der(x->a, DER_BOOLEAN, MDM_LIT("\xff"));
	struct mdm_str one = DER_SEQ(x->a, der_oid(x->a, oid),
	    critical ? yes : MDM_LIT(""), der(x->a, DER_OCTETS, content));

	x->all = BYTES_JOIN(x->a, x->all, one);
	if (x->twice != NULL && strcmp(x->twice, oid) == 0)
		x->all = BYTES_JOIN(x->a, x->all, one);
}

static bool
flag(const json_t *recipe, const char *key, bool unless_said)
{
	const json_t *value = json_object_get(recipe, key);

	return value == NULL ? unless_said : json_is_true(value);
}

static void
add_basic_constraints(struct extensions *x, const json_t *recipe, bool ca)
{
	const json_t *length = json_object_get(recipe, "path_length");
	struct mdm_str content = MDM_LIT("");

	if (left_out(json_object_get(recipe, "ca")))
		return;
	if (ca)
		content = der(x->a, DER_BOOLEAN, MDM_LIT("\xff"));
	if (length != NULL)
		content = BYTES_JOIN(
		    x->a, content, der_int(x->a, json_integer_value(length)));
	extend(x, "2.5.29.19", flag(recipe, "basic_constraints_critical", true),
	    der(x->a, DER_SEQUENCE, content));
}

static const char *const usages[] = { "digitalSignature", "nonRepudiation",
	"keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign",
	"cRLSign" };

static void
add_key_usage(struct extensions *x, const json_t *recipe, bool ca)
{
	const json_t *list = json_object_get(recipe, "key_usage");
	unsigned bits = ca ? 0x06 : 0xa0, unused = 0, found;
	char octets[2];

	if (left_out(list))
		return;
	if (list != NULL)
		bits = 0;
	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *name = json_string_value(json_array_get(list, i));

		for (found = 0; found < 7; found++)
			if (name != NULL && strcmp(name, usages[found]) == 0)
				break;
		if (found == 7)
			give_up("no key usage", name != NULL ? name : "?");
		bits |= 0x80U >> found;
	}
	while (bits != 0 && (bits >> unused & 1) == 0)
		unused++;
	octets[0] = (char)unused;
	octets[1] = (char)bits;
	extend(x, "2.5.29.15", flag(recipe, "key_usage_critical", true),
	    der(x->a, DER_BITS, mdm_str_span(octets, bits != 0 ? 2 : 1)));
}

static void
add_ekus(struct extensions *x, const json_t *recipe, bool ca)
{
	const json_t *list = json_object_get(recipe, "eku");
	struct mdm_str content = MDM_LIT("");

	if (left_out(list) || (list == NULL && ca))
		return;
	if (list == NULL)
		content = der_oid(x->a, "clientAuth");
	for (size_t i = 0; i < json_array_size(list); i++)
		content = BYTES_JOIN(x->a, content,
		    der_oid(x->a, json_string_value(json_array_get(list, i))));
	extend(x, "2.5.29.37", flag(recipe, "eku_critical", false),
	    der(x->a, DER_SEQUENCE, content));
}

/* "dns:x", "email:x", "uri:x", "upn:x" */
static struct mdm_str
general_name(struct mdm_arena *a, struct mdm_str text)
{
	size_t colon = mdm_str_find_byte(text, ':');
	struct mdm_str value = mdm_str_sub(text, colon + 1, SIZE_MAX);

	if (mdm_str_starts(text, "email:"))
		return der(a, DER_CONTEXT + 1, value);
	if (mdm_str_starts(text, "dns:"))
		return der(a, DER_CONTEXT + 2, value);
	if (mdm_str_starts(text, "uri:"))
		return der(a, DER_CONTEXT + 6, value);
	if (!mdm_str_starts(text, "upn:"))
		give_up("no subject alternative name", text.p);
	return der(a, DER_CONSTRUCTED,
	    BYTES_JOIN(a, der_oid(a, "1.3.6.1.4.1.311.20.2.3"),
		der(a, DER_CONSTRUCTED, der(a, DER_UTF8, value))));
}

static void
add_sans(struct extensions *x, const json_t *recipe)
{
	const json_t *list = json_object_get(recipe, "san");
	struct mdm_str content = MDM_LIT("");

	if (list == NULL || left_out(list))
		return;
	for (size_t i = 0; i < json_array_size(list); i++)
		content = BYTES_JOIN(x->a, content,
		    general_name(x->a,
			mdm_str_of(
			    json_string_value(json_array_get(list, i)))));
	extend(x, "2.5.29.17", false, der(x->a, DER_SEQUENCE, content));
}

/* true (or not said): `right`; "hex:..", another certificate's, or none. */
static bool
key_id(struct cert_maker *m, const json_t *recipe, const char *key,
    struct mdm_str right, struct mdm_str *ret_id)
{
	const json_t *value = json_object_get(recipe, key);
	struct mdm_str text = mdm_str_of(json_string_value(value));

	*ret_id = right;
	if (value == NULL || json_is_true(value))
		return true;
	if (json_is_false(value) || left_out(value))
		return false;
	if (mdm_str_starts(text, "hex:"))
		*ret_id =
		    bytes_of_hex(m->arena, mdm_str_sub(text, 4, SIZE_MAX));
	else
		*ret_id = mkcert(m, text)->ski;
	return true;
}

static void
add_key_ids(struct cert_maker *m, struct extensions *x, struct made_cert *c,
    const struct made_cert *issuer)
{
	struct mdm_str id;

	if (key_id(m, c->recipe, "ski", c->ski, &id)) {
		c->ski = id;
		extend(x, "2.5.29.14", false, der(x->a, DER_OCTETS, id));
	}
	/* RFC 5280 lets a self-signed one go without; here it has its own. */
	if (key_id(m, c->recipe, "aki", issuer != NULL ? issuer->ski : c->ski,
		&id))
		extend(x, "2.5.29.35", false,
		    der(x->a, DER_SEQUENCE, der(x->a, DER_CONTEXT, id)));
}

static void
add_others(struct extensions *x, const json_t *recipe)
{
	const json_t *list = json_object_get(recipe, "extensions");

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *one = json_array_get(list, i);

		extend(x, text_member(one, "oid").p,
		    flag(one, "critical", false),
		    bytes_of_hex(x->a, text_member(one, "hex")));
	}
}

static struct mdm_str
extensions_of(
    struct cert_maker *m, struct made_cert *c, const struct made_cert *issuer)
{
	const json_t *said = json_object_get(c->recipe, "ca");
	bool ca = said == NULL || left_out(said) || json_is_true(said);
	struct extensions x = { m->arena, MDM_LIT(""),
		text_member(c->recipe, "duplicate_extension").p };

	add_basic_constraints(&x, c->recipe, ca);
	add_key_usage(&x, c->recipe, ca);
	add_ekus(&x, c->recipe, ca);
	add_sans(&x, c->recipe);
	add_key_ids(m, &x, c, issuer);
	add_others(&x, c->recipe);
	return der(
	    m->arena, DER_CONSTRUCTED + 3, der(m->arena, DER_SEQUENCE, x.all));
}

/* How a signature is named and made. */
struct scheme {
	struct mdm_str algorithm; /* DER */
	const EVP_MD *md;
	bool pss, steady; /* steady: the same input gives the same bytes */
};

static struct mdm_str
pss_algorithm(struct mdm_arena *a)
{
	struct mdm_str sha256 =
	    DER_SEQ(a, der_oid(a, "sha256"), der(a, DER_NULL, MDM_LIT("")));

	return DER_SEQ(a, der_oid(a, "rsassaPss"),
	    DER_SEQ(a, der(a, DER_CONSTRUCTED, sha256),
		der(a, DER_CONSTRUCTED + 1,
		    DER_SEQ(a, der_oid(a, "mgf1"), sha256)),
		der(a, DER_CONSTRUCTED + 2, der_int(a, 32))));
}

/* "md2" and "unknown" only say so: they are signed like sha256. */
static struct scheme
scheme_of(struct mdm_arena *a, EVP_PKEY *key, struct mdm_str said)
{
	const char *name = said.p != NULL ? said.p : "sha256";
	struct scheme s = { .md = EVP_get_digestbyname(name),
		.steady = EVP_PKEY_is_a(key, "RSA") };
	struct mdm_str null = der(a, DER_NULL, MDM_LIT(""));
	int nid = NID_undef;

	if (EVP_PKEY_is_a(key, "ED25519"))
		return (struct scheme){ DER_SEQ(a, der_oid(a, "ED25519")), NULL,
			false, true };
	if (s.md == NULL)
		s.md = EVP_sha256();
	if (strcmp(name, "pss") == 0) {
		s.algorithm = pss_algorithm(a);
		s.pss = true;
		s.steady = false;
	} else if (strcmp(name, "md2") == 0) {
		s.algorithm =
		    DER_SEQ(a, der_oid(a, "1.2.840.113549.1.1.2"), null);
	} else if (strcmp(name, "unknown") == 0) {
		s.algorithm = DER_SEQ(a, der_oid(a, "1.3.6.1.4.1.99999.1"));
	} else {
		if (OBJ_find_sigid_by_algs(&nid, EVP_MD_get_type(s.md),
			EVP_PKEY_get_base_id(key)) != 1)
			give_up("no signature algorithm", name);
		s.algorithm = DER_SEQ(a, der_oid(a, OBJ_nid2sn(nid)),
		    EVP_PKEY_is_a(key, "RSA") ? null : MDM_LIT(""));
	}
	return s;
}

static struct mdm_str
sign(struct mdm_arena *a, const struct scheme *s, EVP_PKEY *key,
    struct mdm_str tbs)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	EVP_PKEY_CTX *pctx = NULL;
	unsigned char *out = NULL;
	size_t n = 0;
	const unsigned char *in = (const unsigned char *)tbs.p;
	bool good;

	good = EVP_DigestSignInit(ctx, &pctx, s->md, NULL, key) == 1;
	if (good && s->pss)
		good = EVP_PKEY_CTX_set_rsa_padding(
			   pctx, RSA_PKCS1_PSS_PADDING) == 1 &&
		    EVP_PKEY_CTX_set_rsa_pss_saltlen(pctx, 32) == 1;
	good = good && EVP_DigestSign(ctx, NULL, &n, in, tbs.n) == 1;
	out = MDM_NEW_N(a, unsigned char, n + 1);
	good = good && EVP_DigestSign(ctx, out, &n, in, tbs.n) == 1;
	EVP_MD_CTX_free(ctx);
	if (!good)
		give_up("cannot be signed", "see the recipe");
	return mdm_str_span((const char *)out, n);
}

static struct mdm_str
signed_der(struct mdm_arena *a, const struct scheme *s, EVP_PKEY *key,
    struct mdm_str tbs)
{
	return DER_SEQ(a, tbs, s->algorithm, der_bits(a, sign(a, s, key, tbs)));
}

/* Positive and as random as RFC 5280 wants, yet the same each time. */
static struct mdm_str
serial_of(struct cert_maker *m, const struct made_cert *c)
{
	const json_t *said = json_object_get(c->recipe, "serial");
	struct mdm_str text = mdm_str_of(json_string_value(said)), content;
	unsigned char digest[32];

	if (mdm_str_starts(text, "hex:"))
		return bytes_of_hex(m->arena, mdm_str_sub(text, 4, SIZE_MAX));
	if (said != NULL) {
		der_first(
		    der_int(m->arena, json_integer_value(said)), &content);
		return content;
	}
	SHA256((const unsigned char *)c->name, strlen(c->name), digest);
	digest[0] = (unsigned char)((digest[0] & 0x3f) | 0x40);
	return mdm_str_dup(m->arena, mdm_str_span((const char *)digest, 16));
}

static unsigned
name_tag(const json_t *recipe)
{
	struct mdm_str said = text_member(recipe, "name_type");

	if (mdm_str_is(said, "printable"))
		return DER_PRINTABLE;
	if (mdm_str_is(said, "t61"))
		return DER_T61;
	return mdm_str_is(said, "bmp") ? DER_BMP : DER_UTF8;
}

static struct mdm_str
date_of(struct mdm_arena *a, const json_t *recipe, const char *key,
    const char *unless_said)
{
	struct mdm_str said = text_member(recipe, key);

	return der_time(a, said.p != NULL ? said : mdm_str_of(unless_said));
}

static struct mdm_str
tbs_of(struct cert_maker *m, struct made_cert *c,
    const struct made_cert *issuer, const struct scheme *s)
{
	struct mdm_arena *a = m->arena;
	struct mdm_str other = text_member(c->recipe, "issuer_name");
	struct mdm_str none = MDM_LIT(""), issuer_name = c->subject;
	int64_t version = 3;

	if (issuer != NULL)
		issuer_name = issuer->subject;
	if (other.p != NULL)
		issuer_name = der_name(a, other, DER_UTF8);
	if (json_object_get(c->recipe, "version") != NULL)
		version =
		    json_integer_value(json_object_get(c->recipe, "version"));
	return DER_SEQ(a,
	    version > 1 ? der(a, DER_CONSTRUCTED, der_int(a, version - 1))
			: none,
	    der(a, DER_INTEGER, c->serial), s->algorithm, issuer_name,
	    DER_SEQ(a, date_of(a, c->recipe, "not_before", "2020-01-01"),
		date_of(a, c->recipe, "not_after",
		    issuer == NULL ? "2040-01-01" : "2035-01-01")),
	    c->subject, c->spki,
	    version >= 3 ? extensions_of(m, c, issuer) : none);
}

/* DER of the first certificate of a PEM file, or nothing. */
static struct mdm_str
der_of_file(struct mdm_arena *a, struct mdm_str file)
{
	static const char begin[] = "-----BEGIN CERTIFICATE-----";
	size_t at = mdm_str_find(file, begin);
	struct mdm_str body;

	if (at == SIZE_MAX)
		return (struct mdm_str){ NULL, 0 };
	body = mdm_str_sub(file, at + strlen(begin), SIZE_MAX);
	body = mdm_str_sub(body, 0, mdm_str_find(body, "-----END"));
	return mdm_base64_decode(a, body).bytes;
}

/* Does this key verify the certificate? */
static bool
verifies(struct mdm_str bytes, EVP_PKEY *key)
{
	const unsigned char *p = (const unsigned char *)bytes.p;
	X509 *x = d2i_X509(NULL, &p, (long)bytes.n);
	bool good = x != NULL && X509_verify(x, key) == 1;

	X509_free(x);
	ERR_clear_error();
	return good;
}

static struct mdm_str
with_bad_signature(struct mdm_arena *a, struct mdm_str bytes)
{
	struct mdm_str copy = mdm_str_dup(a, bytes);

	((char *)(uintptr_t)copy.p)[copy.n - 1] ^= 1;
	return copy;
}

/*
 * ECDSA, DSA and PSS draw random numbers: what stands in the file already is
 * kept as long as it says and proves the same.
 */
static struct mdm_str
cert_der(struct cert_maker *m, const struct made_cert *c,
    const struct scheme *s, EVP_PKEY *key, struct mdm_str tbs,
    struct mdm_str file)
{
	bool bad = json_is_true(json_object_get(c->recipe, "bad_signature"));
	struct mdm_str old = der_of_file(m->arena, file), content;

	if (!s->steady && old.p != NULL) {
		struct mdm_str good =
		    bad ? with_bad_signature(m->arena, old) : old;

		der_first(old, &content);
		if (mdm_str_eq(mdm_str_sub(content, 0, tbs.n), tbs) &&
		    verifies(good, key))
			return old;
	}
	old = signed_der(m->arena, s, key, tbs);
	return bad ? with_bad_signature(m->arena, old) : old;
}

static struct mdm_str
dump_of(struct mdm_arena *a, struct mdm_str bytes)
{
	const unsigned char *p = (const unsigned char *)bytes.p;
	X509 *x = d2i_X509(NULL, &p, (long)bytes.n);
	BIO *out = BIO_new(BIO_s_mem());
	struct mdm_str text = MDM_LIT("");
	char *data = NULL;
	long n;

	if (x != NULL && X509_print(out, x) == 1) {
		n = BIO_get_mem_data(out, &data);
		text =
		    mdm_str_dup(a, mdm_str_span(data, n > 0 ? (size_t)n : 0));
	}
	BIO_free(out);
	X509_free(x);
	ERR_clear_error();
	return text;
}

/* The text dump is OpenSSL's and changes with it: kept if the rest is. */
static struct mdm_str
pem_file(struct cert_maker *m, const struct made_cert *c, struct mdm_str file)
{
	struct mdm_arena *a = m->arena;
	struct mdm_str about = text_member(c->recipe, "about");
	struct mdm_str head =
	    mdm_str_printf(a, "%s: " MDM_FMT "\n\n", c->name, MDM_ARG(about));

	if (about.p == NULL)
		give_up("certificate without \"about\"", c->name);
	if (mdm_str_starts(file, head.p) &&
	    mdm_str_eq(der_of_file(a, file), c->der))
		return file;
	return BYTES_JOIN(
	    a, head, dump_of(a, c->der), pem_of(a, "CERTIFICATE", c->der));
}

static void
make(struct cert_maker *m, struct made_cert *c)
{
	struct mdm_str issuer_name = text_member(c->recipe, "issuer");
	struct mdm_str other = text_member(c->recipe, "signed_by");
	struct mdm_str name, file;
	const struct made_cert *issuer = NULL;
	EVP_PKEY *signer;
	struct scheme s;

	c->key_name = key_name_of(m, c->name, c->recipe);
	c->key = signer = load_key(m, c->key_name);
	c->subject = der_name(
	    m->arena, text_member(c->recipe, "subject"), name_tag(c->recipe));
	c->spki = spki_of(m->arena, c->key, c->recipe);
	c->ski = key_id_of(m->arena, c->spki);
	c->serial = serial_of(m, c);
	if (issuer_name.p != NULL && !mdm_str_is(issuer_name, "self")) {
		issuer = mkcert(m, issuer_name);
		signer = issuer->key;
	}
	if (other.p != NULL)
		signer = load_key(m, other.p);
	s = scheme_of(m->arena, signer, text_member(c->recipe, "signature"));
	name = mdm_str_printf(m->arena, "fixtures/pki/%s.pem", c->name);
	file = test_read(m->arena, path_of(m, "fixtures/pki", c->name, ".pem"));
	c->der = cert_der(m, c, &s, signer, tbs_of(m, c, issuer, &s), file);
	c->pem = pem_file(m, c, file);
	*mdm_map_put(m->arena, &m->files, name) = &c->pem;
}

bool
mkcert_exists(struct cert_maker *m, struct mdm_str name)
{
	return name.n > 0 && name.p[0] != '$' &&
	    json_object_get(m->recipes, mdm_str_dup(m->arena, name).p) != NULL;
}

struct made_cert *
mkcert(struct cert_maker *m, struct mdm_str name)
{
	struct made_cert *c = mdm_map_get(&m->certs, name);
	struct mdm_str key;

	if (c == NULL) {
		key = mdm_str_dup(m->arena, mdm_str_trim(name));
		if (!mkcert_exists(m, key))
			give_up("no such certificate", key.p);
		c = MDM_NEW(m->arena, struct made_cert);
		c->name = key.p;
		c->recipe = json_object_get(m->recipes, key.p);
		*mdm_map_put(m->arena, &m->certs, key) = c;
	}
	if (c->started && !c->made)
		give_up("certificate is its own issuer", c->name);
	if (!c->made) {
		c->started = true;
		make(m, c);
		c->made = true;
	}
	return c;
}

struct mdm_str
mkcert_request(struct cert_maker *m, struct made_cert *c)
{
	struct mdm_arena *a = m->arena;
	struct scheme s = scheme_of(a, c->key, mdm_str_of("sha256"));

	return signed_der(a, &s, c->key,
	    DER_SEQ(a, der_int(a, 0), c->subject, c->spki,
		der(a, DER_CONSTRUCTED, MDM_LIT(""))));
}

struct mdm_str
mkcert_crl(struct cert_maker *m, struct made_cert *c)
{
	struct mdm_arena *a = m->arena;
	struct scheme s = scheme_of(a, c->key, mdm_str_of("sha256"));

	return signed_der(a, &s, c->key,
	    DER_SEQ(a, der_int(a, 1), s.algorithm, c->subject,
		der_time(a, MDM_LIT("2026-05-25")),
		der_time(a, MDM_LIT("2026-06-25"))));
}

/* What a SCEP server answers to GetCACert: nothing is signed. */
struct mdm_str
mkcert_bundle(struct cert_maker *m, struct made_cert *const *certs, size_t n)
{
	struct mdm_arena *a = m->arena;
	struct mdm_str all = MDM_LIT("");

	for (size_t i = 0; i < n; i++)
		all = BYTES_JOIN(a, all, certs[i]->der);
	return DER_SEQ(a, der_oid(a, "pkcs7-signedData"),
	    der(a, DER_CONSTRUCTED,
		DER_SEQ(a, der_int(a, 1), der(a, DER_SET, MDM_LIT("")),
		    DER_SEQ(a, der_oid(a, "pkcs7-data")),
		    der(a, DER_CONSTRUCTED, all),
		    der(a, DER_SET, MDM_LIT("")))));
}

/* Is it this certificate and key that the file holds? */
static bool
pkcs12_holds(
    struct mdm_str file, const struct made_cert *c, const char *password)
{
	const unsigned char *p = (const unsigned char *)file.p;
	PKCS12 *p12 = d2i_PKCS12(NULL, &p, (long)file.n);
	EVP_PKEY *key = NULL;
	X509 *x = NULL;
	unsigned char *bytes = NULL;
	bool same = false;
	int n = 0;

	if (p12 != NULL && PKCS12_parse(p12, password, &key, &x, NULL) == 1)
		n = i2d_X509(x, &bytes);
	if (n > 0)
		same = mdm_str_eq(mdm_str_span((const char *)bytes, (size_t)n),
			   c->der) &&
		    EVP_PKEY_eq(key, c->key) == 1;
	OPENSSL_free(bytes);
	X509_free(x);
	EVP_PKEY_free(key);
	PKCS12_free(p12);
	ERR_clear_error();
	return same;
}

static struct mdm_str
new_pkcs12(struct mdm_arena *a, const struct made_cert *c, const char *password)
{
	const unsigned char *p = (const unsigned char *)c->der.p;
	X509 *x = d2i_X509(NULL, &p, (long)c->der.n);
	PKCS12 *p12 =
	    PKCS12_create(password, c->name, c->key, x, NULL, 0, 0, 0, 0, 0);
	unsigned char *out = NULL;
	int n = p12 != NULL ? i2d_PKCS12(p12, &out) : 0;
	struct mdm_str copy;

	if (n <= 0)
		give_up("no PKCS#12 can be made", c->name);
	copy = mdm_str_dup(a, mdm_str_span((const char *)out, (size_t)n));
	OPENSSL_free(out);
	PKCS12_free(p12);
	X509_free(x);
	return copy;
}

struct mdm_str
mkcert_pkcs12(struct cert_maker *m, struct made_cert *c, const char *password)
{
	const char *tail = password[0] == '\0' ? "-open.p12" : ".p12";
	struct mdm_str name =
	    mdm_str_printf(m->arena, "fixtures/pki/%s%s", c->name, tail);
	struct mdm_str *file = mdm_map_get(&m->files, name);

	if (file != NULL)
		return *file;
	file = MDM_NEW(m->arena, struct mdm_str);
	*file = test_read(m->arena, path_of(m, "fixtures/pki", c->name, tail));
	/* Salts are drawn at random, so a good one stays. */
	if (file->p == NULL || !pkcs12_holds(*file, c, password))
		*file = new_pkcs12(m->arena, c, password);
	*mdm_map_put(m->arena, &m->files, name) = file;
	return *file;
}

/* Without signed attributes: the time of signing would be one of them. */
/* Without attributes, which would hold the time. */
static struct mdm_str
wrap_signed(struct cert_maker *m, struct made_cert *signer,
    struct mdm_str content, unsigned stream)
{
	const unsigned flags =
	    CMS_BINARY | CMS_NOATTR | CMS_NOSMIMECAP | stream;
	const unsigned char *p = (const unsigned char *)signer->der.p;
	X509 *x = d2i_X509(NULL, &p, (long)signer->der.n);
	BIO *in = BIO_new_mem_buf(content.p, (int)content.n);
	BIO *out = BIO_new(BIO_s_mem());
	CMS_ContentInfo *cms = CMS_sign(x, signer->key, NULL, in, flags);
	struct mdm_str copy;
	char *bytes;
	long n;

	if (cms == NULL || i2d_CMS_bio_stream(out, cms, in, (int)flags) != 1)
		give_up("cannot sign", signer->name);
	n = BIO_get_mem_data(out, &bytes);
	copy = mdm_str_dup(m->arena, mdm_str_span(bytes, (size_t)n));
	CMS_ContentInfo_free(cms);
	BIO_free(out);
	BIO_free(in);
	X509_free(x);
	return copy;
}

struct mdm_str
mkcert_signed(
    struct cert_maker *m, struct made_cert *signer, struct mdm_str content)
{
	return wrap_signed(m, signer, content, 0);
}

/* Of indefinite length, the content in pieces. */
struct mdm_str
mkcert_signed_ber(
    struct cert_maker *m, struct made_cert *signer, struct mdm_str content)
{
	return wrap_signed(m, signer, content, CMS_STREAM);
}
