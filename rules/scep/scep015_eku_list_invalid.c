/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"
#include "support/oid.h"

enum { NOT_AN_OID, CONTRADICTION, REPEATED, SEPARATOR };

/* OIDs, and something else than the plus of EKUMapping between them. */
static bool
is_wrongly_separated(struct mdm_str v, char *ret_separator)
{
	static const char separators[] = ",; ";

	for (const char *s = separators; *s != '\0'; s++) {
		struct mdm_str rest = v, part;
		size_t n = 0;

		while (mdm_str_split(&rest, *s, &part)) {
			if (mdm_oid_problem(mdm_str_trim(part)) != NULL)
				break;
			n++;
		}
		if (n > 1 && rest.p == NULL) {
			*ret_separator = *s;
			return true;
		}
	}
	return false;
}

static bool
stands_before(const struct mdm_enrolment *e, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (mdm_literal(&e->ekus[j].oid) &&
		    mdm_str_eq(e->ekus[j].oid.v, e->ekus[i].oid.v))
			return true;
	return false;
}

static void
check_name(struct mdm_check *c, const struct mdm_eku *eku)
{
	const char *real = mdm_purpose_name(eku->oid.v);

	if (real == NULL || !mdm_literal(&eku->name) ||
	    !mdm_is_purpose_name(eku->name.v) ||
	    mdm_purpose_goes_by(eku->oid.v, eku->name.v))
		return;
	mdm_find(c, CONTRADICTION, eku->oid.at,
	    "extended key usage \"" MDM_FMT
	    "\" has the OID of \"%s\", " MDM_FMT,
	    MDM_ARG(eku->name.v), real, MDM_ARG(eku->oid.v));
	mdm_evidence(c, eku->oid.v);
	mdm_also(c, eku->name.at, "its name");
}

static void
check_one(struct mdm_check *c, const struct mdm_enrolment *e, size_t i)
{
	const struct mdm_eku *eku = &e->ekus[i];
	const char *problem;
	char separator;

	if (eku->oid.state == MDM_ABSENT || eku->oid.symbolic ||
	    eku->oid.sample || eku->oid.wrong_kind)
		return;
	if (e->csp != NULL && is_wrongly_separated(eku->oid.v, &separator)) {
		mdm_find(c, SEPARATOR, eku->oid.at,
		    "OIDs \"" MDM_FMT "\" are separated by \"%c\" instead of "
		    "\"+\"",
		    MDM_ARG(eku->oid.v), separator);
		mdm_evidence(c, eku->oid.v);
		mdm_advise(c, "Put a plus sign between the OIDs.");
		return;
	}
	problem = mdm_oid_problem(eku->oid.v);
	if (problem != NULL) {
		mdm_find(c, NOT_AN_OID, eku->oid.at,
		    "OID \"" MDM_FMT "\" of an extended key usage is %s",
		    MDM_ARG(eku->oid.v), problem);
		mdm_evidence(c, eku->oid.v);
		if (e->csp != NULL)
			mdm_advise(
			    c, "Write OIDs, with plus signs between them.");
		return;
	}
	check_name(c, eku);
	if (stands_before(e, i)) {
		mdm_find(c, REPEATED, eku->oid.at,
		    "extended key usage " MDM_FMT " is listed twice",
		    MDM_ARG(eku->oid.v));
		mdm_evidence(c, eku->oid.v);
	}
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	if (p->sample)
		return; /* SCEP009 */
	for (size_t i = 0; i < p->enrolment->nekus; i++)
		check_one(c, p->enrolment, i);
}

const struct mdm_rule mdm_rule_scep015 = {
	.id = "SCEP015",
	.name = "eku-list-invalid",
	.cases = { MDM_CASE("not-an-oid", MDM_ERROR),
	    MDM_CASE("contradiction", MDM_ERROR),
	    MDM_CASE("repeated", MDM_INFO), MDM_CASE("separator", MDM_ERROR) },
	.kinds = MDM_SCEP | MDM_PKCS,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP",
	.summary = "The list of extended key usages is wrong",
	.why =
	    "The request carries the OID; the name beside it is for the "
	    "administrator's eyes. Something that is no OID cannot be "
	    "encoded, and a well-known name beside the OID of another purpose "
	    "means that the certificate is going to lack the purpose that "
	    "everybody believes it has. Names that are not well-known English "
	    "ones are not compared. EKUMapping of the CSP is OIDs with plus "
	    "signs between them. Applies to SCEP and PKCS profiles. Not "
	    "checked: which purposes the CA grants.",
	.symptom = NULL,
	.fix = "Choose the purpose from the portal's list of predefined "
	       "values, which sets name and OID together.",
	.refs = MDM_REFS(
	    ("Microsoft Learn: Create and assign SCEP certificate profiles in "
	     "Intune, Extended key usage"),
	    "Microsoft Learn: ClientCertificateInstall CSP, EKUMapping",
	    "RFC 5280 section 4.2.1.12 (extended key usage)",
	    "ITU-T X.660 (object identifiers)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
