/* SPDX-License-Identifier: MIT */
/*
 * Apple's declarative device management: assets and configurations, and the
 * documents with credentials that assets point at.  Those have no type; their
 * keys tell what they are.
 */
#include "load/apple_keys.h"
#include "load/fields.h"

/* Objects nest a few levels; a hostile file nests two thousand. */
enum { DEEPEST = 8, LEAST_IDENTITY = 64 };

#define DECLARED(member) offsetof(struct mdm_declaration, member)

static const struct mdm_field_row declaration_rows[] = {
	{ "Type", MDM_F_TEXT, DECLARED(type), "com.apple.asset...", 0 },
	{ "Identifier", MDM_F_TEXT, DECLARED(identifier), "what others call it",
	    0 },
	{ "ServerToken", MDM_F_TEXT, DECLARED(server_token),
	    "changes with the declaration", 0 },
	MDM_FIELDS_END,
};

static const struct mdm_field_row reference_rows[] = {
	{ "DataURL", MDM_F_TEXT, DECLARED(data_url), "where the credential is",
	    0 },
	{ "ContentType", MDM_F_TEXT, DECLARED(content_type),
	    "media type of the credential", 0 },
	MDM_FIELDS_END,
};

static const struct {
	const char *type;
	enum mdm_asset asset;
} assets[] = {
	{ "com.apple.asset.credential.certificate", MDM_ASSET_CERTIFICATE },
	{ "com.apple.asset.credential.identity", MDM_ASSET_IDENTITY },
	{ "com.apple.asset.credential.scep", MDM_ASSET_SCEP },
	{ "com.apple.asset.credential.acme", MDM_ASSET_ACME },
	{ "com.apple.asset.credential.userpassword", MDM_ASSET_PASSWORD },
};

/* By the end of the key; the first that fits. */
static const struct {
	const char *key;
	unsigned wanted;
} references[] = {
	{ "UserIdentityAssetReference", MDM_ASSET_OTHER },
	{ "IdentityAssetReference", MDM_ASSET_IDENTITIES },
	{ "CredentialsAssetReference", MDM_ASSET_PASSWORD },
	{ "AssetReference", MDM_ASSET_ANY },
};

static unsigned
asset_of(struct mdm_str type)
{
	for (size_t i = 0; i < sizeof(assets) / sizeof(*assets); i++)
		if (mdm_str_is(type, assets[i].type))
			return assets[i].asset;
	return mdm_str_starts(type, "com.apple.asset.") ? MDM_ASSET_OTHER : 0;
}

static unsigned
wanted_by(struct mdm_str key, struct mdm_str type)
{
	bool own = mdm_str_is(key, "CredentialAssetReference");

	if (own &&
	    mdm_str_is(type, "com.apple.configuration.security.certificate"))
		return MDM_ASSET_CERTIFICATE;
	if (own &&
	    mdm_str_is(type, "com.apple.configuration.security.identity"))
		return MDM_ASSET_IDENTITIES;
	for (size_t i = 0; i < sizeof(references) / sizeof(*references); i++)
		if (mdm_str_ends(key, references[i].key))
			return references[i].wanted;
	return 0;
}

struct collecting {
	struct mdm_loading *l;
	struct mdm_str type;
	MDM_VEC(struct mdm_asset_ref) refs;
};

static void
add_reference(struct collecting *c, struct mdm_node *node, struct mdm_str key)
{
	struct mdm_asset_ref ref = { .wanted = wanted_by(key, c->type) };

	if (ref.wanted == 0 || node->kind != MDM_STRING)
		return;
	ref.key = mdm_str_dup(c->l->keep, key);
	ref.identifier = mdm_field_of(c->l, node);
	MDM_PUSH(c->l->keep, &c->refs, ref);
}

/* A key, or an array of identifiers under it. */
static void
find_references(struct collecting *c, struct mdm_node *node, struct mdm_str key,
    unsigned depth)
{
	if (depth > DEEPEST)
		return;
	add_reference(c, node, key);
	for (struct mdm_node *m = node->child; m != NULL; m = m->next)
		find_references(
		    c, m, node->kind == MDM_ARRAY ? key : m->key, depth + 1);
}

