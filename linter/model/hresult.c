/* SPDX-License-Identifier: MIT */
#include "model/hresult.h"

/* Where names, numbers and causes come from. */
#define WINERROR "Windows SDK, winerror.h"
#define WINHTTP "Microsoft Learn: WinHTTP error messages"
#define OKTA "Okta support: \"The hash value is not correct\"; " WINERROR
#define RA_ISSUE                                                               \
	"microsoft/Intune-Resource-Access issue 87; "                          \
	"NeySlim/ultimate-ca-manager issue 228; " WINERROR
#define SCEPMAN "SCEPman documentation: Troubleshooting; " WINHTTP
#define NDES                                                                   \
	"Microsoft Learn: Troubleshoot communication between device and "      \
	"NDES server"
#define DELIVERY                                                               \
	"Microsoft Learn: Troubleshoot deployment of SCEP certificate "        \
	"profiles"
#define MANIFEST "manifest of the MDM event provider, map DeviceMgmtErrors"

static const char tls_step[] =
    "Open the URL in a browser on the device: the server must offer TLS 1.2, "
    "with a certificate the device trusts, and the clock must be right.";
static const char path_step[] =
    "Compare the URL of the profile with the address of the SCEP server, and "
    "ask it for GetCACert from the device's network.";
static const char ra_step[] =
    "Ask the server for GetCACert: its answer needs RA certificates for "
    "signing and encryption issued by the expected CA, or that CA itself "
    "with digitalSignature and keyEncipherment.";
static const char tpm_step[] =
    "Try a key of 2048 bits, or a key storage provider that falls back to "
    "software, and update the firmware of the TPM.";

