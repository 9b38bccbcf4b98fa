/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <unistd.h>

#include "load.h"

#define PEM(label, body)                                                       \
	"-----BEGIN " label "-----\n" body "\n-----END " label "-----\n"

/* A throw-away key, in two halves so that no scanner takes it for a leak. */
#define KEY                                                                    \
	PEM("PRIVATE "                                                         \
	    "KEY",                                                             \
	    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgtt8Xu1IE/X3eZmKw" \
	    "\nUpLDA9KWlD0xiQ4A6fxPU1U+FXWhRANCAAS8kG8mRQ7j1n1yUMSWa/+kr8m3w8" \
	    "UK\nWQvjswgN6f1gZvv1CgXXrzxSQalAV8xyoewcaerBy27cR+BmnnZISree")

static const struct mdm_carrier *
only_carrier(const struct mdm_facts *facts)
{
	assert_true(facts->file.recognised);
	assert_string_equal(facts->file.taken_for, "certificate file");
	assert_int_equal(facts->carriers.n, 1);
	return facts->carriers.at[0];
}

static void
content_tells_what_a_file_is(void **state)
{
	static const struct {
		const char *name, *text;
		enum mdm_content content;
		size_t certs;
	} rows[] = {
		{ "root.pem", PEM("CERTIFICATE", CERT), MDM_CONTENT_CERTIFICATE,
		    1 },
		{ "no-extension", PEM("CERTIFICATE", CERT),
		    MDM_CONTENT_CERTIFICATE, 1 },
		{ "root.cer", CERT, MDM_CONTENT_CERTIFICATE, 1 },
		{ "chain.pem",
		    PEM("CERTIFICATE", CERT) PEM("CERTIFICATE", CERT),
		    MDM_CONTENT_CERTIFICATE, 2 },
		{ "root.crt", "<html>404</html>", MDM_CONTENT_OTHER, 0 },
		{ "key.pem", KEY, MDM_CONTENT_PRIVATE_KEY, 0 },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct mdm_carrier *c =
		    only_carrier(load_named(f, rows[i].name, rows[i].text));

		assert_row(c->content, rows[i].content, rows[i].name);
		assert_row(c->ncerts, rows[i].certs, rows[i].name);
		assert_row(c->role, MDM_CARRIER_FILE, rows[i].name);
		assert_str(c->file_name, rows[i].name);
		assert_null(c->profile);
	}
}

static void
der_is_read_as_it_is(void **state)
{
	struct fixture *f = *state;
	struct mdm_base64 der =
	    mdm_base64_decode(f->loader.keep, MDM_LIT(CERT));
	const struct mdm_carrier *c =
	    only_carrier(load_bytes(f, "root.der", der.bytes, MDM_INPUT_LINT));

	assert_int_equal(c->content, MDM_CONTENT_CERTIFICATE);
	assert_string_equal(c->certs[0]->sha1_hex, CERT_SHA1);
}

static void
the_input_says_what_certificates_are_for(void **state)
{
	static const struct {
		enum mdm_input_role input;
		enum mdm_carrier_role role;
	} rows[] = {
		{ MDM_INPUT_LINT, MDM_CARRIER_FILE },
		{ MDM_INPUT_KNOWN_CERTS, MDM_CARRIER_KNOWN },
		{ MDM_INPUT_GETCACERT, MDM_CARRIER_GETCACERT },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(
		    only_carrier(
			load_bytes(f, "a.pem",
			    MDM_LIT(PEM("CERTIFICATE", CERT)), rows[i].input))
			->role,
		    rows[i].role);
}

static void
private_keys_are_never_shown(void **state)
{
	struct fixture *f = *state;
	const struct mdm_facts *facts = load_named(f, "key.pem", KEY);
	struct mdm_str value;

	assert_int_equal(facts->file.source->secrets.n, 1);
	assert_int_equal(facts->file.source->secrets.at[0].off, 0);
	assert_int_equal(
	    facts->file.source->secrets.at[0].len, sizeof(KEY) - 1);
	value = mdm_base64_encode(f->loader.keep, MDM_LIT(KEY));
	facts = load_text(f,
	    mdm_str_printf(f->loader.keep,
		"{\"trustedRootCertificate\":\"" MDM_FMT "\"}", MDM_ARG(value))
		.p);
	assert_true(facts->carriers.at[0]->private_key);
	assert_int_equal(facts->file.source->secrets.n, 1);
}

static void
other_files_are_skipped_with_a_reason(void **state)
{
	static const struct {
		const char *name, *text;
	} rows[] = {
		{ "readme.md", "# hello" },
		{ "empty.json", "" },
		{ "a.xml", "<a/>" },
		{ "a.json", "{\"a\":1}" },
		{ "a.bin", "\001\002\003" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct mdm_facts *facts =
		    load_named(f, rows[i].name, rows[i].text);

		assert_row(facts->file.recognised, false, rows[i].name);
		assert_row(facts->file.looks_ours, false, rows[i].name);
		assert_non_null(facts->file.taken_for);
		assert_row(facts->carriers.n, 0, rows[i].name);
	}
}

static void
large_inputs_are_a_defect(void **state)
{
	struct fixture *f = *state;
	const struct mdm_facts *facts;

	f->loader.max_file_size = 10;
	facts = load_text(f, "{\"a\":\"0123456789\"}");
	assert_false(facts->file.recognised);
	assert_int_equal(facts->file.defects.n, 1);
	assert_int_equal(facts->file.defects.at[0].kind, MDM_DEFECT_TOO_BIG);
	assert_true(mdm_at_set(facts->file.defects.at[0].at));
	assert_str(facts->file.source->name, "export/a.json");
}

static void
the_world_can_fail(void **state)
{
	struct fixture *f = *state;
	struct mdm_facts facts = { 0 };
	struct mdm_input input = { .name = MDM_LIT("no/such/file.json") };

	assert_int_equal(mdm_load(&f->loader, &input, 0, &facts), MDM_ERR_IO);
	assert_int_equal(errno, ENOENT);
	input.named = true;
	assert_int_equal(mdm_load(&f->loader, &input, 0, &facts), MDM_ERR_IO);
	input.name = MDM_LIT(".");
	assert_int_equal(mdm_load(&f->loader, &input, 0, &facts), MDM_ERR_IO);
}

static void
files_on_disk_are_read_again_others_kept(void **state)
{
	static const char name[] = "unit-load-files.json";
	static const char text[] = "{\"trustedRootCertificate\":\"" CERT "\"}";
	struct fixture *f = *state;
	struct mdm_facts facts = { 0 };
	struct mdm_input input = {
		.name = MDM_LIT("unit-load-files.json"), .named = true, .set = 3
	};
	FILE *file = fopen(name, "wb");

	assert_non_null(file);
	assert_int_equal(fputs(text, file) >= 0, true);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(mdm_load(&f->loader, &input, 7, &facts), MDM_OK);
	unlink(name);
	assert_int_equal(facts.profiles.n, 1);
	assert_ptr_equal(facts.profiles.at[0]->file, &facts.file);
	assert_int_equal(facts.file.index, 7);
	assert_int_equal(facts.file.set, 3);
	assert_true(facts.file.named);
	assert_true(facts.file.source->on_disk);
	assert_null(facts.file.source->text.p);
	assert_int_equal(facts.file.source->size, sizeof(text) - 1);
	assert_true(facts.file.source->mtime_ns != 0);
	assert_non_null(load_text(f, text)->file.source->text.p);
	assert_false(load_text(f, text)->file.source->on_disk);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(content_tells_what_a_file_is),
		TEST(der_is_read_as_it_is),
		TEST(the_input_says_what_certificates_are_for),
		TEST(private_keys_are_never_shown),
		TEST(other_files_are_skipped_with_a_reason),
		TEST(large_inputs_are_a_defect),
		TEST(the_world_can_fail),
		TEST(files_on_disk_are_read_again_others_kept),
	};

	mdm_readers_init();
	mdm_pki_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
