/* SPDX-License-Identifier: MIT */
#include "support/reference.h"
#include "support/vendor.h"

enum { ONLY_INTERMEDIATE };

/* Who relies on it, and where the right certificate is to be had. */
static void
point_to_users(struct mdm_check *c, const struct mdm_profile *trust)
{
	const struct mdm_corpus *corpus = mdm_corpus_of(c);

	for (size_t i = 0; i < corpus->nprofiles; i++) {
		const struct mdm_profile *p = corpus->profiles[i];
		const struct mdm_vendor *vendor;

		if (p->kind != MDM_SCEP || p->enrolment->root != trust)
			continue;
		mdm_also(c, mdm_scep_ca_at(p),
		    "SCEP profile \"" MDM_FMT "\" is bound to it",
		    MDM_ARG(p->name));
		vendor = mdm_vendor_of_profile(p);
		if (vendor != NULL && vendor->download != NULL)
			mdm_advise(c,
			    "Download the CA certificate again (%s) and upload "
			    "it to \"" MDM_FMT "\"; %s's CA certificate is not "
			    "self-signed and belongs in the Intermediate "
			    "store.",
			    vendor->download, MDM_ARG(trust->name),
			    vendor->name);
	}
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_cert *cert = p->trust->cert;
	const struct mdm_cert_entry *entry;

	if (p->trust->store != MDM_STORE_INTERMEDIATE || cert == NULL ||
	    !cert->self_signed)
		return;
	entry = mdm_corpus_entry(mdm_corpus_of(c), cert);
	if (entry->known ||
	    mdm_deployed_to(entry, p->platform, MDM_STORE_ROOT) != NULL)
		return; /* STORE002 mentions the duplicate */

	mdm_find(c, ONLY_INTERMEDIATE, p->trust->store_field.at,
	    "self-signed root \"" MDM_FMT "\" is deployed only to the "
	    "Intermediate store and will not be trusted",
	    MDM_ARG(cert->name));
	mdm_evidence(c, mdm_str_of(cert->sha256_hex));
	mdm_also(c, p->trust->carrier->at, "the certificate, SHA-1 %s",
	    cert->sha1_hex);
	point_to_users(c, p);
}

const struct mdm_rule mdm_rule_store001 = {
	.id = "STORE001",
	.name = "self-signed-root-not-in-root-store",
	.cases = { MDM_CASE("only-intermediate", MDM_ERROR) },
	.kinds = MDM_TRUST,
	.platforms = MDM_WINDOWS,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP",
	.summary = "A self-signed root goes to the Intermediate store only",
	.why =
	    "Windows trusts a self-signed certificate only when it is in the "
	    "Root store; in the Intermediate store it is a chain link that "
	    "ends nowhere. This is the usual trace of a wrong certificate in "
	    "the profile: the SCEP server's CA certificate was meant, and "
	    "some root was uploaded. Not checked: whether the root reaches "
	    "the devices another way, for example by group policy; declare "
	    "such roots with --known-certs.",
	.symptom =
	    "DeviceManagement-Enterprise-Diagnostics-Provider, events 307 and "
	    "32: \"SCEP: Certificate enroll failed. Result: (The hash value "
	    "is not correct.)\" when the SCEP server presents another CA.",
	.fix =
	    "Download the CA certificate again from the CA that the SCEP "
	    "server presents and upload it; if the root itself was meant, set "
	    "the destination store to \"Computer certificate store - Root\".",
	.refs = MDM_REFS(
	    "Okta support: Device Management SCEP profile error, \"The hash "
	    "value is not correct\"",
	    "Microsoft Learn: Troubleshoot SCEP certificate delivery to "
	    "devices in Intune"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
