/* SPDX-License-Identifier: MIT */
#include "load.h"

static const struct mdm_enrolment *
scep(struct fixture *f, const char *members)
{
	return load_object(f, "windows81SCEPCertificateProfile", members)
	    ->enrolment;
}

static void
absent_null_and_empty_differ(void **state)
{
	struct fixture *f = *state;
	const struct mdm_enrolment *e = scep(f,
	    "\"keySize\":null,\"subjectNameFormatString\":\"\","
	    "\"scepServerUrls\":[],\"extendedKeyUsages\":null");

	assert_int_equal(e->hash.state, MDM_ABSENT);
	assert_false(mdm_at_set(e->hash.at));
	assert_int_equal(e->key_size.state, MDM_IS_NULL);
	assert_true(mdm_at_set(e->key_size.at));
	assert_int_equal(e->subject.state, MDM_HAS_VALUE);
	assert_int_equal(e->subject.v.n, 0);
	assert_true(mdm_said_empty(&e->subject));
	assert_int_equal(e->urls.state, MDM_HAS_VALUE);
	assert_int_equal(e->urls.n, 0);
	assert_int_equal(e->ekus_field.state, MDM_IS_NULL);
	assert_int_equal(e->sans_field.state, MDM_ABSENT);
}

static void
a_scep_profile_is_read_in_full(void **state)
{
	struct fixture *f = *state;
	const struct mdm_enrolment *e = scep(f,
	    "\"scepServerUrls\":[\"https://a.test/x\",\"https://b.test/x\"],"
	    "\"subjectNameFormat\":\"custom\","
	    "\"subjectNameFormatString\":\"CN={{AAD_Device_ID}}\","
	    "\"subjectAlternativeNameType\":\"none\","
	    "\"customSubjectAlternativeNames\":[{\"sanType\":"
	    "\"domainNameService\",\"name\":\"{{DeviceName}}.a.test\"}],"
	    "\"extendedKeyUsages\":[{\"name\":\"Client Authentication\","
	    "\"objectIdentifier\":\"1.3.6.1.5.5.7.3.2\"}],"
	    "\"keyUsage\":\"keyEncipherment,digitalSignature\","
	    "\"keySize\":\"size2048\",\"hashAlgorithm\":\"sha2\","
	    "\"keyStorageProvider\":\"useTpmKspOtherwiseFail\","
	    "\"certificateStore\":\"machine\","
	    "\"certificateValidityPeriodValue\":2,"
	    "\"certificateValidityPeriodScale\":\"years\","
	    "\"renewalThresholdPercentage\":20");

	assert_int_equal(e->urls.n, 2);
	assert_str(e->urls.at[1].v, "https://b.test/x");
	assert_str(e->subject_format.v, "custom");
	assert_true(e->subject.symbolic);
	assert_int_equal(e->nsans, 1);
	assert_str(e->sans[0].type.v, "domainNameService");
	assert_int_equal(e->nekus, 1);
	assert_str(e->ekus[0].oid.v, "1.3.6.1.5.5.7.3.2");
	assert_int_equal(
	    e->usage, MDM_REQUEST_SIGNATURE | MDM_REQUEST_ENCIPHERMENT);
	assert_int_equal(e->key_bits, 2048);
	assert_int_equal(e->scope, MDM_SCOPE_DEVICE);
	assert_int_equal(e->validity_days, 730);
	assert_str(e->renewal_threshold.v, "20");
	assert_false(e->renewal_threshold.wrong_kind);
	assert_str(e->storage.v, "useTpmKspOtherwiseFail");
}

