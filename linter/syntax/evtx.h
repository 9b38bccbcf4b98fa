/* SPDX-License-Identifier: MIT */
#ifndef MDM_SYNTAX_EVTX_H
#define MDM_SYNTAX_EVTX_H

#include "base/arena.h"

struct mdm_doc;

enum { MDM_MOST_EVTX_STRINGS = 16 };

/* One record of an event log file; the texts are good until the next one. */
struct mdm_evtx_record {
	uint32_t off, len; /* in the file; 0, 0: nobody knows */
	uint64_t number;
	int64_t time; /* milliseconds since 1970 */
	uint32_t id;
	struct mdm_str provider, computer, user;       /* UTF-8 */
	struct mdm_str strings[MDM_MOST_EVTX_STRINGS]; /* of EventData */
	size_t nstrings;
};

/* False: this record is enough. */
typedef bool mdm_evtx_visit(void *ctx, const struct mdm_evtx_record *);

enum mdm_evtx_end {
	MDM_EVTX_READ,
	MDM_EVTX_DAMAGED,  /* some or all of it could not be read */
	MDM_EVTX_TOO_MANY, /* more records than anybody reads */
	MDM_EVTX_NO_LIBRARY
};

/*
 * Windows event log files (.evtx).  libevtx decodes their binary XML; its text
 * of an event is not used, as it does not escape what the event says.  Events
 * of other providers than these (parts of names; ends with NULL) are not
 * visited.
 */
enum mdm_evtx_end mdm_evtx_walk(struct mdm_doc *, const char *const *providers,
    mdm_evtx_visit *, void *ctx);

#endif
