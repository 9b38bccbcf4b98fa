/* SPDX-License-Identifier: MIT */
#include "base/placeholder.h"
#include "model/message.h"

enum { LONGEST_WITH_TOKEN = 64 * 1024 };

/* A bit and how it is spelled, for reports and for messages. */
struct name {
	unsigned bit;
	const char *word, *title;
};

static const struct name kinds[] = {
	{ MDM_TRUST, "trust", "trusted certificate profile" },
	{ MDM_SCEP, "scep", "SCEP profile" },
	{ MDM_PKCS, "pkcs", "PKCS profile" },
	{ MDM_PFX, "pfx", "imported PKCS profile" },
	{ MDM_WIFI, "wifi", "Wi-Fi profile" },
	{ MDM_WIRED, "wired", "wired network profile" },
	{ MDM_VPN, "vpn", "VPN profile" },
	{ MDM_EMAIL, "email", "e-mail profile" },
	{ MDM_SSO, "sso", "device features profile" },
	{ MDM_CUSTOM, "custom", "custom profile" },
	{ MDM_CLOUD_CA, "cloud-ca", "Cloud PKI certification authority" },
	{ MDM_MESSAGE, "message", "message" },
	{ MDM_CONFIGURATION, "configuration", "configuration profile" },
	{ MDM_OTHER, "other", "profile" },
	{ 0, NULL, NULL },
};

static const struct name platforms[] = {
	{ MDM_PLATFORM_UNKNOWN, "unknown", "an unknown platform" },
	{ MDM_WINDOWS, "windows", "Windows" },
	{ MDM_WINDOWS_PHONE, "windows-phone", "Windows Phone" },
	{ MDM_IOS, "ios", "iOS/iPadOS" },
	{ MDM_MACOS, "macos", "macOS" },
	{ MDM_ANDROID_ADMIN, "android", "Android device administrator" },
	{ MDM_ANDROID_FOR_WORK, "android-for-work", "Android for Work" },
	{ MDM_ANDROID_WORK_PROFILE, "android-work-profile",
	    "Android work profile" },
	{ MDM_ANDROID_OWNER, "android-owner", "Android device owner" },
	{ MDM_AOSP, "aosp", "Android (AOSP)" },
	{ MDM_CHROMEOS, "chromeos", "ChromeOS" },
	{ MDM_APPLE, "apple", "Apple devices" },
	{ MDM_ANDROID_ENTERPRISE, "android-enterprise", "Android Enterprise" },
	{ 0, NULL, NULL },
};

static const struct name *
name_of(const struct name *table, unsigned bit)
{
	const struct name *last = table;

	for (; table->word != NULL; last = table++)
		if (table->bit == bit)
			return table;
	return last;
}

const char *
mdm_kind_name(enum mdm_profile_kind kind)
{
	return name_of(kinds, kind)->word;
}

const char *
mdm_kind_title(enum mdm_profile_kind kind)
{
	return name_of(kinds, kind)->title;
}

const char *
mdm_platform_name(enum mdm_platform platform)
{
	if (platform == 0)
		platform = MDM_PLATFORM_UNKNOWN;
	return name_of(platforms, platform)->word;
}

const char *
mdm_platform_title(enum mdm_platform platform)
{
	if (platform == 0)
		platform = MDM_PLATFORM_UNKNOWN;
	return name_of(platforms, platform)->title;
}

const char *
mdm_store_name(enum mdm_store store)
{
	static const char *const names[] = {
		[MDM_STORE_NONE] = "none",
		[MDM_STORE_UNSET] = "not set",
		[MDM_STORE_ROOT] = "Root",
		[MDM_STORE_INTERMEDIATE] = "Intermediate",
		[MDM_STORE_PEOPLE] = "Trusted People",
		[MDM_STORE_PUBLISHER] = "Trusted Publishers",
		[MDM_STORE_UNTRUSTED] = "Untrusted Certificates",
		[MDM_STORE_UNKNOWN] = "unknown",
	};

	return names[store];
}

