/* SPDX-License-Identifier: MIT */
#include "load.h"

static const struct mdm_ref *
root_of(struct fixture *f, const char *members)
{
	const struct mdm_profile *p =
	    load_object(f, "windows81SCEPCertificateProfile", members);

	assert_int_equal(p->nrefs, 1);
	assert_int_equal(p->refs[0].role, MDM_REF_ROOT);
	assert_str(p->refs[0].property, "rootCertificate");
	return &p->refs[0];
}

static void
an_absent_reference_is_unknown(void **state)
{
	const struct mdm_ref *ref = root_of(*state, "\"keySize\":null");

	assert_int_equal(ref->state, MDM_REF_UNKNOWN);
	assert_false(ref->nav_link);
	assert_null(ref->id.p);
	assert_true(mdm_at_set(ref->at));
}

static void
binds_are_read_for_every_cloud(void **state)
{
	static const char *const urls[] = {
		"https://graph.microsoft.com/beta/deviceManagement/"
		"deviceConfigurations('" ID2 "')",
		"https://graph.microsoft.us/beta/deviceManagement/"
		"deviceConfigurations('" ID2 "')",
		"https://dod-graph.microsoft.us/beta/deviceManagement/"
		"deviceConfigurations/" ID2,
		"https://microsoftgraph.chinacloudapi.cn/beta/deviceManagement/"
		"DeviceConfigurations(\\u0027" ID2 "\\u0027)",
		"https://graph.microsoft.com/beta/deviceManagement/"
		"resourceAccessProfiles('" ID2 "')/",
		"deviceManagement/deviceConfigurations('" ID2 "')",
		"/deviceConfigurations/" ID2 "/$ref",
		ID2,
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(urls); i++) {
		const struct mdm_ref *ref = root_of(f,
		    mdm_str_printf(f->loader.keep,
			"\"rootCertificate@odata.bind\":\"%s\"", urls[i])
			.p);

		assert_row(ref->state, MDM_REF_BOUND, urls[i]);
		assert_str(ref->id, ID2);
	}
}

static void
ids_are_compared_in_lower_case(void **state)
{
	const struct mdm_ref *ref = root_of(*state,
	    "\"rootCertificate@odata.bind\":\"https://h/deviceConfigurations"
	    "('AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE')\"");

	assert_str(ref->id, "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee");
}

static void
a_variable_in_a_bind_says_nothing(void **state)
{
	const struct mdm_ref *ref = root_of(*state,
	    "\"rootCertificate@odata.bind\":"
	    "\"https://h/deviceConfigurations('${root.id}')\"");

	assert_int_equal(ref->state, MDM_REF_UNKNOWN);
	assert_null(ref->id.p);
}

static void
explicit_nothing_is_unbound(void **state)
{
	static const char *const members[] = {
		"\"rootCertificate\":null",
		"\"rootCertificate@odata.bind\":null",
		"\"rootCertificate@odata.bind\":\"\"",
		"\"rootCertificate@odata.bind\":[]",
		"\"rootCertificateId\":null",
		"\"rootCertificateId\":\"00000000-0000-0000-0000-000000000000\"",
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(members); i++)
		assert_row(
		    root_of(f, members[i])->state, MDM_REF_UNBOUND, members[i]);
}

static void
expanded_objects_become_profiles(void **state)
{
	struct fixture *f = *state;
	const struct mdm_facts *facts = load_text(f,
	    "{\"@odata.type\":\"" SCEP_TYPE "\",\"id\":\"" ID1 "\","
	    "\"rootCertificate@odata.context\":\"x\","
	    "\"rootCertificate\":{\"@odata.type\":\"" TRUST_TYPE "\","
	    "\"id\":\"" ID2 "\",\"displayName\":\"Corp Root\","
	    "\"trustedRootCertificate\":\"" CERT "\","
	    "\"destinationStore\":\"computerCertStoreRoot\"}}");
	const struct mdm_ref *ref;

	assert_int_equal(facts->profiles.n, 2);
	ref = &facts->profiles.at[0]->refs[0];
	assert_int_equal(ref->state, MDM_REF_BOUND);
	assert_str(ref->id, ID2);
	assert_str(ref->name, "Corp Root");
	assert_str(ref->type, TRUST_TYPE);
	assert_ptr_equal(ref->expanded, facts->profiles.at[1]);
	assert_int_equal(ref->expanded->kind, MDM_TRUST);
	assert_non_null(ref->expanded->trust->cert);
	assert_string_equal(ref->expanded->trust->cert->sha1_hex, CERT_SHA1);
}

