/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { ALL_APPS, EXPORTABLE };

static void
check_pkcs12(struct mdm_check *c, const struct mdm_csp_pfx *pfx)
{
	if (!mdm_field_is(&pfx->exportable, "true"))
		return;
	mdm_find(c, EXPORTABLE, pfx->exportable.at,
	    "PFXKeyExportable lets the private key of \"" MDM_FMT
	    "\" be exported",
	    MDM_ARG(pfx->unique_id.v));
	mdm_evidence(c, pfx->unique_id.v);
	mdm_advise(c, "Set PFXKeyExportable to false.");
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_field *all_apps = &p->enrolment->all_apps;

	if (p->sample)
		return;
	if (p->enrolment->csp_pfx != NULL)
		check_pkcs12(c, p->enrolment->csp_pfx);
	if (!mdm_field_is(all_apps, "true"))
		return;

	mdm_find(c, ALL_APPS, all_apps->at,
	    "every app may use the private key of \"" MDM_FMT "\"",
	    MDM_ARG(p->name));
}

const struct mdm_rule mdm_rule_sec006 = {
	.id = "SEC006",
	.name = "private-key-exportable",
	.cases = { MDM_CASE("all-apps", MDM_INFO),
	    MDM_CASE("exportable", MDM_INFO) },
	.kinds = MDM_ENROLMENT,
	.platforms = MDM_MACOS | MDM_WINDOWS,
	.syntaxes = "Graph, SyncML, OMA-URI",
	.summary = "The private key can be exported or is open to all apps",
	.why =
	    "With access for all apps, any program of the signed-in user can "
	    "sign with the key in the keychain without being asked. Some VPN "
	    "clients need it. A key that PFXCertInstall marks as exportable can "
	    "be copied to another device with the tools of Windows. Not "
	    "checked: which apps are installed.",
	.fix = "Switch off \"Allow all apps access to private key\" unless an "
	       "app needs it.",
	.refs = MDM_REFS("Apple device management: SCEP, AllowAllAppsAccess",
	    "Microsoft Graph: macOSScepCertificateProfile, "
	    "allowAllAppsAccess",
	    "Microsoft Learn: ClientCertificateInstall CSP, "
	    "PFXKeyExportable"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
