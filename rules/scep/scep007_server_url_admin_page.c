/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"
#include "support/url.h"

enum { ADMIN_PAGE };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_field *f;
	size_t i = 0;

	if (p->sample)
		return; /* SCEP009 */
	while ((f = mdm_server_url_next(p, &i)) != NULL) {
		struct mdm_url u = mdm_url_split(f->v);
		struct mdm_str shown;

		if (!mdm_str_ihas(u.path, "/mscep_admin"))
			continue;
		shown = mdm_url_shown(mdm_arena_of(c), f->v);
		mdm_find(c, ADMIN_PAGE, f->at,
		    "SCEP server URL \"" MDM_FMT "\" is the NDES page that "
		    "hands out challenges, not the SCEP endpoint",
		    MDM_ARG(shown));
		mdm_evidence(c, shown);
	}
}

const struct mdm_rule mdm_rule_scep007 = {
	.id = "SCEP007",
	.name = "server-url-admin-page",
	.cases = { MDM_CASE("admin-page", MDM_ERROR) },
	.kinds = MDM_SCEP,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP",
	.summary = "The SCEP server URL is the administration page of NDES",
	.why =
	    "NDES has two addresses: /certsrv/mscep/mscep.dll speaks SCEP, "
	    "/certsrv/mscep_admin is a web page with a challenge password for "
	    "administrators and asks for a logon. A device cannot enrol "
	    "there. Not checked: whether a gateway forwards that path to the "
	    "right place.",
	.symptom = NULL,
	.fix = "Enter https://<host>/certsrv/mscep/mscep.dll.",
	.refs = MDM_REFS(
	    "Microsoft Learn: Create and assign SCEP certificate profiles in "
	    "Intune, SCEP Server URLs",
	    "Microsoft Learn: Configure infrastructure to support SCEP with "
	    "Intune, test the NDES URL"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
