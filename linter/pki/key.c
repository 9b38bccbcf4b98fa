/* SPDX-License-Identifier: MIT */
#include "pki/key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/proverr.h>
#include <openssl/rsa.h>

/* Long name of an algorithm, or its dotted OID. */
static struct mdm_str
algorithm_name(struct mdm_arena *keep, const ASN1_OBJECT *object)
{
	char text[256];

	if (object == NULL || OBJ_obj2txt(text, sizeof(text), object, 0) <= 0)
		return mdm_str_dup(keep, MDM_LIT("unknown algorithm"));
	return mdm_str_dup(keep, mdm_str_of(text));
}

static void
take_rsa(struct mdm_cert *c, struct mdm_arena *keep, EVP_PKEY *key)
{
	BIGNUM *e = NULL;

	c->key_type = MDM_KEY_RSA;
	c->key_name = mdm_str_printf(keep, "RSA %u", c->key_bits);
	if (EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &e) == 1)
		c->exponent_bad = !BN_is_odd(e) || BN_is_negative(e) ||
		    BN_is_zero(e) || BN_is_one(e);
	BN_free(e);
}

/* Explicit parameters stand as a SEQUENCE where a curve's OID belongs. */
static bool
has_explicit_parameters(const X509 *x)
{
	const X509_ALGOR *algorithm = NULL;
	int type = V_ASN1_UNDEF;

	if (X509_PUBKEY_get0_param(NULL, NULL, NULL,
		(X509_ALGOR **)(uintptr_t)&algorithm,
		X509_get_X509_PUBKEY(x)) != 1)
		return false;
	X509_ALGOR_get0(NULL, &type, NULL, algorithm);
	return type == V_ASN1_SEQUENCE;
}

static void
take_ec(
    struct mdm_cert *c, struct mdm_arena *keep, const X509 *x, EVP_PKEY *key)
{
	char name[80];
	const char *nist;
	size_t n = 0;

	c->key_type = MDM_KEY_EC;
	c->curve_explicit = has_explicit_parameters(x);
	if (EVP_PKEY_get_group_name(key, name, sizeof(name), &n) != 1) {
		c->key_name =
		    mdm_str_printf(keep, "EC %u (unnamed curve)", c->key_bits);
		return;
	}
	c->curve = mdm_str_dup(keep, mdm_str_of(name));
	nist = EC_curve_nid2nist(OBJ_sn2nid(name));
	c->key_name = mdm_str_dup(keep, mdm_str_of(nist != NULL ? nist : name));
}

void
mdm_key_take(struct mdm_cert *c, struct mdm_arena *keep, const X509 *x)
{
	EVP_PKEY *key = X509_get0_pubkey(x);
	ASN1_OBJECT *object = NULL;

	X509_PUBKEY_get0_param(
	    &object, NULL, NULL, NULL, X509_get_X509_PUBKEY(x));
	c->key_name = algorithm_name(keep, object);
	if (key == NULL)
		return;
	c->key_bits = (unsigned)EVP_PKEY_get_bits(key);
	switch (EVP_PKEY_get_base_id(key)) {
	case EVP_PKEY_RSA:
	case EVP_PKEY_RSA_PSS:
		take_rsa(c, keep, key);
		break;
	case EVP_PKEY_EC:
	case EVP_PKEY_SM2:
		take_ec(c, keep, x, key);
		break;
	case EVP_PKEY_DSA:
		c->key_type = MDM_KEY_DSA;
		c->key_name = mdm_str_printf(keep, "DSA %u", c->key_bits);
		break;
	case EVP_PKEY_ED25519:
		c->key_type = MDM_KEY_ED;
		c->key_name = mdm_str_dup(keep, MDM_LIT("Ed25519"));
		break;
	case EVP_PKEY_ED448:
		c->key_type = MDM_KEY_ED;
		c->key_name = mdm_str_dup(keep, MDM_LIT("Ed448"));
		break;
	default:
		break;
	}
}

static const struct {
	int nid;
	enum mdm_signature_hash hash;
} hashes[] = {
	{ NID_md2, MDM_HASH_MD2 },
	{ NID_md4, MDM_HASH_MD4 },
	{ NID_md5, MDM_HASH_MD5 },
	{ NID_md5_sha1, MDM_HASH_MD5 },
	{ NID_sha, MDM_HASH_SHA1 },
	{ NID_sha1, MDM_HASH_SHA1 },
	{ NID_sha224, MDM_HASH_SHA2 },
	{ NID_sha256, MDM_HASH_SHA2 },
	{ NID_sha384, MDM_HASH_SHA2 },
	{ NID_sha512, MDM_HASH_SHA2 },
	{ NID_sha512_224, MDM_HASH_SHA2 },
	{ NID_sha512_256, MDM_HASH_SHA2 },
	{ NID_sha3_224, MDM_HASH_SHA3 },
	{ NID_sha3_256, MDM_HASH_SHA3 },
	{ NID_sha3_384, MDM_HASH_SHA3 },
	{ NID_sha3_512, MDM_HASH_SHA3 },
};

