/* SPDX-License-Identifier: MIT */
/* SCEP, PKCS and imported PKCS#12 profiles (graph.md 1b-1d). */
#include "load/graph.h"

#define AT(member) offsetof(struct mdm_enrolment, member)

const struct mdm_field_row mdm_enrolment_rows[] = {
	{ "scepServerUrls", MDM_F_LIST, AT(urls), "SCEP servers", 0 },
	{ "subjectNameFormat", MDM_F_TEXT, AT(subject_format),
	    "how the subject is made", 0 },
	{ "subjectNameFormatString", MDM_F_TEXT, AT(subject),
	    "the subject, if it is custom", 0 },
	{ "subjectAlternativeNameType", MDM_F_FLAGS, AT(san_type),
	    "kinds of alternative names, older form", 0 },
	{ "subjectAlternativeNameFormatString", MDM_F_TEXT, AT(san_format),
	    "alternative name, older form", 0 },
	{ "customSubjectAlternativeNames", MDM_F_HANDLED, 0,
	    "alternative names: sanType and name", 0 },
	{ "subjectAlternativeNameFormats", MDM_F_HANDLED, 0,
	    "the same in windows10X profiles", 0 },
	{ "extendedKeyUsages", MDM_F_HANDLED, 0,
	    "extended key usages: name and objectIdentifier", 0 },
	{ "keyUsage", MDM_F_FLAGS, AT(key_usage),
	    "keyEncipherment, digitalSignature", 0 },
	{ "keySize", MDM_F_TEXT, AT(key_size), "size1024, size2048, size4096",
	    0 },
	{ "hashAlgorithm", MDM_F_FLAGS, AT(hash), "sha1, sha2", 0 },
	{ "keyStorageProvider", MDM_F_TEXT, AT(storage),
	    "Windows: where the key is kept", 0 },
	{ "certificateStore", MDM_F_TEXT, AT(store),
	    "user or machine certificate", 0 },
	{ "deploymentChannel", MDM_F_TEXT, AT(channel),
	    "macOS: device or user channel", 0 },
	{ "certificateValidityPeriodValue", MDM_F_NUMBER, AT(validity_value),
	    "validity, in the unit of the scale", 0 },
	{ "certificateValidityPeriodScale", MDM_F_TEXT, AT(validity_scale),
	    "days, months or years", 0 },
	{ "renewalThresholdPercentage", MDM_F_NUMBER, AT(renewal_threshold),
	    "remaining lifetime at which it is renewed", 0 },
	{ "allowAllAppsAccess", MDM_F_BOOL, AT(all_apps),
	    "macOS: every app may use the key", 0 },
	{ "intendedPurpose", MDM_F_TEXT, AT(purpose),
	    "imported certificates: what for", 0 },
	{ "certificationAuthority", MDM_F_TEXT, AT(ca_host),
	    "PKCS: host of the certification authority", 0 },
	{ "certificationAuthorityName", MDM_F_TEXT, AT(ca_name),
	    "PKCS: its name", 0 },
	{ "certificateTemplateName", MDM_F_TEXT, AT(template_name),
	    "PKCS: certificate template", 0 },
	MDM_FIELDS_END,
};

static size_t
count_children(const struct mdm_node *node)
{
	size_t n = 0;

	for (const struct mdm_node *c = node->child; c != NULL; c = c->next)
		n++;
	return n;
}

/* The list's own state and place, without its elements. */
static struct mdm_field
list_field(struct mdm_node *node)
{
	struct mdm_field field = { 0 };

	if (node == NULL)
		return field;
	field.at = mdm_at_of(node);
	field.state = node->kind == MDM_NULL ? MDM_IS_NULL : MDM_HAS_VALUE;
	field.wrong_kind = node->kind != MDM_ARRAY && node->kind != MDM_NULL &&
	    node->kind != MDM_OBJECT;
	if (field.state == MDM_HAS_VALUE)
		field.v = node->child != NULL ? MDM_LIT("[...]") : MDM_LIT("");
	return field;
}

/* An array's first element, or a single object that PowerShell unrolled. */
static struct mdm_node *
first_of(struct mdm_node *list)
{
	if (list == NULL)
		return NULL;
	if (list->kind == MDM_ARRAY)
		return list->child;
	return list->kind == MDM_OBJECT ? list : NULL;
}

