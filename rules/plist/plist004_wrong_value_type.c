/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { WRONG_TYPE };

/* "a string or a number": the types that the key may have. */
static struct mdm_str
expected(struct mdm_arena *arena, unsigned kinds)
{
	struct mdm_str text = MDM_LIT("");

	for (unsigned bit = 1; bit <= MDM_APPLE_DICT; bit <<= 1)
		if ((kinds & bit) != 0)
			text = mdm_str_printf(arena, MDM_FMT "%s%s",
			    MDM_ARG(text), text.n > 0 ? " or " : "",
			    mdm_apple_kind_name((enum mdm_apple_kind)bit));
	return text;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	if (p->apple == NULL ||
	    (p->kind == MDM_OTHER && p->apple == &p->apple->document->top))
		return;
	for (size_t i = 0; i < p->apple->nvalues; i++) {
		const struct mdm_apple_value *v = &p->apple->values[i];

		if (v->row == NULL || v->element || v->field.symbolic ||
		    (v->row->kinds & v->kind) != 0)
			continue;
		mdm_find(c, WRONG_TYPE, v->field.at,
		    "key \"" MDM_FMT "\" is %s, expected " MDM_FMT,
		    MDM_ARG(v->key), mdm_apple_kind_name(v->kind),
		    MDM_ARG(expected(mdm_arena_of(c), v->row->kinds)));
		mdm_evidence(c, v->key);
	}
}

const struct mdm_rule mdm_rule_plist004 = {
	.id = "PLIST004",
	.name = "wrong-value-type",
	.cases = { MDM_CASE("wrong-type", MDM_ERROR) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Apple profiles, SCEP and ACME credentials",
	.summary = "A key of a configuration profile has a value of the wrong "
		   "type",
	.why = "Property lists have types, and a device does not convert "
	       "between them: a certificate is <data>, a key size is an "
	       "<integer>, a switch is <true/> or <false/>. A key with "
	       "another type is refused together with the profile. It "
	       "happens when a profile is written by hand or by a tool that "
	       "knows text only. Not checked: keys that Apple documents as "
	       "numbers where switches are meant, and values inside arrays.",
	.symptom =
	    "The profile is not installed; the error is "
	    "MCProfileErrorDomain 1003 or MCPayloadErrorDomain 2003 (bad "
	    "data type).",
	.fix = "Write the value with the element of the type that is named.",
	.refs = MDM_REFS("Apple device management: TopLevel",
	    "Apple device management: CommonPayloadKeys",
	    "Apple device management: com.apple.security.scep"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
