/* SPDX-License-Identifier: MIT */
#include "commands.h"

enum { WRITTEN, NOT_EXECUTABLE, TWICE, WITH_DATA };

static bool
is_exec_of_enroll(const struct mdm_command *m)
{
	return mdm_is_enroll(m) && m->verb == MDM_VERB_EXEC;
}

/* The Exec of the same UniqueID before, with no Delete in between. */
static const struct mdm_command *
exec_before(const struct mdm_message *message, size_t at)
{
	for (size_t i = at; i-- > 0;) {
		const struct mdm_command *m = &message->commands[i];

		if (!mdm_same_enrolment(m, &message->commands[at]))
			continue;
		if (m->verb == MDM_VERB_DELETE)
			return NULL;
		if (is_exec_of_enroll(m))
			return m;
	}
	return NULL;
}

static void
check_exec(struct mdm_check *c, const struct mdm_message *message, size_t i)
{
	const struct mdm_command *m = &message->commands[i];
	const struct mdm_command *first;

	if (m->node != NULL && (m->node->access & MDM_CSP_EXEC) == 0) {
		mdm_find(c, NOT_EXECUTABLE, m->uri.at,
		    "Exec on \"" MDM_FMT "\", which cannot be executed",
		    MDM_ARG(m->leaf));
		mdm_evidence(c, m->uri.v);
		return;
	}
	if (!mdm_is_enroll(m))
		return; /* SYNC001 */
	if (m->data_length > 0 && !m->markup) {
		mdm_find(
		    c, WITH_DATA, m->data.at, "Exec of Enroll carries data");
		mdm_evidence(c, m->uri.v);
	}
	if (message->ncommands > MDM_MOST_COMMANDS)
		return;
	first = exec_before(message, i);
	if (first == NULL)
		return;
	mdm_find(c, TWICE, m->uri.at,
	    "Enroll of \"" MDM_FMT "\" is executed again", MDM_ARG(m->name.v));
	mdm_evidence(c, m->uri.v);
	mdm_also(c, first->uri.at, "the first time");
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	if (p->dialect != MDM_DIALECT_SYNCML)
		return; /* SYNC006: rows of custom profiles cannot execute */
	for (size_t i = 0; i < p->message->ncommands; i++) {
		const struct mdm_command *m = &p->message->commands[i];

		if (m->verb == MDM_VERB_EXEC) {
			check_exec(c, p->message, i);
		} else if (mdm_is_enroll(m) && mdm_is_write(m)) {
			mdm_find(c, WRITTEN, m->uri.at,
			    "Enroll of \"" MDM_FMT "\" uses %s instead of Exec",
			    MDM_ARG(m->name.v), mdm_verb_name(m->verb));
			mdm_evidence(c, m->uri.v);
		}
	}
}

const struct mdm_rule mdm_rule_sync007 = {
	.id = "SYNC007",
	.name = "exec-misused",
	.cases = { MDM_CASE("written", MDM_ERROR),
	    MDM_CASE("not-executable", MDM_ERROR), MDM_CASE("twice", MDM_ERROR),
	    MDM_CASE("with-data", MDM_ERROR) },
	.kinds = MDM_MESSAGE,
	.platforms = MDM_WINDOWS,
	.syntaxes = "SyncML",
	.summary = "Exec and Enroll do not go together",
	.why =
	    "Enroll is the one node of the SCEP tree that can be executed, and "
	    "it can be nothing else: it has the format null and takes no data. "
	    "Add or Replace on it, an Exec on another node and a second Exec "
	    "of the same UniqueID are refused or start a second request. Not "
	    "checked: Execs on trees that have nothing to do with "
	    "certificates.",
	.symptom = "The SyncML answer says 405 or 500, and no certificate is "
		   "requested.",
	.fix = "Use exactly one <Exec> per UniqueID, on .../Install/Enroll, "
	       "without <Data>.",
	.refs = MDM_REFS("Microsoft Learn: ClientCertificateInstall CSP, "
			 "Install/Enroll",
	    "fleetdm/fleet, issue 35946"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
