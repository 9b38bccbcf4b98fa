/* SPDX-License-Identifier: MIT */
#include "support/reference.h"

enum { MISSING, MISSING_AMONG_OTHERS };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_ref *ref = mdm_ref_of(p, MDM_REF_ROOT);
	bool among;

	if (p->sample || p->excerpt)
		return;
	if (ref == NULL || ref->state == MDM_REF_UNKNOWN) {
		mdm_scep_ca(c, p); /* says why it cannot be known */
		return;
	}
	if (ref->state == MDM_REF_BOUND)
		return; /* XREF007 asks whether it leads anywhere */
	among =
	    mdm_set_holds_targets(mdm_corpus_of(c), MDM_REF_ROOT, p->platform);

	mdm_find(c, among ? MISSING_AMONG_OTHERS : MISSING, p->at,
	    "SCEP profile \"" MDM_FMT "\" has no root certificate reference",
	    MDM_ARG(p->name));
}

const struct mdm_rule mdm_rule_xref006 = {
	.id = "XREF006",
	.name = "scep-root-reference-missing",
	.cases = { MDM_CASE_BY_WORLD("missing", MDM_ERROR, MDM_INFO, MDM_INFO),
	    MDM_CASE_BY_WORLD(
		"missing-among-others", MDM_ERROR, MDM_WARNING, MDM_INFO) },
	.kinds = MDM_SCEP,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph",
	.summary = "The SCEP profile refers to no trusted certificate profile",
	.why =
	    "Intune takes the CA thumbprint that devices compare from the "
	    "trusted certificate profile a SCEP profile refers to; without "
	    "one there is nothing to compare and enrolment cannot start. The "
	    "rule speaks only where the same exporter, in the same folder, "
	    "wrote the references of other profiles. Not checked: plain Graph "
	    "answers, which never carry this reference.",
	.symptom = "The profile stays \"Pending\" or \"Error\"; the server's "
		   "log shows no request.",
	.fix = "Select a trusted certificate profile under \"Root "
	       "Certificate\" in the SCEP profile.",
	.refs = MDM_REFS("Microsoft Learn: Create and assign SCEP certificate "
			 "profiles in Intune, Root Certificate"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
