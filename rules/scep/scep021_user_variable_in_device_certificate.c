/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"
#include "support/request.h"

enum { USER_VARIABLE };

static void
check_naming(
    struct mdm_check *c, const struct mdm_profile *p, struct mdm_naming naming)
{
	struct mdm_token t;
	size_t at = 0;

	while (mdm_token_next(naming.field->v, &at, &t)) {
		const struct mdm_variable *v = mdm_variable_find(t.name);

		if (t.kind != MDM_TOKEN_VARIABLE || v == NULL ||
		    (v->traits & MDM_VAR_USER) == 0)
			continue; /* SCEP020 */
		mdm_find(c, USER_VARIABLE, mdm_token_at(naming.field, &t),
		    "device certificate uses user variable {{%s}} in " MDM_FMT,
		    v->name,
		    MDM_ARG(mdm_naming_title(mdm_arena_of(c), naming)));
		mdm_evidence(c, t.name);
		if (mdm_at_set(p->enrolment->store.at))
			mdm_also(c, p->enrolment->store.at,
			    "this makes it a device certificate");
	}
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	struct mdm_naming naming;
	size_t i = 0;

	if (p->sample || p->enrolment->csp != NULL ||
	    !mdm_is_device_request(p->enrolment))
		return; /* other services have other variables */
	while (mdm_naming_next(p, &i, &naming))
		check_naming(c, p, naming);
}

const struct mdm_rule mdm_rule_scep021 = {
	.id = "SCEP021",
	.name = "user-variable-in-device-certificate",
	.cases = { MDM_CASE("user-variable", MDM_ERROR) },
	.kinds = MDM_SCEP | MDM_PKCS,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph",
	.summary = "A device certificate names a user by a variable",
	.why =
	    "A device certificate is requested without a user, so variables "
	    "such as {{UserPrincipalName}} or {{EmailAddress}} have no value "
	    "and the profile does not install. Device variables are good in "
	    "both types, {{OnPremisesSecurityIdentifier}} in device "
	    "certificates of Windows. Applies to SCEP and PKCS profiles. Not "
	    "checked: dedicated Android devices, which have no user either "
	    "but share their profile type with fully managed ones.",
	.symptom = "The profile shows an error on every device.",
	.fix = "Use a device variable such as {{AAD_Device_ID}}, or set the "
	       "certificate type to User.",
	.refs = MDM_REFS(
	    "Microsoft Learn: Create and assign SCEP certificate profiles in "
	    "Intune, Certificate type",
	    "Microsoft Learn: Use PKCS certificates with Intune, Certificate "
	    "type"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
