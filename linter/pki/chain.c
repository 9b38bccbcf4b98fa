/* SPDX-License-Identifier: MIT */
#include <openssl/err.h>
#include <openssl/x509.h>

#include "pki/key.h"

static X509 *
parse(const struct mdm_cert *c)
{
	const unsigned char *p = (const unsigned char *)c->der.p;

	return d2i_X509(NULL, &p, (long)c->der.n);
}

enum mdm_verdict
mdm_cert_signed_by(const struct mdm_cert *child, const struct mdm_cert *issuer)
{
	enum mdm_verdict verdict = MDM_VERIFY_IMPOSSIBLE;
	X509 *x = NULL, *ca = NULL;

	ERR_clear_error();
	x = parse(child);
	ca = child == issuer ? NULL : parse(issuer);
	if (x != NULL && (ca != NULL || child == issuer))
		verdict =
		    mdm_key_signed(x, X509_get0_pubkey(ca != NULL ? ca : x));
	X509_free(x);
	X509_free(ca);
	ERR_clear_error();
	return verdict;
}

bool
mdm_same_issuer(const struct mdm_cert *a, const struct mdm_cert *b)
{
	if (a->self_signed != b->self_signed)
		return false;
	return a->self_signed || mdm_str_eq(a->issuer_key, b->issuer_key);
}

bool
mdm_is_successor(const struct mdm_cert *old, const struct mdm_cert *next)
{
	return old != next && old->validity_ok && next->validity_ok &&
	    next->not_before > old->not_before &&
	    mdm_str_eq(old->subject_key, next->subject_key) &&
	    mdm_same_issuer(old, next);
}
