/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { USER_ROOT, USER_LEGACY };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_trust *t = p->trust;

	if (p->dialect == MDM_DIALECT_GRAPH || t->scope != MDM_SCOPE_USER)
		return;
	if (!t->roots_csp)
		mdm_find(c, USER_LEGACY, t->store_field.at,
		    "./User is not supported for CertificateStore");
	else if (t->store == MDM_STORE_ROOT)
		mdm_find(c, USER_ROOT, t->store_field.at,
		    "./User is not supported for "
		    "RootCATrustedCertificates/Root");
	else
		return;
	mdm_evidence(c, t->node_name.v);
}

const struct mdm_rule mdm_rule_store007 = {
	.id = "STORE007",
	.name = "user-scope-root-unsupported",
	.cases = { MDM_CASE("user-root", MDM_ERROR),
	    MDM_CASE("user-certificatestore", MDM_ERROR) },
	.kinds = MDM_TRUST,
	.platforms = MDM_WINDOWS,
	.syntaxes = "SyncML, OMA-URI",
	.summary = "A root is to go into the user's store, which has no node",
	.why =
	    "Only the device has a Root node in RootCATrustedCertificates, and "
	    "the whole CertificateStore tree exists for the device alone; a "
	    "user's own roots cannot be managed. The other stores of "
	    "RootCATrustedCertificates do exist below ./User. Not checked: "
	    "other trees.",
	.symptom = "The command fails with 404 or 405, and the root is in no "
		   "store.",
	.fix = "Write ./Device instead of ./User.",
	.refs = MDM_REFS("Microsoft Learn: RootCATrustedCertificates CSP, "
			 "note on ./User",
	    "Microsoft Learn: CertificateStore CSP, scope"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
