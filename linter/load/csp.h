/* SPDX-License-Identifier: MIT */
#ifndef MDM_LOAD_CSP_H
#define MDM_LOAD_CSP_H

/*
 * The configuration service providers of Windows that have to do with
 * certificates, as data, and what is made of commands to their nodes.
 */
#include "load/fields.h"

/* All nodes, row by row; NULL behind the last.  For docs/formats and tests. */
const struct mdm_csp_node *mdm_csp_node_at(size_t index);

/* "ClientCertificateInstall/SCEP", ...: the part of the tree. */
const char *mdm_csp_name(enum mdm_csp);

/* One step of the way to a node, and where it is written. */
struct mdm_segment {
	struct mdm_str text;
	struct mdm_at at;
};

/*
 * Find the node of a way (without "." and the scope's segments; they are
 * looked for): fills csp, node, unknown, nearest, name and leaf of the
 * command.
 */
void mdm_csp_resolve(struct mdm_loading *, const struct mdm_segment *, size_t n,
    struct mdm_command *);

/* Split command->uri, set scope, and resolve. */
void mdm_csp_resolve_uri(struct mdm_loading *, struct mdm_command *);

/* A command while it is read: the record and the value it carries. */
struct mdm_csp_write {
	struct mdm_command command;
	struct mdm_node *holder; /* of the command: its place */
	/*
	 * The value's node, NULL if there is none.  `text` is the value where
	 * the node spells it in another way (base64 of XML), else absent.
	 */
	struct mdm_node *value;
	struct mdm_str text;
	struct mdm_str bytes; /* of which `text` was decoded, or absent */
	bool unresolved;      /* the exporter left the secret behind */
};

struct mdm_csp_writes {
	MDM_VEC(struct mdm_csp_write) list;
};

/*
 * A message and the profiles that its commands add up to.  Without any
 * command to one of the nodes above it becomes a profile of kind MDM_OTHER.
 */
struct mdm_profile *mdm_csp_message(struct mdm_loading *,
    struct mdm_node *object, enum mdm_dialect, struct mdm_str name,
    struct mdm_csp_writes *);

#endif
