/* SPDX-License-Identifier: MIT */
/*
 * Configuration profiles of Apple: one profile per payload, and one for the
 * document that holds them.
 */
#include "load/apple_schema.h"
#include "load/fields.h"
#include "load/graph.h"

#define AT(member) offsetof(struct mdm_enrolment, member)
#define NET(member) offsetof(struct mdm_network, member)

static const struct mdm_field_row scep_rows[] = {
	{ "URL", MDM_F_LIST, AT(urls), "SCEP server", 0 },
	{ "Keysize", MDM_F_NUMBER, AT(key_size), "bits of the RSA key", 0 },
	{ "AllowAllAppsAccess", MDM_F_BOOL, AT(all_apps),
	    "macOS: every app may use the key", 0 },
	{ "Challenge", MDM_F_SECRET, 0, "shared secret of the enrolment",
	    MDM_SECRET_CHALLENGE },
	MDM_FIELDS_END,
};

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

static const struct mdm_field_row eap_rows[] = {
	{ "TLSTrustedServerNames", MDM_F_LIST, NET(server_names),
	    "names the server's certificate may have", 0 },
	{ "TTLSInnerAuthentication", MDM_F_TEXT, NET(inner),
	    "method inside the tunnel", 0 },
	{ "TLSMinimumVersion", MDM_F_TEXT, NET(tls_min), "\"1.0\"...", 0 },
	{ "TLSMaximumVersion", MDM_F_TEXT, NET(tls_max), "\"1.0\"...", 0 },
	{ "TLSAllowTrustExceptions", MDM_F_BOOL, NET(allow_exceptions),
	    "the user may accept another server", 0 },
	{ "UserPassword", MDM_F_SECRET, 0, "password of the user",
	    MDM_SECRET_PASSWORD },
	MDM_FIELDS_END,
};

/* Never copied: the place and the length are all that is kept. */
static const char *const secret_keys[] = { "Password", "Challenge",
	"UserPassword", "SharedSecret", "CertificatePassword", "AuthPassword",
	NULL };

struct reading {
	struct mdm_loading *l;
	struct mdm_apple_profile *document;
	enum mdm_platform platform;
	enum mdm_scope scope;
	bool relevant;
};

/* While a payload's keys are collected. */
struct collecting {
	struct reading *r;
	struct mdm_apple_payload *payload;
	MDM_VEC(struct mdm_apple_value) values;
	MDM_VEC(const char *) groups;
};

static enum mdm_apple_kind
kind_of(const struct mdm_node *node)
{
	switch (node->kind) {
	case MDM_NUMBER:
		return MDM_APPLE_NUMBER;
	case MDM_BOOL:
		return MDM_APPLE_BOOLEAN;
	case MDM_DATA:
		return MDM_APPLE_DATA;
	case MDM_DATE:
		return MDM_APPLE_DATE;
	case MDM_ARRAY:
		return MDM_APPLE_ARRAY;
	case MDM_OBJECT:
		return MDM_APPLE_DICT;
	default:
		return MDM_APPLE_STRING;
	}
}

static bool
is_secret(struct mdm_str key)
{
	for (size_t i = 0; secret_keys[i] != NULL; i++)
		if (mdm_str_is(key, secret_keys[i]))
			return true;
	return false;
}

static struct mdm_field
field_of(struct mdm_loading *l, struct mdm_node *node)
{
	struct mdm_field field = { .state = MDM_HAS_VALUE };

	if (node == NULL)
		return (struct mdm_field){ 0 };
	field.at = mdm_at_of(node);
	switch (node->kind) {
	case MDM_STRING:
	case MDM_NUMBER:
	case MDM_BOOL:
	case MDM_DATE:
		break;
	case MDM_DATA: /* a variable stands where the bytes will be */
		field.symbolic = node->value.p == NULL &&
		    mdm_is_symbolic(
			mdm_str_sub(node->doc->text, node->off, node->len));
		return field;
	default:
		return field;
	}
	if (is_secret(node->key)) {
		field.symbolic = mdm_is_symbolic(node->value);
		return field;
	}
	field.v = mdm_str_dup(l->keep, node->value);
	field.symbolic = mdm_is_symbolic(field.v);
	field.sample = mdm_is_sample(field.v);
	return field;
}

