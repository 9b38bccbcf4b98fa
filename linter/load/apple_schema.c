/* SPDX-License-Identifier: MIT */
/*
 * Group, key, types, required, allowed values, payload referred to, since.
 * Apple device management: profiles (github.com/apple/device-management).
 */
#include "load/apple_schema.h"

#define STRING MDM_APPLE_STRING
#define NUMBER MDM_APPLE_NUMBER
#define BOOLEAN MDM_APPLE_BOOLEAN
#define DATA MDM_APPLE_DATA
#define DATE MDM_APPLE_DATE
#define ARRAY MDM_APPLE_ARRAY
#define DICT MDM_APPLE_DICT
#define CERTIFICATE MDM_APPLE_CERTIFICATE
#define PKCS1 MDM_APPLE_PKCS1
#define PKCS12 MDM_APPLE_PKCS12
#define SCEP MDM_APPLE_SCEP
#define IDENTITY MDM_APPLE_IDENTITY
#define END                                                                    \
	{                                                                      \
		.key = NULL                                                    \
	}

/* Keys that every payload has. */
const struct mdm_apple_row mdm_apple_common[] = {
	{ "", "PayloadType", STRING, true, NULL, 0, NULL },
	{ "", "PayloadVersion", NUMBER, true, "1", 0, NULL },
	{ "", "PayloadIdentifier", STRING, true, NULL, 0, NULL },
	{ "", "PayloadUUID", STRING, true, NULL, 0, NULL },
	{ "", "PayloadDisplayName", STRING, false, NULL, 0, NULL },
	{ "", "PayloadDescription", STRING, false, NULL, 0, NULL },
	{ "", "PayloadOrganization", STRING, false, NULL, 0, NULL },
	{ "", "PayloadEnabled", BOOLEAN, false, NULL, 0, NULL },
	{ "", "PayloadScope", STRING, false, NULL, 0, NULL },
	{ "", "PayloadRemovalDisallowed", BOOLEAN, false, NULL, 0, NULL },
	END,
};

static const struct mdm_apple_row document_rows[] = {
	{ "", "PayloadType", STRING, true, "Configuration", 0, NULL },
	{ "", "PayloadVersion", NUMBER, true, "1", 0, NULL },
	{ "", "PayloadIdentifier", STRING, true, NULL, 0, NULL },
	{ "", "PayloadUUID", STRING, true, NULL, 0, NULL },
	{ "", "PayloadContent", ARRAY | DICT, false, NULL, 0, NULL },
	{ "", "IsEncrypted", BOOLEAN, false, NULL, 0, NULL },
	{ "", "EncryptedPayloadContent", DATA, false, NULL, 0, NULL },
	{ "", "PayloadDisplayName", STRING, false, NULL, 0, NULL },
	{ "", "PayloadDescription", STRING, false, NULL, 0, NULL },
	{ "", "PayloadOrganization", STRING, false, NULL, 0, NULL },
	{ "", "PayloadScope", STRING, false, "System|User", 0, "macOS 10.8" },
	{ "", "PayloadRemovalDisallowed", BOOLEAN, false, NULL, 0, NULL },
	{ "", "HasRemovalPasscode", BOOLEAN, false, NULL, 0, NULL },
	{ "", "RemovalDate", DATE, false, NULL, 0, NULL },
	{ "", "DurationUntilRemoval", NUMBER, false, NULL, 0, NULL },
	{ "", "PayloadExpirationDate", DATE, false, NULL, 0, NULL },
	{ "", "TargetDeviceType", NUMBER, false, "0|1|2|3|4|5|6", 0, NULL },
	{ "", "ConsentText", DICT, false, NULL, 0, NULL },
	END,
};

static const struct mdm_apple_row certificate_rows[] = {
	{ "", "PayloadContent", DATA, true, NULL, 0, NULL },
	{ "", "PayloadCertificateFileName", STRING, false, NULL, 0, NULL },
	{ "", "AllowAllAppsAccess", BOOLEAN, false, NULL, 0, NULL },
	END,
};

