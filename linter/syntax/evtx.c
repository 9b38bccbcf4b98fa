/* SPDX-License-Identifier: MIT */
#include "syntax/evtx.h"

#include "syntax/node.h"

#ifdef MDM_LATE_EVTX

#include <sys/mman.h>
#include <unistd.h>

/* Else the header asks for that of another library, which we do not use. */
#include <libevtx/features.h>
#undef LIBEVTX_HAVE_BFIO
#include <libevtx.h>

#include "base/map.h"
#include "syntax/late.h"

enum {
	FILE_HEADER = 4096,
	CHUNK = 65536,
	CHUNK_HEADER = 512,
	RECORD_HEADER = 24,
	/* A log of 1 GB; those of a support case have some thousands. */
	MOST_RECORDS = 1000000,
	LONGEST_STRING = 64 * 1024
};

struct api {
	MDM_LATE(libevtx_error_free);
	MDM_LATE(libevtx_file_initialize);
	MDM_LATE(libevtx_file_free);
	MDM_LATE(libevtx_file_open);
	MDM_LATE(libevtx_file_close);
	MDM_LATE(libevtx_file_is_corrupted);
	MDM_LATE(libevtx_file_get_number_of_records);
	MDM_LATE(libevtx_file_get_record_by_index);
	MDM_LATE(libevtx_get_access_flags_read);
	MDM_LATE(libevtx_record_free);
	MDM_LATE(libevtx_record_get_identifier);
	MDM_LATE(libevtx_record_get_written_time);
	MDM_LATE(libevtx_record_get_event_identifier);
	MDM_LATE(libevtx_record_get_utf8_source_name_size);
	MDM_LATE(libevtx_record_get_utf8_source_name);
	MDM_LATE(libevtx_record_get_utf8_computer_name_size);
	MDM_LATE(libevtx_record_get_utf8_computer_name);
	MDM_LATE(libevtx_record_get_utf8_user_security_identifier_size);
	MDM_LATE(libevtx_record_get_utf8_user_security_identifier);
	MDM_LATE(libevtx_record_get_number_of_strings);
	MDM_LATE(libevtx_record_get_utf8_string_size);
	MDM_LATE(libevtx_record_get_utf8_string);
};

#define SYMBOL(function) MDM_LATE_SYMBOL(struct api, function)
static const struct mdm_late_symbol symbols[] = {
	SYMBOL(libevtx_error_free),
	SYMBOL(libevtx_file_initialize),
	SYMBOL(libevtx_file_free),
	SYMBOL(libevtx_file_open),
	SYMBOL(libevtx_file_close),
	SYMBOL(libevtx_file_is_corrupted),
	SYMBOL(libevtx_file_get_number_of_records),
	SYMBOL(libevtx_file_get_record_by_index),
	SYMBOL(libevtx_get_access_flags_read),
	SYMBOL(libevtx_record_free),
	SYMBOL(libevtx_record_get_identifier),
	SYMBOL(libevtx_record_get_written_time),
	SYMBOL(libevtx_record_get_event_identifier),
	SYMBOL(libevtx_record_get_utf8_source_name_size),
	SYMBOL(libevtx_record_get_utf8_source_name),
	SYMBOL(libevtx_record_get_utf8_computer_name_size),
	SYMBOL(libevtx_record_get_utf8_computer_name),
	SYMBOL(libevtx_record_get_utf8_user_security_identifier_size),
	SYMBOL(libevtx_record_get_utf8_user_security_identifier),
	SYMBOL(libevtx_record_get_number_of_strings),
	SYMBOL(libevtx_record_get_utf8_string_size),
	SYMBOL(libevtx_record_get_utf8_string),
	{ NULL, 0 },
};

struct walk {
	struct mdm_doc *doc;
	struct api api;
	libevtx_file_t *file;
	struct mdm_arena *texts; /* of the record at hand */
	struct mdm_map places;	 /* record number -> struct mdm_span */
	bool damaged;
};

/* The reasons of the library are about its own insides. */
static bool
fine(struct walk *w, int result, libevtx_error_t **error)
{
	w->api.libevtx_error_free(error);
	return result == 1;
}

static uint64_t
number_at(struct mdm_str s, size_t at, size_t bytes)
{
	uint64_t number = 0;

	for (size_t i = bytes; i-- > 0;)
		number = number << 8 | (unsigned char)s.p[at + i];
	return number;
}

