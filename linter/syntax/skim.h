/* SPDX-License-Identifier: MIT */
#ifndef MDM_SYNTAX_SKIM_H
#define MDM_SYNTAX_SKIM_H

#include "base/str.h"

/*
 * What would make a JSON document worth reading.  Made of the lists of all
 * loaders; see mdm_format.keys in load/load.h.
 */
enum { MDM_MOST_KEY_LISTS = 16 };

struct mdm_interest {
	const char *const *lists[MDM_MOST_KEY_LISTS];
	size_t nlists;
	uint64_t lengths; /* bit n: some key has n bytes */
	uint32_t firsts;  /* bit n: some key begins with n, see key_bit() */
	/* Of a value of "@odata.type" or "@odata.context", decoded. */
	bool (*type)(struct mdm_str);
};

/* Keys are compared with ASCII letters folded; at most 63 bytes each. */
void mdm_interest_add(struct mdm_interest *, const char *const *keys);

/*
 * True: the text is well-formed JSON within all limits of json.c, and no key,
 * type or value in it is of interest, wherever it stands; nor does a string
 * hold JSON or what could be a certificate.  Reading it would make a tree
 * that every loader turns down.  False says nothing: the reader decides.
 *
 * Keys are compared decoded, so that no escape hides one.
 */
bool mdm_json_skim(struct mdm_str text, const struct mdm_interest *);

#endif