static void
values_are_normalised_where_they_can_be(void **state)
{
	static const struct {
		const char *members;
		enum mdm_scope scope;
		unsigned usage, bits;
		int64_t days;
	} rows[] = {
		{ "\"certificateStore\":\"user\"", MDM_SCOPE_USER, 0, 0, 0 },
		{ "\"certificateStore\":null,\"deploymentChannel\":"
		  "\"deviceChannel\"",
		    MDM_SCOPE_DEVICE, 0, 0, 0 },
		{ "\"deploymentChannel\":\"userChannel\"", MDM_SCOPE_USER, 0, 0,
		    0 },
		{ "\"keyUsage\":\"digitalSignature, keyEncipherment\"",
		    MDM_SCOPE_UNKNOWN, 3, 0, 0 },
		{ "\"keyUsage\":\"keyEncipherment\"", MDM_SCOPE_UNKNOWN,
		    MDM_REQUEST_ENCIPHERMENT, 0, 0 },
		{ "\"keySize\":\"size4096\"", MDM_SCOPE_UNKNOWN, 0, 4096, 0 },
		{ "\"keySize\":\"sizeHuge\"", MDM_SCOPE_UNKNOWN, 0, 0, 0 },
		{ "\"certificateValidityPeriodValue\":6,"
		  "\"certificateValidityPeriodScale\":\"months\"",
		    MDM_SCOPE_UNKNOWN, 0, 0, 180 },
		{ "\"certificateValidityPeriodValue\":9,"
		  "\"certificateValidityPeriodScale\":\"days\"",
		    MDM_SCOPE_UNKNOWN, 0, 0, 9 },
		{ "\"certificateValidityPeriodValue\":-1,"
		  "\"certificateValidityPeriodScale\":\"days\"",
		    MDM_SCOPE_UNKNOWN, 0, 0, 0 },
		{ "\"certificateValidityPeriodValue\":1", MDM_SCOPE_UNKNOWN, 0,
		    0, 0 },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct mdm_enrolment *e = scep(f, rows[i].members);

		assert_row(e->scope, rows[i].scope, rows[i].members);
		assert_row(e->usage, rows[i].usage, rows[i].members);
		assert_row(e->key_bits, rows[i].bits, rows[i].members);
		assert_row(e->validity_days, rows[i].days, rows[i].members);
	}
}

static void
wrong_kinds_are_flagged(void **state)
{
	struct fixture *f = *state;
	const struct mdm_enrolment *e = scep(f,
	    "\"renewalThresholdPercentage\":\"20\",\"keySize\":2048,"
	    "\"subjectNameFormatString\":{\"a\":1},"
	    "\"certificateStore\":[\"user\"]");

	assert_true(e->renewal_threshold.wrong_kind);
	assert_str(e->renewal_threshold.v, "20");
	assert_true(e->key_size.wrong_kind);
	assert_int_equal(e->key_bits, 2048);
	assert_true(e->subject.wrong_kind);
	assert_false(mdm_said_empty(&e->subject));
	assert_true(e->store.wrong_kind);
}

static void
lists_of_one_may_be_bare(void **state)
{
	struct fixture *f = *state;
	const struct mdm_enrolment *e = scep(f,
	    "\"scepServerUrls\":\"https://a.test\","
	    "\"extendedKeyUsages\":{\"name\":\"n\",\"objectIdentifier\":"
	    "\"1.2\"},\"hashAlgorithm\":[\"sha1\",\"sha2\"]");

	assert_int_equal(e->urls.n, 1);
	assert_str(e->urls.at[0].v, "https://a.test");
	assert_int_equal(e->nekus, 1);
	assert_str(e->ekus[0].oid.v, "1.2");
	assert_str(e->hash.v, "sha1,sha2");
}

static void
annotations_are_no_properties(void **state)
{
	const struct mdm_enrolment *e = scep(*state,
	    "\"keySize@odata.type\":\"#microsoft.graph.keySize\","
	    "\"#keySize\":\"size4096\",\"keySize\":\"size1024\","
	    "\"KeySize\":\"size4096\"");

	assert_int_equal(e->key_bits, 1024);
}

