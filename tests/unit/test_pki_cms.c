/* SPDX-License-Identifier: MIT */
/* First: it makes cms.h declare what reads and writes PEM. */
#include <openssl/pem.h>

#include <openssl/cms.h>
#include <openssl/evp.h>

#include "doc.h"
#include "pki/cms.h"

#define CONTENT "<plist><dict/></plist>"

struct signer {
	EVP_PKEY *key;
	X509 *cert;
};

static struct signer
make_signer(void)
{
	struct signer s = { EVP_EC_gen("P-256"), X509_new() };
	X509_NAME *name = X509_get_subject_name(s.cert);

	assert_non_null(s.key);
	X509_set_version(s.cert, X509_VERSION_3);
	ASN1_INTEGER_set(X509_get_serialNumber(s.cert), 7);
	X509_gmtime_adj(X509_getm_notBefore(s.cert), 0);
	X509_gmtime_adj(X509_getm_notAfter(s.cert), 1000);
	X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
	    (const unsigned char *)"Profile Signer", -1, -1, 0);
	X509_set_issuer_name(s.cert, name);
	X509_set_pubkey(s.cert, s.key);
	assert_true(X509_sign(s.cert, s.key, EVP_sha256()) > 0);
	return s;
}

static void
free_signer(struct signer s)
{
	EVP_PKEY_free(s.key);
	X509_free(s.cert);
}

/* Signed, in the scratch arena: DER, BER or PEM. */
static struct mdm_str
signed_with(struct fixture *f, struct signer s, unsigned flags, bool pem)
{
	BIO *in = BIO_new_mem_buf(CONTENT, sizeof(CONTENT) - 1);
	BIO *out = BIO_new(BIO_s_mem());
	CMS_ContentInfo *cms =
	    CMS_sign(s.cert, s.key, NULL, in, CMS_BINARY | flags);
	struct mdm_str bytes;
	char *p;

	assert_non_null(cms);
	if (pem)
		assert_int_equal(PEM_write_bio_CMS(out, cms), 1);
	else
		assert_int_equal(
		    i2d_CMS_bio_stream(out, cms, in, (int)flags), 1);
	bytes.n = (size_t)BIO_get_mem_data(out, &p);
	bytes.p = p;
	bytes = mdm_str_dup(f->scratch, bytes);
	CMS_ContentInfo_free(cms);
	BIO_free(in);
	BIO_free(out);
	return bytes;
}

static void
opens_der(void **state)
{
	struct fixture *f = *state;
	struct signer s = make_signer();
	struct mdm_str bytes = signed_with(f, s, 0, false);
	struct mdm_cms cms;

	assert_true(mdm_cms_open(f->keep, f->scratch, bytes, &cms));
	assert_int_equal(cms.kind, MDM_CMS_SIGNED);
	assert_str(cms.content, CONTENT);
	assert_memory_equal(
	    bytes.p + cms.content_off, CONTENT, sizeof(CONTENT) - 1);
	assert_int_equal(cms.signature, MDM_VERIFY_TRUE);
	assert_int_equal(cms.nsigners, 1);
	assert_str(cms.signers[0]->name, "Profile Signer");
	free_signer(s);
}

static void
opens_indefinite_length(void **state)
{
	struct fixture *f = *state;
	struct signer s = make_signer();
	struct mdm_str bytes = signed_with(f, s, CMS_STREAM, false);
	struct mdm_cms cms;

	assert_int_equal((unsigned char)bytes.p[1], 0x80);
	assert_true(mdm_cms_open(f->keep, f->scratch, bytes, &cms));
	assert_str(cms.content, CONTENT);
	assert_int_equal(cms.signature, MDM_VERIFY_TRUE);
	free_signer(s);
}

static void
opens_pem(void **state)
{
	struct fixture *f = *state;
	struct signer s = make_signer();
	struct mdm_cms cms;

	assert_true(mdm_cms_open(
	    f->keep, f->scratch, signed_with(f, s, 0, true), &cms));
	assert_true(cms.pem);
	assert_str(cms.content, CONTENT);
	assert_true(cms.content_off == SIZE_MAX);
	free_signer(s);
}

static void
sees_a_broken_signature(void **state)
{
	struct fixture *f = *state;
	struct signer s = make_signer();
	struct mdm_str bytes = signed_with(f, s, 0, false);
	struct mdm_cms cms;
	char *copy = MDM_NEW_N(f->scratch, char, bytes.n);

	memcpy(copy, bytes.p, bytes.n);
	assert_true(mdm_cms_open(f->keep, f->scratch, bytes, &cms));
	copy[cms.content_off + 1] = 'q';
	bytes.p = copy;
	assert_true(mdm_cms_open(f->keep, f->scratch, bytes, &cms));
	assert_int_equal(cms.signature, MDM_VERIFY_FALSE);
	assert_int_equal(cms.content.n, sizeof(CONTENT) - 1);
	free_signer(s);
}

static void
says_when_it_cannot_say(void **state)
{
	struct fixture *f = *state;
	struct signer s = make_signer();
	struct mdm_cms cms;

	assert_true(mdm_cms_open(
	    f->keep, f->scratch, signed_with(f, s, CMS_NOCERTS, false), &cms));
	assert_int_equal(cms.nsigners, 0);
	assert_int_equal(cms.signature, MDM_VERIFY_IMPOSSIBLE);
	assert_true(mdm_cms_open(
	    f->keep, f->scratch, signed_with(f, s, CMS_DETACHED, false), &cms));
	assert_null(cms.content.p);
	assert_int_equal(cms.signature, MDM_VERIFY_IMPOSSIBLE);
	free_signer(s);
}

static void
refuses_everything_else(void **state)
{
	static const char *const texts[] = { "", "x", "0\202", "0\200",
		"-----BEGIN PKCS7-----\nAAAA\n-----END PKCS7-----\n",
		"<plist/>" };
	struct fixture *f = *state;
	struct signer s = make_signer();
	struct mdm_str bytes = signed_with(f, s, 0, false);
	struct mdm_cms cms;

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_false(mdm_cms_open(
		    f->keep, f->scratch, mdm_str_of(texts[i]), &cms));
	for (size_t n = 0; n < bytes.n; n++)
		assert_false(mdm_cms_open(
		    f->keep, f->scratch, mdm_str_span(bytes.p, n), &cms));
	free_signer(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(opens_der),
		TEST(opens_indefinite_length),
		TEST(opens_pem),
		TEST(sees_a_broken_signature),
		TEST(says_when_it_cannot_say),
		TEST(refuses_everything_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
