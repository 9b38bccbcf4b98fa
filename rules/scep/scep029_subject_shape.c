/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { LEVEL, NOT_A_PAIR, UNKNOWN_NAME };

/* Arrays around the two strings. */
enum { LEVELS = 3 };

static bool
is_oid(struct mdm_str name)
{
	bool dot = false;

	for (size_t i = 0; i < name.n; i++) {
		if (!mdm_is_digit(name.p[i]) && name.p[i] != '.')
			return false;
		dot |= name.p[i] == '.';
	}
	return dot && mdm_is_digit(name.p[0]) &&
	    mdm_is_digit(name.p[name.n - 1]);
}

static bool
is_known(struct mdm_str name)
{
	static const char *const names[] = { "C", "L", "ST", "O", "OU", "CN" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (mdm_str_is(name, names[i]))
			return true;
	return is_oid(name);
}

static void
check_pair(struct mdm_check *c, const struct mdm_apple_pair *pair)
{
	if (pair->n != 2 || !pair->strings) {
		mdm_find(c, NOT_A_PAIR, pair->at,
		    "an attribute of the Subject is not a pair of strings, "
		    "name and value");
		mdm_evidence(c, pair->name.v);
		return;
	}
	if (!mdm_literal(&pair->name) || is_known(pair->name.v))
		return;
	mdm_find(c, UNKNOWN_NAME, pair->name.at,
	    "\"" MDM_FMT "\" in the Subject is neither C, L, ST, O, OU, CN nor "
	    "an OID",
	    MDM_ARG(pair->name.v));
	mdm_evidence(c, pair->name.v);
}

/* One finding for the whole: all pairs of a Subject are made alike. */
static bool
check_levels(struct mdm_check *c, const struct mdm_apple_subject *s)
{
	for (size_t i = 0; i < s->npairs; i++) {
		if (s->pairs[i].depth == LEVELS)
			continue;
		mdm_find(c, LEVEL, s->at,
		    "the strings of the Subject stand in %u level%s of arrays, "
		    "not in %d",
		    s->pairs[i].depth, s->pairs[i].depth == 1 ? "" : "s",
		    LEVELS);
		mdm_also(c, s->pairs[i].at, "the first one");
		return false;
	}
	return true;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_apple_subject *s;

	if (p->apple == NULL || p->apple->subject == NULL)
		return;
	s = p->apple->subject;
	if (!check_levels(c, s))
		return;
	for (size_t i = 0; i < s->npairs; i++)
		check_pair(c, &s->pairs[i]);
}

const struct mdm_rule mdm_rule_scep029 = {
	.id = "SCEP029",
	.name = "subject-shape",
	.cases = { MDM_CASE("level", MDM_ERROR),
	    MDM_CASE("not-a-pair", MDM_ERROR),
	    MDM_CASE("unknown-name", MDM_WARNING) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_APPLE,
	.syntaxes = "Apple profiles, SCEP and ACME credentials",
	.summary = "The Subject of a SCEP or ACME payload has the wrong shape",
	.why = "A Subject is an array of relative distinguished names; each "
	       "of these is an array of attributes, and an attribute is an "
	       "array of two strings, the name and the value. People often "
	       "leave the middle level out. The names are C, L, ST, O, OU and "
	       "CN in capitals, everything else is a dotted OID. A device "
	       "that cannot make a name of it refuses the payload, or sends "
	       "a request with an empty subject, which the CA rejects. Not "
	       "checked: the values.",
	.symptom = "The profile is not installed, or the SCEP server rejects "
		   "the request.",
	.fix = "Write it as [ [ [\"O\", \"Example\"] ], [ [\"CN\", \"name\"] ] "
	       "].",
	.refs = MDM_REFS("Apple device management: com.apple.security.scep, "
			 "Subject",
	    "Apple device management: com.apple.security.acme, Subject"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
