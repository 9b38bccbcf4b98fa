/* SPDX-License-Identifier: MIT */
/* Trusted certificate profiles (graph.md 1a). */
#include "load/graph.h"

const struct mdm_field_row mdm_trust_rows[] = {
	{ "trustedRootCertificate", MDM_F_HANDLED, 0,
	    "base64 of the certificate file that was uploaded", 0 },
	{ "certFileName", MDM_F_TEXT, offsetof(struct mdm_trust, file_name),
	    "name of that file, to show", 0 },
	{ "destinationStore", MDM_F_TEXT,
	    offsetof(struct mdm_trust, store_field),
	    "Windows: the store it goes into", 0 },
	{ "deploymentChannel", MDM_F_TEXT, offsetof(struct mdm_trust, channel),
	    "macOS: device or user channel", 0 },
	MDM_FIELDS_END,
};

static const struct {
	const char *word;
	enum mdm_store store;
	enum mdm_scope scope;
} stores[] = {
	{ "computerCertStoreRoot", MDM_STORE_ROOT, MDM_SCOPE_DEVICE },
	{ "computerCertStoreIntermediate", MDM_STORE_INTERMEDIATE,
	    MDM_SCOPE_DEVICE },
	{ "userCertStoreIntermediate", MDM_STORE_INTERMEDIATE, MDM_SCOPE_USER },
};

static void
set_store(struct mdm_profile *p)
{
	struct mdm_trust *trust = p->trust;
	const struct mdm_field *field = &trust->store_field;

	/* Only Windows has a choice of store, so the key tells the platform. */
	if (p->platform == MDM_PLATFORM_UNKNOWN &&
	    field->state == MDM_HAS_VALUE)
		p->platform = MDM_WINDOWS;
	if (p->platform != MDM_WINDOWS)
		return;
	trust->store = MDM_STORE_UNSET;
	if (field->state != MDM_HAS_VALUE || mdm_said_empty(field))
		return;
	trust->store = MDM_STORE_UNKNOWN;
	for (size_t i = 0; i < sizeof(stores) / sizeof(*stores); i++) {
		if (!mdm_field_is(field, stores[i].word))
			continue;
		trust->store = stores[i].store;
		trust->scope = stores[i].scope;
	}
}

static void
read_certificate(struct mdm_graph_reading *r, struct mdm_node *object)
{
	struct mdm_trust *trust = r->profile->trust;
	struct mdm_node *value = mdm_iget(object, "trustedRootCertificate");

	trust->carrier = mdm_load_carrier(
	    r->loading, r->profile, value, "trustedRootCertificate");
	trust->carrier->file_name = trust->file_name.v;
	if (trust->carrier->ncerts > 0)
		trust->cert = trust->carrier->certs[0];
}

void
mdm_graph_trust(struct mdm_graph_reading *r)
{
	struct mdm_trust *trust = r->profile->trust;

	r->own += mdm_fields_read(
	    r->loading, r->profile, r->object, mdm_trust_rows, trust);
	read_certificate(r, r->object);
	set_store(r->profile);
	if (mdm_field_is(&trust->channel, "deviceChannel"))
		trust->scope = MDM_SCOPE_DEVICE;
	if (mdm_field_is(&trust->channel, "userChannel"))
		trust->scope = MDM_SCOPE_USER;
}

/*
 * iosEduDeviceConfiguration holds up to three certificates with settings of
 * their own; each becomes a profile without an id.
 */
void
mdm_graph_education(struct mdm_graph_reading *r)
{
	static const char *const settings[] = { "teacherCertificateSettings",
		"studentCertificateSettings", "deviceCertificateSettings",
		NULL };

	for (size_t i = 0; settings[i] != NULL; i++) {
		struct mdm_graph_reading part = *r;
		struct mdm_profile *p;

		part.object = mdm_iget(r->object, settings[i]);
		if (part.object == NULL || part.object->kind != MDM_OBJECT)
			continue;
		p = part.profile = mdm_load_profile(
		    r->loading, MDM_TRUST, MDM_IOS, part.object);
		p->type = r->profile->type;
		p->name = r->profile->name;
		p->form = r->profile->form;
		p->sample = r->profile->sample;
		p->assignments_known = r->profile->assignments_known;
		p->assignments_at = r->profile->assignments_at;
		p->assignments = r->profile->assignments;
		p->nassignments = r->profile->nassignments;
		part.own = 0;
		mdm_graph_trust(&part);
		p->excerpt = part.own == 0;
	}
}
