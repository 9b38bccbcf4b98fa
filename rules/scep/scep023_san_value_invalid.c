/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"
#include "support/request.h"

enum { EMPTY, UNKNOWN_TYPE, NO_AT_SIGN, BAD_DNS_NAME, UNDERSCORE };

/* What the pieces of a value bring along. */
struct contents {
	bool at_sign, unknown, blank, underscore;
	char odd; /* first character that no DNS name has */
};

static void
look_at_text(struct mdm_str s, struct contents *ret)
{
	for (size_t i = 0; i < s.n; i++) {
		char x = s.p[i];

		if (x == '@')
			ret->at_sign = true;
		else if (mdm_is_space(x))
			ret->blank = true;
		else if (x == '_')
			ret->underscore = true;
		else if (!mdm_is_alpha(x) && !mdm_is_digit(x) && x != '.' &&
		    x != '-' && x != '*' && ret->odd == '\0')
			ret->odd = x;
	}
}

static struct contents
contents_of(struct mdm_str value)
{
	struct contents all = { 0 };
	struct mdm_token t;
	size_t at = 0;

	while (mdm_token_next(value, &at, &t)) {
		const struct mdm_variable *v = mdm_variable_find(t.name);

		if (t.kind == MDM_TOKEN_TEXT)
			look_at_text(t.text, &all);
		else if (t.kind != MDM_TOKEN_VARIABLE || v == NULL)
			all.unknown = true; /* SCEP020 */
		else if ((v->traits & MDM_VAR_AT_SIGN) != 0)
			all.at_sign = true;
	}
	return all;
}

static void
check_dns(struct mdm_check *c, const struct mdm_field *f, struct contents in)
{
	if (in.at_sign)
		mdm_find(c, BAD_DNS_NAME, f->at,
		    "SAN of type DNS \"" MDM_FMT "\" contains \"@\"",
		    MDM_ARG(f->v));
	else if (in.blank)
		mdm_find(c, BAD_DNS_NAME, f->at,
		    "SAN of type DNS \"" MDM_FMT "\" contains a blank",
		    MDM_ARG(f->v));
	else if (in.odd != '\0')
		mdm_find(c, BAD_DNS_NAME, f->at,
		    "SAN of type DNS \"" MDM_FMT "\" contains a character "
		    "that no host name has",
		    MDM_ARG(f->v));
	else if (in.underscore)
		mdm_find(c, UNDERSCORE, f->at,
		    "SAN of type DNS \"" MDM_FMT "\" contains \"_\"",
		    MDM_ARG(f->v));
	else
		return;
	mdm_evidence(c, f->v);
}

static void
check_value(struct mdm_check *c, const struct mdm_san *san)
{
	struct contents in = contents_of(san->value.v);
	enum mdm_san_kind kind = mdm_san_kind(san);

	if (kind == MDM_SAN_DNS) {
		check_dns(c, &san->value, in);
	} else if ((kind == MDM_SAN_EMAIL || kind == MDM_SAN_UPN) &&
	    !in.at_sign && !in.unknown) {
		mdm_find(c, NO_AT_SIGN, san->value.at,
		    "SAN of type %s \"" MDM_FMT "\" contains no \"@\"",
		    kind == MDM_SAN_UPN ? "UPN" : "e-mail",
		    MDM_ARG(san->value.v));
		mdm_evidence(c, san->value.v);
	}
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_enrolment *e = p->enrolment;
	struct mdm_naming naming;
	size_t n = 0;

	if (p->sample || e->csp != NULL)
		return; /* SCEP009; the CSP's list has a spelling of its own */
	for (size_t i = 0; i < e->nsans; i++) {
		const struct mdm_san *san = &e->sans[i];

		if (mdm_said_empty(&san->value) && !p->excerpt)
			mdm_find(c, EMPTY, san->value.at, "a SAN has no value");
		if (mdm_literal(&san->type) && !san->type.wrong_kind &&
		    mdm_san_kind(san) == MDM_SAN_UNKNOWN) {
			mdm_find(c, UNKNOWN_TYPE, san->type.at,
			    "SAN type \"" MDM_FMT "\" is not one of e-mail, "
			    "UPN, DNS, URI",
			    MDM_ARG(san->type.v));
			mdm_evidence(c, san->type.v);
		}
	}
	while (mdm_naming_next(p, &n, &naming))
		if (naming.san != NULL)
			check_value(c, naming.san);
}

const struct mdm_rule mdm_rule_scep023 = {
	.id = "SCEP023",
	.name = "san-value-invalid",
	.cases = { MDM_CASE("empty", MDM_WARNING),
	    MDM_CASE("unknown-type", MDM_WARNING),
	    MDM_CASE("no-at-sign", MDM_WARNING),
	    MDM_CASE("bad-dns-name", MDM_WARNING),
	    MDM_CASE("underscore", MDM_INFO) },
	.kinds = MDM_SCEP | MDM_PKCS,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph",
	.summary = "The value of a SAN does not fit its type",
	.why =
	    "E-mail addresses and user principal names consist of two parts "
	    "around an at sign, DNS names of letters, digits, hyphens and "
	    "dots; the portal says so beside the field, and CAs and servers "
	    "refuse or ignore what does not fit. An underscore in a DNS name "
	    "is widely tolerated, so that is information. Variables count as "
	    "what they expand to. Applies to SCEP and PKCS profiles. Not "
	    "checked: subjectAlternativeNameType, the older setting beside "
	    "the list, and the form of URIs.",
	.symptom = NULL,
	.fix = "Choose the SAN type that fits the value: UPN and e-mail "
	       "{{AAD_Device_ID}}@example.com, DNS {{DeviceName}}.example.com.",
	.refs = MDM_REFS(
	    "Microsoft Learn: Create and assign SCEP certificate profiles in "
	    "Intune, Subject alternative name",
	    "RFC 5280 section 4.2.1.6 (subject alternative name)",
	    "RFC 1034 section 3.5 (preferred name syntax)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
