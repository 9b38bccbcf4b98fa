/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"
#include "support/request.h"

enum { HARDWARE_ID, AOSP, USER_NAME_IN_SAN, WINDOWS_ONLY, SID_OF_DEVICE };

/* One row per variable trait or name that some platforms do not fill in. */
static const struct {
	unsigned traits;
	const char *name; /* or this one variable */
	unsigned platforms;
	bool scep_only, san_only, device_only;
	unsigned which;
	const char *text; /* "{{x}} ..." */
} rows[] = {
	{ .traits = MDM_VAR_HARDWARE,
	    .platforms = MDM_ANDROID_WORK_PROFILE | MDM_ANDROID_FOR_WORK,
	    .which = HARDWARE_ID,
	    .text = "has no value in a work profile from Android 12 on" },
	{ .traits = MDM_VAR_NOT_AOSP,
	    .platforms = MDM_AOSP,
	    .which = AOSP,
	    .text = "is not available on Android (AOSP)" },
	{ .name = "UserName",
	    .platforms = MDM_ANDROID_OWNER,
	    .scep_only = true,
	    .san_only = true,
	    .which = USER_NAME_IN_SAN,
	    .text = "is not supported in the SAN on corporate-owned Android "
		    "devices" },
	{ .traits = MDM_VAR_WINDOWS,
	    .platforms = MDM_ANY_PLATFORM &
		~(MDM_WINDOWS | MDM_WINDOWS_PHONE | MDM_PLATFORM_UNKNOWN),
	    .which = WINDOWS_ONLY,
	    .text = "has a value on domain-joined Windows only" },
	{ .traits = MDM_VAR_URI_SAN,
	    .platforms = MDM_ANDROID | MDM_APPLE,
	    .scep_only = true,
	    .device_only = true,
	    .which = SID_OF_DEVICE,
	    .text = "has a value in device certificates of Windows only" },
};
enum { NROWS = sizeof(rows) / sizeof(rows[0]) };

static bool
applies(size_t row, const struct mdm_profile *p, struct mdm_naming naming,
    const struct mdm_variable *v)
{
	if ((rows[row].platforms & p->platform) == 0 ||
	    (rows[row].scep_only && p->kind != MDM_SCEP) ||
	    (rows[row].san_only && naming.san == NULL) ||
	    (rows[row].device_only && !mdm_is_device_request(p->enrolment)))
		return false;
	if (rows[row].name != NULL)
		return strcmp(rows[row].name, v->name) == 0;
	return (rows[row].traits & v->traits) != 0;
}

static void
check_naming(
    struct mdm_check *c, const struct mdm_profile *p, struct mdm_naming naming)
{
	struct mdm_token t;
	size_t at = 0;

	while (mdm_token_next(naming.field->v, &at, &t)) {
		const struct mdm_variable *v = mdm_variable_find(t.name);

		if (t.kind != MDM_TOKEN_VARIABLE || v == NULL)
			continue; /* SCEP020 */
		for (size_t i = 0; i < NROWS; i++) {
			if (!applies(i, p, naming, v))
				continue;
			mdm_find(c, rows[i].which,
			    mdm_token_at(naming.field, &t), "{{%s}} %s",
			    v->name, rows[i].text);
			mdm_evidence(c, t.name);
		}
	}
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	struct mdm_naming naming;
	size_t i = 0;

	if (p->sample || p->enrolment->csp != NULL)
		return; /* SCEP009; other services have other variables */
	while (mdm_naming_next(p, &i, &naming))
		check_naming(c, p, naming);
}

const struct mdm_rule mdm_rule_scep027 = {
	.id = "SCEP027",
	.name = "variable-unavailable-on-platform",
	.cases = { MDM_CASE("hardware-id", MDM_WARNING),
	    MDM_CASE("aosp", MDM_WARNING),
	    MDM_CASE("user-name-in-san", MDM_WARNING),
	    MDM_CASE("windows-only", MDM_WARNING),
	    MDM_CASE("sid-of-device", MDM_WARNING) },
	.kinds = MDM_SCEP | MDM_PKCS,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph",
	.summary = "A variable has no value on the profile's platform",
	.why =
	    "A device gets a certificate only if it has a value for every "
	    "variable. Work profiles hide serial number, IMEI and MEID from "
	    "Android 12 on (devices enrolled before may go on), AOSP lacks "
	    "some attributes of the directory, corporate-owned Android takes "
	    "no {{UserName}} in a SAN, only domain-joined Windows has a fully "
	    "qualified name, and only Windows devices have a SID on premises. "
	    "Applies to SCEP and PKCS profiles, the cases of {{UserName}} and "
	    "of the SID to SCEP alone. Not checked: whether a particular "
	    "device has the hardware, for example a modem with an IMEI.",
	.symptom = "The profile shows an error on the devices concerned.",
	.fix = "Use a variable that the platform has, for example "
	       "{{AAD_Device_ID}} or {{UserPrincipalName}}.",
	.refs = MDM_REFS(
	    "Microsoft Learn: Create and assign SCEP certificate profiles in "
	    "Intune, Subject name format and Subject alternative name",
	    "Microsoft Learn: Use PKCS certificates with Intune, subject "
	    "name format"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
