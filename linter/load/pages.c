/* SPDX-License-Identifier: MIT */
#include "load/pages.h"

#include "load/apple_schema.h"
#include "load/csp.h"
#include "load/graph.h"
#include "load/onc.h"

static const struct mdm_format_page pages[] = {
	{ "graph", "Intune profiles, as Microsoft Graph shows them",
	    "Exports of Intune in JSON or YAML: answers of Graph, and what\n"
	    "IntuneManagement, IntuneCD, IntuneBackupAndRestore, Microsoft365DSC\n"
	    "and others write. Case of letters in keys does not matter; keys that\n"
	    "begin with `#` or hold `@` are annotations." },
	{ "windows-csp", "Windows: nodes of configuration service providers",
	    "Nodes that SyncML, the rows of custom profiles (OMA-URI) and WAP\n"
	    "provisioning documents write, below `./Device/Vendor/MSFT/` or\n"
	    "`./User/Vendor/MSFT/`. A segment in braces stands for any name." },
	{ "apple", "Apple: payloads of configuration profiles",
	    "Keys of `.mobileconfig` files, signed or not, in XML or binary, by\n"
	    "`PayloadType`. Keys in capitals and small letters are different." },
	{ "chromeos",
	    "ChromeOS and Android Enterprise: Open Network Configuration",
	    "Keys of ONC files, and of the same inside Android policies." },
};

/* What a section of a page is printed from. */
struct section {
	const char *file, *title;
	const struct mdm_field_row *rows; /* NULL: see `csp` and `apple` */
	enum mdm_csp csp;
};

static const struct section sections[] = {
	{ "graph", "Trusted certificate profiles", mdm_trust_rows, 0 },
	{ "graph", "SCEP, PKCS and imported PKCS#12 profiles",
	    mdm_enrolment_rows, 0 },
	{ "graph", "Wi-Fi, wired and VPN profiles", mdm_network_rows, 0 },
	{ "graph", "Cloud PKI certification authorities", mdm_cloud_rows, 0 },
	{ "windows-csp", "SCEP enrolment", NULL, MDM_CSP_SCEP },
	{ "windows-csp", "PKCS#12 delivery", NULL, MDM_CSP_PFX },
	{ "windows-csp", "Trusted certificates", NULL, MDM_CSP_ROOTS },
	{ "windows-csp", "Trusted certificates, older tree", NULL,
	    MDM_CSP_STORE },
	{ "windows-csp", "SCEP enrolment, older tree", NULL,
	    MDM_CSP_LEGACY_SCEP },
	{ "windows-csp", "Certificates of the device", NULL, MDM_CSP_MY },
	{ "windows-csp", "Wireless networks", NULL, MDM_CSP_WIFI },
	{ "windows-csp", "Wired networks", NULL, MDM_CSP_WIRED },
	{ "windows-csp", "VPN", NULL, MDM_CSP_VPN },
	{ "chromeos", "Certificates", mdm_onc_certificate_rows, 0 },
	{ "chromeos", "Networks", mdm_onc_network_rows, 0 },
	{ "chromeos", "Networks: `WiFi`", mdm_onc_wifi_rows, 0 },
	{ "chromeos", "Networks: `VPN`", mdm_onc_vpn_rows, 0 },
};

enum {
	NPAGES = sizeof(pages) / sizeof(*pages),
	NSECTIONS = sizeof(sections) / sizeof(*sections)
};

const struct mdm_format_page *
mdm_format_page_at(size_t index)
{
	return index < NPAGES ? &pages[index] : NULL;
}

/* A '|' would end the cell. */
static void
put_cell(struct mdm_out *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '|')
			mdm_out_text_of(out, "\\|");
		else
			mdm_out_byte(out, *text);
	}
}

/* "a|b" as "`a`, `b`". */
static void
put_values(struct mdm_out *out, const char *allowed)
{
	struct mdm_str rest = mdm_str_of(allowed), value;
	const char *comma = "";

	if (allowed == NULL)
		return;
	while (mdm_str_split(&rest, '|', &value)) {
		mdm_out_printf(out, "%s`" MDM_FMT "`", comma, MDM_ARG(value));
		comma = ", ";
	}
}

static const char *
field_kind(const struct mdm_field_row *row)
{
	switch (row->kind) {
	case MDM_F_TEXT:
		return "text";
	case MDM_F_NUMBER:
		return "number";
	case MDM_F_BOOL:
		return "true or false";
	case MDM_F_LIST:
		return "list of texts";
	case MDM_F_FLAGS:
		return "one or more words";
	case MDM_F_SECRET:
		return "secret: its length only";
	case MDM_F_HANDLED:
		break;
	}
	return "as described";
}

static void
put_fields(struct mdm_out *out, const struct mdm_field_row *rows)
{
	mdm_out_text_of(
	    out, "| Key | Kind | What it is |\n| --- | --- | --- |\n");
	for (; rows->key != NULL; rows++) {
		mdm_out_printf(
		    out, "| `%s` | %s | ", rows->key, field_kind(rows));
		put_cell(out, rows->doc);
		mdm_out_text_of(out, " |\n");
	}
}

