/* SPDX-License-Identifier: MIT */
#include "load/apple_keys.h"
#include "load/fields.h"

#define AT(member) offsetof(struct mdm_enrolment, member)

static const struct mdm_field_row scep_rows[] = {
	{ "URL", MDM_F_LIST, AT(urls), "SCEP server", 0 },
	{ "Name", MDM_F_TEXT, AT(ca_name), "CA to ask for", 0 },
	{ "Keysize", MDM_F_NUMBER, AT(key_size), "bits of the RSA key", 0 },
	{ "AllowAllAppsAccess", MDM_F_BOOL, AT(all_apps),
	    "macOS: every app may use the key", 0 },
	{ "Challenge", MDM_F_SECRET, 0, "shared secret of the enrolment",
	    MDM_SECRET_CHALLENGE },
	MDM_FIELDS_END,
};

void
mdm_apple_scep(struct mdm_loading *l, struct mdm_profile *p,
    const struct mdm_node *settings)
{
	struct mdm_enrolment *e = p->enrolment;
	int64_t bits;

	mdm_fields_read(l, p, settings, scep_rows, e);
	e->ca_fingerprint =
	    mdm_apple_bytes(l, mdm_get(settings, "CAFingerprint"));
	if (mdm_str_to_int(e->key_size.v, &bits) && bits > 0 && bits <= 65536)
		e->key_bits = (unsigned)bits;
	if (mdm_str_to_int(
		mdm_text_of(mdm_get(settings, "Key Usage")), &bits)) {
		if ((bits & 1) != 0)
			e->usage |= MDM_REQUEST_SIGNATURE;
		if ((bits & 4) != 0)
			e->usage |= MDM_REQUEST_ENCIPHERMENT;
	}
}
