/* SPDX-License-Identifier: MIT */
/*
 * Archives as exports come in, and as somebody would send them who means
 * harm.
 */
#include "load.h"

#if defined(HAVE_PACKER) && defined(MDM_LATE_ARCHIVE)
#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "mkarchive.h"
#include "pki/cert.h"

#define MIB ((size_t)1 << 20)

#define PROFILE                                                                \
	"{\"@odata.type\":\"" TRUST_TYPE "\",\"id\":\"" ID1                    \
	"\",\"displayName\":\"A\",\"trustedRootCertificate\":\"" CERT "\"}"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif

static const char *const kinds[] = { "zip", "tar", "cab" };

static void
add(struct fixture *f, struct made_members *m, const char *name,
    struct mdm_str bytes)
{
	struct made_member member = { .name = mdm_str_of(name),
		.bytes = bytes };

	MDM_PUSH(f->loader.keep, &m->list, member);
}

static struct mdm_str
make(struct fixture *f, const char *kind, const struct made_members *m)
{
	return mkarchive_find(kind)(f->loader.keep, m);
}

static const struct mdm_facts *
load(struct fixture *f, struct mdm_str bytes)
{
	return load_bytes(f, "x.bin", bytes, MDM_INPUT_LINT);
}

static struct mdm_str
member_name(const struct mdm_facts *facts, size_t i)
{
	assert_true(i < facts->members.n);
	return facts->members.at[i]->input.name;
}

/* The kind of defect that the archive itself has, or -1. */
static int
defect_of(const struct mdm_facts *facts)
{
	return facts->file.defects.n == 0 ? -1
					  : (int)facts->file.defects.at[0].kind;
}

static bool
has_text(const struct mdm_facts *facts, const char *text)
{
	return facts->file.defects.n > 0 &&
	    mdm_str_has(facts->file.defects.at[0].text, text);
}

static void
reads_members_of_each_kind(void **state)
{
	struct fixture *f = *state;
	struct made_members m = { 0 };

	add(f, &m, "b/profile.json", MDM_LIT(PROFILE));
	add(f, &m, "a.txt", MDM_LIT("nothing\n"));
	for (size_t i = 0; i < COUNT(kinds); i++) {
		const struct mdm_facts *facts = load(f, make(f, kinds[i], &m));

		assert_int_equal(facts->members.n, 2);
		assert_true(facts->file.archive);
		assert_true(facts->file.recognised);
		assert_int_equal(facts->file.defects.n, 0);
		/* By name, whatever the order in the archive was. */
		assert_str(member_name(facts, 0), "x.bin!a.txt");
		assert_str(member_name(facts, 1), "x.bin!b/profile.json");
		assert_int_equal(facts->members.at[1]->facts.profiles.n, 1);
		assert_int_equal(
		    facts->members.at[1]->facts.file.source->text.n,
		    sizeof(PROFILE) - 1);
	}
}

static void
takes_names_as_they_are(void **state)
{
	static const char *const names[] = { "../../etc/passwd", "/etc/shadow",
		"./C:\\Logs\\a.evtx", "same", "same", "same", "__MACOSX/._x",
		"gr\xc3\xbc\xc3\x9f.json", "\033[31m\n" };
	static const char *const want[] = { "x.bin!\033[31m\n",
		"x.bin!../../etc/passwd", "x.bin!/etc/shadow",
		"x.bin!C:/Logs/a.evtx", "x.bin!gr\xc3\xbc\xc3\x9f.json",
		"x.bin!same", "x.bin!same (2)", "x.bin!same (3)" };
	struct fixture *f = *state;
	struct made_members m = { 0 };
	const struct mdm_facts *facts;

	for (size_t i = 0; i < COUNT(names); i++)
		add(f, &m, names[i], MDM_LIT("x"));
	facts = load(f, make(f, "zip", &m));
	assert_int_equal(facts->members.n, COUNT(want));
	for (size_t i = 0; i < COUNT(want); i++)
		assert_str(member_name(facts, i), want[i]);
}

static void
passes_over_links_and_devices(void **state)
{
	struct fixture *f = *state;
	struct made_members m = { 0 };
	const struct mdm_facts *facts;

	for (char type = '1'; type <= '6'; type++) {
		add(f, &m, "special", MDM_LIT(""));
		m.list.at[m.list.n - 1].type = type;
	}
	add(f, &m, "file.json", MDM_LIT(PROFILE));
	facts = load(f, make(f, "tar", &m));
	assert_int_equal(facts->members.n, 1);
	assert_str(member_name(facts, 0), "x.bin!file.json");
}

