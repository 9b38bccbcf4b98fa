/* SPDX-License-Identifier: MIT */
#ifndef MDM_PKI_NAME_H
#define MDM_PKI_NAME_H

#include <openssl/x509.h>

#include "base/arena.h"

/*
 * "CN=x, O=y": most specific first, UTF-8, with a backslash before the
 * characters RFC 4514 wants one for.  Control characters stay raw.
 */
struct mdm_str mdm_name_text(struct mdm_arena *, const X509_NAME *);

/* CN, else the last OU or O, else all, else "(no subject)". */
struct mdm_str mdm_name_short(struct mdm_arena *, const X509_NAME *);

/*
 * Bytes that are equal exactly when X509_NAME_cmp says so: ASCII case folded,
 * white space collapsed, string types unified, order kept.  Not for reading.
 */
struct mdm_str mdm_name_key(struct mdm_arena *, const X509_NAME *);

#endif