/* Sorted by code. */
static const struct mdm_hresult table[] = {
	{ 0x00000000, MDM_AREA_NORMAL, "S_OK",
	    "The operation completed successfully.", "success",
	    "Nothing went wrong.", "Nothing is to be done.", WINERROR },
	{ 0x02ab0003, MDM_AREA_NORMAL, "DM_S_ACCEPTED_FOR_PROCESSING", NULL,
	    "accepted, enrolment goes on in the background",
	    "The normal result of event 306, although the event log calls it "
	    "an unknown error.",
	    "Nothing is to be done.", DELIVERY },
	{ 0x80070057, MDM_AREA_PROFILE, "E_INVALIDARG",
	    "The parameter is incorrect.", "a value is not allowed",
	    "A setting of the SCEP profile has a value that Windows does not "
	    "take.",
	    "Run `mdmlint check` over the profile; the SCEP rules name the "
	    "values.",
	    WINERROR },
	{ 0x80072ee2, MDM_AREA_TRANSPORT, "ERROR_WINHTTP_TIMEOUT",
	    "The operation timed out", "no answer in time (WinHTTP 12002)",
	    "A firewall, a proxy or a server that is down.", path_step,
	    WINHTTP },
	{ 0x80072ee7, MDM_AREA_TRANSPORT, "ERROR_WINHTTP_NAME_NOT_RESOLVED",
	    "The server name or address could not be resolved",
	    "the host name is unknown (WinHTTP 12007)",
	    "The URL of the profile has a typing error, or the name is known "
	    "inside the company only.",
	    path_step, WINHTTP },
	{ 0x80072efd, MDM_AREA_TRANSPORT, "ERROR_WINHTTP_CANNOT_CONNECT",
	    "A connection with the server could not be established",
	    "no connection (WinHTTP 12029)",
	    "Nothing listens at that address, or a firewall is in between.",
	    path_step, WINHTTP },
	{ 0x80072f78, MDM_AREA_TRANSPORT,
	    "ERROR_WINHTTP_INVALID_SERVER_RESPONSE",
	    "The server returned an invalid or unrecognized response",
	    "the answer is no HTTP answer (WinHTTP 12152)",
	    "A proxy or TLS inspection answers instead of the SCEP server, or "
	    "the server does not speak HTTP on that port.",
	    path_step, "NeySlim/ultimate-ca-manager issue 326; " WINHTTP },
	{ 0x80072f8f, MDM_AREA_TRANSPORT, "ERROR_WINHTTP_SECURE_FAILURE",
	    "A security error occurred",
	    "the TLS connection failed (WinHTTP 12175)",
	    "The server insists on TLS 1.3, which the SCEP client lacks; its "
	    "certificate is not trusted; or the device's clock is wrong.",
	    tls_step, SCEPMAN },
	{ 0x80090016, MDM_AREA_DEVICE, "NTE_BAD_KEYSET",
	    "Keyset does not exist", "the private key is gone",
	    "The TPM was cleared, or its key storage is damaged.", tpm_step,
	    WINERROR },
	{ 0x80090029, MDM_AREA_DEVICE, "NTE_NOT_SUPPORTED",
	    "The requested operation is not supported.",
	    "the key cannot be made there",
	    "The TPM does not support the key length of the profile.", tpm_step,
	    WINERROR },
	{ 0x80090030, MDM_AREA_DEVICE, "NTE_DEVICE_NOT_READY",
	    "The device that is required by this cryptographic provider is "
	    "not ready for use.",
	    "the TPM is not ready",
	    "The TPM is off, locked or not yet provisioned.", tpm_step,
	    WINERROR },
	{ 0x80091006, MDM_AREA_SERVER, "CRYPT_E_AUTH_ATTR_MISSING",
	    "The cryptographic message does not contain an expected "
	    "authenticated attribute.",
	    "an expected signed attribute is missing",
	    "The SCEP server's answer lacks an attribute that RFC 8894 "
	    "demands.",
	    "Look at the log of the SCEP server; the profile is not at fault.",
	    "RFC 8894, section 3.2; " WINERROR },
	{ 0x80091007, MDM_AREA_CA, "CRYPT_E_HASH_VALUE",
	    "The hash value is not correct.",
	    "no certificate of the server has the expected thumbprint",
	    "The trusted certificate profile that the SCEP profile is bound "
	    "to holds another certificate than the server presents: a wrong "
	    "or outdated one, or the root where the server sends the issuing "
	    "CA only.",
	    "Bind the SCEP profile to the CA that the server returns to "
	    "GetCACert, let the device sync, and expect event 39.",
	    OKTA },
	{ 0x80092021, MDM_AREA_PROFILE, "CRYPT_E_INVALID_PRINTABLE_STRING",
	    "The string contains a non-printable character.",
	    "a text has characters that a PrintableString cannot have",
	    "The SCEP challenge has a character like `_`, `@`, `!` or `*`.",
	    "Use a challenge of letters, digits and ' ( ) + , - . / : = ? "
	    "only.",
	    "fleetdm/fleet issue 47492; " WINERROR },
	{ 0x80094800, MDM_AREA_SERVER, "CERTSRV_E_UNSUPPORTED_CERT_TYPE",
	    "The requested certificate template is not supported by this CA.",
	    "the CA does not issue that template",
	    "The certificate template of NDES is not published on the CA, or "
	    "NDES names another one for this key usage.",
	    "Check the template names in the registry of the NDES server and "
	    "publish the template.",
	    NDES },
	{ 0x80094811, MDM_AREA_SERVER, "CERTSRV_E_KEY_LENGTH",
	    "The public key does not meet the minimum size required by the "
	    "specified certificate template.",
	    "the key is shorter than the template asks for",
	    "keySize of the SCEP profile is below the template's minimum.",
	    "Make the key of the profile as long as the template wants it.",
	    "gradenegger.eu: event 87; " WINERROR },
	{ 0x800b0101, MDM_AREA_TRUST, "CERT_E_EXPIRED",
	    "A required certificate is not within its validity period when "
	    "verifying against the current system clock or the timestamp in "
	    "the signed file.",
	    "a certificate has expired, or the clock is wrong",
	    "A CA or RA certificate of the SCEP server is over.",
	    "Renew the RA or CA certificate, and deliver the new CA "
	    "certificate.",
	    WINERROR },
	{ 0x800b0109, MDM_AREA_TRUST, "CERT_E_UNTRUSTEDROOT",
	    "A certificate chain processed, but terminated in a root "
	    "certificate which is not trusted by the trust provider.",
	    "the chain ends in a root that is not trusted",
	    "The root is not in the Root store of the device, or the server's "
	    "RA certificates still come from the CA before its renewal.",
	    "Deliver the root to the Root store; after a renewal issue the RA "
	    "certificates anew.",
	    "Microsoft Learn: SCEP profile deployment to Windows fails after "
	    "the CA is renewed; " WINERROR },
	{ 0x800b010a, MDM_AREA_TRUST, "CERT_E_CHAINING",
	    "A certificate chain could not be built to a trusted root "
	    "authority.",
	    "no chain to a trusted root",
	    "An issuing CA or the root is not on the device.",
	    "Deliver the issuing CA to the Intermediate store and the root to "
	    "the Root store.",
	    WINERROR },
	{ 0x8010002c, MDM_AREA_SERVER, "SCARD_E_NO_SUCH_CERTIFICATE",
	    "The requested certificate does not exist.",
	    "the expected CA is there, suitable RA certificates are not",
	    "The server's answer has no RA certificate of that CA, or the CA "
	    "is its own RA without the key usages digitalSignature and "
	    "keyEncipherment.",
	    ra_step, RA_ISSUE },
	{ 0x80190191, MDM_AREA_TRANSPORT, "HTTP_E_STATUS_DENIED", NULL,
	    "HTTP 401: the server wants a login",
	    "A proxy or the web server asks for authentication.", path_step,
	    WINERROR },
	{ 0x80190193, MDM_AREA_TRANSPORT, "HTTP_E_STATUS_FORBIDDEN", NULL,
	    "HTTP 403: the server refuses",
	    "The URL leads to a page that devices may not ask, or a proxy "
	    "blocks it.",
	    path_step, WINERROR },
	{ 0x80190194, MDM_AREA_TRANSPORT, "HTTP_E_STATUS_NOT_FOUND", NULL,
	    "HTTP 404: there is nothing at that URL",
	    "The path of the URL is wrong, or /pkiclient.exe, which Windows "
	    "adds, was written into the profile as well.",
	    path_step, "micromdm/scep issue 238; " WINERROR },
	{ 0x801901f4, MDM_AREA_SERVER, "HTTP_E_STATUS_SERVER_ERROR", NULL,
	    "HTTP 500: the server failed",
	    "The SCEP server cannot do its work.",
	    "Look at the log of the SCEP server; the profile is not at fault.",
	    NDES "; " WINERROR },
	{ 0x801901f7, MDM_AREA_SERVER, "HTTP_E_STATUS_SERVICE_UNAVAIL", NULL,
	    "HTTP 503: the service is not running",
	    "The application pool of NDES has stopped, as it does when "
	    "certificates that are not self-signed stand in the server's Root "
	    "store.",
	    "Look at the log of the SCEP server; the profile is not at fault.",
	    NDES "; " WINERROR },
	{ 0x82aa0001, MDM_AREA_PROFILE, NULL, NULL, "the XML is malformed",
	    "A custom profile or SyncML message is not well-formed.",
	    "Run `mdmlint check` over the profile; FMT001 names the place.",
	    MANIFEST },
	{ 0x82aa0002, MDM_AREA_PROFILE, NULL, NULL, "the node exists already",
	    "The same UniqueID or certificate is added a second time.",
	    "Give each SCEP certificate a UniqueID of its own, or use Replace.",
	    MANIFEST },
	{ 0x86000001, MDM_AREA_PROFILE, NULL, NULL, "wrong data type",
	    "The format of a node is not the one its CSP declares.",
	    "Run `mdmlint check` over the profile; SYNC003 names the node.",
	    MANIFEST },
	{ 0x86000002, MDM_AREA_PROFILE, NULL, NULL, "the node does not exist",
	    "A LocURI is misspelt, or Replace came before Add.",
	    "Run `mdmlint check` over the profile; SYNC001 and SYNC010 name "
	    "the node.",
	    MANIFEST },
	{ 0x86000011, MDM_AREA_PROFILE, NULL, NULL,
	    "the command is not allowed for this node",
	    "For instance Replace for a node that can only be added.",
	    "Run `mdmlint check` over the profile; the SYNC rules name the "
	    "node.",
	    MANIFEST },
	{ 0x86000015, MDM_AREA_PROFILE, NULL, NULL,
	    "a segment of the LocURI is forbidden",
	    "A LocURI has an empty segment or a character that must be "
	    "escaped.",
	    "Run `mdmlint check` over the profile; SYNC002 names the place.",
	    MANIFEST },
	{ 0x86000018, MDM_AREA_PROFILE, NULL, NULL, "the XML cannot be parsed",
	    "A value that holds XML is not escaped, or is damaged.",
	    "Run `mdmlint check` over the profile; FMT001 names the place.",
	    MANIFEST },
	{ 0x86000025, MDM_AREA_DEVICE, NULL, NULL,
	    "this edition of Windows does not have the CSP",
	    "The setting needs another edition of Windows.",
	    "Assign the profile to devices with that edition only.", MANIFEST },
};

