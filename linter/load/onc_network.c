/* SPDX-License-Identifier: MIT */
/* Open Network Configuration: Wi-Fi, Ethernet and VPN. */
#include "load/onc.h"

#define OBJECT(member) offsetof(struct mdm_onc_object, member)
#define NET(member) offsetof(struct mdm_network, member)
#define AUTH(member) offsetof(struct mdm_onc_auth, member)

/* Networks nest a few objects; a hostile file nests two thousand. */
enum { DEEPEST_SECRET = 8 };

const struct mdm_field_row mdm_onc_network_rows[] = {
	{ "GUID", MDM_F_TEXT, OBJECT(guid), "its identifier", 0 },
	{ "Type", MDM_F_TEXT, OBJECT(type), "WiFi, Ethernet or VPN", 0 },
	{ "Remove", MDM_F_BOOL, OBJECT(remove), "take it off the device", 0 },
	MDM_FIELDS_END,
};

const struct mdm_field_row mdm_onc_wifi_rows[] = {
	{ "SSID", MDM_F_TEXT, NET(network), "name of the network", 0 },
	{ "Security", MDM_F_TEXT, NET(security), "WPA-EAP and so on", 0 },
	MDM_FIELDS_END,
};

static const struct mdm_field_row ethernet_rows[] = {
	{ "Authentication", MDM_F_TEXT, NET(security), "None or 8021X", 0 },
	MDM_FIELDS_END,
};

const struct mdm_field_row mdm_onc_vpn_rows[] = {
	{ "Host", MDM_F_TEXT, NET(network), "name of the server", 0 },
	{ "Type", MDM_F_TEXT, NET(security), "OpenVPN, L2TP-IPsec", 0 },
	MDM_FIELDS_END,
};

static const struct mdm_field_row server_rows[] = {
	{ "DomainSuffixMatch", MDM_F_LIST, NET(server_names),
	    "ends of the server's DNS name", 0 },
	{ "Inner", MDM_F_TEXT, NET(inner), "method inside the tunnel", 0 },
	{ "Outer", MDM_F_TEXT, NET(eap), "EAP method", 0 },
	{ "TLSVersionMax", MDM_F_TEXT, NET(tls_max), "\"1.0\"...", 0 },
	{ "UseSystemCAs", MDM_F_BOOL, NET(system_cas),
	    "whether public CAs will do, too", 0 },
	MDM_FIELDS_END,
};

static const struct mdm_field_row auth_rows[] = {
	{ "Outer", MDM_F_TEXT, AUTH(outer), "EAP method", 0 },
	{ "Inner", MDM_F_TEXT, AUTH(inner), "method inside the tunnel", 0 },
	{ "ServerCARefs", MDM_F_LIST, AUTH(ca_refs),
	    "GUIDs of certificates that the server's may be issued by", 0 },
	{ "ServerCARef", MDM_F_TEXT, AUTH(ca_ref), "one such GUID", 0 },
	{ "ServerCAPEMs", MDM_F_LIST, AUTH(ca_pems), "such certificates", 0 },
	{ "UseSystemCAs", MDM_F_BOOL, AUTH(use_system_cas),
	    "whether public CAs will do, too", 0 },
	{ "ClientCertType", MDM_F_TEXT, AUTH(client_type),
	    "Ref, Pattern, PKCS11Id, KeyPairAlias or None", 0 },
	{ "ClientCertRef", MDM_F_TEXT, AUTH(client_ref), "GUID", 0 },
	{ "ClientCertKeyPairAlias", MDM_F_TEXT, AUTH(client_alias),
	    "Android: name of a key on the device", 0 },
	{ "ClientCertPKCS11Id", MDM_F_TEXT, AUTH(client_id),
	    "slot and key on the device", 0 },
	{ "SaveCredentials", MDM_F_BOOL, AUTH(save_credentials),
	    "whether name and password stay", 0 },
	{ "Identity", MDM_F_TEXT, AUTH(identity), "name of the user", 0 },
	MDM_FIELDS_END,
};

static const struct {
	const char *name;
	enum mdm_eap_type type;
} outer_methods[] = {
	{ "EAP-TLS", MDM_EAP_TLS },
	{ "EAP-TTLS", MDM_EAP_TTLS },
	{ "PEAP", MDM_EAP_PEAP },
	{ "EAP-FAST", MDM_EAP_FAST },
	{ "LEAP", MDM_EAP_LEAP },
	{ "EAP-SIM", MDM_EAP_SIM },
	{ "MSCHAPv2", MDM_EAP_MSCHAPV2 },
};

