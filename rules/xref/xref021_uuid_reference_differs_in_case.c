/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { DIFFERS_IN_CASE };

static bool
refers(const struct mdm_apple_value *v)
{
	if (v->kind != MDM_APPLE_STRING || !mdm_literal(&v->field))
		return false;
	return v->row != NULL ? v->row->target != 0
			      : mdm_apple_key_refers(v->key);
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	if (p->apple == NULL)
		return;
	for (size_t i = 0; i < p->apple->nvalues; i++) {
		const struct mdm_apple_value *v = &p->apple->values[i];
		const struct mdm_apple_payload *target;

		if (!refers(v) ||
		    mdm_apple_find(p->apple->document, v->field.v, false))
			continue;
		target = mdm_apple_find(p->apple->document, v->field.v, true);
		if (target == NULL)
			continue; /* XREF018 */
		mdm_find(c, DIFFERS_IN_CASE, v->field.at,
		    "\"" MDM_FMT "\" spells the PayloadUUID of \"" MDM_FMT
		    "\" in other letters",
		    MDM_ARG(v->key), MDM_ARG(target->profile->name));
		mdm_also(c, target->uuid.at, "the PayloadUUID");
		mdm_evidence(c, v->key);
		mdm_evidence(c, v->field.v);
	}
}

const struct mdm_rule mdm_rule_xref021 = {
	.id = "XREF021",
	.name = "uuid-reference-differs-in-case",
	.cases = { MDM_CASE("differs-in-case", MDM_WARNING) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Apple profiles",
	.summary = "A reference and the PayloadUUID it means differ in case",
	.why = "A reference to another payload is compared with its "
	       "PayloadUUID letter by letter, and \"A1\" is not \"a1\". Most "
	       "tools write UUIDs in capitals, some in small letters, and a "
	       "profile put together from two of them holds both. iOS and "
	       "iPadOS do not find the payload then. Not checked: whether "
	       "macOS folds the letters.",
	.symptom =
	    "The payload that refers to the certificate is not installed, "
	    "although the UUID seems to be there.",
	.fix = "Copy the PayloadUUID into the reference as it is spelled.",
	.refs = MDM_REFS("Apple device management: CommonPayloadKeys",
	    "Apple device management: com.apple.wifi.managed"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
