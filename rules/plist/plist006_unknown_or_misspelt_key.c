/* SPDX-License-Identifier: MIT */
#include "support/payload.h"

enum { MISSPELT, UNKNOWN };

static void
check_value(struct mdm_check *c, const struct mdm_apple_type *type,
    const struct mdm_apple_value *v)
{
	if (v->nearest != NULL && (v->near_miss || type->complete)) {
		mdm_find(c, MISSPELT, v->key_at,
		    "key \"" MDM_FMT "\" is not known; \"%s\" is",
		    MDM_ARG(v->key), v->nearest);
		mdm_evidence(c, v->key);
		return;
	}
	if (!type->complete)
		return;
	mdm_find(c, UNKNOWN, v->key_at,
	    "key \"" MDM_FMT "\" is not known in payloads of type \"%s\"",
	    MDM_ARG(v->key), type->name);
	mdm_evidence(c, v->key);
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	if (p->apple == NULL || p->apple->type == NULL ||
	    (p->kind == MDM_OTHER && p->apple == &p->apple->document->top))
		return;
	for (size_t i = 0; i < p->apple->nvalues; i++) {
		const struct mdm_apple_value *v = &p->apple->values[i];

		if (v->row == NULL && v->group != NULL && !v->element &&
		    !mdm_setting_is_misplaced(p->apple, v))
			check_value(c, p->apple->type, v);
	}
}

const struct mdm_rule mdm_rule_plist006 = {
	.id = "PLIST006",
	.name = "unknown-or-misspelt-key",
	.cases = { MDM_CASE("misspelt", MDM_WARNING),
	    MDM_CASE("unknown", MDM_INFO) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Apple profiles, SCEP and ACME credentials",
	.summary = "A key of a configuration profile is unknown or misspelt",
	.why = "A device reads the keys it knows and passes over all others "
	       "without a word, so a misspelt setting has no effect and the "
	       "default holds. Apple spells its keys unevenly: \"Keysize\", "
	       "but \"Key Usage\" and \"Key Type\". Keys that are unlike "
	       "every known one are told as information, since newer systems "
	       "add some. Not checked: payload types that this version does "
	       "not know; in Wi-Fi and VPN payloads only spellings that "
	       "differ in case, blanks and hyphens.",
	.symptom = "The profile is installed and the setting has no effect.",
	.fix = "Spell the key as the schema does.",
	.refs = MDM_REFS("Apple device management: com.apple.security.scep",
	    "Apple device management: CommonPayloadKeys"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
