/* SPDX-License-Identifier: MIT */
#include "report/rulefacts.h"

static const struct {
	const char *family, *title;
} families[] = {
	{ "CERT", "health of certificates" },
	{ "FMT", "encodings and file formats" },
	{ "LIFE", "renewal and expiry" },
	{ "LOG", "events of devices" },
	{ "PLIST", "Apple configuration profiles" },
	{ "SCEP", "values of SCEP and PKCS profiles" },
	{ "SEC", "secrets in exports" },
	{ "STORE", "stores of certificates" },
	{ "SYNC", "SyncML and OMA-URI" },
	{ "TRUST", "trust in servers: Wi-Fi, wired, VPN" },
	{ "XREF", "references between profiles" },
};

const char *
mdm_family_title(struct mdm_str family)
{
	for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++) {
		if (mdm_str_is(family, families[i].family))
			return families[i].title;
	}
	return "";
}

const char *
mdm_confidence_name(enum mdm_confidence confidence)
{
	static const char *const names[] = {
		[MDM_CONFIDENCE_HIGH] = "high",
		[MDM_CONFIDENCE_MEDIUM] = "medium",
		[MDM_CONFIDENCE_LOW] = "low",
	};

	return names[confidence];
}

const char *
mdm_rule_subject(const struct mdm_rule *r)
{
	if (r->file != NULL)
		return "file";
	if (r->carrier != NULL)
		return "carrier";
	if (r->certificate != NULL)
		return "certificate";
	if (r->story != NULL)
		return "story";
	return r->profile != NULL ? "profile" : "set";
}

static void
print_kinds(struct mdm_out *o, unsigned kinds)
{
	const char *separator = "";

	if (kinds == 0 || kinds == MDM_ANY_KIND) {
		mdm_out_text_of(o, "all profiles");
		return;
	}
	for (unsigned bit = 1; bit <= MDM_ANY_KIND; bit <<= 1) {
		if ((kinds & bit) == 0)
			continue;
		mdm_out_printf(o, "%s%ss", separator,
		    bit == MDM_CLOUD_CA
			? "Cloud PKI CA"
			: mdm_kind_title((enum mdm_profile_kind)bit));
		separator = ", ";
	}
}

void
mdm_rule_scope_print(struct mdm_out *o, const struct mdm_rule *r)
{
	const char *separator = " for ";

	if (r->file != NULL)
		mdm_out_text_of(o, "files");
	else if (r->carrier != NULL)
		mdm_out_text_of(o, "certificate fields and files");
	else if (r->certificate != NULL)
		mdm_out_text_of(o, "certificates");
	else if (r->story != NULL)
		mdm_out_text_of(o, "event logs of devices");
	else if (r->profile != NULL)
		print_kinds(o, r->kinds);
	else
		mdm_out_text_of(o, "all profiles of a set together");
	if (r->platforms == 0 ||
	    (r->platforms | MDM_PLATFORM_UNKNOWN) == MDM_ANY_PLATFORM)
		return;
	for (unsigned bit = MDM_WINDOWS; bit <= MDM_ANY_PLATFORM; bit <<= 1) {
		if ((r->platforms & bit) == 0)
			continue;
		mdm_out_printf(o, "%s%s", separator,
		    mdm_platform_title((enum mdm_platform)bit));
		separator = ", ";
	}
}

void
mdm_case_levels_print(struct mdm_out *o, const struct mdm_case *c)
{
	const char *closed = mdm_severity_name(c->closed);
	const char *automatic = mdm_severity_name(c->automatic);
	const char *open = mdm_severity_name(c->open);

	if (c->closed == c->automatic && c->automatic == c->open)
		mdm_out_text_of(o, closed);
	else if (c->automatic == c->open)
		mdm_out_printf(o, "%s (closed), %s (auto, open)", closed, open);
	else if (c->closed == c->automatic)
		mdm_out_printf(o, "%s (closed, auto), %s (open)", closed, open);
	else
		mdm_out_printf(o, "%s (closed), %s (auto), %s (open)", closed,
		    automatic, open);
}

bool
mdm_rule_begins_family(size_t i)
{
	return i == 0 ||
	    !mdm_str_eq(mdm_rule_family(mdm_rules[i]),
		mdm_rule_family(mdm_rules[i - 1]));
}
