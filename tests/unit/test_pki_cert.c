/* SPDX-License-Identifier: MIT */
#include "pki.h"

static void
knows_an_ordinary_root(void **state)
{
	struct pki *p = *state;
	const struct mdm_cert *c = cert(p, "corp-root");

	assert_str(c->name, "Example Corp Root CA");
	assert_str(c->subject, "CN=Example Corp Root CA, O=Example Corp");
	assert_str(c->issuer, "CN=Example Corp Root CA, O=Example Corp");
	assert_str(c->issuer_name, "Example Corp Root CA");
	assert_string_equal(
	    c->sha1_hex, "c2686b14b97feb083f7b5d543984d69323dfbc33");
	assert_int_equal(strlen(c->sha256_hex), 64);
	assert_int_equal(c->version, 3);
	assert_string_equal(c->serial_hex, "6bd21aced0752176f4abebc3a9b1a967");
	assert_int_equal(c->serial.n, 16);
	assert_true(c->validity_ok);
	assert_int_equal(c->not_before, 1577836800); /* 2020-01-01 */
	assert_int_equal(c->not_after, 2208988800);  /* 2040-01-01 */
	assert_true(c->has_basic_constraints && c->is_ca);
	assert_int_equal(c->path_length, -1);
	assert_true(c->has_key_usage);
	assert_int_equal(c->key_usage, MDM_KU_KEY_CERT_SIGN | MDM_KU_CRL_SIGN);
	assert_false(c->has_eku);
	assert_int_equal(c->ski.n, 20);
	assert_true(mdm_str_eq(c->ski, c->aki));
	assert_true(c->self_issued && c->self_signed && !c->self_unverified);
	assert_int_equal(c->own_key, MDM_VERIFY_TRUE);
	assert_str(c->signature_name, "sha256WithRSAEncryption");
	assert_int_equal(c->signature_hash, MDM_HASH_SHA2);
	assert_int_equal(c->key_type, MDM_KEY_RSA);
	assert_str(c->key_name, "RSA 2048");
	assert_true(mdm_cert_is_ca(c) && !mdm_cert_is_leaf(c));
}

static void
knows_an_issuing_ca_and_a_leaf(void **state)
{
	struct pki *p = *state;
	const struct mdm_cert *ca = cert(p, "corp-issuing");
	const struct mdm_cert *leaf = cert(p, "leaf-client");

	assert_str(ca->issuer_name, "Example Corp Root CA");
	assert_int_equal(ca->path_length, 0);
	assert_false(ca->self_issued || ca->self_signed);
	assert_true(mdm_str_eq(ca->aki, cert(p, "corp-root")->ski));
	assert_true(
	    mdm_str_eq(ca->issuer_key, cert(p, "corp-root")->subject_key));

	assert_true(leaf->has_basic_constraints && !leaf->is_ca);
	assert_true(mdm_cert_is_leaf(leaf) && !mdm_cert_is_ca(leaf));
	assert_int_equal(leaf->key_usage,
	    MDM_KU_DIGITAL_SIGNATURE | MDM_KU_KEY_ENCIPHERMENT);
	assert_int_equal(leaf->nekus, 1);
	assert_str(leaf->ekus[0], "1.3.6.1.5.5.7.3.2");
	assert_true(
	    mdm_cert_is_leaf(cert(p, "leaf-without-basic-constraints")));
	assert_false(mdm_cert_is_leaf(cert(p, "no-basic-constraints-root")));
	assert_true(mdm_cert_is_ca(cert(p, "v1-root")));
	assert_false(mdm_cert_is_ca(cert(p, "v1-issuing")));
}

