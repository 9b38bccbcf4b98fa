/* SPDX-License-Identifier: MIT */
#ifndef MDM_LOAD_FIELDS_H
#define MDM_LOAD_FIELDS_H

#include "load/load.h"

/*
 * A payload's keys as data: one row per property.  Reading, "unknown key"
 * detection, docs/formats/ and the fuzz dictionaries come from these tables.
 */
enum mdm_field_kind {
	MDM_F_TEXT,   /* string -> struct mdm_field */
	MDM_F_NUMBER, /* number -> struct mdm_field, value as spelled */
	MDM_F_BOOL,   /* boolean -> struct mdm_field, "true" or "false" */
	MDM_F_LIST,   /* array of strings -> struct mdm_fields */
	MDM_F_FLAGS,  /* "a,b" string or array -> struct mdm_field "a,b" */
	MDM_F_SECRET, /* string -> struct mdm_secret of the profile */
	MDM_F_HANDLED /* read by code; the row documents the key */
};

struct mdm_field_row {
	const char *key;
	enum mdm_field_kind kind;
	size_t offset;	 /* of the member in the target struct */
	const char *doc; /* what it is, for docs/formats/ */
	int secret;	 /* MDM_F_SECRET: enum mdm_secret_kind */
};

/* Ends a table. */
#define MDM_FIELDS_END                                                         \
	{                                                                      \
		.key = NULL                                                    \
	}

/*
 * Read the rows from `object` into `target`.  Keys that are annotations
 * (beginning with '#', containing '@') are never fields (graph.md 1g).
 * Returns how many of the rows' keys were there.
 */
size_t mdm_fields_read(struct mdm_loading *, struct mdm_profile *,
    const struct mdm_node *object, const struct mdm_field_row *rows,
    void *target);

/* One scalar; absent for NULL. */
struct mdm_field mdm_field_of(struct mdm_loading *, struct mdm_node *);
struct mdm_fields mdm_fields_of(struct mdm_loading *, struct mdm_node *);

/*
 * A secret of the profile: kind, place and length, not the value.  NULL when
 * there is nothing in it.  The node's text is masked in every excerpt.
 */
struct mdm_secret *mdm_secret_add(struct mdm_loading *, struct mdm_profile *,
    enum mdm_secret_kind, struct mdm_node *);

/*
 * Graph's documentation fills properties with their own name: the property
 * "scepServerUrls" says "Scep Server Urls value".
 */
bool mdm_echoes_key(struct mdm_str key, struct mdm_str value);

#endif
