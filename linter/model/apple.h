/* SPDX-License-Identifier: MIT */
#ifndef MDM_MODEL_APPLE_H
#define MDM_MODEL_APPLE_H

/*
 * What configuration profiles of Apple add to the vocabulary: payloads, their
 * keys as they are spelled, and what points from one payload at another.
 */
#include "base/map.h"
#include "model/profile.h"
#include "pki/cms.h"

/* Types of a property list's values; bits, for a key may take several. */
enum mdm_apple_kind {
	MDM_APPLE_STRING = 1 << 0,
	MDM_APPLE_NUMBER = 1 << 1, /* <integer>, <real> */
	MDM_APPLE_BOOLEAN = 1 << 2,
	MDM_APPLE_DATA = 1 << 3,
	MDM_APPLE_DATE = 1 << 4,
	MDM_APPLE_ARRAY = 1 << 5,
	MDM_APPLE_DICT = 1 << 6
};

/* "a string", "data", ... */
const char *mdm_apple_kind_name(enum mdm_apple_kind);

/* What a payload can be for those that refer to it; bits. */
enum mdm_apple_class {
	MDM_APPLE_CERTIFICATE = 1 << 0, /* root, pem, pkcs1 */
	MDM_APPLE_PKCS1 = 1 << 1,
	MDM_APPLE_PKCS12 = 1 << 2,
	MDM_APPLE_SCEP = 1 << 3,
	MDM_APPLE_ACME = 1 << 4,
	MDM_APPLE_AD = 1 << 5,
	MDM_APPLE_KEY_HASHES = 1 << 6 /* names certificates by hashes */
};
#define MDM_APPLE_IDENTITY                                                     \
	(MDM_APPLE_PKCS12 | MDM_APPLE_SCEP | MDM_APPLE_ACME | MDM_APPLE_AD)

/* One key of a payload: a row of the tables in load/apple_schema.c. */
struct mdm_apple_row {
	const char *group; /* dictionary it stands in; "": the payload */
	const char *key;
	unsigned kinds;	     /* enum mdm_apple_kind */
	bool required;	     /* where its group is there */
	const char *allowed; /* values joined by '|', or NULL */
	unsigned target;     /* enum mdm_apple_class: UUID of one of these */
	const char *since;   /* "iOS 16.0, macOS 13.1", or NULL */
};

/* One PayloadType. */
struct mdm_apple_type {
	const char *name;
	enum mdm_profile_kind kind;
	enum mdm_platform platform;	  /* 0: both */
	unsigned classes;		  /* enum mdm_apple_class */
	bool complete;			  /* the rows hold every key */
	const struct mdm_apple_row *rows; /* ends with key == NULL */
	const char *since;		  /* "iOS 4.0, macOS 10.7", or NULL */
	bool bare; /* no payload: has none of the keys that payloads share */
};

/* A key of a payload, or an element of the array under that key. */
struct mdm_apple_value {
	const struct mdm_apple_row *row; /* NULL: the table has none */
	const char *nearest; /* no row: what may have been meant, or NULL */
	bool near_miss; /* `nearest` is but another case, blank or hyphen */
	const char *group;
	struct mdm_str key;
	struct mdm_at key_at;
	bool element;
	enum mdm_apple_kind kind;
	/* .v: scalars that are no secret; of data, hashes alone, in hex */
	struct mdm_field field;
};

/* An innermost array of a Subject: name and value of an attribute. */
struct mdm_apple_pair {
	struct mdm_at at;
	unsigned depth; /* arrays around the strings; 3 is right */
	size_t n;	/* elements; 2 is right */
	bool strings;	/* nothing but strings among them */
	struct mdm_field name, value; /* the first two */
};

/* What SCEP and ACME ask the CA to put into the certificate's subject. */
struct mdm_apple_subject {
	struct mdm_at at;
	struct mdm_apple_pair *pairs;
	size_t npairs;
};

struct mdm_apple_profile;

struct mdm_apple_payload {
	const struct mdm_apple_type *type; /* NULL: unknown PayloadType */
	struct mdm_field payload_type, identifier, uuid, version;
	struct mdm_at at; /* its display name, else the dictionary */
	struct mdm_apple_value *values;
	size_t nvalues;
	const char **groups; /* dictionaries of the table that are there */
	size_t ngroups;
	struct mdm_apple_subject *subject; /* SCEP, ACME: or NULL */
	const struct mdm_apple_profile *document;
	struct mdm_profile *profile;
};

/* One document with PayloadType "Configuration". */
struct mdm_apple_profile {
	struct mdm_apple_payload top; /* its own keys */
	struct mdm_apple_payload *payloads;
	size_t npayloads;
	const struct mdm_cms *wrapper; /* NULL: not signed */
	uint8_t sha256[32];	       /* of the property list's text */
	/* First payload of each PayloadUUID: as spelled, and lower case. */
	struct mdm_map by_uuid, by_folded_uuid;
};

/* Once the payloads are there: what mdm_apple_find() looks in. */
void mdm_apple_index(struct mdm_arena *, struct mdm_apple_profile *);

/* The payload of that UUID, letters folded or not; NULL: there is none. */
const struct mdm_apple_payload *mdm_apple_find(
    const struct mdm_apple_profile *, struct mdm_str uuid, bool fold);

/* The value of a key, not an element of it; NULL: it is not there. */
const struct mdm_apple_value *mdm_apple_value_of(
    const struct mdm_apple_payload *, const char *group, const char *key);

/* "PayloadCertificateUUID" and the like, also in payloads of other vendors. */
bool mdm_apple_key_refers(struct mdm_str key);

#endif
