/* SPDX-License-Identifier: MIT */
/* WLANProfile and LANProfile (windows.md 1.5, 1.6). */
#include "load/network.h"

/* A template's "false" in `protected` says that the key is in clear text. */
static void
read_key(struct mdm_loading *l, struct mdm_profile *p, struct mdm_node *key)
{
	struct mdm_secret *secret;

	if (key == NULL)
		return;
	secret = mdm_secret_add(
	    l, p, MDM_SECRET_PSK, mdm_xml_child(key, "keyMaterial"));
	if (secret != NULL)
		secret->obfuscated = mdm_str_iis(
		    mdm_xml_text(mdm_xml_child(key, "protected")), "true");
}

static void
read_onex(
    struct mdm_loading *l, struct mdm_profile *p, struct mdm_node *security)
{
	struct mdm_node *onex = mdm_xml_child(security, "OneX");
	struct mdm_node *eap = mdm_xml_find(onex, "EAPConfig/EapHostConfig");

	p->network->auth_mode =
	    mdm_xml_field(l, mdm_xml_child(onex, "authMode"));
	if (eap != NULL)
		mdm_network_eap(l, p, eap);
}

/* A name of its own is better than the one of its surroundings. */
static void
read_name(struct mdm_loading *l, struct mdm_profile *p, struct mdm_node *name)
{
	struct mdm_field f = mdm_xml_field(l, name);

	if (f.state == MDM_HAS_VALUE && f.v.n > 0 && l->into == NULL) {
		p->name = f.v;
		p->at = f.at;
	}
}

void
mdm_network_wlan(
    struct mdm_loading *l, struct mdm_profile *p, struct mdm_node *wlan)
{
	struct mdm_network *n = p->network;
	struct mdm_node *security = mdm_xml_find(wlan, "MSM/security");
	struct mdm_node *name = mdm_xml_child(wlan, "name");
	struct mdm_field ssid =
	    mdm_xml_field(l, mdm_xml_find(wlan, "SSIDConfig/SSID/name"));

	read_name(l, p, name);
	n->network = ssid.v.n > 0 ? ssid : mdm_xml_field(l, name);
	n->security = mdm_xml_field(
	    l, mdm_xml_find(security, "authEncryption/authentication"));
	read_key(l, p, mdm_xml_child(security, "sharedKey"));
	read_onex(l, p, security);
}

void
mdm_network_lan(
    struct mdm_loading *l, struct mdm_profile *p, struct mdm_node *lan)
{
	read_name(l, p, mdm_xml_child(lan, "name"));
	read_onex(l, p, mdm_xml_find(lan, "MSM/security"));
}
