/* SPDX-License-Identifier: MIT */
/*
 * Configuration profiles of Apple: one profile per payload, and one for the
 * document that holds them.
 */
#include "load/apple_keys.h"
#include "load/fields.h"
#include "load/graph.h"

#define AT(member) offsetof(struct mdm_enrolment, member)
#define NET(member) offsetof(struct mdm_network, member)

static const struct mdm_field_row pkcs12_rows[] = {
	{ "AllowAllAppsAccess", MDM_F_BOOL, AT(all_apps),
	    "macOS: every app may use the key", 0 },
	{ "Password", MDM_F_SECRET, 0, "password of the PKCS#12 file",
	    MDM_SECRET_PFX_PASSWORD },
	MDM_FIELDS_END,
};

static const struct mdm_field_row trust_rows[] = {
	{ "PayloadCertificateFileName", MDM_F_TEXT,
	    offsetof(struct mdm_trust, file_name), "name of the file", 0 },
	MDM_FIELDS_END,
};

static const struct mdm_field_row wifi_rows[] = {
	{ "SSID_STR", MDM_F_TEXT, NET(network), "name of the network", 0 },
	{ "EncryptionType", MDM_F_TEXT, NET(security), "WPA2, WPA3, ...", 0 },
	{ "Password", MDM_F_SECRET, 0, "pre-shared key", MDM_SECRET_PSK },
	MDM_FIELDS_END,
};

#define TLS_VERSIONS                                                           \
	{ "TLSMinimumVersion", MDM_F_TEXT, NET(tls_min), "\"1.0\"...", 0 },    \
	{                                                                      \
		"TLSMaximumVersion", MDM_F_TEXT, NET(tls_max), "\"1.0\"...", 0 \
	}

static const struct mdm_field_row ikev2_rows[] = {
	TLS_VERSIONS,
	MDM_FIELDS_END,
};

static const struct mdm_field_row eap_rows[] = {
	{ "TLSTrustedServerNames", MDM_F_LIST, NET(server_names),
	    "names the server's certificate may have", 0 },
	{ "TTLSInnerAuthentication", MDM_F_TEXT, NET(inner),
	    "method inside the tunnel", 0 },
	TLS_VERSIONS,
	{ "TLSAllowTrustExceptions", MDM_F_BOOL, NET(allow_exceptions),
	    "the user may accept another server", 0 },
	{ "UserPassword", MDM_F_SECRET, 0, "password of the user",
	    MDM_SECRET_PASSWORD },
	MDM_FIELDS_END,
};

struct reading {
	struct mdm_loading *l;
	struct mdm_apple_profile *document;
	enum mdm_platform platform;
	enum mdm_scope scope;
	bool relevant;
};

static bool
is_relevant(const struct mdm_apple_payload *payload)
{
	const struct mdm_apple_type *type = payload->type;

	if (type != NULL && (type->classes != 0 || type->kind == MDM_SCEP))
		return true;
	for (size_t i = 0; i < payload->nvalues; i++)
		if (mdm_apple_refers(
			&payload->values[i], payload->values[i].key))
			return true;
	return false;
}

static void
read_keys(
    struct reading *r, struct mdm_apple_payload *payload, struct mdm_node *dict)
{
	struct mdm_loading *l = r->l;

	payload->document = r->document;
	payload->payload_type =
	    mdm_apple_field(l, mdm_get(dict, "PayloadType"));
	payload->identifier =
	    mdm_apple_field(l, mdm_get(dict, "PayloadIdentifier"));
	payload->uuid = mdm_apple_field(l, mdm_get(dict, "PayloadUUID"));
	payload->version = mdm_apple_field(l, mdm_get(dict, "PayloadVersion"));
	payload->at = mdm_at_of(mdm_get(dict, "PayloadDisplayName"));
	if (!mdm_at_set(payload->at))
		payload->at = mdm_at_of(dict);
	if (payload == &r->document->top) {
		payload->type = &mdm_apple_document;
	} else {
		payload->type = mdm_apple_type_find(payload->payload_type.v);
	}
	mdm_apple_collect(l, payload, dict, payload == &r->document->top);
}

