/* SPDX-License-Identifier: MIT */
#include "load.h"

/* Written from the reference, not from the table under test. */
static const struct row {
	const char *type, *kind, *platform, *refs;
} rows[] = {
	{ "windows81TrustedRootCertificate", "trust", "windows", "" },
	{ "windowsPhone81TrustedRootCertificate", "trust", "windows-phone",
	    "" },
	{ "windows10XTrustedRootCertificate", "trust", "windows", "" },
	{ "iosTrustedRootCertificate", "trust", "ios", "" },
	{ "macOSTrustedRootCertificate", "trust", "macos", "" },
	{ "androidTrustedRootCertificate", "trust", "android", "" },
	{ "androidForWorkTrustedRootCertificate", "trust", "android-for-work",
	    "" },
	{ "androidWorkProfileTrustedRootCertificate", "trust",
	    "android-work-profile", "" },
	{ "androidDeviceOwnerTrustedRootCertificate", "trust", "android-owner",
	    "" },
	{ "aospDeviceOwnerTrustedRootCertificate", "trust", "aosp", "" },
	{ "windows81SCEPCertificateProfile", "scep", "windows",
	    "rootCertificate " },
	{ "windowsPhone81SCEPCertificateProfile", "scep", "windows-phone",
	    "rootCertificate " },
	{ "windows10XSCEPCertificateProfile", "scep", "windows",
	    "rootCertificate " },
	{ "iosScepCertificateProfile", "scep", "ios", "rootCertificate " },
	{ "macOSScepCertificateProfile", "scep", "macos", "rootCertificate " },
	{ "androidScepCertificateProfile", "scep", "android",
	    "rootCertificate " },
	{ "androidForWorkScepCertificateProfile", "scep", "android-for-work",
	    "rootCertificate " },
	{ "androidWorkProfileScepCertificateProfile", "scep",
	    "android-work-profile", "rootCertificate " },
	{ "androidDeviceOwnerScepCertificateProfile", "scep", "android-owner",
	    "rootCertificate " },
	{ "aospDeviceOwnerScepCertificateProfile", "scep", "aosp",
	    "rootCertificate " },
	{ "windows10PkcsCertificateProfile", "pkcs", "windows", "" },
	{ "iosPkcsCertificateProfile", "pkcs", "ios", "" },
	{ "macOSPkcsCertificateProfile", "pkcs", "macos", "" },
	{ "androidPkcsCertificateProfile", "pkcs", "android",
	    "rootCertificate " },
	{ "androidForWorkPkcsCertificateProfile", "pkcs", "android-for-work",
	    "rootCertificate " },
	{ "androidWorkProfilePkcsCertificateProfile", "pkcs",
	    "android-work-profile", "rootCertificate " },
	{ "androidDeviceOwnerPkcsCertificateProfile", "pkcs", "android-owner",
	    "rootCertificate " },
	{ "aospDeviceOwnerPkcsCertificateProfile", "pkcs", "aosp",
	    "rootCertificate " },
	{ "windows10ImportedPFXCertificateProfile", "pfx", "windows", "" },
	{ "windows10PFXImportCertificateProfile", "pfx", "windows", "" },
	{ "windowsPhone81ImportedPFXCertificateProfile", "pfx", "windows-phone",
	    "" },
	{ "iosImportedPFXCertificateProfile", "pfx", "ios", "" },
	{ "macOSImportedPFXCertificateProfile", "pfx", "macos", "" },
	{ "androidImportedPFXCertificateProfile", "pfx", "android", "" },
	{ "androidForWorkImportedPFXCertificateProfile", "pfx",
	    "android-for-work", "" },
	{ "androidDeviceOwnerImportedPFXCertificateProfile", "pfx",
	    "android-owner", "" },
	{ "iosDerivedCredentialAuthenticationConfiguration", "other", "ios",
	    "" },
	{ "androidDeviceOwnerDerivedCredentialAuthenticationConfiguration",
	    "other", "android-owner", "" },
	{ "windowsWifiConfiguration", "wifi", "windows", "" },
	{ "windowsWifiEnterpriseEAPConfiguration", "wifi", "windows",
	    "rootCertificatesForServerValidation "
	    "rootCertificateForClientValidation "
	    "identityCertificateForClientAuthentication " },
	{ "windows10XWifiConfiguration", "wifi", "windows",
	    "authenticationCertificate " },
	{ "windows81WifiImportConfiguration", "wifi", "windows", "" },
	{ "iosWiFiConfiguration", "wifi", "ios", "" },
	{ "iosEnterpriseWiFiConfiguration", "wifi", "ios",
	    "rootCertificatesForServerValidation "
	    "identityCertificateForClientAuthentication " },
	{ "macOSWiFiConfiguration", "wifi", "macos", "" },
	{ "macOSEnterpriseWiFiConfiguration", "wifi", "macos",
	    "rootCertificateForServerValidation "
	    "rootCertificatesForServerValidation "
	    "identityCertificateForClientAuthentication " },
	{ "androidWiFiConfiguration", "wifi", "android", "" },
	{ "androidEnterpriseWiFiConfiguration", "wifi", "android",
	    "rootCertificateForServerValidation "
	    "identityCertificateForClientAuthentication " },
	{ "androidForWorkEnterpriseWiFiConfiguration", "wifi",
	    "android-for-work",
	    "rootCertificateForServerValidation "
	    "identityCertificateForClientAuthentication " },
	{ "androidWorkProfileEnterpriseWiFiConfiguration", "wifi",
	    "android-work-profile",
	    "rootCertificateForServerValidation "
	    "identityCertificateForClientAuthentication " },
	{ "androidDeviceOwnerEnterpriseWiFiConfiguration", "wifi",
	    "android-owner",
	    "rootCertificateForServerValidation "
	    "rootCertificatesForServerValidation "
	    "identityCertificateForClientAuthentication " },
	{ "aospDeviceOwnerEnterpriseWiFiConfiguration", "wifi", "aosp",
	    "rootCertificateForServerValidation "
	    "identityCertificateForClientAuthentication " },
	{ "windowsWiredNetworkConfiguration", "wired", "windows",
	    "rootCertificatesForServerValidation "
	    "rootCertificateForClientValidation "
	    "secondaryRootCertificateForClientValidation "
	    "identityCertificateForClientAuthentication "
	    "secondaryIdentityCertificateForClientAuthentication " },
	{ "iosWiredNetworkConfiguration", "wired", "ios",
	    "rootCertificateForServerValidation "
	    "identityCertificateForClientAuthentication " },
	{ "macOSWiredNetworkConfiguration", "wired", "macos",
	    "rootCertificateForServerValidation "
	    "identityCertificateForClientAuthentication " },
	{ "windows10VpnConfiguration", "vpn", "windows",
	    "identityCertificate " },
	{ "windows81VpnConfiguration", "vpn", "windows", "" },
	{ "windows10XVpnConfiguration", "vpn", "windows",
	    "authenticationCertificate " },
	{ "windowsPhone81VpnConfiguration", "vpn", "windows-phone",
	    "identityCertificate " },
	{ "iosVpnConfiguration", "vpn", "ios", "identityCertificate " },
	{ "iosikEv2VpnConfiguration", "vpn", "ios", "identityCertificate " },
	{ "macOSVpnConfiguration", "vpn", "macos", "identityCertificate " },
	{ "androidVpnConfiguration", "vpn", "android", "identityCertificate " },
	{ "androidForWorkVpnConfiguration", "vpn", "android-for-work",
	    "identityCertificate " },
	{ "androidWorkProfileVpnConfiguration", "vpn", "android-work-profile",
	    "identityCertificate " },
	{ "androidDeviceOwnerVpnConfiguration", "vpn", "android-owner",
	    "identityCertificate " },
	{ "iosEasEmailProfileConfiguration", "email", "ios",
	    "identityCertificate smimeSigningCertificate "
	    "smimeEncryptionCertificate " },
	{ "androidEasEmailProfileConfiguration", "email", "android",
	    "identityCertificate smimeSigningCertificate " },
	{ "androidForWorkGmailEasConfiguration", "email", "android-for-work",
	    "identityCertificate " },
	{ "androidForWorkNineWorkEasConfiguration", "email", "android-for-work",
	    "identityCertificate " },
	{ "androidWorkProfileGmailEasConfiguration", "email",
	    "android-work-profile", "identityCertificate " },
	{ "androidWorkProfileNineWorkEasConfiguration", "email",
	    "android-work-profile", "identityCertificate " },
	{ "iosDeviceFeaturesConfiguration", "sso", "ios",
	    "identityCertificateForClientAuthentication "
	    "singleSignOnExtensionPkinitCertificate " },
	{ "windowsZtdnsConfiguration", "other", "windows",
	    "rootCertificatesForServerValidation "
	    "rootCertificatesForClientValidation " },
	{ "windowsDomainJoinConfiguration", "other", "windows",
	    "networkAccessConfigurations " },
	{ "windows10CustomConfiguration", "custom", "windows", "" },
	{ "windowsPhone81CustomConfiguration", "custom", "windows-phone", "" },
	{ "androidCustomConfiguration", "custom", "android", "" },
	{ "androidForWorkCustomConfiguration", "custom", "android-for-work",
	    "" },
	{ "androidWorkProfileCustomConfiguration", "custom",
	    "android-work-profile", "" },
	{ "iosCustomConfiguration", "custom", "ios", "" },
	{ "macOSCustomConfiguration", "custom", "macos", "" },
	{ "iosEduDeviceConfiguration", "other", "ios", "" },
	{ "cloudCertificationAuthority", "cloud-ca", "unknown", "" },
	/* Not in the table: known by the ending. */
	{ "windows10GeneralConfiguration", "other", "unknown", "" },
};

