/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "model/corpus.h"
#include "unit.h"

static void
every_value_has_a_word(void **state)
{
	(void)state;
	for (unsigned bit = 1; bit <= MDM_ANY_KIND; bit <<= 1) {
		assert_true(strlen(mdm_kind_name(bit)) > 0);
		assert_true(strlen(mdm_kind_title(bit)) > 0);
	}
	for (unsigned bit = 1; bit <= MDM_ANY_PLATFORM; bit <<= 1) {
		assert_true(strlen(mdm_platform_name(bit)) > 0);
		assert_true(strlen(mdm_platform_title(bit)) > 0);
		for (unsigned other = 1; other < bit; other <<= 1)
			assert_string_not_equal(
			    mdm_platform_name(bit), mdm_platform_name(other));
	}
	for (int i = MDM_STORE_NONE; i <= MDM_STORE_UNKNOWN; i++)
		assert_non_null(mdm_store_name(i));
	for (int i = MDM_FORM_UNKNOWN; i <= MDM_FORM_BACKUP_ROWS; i++)
		assert_non_null(mdm_form_name(i));
	for (int i = MDM_REF_ROOT; i <= MDM_REF_NETWORK; i++)
		assert_non_null(mdm_ref_role_title(i));
	for (int i = MDM_SECRET_PSK; i <= MDM_SECRET_PFX_PASSWORD; i++)
		assert_non_null(mdm_secret_title(i));
}

static void
titles_name_the_profile(void **state)
{
	struct mdm_arena *a = mdm_arena_new();
	struct mdm_profile p = { .kind = MDM_SCEP, .name = MDM_LIT("Okta") };

	(void)state;
	assert_str(mdm_profile_title(a, &p), "SCEP profile \"Okta\"");
	p.name = MDM_LIT("");
	p.id = MDM_LIT("1-2");
	assert_str(mdm_profile_title(a, &p), "SCEP profile 1-2");
	p.id = (struct mdm_str){ 0 };
	assert_str(mdm_profile_title(a, &p), "SCEP profile without a name");
	mdm_arena_free(a);
}

static const struct {
	const char *url, *key;
} urls[] = {
	{ "https://a.test/x", "https://a.test/x" },
	{ "HTTPS://A.Test/Path", "https://a.test/Path" },
	{ "https://a.test:443/x", "https://a.test/x" },
	{ "http://a.test:80", "http://a.test" },
	{ "http://a.test:443/x", "http://a.test:443/x" },
	{ "https://a.test/x/?operation=GetCACert", "https://a.test/x" },
	{ "https://a.test/x#y", "https://a.test/x" },
	{ "https://a.test/x/pkiclient.exe", "https://a.test/x" },
	{ "https://a.test/x/PKICLIENT.EXE/", "https://a.test/x" },
	{ "https://a.test/pkiclient.exe", "https://a.test" },
	{ " https://a.test/ ", "https://a.test" },
	{ "a.test/x/", "a.test/x" },
	{ "", "" },
	{ "?", "" },
	{ "https://", "https://" },
};

static void
urls_are_compared_by_what_matters(void **state)
{
	struct mdm_arena *a = mdm_arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT(urls); i++)
		assert_str(
		    mdm_url_key(a, mdm_str_of(urls[i].url)), urls[i].key);
	mdm_arena_free(a);
}

static void
answers_are_found_by_url(void **state)
{
	struct mdm_answer answer = { .url = MDM_LIT("https://a.test/x") };
	struct mdm_corpus corpus = { .answers = &answer, .nanswers = 1 };
	struct mdm_field url = { .state = MDM_HAS_VALUE };
	struct mdm_enrolment e = { .urls = { .at = &url, .n = 1 } };
	struct mdm_profile p = { .kind = MDM_SCEP };

	(void)state;
	assert_null(mdm_answer_for(&corpus, &p));
	p.enrolment = &e;
	assert_null(mdm_answer_for(&corpus, &p));
	url.v = MDM_LIT("HTTPS://A.test:443/x/pkiclient.exe?a=b");
	assert_ptr_equal(mdm_answer_for(&corpus, &p), &answer);
	url.v = MDM_LIT("https://a.test/X");
	assert_null(mdm_answer_for(&corpus, &p));
}

