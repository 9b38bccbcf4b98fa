/* SPDX-License-Identifier: MIT */
/* Open Network Configuration: documents and certificates. */
#include "load/onc.h"

#define AT(member) offsetof(struct mdm_onc_object, member)

const struct mdm_field_row mdm_onc_certificate_rows[] = {
	{ "GUID", MDM_F_TEXT, AT(guid), "what networks call it", 0 },
	{ "Type", MDM_F_TEXT, AT(type), "Authority, Server or Client", 0 },
	{ "Remove", MDM_F_BOOL, AT(remove), "take it off the device", 0 },
	{ "X509", MDM_F_HANDLED, 0, "the certificate, PEM or base64", 0 },
	{ "PKCS12", MDM_F_HANDLED, 0, "certificate and key, base64", 0 },
	{ "TrustBits", MDM_F_HANDLED, 0, "Web: trusted for HTTPS", 0 },
	MDM_FIELDS_END,
};

static void
note_misspelling(struct mdm_onc_reading *r, struct mdm_onc_object *o,
    struct mdm_node *member, const char *meant)
{
	struct mdm_arena *keep = r->l->keep;
	struct mdm_onc_misspelling *grown =
	    MDM_NEW_N(keep, struct mdm_onc_misspelling, o->nmisspellings + 1);

	if (o->nmisspellings > 0)
		memcpy(
		    grown, o->misspellings, o->nmisspellings * sizeof(*grown));
	grown[o->nmisspellings++] = (struct mdm_onc_misspelling){
		.at = mdm_key_at_of(member),
		.key = mdm_str_dup(keep, member->key),
		.meant = meant,
	};
	o->misspellings = grown;
}

void
mdm_onc_fields(struct mdm_onc_reading *r, struct mdm_onc_object *o,
    struct mdm_profile *p, struct mdm_node *object,
    const struct mdm_field_row *rows, void *target)
{
	mdm_fields_read(r->l, p, object, rows, target);
	for (; rows->key != NULL; rows++) {
		struct mdm_node *member = mdm_iget(object, rows->key);

		if (member != NULL && !mdm_str_is(member->key, rows->key))
			note_misspelling(r, o, member, rows->key);
	}
}

struct mdm_carrier *
mdm_onc_carrier(struct mdm_loading *l, struct mdm_profile *p,
    struct mdm_node *value, const char *field)
{
	struct mdm_carrier *carrier = mdm_load_carrier(l, p, value, field);

	if (carrier->wrapping == MDM_WRAPPED_PEM_TEXT)
		carrier->wrapping = MDM_WRAPPED_ONCE; /* made for it */
	return carrier;
}

/* State and place; the bytes are the carrier's. */
static struct mdm_field
presence_of(struct mdm_node *node)
{
	struct mdm_field field = { 0 };

	if (node == NULL)
		return field;
	field.at = mdm_at_of(node);
	field.state = node->kind == MDM_NULL ? MDM_IS_NULL : MDM_HAS_VALUE;
	return field;
}

/* By its Type; where that says nothing, by what it holds. */
static enum mdm_profile_kind
kind_of(const struct mdm_node *certificate)
{
	struct mdm_str type = mdm_text_of(mdm_iget(certificate, "Type"));
	bool client = mdm_str_iis(type, "Client");

	if (!client && mdm_iget(certificate, "X509") != NULL)
		return MDM_TRUST;
	if (mdm_iget(certificate, "PKCS12") != NULL)
		return MDM_PFX;
	return MDM_OTHER;
}

static void
read_certificate(
    struct mdm_onc_reading *r, struct mdm_onc_object *o, struct mdm_node *node)
{
	enum mdm_profile_kind kind = kind_of(node);
	struct mdm_profile *p = mdm_load_profile(r->l, kind, r->platform, node);
	struct mdm_node *x509 = mdm_iget(node, "X509");
	struct mdm_node *pkcs12 = mdm_iget(node, "PKCS12");

	o->certificate = true;
	o->profile = p;
	p->onc = o;
	mdm_onc_fields(r, o, p, node, mdm_onc_certificate_rows, o);
	o->x509 = presence_of(x509);
	o->pkcs12 = presence_of(pkcs12);
	o->trust_bits = presence_of(mdm_iget(node, "TrustBits"));
	if (kind == MDM_TRUST) {
		p->trust->carrier = mdm_onc_carrier(r->l, p, x509, "X509");
		o->carrier = p->trust->carrier;
		if (p->trust->carrier->ncerts > 0)
			p->trust->cert = p->trust->carrier->certs[0];
	} else if (kind == MDM_PFX) {
		o->carrier = mdm_load_carrier(r->l, p, pkcs12, "PKCS12");
	}
	p->name = o->guid.v.n > 0 ? o->guid.v : MDM_LIT("");
}

static void
settle(
    struct mdm_onc_reading *r, struct mdm_onc_object *o, struct mdm_node *node)
{
	struct mdm_profile *p = o->profile;

