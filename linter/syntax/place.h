/* SPDX-License-Identifier: MIT */
#ifndef MDM_SYNTAX_PLACE_H
#define MDM_SYNTAX_PLACE_H

#include "base/text.h"
#include "base/vec.h"

struct mdm_source;

/*
 * The way from the root of a document to a value: one step, and the one above
 * it.  A step with key.p == NULL is an array element.
 */
struct mdm_path {
	const struct mdm_path *up; /* NULL: the root */
	struct mdm_str key;
	uint32_t index; /* array: 0-based; XML: 1-based among namesakes, 0 if
			   it has none */
};

/*
 * Where a value stands; small, copied by value, and good for the whole run
 * although text and tree are dropped after loading.  source == NULL means
 * "nowhere": the thing is absent.
 */
struct mdm_at {
	const struct mdm_source *source;
	uint32_t off, len; /* span in the decoded text of the source */
	const struct mdm_path *path;
};

static inline bool
mdm_at_set(struct mdm_at at)
{
	return at.source != NULL;
}

/* 1-based lines and code-point columns; end_col is behind the last one. */
struct mdm_place {
	uint32_t line, col, end_line, end_col;
};

enum mdm_syntax {
	MDM_SYNTAX_NONE,
	MDM_JSON,
	MDM_YAML,
	MDM_XML,
	MDM_PLIST,
	MDM_BPLIST,
	MDM_PEM,
	MDM_DER,
	MDM_PKCS7,
	MDM_PKCS12,
	MDM_EVTX,
	MDM_TEXT
};

/* "json", "yaml", "xml", ... */
const char *mdm_syntax_name(enum mdm_syntax);

struct mdm_span {
	uint32_t off, len;
};

/*
 * What stays of a file, or of a document found inside another, when its text
 * and tree are gone.
 */
struct mdm_source {
	struct mdm_str name; /* path as the user gave it, '/' separated */
	enum mdm_syntax syntax;
	enum mdm_encoding encoding;
	struct mdm_at inside;	/* the value that contained it, if nested */
	struct mdm_str text;	/* kept text; p == NULL: read the file again */
	bool on_disk;		/* name can be opened to read it again */
	int64_t size, mtime_ns; /* as it was when it was read */
	MDM_VEC(struct mdm_span) secrets; /* masked in every excerpt */
};

/*
 * The narrower place of `n` bytes at `from` within a scalar whose decoded
 * value has `value_length` bytes; the whole place where escapes make the
 * offset uncertain.
 */
struct mdm_at mdm_at_within(
    struct mdm_at, size_t value_length, size_t from, size_t n);

/*
 * Does the value at `outer` hold the one at `inner` of the same source?  By
 * spans, but in binary property lists, where parts stand anywhere, by paths.
 */
bool mdm_at_holds(struct mdm_at outer, struct mdm_at inner);

/*
 * RFC 6901 pointer for JSON and YAML, element path with 1-based indexes for
 * XML, key path for property lists; "" for the root.
 */
struct mdm_str mdm_pointer_of(struct mdm_arena *, struct mdm_at);

/* The outermost source: the one that is a file. */
const struct mdm_source *mdm_file_source(const struct mdm_source *);

#endif
