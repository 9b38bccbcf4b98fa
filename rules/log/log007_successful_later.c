/* SPDX-License-Identifier: MIT */
#include "story.h"

enum { RECOVERED };

static void
check(struct mdm_check *c, const struct mdm_story *s)
{
	const struct mdm_event *last, *failed;
	struct mdm_arena *a = mdm_arena_of(c);
	struct mdm_str when;

	if (!mdm_story_recovered(s) || s->noise)
		return;
	last = mdm_attempt_event(mdm_story_last(s));
	failed = mdm_attempt_event(mdm_story_failure(s));
	when = mdm_event_time(a, last);
	mdm_find(c, RECOVERED, last->at,
	    "enrolment of " MDM_FMT
	    " has succeeded since the failure%s" MDM_FMT,
	    MDM_ARG(mdm_device_title(a, s)), when.n > 0 ? ", on " : "",
	    MDM_ARG(when));
	mdm_story_evidence(c, s);
	mdm_also(c, failed->at, "the last failure");
}

const struct mdm_rule mdm_rule_log007 = {
	.id = "LOG007",
	.name = "successful-later",
	.cases = { MDM_CASE("recovered", MDM_INFO) },
	.syntaxes = "Event logs",
	.summary = "An enrolment that failed has succeeded since",
	.why =
	    "Logs keep failures long after their cause is gone. Event 36 (the "
	    "request was made) and event 39 (the certificate was installed), "
	    "or event 309 with the result 0, for the same device and server "
	    "say that the failure before them is history. The order comes "
	    "from the times of the events or their record numbers. Not "
	    "checked: logs that have neither, and successes that could belong "
	    "to either of two requests.",
	.symptom = NULL,
	.fix = "Nothing is to be done for this device.",
	.refs = MDM_REFS("Microsoft Learn: Troubleshoot communication between "
			 "device and NDES server, event 36",
	    "Microsoft Learn: Troubleshoot delivery of SCEP certificates, "
	    "event 39"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.story = check,
};
