/* SPDX-License-Identifier: MIT */
/* The @odata.types of graph.md section 1; all of them exist in beta only. */
#include "load/graph.h"

#define END                                                                    \
	{                                                                      \
		.property = NULL                                               \
	}

static const struct mdm_ref_row root[] = {
	{ "rootCertificate", MDM_REF_ROOT, false },
	END,
};

static const struct mdm_ref_row identity[] = {
	{ "identityCertificate", MDM_REF_IDENTITY, false },
	END,
};

/* windows10X: a plain GUID, "authenticationCertificateId". */
static const struct mdm_ref_row authentication[] = {
	{ "authenticationCertificate", MDM_REF_IDENTITY, false },
	END,
};

static const struct mdm_ref_row windows_wifi[] = {
	{ "rootCertificatesForServerValidation", MDM_REF_SERVER_ROOT, true },
	{ "rootCertificateForClientValidation", MDM_REF_CLIENT_ROOT, false },
	{ "identityCertificateForClientAuthentication", MDM_REF_IDENTITY,
	    false },
	END,
};

static const struct mdm_ref_row windows_wired[] = {
	{ "rootCertificatesForServerValidation", MDM_REF_SERVER_ROOT, true },
	{ "rootCertificateForClientValidation", MDM_REF_CLIENT_ROOT, false },
	{ "secondaryRootCertificateForClientValidation", MDM_REF_CLIENT_ROOT,
	    false },
	{ "identityCertificateForClientAuthentication", MDM_REF_IDENTITY,
	    false },
	{ "secondaryIdentityCertificateForClientAuthentication",
	    MDM_REF_IDENTITY, false },
	END,
};

static const struct mdm_ref_row ztdns[] = {
	{ "rootCertificatesForServerValidation", MDM_REF_SERVER_ROOT, true },
	{ "rootCertificatesForClientValidation", MDM_REF_CLIENT_ROOT, true },
	END,
};

static const struct mdm_ref_row domain_join[] = {
	{ "networkAccessConfigurations", MDM_REF_NETWORK, true },
	END,
};

static const struct mdm_ref_row one_root_wifi[] = {
	{ "rootCertificateForServerValidation", MDM_REF_SERVER_ROOT, false },
	{ "identityCertificateForClientAuthentication", MDM_REF_IDENTITY,
	    false },
	END,
};

static const struct mdm_ref_row many_roots_wifi[] = {
	{ "rootCertificatesForServerValidation", MDM_REF_SERVER_ROOT, true },
	{ "identityCertificateForClientAuthentication", MDM_REF_IDENTITY,
	    false },
	END,
};

/* Both exist; the service stores the one or the other. */
static const struct mdm_ref_row either_root_wifi[] = {
	{ "rootCertificateForServerValidation", MDM_REF_SERVER_ROOT, false },
	{ "rootCertificatesForServerValidation", MDM_REF_SERVER_ROOT, true },
	{ "identityCertificateForClientAuthentication", MDM_REF_IDENTITY,
	    false },
	END,
};

static const struct mdm_ref_row mail[] = {
	{ "identityCertificate", MDM_REF_IDENTITY, false },
	{ "smimeSigningCertificate", MDM_REF_SIGNING, false },
	{ "smimeEncryptionCertificate", MDM_REF_SIGNING, false },
	END,
};

static const struct mdm_ref_row android_mail[] = {
	{ "identityCertificate", MDM_REF_IDENTITY, false },
	{ "smimeSigningCertificate", MDM_REF_SIGNING, false },
	END,
};

static const struct mdm_ref_row features[] = {
	{ "identityCertificateForClientAuthentication", MDM_REF_IDENTITY,
	    false },
	{ "singleSignOnExtensionPkinitCertificate", MDM_REF_IDENTITY, false },
	END,
};

static const struct mdm_ref_row none[] = { END };