static const struct mdm_apple_row pkcs12_rows[] = {
	{ "", "PayloadContent", DATA, true, NULL, 0, NULL },
	{ "", "PayloadCertificateFileName", STRING, false, NULL, 0, NULL },
	{ "", "Password", STRING, false, NULL, 0, NULL },
	{ "", "AllowAllAppsAccess", BOOLEAN, false, NULL, 0, "macOS 10.10" },
	{ "", "KeyIsExtractable", BOOLEAN, false, NULL, 0, "macOS 10.15" },
	END,
};

static const struct mdm_apple_row wapi_rows[] = {
	{ "", "PEMData", DATA, true, NULL, 0, NULL },
	END,
};

static const struct mdm_apple_row scep_rows[] = {
	{ "", "PayloadContent", DICT, true, NULL, 0, NULL },
	{ "PayloadContent", "URL", STRING, true, NULL, 0, NULL },
	{ "PayloadContent", "Name", STRING, false, NULL, 0, NULL },
	{ "PayloadContent", "Subject", ARRAY, false, NULL, 0, NULL },
	{ "PayloadContent", "Challenge", STRING, false, NULL, 0, NULL },
	{ "PayloadContent", "Keysize", NUMBER | STRING, false, "1024|2048|4096",
	    0, NULL },
	{ "PayloadContent", "Key Type", STRING, false, "RSA", 0, NULL },
	{ "PayloadContent", "Key Usage", NUMBER, false, "0|1|4|5", 0, NULL },
	{ "PayloadContent", "CAFingerprint", DATA, false, NULL, 0, NULL },
	{ "PayloadContent", "Retries", NUMBER, false, NULL, 0, NULL },
	{ "PayloadContent", "RetryDelay", NUMBER, false, NULL, 0, NULL },
	{ "PayloadContent", "SubjectAltName", DICT, false, NULL, 0, NULL },
	{ "PayloadContent", "KeyIsExtractable", BOOLEAN, false, NULL, 0, NULL },
	{ "PayloadContent", "AllowAllAppsAccess", BOOLEAN, false, NULL, 0,
	    NULL },
	{ "PayloadContent", "GetCACaps", ARRAY, false, NULL, 0, NULL },
	{ "PayloadContent", "CertificateRenewalTimeInterval", NUMBER, false,
	    NULL, 0, NULL },
	END,
};

static const struct mdm_apple_row acme_rows[] = {
	{ "", "DirectoryURL", STRING, true, NULL, 0, NULL },
	{ "", "ClientIdentifier", STRING, true, NULL, 0, NULL },
	{ "", "KeyType", STRING, true, "RSA|ECSECPrimeRandom", 0, NULL },
	{ "", "KeySize", NUMBER, true, NULL, 0, NULL },
	{ "", "HardwareBound", BOOLEAN, true, NULL, 0, NULL },
	{ "", "Subject", ARRAY, true, NULL, 0, NULL },
	{ "", "SubjectAltName", DICT, false, NULL, 0, NULL },
	{ "", "UsageFlags", NUMBER, false, "0|1|4|5", 0, NULL },
	{ "", "ExtendedKeyUsage", ARRAY, false, NULL, 0, NULL },
	{ "", "Attest", BOOLEAN, false, NULL, 0, NULL },
	{ "", "KeyIsExtractable", BOOLEAN, false, NULL, 0, NULL },
	{ "", "AllowAllAppsAccess", BOOLEAN, false, NULL, 0, NULL },
	END,
};

