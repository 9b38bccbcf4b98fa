/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { NOT_ALLOWED };

static bool
is_allowed(struct mdm_str value, const char *allowed)
{
	struct mdm_str rest = mdm_str_of(allowed), part;

	while (mdm_str_split(&rest, '|', &part))
		if (mdm_str_eq(part, value))
			return true;
	return false;
}

/* "1024, 2048, 4096" of "1024|2048|4096". */
static struct mdm_str
list_of(struct mdm_arena *arena, const char *allowed)
{
	struct mdm_str rest = mdm_str_of(allowed), part, text = MDM_LIT("");

	while (mdm_str_split(&rest, '|', &part))
		text = mdm_str_printf(arena, MDM_FMT "%s" MDM_FMT,
		    MDM_ARG(text), text.n > 0 ? ", " : "", MDM_ARG(part));
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

		if (v->row == NULL || v->row->allowed == NULL ||
		    !mdm_literal(&v->field) || v->kind == MDM_APPLE_BOOLEAN ||
		    is_allowed(v->field.v, v->row->allowed))
			continue; /* PLIST004 owns the types */
		if (mdm_str_is(v->key, "PayloadType") ||
		    mdm_str_is(v->key, "PayloadVersion"))
			continue; /* PLIST001 owns the constants */
		mdm_find(c, NOT_ALLOWED, v->field.at,
		    "key \"" MDM_FMT "\" is \"" MDM_FMT
		    "\", not one of " MDM_FMT,
		    MDM_ARG(v->key), MDM_ARG(v->field.v),
		    MDM_ARG(list_of(mdm_arena_of(c), v->row->allowed)));
		mdm_evidence(c, v->key);
		mdm_evidence(c, v->field.v);
	}
}

const struct mdm_rule mdm_rule_plist005 = {
	.id = "PLIST005",
	.name = "value-not-allowed",
	.cases = { MDM_CASE("not-allowed", MDM_ERROR) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Apple profiles, SCEP and ACME credentials",
	.summary = "A key of a configuration profile has a value that is not "
		   "defined",
	.why = "For some keys the values are listed in the schema of the "
	       "payload, and a device refuses any other one, also one that "
	       "looks reasonable, such as a key size of 3072 or an EAP type "
	       "that it does not implement. The comparison takes the letters "
	       "as they are. Not checked: keys whose values the schema "
	       "describes in words only.",
	.symptom = "The profile is not installed; the error is "
		   "MCProfileErrorDomain 1010 or MCPayloadErrorDomain 2004 "
		   "(unsupported value).",
	.fix = "Use one of the values that are named.",
	.refs = MDM_REFS("Apple device management: TopLevel",
	    "Apple device management: com.apple.security.scep",
	    "Apple device management: com.apple.wifi.managed"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
