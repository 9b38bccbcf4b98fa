/* SPDX-License-Identifier: MIT */
#include "support/payload.h"

enum { BESIDE };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	bool found = false;

	if (p->apple == NULL)
		return;
	for (size_t i = 0; i < p->apple->nvalues; i++) {
		const struct mdm_apple_value *v = &p->apple->values[i];

		if (!mdm_setting_is_misplaced(p->apple, v))
			continue;
		if (found) {
			mdm_also(c, v->key_at, "\"" MDM_FMT "\" as well",
			    MDM_ARG(v->key));
			continue;
		}
		mdm_find(c, BESIDE, v->key_at,
		    "\"" MDM_FMT "\" of \"" MDM_FMT
		    "\" stands in the payload, not in its PayloadContent",
		    MDM_ARG(v->key), MDM_ARG(p->name));
		mdm_evidence(c, v->key);
		found = true;
	}
}

const struct mdm_rule mdm_rule_scep030 = {
	.id = "SCEP030",
	.name = "settings-at-wrong-level",
	.cases = { MDM_CASE("beside", MDM_ERROR) },
	.kinds = MDM_SCEP,
	.platforms = MDM_APPLE,
	.syntaxes = "Apple profiles",
	.summary = "Settings of a SCEP payload stand one level too high",
	.why = "The settings of SCEP stand one level down, in a dictionary "
	       "with the key PayloadContent, unlike those of most payloads, "
	       "ACME's included. A device does not look for them beside that "
	       "dictionary: what stands there has no effect, and when URL is "
	       "among it the payload is refused for lack of a required key. "
	       "Not checked: settings that stand in both places and differ.",
	.symptom = "The profile is not installed (MCPayloadErrorDomain 2002, "
		   "missing field), or the setting has no effect.",
	.fix = "Move the settings into the dictionary PayloadContent.",
	.refs = MDM_REFS("Apple device management: com.apple.security.scep"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
