/* SPDX-License-Identifier: MIT */
#ifndef MDM_SYNTAX_BPLIST_TABLE_H
#define MDM_SYNTAX_BPLIST_TABLE_H

#include "syntax/node.h"

/*
 * The layout of a binary property list: objects that name each other by
 * number, a table of their offsets, and a trailer that tells how wide numbers
 * and offsets are (comments in Apple's CFBinaryPList.c).
 */
struct mdm_bplist {
	struct mdm_str bytes;
	uint64_t n, top; /* objects, and which of them holds the others */
	size_t table;	 /* offset of the table, behind all objects */
	unsigned offset_size, ref_size;
};

struct mdm_bplist_object {
	enum mdm_node_kind kind;
	/* The content of plain values, the whole object of others. */
	uint32_t off, len;
	uint32_t n;    /* array: elements; dictionary: pairs */
	uint32_t refs; /* offset of the first element's or key's number */
};

/* Numbers of a dictionary's keys stand before those of its values. */
uint64_t mdm_bplist_ref(
    const struct mdm_bplist *, const struct mdm_bplist_object *, size_t i);

/* NULL, or what is wrong with the object of that number. */
const char *mdm_bplist_object(
    const struct mdm_bplist *, uint64_t number, struct mdm_bplist_object *ret);

/*
 * Is all that hangs on the top whole, within the limits, and free of objects
 * that hold themselves?  Objects may be named many times, and a few bytes can
 * so stand for any amount of values; other readers follow without counting.
 * False leaves a defect in the document.
 */
bool mdm_bplist_open(struct mdm_doc *, struct mdm_bplist *ret);

#endif
