/* SPDX-License-Identifier: MIT */
#include "syntax/source.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	FIRST_ROOM = 64 * 1024,
	/* One huge file must not keep its memory for the rest of the run. */
	KEPT_ROOM = 8 * 1024 * 1024
};

static void
make_room(struct mdm_buffer *b, size_t room)
{
	if (b->room > KEPT_ROOM && room < b->room / 4 && b->n == 0) {
		mdm_heap_free(b->p);
		*b = (struct mdm_buffer){ 0 };
	}
	if (b->room >= room)
		return;
	if (room < FIRST_ROOM)
		room = FIRST_ROOM;
	b->p = mdm_heap_grow(b->p, room);
	b->room = room;
}

/*
 * Until read says that nothing follows: st_size is a hint only (0 in /proc
 * and for pipes, and a file may grow meanwhile).  One byte more than the limit
 * is asked for, to tell "just full" from "too big".
 */
static enum mdm_status
read_all(int fd, size_t limit, struct mdm_buffer *b)
{
	for (;;) {
		ssize_t got;

		if (b->n > limit)
			return MDM_ERR_TOO_BIG;
		if (b->n == b->room)
			make_room(b, b->room * 2);
		got = read(fd, b->p + b->n, b->room - b->n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return MDM_ERR_IO;
		if (got == 0)
			return MDM_OK;
		b->n += (size_t)got;
	}
}

static enum mdm_status
read_open(int fd, size_t limit, bool regular_only, struct mdm_buffer *b,
    int64_t *ret_mtime_ns)
{
	size_t expected = 0;
	struct stat st;

	if (fstat(fd, &st) != 0)
		return MDM_ERR_IO;
	*ret_mtime_ns = 0;
	if (S_ISREG(st.st_mode)) {
		if ((uintmax_t)st.st_size > limit)
			return MDM_ERR_TOO_BIG;
		expected = (size_t)st.st_size;
		*ret_mtime_ns = (int64_t)st.st_mtim.tv_sec * 1000000000 +
		    st.st_mtim.tv_nsec;
	} else if (S_ISDIR(st.st_mode)) {
		errno = EISDIR;
		return MDM_ERR_IO;
	} else if (regular_only) {
		errno = ENOTSUP;
		return MDM_ERR_IO;
	}
	b->n = 0;
	make_room(b, expected + 1);
	return read_all(fd, limit, b);
}

static enum mdm_status
read_path(const char *path, int flags, size_t limit, struct mdm_buffer *b,
    int64_t *ret_mtime_ns)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | flags);
	enum mdm_status status;
	int saved;

	b->n = 0;
	if (fd < 0)
		return MDM_ERR_IO;
	status =
	    read_open(fd, limit, (flags & O_NONBLOCK) != 0, b, ret_mtime_ns);
	saved = errno;
	close(fd);
	errno = saved;
	return status;
}

enum mdm_status
mdm_file_read(
    const char *path, size_t limit, struct mdm_buffer *b, int64_t *ret_mtime_ns)
{
	return read_path(path, 0, limit, b, ret_mtime_ns);
}

/* O_NONBLOCK: else opening a FIFO waits for somebody to write. */
enum mdm_status
mdm_regular_file_read(
    const char *path, size_t limit, struct mdm_buffer *b, int64_t *ret_mtime_ns)
{
	return read_path(path, O_NONBLOCK, limit, b, ret_mtime_ns);
}

struct mdm_str
mdm_source_read_again(
    const struct mdm_source *source, size_t limit, struct mdm_buffer *b)
{
	char *name = mdm_heap_grow(NULL, source->name.n + 1);
	enum mdm_status status = MDM_ERR_IO;
	int64_t mtime_ns = 0;

	memcpy(name, source->name.p, source->name.n);
	name[source->name.n] = '\0';
	if (source->on_disk)
		status = mdm_regular_file_read(name, limit, b, &mtime_ns);
	mdm_heap_free(name);
	if (status != MDM_OK || (int64_t)b->n != source->size ||
	    mtime_ns != source->mtime_ns)
		return (struct mdm_str){ NULL, 0 };
	return mdm_str_span(b->p, b->n);
}

static uint32_t
unit_at(struct mdm_str s, size_t i, bool big)
{
	unsigned char a = (unsigned char)s.p[i];
	unsigned char b = (unsigned char)s.p[i + 1];

	return big ? (uint32_t)a << 8 | b : (uint32_t)b << 8 | a;
}

/*
 * The first U+FFFD that the raw text did not hold itself: there the decoder
 * met an unpaired surrogate or half a unit.
 */