static void
every_type_has_its_kind_and_platform(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct mdm_profile *p = load_object(f, rows[i].type, "");

		assert_str(p->type, rows[i].type);
		assert_string_equal(mdm_kind_name(p->kind), rows[i].kind);
		assert_string_equal(
		    mdm_platform_name(p->platform), rows[i].platform);
		assert_row(
		    p->trust != NULL, p->kind == MDM_TRUST, rows[i].type);
		assert_row(p->enrolment != NULL, (p->kind & MDM_ENROLMENT) != 0,
		    rows[i].type);
		assert_row(p->network != NULL, (p->kind & MDM_NETWORK) != 0,
		    rows[i].type);
		assert_str(p->id, ID1);
		assert_str(p->name, "A");
	}
}

/* Bind each property in turn and expect exactly that reference. */
static void
every_reference_property_is_read(void **state)
{
	struct fixture *f = *state;
	struct mdm_arena *a = f->loader.keep;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct mdm_str rest = mdm_str_of(rows[i].refs), property;

		while (mdm_str_split(&rest, ' ', &property)) {
			const struct mdm_profile *p;

			if (property.n == 0)
				continue;
			p = load_object(f, rows[i].type,
			    mdm_str_printf(a,
				"\"" MDM_FMT "@odata.bind\":"
				"\"https://h/x('" ID2 "')\"",
				MDM_ARG(property))
				.p);
			assert_true(p->nrefs >= 1);
			assert_row(
			    p->refs[0].state, MDM_REF_BOUND, rows[i].type);
			assert_true(mdm_str_eq(p->refs[0].property, property));
			assert_str(p->refs[0].id, ID2);
		}
		if (rows[i].refs[0] == '\0')
			assert_row(load_object(f, rows[i].type,
				       "\"rootCertificate@odata.bind\":\"x\"")
				       ->nrefs,
			    0, rows[i].type);
	}
}