	o->document = r->document;
	o->at = mdm_at_of(node);
	p->dialect = MDM_DIALECT_ONC;
	p->document = r->document;
	p->type = o->type.v.p != NULL ? o->type.v : MDM_LIT("");
	if (mdm_at_set(o->guid.at) && mdm_str_eq(p->name, o->guid.v))
		p->at = o->guid.at;
}

static struct mdm_node *
list_of(const struct mdm_node *configuration, const char *key)
{
	struct mdm_node *list = mdm_iget(configuration, key);

	return list != NULL && list->kind == MDM_ARRAY ? list : NULL;
}

static size_t
count_objects(const struct mdm_node *list)
{
	size_t n = 0;

	for (struct mdm_node *c = list ? list->child : NULL; c; c = c->next)
		n += c->kind == MDM_OBJECT;
	return n;
}

static void
read_list(struct mdm_onc_reading *r, const struct mdm_node *list,
    void (*read)(
	struct mdm_onc_reading *, struct mdm_onc_object *, struct mdm_node *))
{
	for (struct mdm_node *c = list ? list->child : NULL; c; c = c->next) {
		struct mdm_onc_object *o;

		if (c->kind != MDM_OBJECT)
			continue;
		o = &r->document->objects[r->document->nobjects++];
		read(r, o, c);
		settle(r, o, c);
	}
}

/* Certificates first: networks refer to them. */
bool
mdm_onc_load(
    struct mdm_loading *l, struct mdm_node *configuration, bool android)
{
	struct mdm_onc_reading r = { .l = l };
	struct mdm_node *certificates = list_of(configuration, "Certificates");
	struct mdm_node *networks =
	    list_of(configuration, "NetworkConfigurations");
	struct mdm_onc *document = MDM_NEW(l->keep, struct mdm_onc);

	r.document = document;
	r.platform = android ? MDM_ANDROID_ENTERPRISE : MDM_CHROMEOS;
	document->android = android;
	document->objects = MDM_NEW_N(l->keep, struct mdm_onc_object,
	    count_objects(certificates) + count_objects(networks) + 1);
	read_list(&r, certificates, read_certificate);
	read_list(&r, networks, mdm_onc_network);
	for (size_t i = 0; i < document->nobjects; i++)
		mdm_onc_link(&r, &document->objects[i]);
	return true;
}

static bool
has_elements_with(
    const struct mdm_node *list, const char *key, const char *other)
{
	for (struct mdm_node *c = list ? list->child : NULL; c; c = c->next)
		if (mdm_iget(c, key) != NULL || mdm_iget(c, other) != NULL)
			return true;
	return false;
}

static bool
is_encrypted(const struct mdm_node *object)
{
	return mdm_str_is(
		   mdm_get_text(object, "Type"), "EncryptedConfiguration") &&
	    mdm_get(object, "Ciphertext") != NULL;
}

bool
mdm_onc_recognises(const struct mdm_node *object)
{
	if (object->kind != MDM_OBJECT)
		return false;
	return is_encrypted(object) ||
	    list_of(object, "NetworkConfigurations") != NULL ||
	    has_elements_with(
		list_of(object, "Certificates"), "X509", "PKCS12");
}

/* A network that somebody took out of its file. */
static bool
is_network(const struct mdm_node *object)
{
	struct mdm_str type = mdm_get_text(object, "Type");

	return mdm_get(object, "GUID") != NULL &&
	    ((mdm_str_is(type, "WiFi") && mdm_get(object, "WiFi") != NULL) ||
		(mdm_str_is(type, "Ethernet") &&
		    mdm_get(object, "Ethernet") != NULL) ||
		(mdm_str_is(type, "VPN") && mdm_get(object, "VPN") != NULL));
}

static bool
load_network(struct mdm_loading *l, struct mdm_node *network)
{
	struct mdm_onc_reading r = { .l = l, .platform = MDM_CHROMEOS };
	struct mdm_onc_object *o = MDM_NEW(l->keep, struct mdm_onc_object);
	struct mdm_onc *document = MDM_NEW(l->keep, struct mdm_onc);

	document->excerpt = true;
	document->objects = o;
	document->nobjects = 1;
	r.document = document;
	mdm_onc_network(&r, o, network);
	settle(&r, o, network);
	mdm_onc_link(&r, o);
	return true;
}

static bool
recognises(const struct mdm_doc *doc)
{
	if (doc->source->syntax != MDM_JSON || doc->damaged ||
	    doc->root == NULL || doc->root->kind != MDM_OBJECT)
		return false;
	return mdm_onc_recognises(doc->root) || is_network(doc->root);
}

static bool
load(struct mdm_loading *l)
{
	struct mdm_node *root = l->doc->root;

	if (is_encrypted(root)) {
		mdm_load_note(l, "encrypted ONC files");
		return true;
	}
	if (is_network(root))
		return load_network(l, root);
	return mdm_onc_load(l, root, false);
}

static const char *const keys[] = { "NetworkConfigurations", "Certificates",
	"Ciphertext", "WiFi", "Ethernet", "VPN", NULL };

const struct mdm_format mdm_format_onc = {
	.name = "ONC",
	.keys = keys,
	.recognises = recognises,
	.load = load,
};