static const struct mdm_apple_row wifi_rows[] = {
	{ "", "SSID_STR", STRING, false, NULL, 0, NULL },
	{ "", "HIDDEN_NETWORK", BOOLEAN, false, NULL, 0, NULL },
	{ "", "AutoJoin", BOOLEAN, false, NULL, 0, NULL },
	{ "", "EncryptionType", STRING, false, "WEP|WPA|WPA2|WPA3|Any|None", 0,
	    NULL },
	{ "", "Password", STRING, false, NULL, 0, NULL },
	{ "", "SetupModes", ARRAY, false, NULL, 0, NULL },
	{ "", "DomainName", STRING, false, NULL, 0, NULL },
	{ "", "PayloadCertificateUUID", STRING, false, NULL, IDENTITY, NULL },
	{ "", "EAPClientConfiguration", DICT, false, NULL, 0, NULL },
	{ "EAPClientConfiguration", "AcceptEAPTypes", ARRAY, true,
	    "13|17|18|21|23|25|43", 0, NULL },
	{ "EAPClientConfiguration", "UserName", STRING, false, NULL, 0, NULL },
	{ "EAPClientConfiguration", "UserPassword", STRING, false, NULL, 0,
	    NULL },
	{ "EAPClientConfiguration", "OneTimeUserPassword", BOOLEAN, false, NULL,
	    0, NULL },
	{ "EAPClientConfiguration", "OuterIdentity", STRING, false, NULL, 0,
	    NULL },
	{ "EAPClientConfiguration", "PayloadCertificateAnchorUUID", ARRAY,
	    false, NULL, CERTIFICATE, NULL },
	{ "EAPClientConfiguration", "TLSTrustedCertificates", ARRAY, false,
	    NULL, 0, NULL },
	{ "EAPClientConfiguration", "TLSTrustedServerNames", ARRAY, false, NULL,
	    0, NULL },
	{ "EAPClientConfiguration", "TLSTrustedServerCommonNames", ARRAY, false,
	    NULL, 0, NULL },
	{ "EAPClientConfiguration", "TLSAllowTrustExceptions", BOOLEAN, false,
	    NULL, 0, NULL },
	{ "EAPClientConfiguration", "TLSCertificateIsRequired", BOOLEAN, false,
	    NULL, 0, NULL },
	{ "EAPClientConfiguration", "TTLSInnerAuthentication", STRING, false,
	    "PAP|EAP|CHAP|MSCHAP|MSCHAPv2", 0, NULL },
	{ "EAPClientConfiguration", "TLSMinimumVersion", STRING, false,
	    "1.0|1.1|1.2|1.3", 0, NULL },
	{ "EAPClientConfiguration", "TLSMaximumVersion", STRING, false,
	    "1.0|1.1|1.2|1.3", 0, NULL },
	{ "EAPClientConfiguration", "EAPFASTUsePAC", BOOLEAN, false, NULL, 0,
	    NULL },
	{ "EAPClientConfiguration", "EAPFASTProvisionPAC", BOOLEAN, false, NULL,
	    0, NULL },
	{ "EAPClientConfiguration", "EAPFASTProvisionPACAnonymously", BOOLEAN,
	    false, NULL, 0, NULL },
	{ "EAPClientConfiguration", "EAPSIMNumberOfRANDs", NUMBER, false, "2|3",
	    0, NULL },
	{ "EAPClientConfiguration", "SystemModeCredentialsSource", STRING,
	    false, "ActiveDirectory", 0, NULL },
	{ "EAPClientConfiguration", "SystemModeUseOpenDirectoryCredentials",
	    BOOLEAN, false, NULL, 0, NULL },
	END,
};

