/* SPDX-License-Identifier: MIT */
/* docs/configuration.md. */
#include "engine/config.h"
#include "report/report.h"

static const char *
kind_title(const struct mdm_config_key *key)
{
	static const char *const titles[] = {
		[MDM_CONFIG_WORD] = "one of",
		[MDM_CONFIG_WORDS] = "one or a list of",
		[MDM_CONFIG_NUMBER] = "a number",
		[MDM_CONFIG_DATE] = "a date",
		[MDM_CONFIG_TEXT] = "a text",
		[MDM_CONFIG_TEXTS] = "a text or a list of them",
		[MDM_CONFIG_DIGESTS] =
		    "one or a list of SHA-256 in hexadecimal",
		[MDM_CONFIG_PATH] = "a path",
		[MDM_CONFIG_PATHS] = "a path or a list of them",
		[MDM_CONFIG_FLAG] = "true or false",
		[MDM_CONFIG_RULES] = "a rule or family, or a list of them",
		[MDM_CONFIG_LEVELS] = "rules or families, and their levels",
		[MDM_CONFIG_PAIRS] = "pairs",
		[MDM_CONFIG_PATH_PAIRS] = "pairs of a text and a path",
		[MDM_CONFIG_LISTS] = "names, each with a text or a list",
		[MDM_CONFIG_OBJECT] = "an object",
		[MDM_CONFIG_OBJECTS] = "a list of objects",
	};

	return titles[key->kind];
}

static void
put_kind(struct mdm_out *o, const struct mdm_config_key *key)
{
	mdm_out_text_of(o, kind_title(key));
	for (size_t i = 0; key->words != NULL && key->words[i] != NULL; i++)
		mdm_out_printf(o, "%s `%s`", i > 0 ? "," : "", key->words[i]);
	if (key->kind == MDM_CONFIG_NUMBER)
		mdm_out_printf(o, " from %lld to %lld", (long long)key->least,
		    (long long)key->most);
	if (key->required)
		mdm_out_text_of(o, ", required");
	if (key->fallback != NULL)
		mdm_out_printf(o, "; default `%s`", key->fallback);
}

/* The example under its key, on one line or indented. */
static void
put_example(struct mdm_out *o, const struct mdm_config_key *key)
{
	struct mdm_str rest = mdm_str_of(key->example), line;
	bool flat = !mdm_str_has(rest, "\n") && key->kind != MDM_CONFIG_PAIRS &&
	    key->kind != MDM_CONFIG_PATH_PAIRS;

	mdm_out_printf(o, "%s:", key->name);
	while (mdm_str_split(&rest, '\n', &line))
		mdm_out_printf(
		    o, "%s" MDM_FMT, flat ? " " : "\n  ", MDM_ARG(line));
	mdm_out_byte(o, '\n');
}

static void
put_key(struct mdm_out *o, const struct mdm_config_key *key)
{
	mdm_out_printf(o, "\n### `%s`\n\n", key->name);
	mdm_out_text_of(o, key->doc);
	mdm_out_text_of(o, " Value: ");
	put_kind(o, key);
	mdm_out_text_of(o, ".\n");
	if (key->setting != NULL)
		mdm_out_printf(o, "\nOption: `--%s`%s.\n", key->setting,
		    key->adds_up ? ", which adds to it" : "");
	if (key->members != NULL)
		mdm_out_text_of(
		    o, "\n| Key | Value | Meaning |\n| --- | --- | --- |\n");
	for (const struct mdm_config_key *m = key->members;
	     m != NULL && m->name != NULL; m++) {
		mdm_out_printf(o, "| `%s` | ", m->name);
		put_kind(o, m);
		mdm_out_printf(o, " | %s |\n", m->doc);
	}
	if (key->example == NULL)
		return;
	mdm_out_text_of(o, "\n```yaml\n");
	put_example(o, key);
	mdm_out_text_of(o, "```\n");
}

static const char introduction[] =
    "# Configuration\n"
    "\n"
    "`" MDM_CONFIG_NAME "` is looked for in the folder of the first PATH and "
    "upwards to the\n"
    "repository's root; outside of a repository up to the current folder. "
    "`--config\n"
    "FILE` names another one, `--no-config` none. Options win over it, and it "
    "wins over\n"
    "the defaults. Paths and patterns in it are relative to its folder.\n"
    "\n"
    "A key, rule, level or value that is not known is an error (exit code 2) "
    "with file,\n"
    "line and column, so a slip of the pen cannot silently switch something "
    "off.\n"
    "\n"
    "```sh\n"
    "mdmlint config check     # is it right?\n"
    "mdmlint config show      # what is in force, and where each value comes "
    "from\n"
    "mdmlint config schema    # JSON Schema, for editors\n"
    "```\n"
    "\n"
    "Editors with a YAML language server complete and check it with this "
    "first line:\n"
    "\n"
    "```yaml\n"
    "# yaml-language-server: $schema=config-1.schema.json\n"
    "```\n"
    "\n"
    "The schema is `docs/schema/config-1.schema.json`.\n"
    "\n"
    "## Accepted findings\n"
    "\n"
    "Every suppression names a rule (by id or name) and a reason; a last day "
    "is\n"
    "optional. There are three places for them:\n"
    "\n"
    "- `suppressions:` below. It survives a re-export, so prefer it.\n"
    "- A comment in XML: property lists, SyncML, WLAN and EAP documents, also "
    "where\n"
    "  they stand inside another file. Before an element it covers that "
    "element (before\n"
    "  a `<key>`, its value too); behind something on a line it covers that "
    "line; before\n"
    "  the first element it covers the document.\n"
    "\n"
    "  ```xml\n"
    "  <!-- mdmlint:ignore TRUST010 guests have no certificates until "
    "2027-03-31 -->\n"
    "  ```\n"
    "- A line in the description of a profile, which then travels with it:\n"
    "\n"
    "  ```\n"
    "  lint:ignore TRUST010 guests have no certificates\n"
    "  ```\n"
    "\n"
    "Suppressed findings are counted, and `--show-suppressed` shows them. A "
    "suppression\n"
    "that matches nothing is a note. When its last day is over, the finding is "
    "reported\n"
    "again, a note says why, and the run fails even if the level alone would "
    "not fail\n"
    "it (unless `fail-on` is `none`).\n"
    "\n"
    "## Keys\n";

void
mdm_config_page(struct mdm_out *o)
{
	mdm_out_text_of(o, introduction);
	for (const struct mdm_config_key *k = mdm_config_keys; k->name != NULL;
	     k++)
		put_key(o, k);
}
