/* SPDX-License-Identifier: MIT */
#include "support/reference.h"
#include "support/vendor.h"

enum { INTERMEDIATE };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_cert *ca = mdm_scep_ca(c, p);
	const struct mdm_vendor *vendor = mdm_vendor_of_profile(p);

	/* An Apple profile's CAFingerprint may be that of any CA presented. */
	if (p->dialect == MDM_DIALECT_APPLE)
		return;
	if (ca == NULL || ca->self_signed || mdm_cert_is_leaf(ca))
		return; /* XREF011 owns the end entity */
	if (vendor != NULL && vendor->hands_out_no_root)
		return;

	mdm_find(c, INTERMEDIATE, mdm_scep_ca_at(p),
	    "iOS/iPadOS SCEP profile is bound to \"" MDM_FMT
	    "\", which is issued by \"" MDM_FMT "\"",
	    MDM_ARG(ca->name), MDM_ARG(ca->issuer_name));
	mdm_evidence(c, mdm_str_of(ca->sha1_hex));
}

const struct mdm_rule mdm_rule_xref013 = {
	.id = "XREF013",
	.name = "scep-ios-references-intermediate",
	.cases = { MDM_CASE("intermediate", MDM_WARNING) },
	.kinds = MDM_SCEP,
	.platforms = MDM_IOS,
	.syntaxes = "Graph",
	.summary = "An iOS SCEP profile is bound to an intermediate CA",
	.why = "Microsoft documents that a SCEP profile for iOS/iPadOS with a "
	       "CA hierarchy refers to the root, and names a \"root\" that is "
	       "really an intermediate as a cause of failed enrolments. Other "
	       "sources report no difference, so a working profile may be left "
	       "as it is and the finding suppressed. macOS is not meant. Not "
	       "checked: what the SCEP server presents.",
	.symptom = "Console: \"The Registration Authority's response is "
		   "invalid.\"; the server sees GetCACert but no GetCACaps.",
	.fix = "Select the root's trusted certificate profile in the SCEP "
	       "profile, and deploy the intermediate with a profile of its "
	       "own.",
	.refs = MDM_REFS("Microsoft Learn: Create and assign SCEP certificate "
			 "profiles in Intune, Root Certificate (note)",
	    "Microsoft Learn: iOS SCEP failure with no GetCACaps"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