static const struct mdm_apple_row ethernet_rows[] = {
	{ "", "Interface", STRING, false, NULL, 0, NULL },
	{ "", "SetupModes", ARRAY, false, NULL, 0, NULL },
	{ "", "PayloadCertificateUUID", STRING, false, NULL, IDENTITY, NULL },
	{ "", "EAPClientConfiguration", DICT, false, NULL, 0, NULL },
	{ "EAPClientConfiguration", "AcceptEAPTypes", ARRAY, true,
	    "13|17|18|21|23|25|43", 0, NULL },
	{ "EAPClientConfiguration", "UserName", STRING, false, NULL, 0, NULL },
	{ "EAPClientConfiguration", "UserPassword", STRING, false, NULL, 0,
	    NULL },
	{ "EAPClientConfiguration", "OneTimeUserPassword", BOOLEAN, false, NULL,
	    0, NULL },
	{ "EAPClientConfiguration", "OuterIdentity", STRING, false, NULL, 0,
	    NULL },
	{ "EAPClientConfiguration", "PayloadCertificateAnchorUUID", ARRAY,
	    false, NULL, CERTIFICATE, NULL },
	{ "EAPClientConfiguration", "TLSTrustedCertificates", ARRAY, false,
	    NULL, 0, NULL },
	{ "EAPClientConfiguration", "TLSTrustedServerNames", ARRAY, false, NULL,
	    0, NULL },
	{ "EAPClientConfiguration", "TLSTrustedServerCommonNames", ARRAY, false,
	    NULL, 0, NULL },
	{ "EAPClientConfiguration", "TLSAllowTrustExceptions", BOOLEAN, false,
	    NULL, 0, NULL },
	{ "EAPClientConfiguration", "TLSCertificateIsRequired", BOOLEAN, false,
	    NULL, 0, NULL },
	{ "EAPClientConfiguration", "TTLSInnerAuthentication", STRING, false,
	    "PAP|EAP|CHAP|MSCHAP|MSCHAPv2", 0, NULL },
	{ "EAPClientConfiguration", "TLSMinimumVersion", STRING, false,
	    "1.0|1.1|1.2|1.3", 0, NULL },
	{ "EAPClientConfiguration", "TLSMaximumVersion", STRING, false,
	    "1.0|1.1|1.2|1.3", 0, NULL },
	{ "EAPClientConfiguration", "EAPFASTUsePAC", BOOLEAN, false, NULL, 0,
	    NULL },
	{ "EAPClientConfiguration", "EAPFASTProvisionPAC", BOOLEAN, false, NULL,
	    0, NULL },
	{ "EAPClientConfiguration", "EAPFASTProvisionPACAnonymously", BOOLEAN,
	    false, NULL, 0, NULL },
	{ "EAPClientConfiguration", "EAPSIMNumberOfRANDs", NUMBER, false, "2|3",
	    0, NULL },
	{ "EAPClientConfiguration", "SystemModeCredentialsSource", STRING,
	    false, "ActiveDirectory", 0, NULL },
	{ "EAPClientConfiguration", "SystemModeUseOpenDirectoryCredentials",
	    BOOLEAN, false, NULL, 0, NULL },
	END,
};

