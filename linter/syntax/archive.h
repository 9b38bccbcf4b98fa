/* SPDX-License-Identifier: MIT */
#ifndef MDM_SYNTAX_ARCHIVE_H
#define MDM_SYNTAX_ARCHIVE_H

#include "base/str.h"

/*
 * Archives in memory, one member after the other.  Nothing is ever written,
 * so names may be what they like.  Needs libarchive, which is opened when the
 * first archive comes along.
 */

/* "zip archive", "gzip file", ..., by the first bytes; NULL: it is none. */
const char *mdm_archive_kind(struct mdm_str bytes);

/* What an archive and all archives in it may cost together. */
struct mdm_archive_budget {
	size_t members, bytes; /* that are left */
	unsigned levels;       /* of archives in archives */
	size_t member_bytes;   /* of one member; not used up */
};

struct mdm_archive_budget mdm_archive_budget_of(size_t max_file_size);

enum mdm_archive_status {
	MDM_ARCHIVE_MEMBER,  /* there is one more */
	MDM_ARCHIVE_END,     /* that was all */
	MDM_ARCHIVE_FOREIGN, /* compressed, or a document; no archive */
	MDM_ARCHIVE_UNREAD,  /* of a kind that is not read */
	MDM_ARCHIVE_DAMAGED, /* the rest cannot be read */
	MDM_ARCHIVE_LIMIT,   /* the rest was not read */
	MDM_ARCHIVE_NO_LIBRARY
};

/* A regular file in the archive; good until the next one is asked for. */
struct mdm_archive_member {
	struct mdm_str name; /* as the archive spells it, '/' separated */
	struct mdm_str bytes;
	bool encrypted; /* there are no bytes */
	bool too_big;	/* likewise */
	bool damaged;	/* likewise; others may be whole */
};

/* The bytes and the budget are borrowed. */
struct mdm_archive;
struct mdm_archive *mdm_archive_open(
    struct mdm_str bytes, struct mdm_archive_budget *);
void mdm_archive_close(struct mdm_archive *);

/* Folders, links and devices are passed over. */
enum mdm_archive_status mdm_archive_next(
    struct mdm_archive *, struct mdm_archive_member *ret_member);

/* What is wrong with it, or which limit was met; good until it is closed. */
const char *mdm_archive_problem(const struct mdm_archive *);

#endif
