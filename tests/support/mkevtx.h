/* SPDX-License-Identifier: MIT */
#ifndef MDM_TESTS_MKEVTX_H
#define MDM_TESTS_MKEVTX_H

#include "base/arena.h"

/*
 * Windows event log files (.evtx), as small as they can be: one chunk of
 * 64 KB, each event an instance of a template that stands in front of its
 * first use.  The same events give the same bytes.
 */
enum mkevtx_type { MKEVTX_TEXT, MKEVTX_ANSI, MKEVTX_HEX32 };

struct mkevtx_value {
	const char *name; /* of the Data element */
	enum mkevtx_type type;
	struct mdm_str text;
	uint32_t number; /* HEX32 */
};

struct mkevtx_event {
	const char *provider, *channel, *computer;
	unsigned id, level;
	int64_t time; /* milliseconds since 1970 */
	uint64_t record;
	const struct mkevtx_value *values;
	size_t nvalues;
};

/* Absent when the events do not fit into the chunk. */
struct mdm_str mkevtx(
    struct mdm_arena *, const struct mkevtx_event *, size_t n);

/* Puts the checksums of header and chunk right again: for hostile files. */
void mkevtx_seal(char *file, size_t n);

#endif