static struct mdm_str
name_of(const struct reading *r, struct mdm_node *dict,
    const struct mdm_apple_payload *payload)
{
	struct mdm_str name = mdm_get_text(dict, "PayloadDisplayName");

	if (mdm_str_trim(name).n > 0)
		return mdm_str_dup(r->l->keep, name);
	if (payload->identifier.v.n > 0)
		return payload->identifier.v;
	return payload->payload_type.v.p != NULL ? payload->payload_type.v
						 : MDM_LIT("");
}

static struct mdm_profile *
add_profile(struct reading *r, enum mdm_profile_kind kind,
    struct mdm_node *dict, struct mdm_apple_payload *payload)
{
	struct mdm_profile *p = mdm_load_profile(r->l, kind, r->platform, dict);

	p->dialect = MDM_DIALECT_APPLE;
	p->document = r->document;
	p->type = payload->payload_type.v;
	p->name = name_of(r, dict, payload);
	p->at = payload->at;
	p->apple = payload;
	payload->profile = p;
	return p;
}

static void
read_trust(struct reading *r, struct mdm_profile *p, struct mdm_node *dict)
{
	struct mdm_trust *trust = p->trust;

	mdm_fields_read(r->l, p, dict, trust_rows, trust);
	trust->carrier = mdm_load_carrier(
	    r->l, p, mdm_get(dict, "PayloadContent"), "PayloadContent");
	trust->carrier->file_name = trust->file_name.v;
	if (trust->carrier->ncerts > 0)
		trust->cert = trust->carrier->certs[0];
	trust->scope = r->scope;
}

static void
read_scep(struct reading *r, struct mdm_profile *p, struct mdm_node *dict)
{
	struct mdm_node *settings = mdm_get(dict, "PayloadContent");

	if (settings == NULL || settings->kind != MDM_OBJECT) {
		p->excerpt = true;
		return;
	}
	mdm_apple_scep(r->l, p, settings);
	p->enrolment->scope = r->scope;
}

static void
read_pkcs12(struct reading *r, struct mdm_profile *p, struct mdm_node *dict)
{
	mdm_fields_read(r->l, p, dict, pkcs12_rows, p->enrolment);
	mdm_load_carrier(
	    r->l, p, mdm_get(dict, "PayloadContent"), "PayloadContent");
	p->enrolment->scope = r->scope;
}

/* An older key for them, or an empty list where the list would be. */
static struct mdm_fields
names_of(struct reading *r, struct mdm_node *eap)
{
	struct mdm_node *old = mdm_get(eap, "TLSTrustedServerCommonNames");
	struct mdm_fields none = { .state = MDM_HAS_VALUE };

	if (old != NULL)
		return mdm_fields_of(r->l, old);
	none.where = mdm_at_of(eap);
	return none;
}

static void
read_eap(struct reading *r, struct mdm_profile *p, struct mdm_node *dict)
{
	struct mdm_node *eap = mdm_get(dict, "EAPClientConfiguration");
	struct mdm_node *types;
	int64_t type;

	if (eap == NULL || eap->kind != MDM_OBJECT)
		return;
	mdm_fields_read(r->l, p, eap, eap_rows, p->network);
	types = mdm_get(eap, "AcceptEAPTypes");
	if (types == NULL || types->kind != MDM_ARRAY || types->child == NULL)
		return;
	if (p->network->server_names.state == MDM_ABSENT)
		p->network->server_names = names_of(r, eap);
	p->network->outer = MDM_EAP_UNKNOWN;
	p->network->eap = mdm_apple_field(r->l, types->child);
	if (mdm_str_to_int(mdm_text_of(types->child), &type) && type > 0 &&
	    type < 256)
		p->network->outer = (int)type;
	p->network->certificate_auth = p->network->outer == MDM_EAP_TLS;
}

