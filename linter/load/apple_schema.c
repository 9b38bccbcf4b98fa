/* SPDX-License-Identifier: MIT */
/*
 * Apple device management: profiles and credentials, as
 * github.com/apple/device-management has them.
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
#define ACME MDM_APPLE_ACME
#define IDENTITY MDM_APPLE_IDENTITY

/* The group it stands in, the key, its types; then what is special. */
#define KEY(group, key, kinds)                                                 \
	{                                                                      \
		group, key, kinds, false, NULL, 0, NULL                        \
	}
#define SINCE(group, key, kinds, os)                                           \
	{                                                                      \
		group, key, kinds, false, NULL, 0, os                          \
	}
#define NEED(group, key, kinds)                                                \
	{                                                                      \
		group, key, kinds, true, NULL, 0, NULL                         \
	}
#define ONE_OF(group, key, kinds, values)                                      \
	{                                                                      \
		group, key, kinds, false, values, 0, NULL                      \
	}
#define NEED_ONE_OF(group, key, kinds, values)                                 \
	{                                                                      \
		group, key, kinds, true, values, 0, NULL                       \
	}
#define UUID(group, key, target)                                               \
	{                                                                      \
		group, key, STRING, false, NULL, target, NULL                  \
	}
#define NEED_UUID(group, key, target)                                          \
	{                                                                      \
		group, key, STRING, true, NULL, target, NULL                   \
	}
#define UUIDS(group, key, target)                                              \
	{                                                                      \
		group, key, ARRAY, false, NULL, target, NULL                   \
	}
#define END                                                                    \
	{                                                                      \
		.key = NULL                                                    \
	}

#define IDENTIFYING_KEYS                                                       \
	NEED("", "PayloadIdentifier", STRING), NEED("", "PayloadUUID", STRING)
#define DESCRIBING_KEYS                                                        \
	KEY("", "PayloadDisplayName", STRING),                                 \
	    KEY("", "PayloadDescription", STRING),                             \
	    KEY("", "PayloadOrganization", STRING)

#define SAN "SubjectAltName"
#define SAN_KEYS(kinds)                                                        \
	KEY(SAN, "rfc822Name", kinds), KEY(SAN, "dNSName", kinds),             \
	    KEY(SAN, "uniformResourceIdentifier", kinds),                      \
	    KEY(SAN, "ntPrincipalName", kinds)

/* A device without a Keysize is a matter of versions, not of the schema. */
#define SCEP_KEYS(group, data)                                                 \
	NEED(group, "URL", STRING), KEY(group, "Name", STRING),                \
	    KEY(group, "Subject", ARRAY), KEY(group, "Challenge", STRING),     \
	    ONE_OF(group, "Keysize", NUMBER | STRING, "1024|2048|4096"),       \
	    ONE_OF(group, "Key Type", STRING, "RSA"),                          \
	    { group, "Key Usage", NUMBER, false, "0|1|4|5", 0,                 \
		    "macOS 10.11" },                                           \
	    KEY(group, "CAFingerprint", data),                                 \
	    SINCE(group, "Retries", NUMBER, "macOS 10.10"),                    \
	    SINCE(group, "RetryDelay", NUMBER, "macOS 10.10"),                 \
	    KEY(group, SAN, DICT), SAN_KEYS(STRING | ARRAY)

#define ACME_KEYS                                                              \
	NEED("", "DirectoryURL", STRING),                                      \
	    NEED("", "ClientIdentifier", STRING),                              \
	    NEED_ONE_OF("", "KeyType", STRING, "RSA|ECSECPrimeRandom"),        \
	    NEED("", "KeySize", NUMBER),                                       \
	    { "", "HardwareBound", BOOLEAN, true, NULL, 0, "macOS 14" },       \
	    NEED("", "Subject", ARRAY), KEY("", SAN, DICT), SAN_KEYS(STRING),  \
	    ONE_OF("", "UsageFlags", NUMBER, "0|1|4|5"),                       \
	    KEY("", "ExtendedKeyUsage", ARRAY),                                \
	    SINCE("", "Attest", BOOLEAN, "macOS 14")

