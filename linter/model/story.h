/* SPDX-License-Identifier: MIT */
#ifndef MDM_MODEL_STORY_H
#define MDM_MODEL_STORY_H

/*
 * Events in their order: attempts to enrol, and all attempts of one device
 * with one SCEP server.  Built by engine/link_events.c from everything that
 * the set's logs tell.
 */
#include "model/event.h"

enum mdm_outcome {
	MDM_OUTCOME_OPEN, /* the logs do not tell */
	MDM_OUTCOME_FAILED,
	MDM_OUTCOME_SUCCEEDED
};

/* Events that belong to one try. */
struct mdm_attempt {
	const struct mdm_event **events; /* in order; at least one */
	size_t n;
	enum mdm_outcome outcome;
	/* The one that tells each of these, or NULL. */
	const struct mdm_event *url, *expects, *coded, *unique_id;
};

struct mdm_story {
	struct mdm_str device; /* "" where no event names one */
	struct mdm_str url; /* of the server, without what Windows adds; "" */
	struct mdm_str url_key;	      /* mdm_url_key(); "" */
	bool url_cut;		      /* the log has its beginning only */
	struct mdm_attempt *attempts; /* oldest first, if `ordered` */
	size_t nattempts;
	bool ordered; /* times or record numbers tell what came first */
	bool windows; /* an event of Windows is among them */
	bool noise;   /* Windows' own enrolment of a TPM key */

	/* SCEP profiles of the set that the attempts are about. */
	const struct mdm_profile **profiles;
	size_t nprofiles;
	bool by_id; /* the device named the profile itself */
};

/* The attempt that says how things stand: the last one with an outcome. */
const struct mdm_attempt *mdm_story_last(const struct mdm_story *);

/* The last one that failed, or NULL. */
const struct mdm_attempt *mdm_story_failure(const struct mdm_story *);

/* Did it work after the last failure? */
bool mdm_story_recovered(const struct mdm_story *);

size_t mdm_story_count(const struct mdm_story *, enum mdm_outcome);

/* The event of an attempt that a report points at. */
const struct mdm_event *mdm_attempt_event(const struct mdm_attempt *);

#endif
