/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { NO_SERVER_ISSUER, TUNNEL_METHOD, TUNNEL_PROTOCOL, TUNNEL_SCOPE };

/* Graph leaves out what is not exported, Apple's profiles what is not set. */
static bool
is_missing(const struct mdm_profile *p, const struct mdm_field *f)
{
	return mdm_said_empty(f) ||
	    (p->apple != NULL && f->state == MDM_ABSENT);
}

static void
check_apple(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_network *n = p->network;

	if (p->sample || !mdm_literal(&n->certificate_type) ||
	    !is_missing(p, &n->server_issuer))
		return;

	mdm_find(c, NO_SERVER_ISSUER,
	    mdm_at_set(n->server_issuer.at) ? n->server_issuer.at
					    : n->certificate_type.at,
	    "IKEv2 server certificate type \"" MDM_FMT
	    "\" requires the server certificate's issuer common name",
	    MDM_ARG(n->certificate_type.v));
	mdm_also(c, n->certificate_type.at, "the certificate type");
}

/* XML says it per machine and user, Graph with one word for both. */
static const struct mdm_field *
wrong_method(const struct mdm_network *n)
{
	if (mdm_literal(&n->method))
		return mdm_field_is(&n->method, "certificate") ? NULL
							       : &n->method;
	if (mdm_field_is(&n->machine_method, "Certificate"))
		return NULL;
	if (mdm_literal(&n->machine_method))
		return &n->machine_method;
	return mdm_literal(&n->user_method) ? &n->user_method : NULL;
}

/* A device tunnel comes up before anybody could sign in. */
static void
check_device_tunnel(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_network *n = p->network;
	const struct mdm_field *method;

	if (p->sample || p->excerpt || !mdm_field_is(&n->device_tunnel, "true"))
		return;
	if (n->scope == MDM_SCOPE_USER) {
		mdm_find(c, TUNNEL_SCOPE, n->device_tunnel.at,
		    "device tunnel is delivered to a user, below ./User");
		mdm_advise(c, "Deliver it below ./Device.");
	}
	method = wrong_method(n);
	if (method != NULL) {
		mdm_find(c, TUNNEL_METHOD, method->at,
		    "device tunnel requires a machine certificate, the "
		    "authentication method is \"" MDM_FMT "\"",
		    MDM_ARG(method->v));
		mdm_evidence(c, method->v);
		mdm_advise(c, "Let the machine authenticate by certificate.");
		mdm_also(c, n->device_tunnel.at, "the device tunnel");
	}
	if (mdm_literal(&n->security) && !mdm_field_is(&n->security, "IKEv2")) {
		mdm_find(c, TUNNEL_PROTOCOL, n->security.at,
		    "device tunnel requires IKEv2, the protocol is \"" MDM_FMT
		    "\"",
		    MDM_ARG(n->security.v));
		mdm_evidence(c, n->security.v);
		mdm_advise(c, "Choose IKEv2.");
		mdm_also(c, n->device_tunnel.at, "the device tunnel");
	}
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	if ((p->platform & MDM_APPLE) != 0)
		check_apple(c, p);
	else
		check_device_tunnel(c, p);
}

const struct mdm_rule mdm_rule_trust015 = {
	.id = "TRUST015",
	.name = "ikev2-certificate-settings-incomplete",
	.cases = { MDM_CASE("no-server-issuer", MDM_ERROR),
	    MDM_CASE("device-tunnel-method", MDM_WARNING),
	    MDM_CASE("device-tunnel-protocol", MDM_WARNING),
	    MDM_CASE("device-tunnel-of-a-user", MDM_WARNING) },
	.kinds = MDM_VPN,
	.platforms = MDM_APPLE | MDM_WINDOWS,
	.syntaxes = "Graph, VPN XML, Apple profiles",
	.summary = "An IKEv2 certificate setting lacks another it requires",
	.why =
	    "With a certificate type given, an Apple device sends a "
	    "certificate request that names the issuer of the server's "
	    "certificate; without the issuer's common name the payload is "
	    "refused. A device tunnel of Windows connects before anybody "
	    "signs in, so it can only use IKEv2 and the machine's "
	    "certificate, and is set up for the device; it is always on, whatever AlwaysOn says. Not "
	    "checked: whether the name fits the server's certificate.",
	.symptom = "The profile is rejected, or the VPN server finds no "
		   "certificate to answer with; a device tunnel stays down.",
	.fix = "Enter the common name of the CA that issued the server's "
	       "certificate.",
	.refs = MDM_REFS("Apple device management: VPN, IKEv2, "
			 "CertificateType and "
			 "ServerCertificateIssuerCommonName",
	    "Microsoft Learn: Configure VPN device tunnels in Windows",
	    "Microsoft Learn: VPNv2 CSP, DeviceTunnel"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
