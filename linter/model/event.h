/* SPDX-License-Identifier: MIT */
#ifndef MDM_MODEL_EVENT_H
#define MDM_MODEL_EVENT_H

/*
 * What devices say: events about certificate enrolment, whatever file they
 * came in, and what a diagnostics report says was delivered.  Filled by load/,
 * const from there on.
 */
#include "model/profile.h"

enum mdm_provider {
	MDM_PROVIDER_UNKNOWN, /* a fragment that names none */
	/* Microsoft-Windows-DeviceManagement-Enterprise-Diagnostics-Provider */
	MDM_PROVIDER_MDM,
	/* Microsoft-Windows-CertificateServicesClient-CertEnroll */
	MDM_PROVIDER_CERTENROLL,
	/* No Windows event: a line in the log of a SCEP client or server. */
	MDM_PROVIDER_TRANSFER
};

/* "event log of the MDM client", ...: for messages. */
const char *mdm_provider_title(enum mdm_provider);

/* What an event says about an enrolment; ids are those of Windows. */
enum mdm_event_kind {
	MDM_EVENT_STARTED,	  /* 306: the profile was taken over */
	MDM_EVENT_REQUESTED,	  /* 36: the request was made */
	MDM_EVENT_INSTALLED,	  /* 39 */
	MDM_EVENT_ENDED,	  /* 309: how it ended, with a result */
	MDM_EVENT_FAILED,	  /* 32: the result */
	MDM_EVENT_NOT_BEGUN,	  /* 307: server and CA that were expected */
	MDM_EVENT_REFUSED,	  /* 301-305, 308, 310: the CSP said no */
	MDM_EVENT_COMMAND_FAILED, /* 404: a node could not be written */
	MDM_EVENT_NO_CONTACT,	  /* 86: before the request was sent */
	MDM_EVENT_REJECTED,	  /* 87: request or answer */
	MDM_EVENT_ASKED		  /* transfers: the server was asked */
};

/*
 * The thumbprint of a CA in event 307.  The text of that event ends after 256
 * characters, so digits may be missing behind a long URL.
 */
struct mdm_event_thumbprint {
	struct mdm_str text;   /* as spelled, cut or not; absent: none */
	struct mdm_str digits; /* lower-case hex; n == 0: no thumbprint */
	bool cut;	       /* the text ends before the thumbprint does */
	struct mdm_at at;
};

struct mdm_event {
	const struct mdm_file *file;
	struct mdm_at at; /* the event, or the sentence that tells of it */
	enum mdm_provider provider;
	enum mdm_event_kind kind;
	unsigned id;  /* 0: none is told, and the text leaves it open */
	bool id_told; /* false: concluded from the text */

	bool timed;
	bool local_time; /* of the device, whose zone is not told */
	int64_t time;	 /* milliseconds since 1970 */
	bool numbered;
	uint64_t record; /* rises in each log of a device */

	struct mdm_str computer; /* as spelled, or absent */
	struct mdm_str user;	 /* name or SID, or absent */
	enum mdm_scope scope;	 /* of the certificate, if told */
	struct mdm_field url;
	bool url_cut; /* the text ends before the URL does */
	struct mdm_event_thumbprint ca;
	struct mdm_field unique_id; /* of the CSP's node */
	struct mdm_str policy_id;   /* GUID within unique_id, or absent */
	struct mdm_str stage;	    /* "GetCACaps", ..., or absent */
	struct mdm_str node;	    /* 404: URI of the CSP's node */

	bool has_code;
	uint32_t code; /* HRESULT; digits that are cut off are no code */
	struct mdm_at code_at;
};

/* A node that a diagnostics report lists among the MDM's resources. */
struct mdm_delivered {
	const struct mdm_file *file;
	struct mdm_at at;
	struct mdm_str node;  /* "./device/Vendor/MSFT/..." */
	struct mdm_str owner; /* "device" or a SID */
	enum mdm_scope scope;
	enum mdm_store store; /* NONE: not a store's node */
	bool has_sha1;
	uint8_t sha1[20];	  /* of a certificate in `store` */
	struct mdm_str unique_id; /* of a SCEP certificate, or absent */
};

/*
 * Fewer digits than these say too little: 16 of 40 leave a chance of one in
 * 2^64 for another certificate.
 */
enum { MDM_FEWEST_DIGITS = 16 };

/* Can the thumbprint be compared at all? */
bool mdm_event_has_thumbprint(const struct mdm_event *);

/* Is it, as far as the event tells, that SHA-1 of 40 digits? */
bool mdm_event_agrees(const struct mdm_event *, struct mdm_str sha1_hex);

/*
 * Windows enrols a key of its TPM (AIK) with Microsoft's own service: its
 * failures have nothing to do with any profile.
 */
bool mdm_event_is_noise(const struct mdm_event *);

/* An event that something went wrong. */
bool mdm_event_is_failure(const struct mdm_event *);

/* "2026-05-30 08:14:02 UTC"; without zone if it is the device's time. */
struct mdm_str mdm_event_time(struct mdm_arena *, const struct mdm_event *);

#endif