static const struct {
	const char *key;
	enum mdm_secret_kind kind;
} secrets[] = {
	{ "Passphrase", MDM_SECRET_PSK },
	{ "PSK", MDM_SECRET_PSK },
	{ "PresharedKey", MDM_SECRET_PSK },
	{ "Password", MDM_SECRET_PASSWORD },
	{ "OTP", MDM_SECRET_PASSWORD },
	{ "TLSAuthContents", MDM_SECRET_SHARED },
	{ "PrivateKey", MDM_SECRET_SHARED },
};

/* What is on its way, and what it fills. */
struct network {
	struct mdm_onc_reading *r;
	struct mdm_onc_object *o;
	struct mdm_profile *p;
	MDM_VEC(struct mdm_onc_ref) refs;
};

static int
outer_of(const struct mdm_field *outer)
{
	if (!mdm_literal(outer))
		return MDM_EAP_NONE;
	for (size_t i = 0; i < sizeof(outer_methods) / sizeof(*outer_methods);
	     i++)
		if (mdm_field_is(outer, outer_methods[i].name))
			return outer_methods[i].type;
	return MDM_EAP_UNKNOWN;
}

static void
add_secret(struct network *n, struct mdm_node *node)
{
	for (size_t i = 0; i < sizeof(secrets) / sizeof(*secrets); i++)
		if (mdm_str_iis(node->key, secrets[i].key))
			mdm_secret_add(n->r->l, n->p, secrets[i].kind, node);
}

static void
find_secrets(struct network *n, struct mdm_node *node, unsigned depth)
{
	if (depth > DEEPEST_SECRET)
		return;
	for (struct mdm_node *c = node->child; c != NULL; c = c->next) {
		if (c->kind == MDM_STRING)
			add_secret(n, c);
		else
			find_secrets(n, c, depth + 1);
	}
}

static void
add_guid(struct network *n, enum mdm_onc_use use, const char *key,
    const struct mdm_field *guid)
{
	struct mdm_onc_ref ref = { .use = use, .key = key, .guid = *guid };

	if (guid->state == MDM_HAS_VALUE && !guid->wrong_kind)
		MDM_PUSH(n->r->l->keep, &n->refs, ref);
}

static void
add_guids(struct network *n, enum mdm_onc_use use, const char *key,
    const struct mdm_fields *guids)
{
	for (size_t i = 0; i < guids->n; i++)
		add_guid(n, use, key, &guids->at[i]);
}

/* The device picks the certificate by its issuer or names. */
static void
read_pattern(
    struct network *n, struct mdm_onc_auth *auth, struct mdm_node *pattern)
{
	struct mdm_loading *l = n->r->l;
	struct mdm_node *issuer = mdm_iget(pattern, "IssuerCARef");
	struct mdm_fields refs;

	auth->pattern.at = mdm_at_of(pattern);
	auth->pattern.state = MDM_HAS_VALUE;
	/* IssuerCAPEMs is how Chrome keeps a resolved IssuerCARef. */
	auth->pattern_empty = issuer == NULL &&
	    mdm_iget(pattern, "Issuer") == NULL &&
	    mdm_iget(pattern, "Subject") == NULL &&
	    mdm_iget(pattern, "IssuerCAPEMs") == NULL;
	if (!mdm_str_is(auth->client_type.v, "Pattern") || issuer == NULL)
		return;
	refs = mdm_fields_of(l, issuer);
	add_guids(n, MDM_ONC_ISSUER, "IssuerCARef", &refs);
}

static void
read_pems(struct network *n, struct mdm_node *pems)
{
	if (pems == NULL || pems->kind != MDM_ARRAY)
		return;
	for (struct mdm_node *c = pems->child; c != NULL; c = c->next)
		mdm_onc_carrier(n->r->l, n->p, c, "ServerCAPEMs");
}

