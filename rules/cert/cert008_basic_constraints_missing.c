/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"
#include "support/payload.h"

enum { MISSING, ANDROID, APPLE };

/* It is there to be a CA: a root, or the issuer of a deployed certificate. */
static bool
acts_as_ca(const struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_corpus *corpus = mdm_corpus_of(c);

	return u->cert->self_signed ||
	    mdm_issued_by(
		corpus, mdm_corpus_entry(corpus, u->cert), u->platform) != NULL;
}

static void
check(struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert *cert = mdm_judged(c, u);
	unsigned which = MISSING;
	struct mdm_at at;

	if (cert == NULL || cert->version != 3 || cert->has_basic_constraints)
		return; /* CERT018 mentions version 1 */
	if (u->profile == NULL || u->profile->kind != MDM_TRUST ||
	    u->store == MDM_STORE_PEOPLE || u->store == MDM_STORE_PUBLISHER)
		return; /* a server's own certificate is at home there */
	if (mdm_cert_is_leaf(cert) || !acts_as_ca(c, u))
		return; /* STORE004 */
	if (((unsigned)u->platform & MDM_APPLE) != 0) {
		which = APPLE;
		/* A pinned server certificate works there. */
		if (mdm_referrer(c, cert, MDM_APPLE, MDM_ANY_ROLE, &at) != NULL)
			return;
		if (u->profile->apple != NULL &&
		    mdm_payload_is_referenced(u->profile->apple))
			return;
	} else if (((unsigned)u->platform & MDM_ANDROID) != 0) {
		which = ANDROID;
	}

	mdm_find(c, which, u->at,
	    "\"" MDM_FMT "\" has no basicConstraints; %s accept it as a CA",
	    MDM_ARG(cert->name),
	    which == ANDROID ? "Android is reported not to"
			     : "validation by RFC 5280 does not");
	mdm_evidence(c, mdm_str_of(cert->sha256_hex));
}

const struct mdm_rule mdm_rule_cert008 = {
	.id = "CERT008",
	.name = "basic-constraints-missing",
	.cases = { MDM_CASE("missing", MDM_WARNING),
	    MDM_CASE("android", MDM_WARNING), MDM_CASE("apple", MDM_INFO) },
	.syntaxes = "Graph, Apple profiles, ONC, Android policies",
	.summary = "A certificate used as a CA has no basicConstraints",
	.why =
	    "In a version 3 certificate basicConstraints is what makes it a "
	    "CA; without it OpenSSL and others take a self-signed certificate "
	    "for a server's own one and refuse what it issued. Android's "
	    "installer is said to sort it among the user certificates "
	    "(unverified, so a warning like elsewhere). On Apple platforms a "
	    "self-signed server certificate may be deployed to be pinned: "
	    "information, and silent when a profile references it. Not "
	    "checked: certificate files, which nobody said to be trusted.",
	.fix = "Have the CA certificate issued again with basicConstraints "
	       "CA:TRUE (critical) and keyUsage keyCertSign.",
	.refs = MDM_REFS("RFC 5280, section 4.2.1.9 (Basic Constraints)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.certificate = check,
};
