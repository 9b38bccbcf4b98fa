/* SPDX-License-Identifier: MIT */
#include "story.h"

enum { CERTIFICATE, THUMBPRINT };

/* All profiles that deliver it: one of them is the one the device had. */
static void
tell_uses(struct mdm_check *c, const struct mdm_cert_entry *entry)
{
	for (size_t i = 0; i < entry->nuses; i++) {
		const struct mdm_use *use = entry->uses[i];

		if (use->role == MDM_CARRIER_GETCACERT)
			mdm_also(c, use->at, "the SCEP server presented it");
		else if (use->profile != NULL)
			mdm_also(c, use->at, MDM_FMT " holds it",
			    MDM_ARG(mdm_profile_title(
				mdm_arena_of(c), use->profile)));
		else
			mdm_also(c, use->at, "the certificate");
	}
}

static void
tell_certificate(struct mdm_check *c, const struct mdm_story *s,
    const struct mdm_diagnosis *d)
{
	struct mdm_arena *a = mdm_arena_of(c);

	mdm_find(c, CERTIFICATE, mdm_thumbprint_at(d->expects),
	    MDM_FMT " expected the CA \"" MDM_FMT "\", SHA-1 " MDM_FMT,
	    MDM_ARG(mdm_device_title(a, s)), MDM_ARG(d->expected->cert->name),
	    MDM_ARG(mdm_digits_shown(a, d->expects)));
	mdm_evidence(c, mdm_str_of(d->expected->cert->sha1_hex));
	mdm_story_evidence(c, s);
	tell_uses(c, d->expected);
}

static void
check(struct mdm_check *c, const struct mdm_story *s)
{
	struct mdm_diagnosis d = mdm_story_diagnosis(c, s);
	struct mdm_arena *a = mdm_arena_of(c);
	const struct mdm_profile *p;

	if (d.expects == NULL || !mdm_event_has_thumbprint(d.expects))
		return;
	if (d.matching > 1)
		return; /* too few digits to tell them apart */
	if (d.expected != NULL) {
		tell_certificate(c, s, &d);
		return;
	}
	p = mdm_profile_expecting(mdm_corpus_of(c), d.expects);
	if (p == NULL)
		return; /* LOG002 */
	mdm_find(c, THUMBPRINT, mdm_thumbprint_at(d.expects),
	    MDM_FMT " expected the CA with SHA-1 " MDM_FMT ", as " MDM_FMT
		    " says",
	    MDM_ARG(mdm_device_title(a, s)),
	    MDM_ARG(mdm_digits_shown(a, d.expects)),
	    MDM_ARG(mdm_profile_title(a, p)));
	mdm_evidence(c, d.expects->ca.digits);
	mdm_story_evidence(c, s);
	mdm_also(c, p->enrolment->ca_thumbprint.at, "its CAThumbprint");
}

const struct mdm_rule mdm_rule_log001 = {
	.id = "LOG001",
	.name = "event-thumbprint-known",
	.cases = { MDM_CASE("certificate", MDM_INFO),
	    MDM_CASE("thumbprint", MDM_INFO) },
	.syntaxes = "Event logs",
	.summary = "The CA that a device expected is in the scanned set",
	.why =
	    "Event 307 tells which CA certificate a device looked for in the "
	    "SCEP server's answer. Windows cuts the text of the event after "
	    "256 characters, so behind a long URL some digits of the "
	    "thumbprint are missing; the digits that are there are compared, "
	    "from 16 on. The finding names every profile that holds the "
	    "certificate. Not checked: events whose text ends before the 16th "
	    "digit.",
	.symptom = NULL,
	.fix = "Nothing is to be done: the finding leads from the event to "
	       "the profile.",
	.refs = MDM_REFS("SCEPman documentation: Troubleshooting, event 307",
	    "Microsoft Learn: ClientCertificateInstall CSP, CAThumbprint"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.story = check,
};
