/* SPDX-License-Identifier: MIT */
#include "pki.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>

enum { NPRIMES = 16 };

struct maker {
	struct mdm_arena *arena;
	struct bench_random *random;
	BIGNUM *primes[2][NPRIMES]; /* of 1024 and of 2048 bits */
	size_t used[2];		    /* pairs handed out */
	BN_CTX *bn;
};

static void
must(bool fine, const char *what)
{
	if (fine)
		return;
	fprintf(stderr, "bench: %s failed\n", what);
	exit(1);
}

struct mdm_str
bench_base64(struct mdm_arena *arena, struct mdm_str bytes, size_t line)
{
	size_t n = (bytes.n + 2) / 3 * 4, used = 0;
	char *flat = mdm_alloc(arena, n + 1, 1, 1);
	char *out;

	EVP_EncodeBlock((unsigned char *)flat, (const unsigned char *)bytes.p,
	    (int)bytes.n);
	if (line == 0)
		return mdm_str_span(flat, n);
	out = mdm_alloc(arena, n + n / line + 2, 1, 1);
	for (size_t i = 0; i < n; i += line) {
		size_t part = n - i < line ? n - i : line;

		memcpy(out + used, flat + i, part);
		used += part;
		out[used++] = '\n';
	}
	return mdm_str_span(out, used);
}

static BIGNUM *
prime(struct maker *m, size_t bytes)
{
	unsigned char start[256];
	BIGNUM *p;

	bench_fill(m->random, start, bytes);
	start[0] |= 0xc0;
	start[bytes - 1] |= 1;
	p = BN_bin2bn(start, (int)bytes, NULL);
	while (BN_check_prime(p, m->bn, NULL) != 1)
		BN_add_word(p, 2);
	return p;
}

static EVP_PKEY *
key_of(const char *type, OSSL_PARAM_BLD *parts)
{
	OSSL_PARAM *params = OSSL_PARAM_BLD_to_param(parts);
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
	EVP_PKEY *key = NULL;

	must(EVP_PKEY_fromdata_init(ctx) == 1 &&
		EVP_PKEY_fromdata(ctx, &key, EVP_PKEY_KEYPAIR, params) == 1,
	    type);
	EVP_PKEY_CTX_free(ctx);
	OSSL_PARAM_free(params);
	OSSL_PARAM_BLD_free(parts);
	return key;
}

static void
next_pair(struct maker *m, size_t size, BIGNUM **ret_p, BIGNUM **ret_q)
{
	size_t pair = m->used[size]++, i = 0;

	while (pair >= NPRIMES - 1 - i) {
		pair -= NPRIMES - 1 - i;
		i++;
	}
	must(i < NPRIMES - 1, "enough primes");
	*ret_p = m->primes[size][i];
	*ret_q = m->primes[size][i + 1 + pair];
}

/* Without CRT: they sign once. */
static EVP_PKEY *
rsa_key(struct maker *m, size_t size)
{
	OSSL_PARAM_BLD *parts = OSSL_PARAM_BLD_new();
	BIGNUM *n = BN_new(), *e = BN_new(), *d = BN_new(), *phi = BN_new();
	BIGNUM *p, *q;
	EVP_PKEY *key;

	next_pair(m, size, &p, &q);
	BN_mul(n, p, q, m->bn);
	BN_sub(phi, n, p);
	BN_sub(phi, phi, q);
	BN_add_word(phi, 1);
	BN_set_word(e, 65537);
	must(BN_mod_inverse(d, e, phi, m->bn) != NULL, "RSA");
	OSSL_PARAM_BLD_push_BN(parts, OSSL_PKEY_PARAM_RSA_N, n);
	OSSL_PARAM_BLD_push_BN(parts, OSSL_PKEY_PARAM_RSA_E, e);
	OSSL_PARAM_BLD_push_BN(parts, OSSL_PKEY_PARAM_RSA_D, d);
	key = key_of("RSA", parts);
	BN_free(n);
	BN_free(e);
	BN_free(d);
	BN_free(phi);
	return key;
}

