/* SPDX-License-Identifier: MIT */
#include "load.h"

#define SCEP "{\"@odata.type\":\"" SCEP_TYPE "\",\"id\":\"" ID1 "\"}"
#define TRUST                                                                  \
	"{\"@odata.type\":\"" TRUST_TYPE "\",\"id\":\"" ID2                    \
	"\",\"displayName\":\"Root\",\"trustedRootCertificate\":\"" CERT "\"}"

/* The same as a JSON string. */
#define SCEP_TEXT                                                              \
	"\"{\\\"@odata.type\\\":\\\"" SCEP_TYPE "\\\",\\\"keySize\\\":"        \
	"\\\"size2048\\\"}\""

static void
every_layout_is_understood(void **state)
{
	static const struct {
		const char *text;
		size_t profiles;
		enum mdm_form form;
	} rows[] = {
		{ SCEP, 1, MDM_FORM_GRAPH_GET },
		{ "{\"value\":[" SCEP "," TRUST "]}", 2, MDM_FORM_GRAPH_GET },
		{ "{\"value\":" SCEP "}", 1, MDM_FORM_GRAPH_GET },
		{ "[" SCEP "," TRUST "]", 2, MDM_FORM_GRAPH_GET },
		{ "{\"deviceConfigurations\":[" SCEP "," TRUST "]}", 2,
		    MDM_FORM_GRAPH_GET },
		{ "{\"deviceConfigurations\":{\"value\":[" SCEP "]},"
		  "\"compliancePolicies\":{\"value\":[{\"id\":\"x\"}]}}",
		    1, MDM_FORM_GRAPH_GET },
		{ "{\"responses\":[{\"id\":\"1\",\"status\":200,\"body\":"
		  "{\"value\":[" SCEP "]}}]}",
		    1, MDM_FORM_GRAPH_GET },
		{ "{\"requests\":[{\"method\":\"POST\",\"url\":\"/x\","
		  "\"body\":" SCEP "}]}",
		    1, MDM_FORM_GRAPH_GET },
		{ "{\"PartitionKey\":\"IntuneTemplate\",\"JSON\":" SCEP_TEXT
		  "}",
		    1, MDM_FORM_CIPP },
		{ "[{\"RowKey\":\"1\",\"JSON\":" SCEP_TEXT
		  "},{\"RowKey\":\"2\",\"JSON\":" SCEP_TEXT "}]",
		    2, MDM_FORM_CIPP },
		{ "{\"Displayname\":\"T\",\"RAWJson\":" SCEP_TEXT "}", 1,
		    MDM_FORM_CIPP },
		{ "[" SCEP_TEXT "," SCEP_TEXT "]", 2, MDM_FORM_UNKNOWN },
		{ "{\"value\":[" SCEP_TEXT "]}", 1, MDM_FORM_UNKNOWN },
		{ "[[" SCEP_TEXT ",\"deviceManagement/deviceConfigurations\","
		  "\"Old\",\"" ID1 "\",\"Group\"]]",
		    1, MDM_FORM_BACKUP_ROWS },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct mdm_facts *facts = load_text(f, rows[i].text);

		assert_row(facts->profiles.n, rows[i].profiles, rows[i].text);
		assert_row(facts->file.recognised, true, rows[i].text);
		assert_string_equal(facts->file.taken_for, "Graph");
		assert_row(facts->file.form, rows[i].form, rows[i].text);
		assert_row(
		    facts->profiles.at[0]->form, rows[i].form, rows[i].text);
	}
}

static void
rows_lend_names_and_ids(void **state)
{
	struct fixture *f = *state;
	const struct mdm_profile *p = load_one(f,
	    "[[" SCEP_TEXT ",\"deviceManagement/deviceConfigurations\","
	    "\"Old\",\"" ID1 "\"]]");

	assert_str(p->name, "Old");
	assert_str(p->id, ID1);
	p = load_one(f, "{\"Displayname\":\"T\",\"RAWJson\":" SCEP_TEXT "}");
	assert_str(p->name, "T");
	assert_null(p->id.p);
}

