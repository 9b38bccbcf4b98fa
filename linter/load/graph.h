/* SPDX-License-Identifier: MIT */
#ifndef MDM_LOAD_GRAPH_H
#define MDM_LOAD_GRAPH_H

/*
 * Microsoft Graph objects, whichever tool wrote them down.  Private to
 * load/; export.c finds the objects, graph.c reads one.
 */
#include "load/fields.h"

/* A navigation property that points at other profiles (graph.md 1b-1f). */
struct mdm_ref_row {
	const char *property;
	enum mdm_ref_role role;
	bool collection;
};

enum { MDM_MOST_REF_ROWS = 6 };

/* One @odata.type. */
struct mdm_graph_type {
	const char *name; /* without "#microsoft.graph." */
	enum mdm_profile_kind kind;
	enum mdm_platform platform;
	const struct mdm_ref_row *refs; /* ends with property == NULL */
};

/* "#microsoft.graph.x", "microsoft.graph.x" or "x"; NULL: not known. */
const struct mdm_graph_type *mdm_graph_type_find(struct mdm_str type);

/* `type` without "#" and "microsoft.graph.". */
struct mdm_str mdm_graph_type_name(struct mdm_str type);

/* A configuration without certificate business: worth a name, no more. */
bool mdm_graph_type_is_other(struct mdm_str type);

/* The types by position, for tests and docs; NULL behind the last. */
const struct mdm_graph_type *mdm_graph_type_at(size_t index);

/* What the surroundings say about an object. */
struct mdm_graph_context {
	enum mdm_form form;  /* of the layout it stood in */
	struct mdm_str type; /* @odata.context's cast, file name; or absent */
	struct mdm_str id, name; /* of a table row; or absent */
	enum mdm_platform platform;
	enum mdm_profile_kind kind; /* expected; 0: any */
	bool expanded;		    /* stands inside another object */
};

/*
 * Load one object; NULL if it is no profile.  *ret_other is set when it is a
 * Graph object all the same, so that nobody looks inside.
 */
struct mdm_profile *mdm_graph_object(struct mdm_loading *,
    struct mdm_node *object, const struct mdm_graph_context *, bool *ret_other);

/* The parts of an object; each fills its part of the profile. */
struct mdm_graph_reading {
	struct mdm_loading *loading;
	struct mdm_profile *profile;
	struct mdm_node *object;
	const struct mdm_graph_type *type;
	const struct mdm_graph_context *context;
	size_t own; /* properties of its kind that were there */
};

void mdm_graph_trust(struct mdm_graph_reading *);
void mdm_graph_enrolment(struct mdm_graph_reading *);
void mdm_graph_network(struct mdm_graph_reading *);
void mdm_graph_account(struct mdm_graph_reading *);
void mdm_graph_custom(struct mdm_graph_reading *);
void mdm_graph_cloud(struct mdm_graph_reading *);
void mdm_graph_education(struct mdm_graph_reading *);
void mdm_graph_refs(struct mdm_graph_reading *);
void mdm_graph_assignments(struct mdm_graph_reading *);

/*
 * Is `node` (array, object) nothing but assignments?  Then they are read into
 * facts->loose, under the name of the profile's file.
 */
bool mdm_graph_loose_assignments(struct mdm_loading *, struct mdm_node *);

/*
 * The GUID in the text, lower case in the keep arena; absent when there is
 * none, or it is all zeros.
 */
struct mdm_str mdm_guid_of(struct mdm_arena *, struct mdm_str text);

/* Does a whole text spell a GUID, all zeros included? */
bool mdm_is_guid(struct mdm_str text);

/* A copy with ASCII letters in lower case. */
struct mdm_str mdm_str_lower(struct mdm_arena *, struct mdm_str);

/* Path of the file, its last part, the folder above, and that one's name. */
struct mdm_file_name {
	struct mdm_str folder, base, stem, parent;
};
struct mdm_file_name mdm_file_name_of(struct mdm_str path);

/* Field tables, for docs/formats/ and tests. */
extern const struct mdm_field_row mdm_trust_rows[];
extern const struct mdm_field_row mdm_enrolment_rows[];
extern const struct mdm_field_row mdm_network_rows[];
extern const struct mdm_field_row mdm_cloud_rows[];

#endif