static void
partial_objects_are_references_only(void **state)
{
	struct fixture *f = *state;
	const struct mdm_ref *ref = root_of(f,
	    "\"rootCertificate\":{\"id\":\"" ID2
	    "\",\"displayName\":\"Corp Root\"}");

	assert_int_equal(ref->state, MDM_REF_BOUND);
	assert_str(ref->id, ID2);
	assert_null(ref->expanded);
	ref = root_of(f,
	    "\"rootCertificate\":{\"@odata.id\":"
	    "\"https://h/deviceConfigurations('" ID2 "')\"}");
	assert_int_equal(ref->state, MDM_REF_BOUND);
	assert_str(ref->id, ID2);
}

static void
intunemanagement_writes_names(void **state)
{
	struct fixture *f = *state;
	const struct mdm_ref *ref = root_of(f,
	    "\"#CustomRef_rootCertificate\":\"Root, the old|:|" TRUST_TYPE
	    "\"");

	assert_int_equal(ref->state, MDM_REF_BOUND);
	assert_str(ref->name, "Root, the old");
	assert_str(ref->type, TRUST_TYPE);
	/* One object: its comma separates nothing. */
	assert_false(ref->several_names);
	ref = root_of(f, "\"#CustomRef_rootCertificate\":\"Root\"");
	assert_str(ref->name, "Root");
	assert_null(ref->type.p);
	ref = root_of(f,
	    "\"rootCertificate@odata.navigationLink\":\"https://h/x\","
	    "\"rootCertificate@odata.associationLink\":\"https://h/x/$ref\"");
	assert_int_equal(ref->state, MDM_REF_UNKNOWN);
	assert_true(ref->nav_link);
	ref = root_of(f,
	    "\"rootCertificate@odata.navigationLink\":\"https://h/x\","
	    "\"#CustomRef_rootCertificate\":\"Root|:|" TRUST_TYPE "\"");
	assert_int_equal(ref->state, MDM_REF_BOUND);
}

static void
collections_give_several_references(void **state)
{
	struct fixture *f = *state;
	const struct mdm_profile *p =
	    load_object(f, "windowsWifiEnterpriseEAPConfiguration",
		"\"rootCertificatesForServerValidation@odata.bind\":["
		"\"https://h/deviceConfigurations('" ID1 "')\","
		"\"https://h/deviceConfigurations('" ID2 "')\"]");

	assert_int_equal(p->nrefs, 4);
	assert_str(p->refs[0].id, ID1);
	assert_str(p->refs[1].id, ID2);
	assert_int_equal(
	    mdm_ref_of(p, MDM_REF_IDENTITY)->state, MDM_REF_UNKNOWN);
	assert_int_equal(
	    mdm_ref_of(p, MDM_REF_CLIENT_ROOT)->state, MDM_REF_UNKNOWN);
	p = load_object(f, "windowsWifiEnterpriseEAPConfiguration",
	    "\"#CustomRef_rootCertificatesForServerValidation\":"
	    "\"A,B|:|" TRUST_TYPE "\"");
	assert_str(p->refs[0].name, "A,B");
	assert_true(p->refs[0].several_names);
	p = load_object(f, "windowsWifiEnterpriseEAPConfiguration",
	    "\"rootCertificatesForServerValidation\":[{\"id\":\"" ID1
	    "\"},{\"id\":\"" ID2 "\"}]");
	assert_str(p->refs[0].id, ID1);
	assert_str(p->refs[1].id, ID2);
	p = load_object(f, "windowsWifiEnterpriseEAPConfiguration",
	    "\"rootCertificatesForServerValidation\":[]");
	assert_int_equal(
	    mdm_ref_of(p, MDM_REF_SERVER_ROOT)->state, MDM_REF_UNBOUND);
}

