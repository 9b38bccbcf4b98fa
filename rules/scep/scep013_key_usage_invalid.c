/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"
#include "support/flags.h"

enum { EMPTY, UNKNOWN };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	static const char *const known[] = { "keyEncipherment",
		"digitalSignature", NULL };
	const struct mdm_field *f = &p->enrolment->key_usage;
	struct mdm_str odd;

	if (p->sample)
		return; /* SCEP009 */
	if (mdm_said_empty(f)) {
		if (!p->excerpt)
			mdm_find(c, EMPTY, f->at, "no key usage is requested");
		return;
	}
	if (!mdm_literal(f) || f->wrong_kind)
		return;
	odd = mdm_flags_unknown(f->v, known);
	if (odd.p != NULL)
		mdm_find(c, UNKNOWN, f->at,
		    "key usage \"" MDM_FMT "\" is not one of digitalSignature, "
		    "keyEncipherment",
		    MDM_ARG(odd));
}

const struct mdm_rule mdm_rule_scep013 = {
	.id = "SCEP013",
	.name = "key-usage-invalid",
	.cases = { MDM_CASE("empty", MDM_ERROR),
	    MDM_CASE("unknown", MDM_ERROR) },
	.kinds = MDM_SCEP,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph",
	.summary = "The requested key usage is empty or unknown",
	.why =
	    "The device puts this key usage into its request, and NDES picks "
	    "the certificate template by it: signature, encryption or "
	    "general purpose. Intune knows digital signature and key "
	    "encipherment; without either the request asks for a key that is "
	    "good for nothing. Not checked: which templates the NDES server "
	    "has configured.",
	.symptom = NULL,
	.fix = "Tick \"Digital signature\", and \"Key encipherment\" where "
	       "the server's template wants it.",
	.refs = MDM_REFS(
	    "Microsoft Learn: Create and assign SCEP certificate profiles in "
	    "Intune, Key usage",
	    "Microsoft Learn: Configure infrastructure to support SCEP with "
	    "Intune, configure the NDES service"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