static void
read_vpn(struct reading *r, struct mdm_profile *p, struct mdm_node *dict)
{
	struct mdm_node *ikev2 = mdm_get(dict, "IKEv2");
	struct mdm_network *n = p->network;

	n->network = mdm_apple_field(r->l, mdm_get(dict, "UserDefinedName"));
	if (ikev2 == NULL || ikev2->kind != MDM_OBJECT)
		return;
	n->method =
	    mdm_apple_field(r->l, mdm_get(ikev2, "AuthenticationMethod"));
	n->certificate_auth = mdm_field_is(&n->method, "Certificate");
	n->certificate_type =
	    mdm_apple_field(r->l, mdm_get(ikev2, "CertificateType"));
	n->server_issuer = mdm_apple_field(
	    r->l, mdm_get(ikev2, "ServerCertificateIssuerCommonName"));
	mdm_fields_read(r->l, p, ikev2, ikev2_rows, n);
	mdm_secret_add(
	    r->l, p, MDM_SECRET_SHARED, mdm_get(ikev2, "SharedSecret"));
}

static void
read_payload(
    struct reading *r, struct mdm_apple_payload *payload, struct mdm_node *dict)
{
	const struct mdm_apple_type *type = payload->type;
	struct mdm_profile *p = add_profile(
	    r, type != NULL ? type->kind : MDM_OTHER, dict, payload);

	switch (p->kind) {
	case MDM_TRUST:
		read_trust(r, p, dict);
		break;
	case MDM_SCEP:
		read_scep(r, p, dict);
		break;
	case MDM_PFX:
		read_pkcs12(r, p, dict);
		break;
	case MDM_WIFI:
		mdm_fields_read(r->l, p, dict, wifi_rows, p->network);
		read_eap(r, p, dict);
		break;
	case MDM_WIRED:
		read_eap(r, p, dict);
		break;
	case MDM_VPN:
		read_vpn(r, p, dict);
		break;
	default:
		break;
	}
}

static enum mdm_ref_role
role_of(const struct mdm_apple_value *v)
{
	return (v->row->target & MDM_APPLE_CERTIFICATE) != 0
	    ? MDM_REF_SERVER_ROOT
	    : MDM_REF_IDENTITY;
}

/* What leads nowhere or astray is left to the rule about UUIDs. */
static void
add_ref(
    struct reading *r, struct mdm_profile *p, const struct mdm_apple_value *v)
{
	const struct mdm_apple_payload *target =
	    mdm_apple_find(r->document, v->field.v, true);
	struct mdm_ref *ref = &p->refs[p->nrefs++];

	if (target != NULL &&
	    (target->type == NULL ||
		(target->type->classes & v->row->target) == 0))
		target = NULL;
	*ref = (struct mdm_ref){ .role = role_of(v),
		.state = target != NULL ? MDM_REF_BOUND : MDM_REF_UNKNOWN,
		.property = v->key,
		.at = v->field.at,
		.expanded = target != NULL ? target->profile : NULL };
}

/* A profile says all there is: what it does not refer to, it does not use. */
static void
add_unbound(struct mdm_profile *p, enum mdm_ref_role role)
{
	if (mdm_ref_of(p, role) == NULL)
		p->refs[p->nrefs++] = (struct mdm_ref){
			.role = role, .state = MDM_REF_UNBOUND, .at = p->at
		};
}

