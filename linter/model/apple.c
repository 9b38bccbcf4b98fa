/* SPDX-License-Identifier: MIT */
#include "model/apple.h"

const char *
mdm_apple_kind_name(enum mdm_apple_kind kind)
{
	switch (kind) {
	case MDM_APPLE_STRING:
		return "a string";
	case MDM_APPLE_NUMBER:
		return "a number";
	case MDM_APPLE_BOOLEAN:
		return "a boolean";
	case MDM_APPLE_DATA:
		return "data";
	case MDM_APPLE_DATE:
		return "a date";
	case MDM_APPLE_ARRAY:
		return "an array";
	case MDM_APPLE_DICT:
		return "a dictionary";
	}
	return "nothing";
}

const struct mdm_apple_payload *
mdm_apple_find(
    const struct mdm_apple_profile *document, struct mdm_str uuid, bool fold)
{
	for (size_t i = 0; uuid.n > 0 && i < document->npayloads; i++) {
		const struct mdm_apple_payload *p = &document->payloads[i];

		if (p->uuid.state == MDM_HAS_VALUE &&
		    (fold ? mdm_str_ieq : mdm_str_eq)(p->uuid.v, uuid))
			return p;
	}
	return NULL;
}

const struct mdm_apple_value *
mdm_apple_value_of(
    const struct mdm_apple_payload *payload, const char *group, const char *key)
{
	for (size_t i = 0; i < payload->nvalues; i++) {
		const struct mdm_apple_value *v = &payload->values[i];

		if (!v->element && v->group != NULL &&
		    strcmp(v->group, group) == 0 && mdm_str_is(v->key, key))
			return v;
	}
	return NULL;
}

bool
mdm_apple_key_refers(struct mdm_str key)
{
	return mdm_str_iends(key, "CertificateUUID") ||
	    mdm_str_iends(key, "CertificateUUIDs") ||
	    mdm_str_iends(key, "CertificateAnchorUUID") ||
	    mdm_str_iends(key, "CertificateAnchorUUIDs");
}
