/* SPDX-License-Identifier: MIT */
#include "pki/cms.h"

/* First: it makes cms.h declare what reads and writes PEM. */
#include <openssl/pem.h>

#include <openssl/cms.h>
#include <openssl/err.h>

static bool
is_pem(struct mdm_str bytes)
{
	struct mdm_str text = mdm_str_trim(bytes);

	return mdm_str_starts(text, "-----BEGIN PKCS7-----") ||
	    mdm_str_starts(text, "-----BEGIN CMS-----");
}

static CMS_ContentInfo *
parse(struct mdm_str bytes, bool pem)
{
	CMS_ContentInfo *cms;
	BIO *in;

	if (bytes.n > INT32_MAX)
		return NULL;
	in = BIO_new_mem_buf(bytes.p, (int)bytes.n);
	if (in == NULL)
		return NULL;
	cms = pem ? PEM_read_bio_CMS(in, NULL, NULL, NULL)
		  : d2i_CMS_bio(in, NULL);
	BIO_free(in);
	return cms;
}

static void
take_content(struct mdm_cms *ret, CMS_ContentInfo *cms,
    struct mdm_arena *scratch, struct mdm_str bytes)
{
	ASN1_OCTET_STRING **slot = CMS_get0_content(cms);
	const char *found;

	ret->content_off = SIZE_MAX;
	if (slot == NULL || *slot == NULL)
		return;
	ret->content = mdm_str_dup(scratch,
	    mdm_str_span((const char *)ASN1_STRING_get0_data(*slot),
		(size_t)ASN1_STRING_length(*slot)));
	if (ret->pem || ret->content.n == 0)
		return;
	found = memmem(bytes.p, bytes.n, ret->content.p, ret->content.n);
	if (found != NULL)
		ret->content_off = (size_t)(found - bytes.p);
}

static void
take_signer(struct mdm_cms *ret, struct mdm_arena *keep, X509 *x)
{
	unsigned char *der = NULL;
	int n = i2d_X509(x, &der);
	struct mdm_cert *cert = NULL;

	if (n > 0)
		cert = mdm_cert_decode(
		    keep, mdm_str_span((const char *)der, (size_t)n));
	OPENSSL_free(der);
	if (cert != NULL)
		ret->signers[ret->nsigners++] = cert;
}

/* Signers are matched to the certificates that the wrapper carries. */
static bool
take_signers(struct mdm_cms *ret, CMS_ContentInfo *cms, struct mdm_arena *keep)
{
	STACK_OF(CMS_SignerInfo) *list = CMS_get0_SignerInfos(cms);
	int n = sk_CMS_SignerInfo_num(list);
	bool all = n > 0;

	if (n <= 0)
		return false;
	CMS_set1_signers_certs(cms, NULL, 0);
	ret->signers = MDM_NEW_N(keep, struct mdm_cert *, (size_t)n);
	for (int i = 0; i < n; i++) {
		X509 *x = NULL;

		CMS_SignerInfo_get0_algs(
		    sk_CMS_SignerInfo_value(list, i), NULL, &x, NULL, NULL);
		if (x != NULL)
			take_signer(ret, keep, x);
		all &= x != NULL;
	}
	return all;
}

/* Errors that say "wrong", as against "cannot be computed". */
static bool
is_refutation(unsigned long error)
{
	if (ERR_GET_LIB(error) != ERR_LIB_CMS)
		return false;
	switch (ERR_GET_REASON(error)) {
	case CMS_R_VERIFICATION_FAILURE:
	case CMS_R_MESSAGEDIGEST_WRONG_LENGTH:
		return true;
	default:
		return false;
	}
}

static enum mdm_verdict
verify(CMS_ContentInfo *cms)
{
	enum mdm_verdict verdict = MDM_VERIFY_IMPOSSIBLE;
	BIO *out = BIO_new(BIO_s_null());
	unsigned long error;

	ERR_clear_error();
	if (out != NULL &&
	    CMS_verify(cms, NULL, NULL, NULL, out,
		CMS_NO_SIGNER_CERT_VERIFY | CMS_BINARY) == 1)
		verdict = MDM_VERIFY_TRUE;
	while (verdict != MDM_VERIFY_TRUE && (error = ERR_get_error()) != 0)
		if (is_refutation(error))
			verdict = MDM_VERIFY_FALSE;
	BIO_free(out);
	return verdict;
}

bool
mdm_cms_open(struct mdm_arena *keep, struct mdm_arena *scratch,
    struct mdm_str bytes, struct mdm_cms *ret)
{
	CMS_ContentInfo *cms;
	bool known = true;

	*ret = (struct mdm_cms){ .content_off = SIZE_MAX };
	ret->pem = is_pem(bytes);
	ERR_clear_error();
	cms = parse(bytes, ret->pem);
	if (cms == NULL) {
		ERR_clear_error();
		return false;
	}
	switch (OBJ_obj2nid(CMS_get0_type(cms))) {
	case NID_pkcs7_signed:
		take_content(ret, cms, scratch, bytes);
		if (take_signers(ret, cms, keep) && ret->content.p != NULL)
			ret->signature = verify(cms);
		break;
	case NID_pkcs7_enveloped:
		ret->kind = MDM_CMS_ENVELOPED;
		break;
	default:
		known = false;
	}
	CMS_ContentInfo_free(cms);
	ERR_clear_error();
	return known;
}
