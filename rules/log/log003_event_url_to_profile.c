/* SPDX-License-Identifier: MIT */
#include "story.h"

enum { KNOWN, UNKNOWN };

static const struct mdm_event *
url_event(const struct mdm_story *s)
{
	for (size_t i = s->nattempts; i-- > 0;)
		if (s->attempts[i].url != NULL)
			return s->attempts[i].url;
	return NULL;
}

static void
tell_known(
    struct mdm_check *c, const struct mdm_story *s, const struct mdm_event *e)
{
	struct mdm_arena *a = mdm_arena_of(c);

	mdm_find(c, KNOWN, e->url.at,
	    MDM_FMT " enrolled with \"" MDM_FMT "\", %s" MDM_FMT,
	    MDM_ARG(mdm_device_title(a, s)), MDM_ARG(s->url),
	    s->by_id ? "following " : "the URL of ",
	    MDM_ARG(mdm_profile_title(a, s->profiles[0])));
	mdm_story_evidence(c, s);
	mdm_advise(c,
	    "Nothing is to be done: the finding leads from the event to the "
	    "profile.");
	for (size_t i = 0; i < s->nprofiles; i++)
		mdm_also(c, s->profiles[i]->at, "%s" MDM_FMT,
		    i > 0 ? "as well: " : "",
		    MDM_ARG(mdm_profile_title(a, s->profiles[i])));
}

static void
check(struct mdm_check *c, const struct mdm_story *s)
{
	const struct mdm_event *e = url_event(s);

	if (e == NULL || e->url.symbolic || s->noise || s->url_key.n == 0)
		return;
	if (s->nprofiles > 0) {
		tell_known(c, s, e);
		return;
	}
	if (mdm_str_starts(s->url_key, "/"))
		return; /* logs of web servers leave the host out */
	if (mdm_requests_for(mdm_corpus_of(c), s) == 0) {
		mdm_not_checked(
		    c, "no SCEP profile stands beside the event log");
		return;
	}
	mdm_find(c, UNKNOWN, e->url.at,
	    "no scanned SCEP profile has the URL \"" MDM_FMT "\" that " MDM_FMT
	    " enrolled with",
	    MDM_ARG(s->url), MDM_ARG(mdm_device_title(mdm_arena_of(c), s)));
	mdm_story_evidence(c, s);
}

const struct mdm_rule mdm_rule_log003 = {
	.id = "LOG003",
	.name = "event-url-to-profile",
	.cases = { MDM_CASE("known", MDM_INFO),
	    MDM_CASE("unknown", MDM_WARNING) },
	.syntaxes = "Event logs",
	.summary = "The SCEP URL of an event, and the profile it comes from",
	.why =
	    "Events 36, 86, 307 and 309 name the URL that a device enrolled "
	    "with: the one of its SCEP profile, with /pkiclient.exe behind "
	    "it. Compared without that, it leads to the profile. When no SCEP "
	    "profile of the set has the URL, the device has a profile that "
	    "was not exported, or an old version of it. Not checked: URLs "
	    "that were made unreadable, and logs without any SCEP profile "
	    "beside them.",
	.symptom = NULL,
	.fix = "Add the SCEP profile with that URL to the check, or find out "
	       "which other system has sent it to the device.",
	.refs = MDM_REFS("Microsoft Learn: Troubleshoot communication between "
			 "device and NDES server, event 36",
	    "SCEPman documentation: Troubleshooting, event 307"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.story = check,
};