static const struct {
	const char *name;
	enum mdm_key_type type;
	const char *key, *curve;
	bool explicit, exponent_bad;
} keys[] = {
	{ "rsa1024-root", MDM_KEY_RSA, "RSA 1024", "", false, false },
	{ "rsa4096-root", MDM_KEY_RSA, "RSA 4096", "", false, false },
	{ "rsa-exponent-3-root", MDM_KEY_RSA, "RSA 2048", "", false, false },
	{ "rsa-exponent-1-issuing", MDM_KEY_RSA, "RSA 2048", "", false, true },
	{ "rsa-even-exponent-issuing", MDM_KEY_RSA, "RSA 2048", "", false,
	    true },
	{ "ec256-root", MDM_KEY_EC, "P-256", "prime256v1", false, false },
	{ "ec384-root", MDM_KEY_EC, "P-384", "secp384r1", false, false },
	{ "ec521-root", MDM_KEY_EC, "P-521", "secp521r1", false, false },
	{ "ec-secp256k1-root", MDM_KEY_EC, "secp256k1", "secp256k1", false,
	    false },
	{ "ec-explicit-root", MDM_KEY_EC, "P-256", "prime256v1", true, false },
	{ "dsa-root", MDM_KEY_DSA, "DSA 2048", "", false, false },
	{ "ed25519-root", MDM_KEY_ED, "Ed25519", "", false, false },
};

static void
knows_keys(void **state)
{
	for (size_t i = 0; i < COUNT(keys); i++) {
		const struct mdm_cert *c = cert(*state, keys[i].name);

		assert_row(c->key_type, keys[i].type, keys[i].name);
		assert_str(c->key_name, keys[i].key);
		assert_str(c->curve, keys[i].curve);
		assert_row(c->curve_explicit, keys[i].explicit, keys[i].name);
		assert_row(c->exponent_bad, keys[i].exponent_bad, keys[i].name);
	}
}

static const struct {
	const char *name;
	enum mdm_signature_hash hash;
	bool pss;
	enum mdm_verdict own_key;
	bool self_signed, unverified;
} signatures[] = {
	{ "md5-root", MDM_HASH_MD5, false, MDM_VERIFY_TRUE, true, false },
	{ "sha1-root", MDM_HASH_SHA1, false, MDM_VERIFY_TRUE, true, false },
	{ "sha384-root", MDM_HASH_SHA2, false, MDM_VERIFY_TRUE, true, false },
	{ "pss-root", MDM_HASH_SHA2, true, MDM_VERIFY_TRUE, true, false },
	{ "dsa-root", MDM_HASH_SHA2, false, MDM_VERIFY_TRUE, true, false },
	{ "ed25519-root", MDM_HASH_NONE, false, MDM_VERIFY_TRUE, true, false },
	{ "ec-explicit-root", MDM_HASH_SHA2, false, MDM_VERIFY_TRUE, true,
	    false },
	{ "md2-root", MDM_HASH_MD2, false, MDM_VERIFY_IMPOSSIBLE, true, true },
	{ "unknown-algorithm-root", MDM_HASH_UNKNOWN, false,
	    MDM_VERIFY_IMPOSSIBLE, true, true },
	{ "damaged-root", MDM_HASH_SHA2, false, MDM_VERIFY_FALSE, false,
	    false },
	{ "self-issued-not-self-signed", MDM_HASH_SHA2, false, MDM_VERIFY_FALSE,
	    false, false },
};

static void
knows_signatures(void **state)
{
	for (size_t i = 0; i < COUNT(signatures); i++) {
		const struct mdm_cert *c = cert(*state, signatures[i].name);
		const char *name = signatures[i].name;

		assert_row(c->signature_hash, signatures[i].hash, name);
		assert_row(c->signature_pss, signatures[i].pss, name);
		assert_row(c->own_key, signatures[i].own_key, name);
		assert_row(c->self_signed, signatures[i].self_signed, name);
		assert_row(c->self_unverified, signatures[i].unverified, name);
	}
}