#define EAP "EAPClientConfiguration"
#define TLS_VERSIONS "1.0|1.1|1.2|1.3"
#define EAP_KEYS                                                               \
	UUID("", "PayloadCertificateUUID", IDENTITY), KEY("", EAP, DICT),      \
	    KEY("", "SetupModes", ARRAY),                                      \
	    NEED_ONE_OF(EAP, "AcceptEAPTypes", ARRAY, "13|17|18|21|23|25|43"), \
	    KEY(EAP, "UserName", STRING), KEY(EAP, "UserPassword", STRING),    \
	    KEY(EAP, "OneTimeUserPassword", BOOLEAN),                          \
	    KEY(EAP, "OuterIdentity", STRING),                                 \
	    UUIDS(EAP, "PayloadCertificateAnchorUUID", CERTIFICATE),           \
	    KEY(EAP, "TLSTrustedCertificates", ARRAY),                         \
	    KEY(EAP, "TLSTrustedServerNames", ARRAY),                          \
	    KEY(EAP, "TLSTrustedServerCommonNames", ARRAY),                    \
	    KEY(EAP, "TLSAllowTrustExceptions", BOOLEAN),                      \
	    KEY(EAP, "TLSCertificateIsRequired", BOOLEAN),                     \
	    ONE_OF(EAP, "TTLSInnerAuthentication", STRING,                     \
		"PAP|EAP|CHAP|MSCHAP|MSCHAPv2"),                               \
	    ONE_OF(EAP, "TLSMinimumVersion", STRING, TLS_VERSIONS),            \
	    ONE_OF(EAP, "TLSMaximumVersion", STRING, TLS_VERSIONS),            \
	    KEY(EAP, "EAPFASTUsePAC", BOOLEAN),                                \
	    KEY(EAP, "EAPFASTProvisionPAC", BOOLEAN),                          \
	    KEY(EAP, "EAPFASTProvisionPACAnonymously", BOOLEAN),               \
	    ONE_OF(EAP, "EAPSIMNumberOfRANDs", NUMBER, "2|3"),                 \
	    ONE_OF(EAP, "SystemModeCredentialsSource", STRING,                 \
		"ActiveDirectory"),                                            \
	    KEY(EAP, "SystemModeUseOpenDirectoryCredentials", BOOLEAN)

#define SMIME_KEYS                                                             \
	UUID("", "SMIMESigningCertificateUUID", IDENTITY),                     \
	    UUID("", "SMIMEEncryptionCertificateUUID", IDENTITY)

/* One VPN protocol's dictionary, and its identity. */
#define VPN_IDENTITY(group)                                                    \
	KEY("", group, DICT), UUID(group, "PayloadCertificateUUID", IDENTITY)

/* SHA-256 of public keys. */
#define KEY_HASHES(group)                                                      \
	KEY("", group, ARRAY),                                                 \
	    NEED_ONE_OF(group, "Algorithm", STRING, "sha256"),                 \
	    NEED(group, "Hash", DATA)

/* Keys that every payload has. */
const struct mdm_apple_row mdm_apple_common[] = {
	NEED("", "PayloadType", STRING),
	NEED_ONE_OF("", "PayloadVersion", NUMBER, "1"),
	IDENTIFYING_KEYS,
	DESCRIBING_KEYS,
	KEY("", "PayloadEnabled", BOOLEAN),
	KEY("", "PayloadScope", STRING),
	KEY("", "PayloadRemovalDisallowed", BOOLEAN),
	END,
};

static const struct mdm_apple_row document_rows[] = {
	NEED_ONE_OF("", "PayloadType", STRING, "Configuration"),
	NEED_ONE_OF("", "PayloadVersion", NUMBER, "1"),
	IDENTIFYING_KEYS,
	DESCRIBING_KEYS,
	KEY("", "PayloadContent", ARRAY | DICT),
	KEY("", "IsEncrypted", BOOLEAN),
	KEY("", "EncryptedPayloadContent", DATA),
	{ "", "PayloadScope", STRING, false, "System|User", 0, "macOS 10.8" },
	KEY("", "PayloadRemovalDisallowed", BOOLEAN),
	KEY("", "HasRemovalPasscode", BOOLEAN),
	KEY("", "RemovalDate", DATE),
	KEY("", "DurationUntilRemoval", NUMBER),
	KEY("", "PayloadExpirationDate", DATE),
	ONE_OF("", "TargetDeviceType", NUMBER, "0|1|2|3|4|5|6"),
	KEY("", "ConsentText", DICT),
	END,
};

