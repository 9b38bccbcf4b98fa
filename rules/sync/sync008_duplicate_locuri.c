/* SPDX-License-Identifier: MIT */
#include "commands.h"

enum { DIFFERENT, EQUAL };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	if (p->dialect != MDM_DIALECT_SYNCML && p->dialect != MDM_DIALECT_OMA)
		return;
	for (size_t i = 0; i < p->message->ncommands; i++) {
		const struct mdm_command *m = &p->message->commands[i];
		const struct mdm_command *first;

		/* A second Exec is SYNC007's; a parent node has no value. */
		if (m->repeats == 0 || !mdm_is_write(m) || m->truncated ||
		    (m->node != NULL && m->node->format == MDM_CSP_NODE))
			continue;
		first = &p->message->commands[m->repeats - 1];
		mdm_find(c, m->same_data ? EQUAL : DIFFERENT, m->uri.at,
		    "\"" MDM_FMT "\" is set again, %s", MDM_ARG(m->uri.v),
		    m->same_data ? "to the same value"
				 : "in another way than before");
		mdm_evidence(c, m->uri.v);
		mdm_also(c, first->uri.at, "it is set here");
	}
}

const struct mdm_rule mdm_rule_sync008 = {
	.id = "SYNC008",
	.name = "duplicate-locuri",
	.cases = { MDM_CASE("different", MDM_ERROR),
	    MDM_CASE("equal", MDM_WARNING) },
	.kinds = MDM_MESSAGE,
	.platforms = MDM_WINDOWS,
	.syntaxes = "SyncML, OMA-URI",
	.summary = "One message sets the same node twice",
	.why =
	    "Of two values for one node only one can be meant. An Add of a "
	    "node that is there already fails with 418, and an Atomic fails as "
	    "a whole with it; of two rows of a custom profile one is in "
	    "conflict with the other. A Delete in between makes it legal. Not "
	    "checked: nodes that other messages set as well.",
	.fix = "Keep one of the commands.",
	.refs = MDM_REFS("Microsoft Learn: OMA DM protocol support, status "
			 "codes 418 and 507"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