static void
a_trusted_certificate_is_read(void **state)
{
	static const struct {
		const char *value;
		enum mdm_store store;
		enum mdm_scope scope;
	} rows[] = {
		{ "\"computerCertStoreRoot\"", MDM_STORE_ROOT,
		    MDM_SCOPE_DEVICE },
		{ "\"computerCertStoreIntermediate\"", MDM_STORE_INTERMEDIATE,
		    MDM_SCOPE_DEVICE },
		{ "\"userCertStoreIntermediate\"", MDM_STORE_INTERMEDIATE,
		    MDM_SCOPE_USER },
		{ "null", MDM_STORE_UNSET, MDM_SCOPE_UNKNOWN },
		{ "\"elsewhere\"", MDM_STORE_UNKNOWN, MDM_SCOPE_UNKNOWN },
	};
	struct fixture *f = *state;
	const struct mdm_profile *p;

	for (size_t i = 0; i < COUNT(rows); i++) {
		p = load_object(f, "windows81TrustedRootCertificate",
		    mdm_str_printf(f->loader.keep,
			"\"certFileName\":\"r.cer\",\"trustedRootCertificate\":"
			"\"" CERT "\",\"destinationStore\":%s",
			rows[i].value)
			.p);
		assert_row(p->trust->store, rows[i].store, rows[i].value);
		assert_row(p->trust->scope, rows[i].scope, rows[i].value);
		assert_string_equal(p->trust->cert->sha1_hex, CERT_SHA1);
		assert_int_equal(
		    p->trust->carrier->content, MDM_CONTENT_CERTIFICATE);
		assert_str(p->trust->carrier->file_name, "r.cer");
		assert_ptr_equal(p->trust->carrier->profile, p);
		assert_false(p->excerpt);
	}
	p = load_object(f, "macOSTrustedRootCertificate",
	    "\"deploymentChannel\":\"userChannel\"");
	assert_int_equal(p->trust->store, MDM_STORE_NONE);
	assert_int_equal(p->trust->scope, MDM_SCOPE_USER);
	assert_int_equal(p->trust->carrier->content, MDM_CONTENT_ABSENT);
}

