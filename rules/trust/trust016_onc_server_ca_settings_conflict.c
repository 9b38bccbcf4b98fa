/* SPDX-License-Identifier: MIT */
#include "support/network.h"

enum { SEVERAL, EMPTY_LIST, ANY_SELF_SIGNED };

static size_t
count_ways(const struct mdm_onc_auth *a)
{
	return (size_t)(a->ca_refs.state == MDM_HAS_VALUE) +
	    (a->ca_ref.state == MDM_HAS_VALUE) +
	    (a->ca_pems.state == MDM_HAS_VALUE);
}

static void
check_list(struct mdm_check *c, const struct mdm_onc_auth *a,
    const struct mdm_fields *list, const char *key)
{
	if (list->state != MDM_HAS_VALUE || list->n > 0)
		return;
	mdm_find(c, EMPTY_LIST, list->where,
	    "%s of %s is an empty list, which is not valid", key, a->name);
	mdm_evidence(c, mdm_str_of(key));
}

static void
check_auth(struct mdm_check *c, const struct mdm_profile *p,
    const struct mdm_onc_auth *a)
{
	if (count_ways(a) > 1) {
		mdm_find(c, SEVERAL, a->at,
		    "%s of \"" MDM_FMT "\" names server CAs in more than one "
		    "of ServerCARefs, ServerCARef and ServerCAPEMs",
		    a->name, MDM_ARG(p->name));
		mdm_evidence(c, mdm_str_of(a->name));
		return;
	}
	check_list(c, a, &a->ca_refs, "ServerCARefs");
	check_list(c, a, &a->ca_pems, "ServerCAPEMs");
	if (count_ways(a) > 0 || !mdm_field_is(&a->use_system_cas, "false") ||
	    !mdm_eap_is_tls_based(p->network->outer) ||
	    p->onc->document->android)
		return; /* TRUST019 owns UseSystemCAs on Android */
	mdm_find(c, ANY_SELF_SIGNED, a->use_system_cas.at,
	    "UseSystemCAs is false and \"" MDM_FMT
	    "\" names no CA: any self-signed server certificate will do",
	    MDM_ARG(p->name));
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	if (p->onc == NULL)
		return;
	for (size_t i = 0; i < p->onc->nauths; i++)
		check_auth(c, p, &p->onc->auths[i]);
}

const struct mdm_rule mdm_rule_trust016 = {
	.id = "TRUST016",
	.name = "onc-server-ca-settings-conflict",
	.cases = { MDM_CASE("several", MDM_ERROR),
	    MDM_CASE("empty-list", MDM_ERROR),
	    MDM_CASE("any-self-signed", MDM_ERROR) },
	.kinds = MDM_NETWORK,
	.platforms = MDM_CHROMEOS | MDM_ANDROID,
	.syntaxes = "ONC, Android policies",
	.summary = "The settings for the server's CA exclude each other",
	.why = "Open Network Configuration has three ways to name the CAs of "
	       "a server: ServerCARefs, its older form ServerCARef, and "
	       "ServerCAPEMs. One of them may be set, and a list must hold "
	       "something; a network that breaks this is not valid. When "
	       "UseSystemCAs is switched off and no CA is named, a server "
	       "proves itself with any self-signed certificate, so that "
	       "everybody can pass as the network. Not checked: which public "
	       "CAs ChromeOS has.",
	.symptom = "The network is not configured, or it connects to whoever "
		   "calls himself by its name.",
	.fix = "Name the CAs in ServerCARefs alone.",
	.refs = MDM_REFS("Chromium: Open Network Configuration, EAP type, "
			 "ServerCARefs and UseSystemCAs"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