static EVP_PKEY *
ec_key(struct maker *m)
{
	OSSL_PARAM_BLD *parts = OSSL_PARAM_BLD_new();
	EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
	EC_POINT *point = EC_POINT_new(group);
	unsigned char secret[32], public[65];
	BIGNUM *d;
	EVP_PKEY *key;

	bench_fill(m->random, secret, sizeof(secret));
	secret[0] = 1; /* below the order */
	d = BN_bin2bn(secret, sizeof(secret), NULL);
	must(EC_POINT_mul(group, point, d, NULL, NULL, m->bn) == 1 &&
		EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED,
		    public, sizeof(public), m->bn) == sizeof(public),
	    "P-256");
	OSSL_PARAM_BLD_push_utf8_string(
	    parts, OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
	OSSL_PARAM_BLD_push_BN(parts, OSSL_PKEY_PARAM_PRIV_KEY, d);
	OSSL_PARAM_BLD_push_octet_string(
	    parts, OSSL_PKEY_PARAM_PUB_KEY, public, sizeof(public));
	key = key_of("EC", parts);
	BN_free(d);
	EC_POINT_free(point);
	EC_GROUP_free(group);
	return key;
}

static void
add_extension(X509 *x, X509 *issuer, int nid, const char *value)
{
	X509V3_CTX ctx;
	X509_EXTENSION *e;

	X509V3_set_ctx(&ctx, issuer, x, NULL, NULL, 0);
	e = X509V3_EXT_conf_nid(NULL, &ctx, nid, value);
	must(e != NULL && X509_add_ext(x, e, -1) == 1, value);
	X509_EXTENSION_free(e);
}

static void
set_name(X509_NAME *name, const char *common)
{
	X509_NAME_add_entry_by_txt(
	    name, "O", MBSTRING_UTF8, (const void *)"Example Corp", -1, -1, 0);
	X509_NAME_add_entry_by_txt(
	    name, "CN", MBSTRING_UTF8, (const void *)common, -1, -1, 0);
}

static X509 *
certificate(struct maker *m, const char *name, EVP_PKEY *key, X509 *issuer,
    EVP_PKEY *issuer_key)
{
	unsigned char serial[16];
	BIGNUM *number;
	X509 *x = X509_new();

	bench_fill(m->random, serial, sizeof(serial));
	serial[0] = serial[0] % 0x7f + 1;
	number = BN_bin2bn(serial, sizeof(serial), NULL);
	BN_to_ASN1_INTEGER(number, X509_get_serialNumber(x));
	BN_free(number);
	X509_set_version(x, X509_VERSION_3);
	ASN1_TIME_set_string(X509_getm_notBefore(x), "20200101000000Z");
	ASN1_TIME_set_string(X509_getm_notAfter(x), "20400101000000Z");
	set_name(X509_get_subject_name(x), name);
	X509_set_issuer_name(x, X509_get_subject_name(issuer ? issuer : x));
	X509_set_pubkey(x, key);
	add_extension(x, x, NID_basic_constraints, "critical,CA:TRUE");
	add_extension(x, x, NID_key_usage, "critical,keyCertSign,cRLSign");
	add_extension(x, x, NID_subject_key_identifier, "hash");
	add_extension(x, issuer != NULL ? issuer : x,
	    NID_authority_key_identifier, "keyid:always");
	must(X509_sign(x, issuer_key, EVP_sha256()) > 0, "signing");
	return x;
}

