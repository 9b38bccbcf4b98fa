/* SPDX-License-Identifier: MIT */
#ifndef MDM_PKI_CMS_H
#define MDM_PKI_CMS_H

#include "pki/cert.h"

enum mdm_cms_kind { MDM_CMS_SIGNED, MDM_CMS_ENVELOPED };

/* What a CMS wrapper (RFC 5652) holds, and who signed it. */
struct mdm_cms {
	enum mdm_cms_kind kind;
	/* SIGNED: the content, in one piece; absent: it is kept elsewhere */
	struct mdm_str content;
	/*
	 * Where the content stands in the bytes that were given; SIZE_MAX
	 * when it is cut into pieces (BER) or the wrapper was PEM text.
	 */
	size_t content_off;
	bool pem;
	struct mdm_cert **signers; /* whose certificates are there */
	size_t nsigners;
	/*
	 * Does the mathematics of every signature hold?  Whether anybody
	 * trusts the signer is not asked.  IMPOSSIBLE: a signer's certificate
	 * is missing, or an algorithm is unknown.
	 */
	enum mdm_verdict signature;
};

/*
 * Open DER, BER of indefinite length, or PEM text ("PKCS7", "CMS").  False
 * when the bytes are neither signed nor enveloped data.  `content` is in
 * scratch.  Thread-safe.
 */
bool mdm_cms_open(struct mdm_arena *keep, struct mdm_arena *scratch,
    struct mdm_str bytes, struct mdm_cms *ret_cms);

#endif
