/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"
#include "support/request.h"
#include "support/url.h"
#include "support/vendor.h"

enum { MACHINE_STORE };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_enrolment *e = p->enrolment;
	const struct mdm_field *f;
	size_t i = 0;

	if (p->sample || !mdm_is_device_request(e))
		return;
	while ((f = mdm_server_url_next(p, &i)) != NULL) {
		const struct mdm_vendor *v = mdm_vendor_of_url(f->v);

		if (v == NULL || !v->user_store)
			continue;
		mdm_find(c, MACHINE_STORE,
		    mdm_at_set(e->store.at) ? e->store.at : p->at,
		    "%s looks for the certificate in the user's store, and "
		    "this one goes to the device's",
		    v->name);
		mdm_also(c, f->at, "the SCEP server");
		if (e->csp != NULL)
			mdm_advise(c, "Use ./User instead of ./Device.");
		return;
	}
}

const struct mdm_rule mdm_rule_scep026 = {
	.id = "SCEP026",
	.name = "okta-scep-in-machine-store",
	.cases = { MDM_CASE("machine-store", MDM_WARNING) },
	.kinds = MDM_SCEP,
	.platforms = MDM_WINDOWS | MDM_MACOS,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP",
	.summary = "An Okta certificate goes to the device's store",
	.why =
	    "Okta Verify proves that a computer is managed with a certificate "
	    "in the user's store and does not look into the device's. The "
	    "profile installs and the certificate is issued, yet the computer "
	    "counts as not managed. Not checked: whether the certificate is "
	    "for another product of Okta that wants it in the device's store.",
	.symptom = "Okta shows the computer as registered and not managed, "
		   "although the certificate is there.",
	.fix = "Create the profile with the certificate type User, on macOS "
	       "in the user channel.",
	.refs = MDM_REFS(
	    "Okta Help: Configure Okta as a CA for Windows and macOS with an "
	    "MDM, configure the SCEP payload"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
