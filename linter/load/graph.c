/* SPDX-License-Identifier: MIT */
/* One Graph object: what it is, who wrote it down, and its parts. */
#include "load/graph.h"

#define ZERO_GUID "00000000-0000-0000-0000-000000000000"

bool
mdm_is_guid(struct mdm_str text)
{
	if (text.n != sizeof(ZERO_GUID) - 1)
		return false;
	for (size_t i = 0; i < text.n; i++)
		if (i == 8 || i == 13 || i == 18 || i == 23
			? text.p[i] != '-'
			: mdm_hex_digit(text.p[i]) < 0)
			return false;
	return true;
}

struct mdm_str
mdm_str_lower(struct mdm_arena *arena, struct mdm_str text)
{
	char *copy = MDM_NEW_N(arena, char, text.n + 1);

	for (size_t i = 0; i < text.n; i++)
		copy[i] = mdm_lower(text.p[i]);
	return mdm_str_span(copy, text.n);
}

struct mdm_str
mdm_guid_of(struct mdm_arena *arena, struct mdm_str text)
{
	const size_t n = sizeof(ZERO_GUID) - 1;

	/* The last one: URLs and names end with the id that matters. */
	for (size_t i = text.n + 1; i-- > n;) {
		struct mdm_str part = mdm_str_sub(text, i - n, n);

		if (!mdm_is_guid(part))
			continue;
		if (mdm_str_is(part, ZERO_GUID))
			break;
		return mdm_str_lower(arena, part);
	}
	return (struct mdm_str){ 0 };
}

struct mdm_file_name
mdm_file_name_of(struct mdm_str path)
{
	struct mdm_file_name name = { .base = path };
	size_t slash = mdm_str_rfind_byte(path, '/');
	size_t dot;

	if (slash != SIZE_MAX) {
		name.folder = mdm_str_sub(path, 0, slash);
		name.base = mdm_str_sub(path, slash + 1, path.n);
		slash = mdm_str_rfind_byte(name.folder, '/');
		name.parent = slash == SIZE_MAX
		    ? name.folder
		    : mdm_str_sub(name.folder, slash + 1, path.n);
	}
	dot = mdm_str_rfind_byte(name.base, '.');
	name.stem = mdm_str_sub(name.base, 0, dot);
	return name;
}

/* Types by what only they have; the kind's first type stands for it. */
static const struct {
	const char *key;
	enum mdm_node_kind a, b;
	enum mdm_profile_kind kind;
} telltales[] = {
	{ "trustedRootCertificate", MDM_STRING, MDM_NULL, MDM_TRUST },
	{ "scepServerUrls", MDM_ARRAY, MDM_STRING, MDM_SCEP },
	{ "certificateTemplateName", MDM_STRING, MDM_NULL, MDM_PKCS },
	{ "cloudCertificationAuthorityType", MDM_STRING, MDM_NULL,
	    MDM_CLOUD_CA },
};

static const struct mdm_ref_row root_row[] = {
	{ "rootCertificate", MDM_REF_ROOT, false },
	{ .property = NULL },
};

static const struct mdm_graph_type unnamed[] = {
	{ "", MDM_TRUST, MDM_PLATFORM_UNKNOWN, &root_row[1] },
	{ "", MDM_SCEP, MDM_PLATFORM_UNKNOWN, root_row },
	{ "", MDM_PKCS, MDM_PLATFORM_UNKNOWN, root_row },
	{ "", MDM_CLOUD_CA, MDM_PLATFORM_UNKNOWN, &root_row[1] },
	{ "", MDM_OTHER, MDM_PLATFORM_UNKNOWN, &root_row[1] },
};

static const struct mdm_graph_type *
unnamed_of(enum mdm_profile_kind kind)
{
	for (size_t i = 0; i < sizeof(unnamed) / sizeof(*unnamed); i++)
		if (unnamed[i].kind == kind)
			return &unnamed[i];
	return NULL;
}

static const struct mdm_graph_type *
type_by_keys(const struct mdm_node *object)
{
	for (size_t i = 0; i < sizeof(telltales) / sizeof(*telltales); i++) {
		const struct mdm_node *node =
		    mdm_iget(object, telltales[i].key);

		if (node != NULL &&
		    (node->kind == telltales[i].a ||
			node->kind == telltales[i].b))
			return unnamed_of(telltales[i].kind);
	}
	return NULL;
}

