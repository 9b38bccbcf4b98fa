/* SPDX-License-Identifier: MIT */
#ifndef MDM_TESTS_SUPPORT_MKCERT_H
#define MDM_TESTS_SUPPORT_MKCERT_H

#include <jansson.h>
#include <openssl/evp.h>

#include "base/map.h"

/* A certificate of fixtures/recipe/certificates.json. */
struct made_cert {
	const char *name;
	json_t *recipe;
	bool started, made;
	EVP_PKEY *key; /* its own private key */
	const char *key_name;
	struct mdm_str der, pem; /* pem: as the file has it */
	struct mdm_str subject;	 /* DER of the Name */
	struct mdm_str spki, ski, serial;
};

struct cert_maker {
	struct mdm_arena *arena;
	const char *top; /* of the project */
	json_t *recipes;
	struct mdm_map certs; /* name -> struct made_cert */
	struct mdm_map keys;  /* name -> EVP_PKEY */
	struct mdm_map files; /* path from top -> struct mdm_str */
};

/* Every key that a recipe names and that is not there yet. */
void mkcert_new_keys(struct cert_maker *);

void mkcert_finish(struct cert_maker *);

/* Made when first asked for; ends the program if there is no recipe. */
struct made_cert *mkcert(struct cert_maker *, struct mdm_str name);

bool mkcert_exists(struct cert_maker *, struct mdm_str name);

/* fixtures/recipe/keys/NAME.pem, as text. */
struct mdm_str mkcert_key_text(struct cert_maker *, struct mdm_str name);
struct mdm_str mkcert_key_pkcs8(struct cert_maker *, struct mdm_str name);

/* Other objects around a certificate; DER. */
struct mdm_str mkcert_request(struct cert_maker *, struct made_cert *);
struct mdm_str mkcert_crl(struct cert_maker *, struct made_cert *);
struct mdm_str mkcert_bundle(
    struct cert_maker *, struct made_cert *const *, size_t n);
struct mdm_str mkcert_pkcs12(
    struct cert_maker *, struct made_cert *, const char *password);
struct mdm_str mkcert_signed(
    struct cert_maker *, struct made_cert *signer, struct mdm_str content);
struct mdm_str mkcert_signed_ber(
    struct cert_maker *, struct made_cert *signer, struct mdm_str content);

/* "-----BEGIN label-----" and so on, lines of 64. */
struct mdm_str pem_of(
    struct mdm_arena *, const char *label, struct mdm_str der);
struct mdm_str base64_lines(struct mdm_arena *, struct mdm_str bytes);

#endif