/* A certificate in the stores of several profiles. */
static void
deployment_asks_platform_and_store(void **state)
{
	struct mdm_profile windows = { .kind = MDM_TRUST }, wifi = { 0 };
	struct mdm_use root = { .profile = &windows,
		.platform = MDM_WINDOWS,
		.store = MDM_STORE_ROOT };
	struct mdm_use untrusted = { .profile = &windows,
		.platform = MDM_WINDOWS,
		.store = MDM_STORE_UNTRUSTED };
	struct mdm_use file = { 0 };
	struct mdm_use other = { .profile = &wifi, .platform = MDM_WINDOWS };
	const struct mdm_use *all[] = { &file, &other, &untrusted, &root };
	struct mdm_cert_entry entry = { .uses = all, .nuses = 4 };

	(void)state;
	assert_ptr_equal(mdm_deployed(&entry, MDM_WINDOWS | MDM_IOS), &root);
	assert_null(mdm_deployed(&entry, MDM_IOS));
	assert_ptr_equal(
	    mdm_deployed_to(&entry, MDM_ANY_PLATFORM, MDM_STORE_ROOT), &root);
	assert_null(
	    mdm_deployed_to(&entry, MDM_ANY_PLATFORM, MDM_STORE_INTERMEDIATE));
	assert_false(mdm_only_untrusted(&entry));
	entry.nuses = 3;
	assert_true(mdm_only_untrusted(&entry));
	assert_null(mdm_deployed(&entry, MDM_WINDOWS));
	entry.nuses = 2;
	assert_false(mdm_only_untrusted(&entry));
}

static void
profiles_and_references_are_counted(void **state)
{
	struct mdm_ref refs[] = {
		{ .role = MDM_REF_ROOT,
		    .state = MDM_REF_BOUND,
		    .result = MDM_REF_RESOLVED },
		{ .role = MDM_REF_ROOT,
		    .state = MDM_REF_BOUND,
		    .result = MDM_REF_DANGLING },
		{ .role = MDM_REF_IDENTITY,
		    .state = MDM_REF_BOUND,
		    .result = MDM_REF_RESOLVED },
	};
	struct mdm_profile trust = { .kind = MDM_TRUST,
		.platform = MDM_WINDOWS };
	struct mdm_profile scep = { .kind = MDM_SCEP,
		.platform = MDM_IOS,
		.refs = refs,
		.nrefs = COUNT(refs) };
	const struct mdm_profile *all[] = { &trust, &scep };
	struct mdm_corpus corpus = { .profiles = all, .nprofiles = 2 };

	(void)state;
	assert_int_equal(mdm_trust_profiles(&corpus, MDM_WINDOWS), 1);
	assert_int_equal(mdm_trust_profiles(&corpus, MDM_IOS), 0);
	assert_int_equal(
	    mdm_resolved_refs(&corpus, MDM_REF_ROOT, MDM_ANY_PLATFORM), 1);
	assert_int_equal(
	    mdm_resolved_refs(&corpus, MDM_REF_ROOT, MDM_WINDOWS), 0);
	assert_int_equal(
	    mdm_resolved_refs(&corpus, MDM_REF_IDENTITY, MDM_IOS), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_value_has_a_word),
		cmocka_unit_test(titles_name_the_profile),
		cmocka_unit_test(urls_are_compared_by_what_matters),
		cmocka_unit_test(answers_are_found_by_url),
		cmocka_unit_test(deployment_asks_platform_and_store),
		cmocka_unit_test(profiles_and_references_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
