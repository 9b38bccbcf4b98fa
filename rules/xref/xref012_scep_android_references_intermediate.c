/* SPDX-License-Identifier: MIT */
#include "support/reference.h"
#include "support/vendor.h"

enum { INTERMEDIATE };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_cert *ca = mdm_scep_ca(c, p);
	const struct mdm_vendor *vendor = mdm_vendor_of_profile(p);

	if (ca == NULL || ca->self_signed || mdm_cert_is_leaf(ca))
		return; /* XREF011 owns the end entity */
	if (vendor != NULL && vendor->hands_out_no_root)
		return;

	mdm_find(c, INTERMEDIATE, mdm_scep_ca_at(p),
	    "Android SCEP profile is bound to \"" MDM_FMT
	    "\", which is issued by \"" MDM_FMT "\"",
	    MDM_ARG(ca->name), MDM_ARG(ca->issuer_name));
	mdm_evidence(c, mdm_str_of(ca->sha1_hex));
}

const struct mdm_rule mdm_rule_xref012 = {
	.id = "XREF012",
	.name = "scep-android-references-intermediate",
	.cases = { MDM_CASE("intermediate", MDM_WARNING) },
	.kinds = MDM_SCEP,
	.platforms = MDM_ANDROID,
	.syntaxes = "Graph",
	.summary = "An Android SCEP profile is bound to an intermediate CA",
	.why =
	    "Intune on Android wants the root of the chain in the SCEP "
	    "profile and fails with an intermediate; this is the opposite of "
	    "what some CAs need on Windows. The fact is documented by one CA "
	    "vendor. The rule is silent for CAs whose vendor hands out no "
	    "root. Not checked: what the SCEP server presents.",
	.symptom = "The SCEP profile shows \"Error\" although the trusted "
		   "certificate profile was installed.",
	.fix = "Deploy root and intermediate with a profile each, and select "
	       "the root's profile in the SCEP profile.",
	.refs = MDM_REFS(
	    "SCEPman documentation: Intermediate CAs and Intune SCEP Profiles",
	    "SCEPman documentation: Microsoft Intune, Android"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
