/* SPDX-License-Identifier: MIT */
/* docs/schema/config-1.schema.json, for editors and for programs. */
#include "base/jout.h"
#include "engine/config.h"
#include "report/report.h"

static void
write_text_type(struct mdm_jout *j)
{
	mdm_jout_text(j, "type", "string");
	mdm_jout_int(j, "minLength", 1);
}

static void
write_words(struct mdm_jout *j, const struct mdm_config_key *key)
{
	mdm_jout_array(j, "enum");
	for (size_t i = 0; key->words[i] != NULL; i++)
		mdm_jout_text(j, NULL, key->words[i]);
	mdm_jout_end(j);
}

static void
write_date(struct mdm_jout *j)
{
	mdm_jout_text(j, "type", "string");
	mdm_jout_text(j, "pattern",
	    "^[0-9]{4}-[0-9]{2}-[0-9]{2}"
	    "(T[0-9]{2}:[0-9]{2}:[0-9]{2}.*)?$");
}

static void
write_digest(struct mdm_jout *j)
{
	mdm_jout_text(j, "type", "string");
	mdm_jout_text(j, "pattern", "^[0-9A-Fa-f]{64}$");
}

static void
write_item(struct mdm_jout *j, const struct mdm_config_key *key)
{
	switch (key->kind) {
	case MDM_CONFIG_WORDS:
		write_words(j, key);
		return;
	case MDM_CONFIG_DIGESTS:
		write_digest(j);
		return;
	default:
		write_text_type(j);
	}
}

/* One, or a list of them. */
static void
write_several(struct mdm_jout *j, const struct mdm_config_key *key)
{
	mdm_jout_array(j, "anyOf");
	mdm_jout_object(j, NULL);
	write_item(j, key);
	mdm_jout_end(j);
	mdm_jout_object(j, NULL);
	mdm_jout_text(j, "type", "array");
	mdm_jout_object(j, "items");
	write_item(j, key);
	mdm_jout_end(j);
	mdm_jout_end(j);
	mdm_jout_end(j);
}

static void
write_map(struct mdm_jout *j, const struct mdm_config_key *key)
{
	static const char *const levels[] = { "off", "info", "warning",
		"error" };

	mdm_jout_text(j, "type", "object");
	mdm_jout_object(j, "additionalProperties");
	if (key->kind == MDM_CONFIG_LISTS) {
		write_several(j, key);
	} else if (key->kind == MDM_CONFIG_LEVELS) {
		mdm_jout_array(j, "enum");
		for (size_t i = 0; i < 4; i++)
			mdm_jout_text(j, NULL, levels[i]);
		mdm_jout_end(j);
	} else {
		write_text_type(j);
	}
	mdm_jout_end(j);
}

static void write_members(struct mdm_jout *, const struct mdm_config_key *);

static void
write_type(struct mdm_jout *j, const struct mdm_config_key *key)
{
	switch (key->kind) {
	case MDM_CONFIG_WORD:
		write_words(j, key);
		break;
	case MDM_CONFIG_NUMBER:
		mdm_jout_text(j, "type", "integer");
		mdm_jout_int(j, "minimum", key->least);
		mdm_jout_int(j, "maximum", key->most);
		break;
	case MDM_CONFIG_DATE:
		write_date(j);
		break;
	case MDM_CONFIG_TEXT:
	case MDM_CONFIG_PATH:
		write_text_type(j);
		break;
	case MDM_CONFIG_FLAG:
		mdm_jout_text(j, "type", "boolean");
		break;
	case MDM_CONFIG_WORDS:
	case MDM_CONFIG_TEXTS:
	case MDM_CONFIG_DIGESTS:
	case MDM_CONFIG_PATHS:
	case MDM_CONFIG_RULES:
		write_several(j, key);
		break;
	case MDM_CONFIG_LEVELS:
	case MDM_CONFIG_PAIRS:
	case MDM_CONFIG_PATH_PAIRS:
	case MDM_CONFIG_LISTS:
		write_map(j, key);
		break;
	case MDM_CONFIG_OBJECT:
		write_members(j, key->members);
		break;
	case MDM_CONFIG_OBJECTS:
		mdm_jout_text(j, "type", "array");
		mdm_jout_object(j, "items");
		write_members(j, key->members);
		mdm_jout_end(j);
		break;
	}
}

static void
write_required(struct mdm_jout *j, const struct mdm_config_key *keys)
{
	bool any = false;

	for (; keys->name != NULL; keys++) {
		if (!keys->required)
			continue;
		if (!any)
			mdm_jout_array(j, "required");
		any = true;
		mdm_jout_text(j, NULL, keys->name);
	}
	if (any)
		mdm_jout_end(j);
}

static void
write_members(struct mdm_jout *j, const struct mdm_config_key *keys)
{
	mdm_jout_text(j, "type", "object");
	mdm_jout_bool(j, "additionalProperties", false);
	write_required(j, keys);
	mdm_jout_object(j, "properties");
	for (; keys->name != NULL; keys++) {
		mdm_jout_object(j, keys->name);
		mdm_jout_text(j, "description", keys->doc);
		write_type(j, keys);
		mdm_jout_end(j);
	}
	mdm_jout_end(j);
}

void
mdm_config_schema(struct mdm_out *o)
{
	struct mdm_jout j = mdm_jout(o, false);

	mdm_jout_object(&j, NULL);
	mdm_jout_text(
	    &j, "$schema", "https://json-schema.org/draft/2020-12/schema");
	mdm_jout_text(&j, "title", "mdmlint configuration, " MDM_CONFIG_NAME);
	mdm_jout_text(&j, "description",
	    "Keys may be added in later versions; none is removed or changes "
	    "its meaning. A key without a value says nothing.");
	write_members(&j, mdm_config_keys);
	mdm_jout_end(&j);
}
