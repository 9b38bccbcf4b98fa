/* SPDX-License-Identifier: MIT */
#include "support/network.h"

bool
mdm_eap_is_tls_based(int outer)
{
	return outer == MDM_EAP_TLS || outer == MDM_EAP_TTLS ||
	    outer == MDM_EAP_PEAP || outer == MDM_EAP_TEAP;
}

const char *
mdm_eap_name(int outer)
{
	static const struct {
		int type;
		const char *name;
	} names[] = {
		{ MDM_EAP_MD5, "EAP-MD5" },
		{ MDM_EAP_TLS, "EAP-TLS" },
		{ MDM_EAP_LEAP, "LEAP" },
		{ MDM_EAP_SIM, "EAP-SIM" },
		{ MDM_EAP_TTLS, "EAP-TTLS" },
		{ MDM_EAP_PEAP, "PEAP" },
		{ MDM_EAP_MSCHAPV2, "EAP-MSCHAPv2" },
		{ MDM_EAP_FAST, "EAP-FAST" },
		{ MDM_EAP_TEAP, "TEAP" },
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].type == outer)
			return names[i].name;
	return "EAP";
}

bool
mdm_validates_server(const struct mdm_network *n)
{
	return !mdm_field_is(&n->validate, "false");
}

enum mdm_ref_state
mdm_network_ref_state(
    struct mdm_check *c, const struct mdm_profile *p, enum mdm_ref_role role)
{
	enum mdm_ref_state state = MDM_REF_UNKNOWN;

	for (size_t i = 0; i < p->nrefs; i++) {
		if (p->refs[i].role != role)
			continue;
		if (p->refs[i].state == MDM_REF_BOUND)
			return MDM_REF_BOUND;
		if (p->refs[i].state == MDM_REF_UNBOUND)
			state = MDM_REF_UNBOUND;
	}
	if (state == MDM_REF_UNKNOWN)
		mdm_not_checked(c,
		    "network profiles were exported without their certificate "
		    "references");
	return state;
}