static const struct mdm_apple_row vpn_rows[] = {
	{ "", "VPNType", STRING, false,
	    "VPN|L2TP|IPSec|IKEv2|AlwaysOn|TransparentProxy", 0, NULL },
	{ "", "UserDefinedName", STRING, false, NULL, 0, NULL },
	{ "", "VPN", DICT, false, NULL, 0, NULL },
	{ "VPN", "PayloadCertificateUUID", STRING, false, NULL, IDENTITY,
	    NULL },
	{ "", "IPSec", DICT, false, NULL, 0, NULL },
	{ "IPSec", "PayloadCertificateUUID", STRING, false, NULL, IDENTITY,
	    NULL },
	{ "", "IKEv2", DICT, false, NULL, 0, NULL },
	{ "IKEv2", "PayloadCertificateUUID", STRING, false, NULL, IDENTITY,
	    NULL },
	{ "", "TransparentProxy", DICT, false, NULL, 0, NULL },
	{ "TransparentProxy", "PayloadCertificateUUID", STRING, false, NULL,
	    IDENTITY, NULL },
	{ "", "DNS", DICT, false, NULL, 0, NULL },
	{ "DNS", "PayloadCertificateUUID", STRING, false, NULL, IDENTITY,
	    NULL },
	{ "IKEv2", "RemoteAddress", STRING, true, NULL, 0, NULL },
	{ "IKEv2", "LocalIdentifier", STRING, true, NULL, 0, NULL },
	{ "IKEv2", "RemoteIdentifier", STRING, true, NULL, 0, NULL },
	{ "IKEv2", "AuthenticationMethod", STRING, false,
	    "None|SharedSecret|Certificate", 0, NULL },
	{ "IKEv2", "CertificateType", STRING, false,
	    "RSA|ECDSA256|ECDSA384|ECDSA521|RSA-PSS", 0, NULL },
	{ "IKEv2", "ServerCertificateIssuerCommonName", STRING, false, NULL, 0,
	    NULL },
	{ "IKEv2", "ServerCertificateCommonName", STRING, false, NULL, 0,
	    NULL },
	{ "IKEv2", "ExtendedAuthEnabled", NUMBER | BOOLEAN, false, NULL, 0,
	    NULL },
	{ "IKEv2", "EnableCertificateRevocationCheck", NUMBER | BOOLEAN, false,
	    NULL, 0, NULL },
	{ "IKEv2", "TLSMinimumVersion", STRING, false, "1.0|1.1|1.2|1.3", 0,
	    NULL },
	{ "IKEv2", "TLSMaximumVersion", STRING, false, "1.0|1.1|1.2|1.3", 0,
	    NULL },
	{ "IKEv2", "SharedSecret", STRING, false, NULL, 0, NULL },
	END,
};

static const struct mdm_apple_row mdm_rows[] = {
	{ "", "IdentityCertificateUUID", STRING, true, NULL, IDENTITY, NULL },
	{ "", "ServerURL", STRING, true, NULL, 0, NULL },
	{ "", "CheckInURL", STRING, false, NULL, 0, NULL },
	{ "", "Topic", STRING, true, NULL, 0, NULL },
	{ "", "AccessRights", NUMBER, false, NULL, 0, NULL },
	{ "", "ServerURLPinningCertificateUUIDs", ARRAY, false, NULL,
	    CERTIFICATE, NULL },
	{ "", "CheckInURLPinningCertificateUUIDs", ARRAY, false, NULL,
	    CERTIFICATE, NULL },
	{ "", "PinningRevocationCheckRequired", BOOLEAN, false, NULL, 0, NULL },
	END,
};

static const struct mdm_apple_row eas_rows[] = {
	{ "", "PayloadCertificateUUID", STRING, false, NULL, IDENTITY, NULL },
	{ "", "SMIMESigningCertificateUUID", STRING, false, NULL, IDENTITY,
	    NULL },
	{ "", "SMIMEEncryptionCertificateUUID", STRING, false, NULL, IDENTITY,
	    NULL },
	{ "", "Certificate", DATA, false, NULL, 0, NULL },
	{ "", "CertificateName", STRING, false, NULL, 0, NULL },
	{ "", "CertificatePassword", STRING, false, NULL, 0, NULL },
	END,
};

static const struct mdm_apple_row ews_rows[] = {
	{ "", "PayloadCertificateUUID", STRING, false, NULL, IDENTITY, NULL },
	{ "", "AuthenticationCertificateUUID", STRING, false, NULL, IDENTITY,
	    NULL },
	END,
};

static const struct mdm_apple_row mail_rows[] = {
	{ "", "SMIMESigningCertificateUUID", STRING, false, NULL, IDENTITY,
	    NULL },
	{ "", "SMIMEEncryptionCertificateUUID", STRING, false, NULL, IDENTITY,
	    NULL },
	END,
};

static const struct mdm_apple_row client_rows[] = {
	{ "", "PayloadCertificateUUID", STRING, false, NULL, IDENTITY, NULL },
	END,
};

static const struct mdm_apple_row relay_rows[] = {
	{ "", "Relays", ARRAY, false, NULL, 0, NULL },
	{ "Relays", "PayloadCertificateUUID", STRING, false, NULL, IDENTITY,
	    NULL },
	END,
};