static const struct mdm_apple_row certificate_rows[] = {
	NEED("", "PayloadContent", DATA),
	KEY("", "PayloadCertificateFileName", STRING),
	KEY("", "AllowAllAppsAccess", BOOLEAN),
	END,
};

static const struct mdm_apple_row pkcs12_rows[] = {
	NEED("", "PayloadContent", DATA),
	KEY("", "PayloadCertificateFileName", STRING),
	KEY("", "Password", STRING),
	SINCE("", "AllowAllAppsAccess", BOOLEAN, "macOS 10.10"),
	SINCE("", "KeyIsExtractable", BOOLEAN, "macOS 10.15"),
	END,
};

static const struct mdm_apple_row wapi_rows[] = {
	NEED("", "PEMData", DATA),
	END,
};

static const struct mdm_apple_row scep_rows[] = {
	NEED("", "PayloadContent", DICT),
	SCEP_KEYS("PayloadContent", DATA),
	SINCE("PayloadContent", "KeyIsExtractable", BOOLEAN, "macOS 10.13.4"),
	SINCE("PayloadContent", "AllowAllAppsAccess", BOOLEAN, "macOS 10.10"),
	KEY("PayloadContent", "GetCACaps", ARRAY),
	KEY("PayloadContent", "CertificateRenewalTimeInterval", NUMBER),
	END,
};

static const struct mdm_apple_row acme_rows[] = {
	ACME_KEYS,
	KEY("", "KeyIsExtractable", BOOLEAN),
	KEY("", "AllowAllAppsAccess", BOOLEAN),
	END,
};

/* Documents that assets point at: JSON, where data is base64 in a string. */
static const struct mdm_apple_row scep_credential_rows[] = {
	SCEP_KEYS("", STRING),
	END,
};

static const struct mdm_apple_row acme_credential_rows[] = {
	ACME_KEYS,
	END,
};

static const struct mdm_apple_row identity_credential_rows[] = {
	NEED("", "Password", STRING),
	NEED("", "Identity", STRING),
	END,
};

static const struct mdm_apple_row wifi_rows[] = {
	KEY("", "SSID_STR", STRING),
	KEY("", "HIDDEN_NETWORK", BOOLEAN),
	KEY("", "AutoJoin", BOOLEAN),
	ONE_OF("", "EncryptionType", STRING, "WEP|WPA|WPA2|WPA3|Any|None"),
	KEY("", "Password", STRING),
	KEY("", "DomainName", STRING),
	EAP_KEYS,
	END,
};

static const struct mdm_apple_row ethernet_rows[] = {
	KEY("", "Interface", STRING),
	EAP_KEYS,
	END,
};

static const struct mdm_apple_row vpn_rows[] = {
	ONE_OF("", "VPNType", STRING,
	    "VPN|L2TP|IPSec|IKEv2|AlwaysOn|TransparentProxy"),
	KEY("", "UserDefinedName", STRING),
	VPN_IDENTITY("VPN"),
	VPN_IDENTITY("IPSec"),
	VPN_IDENTITY("TransparentProxy"),
	VPN_IDENTITY("DNS"),
	VPN_IDENTITY("IKEv2"),
	NEED("IKEv2", "RemoteAddress", STRING),
	NEED("IKEv2", "LocalIdentifier", STRING),
	NEED("IKEv2", "RemoteIdentifier", STRING),
	NEED_ONE_OF("IKEv2", "AuthenticationMethod", STRING,
	    "None|SharedSecret|Certificate"),
	ONE_OF("IKEv2", "CertificateType", STRING,
	    "RSA|ECDSA256|ECDSA384|ECDSA521|RSA-PSS"),
	KEY("IKEv2", "ServerCertificateIssuerCommonName", STRING),
	KEY("IKEv2", "ServerCertificateCommonName", STRING),
	KEY("IKEv2", "ExtendedAuthEnabled", NUMBER | BOOLEAN),
	KEY("IKEv2", "EnableCertificateRevocationCheck", NUMBER | BOOLEAN),
	ONE_OF("IKEv2", "TLSMinimumVersion", STRING, TLS_VERSIONS),
	ONE_OF("IKEv2", "TLSMaximumVersion", STRING, TLS_VERSIONS),
	KEY("IKEv2", "SharedSecret", STRING),
	END,
};

