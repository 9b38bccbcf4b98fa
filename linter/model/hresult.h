/* SPDX-License-Identifier: MIT */
#ifndef MDM_MODEL_HRESULT_H
#define MDM_MODEL_HRESULT_H

/*
 * The codes that certificate enrolment ends with, in words.  One table;
 * docs/events.md is made from it.
 */
#include "base/str.h"

/* Whose business a code is. */
enum mdm_code_area {
	MDM_AREA_NORMAL,    /* nothing went wrong */
	MDM_AREA_CA,	    /* the CA the profile names is not the server's */
	MDM_AREA_PROFILE,   /* another value of the profile */
	MDM_AREA_TRUST,	    /* a certificate the device must trust */
	MDM_AREA_TRANSPORT, /* TLS, names, proxies, HTTP */
	MDM_AREA_SERVER,    /* the SCEP server or its CA */
	MDM_AREA_DEVICE	    /* TPM, key storage */
};

/* "profile", "server", ... as the JSON of `diagnose` spells it. */
const char *mdm_code_area_name(enum mdm_code_area);

struct mdm_hresult {
	uint32_t code;
	enum mdm_code_area area;
	const char *name;    /* "CRYPT_E_HASH_VALUE" */
	const char *message; /* Windows' own English words, or NULL */
	const char *meaning; /* lower case, no full stop */
	const char *cause;   /* likely one; a sentence */
	const char *step;    /* what to do next; a sentence */
	const char *source;  /* document, section */
};

/* NULL: the code is not in the table. */
const struct mdm_hresult *mdm_hresult_find(uint32_t code);

/*
 * For text that has lost the number: by the words of an English Windows, with
 * or without their full stop; NULL: unknown words.
 */
const struct mdm_hresult *mdm_hresult_by_message(struct mdm_str words);

/* All rows; NULL behind the last. */
const struct mdm_hresult *mdm_hresult_at(size_t index);

#endif