/* One property that is stored and one that is not: the role is bound. */
static void
bound_references_come_first(void **state)
{
	const struct mdm_profile *p =
	    load_object(*state, "macOSEnterpriseWiFiConfiguration",
		"\"rootCertificateForServerValidation\":null,"
		"\"rootCertificatesForServerValidation@odata.bind\":["
		"\"https://h/deviceConfigurations('" ID2 "')\"]");

	assert_int_equal(
	    mdm_ref_of(p, MDM_REF_SERVER_ROOT)->state, MDM_REF_BOUND);
	assert_str(mdm_ref_of(p, MDM_REF_SERVER_ROOT)->id, ID2);
}

static void
plain_ids_are_references(void **state)
{
	struct fixture *f = *state;
	const struct mdm_profile *p =
	    load_object(f, "windows10XSCEPCertificateProfile",
		"\"rootCertificateId\":\"" ID2 "\"");

	assert_str(p->refs[0].id, ID2);
	p = load_object(f, "windows10XWifiConfiguration",
	    "\"authenticationCertificateId\":\"" ID2 "\"");
	assert_int_equal(p->refs[0].role, MDM_REF_IDENTITY);
	assert_str(p->refs[0].id, ID2);
}

static void
microsoft365dsc_pairs_ids_and_names(void **state)
{
	struct fixture *f = *state;
	const struct mdm_profile *p = load_object(f,
	    "windowsWiredNetworkConfiguration",
	    "\"RootCertificatesForServerValidationIds\":[\"" ID1 "\",\"" ID2
	    "\"],\"RootCertificatesForServerValidationDisplayNames\":"
	    "[\"A\",\"B\"],"
	    "\"IdentityCertificateForClientAuthenticationDisplayName\":\"C\"");

	assert_int_equal(p->refs[0].role, MDM_REF_SERVER_ROOT);
	assert_str(p->refs[0].id, ID1);
	assert_str(p->refs[0].name, "A");
	assert_str(p->refs[1].id, ID2);
	assert_str(p->refs[1].name, "B");
	assert_int_equal(p->refs[2].role, MDM_REF_IDENTITY);
	assert_str(p->refs[2].name, "C");
	assert_int_equal(p->refs[2].state, MDM_REF_BOUND);
}

static void
references_have_places(void **state)
{
	struct fixture *f = *state;
	const char *text = "{\"@odata.type\":\"" SCEP_TYPE "\","
			   "\"rootCertificate@odata.bind\":\"" ID2 "\"}";
	const struct mdm_profile *p = load_one(f, text);
	struct mdm_at at = p->refs[0].at;

	assert_memory_equal(text + at.off, "\"" ID2 "\"", at.len);
	assert_str(
	    mdm_pointer_of(f->loader.keep, at), "/rootCertificate@odata.bind");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_absent_reference_is_unknown),
		TEST(binds_are_read_for_every_cloud),
		TEST(ids_are_compared_in_lower_case),
		TEST(a_variable_in_a_bind_says_nothing),
		TEST(explicit_nothing_is_unbound),
		TEST(expanded_objects_become_profiles),
		TEST(partial_objects_are_references_only),
		TEST(intunemanagement_writes_names),
		TEST(collections_give_several_references),
		TEST(bound_references_come_first),
		TEST(plain_ids_are_references),
		TEST(microsoft365dsc_pairs_ids_and_names),
		TEST(references_have_places),
	};

	mdm_readers_init();
	mdm_pki_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