static const struct mdm_apple_row mdm_rows[] = {
	NEED_UUID("", "IdentityCertificateUUID", IDENTITY),
	NEED("", "ServerURL", STRING),
	KEY("", "CheckInURL", STRING),
	NEED("", "Topic", STRING),
	KEY("", "AccessRights", NUMBER),
	UUIDS("", "ServerURLPinningCertificateUUIDs", CERTIFICATE),
	UUIDS("", "CheckInURLPinningCertificateUUIDs", CERTIFICATE),
	KEY("", "PinningRevocationCheckRequired", BOOLEAN),
	END,
};

static const struct mdm_apple_row eas_rows[] = {
	UUID("", "PayloadCertificateUUID", IDENTITY),
	SMIME_KEYS,
	KEY("", "Certificate", DATA),
	KEY("", "CertificateName", STRING),
	KEY("", "CertificatePassword", STRING),
	END,
};

static const struct mdm_apple_row ews_rows[] = {
	UUID("", "PayloadCertificateUUID", IDENTITY),
	UUID("", "AuthenticationCertificateUUID", IDENTITY),
	END,
};

static const struct mdm_apple_row mail_rows[] = {
	SMIME_KEYS,
	END,
};

static const struct mdm_apple_row client_rows[] = {
	UUID("", "PayloadCertificateUUID", IDENTITY),
	END,
};

static const struct mdm_apple_row relay_rows[] = {
	KEY("", "Relays", ARRAY),
	UUID("Relays", "PayloadCertificateUUID", IDENTITY),
	KEY("Relays", "RawPublicKeys", ARRAY),
	END,
};

static const struct mdm_apple_row sso_rows[] = {
	KEY("", "Kerberos", DICT),
	UUID("Kerberos", "PayloadCertificateUUID", PKCS12 | SCEP),
	END,
};

static const struct mdm_apple_row extensible_sso_rows[] = {
	KEY("", "ExtensionData", DICT),
	UUID("ExtensionData", "certificateUUID", IDENTITY),
	END,
};

static const struct mdm_apple_row certificate_preference_rows[] = {
	NEED("", "Name", STRING),
	NEED_UUID("", "PayloadCertificateUUID", CERTIFICATE),
	END,
};

static const struct mdm_apple_row identity_preference_rows[] = {
	NEED("", "Name", STRING),
	NEED_UUID("", "PayloadCertificateUUID", IDENTITY),
	END,
};

static const struct mdm_apple_row filevault_rows[] = {
	UUID("", "PayloadCertificateUUID", CERTIFICATE),
	KEY("", "Certificate", DATA),
	END,
};

static const struct mdm_apple_row escrow_rows[] = {
	UUID("", "EncryptCertPayloadUUID", PKCS1),
	END,
};

static const struct mdm_apple_row education_rows[] = {
	UUID("", "PayloadCertificateUUID", IDENTITY),
	UUID("", "ResourcePayloadCertificateUUID", IDENTITY),
	UUIDS("", "LeaderPayloadCertificateAnchorUUID", CERTIFICATE),
	UUIDS("", "MemberPayloadCertificateAnchorUUID", CERTIFICATE),
	END,
};

static const struct mdm_apple_row lom_rows[] = {
	UUID("", "DeviceCertificateUUID", IDENTITY),
	UUID("", "ControllerCertificateUUID", IDENTITY),
	UUIDS("", "DeviceCACertificateUUIDs", CERTIFICATE),
	UUIDS("", "ControllerCACertificateUUIDs", CERTIFICATE),
	END,
};

static const struct mdm_apple_row transparency_rows[] = {
	KEY("", "DisabledForDomains", ARRAY),
	KEY_HASHES("DisabledForCerts"),
	END,
};

