/* SPDX-License-Identifier: MIT */
#include "commands.h"

enum { TWO_IDS, TWO_SCOPES };

/* The certificates of one message; more is no hand-made block. */
enum { MOST_GROUPS = 16 };

struct group {
	const struct mdm_command *first;
};

static bool
sets(const struct mdm_message *message, const struct mdm_command *of,
    struct mdm_str leaf)
{
	for (size_t i = 0; i < message->ncommands; i++) {
		const struct mdm_command *m = &message->commands[i];

		if (mdm_is_setting(m) && mdm_same_enrolment(m, of) &&
		    mdm_str_ieq(m->leaf, leaf))
			return true;
	}
	return false;
}

/* Two halves of one configuration: nothing is set in both. */
static bool
complement(const struct mdm_message *message, const struct mdm_command *a,
    const struct mdm_command *b)
{
	for (size_t i = 0; i < message->ncommands; i++) {
		const struct mdm_command *m = &message->commands[i];

		if (mdm_is_setting(m) && mdm_same_enrolment(m, a) &&
		    sets(message, b, m->leaf))
			return false;
	}
	return true;
}

static size_t
find_groups(const struct mdm_message *message, struct group *groups)
{
	size_t n = 0;

	for (size_t i = 0; i < message->ncommands; i++) {
		const struct mdm_command *m = &message->commands[i];
		bool known = false;

		if (!mdm_is_scep(m) || !mdm_is_setting(m))
			continue;
		for (size_t k = 0; k < n; k++)
			known |= mdm_same_enrolment(m, groups[k].first);
		if (known)
			continue;
		if (n == MOST_GROUPS)
			return 0;
		groups[n++].first = m;
	}
	return n;
}

static void
report(struct mdm_check *c, const struct mdm_command *a,
    const struct mdm_command *b)
{
	if (mdm_same_id(a, b))
		mdm_find(c, TWO_SCOPES, b->uri.at,
		    "the settings of \"" MDM_FMT
		    "\" are divided between ./User and ./Device",
		    MDM_ARG(b->name.v));
	else
		mdm_find(c, TWO_IDS, b->name.at,
		    "the settings of one certificate are divided between "
		    "\"" MDM_FMT "\" and \"" MDM_FMT "\"",
		    MDM_ARG(a->name.v), MDM_ARG(b->name.v));
	mdm_evidence(c, a->name.v);
	mdm_evidence(c, b->name.v);
	mdm_also(c, a->uri.at, "the other part");
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	struct group groups[MOST_GROUPS];
	size_t n;

	if (p->dialect != MDM_DIALECT_SYNCML || p->message->truncated ||
	    p->message->ncommands > MDM_MOST_COMMANDS)
		return;
	n = find_groups(p->message, groups);
	for (size_t k = 1; k < n; k++) {
		const struct mdm_command *a = groups[k - 1].first;
		const struct mdm_command *b = groups[k].first;

		if (a->csp == b->csp && a->atomic == b->atomic &&
		    !a->uri.wrong_kind && !b->uri.wrong_kind &&
		    complement(p->message, a, b))
			report(c, a, b);
	}
}

const struct mdm_rule mdm_rule_sync009 = {
	.id = "SYNC009",
	.name = "inconsistent-unique-id-or-scope",
	.cases = { MDM_CASE("two-ids", MDM_ERROR),
	    MDM_CASE("two-scopes", MDM_ERROR) },
	.kinds = MDM_MESSAGE,
	.platforms = MDM_WINDOWS,
	.syntaxes = "SyncML",
	.summary = "The settings of one certificate have two names or scopes",
	.why =
	    "The UniqueID and the scope hold the settings of one certificate "
	    "together. With two of them in one block there are two halves of a "
	    "configuration, and neither can be enrolled. Two certificates in "
	    "one block set the same nodes twice and are told apart by that. "
	    "Not checked: whether two complete configurations were meant to be "
	    "one.",
	.symptom = "Enroll fails, or the certificate lacks settings.",
	.fix = "Use one UniqueID and one of ./Device and ./User in all LocURIs "
	       "of a certificate.",
	.refs = MDM_REFS("Microsoft Learn: ClientCertificateInstall CSP, "
			 "SCEP/{UniqueID}"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