static bool
has_group(const struct mdm_apple_type *type, const char *name)
{
	for (const struct mdm_apple_row *r = type->rows; r->key != NULL; r++)
		if (strcmp(r->group, name) == 0)
			return true;
	return false;
}

static void
add_value(struct collecting *c, struct mdm_node *node, struct mdm_node *holder,
    const struct mdm_apple_value *like)
{
	struct mdm_loading *l = c->r->l;
	struct mdm_apple_value v = *like;

	v.key = mdm_str_dup(l->keep, holder->key);
	v.key_at = mdm_key_at_of(holder);
	v.element = node != holder;
	v.kind = kind_of(node);
	v.field = field_of(l, node);
	MDM_PUSH(l->keep, &c->values, v);
}

static bool
refers(const struct mdm_apple_value *v, struct mdm_str key)
{
	return v->row != NULL ? v->row->target != 0 : mdm_apple_key_refers(key);
}

static void collect(struct collecting *, struct mdm_node *, const char *group);

/* A dictionary of the table, or an array of such. */
static void
collect_group(struct collecting *c, struct mdm_node *node,
    const struct mdm_apple_row *row)
{
	if (node->kind == MDM_OBJECT) {
		MDM_PUSH(c->r->l->keep, &c->groups, row->key);
		collect(c, node, row->key);
		return;
	}
	if (node->kind != MDM_ARRAY)
		return;
	for (struct mdm_node *e = node->child; e != NULL; e = e->next)
		if (e->kind == MDM_OBJECT)
			collect(c, e, row->key);
}

/* In payloads that the tables do not know: what refers, at any depth. */
static void
collect_references(struct collecting *c, struct mdm_node *node)
{
	for (struct mdm_node *m = node->child; m != NULL; m = m->next)
		if (m->kind == MDM_OBJECT || m->kind == MDM_ARRAY)
			collect(c, m, NULL);
}

static void
collect_one(struct collecting *c, struct mdm_node *node, const char *group)
{
	const struct mdm_apple_type *type = c->payload->type;
	struct mdm_apple_value v = { .group = group };
	bool list;

	if (group != NULL)
		v.row = mdm_apple_row_find(
		    type, group, node->key, &v.nearest, &v.near_miss);
	if (group != NULL || refers(&v, node->key))
		add_value(c, node, node, &v);
	list = node->kind == MDM_ARRAY &&
	    (refers(&v, node->key) || (v.row != NULL && v.row->allowed));
	for (struct mdm_node *e = list ? node->child : NULL; e != NULL;
	     e = e->next)
		if (e->kind != MDM_OBJECT && e->kind != MDM_ARRAY)
			add_value(c, e, node, &v);
	if (type != NULL && v.row != NULL && has_group(type, v.row->key))
		collect_group(c, node, v.row);
	else if (!list && (node->kind == MDM_OBJECT || node->kind == MDM_ARRAY))
		collect(c, node, NULL);
}

/* group == NULL: a place that the tables do not describe. */
static void
collect(struct collecting *c, struct mdm_node *node, const char *group)
{
	if (node->kind == MDM_ARRAY) {
		collect_references(c, node);
		return;
	}
	for (struct mdm_node *m = node->child; m != NULL; m = m->next)
		collect_one(c, m, group);
}

static bool
is_relevant(const struct mdm_apple_payload *payload)
{
	const struct mdm_apple_type *type = payload->type;

	if (type != NULL && (type->classes != 0 || type->kind == MDM_SCEP))
		return true;
	for (size_t i = 0; i < payload->nvalues; i++)
		if (refers(&payload->values[i], payload->values[i].key))
			return true;
	return false;
}

static void
read_keys(
    struct reading *r, struct mdm_apple_payload *payload, struct mdm_node *dict)
{
	struct mdm_loading *l = r->l;
	struct collecting c = { .r = r, .payload = payload };