static void
nested_documents_keep_their_text(void **state)
{
	struct fixture *f = *state;
	const struct mdm_profile *p = load_one(f, "{\"JSON\":" SCEP_TEXT "}");
	const struct mdm_source *source = p->object.source;

	assert_true(mdm_at_set(source->inside));
	assert_non_null(source->text.p);
	assert_str(mdm_pointer_of(f->loader.keep, source->inside), "/JSON");
	assert_memory_equal(
	    source->text.p + p->object.off, "{\"@odata.type\"", 14);
}

static void
a_page_names_the_type_of_a_cast(void **state)
{
	const struct mdm_profile *p = load_one(*state,
	    "{\"@odata.context\":\"https://h/$metadata#deviceManagement/"
	    "deviceConfigurations/microsoft.graph."
	    "iosScepCertificateProfile\",\"value\":[{\"id\":\"" ID1
	    "\",\"keySize\":\"size2048\"}]}");

	assert_int_equal(p->kind, MDM_SCEP);
	assert_int_equal(p->platform, MDM_IOS);
}

static void
a_next_link_makes_it_incomplete(void **state)
{
	struct fixture *f = *state;

	assert_true(load_text(f,
	    "{\"@odata.nextLink\":\"https://h/?$skip=9\",\"value\":[" SCEP "]}")
			->file.incomplete);
	assert_false(load_text(f, "{\"value\":[" SCEP "]}")->file.incomplete);
	assert_false(
	    load_text(f, "{\"@odata.nextLink\":null,\"value\":[" SCEP "]}")
		->file.incomplete);
}

static void
exporters_are_told_apart(void **state)
{
	static const struct {
		const char *name, *members;
		enum mdm_form form;
	} rows[] = {
		{ "a.json", "\"id\":\"" ID1 "\"", MDM_FORM_GRAPH_GET },
		{ "a.json", "\"keySize\":null", MDM_FORM_UNKNOWN },
		{ "a.json", "\"rootCertificate@odata.bind\":\"https://h/x\"",
		    MDM_FORM_POST_BODY },
		{ "a.json",
		    "\"id\":\"" ID1 "\",\"@odata.editLink\":\"x\","
		    "\"rootCertificate@odata.navigationLink\":\"https://h\"",
		    MDM_FORM_INTUNE_MANAGEMENT },
		{ "a.json", "\"#CustomRef_rootCertificate\":\"Root\"",
		    MDM_FORM_INTUNE_MANAGEMENT },
		{ "Device Configurations/Corp_"
		  "windows81SCEPCertificateProfile.json",
		    "\"displayName\":\"Corp\"", MDM_FORM_INTUNECD },
		{ "Device Configurations/Corp_windows81SCEPCertificateProfile"
		  "__" ID1 ".json",
		    "\"displayName\":\"Corp\"", MDM_FORM_INTUNECD },
		{ "b/Device Configurations/Corp.json", "\"id\":\"" ID1 "\"",
		    MDM_FORM_INTUNE_BACKUP },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct mdm_facts *facts = load_named(f, rows[i].name,
		    mdm_str_printf(f->loader.keep,
			"{\"@odata.type\":\"" SCEP_TYPE "\",%s}",
			rows[i].members)
			.p);

		assert_int_equal(facts->profiles.n, 1);
		assert_row(
		    facts->profiles.at[0]->form, rows[i].form, rows[i].members);
		assert_row(facts->file.form, rows[i].form, rows[i].members);
	}
}

