/* SPDX-License-Identifier: MIT */
#include "story.h"

enum { EXPLAINED, NOISE };

/* The code that an attempt ended with, or that is all there is. */
static const struct mdm_event *
coded_event(const struct mdm_attempt *a)
{
	if (a->coded != NULL)
		return a->coded;
	for (size_t i = 0; i < a->n; i++)
		if (a->events[i]->has_code && a->events[i]->code != 0 &&
		    a->outcome == MDM_OUTCOME_OPEN)
			return a->events[i];
	return NULL;
}

static void
explain(struct mdm_check *c, const struct mdm_story *s,
    const struct mdm_event *e, const struct mdm_hresult *h)
{
	mdm_find(c, EXPLAINED, mdm_code_at(e), "0x%08x%s%s: %s",
	    (unsigned)h->code, h->name != NULL ? " " : "",
	    h->name != NULL ? h->name : "", h->meaning);
	mdm_evidence(
	    c, mdm_str_printf(mdm_arena_of(c), "%08x", (unsigned)h->code));
	mdm_story_evidence(c, s);
	mdm_advise(c, "%s %s", h->cause, h->step);
}

static void
check(struct mdm_check *c, const struct mdm_story *s)
{
	struct mdm_map seen = { 0 };

	if (s->noise) {
		mdm_find(c, NOISE, mdm_attempt_event(&s->attempts[0])->at,
		    "Windows enrols a key of its TPM (AIK) with Microsoft's "
		    "own service; no profile is involved");
		mdm_story_evidence(c, s);
		mdm_advise(c, "Nothing is to be done.");
		return;
	}
	/* The newest of each code. */
	for (size_t i = s->nattempts; i-- > 0;) {
		const struct mdm_event *e = coded_event(&s->attempts[i]);
		const struct mdm_hresult *h =
		    e != NULL ? mdm_hresult_find(e->code) : NULL;
		void **slot;

		if (h == NULL || h->area == MDM_AREA_CA)
			continue; /* LOG005 */
		slot = mdm_map_put(mdm_arena_of(c), &seen,
		    mdm_str_span((const char *)&h->code, sizeof(h->code)));
		if (*slot == NULL)
			explain(c, s, e, h);
		*slot = (void *)(uintptr_t)h;
	}
}

const struct mdm_rule mdm_rule_log006 = {
	.id = "LOG006",
	.name = "event-result-explained",
	.cases = { MDM_CASE("explained", MDM_INFO),
	    MDM_CASE("noise", MDM_INFO) },
	.syntaxes = "Event logs",
	.summary = "What the error code of an enrolment event means",
	.why =
	    "Windows logs how an enrolment ended as a number, and calls many "
	    "of these unknown errors. The numbers that SCEP clients end with "
	    "are known: some are about the connection, some about the server "
	    "or its CA, some about a value of the profile, and 0x02ab0003 of "
	    "event 306 is no error at all. The finding says which, and what "
	    "to look at next. Not checked: whether the likely cause is the "
	    "actual one.",
	.symptom = "DeviceManagement-Enterprise-Diagnostics-Provider, event "
		   "32: \"Result: (Unknown Win32 Error code: 0x...)\".",
	.fix = "Follow the finding's advice; `mdmlint diagnose` shows it "
	       "together with what came before.",
	.refs = MDM_REFS("Windows SDK, winerror.h",
	    "Microsoft Learn: WinHTTP error messages",
	    "Microsoft Learn: Troubleshoot deployment of SCEP certificate "
	    "profiles"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.story = check,
};
