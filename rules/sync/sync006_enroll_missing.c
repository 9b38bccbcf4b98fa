/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { MISSING, CUSTOM_PROFILE };

static bool
may_be_elsewhere(const struct mdm_csp_scep *csp)
{
	for (size_t i = 0; i < csp->nparts; i++)
		if (csp->parts[i]->enrolment->csp->message->message->truncated)
			return true;
	return false;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_csp_scep *csp = p->enrolment->csp;

	if (csp == NULL || p->excerpt || p->sample || csp->enroll.times > 0 ||
	    csp->install_nodes == 0 || may_be_elsewhere(csp))
		return;
	if (p->dialect == MDM_DIALECT_OMA) {
		mdm_find(c, CUSTOM_PROFILE, csp->unique_id.at,
		    "\"" MDM_FMT "\" is configured by rows of a custom "
		    "profile, which cannot execute Enroll",
		    MDM_ARG(csp->unique_id.v));
		mdm_advise(c,
		    "Use a SCEP certificate profile instead, or start the "
		    "enrolment another way.");
	} else if (p->dialect == MDM_DIALECT_SYNCML) {
		mdm_find(c, MISSING, csp->unique_id.at,
		    "nothing executes Enroll for \"" MDM_FMT "\"",
		    MDM_ARG(csp->unique_id.v));
	} else {
		return; /* WAP: the enrolment client starts it */
	}
	mdm_evidence(c, csp->unique_id.v);
}

const struct mdm_rule mdm_rule_sync006 = {
	.id = "SYNC006",
	.name = "enroll-missing",
	.cases = { MDM_CASE("missing", MDM_WARNING),
	    MDM_CASE("custom-profile", MDM_INFO) },
	.kinds = MDM_SCEP,
	.platforms = MDM_WINDOWS,
	.syntaxes = "SyncML, OMA-URI",
	.summary = "Nothing executes Enroll for a SCEP configuration",
	.why =
	    "The settings below Install only describe the request; the device "
	    "starts it when Enroll is executed. Without the Exec the nodes are "
	    "stored and nothing else happens. Custom profiles of Intune can "
	    "only write, so that another way has to start the enrolment. Not "
	    "checked: messages that are cut off, and an Exec that a server "
	    "adds by itself.",
	.symptom = "All commands succeed, and no certificate is requested.",
	.fix = "Add <Exec> with the LocURI .../Install/Enroll as the last "
	       "command.",
	.refs = MDM_REFS("Microsoft Learn: ClientCertificateInstall CSP, "
			 "Install/Enroll"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
