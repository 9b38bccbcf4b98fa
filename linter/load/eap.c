/* SPDX-License-Identifier: MIT */
/*
 * EapHostConfig (windows.md 1.7).  One outer method, and inside PEAP, TTLS
 * and TEAP an inner one; each has its own trust anchors.
 */
#include "load/network.h"

enum { DEEPEST = 8, MOST_METHODS = 16 };

struct eap_reading {
	struct mdm_loading *loading;
	struct mdm_profile *profile;
	struct mdm_network *network;
	unsigned methods; /* inner ones seen */
};

static bool
is_number(struct mdm_str text, int *ret_type)
{
	int64_t value;

	if (!mdm_str_to_int(text, &value) || value < 0 || value > 255)
		return false;
	*ret_type = (int)value;
	return true;
}

/* What `Type` says; numbers that nobody asks for are "unknown". */
static int
type_of(const struct mdm_node *type)
{
	static const int known[] = { MDM_EAP_MD5, MDM_EAP_TLS, MDM_EAP_LEAP,
		MDM_EAP_SIM, MDM_EAP_TTLS, MDM_EAP_PEAP, MDM_EAP_MSCHAPV2,
		MDM_EAP_FAST, MDM_EAP_TEAP };
	int value;

	if (type == NULL)
		return MDM_EAP_NONE;
	if (!is_number(mdm_xml_text(type), &value))
		return MDM_EAP_UNKNOWN;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (known[i] == value)
			return value;
	return MDM_EAP_UNKNOWN;
}

/* Documentation shows thumbprints of ff ff ff .... */
static bool
is_one_digit(struct mdm_str hash)
{
	char digit = '\0';

	for (size_t i = 0; i < hash.n; i++) {
		char c = mdm_lower(hash.p[i]);

		if (mdm_is_space(c))
			continue;
		if (digit != '\0' && c != digit)
			return false;
		digit = c;
	}
	return digit != '\0';
}

/*
 * TEAP's schema asks for SHA-256 where those of the older methods ask for
 * SHA-1; both are met under the same names.
 */
static void
add_hash(struct mdm_loading *l, struct mdm_fields *list, struct mdm_node *node,
    bool sha256_too)
{
	struct mdm_field f = mdm_xml_field(l, node);

	/* Samples keep the element empty, or its value in a comment. */
	if (f.state != MDM_HAS_VALUE || f.v.n == 0)
		return;
	f.sample |= is_one_digit(f.v);
	f.sha256_too = sha256_too;
	mdm_fields_add(l->keep, list, f);
}