static void
identity_comes_from_the_object_or_the_name(void **state)
{
	static const struct {
		const char *name, *member, *id;
	} rows[] = {
		{ "a.json", "\"id\":\"" ID1 "\"", ID1 },
		{ "a.json", "\"id\":\"AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE\"",
		    "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee" },
		{ "a.json", "\"id\":\"00000000-0000-0000-0000-000000000000\"",
		    "" },
		{ "a.json", "\"id\":\"{{id}}\"", "" },
		{ "Corp__" ID2 ".json", "\"x\":1", ID2 },
		{ "Corp_" ID2 ".json", "\"x\":1", ID2 },
		{ "Corp_" ID2 ".json", "\"id\":\"" ID1 "\"", ID1 },
		{ "Corp.json", "\"x\":1", "" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct mdm_facts *facts = load_named(f, rows[i].name,
		    mdm_str_printf(f->loader.keep,
			"{\"@odata.type\":\"" SCEP_TYPE "\",%s}",
			rows[i].member)
			.p);

		assert_str(facts->profiles.at[0]->id, rows[i].id);
	}
}

static void
encodings_do_not_matter(void **state)
{
	static const char text[] = TRUST;
	struct fixture *f = *state;
	char wide[2 * sizeof(text)], marked[sizeof(text) + 3];
	const struct mdm_facts *facts;
	size_t n = sizeof(text) - 1;

	for (size_t i = 0; i < 3; i++) {
		enum mdm_encoding want = i == 0 ? MDM_UTF16LE
		    : i == 1			? MDM_UTF16BE
						: MDM_UTF8_BOM;
		struct mdm_str bytes = mdm_str_span(wide, 2 * n + 2);

		for (size_t k = 0; k <= n; k++) {
			uint16_t c = k == 0 ? 0xfeff : (uint8_t)text[k - 1];

			wide[2 * k + (i == 0)] = (char)(c >> 8);
			wide[2 * k + (i == 1)] = (char)(c & 0xff);
		}
		if (i == 2) {
			memcpy(marked, "\xef\xbb\xbf", 3);
			memcpy(marked + 3, text, n);
			bytes = mdm_str_span(marked, n + 3);
		}
		facts = load_bytes(f, "a.json", bytes, MDM_INPUT_LINT);
		assert_int_equal(facts->file.source->encoding, want);
		assert_int_equal(facts->profiles.n, 1);
		assert_non_null(facts->profiles.at[0]->trust->cert);
	}
}

static void
yaml_of_intunecd_is_the_same(void **state)
{
	static const char text[] =
	    "'@odata.type': '" SCEP_TYPE "'\n"
	    "displayName: Corp SCEP\n"
	    "certificateValidityPeriodValue: 1\n"
	    "certificateValidityPeriodScale: years\n"
	    "scepServerUrls:\n"
	    "- https://ndes.example.test/certsrv/mscep/mscep.dll\n"
	    "extendedKeyUsages:\n"
	    "- name: Client Authentication\n"
	    "  objectIdentifier: 1.3.6.1.5.5.7.3.2\n"
	    "hashAlgorithm: null\n"
	    "assignments:\n"
	    "- intent: apply\n"
	    "  target:\n"
	    "    '@odata.type': '#microsoft.graph.groupAssignmentTarget'\n"
	    "    groupName: PCs\n";
	struct fixture *f = *state;
	const struct mdm_facts *facts = load_named(
	    f, "Corp SCEP_windows81SCEPCertificateProfile.yaml", text);
	const struct mdm_enrolment *e;

	assert_int_equal(facts->profiles.n, 1);
	assert_int_equal(facts->profiles.at[0]->form, MDM_FORM_INTUNECD);
	e = facts->profiles.at[0]->enrolment;
	assert_int_equal(e->validity_days, 365);
	assert_false(e->validity_value.wrong_kind);
	assert_int_equal(e->urls.n, 1);
	assert_str(e->ekus[0].oid.v, "1.3.6.1.5.5.7.3.2");
	assert_int_equal(e->hash.state, MDM_IS_NULL);
	assert_int_equal(facts->profiles.at[0]->nassignments, 1);
}

static void
damage_gives_no_profiles(void **state)
{
	struct fixture *f = *state;
	const struct mdm_facts *facts =
	    load_text(f, "{\"value\":[" SCEP ",{\"scepServerUrls\":[\"a\"");

	assert_int_equal(facts->profiles.n, 0);
	assert_false(facts->file.recognised);
	assert_true(facts->file.looks_ours);
	assert_int_equal(facts->file.defects.n, 1);
	assert_int_equal(
	    facts->file.defects.at[0].kind, MDM_DEFECT_NOT_WELL_FORMED);
	assert_string_equal(facts->file.taken_for, "not well-formed");
}

static void
damage_elsewhere_is_not_ours(void **state)
{
	static const struct {
		const char *name, *text;
		bool ours;
	} rows[] = {
		{ "a.json", "{\"a\":", false },
		{ "tsconfig.json", "{ /* x */ \"a\": 1 }", false },
		{ ".vscode/settings.json", "{ \"scepServerUrls\": // x\n}",
		    false },
		{ "a.json", "{\"@odata.type\":\"#microsoft.graph.webApp\",",
		    false },
		{ "a.json", "{\"@odata.type\":\"" SCEP_TYPE "\",", true },
		{ "a.json", "{\"trustedRootCertificate\":\"MII", true },
		{ "MigrationTable.json", "{\"" SCEP_TYPE "\"", false },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct mdm_facts *facts =
		    load_named(f, rows[i].name, rows[i].text);

		assert_row(facts->file.recognised, false, rows[i].text);
		assert_row(facts->file.looks_ours, rows[i].ours, rows[i].text);
	}
}

static void
companions_of_exports_are_skipped(void **state)
{
	static const char *const names[] = { "x/MigrationTable.json",
		"BulkExport.json", "BulkImport.json", "metadata.json" };
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(names); i++) {
		const struct mdm_facts *facts =
		    load_named(f, names[i], "{\"Objects\":[" SCEP "]}");

		assert_row(facts->file.recognised, false, names[i]);
		assert_row(facts->profiles.n, 0, names[i]);
		assert_row(facts->file.defects.n, 0, names[i]);
	}
}

