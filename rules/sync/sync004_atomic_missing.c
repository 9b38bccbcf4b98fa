/* SPDX-License-Identifier: MIT */
#include "commands.h"

enum { NO_ATOMIC };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_message *message = p->message;

	/* Whoever sends a fragment puts the Atomic around it. */
	if (!message->whole || message->truncated ||
	    p->dialect != MDM_DIALECT_SYNCML)
		return;
	for (size_t i = 0; i < message->ncommands; i++) {
		const struct mdm_command *m = &message->commands[i];

		if (m->atomic != 0 || !mdm_is_setting(m))
			continue;
		mdm_find(c, NO_ATOMIC, m->uri.at,
		    "the settings of \"" MDM_FMT "\" stand outside of Atomic",
		    MDM_ARG(m->name.v));
		mdm_evidence(c, m->name.v);
		return;
	}
}

const struct mdm_rule mdm_rule_sync004 = {
	.id = "SYNC004",
	.name = "atomic-missing",
	.cases = { MDM_CASE("no-atomic", MDM_WARNING) },
	.kinds = MDM_MESSAGE,
	.platforms = MDM_WINDOWS,
	.syntaxes = "SyncML",
	.summary = "Settings of an enrolment stand outside of Atomic",
	.why =
	    "The CSP starts to enrol, or to import, when the last of its nodes "
	    "is written, and asks for all commands of one certificate to be in "
	    "one Atomic: they succeed or fail together. Outside of it a "
	    "command that fails leaves a half-configured enrolment behind. Not "
	    "checked: fragments without SyncBody; the service that sends them "
	    "adds the Atomic.",
	.fix = "Put all commands of the UniqueID, Enroll last, into one "
	       "<Atomic>.",
	.refs = MDM_REFS("Microsoft Learn: ClientCertificateInstall CSP, "
			 "introduction"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
