/* SPDX-License-Identifier: MIT */
#include "story.h"
#include "support/vendor.h"

enum { MISMATCH, RECOVERED };

/* What the device looked for, as far as it is known. */
static struct mdm_str
sought(struct mdm_arena *a, const struct mdm_event *e,
    const struct mdm_cert_entry *entry)
{
	const struct mdm_use *use;

	if (e == NULL || !mdm_event_has_thumbprint(e))
		return MDM_LIT("the CA that its profile binds");
	if (entry == NULL)
		return mdm_str_printf(a, "a CA with SHA-1 " MDM_FMT,
		    MDM_ARG(mdm_digits_shown(a, e)));
	use = mdm_deployed(entry, MDM_WINDOWS);
	if (use == NULL)
		return mdm_str_printf(
		    a, "\"" MDM_FMT "\"", MDM_ARG(entry->cert->name));
	return mdm_str_printf(a, "\"" MDM_FMT "\" (%s store)",
	    MDM_ARG(entry->cert->name), mdm_store_name(use->store));
}

static void
advise(struct mdm_check *c, const struct mdm_story *s,
    const struct mdm_diagnosis *d)
{
	const struct mdm_vendor *vendor = mdm_vendor_of_url(s->url);

	if (d->right != NULL && d->right_proven)
		mdm_advise(c,
		    "Bind the SCEP profile to \"" MDM_FMT "\" (SHA-1 %s), "
		    "which the server presents, let the device sync, and "
		    "expect event 39.",
		    MDM_ARG(d->right->name), d->right->sha1_hex);
	else if (vendor != NULL && vendor->download != NULL)
		mdm_advise(c,
		    "Download the CA certificate once more (%s), put it into "
		    "the trusted certificate profile, let the device sync, "
		    "and expect event 39.",
		    vendor->download);
	else if (d->right != NULL)
		mdm_advise(c,
		    "Ask the server for GetCACert; if it presents "
		    "\"" MDM_FMT "\" (SHA-1 %s), bind the SCEP profile to "
		    "that, let the device sync, and expect event 39.",
		    MDM_ARG(d->right->name), d->right->sha1_hex);
}

static void
tell_more(struct mdm_check *c, const struct mdm_diagnosis *d)
{
	if (d->expected != NULL) {
		const struct mdm_use *use =
		    mdm_deployed(d->expected, MDM_WINDOWS);

		if (use != NULL)
			mdm_also(c, use->at, "what the device looked for");
	}
	if (d->right != NULL && d->right_proven)
		mdm_also(c, d->answer->carrier->at,
		    "the server presents \"" MDM_FMT "\", SHA-1 %s",
		    MDM_ARG(d->right->name), d->right->sha1_hex);
}

static bool
is_mismatch(const struct mdm_attempt *a)
{
	const struct mdm_hresult *code =
	    a->coded != NULL ? mdm_hresult_find(a->coded->code) : NULL;

	return code != NULL && code->area == MDM_AREA_CA;
}

static void
check(struct mdm_check *c, const struct mdm_story *s)
{
	const struct mdm_attempt *failed = mdm_story_failure(s);
	struct mdm_diagnosis d = mdm_story_diagnosis(c, s);
	bool recovered = mdm_story_recovered(s);
	struct mdm_arena *a = mdm_arena_of(c);
	const struct mdm_cert_entry *entry;
	size_t unused;

	if (failed == NULL || !is_mismatch(failed) || s->noise)
		return; /* LOG006 */
	if (d.conclusion == MDM_CONCLUDE_UNDELIVERED)
		return; /* LOG004 */
	entry =
	    mdm_event_certificate(mdm_corpus_of(c), failed->expects, &unused);
	mdm_find(c, recovered ? RECOVERED : MISMATCH,
	    mdm_code_at(failed->coded),
	    "0x%08x: the SCEP server did not present " MDM_FMT " to " MDM_FMT,
	    (unsigned)failed->coded->code,
	    MDM_ARG(sought(a, failed->expects, entry)),
	    MDM_ARG(mdm_device_title(a, s)));
	if (failed->expects != NULL)
		mdm_evidence(c, failed->expects->ca.digits);
	mdm_story_evidence(c, s);
	if (recovered) {
		mdm_advise(c, "Nothing is to be done: it works by now.");
		return;
	}
	if (d.right != NULL && d.right_proven && failed->expects != NULL)
		mdm_compare(c, "server", mdm_str_of(d.right->sha1_hex), "log",
		    failed->expects->ca.digits);
	tell_more(c, &d);
	advise(c, s, &d);
}

const struct mdm_rule mdm_rule_log005 = {
	.id = "LOG005",
	.name = "hash-mismatch-diagnosis",
	.cases = { MDM_CASE("mismatch", MDM_ERROR),
	    MDM_CASE("recovered", MDM_INFO) },
	.syntaxes = "Event logs",
	.summary = "Enrolment failed: the server's CA is not the expected one",
	.why =
	    "Event 32 with CRYPT_E_HASH_VALUE (0x80091007) says that no "
	    "certificate in the SCEP server's answer to GetCACert has the "
	    "thumbprint that the profile gave to the device; event 307 in "
	    "front of it tells that thumbprint. The two are put together when "
	    "they are at most 60 seconds apart, or neighbours where the log "
	    "has no times. A later success makes the finding information. Not "
	    "checked: texts in other languages without the number of the "
	    "error.",
	.symptom = NULL,
	.fix = "Ask the server for GetCACert (mdmlint getcacert), bind the "
	       "SCEP profile to a CA certificate of the answer, let the "
	       "device sync, and expect event 39.",
	.refs = MDM_REFS("Okta support: Device Management SCEP profile error, "
			 "\"The hash value is not correct\"",
	    "SCEPman documentation: Troubleshooting, event 307",
	    "Microsoft Learn: IX509SCEPEnrollment::Initialize, "
	    "strThumbprint"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.story = check,
};