/* What a network's certificates are, as other formats refer to profiles. */
static void
link_network(struct reading *r, struct mdm_apple_payload *payload)
{
	struct mdm_profile *p = payload->profile;

	if (p == NULL || (p->kind & MDM_NETWORK) == 0)
		return;
	p->refs = MDM_NEW_N(r->l->keep, struct mdm_ref, payload->nvalues + 2);
	for (size_t i = 0; i < payload->nvalues; i++) {
		const struct mdm_apple_value *v = &payload->values[i];

		if (v->row != NULL && v->row->target != 0 &&
		    v->kind == MDM_APPLE_STRING)
			add_ref(r, p, v);
	}
	if (p->network->certificate_auth)
		add_unbound(p, MDM_REF_IDENTITY);
	if (p->network->outer != MDM_EAP_NONE &&
	    mdm_apple_value_of(payload, "EAPClientConfiguration",
		"TLSTrustedCertificates") == NULL)
		add_unbound(p, MDM_REF_SERVER_ROOT);
}

static enum mdm_platform
platform_of(const struct reading *r, struct mdm_node *root)
{
	const struct mdm_graph_context *outer = r->l->context;
	struct mdm_str device = mdm_text_of(mdm_get(root, "TargetDeviceType"));

	if (outer != NULL && (outer->platform & MDM_APPLE) != 0)
		return outer->platform;
	if (mdm_str_is(device, "5"))
		return MDM_MACOS;
	if (mdm_str_is(device, "1") || mdm_str_is(device, "4"))
		return MDM_IOS;
	for (size_t i = 0; i < r->document->npayloads; i++) {
		const struct mdm_apple_type *type =
		    r->document->payloads[i].type;

		if (type != NULL && type->platform != 0)
			return type->platform;
	}
	return MDM_APPLE;
}

static enum mdm_scope
scope_of(struct mdm_node *root)
{
	struct mdm_str scope = mdm_get_text(root, "PayloadScope");

	if (mdm_str_is(scope, "System"))
		return MDM_SCOPE_DEVICE;
	return mdm_str_is(scope, "User") ? MDM_SCOPE_USER : MDM_SCOPE_UNKNOWN;
}

static struct mdm_node *
payloads_of(struct mdm_node *root)
{
	struct mdm_node *list = mdm_get(root, "PayloadContent");

	return list != NULL && list->kind == MDM_ARRAY ? list : NULL;
}

static size_t
count_dicts(const struct mdm_node *list)
{
	size_t n = 0;

	for (struct mdm_node *c = list ? list->child : NULL; c; c = c->next)
		n += c->kind == MDM_OBJECT;
	return n;
}

/* All keys first: what refers must find what it refers to. */
static void
read_document(struct reading *r, struct mdm_node *root)
{
	struct mdm_node *list = payloads_of(root);
	struct mdm_apple_profile *d = r->document;
	size_t n = count_dicts(list), i = 0;

	read_keys(r, &d->top, root);
	d->payloads = MDM_NEW_N(r->l->keep, struct mdm_apple_payload, n + 1);
	for (struct mdm_node *c = list ? list->child : NULL; c; c = c->next) {
		if (c->kind != MDM_OBJECT)
			continue;
		read_keys(r, &d->payloads[d->npayloads], c);
		r->relevant |= is_relevant(&d->payloads[d->npayloads++]);
	}
	mdm_apple_index(r->l->keep, d);
	r->platform = platform_of(r, root);
	r->scope = scope_of(root);
	if (!r->relevant && r->l->context != NULL)
		return; /* the custom profile around it says enough */
	add_profile(
	    r, r->relevant ? MDM_CONFIGURATION : MDM_OTHER, root, &d->top);
	if (!r->relevant)
		return;
	for (struct mdm_node *c = list ? list->child : NULL; c; c = c->next)
		if (c->kind == MDM_OBJECT)
			read_payload(r, &d->payloads[i++], c);
	for (i = 0; i < d->npayloads; i++)
		link_network(r, &d->payloads[i]);
}

