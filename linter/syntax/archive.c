/* SPDX-License-Identifier: MIT */
#include "syntax/archive.h"

#include "base/arena.h"
#include "syntax/late.h"

#ifdef MDM_LATE_ARCHIVE
#include <archive.h>
#include <archive_entry.h>
#endif

#include <stdio.h>

enum {
	MOST_MEMBERS = 20000,
	MOST_LEVELS = 3, /* of archives in archives */
	/*
	 * Exports and logs shrink to a fortieth at best.  A small archive of
	 * one repeated letter does no harm.
	 */
	MOST_RATIO = 200,
	RATIO_FROM = 16 * 1024 * 1024,
	CHUNK = 64 * 1024,
	LONGEST_PROBLEM = 256
};

enum use {
	UNPACKED,	 /* an archive */
	COMPRESSED_ONLY, /* may hold a tar archive, or anything */
	/*
	 * An archive whose unpacking takes as much memory as the archive asks
	 * for.
	 */
	UNREAD
};

/* First bytes, and where they stand. */
static const struct magic {
	const char *kind;
	enum use use;
	size_t at;
	struct mdm_str bytes;
} magics[] = {
	{ "zip archive", UNPACKED, 0, { "PK\3\4", 4 } },
	{ "zip archive", UNPACKED, 0, { "PK\5\6", 4 } },
	{ "cabinet file", UNPACKED, 0, { "MSCF\0\0\0\0", 8 } },
	{ "tar archive", UNPACKED, 257, { "ustar", 5 } },
	{ "gzip file", COMPRESSED_ONLY, 0, { "\x1f\x8b\x08", 3 } },
	{ "bzip2 file", COMPRESSED_ONLY, 0, { "BZh", 3 } },
	{ "xz file", COMPRESSED_ONLY, 0, { "\xfd\x37zXZ", 6 } },
	{ "7z archive", UNREAD, 0, { "7z\xbc\xaf\x27\x1c", 6 } },
	{ "rar archive", UNREAD, 0, { "Rar!\x1a\x07", 6 } },
};

static const struct magic *
find_magic(struct mdm_str bytes)
{
	for (size_t i = 0; i < sizeof(magics) / sizeof(magics[0]); i++) {
		struct mdm_str there =
		    mdm_str_sub(bytes, magics[i].at, magics[i].bytes.n);

		if (mdm_str_eq(there, magics[i].bytes))
			return &magics[i];
	}
	return NULL;
}

const char *
mdm_archive_kind(struct mdm_str bytes)
{
	const struct magic *magic = find_magic(bytes);

	return magic != NULL ? magic->kind : NULL;
}

struct mdm_archive_budget
mdm_archive_budget_of(size_t max_file_size)
{
	return (struct mdm_archive_budget){
		.members = MOST_MEMBERS,
		.bytes =
		    max_file_size > SIZE_MAX / 4 ? SIZE_MAX : 4 * max_file_size,
		.levels = MOST_LEVELS,
		.member_bytes = max_file_size,
	};
}

#ifdef MDM_LATE_ARCHIVE

struct api {
	MDM_LATE(archive_read_new);
	MDM_LATE(archive_read_free);
	MDM_LATE(archive_read_support_filter_bzip2);
	MDM_LATE(archive_read_support_filter_gzip);
	MDM_LATE(archive_read_support_filter_xz);
	MDM_LATE(archive_read_support_format_cab);
	MDM_LATE(archive_read_support_format_tar);
	MDM_LATE(archive_read_support_format_zip);
	MDM_LATE(archive_read_open_memory);
	MDM_LATE(archive_read_next_header);
	MDM_LATE(archive_read_data);
	MDM_LATE(archive_format);
	MDM_LATE(archive_error_string);
	MDM_LATE(archive_entry_pathname);
	MDM_LATE(archive_entry_pathname_utf8);
	MDM_LATE(archive_entry_filetype);
	MDM_LATE(archive_entry_hardlink);
	MDM_LATE(archive_entry_is_data_encrypted);
	MDM_LATE(archive_entry_size);
};

#define SYMBOL(name) MDM_LATE_SYMBOL(struct api, name)
static const struct mdm_late_symbol symbols[] = {
	SYMBOL(archive_read_new),
	SYMBOL(archive_read_free),
	SYMBOL(archive_read_support_filter_bzip2),
	SYMBOL(archive_read_support_filter_gzip),
	SYMBOL(archive_read_support_filter_xz),
	SYMBOL(archive_read_support_format_cab),
	SYMBOL(archive_read_support_format_tar),
	SYMBOL(archive_read_support_format_zip),
	SYMBOL(archive_read_open_memory),
	SYMBOL(archive_read_next_header),
	SYMBOL(archive_read_data),
	SYMBOL(archive_format),
	SYMBOL(archive_error_string),
	SYMBOL(archive_entry_pathname),
	SYMBOL(archive_entry_pathname_utf8),
	SYMBOL(archive_entry_filetype),
	SYMBOL(archive_entry_hardlink),
	SYMBOL(archive_entry_is_data_encrypted),
	SYMBOL(archive_entry_size),
	{ NULL, 0 },
};

