/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { DUPLICATE };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_apple_profile *document = p->apple->document;
	struct mdm_map seen = { 0 };

	for (size_t i = 0; i < document->npayloads; i++) {
		const struct mdm_apple_payload *payload =
		    &document->payloads[i];
		const struct mdm_apple_payload *first;
		void **slot;

		if (!mdm_literal(&payload->uuid))
			continue; /* PLIST001 owns what is missing */
		slot = mdm_map_put(mdm_arena_of(c), &seen, payload->uuid.v);
		first = *slot;
		if (first == NULL) {
			*slot = (void *)(uintptr_t)payload;
			continue;
		}
		mdm_find(c, DUPLICATE, payload->uuid.at,
		    "PayloadUUID \"" MDM_FMT "\" is used by another payload",
		    MDM_ARG(payload->uuid.v));
		mdm_also(c, first->uuid.at, "used here first");
		mdm_evidence(c, payload->uuid.v);
		mdm_evidence(c, payload->identifier.v);
	}
}

const struct mdm_rule mdm_rule_plist002 = {
	.id = "PLIST002",
	.name = "duplicate-payload-uuid",
	.cases = { MDM_CASE("duplicate", MDM_ERROR) },
	.kinds = MDM_CONFIGURATION,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Apple profiles",
	.summary = "Two payloads of a profile have the same PayloadUUID",
	.why = "Payloads refer to each other by PayloadUUID, and a device "
	       "refuses a profile in which two payloads share one. It "
	       "happens when a payload is copied and its UUID is kept. The "
	       "UUID of the profile itself may equal that of a payload. Not "
	       "checked: the same UUID in two files.",
	.symptom =
	    "The profile is not installed: \"the PayloadUUID is used more "
	    "than once in the profile\", MCProfileErrorDomain 1007.",
	.fix = "Give each payload a UUID of its own (uuidgen) and change the "
	       "references to it.",
	.refs = MDM_REFS("Apple device management: CommonPayloadKeys"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