static void
certificates_come_in_other_shapes(void **state)
{
	static const struct {
		const char *value;
		enum mdm_content content;
	} rows[] = {
		{ "null", MDM_CONTENT_EMPTY },
		{ "\"\"", MDM_CONTENT_EMPTY },
		{ "{}", MDM_CONTENT_NOT_BASE64 },
		{ "[48,3,2,1,1]", MDM_CONTENT_UNKNOWN_DER },
		{ "[]", MDM_CONTENT_NOT_BASE64 },
		{ "\"dHJ1c3RlZFJvb3RDZXJ0aWZpY2F0ZQ==\"",
		    MDM_CONTENT_PLACEHOLDER },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_row(
		    load_object(f, "iosTrustedRootCertificate",
			mdm_str_printf(f->loader.keep,
			    "\"trustedRootCertificate\":%s", rows[i].value)
			    .p)
			->trust->carrier->content,
		    rows[i].content, rows[i].value);
}

static void
documentation_is_known(void **state)
{
	struct fixture *f = *state;

	assert_true(load_object(f, "iosTrustedRootCertificate",
	    "\"trustedRootCertificate\":\"dHJ1c3RlZFJvb3RDZXJ0aWZpY2F0ZQ==\"")
			->sample);
	assert_true(load_object(f, "iosScepCertificateProfile",
	    "\"scepServerUrls\":[\"Scep Server Urls value\"]")
			->sample);
	assert_false(load_object(
	    f, "iosScepCertificateProfile", "\"description\":\"Best value\"")
			 ->sample);
}

static void
excerpts_have_nothing_of_their_own(void **state)
{
	struct fixture *f = *state;

	assert_true(load_object(f, "macOSTrustedRootCertificate",
	    "\"createdDateTime\":\"2024-01-01T00:00:00Z\"")
			->excerpt);
	assert_true(load_object(f, "macOSScepCertificateProfile", "")->excerpt);
	assert_false(
	    load_object(f, "macOSScepCertificateProfile", "\"keySize\":null")
		->excerpt);
	assert_true(
	    load_object(f, "iosEnterpriseWiFiConfiguration", "")->excerpt);
}

static void
pkcs_and_imported_profiles_are_read(void **state)
{
	struct fixture *f = *state;
	const struct mdm_enrolment *e =
	    load_object(f, "windows10PkcsCertificateProfile",
		"\"certificationAuthority\":\"ca.corp.test\","
		"\"certificationAuthorityName\":\"Corp CA\","
		"\"certificateTemplateName\":\"Users\"")
		->enrolment;

	assert_str(e->ca_host.v, "ca.corp.test");
	assert_str(e->ca_name.v, "Corp CA");
	assert_str(e->template_name.v, "Users");
	e = load_object(f, "iosImportedPFXCertificateProfile",
	    "\"intendedPurpose\":\"smimeSigning\"")
		->enrolment;
	assert_str(e->purpose.v, "smimeSigning");
}

static void
windows10x_spells_differently(void **state)
{
	const struct mdm_enrolment *e =
	    load_object(*state, "windows10XSCEPCertificateProfile",
		"\"hashAlgorithm\":[\"sha2\"],"
		"\"subjectAlternativeNameFormats\":[{\"sanType\":"
		"\"userPrincipalName\",\"name\":\"{{UserPrincipalName}}\"}]")
		->enrolment;

	assert_str(e->hash.v, "sha2");
	assert_int_equal(e->nsans, 1);
	assert_str(e->sans[0].type.v, "userPrincipalName");
}

static void
networks_are_read(void **state)
{
	struct fixture *f = *state;
	const struct mdm_network *n =
	    load_object(f, "iosEnterpriseWiFiConfiguration",
		"\"networkName\":null,\"ssid\":\"corp\","
		"\"wiFiSecurityType\":\"wpa2Enterprise\","
		"\"eapType\":\"eapTls\",\"authenticationMethod\":null,"
		"\"trustedServerCertificateNames\":[\"radius.corp.test\"]")
		->network;

	assert_str(n->network.v, "corp");
	assert_str(n->security.v, "wpa2Enterprise");
	assert_int_equal(n->outer, MDM_EAP_TLS);
	assert_true(n->certificate_auth);
	assert_int_equal(n->server_names.n, 1);
	n = load_object(f, "windowsWifiEnterpriseEAPConfiguration",
	    "\"wifiSecurityType\":\"wpa2Enterprise\",\"eapType\":\"peap\","
	    "\"authenticationMethod\":\"usernameAndPassword\","
	    "\"performServerValidation\":false,"
	    "\"disableUserPromptForServerValidation\":true,"
	    "\"authenticationType\":\"machineOrUser\"")
		->network;
	assert_str(n->security.v, "wpa2Enterprise");
	assert_int_equal(n->outer, MDM_EAP_PEAP);
	assert_false(n->certificate_auth);
	assert_str(n->validate.v, "false");
	assert_str(n->no_prompt.v, "true");
	assert_str(n->auth_mode.v, "machineOrUser");
	n = load_object(f, "iosikEv2VpnConfiguration",
	    "\"connectionName\":\"vpn\",\"authenticationMethod\":"
	    "\"derivedCredential\",\"serverCertificateCommonName\":"
	    "\"vpn.corp.test\",\"serverCertificateIssuerCommonName\":\"CA\","
	    "\"serverCertificateType\":\"rsa\"")
		->network;
	assert_str(n->network.v, "vpn");
	assert_true(n->derived_credential);
	assert_false(n->certificate_auth);
	assert_int_equal(n->outer, MDM_EAP_NONE);
	assert_str(n->server_names.at[0].v, "vpn.corp.test");
	assert_str(n->server_issuer.v, "CA");
	n = load_object(f, "macOSWiFiConfiguration", "\"eapType\":\"eapNew\"")
		->network;
	assert_int_equal(n->outer, MDM_EAP_UNKNOWN);
}

static void
secrets_keep_their_length_only(void **state)
{
	struct fixture *f = *state;
	const struct mdm_profile *p = load_object(
	    f, "iosWiFiConfiguration", "\"preSharedKey\":\"h\\u00e9llo123\"");

	assert_int_equal(p->nsecrets, 1);
	assert_int_equal(p->secrets[0].kind, MDM_SECRET_PSK);
	assert_int_equal(p->secrets[0].length, 8);
	assert_false(p->secrets[0].symbolic);
	assert_str(p->secrets[0].key, "preSharedKey");
	assert_int_equal(p->object.source->secrets.n, 1);
	p = load_object(
	    f, "iosWiFiConfiguration", "\"preSharedKey\":\"********\"");
	assert_true(p->secrets[0].symbolic);
	p = load_object(f, "iosWiFiConfiguration", "\"preSharedKey\":null");
	assert_int_equal(p->nsecrets, 0);
	p = load_object(
	    f, "iosVpnConfiguration", "\"sharedSecret\":\"{{secret}}\"");
	assert_int_equal(p->secrets[0].kind, MDM_SECRET_SHARED);
	assert_true(p->secrets[0].symbolic);
}

static void
education_profiles_carry_certificates(void **state)
{
	struct fixture *f = *state;
	const struct mdm_facts *facts = load_text(f,
	    "{\"@odata.type\":\"#microsoft.graph.iosEduDeviceConfiguration\","
	    "\"id\":\"" ID1 "\",\"displayName\":\"School\","
	    "\"teacherCertificateSettings\":{\"trustedRootCertificate\":\"" CERT
	    "\",\"certFileName\":\"t.cer\"},"
	    "\"studentCertificateSettings\":null,"
	    "\"assignments\":[]}");
	const struct mdm_profile *p;

	assert_int_equal(facts->profiles.n, 2);
	assert_int_equal(facts->profiles.at[0]->kind, MDM_OTHER);
	p = facts->profiles.at[1];
	assert_int_equal(p->kind, MDM_TRUST);
	assert_int_equal(p->platform, MDM_IOS);
	assert_null(p->id.p);
	assert_str(p->name, "School");
	assert_true(p->assignments_known);
	assert_non_null(p->trust->cert);
}

static void
unchecked_payloads_are_told(void **state)
{
	struct fixture *f = *state;
	const struct mdm_facts *facts = load_text(f,
	    "[{\"@odata.type\":\"#microsoft.graph.windows10CustomConfiguration"
	    "\",\"omaSettings\":[{\"omaUri\":\"./Device/Vendor/MSFT/"
	    "RootCATrustedCertificates/Root/AB/EncodedCertificate\"}]},"
	    "{\"@odata.type\":\"#microsoft.graph.windows10CustomConfiguration"
	    "\",\"omaSettings\":[{\"omaUri\":\"./Device/Vendor/MSFT/"
	    "ClientCertificateInstall/SCEP/x\"}]}]");

	/* The rows of each are a message; a node makes an enrolment. */
	assert_int_equal(facts->profiles.n, 5);
	assert_int_equal(facts->profiles.at[0]->kind, MDM_CUSTOM);
	assert_int_equal(facts->profiles.at[1]->kind, MDM_MESSAGE);
	assert_int_equal(facts->profiles.at[4]->kind, MDM_SCEP);
	assert_int_equal(facts->notes.n, 0);
	assert_int_equal(
	    load_text(f,
		"{\"@odata.type\":\"#microsoft.graph.windows10CustomConfiguration"
		"\",\"omaSettings\":[{\"omaUri\":\"./Device/Vendor/MSFT/Policy/"
		"Config/a\"}]}")
		->notes.n,
	    0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(absent_null_and_empty_differ),
		TEST(a_scep_profile_is_read_in_full),
		TEST(values_are_normalised_where_they_can_be),
		TEST(wrong_kinds_are_flagged),
		TEST(lists_of_one_may_be_bare),
		TEST(annotations_are_no_properties),
		TEST(a_trusted_certificate_is_read),
		TEST(certificates_come_in_other_shapes),
		TEST(documentation_is_known),
		TEST(excerpts_have_nothing_of_their_own),
		TEST(pkcs_and_imported_profiles_are_read),
		TEST(windows10x_spells_differently),
		TEST(networks_are_read),
		TEST(secrets_keep_their_length_only),
		TEST(education_profiles_carry_certificates),
		TEST(unchecked_payloads_are_told),
	};

	mdm_readers_init();
	mdm_pki_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
