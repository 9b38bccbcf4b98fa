/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { MDM_SETTING, SECOND_MDM, NOT_IN_USER_SCOPE, EAP_SETTINGS };

#define EAP "EAPClientConfiguration"

static const struct mdm_apple_value *
setting(const struct mdm_profile *p, const char *group, const char *key)
{
	const struct mdm_apple_value *v =
	    mdm_apple_value_of(p->apple, group, key);

	return v != NULL && mdm_literal(&v->field) ? v : NULL;
}

static bool
is_type(const struct mdm_profile *p, const char *name)
{
	return p->apple->type != NULL &&
	    strcmp(p->apple->type->name, name) == 0;
}

static void
report(struct mdm_check *c, unsigned which, const struct mdm_apple_value *v,
    const char *what)
{
	mdm_find(c, which, v->field.at, MDM_FMT " %s", MDM_ARG(v->key), what);
	mdm_evidence(c, v->key);
}

static void
check_url(struct mdm_check *c, const struct mdm_profile *p, const char *key)
{
	const struct mdm_apple_value *v = setting(p, "", key);

	if (v != NULL && !mdm_str_starts(v->field.v, "https://"))
		report(c, MDM_SETTING, v, "does not begin with \"https://\"");
}

/* 2 is to remove what 1 shows, 128 to change what 64 shows. */
static void
check_rights(struct mdm_check *c, const struct mdm_apple_value *v)
{
	int64_t rights;

	if (v == NULL || !mdm_str_to_int(v->field.v, &rights))
		return;
	if (rights == 0)
		report(c, MDM_SETTING, v, "gives no right at all");
	else if ((rights & 2) != 0 && (rights & 1) == 0)
		report(c, MDM_SETTING, v, "has the bit 2 without the bit 1");
	else if ((rights & 128) != 0 && (rights & 64) == 0)
		report(c, MDM_SETTING, v, "has the bit 128 without the bit 64");
}

static void
check_second(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_apple_profile *document = p->apple->document;

	for (size_t i = 0; i < document->npayloads; i++) {
		const struct mdm_apple_payload *other = &document->payloads[i];

		if (other == p->apple)
			return;
		if (other->type != p->apple->type)
			continue;
		mdm_find(c, SECOND_MDM, p->apple->payload_type.at,
		    "a profile has one MDM payload, and this is another");
		mdm_also(c, other->payload_type.at, "the first");
		return;
	}
}

static void
check_mdm(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_apple_value *topic;

	if (!is_type(p, "com.apple.mdm"))
		return;
	topic = setting(p, "", "Topic");
	check_url(c, p, "ServerURL");
	check_url(c, p, "CheckInURL");
	if (topic != NULL && !mdm_str_starts(topic->field.v, "com.apple.mgmt."))
		report(c, MDM_SETTING, topic,
		    "does not begin with \"com.apple.mgmt.\"");
	check_rights(c, setting(p, "", "AccessRights"));
	check_second(c, p);
}

/* Preferences belong to a user; the scope is that of the profile. */
static void
check_scope(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_apple_value *scope;

	if (!is_type(p, "com.apple.security.certificatepreference") &&
	    !is_type(p, "com.apple.security.identitypreference"))
		return;
	scope =
	    mdm_apple_value_of(&p->apple->document->top, "", "PayloadScope");
	if (scope == NULL || !mdm_field_is(&scope->field, "System"))
		return;
	mdm_find(c, NOT_IN_USER_SCOPE, p->apple->payload_type.at,
	    "\"" MDM_FMT "\" works in profiles of the scope User only",
	    MDM_ARG(p->name));
	mdm_also(c, scope->field.at, "the scope");
}

static bool
is_on(const struct mdm_apple_value *v)
{
	return v != NULL && mdm_str_is(v->field.v, "true");
}

/* TRUST011 owns the order of the versions. */
static void
check_eap(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_apple_value *min, *source;

	min = setting(p, EAP, "TLSMinimumVersion");
	if (min != NULL && mdm_str_is(min->field.v, "1.3") &&
	    mdm_apple_value_of(p->apple, EAP, "OuterIdentity") == NULL)
		report(c, EAP_SETTINGS, min, "1.3 needs an OuterIdentity");
	source = setting(p, EAP, "SystemModeCredentialsSource");
	if (source != NULL &&
	    is_on(setting(p, EAP, "SystemModeUseOpenDirectoryCredentials")))
		report(c, EAP_SETTINGS, source,
		    "excludes SystemModeUseOpenDirectoryCredentials");
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	if (p->apple == NULL)
		return;
	check_mdm(c, p);
	check_scope(c, p);
	check_eap(c, p);
}

const struct mdm_rule mdm_rule_plist013 = {
	.id = "PLIST013",
	.name = "payload-settings-conflict",
	.cases = { MDM_CASE("mdm-setting", MDM_ERROR),
	    MDM_CASE("second-mdm", MDM_ERROR),
	    MDM_CASE("not-in-user-scope", MDM_ERROR),
	    MDM_CASE("eap-settings", MDM_ERROR) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_APPLE,
	.syntaxes = "Apple profiles",
	.summary = "Settings of a payload do not fit together",
	.why = "Some values are valid each for itself and not together. The "
	       "MDM payload speaks https, has a topic below com.apple.mgmt, "
	       "and its access rights build on each other; a profile has one "
	       "of them. Certificate and identity preferences are written "
	       "into a user's keychain and do not work in a profile for the "
	       "whole Mac. EAP with TLS 1.3 alone needs an outer identity, "
	       "and a Mac takes its credentials for system mode from one "
	       "place. A device refuses the profile in these cases. Not "
	       "checked: settings that have nothing to do with certificates.",
	.symptom = "The profile is not installed; for MDM the errors are "
		   "MCMDMErrorDomain 12022 (topic) and 12034 (no https).",
	.fix =
	    "Correct the setting that is named, or the one that it contradicts.",
	.refs = MDM_REFS("Apple device management: com.apple.mdm",
	    "Apple device management: com.apple.security.identitypreference",
	    "Apple device management: com.apple.wifi.managed"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
