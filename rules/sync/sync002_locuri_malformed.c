/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { MALFORMED };

/* Of a tree with certificates, even if it is spelled beyond recognition. */
static bool
is_ours(const struct mdm_command *m)
{
	return m->csp != MDM_CSP_NONE ||
	    mdm_str_ihas(m->uri.v, "ClientCertificateInstall") ||
	    mdm_str_ihas(m->uri.v, "RootCATrustedCertificates") ||
	    mdm_str_ihas(m->uri.v, "CertificateStore");
}

static bool
has_blank(struct mdm_str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (mdm_is_space(s.p[i]))
			return true;
	return false;
}

/* What is wrong with it, or NULL. */
static const char *
problem_of(const struct mdm_command *m)
{
	struct mdm_str uri = m->uri.v;

	if (m->uri.wrong_kind)
		return "a tag stands in it, perhaps a placeholder in angle "
		       "brackets";
	if (mdm_str_find_byte(uri, '\\') != SIZE_MAX)
		return "it has a backslash";
	if (!mdm_str_starts(uri, "./"))
		return "it does not start with \"./\"";
	if (mdm_str_has(uri, "//"))
		return "it has an empty segment";
	if (mdm_str_ends(uri, "/"))
		return "it ends with \"/\"";
	/* A template may have blanks between its braces. */
	if (!m->uri.symbolic && has_blank(uri))
		return "it has a blank that is not written as %20";
	if (m->scope == MDM_SCOPE_UNKNOWN && !m->uri.symbolic)
		return "it starts with neither \"./Device/\", \"./User/\" nor "
		       "\"./Vendor/\"";
	return NULL;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	if (p->dialect != MDM_DIALECT_SYNCML && p->dialect != MDM_DIALECT_OMA)
		return; /* WAP has no LocURIs, Android's are its own */
	for (size_t i = 0; i < p->message->ncommands; i++) {
		const struct mdm_command *m = &p->message->commands[i];
		const char *problem = problem_of(m);

		if (problem == NULL || !is_ours(m) || m->uri.v.n == 0 ||
		    (m->truncated && !m->uri.wrong_kind))
			continue;
		if (m->uri.wrong_kind)
			mdm_find(
			    c, MALFORMED, m->uri.at, "LocURI: %s", problem);
		else
			mdm_find(c, MALFORMED, m->uri.at,
			    "LocURI \"" MDM_FMT "\": %s", MDM_ARG(m->uri.v),
			    problem);
		mdm_evidence(c, m->uri.v);
	}
}

const struct mdm_rule mdm_rule_sync002 = {
	.id = "SYNC002",
	.name = "locuri-malformed",
	.cases = { MDM_CASE("malformed", MDM_ERROR) },
	.kinds = MDM_MESSAGE,
	.platforms = MDM_WINDOWS,
	.syntaxes = "SyncML, OMA-URI",
	.summary = "A LocURI is malformed and reaches no node",
	.why =
	    "A LocURI is relative to the root of the device's management tree: "
	    "a dot, the scope, and one name per level. A name has at least one "
	    "character, and blanks in it are written as %20. Anything else "
	    "reaches no node. Not checked: LocURIs of other trees, and parts "
	    "that a template fills in.",
	.symptom = "The SyncML answer says 404 for the command.",
	.fix = "Write ./Device/Vendor/MSFT/... or ./User/Vendor/MSFT/..., with "
	       "%20 for blanks.",
	.refs = MDM_REFS("Microsoft Learn: OMA DM protocol support, Uniform "
			 "resource identifiers (URI)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
