/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include "base/text.h"

static int
setup(void **state)
{
	*state = mdm_arena_new();
	return 0;
}

static int
teardown(void **state)
{
	mdm_arena_free(*state);
	return 0;
}

struct decoding {
	struct mdm_str in;
	enum mdm_encoding encoding;
	bool damaged;
	const char *want;
};

#define BYTES(literal)                                                         \
	{                                                                      \
		literal, sizeof(literal) - 1                                   \
	}

static const struct decoding decodings[] = {
	{ BYTES("plain"), MDM_UTF8, false, "plain" },
	{ BYTES(""), MDM_UTF8, false, "" },
	{ BYTES("\xc3\xa4"), MDM_UTF8, false, "\xc3\xa4" },
	{ BYTES("\xef\xbb\xbf{}"), MDM_UTF8_BOM, false, "{}" },
	{ BYTES("\xef\xbb\xbf\xe4"), MDM_UTF8_BOM, true, "\xc3\xa4" },
	{ BYTES("\xff\xfe{\0\xe4\0"), MDM_UTF16LE, false, "{\xc3\xa4" },
	{ BYTES("\xfe\xff\0{\0\xe4"), MDM_UTF16BE, false, "{\xc3\xa4" },
	{ BYTES("{\0}\0"), MDM_UTF16LE, false, "{}" },
	{ BYTES("\0<\0a"), MDM_UTF16BE, false, "<a" },
	{ BYTES("\xff\xfe\x3d\xd8\x00\xde"), MDM_UTF16LE, false,
	    "\xf0\x9f\x98\x80" },
	{ BYTES("\xff\xfe\x3d\xd8"), MDM_UTF16LE, true, "\xef\xbf\xbd" },
	{ BYTES("\xff\xfe\x00\xde"
		"a\0"),
	    MDM_UTF16LE, true,
	    "\xef\xbf\xbd"
	    "a" },
	{ BYTES("\xff\xfe"
		"a\0b"),
	    MDM_UTF16LE, true, "a\xef\xbf\xbd" },
	{ BYTES("\xff\xfe"), MDM_UTF16LE, false, "" },
	{ BYTES("Gr\xf6\xdf"
		"e \x80\x81"),
	    MDM_WINDOWS_1252, false,
	    "Gr\xc3\xb6\xc3\x9f"
	    "e \xe2\x82\xac\xc2\x81" },
	{ BYTES("\x30\x82\x01\x02\x30"), MDM_BINARY, false, NULL },
	{ BYTES("\xd0\xcf\x11\xe0\0\0"), MDM_BINARY, false, NULL },
};

static void
decodes(void **state)
{
	for (size_t i = 0; i < COUNT(decodings); i++) {
		const struct decoding *d = &decodings[i];
		enum mdm_encoding encoding;
		bool damaged;
		struct mdm_str text =
		    mdm_text_decode(*state, d->in, &encoding, &damaged);
		char row[16];

		snprintf(row, sizeof(row), "row %zu", i);
		assert_row(encoding, d->encoding, row);
		assert_row(damaged, d->damaged, row);
		if (d->want != NULL)
			assert_str(text, d->want);
		else
			assert_ptr_equal(text.p, d->in.p);
		assert_non_null(mdm_encoding_name(encoding));
	}
}

