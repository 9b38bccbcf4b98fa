/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { IN_PROFILE, ACROSS_FILES };

static void
check_payloads(struct mdm_check *c, const struct mdm_apple_profile *document)
{
	struct mdm_map seen = { 0 };

	for (size_t i = 0; i < document->npayloads; i++) {
		const struct mdm_apple_payload *payload =
		    &document->payloads[i];
		const struct mdm_apple_payload *first;
		void **slot;

		if (!mdm_literal(&payload->identifier))
			continue; /* PLIST001 owns what is missing */
		slot =
		    mdm_map_put(mdm_arena_of(c), &seen, payload->identifier.v);
		first = *slot;
		if (first == NULL) {
			*slot = (void *)(uintptr_t)payload;
			continue;
		}
		mdm_find(c, IN_PROFILE, payload->identifier.at,
		    "PayloadIdentifier \"" MDM_FMT
		    "\" is used by another payload of the profile",
		    MDM_ARG(payload->identifier.v));
		mdm_also(c, first->identifier.at, "used here first");
		mdm_evidence(c, payload->identifier.v);
	}
}

/* Copies and versions of one profile keep its UUID. */
static bool
replaces(const struct mdm_profile *p, const struct mdm_profile *other)
{
	const struct mdm_apple_payload *a = p->apple, *b = other->apple;

	return mdm_literal(&b->identifier) &&
	    mdm_str_eq(a->identifier.v, b->identifier.v) &&
	    mdm_literal(&b->uuid) && !mdm_str_ieq(a->uuid.v, b->uuid.v);
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_corpus *corpus = mdm_corpus_of(c);

	check_payloads(c, p->apple->document);
	if (!mdm_literal(&p->apple->identifier) ||
	    !mdm_literal(&p->apple->uuid))
		return;
	for (size_t i = 0; i < corpus->nprofiles && corpus->profiles[i] != p;
	     i++) {
		const struct mdm_profile *other = corpus->profiles[i];

		if (other->kind != MDM_CONFIGURATION ||
		    other->file == p->file || !replaces(p, other))
			continue;
		mdm_find(c, ACROSS_FILES, p->apple->identifier.at,
		    "PayloadIdentifier \"" MDM_FMT
		    "\" is that of another profile, which this one replaces",
		    MDM_ARG(p->apple->identifier.v));
		mdm_also(c, other->apple->identifier.at, "the other profile");
		mdm_evidence(c, p->apple->identifier.v);
		return;
	}
}

const struct mdm_rule mdm_rule_plist003 = {
	.id = "PLIST003",
	.name = "duplicate-payload-identifier",
	.cases = { MDM_CASE("in-profile", MDM_ERROR),
	    MDM_CASE("across-files", MDM_WARNING) },
	.kinds = MDM_CONFIGURATION,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Apple profiles",
	.summary = "A PayloadIdentifier is used twice",
	.why = "Inside a profile each payload needs an identifier of its "
	       "own; a device refuses the profile otherwise. Between "
	       "profiles the identifier of the whole decides whether an "
	       "installation adds a profile or replaces one, so of two "
	       "profiles with one identifier the second takes the place of "
	       "the first. Not checked: whether both are meant for the same "
	       "devices.",
	.symptom =
	    "The profile is not installed (MCProfileErrorDomain 1008), or "
	    "installing one profile makes another one disappear.",
	.fix = "Make the PayloadIdentifier of each payload, and of each "
	       "profile, unique.",
	.refs = MDM_REFS("Apple device management: TopLevel",
	    "Apple device management: CommonPayloadKeys"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