static void
put_commands(struct mdm_out *out, unsigned access)
{
	static const struct {
		unsigned bit;
		const char *name;
	} commands[] = {
		{ MDM_CSP_ADD, "Add" },
		{ MDM_CSP_REPLACE, "Replace" },
		{ MDM_CSP_DELETE, "Delete" },
		{ MDM_CSP_EXEC, "Exec" },
		{ MDM_CSP_GET, "Get" },
	};
	const char *comma = "";

	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++) {
		if ((access & commands[i].bit) == 0)
			continue;
		mdm_out_printf(out, "%s%s", comma, commands[i].name);
		comma = ", ";
	}
}

static void
put_nodes(struct mdm_out *out, enum mdm_csp csp)
{
	const struct mdm_csp_node *node;

	mdm_out_text_of(out,
	    "| Node | Format | Commands | Needed | Values | What it is |\n"
	    "| --- | --- | --- | --- | --- | --- |\n");
	for (size_t i = 0; (node = mdm_csp_node_at(i)) != NULL; i++) {
		if (node->csp != csp)
			continue;
		mdm_out_printf(out, "| `%s` | %s | ", node->path,
		    mdm_csp_format_name(node->format));
		put_commands(out, node->access);
		mdm_out_printf(out, " | %s | ", node->required ? "yes" : "");
		put_values(out, node->allowed);
		mdm_out_text_of(out, " | ");
		put_cell(out, node->doc);
		mdm_out_text_of(out, " |\n");
	}
}

static void
put_kinds(struct mdm_out *out, unsigned kinds)
{
	const char * or = "";

	for (unsigned bit = MDM_APPLE_STRING; bit <= MDM_APPLE_DICT;
	     bit <<= 1) {
		if ((kinds & bit) == 0)
			continue;
		mdm_out_printf(out, "%s%s", or,
		    mdm_apple_kind_name((enum mdm_apple_kind)bit));
		or = " or ";
	}
}

static void
put_keys(struct mdm_out *out, const struct mdm_apple_row *row)
{
	mdm_out_text_of(out,
	    "| Key | In | Type | Needed | Values | Since |\n"
	    "| --- | --- | --- | --- | --- | --- |\n");
	for (; row->key != NULL; row++) {
		mdm_out_printf(out, "| `%s` | ", row->key);
		if (row->group[0] != '\0')
			mdm_out_printf(out, "`%s`", row->group);
		mdm_out_text_of(out, " | ");
		put_kinds(out, row->kinds);
		mdm_out_printf(out, " | %s | ", row->required ? "yes" : "");
		put_values(out, row->allowed);
		if (row->target != 0)
			mdm_out_text_of(out, "UUID of another payload");
		mdm_out_printf(
		    out, " | %s |\n", row->since != NULL ? row->since : "");
	}
}

static void
put_apple(struct mdm_out *out)
{
	const struct mdm_apple_type *type;

	mdm_out_text_of(out, "\n## The document\n\n");
	put_keys(out, mdm_apple_document.rows);
	mdm_out_text_of(out, "\n## Every payload\n\n");
	put_keys(out, mdm_apple_common);
	for (size_t i = 0; (type = mdm_apple_type_at(i)) != NULL; i++) {
		mdm_out_printf(out, "\n## `%s`\n\n", type->name);
		if (type->since != NULL)
			mdm_out_printf(out, "Since %s.\n\n", type->since);
		if (!type->complete)
			mdm_out_text_of(
			    out, "Other keys are left to the device.\n\n");
		put_keys(out, type->rows);
	}
}

static void
put_index(struct mdm_out *out)
{
	mdm_out_text_of(out,
	    "# Formats\n\n"
	    "Which keys are read, of what kind they are, and which values are\n"
	    "known, printed from the tables that mdmlint reads by. What is not\n"
	    "listed is not looked at. Network profiles in XML (`WLANProfile`,\n"
	    "`LANProfile`, `VPNProfile`, `EapHostConfig`) have no such tables;\n"
	    "the pages of the rules TRUST001 and following tell what counts.\n\n");
	for (size_t i = 0; i < NPAGES; i++)
		mdm_out_printf(
		    out, "- [%s](%s.md)\n", pages[i].title, pages[i].file);
}

void
mdm_format_page_write(struct mdm_out *out, const struct mdm_format_page *page)
{
	if (page == NULL) {
		put_index(out);
		return;
	}
	mdm_out_printf(out, "# %s\n\n%s\n", page->title, page->intro);
	if (strcmp(page->file, "apple") == 0)
		put_apple(out);
	for (size_t i = 0; i < NSECTIONS; i++) {
		const struct section *s = &sections[i];

		if (strcmp(s->file, page->file) != 0)
			continue;
		mdm_out_printf(out, "\n## %s\n\n", s->title);
		if (s->rows != NULL)
			put_fields(out, s->rows);
		else
			put_nodes(out, s->csp);
	}
}
