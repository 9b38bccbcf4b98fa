/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { UNSUPPORTED, NOT_WIFI, NOT_A_DOMAIN };

static void
report(struct mdm_check *c, const struct mdm_field *f, const char *key)
{
	if (f->state == MDM_ABSENT)
		return;
	mdm_find(c, UNSUPPORTED, f->at, "Android does not support %s", key);
	mdm_evidence(c, mdm_str_of(key));
}

static bool
is_domain(struct mdm_str name)
{
	if (name.n == 0 || mdm_str_starts(name, ".") ||
	    mdm_str_find_byte(name, '.') == SIZE_MAX)
		return false;
	for (size_t i = 0; i < name.n; i++)
		if (!mdm_is_alpha(name.p[i]) && !mdm_is_digit(name.p[i]) &&
		    name.p[i] != '.' && name.p[i] != '-' &&
		    ((unsigned char)name.p[i] & 0x80) == 0)
			return false;
	return true;
}

static void
check_names(struct mdm_check *c, const struct mdm_network *n)
{
	for (size_t i = 0; i < n->server_names.n; i++) {
		const struct mdm_field *f = &n->server_names.at[i];

		if (!mdm_literal(f) || is_domain(f->v))
			continue;
		mdm_find(c, NOT_A_DOMAIN, f->at,
		    "DomainSuffixMatch \"" MDM_FMT "\" is not a domain name",
		    MDM_ARG(f->v));
		mdm_evidence(c, f->v);
	}
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_onc_object *o = p->onc;

	if (o == NULL || !o->document->android)
		return;
	if (o->certificate) {
		report(c, &o->trust_bits, "TrustBits");
		report(c, &o->remove, "Remove");
		return;
	}
	if (mdm_literal(&o->type) && !mdm_str_is(o->type.v, "WiFi")) {
		mdm_find(c, NOT_WIFI, o->type.at,
		    "Type is \"" MDM_FMT "\"; Android takes WiFi alone",
		    MDM_ARG(o->type.v));
		return;
	}
	for (size_t i = 0; i < o->nauths; i++) {
		report(c, &o->auths[i].pattern, "ClientCertPattern");
		report(c, &o->auths[i].save_credentials, "SaveCredentials");
		report(c, &o->auths[i].use_system_cas, "UseSystemCAs");
	}
	if (p->network != NULL)
		check_names(c, p->network);
}

const struct mdm_rule mdm_rule_trust019 = {
	.id = "TRUST019",
	.name = "android-network-setting-unsupported",
	.cases = { MDM_CASE("unsupported", MDM_WARNING),
	    MDM_CASE("not-wifi", MDM_ERROR),
	    MDM_CASE("not-a-domain", MDM_WARNING) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_ANDROID,
	.syntaxes = "Android policies",
	.summary = "An Android policy uses network settings it does not have",
	.why = "Policies of the Android Management API hold an Open Network "
	       "Configuration, but Android implements a part of the format: "
	       "Wi-Fi networks alone, client certificates by reference or "
	       "by the alias of a key, and no switch for the system's CAs. "
	       "What was written for ChromeOS has no effect there. "
	       "DomainSuffixMatch holds domain names, neither wildcards nor "
	       "single labels. Not checked: versions of Android.",
	.symptom = "The policy is reported as not applied "
		   "(openNetworkConfiguration, INVALID_VALUE), or the setting "
		   "has no effect.",
	.fix = "Take the setting out; refer to certificates with ClientCertRef "
	       "or ClientCertKeyPairAlias.",
	.refs = MDM_REFS("Android Management API: Configure networks"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