static void
tells_what_is_encrypted(void **state)
{
	struct fixture *f = *state;
	struct made_members m = { 0 };
	const struct mdm_facts *facts;

	add(f, &m, "secret.json", MDM_LIT(PROFILE));
	m.list.at[0].encrypted = true;
	facts = load(f, make(f, "zip", &m));
	assert_int_equal(facts->notes.n, 1);
	assert_str(facts->notes.at[0], "1 encrypted member of x.bin");
	assert_int_equal(facts->members.at[0]->facts.profiles.n, 0);
}

static void
goes_on_behind_a_damaged_member(void **state)
{
	struct fixture *f = *state;
	struct made_members m = { 0 };
	const struct mdm_facts *facts;

	add(f, &m, "broken.json", MDM_LIT(PROFILE));
	add(f, &m, "whole.json", MDM_LIT(PROFILE));
	m.list.at[0].bad_checksum = true;
	facts = load(f, make(f, "zip", &m));
	assert_int_equal(facts->members.n, 2);
	assert_true(has_text(&facts->members.at[0]->facts, "CRC"));
	assert_true(facts->members.at[0]->facts.file.looks_ours);
	assert_int_equal(facts->members.at[1]->facts.profiles.n, 1);
}

/* Every beginning of an archive: something is wrong, nothing breaks. */
static void
survives_every_truncation(void **state)
{
	struct fixture *f = *state;
	struct made_members m = { 0 };

	add(f, &m, "a.json", MDM_LIT(PROFILE));
	add(f, &m, "b.json", MDM_LIT("{}"));
	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct mdm_str whole = make(f, kinds[i], &m);

		for (size_t n = 0; n < whole.n; n += n < 200 ? 1 : 7) {
			/* A copy, so that a sanitizer sees the end. */
			char *part = mdm_heap_grow(NULL, n + 1);

			memcpy(part, whole.p, n);
			load(f, mdm_str_span(part, n));
			mdm_heap_free(part);
		}
	}
}

static void
survives_every_flipped_byte(void **state)
{
	struct fixture *f = *state;
	struct made_members m = { 0 };

	add(f, &m, "a.json", MDM_LIT("{\"a\":1}"));
	add(f, &m, "b.json", MDM_LIT("{}"));
	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct mdm_str whole = make(f, kinds[i], &m);
		char *bytes = (char *)(uintptr_t)whole.p;

		for (size_t n = 0; n < whole.n; n++) {
			/* Most of a tar archive is padding. */
			if (bytes[n] == 0 && n % 32 != 0)
				continue;
			for (int bit = 0; bit < 8; bit += 7) {
				bytes[n] ^= (char)(1 << bit);
				load(f, whole);
				bytes[n] ^= (char)(1 << bit);
			}
		}
	}
}

static void
stops_at_too_many_members(void **state)
{
	struct fixture *f = *state;
	struct made_members m = { 0 };
	const struct mdm_facts *facts;

	for (size_t i = 0; i < 20001; i++)
		add(f, &m, mdm_str_printf(f->loader.keep, "%zu", i).p,
		    MDM_LIT("x"));
	f->loader.max_file_size = 8 * MIB;
	facts = load(f, make(f, "zip", &m));
	assert_int_equal(facts->members.n, 20000);
	assert_int_equal(defect_of(facts), MDM_DEFECT_ARCHIVE_LIMIT);
	assert_true(has_text(facts, "too many members"));
}

/* "x.bin!1!1!1": as deep as it goes, and no deeper. */
static void
stops_at_archives_in_archives(void **state)
{
	struct fixture *f = *state;
	struct mdm_str inner = MDM_LIT(PROFILE);
	const struct mdm_facts *facts;
	size_t depth = 0;

	for (size_t i = 0; i < 30; i++) {
		struct made_members m = { 0 };

		add(f, &m, "1", inner);
		add(f, &m, "2", inner.n < 65536 ? inner : MDM_LIT("x"));
		inner = make(f, kinds[i % COUNT(kinds)], &m);
	}
	f->loader.max_file_size = 8 * MIB;
	facts = load(f, inner);
	while (facts->members.n > 0) {
		facts = &facts->members.at[0]->facts;
		depth++;
	}
	assert_int_equal(depth, 3);
	assert_int_equal(defect_of(facts), MDM_DEFECT_ARCHIVE_LIMIT);
	assert_null(f->loader.budget);
}

