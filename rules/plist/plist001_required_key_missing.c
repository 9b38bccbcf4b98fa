/* SPDX-License-Identifier: MIT */
#include "support/payload.h"

enum { MISSING, WRONG_CONSTANT };

static bool
has_group(const struct mdm_apple_payload *payload, const char *group)
{
	for (size_t i = 0; i < payload->ngroups; i++)
		if (strcmp(payload->groups[i], group) == 0)
			return true;
	return false;
}

static void
need(struct mdm_check *c, const struct mdm_profile *p, const char *group,
    const char *key)
{
	if (mdm_apple_value_of(p->apple, group, key) != NULL ||
	    mdm_is_misplaced(p->apple, group, key))
		return; /* SCEP030: it stands elsewhere */
	mdm_find(c, MISSING, p->at, "%s \"" MDM_FMT "\" has no key \"%s\"",
	    p->kind == MDM_CONFIGURATION ? "profile" : "payload",
	    MDM_ARG(p->name), key);
	mdm_evidence(c, mdm_str_of(key));
}

static void
want(struct mdm_check *c, const struct mdm_field *f, const char *key,
    const char *value)
{
	if (!mdm_literal(f) || mdm_str_is(f->v, value))
		return;
	mdm_find(c, WRONG_CONSTANT, f->at,
	    "\"%s\" is \"" MDM_FMT "\" where only \"%s\" is valid", key,
	    MDM_ARG(f->v), value);
	mdm_evidence(c, mdm_str_of(key));
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	static const char *const common[] = { "PayloadType", "PayloadVersion",
		"PayloadIdentifier", "PayloadUUID", NULL };
	const struct mdm_apple_row *row;
	bool bare =
	    p->apple != NULL && p->apple->type != NULL && p->apple->type->bare;

	if (p->apple == NULL || (p->apple->document->npayloads == 0 && !bare))
		return;
	if (p->kind == MDM_OTHER && p->apple == &p->apple->document->top)
		return; /* a profile without certificate business */
	for (size_t i = 0; !bare && common[i] != NULL; i++)
		need(c, p, "", common[i]);
	row = p->apple->type != NULL ? p->apple->type->rows : NULL;
	for (; row != NULL && row->key != NULL; row++)
		if (row->required && has_group(p->apple, row->group) &&
		    p->kind != MDM_CONFIGURATION)
			need(c, p, row->group, row->key);
	want(c, &p->apple->version, "PayloadVersion", "1");
	if (p->kind == MDM_CONFIGURATION)
		want(
		    c, &p->apple->payload_type, "PayloadType", "Configuration");
}

const struct mdm_rule mdm_rule_plist001 = {
	.id = "PLIST001",
	.name = "required-key-missing",
	.cases = { MDM_CASE("missing", MDM_ERROR),
	    MDM_CASE("wrong-constant", MDM_ERROR) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Apple profiles, SCEP and ACME credentials",
	.summary = "A configuration profile lacks a key that it must have",
	.why = "Every profile and every payload names its type, version, "
	       "identifier and UUID, and each payload type has settings "
	       "without which it does nothing. A device refuses the whole "
	       "profile when one of them is missing, so the other payloads "
	       "are not installed either. The type of the profile is always "
	       "\"Configuration\" and every version is 1. Not checked: "
	       "payload types that this version does not know, beyond the "
	       "keys that all payloads have.",
	.symptom = "The profile is not installed; the error is "
		   "MCProfileErrorDomain 1002 or MCPayloadErrorDomain 2002 "
		   "(missing field).",
	.fix = "Add the key with the value that its payload type wants.",
	.refs = MDM_REFS("Apple device management: TopLevel",
	    "Apple device management: CommonPayloadKeys"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
