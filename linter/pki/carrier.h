/* SPDX-License-Identifier: MIT */
#ifndef MDM_PKI_CARRIER_H
#define MDM_PKI_CARRIER_H

#include "base/map.h"
#include "pki/cert.h"

/* What the bytes of a certificate field or file turned out to be. */
enum mdm_content {
	MDM_CONTENT_ABSENT,	 /* no such key */
	MDM_CONTENT_EMPTY,	 /* the key is there and null or empty */
	MDM_CONTENT_REDACTED,	 /* masked by an exporter: "****" */
	MDM_CONTENT_PLACEHOLDER, /* documentation or template text */
	MDM_CONTENT_CERTIFICATE,
	MDM_CONTENT_PKCS7,
	MDM_CONTENT_PKCS12,
	MDM_CONTENT_REQUEST,
	MDM_CONTENT_CRL,
	MDM_CONTENT_PUBLIC_KEY,
	MDM_CONTENT_PRIVATE_KEY,
	MDM_CONTENT_OCSP,
	MDM_CONTENT_UNKNOWN_DER,
	MDM_CONTENT_NOT_BASE64,
	MDM_CONTENT_OTHER
};

/* "an X.509 certificate", "a PKCS#12 file", ...: fits "found %s". */
const char *mdm_content_name(enum mdm_content);

/* How often and how a certificate was encoded instead of once in base64. */
enum mdm_wrapping {
	MDM_WRAPPED_ONCE,
	MDM_WRAPPED_TWICE, /* base64 of base64 */
	MDM_WRAPPED_HEX,
	MDM_WRAPPED_PERCENT, /* percent-encoded base64 */
	MDM_WRAPPED_HTML,    /* HTML-escaped base64 */
	MDM_WRAPPED_PEM_TEXT /* PEM text as it is, not base64 of it */
};

enum mdm_carrier_role {
	MDM_CARRIER_FIELD,    /* a field of a profile */
	MDM_CARRIER_FILE,     /* a certificate file among the inputs */
	MDM_CARRIER_KNOWN,    /* --known-certs: on the devices anyway */
	MDM_CARRIER_GETCACERT /* --getcacert: an answer of a SCEP server */
};

struct mdm_profile;

/*
 * A place that holds (or should hold) certificate bytes, and what was found
 * there.  The FMT rules are functions of this record.
 */
struct mdm_carrier {
	enum mdm_carrier_role role;
	struct mdm_at at;
	const struct mdm_profile *profile; /* FIELD: whose */
	struct mdm_str field;		   /* FIELD: name of the key */
	struct mdm_str file_name; /* certFileName and the like, or the path */

	size_t length;		  /* FIELD: bytes of the decoded value */
	enum mdm_content content; /* of the first object */
	bool pem;		  /* PEM armour around it */
	bool pem_in_base64;	  /* FIELD: base64 of a PEM text */
	enum mdm_wrapping wrapping;
	struct mdm_base64 base64; /* FIELD: .bytes is dropped after loading */
	bool encrypted;		  /* PKCS#12, private key: protected */
	bool password;	   /* PKCS#12: provably not opened by the empty one */
	bool private_key;  /* any private key or PKCS#12 among them */
	size_t objects;	   /* PEM blocks or DER objects, all kinds */
	size_t have, need; /* truncated DER: bytes there, announced */
	size_t trailing;   /* bytes behind the object that are no object */

	struct mdm_cert **certs; /* all that could be decoded, in order */
	size_t ncerts;
	/*
	 * FILE, PEM: where each of them and the first private key stand, set
	 * by the loader.  NULL and unset otherwise: at `at`.
	 */
	struct mdm_at *cert_at;
	struct mdm_at key_at;
};

/* Certificates decoded by this worker, keyed by SHA-256. */
struct mdm_cert_cache {
	struct mdm_arena *keep;
	struct mdm_map by_sha256;
};

/*
 * Look into the value of a certificate field (base64 expected, everything
 * else recognised) or into the bytes of a certificate file.  Fills content,
 * wrapping, certs and so on; role, at, profile, field are the caller's.
 * `scratch` serves the decoding.  Placeholders of rules.md section 3 and
 * rulings 22 are recognised here.  A value with p == NULL is ABSENT, unless
 * the caller set the content to EMPTY before: the key is there and null.
 * `of_bytes` takes a property list's <data> as well (role FIELD).
 */
void mdm_carrier_of_field(struct mdm_carrier *, struct mdm_cert_cache *,
    struct mdm_arena *scratch, struct mdm_str value);
void mdm_carrier_of_bytes(struct mdm_carrier *, struct mdm_cert_cache *,
    struct mdm_arena *scratch, struct mdm_str bytes);

#endif
