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

/* UUIDs are shorter, and longer values equal none. */
enum { LONGEST_UUID = 128 };

static struct mdm_str
folded(struct mdm_str uuid, char buffer[LONGEST_UUID])
{
	for (size_t i = 0; i < uuid.n; i++)
		buffer[i] = mdm_lower(uuid.p[i]);
	return mdm_str_span(buffer, uuid.n);
}

static void
index_one(struct mdm_arena *arena, struct mdm_map *map, struct mdm_str uuid,
    struct mdm_apple_payload *payload)
{
	void **slot = mdm_map_put(arena, map, mdm_str_dup(arena, uuid));

	if (*slot == NULL)
		*slot = payload;
}

void
mdm_apple_index(struct mdm_arena *arena, struct mdm_apple_profile *document)
{
	char buffer[LONGEST_UUID];

	for (size_t i = 0; i < document->npayloads; i++) {
		struct mdm_apple_payload *p = &document->payloads[i];

		if (p->uuid.v.n == 0 || p->uuid.v.n > LONGEST_UUID)
			continue;
		index_one(arena, &document->by_uuid, p->uuid.v, p);
		index_one(arena, &document->by_folded_uuid,
		    folded(p->uuid.v, buffer), p);
	}
}

const struct mdm_apple_payload *
mdm_apple_find(
    const struct mdm_apple_profile *document, struct mdm_str uuid, bool fold)
{
	char buffer[LONGEST_UUID];

	if (uuid.n == 0 || uuid.n > LONGEST_UUID)
		return NULL;
	return fold
	    ? mdm_map_get(&document->by_folded_uuid, folded(uuid, buffer))
	    : mdm_map_get(&document->by_uuid, uuid);
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