/* RFC 3629: overlong forms, surrogates, beyond U+10FFFF, cut sequences. */
static void
knows_utf8(void **state)
{
	static const struct {
		struct mdm_str in;
		size_t bad; /* SIZE_MAX: valid */
	} rows[] = {
		{ BYTES("abcdefghij\xc3\xa4"), SIZE_MAX },
		{ BYTES("\xf4\x8f\xbf\xbf"), SIZE_MAX },
		{ BYTES("\xee\x80\x80"), SIZE_MAX },
		{ BYTES("abcdefghij\xc3"), 10 },
		{ BYTES("a\xc0\x80"), 1 },
		{ BYTES("\xc1\xbf"), 0 },
		{ BYTES("\xe0\x80\x80"), 0 },
		{ BYTES("\xed\xa0\x80"), 0 },
		{ BYTES("\xf0\x80\x80\x80"), 0 },
		{ BYTES("\xf4\x90\x80\x80"), 0 },
		{ BYTES("\xf5\x80\x80\x80"), 0 },
		{ BYTES("12345678\x80"), 8 },
		{ BYTES("\xe2\x82"), 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t bad = SIZE_MAX;
		char row[16];

		snprintf(row, sizeof(row), "row %zu", i);
		assert_row(mdm_utf8_valid(rows[i].in, &bad),
		    rows[i].bad == SIZE_MAX, row);
		assert_row(bad, rows[i].bad, row);
	}
}

static void
writes_and_reads_each_code_point(void **state)
{
	(void)state;
	for (uint32_t c = 0; c < 0x110000; c++) {
		char bytes[4];
		struct mdm_str s = { bytes, 0 };
		size_t at = 0;

		if (c >= 0xd800 && c < 0xe000)
			continue;
		s.n = mdm_utf8_write(c, bytes);
		if (!mdm_utf8_valid(s, NULL) || mdm_utf8_next(s, &at) != c ||
		    at != s.n || mdm_utf8_count(s) != 1)
			fail_msg("U+%04X", (unsigned)c);
	}
}

static void
sees_the_invisible(void **state)
{
	static const uint32_t hidden[] = { 0x200b, 0x200f, 0x202a, 0x202e,
		0x2060, 0x2064, 0xfeff, 0xad };
	static const uint32_t visible[] = { ' ', 'a', 0xa0, 0x2010, 0x2029,
		0x2065, 0xfffd };

	(void)state;
	for (size_t i = 0; i < COUNT(hidden); i++)
		assert_true(mdm_is_invisible(hidden[i]));
	for (size_t i = 0; i < COUNT(visible); i++)
		assert_false(mdm_is_invisible(visible[i]));
}

static const struct {
	const char *in, *want; /* want NULL: not base64 */
	bool white_space, outer_space, padding_missing;
	size_t bad_offset;
} base64s[] = {
	{ "", "", false, false, false, 0 },
	{ "Zg==", "f", false, false, false, 0 },
	{ "Zm8=", "fo", false, false, false, 0 },
	{ "Zm9v", "foo", false, false, false, 0 },
	{ "Zm9vYmFy", "foobar", false, false, false, 0 },
	{ "Zm9v\r\nYmFy", "foobar", true, false, false, 0 },
	{ " Zm9v\n", "foo", false, true, false, 0 },
	{ "Zm8", "fo", false, false, true, 0 },
	{ "Zg", "f", false, false, true, 0 },
	{ "Zm9vY", NULL, false, false, false, 5 },
	{ "Zm9v-mFy", NULL, false, false, false, 4 },
	{ "  Zm9v_", NULL, false, true, false, 6 },
	{ "Zg==Zg==", NULL, false, false, false, 4 },
	{ "Z===", NULL, false, false, false, 1 },
	{ "Zm9v=", NULL, false, false, false, 4 },
	{ "Zg===", NULL, false, false, false, 4 },
	{ "Zg=", NULL, false, false, false, 3 },
};

static void
decodes_base64(void **state)
{
	for (size_t i = 0; i < COUNT(base64s); i++) {
		const char *in = base64s[i].in;
		struct mdm_base64 b = mdm_base64_decode(*state, mdm_str_of(in));

		assert_row(b.valid, base64s[i].want != NULL, in);
		assert_row(b.white_space, base64s[i].white_space, in);
		assert_row(b.outer_space, base64s[i].outer_space, in);
		if (b.valid) {
			assert_str(b.bytes, base64s[i].want);
			assert_row(
			    b.padding_missing, base64s[i].padding_missing, in);
		} else {
			assert_null(b.bytes.p);
			assert_non_null(b.problem);
			assert_row(b.bad_offset, base64s[i].bad_offset, in);
		}
	}
}

static void
encodes_base64(void **state)
{
	char bytes[256];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)(i * 37);
	for (size_t n = 0; n < sizeof(bytes); n++) {
		struct mdm_str in = { bytes, n };
		struct mdm_str text = mdm_base64_encode(*state, in);
		struct mdm_base64 back = mdm_base64_decode(*state, text);

		assert_int_equal(text.n, (n + 2) / 3 * 4);
		assert_true(back.valid && !back.padding_missing);
		assert_true(mdm_str_eq(back.bytes, in));
	}
}

