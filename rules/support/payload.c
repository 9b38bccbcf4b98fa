/* SPDX-License-Identifier: MIT */
#include "support/payload.h"

static const char settings[] = "PayloadContent";

bool
mdm_setting_is_misplaced(
    const struct mdm_apple_payload *payload, const struct mdm_apple_value *v)
{
	if (payload->type == NULL || v->row != NULL || v->element ||
	    v->group == NULL || v->group[0] != '\0')
		return false;
	for (const struct mdm_apple_row *r = payload->type->rows;
	     r->key != NULL; r++)
		if (strcmp(r->group, settings) == 0 &&
		    mdm_str_is(v->key, r->key))
			return true;
	return false;
}

bool
mdm_is_misplaced(
    const struct mdm_apple_payload *payload, const char *group, const char *key)
{
	bool whole = group[0] == '\0' && strcmp(key, settings) == 0;

	for (size_t i = 0; i < payload->nvalues; i++) {
		const struct mdm_apple_value *v = &payload->values[i];

		if (mdm_setting_is_misplaced(payload, v) &&
		    (whole ||
			(strcmp(group, settings) == 0 &&
			    mdm_str_is(v->key, key))))
			return true;
	}
	return false;
}

bool
mdm_bytes_are_hex_text(struct mdm_str hex)
{
	size_t digits = 0;

	for (size_t i = 0; i + 1 < hex.n; i += 2) {
		int c =
		    16 * mdm_hex_digit(hex.p[i]) + mdm_hex_digit(hex.p[i + 1]);

		if (mdm_hex_digit((char)c) >= 0)
			digits++;
		else if (c != ':' && c != ' ' && c != '-' && c != '\n' &&
		    c != '\r')
			return false;
	}
	return digits >= 32;
}

bool
mdm_payload_is_referenced(const struct mdm_apple_payload *payload)
{
	const struct mdm_apple_profile *document = payload->document;

	for (size_t i = 0; i < document->npayloads; i++) {
		const struct mdm_apple_payload *other = &document->payloads[i];

		for (size_t k = 0; k < other->nvalues; k++) {
			const struct mdm_apple_value *v = &other->values[k];

			if (v->kind == MDM_APPLE_STRING &&
			    (v->row != NULL ? v->row->target != 0
					    : mdm_apple_key_refers(v->key)) &&
			    mdm_apple_find(document, v->field.v, true) ==
				payload)
				return true;
		}
	}
	return false;
}