enum { ROWS = sizeof(table) / sizeof(table[0]) };

const char *
mdm_code_area_name(enum mdm_code_area area)
{
	static const char *const names[] = {
		[MDM_AREA_NORMAL] = "normal",
		[MDM_AREA_CA] = "ca",
		[MDM_AREA_PROFILE] = "profile",
		[MDM_AREA_TRUST] = "trust",
		[MDM_AREA_TRANSPORT] = "transport",
		[MDM_AREA_SERVER] = "server",
		[MDM_AREA_DEVICE] = "device",
	};

	return names[area];
}

const struct mdm_hresult *
mdm_hresult_at(size_t index)
{
	return index < ROWS ? &table[index] : NULL;
}

const struct mdm_hresult *
mdm_hresult_find(uint32_t code)
{
	for (size_t i = 0; i < ROWS; i++)
		if (table[i].code == code)
			return &table[i];
	return NULL;
}

static struct mdm_str
without_stop(struct mdm_str words)
{
	words = mdm_str_trim(words);
	if (mdm_str_ends(words, "."))
		words.n--;
	return words;
}

const struct mdm_hresult *
mdm_hresult_by_message(struct mdm_str words)
{
	words = without_stop(words);
	for (size_t i = 0; i < ROWS; i++)
		if (table[i].message != NULL &&
		    mdm_str_ieq(
			words, without_stop(mdm_str_of(table[i].message))))
			return &table[i];
	return NULL;
}