static void
take(struct maker *m, X509 *x, struct bench_cert *ret)
{
	struct mdm_str pem;
	unsigned char *der = NULL;
	int n = i2d_X509(x, &der);

	must(n > 0, "encoding");
	ret->der =
	    mdm_str_dup(m->arena, mdm_str_span((const char *)der, (size_t)n));
	OPENSSL_free(der);
	ret->base64 = bench_base64(m->arena, ret->der, 0);
	ret->lines = bench_base64(m->arena, ret->der, 64);
	pem = mdm_str_printf(m->arena,
	    "-----BEGIN CERTIFICATE-----\n" MDM_FMT
	    "-----END CERTIFICATE-----\n",
	    MDM_ARG(ret->lines));
	ret->pem_base64 = bench_base64(m->arena, pem, 0);
	EVP_Q_digest(
	    NULL, "SHA1", NULL, ret->der.p, ret->der.n, ret->sha1_bytes, NULL);
	for (int i = 0; i < 20; i++)
		snprintf(ret->sha1 + (ptrdiff_t)2 * i, 3, "%02X",
		    ret->sha1_bytes[i]);
}

/* 49 % RSA-2048, 38 % RSA-4096, 13 % P-256. */
static EVP_PKEY *
any_key(struct maker *m)
{
	uint64_t dice = bench_below(m->random, 100);

	if (dice < 13)
		return ec_key(m);
	if (dice < 51 && m->used[1] < NPRIMES * (NPRIMES - 1) / 2)
		return rsa_key(m, 1);
	if (m->used[0] < NPRIMES * (NPRIMES - 1) / 2)
		return rsa_key(m, 0);
	return ec_key(m);
}

static void
make_chain(struct maker *m, size_t which, struct bench_chain *c)
{
	static const char *const titles[] = { "Root", "Issuing", "Second" };
	EVP_PKEY *keys[BENCH_MOST_DEEP];
	X509 *certs[BENCH_MOST_DEEP];

	c->n = 2 + bench_below(m->random, 100) % 3 / 2;
	for (size_t i = 0; i < c->n; i++) {
		struct mdm_str name = mdm_str_printf(
		    m->arena, "Example %s CA %zu", titles[i], which);

		keys[i] = any_key(m);
		certs[i] = certificate(m, name.p, keys[i],
		    i > 0 ? certs[i - 1] : NULL, keys[i > 0 ? i - 1 : 0]);
		take(m, certs[i], &c->certs[i]);
	}
	for (size_t i = 0; i < c->n; i++) {
		X509_free(certs[i]);
		EVP_PKEY_free(keys[i]);
	}
}

struct bench_chain *
bench_chains(struct mdm_arena *arena, struct bench_random *random, size_t n)
{
	struct maker m = { .arena = arena, .random = random };
	struct bench_chain *chains = MDM_NEW_N(arena, struct bench_chain, n);

	m.bn = BN_CTX_new();
	for (size_t i = 0; i < NPRIMES; i++) {
		m.primes[0][i] = prime(&m, 128);
		m.primes[1][i] = prime(&m, 256);
	}
	for (size_t i = 0; i < n; i++)
		make_chain(&m, i, &chains[i]);
	for (size_t i = 0; i < NPRIMES; i++) {
		BN_free(m.primes[0][i]);
		BN_free(m.primes[1][i]);
	}
	BN_CTX_free(m.bn);
	return chains;
}

struct bench_cert *
bench_many(struct mdm_arena *arena, struct bench_random *random, size_t n)
{
	struct maker m = { .arena = arena, .random = random };
	struct bench_cert *certs = MDM_NEW_N(arena, struct bench_cert, n);
	EVP_PKEY *key;
	X509 *root;

	m.bn = BN_CTX_new();
	key = ec_key(&m);
	root = certificate(&m, "Example Root CA", key, NULL, key);
	for (size_t i = 0; i < n; i++) {
		struct mdm_str name =
		    mdm_str_printf(arena, "Example CA %zu", i);
		EVP_PKEY *own = ec_key(&m);
		X509 *x = certificate(&m, name.p, own, root, key);

		take(&m, x, &certs[i]);
		X509_free(x);
		EVP_PKEY_free(own);
	}
	X509_free(root);
	EVP_PKEY_free(key);
	BN_CTX_free(m.bn);
	return certs;
}