void
mdm_key_take_signature(struct mdm_cert *c, struct mdm_arena *keep, X509 *x)
{
	int signature = X509_get_signature_nid(x), md = NID_undef;
	const X509_ALGOR *algorithm = NULL;
	const ASN1_OBJECT *object = NULL;

	X509_get0_signature(NULL, &algorithm, x);
	X509_ALGOR_get0(&object, NULL, NULL, algorithm);
	c->signature_name = algorithm_name(keep, object);
	c->signature_pss = signature == NID_rsassaPss;
	if (signature == NID_ED25519 || signature == NID_ED448) {
		c->signature_hash = MDM_HASH_NONE;
		return;
	}
	/* PSS names its hash in parameters, which only this one reads. */
	if (c->signature_pss)
		X509_get_signature_info(x, &md, NULL, NULL, NULL);
	else if (OBJ_find_sigid_algs(signature, &md, NULL) != 1)
		md = NID_undef;
	for (size_t i = 0; i < sizeof(hashes) / sizeof(hashes[0]); i++)
		if (hashes[i].nid == md)
			c->signature_hash = hashes[i].hash;
}

/* The digest exists and no provider or policy keeps it away. */
static bool
digest_usable(int md)
{
	EVP_MD *fetched = EVP_MD_fetch(NULL, OBJ_nid2sn(md), NULL);

	if (fetched == NULL)
		return false;
	EVP_MD_free(fetched);
	return true;
}

/*
 * What X509_verify makes of a blocked digest or an unusable key is the same 0
 * as a wrong signature; only the queue of errors tells.
 */
static bool
queue_says_impossible(void)
{
	unsigned long e;
	bool impossible = false;

	while ((e = ERR_get_error()) != 0) {
		int library = ERR_GET_LIB(e), reason = ERR_GET_REASON(e);

		impossible |= reason == ERR_R_MALLOC_FAILURE;
		impossible |= library == ERR_LIB_EVP &&
		    reason == EVP_R_UNSUPPORTED_ALGORITHM;
		impossible |= library == ERR_LIB_PROV &&
		    (reason == PROV_R_DIGEST_NOT_ALLOWED ||
			reason == PROV_R_INVALID_DIGEST ||
			reason == PROV_R_INVALID_KEY);
		impossible |= library == ERR_LIB_RSA &&
		    (reason == RSA_R_MODULUS_TOO_LARGE ||
			reason == RSA_R_BAD_E_VALUE ||
			reason == RSA_R_DIGEST_NOT_ALLOWED);
	}
	return impossible;
}

/* The algorithm is one that this library could verify with a fitting key. */
static bool
algorithm_usable(int signature, int *ret_key)
{
	int md = NID_undef;

	*ret_key = NID_undef;
	if (OBJ_find_sigid_algs(signature, &md, ret_key) != 1)
		return false;
	return md == NID_undef || digest_usable(md);
}

/* A key of another kind cannot have made the signature. */
static bool
key_fits(EVP_PKEY *key, int wanted)
{
	int base = EVP_PKEY_get_base_id(key);

	if (wanted == NID_undef)
		return true;
	if (wanted == NID_rsaEncryption || wanted == NID_rsassaPss)
		return base == EVP_PKEY_RSA || base == EVP_PKEY_RSA_PSS;
	return EVP_PKEY_is_a(key, OBJ_nid2sn(wanted)) == 1;
}

enum mdm_verdict
mdm_key_signed(X509 *x, EVP_PKEY *key)
{
	int wanted, result;

	if (key == NULL ||
	    !algorithm_usable(X509_get_signature_nid(x), &wanted))
		return MDM_VERIFY_IMPOSSIBLE;
	if (!key_fits(key, wanted))
		return MDM_VERIFY_FALSE;
	ERR_clear_error();
	result = X509_verify(x, key);
	if (result == 1)
		return MDM_VERIFY_TRUE;
	return queue_says_impossible() ? MDM_VERIFY_IMPOSSIBLE
				       : MDM_VERIFY_FALSE;
}
