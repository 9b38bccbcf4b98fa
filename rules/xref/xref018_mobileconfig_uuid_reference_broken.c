/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { NOT_FOUND, WRONG_TYPE, NOT_FOUND_THIRD_PARTY };

static bool
refers(const struct mdm_apple_value *v)
{
	if (v->kind != MDM_APPLE_STRING || !mdm_literal(&v->field))
		return false;
	return v->row != NULL ? v->row->target != 0
			      : mdm_apple_key_refers(v->key);
}

static const char *
wanted(unsigned target)
{
	if (target == MDM_APPLE_IDENTITY)
		return "an identity";
	if (target == MDM_APPLE_PKCS1)
		return "a certificate of type com.apple.security.pkcs1";
	if (target == MDM_APPLE_CERTIFICATE)
		return "a certificate";
	return "a PKCS#12 or SCEP payload";
}

static void
check_type(struct mdm_check *c, const struct mdm_apple_value *v,
    const struct mdm_apple_payload *target)
{
	if (v->row == NULL || !mdm_literal(&target->payload_type))
		return;
	if (target->type != NULL &&
	    (target->type->classes & v->row->target) != 0)
		return;
	mdm_find(c, WRONG_TYPE, v->field.at,
	    "\"" MDM_FMT "\" needs %s and leads to a payload of type \"" MDM_FMT
	    "\"",
	    MDM_ARG(v->key), wanted(v->row->target),
	    MDM_ARG(target->payload_type.v));
	mdm_also(c, target->at, "the payload with that UUID");
	mdm_evidence(c, v->key);
	mdm_evidence(c, v->field.v);
}

static void
check_value(struct mdm_check *c, const struct mdm_apple_profile *document,
    const struct mdm_apple_value *v)
{
	const struct mdm_apple_payload *target =
	    mdm_apple_find(document, v->field.v, true);

	if (target != NULL) {
		check_type(c, v, target); /* XREF021 owns the spelling */
		return;
	}
	mdm_find(c, v->row != NULL ? NOT_FOUND : NOT_FOUND_THIRD_PARTY,
	    v->field.at,
	    "\"" MDM_FMT "\" names \"" MDM_FMT
	    "\", which is the PayloadUUID of no payload in this profile",
	    MDM_ARG(v->key), MDM_ARG(v->field.v));
	mdm_evidence(c, v->key);
	mdm_evidence(c, v->field.v);
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	if (p->apple == NULL)
		return;
	for (size_t i = 0; i < p->apple->nvalues; i++)
		if (refers(&p->apple->values[i]))
			check_value(
			    c, p->apple->document, &p->apple->values[i]);
}

const struct mdm_rule mdm_rule_xref018 = {
	.id = "XREF018",
	.name = "mobileconfig-uuid-reference-broken",
	.cases = { MDM_CASE("not-found", MDM_ERROR),
	    MDM_CASE("wrong-type", MDM_ERROR),
	    MDM_CASE("not-found-third-party", MDM_WARNING) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Apple profiles",
	.summary =
	    "A payload refers to a certificate that its profile does not "
	    "hold",
	.why = "Wi-Fi, VPN, MDM and other payloads name the certificate they "
	       "use by the PayloadUUID of another payload of the same "
	       "profile: an identity (PKCS#12, SCEP, ACME, Active Directory) "
	       "to prove who the device is, or a certificate to trust. When "
	       "no payload has that UUID, or one of another kind has it, the "
	       "setting cannot be installed. It happens when a payload is "
	       "replaced and gets a new UUID. Not checked: payloads that the "
	       "service adds when it delivers the profile; references of "
	       "payload types that this version does not know are told as "
	       "warnings.",
	.symptom =
	    "The profile or the payload is not installed; on macOS: \"The "
	    "VPN service could not be created\", and the log says "
	    "\"failed to fill in cert references\".",
	.fix = "Put the certificate payload into the same profile and refer "
	       "to its PayloadUUID.",
	.refs = MDM_REFS("Apple device management: com.apple.wifi.managed",
	    "Apple device management: com.apple.vpn.managed",
	    "Apple device management: "
	    "com.apple.security.identitypreference"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