static const struct mdm_apple_row sso_rows[] = {
	{ "", "Kerberos", DICT, false, NULL, 0, NULL },
	{ "Kerberos", "PayloadCertificateUUID", STRING, false, NULL,
	    PKCS12 | SCEP, NULL },
	END,
};

static const struct mdm_apple_row extensible_sso_rows[] = {
	{ "", "ExtensionData", DICT, false, NULL, 0, NULL },
	{ "ExtensionData", "certificateUUID", STRING, false, NULL, IDENTITY,
	    NULL },
	END,
};

static const struct mdm_apple_row certificate_preference_rows[] = {
	{ "", "Name", STRING, true, NULL, 0, NULL },
	{ "", "PayloadCertificateUUID", STRING, true, NULL, CERTIFICATE, NULL },
	END,
};

static const struct mdm_apple_row identity_preference_rows[] = {
	{ "", "Name", STRING, true, NULL, 0, NULL },
	{ "", "PayloadCertificateUUID", STRING, true, NULL, IDENTITY, NULL },
	END,
};

static const struct mdm_apple_row filevault_rows[] = {
	{ "", "PayloadCertificateUUID", STRING, false, NULL, CERTIFICATE,
	    NULL },
	{ "", "Certificate", DATA, false, NULL, 0, NULL },
	END,
};

static const struct mdm_apple_row escrow_rows[] = {
	{ "", "EncryptCertPayloadUUID", STRING, false, NULL, PKCS1, NULL },
	END,
};

static const struct mdm_apple_row education_rows[] = {
	{ "", "PayloadCertificateUUID", STRING, false, NULL, IDENTITY, NULL },
	{ "", "ResourcePayloadCertificateUUID", STRING, false, NULL, IDENTITY,
	    NULL },
	{ "", "LeaderPayloadCertificateAnchorUUID", ARRAY, false, NULL,
	    CERTIFICATE, NULL },
	{ "", "MemberPayloadCertificateAnchorUUID", ARRAY, false, NULL,
	    CERTIFICATE, NULL },
	END,
};

static const struct mdm_apple_row lom_rows[] = {
	{ "", "DeviceCertificateUUID", STRING, false, NULL, IDENTITY, NULL },
	{ "", "ControllerCertificateUUID", STRING, false, NULL, IDENTITY,
	    NULL },
	{ "", "DeviceCACertificateUUIDs", ARRAY, false, NULL, CERTIFICATE,
	    NULL },
	{ "", "ControllerCACertificateUUIDs", ARRAY, false, NULL, CERTIFICATE,
	    NULL },
	END,
};

static const struct mdm_apple_row transparency_rows[] = {
	{ "", "DisabledForDomains", ARRAY, false, NULL, 0, NULL },
	{ "", "DisabledForCerts", ARRAY, false, NULL, 0, NULL },
	{ "DisabledForCerts", "Algorithm", STRING, true, "sha256", 0, NULL },
	{ "DisabledForCerts", "Hash", DATA, true, NULL, 0, NULL },
	END,
};

static const struct mdm_apple_row revocation_rows[] = {
	{ "", "EnabledForCerts", ARRAY, false, NULL, 0, NULL },
	{ "EnabledForCerts", "Algorithm", STRING, true, "sha256", 0, NULL },
	{ "EnabledForCerts", "Hash", DATA, true, NULL, 0, NULL },
	END,
};

