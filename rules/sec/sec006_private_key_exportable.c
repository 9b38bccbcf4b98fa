/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { ALL_APPS };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_field *all_apps = &p->enrolment->all_apps;

	if (p->sample || !mdm_field_is(all_apps, "true"))
		return;

	mdm_find(c, ALL_APPS, all_apps->at,
	    "every app may use the private key of \"" MDM_FMT "\"",
	    MDM_ARG(p->name));
}

const struct mdm_rule mdm_rule_sec006 = {
	.id = "SEC006",
	.name = "private-key-exportable",
	.cases = { MDM_CASE("all-apps", MDM_INFO) },
	.kinds = MDM_ENROLMENT,
	.platforms = MDM_MACOS,
	.syntaxes = "Graph",
	.summary = "The private key can be exported or is open to all apps",
	.why =
	    "With access for all apps, any program of the signed-in user can "
	    "sign with the key in the keychain without being asked. Some VPN "
	    "clients need it. Not checked: which apps are installed.",
	.fix = "Switch off \"Allow all apps access to private key\" unless an "
	       "app needs it.",
	.refs = MDM_REFS("Apple device management: SCEP, AllowAllAppsAccess",
	    "Microsoft Graph: macOSScepCertificateProfile, "
	    "allowAllAppsAccess"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