static bool
is_declaration(const struct mdm_node *object)
{
	static const char *const spaces[] = { "com.apple.asset.",
		"com.apple.configuration.", "com.apple.activation.",
		"com.apple.management." };
	struct mdm_str type = mdm_get_text(object, "Type");

	if (object->kind != MDM_OBJECT || mdm_get(object, "Payload") == NULL)
		return false;
	for (size_t i = 0; i < sizeof(spaces) / sizeof(*spaces); i++)
		if (mdm_str_starts(type, spaces[i]))
			return true;
	return false;
}

/* What authenticates a VPN, as other formats say it. */
static void
read_vpn(struct mdm_loading *l, struct mdm_profile *p, struct mdm_node *payload)
{
	struct mdm_node *how = mdm_get(payload, "Authentication");
	struct mdm_network *n = p->network;

	n->network = mdm_field_of(l, mdm_get(payload, "HostName"));
	if (how == NULL || how->kind != MDM_OBJECT)
		return;
	n->method = mdm_field_of(l, mdm_get(how, "Method"));
	n->certificate_auth = mdm_field_is(&n->method, "Certificate");
	/* Where it leads is asked by the rule about assets. */
	n->client_elsewhere = mdm_get(how, "IdentityAssetReference") != NULL;
	if (n->client_elsewhere)
		return;
	p->refs = MDM_NEW(l->keep, struct mdm_ref);
	p->nrefs = 1;
	p->refs[0] = (struct mdm_ref){
		.role = MDM_REF_IDENTITY, .state = MDM_REF_UNBOUND, .at = p->at
	};
}

/* Its visible name, or what others call it. */
static void
set_name(struct mdm_loading *l, struct mdm_profile *p, struct mdm_node *payload)
{
	const struct mdm_declaration *d = p->declaration;
	struct mdm_node *visible = mdm_get(payload, "VisibleName");
	struct mdm_field name = mdm_field_of(l, visible);

	if (visible == NULL || visible->kind != MDM_STRING || name.v.n == 0)
		name = d->identifier.v.n > 0 ? d->identifier : d->type;
	p->name = name.v;
	p->at = name.at;
}

static void
read_declaration(struct mdm_loading *l, struct mdm_node *object)
{
	static const char vpn[] = "com.apple.configuration.network.vpn.ikev2";
	struct mdm_node *payload = mdm_get(object, "Payload");
	struct mdm_node *reference = mdm_get(payload, "Reference");
	struct mdm_str type = mdm_get_text(object, "Type");
	struct mdm_declaration *d = MDM_NEW(l->keep, struct mdm_declaration);
	struct collecting c = { .l = l, .type = type };
	struct mdm_profile *p;

	d->asset = asset_of(type);
	if (d->asset == 0)
		find_references(&c, payload, (struct mdm_str){ 0 }, 0);
	d->refs = c.refs.at;
	d->nrefs = c.refs.n;
	if (d->asset == 0 && d->nrefs == 0 && !mdm_str_is(type, vpn))
		return; /* has nothing to do with credentials */
	p = mdm_load_profile(
	    l, mdm_str_is(type, vpn) ? MDM_VPN : MDM_OTHER, MDM_APPLE, object);
	mdm_fields_read(l, p, object, declaration_rows, d);
	if (reference != NULL && reference->kind == MDM_OBJECT)
		mdm_fields_read(l, p, reference, reference_rows, d);
	p->declaration = d;
	p->dialect = MDM_DIALECT_APPLE;
	p->type = d->type.v;
	set_name(l, p, payload);
	if (p->network != NULL)
		read_vpn(l, p, payload);
}

/* A declaration, or lists of them, as servers and tools keep them. */
static size_t
count_declarations(const struct mdm_node *root)
{
	size_t n = is_declaration(root);

	for (const struct mdm_node *c = root->child; c != NULL; c = c->next) {
		n += is_declaration(c);
		for (const struct mdm_node *e = c->child;
		     c->kind == MDM_ARRAY && e != NULL; e = e->next)
			n += is_declaration(e);
	}
	return n;
}