static void
knows_what_is_odd(void **state)
{
	struct pki *p = *state;
	const struct mdm_cert *c;

	c = cert(p, "negative-serial-root");
	assert_string_equal(c->serial_hex, "-1267");
	assert_int_equal(c->serial.n, 2);
	assert_int_equal((unsigned char)c->serial.p[0], 0xed);
	c = cert(p, "zero-serial-root");
	assert_string_equal(c->serial_hex, "00");
	assert_int_equal(c->serial.n, 1);
	assert_int_equal(cert(p, "serial-20-octets-root")->serial.n, 20);
	assert_int_equal(cert(p, "serial-21-octets-root")->serial.n, 21);

	c = cert(p, "duplicate-extension-root");
	assert_str(c->duplicate_extension, "2.5.29.15");
	assert_true(c->has_key_usage);
	assert_null(cert(p, "corp-root")->duplicate_extension.p);

	c = cert(p, "unknown-critical-root");
	assert_int_equal(c->nunknown_critical, 1);
	assert_str(c->unknown_critical[0], "1.3.6.1.4.1.99999.7");
	c = cert(p, "microsoft-critical-issuing");
	assert_int_equal(c->nunknown_critical, 0);
	c = cert(p, "unknown-extension-root");
	assert_int_equal(c->nunknown_critical, 0);

	assert_false(cert(p, "unparseable-validity-root")->validity_ok);
	c = cert(p, "inverted-validity-root");
	assert_true(c->validity_ok && c->not_after < c->not_before);
	assert_int_equal(cert(p, "v1-root")->version, 1);
	assert_null(cert(p, "no-key-ids-root")->ski.p);
	assert_null(cert(p, "no-key-ids-root")->aki.p);
	c = cert(p, "empty-subject-issuing");
	assert_true(c->subject_empty);
	assert_str(c->name, "(no subject)");
}

static void
writes_names(void **state)
{
	struct pki *p = *state;

	assert_str(cert(p, "no-common-name-root")->name,
	    "Example Corp Public Key Services");
	assert_str(cert(p, "no-common-name-root")->subject,
	    "OU=Example Corp Public Key Services, O=Example Corp, C=DE");
	assert_str(cert(p, "comma-root")->name, "Root CA, the first");
	assert_str(cert(p, "comma-root")->subject,
	    "CN=Root CA\\, the first, OU=R\\+D, O=Example \\\"Corp\\\"");
	assert_str(cert(p, "multi-valued-root")->subject,
	    "OU=PKI+CN=Multi Root CA, O=Example Corp");
	assert_str(cert(p, "bmp-root")->name,
	    "B\xc3\xa4"
	    "ckerei Root CA");
	/* Reporters escape; here it stays what it is. */
	assert_str(
	    cert(p, "terminal-root")->name, "Root\x1b[31m CA\xe2\x80\xae");
}

static void
compares_names_as_rfc_5280_does(void **state)
{
	struct pki *p = *state;
	const struct mdm_cert *root = cert(p, "corp-root");

	assert_true(mdm_str_eq(
	    cert(p, "other-spelling-issuing")->issuer_key, root->subject_key));
	assert_true(mdm_str_eq(cert(p, "bmp-root")->subject_key,
	    cert(p, "utf8-root")->subject_key));
	assert_false(
	    mdm_str_eq(cert(p, "other-root")->subject_key, root->subject_key));
	assert_true(
	    mdm_str_eq(cert(p, "corp-root-renewed-new-key")->subject_key,
		root->subject_key));
}

static void
shares_keys_not_certificates(void **state)
{
	struct pki *p = *state;
	const struct mdm_cert *a = cert(p, "corp-root");
	const struct mdm_cert *b = cert(p, "corp-root-renewed-same-key");
	const struct mdm_cert *c = cert(p, "corp-root-renewed-new-key");

	assert_memory_equal(a->spki_sha256, b->spki_sha256, 32);
	assert_memory_not_equal(a->spki_sha256, c->spki_sha256, 32);
	assert_memory_not_equal(a->sha256, b->sha256, 32);
	/* Decoded once: the cache gives the same record. */
	assert_ptr_equal(a, cert(p, "corp-root"));
}

