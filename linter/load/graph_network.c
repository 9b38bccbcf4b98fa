/* SPDX-License-Identifier: MIT */
/* Wi-Fi, wired network, VPN, e-mail and SSO profiles (graph.md 1f). */
#include "load/graph.h"

#define AT(member) offsetof(struct mdm_network, member)

const struct mdm_field_row mdm_network_rows[] = {
	{ "networkName", MDM_F_TEXT, AT(network), "name of the network", 0 },
	{ "ssid", MDM_F_HANDLED, 0, "SSID, if the name is not given", 0 },
	{ "connectionName", MDM_F_HANDLED, 0, "VPN: name of the connection",
	    0 },
	{ "profileName", MDM_F_HANDLED, 0, "imported Wi-Fi: its name", 0 },
	{ "wiFiSecurityType", MDM_F_TEXT, AT(security),
	    "open, wpa2Enterprise and so on", 0 },
	{ "connectionType", MDM_F_HANDLED, 0, "VPN: which client", 0 },
	{ "eapType", MDM_F_TEXT, AT(eap), "outer EAP method", 0 },
	{ "authenticationMethod", MDM_F_TEXT, AT(method),
	    "certificate, usernameAndPassword, derivedCredential", 0 },
	{ "clientAuthenticationType", MDM_F_HANDLED, 0,
	    "IKEv2: userAuthentication or deviceAuthentication", 0 },
	{ "innerAuthenticationProtocolForEAPTTLS", MDM_F_TEXT, AT(inner),
	    "inner method of EAP-TTLS", 0 },
	{ "nonEapAuthenticationMethodForEapTtls", MDM_F_HANDLED, 0,
	    "the same in another spelling", 0 },
	{ "innerAuthenticationProtocolForPeap", MDM_F_HANDLED, 0,
	    "inner method of PEAP", 0 },
	{ "nonEapAuthenticationMethodForPeap", MDM_F_HANDLED, 0,
	    "the same in another spelling", 0 },
	{ "trustedServerCertificateNames", MDM_F_LIST, AT(server_names),
	    "names that the server's certificate may have", 0 },
	{ "serverCertificateCommonName", MDM_F_HANDLED, 0,
	    "IKEv2: name that the server's certificate must have", 0 },
	{ "serverCertificateIssuerCommonName", MDM_F_TEXT, AT(server_issuer),
	    "IKEv2: name of its issuer", 0 },
	{ "serverCertificateType", MDM_F_TEXT, AT(certificate_type),
	    "IKEv2: rsa, ecdsa256 and so on", 0 },
	{ "performServerValidation", MDM_F_BOOL, AT(validate),
	    "whether the server's certificate is checked", 0 },
	{ "disableUserPromptForServerValidation", MDM_F_BOOL, AT(no_prompt),
	    "whether users may accept unknown servers", 0 },
	{ "authenticationType", MDM_F_TEXT, AT(auth_mode),
	    "none, user, machine, machineOrUser, guest", 0 },
	{ "preSharedKey", MDM_F_SECRET, 0, "Wi-Fi password", MDM_SECRET_PSK },
	{ "sharedSecret", MDM_F_SECRET, 0, "VPN shared secret",
	    MDM_SECRET_SHARED },
	{ "passwordFormatString", MDM_F_SECRET, 0, "template of a password",
	    MDM_SECRET_PASSWORD },
	{ "enableAlwaysOn", MDM_F_BOOL, AT(always_on),
	    "Windows VPN: connect whenever there is a network", 0 },
	{ "enableDeviceTunnel", MDM_F_BOOL, AT(device_tunnel),
	    "Windows VPN: connect before anybody signs in", 0 },
	{ "singleSignOnIssuerHash", MDM_F_HANDLED, 0,
	    "Windows VPN: issuer of the certificate for single sign-on", 0 },
	{ "customEapXml", MDM_F_HANDLED, 0, "EAP configuration in XML", 0 },
	{ "eapXml", MDM_F_HANDLED, 0, "the same in another spelling", 0 },
	{ "payload", MDM_F_HANDLED, 0, "imported Wi-Fi profile in XML", 0 },
	MDM_FIELDS_END,
};

static const struct {
	const char *word;
	enum mdm_eap_type type;
} eap_types[] = {
	{ "eapTls", MDM_EAP_TLS },
	{ "leap", MDM_EAP_LEAP },
	{ "eapSim", MDM_EAP_SIM },
	{ "eapTtls", MDM_EAP_TTLS },
	{ "peap", MDM_EAP_PEAP },
	{ "eapFast", MDM_EAP_FAST },
	{ "teap", MDM_EAP_TEAP },
};