static struct mdm_onc_auth *
read_auth(struct network *n, struct mdm_node *object, const char *name)
{
	struct mdm_onc_auth *auth = &n->o->auths[n->o->nauths++];
	struct mdm_node *pattern = mdm_iget(object, "ClientCertPattern");
	struct mdm_field peer;

	auth->name = name;
	auth->at = mdm_at_of(object);
	mdm_onc_fields(n->r, n->o, n->p, object, auth_rows, auth);
	add_guid(n, MDM_ONC_SERVER_CA, "ServerCARef", &auth->ca_ref);
	add_guids(n, MDM_ONC_SERVER_CA, "ServerCARefs", &auth->ca_refs);
	read_pems(n, mdm_iget(object, "ServerCAPEMs"));
	if (mdm_str_is(auth->client_type.v, "Ref"))
		add_guid(n, MDM_ONC_CLIENT, "ClientCertRef", &auth->client_ref);
	if (pattern != NULL && pattern->kind == MDM_OBJECT)
		read_pattern(n, auth, pattern);
	peer = mdm_field_of(n->r->l, mdm_iget(object, "ServerCertRef"));
	add_guid(n, MDM_ONC_SERVER, "ServerCertRef", &peer);
	n->p->network->client_elsewhere |=
	    mdm_str_is(auth->client_type.v, "Pattern") ||
	    mdm_str_is(auth->client_type.v, "PKCS11Id") ||
	    mdm_str_is(auth->client_type.v, "KeyPairAlias");
	return auth;
}

/* One name more that the server's certificate may have. */
static void
add_name(struct network *n, struct mdm_node *node)
{
	struct mdm_fields *names = &n->p->network->server_names;
	struct mdm_field *grown;

	if (mdm_text_of(node).n == 0)
		return;
	grown = MDM_NEW_N(n->r->l->keep, struct mdm_field, names->n + 1);
	if (names->n > 0)
		memcpy(grown, names->at, names->n * sizeof(*grown));
	grown[names->n++] = mdm_field_of(n->r->l, node);
	names->at = grown;
	names->where = grown[0].at;
	names->state = MDM_HAS_VALUE;
}

/* Android knows DomainSuffixMatch alone. */
static void
read_names(struct network *n, struct mdm_node *eap)
{
	struct mdm_node *alternatives =
	    mdm_iget(eap, "SubjectAlternativeNameMatch");

	if (n->r->document->android)
		return;
	add_name(n, mdm_iget(eap, "SubjectMatch"));
	if (alternatives == NULL || alternatives->kind != MDM_ARRAY)
		return;
	for (struct mdm_node *c = alternatives->child; c != NULL; c = c->next)
		add_name(n, mdm_iget(c, "Value"));
}

static void
read_eap(struct network *n, struct mdm_node *eap)
{
	struct mdm_network *net = n->p->network;
	const struct mdm_onc_auth *auth;

	if (eap == NULL || eap->kind != MDM_OBJECT)
		return;
	auth = read_auth(n, eap, "EAP");
	mdm_fields_read(n->r->l, n->p, eap, server_rows, net);
	read_names(n, eap);
	net->outer = outer_of(&auth->outer);
	net->certificate_auth = net->outer == MDM_EAP_TLS;
	net->password_auth = net->outer == MDM_EAP_PEAP ||
	    net->outer == MDM_EAP_TTLS || net->outer == MDM_EAP_MSCHAPV2;
	/* A file says all there is: what is not there is not set. */
	if (net->server_names.state == MDM_ABSENT &&
	    (n->r->document->android || auth->ca_refs.n > 0 ||
		auth->ca_pems.n > 0 || mdm_literal(&auth->ca_ref))) {
		net->server_names.state = MDM_HAS_VALUE;
		net->server_names.where = auth->at;
	}
}

static void
read_vpn(struct network *n, struct mdm_node *vpn)
{
	struct mdm_node *ipsec = mdm_iget(vpn, "IPsec");
	struct mdm_node *openvpn = mdm_iget(vpn, "OpenVPN");
	struct mdm_network *net = n->p->network;

	mdm_onc_fields(n->r, n->o, n->p, vpn, mdm_onc_vpn_rows, net);
	if (ipsec != NULL && ipsec->kind == MDM_OBJECT) {
		net->method = mdm_field_of(
		    n->r->l, mdm_iget(ipsec, "AuthenticationType"));
		read_auth(n, ipsec, "IPsec");
		read_eap(n, mdm_iget(ipsec, "EAP"));
		net->certificate_auth |= mdm_str_is(net->method.v, "Cert");
	} else if (openvpn != NULL && openvpn->kind == MDM_OBJECT) {
		read_auth(n, openvpn, "OpenVPN");
	}
}

