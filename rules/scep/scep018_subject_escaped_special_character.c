/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"
#include "support/request.h"

enum { ESCAPED };

/* Offset of the backslash in front of one of + , ; =, or SIZE_MAX. */
static size_t
find_escape(struct mdm_str s)
{
	for (size_t i = 0; i + 1 < s.n; i++) {
		if (s.p[i] != '\\')
			continue;
		if (memchr("+,;=", s.p[i + 1], 4) != NULL)
			return i;
		i++; /* a backslash that is itself escaped */
	}
	return SIZE_MAX;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_field *f = &p->enrolment->subject;
	struct mdm_naming naming;
	size_t i = 0, at;

	if (p->sample || p->enrolment->csp != NULL)
		return; /* a fault of Intune's, for its own profiles only */
	if (!mdm_naming_next(p, &i, &naming) || naming.san != NULL)
		return; /* no subject, or one that the service ignores */
	at = find_escape(f->v);
	if (at == SIZE_MAX)
		return;
	mdm_find(c, ESCAPED, mdm_at_within(f->at, f->v.n, at, 2),
	    "subject \"" MDM_FMT "\" escapes \"%c\" with a backslash",
	    MDM_ARG(f->v), f->v.p[at + 1]);
	mdm_evidence(c, f->v);
}

const struct mdm_rule mdm_rule_scep018 = {
	.id = "SCEP018",
	.name = "subject-escaped-special-character",
	.cases = { MDM_CASE("escaped", MDM_ERROR) },
	.kinds = MDM_SCEP | MDM_PKCS,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph",
	.summary = "The subject escapes a special character with a backslash",
	.why =
	    "Microsoft documents it as a known issue for SCEP and PKCS "
	    "profiles: when + , ; or = stands behind a backslash, the subject "
	    "in the request differs from the one that Intune put into the "
	    "challenge, and the request is refused. Not checked: commas and "
	    "the like in the values that Intune fills in for variables.",
	.symptom = "NDES connector log: \"Subject Name in CSR and challenge "
		   "do not match\".",
	.fix = "Put the whole value in quotes, CN=\"Example, Ltd\", or do "
	       "without the character.",
	.refs = MDM_REFS(
	    "Microsoft Learn: Create and assign SCEP certificate profiles in "
	    "Intune, avoid certificate signing requests with escaped special "
	    "characters",
	    "Microsoft Learn: Use PKCS certificates with Intune, subject "
	    "name format"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