static void
read_sans(struct mdm_graph_reading *r, struct mdm_enrolment *e)
{
	struct mdm_loading *l = r->loading;
	struct mdm_node *list =
	    mdm_iget(r->object, "customSubjectAlternativeNames");
	struct mdm_node *c;

	if (list == NULL)
		list = mdm_iget(r->object, "subjectAlternativeNameFormats");
	e->sans_field = list_field(list);
	c = first_of(list);
	if (c == NULL)
		return;
	e->sans = MDM_NEW_N(l->keep, struct mdm_san, count_children(list) + 1);
	for (; c != NULL; c = c == list ? NULL : c->next) {
		struct mdm_san *san = &e->sans[e->nsans++];

		san->at = mdm_at_of(c);
		san->type = mdm_field_of(l, mdm_iget(c, "sanType"));
		san->value = mdm_field_of(l, mdm_iget(c, "name"));
	}
}

static void
read_ekus(struct mdm_graph_reading *r, struct mdm_enrolment *e)
{
	struct mdm_loading *l = r->loading;
	struct mdm_node *list = mdm_iget(r->object, "extendedKeyUsages");
	struct mdm_node *c = first_of(list);

	e->ekus_field = list_field(list);
	if (c == NULL)
		return;
	e->ekus = MDM_NEW_N(l->keep, struct mdm_eku, count_children(list) + 1);
	for (; c != NULL; c = c == list ? NULL : c->next) {
		struct mdm_eku *eku = &e->ekus[e->nekus++];

		eku->at = mdm_at_of(c);
		eku->name = mdm_field_of(l, mdm_iget(c, "name"));
		eku->oid = mdm_field_of(l, mdm_iget(c, "objectIdentifier"));
	}
}

static enum mdm_scope
scope_of(const struct mdm_enrolment *e)
{
	if (mdm_field_is(&e->store, "machine"))
		return MDM_SCOPE_DEVICE;
	if (mdm_field_is(&e->store, "user"))
		return MDM_SCOPE_USER;
	if (mdm_field_is(&e->channel, "deviceChannel"))
		return MDM_SCOPE_DEVICE;
	if (mdm_field_is(&e->channel, "userChannel"))
		return MDM_SCOPE_USER;
	return MDM_SCOPE_UNKNOWN;
}

static unsigned
usage_of(struct mdm_str flags)
{
	unsigned usage = 0;
	struct mdm_str part;

	while (flags.p != NULL && mdm_str_split(&flags, ',', &part)) {
		part = mdm_str_trim(part);
		if (mdm_str_iis(part, "digitalSignature"))
			usage |= MDM_REQUEST_SIGNATURE;
		if (mdm_str_iis(part, "keyEncipherment"))
			usage |= MDM_REQUEST_ENCIPHERMENT;
	}
	return usage;
}

static unsigned
bits_of(struct mdm_str size)
{
	int64_t bits = 0;

	size = mdm_str_trim(size);
	if (mdm_str_istarts(size, "size"))
		size = mdm_str_sub(size, 4, size.n);
	if (!mdm_str_to_int(size, &bits) || bits < 0 || bits > 65536)
		return 0;
	return (unsigned)bits;
}

static int64_t
days_of(const struct mdm_field *value, const struct mdm_field *scale)
{
	int64_t n = 0;

	if (value->state != MDM_HAS_VALUE || !mdm_str_to_int(value->v, &n) ||
	    n < 0 || n > 100000)
		return 0;
	if (mdm_field_is(scale, "days"))
		return n;
	if (mdm_field_is(scale, "months"))
		return n * 30;
	if (mdm_field_is(scale, "years"))
		return n * 365;
	return 0;
}

void
mdm_graph_enrolment(struct mdm_graph_reading *r)
{
	struct mdm_enrolment *e = r->profile->enrolment;

	r->own += mdm_fields_read(
	    r->loading, r->profile, r->object, mdm_enrolment_rows, e);
	read_sans(r, e);
	read_ekus(r, e);
	e->scope = scope_of(e);
	e->usage = usage_of(e->key_usage.v);
	e->key_bits = bits_of(e->key_size.v);
	e->validity_days = days_of(&e->validity_value, &e->validity_scale);
}