/* Which settings an object of that Type has. */
static const struct {
	const char *type;
	enum mdm_profile_kind kind;
	const struct mdm_field_row *rows;
} types[] = {
	{ "WiFi", MDM_WIFI, mdm_onc_wifi_rows },
	{ "Ethernet", MDM_WIRED, ethernet_rows },
	{ "VPN", MDM_VPN, NULL },
};

static void
read_settings(struct network *n, struct mdm_node *node)
{
	struct mdm_str type = mdm_text_of(mdm_iget(node, "Type"));

	n->p = NULL;
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		struct mdm_node *settings = mdm_iget(node, types[i].type);

		if (!mdm_str_iis(type, types[i].type) || settings == NULL ||
		    settings->kind != MDM_OBJECT)
			continue;
		n->p = mdm_load_profile(
		    n->r->l, types[i].kind, n->r->platform, node);
		if (types[i].rows == NULL) {
			read_vpn(n, settings);
			return;
		}
		mdm_onc_fields(
		    n->r, n->o, n->p, settings, types[i].rows, n->p->network);
		read_eap(n, mdm_iget(settings, "EAP"));
		return;
	}
	n->p = mdm_load_profile(n->r->l, MDM_OTHER, n->r->platform, node);
}

void
mdm_onc_network(
    struct mdm_onc_reading *r, struct mdm_onc_object *o, struct mdm_node *node)
{
	struct network n = { .r = r, .o = o };
	struct mdm_node *name = mdm_iget(node, "Name");

	read_settings(&n, node);
	o->profile = n.p;
	n.p->onc = o;
	mdm_onc_fields(r, o, n.p, node, mdm_onc_network_rows, o);
	find_secrets(&n, node, 0);
	if (mdm_text_of(name).n > 0) {
		n.p->name = mdm_str_dup(r->l->keep, mdm_text_of(name));
		n.p->at = mdm_at_of(name);
	} else {
		n.p->name = o->guid.v.n > 0 ? o->guid.v : MDM_LIT("");
	}
	o->refs = n.refs.at;
	o->nrefs = n.refs.n;
}

static enum mdm_ref_role
role_of(enum mdm_onc_use use)
{
	switch (use) {
	case MDM_ONC_CLIENT:
		return MDM_REF_IDENTITY;
	case MDM_ONC_ISSUER:
		return MDM_REF_CLIENT_ROOT;
	default:
		return MDM_REF_SERVER_ROOT;
	}
}

/* What leads nowhere or astray is left to the rule about GUIDs. */
static struct mdm_ref
ref_of(const struct mdm_onc *document, const struct mdm_onc_ref *ref)
{
	const struct mdm_onc_object *target =
	    mdm_onc_find(document, ref->guid.v, true);

	if (target != NULL && !mdm_onc_fits(target, ref->use))
		target = NULL;
	return (struct mdm_ref){ .role = role_of(ref->use),
		.state = target != NULL ? MDM_REF_BOUND : MDM_REF_UNKNOWN,
		.property = mdm_str_of(ref->key),
		.at = ref->guid.at,
		.expanded = target != NULL ? target->profile : NULL };
}

static bool
has_role(const struct mdm_profile *p, enum mdm_ref_role role)
{
	return mdm_ref_of(p, role) != NULL;
}

static void
add_unbound(struct mdm_profile *p, enum mdm_ref_role role)
{
	p->refs[p->nrefs++] = (struct mdm_ref){
		.role = role, .state = MDM_REF_UNBOUND, .at = p->at
	};
}

void
mdm_onc_link(struct mdm_onc_reading *r, struct mdm_onc_object *o)
{
	struct mdm_profile *p = o->profile;

	if (p->network == NULL)
		return;
	p->refs = MDM_NEW_N(r->l->keep, struct mdm_ref, o->nrefs + 2);
	for (size_t i = 0; i < o->nrefs; i++)
		p->refs[p->nrefs++] = ref_of(r->document, &o->refs[i]);
	if (r->document->excerpt)
		return; /* the certificates are elsewhere */
	if (!has_role(p, MDM_REF_SERVER_ROOT))
		add_unbound(p, MDM_REF_SERVER_ROOT);
	if (p->network->certificate_auth && !p->network->client_elsewhere &&
	    !has_role(p, MDM_REF_IDENTITY))
		add_unbound(p, MDM_REF_IDENTITY);
}