static void
types_are_matched_tolerantly(void **state)
{
	static const char *const spellings[] = {
		"#microsoft.graph.windows81SCEPCertificateProfile",
		"microsoft.graph.windows81SCEPCertificateProfile",
		"windows81SCEPCertificateProfile",
		"#microsoft.graph.windows81ScepCertificateProfile",
		"#Microsoft.Graph.WINDOWS81SCEPCERTIFICATEPROFILE",
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(spellings); i++) {
		const struct mdm_profile *p = load_one(f,
		    mdm_str_printf(f->loader.keep,
			"{\"@odata.type\":\"%s\",\"id\":\"" ID1 "\"}",
			spellings[i])
			.p);

		assert_row(p->kind, MDM_SCEP, spellings[i]);
		assert_str(p->type, "windows81SCEPCertificateProfile");
	}
}

static void
types_are_inferred_from_keys(void **state)
{
	struct fixture *f = *state;
	const struct mdm_profile *p;

	p = load_one(f, "{\"trustedRootCertificate\":\"" CERT "\"}");
	assert_int_equal(p->kind, MDM_TRUST);
	assert_int_equal(p->platform, MDM_PLATFORM_UNKNOWN);
	assert_non_null(p->trust->cert);
	p = load_one(f,
	    "{\"trustedRootCertificate\":\"" CERT
	    "\",\"destinationStore\":\"computerCertStoreRoot\"}");
	assert_int_equal(p->platform, MDM_WINDOWS);
	p = load_one(f, "{\"scepServerUrls\":[\"https://a.test/\"]}");
	assert_int_equal(p->kind, MDM_SCEP);
	assert_int_equal(mdm_ref_of(p, MDM_REF_ROOT)->state, MDM_REF_UNKNOWN);
	p = load_one(
	    f, "{\"certificateTemplateName\":\"T\",\"displayName\":\"P\"}");
	assert_int_equal(p->kind, MDM_PKCS);
	p = load_one(f,
	    "{\"cloudCertificationAuthorityType\":"
	    "\"rootCertificationAuthority\",\"thumbprint\":\"AB\"}");
	assert_int_equal(p->kind, MDM_CLOUD_CA);
	assert_str(p->cloud_ca->thumbprint.v, "AB");
	/* A type that is newer than the table. */
	p = load_one(f,
	    "{\"@odata.type\":"
	    "\"#microsoft.graph.visionOSScepCertificateProfile\","
	    "\"scepServerUrls\":[]}");
	assert_int_equal(p->kind, MDM_SCEP);
	assert_str(p->type, "visionOSScepCertificateProfile");
}

