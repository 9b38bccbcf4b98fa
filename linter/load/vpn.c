/* SPDX-License-Identifier: MIT */
/* VPNProfile, the ProfileXML of the VPNv2 CSP (windows.md 1.8). */
#include "load/network.h"

static void
read_authentication(
    struct mdm_loading *l, struct mdm_profile *p, struct mdm_node *how)
{
	struct mdm_network *n = p->network;
	struct mdm_node *eap =
	    mdm_xml_find(how, "Eap/Configuration/EapHostConfig");

	n->user_method = mdm_xml_field(l, mdm_xml_child(how, "UserMethod"));
	n->machine_method =
	    mdm_xml_field(l, mdm_xml_child(how, "MachineMethod"));
	n->certificate_auth = mdm_field_is(&n->user_method, "Certificate") ||
	    mdm_field_is(&n->machine_method, "Certificate");
	n->password_auth = mdm_field_is(&n->user_method, "MSChapv2");
	if (eap != NULL)
		mdm_network_eap(l, p, eap);
}

/* Single sign-on with another certificate, where it is switched on. */
static void
read_compliance(
    struct mdm_loading *l, struct mdm_network *n, struct mdm_node *compliance)
{
	struct mdm_node *sso = mdm_xml_child(compliance, "Sso");
	struct mdm_node *hash = mdm_xml_child(sso, "IssuerHash");
	struct mdm_field on = mdm_xml_bool(l, mdm_xml_child(sso, "Enabled"));
	struct mdm_field f = mdm_xml_field(l, hash);

	if (f.v.n == 0 || mdm_field_is(&on, "false"))
		return;
	n->sso_issuer.where = f.at;
	mdm_fields_add(l->keep, &n->sso_issuer, f);
}

void
mdm_network_vpn(
    struct mdm_loading *l, struct mdm_profile *p, struct mdm_node *vpn)
{
	struct mdm_network *n = p->network;
	struct mdm_node *native = mdm_xml_child(vpn, "NativeProfile");
	struct mdm_field name =
	    mdm_xml_field(l, mdm_xml_child(vpn, "ProfileName"));

	if (name.v.n > 0 && l->into == NULL) {
		p->name = name.v;
		p->at = name.at;
	}
	n->network = name;
	n->always_on = mdm_xml_bool(l, mdm_xml_child(vpn, "AlwaysOn"));
	n->device_tunnel = mdm_xml_bool(l, mdm_xml_child(vpn, "DeviceTunnel"));
	n->security =
	    mdm_xml_field(l, mdm_xml_child(native, "NativeProtocolType"));
	mdm_secret_add(l, p, MDM_SECRET_PSK, mdm_xml_child(native, "L2tpPsk"));
	read_authentication(l, p, mdm_xml_child(native, "Authentication"));
	read_compliance(l, n, mdm_xml_child(vpn, "DeviceCompliance"));
}