static const struct mdm_apple_row ad_certificate_rows[] = {
	{ "", "CertServer", STRING, true, NULL, 0, NULL },
	{ "", "CertTemplate", STRING, true, NULL, 0, NULL },
	{ "", "Description", STRING, false, NULL, 0, NULL },
	{ "", "CertificateAuthority", STRING, false, NULL, 0, NULL },
	{ "", "CertificateAcquisitionMechanism", STRING, false, "RPC|HTTP", 0,
	    NULL },
	{ "", "CertificateRenewalTimeInterval", NUMBER, false, NULL, 0, NULL },
	{ "", "Keysize", NUMBER, false, NULL, 0, NULL },
	{ "", "PromptForCredentials", BOOLEAN, false, NULL, 0, NULL },
	{ "", "AllowAllAppsAccess", BOOLEAN, false, NULL, 0, NULL },
	{ "", "KeyIsExtractable", BOOLEAN, false, NULL, 0, NULL },
	{ "", "EnableAutoRenewal", BOOLEAN, false, NULL, 0, NULL },
	{ "", "UserName", STRING, false, NULL, 0, NULL },
	{ "", "Password", STRING, false, NULL, 0, NULL },
	END,
};

const struct mdm_apple_type mdm_apple_document = { "Configuration",
	MDM_CONFIGURATION, 0, 0, true, document_rows };

static const struct mdm_apple_type types[] = {
	{ "com.apple.security.root", MDM_TRUST, 0, MDM_APPLE_CERTIFICATE, true,
	    certificate_rows },
	{ "com.apple.security.pkcs1", MDM_TRUST, 0,
	    MDM_APPLE_CERTIFICATE | MDM_APPLE_PKCS1, true, certificate_rows },
	{ "com.apple.security.pem", MDM_TRUST, 0, MDM_APPLE_CERTIFICATE, true,
	    certificate_rows },
	{ "com.apple.security.pkcs12", MDM_PFX, 0, MDM_APPLE_PKCS12, true,
	    pkcs12_rows },
	{ "com.apple.security.wapi-identity", MDM_OTHER, 0, 0, true,
	    wapi_rows },
	{ "com.apple.security.scep", MDM_SCEP, 0, MDM_APPLE_SCEP, true,
	    scep_rows },
	{ "com.apple.security.acme", MDM_OTHER, 0, MDM_APPLE_ACME, true,
	    acme_rows },
	{ "com.apple.ADCertificate.managed", MDM_OTHER, MDM_MACOS, MDM_APPLE_AD,
	    false, ad_certificate_rows },
	{ "com.apple.security.certificatepreference", MDM_OTHER, MDM_MACOS, 0,
	    true, certificate_preference_rows },
	{ "com.apple.security.identitypreference", MDM_OTHER, MDM_MACOS, 0,
	    true, identity_preference_rows },
	{ "com.apple.security.certificatetransparency", MDM_OTHER, 0, 0, true,
	    transparency_rows },
	{ "com.apple.security.certificaterevocation", MDM_OTHER, MDM_IOS, 0,
	    true, revocation_rows },
	{ "com.apple.wifi.managed", MDM_WIFI, 0, 0, false, wifi_rows },
	{ "com.apple.firstethernet.managed", MDM_WIRED, MDM_MACOS, 0, false,
	    ethernet_rows },
	{ "com.apple.firstactiveethernet.managed", MDM_WIRED, MDM_MACOS, 0,
	    false, ethernet_rows },
	{ "com.apple.secondethernet.managed", MDM_WIRED, MDM_MACOS, 0, false,
	    ethernet_rows },
	{ "com.apple.secondactiveethernet.managed", MDM_WIRED, MDM_MACOS, 0,
	    false, ethernet_rows },
	{ "com.apple.thirdethernet.managed", MDM_WIRED, MDM_MACOS, 0, false,
	    ethernet_rows },
	{ "com.apple.thirdactiveethernet.managed", MDM_WIRED, MDM_MACOS, 0,
	    false, ethernet_rows },
	{ "com.apple.globalethernet.managed", MDM_WIRED, 0, 0, false,
	    ethernet_rows },
	{ "com.apple.vpn.managed", MDM_VPN, 0, 0, false, vpn_rows },
	{ "com.apple.vpn.managed.applayer", MDM_VPN, 0, 0, false, vpn_rows },
	{ "com.apple.mdm", MDM_OTHER, 0, 0, false, mdm_rows },
	{ "com.apple.eas.account", MDM_EMAIL, MDM_IOS, 0, false, eas_rows },
	{ "com.apple.ews.account", MDM_EMAIL, MDM_MACOS, 0, false, ews_rows },
	{ "com.apple.mail.managed", MDM_EMAIL, 0, 0, false, mail_rows },
	{ "com.apple.dnsSettings.managed", MDM_OTHER, 0, 0, false,
	    client_rows },
	{ "com.apple.webcontent-filter", MDM_OTHER, 0, 0, false, client_rows },
	{ "com.apple.relay.managed", MDM_OTHER, 0, 0, false, relay_rows },
	{ "com.apple.sso", MDM_SSO, MDM_IOS, 0, false, sso_rows },
	{ "com.apple.extensiblesso", MDM_SSO, 0, 0, false,
	    extensible_sso_rows },
	{ "com.apple.MCX.FileVault2", MDM_OTHER, MDM_MACOS, 0, false,
	    filevault_rows },
	{ "com.apple.security.FDERecoveryKeyEscrow", MDM_OTHER, MDM_MACOS, 0,
	    false, escrow_rows },
	{ "com.apple.security.FDERecoveryRedirect", MDM_OTHER, MDM_MACOS, 0,
	    false, escrow_rows },
	{ "com.apple.education", MDM_OTHER, 0, 0, false, education_rows },
	{ "com.apple.lom", MDM_OTHER, MDM_MACOS, 0, false, lom_rows },
};

