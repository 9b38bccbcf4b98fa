/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { NOT_SET };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_field *store = &p->trust->store_field;

	if (!mdm_said_empty(store) || p->sample || p->excerpt)
		return; /* no such key: not exported */

	mdm_find(c, NOT_SET, store->at,
	    "trusted certificate profile \"" MDM_FMT
	    "\" has no destination store",
	    MDM_ARG(p->name));
}

const struct mdm_rule mdm_rule_store011 = {
	.id = "STORE011",
	.name = "destination-store-not-set",
	.cases = { MDM_CASE("not-set", MDM_WARNING) },
	.kinds = MDM_TRUST,
	.platforms = MDM_WINDOWS,
	.syntaxes = "Graph",
	.summary = "A Windows trusted certificate profile names no store",
	.why =
	    "The portal always writes a store, Root unless another is chosen; "
	    "null comes from scripts that leave the property out. Which store "
	    "the certificate then lands in is not documented. Not checked: "
	    "exports that do not contain the property at all.",
	.fix = "Choose the destination store in the profile: Root for a "
	       "self-signed certificate, Intermediate for any other CA.",
	.refs = MDM_REFS("Microsoft Graph: windows81TrustedRootCertificate, "
			 "destinationStore",
	    "Microsoft Learn: Trusted root certificate profiles for "
	    "Microsoft Intune, destination store"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
