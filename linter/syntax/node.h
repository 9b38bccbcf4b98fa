/* SPDX-License-Identifier: MIT */
#ifndef MDM_SYNTAX_NODE_H
#define MDM_SYNTAX_NODE_H

#include "syntax/place.h"

enum mdm_node_kind {
	MDM_NULL,
	MDM_BOOL,
	MDM_NUMBER,
	MDM_STRING,
	MDM_DATA, /* decoded bytes (property lists) */
	MDM_ARRAY,
	MDM_OBJECT,
	MDM_DATE /* property lists: "2026-06-01T00:00:00Z" */
};

/* "null", "boolean", "number", "string", "data", "array", ... */
const char *mdm_node_kind_name(enum mdm_node_kind);

/*
 * What every reader produces, whatever the syntax was.  Lives in the scratch
 * arena of its document.  An XML element with element children is an OBJECT
 * (children in order, names may repeat), one with text only a STRING; its
 * attributes are its first children, flagged.
 */
struct mdm_node {
	enum mdm_node_kind kind;
	bool attribute;
	bool truncated;		   /* XML: the element does not end */
	uint32_t off, len;	   /* span in the text of the document */
	uint32_t key_off, key_len; /* span of the member or element name */
	uint32_t index;		   /* position among siblings, 0-based */
	uint32_t ordinal;	   /* XML: 1-based among namesakes, 0: alone */
	struct mdm_str key;
	struct mdm_str value; /* decoded scalar */
	struct mdm_doc *doc;
	struct mdm_node *parent, *child, *next;
	const struct mdm_path *path; /* made by mdm_at_of when first asked */
};

enum mdm_defect_kind {
	MDM_DEFECT_NOT_WELL_FORMED,
	MDM_DEFECT_DUPLICATE_KEY,
	MDM_DEFECT_LIMIT,    /* nesting, attributes, markup */
	MDM_DEFECT_ENTITY,   /* entity declaration or external DTD */
	MDM_DEFECT_ENCODING, /* declared is not actual, or damaged UTF-16 */
	MDM_DEFECT_HIDDEN_IN_KEY, /* zero-width character in a key */
	MDM_DEFECT_TOO_BIG,
	MDM_DEFECT_ARCHIVE_LIMIT
};

/* What a reader found wrong; becomes a finding of the FMT family. */
struct mdm_defect {
	enum mdm_defect_kind kind;
	struct mdm_at at;
	struct mdm_str text; /* keep arena; states the fact, no full stop */
};

/* A comment that tells us something, and what it speaks of. */
struct mdm_comment {
	struct mdm_at at, covers;
	struct mdm_str text;
};

/* A document while it is read: the tree and everything it stands on. */
struct mdm_doc {
	struct mdm_source *source; /* keep arena */
	struct mdm_str text;	   /* UTF-8, or the raw bytes if binary */
	struct mdm_arena *scratch; /* tree and decoded values */
	struct mdm_arena *keep;	   /* what outlives loading */
	struct mdm_node *root;	   /* NULL: nothing could be read */
	struct mdm_node *holder;   /* nested: the value that holds it */
	bool damaged; /* a defect ended the reading early; root: up to there */
	MDM_VEC(struct mdm_defect) defects;
	MDM_VEC(struct mdm_comment) comments; /* with "mdmlint:ignore" */
};

/*
 * Fill doc->root and doc->defects from doc->text according to
 * doc->source->syntax.  Never fails: what is wrong is a defect.
 */
void mdm_read(struct mdm_doc *);
void mdm_json_read(struct mdm_doc *);
void mdm_yaml_read(struct mdm_doc *);

/*
 * Open Network Configuration: JSON with comments and trailing commas.  The
 * text is a copy with blanks in their stead; every offset stays.
 */
bool mdm_json_is_relaxed(const struct mdm_doc *);
struct mdm_str mdm_json_relax(struct mdm_arena *, struct mdm_str text);

/* The part of mdm_readers_init that json.c has. */
void mdm_json_init(void);

/* Once, in the main thread, before any reader runs. */
void mdm_readers_init(void);

/* The syntax of decoded text or of binary bytes, by its first bytes. */
enum mdm_syntax mdm_sniff(
    struct mdm_str text, enum mdm_encoding, struct mdm_str name);

/* The last member of that name (the one parsers take), or NULL. */
struct mdm_node *mdm_get(const struct mdm_node *object, const char *key);

/* The same with ASCII letters folded; first exact, then folded. */
struct mdm_node *mdm_iget(const struct mdm_node *object, const char *key);

/* The value of a STRING, NUMBER or BOOL, else absent. */
struct mdm_str mdm_text_of(const struct mdm_node *);

/* The string value of a member, absent if it is none. */
struct mdm_str mdm_get_text(const struct mdm_node *object, const char *key);

/* Place of the value, of its key, or of a span in the document's text. */
struct mdm_at mdm_at_of(struct mdm_node *);
struct mdm_at mdm_key_at_of(struct mdm_node *);
struct mdm_at mdm_at_span(struct mdm_doc *, size_t off, size_t len);

/* The value is secret: no excerpt may show it. */
void mdm_mark_secret(struct mdm_node *);

/* Add a defect; the text is printed into the keep arena. */
void mdm_defect_add(struct mdm_doc *, enum mdm_defect_kind, struct mdm_at,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* A new node in the document's scratch arena, appended to parent (or root). */
struct mdm_node *mdm_node_add(struct mdm_doc *, struct mdm_node *parent,
    struct mdm_node *after, enum mdm_node_kind);

/*
 * For readers, when an object is complete: defects for keys that occur again
 * and for invisible characters in keys.
 */
void mdm_keys_check(struct mdm_node *object);

/* What a text may hold in any syntax; beyond it is MDM_DEFECT_LIMIT. */
enum { MDM_MOST_LEVELS = 2048, MDM_MOST_NODES = 4 * 1024 * 1024 };

/* "kind off..off key = value" per line, for tests and --dump=tree. */
struct mdm_out;
void mdm_node_dump(const struct mdm_node *, struct mdm_out *);

#endif