	payload->document = r->document;
	payload->payload_type = field_of(l, mdm_get(dict, "PayloadType"));
	payload->identifier = field_of(l, mdm_get(dict, "PayloadIdentifier"));
	payload->uuid = field_of(l, mdm_get(dict, "PayloadUUID"));
	payload->version = field_of(l, mdm_get(dict, "PayloadVersion"));
	payload->at = mdm_at_of(mdm_get(dict, "PayloadDisplayName"));
	if (!mdm_at_set(payload->at))
		payload->at = mdm_at_of(dict);
	if (payload == &r->document->top) {
		payload->type = &mdm_apple_document;
	} else {
		payload->type = mdm_apple_type_find(payload->payload_type.v);
	}
	MDM_PUSH(l->keep, &c.groups, "");
	if (payload == &r->document->top)
		for (struct mdm_node *m = dict->child; m != NULL; m = m->next) {
			struct mdm_apple_value v = { .group = "" };

			v.row = mdm_apple_row_find(payload->type, "", m->key,
			    &v.nearest, &v.near_miss);
			add_value(&c, m, m, &v);
		}
	else
		collect(&c, dict, "");
	payload->values = c.values.at;
	payload->nvalues = c.values.n;
	payload->groups = c.groups.at;
	payload->ngroups = c.groups.n;
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

static struct mdm_field
hex_field(struct mdm_loading *l, struct mdm_node *node)
{
	struct mdm_field field = field_of(l, node);
	char *hex;

	if (node == NULL || node->kind != MDM_DATA || node->value.p == NULL ||
	    node->value.n > 1024)
		return field;
	hex = MDM_NEW_N(l->keep, char, 2 * node->value.n + 1);
	mdm_hex_write((const uint8_t *)node->value.p, node->value.n, hex);
	field.v = mdm_str_span(hex, 2 * node->value.n);
	return field;
}

static void
read_scep(struct reading *r, struct mdm_profile *p, struct mdm_node *dict)
{
	struct mdm_node *settings = mdm_get(dict, "PayloadContent");
	struct mdm_enrolment *e = p->enrolment;
	int64_t bits;

	if (settings == NULL || settings->kind != MDM_OBJECT) {
		p->excerpt = true;
		return;
	}
	mdm_fields_read(r->l, p, settings, scep_rows, e);
	e->ca_fingerprint = hex_field(r->l, mdm_get(settings, "CAFingerprint"));
	if (mdm_str_to_int(e->key_size.v, &bits) && bits > 0 && bits <= 65536)
		e->key_bits = (unsigned)bits;
	if (mdm_str_to_int(
		mdm_text_of(mdm_get(settings, "Key Usage")), &bits)) {
		if ((bits & 1) != 0)
			e->usage |= MDM_REQUEST_SIGNATURE;
		if ((bits & 4) != 0)
			e->usage |= MDM_REQUEST_ENCIPHERMENT;
	}
	e->scope = r->scope;
}

static void
read_pkcs12(struct reading *r, struct mdm_profile *p, struct mdm_node *dict)
{
	mdm_fields_read(r->l, p, dict, pkcs12_rows, p->enrolment);
	mdm_load_carrier(
	    r->l, p, mdm_get(dict, "PayloadContent"), "PayloadContent");
	p->enrolment->scope = r->scope;
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
	p->network->outer = MDM_EAP_UNKNOWN;
	p->network->eap = field_of(r->l, types->child);
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

	n->network = field_of(r->l, mdm_get(dict, "UserDefinedName"));
	if (ikev2 == NULL || ikev2->kind != MDM_OBJECT)
		return;
	n->method = field_of(r->l, mdm_get(ikev2, "AuthenticationMethod"));
	n->certificate_auth = mdm_field_is(&n->method, "Certificate");
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

/* What a network's certificates are, as other formats refer to profiles. */
static void
link_network(struct reading *r, struct mdm_apple_payload *payload)
{
	struct mdm_profile *p = payload->profile;

	if (p == NULL || (p->kind & MDM_NETWORK) == 0)
		return;
	p->refs = MDM_NEW_N(r->l->keep, struct mdm_ref, payload->nvalues + 1);
	for (size_t i = 0; i < payload->nvalues; i++) {
		const struct mdm_apple_value *v = &payload->values[i];

		if (v->row != NULL && v->row->target != 0 &&
		    v->kind == MDM_APPLE_STRING)
			add_ref(r, p, v);
	}
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

	if (mdm_str_is(mdm_get_text(root, "PayloadType"), "Profile Service")) {
		mdm_load_note(l, "enrolment by Profile Service documents");
		return true;
	}
	if (mdm_get(root, "EncryptedPayloadContent") != NULL)
		mdm_load_note(
		    l, "encrypted payloads of configuration profiles");
	r.document = MDM_NEW(l->keep, struct mdm_apple_profile);
	r.document->wrapper = l->wrapper;
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

static bool
recognises(const struct mdm_doc *doc)
{
	if (may_be_signed(doc))
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
