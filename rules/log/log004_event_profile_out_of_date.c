/* SPDX-License-Identifier: MIT */
#include "story.h"

enum { OTHER_CA };

static struct mdm_at
binding_at(const struct mdm_profile *p)
{
	const struct mdm_ref *ref = mdm_ref_of(p, MDM_REF_ROOT);

	if (mdm_at_set(p->enrolment->ca_thumbprint.at))
		return p->enrolment->ca_thumbprint.at;
	return ref != NULL && mdm_at_set(ref->at) ? ref->at : p->at;
}

static void
tell_delivered(struct mdm_check *c, const struct mdm_cert *bound)
{
	const struct mdm_delivered *d;

	if (bound == NULL)
		return;
	d = mdm_delivered_cert(mdm_corpus_of(c), bound);
	if (d != NULL)
		mdm_also(c, d->at,
		    "the device has \"" MDM_FMT "\" in its %s store by now",
		    MDM_ARG(bound->name), mdm_store_name(d->store));
}

static void
check(struct mdm_check *c, const struct mdm_story *s)
{
	struct mdm_diagnosis d = mdm_story_diagnosis(c, s);
	struct mdm_arena *a = mdm_arena_of(c);

	if (!d.differs || d.expects == NULL)
		return;
	mdm_find(c, OTHER_CA, mdm_thumbprint_at(d.expects),
	    MDM_FMT " expected the CA with SHA-1 " MDM_FMT
		    ", not the one that " MDM_FMT " binds",
	    MDM_ARG(mdm_device_title(a, s)),
	    MDM_ARG(mdm_digits_shown(a, d.expects)),
	    MDM_ARG(mdm_profile_title(a, d.profile)));
	mdm_evidence(c, d.expects->ca.digits);
	mdm_story_evidence(c, s);
	mdm_compare(c, "profile", d.bound_digits, "log", d.expects->ca.digits);
	mdm_also(c, binding_at(d.profile), "the profile binds %s" MDM_FMT "%s",
	    d.bound != NULL ? "\"" : "",
	    MDM_ARG(d.bound != NULL ? d.bound->name : d.bound_digits),
	    d.bound != NULL ? "\"" : "");
	tell_delivered(c, d.bound);
}

const struct mdm_rule mdm_rule_log004 = {
	.id = "LOG004",
	.name = "event-profile-out-of-date",
	.cases = { MDM_CASE("other-ca", MDM_WARNING) },
	.syntaxes = "Event logs",
	.summary = "A device used another CA than its SCEP profile binds",
	.why =
	    "The URL of the event belongs to a SCEP profile of the set, but "
	    "the CA that the device looked for is not the one the profile "
	    "binds. So the device did not have this version of the profile: "
	    "it was changed after the event or has not been delivered yet, or "
	    "two profiles with this URL are assigned to the device. Not "
	    "checked: profiles whose root certificate the export leaves out, "
	    "and events with fewer than 16 digits of the thumbprint.",
	.symptom = "After a correction of the profile the device still logs "
		   "events 307 and 32 with the old thumbprint.",
	.fix = "Let the device sync, and look at events that come after that; "
	       "if nothing changes, look for a second SCEP profile with the "
	       "same URL that is assigned to it.",
	.refs = MDM_REFS("SCEPman documentation: Troubleshooting, event 307",
	    "Microsoft Learn: ClientCertificateInstall CSP, CAThumbprint"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.story = check,
};
