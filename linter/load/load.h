/* SPDX-License-Identifier: MIT */
#ifndef MDM_LOAD_LOAD_H
#define MDM_LOAD_LOAD_H

/*
 * From trees to profiles.  A loader never judges: it fills fields and leaves
 * absent what is absent.  It normalises once, so that no rule knows the
 * dialect of a tool.
 */
#include "model/corpus.h"
#include "syntax/archive.h"
#include "syntax/source.h"

/* IntuneBackupAndRestore keeps assignments in files of their own. */
struct mdm_loose_assignments {
	struct mdm_str base_name; /* of the profile's file */
	struct mdm_str folder;	  /* that holds the profile's file */
	struct mdm_assignment *assignments;
	size_t n;
	struct mdm_at at;
};

struct mdm_member;

/* What one file gave.  Everything in it lives in the worker's keep arena. */
struct mdm_facts {
	struct mdm_file file;
	MDM_VEC(struct mdm_profile *) profiles;
	MDM_VEC(struct mdm_carrier *) carriers; /* profiles' and the file's */
	MDM_VEC(struct mdm_loose_assignments) loose;
	MDM_VEC(struct mdm_event *) events; /* in the order of the file */
	MDM_VEC(struct mdm_delivered *) delivered;
	MDM_VEC(struct mdm_comment) comments; /* of XML, keep arena */
	/*
	 * What was not understood about a recognised object and why, in words
	 * that end a sentence "not checked: ..."; equal ones are merged.
	 */
	MDM_VEC(struct mdm_str) notes;
	/* Archives: they get their places among the inputs later. */
	MDM_VEC(struct mdm_member *) members;
};

/* One worker's state while it loads file after file. */
struct mdm_loader {
	struct mdm_arena *keep;	   /* outlives the run */
	struct mdm_arena *scratch; /* reset for each file */
	struct mdm_cert_cache certs;
	struct mdm_buffer buffer;
	size_t max_file_size;
	struct mdm_archive_budget *budget; /* of an archive, while in it */
	/* See mdm_load_interest; NULL: every document is read in full. */
	const struct mdm_interest *interest;
};

/* What an input is for. */
enum mdm_input_role {
	MDM_INPUT_LINT,
	MDM_INPUT_KNOWN_CERTS, /* certificates only, not linted */
	MDM_INPUT_GETCACERT
};

struct mdm_input {
	struct mdm_str name;  /* as it is to be reported */
	struct mdm_str bytes; /* p != NULL: not on disk (standard input) */
	enum mdm_input_role role;
	size_t set;
	bool named;	    /* on the command line, not found by walking */
	struct mdm_str url; /* GETCACERT: the URL it answers */
};

/* A file in an archive: an input of its own, and what it gave. */
struct mdm_member {
	struct mdm_input input; /* "archive!member"; its bytes are gone */
	struct mdm_facts facts;
};

/*
 * Reads and loads one input into `facts` (zeroed by the caller).  Returns
 * MDM_ERR_IO with errno when it cannot be read; every defect of the content
 * is recorded in facts->file.  The scratch arena is free again afterwards.
 */
enum mdm_status mdm_load(struct mdm_loader *, const struct mdm_input *,
    size_t index, struct mdm_facts *) MDM_MUST_USE;

/* The facts were copied to here: what refers to their file follows. */
void mdm_facts_moved(struct mdm_facts *);

/* The keys and types that make a JSON document worth reading. */
void mdm_load_interest(struct mdm_interest *);

struct mdm_graph_context;
struct mdm_cms;

/* The CSP node whose value holds this document. */
struct mdm_outer {
	enum mdm_csp csp; /* MDM_CSP_WIFI, ..._WIRED, ..._VPN */
	enum mdm_scope scope;
	enum mdm_dialect dialect;
	struct mdm_field name; /* {SSID}, {ProfileName} of the LocURI */
	const void *document;  /* for mdm_profile.document */
};

/* What a loader gets. */
struct mdm_loading {
	struct mdm_loader *loader;
	struct mdm_facts *facts;
	struct mdm_doc *doc;
	struct mdm_arena *keep; /* = loader->keep */
	const struct mdm_input *input;
	unsigned depth; /* documents within documents */
	/* What the outer document says about the objects of this one. */
	const struct mdm_graph_context *context;
	const struct mdm_outer *outer; /* NULL: no node holds it */
	const struct mdm_cms *wrapper; /* what the document was signed with */
	/*
	 * The document is part of this profile (EAP or WLAN inside a Graph
	 * profile): network profiles fill it instead of making another one.
	 */
	struct mdm_profile *into;
};

/*
 * One outer format.  `recognises` looks at the tree only; `load` returns
 * false when nothing in the document turned out to be ours.
 */
struct mdm_format {
	const char *name; /* as --files prints it */
	/*
	 * Formats that are JSON, also within strings: keys of which each of
	 * their documents has at least one, in any case of letters.  What has
	 * none of any format's keys is never read; test load.skim compares.
	 */
	const char *const *keys;
	bool (*recognises)(const struct mdm_doc *);
	bool (*load)(struct mdm_loading *);
};

extern const struct mdm_format mdm_format_graph;    /* load/export.c */
extern const struct mdm_format mdm_format_certfile; /* load/certfile.c */
extern const struct mdm_format
    mdm_format_mobileconfig;			       /* load/mobileconfig.c */
extern const struct mdm_format mdm_format_syncml;      /* load/syncml.c */
extern const struct mdm_format mdm_format_wap;	       /* load/wap.c */
extern const struct mdm_format mdm_format_network;     /* load/network.c */
extern const struct mdm_format mdm_format_onc;	       /* load/onc.c */
extern const struct mdm_format mdm_format_android;     /* load/android.c */
extern const struct mdm_format mdm_format_declaration; /* load/declaration.c */

/* New records in the keep arena, already listed in the facts. */
struct mdm_profile *mdm_load_profile(struct mdm_loading *,
    enum mdm_profile_kind, enum mdm_platform, struct mdm_node *object);
struct mdm_carrier *mdm_load_carrier(struct mdm_loading *, struct mdm_profile *,
    struct mdm_node *value, const char *field);

/* Say once what this file keeps from being checked. */
void mdm_load_note(struct mdm_loading *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* All members, each as if it were a file; load/archive.c. */
void mdm_load_archive(struct mdm_loading *, struct mdm_str bytes);

/* The document inside a string node goes through all formats again. */
bool mdm_load_nested(
    struct mdm_loading *, struct mdm_node *holder, struct mdm_str text);

/*
 * The same for a value that is a document by its key: if it is so damaged
 * that no format knows it, its defects are told all the same.
 */
bool mdm_load_document(
    struct mdm_loading *, struct mdm_node *holder, struct mdm_str text);

#endif