const char *
mdm_form_name(enum mdm_form form)
{
	static const char *const names[] = {
		[MDM_FORM_UNKNOWN] = "unknown",
		[MDM_FORM_GRAPH_GET] = "Graph answer",
		[MDM_FORM_POST_BODY] = "Graph request body",
		[MDM_FORM_INTUNE_MANAGEMENT] = "IntuneManagement",
		[MDM_FORM_INTUNECD] = "IntuneCD",
		[MDM_FORM_INTUNE_BACKUP] = "IntuneBackupAndRestore",
		[MDM_FORM_M365DSC] = "Microsoft365DSC",
		[MDM_FORM_CIPP] = "CIPP",
		[MDM_FORM_BACKUP_ROWS] = "backup rows",
	};

	return names[form];
}

const char *
mdm_dialect_name(enum mdm_dialect dialect)
{
	static const char *const names[] = {
		[MDM_DIALECT_GRAPH] = "Graph",
		[MDM_DIALECT_SYNCML] = "SyncML",
		[MDM_DIALECT_OMA] = "OMA-URI",
		[MDM_DIALECT_WAP] = "WAP",
		[MDM_DIALECT_ANDROID] = "SyncML for Android",
		[MDM_DIALECT_XML] = "XML",
		[MDM_DIALECT_APPLE] = "Apple",
		[MDM_DIALECT_ONC] = "ONC",
	};

	return names[dialect];
}

const char *
mdm_csp_format_name(enum mdm_csp_format format)
{
	static const char *const names[] = {
		[MDM_CSP_NODE] = "node",
		[MDM_CSP_CHR] = "chr",
		[MDM_CSP_INT] = "int",
		[MDM_CSP_BOOL] = "bool",
		[MDM_CSP_B64] = "b64",
		[MDM_CSP_BIN] = "bin",
		[MDM_CSP_NULL] = "null",
	};

	return names[format];
}

const char *
mdm_verb_name(enum mdm_verb verb)
{
	static const char *const names[] = {
		[MDM_VERB_OTHER] = "command",
		[MDM_VERB_ADD] = "Add",
		[MDM_VERB_REPLACE] = "Replace",
		[MDM_VERB_DELETE] = "Delete",
		[MDM_VERB_EXEC] = "Exec",
		[MDM_VERB_GET] = "Get",
	};

	return names[verb];
}

const char *
mdm_ref_role_title(enum mdm_ref_role role)
{
	static const char *const names[] = {
		[MDM_REF_ROOT] = "root certificate",
		[MDM_REF_SERVER_ROOT] =
		    "root certificate for server validation",
		[MDM_REF_CLIENT_ROOT] =
		    "root certificate for client authentication",
		[MDM_REF_IDENTITY] = "identity certificate",
		[MDM_REF_SIGNING] = "S/MIME certificate",
		[MDM_REF_NETWORK] = "network access configuration",
	};

	return names[role];
}

const char *
mdm_secret_title(enum mdm_secret_kind kind)
{
	static const char *const names[] = {
		[MDM_SECRET_PSK] = "pre-shared key",
		[MDM_SECRET_PASSWORD] = "password",
		[MDM_SECRET_SHARED] = "shared secret",
		[MDM_SECRET_PROXY] = "proxy password",
		[MDM_SECRET_CHALLENGE] = "challenge",
		[MDM_SECRET_PFX_PASSWORD] = "PKCS#12 password",
	};

	return names[kind];
}

bool
mdm_is_symbolic(struct mdm_str text)
{
	/* Looking for tokens takes its time, and is asked of every value. */
	return text.n <= LONGEST_WITH_TOKEN && mdm_placeholder_symbolic(text);
}

bool
mdm_is_sample(struct mdm_str text)
{
	return mdm_placeholder_sample(text);
}

const struct mdm_ref *
mdm_ref_of(const struct mdm_profile *p, enum mdm_ref_role role)
{
	for (size_t i = 0; i < p->nrefs; i++)
		if (p->refs[i].role == role)
			return &p->refs[i];
	return NULL;
}

struct mdm_str
mdm_profile_title(struct mdm_arena *arena, const struct mdm_profile *p)
{
	const char *title = mdm_kind_title(p->kind);

	if (p->name.n > 0)
		return mdm_str_printf(
		    arena, "%s \"" MDM_FMT "\"", title, MDM_ARG(p->name));
	if (p->id.n > 0)
		return mdm_str_printf(
		    arena, "%s " MDM_FMT, title, MDM_ARG(p->id));
	return mdm_str_printf(arena, "%s without a name", title);
}
