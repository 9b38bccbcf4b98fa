/* SPDX-License-Identifier: MIT */
#include "support/network.h"

enum { OTHER_STORE, OTHER_STORE_BY_FILTER };

static enum mdm_scope
scope_of_mode(const struct mdm_field *mode)
{
	if (mdm_field_is(mode, "machine"))
		return MDM_SCOPE_DEVICE;
	return mdm_field_is(mode, "user") ? MDM_SCOPE_USER : MDM_SCOPE_UNKNOWN;
}

static const char *
store_of(enum mdm_scope scope)
{
	return scope == MDM_SCOPE_DEVICE ? "computer's" : "user's";
}

static void
report(struct mdm_check *c, unsigned which, const struct mdm_profile *p,
    const struct mdm_profile *identity)
{
	const struct mdm_field *mode = &p->network->auth_mode;
	const struct mdm_enrolment *e = identity->enrolment;

	mdm_find(c, which, mode->at,
	    "802.1X runs as " MDM_FMT ", but the certificate of \"" MDM_FMT
	    "\" is in the %s store",
	    MDM_ARG(mode->v), MDM_ARG(identity->name), store_of(e->scope));
	mdm_evidence(c, mode->v);
	mdm_also(c, mdm_at_set(e->store.at) ? e->store.at : identity->at,
	    "where the certificate goes");
}

/* XML refers to nothing; its CAHashList tells whose certificates it takes. */
static void
check_filter(
    struct mdm_check *c, const struct mdm_profile *p, enum mdm_scope want)
{
	const struct mdm_corpus *corpus = mdm_corpus_of(c);
	const struct mdm_profile *other = NULL;

	for (size_t i = 0; i < corpus->nprofiles; i++) {
		const struct mdm_profile *candidate = corpus->profiles[i];
		const struct mdm_enrolment *e = candidate->enrolment;
		enum mdm_passes passes;

		if (e == NULL || candidate->platform != p->platform)
			continue;
		passes = e->ca == NULL
		    ? MDM_PASSES_PERHAPS
		    : mdm_passes_filters(c, p->network, e->ca);
		if (passes == MDM_PASSES_NOT)
			continue;
		if (e->scope == want || e->scope == MDM_SCOPE_UNKNOWN)
			return; /* one that fits, or may fit */
		if (passes == MDM_PASSES && other == NULL)
			other = candidate;
	}
	if (other != NULL)
		report(c, OTHER_STORE_BY_FILTER, p, other);
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_field *mode = &p->network->auth_mode;
	const struct mdm_ref *ref = mdm_ref_of(p, MDM_REF_IDENTITY);
	const struct mdm_profile *identity;
	enum mdm_scope want = scope_of_mode(mode);

	if (p->sample || want == MDM_SCOPE_UNKNOWN)
		return; /* machineOrUser and guest fit either */
	if (ref == NULL)
		check_filter(c, p, want);
	if (ref == NULL || ref->result != MDM_REF_RESOLVED)
		return;
	identity = ref->targets[0];
	if (identity->enrolment == NULL ||
	    identity->enrolment->scope == MDM_SCOPE_UNKNOWN ||
	    identity->enrolment->scope == want)
		return; /* XREF017 owns the wrong kind */

	report(c, OTHER_STORE, p, identity);
}

const struct mdm_rule mdm_rule_trust012 = {
	.id = "TRUST012",
	.name = "auth-mode-store-mismatch",
	.cases = { MDM_CASE("other-store", MDM_ERROR),
	    MDM_CASE_BY_WORLD(
		"other-store-by-filter", MDM_ERROR, MDM_WARNING, MDM_INFO) },
	.kinds = MDM_WIFI | MDM_WIRED,
	.platforms = MDM_WINDOWS,
	.syntaxes = "Graph, WLAN and LAN XML",
	.summary = "802.1X runs as one, the certificate belongs to another",
	.why =
	    "Machine authentication looks for a certificate in the computer's "
	    "store, user authentication in the user's. A SCEP or PKCS profile "
	    "of the other type puts it where it is not looked for. A WLAN or "
	    "LAN profile in XML is compared with the SCEP profiles whose CA "
	    "its CAHashList names, if none of them fits. Not "
	    "checked: modes that try both, and certificates that come from "
	    "elsewhere.",
	.symptom = "802.1X finds no certificate, or works only after "
		   "sign-in.",
	.fix = "Make the certificate type of the SCEP or PKCS profile and the "
	       "authentication mode of the network profile the same.",
	.refs = MDM_REFS("Smallstep documentation: Windows with Intune "
			 "(SCEP), note on authMode",
	    "Microsoft Learn: Add wired network settings for Windows devices "
	    "in Intune, Authentication mode"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
