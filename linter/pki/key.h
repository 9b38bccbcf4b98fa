/* SPDX-License-Identifier: MIT */
#ifndef MDM_PKI_KEY_H
#define MDM_PKI_KEY_H

#include <openssl/x509.h>

#include "pki/cert.h"

/* The public key of `x`: key_type, key_bits, key_name, curve, ... */
void mdm_key_take(struct mdm_cert *, struct mdm_arena *keep, const X509 *x);

/* Its signature algorithm: signature_name, signature_hash, signature_pss. */
void mdm_key_take_signature(struct mdm_cert *, struct mdm_arena *keep, X509 *x);

/* Did `key` (NULL: could not be decoded) make the signature on `x`? */
enum mdm_verdict mdm_key_signed(X509 *x, EVP_PKEY *key);

#endif