static void
believes_no_declared_size(void **state)
{
	struct fixture *f = *state;
	struct made_members m = { 0 };
	const struct mdm_facts *facts;

	add(f, &m, "huge", MDM_LIT("x"));
	m.list.at[0].claim = UINT32_MAX / 4;
	facts = load(f, make(f, "zip", &m));
	assert_true(has_text(&facts->members.at[0]->facts, "larger than"));
	facts = load(f, make(f, "tar", &m));
	assert_int_equal(defect_of(facts), MDM_DEFECT_ARCHIVE_LIMIT);
}

/* What libarchive packs, for the compressed kinds. */
struct packer {
	struct archive *archive;
	char *bytes;
	size_t used;
};

static struct packer
pack_begin(int format, int filter)
{
	enum { ROOM = 32 << 20 };
	struct packer p = { .archive = archive_write_new(),
		.bytes = mdm_heap_grow(NULL, ROOM) };

	assert_int_equal(
	    archive_write_set_format(p.archive, format), ARCHIVE_OK);
	assert_int_equal(
	    archive_write_add_filter(p.archive, filter), ARCHIVE_OK);
	archive_write_set_bytes_per_block(p.archive, 0);
	return p;
}

/* `times` times the same bytes. */
static void
pack(struct packer *p, const char *name, struct mdm_str bytes, size_t times)
{
	struct archive_entry *entry = archive_entry_new();

	archive_entry_set_pathname(entry, name);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_size(entry, (la_int64_t)(bytes.n * times));
	assert_int_equal(archive_write_header(p->archive, entry), ARCHIVE_OK);
	while (times-- > 0)
		assert_int_equal(
		    archive_write_data(p->archive, bytes.p, bytes.n), bytes.n);
	archive_entry_free(entry);
}

static struct mdm_str
pack_end(struct fixture *f, struct packer *p)
{
	struct mdm_str packed;

	archive_write_close(p->archive);
	packed = mdm_str_dup(f->loader.keep, mdm_str_span(p->bytes, p->used));
	archive_write_free(p->archive);
	mdm_heap_free(p->bytes);
	return packed;
}

static void
open_packer(struct packer *p)
{
	assert_int_equal(archive_write_open_memory(
			     p->archive, p->bytes, (size_t)32 << 20, &p->used),
	    ARCHIVE_OK);
}

static const struct {
	int format, filter;
} packings[] = {
	{ ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE },
	{ ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_GZIP },
	{ ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_BZIP2 },
	{ ARCHIVE_FORMAT_TAR_GNUTAR, ARCHIVE_FILTER_XZ },
};

static void
reads_what_is_compressed(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(packings); i++) {
		struct packer p =
		    pack_begin(packings[i].format, packings[i].filter);
		const struct mdm_facts *facts;
		struct mdm_str packed;

		open_packer(&p);
		pack(&p, "a/profile.json", MDM_LIT(PROFILE), 1);
		packed = pack_end(f, &p);
		facts = load(f, packed);
		assert_int_equal(facts->members.n, 1);
		assert_int_equal(facts->members.at[0]->facts.profiles.n, 1);
		for (size_t n = 0; n < packed.n; n += 3)
			load(f, mdm_str_sub(packed, 0, n));
	}
}

static void
leaves_other_compressed_files_alone(void **state)
{
	struct fixture *f = *state;
	struct packer p = pack_begin(ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP);
	const struct mdm_facts *facts;

	open_packer(&p);
	pack(&p, "page", MDM_LIT("no archive, but compressed\n"), 1);
	facts = load(f, pack_end(f, &p));
	assert_false(facts->file.recognised);
	assert_false(facts->file.archive);
	assert_int_equal(facts->file.defects.n, 0);
	assert_string_equal(
	    facts->file.taken_for, "compressed, and no archive");
}

static void
leaves_documents_alone(void **state)
{
	struct fixture *f = *state;
	struct made_members m = { 0 };
	const struct mdm_facts *facts;

	add(f, &m, "[Content_Types].xml", MDM_LIT("<Types/>"));
	add(f, &m, "word/document.xml", MDM_LIT("<w/>"));
	facts = load(f, make(f, "zip", &m));
	assert_int_equal(facts->members.n, 0);
	assert_false(facts->file.archive);
}

static void
says_what_it_does_not_read(void **state)
{
	struct fixture *f = *state;
	const struct mdm_facts *facts =
	    load(f, mdm_str_span("7z\xbc\xaf\x27\x1c\0\4", 8));

	assert_false(facts->file.recognised);
	assert_string_equal(facts->file.taken_for, "7z archive");
	assert_int_equal(facts->notes.n, 1);
	assert_str(
	    facts->notes.at[0], "x.bin: a 7z archive is not read, unpack it");
}