static void
remember_place(struct walk *w, size_t at, size_t length)
{
	struct mdm_arena *scratch = w->doc->scratch;
	struct mdm_span *span = MDM_NEW(scratch, struct mdm_span);
	/* The number as it stands in the file is the key. */
	struct mdm_str key = mdm_str_sub(w->doc->text, at + 8, 8);

	*span = (struct mdm_span){ (uint32_t)at, (uint32_t)length };
	*mdm_map_put(scratch, &w->places, key) = span;
}

/* The library has no offsets of records that are well. */
static void
find_places(struct walk *w)
{
	struct mdm_str all = w->doc->text;

	for (size_t chunk = FILE_HEADER; chunk + CHUNK <= all.n;
	     chunk += CHUNK) {
		size_t at = chunk + CHUNK_HEADER;

		while (at + RECORD_HEADER <= chunk + CHUNK &&
		    memcmp(all.p + at, "**\0\0", 4) == 0) {
			uint64_t length = number_at(all, at + 4, 4);

			if (length < RECORD_HEADER ||
			    length > chunk + CHUNK - at)
				break;
			remember_place(w, at, (size_t)length);
			at += (size_t)length;
		}
	}
}

typedef int size_function(libevtx_record_t *, size_t *, libevtx_error_t **);
typedef int text_function(
    libevtx_record_t *, uint8_t *, size_t, libevtx_error_t **);

/* The size counts the NUL. */
static struct mdm_str
text_of(struct walk *w, libevtx_record_t *record, size_function *size,
    text_function *get)
{
	libevtx_error_t *error = NULL;
	size_t n = 0;
	char *text;

	if (!fine(w, size(record, &n, &error), &error) || n == 0 ||
	    n > LONGEST_STRING)
		return MDM_LIT("");
	text = MDM_NEW_N(w->texts, char, n);
	if (!fine(w, get(record, (uint8_t *)text, n, &error), &error))
		return MDM_LIT("");
	return mdm_str_span(text, strnlen(text, n));
}

static struct mdm_str
string_of(struct walk *w, libevtx_record_t *record, int which)
{
	libevtx_error_t *error = NULL;
	size_t n = 0;
	char *text;

	if (!fine(w,
		w->api.libevtx_record_get_utf8_string_size(
		    record, which, &n, &error),
		&error) ||
	    n == 0 || n > LONGEST_STRING)
		return MDM_LIT("");
	text = MDM_NEW_N(w->texts, char, n);
	if (!fine(w,
		w->api.libevtx_record_get_utf8_string(
		    record, which, (uint8_t *)text, n, &error),
		&error))
		return MDM_LIT("");
	return mdm_str_span(text, strnlen(text, n));
}

static void
read_strings(
    struct walk *w, libevtx_record_t *record, struct mdm_evtx_record *ret)
{
	libevtx_error_t *error = NULL;
	int n = 0;

	if (!fine(w,
		w->api.libevtx_record_get_number_of_strings(record, &n, &error),
		&error))
		return;
	for (int i = 0; i < n && i < MDM_MOST_EVTX_STRINGS; i++)
		ret->strings[ret->nstrings++] = string_of(w, record, i);
}

/* FILETIME counts 100 ns from 1601 on. */
static int64_t
milliseconds(uint64_t filetime)
{
	return (int64_t)(filetime / 10000) - 11644473600000;
}

static void
read_numbers(
    struct walk *w, libevtx_record_t *record, struct mdm_evtx_record *ret)
{
	libevtx_error_t *error = NULL;
	uint64_t time = 0;
	const struct mdm_span *span;
	char key[8];

	(void)fine(w,
	    w->api.libevtx_record_get_identifier(record, &ret->number, &error),
	    &error);
	(void)fine(w,
	    w->api.libevtx_record_get_written_time(record, &time, &error),
	    &error);
	(void)fine(w,
	    w->api.libevtx_record_get_event_identifier(
		record, &ret->id, &error),
	    &error);
	ret->time = milliseconds(time);
	for (size_t i = 0; i < sizeof(key); i++)
		key[i] = (char)(ret->number >> (8 * i));
	span = mdm_map_get(&w->places, mdm_str_span(key, sizeof(key)));
	if (span != NULL) {
		ret->off = span->off;
		ret->len = span->len;
	}
}

static bool
is_wanted(struct mdm_str provider, const char *const *wanted)
{
	for (; *wanted != NULL; wanted++)
		if (mdm_str_ihas(provider, *wanted))
			return true;
	return false;
}