static const struct mdm_graph_type types[] = {
	/* 1a: trusted certificates */
	{ "windows81TrustedRootCertificate", MDM_TRUST, MDM_WINDOWS, none },
	{ "windowsPhone81TrustedRootCertificate", MDM_TRUST, MDM_WINDOWS_PHONE,
	    none },
	{ "windows10XTrustedRootCertificate", MDM_TRUST, MDM_WINDOWS, none },
	{ "iosTrustedRootCertificate", MDM_TRUST, MDM_IOS, none },
	{ "macOSTrustedRootCertificate", MDM_TRUST, MDM_MACOS, none },
	{ "androidTrustedRootCertificate", MDM_TRUST, MDM_ANDROID_ADMIN, none },
	{ "androidForWorkTrustedRootCertificate", MDM_TRUST,
	    MDM_ANDROID_FOR_WORK, none },
	{ "androidWorkProfileTrustedRootCertificate", MDM_TRUST,
	    MDM_ANDROID_WORK_PROFILE, none },
	{ "androidDeviceOwnerTrustedRootCertificate", MDM_TRUST,
	    MDM_ANDROID_OWNER, none },
	{ "aospDeviceOwnerTrustedRootCertificate", MDM_TRUST, MDM_AOSP, none },

	/* 1b: SCEP */
	{ "windows81SCEPCertificateProfile", MDM_SCEP, MDM_WINDOWS, root },
	{ "windowsPhone81SCEPCertificateProfile", MDM_SCEP, MDM_WINDOWS_PHONE,
	    root },
	{ "windows10XSCEPCertificateProfile", MDM_SCEP, MDM_WINDOWS, root },
	{ "iosScepCertificateProfile", MDM_SCEP, MDM_IOS, root },
	{ "macOSScepCertificateProfile", MDM_SCEP, MDM_MACOS, root },
	{ "androidScepCertificateProfile", MDM_SCEP, MDM_ANDROID_ADMIN, root },
	{ "androidForWorkScepCertificateProfile", MDM_SCEP,
	    MDM_ANDROID_FOR_WORK, root },
	{ "androidWorkProfileScepCertificateProfile", MDM_SCEP,
	    MDM_ANDROID_WORK_PROFILE, root },
	{ "androidDeviceOwnerScepCertificateProfile", MDM_SCEP,
	    MDM_ANDROID_OWNER, root },
	{ "aospDeviceOwnerScepCertificateProfile", MDM_SCEP, MDM_AOSP, root },

	/* 1c: PKCS; only Android's refer to a root certificate */
	{ "windows10PkcsCertificateProfile", MDM_PKCS, MDM_WINDOWS, none },
	{ "iosPkcsCertificateProfile", MDM_PKCS, MDM_IOS, none },
	{ "macOSPkcsCertificateProfile", MDM_PKCS, MDM_MACOS, none },
	{ "androidPkcsCertificateProfile", MDM_PKCS, MDM_ANDROID_ADMIN, root },
	{ "androidForWorkPkcsCertificateProfile", MDM_PKCS,
	    MDM_ANDROID_FOR_WORK, root },
	{ "androidWorkProfilePkcsCertificateProfile", MDM_PKCS,
	    MDM_ANDROID_WORK_PROFILE, root },
	{ "androidDeviceOwnerPkcsCertificateProfile", MDM_PKCS,
	    MDM_ANDROID_OWNER, root },
	{ "aospDeviceOwnerPkcsCertificateProfile", MDM_PKCS, MDM_AOSP, root },

	/* 1d: imported PKCS#12; Android's rootCertificate cannot be read */
	{ "windows10ImportedPFXCertificateProfile", MDM_PFX, MDM_WINDOWS,
	    none },
	{ "windows10PFXImportCertificateProfile", MDM_PFX, MDM_WINDOWS, none },
	{ "windowsPhone81ImportedPFXCertificateProfile", MDM_PFX,
	    MDM_WINDOWS_PHONE, none },
	{ "iosImportedPFXCertificateProfile", MDM_PFX, MDM_IOS, none },
	{ "macOSImportedPFXCertificateProfile", MDM_PFX, MDM_MACOS, none },
	{ "androidImportedPFXCertificateProfile", MDM_PFX, MDM_ANDROID_ADMIN,
	    none },
	{ "androidForWorkImportedPFXCertificateProfile", MDM_PFX,
	    MDM_ANDROID_FOR_WORK, none },
	{ "androidWorkProfileImportedPFXCertificateProfile", MDM_PFX,
	    MDM_ANDROID_WORK_PROFILE, none },
	{ "androidDeviceOwnerImportedPFXCertificateProfile", MDM_PFX,
	    MDM_ANDROID_OWNER, none },

	/* 1e: derived credentials, no certificate in them */
	{ "iosDerivedCredentialAuthenticationConfiguration", MDM_OTHER, MDM_IOS,
	    none },
	{ "androidDeviceOwnerDerivedCredentialAuthenticationConfiguration",
	    MDM_OTHER, MDM_ANDROID_OWNER, none },

	/* 1f: Wi-Fi */
	{ "windowsWifiConfiguration", MDM_WIFI, MDM_WINDOWS, none },
	{ "windowsWifiEnterpriseEAPConfiguration", MDM_WIFI, MDM_WINDOWS,
	    windows_wifi },
	{ "windows10XWifiConfiguration", MDM_WIFI, MDM_WINDOWS,
	    authentication },
	{ "windows81WifiImportConfiguration", MDM_WIFI, MDM_WINDOWS, none },
	{ "windowsPhone81WifiImportConfiguration", MDM_WIFI, MDM_WINDOWS_PHONE,
	    none },
	{ "iosWiFiConfiguration", MDM_WIFI, MDM_IOS, none },
	{ "iosEnterpriseWiFiConfiguration", MDM_WIFI, MDM_IOS,
	    many_roots_wifi },
	{ "macOSWiFiConfiguration", MDM_WIFI, MDM_MACOS, none },
	{ "macOSEnterpriseWiFiConfiguration", MDM_WIFI, MDM_MACOS,
	    either_root_wifi },
	{ "androidWiFiConfiguration", MDM_WIFI, MDM_ANDROID_ADMIN, none },
	{ "androidEnterpriseWiFiConfiguration", MDM_WIFI, MDM_ANDROID_ADMIN,
	    one_root_wifi },
	{ "androidForWorkWiFiConfiguration", MDM_WIFI, MDM_ANDROID_FOR_WORK,
	    none },
	{ "androidForWorkEnterpriseWiFiConfiguration", MDM_WIFI,
	    MDM_ANDROID_FOR_WORK, one_root_wifi },
	{ "androidWorkProfileWiFiConfiguration", MDM_WIFI,
	    MDM_ANDROID_WORK_PROFILE, none },
	{ "androidWorkProfileEnterpriseWiFiConfiguration", MDM_WIFI,
	    MDM_ANDROID_WORK_PROFILE, one_root_wifi },
	{ "androidDeviceOwnerWiFiConfiguration", MDM_WIFI, MDM_ANDROID_OWNER,
	    none },
	{ "androidDeviceOwnerEnterpriseWiFiConfiguration", MDM_WIFI,
	    MDM_ANDROID_OWNER, either_root_wifi },
	{ "aospDeviceOwnerWiFiConfiguration", MDM_WIFI, MDM_AOSP, none },
	{ "aospDeviceOwnerEnterpriseWiFiConfiguration", MDM_WIFI, MDM_AOSP,
	    one_root_wifi },

	/* 1f: wired */
	{ "windowsWiredNetworkConfiguration", MDM_WIRED, MDM_WINDOWS,
	    windows_wired },
	{ "iosWiredNetworkConfiguration", MDM_WIRED, MDM_IOS, one_root_wifi },
	{ "macOSWiredNetworkConfiguration", MDM_WIRED, MDM_MACOS,
	    one_root_wifi },

	/* 1f: VPN */
	{ "windows10VpnConfiguration", MDM_VPN, MDM_WINDOWS, identity },
	{ "windows81VpnConfiguration", MDM_VPN, MDM_WINDOWS, none },
	{ "windows10XVpnConfiguration", MDM_VPN, MDM_WINDOWS, authentication },
	{ "windowsPhone81VpnConfiguration", MDM_VPN, MDM_WINDOWS_PHONE,
	    identity },
	{ "iosVpnConfiguration", MDM_VPN, MDM_IOS, identity },
	{ "iosikEv2VpnConfiguration", MDM_VPN, MDM_IOS, identity },
	{ "macOSVpnConfiguration", MDM_VPN, MDM_MACOS, identity },
	{ "androidVpnConfiguration", MDM_VPN, MDM_ANDROID_ADMIN, identity },
	{ "androidForWorkVpnConfiguration", MDM_VPN, MDM_ANDROID_FOR_WORK,
	    identity },
	{ "androidWorkProfileVpnConfiguration", MDM_VPN,
	    MDM_ANDROID_WORK_PROFILE, identity },
	{ "androidDeviceOwnerVpnConfiguration", MDM_VPN, MDM_ANDROID_OWNER,
	    identity },

	/* 1f: e-mail */
	{ "iosEasEmailProfileConfiguration", MDM_EMAIL, MDM_IOS, mail },
	{ "androidEasEmailProfileConfiguration", MDM_EMAIL, MDM_ANDROID_ADMIN,
	    android_mail },
	{ "androidForWorkGmailEasConfiguration", MDM_EMAIL,
	    MDM_ANDROID_FOR_WORK, identity },
	{ "androidForWorkNineWorkEasConfiguration", MDM_EMAIL,
	    MDM_ANDROID_FOR_WORK, identity },
	{ "androidWorkProfileGmailEasConfiguration", MDM_EMAIL,
	    MDM_ANDROID_WORK_PROFILE, identity },
	{ "androidWorkProfileNineWorkEasConfiguration", MDM_EMAIL,
	    MDM_ANDROID_WORK_PROFILE, identity },
	{ "windows10EasEmailProfileConfiguration", MDM_EMAIL, MDM_WINDOWS,
	    none },
	{ "windowsPhoneEASEmailProfileConfiguration", MDM_EMAIL,
	    MDM_WINDOWS_PHONE, none },

	/* 1f: single sign-on and others that refer to certificates */
	{ "iosDeviceFeaturesConfiguration", MDM_SSO, MDM_IOS, features },
	{ "macOSDeviceFeaturesConfiguration", MDM_SSO, MDM_MACOS, features },
	{ "windowsZtdnsConfiguration", MDM_OTHER, MDM_WINDOWS, ztdns },
	{ "windowsDomainJoinConfiguration", MDM_OTHER, MDM_WINDOWS,
	    domain_join },

	/* 1j: payloads of other syntaxes */
	{ "windows10CustomConfiguration", MDM_CUSTOM, MDM_WINDOWS, none },
	{ "windowsPhone81CustomConfiguration", MDM_CUSTOM, MDM_WINDOWS_PHONE,
	    none },
	{ "androidCustomConfiguration", MDM_CUSTOM, MDM_ANDROID_ADMIN, none },
	{ "androidForWorkCustomConfiguration", MDM_CUSTOM, MDM_ANDROID_FOR_WORK,
	    none },
	{ "androidWorkProfileCustomConfiguration", MDM_CUSTOM,
	    MDM_ANDROID_WORK_PROFILE, none },
	{ "iosCustomConfiguration", MDM_CUSTOM, MDM_IOS, none },
	{ "macOSCustomConfiguration", MDM_CUSTOM, MDM_MACOS, none },

	/* 1a: certificates in pieces of another profile */
	{ "iosEduDeviceConfiguration", MDM_OTHER, MDM_IOS, none },

	/* 1k */
	{ "cloudCertificationAuthority", MDM_CLOUD_CA, MDM_PLATFORM_UNKNOWN,
	    none },
};

