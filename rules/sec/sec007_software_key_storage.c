/* SPDX-License-Identifier: MIT */
#include "support/request.h"

enum { SOFTWARE };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_field *storage;

	if (p->sample ||
	    mdm_key_storage_of(p->enrolment, &storage) != MDM_STORAGE_SOFTWARE)
		return;

	mdm_find(c, SOFTWARE, storage->at,
	    "the private key of \"" MDM_FMT "\" is stored in software",
	    MDM_ARG(p->name));
}

const struct mdm_rule mdm_rule_sec007 = {
	.id = "SEC007",
	.name = "software-key-storage",
	.cases = { MDM_CASE("software", MDM_INFO) },
	.kinds = MDM_ENROLMENT,
	.platforms = MDM_WINDOWS,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP",
	.summary = "The private key is stored in software, not in the TPM",
	.why =
	    "A key in the software store can be copied by whoever becomes "
	    "administrator of the device; a key in the TPM cannot. Some TPM "
	    "firmware and some VPN clients have trouble with TPM keys, and "
	    "4096-bit keys need the software store. Not checked: whether the "
	    "devices have a usable TPM.",
	.fix = "Choose \"Enroll to TPM KSP if present, otherwise Software "
	       "KSP\" if nothing speaks against it.",
	.refs = MDM_REFS("Microsoft Learn: Create and assign SCEP certificate "
			 "profiles in Intune, Key storage provider",
	    "SCEPman documentation: Microsoft Intune, Windows"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