/* Microsoft365DSC names resources, not types: parts of the name tell. */
static const struct {
	const char *part, *type;
} resources[] = {
	{ "ScepCertificatePolicyWindows10", "windows81SCEPCertificateProfile" },
	{ "TrustedCertificatePolicyWindows10",
	    "windows81TrustedRootCertificate" },
	{ "PkcsCertificatePolicyWindows10", "windows10PkcsCertificateProfile" },
	{ "ImportedPfxCertificatePolicyWindows10",
	    "windows10ImportedPFXCertificateProfile" },
	{ "TrustedRootCertificateIOS", "iosTrustedRootCertificate" },
	{ "TrustedRootCertificateMacOS", "macOSTrustedRootCertificate" },
	{ "TrustedRootCertificateAndroidEnterprise",
	    "androidDeviceOwnerTrustedRootCertificate" },
	{ "TrustedRootCertificateAndroidWork",
	    "androidWorkProfileTrustedRootCertificate" },
	{ "TrustedRootCertificateAndroid", "androidTrustedRootCertificate" },
	{ "WiredNetworkPolicyWindows10", "windowsWiredNetworkConfiguration" },
	{ "VpnPolicyWindows10", "windows10VpnConfiguration" },
	{ "VPNConfigurationPolicyIOS", "iosVpnConfiguration" },
	{ "DomainJoinPolicyWindows10", "windowsDomainJoinConfiguration" },
	{ "WifiConfigurationPolicyAndroidEnterpriseDeviceOwner",
	    "androidDeviceOwnerWiFiConfiguration" },
	{ "WifiConfigurationPolicyAndroidEnterpriseWorkProfile",
	    "androidWorkProfileWiFiConfiguration" },
	{ "WifiConfigurationPolicyAndroidForWork",
	    "androidForWorkWiFiConfiguration" },
	{ "WifiConfigurationPolicyAndroidDeviceAdministrator",
	    "androidWiFiConfiguration" },
	{ "WifiConfigurationPolicyIOS", "iosWiFiConfiguration" },
	{ "WifiConfigurationPolicyMacOS", "macOSWiFiConfiguration" },
	{ "WifiConfigurationPolicyWindows10", "windowsWifiConfiguration" },
};

static const struct mdm_graph_type *
type_of_resource(struct mdm_str name)
{
	for (size_t i = 0; i < sizeof(resources) / sizeof(*resources); i++)
		if (mdm_str_ihas(name, resources[i].part))
			return mdm_graph_type_find(
			    mdm_str_of(resources[i].type));
	return NULL;
}

/* Settings catalogues are large and common: known by their top level. */
static bool
is_catalogue(const struct mdm_node *object)
{
	return mdm_get(object, "settings") != NULL &&
	    (mdm_get(object, "technologies") != NULL ||
		mdm_get(object, "templateReference") != NULL);
}

static const struct mdm_graph_type *
type_of(struct mdm_node *object, const struct mdm_graph_context *context,
    struct mdm_str *ret_name, bool *ret_other)
{
	struct mdm_str name = mdm_get_text(object, "@odata.type");
	struct mdm_str resource;
	const struct mdm_graph_type *type = NULL;

	if (name.n == 0 && is_catalogue(object)) {
		*ret_other = true;
		return NULL;
	}
	*ret_name = mdm_graph_type_name(name);
	*ret_other = name.n > 0;
	if (name.n > 0)
		type = mdm_graph_type_find(name);
	if (type != NULL)
		return type;
	if (name.n > 0 && mdm_graph_type_is_other(name)) {
		/* A type newer than the table is known by its properties. */
		type = type_by_keys(object);
		return type != NULL ? type : unnamed_of(MDM_OTHER);
	}
	if (name.n > 0)
		return NULL;
	resource = mdm_text_of(mdm_iget(object, "ResourceName"));
	if (resource.n > 0 && (type = type_of_resource(resource)) != NULL)
		return type;
	type = type_by_keys(object);
	if (context->type.n > 0 &&
	    (type != NULL || mdm_get(object, "displayName") != NULL ||
		mdm_get(object, "id") != NULL)) {
		*ret_name = mdm_graph_type_name(context->type);
		type = mdm_graph_type_find(context->type);
	}
	if (type == NULL && context->kind != 0 && context->expanded &&
	    mdm_iget(object, "displayName") != NULL)
		type = unnamed_of(context->kind);
	return type;
}

/* Which tool wrote it, as far as the object itself shows. */
static enum mdm_form
form_of(const struct mdm_node *object, const struct mdm_graph_context *context)
{
	enum mdm_form form = context->form;
	bool graph = false;

	if (form != MDM_FORM_UNKNOWN)
		return form;
	for (const struct mdm_node *c = object->child; c != NULL; c = c->next) {
		if (mdm_str_ends(c->key, "@odata.bind"))
			return MDM_FORM_POST_BODY;
		if (mdm_str_starts(c->key, "#CustomRef_") ||
		    mdm_str_starts(c->key, "#microsoft.graph.") ||
		    mdm_str_ends(c->key, "@odata.navigationLink") ||
		    mdm_str_is(c->key, "@odata.editLink"))
			form = MDM_FORM_INTUNE_MANAGEMENT;
		if (mdm_str_is(c->key, "ResourceName") ||
		    mdm_str_is(c->key, "RootCertificateDisplayName") ||
		    mdm_str_is(c->key, "RootCertificateId"))
			form = MDM_FORM_M365DSC;
		if (mdm_str_is(c->key, "id") ||
		    mdm_str_is(c->key, "@odata.context"))
			graph = true;
	}
	if (form == MDM_FORM_UNKNOWN && graph)
		form = MDM_FORM_GRAPH_GET;
	return form;
}

