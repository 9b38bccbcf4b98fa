/* SPDX-License-Identifier: MIT */
#include "commands.h"

enum { NO_ADD };

static bool
is_added_before(const struct mdm_message *message, size_t at)
{
	for (size_t i = 0; i < at; i++) {
		const struct mdm_command *m = &message->commands[i];

		if (m->verb == MDM_VERB_ADD &&
		    mdm_str_ieq(m->uri.v, message->commands[at].uri.v))
			return true;
	}
	return false;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	if (p->dialect != MDM_DIALECT_SYNCML || p->message->truncated ||
	    p->message->ncommands > MDM_MOST_COMMANDS)
		return;
	for (size_t i = 0; i < p->message->ncommands; i++) {
		const struct mdm_command *m = &p->message->commands[i];

		if (m->csp != MDM_CSP_STORE || m->verb != MDM_VERB_REPLACE ||
		    !mdm_str_iis(m->leaf, "EncodedCertificate") ||
		    is_added_before(p->message, i))
			continue;
		mdm_find(c, NO_ADD, m->uri.at,
		    "Replace of \"" MDM_FMT
		    "\" in CertificateStore without an Add before it",
		    MDM_ARG(m->name.v));
		mdm_evidence(c, m->uri.v);
	}
}

const struct mdm_rule mdm_rule_sync010 = {
	.id = "SYNC010",
	.name = "replace-on-nonexistent-store-node",
	.cases = { MDM_CASE("no-add", MDM_WARNING) },
	.kinds = MDM_MESSAGE,
	.platforms = MDM_WINDOWS,
	.syntaxes = "SyncML",
	.summary = "CertificateStore is to replace a certificate never added",
	.why =
	    "CertificateStore refuses Replace for a node that does not exist; "
	    "the first delivery has to be an Add. RootCATrustedCertificates "
	    "takes Replace either way. Not checked: certificates that an "
	    "earlier session added.",
	.symptom = "The SyncML answer says 404 or 500, and the certificate is "
		   "missing from the store.",
	.fix = "Use <Add>, or the RootCATrustedCertificates tree.",
	.refs = MDM_REFS("Microsoft Learn: CertificateStore CSP, "
			 "EncodedCertificate"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
