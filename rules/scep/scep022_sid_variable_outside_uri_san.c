/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"
#include "support/request.h"

enum { IN_SUBJECT, IN_OTHER_SAN, WITH_TEXT };

static bool
find_sid(struct mdm_str v, struct mdm_token *ret_token)
{
	size_t at = 0;

	while (mdm_token_next(v, &at, ret_token))
		if (ret_token->kind == MDM_TOKEN_VARIABLE &&
		    mdm_str_iis(
			ret_token->name, "OnPremisesSecurityIdentifier"))
			return true;
	return false;
}

static void
check_naming(struct mdm_check *c, struct mdm_naming naming)
{
	const struct mdm_field *f = naming.field;
	struct mdm_token t;
	struct mdm_at at;

	if (!find_sid(f->v, &t))
		return;
	at = mdm_token_at(f, &t);
	if (naming.san == NULL) {
		mdm_find(c, IN_SUBJECT, at,
		    "{{OnPremisesSecurityIdentifier}} stands in the subject "
		    "instead of a URI SAN");
	} else if (!mdm_literal(&naming.san->type)) {
		return; /* FMT011 */
	} else if (mdm_san_kind(naming.san) != MDM_SAN_URI) {
		mdm_find(c, IN_OTHER_SAN, at,
		    "{{OnPremisesSecurityIdentifier}} stands in a SAN of type "
		    "\"" MDM_FMT "\" instead of a URI SAN",
		    MDM_ARG(naming.san->type.v));
		mdm_also(c, naming.san->type.at, "the type");
	} else if (t.text.n != mdm_str_trim(f->v).n) {
		mdm_find(c, WITH_TEXT, f->at,
		    "{{OnPremisesSecurityIdentifier}} is mixed with text in "
		    "URI SAN \"" MDM_FMT "\"",
		    MDM_ARG(f->v));
	} else {
		return;
	}
	mdm_evidence(c, f->v);
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	struct mdm_naming naming;
	size_t i = 0;

	if (p->sample || p->enrolment->csp != NULL)
		return; /* SCEP009; other services have other variables */
	while (mdm_naming_next(p, &i, &naming))
		check_naming(c, naming);
}

const struct mdm_rule mdm_rule_scep022 = {
	.id = "SCEP022",
	.name = "sid-variable-outside-uri-san",
	.cases = { MDM_CASE("in-subject", MDM_ERROR),
	    MDM_CASE("in-other-san", MDM_ERROR),
	    MDM_CASE("with-text", MDM_WARNING) },
	.kinds = MDM_SCEP,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph",
	.summary = "The SID variable is not the whole value of a URI SAN",
	.why =
	    "Intune expands {{OnPremisesSecurityIdentifier}} to the tag that "
	    "domain controllers use for strong mapping, in a SAN of type URI "
	    "and nowhere else; Microsoft's page says that it works with that "
	    "type only. Text around it spoils the tag for a domain "
	    "controller, though programs of one's own may read it, so that "
	    "is a warning. For SCEP profiles only: with PKCS the connector "
	    "adds the SID itself and no page describes the variable. Not "
	    "checked: whether the user or device has a SID on premises.",
	.symptom = "Domain controllers log Kdcsvc events 39 to 41; NPS event "
		   "6273, reason 16.",
	.fix = "Add a SAN of type URI whose whole value is "
	       "{{OnPremisesSecurityIdentifier}}.",
	.refs = MDM_REFS(
	    "Microsoft Learn: Create and assign SCEP certificate profiles in "
	    "Intune, Subject alternative name",
	    "Microsoft Support: KB5014754, certificate-based authentication "
	    "changes on Windows domain controllers"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
