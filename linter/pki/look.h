/* SPDX-License-Identifier: MIT */
#ifndef MDM_PKI_LOOK_H
#define MDM_PKI_LOOK_H

#include "pki/carrier.h"

/* Looking into the bytes of one carrier. */
struct mdm_look {
	struct mdm_carrier *c;
	struct mdm_cert_cache *cache;
	struct mdm_arena *scratch;
	MDM_VEC(struct mdm_cert *) certs; /* keep arena of the cache */
	bool first_told;		  /* content is settled */
};

/*
 * DER objects one behind the other, or PEM blocks wherever they stand in the
 * text.  False, and nothing changed, when there is neither.
 */
bool mdm_look_der(struct mdm_look *, struct mdm_str bytes);
bool mdm_look_pem(struct mdm_look *, struct mdm_str text);

/* An object counts; the first one settles the content of the carrier. */
void mdm_look_count(struct mdm_look *, enum mdm_content);

/* The text stands for a certificate: variable, mask or documentation. */
bool mdm_look_placeholder(struct mdm_str text);

#endif