static bool
is_anchor(struct mdm_str name)
{
	static const char *const names[] = { "TrustedRootCA",
		"TrustedRootCAHash", "TrustedRootCAHashes" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (mdm_str_iis(name, names[i]))
			return true;
	return false;
}

static void
read_anchors(struct eap_reading *r, struct mdm_node *settings,
    struct mdm_fields *list, bool sha256_too)
{
	struct mdm_node *validation =
	    mdm_xml_child(settings, "ServerValidation");

	if (list->state == MDM_ABSENT)
		list->where =
		    mdm_key_at_of(validation != NULL ? validation : settings);
	list->state = MDM_HAS_VALUE;
	for (struct mdm_node *c = validation != NULL ? validation->child : NULL;
	     c != NULL; c = c->next)
		if (!c->attribute && is_anchor(c->key))
			add_hash(r->loading, list, c, sha256_too);
}

/* "a.test;b.test" */
static void
read_names(
    struct eap_reading *r, struct mdm_node *settings, struct mdm_fields *list)
{
	struct mdm_node *validation =
	    mdm_xml_child(settings, "ServerValidation");
	struct mdm_node *node = mdm_xml_child(validation, "ServerNames");
	struct mdm_field all = mdm_xml_field(r->loading, node);
	struct mdm_str rest = all.v, part;

	if (list->state == MDM_ABSENT) {
		if (node == NULL)
			list->where = mdm_key_at_of(
			    validation != NULL ? validation : settings);
		else
			list->where =
			    all.v.n > 0 ? all.at : mdm_key_at_of(node);
	}
	list->state = MDM_HAS_VALUE;
	while (all.v.n > 0 && mdm_str_split(&rest, ';', &part)) {
		struct mdm_str name = mdm_str_trim(part);
		struct mdm_field f = all;

		if (name.n == 0)
			continue;
		f.v = name;
		f.at = mdm_at_within(
		    all.at, all.v.n, (size_t)(name.p - all.v.p), name.n);
		f.symbolic = mdm_is_symbolic(name);
		mdm_fields_add(r->loading->keep, list, f);
	}
}

/* V2 of EAP-TLS has the switches itself, PEAP in its extensions. */
static struct mdm_field
read_switch(struct eap_reading *r, struct mdm_node *settings, const char *name)
{
	struct mdm_node *node = mdm_xml_child(settings, name);

	if (node == NULL)
		node = mdm_xml_child(
		    mdm_xml_child(settings, "PeapExtensions"), name);
	return mdm_xml_bool(r->loading, node);
}

static void
read_outer_validation(struct eap_reading *r, struct mdm_node *settings)
{
	struct mdm_network *n = r->network;
	struct mdm_node *validation =
	    mdm_xml_child(settings, "ServerValidation");
	struct mdm_node *prompt =
	    mdm_xml_child(validation, "DisableUserPromptForServerValidation");

	if (prompt == NULL)
		prompt = mdm_xml_child(validation, "DisablePrompt");
	n->no_prompt = mdm_xml_bool(r->loading, prompt);
	n->validate = read_switch(r, settings, "PerformServerValidation");
	n->use_names = read_switch(r, settings, "AcceptServerName");
	read_anchors(r, settings, &n->anchors, n->outer == MDM_EAP_TEAP);
	read_names(r, settings, &n->server_names);
}

static bool
is_enabled(const struct mdm_node *list)
{
	struct mdm_str on = mdm_xml_text(mdm_xml_attribute(list, "Enabled"));

	return mdm_str_iis(on, "true") || mdm_str_is(on, "1");
}

static struct mdm_field
oid_of_name(
    struct eap_reading *r, struct mdm_node *mapping, struct mdm_str name)
{
	struct mdm_node *map = mdm_xml_child(mapping, "EKUMap");

	for (; map != NULL; map = mdm_xml_next(map, "EKUMap"))
		if (mdm_str_eq(
			mdm_xml_text(mdm_xml_child(map, "EKUName")), name))
			return mdm_xml_field(
			    r->loading, mdm_xml_child(map, "EKUOID"));
	return (struct mdm_field){ 0 };
}

static void
read_eku_filter(
    struct eap_reading *r, struct mdm_node *list, struct mdm_node *mapping)
{
	struct mdm_network *n = r->network;
	struct mdm_node *first = mdm_xml_child(list, "EKUMapInList");
	size_t count = n->neku_filter;
	struct mdm_eku *grown;

	for (struct mdm_node *c = first; c != NULL;
	     c = mdm_xml_next(c, "EKUMapInList"))
		count++;
	if (!is_enabled(list) || count == n->neku_filter)
		return;
	grown = MDM_NEW_N(r->loading->keep, struct mdm_eku, count);
	if (n->neku_filter > 0)
		memcpy(grown, n->eku_filter, n->neku_filter * sizeof(*grown));
	n->eku_filter = grown;
	for (struct mdm_node *c = first; c != NULL;
	     c = mdm_xml_next(c, "EKUMapInList")) {
		struct mdm_eku *eku = &n->eku_filter[n->neku_filter++];

		eku->name =
		    mdm_xml_field(r->loading, mdm_xml_child(c, "EKUName"));
		eku->oid = oid_of_name(r, mapping, eku->name.v);
		eku->at =
		    mdm_at_set(eku->name.at) ? eku->name.at : mdm_key_at_of(c);
	}
}

/* Which client certificates may be used: V3 of EAP-TLS. */
static void
read_filter(struct eap_reading *r, struct mdm_node *settings)
{
	struct mdm_network *n = r->network;
	struct mdm_node *filter =
	    mdm_xml_find(settings, "TLSExtensions/FilteringInfo");
	struct mdm_node *hashes = mdm_xml_child(filter, "CAHashList");
	struct mdm_node *hash = mdm_xml_child(hashes, "IssuerHash");

	if (filter == NULL)
		return;
	if (is_enabled(hashes)) {
		n->issuer_filter.where = mdm_key_at_of(hashes);
		n->issuer_filter.state = MDM_HAS_VALUE;
		for (; hash != NULL; hash = mdm_xml_next(hash, "IssuerHash"))
			add_hash(r->loading, &n->issuer_filter, hash, false);
	}
	read_eku_filter(r, mdm_xml_child(filter, "ClientAuthEKUList"),
	    mdm_xml_child(filter, "EKUMapping"));
}

static void look_inside(
    struct eap_reading *, struct mdm_node *settings, unsigned depth);

static void
read_inner(struct eap_reading *r, struct mdm_node *type,
    struct mdm_node *settings, unsigned depth)
{
	struct mdm_network *n = r->network;
	int eap = type_of(type);

	if (r->methods++ == 0) {
		n->inner_eap = eap;
		n->inner = mdm_xml_field(r->loading, type);
	}
	n->certificate_auth |= eap == MDM_EAP_TLS;
	n->password_auth |= eap == MDM_EAP_MSCHAPV2 || eap == MDM_EAP_MD5;
	if (settings == NULL)
		return;
	if (eap == MDM_EAP_TLS) {
		read_anchors(r, settings, &n->inner_anchors, false);
		read_names(r, settings, &n->inner_server_names);
		read_filter(r, settings);
	}
	look_inside(r, settings, depth + 1);
}

/* TTLS without EAP inside: <PAPAuthentication/>. */
static bool
read_plain_method(struct eap_reading *r, struct mdm_node *node)
{
	static const struct {
		const char *element, *name;
	} methods[] = {
		{ "PAPAuthentication", "PAP" },
		{ "CHAPAuthentication", "CHAP" },
		{ "MSCHAPAuthentication", "MS-CHAP" },
		{ "MSCHAPv2Authentication", "MS-CHAPv2" },
	};
	struct mdm_network *n = r->network;

	for (size_t i = 0; i < sizeof(methods) / sizeof(*methods); i++) {
		if (!mdm_str_iis(node->key, methods[i].element))
			continue;
		n->password_auth = true;
		if (r->methods++ == 0)
			n->inner = (struct mdm_field){ .v = mdm_str_of(
							   methods[i].name),
				.at = mdm_key_at_of(node),
				.state = MDM_HAS_VALUE };
		return true;
	}
	return false;
}

/* The elements in which a method's settings are, whatever the method. */
static struct mdm_node *
settings_of(struct mdm_node *config, struct mdm_node **ret_type)
{
	static const char *const direct[] = { "EapTtls", "EapTeap", NULL };
	struct mdm_node *eap = mdm_xml_child(config, "Eap");

	if (eap != NULL) {
		struct mdm_node *type = mdm_xml_child(eap, "Type");

		if (type != NULL)
			*ret_type = type;
		return mdm_xml_child(eap, "EapType");
	}
	for (size_t i = 0; direct[i] != NULL; i++) {
		eap = mdm_xml_child(config, direct[i]);
		if (eap != NULL)
			return eap;
	}
	return NULL;
}

static void
look_inside(struct eap_reading *r, struct mdm_node *settings, unsigned depth)
{
	if (depth > DEEPEST)
		return;
	for (struct mdm_node *c = settings->child; c != NULL; c = c->next) {
		struct mdm_node *type;

		if (c->attribute || r->methods >= MOST_METHODS)
			continue;
		if (mdm_str_iis(c->key, "Eap")) {
			type = mdm_xml_child(c, "Type");
			read_inner(r, type, mdm_xml_child(c, "EapType"), depth);
		} else if (mdm_str_iis(c->key, "EapHostConfig")) {
			struct mdm_node *inner;

			type = mdm_xml_find(c, "EapMethod/Type");
			inner = settings_of(mdm_xml_child(c, "Config"), &type);
			read_inner(r, type, inner, depth);
		} else if (!read_plain_method(r, c)) {
			look_inside(r, c, depth + 1);
		}
	}
}

void
mdm_network_eap(
    struct mdm_loading *l, struct mdm_profile *p, struct mdm_node *eap)
{
	struct eap_reading r = { l, p, p->network, 0 };
	struct mdm_node *config = mdm_xml_child(eap, "Config");
	struct mdm_node *declared = mdm_xml_find(eap, "EapMethod/Type");
	struct mdm_node *type = declared;
	struct mdm_node *settings = settings_of(config, &type);

	if (declared != NULL)
		type = declared;
	p->network->outer = type_of(type);
	p->network->eap = mdm_xml_field(l, type);
	p->network->certificate_auth |= p->network->outer == MDM_EAP_TLS;
	p->network->password_auth |= p->network->outer == MDM_EAP_MSCHAPV2;
	if (mdm_xml_child(config, "ConfigBlob") != NULL)
		mdm_load_note(l, "EAP configurations in binary form");
	if (settings == NULL)
		return;
	read_outer_validation(&r, settings);
	read_filter(&r, settings);
	look_inside(&r, settings, 0);
}
