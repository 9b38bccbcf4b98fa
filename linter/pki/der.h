/* SPDX-License-Identifier: MIT */
#ifndef MDM_PKI_DER_H
#define MDM_PKI_DER_H

#include "pki/carrier.h"

/* What one object is, and how far it goes. */
struct mdm_der_object {
	enum mdm_content content; /* UNKNOWN_DER when nothing fits */
	struct mdm_str bytes;	  /* of the object, header included */
	bool truncated;		  /* it announces more than there is */
	size_t need;		  /* truncated: bytes announced */
	bool encrypted;		  /* PKCS#8 with a password */
};

/*
 * The object at the start of `bytes`, told by its shape alone; no key is
 * parsed and no password needed.  False when no SEQUENCE begins there.
 */
bool mdm_der_first(struct mdm_str bytes, struct mdm_der_object *ret_object);

#endif