static const struct mdm_apple_row revocation_rows[] = {
	KEY_HASHES("EnabledForCerts"),
	END,
};

static const struct mdm_apple_row ad_certificate_rows[] = {
	NEED("", "CertServer", STRING),
	NEED("", "CertTemplate", STRING),
	KEY("", "Description", STRING),
	KEY("", "CertificateAuthority", STRING),
	ONE_OF("", "CertificateAcquisitionMechanism", STRING, "RPC|HTTP"),
	KEY("", "CertificateRenewalTimeInterval", NUMBER),
	SINCE("", "Keysize", NUMBER, "macOS 10.11"),
	KEY("", "PromptForCredentials", BOOLEAN),
	KEY("", "AllowAllAppsAccess", BOOLEAN),
	KEY("", "KeyIsExtractable", BOOLEAN),
	SINCE("", "EnableAutoRenewal", BOOLEAN, "macOS 10.13.4"),
	KEY("", "UserName", STRING),
	KEY("", "Password", STRING),
	END,
};

const struct mdm_apple_type mdm_apple_document = { "Configuration",
	MDM_CONFIGURATION, 0, 0, true, document_rows, NULL, false };

/* The profile's kind and platform, what it is to others, its keys, since. */
#define TYPE(name, kind, platform, classes, rows, since)                       \
	{                                                                      \
		"com.apple." name, kind, platform, classes, true, rows, since, \
		    false                                                      \
	}
/* Further keys have nothing to do with certificates. */
#define PART(name, kind, platform, classes, rows, since)                       \
	{                                                                      \
		"com.apple." name, kind, platform, classes, false, rows,       \
		    since, false                                               \
	}
#define CREDENTIAL(name, kind, classes, rows)                                  \
	{                                                                      \
		"com.apple.credential." name, kind, 0, classes, true, rows,    \
		    "iOS 17, macOS 14, tvOS 17, visionOS 1.1, watchOS 10",     \
		    true                                                       \
	}

#define WIRED(name)                                                            \
	PART(name "ethernet.managed", MDM_WIRED, MDM_MACOS, 0, ethernet_rows,  \
	    NULL)

#define EVERYWHERE "iOS 4.0, macOS 10.7, tvOS 9, visionOS 1.0, watchOS 3.0"