static int
outer_of(const struct mdm_field *eap)
{
	if (!mdm_literal(eap))
		return MDM_EAP_NONE;
	for (size_t i = 0; i < sizeof(eap_types) / sizeof(*eap_types); i++)
		if (mdm_field_is(eap, eap_types[i].word))
			return eap_types[i].type;
	return MDM_EAP_UNKNOWN;
}

/* The first of the spellings that says something, for what is still absent. */
static void
fall_back(struct mdm_graph_reading *r, struct mdm_field *field,
    const char *const *keys)
{
	for (; *keys != NULL; keys++) {
		struct mdm_node *node = mdm_iget(r->object, *keys);

		if (field->state == MDM_HAS_VALUE && field->v.n > 0)
			return;
		if (node != NULL &&
		    (field->state == MDM_ABSENT || node->kind != MDM_NULL))
			*field = mdm_field_of(r->loading, node);
	}
}

static void
read_spellings(struct mdm_graph_reading *r, struct mdm_network *n)
{
	static const char *const names[] = { "ssid", "connectionName",
		"profileName", NULL };
	static const char *const security[] = { "connectionType", NULL };
	static const char *const inner[] = {
		"nonEapAuthenticationMethodForEapTtls",
		"innerAuthenticationProtocolForPeap",
		"nonEapAuthenticationMethodForPeap", NULL
	};

	fall_back(r, &n->network, names);
	fall_back(r, &n->security, security);
	fall_back(r, &n->inner, inner);
	if (n->server_names.state == MDM_ABSENT)
		n->server_names = mdm_fields_of(r->loading,
		    mdm_iget(r->object, "serverCertificateCommonName"));
}

/* base64 of a file, or its text as it is. */
static struct mdm_str
embedded_text(const struct mdm_node *node)
{
	struct mdm_str text = mdm_text_of(node);
	struct mdm_base64 decoded;

	if (mdm_str_starts(mdm_str_trim(text), "<"))
		return text;
	decoded = mdm_base64_decode(node->doc->scratch, text);
	return decoded.bytes.p != NULL ? decoded.bytes : text;
}

/* XML inside fills this profile: it is reported once. */
static void
read_embedded(struct mdm_graph_reading *r)
{
	static const struct {
		const char *key, *what;
	} rows[] = {
		{ "customEapXml", "EAP configurations in customEapXml" },
		{ "eapXml", "EAP configurations in eapXml" },
		{ "payload", "imported Wi-Fi profiles" },
	};
	struct mdm_loading inner = *r->loading;

	inner.into = r->profile;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct mdm_node *node = mdm_iget(r->object, rows[i].key);
		struct mdm_str text = mdm_text_of(node);

		if (text.n == 0 || mdm_is_sample(text) || mdm_is_symbolic(text))
			continue;
		if (!mdm_load_document(&inner, node, embedded_text(node)))
			mdm_load_note(r->loading, "%s", rows[i].what);
	}
}

static void
read_sso_issuer(struct mdm_graph_reading *r, struct mdm_network *n)
{
	struct mdm_node *on =
	    mdm_iget(r->object, "enableSingleSignOnWithAlternateCertificate");
	struct mdm_node *node = mdm_iget(r->object, "singleSignOnIssuerHash");

	if (mdm_text_of(node).n == 0 || mdm_str_iis(mdm_text_of(on), "false"))
		return;
	n->sso_issuer = mdm_fields_of(r->loading, node);
}

void
mdm_graph_network(struct mdm_graph_reading *r)
{
	struct mdm_network *n = r->profile->network;

	r->own += mdm_fields_read(
	    r->loading, r->profile, r->object, mdm_network_rows, n);
	read_spellings(r, n);
	read_sso_issuer(r, n);
	n->outer = outer_of(&n->eap);
	n->derived_credential = mdm_field_is(&n->method, "derivedCredential");
	n->certificate_auth = mdm_field_is(&n->method, "certificate") ||
	    (n->outer == MDM_EAP_TLS && !n->derived_credential);
	n->password_auth = mdm_field_is(&n->method, "usernameAndPassword");
	if (!r->profile->sample)
		read_embedded(r);
}

static const struct mdm_field_row account_rows[] = {
	{ "passwordFormatString", MDM_F_SECRET, 0, "template of a password",
	    MDM_SECRET_PASSWORD },
	MDM_FIELDS_END,
};

/* E-mail and SSO: nothing but their references matters. */
void
mdm_graph_account(struct mdm_graph_reading *r)
{
	mdm_fields_read(
	    r->loading, r->profile, r->object, account_rows, r->profile);
	r->own = 1;
}
