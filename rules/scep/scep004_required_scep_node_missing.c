/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { MISSING, NO_ENROLL };

/* What the CSP demands of each certificate. */
struct required {
	const char *node;
	enum mdm_field_state state;
};
enum { REQUIRED = 8 };

static void
list_required(const struct mdm_enrolment *e, struct required ret[REQUIRED])
{
	const struct required list[REQUIRED] = {
		{ "ServerURL", e->csp->server_url.state },
		{ "Challenge", e->csp->challenge.state },
		{ "EKUMapping", e->csp->eku_text.state },
		{ "KeyUsage", e->key_usage.state },
		{ "SubjectName", e->subject.state },
		{ "KeyLength", e->key_size.state },
		{ "HashAlgorithm", e->hash.state },
		{ "CAThumbprint", e->ca_thumbprint.state },
	};

	memcpy(ret, list, sizeof(list));
}

/* SYNC001 reports the misspelt node, which was meant to be this one. */
static bool
is_misspelt_in(const struct mdm_profile *part, const char *node)
{
	const struct mdm_message *m = part->enrolment->csp->message->message;

	for (size_t i = 0; m->misspelt && i < m->ncommands; i++)
		if (m->commands[i].nearest != NULL &&
		    mdm_str_iis(mdm_str_of(m->commands[i].nearest), node))
			return true;
	return false;
}

static bool
is_misspelt(const struct mdm_csp_scep *csp, const char *node)
{
	for (size_t i = 0; i < csp->nparts; i++)
		if (is_misspelt_in(csp->parts[i], node))
			return true;
	return false;
}

/* What a truncated message lacks may have been in it. */
static bool
may_be_cut(const struct mdm_csp_scep *csp)
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
	struct mdm_str lacking = MDM_LIT("");
	struct required nodes[REQUIRED];

	/* A single setting is a patch of a profile that is there already. */
	if (csp == NULL || p->sample || p->excerpt || csp->install_nodes < 2 ||
	    may_be_cut(csp))
		return;
	list_required(p->enrolment, nodes);
	for (size_t i = 0; i < REQUIRED; i++)
		if (nodes[i].state == MDM_ABSENT &&
		    !is_misspelt(csp, nodes[i].node))
			lacking = mdm_str_printf(mdm_arena_of(c),
			    MDM_FMT "%s%s", MDM_ARG(lacking),
			    lacking.n > 0 ? ", " : "", nodes[i].node);
	if (lacking.n == 0)
		return;

	mdm_find(c, csp->enroll.times > 0 ? MISSING : NO_ENROLL,
	    csp->unique_id.at, "SCEP profile \"" MDM_FMT "\" lacks " MDM_FMT,
	    MDM_ARG(csp->unique_id.v), MDM_ARG(lacking));
	mdm_evidence(c, lacking);
	if (csp->enroll.times > 0)
		mdm_also(c, csp->enroll.at, "it is enrolled here");
}

const struct mdm_rule mdm_rule_scep004 = {
	.id = "SCEP004",
	.name = "required-scep-node-missing",
	.cases = { MDM_CASE("missing", MDM_ERROR),
	    MDM_CASE_BY_WORLD("no-enroll", MDM_ERROR, MDM_WARNING, MDM_INFO) },
	.kinds = MDM_SCEP,
	.platforms = MDM_WINDOWS | MDM_WINDOWS_PHONE,
	.syntaxes = "SyncML, OMA-URI, WAP",
	.summary = "A SCEP profile lacks settings that the CSP requires",
	.why =
	    "ServerURL, Challenge, EKUMapping, KeyUsage, SubjectName, "
	    "KeyLength, HashAlgorithm and CAThumbprint are required: without "
	    "one of them the device does not enrol. The settings of one "
	    "UniqueID are collected over all files of the set, so they may be "
	    "spread. Where nothing in the set starts the enrolment, the rest "
	    "may come from somewhere else, and the finding is a warning. A "
	    "single setting counts as a change of a profile that is there "
	    "already, and a node that is only misspelt is left to SYNC001. "
	    "Not checked: documents that are cut off.",
	.symptom = "The Exec of Enroll is acknowledged, and no certificate "
		   "arrives.",
	.fix = "Add the settings that are named before Enroll, in the same "
	       "Atomic.",
	.refs = MDM_REFS("Microsoft Learn: ClientCertificateInstall CSP and "
			 "its DDF file, SCEP/{UniqueID}/Install"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
