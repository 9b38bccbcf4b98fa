/* SPDX-License-Identifier: MIT */
#ifndef MDM_SYNTAX_LATE_H
#define MDM_SYNTAX_LATE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Libraries for syntaxes that few runs meet.  They are not linked but opened
 * by the reader that needs them, so that no other run pays for loading them.
 *
 *	struct api {
 *		MDM_LATE(archive_read_new);
 *		MDM_LATE(archive_read_free);
 *	};
 *	static const struct mdm_late_symbol symbols[] = {
 *		MDM_LATE_SYMBOL(struct api, archive_read_new),
 *		MDM_LATE_SYMBOL(struct api, archive_read_free),
 *		{ NULL, 0 },
 *	};
 *	struct api api;
 *
 *	if (!mdm_late_open(MDM_LATE_ARCHIVE, symbols, &api))
 *		...
 *	a = api.archive_read_new();
 *
 * CMake's mdm_late(ARCHIVE libarchive) finds the headers, gives the library's
 * option and defines MDM_LATE_ARCHIVE, the name to open; where the build does
 * without the library the name is not defined.
 */
struct mdm_late_symbol {
	const char *name; /* NULL: the end of the table */
	size_t offset;	  /* of its pointer in the caller's struct */
};

/* A member that points at a function of the library's header. */
/* NOLINTNEXTLINE(bugprone-macro-parentheses): it is a declarator */
#define MDM_LATE(function) __typeof__(function) *function
#define MDM_LATE_SYMBOL(type, function)                                        \
	{                                                                      \
#function, offsetof(type, function)                            \
	}

/*
 * Opens the library if nobody has, and fills the pointers.  False: it is not
 * on this machine, or is not the one whose headers were used.  Safe in every
 * thread, and cheap enough to be called for each document: the dynamic linker
 * remembers, so nobody else has to.  A library once opened stays.
 */
bool mdm_late_open(
    const char *library, const struct mdm_late_symbol *, void *ret_api);

#endif
