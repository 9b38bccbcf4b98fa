/* SPDX-License-Identifier: MIT */
#include "story.h"
#include "support/identifier.h"

enum { UNKNOWN };

/* The profile may have had another identifier of a CA in its place. */
static void
tell_origin(struct mdm_check *c, const struct mdm_event *e)
{
	const struct mdm_corpus *corpus = mdm_corpus_of(c);
	struct mdm_identified other;
	const struct mdm_cert *near;

	if (e->ca.digits.n != 40)
		return;
	other = mdm_identify(mdm_arena_of(c), corpus, e->ca.digits, 20);
	near = mdm_near_miss(corpus, e->ca.digits, 20);
	if (other.cert != NULL)
		mdm_also(c, mdm_corpus_entry(corpus, other.cert)->uses[0]->at,
		    "it is the %s of \"" MDM_FMT "\"", other.kind,
		    MDM_ARG(other.cert->name));
	else if (near != NULL)
		mdm_also(c, mdm_corpus_entry(corpus, near)->uses[0]->at,
		    "it is almost the SHA-1 of \"" MDM_FMT "\", %s",
		    MDM_ARG(near->name), near->sha1_hex);
}

static void
check(struct mdm_check *c, const struct mdm_story *s)
{
	const struct mdm_corpus *corpus = mdm_corpus_of(c);
	struct mdm_diagnosis d = mdm_story_diagnosis(c, s);
	struct mdm_arena *a = mdm_arena_of(c);

	if (d.expects == NULL || !mdm_event_has_thumbprint(d.expects) ||
	    d.expected != NULL ||
	    mdm_profile_expecting(corpus, d.expects) != NULL)
		return; /* LOG001 */
	if (corpus->ncerts == 0 && mdm_requests_for(corpus, s) == 0) {
		mdm_not_checked(
		    c, "no profile or certificate stands beside the event log");
		return;
	}
	mdm_find(c, UNKNOWN, mdm_thumbprint_at(d.expects),
	    MDM_FMT " expected a CA with SHA-1 " MDM_FMT
		    ", which no scanned profile holds",
	    MDM_ARG(mdm_device_title(a, s)),
	    MDM_ARG(mdm_digits_shown(a, d.expects)));
	mdm_evidence(c, d.expects->ca.digits);
	mdm_story_evidence(c, s);
	tell_origin(c, d.expects);
}

const struct mdm_rule mdm_rule_log002 = {
	.id = "LOG002",
	.name = "event-thumbprint-unknown",
	.cases = { MDM_CASE_BY_WORLD(
	    "unknown", MDM_WARNING, MDM_WARNING, MDM_INFO) },
	.syntaxes = "Event logs",
	.summary = "A device expected a CA that no scanned profile holds",
	.why =
	    "Event 307 tells which CA certificate a device looked for. No "
	    "certificate and no CAThumbprint of the set is the one, so the "
	    "device has a profile that is not in the set: an older version of "
	    "it, one that was not exported, or one of another MDM. Not "
	    "checked: thumbprints of which the event has fewer than 16 "
	    "digits, and sets without any certificate.",
	.symptom = "DeviceManagement-Enterprise-Diagnostics-Provider, event "
		   "307 with a thumbprint that nobody can place.",
	.fix = "Let the device sync and try again, or export the profiles "
	       "anew; look for an older trusted certificate profile that is "
	       "still assigned.",
	.refs = MDM_REFS("Okta support: Device Management SCEP profile error, "
			 "\"The hash value is not correct\"",
	    "SCEPman documentation: Troubleshooting, event 307"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.story = check,
};
