/* SPDX-License-Identifier: MIT */
#include "support/network.h"

enum { UPPER_CASE };

static bool
has_upper_case(struct mdm_str name)
{
	for (size_t i = 0; i < name.n; i++)
		if (name.p[i] >= 'A' && name.p[i] <= 'Z')
			return true;
	return false;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_network *n = p->network;
	const struct mdm_field *f;

	for (size_t i = 0; !p->sample &&
	     (f = mdm_field_of_both(
		  &n->server_names, &n->inner_server_names, i)) != NULL;
	     i++) {
		/* [A-Z] and \S are pattern syntax, not names. */
		if (!mdm_literal(f) || !has_upper_case(f->v) ||
		    mdm_str_has(f->v, "[") || mdm_str_has(f->v, "\\"))
			continue;
		mdm_find(c, UPPER_CASE, f->at,
		    "server name \"" MDM_FMT "\" contains upper-case letters",
		    MDM_ARG(f->v));
		mdm_evidence(c, f->v);
	}
}

const struct mdm_rule mdm_rule_trust008 = {
	.id = "TRUST008",
	.name = "server-names-contain-upper-case",
	.cases = { MDM_CASE("upper-case", MDM_WARNING) },
	.kinds = MDM_NETWORK,
	.platforms = MDM_WINDOWS,
	.syntaxes = "Graph; EAP, WLAN, LAN and VPN XML",
	.summary = "A server name contains upper-case letters",
	.why =
	    "Since Windows 11 the names are compared letter by letter with "
	    "those in the server's certificate; Windows 10 ignored the case. "
	    "Certificates normally carry lower-case names. Not checked: the "
	    "server's certificate, which may really have upper case.",
	.symptom = "Windows 11 only: VPN error 853, RasClient event 20227.",
	.fix = "Spell the name exactly as it stands in the server's "
	       "certificate.",
	.refs = MDM_REFS("R. Hicks, Always On VPN: error 853 on Windows 11"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
