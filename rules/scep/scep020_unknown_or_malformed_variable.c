/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"
#include "support/request.h"
#include "support/url.h"

enum { UNKNOWN, OUT_OF_PLACE, MALFORMED, RESERVED_TEXT };

static void
report_unknown(struct mdm_check *c, struct mdm_at at, const struct mdm_token *t)
{
	const char *nearest = mdm_variable_nearest(t->name);

	mdm_find(c, UNKNOWN, at,
	    "\"" MDM_FMT "\" is no variable that Intune documents",
	    MDM_ARG(t->text));
	mdm_evidence(c, t->text);
	if (nearest != NULL)
		mdm_advise(c, "Did you mean {{%s}}?", nearest);
}

static void
check_variable(struct mdm_check *c, struct mdm_at at, struct mdm_naming naming,
    const struct mdm_token *t)
{
	const struct mdm_variable *v = mdm_variable_find(t->name);

	if (v == NULL || t->name.n + strlen("{{}}") != t->text.n) {
		report_unknown(c, at, t);
	} else if ((v->traits & MDM_VAR_URL) != 0) {
		mdm_find(c, OUT_OF_PLACE, at,
		    "{{%s}} has a value in SCEP server URLs only, and stands "
		    "in " MDM_FMT,
		    v->name,
		    MDM_ARG(mdm_naming_title(mdm_arena_of(c), naming)));
		mdm_evidence(c, t->text);
	}
}

static void
check_braces(struct mdm_check *c, struct mdm_at at, const struct mdm_token *t)
{
	const struct mdm_variable *v = mdm_variable_find(t->name);

	/* {DeviceUid} is a variable of another product. */
	if (t->kind == MDM_TOKEN_SINGLE && v == NULL) {
		report_unknown(c, at, t);
		return;
	}
	mdm_find(c, MALFORMED, at,
	    "\"" MDM_FMT "\" is not a name in two pairs of braces",
	    MDM_ARG(t->text));
	mdm_evidence(c, t->text);
	if (v != NULL)
		mdm_advise(c, "Write {{%s}}.", v->name);
}

static void
check_reserved(
    struct mdm_check *c, const struct mdm_field *f, const struct mdm_token *t)
{
	for (size_t i = 0; i < t->text.n; i++) {
		char x = t->text.p[i];

		if (x != '|' && x != ';')
			continue;
		mdm_find(c, RESERVED_TEXT,
		    mdm_at_within(f->at, f->v.n, t->off + i, 1),
		    "SAN value \"" MDM_FMT "\" has \"%c\" behind a variable",
		    MDM_ARG(f->v), x);
		mdm_evidence(c, f->v);
		return;
	}
}

static void
check_naming(struct mdm_check *c, struct mdm_naming naming)
{
	const struct mdm_field *f = naming.field;
	struct mdm_token t;
	bool behind = false;
	size_t at = 0;

	while (mdm_token_next(f->v, &at, &t)) {
		struct mdm_at place = mdm_token_at(f, &t);

		if (t.kind == MDM_TOKEN_VARIABLE)
			check_variable(c, place, naming, &t);
		else if (t.kind != MDM_TOKEN_TEXT)
			check_braces(c, place, &t);
		else if (behind && naming.san != NULL)
			check_reserved(c, f, &t);
		behind |= t.kind == MDM_TOKEN_VARIABLE;
	}
}

/* A URL may hold tokens of a template engine; only typing errors count. */
static void
check_url(struct mdm_check *c, const struct mdm_field *f)
{
	struct mdm_token t;
	size_t at = 0;

	if (f->state != MDM_HAS_VALUE || f->sample)
		return;
	while (mdm_token_next(f->v, &at, &t)) {
		bool known = mdm_str_iis(t.name, "CloudPKIFQDN");

		if (t.kind == MDM_TOKEN_TEXT)
			continue;
		if (t.kind != MDM_TOKEN_VARIABLE && known)
			check_braces(c, mdm_token_at(f, &t), &t);
		else if (t.kind == MDM_TOKEN_VARIABLE && !known &&
		    mdm_str_distance(t.name, MDM_LIT("CloudPKIFQDN"), 3) <= 3)
			report_unknown(c, mdm_token_at(f, &t), &t);
	}
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
	for (i = 0; i < p->enrolment->urls.n; i++)
		check_url(c, &p->enrolment->urls.at[i]);
}

const struct mdm_rule mdm_rule_scep020 = {
	.id = "SCEP020",
	.name = "unknown-or-malformed-variable",
	.cases = { MDM_CASE("unknown", MDM_WARNING),
	    MDM_CASE("out-of-place", MDM_WARNING),
	    MDM_CASE("malformed", MDM_ERROR),
	    MDM_CASE("reserved-text", MDM_ERROR) },
	.kinds = MDM_SCEP | MDM_PKCS,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph",
	.summary = "A variable is misspelt, unknown or not closed",
	.why =
	    "Intune replaces a documented name in two pairs of braces when it "
	    "delivers the profile; anything else stays as text or makes the "
	    "profile fail. Behind a variable, the value of a SAN must not "
	    "contain braces, a pipe or a semicolon. Names are compared "
	    "without regard to case; the list grows, so a name that is not on "
	    "it is a warning. In URLs only misspelt {{CloudPKIFQDN}} is "
	    "reported, since template engines use the same braces. Applies to "
	    "SCEP and PKCS profiles. Not checked: whether a device has a value "
	    "for the variable.",
	.symptom = "The profile fails to install, or certificates carry the "
		   "variable's name as text.",
	.fix = "Use a variable from the documented list, spelt "
	       "{{AAD_Device_ID}} with two braces on each side.",
	.refs = MDM_REFS(
	    "Microsoft Learn: Create and assign SCEP certificate profiles in "
	    "Intune, Subject name format and Subject alternative name",
	    "Microsoft Learn: Use PKCS certificates with Intune, subject "
	    "name format"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
