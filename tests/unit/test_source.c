/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "doc.h"

struct folder {
	char path[64], file[96];
	struct mdm_buffer buffer;
};

static int
make_folder(void **state)
{
	struct folder *d = mdm_heap_grow(NULL, sizeof(*d));

	*d = (struct folder){ .path = "unit-source-XXXXXX" };
	if (mkdtemp(d->path) == NULL)
		return -1;
	snprintf(d->file, sizeof(d->file), "%s/input", d->path);
	*state = d;
	return 0;
}

static int
remove_folder(void **state)
{
	struct folder *d = *state;

	unlink(d->file);
	rmdir(d->path);
	mdm_heap_free(d->buffer.p);
	mdm_heap_free(d);
	return 0;
}

static void
write_file(const struct folder *d, size_t n)
{
	FILE *file = fopen(d->file, "wb");

	assert_non_null(file);
	for (size_t i = 0; i < n; i++)
		fputc('a' + (int)(i % 26), file);
	assert_int_equal(fclose(file), 0);
}

static void
reads_files_up_to_the_limit(void **state)
{
	static const size_t sizes[] = { 0, 1, 1000, 65535, 65536, 65537,
		300000 };
	struct folder *d = *state;

	for (size_t i = 0; i < COUNT(sizes); i++) {
		int64_t mtime = 0;

		write_file(d, sizes[i]);
		assert_int_equal(
		    mdm_file_read(d->file, sizes[i], &d->buffer, &mtime),
		    MDM_OK);
		assert_int_equal(d->buffer.n, sizes[i]);
		assert_true(mtime > 0);
		for (size_t k = 0; k < sizes[i]; k += 997)
			assert_int_equal(d->buffer.p[k], 'a' + (int)(k % 26));
		assert_int_equal(mdm_regular_file_read(
				     d->file, sizes[i], &d->buffer, &mtime),
		    MDM_OK);
		assert_int_equal(d->buffer.n, sizes[i]);
		if (sizes[i] == 0)
			continue;
		assert_int_equal(
		    mdm_file_read(d->file, sizes[i] - 1, &d->buffer, &mtime),
		    MDM_ERR_TOO_BIG);
	}
}

static void
keeps_no_huge_buffer(void **state)
{
	struct folder *d = *state;
	int64_t mtime;

	write_file(d, 20 << 20);
	assert_int_equal(
	    mdm_file_read(d->file, 64 << 20, &d->buffer, &mtime), MDM_OK);
	write_file(d, 10);
	assert_int_equal(
	    mdm_file_read(d->file, 64 << 20, &d->buffer, &mtime), MDM_OK);
	assert_int_equal(d->buffer.n, 10);
	assert_true(d->buffer.room < 1 << 20);
}

static void
says_why_it_cannot_read(void **state)
{
	struct folder *d = *state;
	int64_t mtime;

	assert_int_equal(
	    mdm_file_read(d->file, 100, &d->buffer, &mtime), MDM_ERR_IO);
	assert_int_equal(errno, ENOENT);
	assert_int_equal(
	    mdm_file_read(d->path, 100, &d->buffer, &mtime), MDM_ERR_IO);
	assert_int_equal(errno, EISDIR);
	assert_int_equal(
	    mdm_regular_file_read(d->path, 100, &d->buffer, &mtime),
	    MDM_ERR_IO);
	assert_int_equal(errno, EISDIR);
}

static void
obeys_permissions(void **state)
{
	enum { NOBODY = 65534 };
	struct folder *d = *state;
	bool root = geteuid() == 0;
	enum mdm_status status;
	int64_t mtime;
	int error;

	write_file(d, 10);
	assert_int_equal(chmod(d->file, 0), 0);
	if (root && seteuid(NOBODY) != 0) {
		print_message("skipped: root may read everything\n");
		skip();
	}
	status = mdm_file_read(d->file, 100, &d->buffer, &mtime);
	error = errno;
	if (root)
		assert_int_equal(seteuid(0), 0);
	assert_int_equal(status, MDM_ERR_IO);
	assert_int_equal(error, EACCES);
}

/* Nobody ever writes into it: without care the reader would wait for ever. */
static void
does_not_wait_for_a_pipe_it_found(void **state)
{
	struct folder *d = *state;
	int64_t mtime;

	assert_int_equal(mkfifo(d->file, 0600), 0);
	alarm(10);
	assert_int_equal(
	    mdm_regular_file_read(d->file, 100, &d->buffer, &mtime),
	    MDM_ERR_IO);
	assert_int_equal(errno, ENOTSUP);
	alarm(0);
}

