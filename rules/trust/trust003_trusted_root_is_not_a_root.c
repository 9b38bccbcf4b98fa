/* SPDX-License-Identifier: MIT */
#include "support/network.h"

enum { INTERMEDIATE, APPLE };

static bool
is_intermediate(const struct mdm_cert *cert)
{
	/* XREF017 wrong kind, STORE004 end entity */
	return cert != NULL && !cert->self_signed && !mdm_cert_is_leaf(cert);
}

static void
check_target(struct mdm_check *c, const struct mdm_profile *p,
    const struct mdm_ref *ref, const struct mdm_profile *target)
{
	const struct mdm_cert *cert =
	    target->trust == NULL ? NULL : target->trust->cert;

	if (!is_intermediate(cert))
		return;

	mdm_find(c, (p->platform & MDM_APPLE) != 0 ? APPLE : INTERMEDIATE,
	    mdm_at_set(ref->at) ? ref->at : p->at,
	    "\"" MDM_FMT "\" is to validate the server, but is issued by "
	    "\"" MDM_FMT "\"",
	    MDM_ARG(cert->name), MDM_ARG(cert->issuer_name));
	mdm_evidence(c, mdm_str_of(cert->sha1_hex));
	mdm_also(c, target->at, "the profile that holds it");
}

/* By thumbprint: nothing deploys it for us, so an end entity counts too. */
static void
check_anchor(struct mdm_check *c, const struct mdm_field *f)
{
	struct mdm_thumbprint t = mdm_thumbprint_judge(c, f);

	if (t.state != MDM_THUMBPRINT_FOUND || t.cert->self_signed)
		return; /* TRUST001, XREF003 and others own the rest */
	mdm_find(c, INTERMEDIATE, f->at,
	    "\"" MDM_FMT "\" is to validate the server, but is issued by "
	    "\"" MDM_FMT "\"",
	    MDM_ARG(t.cert->name), MDM_ARG(t.cert->issuer_name));
	mdm_evidence(c, mdm_str_of(t.cert->sha1_hex));
	mdm_advise(c, "Name the thumbprint of the root of the server's chain.");
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_network *n = p->network;
	const struct mdm_field *f;

	for (size_t i = 0; !p->sample &&
	     (f = mdm_field_of_both(&n->anchors, &n->inner_anchors, i)) != NULL;
	     i++)
		check_anchor(c, f);
	/* Nothing is known of ChromeOS, where a chain may end below the root. */
	for (size_t i = 0; p->onc == NULL && i < p->nrefs; i++) {
		const struct mdm_ref *ref = &p->refs[i];

		if (ref->role != MDM_REF_SERVER_ROOT ||
		    ref->result != MDM_REF_RESOLVED)
			continue;
		for (size_t k = 0; k < ref->ntargets; k++)
			check_target(c, p, ref, ref->targets[k]);
	}
}

const struct mdm_rule mdm_rule_trust003 = {
	.id = "TRUST003",
	.name = "trusted-root-is-not-a-root",
	.cases = { MDM_CASE("intermediate", MDM_WARNING),
	    MDM_CASE("apple", MDM_INFO) },
	.kinds = MDM_NETWORK,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph; EAP, WLAN, LAN and VPN XML",
	.summary = "The server's trust anchor is an intermediate CA",
	.why =
	    "Windows and Android want the root on top of the server's chain "
	    "as the anchor; with an intermediate the handshake ends although "
	    "everything was deployed. Apple accepts an intermediate or even "
	    "the server's own certificate, so it is a hint there. Not "
	    "checked: which chain the server really sends.",
	.symptom = "RADIUS server: the client rejected the server certificate "
		   "(Cisco ISE 12520, 12321; NPS 6273).",
	.fix = "Select the trusted certificate profile with the root of the "
	       "server's chain.",
	.refs = MDM_REFS("Microsoft Learn: Add Wi-Fi settings for Windows "
			 "devices in Intune, Root certificates for server "
			 "validation",
	    "Apple Support 100793: certificate trust in 802.1X"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