static bool
load_plist(struct mdm_loading *l)
{
	struct mdm_node *root = l->doc->root;
	struct reading r = { .l = l };

	if (root == NULL) {
		if (!l->doc->damaged)
			mdm_load_note(
			    l, "binary property lists, which need libplist");
		return true;
	}
	if (mdm_str_is(mdm_get_text(root, "PayloadType"), "Profile Service")) {
		mdm_load_note(l, "enrolment by Profile Service documents");
		return true;
	}
	if (mdm_get(root, "EncryptedPayloadContent") != NULL)
		mdm_load_note(
		    l, "encrypted payloads of configuration profiles");
	r.document = MDM_NEW(l->keep, struct mdm_apple_profile);
	r.document->wrapper = l->wrapper;
	mdm_sha256(l->doc->text, r.document->sha256);
	read_document(&r, root);
	return true;
}

/* The content of a signed profile is a document of its own. */
static bool
load_signed(struct mdm_loading *l)
{
	struct mdm_loading inner = *l;
	struct mdm_cms *cms = MDM_NEW(l->keep, struct mdm_cms);
	struct mdm_doc *doc = l->doc;
	struct mdm_node *holder;

	if (!mdm_cms_open(l->keep, doc->scratch, doc->text, cms))
		return false;
	if (cms->kind == MDM_CMS_ENVELOPED) {
		if (!mdm_str_iends(doc->source->name, ".mobileconfig"))
			return false;
		mdm_load_note(l, "encrypted configuration profiles");
		return true;
	}
	if (cms->content.p == NULL)
		return false;
	holder = mdm_node_add(doc, NULL, NULL, MDM_DATA);
	holder->len = (uint32_t)doc->text.n;
	if (cms->content_off != SIZE_MAX) {
		holder->off = (uint32_t)cms->content_off;
		holder->len = (uint32_t)cms->content.n;
	}
	inner.wrapper = cms;
	if (mdm_load_nested(&inner, holder, cms->content))
		return true;
	doc->root = NULL;
	return false;
}

static bool
may_be_signed(const struct mdm_doc *doc)
{
	struct mdm_str text = doc->text;

	if (doc->source->syntax == MDM_PEM)
		return mdm_str_has(mdm_str_sub(text, 0, 4096), "BEGIN PKCS7") ||
		    mdm_str_has(mdm_str_sub(text, 0, 4096), "BEGIN CMS");
	return doc->source->syntax == MDM_DER &&
	    (mdm_str_iends(doc->source->name, ".mobileconfig") ||
		memmem(text.p, text.n, "plist", 5) != NULL);
}

/* Payloads alone, as tools for declarative management keep them, are not. */
static bool
is_configuration(const struct mdm_node *root)
{
	const struct mdm_node *list = mdm_get(root, "PayloadContent");
	struct mdm_str type = mdm_get_text(root, "PayloadType");

	if (mdm_str_is(type, "Configuration") ||
	    mdm_str_is(type, "Profile Service"))
		return true;
	if (list == NULL || list->kind != MDM_ARRAY)
		return false;
	for (const struct mdm_node *c = list->child; c != NULL; c = c->next)
		if (mdm_get_text(c, "PayloadType").n > 0)
			return true;
	return false;
}

/* Binary and without a tree: keys stand in the file letter by letter. */
static bool
is_closed_book(const struct mdm_doc *doc)
{
	return doc->source->syntax == MDM_BPLIST && doc->root == NULL &&
	    mdm_str_has(doc->text, "PayloadContent");
}

static bool
recognises(const struct mdm_doc *doc)
{
	if (may_be_signed(doc) || is_closed_book(doc))
		return true;
	return (doc->source->syntax == MDM_PLIST ||
		   doc->source->syntax == MDM_BPLIST) &&
	    doc->root != NULL && is_configuration(doc->root);
}

static bool
load(struct mdm_loading *l)
{
	if (l->doc->source->syntax == MDM_PLIST ||
	    l->doc->source->syntax == MDM_BPLIST)
		return load_plist(l);
	return load_signed(l);
}

const struct mdm_format mdm_format_mobileconfig = {
	.name = "configuration profile",
	.recognises = recognises,
	.load = load,
};