/* As a shell names the pipe of "<(command)". */
static void
reads_a_pipe_that_was_named(void **state)
{
	struct folder *d = *state;
	int64_t mtime = 1;
	char path[32];
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "hello", 5), 5);
	close(ends[1]);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", ends[0]);
	assert_int_equal(mdm_file_read(path, 100, &d->buffer, &mtime), MDM_OK);
	close(ends[0]);
	assert_str(mdm_str_span(d->buffer.p, d->buffer.n), "hello");
	assert_int_equal(mtime, 0);
}

static void
stops_at_the_limit_of_endless_devices(void **state)
{
	struct folder *d = *state;
	int64_t mtime;

	assert_int_equal(mdm_file_read("/dev/zero", 100000, &d->buffer, &mtime),
	    MDM_ERR_TOO_BIG);
	assert_int_equal(
	    mdm_file_read("/dev/null", 100000, &d->buffer, &mtime), MDM_OK);
	assert_int_equal(d->buffer.n, 0);
	assert_int_equal(
	    mdm_regular_file_read("/dev/null", 100, &d->buffer, &mtime),
	    MDM_ERR_IO);
	assert_int_equal(errno, ENOTSUP);
}

/* Files in /proc say that they are empty. */
static void
does_not_trust_the_size(void **state)
{
	struct folder *d = *state;
	int64_t mtime;

	assert_int_equal(
	    mdm_file_read("/proc/self/maps", 1 << 20, &d->buffer, &mtime),
	    MDM_OK);
	assert_true(d->buffer.n > 0);
}

static const struct {
	struct mdm_str bytes;
	uint32_t off, len;
	const char *text;
} damaged[] = {
	{ { "\xff\xfe[\0\"\0\x00\xdc\"\0]\0", 12 }, 2, 3,
	    "damaged UTF-16LE: unpaired surrogate" },
	{ { "\xfe\xff\0[\xff\xfd\xd8\0\0]", 10 }, 4, 3,
	    "damaged UTF-16BE: unpaired surrogate" },
	{ { "\xff\xfe[\0]\0\n", 7 }, 2, 3,
	    "damaged UTF-16LE: half a character ends it" },
	{ { "\xff\xfe\x3d\xd8\x00\xdex\0\x3d\xd8", 10 }, 5, 3,
	    "damaged UTF-16LE: unpaired surrogate" },
	{ { "{\0}\0\x00\xdc", 6 }, 2, 3,
	    "damaged UTF-16LE: unpaired surrogate" },
	{ { "\xef\xbb\xbf\"\xc3\xa4\xe4\"", 8 }, 5, 1,
	    "the text starts with a UTF-8 mark and is not UTF-8" },
};

static void
places_damaged_text(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(damaged); i++) {
		struct mdm_doc *doc = open_text(f, "a.txt", damaged[i].bytes);
		const struct mdm_defect *defect = doc->defects.at;

		assert_true(doc->defects.n > 0);
		assert_int_equal(defect->kind, MDM_DEFECT_ENCODING);
		assert_str(defect->text, damaged[i].text);
		assert_row(defect->at.off, damaged[i].off, damaged[i].text);
		assert_row(defect->at.len, damaged[i].len, damaged[i].text);
	}
}

static void
has_no_defect_where_the_mark_is_in_the_text(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc =
	    open_text(f, "a.txt", MDM_LIT("\xff\xfe\xfd\xff\xfd\xff"));

	assert_int_equal(doc->defects.n, 0);
}

static void
records_the_source(void **state)
{
	struct fixture *f = *state;
	struct mdm_doc *doc =
	    open_text(f, "dir/a.json", MDM_LIT("\xef\xbb\xbf{}"));

	assert_str(doc->source->name, "dir/a.json");
	assert_int_equal(doc->source->encoding, MDM_UTF8_BOM);
	assert_int_equal(doc->source->syntax, MDM_JSON);
	assert_int_equal(doc->source->size, 5);
	assert_false(mdm_at_set(doc->source->inside));
	assert_null(doc->source->text.p);
	assert_int_equal(doc->root->off, 0);
}

#define IN_FOLDER(f)                                                           \
	cmocka_unit_test_setup_teardown(f, make_folder, remove_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(reads_files_up_to_the_limit),
		IN_FOLDER(keeps_no_huge_buffer),
		IN_FOLDER(says_why_it_cannot_read),
		IN_FOLDER(obeys_permissions),
		IN_FOLDER(does_not_wait_for_a_pipe_it_found),
		IN_FOLDER(reads_a_pipe_that_was_named),
		IN_FOLDER(stops_at_the_limit_of_endless_devices),
		IN_FOLDER(does_not_trust_the_size),
		TEST(places_damaged_text),
		TEST(has_no_defect_where_the_mark_is_in_the_text),
		TEST(records_the_source),
	};

	mdm_readers_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
