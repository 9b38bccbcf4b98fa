/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { NOT_A_ROOT, IS_A_ROOT };

/* Does `word` stand in `text` with no letter beside it? */
static bool
has_word(struct mdm_str text, const char *word)
{
	size_t n = strlen(word);

	for (size_t from = 0; from < text.n;) {
		struct mdm_str rest = mdm_str_sub(text, from, text.n);
		size_t at = mdm_str_ifind(rest, word);

		if (at == SIZE_MAX)
			return false;
		if ((at == 0 || !mdm_is_alpha(rest.p[at - 1])) &&
		    (at + n == rest.n || !mdm_is_alpha(rest.p[at + n])))
			return true;
		from += at + 1;
	}
	return false;
}

static bool
has_any_word(struct mdm_str text, const char *const *words)
{
	for (; *words != NULL; words++)
		if (has_word(text, *words))
			return true;
	return false;
}

static bool
says_root(struct mdm_str name)
{
	/* "Trusted Root" is what the portal calls every such profile, and
	   "Root Certificate" the type: neither tells what is inside. */
	return has_word(name, "root") && !mdm_str_ihas(name, "trusted root") &&
	    !mdm_str_ihas(name, "trusted-root") &&
	    !mdm_str_ihas(name, "root store");
}

static bool
says_intermediate(struct mdm_str name)
{
	static const char *const words[] = { "intermediate", "issuing",
		"sub ca", "sub-ca", "subca", "subordinate", NULL };

	return has_any_word(name, words);
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_cert *cert = p->trust->cert;
	bool root = says_root(p->name), below = says_intermediate(p->name);

	/* Only Graph's profiles have names that somebody gave them. */
	if (p->dialect != MDM_DIALECT_GRAPH)
		return;
	if (cert == NULL || root == below || mdm_cert_is_leaf(cert))
		return; /* STORE004 owns the end entity */
	if (root && !cert->self_signed)
		mdm_find(c, NOT_A_ROOT, p->at,
		    "profile \"" MDM_FMT "\" contains \"" MDM_FMT
		    "\", which is issued by \"" MDM_FMT "\"",
		    MDM_ARG(p->name), MDM_ARG(cert->name),
		    MDM_ARG(cert->issuer_name));
	else if (below && cert->self_signed)
		mdm_find(c, IS_A_ROOT, p->at,
		    "profile \"" MDM_FMT "\" contains the self-signed root "
		    "\"" MDM_FMT "\"",
		    MDM_ARG(p->name), MDM_ARG(cert->name));
	else
		return;
	mdm_evidence(c, mdm_str_of(cert->sha1_hex));
	mdm_also(c, p->trust->carrier->at, "the certificate, SHA-1 %s",
	    cert->sha1_hex);
}

const struct mdm_rule mdm_rule_store010 = {
	.id = "STORE010",
	.name = "profile-name-contradicts-certificate",
	.cases = { MDM_CASE("not-a-root", MDM_INFO),
	    MDM_CASE("is-a-root", MDM_INFO) },
	.kinds = MDM_TRUST,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph",
	.summary = "The profile's name says root or issuing, the content not",
	.why =
	    "The display name is what people choose by when they bind a SCEP "
	    "profile. When it says root and an intermediate was uploaded, or "
	    "the other way round, somebody took the wrong file. A name that "
	    "speaks of both is not judged. Not checked: names in other "
	    "languages.",
	.fix = "Compare the thumbprint with the CA's own certificate; upload "
	       "the right file or rename the profile.",
	.refs = MDM_REFS("Microsoft Learn: iOS SCEP failure with no "
			 "GetCACaps, a \"root\" that is an intermediate"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_LOW,
	.profile = check,
};
