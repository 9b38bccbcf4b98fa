/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { NOT_DEFINED };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_network *n = p->network;

	if (p->sample || p->excerpt)
		return;
	for (size_t i = 0; i < n->neku_filter; i++) {
		const struct mdm_eku *eku = &n->eku_filter[i];

		if (!mdm_literal(&eku->name) || eku->oid.state != MDM_ABSENT)
			continue;
		mdm_find(c, NOT_DEFINED, eku->at,
		    "client-certificate filter names the purpose \"" MDM_FMT
		    "\", which EKUMapping does not define",
		    MDM_ARG(eku->name.v));
		mdm_evidence(c, eku->name.v);
	}
}

const struct mdm_rule mdm_rule_trust022 = {
	.id = "TRUST022",
	.name = "filter-purpose-not-defined",
	.cases = { MDM_CASE("not-defined", MDM_WARNING) },
	.kinds = MDM_NETWORK,
	.platforms = MDM_WINDOWS,
	.syntaxes = "EAP XML, alone or in a profile",
	.summary = "A filter for client certificates names an unknown purpose",
	.why =
	    "In the FilteringInfo of EAP-TLS a purpose is a name that stands "
	    "in EKUMapping beside its OID. Of a name that does not stand "
	    "there Windows cannot know what to look for in a certificate. "
	    "Purposes of one list must all be there. Not checked: whether "
	    "name and OID belong to the same purpose.",
	.symptom = "No certificate passes the filter; the connection asks for "
		   "one or fails.",
	.fix = "Add an EKUMap with EKUName and EKUOID to EKUMapping, or spell "
	       "the name as it is spelt there.",
	.refs = MDM_REFS("Microsoft Learn: Extensible Authentication Protocol "
			 "(EAP) for network access, certificate filtering",
	    "Microsoft Open Specifications: EAP-TLS connection properties, "
	    "version 3, EKUMapping"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