static const struct {
	const char *child, *issuer;
	enum mdm_verdict verdict;
} chains[] = {
	{ "corp-issuing", "corp-root", MDM_VERIFY_TRUE },
	{ "corp-issuing", "corp-root-renewed-same-key", MDM_VERIFY_TRUE },
	{ "corp-issuing", "corp-root-renewed-new-key", MDM_VERIFY_FALSE },
	{ "corp-issuing", "other-root", MDM_VERIFY_FALSE },
	/* A key of another kind is a plain no. */
	{ "corp-issuing", "ec256-root", MDM_VERIFY_FALSE },
	{ "corp-issuing", "ed25519-root", MDM_VERIFY_FALSE },
	{ "ec256-root", "corp-root", MDM_VERIFY_FALSE },
	{ "ec256-root", "ec-explicit-root", MDM_VERIFY_FALSE },
	{ "ed25519-root", "corp-root", MDM_VERIFY_FALSE },
	{ "ec256-issuing", "corp-root", MDM_VERIFY_TRUE },
	{ "sha1-issuing", "corp-root", MDM_VERIFY_TRUE },
	{ "md5-issuing", "corp-root", MDM_VERIFY_TRUE },
	{ "pss-issuing", "corp-root", MDM_VERIFY_TRUE },
	{ "pss-issuing", "other-root", MDM_VERIFY_FALSE },
	{ "md2-issuing", "corp-root", MDM_VERIFY_IMPOSSIBLE },
	{ "damaged-issuing", "corp-root", MDM_VERIFY_FALSE },
	{ "impostor-issuing", "corp-root", MDM_VERIFY_FALSE },
	{ "aki-mismatch-issuing", "corp-root", MDM_VERIFY_TRUE },
	{ "corp-root-cross", "other-root", MDM_VERIFY_TRUE },
	/* The bad exponent is an unusable key. */
	{ "corp-issuing", "rsa-exponent-1-issuing", MDM_VERIFY_FALSE },
	{ "corp-root", "corp-root", MDM_VERIFY_TRUE },
};

static void
says_who_signed(void **state)
{
	for (size_t i = 0; i < COUNT(chains); i++)
		assert_row(mdm_cert_signed_by(cert(*state, chains[i].child),
			       cert(*state, chains[i].issuer)),
		    chains[i].verdict, chains[i].child);
}

/* What OpenSSL does not take leaves nothing behind. */
static void
refuses_what_is_no_certificate(void **state)
{
	struct pki *p = *state;
	struct mdm_str der = cert(p, "corp-root")->der;
	char *longer = malloc(der.n + 1);

	memcpy(longer, der.p, der.n);
	longer[der.n] = 0;
	assert_non_null(mdm_cert_decode(p->keep, der));
	assert_null(mdm_cert_decode(p->keep, mdm_str_span(longer, der.n + 1)));
	assert_null(mdm_cert_decode(p->keep, mdm_str_sub(der, 0, der.n - 1)));
	assert_null(mdm_cert_decode(p->keep, MDM_LIT("")));
	assert_null(mdm_cert_decode(p->keep, MDM_LIT("\x30\x00")));
	free(longer);
}

static void
digests_any_bytes(void **state)
{
	static const uint8_t sha1[] = { 0xa9, 0x99, 0x3e, 0x36 };
	static const uint8_t sha256[] = { 0xba, 0x78, 0x16, 0xbf };
	uint8_t got[32];

	(void)state;
	mdm_sha1(MDM_LIT("abc"), got);
	assert_memory_equal(got, sha1, sizeof(sha1));
	mdm_sha256(MDM_LIT("abc"), got);
	assert_memory_equal(got, sha256, sizeof(sha256));
	mdm_sha1((struct mdm_str){ NULL, 0 }, got);
	assert_int_equal(got[0], 0xda);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_an_ordinary_root),
		cmocka_unit_test(knows_an_issuing_ca_and_a_leaf),
		cmocka_unit_test(knows_keys),
		cmocka_unit_test(knows_signatures),
		cmocka_unit_test(knows_what_is_odd),
		cmocka_unit_test(writes_names),
		cmocka_unit_test(compares_names_as_rfc_5280_does),
		cmocka_unit_test(shares_keys_not_certificates),
		cmocka_unit_test(says_who_signed),
		cmocka_unit_test(refuses_what_is_no_certificate),
		cmocka_unit_test(digests_any_bytes),
	};

	return cmocka_run_group_tests(tests, pki_setup, pki_teardown);
}
