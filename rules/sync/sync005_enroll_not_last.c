/* SPDX-License-Identifier: MIT */
#include "commands.h"

enum { AFTER_ENROLL, AFTER_BLOB };

/* What has to come last: Enroll, or the PKCS#12 itself. */
static bool
is_last(const struct mdm_command *m)
{
	if (m->csp == MDM_CSP_PFX)
		return mdm_is_write(m) && mdm_str_iis(m->leaf, "PFXCertBlob");
	return mdm_is_enroll(m) && m->verb == MDM_VERB_EXEC;
}

/* The first setting that follows, unless the certificate is begun anew. */
static const struct mdm_command *
setting_after(const struct mdm_message *message, size_t at)
{
	const struct mdm_command *last = &message->commands[at];

	for (size_t i = at + 1; i < message->ncommands; i++) {
		const struct mdm_command *m = &message->commands[i];

		if (!mdm_same_enrolment(m, last))
			continue;
		if (m->verb == MDM_VERB_DELETE || is_last(m))
			return NULL;
		if (mdm_is_setting(m))
			return m;
	}
	return NULL;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	if (p->dialect != MDM_DIALECT_SYNCML ||
	    p->message->ncommands > MDM_MOST_COMMANDS)
		return;
	for (size_t i = 0; i < p->message->ncommands; i++) {
		const struct mdm_command *last = &p->message->commands[i];
		const struct mdm_command *m;

		if (!is_last(last))
			continue;
		m = setting_after(p->message, i);
		if (m == NULL)
			continue;
		mdm_find(c,
		    last->csp == MDM_CSP_PFX ? AFTER_BLOB : AFTER_ENROLL,
		    m->uri.at,
		    "\"" MDM_FMT "\" of \"" MDM_FMT "\" is set after %s",
		    MDM_ARG(m->leaf), MDM_ARG(m->name.v),
		    last->csp == MDM_CSP_PFX ? "PFXCertBlob" : "Enroll");
		mdm_evidence(c, m->uri.v);
		mdm_also(c, last->uri.at, "this has to be the last command");
	}
}

const struct mdm_rule mdm_rule_sync005 = {
	.id = "SYNC005",
	.name = "enroll-not-last",
	.cases = { MDM_CASE("after-enroll", MDM_ERROR),
	    MDM_CASE("after-blob", MDM_WARNING) },
	.kinds = MDM_MESSAGE,
	.platforms = MDM_WINDOWS,
	.syntaxes = "SyncML",
	.summary = "A setting follows Enroll or PFXCertBlob",
	.why =
	    "Enroll starts the enrolment with the settings that are there at "
	    "that moment, and adding PFXCertBlob starts the import. What is "
	    "set afterwards has no effect, although the device acknowledges "
	    "it. A sample of Microsoft has the password behind the "
	    "blob inside one Atomic, so for PKCS#12 it is a warning. Not "
	    "checked: commands in other messages.",
	.symptom = "The device answers 200, and the certificate lacks the "
		   "setting or is not issued at all.",
	.fix = "Move the Exec of Enroll, or the Add of PFXCertBlob, behind all "
	       "other commands of the UniqueID.",
	.refs = MDM_REFS("Microsoft Learn: ClientCertificateInstall CSP, "
			 "Install/Enroll and PFXCertBlob"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