struct mdm_archive {
	struct api api;
	bool loaded;
	struct archive *reader; /* NULL: it could not be made */
	struct mdm_str all;	/* the archive itself */
	struct mdm_archive_budget *budget;
	size_t seen, read; /* members, and bytes that came out */

	/* The member while it is read; grows, and stays for the next one. */
	char *bytes, *name;
	size_t room;
	char problem[LONGEST_PROBLEM];
};

static enum mdm_archive_status
limit(struct mdm_archive *a, const char *what)
{
	snprintf(a->problem, sizeof(a->problem), "%s", what);
	return MDM_ARCHIVE_LIMIT;
}

static void
take_problem(struct mdm_archive *a)
{
	const char *why =
	    a->reader != NULL ? a->api.archive_error_string(a->reader) : NULL;

	snprintf(a->problem, sizeof(a->problem), "%s",
	    why != NULL ? why : "unknown reason");
}

static enum mdm_archive_status
damaged(struct mdm_archive *a)
{
	take_problem(a);
	return a->seen == 0 && find_magic(a->all)->use == COMPRESSED_ONLY
	    ? MDM_ARCHIVE_FOREIGN
	    : MDM_ARCHIVE_DAMAGED;
}

/*
 * A filter that libarchive was built without would run a program of that
 * name; it says so with ARCHIVE_WARN.
 */
static bool
set_up(struct mdm_archive *a)
{
	int (*const filters[])(struct archive *) = {
		a->api.archive_read_support_filter_bzip2,
		a->api.archive_read_support_filter_gzip,
		a->api.archive_read_support_filter_xz,
	};
	int (*const formats[])(struct archive *) = {
		a->api.archive_read_support_format_cab,
		a->api.archive_read_support_format_tar,
		a->api.archive_read_support_format_zip,
	};

	for (size_t i = 0; i < 3; i++) {
		if (filters[i](a->reader) != ARCHIVE_OK ||
		    formats[i](a->reader) != ARCHIVE_OK)
			return false;
	}
	return a->api.archive_read_open_memory(a->reader, a->all.p, a->all.n) ==
	    ARCHIVE_OK;
}

struct mdm_archive *
mdm_archive_open(struct mdm_str bytes, struct mdm_archive_budget *budget)
{
	struct mdm_archive *a = mdm_heap_grow(NULL, sizeof(*a));

	*a = (struct mdm_archive){ .all = bytes, .budget = budget };
	a->loaded = mdm_late_open(MDM_LATE_ARCHIVE, symbols, &a->api);
	if (!a->loaded)
		return a;
	a->reader = a->api.archive_read_new();
	if (a->reader != NULL && !set_up(a)) {
		a->api.archive_read_free(a->reader);
		a->reader = NULL;
	}
	return a;
}

void
mdm_archive_close(struct mdm_archive *a)
{
	if (a->reader != NULL)
		a->api.archive_read_free(a->reader);
	mdm_heap_free(a->bytes);
	mdm_heap_free(a->name);
	mdm_heap_free(a);
}

/* Some tools write '\' between folders, and a member may have no name. */
static struct mdm_str
take_name(struct mdm_archive *a, struct archive_entry *entry)
{
	const char *name = a->api.archive_entry_pathname_utf8(entry);
	bool slashes;
	size_t n;

	if (name == NULL)
		name = a->api.archive_entry_pathname(entry);
	if (name == NULL)
		name = "";
	if (strncmp(name, "./", 2) == 0)
		name += 2;
	n = strlen(name);
	slashes = strchr(name, '/') != NULL;
	a->name = mdm_heap_grow(a->name, n + 1);
	for (size_t i = 0; i <= n; i++)
		a->name[i] = name[i] == '\\' && !slashes ? '/' : name[i];
	return mdm_str_span(a->name, n);
}

/* Doubles, but not beyond what a member may have. */
static void
make_room(struct mdm_archive *a, size_t room)
{
	size_t most = a->budget->member_bytes + (size_t)2 * CHUNK;

	if (room <= a->room)
		return;
	a->room = a->room > most / 2 ? most : 2 * a->room;
	if (a->room < room)
		a->room = room;
	a->bytes = mdm_heap_grow(a->bytes, a->room);
}

/* What came out so far, against what can have gone in. */
static bool
is_bomb(const struct mdm_archive *a)
{
	return a->read > RATIO_FROM && a->read / MOST_RATIO > a->all.n;
}