static size_t
damage_in_utf16(struct mdm_str text, struct mdm_str raw, bool big)
{
	size_t i = 0, unit = 0;

	if (raw.n >= 2 && unit_at(raw, 0, big) == 0xfeff)
		unit = 2;
	while (i < text.n) {
		size_t from = i;
		uint32_t c = mdm_utf8_next(text, &i);

		if (c == 0xfffd &&
		    (unit + 1 >= raw.n || unit_at(raw, unit, big) != 0xfffd))
			return from;
		unit += c >= 0x10000 ? 4 : 2;
	}
	return 0;
}

/* Behind a UTF-8 BOM: every byte before the first bad one became one char. */
static size_t
damage_in_utf8(struct mdm_str text, struct mdm_str raw)
{
	size_t bad = 0, i = 0;

	if (mdm_utf8_valid(mdm_str_sub(raw, 3, raw.n), &bad))
		return 0;
	while (bad-- > 0)
		mdm_utf8_next(text, &i);
	return i;
}

static void
report_damage(struct mdm_doc *doc, struct mdm_str raw)
{
	enum mdm_encoding encoding = doc->source->encoding;
	size_t at;

	if (encoding == MDM_UTF8_BOM) {
		at = damage_in_utf8(doc->text, raw);
		mdm_defect_add(doc, MDM_DEFECT_ENCODING,
		    mdm_at_span(doc, at, 1),
		    "the text starts with a UTF-8 mark and is not UTF-8");
		return;
	}
	at = damage_in_utf16(doc->text, raw, encoding == MDM_UTF16BE);
	mdm_defect_add(doc, MDM_DEFECT_ENCODING, mdm_at_span(doc, at, 3),
	    "damaged %s: %s", mdm_encoding_name(encoding),
	    raw.n % 2 != 0 && at + 3 == doc->text.n ? "half a character ends it"
						    : "unpaired surrogate");
}

static struct mdm_doc *
open_doc(struct mdm_arena *keep, struct mdm_arena *scratch, struct mdm_str name,
    struct mdm_str bytes, struct mdm_node *holder,
    const struct mdm_interest *interest)
{
	struct mdm_doc *doc = MDM_NEW(scratch, struct mdm_doc);
	struct mdm_source *source = MDM_NEW(keep, struct mdm_source);
	bool damaged;

	*doc = (struct mdm_doc){ .source = source,
		.scratch = scratch,
		.keep = keep,
		.holder = holder };
	source->name = mdm_str_dup(keep, name);
	source->inside = mdm_at_of(holder);
	source->size = (int64_t)bytes.n;
	if (bytes.n > UINT32_MAX / 4) {
		/* Spans are 32 bits, and decoding may triple the length. */
		doc->damaged = true;
		mdm_defect_add(doc, MDM_DEFECT_TOO_BIG, mdm_at_span(doc, 0, 0),
		    "%zu bytes are more than can be read", bytes.n);
		return doc;
	}
	doc->text =
	    mdm_text_decode(scratch, bytes, &source->encoding, &damaged);
	source->syntax = mdm_sniff(
	    doc->text, source->encoding, holder == NULL ? name : MDM_LIT(""));
	if (source->syntax == MDM_BPLIST || source->syntax == MDM_DER) {
		/* Small ones may happen to be valid UTF-8. */
		source->encoding = MDM_BINARY;
		doc->text = bytes;
	} else if (damaged) {
		report_damage(doc, bytes);
	}
	if (interest == NULL || damaged || source->syntax != MDM_JSON ||
	    !mdm_json_skim(doc->text, interest))
		mdm_read(doc);
	return doc;
}

struct mdm_doc *
mdm_doc_open(struct mdm_arena *keep, struct mdm_arena *scratch,
    struct mdm_str name, struct mdm_str bytes)
{
	return open_doc(keep, scratch, name, bytes, NULL, NULL);
}

struct mdm_doc *
mdm_doc_open_if(struct mdm_arena *keep, struct mdm_arena *scratch,
    struct mdm_str name, struct mdm_str bytes,
    const struct mdm_interest *interest)
{
	return open_doc(keep, scratch, name, bytes, NULL, interest);
}

struct mdm_doc *
mdm_doc_nested(struct mdm_node *holder, struct mdm_str text)
{
	struct mdm_doc *outer = holder->doc;

	return open_doc(outer->keep, outer->scratch, outer->source->name, text,
	    holder, NULL);
}

void
mdm_doc_keep_text(struct mdm_doc *doc)
{
	if (doc->source->text.p == NULL)
		doc->source->text = mdm_str_dup(doc->keep, doc->text);
}
