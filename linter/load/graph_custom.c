/* SPDX-License-Identifier: MIT */
/* Custom profiles: payloads of other syntaxes inside Graph (graph.md 1j). */
#include "base/placeholder.h"
#include "load/csp.h"
#include "load/graph.h"

/* How each type of setting is sent: SyncML's format. */
static const struct {
	const char *type, *format;
} types[] = {
	{ "omaSettingString", "chr" },
	{ "omaSettingStringXml", "xml" },
	{ "omaSettingBase64", "b64" },
	{ "omaSettingInteger", "int" },
	{ "omaSettingBoolean", "bool" },
	{ "omaSettingFloatingPoint", "float" },
	{ "omaSettingDateTime", "date" },
};

static struct mdm_field
format_of(struct mdm_loading *l, struct mdm_node *row)
{
	struct mdm_node *node = mdm_iget(row, "@odata.type");
	struct mdm_field format = { 0 };
	struct mdm_str type = mdm_graph_type_name(mdm_text_of(node));

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		if (!mdm_str_iis(type, types[i].type))
			continue;
		format = mdm_field_of(l, node);
		format.v = mdm_str_of(types[i].format);
	}
	return format;
}

/* IntuneCD keeps the service's answer as it came: {"value": "..."}. */
static struct mdm_node *
value_of(struct mdm_node *row)
{
	struct mdm_node *value = mdm_iget(row, "value");

	if (value != NULL && value->kind == MDM_OBJECT)
		return mdm_iget(value, "value");
	return value;
}

/* The service hands out masks; only a further request gives the value. */
static bool
is_unresolved(const struct mdm_node *row, const struct mdm_node *value)
{
	struct mdm_node *flag = mdm_iget(row, "isEncrypted");
	struct mdm_str text = mdm_str_trim(mdm_text_of(value));

	if (text.n > 0 && text.n <= 64 && mdm_placeholder_masked(text))
		return true;
	return flag != NULL && mdm_str_iis(mdm_text_of(flag), "true") &&
	    (value == NULL || text.n == 0);
}

/* The service shows no value of these types but on a further request. */
static bool
is_kept_encrypted(const struct mdm_field *format)
{
	return mdm_field_is(format, "chr") || mdm_field_is(format, "xml") ||
	    mdm_field_is(format, "b64");
}

/* XML travels in base64; some exporters write it as it is. */
static void
read_xml(struct mdm_arena *arena, struct mdm_csp_write *w)
{
	struct mdm_str text = mdm_str_trim(mdm_text_of(w->value));
	struct mdm_base64 decoded;
	enum mdm_encoding encoding;
	bool damaged; /* who opens the document sees for himself */

	if (text.n == 0 || text.p[0] == '<' || mdm_str_starts(text, "\xef\xbb"))
		return;
	decoded = mdm_base64_decode(arena, text);
	if (!decoded.valid || decoded.bytes.n == 0)
		return;
	w->bytes = decoded.bytes;
	w->text = mdm_text_decode(arena, decoded.bytes, &encoding, &damaged);
}

/*
 * An exporter asked for the plain value: the flag is gone, and the reference
 * to the secret is there and null.  Rows that were never encrypted lack it.
 */
static bool
is_decrypted(const struct mdm_node *row)
{
	struct mdm_node *flag = mdm_iget(row, "isEncrypted");
	struct mdm_node *secret = mdm_iget(row, "secretReferenceValueId");

	return flag != NULL && mdm_str_iis(mdm_text_of(flag), "false") &&
	    secret != NULL && secret->kind == MDM_NULL;
}

/* A tag of XML is no token of a template. */
static bool
is_variable(struct mdm_str text)
{
	text = mdm_str_trim(text);
	return text.n > 0 && text.p[0] != '<' && mdm_is_symbolic(text);
}

static void
add_setting(struct mdm_graph_reading *r, struct mdm_node *row,
    struct mdm_csp_writes *writes)
{
	struct mdm_loading *l = r->loading;
	struct mdm_node *uri = mdm_iget(row, "omaUri");
	struct mdm_csp_write w = { .holder = row, .value = value_of(row) };
	struct mdm_command *c = &w.command;

	if (uri == NULL || uri->kind != MDM_STRING)
		return;
	c->verb = MDM_VERB_ADD;
	c->uri = mdm_field_of(l, uri);
	c->uri.v = mdm_str_trim(c->uri.v);
	c->uri.at = mdm_at_within(c->uri.at, uri->value.n,
	    (size_t)(mdm_str_trim(uri->value).p - uri->value.p), c->uri.v.n);
	c->format = format_of(l, row);
	mdm_csp_resolve_uri(l, c);
	w.unresolved = is_unresolved(row, w.value);
	if (w.unresolved && c->csp != MDM_CSP_NONE)
		mdm_load_note(l,
		    "custom settings whose encrypted values were not exported");
	c->decrypted = is_decrypted(row) && !w.unresolved &&
	    is_kept_encrypted(&c->format) && !is_variable(mdm_text_of(w.value));
	if (!w.unresolved && mdm_field_is(&c->format, "xml"))
		read_xml(l->doc->scratch, &w);
	MDM_PUSH(l->doc->scratch, &writes->list, w);
}

static void
read_settings(struct mdm_graph_reading *r, struct mdm_node *list)
{
	struct mdm_csp_writes writes = { 0 };
	bool ours = false;

	if (list->kind == MDM_OBJECT)
		add_setting(r, list, &writes); /* PowerShell unrolls lists */
	for (struct mdm_node *c = list->child;
	     list->kind == MDM_ARRAY && c != NULL; c = c->next)
		add_setting(r, c, &writes);
	for (size_t i = 0; i < writes.list.n; i++)
		ours |= writes.list.at[i].command.csp != MDM_CSP_NONE;
	if (ours)
		mdm_csp_message(r->loading, list, MDM_DIALECT_OMA,
		    r->profile->name, &writes)
		    ->form = r->profile->form;
}

/* A configuration profile: base64 of the file, or decoded by the exporter. */
static void
open_payload(struct mdm_graph_reading *r, struct mdm_node *payload)
{
	struct mdm_graph_context context = { .platform = r->profile->platform };
	struct mdm_loading inner = *r->loading;
	struct mdm_str text = mdm_text_of(payload);
	struct mdm_base64 content;

	inner.context = &context;
	if (mdm_str_starts(mdm_str_trim(text), "<")) {
		mdm_load_document(&inner, payload, text);
		return;
	}
	content = mdm_base64_decode(payload->doc->scratch, text);
	if (content.valid && content.bytes.n > 0)
		mdm_load_document(&inner, payload, content.bytes);
}

void
mdm_graph_custom(struct mdm_graph_reading *r)
{
	struct mdm_node *settings = mdm_iget(r->object, "omaSettings");
	struct mdm_node *payload = mdm_iget(r->object, "payload");

	r->own += (settings != NULL) + (payload != NULL);
	if (r->profile->sample)
		return;
	if (settings != NULL)
		read_settings(r, settings);
	if (payload != NULL && payload->kind == MDM_STRING)
		open_payload(r, payload);
}