static void
duplicate_keys_matter_in_profiles_only(void **state)
{
	struct fixture *f = *state;
	const struct mdm_facts *facts = load_text(f,
	    "{\"a\":1,\"a\":2,\"value\":[{\"@odata.type\":\"" SCEP_TYPE
	    "\",\"keySize\":\"size1024\",\"keySize\":\"size2048\"}]}");

	assert_int_equal(facts->file.defects.n, 1);
	assert_int_equal(
	    facts->file.defects.at[0].kind, MDM_DEFECT_DUPLICATE_KEY);
	/* The last one counts, as parsers have it. */
	assert_int_equal(facts->profiles.at[0]->enrolment->key_bits, 2048);
	assert_int_equal(load_text(f, "{\"a\":1,\"a\":2}")->file.defects.n, 0);
}

static void
unrecognised_files_leave_little(void **state)
{
	struct fixture *f = *state;
	size_t before, n = 200000;
	char *text = mdm_heap_grow(NULL, n);

	memset(text, ' ', n);
	memcpy(text, "{\"a\":[1", 7);
	memcpy(text + n - 2, "]}", 2);
	load_bytes(f, "a.json", mdm_str_span(text, n), MDM_INPUT_LINT);
	before = mdm_arena_size(f->loader.keep);
	for (size_t i = 0; i < 20; i++)
		load_bytes(f, "a.json", mdm_str_span(text, n), MDM_INPUT_LINT);
	assert_true(mdm_arena_size(f->loader.keep) <= before + 65600);
	mdm_heap_free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_layout_is_understood),
		TEST(rows_lend_names_and_ids),
		TEST(nested_documents_keep_their_text),
		TEST(a_page_names_the_type_of_a_cast),
		TEST(a_next_link_makes_it_incomplete),
		TEST(exporters_are_told_apart),
		TEST(identity_comes_from_the_object_or_the_name),
		TEST(encodings_do_not_matter),
		TEST(yaml_of_intunecd_is_the_same),
		TEST(damage_gives_no_profiles),
		TEST(damage_elsewhere_is_not_ours),
		TEST(companions_of_exports_are_skipped),
		TEST(duplicate_keys_matter_in_profiles_only),
		TEST(unrecognised_files_leave_little),
	};

	mdm_readers_init();
	mdm_pki_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