/* Members that are nothing but zeros. */
static struct mdm_str
bomb(struct fixture *f, size_t i, size_t members, size_t mib)
{
	struct packer p = pack_begin(packings[i].format, packings[i].filter);
	char *zeros = mdm_heap_grow(NULL, MIB);
	struct mdm_str packed;

	memset(zeros, 0, MIB);
	open_packer(&p);
	for (size_t k = 0; k < members; k++)
		pack(&p, "zeros", mdm_str_span(zeros, MIB), mib);
	packed = pack_end(f, &p);
	mdm_heap_free(zeros);
	return packed;
}

/*
 * All entries of the directory of a zip archive point at the same bytes: what
 * was packed once unpacks a thousand times.
 */
static struct mdm_str
overlap(struct fixture *f, struct mdm_str zip, size_t times)
{
	size_t end = zip.n - 22;
	uint32_t size, start;
	char *out, *p;

	assert_memory_equal(zip.p + end, "PK\5\6", 4);
	memcpy(&size, zip.p + end + 12, 4); /* this test is little-endian */
	memcpy(&start, zip.p + end + 16, 4);
	out = p = MDM_NEW_N(f->loader.keep, char, zip.n + times * size);
	memcpy(p, zip.p, start);
	p += start;
	for (size_t i = 0; i < times; i++, p += size)
		memcpy(p, zip.p + start, size);
	memcpy(p, zip.p + end, 22);
	size *= (uint32_t)times;
	memcpy(p + 8, &times, 2);
	memcpy(p + 10, &times, 2);
	memcpy(p + 12, &size, 4);
	return mdm_str_span(out, (size_t)(p + 22 - out));
}

static void
check_bomb(struct fixture *f, struct mdm_str packed)
{
	const struct mdm_facts *facts = load(f, packed);

	if (defect_of(facts) != MDM_DEFECT_ARCHIVE_LIMIT ||
	    !has_text(facts, "it unpacks to"))
		_exit(1);
}

/* In a process of its own that may have 256 MiB and no more. */
static void
in_little_memory(struct fixture *f, struct mdm_str packed)
{
	int status = 0;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
#ifndef SANITIZED
		struct rlimit limit = { 256 * MIB, 256 * MIB };

		setrlimit(RLIMIT_AS, &limit);
#endif
		alarm(60);
		check_bomb(f, packed);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void
stops_at_bombs(void **state)
{
	struct fixture *f = *state;

	f->loader.max_file_size = 64 * MIB;
	in_little_memory(f, bomb(f, 0, 6, 60));
	for (size_t i = 0; i < COUNT(packings); i++)
		in_little_memory(f, bomb(f, i, 2, 12));
}

static void
stops_at_bombs_in_bombs(void **state)
{
	struct fixture *f = *state;
	struct made_members m = { 0 };
	const struct mdm_facts *facts;
	struct mdm_str inner = bomb(f, 0, 1, 24);

	f->loader.max_file_size = 64 * MIB;
	for (size_t i = 0; i < 10; i++)
		add(f, &m, "zeros.zip", inner);
	facts = load(f, make(f, "zip", &m));
	/* Each of them alone has the ratio of a bomb. */
	for (size_t i = 0; i < facts->members.n; i++)
		assert_int_equal(defect_of(&facts->members.at[i]->facts),
		    MDM_DEFECT_ARCHIVE_LIMIT);
}

static void
stops_at_overlapping_members(void **state)
{
	struct fixture *f = *state;
	struct mdm_str zip = bomb(f, 0, 1, 24);

	f->loader.max_file_size = 64 * MIB;
	in_little_memory(f, overlap(f, zip, 1000));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(reads_members_of_each_kind),
		TEST(takes_names_as_they_are),
		TEST(passes_over_links_and_devices),
		TEST(tells_what_is_encrypted),
		TEST(goes_on_behind_a_damaged_member),
		TEST(survives_every_truncation),
		TEST(survives_every_flipped_byte),
		TEST(stops_at_too_many_members),
		TEST(stops_at_archives_in_archives),
		TEST(believes_no_declared_size),
		TEST(reads_what_is_compressed),
		TEST(leaves_other_compressed_files_alone),
		TEST(leaves_documents_alone),
		TEST(says_what_it_does_not_read),
		TEST(stops_at_bombs),
		TEST(stops_at_bombs_in_bombs),
		TEST(stops_at_overlapping_members),
	};

	mdm_readers_init();
	mdm_pki_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

int
main(void)
{
	puts("skipped: there is no libarchive");
	return SKIPPED;
}

#endif
