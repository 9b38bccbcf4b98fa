/* SPDX-License-Identifier: MIT */
#include "support/vendor.h"

enum { INTERMEDIATE, CROSS_CERTIFICATE, VENDOR_WANTS_IT };

/* A deployed root with the same name and key: this is its cross-certificate. */
static const struct mdm_cert_entry *
root_with_same_key(const struct mdm_corpus *corpus, const struct mdm_cert *cert)
{
	const struct mdm_entry_list *same = mdm_corpus_by_key(corpus, cert);

	for (size_t i = 0; same != NULL && i < same->list.n; i++) {
		const struct mdm_cert_entry *e = same->list.at[i];

		if (e->cert != cert && e->cert->self_signed &&
		    mdm_str_eq(e->cert->subject_key, cert->subject_key))
			return e;
	}
	return NULL;
}

static void
report_cross(struct mdm_check *c, const struct mdm_profile *p,
    const struct mdm_cert *cert, const struct mdm_cert_entry *root)
{
	mdm_find(c, CROSS_CERTIFICATE, p->trust->store_field.at,
	    "\"" MDM_FMT "\" is the cross-certificate of a root, signed by "
	    "\"" MDM_FMT "\", and goes to Root",
	    MDM_ARG(cert->name), MDM_ARG(cert->issuer_name));
	mdm_evidence(c, mdm_str_of(cert->sha1_hex));
	if (root->nuses > 0)
		mdm_also(c, root->uses[0]->at, "the self-signed root");
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_corpus *corpus = mdm_corpus_of(c);
	const struct mdm_cert *cert = p->trust->cert;
	const struct mdm_cert_entry *root;
	const struct mdm_vendor *vendor;

	if (p->trust->store != MDM_STORE_ROOT || cert == NULL ||
	    cert->self_signed || cert->self_issued || mdm_cert_is_leaf(cert))
		return; /* CERT010 self-issued, STORE004 end entity */
	root = root_with_same_key(corpus, cert);
	if (root != NULL) {
		report_cross(c, p, cert, root);
		return;
	}
	vendor = mdm_vendor_of_ca(corpus, cert);
	mdm_find(c,
	    vendor != NULL && vendor->intermediate_in_root_store
		? VENDOR_WANTS_IT
		: INTERMEDIATE,
	    p->trust->store_field.at,
	    "\"" MDM_FMT "\" is issued by \"" MDM_FMT
	    "\", not self-signed, and goes to Root",
	    MDM_ARG(cert->name), MDM_ARG(cert->issuer_name));
	mdm_evidence(c, mdm_str_of(cert->sha1_hex));
}

const struct mdm_rule mdm_rule_store003 = {
	.id = "STORE003",
	.name = "intermediate-in-root-store",
	.cases = { MDM_CASE("intermediate", MDM_WARNING),
	    MDM_CASE("cross-certificate", MDM_WARNING),
	    MDM_CASE("vendor-wants-it", MDM_INFO) },
	.kinds = MDM_TRUST,
	.platforms = MDM_WINDOWS,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP",
	.summary = "A certificate that is not self-signed goes to Root",
	.why =
	    "Microsoft expects self-signed certificates only in the Root "
	    "store; others there have broken servers that check client "
	    "certificates. It is the portal's default store, so it is easily "
	    "forgotten. Smallstep asks for its intermediate in Root, which is "
	    "info when its names or its URL tell. Not checked: whether a "
	    "device relies on it being there.",
	.symptom = "On servers: IIS 403.16, NDES application pool crashes.",
	.fix = "Set the destination store to \"Computer certificate store - "
	       "Intermediate\" and deploy the root to Root.",
	.refs = MDM_REFS("Microsoft Learn: Troubleshoot device to NDES server "
			 "communication for SCEP, application pool crash, "
			 "cause 1",
	    "Smallstep documentation: Windows with Intune (SCEP)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