enum { NTYPES = sizeof(types) / sizeof(*types) };

/* Endings of deviceConfiguration types that are not in the table. */
static const char *const other_endings[] = { "Configuration",
	"CertificateProfileBase", "CertificateProfile", NULL };

/* The settings catalogue and enrolment have types of the same ending. */
static const char *const foreign_starts[] = { "deviceManagementConfiguration",
	"deviceEnrollment", "windows10EnrollmentCompletionPage",
	"managedDevice", "targetedManagedApp", "androidManagedStore",
	"iosManagedApp", "androidManagedApp", NULL };

struct mdm_str
mdm_graph_type_name(struct mdm_str type)
{
	static const char space[] = "microsoft.graph.";

	if (mdm_str_starts(type, "#"))
		type = mdm_str_sub(type, 1, type.n);
	if (mdm_str_istarts(type, space))
		type = mdm_str_sub(type, sizeof(space) - 1, type.n);
	return type;
}

const struct mdm_graph_type *
mdm_graph_type_find(struct mdm_str type)
{
	type = mdm_graph_type_name(type);
	for (size_t i = 0; i < NTYPES; i++)
		if (mdm_str_is(type, types[i].name))
			return &types[i];
	for (size_t i = 0; i < NTYPES; i++)
		if (mdm_str_iis(type, types[i].name))
			return &types[i];
	return NULL;
}

bool
mdm_graph_type_is_other(struct mdm_str type)
{
	/* Only with its namespace is a mere ending evidence enough. */
	if (!mdm_str_ihas(type, "microsoft.graph."))
		return false;
	type = mdm_graph_type_name(type);
	for (size_t i = 0; foreign_starts[i] != NULL; i++)
		if (mdm_str_istarts(type, foreign_starts[i]))
			return false;
	for (size_t i = 0; other_endings[i] != NULL; i++)
		if (mdm_str_iends(type, other_endings[i]))
			return true;
	return false;
}

const struct mdm_graph_type *
mdm_graph_type_at(size_t index)
{
	return index < NTYPES ? &types[index] : NULL;
}
