/* SPDX-License-Identifier: MIT */
#ifndef MDM_LOAD_EVENT_H
#define MDM_LOAD_EVENT_H

/*
 * From what a reader finds in an event to struct mdm_event: decoded by
 * provider and id; text is looked at only where the data are not there.
 */
#include "load/load.h"

/* One value of EventData, or a text; views into the document. */
struct mdm_event_value {
	struct mdm_str name; /* "HRESULT"; absent: the position counts */
	struct mdm_str text;
	struct mdm_at at; /* of the text */
};

enum { MDM_MOST_EVENT_VALUES = 16 };

/* An event as a reader meets it; what is not there stays zero. */
struct mdm_event_draft {
	struct mdm_at at;
	struct mdm_str provider, channel; /* as spelled */
	struct mdm_str id, time, record, computer, user;
	struct mdm_event_value values[MDM_MOST_EVENT_VALUES];
	size_t nvalues;
	struct mdm_event_value message; /* the text, if any */
};

/* What became of a draft. */
enum mdm_event_fate {
	MDM_EVENT_FOREIGN,    /* of another provider, or of none */
	MDM_EVENT_IRRELEVANT, /* of one of ours, and not about enrolment */
	MDM_EVENT_TAKEN	      /* facts->events has it */
};

enum mdm_event_fate mdm_event_take(
    struct mdm_loading *, const struct mdm_event_draft *);

/* A line of another log: what it says is said already. */
struct mdm_transfer {
	struct mdm_at at;
	enum mdm_event_kind kind;
	const char *stage; /* or NULL */
	struct mdm_str time;
	struct mdm_event_value url, unique_id; /* .text absent: none */
	bool has_code;
	uint32_t code;
};

void mdm_event_take_transfer(struct mdm_loading *, const struct mdm_transfer *);

/*
 * Is the file named on the command line, or called like a log?  Documentation
 * quotes events as well.
 */
bool mdm_event_may_be_log(const struct mdm_loading *);

/* Log files can be made that consist of such events only. */
enum { MDM_MOST_EVENTS = 100000 };

/* Have they been reached?  Then nothing more is to be read. */
bool mdm_events_full(const struct mdm_loading *);

/* The line that begins at `at`, without its line feed. */
struct mdm_str mdm_event_line_at(struct mdm_str text, size_t at);

/*
 * Does a sentence of an event that we know begin here, or somewhere in the
 * line?  Its offset, or SIZE_MAX.  *ret_long: more paragraphs belong to it.
 */
size_t mdm_event_phrase(struct mdm_str line, bool *ret_long);

/*
 * The moment of an event: RFC 3339 as in the XML, or as Windows writes it for
 * people.  A date that can be read in two ways is month/day where AM or PM
 * follows, else day/month.  *ret_local: no zone is told.
 */
bool mdm_event_time_parse(
    struct mdm_str, int64_t *ret_milliseconds, bool *ret_local);

/* The outer formats; in the table of load.c. */
extern const struct mdm_format mdm_format_event_xml;   /* eventxml.c */
extern const struct mdm_format mdm_format_event_file;  /* eventfile.c */
extern const struct mdm_format mdm_format_event_csv;   /* eventcsv.c */
extern const struct mdm_format mdm_format_event_text;  /* eventtext.c */
extern const struct mdm_format mdm_format_event_lines; /* eventlines.c */
extern const struct mdm_format mdm_format_diagreport;  /* diagreport.c */

struct mdm_node;
/* One <Event> element. */
enum mdm_event_fate mdm_event_of_xml(struct mdm_loading *, struct mdm_node *);

#endif
