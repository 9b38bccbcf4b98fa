/* SPDX-License-Identifier: MIT */
#include "support/reference.h"

enum { NOT_TRUSTED_CERTIFICATE };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_ref *ref = mdm_ref_of(p, MDM_REF_ROOT);
	const struct mdm_profile *target;

	if (ref == NULL || ref->result != MDM_REF_RESOLVED)
		return; /* XREF007, XREF010 */
	target = ref->targets[0];
	if (target->kind == MDM_TRUST)
		return;

	mdm_find(c, NOT_TRUSTED_CERTIFICATE, ref->at,
	    "root certificate reference " MDM_FMT
	    " leads to a %s, not to a trusted certificate profile",
	    MDM_ARG(mdm_ref_label(mdm_arena_of(c), ref)),
	    mdm_kind_title(target->kind));
	mdm_evidence(c, target->type);
	mdm_also(c, target->at, "the profile it refers to");
}

const struct mdm_rule mdm_rule_xref009 = {
	.id = "XREF009",
	.name = "scep-root-reference-not-a-trusted-certificate",
	.cases = { MDM_CASE("not-trusted-certificate", MDM_ERROR) },
	.kinds = MDM_SCEP | MDM_PKCS,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph",
	.summary = "The root reference leads to another kind of profile",
	.why =
	    "Only a trusted certificate profile holds the certificate whose "
	    "thumbprint Intune hands to the devices. A script that binds by "
	    "name or by a wrong id can store any profile there. Not checked: "
	    "objects that the export does not contain.",
	.fix = "Bind the reference to a trusted certificate profile of the "
	       "same platform.",
	.refs = MDM_REFS("Microsoft Learn: Create and assign SCEP certificate "
			 "profiles in Intune, Root Certificate"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