/* Returns what the visitor says. */
static bool
visit_record(struct walk *w, libevtx_record_t *record,
    const char *const *providers, mdm_evtx_visit *visit, void *ctx)
{
	struct mdm_evtx_record r = { 0 };

	mdm_arena_reset(w->texts);
	r.provider =
	    text_of(w, record, w->api.libevtx_record_get_utf8_source_name_size,
		w->api.libevtx_record_get_utf8_source_name);
	if (!is_wanted(r.provider, providers))
		return true;
	read_numbers(w, record, &r);
	r.computer = text_of(w, record,
	    w->api.libevtx_record_get_utf8_computer_name_size,
	    w->api.libevtx_record_get_utf8_computer_name);
	r.user = text_of(w, record,
	    w->api.libevtx_record_get_utf8_user_security_identifier_size,
	    w->api.libevtx_record_get_utf8_user_security_identifier);
	read_strings(w, record, &r);
	return visit(ctx, &r);
}

static bool
visit_records(struct walk *w, int n, const char *const *providers,
    mdm_evtx_visit *visit, void *ctx)
{
	bool more = true;

	for (int i = 0; i < n && i < MOST_RECORDS && more; i++) {
		libevtx_record_t *record = NULL;
		libevtx_error_t *error = NULL;

		if (!fine(w,
			w->api.libevtx_file_get_record_by_index(
			    w->file, i, &record, &error),
			&error)) {
			w->damaged = true;
			continue;
		}
		more = visit_record(w, record, providers, visit, ctx);
		(void)fine(
		    w, w->api.libevtx_record_free(&record, &error), &error);
	}
	return n <= MOST_RECORDS;
}

/* The bytes as a file without a name: the library wants one to open. */
static int
as_file(struct mdm_str bytes)
{
	int fd = memfd_create("evtx", MFD_CLOEXEC);
	size_t done = 0;

	while (fd >= 0 && done < bytes.n) {
		ssize_t n = write(fd, bytes.p + done, bytes.n - done);

		if (n <= 0) {
			close(fd);
			return -1;
		}
		done += (size_t)n;
	}
	return fd;
}

static bool
open_file(struct walk *w, int fd)
{
	libevtx_error_t *error = NULL;
	char path[32];

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	if (!fine(w, w->api.libevtx_file_initialize(&w->file, &error), &error))
		return false;
	return fine(w,
	    w->api.libevtx_file_open(
		w->file, path, w->api.libevtx_get_access_flags_read(), &error),
	    &error);
}

static enum mdm_evtx_end
walk_open(struct walk *w, const char *const *providers, mdm_evtx_visit *visit,
    void *ctx)
{
	libevtx_error_t *error = NULL;
	bool few;
	int n = 0;

	if (!fine(w,
		w->api.libevtx_file_get_number_of_records(w->file, &n, &error),
		&error))
		return MDM_EVTX_DAMAGED;
	find_places(w);
	w->texts = mdm_arena_new();
	few = visit_records(w, n, providers, visit, ctx);
	mdm_arena_free(w->texts);
	if (fine(w, w->api.libevtx_file_is_corrupted(w->file, &error), &error))
		w->damaged = true;
	if (!few)
		return MDM_EVTX_TOO_MANY;
	return w->damaged ? MDM_EVTX_DAMAGED : MDM_EVTX_READ;
}

enum mdm_evtx_end
mdm_evtx_walk(struct mdm_doc *doc, const char *const *providers,
    mdm_evtx_visit *visit, void *ctx)
{
	struct walk w = { .doc = doc };
	enum mdm_evtx_end end = MDM_EVTX_DAMAGED;
	libevtx_error_t *error = NULL;
	int fd;

	if (!mdm_late_open(MDM_LATE_EVTX, symbols, &w.api))
		return MDM_EVTX_NO_LIBRARY;
	fd = as_file(doc->text);
	if (fd < 0)
		return MDM_EVTX_DAMAGED;
	if (open_file(&w, fd)) {
		end = walk_open(&w, providers, visit, ctx);
		(void)fine(
		    &w, w.api.libevtx_file_close(w.file, &error), &error);
	}
	if (w.file != NULL)
		(void)fine(
		    &w, w.api.libevtx_file_free(&w.file, &error), &error);
	close(fd);
	return end;
}

#else

enum mdm_evtx_end
mdm_evtx_walk(struct mdm_doc *doc, const char *const *providers,
    mdm_evtx_visit *visit, void *ctx)
{
	(void)doc;
	(void)providers;
	(void)visit;
	(void)ctx;
	return MDM_EVTX_NO_LIBRARY;
}

#endif