static const struct mdm_apple_type types[] = {
	TYPE("security.root", MDM_TRUST, 0, CERTIFICATE, certificate_rows,
	    EVERYWHERE),
	TYPE("security.pkcs1", MDM_TRUST, 0, CERTIFICATE | PKCS1,
	    certificate_rows, EVERYWHERE),
	TYPE("security.pem", MDM_TRUST, 0, CERTIFICATE, certificate_rows,
	    EVERYWHERE),
	TYPE("security.pkcs12", MDM_PFX, 0, PKCS12, pkcs12_rows, EVERYWHERE),
	TYPE("security.wapi-identity", MDM_OTHER, 0, 0, wapi_rows, NULL),
	TYPE("security.scep", MDM_SCEP, 0, SCEP, scep_rows, EVERYWHERE),
	TYPE("security.acme", MDM_OTHER, 0, ACME, acme_rows,
	    "iOS 16.0, macOS 13.1, tvOS 16, visionOS 1.0, watchOS 9.0"),
	PART("ADCertificate.managed", MDM_OTHER, MDM_MACOS, MDM_APPLE_AD,
	    ad_certificate_rows, "macOS 10.7"),
	TYPE("security.certificatepreference", MDM_OTHER, MDM_MACOS, 0,
	    certificate_preference_rows, "macOS 10.12"),
	TYPE("security.identitypreference", MDM_OTHER, MDM_MACOS, 0,
	    identity_preference_rows, "macOS 10.12"),
	TYPE("security.certificatetransparency", MDM_OTHER, 0,
	    MDM_APPLE_KEY_HASHES, transparency_rows,
	    "iOS 12.1.1, macOS 10.14.2, tvOS 12.1.1, watchOS 5.1.1"),
	TYPE("security.certificaterevocation", MDM_OTHER, MDM_IOS,
	    MDM_APPLE_KEY_HASHES, revocation_rows, "iOS 14.2, visionOS 1.1"),
	PART("wifi.managed", MDM_WIFI, 0, 0, wifi_rows, NULL),
	WIRED("first"),
	WIRED("firstactive"),
	WIRED("second"),
	WIRED("secondactive"),
	WIRED("third"),
	WIRED("thirdactive"),
	PART("globalethernet.managed", MDM_WIRED, 0, 0, ethernet_rows,
	    "macOS 10.13, iOS 17.0, tvOS 17.0"),
	PART("vpn.managed", MDM_VPN, 0, 0, vpn_rows, NULL),
	PART("vpn.managed.applayer", MDM_VPN, 0, 0, vpn_rows, NULL),
	PART("mdm", MDM_OTHER, 0, 0, mdm_rows, NULL),
	PART("eas.account", MDM_EMAIL, MDM_IOS, 0, eas_rows, NULL),
	PART("ews.account", MDM_EMAIL, MDM_MACOS, 0, ews_rows, NULL),
	PART("mail.managed", MDM_EMAIL, 0, 0, mail_rows, NULL),
	PART("dnsSettings.managed", MDM_OTHER, 0, 0, client_rows,
	    "iOS 16, macOS 13"),
	PART("webcontent-filter", MDM_OTHER, 0, 0, client_rows, NULL),
	PART("relay.managed", MDM_OTHER, 0, 0, relay_rows, NULL),
	PART("sso", MDM_SSO, MDM_IOS, 0, sso_rows, NULL),
	PART("extensiblesso", MDM_SSO, 0, 0, extensible_sso_rows, NULL),
	PART("MCX.FileVault2", MDM_OTHER, MDM_MACOS, 0, filevault_rows, NULL),
	PART("security.FDERecoveryKeyEscrow", MDM_OTHER, MDM_MACOS, 0,
	    escrow_rows, NULL),
	PART("security.FDERecoveryRedirect", MDM_OTHER, MDM_MACOS, 0,
	    escrow_rows, NULL),
	PART("education", MDM_OTHER, 0, 0, education_rows, NULL),
	PART("lom", MDM_OTHER, MDM_MACOS, 0, lom_rows, NULL),
	/* Documents without a PayloadType: found by their keys. */
	CREDENTIAL("scep", MDM_SCEP, SCEP, scep_credential_rows),
	CREDENTIAL("acme", MDM_OTHER, ACME, acme_credential_rows),
	CREDENTIAL("identity", MDM_PFX, PKCS12, identity_credential_rows),
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
find_row(const struct mdm_apple_row *rows, const struct search *s)
{
	for (const struct mdm_apple_row *r = rows; r->key != NULL; r++)
		if (mdm_str_is(s->key, r->key) &&
		    strcmp(r->group, s->group) == 0)
			return r;
	return NULL;
}

/* Apart from find_row, as it costs a hundred times more. */
static void
find_nearest(const struct mdm_apple_row *rows, struct search *s)
{
	for (const struct mdm_apple_row *r = rows; r->key != NULL; r++) {
		struct mdm_str known = mdm_str_of(r->key);

		if (strcmp(r->group, s->group) != 0)
			continue;
		if (same_letters(known, s->key)) {
			s->nearest = r->key;
			s->near_miss = true;
		} else if (!s->near_miss && known.n > 5 &&
		    mdm_str_distance(known, s->key, 2) <= 2) {
			s->nearest = r->key;
		}
	}
}

const struct mdm_apple_row *
mdm_apple_row_find(const struct mdm_apple_type *type, const char *group,
    struct mdm_str key, const char **ret_nearest, bool *ret_near_miss)
{
	struct search s = { .group = group, .key = key };
	bool common =
	    type != &mdm_apple_document && (type == NULL || !type->bare);
	const struct mdm_apple_row *row =
	    type != NULL ? find_row(type->rows, &s) : NULL;

	if (row == NULL && common)
		row = find_row(mdm_apple_common, &s);
	if (row == NULL && type != NULL)
		find_nearest(type->rows, &s);
	if (row == NULL && common)
		find_nearest(mdm_apple_common, &s);
	*ret_nearest = s.nearest;
	*ret_near_miss = s.near_miss;
	return row;
}