static struct mdm_str
id_of(struct mdm_loading *l, struct mdm_node *object,
    const struct mdm_graph_context *context)
{
	struct mdm_str text = mdm_str_trim(mdm_text_of(mdm_iget(object, "id")));

	if (mdm_is_guid(text))
		return mdm_guid_of(l->keep, text);
	if (text.n > 0 && !mdm_is_symbolic(text) && !mdm_is_sample(text))
		return mdm_str_lower(l->keep, text);
	if (context->id.n > 0)
		return mdm_guid_of(l->keep, context->id);
	return (struct mdm_str){ 0 };
}

static void
read_head(struct mdm_graph_reading *r, struct mdm_str type_name)
{
	struct mdm_loading *l = r->loading;
	struct mdm_profile *p = r->profile;
	struct mdm_node *name = mdm_iget(r->object, "displayName");

	if (name == NULL)
		name = mdm_iget(r->object, "name");
	if (name != NULL && mdm_text_of(name).n > 0) {
		p->name = mdm_str_dup(l->keep, mdm_text_of(name));
		p->at = mdm_at_of(name);
	} else if (r->context->name.n > 0) {
		p->name = mdm_str_dup(l->keep, r->context->name);
	} else {
		p->name = MDM_LIT("");
	}
	/* The table's spelling, so that no rule meets another one. */
	p->type = r->type->name[0] != '\0' ? mdm_str_of(r->type->name)
					   : mdm_str_dup(l->keep, type_name);
	p->id = id_of(l, r->object, r->context);
	p->description = mdm_field_of(l, mdm_iget(r->object, "description"));
	p->modified =
	    mdm_field_of(l, mdm_iget(r->object, "lastModifiedDateTime"));
	p->form = form_of(r->object, r->context);
}

/* Does any property say its own name, as in Graph's documentation? */
static bool
is_sample(const struct mdm_node *object)
{
	for (const struct mdm_node *c = object->child; c != NULL; c = c->next) {
		const struct mdm_node *value =
		    c->kind == MDM_ARRAY ? c->child : c;

		if (value == NULL || value->kind != MDM_STRING)
			continue;
		if (mdm_echoes_key(c->key, value->value))
			return true;
		if (mdm_str_iis(c->key, "trustedRootCertificate") &&
		    mdm_is_sample(value->value))
			return true;
	}
	return false;
}

static void
read_parts(struct mdm_graph_reading *r)
{
	switch (r->profile->kind) {
	case MDM_TRUST:
		mdm_graph_trust(r);
		break;
	case MDM_SCEP:
	case MDM_PKCS:
	case MDM_PFX:
		mdm_graph_enrolment(r);
		break;
	case MDM_WIFI:
	case MDM_WIRED:
	case MDM_VPN:
		mdm_graph_network(r);
		break;
	case MDM_EMAIL:
	case MDM_SSO:
		mdm_graph_account(r);
		break;
	case MDM_CUSTOM:
		mdm_graph_custom(r);
		break;
	case MDM_CLOUD_CA:
		mdm_graph_cloud(r);
		break;
	case MDM_OTHER:
		if (mdm_str_is(r->profile->type, "iosEduDeviceConfiguration"))
			mdm_graph_education(r);
		r->own = 1;
		break;
	case MDM_MESSAGE: /* never a Graph object */
	case MDM_CONFIGURATION:
		break;
	}
}

/* What stands in a custom profile goes where that goes. */
static void
hand_down_assignments(const struct mdm_graph_reading *r, size_t first)
{
	const struct mdm_profile *from = r->profile;

	if (from->kind != MDM_CUSTOM)
		return;
	for (size_t i = first; i < r->loading->facts->profiles.n; i++) {
		struct mdm_profile *p = r->loading->facts->profiles.at[i];

		if (p->assignments_known)
			continue;
		p->assignments_known = from->assignments_known;
		p->assignments_at = from->assignments_at;
		p->assignments = from->assignments;
		p->nassignments = from->nassignments;
	}
}

struct mdm_profile *
mdm_graph_object(struct mdm_loading *l, struct mdm_node *object,
    const struct mdm_graph_context *context, bool *ret_other)
{
	struct mdm_graph_reading r = {
		.loading = l, .object = object, .context = context
	};
	struct mdm_str type_name = { 0 };
	enum mdm_platform platform;
	size_t first;

	r.type = type_of(object, context, &type_name, ret_other);
	if (r.type == NULL)
		return NULL;
	platform = r.type->platform;
	if (platform == MDM_PLATFORM_UNKNOWN && context->platform != 0)
		platform = context->platform;
	r.profile = mdm_load_profile(l, r.type->kind, platform, object);
	read_head(&r, type_name);
	r.profile->sample = is_sample(object);
	mdm_graph_assignments(&r);
	first = l->facts->profiles.n;
	read_parts(&r);
	hand_down_assignments(&r, first);
	mdm_graph_refs(&r);
	r.profile->excerpt = r.own == 0;
	return r.profile;
}
