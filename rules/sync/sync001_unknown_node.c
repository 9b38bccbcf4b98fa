/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { UNKNOWN };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	/* Android's dialect has nodes of its own (rulings 26). */
	if (p->dialect == MDM_DIALECT_ANDROID)
		return;
	for (size_t i = 0; i < p->message->ncommands; i++) {
		const struct mdm_command *m = &p->message->commands[i];

		if (!mdm_literal(&m->unknown) || m->verb == MDM_VERB_GET ||
		    m->uri.wrong_kind || m->truncated)
			continue;
		mdm_find(c, UNKNOWN, m->unknown.at,
		    "\"" MDM_FMT "\" is no node of this tree%s%s%s",
		    MDM_ARG(m->unknown.v), m->nearest != NULL ? ", \"" : "",
		    m->nearest != NULL ? m->nearest : "",
		    m->nearest != NULL ? "\" is" : "");
		mdm_evidence(c, m->uri.v);
		if (m->nearest != NULL)
			mdm_advise(c, "Write \"%s\".", m->nearest);
	}
}

const struct mdm_rule mdm_rule_sync001 = {
	.id = "SYNC001",
	.name = "unknown-node",
	.cases = { MDM_CASE("unknown", MDM_ERROR) },
	.kinds = MDM_MESSAGE,
	.platforms = MDM_WINDOWS,
	.syntaxes = "SyncML, OMA-URI, WAP",
	.summary = "A LocURI names a node that the CSP does not have",
	.why =
	    "Windows answers a command to an unknown node with 404 or 405 and "
	    "goes on, so that a setting is missing that the administrator "
	    "believes to be there. The older CertificateStore tree spells some "
	    "nodes in its own way (HashAlgrithm, CAThumbPrint, "
	    "ValidPeriodUnit); both spellings are accepted there and only the "
	    "proper one in ClientCertificateInstall. Not checked: trees that "
	    "have nothing to do with certificates, and the nodes of VPNv2 "
	    "below the name of the profile.",
	.symptom = "The SyncML answer says 404 or 405 for the command.",
	.fix = "Spell the node as the documentation of the CSP does.",
	.refs = MDM_REFS("Microsoft Learn: ClientCertificateInstall CSP, "
			 "RootCATrustedCertificates CSP, CertificateStore CSP, "
			 "DDF files"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
