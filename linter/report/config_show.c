/* SPDX-License-Identifier: MIT */
/* `mdmlint config show`: YAML that could be a configuration itself. */
#include "engine/config.h"
#include "report/report.h"

static bool
is_list(const struct mdm_config_key *key)
{
	switch (key->kind) {
	case MDM_CONFIG_TEXTS:
	case MDM_CONFIG_PATHS:
	case MDM_CONFIG_RULES:
		return true;
	default:
		return false;
	}
}

static bool
is_map(const struct mdm_config_key *key)
{
	return key->kind == MDM_CONFIG_LEVELS ||
	    key->kind == MDM_CONFIG_PAIRS || key->kind == MDM_CONFIG_PATH_PAIRS;
}

/* Numbers, words and flags need no quotes, objects are JSON already. */
static void
put_value(
    struct mdm_out *o, const struct mdm_config_key *key, struct mdm_str value)
{
	switch (key->kind) {
	case MDM_CONFIG_WORD:
	case MDM_CONFIG_NUMBER:
	case MDM_CONFIG_FLAG:
	case MDM_CONFIG_DATE:
		mdm_out_plain(o, value);
		break;
	case MDM_CONFIG_LISTS:
	case MDM_CONFIG_OBJECT:
	case MDM_CONFIG_OBJECTS:
		mdm_out_str(o, value);
		break;
	default:
		mdm_out_json(o, value);
	}
}

static void
put_pair(struct mdm_out *o, struct mdm_str value)
{
	size_t equals = mdm_str_rfind_byte(value, '=');

	mdm_out_json(o, mdm_str_sub(value, 0, equals));
	mdm_out_text_of(o, ": ");
	mdm_out_json(o, mdm_str_sub(value, equals + 1, SIZE_MAX));
}

static void
put_said(struct mdm_out *o, const struct mdm_config_key *key,
    const struct mdm_said *said)
{
	if (is_map(key)) {
		mdm_out_text_of(o, "  ");
		put_pair(o, said->value);
	} else {
		mdm_out_text_of(o, is_list(key) ? "  - " : " ");
		put_value(o, key, said->value);
	}
	mdm_out_text_of(o, "  # ");
	mdm_out_plain(o, said->origin);
	mdm_out_byte(o, '\n');
}

/* What counts of a key: the last word of single values, all of the others. */
static void
show_key(struct mdm_out *o, const struct mdm_policy *p,
    const struct mdm_config_key *key)
{
	const char *name = key->setting != NULL ? key->setting : key->name;
	bool several = is_list(key) || is_map(key);
	const struct mdm_said *said, *last = NULL;

	for (size_t i = 0; (said = mdm_policy_said(p, name, i)) != NULL; i++) {
		if (several && last == NULL)
			mdm_out_printf(o, "%s:\n", key->name);
		if (several)
			put_said(o, key, said);
		last = said;
	}
	if (last == NULL && key->fallback != NULL)
		mdm_out_printf(
		    o, "%s: %s  # default\n", key->name, key->fallback);
	else if (last != NULL && !several) {
		mdm_out_printf(o, "%s:", key->name);
		put_said(o, key, last);
	}
}

void
mdm_config_show(struct mdm_out *o, const struct mdm_policy *p)
{
	for (const struct mdm_config_key *k = mdm_config_keys; k->name != NULL;
	     k++)
		show_key(o, p, k);
}
