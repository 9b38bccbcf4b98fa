/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { BROKEN };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_cms *wrapper = p->apple->document->wrapper;

	if (wrapper == NULL || wrapper->signature != MDM_VERIFY_FALSE)
		return;
	if (wrapper->nsigners > 0)
		mdm_find(c, BROKEN, p->at,
		    "the signature by \"" MDM_FMT "\" does not verify",
		    MDM_ARG(wrapper->signers[0]->name));
	else
		mdm_find(c, BROKEN, p->at, "the signature does not verify");
}

const struct mdm_rule mdm_rule_plist009 = {
	.id = "PLIST009",
	.name = "signature-invalid",
	.cases = { MDM_CASE("broken", MDM_ERROR) },
	.kinds = MDM_CONFIGURATION,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Apple profiles",
	.summary = "The signature of a configuration profile does not verify",
	.why = "A signed profile is a CMS wrapper around the property list, "
	       "and devices refuse one whose content was changed after it "
	       "was signed. It happens when a profile is edited with its "
	       "wrapper left on, or when a tool takes the file for text and "
	       "converts characters. Not checked: whether devices trust the "
	       "signer, and whether the signer's certificate has expired.",
	.symptom =
	    "The profile is not installed: MCProfileErrorDomain 1004 (bad "
	    "signature), or the file is not taken for a profile at all.",
	.fix = "Take the property list out of the wrapper, change it, and "
	       "sign it again.",
	.refs = MDM_REFS("RFC 5652, section 5.4",
	    "Apple Configuration Profile Reference: signed profiles"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
