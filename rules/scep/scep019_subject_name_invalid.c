/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"
#include "support/rdn.h"
#include "support/request.h"

enum { EMPTY, OPEN_QUOTE, NO_EQUALS, EMPTY_PART, UNQUOTED_NAME, UNKNOWN_TYPE };

static bool
is_name_variable(const struct mdm_token *t)
{
	const struct mdm_variable *v;

	if (t->kind != MDM_TOKEN_VARIABLE)
		return false;
	v = mdm_variable_find(t->name);
	return v != NULL && (v->traits & MDM_VAR_NAME) != 0;
}

/* {{OnPrem_Distinguished_Name}} alone brings its own types. */
static bool
is_whole_name(struct mdm_str part)
{
	struct mdm_token t;
	size_t at = 0;

	return mdm_token_next(part, &at, &t) && at == part.n &&
	    is_name_variable(&t);
}

/* Graph wants quotes round a value that is going to contain commas. */
static bool
is_unquoted_name(struct mdm_str value)
{
	struct mdm_token t;
	size_t at = 0;

	if (value.n > 0 && value.p[0] == '"')
		return false;
	while (mdm_token_next(value, &at, &t))
		if (is_name_variable(&t))
			return true;
	return false;
}

static void
check_part(
    struct mdm_check *c, const struct mdm_profile *p, const struct mdm_rdn *r)
{
	const struct mdm_field *f = &p->enrolment->subject;
	struct mdm_at at = mdm_at_within(f->at, f->v.n, r->off, r->text.n);

	if (r->text.n == 0) {
		mdm_find(c, EMPTY_PART, f->at,
		    "subject \"" MDM_FMT "\" has an empty part between its "
		    "separators",
		    MDM_ARG(f->v));
	} else if (r->type.p == NULL && is_whole_name(r->text)) {
		return;
	} else if (r->type.p == NULL || r->type.n == 0) {
		mdm_find(c, NO_EQUALS, at,
		    "part \"" MDM_FMT "\" of subject \"" MDM_FMT
		    "\" is not of the form type=value",
		    MDM_ARG(r->text), MDM_ARG(f->v));
	} else if (r->value.n == 0) {
		mdm_find(c, EMPTY_PART, at,
		    "\"" MDM_FMT "\" of subject \"" MDM_FMT "\" has no value",
		    MDM_ARG(r->type), MDM_ARG(f->v));
	} else if (p->kind == MDM_SCEP && p->enrolment->csp == NULL &&
	    is_unquoted_name(r->value)) {
		mdm_find(c, UNQUOTED_NAME, at,
		    "\"" MDM_FMT "\" is going to contain commas and is not in "
		    "quotes",
		    MDM_ARG(r->text));
		mdm_advise(c, "Write " MDM_FMT "=\"" MDM_FMT "\".",
		    MDM_ARG(r->type), MDM_ARG(r->value));
	} else if (!mdm_rdn_type_known(r->type)) {
		mdm_find(c, UNKNOWN_TYPE, at,
		    "\"" MDM_FMT "\" is no name type that Windows knows",
		    MDM_ARG(r->type));
	} else {
		return;
	}
	mdm_evidence(c, r->text);
}

/* In Graph the other formats say what the subject is going to be. */
static bool
must_have_subject(const struct mdm_enrolment *e)
{
	return e->csp != NULL || mdm_field_is(&e->subject_format, "custom");
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_enrolment *e = p->enrolment;
	struct mdm_naming naming;
	struct mdm_rdn rdn;
	size_t i = 0, at = 0;

	if (p->sample)
		return; /* SCEP009 */
	if (must_have_subject(e) && mdm_said_empty(&e->subject) &&
	    !p->excerpt) {
		mdm_find(c, EMPTY, e->subject.at, "%s",
		    e->csp != NULL
			? "SubjectName is empty"
			: "the subject name format is custom, and the subject "
			  "is empty");
		return;
	}
	if (!mdm_naming_next(p, &i, &naming) || naming.san != NULL)
		return;
	if (!mdm_rdn_quotes_close(e->subject.v)) {
		mdm_find(c, OPEN_QUOTE, e->subject.at,
		    "subject \"" MDM_FMT "\" has an unpaired quotation mark",
		    MDM_ARG(e->subject.v));
		mdm_evidence(c, e->subject.v);
		return;
	}
	while (mdm_rdn_next(e->subject.v, &at, &rdn))
		check_part(c, p, &rdn);
}

const struct mdm_rule mdm_rule_scep019 = {
	.id = "SCEP019",
	.name = "subject-name-invalid",
	.cases = { MDM_CASE("empty", MDM_ERROR),
	    MDM_CASE("open-quote", MDM_ERROR), MDM_CASE("no-equals", MDM_ERROR),
	    MDM_CASE("empty-part", MDM_WARNING),
	    MDM_CASE("unquoted-name", MDM_WARNING),
	    MDM_CASE("unknown-type", MDM_INFO) },
	.kinds = MDM_SCEP | MDM_PKCS,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP",
	.summary = "The subject is no valid distinguished name",
	.why =
	    "Intune turns the text into a distinguished name by the rules of "
	    "CertStrToName: comma, semicolon and plus separate parts of the "
	    "form type=value, and quotes protect them within a value. What "
	    "does not parse gives no request. {{OnPrem_Distinguished_Name}} "
	    "brings commas along, and Microsoft's SCEP page wants it in "
	    "quotes; other products document it without, so that is a "
	    "warning, and for SCEP profiles only. The rest applies to SCEP "
	    "and PKCS profiles, in Graph only when the subject name format is "
	    "custom. Not checked: what the values of the variables contain.",
	.symptom = "The profile fails to install, or the request is refused.",
	.fix = "Write the subject as CN={{AAD_Device_ID}},O=Organisation and "
	       "put values with , ; + or = in quotes.",
	.refs = MDM_REFS(
	    "Microsoft Learn: Create and assign SCEP certificate profiles in "
	    "Intune, Subject name format",
	    "Microsoft Learn: Use PKCS certificates with Intune, subject "
	    "name format",
	    "Microsoft Learn: ClientCertificateInstall CSP, SubjectName",
	    "Microsoft Learn: CertStrToNameA function (wincrypt.h)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
