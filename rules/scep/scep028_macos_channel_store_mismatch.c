/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { DEVICE_IN_USER_CHANNEL, USER_IN_DEVICE_CHANNEL };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_enrolment *e = p->enrolment;

	if (p->sample)
		return; /* SCEP009 */
	if (mdm_field_is(&e->channel, "userChannel") &&
	    mdm_field_is(&e->store, "machine"))
		mdm_find(c, DEVICE_IN_USER_CHANNEL, e->channel.at,
		    "device certificate is sent through the user channel, "
		    "which takes user certificates only");
	else if (mdm_field_is(&e->channel, "deviceChannel") &&
	    mdm_field_is(&e->store, "user"))
		mdm_find(c, USER_IN_DEVICE_CHANNEL, e->channel.at,
		    "user certificate is sent through the device channel and "
		    "ends up in the system keychain");
	else
		return;
	mdm_also(c, e->store.at, "the certificate type");
}

const struct mdm_rule mdm_rule_scep028 = {
	.id = "SCEP028",
	.name = "macos-channel-store-mismatch",
	.cases = { MDM_CASE("device-in-user-channel", MDM_ERROR),
	    MDM_CASE("user-in-device-channel", MDM_WARNING) },
	.kinds = MDM_SCEP | MDM_PKCS,
	.platforms = MDM_MACOS,
	.syntaxes = "Graph",
	.summary = "The deployment channel does not fit the certificate type",
	.why =
	    "On macOS the channel decides on the keychain: the user channel "
	    "fills the user's, the device channel the system's. Intune "
	    "permits only user certificates in the user channel; a user "
	    "certificate in the device channel is permitted, but Microsoft "
	    "says always to use the user channel for it. Applies to SCEP and PKCS "
	    "profiles. Not checked: the channel of the trusted certificate "
	    "profile.",
	.symptom = NULL,
	.fix = "Create the profile anew with the other channel or the other "
	       "certificate type; the channel cannot be changed later.",
	.refs = MDM_REFS(
	    "Microsoft Learn: Create and assign SCEP certificate profiles in "
	    "Intune, Deployment channel",
	    "Microsoft Learn: Use PKCS certificates with Intune, Deployment "
	    "channel"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