static void
read_declarations(struct mdm_loading *l, struct mdm_node *root)
{
	if (is_declaration(root)) {
		read_declaration(l, root);
		return;
	}
	for (struct mdm_node *c = root->child; c != NULL; c = c->next) {
		if (is_declaration(c))
			read_declaration(l, c);
		for (struct mdm_node *e = c->child;
		     c->kind == MDM_ARRAY && e != NULL; e = e->next)
			if (is_declaration(e))
				read_declaration(l, e);
	}
}

static size_t
count_keys(const struct mdm_node *object, const char *const *keys)
{
	size_t n = 0;

	for (; *keys != NULL; keys++)
		n += mdm_get(object, *keys) != NULL;
	return n;
}

static bool
has_only(const struct mdm_node *object, size_t n)
{
	for (const struct mdm_node *c = object->child; c != NULL; c = c->next)
		if (n-- == 0)
			return false;
	return n == 0;
}

/* The type of a credential's document, or NULL: not one. */
static const struct mdm_apple_type *
credential_of(const struct mdm_node *root)
{
	static const char *const scep[] = { "URL", "Keysize", "Key Type",
		"Key Usage", "CAFingerprint", NULL };
	static const char *const acme[] = { "DirectoryURL", "ClientIdentifier",
		"HardwareBound", NULL };
	static const char *const identity[] = { "Identity", "Password", NULL };
	const char *name = NULL;

	if (root->kind != MDM_OBJECT || mdm_get(root, "PayloadType") != NULL)
		return NULL;
	if (count_keys(root, scep) > 1)
		name = "com.apple.credential.scep";
	else if (count_keys(root, acme) > 1)
		name = "com.apple.credential.acme";
	else if (count_keys(root, identity) == 2 && has_only(root, 2) &&
	    mdm_get_text(root, "Identity").n > LEAST_IDENTITY)
		name = "com.apple.credential.identity";
	return name != NULL ? mdm_apple_type_find(mdm_str_of(name)) : NULL;
}

static void
read_credential(struct mdm_loading *l, struct mdm_node *root,
    const struct mdm_apple_type *type)
{
	struct mdm_apple_payload *payload =
	    MDM_NEW(l->keep, struct mdm_apple_payload);
	struct mdm_profile *p =
	    mdm_load_profile(l, type->kind, MDM_APPLE, root);

	payload->type = type;
	payload->profile = p;
	payload->at = p->at;
	payload->document = MDM_NEW(l->keep, struct mdm_apple_profile);
	mdm_apple_collect(l, payload, root, false);
	p->apple = payload;
	p->dialect = MDM_DIALECT_APPLE;
	p->document = payload->document;
	p->type = mdm_str_of(type->name);
	p->name = p->type;
	if (p->kind == MDM_SCEP)
		mdm_apple_scep(l, p, root);
	if (p->kind != MDM_PFX)
		return;
	mdm_load_carrier(l, p, mdm_get(root, "Identity"), "Identity");
	mdm_secret_add(
	    l, p, MDM_SECRET_PFX_PASSWORD, mdm_get(root, "Password"));
}

static bool
recognises(const struct mdm_doc *doc)
{
	return doc->source->syntax == MDM_JSON && !doc->damaged &&
	    doc->root != NULL &&
	    (doc->root->kind == MDM_OBJECT || doc->root->kind == MDM_ARRAY) &&
	    (count_declarations(doc->root) > 0 ||
		credential_of(doc->root) != NULL);
}

static bool
load(struct mdm_loading *l)
{
	const struct mdm_apple_type *credential = credential_of(l->doc->root);

	if (credential != NULL)
		read_credential(l, l->doc->root, credential);
	else
		read_declarations(l, l->doc->root);
	return true;
}

static const char *const keys[] = { "Payload", "Keysize", "Key Usage",
	"Key Type", "CAFingerprint", "DirectoryURL", "ClientIdentifier",
	"Identity", NULL };

const struct mdm_format mdm_format_declaration = {
	.name = "declaration",
	.keys = keys,
	.recognises = recognises,
	.load = load,
};