static void
cleans_thumbprints(void **state)
{
	struct mdm_thumbprint_text t;

	t = mdm_thumbprint_clean(*state, MDM_LIT("AB:cd 0-1"));
	assert_str(t.digits, "abcd01");
	assert_true(t.hex && t.blanks && t.separators);
	assert_false(t.invisible || t.other_non_ascii);

	t = mdm_thumbprint_clean(*state,
	    MDM_LIT("\xe2\x80\x8e"
		    "ab12"));
	assert_str(t.digits, "ab12");
	assert_true(t.hex && t.invisible);
	assert_int_equal(t.hidden, 0x200e);
	assert_int_equal(t.hidden_offset, 0);

	t = mdm_thumbprint_clean(*state,
	    MDM_LIT("ab\xc2\xa0"
		    "12"));
	assert_str(t.digits, "ab12");
	assert_true(t.invisible);
	assert_int_equal(t.hidden_offset, 2);

	t = mdm_thumbprint_clean(*state, MDM_LIT("ABCX"));
	assert_false(t.hex);
	assert_str(t.digits, "ABCX");

	t = mdm_thumbprint_clean(*state, MDM_LIT("ab\xc3\xa9"));
	assert_true(t.other_non_ascii);
	assert_false(t.hex);

	t = mdm_thumbprint_clean(*state, MDM_LIT(" - "));
	assert_false(t.hex);
	assert_int_equal(t.digits.n, 0);
}

static const struct {
	const char *text;
	bool valid;
	int64_t seconds;
} times[] = {
	{ "1970-01-01T00:00:00Z", true, 0 },
	{ "2026-06-01", true, 1780272000 },
	{ "2026-06-01T12:30:45Z", true, 1780317045 },
	{ "2026-06-01t12:30:45.1234567z", true, 1780317045 },
	{ "2026-06-01T14:30:45+02:00", true, 1780317045 },
	{ "2026-06-01T07:00:45-05:30", true, 1780317045 },
	{ "2024-02-29", true, 1709164800 },
	{ "2023-02-29", false, 0 },
	{ "1900-02-29", false, 0 },
	{ "2026-13-01", false, 0 },
	{ "2026-00-01", false, 0 },
	{ "2026-06-31", false, 0 },
	{ "2026-6-1", false, 0 },
	{ "2026-06-01T24:00:00Z", false, 0 },
	{ "2026-06-01T12:60:00Z", false, 0 },
	{ "2026-06-01T12:30:45", false, 0 },
	{ "2026-06-01T12:30Z", false, 0 },
	{ "2026/06/01", false, 0 },
	{ "", false, 0 },
	{ "1601-01-01T00:00:00Z", true, -11644473600 },
};

static void
reads_times(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(times); i++) {
		int64_t seconds = 0;

		assert_row(mdm_time_parse(mdm_str_of(times[i].text), &seconds),
		    times[i].valid, times[i].text);
		if (times[i].valid)
			assert_row(seconds, times[i].seconds, times[i].text);
	}
}

static void
writes_the_times_it_reads(void **state)
{
	(void)state;
	/* From year 1 to 9999, in steps that meet every day of the week. */
	for (int64_t t = -62135596800; t < 253402300800;
	     t += 86400 * 37 + 3671) {
		int64_t back = 0;
		char text[21], date[11];

		mdm_time_format(t, text);
		assert_true(mdm_time_parse(mdm_str_of(text), &back));
		assert_row(back, t, text);
		mdm_date_format(t, date);
		assert_memory_equal(date, text, 10);
	}
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(decodes),
		TEST(knows_utf8),
		TEST(writes_and_reads_each_code_point),
		TEST(sees_the_invisible),
		TEST(decodes_base64),
		TEST(encodes_base64),
		TEST(cleans_thumbprints),
		TEST(reads_times),
		TEST(writes_the_times_it_reads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
