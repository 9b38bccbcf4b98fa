/* SPDX-License-Identifier: MIT */
#ifndef MDM_PKI_CERT_H
#define MDM_PKI_CERT_H

#include "syntax/place.h"

/* Key usage bits, RFC 5280 section 4.2.1.3. */
enum mdm_key_usage {
	MDM_KU_DIGITAL_SIGNATURE = 1 << 0,
	MDM_KU_NON_REPUDIATION = 1 << 1,
	MDM_KU_KEY_ENCIPHERMENT = 1 << 2,
	MDM_KU_DATA_ENCIPHERMENT = 1 << 3,
	MDM_KU_KEY_AGREEMENT = 1 << 4,
	MDM_KU_KEY_CERT_SIGN = 1 << 5,
	MDM_KU_CRL_SIGN = 1 << 6
};

enum mdm_key_type {
	MDM_KEY_UNKNOWN,
	MDM_KEY_RSA,
	MDM_KEY_EC,
	MDM_KEY_DSA,
	MDM_KEY_ED /* Ed25519, Ed448 */
};

enum mdm_signature_hash {
	MDM_HASH_UNKNOWN,
	MDM_HASH_MD2,
	MDM_HASH_MD4,
	MDM_HASH_MD5,
	MDM_HASH_SHA1,
	MDM_HASH_SHA2,
	MDM_HASH_SHA3,
	MDM_HASH_NONE /* part of the algorithm (Ed25519) */
};

/* Whether a signature verifies, or why that cannot be said. */
enum mdm_verdict {
	MDM_VERIFY_IMPOSSIBLE, /* unknown algorithm, unusable key */
	MDM_VERIFY_FALSE,
	MDM_VERIFY_TRUE
};

/*
 * Everything a rule may ask of a certificate, decoded once; no OpenSSL object
 * stays.  Strings are in the keep arena of the file it was found in; two
 * files with the same certificate share one record after linking.
 */
struct mdm_cert {
	struct mdm_str der;
	uint8_t sha1[20], sha256[32], md5[16];
	char sha1_hex[41], sha256_hex[65]; /* lower case */
	uint8_t spki_sha1[20], spki_sha256[32];

	/* CN, else the last OU or O, else all, else "(no subject)" */
	struct mdm_str name;
	struct mdm_str subject, issuer;		/* "CN=x, O=y", UTF-8, raw */
	struct mdm_str subject_key, issuer_key; /* canonical, to compare */
	struct mdm_str issuer_name;		/* CN of the issuer, likewise */
	bool subject_empty;

	int version;	       /* 1, 2 or 3 */
	struct mdm_str serial; /* content octets of the INTEGER, raw */
	/* lower case, "-" in front if < 0; at most 40 octets */
	char serial_hex[82];

	bool validity_ok;	       /* both dates parse */
	int64_t not_before, not_after; /* seconds since 1970, UTC */

	bool has_basic_constraints;
	bool is_ca;	     /* basicConstraints CA:TRUE */
	int64_t path_length; /* -1: none */
	bool has_key_usage;
	unsigned key_usage; /* enum mdm_key_usage */
	bool has_eku;
	const struct mdm_str *ekus; /* dotted OIDs */
	size_t nekus;

	struct mdm_str ski, aki; /* raw key ids; p == NULL: not there */
	const struct mdm_str *unknown_critical; /* dotted OIDs (CERT019) */
	size_t nunknown_critical;
	struct mdm_str duplicate_extension; /* dotted OID, or absent */

	bool self_issued;	  /* subject equals issuer */
	enum mdm_verdict own_key; /* self_issued: verifies under its own key */
	/*
	 * rules.md section 4: self-issued and verified; or verification
	 * impossible and AKI absent or equal to SKI, then self_unverified too.
	 */
	bool self_signed, self_unverified;

	struct mdm_str signature_name; /* "sha256WithRSAEncryption" */
	enum mdm_signature_hash signature_hash;
	bool signature_pss;

	enum mdm_key_type key_type;
	unsigned key_bits;
	struct mdm_str key_name; /* "RSA 2048", "P-256", "Ed25519" */
	struct mdm_str curve;	 /* EC: OpenSSL's short name */
	bool curve_explicit;	 /* parameters spelled out */
	bool exponent_bad;	 /* RSA: even, or below 3 */
};

/*
 * Provably an end entity: basicConstraints CA:FALSE, or a v3 certificate
 * whose keyUsage lacks keyCertSign and that is not CA:TRUE (XREF011).
 */
bool mdm_cert_is_leaf(const struct mdm_cert *);

/* May act as a CA: CA:TRUE, or version 1 and self-signed. */
bool mdm_cert_is_ca(const struct mdm_cert *);

/*
 * Decode one DER certificate that fills `der` exactly.  NULL if OpenSSL does
 * not take it for one.  Thread-safe.
 */
struct mdm_cert *mdm_cert_decode(struct mdm_arena *keep, struct mdm_str der);

/* Did the key of `issuer` sign `child`?  Re-parses the DER.  Thread-safe. */
enum mdm_verdict mdm_cert_signed_by(
    const struct mdm_cert *child, const struct mdm_cert *issuer);

/*
 * Both were issued by the same CA or are roots; a cross-certificate is
 * neither.  The caller knows that the subjects are equal.
 */
bool mdm_same_issuer(const struct mdm_cert *, const struct mdm_cert *);

/*
 * A later certificate of the same CA: same subject and issuer (or both are
 * roots), later start of validity.
 */
bool mdm_is_successor(const struct mdm_cert *old, const struct mdm_cert *next);

/* Digests of any bytes. */
void mdm_sha1(struct mdm_str, uint8_t ret[20]);
void mdm_sha256(struct mdm_str, uint8_t ret[32]);

/*
 * The digest that has n bytes: "MD5", "SHA-1", "SHA-224", ... "SHA-512"; NULL
 * and false: none has.  Fingerprints of Apple tell theirs by the length alone
 * (SecSCEP.h of Apple's Security framework).
 */
enum { MDM_LONGEST_DIGEST = 64 };
const char *mdm_digest_name(size_t n);
bool mdm_digest(struct mdm_str, size_t n, uint8_t ret[MDM_LONGEST_DIGEST]);

/* Once, in the main thread: OpenSSL without the host's configuration. */
void mdm_pki_init(void);

#endif