/* The sizes in headers are not believed. */
static enum mdm_archive_status
read_member(struct mdm_archive *a, struct mdm_archive_member *m)
{
	size_t n = 0;

	for (;;) {
		la_ssize_t got;

		make_room(a, n + CHUNK);
		got = a->api.archive_read_data(a->reader, a->bytes + n, CHUNK);
		if (got == ARCHIVE_FATAL)
			return damaged(a);
		if (got < 0) {
			take_problem(a);
			m->damaged = true;
			return MDM_ARCHIVE_MEMBER;
		}
		if (got == 0)
			break;
		n += (size_t)got;
		a->read += (size_t)got;
		if (is_bomb(a))
			return limit(
			    a, "it unpacks to more than 200 times its size");
		if ((size_t)got > a->budget->bytes)
			return limit(a, "it unpacks to too many bytes");
		a->budget->bytes -= (size_t)got;
		if (n > a->budget->member_bytes) {
			m->too_big = true;
			n = 0;
			break;
		}
	}
	m->bytes = mdm_str_span(a->bytes, n);
	return MDM_ARCHIVE_MEMBER;
}

/*
 * Passing over a member costs nothing in a zip archive; elsewhere it has to
 * be unpacked, so that the size that it declares counts.
 */
static enum mdm_archive_status
pass_over(struct mdm_archive *a, struct archive_entry *entry)
{
	la_int64_t size = a->api.archive_entry_size(entry);

	if ((a->api.archive_format(a->reader) & ARCHIVE_FORMAT_BASE_MASK) ==
	    ARCHIVE_FORMAT_ZIP)
		return MDM_ARCHIVE_MEMBER;
	if (size < 0 || (uint64_t)size > a->budget->bytes)
		return limit(a, "it unpacks to too many bytes");
	a->budget->bytes -= (size_t)size;
	return MDM_ARCHIVE_MEMBER;
}

/* Office documents, packages of Java and Android are zip archives, too. */
static bool
is_document(const struct mdm_archive *a, struct mdm_str name)
{
	return a->seen == 1 &&
	    (mdm_str_is(name, "[Content_Types].xml") ||
		mdm_str_is(name, "mimetype") ||
		mdm_str_starts(name, "META-INF/"));
}

static bool
is_file(const struct mdm_archive *a, struct archive_entry *entry)
{
	return a->api.archive_entry_filetype(entry) == AE_IFREG &&
	    a->api.archive_entry_hardlink(entry) == NULL;
}

static enum mdm_archive_status
take(struct mdm_archive *a, struct archive_entry *entry,
    struct mdm_archive_member *m)
{
	la_int64_t size = a->api.archive_entry_size(entry);

	*m = (struct mdm_archive_member){ .name = take_name(a, entry),
		.bytes = MDM_LIT("") };
	if (is_document(a, m->name)) {
		snprintf(a->problem, sizeof(a->problem), "it is a document");
		return MDM_ARCHIVE_FOREIGN;
	}
	m->encrypted = a->api.archive_entry_is_data_encrypted(entry) == 1;
	m->too_big = size > 0 && (uint64_t)size > a->budget->member_bytes;
	if (m->encrypted || m->too_big)
		return pass_over(a, entry);
	return read_member(a, m);
}

enum mdm_archive_status
mdm_archive_next(struct mdm_archive *a, struct mdm_archive_member *ret_member)
{
	struct archive_entry *entry;

	if (find_magic(a->all)->use == UNREAD)
		return MDM_ARCHIVE_UNREAD;
	if (!a->loaded)
		return MDM_ARCHIVE_NO_LIBRARY;
	if (a->reader == NULL)
		return damaged(a);
	for (;;) {
		int result = a->api.archive_read_next_header(a->reader, &entry);

		if (result == ARCHIVE_EOF)
			return MDM_ARCHIVE_END;
		/* ARCHIVE_WARN: a name in another character set, mostly. */
		if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
			return damaged(a);
		a->seen++;
		if (a->budget->members == 0)
			return limit(a, "it has too many members");
		a->budget->members--;
		if (is_file(a, entry))
			return take(a, entry, ret_member);
	}
}

const char *
mdm_archive_problem(const struct mdm_archive *a)
{
	return a->problem;
}

#else

struct mdm_archive {
	int none;
};

struct mdm_archive *
mdm_archive_open(struct mdm_str bytes, struct mdm_archive_budget *budget)
{
	(void)bytes;
	(void)budget;
	return NULL;
}

void
mdm_archive_close(struct mdm_archive *a)
{
	(void)a;
}

enum mdm_archive_status
mdm_archive_next(struct mdm_archive *a, struct mdm_archive_member *ret_member)
{
	(void)a;
	(void)ret_member;
	return MDM_ARCHIVE_NO_LIBRARY;
}

const char *
mdm_archive_problem(const struct mdm_archive *a)
{
	(void)a;
	return "";
}

#endif
