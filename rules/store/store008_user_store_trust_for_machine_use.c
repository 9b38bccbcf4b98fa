/* SPDX-License-Identifier: MIT */
#include "support/reference.h"

enum { USER_STORE_ONLY };

static bool
in_computer_store(const struct mdm_cert_entry *e, enum mdm_platform platform)
{
	for (size_t i = 0; i < e->nuses; i++) {
		const struct mdm_use *use = e->uses[i];

		if (use->profile != NULL && use->platform == platform &&
		    use->profile->trust != NULL &&
		    use->profile->trust->scope == MDM_SCOPE_DEVICE)
			return true;
	}
	return false;
}

/* The profile that is bound; without one, who deploys the certificate. */
static const struct mdm_profile *
deployer(const struct mdm_profile *p, const struct mdm_cert_entry *e)
{
	if (mdm_scep_root(p) != NULL || p->enrolment->csp == NULL)
		return mdm_scep_root(p);
	for (size_t i = 0; i < e->nuses; i++) {
		const struct mdm_profile *trust = e->uses[i]->profile;

		if (trust != NULL && trust->trust != NULL &&
		    trust->platform == p->platform &&
		    e->uses[i]->store != MDM_STORE_UNTRUSTED)
			return trust;
	}
	return NULL;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_cert *ca = mdm_scep_ca(c, p);
	const struct mdm_profile *root;
	const struct mdm_cert_entry *e;

	if (ca == NULL || p->enrolment->scope != MDM_SCOPE_DEVICE)
		return;
	e = mdm_corpus_entry(mdm_corpus_of(c), ca);
	root = deployer(p, e);
	if (root == NULL || root->trust->scope != MDM_SCOPE_USER)
		return;
	if (e->known || in_computer_store(e, p->platform))
		return;

	mdm_find(c, USER_STORE_ONLY, root->trust->store_field.at,
	    "\"" MDM_FMT "\" goes to the user's store only; the device "
	    "certificate of \"" MDM_FMT "\" cannot use it",
	    MDM_ARG(ca->name), MDM_ARG(p->name));
	mdm_evidence(c, mdm_str_of(ca->sha1_hex));
	mdm_also(c,
	    p->enrolment->csp != NULL ? p->enrolment->csp->unique_id.at
				      : p->enrolment->store.at,
	    "the SCEP profile asks for a device certificate");
}

const struct mdm_rule mdm_rule_store008 = {
	.id = "STORE008",
	.name = "user-store-trust-for-machine-use",
	.cases = { MDM_CASE("user-store-only", MDM_WARNING) },
	.kinds = MDM_SCEP,
	.platforms = MDM_WINDOWS,
	.syntaxes = "Graph, SyncML, OMA-URI",
	.summary = "A device certificate's CA is in the user's store only",
	.why = "What the computer does without a signed-in user sees the "
	       "computer's stores only. A CA that is deployed to the user's "
	       "Intermediate store is invisible to a device certificate and to "
	       "machine authentication. Not checked: computer stores that are "
	       "filled by other means.",
	.symptom = "802.1X with machine authentication finds no usable "
		   "certificate.",
	.fix = "Set the destination store to one of the computer certificate "
	       "stores.",
	.refs = MDM_REFS("Smallstep documentation: Windows with Intune "
			 "(SCEP), note on authMode",
	    "Microsoft Learn: Trusted root certificate profiles for "
	    "Microsoft Intune, destination store"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