const struct mdm_apple_type *
mdm_apple_type_find(struct mdm_str name)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (mdm_str_is(name, types[i].name))
			return &types[i];
	return NULL;
}

const struct mdm_apple_type *
mdm_apple_type_at(size_t index)
{
	return index < sizeof(types) / sizeof(*types) ? &types[index] : NULL;
}

/* Letters and digits alone, in lower case. */
static bool
same_letters(struct mdm_str a, struct mdm_str b)
{
	size_t i = 0, k = 0;

	for (;;) {
		while (i < a.n &&
		    (a.p[i] == ' ' || a.p[i] == '-' || a.p[i] == '_'))
			i++;
		while (k < b.n &&
		    (b.p[k] == ' ' || b.p[k] == '-' || b.p[k] == '_'))
			k++;
		if (i == a.n || k == b.n)
			return i == a.n && k == b.n;
		if (mdm_lower(a.p[i++]) != mdm_lower(b.p[k++]))
			return false;
	}
}

struct search {
	const char *group;
	struct mdm_str key;
	const char *nearest;
	bool near_miss;
};

static const struct mdm_apple_row *
find_row(const struct mdm_apple_row *rows, struct search *s)
{
	for (const struct mdm_apple_row *r = rows; r->key != NULL; r++) {
		struct mdm_str known = mdm_str_of(r->key);

		if (strcmp(r->group, s->group) != 0)
			continue;
		if (mdm_str_eq(known, s->key))
			return r;
		if (same_letters(known, s->key)) {
			s->nearest = r->key;
			s->near_miss = true;
		} else if (!s->near_miss && known.n > 5 &&
		    mdm_str_distance(known, s->key, 2) <= 2) {
			s->nearest = r->key;
		}
	}
	return NULL;
}

const struct mdm_apple_row *
mdm_apple_row_find(const struct mdm_apple_type *type, const char *group,
    struct mdm_str key, const char **ret_nearest, bool *ret_near_miss)
{
	struct search s = { .group = group, .key = key };
	const struct mdm_apple_row *row =
	    type != NULL ? find_row(type->rows, &s) : NULL;

	if (row == NULL && type != &mdm_apple_document)
		row = find_row(mdm_apple_common, &s);
	*ret_nearest = s.nearest;
	*ret_near_miss = s.near_miss;
	return row;
}
