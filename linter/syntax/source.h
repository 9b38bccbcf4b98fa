/* SPDX-License-Identifier: MIT */
#ifndef MDM_SYNTAX_SOURCE_H
#define MDM_SYNTAX_SOURCE_H

#include "base/status.h"
#include "syntax/node.h"
#include "syntax/skim.h"

/* A buffer that is reused from file to file. */
struct mdm_buffer {
	char *p;
	size_t n, room;
};

/*
 * Reads a whole regular file, pipe or device up to `limit` bytes.  MDM_ERR_IO
 * leaves errno; MDM_ERR_TOO_BIG as soon as the limit is passed.  `ret_mtime_ns`
 * is 0 for what is no regular file.  Waits for the writer of a pipe: for paths
 * that the user named.
 */
enum mdm_status mdm_file_read(const char *path, size_t limit,
    struct mdm_buffer *, int64_t *ret_mtime_ns) MDM_MUST_USE;

/*
 * The same for paths found by walking: never waits; anything but a regular
 * file is MDM_ERR_IO with ENOTSUP, a folder EISDIR.
 */
enum mdm_status mdm_regular_file_read(const char *path, size_t limit,
    struct mdm_buffer *, int64_t *ret_mtime_ns) MDM_MUST_USE;

/*
 * The bytes of a file that was loaded, once more, into the buffer; absent if
 * it is no regular file any longer or has changed since.
 */
struct mdm_str mdm_source_read_again(
    const struct mdm_source *, size_t limit, struct mdm_buffer *);

/*
 * A document over bytes: decoded, sniffed, read.  `name`, `keep` and
 * `scratch` are borrowed; the source is in `keep`.  `bytes` must live as long
 * as the scratch arena is not reset.
 */
struct mdm_doc *mdm_doc_open(struct mdm_arena *keep, struct mdm_arena *scratch,
    struct mdm_str name, struct mdm_str bytes);

/*
 * The same, but a JSON document in which nothing is of interest is not read:
 * its root is NULL and it has no defect.  interest == NULL: read in any case.
 */
struct mdm_doc *mdm_doc_open_if(struct mdm_arena *keep,
    struct mdm_arena *scratch, struct mdm_str name, struct mdm_str bytes,
    const struct mdm_interest *interest);

/* The document held by a string node; its source's `inside` is that node. */
struct mdm_doc *mdm_doc_nested(struct mdm_node *holder, struct mdm_str text);

/* Keep the text for excerpts: nested documents, standard input, archives. */
void mdm_doc_keep_text(struct mdm_doc *);

/*
 * Lines of one text, for places; built once.  A question costs a binary
 * search and at most 4 KB of counting, however long the line is.
 */
struct mdm_lines {
	struct mdm_str text;
	const uint32_t *start; /* offset of each line; '\n' ends a line */
	uint32_t n;
	const uint32_t *points; /* code points before every 4096th byte */
};

struct mdm_lines mdm_lines_of(struct mdm_arena *, struct mdm_str text);
struct mdm_place mdm_place_in(const struct mdm_lines *, struct mdm_at);

/* One line without its end, line being 1-based. */
struct mdm_str mdm_line_text(const struct mdm_lines *, uint32_t line);

#endif