static void
foreign_objects_are_left_alone(void **state)
{
	static const char *const texts[] = {
		"{}",
		"[]",
		"\"scepServerUrls\"",
		"null",
		"{\"@odata.type\":\"#microsoft.graph.iosCompliancePolicy\"}",
		"{\"@odata.type\":\"#microsoft.graph.win32LobApp\","
		"\"x\":{\"trustedRootCertificate\":\"a\"}}",
		"{\"name\":\"c\",\"technologies\":\"mdm\",\"settings\":["
		"{\"trustedRootCertificate\":\"a\"}]}",
		"{\"scepServerUrls\":{\"type\":\"array\"}}",
		"{\"@odata.type\":"
		"\"#microsoft.graph.deviceManagementConfigurationPolicy\"}",
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(texts); i++) {
		const struct mdm_facts *facts = load_text(f, texts[i]);

		assert_row(facts->profiles.n, 0, texts[i]);
		assert_row(facts->file.recognised, false, texts[i]);
		assert_non_null(facts->file.taken_for);
	}
}

static void
resources_of_microsoft365dsc_have_types(void **state)
{
	struct fixture *f = *state;
	const struct mdm_profile *p = load_one(f,
	    "[{\"ResourceName\":"
	    "\"IntuneDeviceConfigurationScepCertificatePolicyWindows10\","
	    "\"Id\":\"" ID1 "\",\"DisplayName\":\"S\","
	    "\"KeyUsage\":[\"digitalSignature\",\"keyEncipherment\"],"
	    "\"ScepServerUrls\":[\"https://a.test\"],"
	    "\"RootCertificateId\":\"" ID2 "\","
	    "\"RootCertificateDisplayName\":\"Root\"}]");

	assert_int_equal(p->kind, MDM_SCEP);
	assert_int_equal(p->platform, MDM_WINDOWS);
	assert_int_equal(p->form, MDM_FORM_M365DSC);
	assert_str(p->id, ID1);
	assert_str(p->name, "S");
	assert_str(
	    p->enrolment->key_usage.v, "digitalSignature,keyEncipherment");
	assert_int_equal(p->enrolment->usage,
	    MDM_REQUEST_SIGNATURE | MDM_REQUEST_ENCIPHERMENT);
	assert_int_equal(p->nrefs, 1);
	assert_int_equal(p->refs[0].state, MDM_REF_BOUND);
	assert_str(p->refs[0].id, ID2);
	assert_str(p->refs[0].name, "Root");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_type_has_its_kind_and_platform),
		TEST(every_reference_property_is_read),
		TEST(types_are_matched_tolerantly),
		TEST(types_are_inferred_from_keys),
		TEST(foreign_objects_are_left_alone),
		TEST(resources_of_microsoft365dsc_have_types),
	};

	mdm_readers_init();
	mdm_pki_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
