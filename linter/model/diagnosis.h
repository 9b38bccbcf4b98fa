/* SPDX-License-Identifier: MIT */
#ifndef MDM_MODEL_DIAGNOSIS_H
#define MDM_MODEL_DIAGNOSIS_H

/*
 * What a story and the profiles of the set add up to.  The rules of the LOG
 * family and the command `diagnose` ask the same question here.
 */
#include "model/corpus.h"
#include "model/hresult.h"

enum mdm_conclusion {
	MDM_CONCLUDE_PENDING,	  /* begun, and no log tells how it ended */
	MDM_CONCLUDE_NOISE,	  /* Windows' own enrolment of a TPM key */
	MDM_CONCLUDE_WORKS,	  /* it never failed */
	MDM_CONCLUDE_WORKS_NOW,	  /* it failed before, and no longer does */
	MDM_CONCLUDE_WRONG_CERT,  /* the profile binds a CA that is not the
				      server's */
	MDM_CONCLUDE_SUPERSEDED,  /* and that has been renewed, or is over */
	MDM_CONCLUDE_UNDELIVERED, /* the device used another CA than the
				      profile binds by now */
	MDM_CONCLUDE_UNKNOWN_CA,  /* a CA that nothing in the set has */
	MDM_CONCLUDE_UNTRUSTED,	  /* a chain that the device does not trust */
	MDM_CONCLUDE_SERVER,	  /* the server, its CA, or the way there */
	MDM_CONCLUDE_PROFILE,	  /* another value of the profile */
	MDM_CONCLUDE_DEVICE,	  /* TPM, key storage, edition */
	MDM_CONCLUDE_UNEXPLAINED  /* it failed with a code nobody knows */
};

/* "wrong-certificate", ...: in JSON; and a sentence for people. */
const char *mdm_conclusion_name(enum mdm_conclusion);
const char *mdm_conclusion_title(enum mdm_conclusion);

struct mdm_diagnosis {
	enum mdm_conclusion conclusion;
	const struct mdm_attempt *attempt; /* that it is about, or NULL */
	const struct mdm_hresult *code;	   /* NULL: none, or unknown */
	const struct mdm_event *expects;   /* that names the CA, or NULL */
	/* The certificates whose SHA-1 begins as the event says. */
	const struct mdm_cert_entry *expected; /* the first, or NULL */
	size_t matching;
	/* The SCEP profile in question, and what it binds; or NULL. */
	const struct mdm_profile *profile;
	const struct mdm_cert *bound;
	struct mdm_str bound_digits; /* its SHA-1; absent: not exported */
	bool differs; /* no profile of the story binds what the event names */
	/* Saved from the server, or NULL. */
	const struct mdm_answer *answer;
	/* What the profile ought to bind; NULL: cannot be said. */
	const struct mdm_cert *right;
	bool right_proven; /* the server presents it */
};

/* `now`: seconds since 1970, for CAs that are over. */
struct mdm_diagnosis mdm_diagnose(
    const struct mdm_corpus *, const struct mdm_story *, int64_t now);

/* The first certificate whose SHA-1 the event names, and how many. */
const struct mdm_cert_entry *mdm_event_certificate(
    const struct mdm_corpus *, const struct mdm_event *, size_t *ret_n);

/*
 * The SHA-1 that a SCEP profile makes devices expect: of the certificate it
 * is bound to, else as it is spelled; absent where the export drops it.
 */
struct mdm_str mdm_bound_sha1(
    const struct mdm_profile *, const struct mdm_cert **ret_cert);

/* Does a diagnostics report say that this certificate was delivered? */
const struct mdm_delivered *mdm_delivered_cert(
    const struct mdm_corpus *, const struct mdm_cert *);

#endif
