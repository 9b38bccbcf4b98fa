/* SPDX-License-Identifier: MIT */
#include "support/reference.h"

enum { OTHER_PLATFORM, OTHER_WORK_PROFILE };

/* The two names of Android's personally-owned work profile. */
#define WORK_PROFILES (MDM_ANDROID_FOR_WORK | MDM_ANDROID_WORK_PROFILE)

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_ref *ref = mdm_ref_of(p, MDM_REF_ROOT);
	const struct mdm_profile *root;
	bool related;

	if (ref == NULL || ref->result != MDM_REF_RESOLVED)
		return; /* XREF007, XREF010 */
	root = ref->targets[0];
	if (root->kind != MDM_TRUST || root->platform == p->platform ||
	    root->platform == MDM_PLATFORM_UNKNOWN)
		return; /* XREF009 owns the wrong kind */
	related = (root->platform & WORK_PROFILES) != 0 &&
	    (p->platform & WORK_PROFILES) != 0;

	mdm_find(c, related ? OTHER_WORK_PROFILE : OTHER_PLATFORM, ref->at,
	    "%s for %s refers to trusted certificate profile \"" MDM_FMT
	    "\" for %s",
	    mdm_kind_title(p->kind), mdm_platform_title(p->platform),
	    MDM_ARG(root->name), mdm_platform_title(root->platform));
	mdm_evidence(c, root->type);
	mdm_also(c, root->at, "the profile it refers to");
}

const struct mdm_rule mdm_rule_xref008 = {
	.id = "XREF008",
	.name = "scep-root-reference-wrong-platform",
	.cases = { MDM_CASE("other-platform", MDM_ERROR),
	    MDM_CASE("other-work-profile-type", MDM_WARNING) },
	.kinds = MDM_SCEP | MDM_PKCS,
	.platforms = MDM_ANY_PLATFORM & ~(unsigned)MDM_PLATFORM_UNKNOWN,
	.syntaxes = "Graph",
	.summary = "The referenced root certificate is for another platform",
	.why =
	    "A trusted certificate profile reaches devices of its platform "
	    "only, so the devices of the SCEP profile never get the root. "
	    "Windows 8.1 types are the normal ones for Windows 10 and 11 and "
	    "count as one platform. Not checked: profiles whose type the "
	    "export does not tell.",
	.symptom = "The profile fails with \"Error\" on every device.",
	.fix = "Create a trusted certificate profile for the platform of the "
	       "SCEP profile and select that one.",
	.refs = MDM_REFS("Microsoft Learn: Trusted root certificate profiles "
			 "for Microsoft Intune, \"separate profile for each "
			 "platform\""),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
