/* SPDX-License-Identifier: MIT */
#ifndef MDM_MODEL_CORPUS_H
#define MDM_MODEL_CORPUS_H

#include "model/apple.h"
#include "model/declaration.h"
#include "model/message.h"
#include "model/onc.h"
#include "model/story.h"

/*
 * All facts of one set: the unit inside which files are compared.  Built by
 * engine/link.c, const while rules run.
 */

/* One place where a certificate stands, and what it is meant for. */
struct mdm_use {
	const struct mdm_cert *cert;
	const struct mdm_carrier *carrier;
	const struct mdm_profile *profile; /* NULL: certificate file */
	struct mdm_at at;
	enum mdm_carrier_role role;
	enum mdm_platform platform; /* of the profile */
	enum mdm_store store;
};

/* A candidate issuer by name, and whether its key made the signature. */
struct mdm_issuer {
	const struct mdm_cert_entry *entry;
	bool key_ids_differ; /* AKI and SKI both there and not equal */
	enum mdm_verdict signature;
};

/* A certificate within the set. */
struct mdm_cert_entry {
	const struct mdm_cert *cert;
	const struct mdm_use **uses;
	size_t nuses;
	/*
	 * Not for self-signed ones.  All candidates of that name, those
	 * whose key identifiers agree first; the signer is the first whose
	 * signature is TRUE.
	 */
	struct mdm_issuer *issuers;
	size_t nissuers;
	const struct mdm_cert_entry *signer; /* NULL: none in the set */
	bool known;			     /* --known-certs */
	bool only_untrusted; /* mdm_only_untrusted(), asked for each use */
};

/* A saved GetCACert answer. */
struct mdm_answer {
	struct mdm_str url; /* normalised, mdm_url_key() */
	struct mdm_str url_given;
	const struct mdm_carrier *carrier;
};

struct mdm_corpus {
	struct mdm_str name; /* of the set; "" for the only one */
	const struct mdm_file **files;
	size_t nfiles;
	const struct mdm_profile **profiles; /* without superseded copies */
	size_t nprofiles;
	const struct mdm_profile **superseded;
	size_t nsuperseded;
	const struct mdm_carrier **carriers;
	size_t ncarriers;
	struct mdm_use *uses;
	size_t nuses;
	struct mdm_cert_entry *certs; /* each certificate once */
	size_t ncerts;
	const struct mdm_answer *answers;
	size_t nanswers;
	/* What logs and diagnostics reports of devices tell. */
	const struct mdm_story **stories;
	size_t nstories;
	const struct mdm_delivered **delivered;
	size_t ndelivered;
	struct mdm_map by_sha1;	   /* 20 bytes -> struct mdm_cert_entry */
	struct mdm_map by_sha256;  /* 32 bytes -> struct mdm_cert_entry */
	struct mdm_map by_subject; /* subject_key -> struct mdm_entry_list */
	struct mdm_map by_spki;	   /* spki_sha256 -> struct mdm_entry_list */
	struct mdm_map by_id;	   /* GUID -> struct mdm_profile */
	struct mdm_map by_name;	   /* name -> struct mdm_profile_list */
};

struct mdm_entry_list {
	MDM_VEC(const struct mdm_cert_entry *) list;
};

struct mdm_profile_list {
	MDM_VEC(const struct mdm_profile *) list;
};

const struct mdm_cert_entry *mdm_corpus_by_sha1(
    const struct mdm_corpus *, const uint8_t sha1[20]);

/* By the digest that has n bytes; NULL also where none has. */
const struct mdm_cert_entry *mdm_corpus_by_digest(
    const struct mdm_corpus *, const uint8_t *digest, size_t n);

/*
 * By what a SCEP profile tells devices which CA to accept: CAThumbprint or
 * CAFingerprint, whichever there is.  *ret_name is how it is called.
 */
const struct mdm_field *mdm_ca_hash(
    const struct mdm_enrolment *, const char **ret_name);

/* The entry of a certificate of this set; never NULL for one. */
const struct mdm_cert_entry *mdm_corpus_entry(
    const struct mdm_corpus *, const struct mdm_cert *);

/* All with that subject, or that key; NULL: none. */
const struct mdm_entry_list *mdm_corpus_by_subject(
    const struct mdm_corpus *, struct mdm_str subject_key);
const struct mdm_entry_list *mdm_corpus_by_key(
    const struct mdm_corpus *, const struct mdm_cert *);

/*
 * Is the certificate deployed as trust by a profile of one of these
 * platforms (bits)?  The use, or NULL.  mdm_deployed_to also asks the store.
 */
const struct mdm_use *mdm_deployed(
    const struct mdm_cert_entry *, unsigned platforms);
const struct mdm_use *mdm_deployed_to(
    const struct mdm_cert_entry *, unsigned platforms, enum mdm_store);

/* Deployed by profiles of that platform to Untrusted and nowhere else. */
bool mdm_only_untrusted(const struct mdm_cert_entry *);

/* The answer saved for one of the profile's URLs, or NULL. */
const struct mdm_answer *mdm_answer_for(
    const struct mdm_corpus *, const struct mdm_profile *);

/* The same for one URL, without regard to profiles. */
const struct mdm_answer *mdm_answer_for_url(
    const struct mdm_corpus *, struct mdm_str url);

/*
 * The CA certificate of an answer that a profile for Windows had better be
 * bound to: an issuing CA rather than a root.  NULL: there is none.
 */
const struct mdm_cert *mdm_answer_ca(const struct mdm_answer *);

/* rules.md section 4: for matching only. */
struct mdm_str mdm_url_key(struct mdm_arena *, struct mdm_str url);

/* Number of refs of a role that resolve, over profiles of the platforms. */
size_t mdm_resolved_refs(
    const struct mdm_corpus *, enum mdm_ref_role, unsigned platforms);

/* Number of trusted certificate profiles of the platforms. */
size_t mdm_trust_profiles(const struct mdm_corpus *, unsigned platforms);

#endif
