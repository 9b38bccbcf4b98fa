/* SPDX-License-Identifier: MIT */
#include "load/load.h"

#include <errno.h>

#include "load/event.h"
#include "load/graph.h"

/* Documents within documents within documents. */
enum { DEEPEST = 5 };

static const struct mdm_format *const formats[] = {
	&mdm_format_mobileconfig, /* signed ones look like certificates */
	&mdm_format_certfile,
	&mdm_format_onc, /* ahead of Graph, which looks into any JSON */
	&mdm_format_android,
	&mdm_format_declaration,
	&mdm_format_graph,
	&mdm_format_syncml,
	&mdm_format_wap,
	&mdm_format_network,
	&mdm_format_event_xml,
	&mdm_format_event_file,
	&mdm_format_diagreport,
	&mdm_format_event_csv,
	&mdm_format_event_text,
	&mdm_format_event_lines,
};

/*
 * First signs, in name or text, that a damaged file would have been ours.
 * Policies have a LocURI too; only those about certificates count.
 */
static const char *const our_names[] = { ".mobileconfig", ".cer", ".crt",
	".der", ".pem", ".p7b", ".p7c", ".pfx", ".p12", ".evtx", ".onc", NULL };
static const char *const our_texts[] = { "trustedRootCertificate",
	"scepServerUrls", "PayloadContent", "PayloadType",
	"ClientCertificateInstall", "RootCATrustedCertificates",
	"CertificateStore", "wap-provisioningdoc", "EapHostConfig",
	"WLANProfile", "LANProfile", "BEGIN CERTIFICATE", "BEGIN PKCS7",
	"CAThumbprint", "NetworkConfigurations", "com.apple.asset.credential",
	"DeviceManagement-Enterprise-Diagnostics", NULL };

/* Files that keep company with exports and are none. */
static const struct {
	const char *name, *why;
} not_ours[] = {
	{ "MigrationTable.json", "migration table of IntuneManagement" },
	{ "BulkExport.json", "settings of IntuneManagement" },
	{ "BulkImport.json", "settings of IntuneManagement" },
	{ "metadata.json", "description of a backup" },
	{ "manifest.json", "manifest" },
	{ "package.json", "manifest" },
	{ "Info.plist", "description of an app" },
};

static struct mdm_str
base_name(struct mdm_str path)
{
	size_t slash = mdm_str_rfind_byte(path, '/');

	/* "export.zip!manifest.json" */
	if (slash == SIZE_MAX)
		slash = mdm_str_rfind_byte(path, '!');
	return slash == SIZE_MAX ? path : mdm_str_sub(path, slash + 1, path.n);
}

static const char *
why_not_ours(struct mdm_str path)
{
	struct mdm_str base = base_name(path);

	for (size_t i = 0; i < sizeof(not_ours) / sizeof(*not_ours); i++)
		if (mdm_str_iis(base, not_ours[i].name))
			return not_ours[i].why;
	if (mdm_str_has(path, ".vscode/"))
		return "settings of an editor";
	return NULL;
}

/* A type of certificate, network or custom profile among the text's types. */
static bool
names_our_type(struct mdm_str text)
{
	static const char space[] = "microsoft.graph.";

	for (;;) {
		const char *found =
		    memmem(text.p, text.n, space, sizeof(space) - 1);
		size_t n = 0;

		if (found == NULL)
			return false;
		found += sizeof(space) - 1;
		text = mdm_str_sub(text, (size_t)(found - text.p), text.n);
		while (n < text.n &&
		    (mdm_is_alpha(text.p[n]) || mdm_is_digit(text.p[n])))
			n++;
		if (mdm_graph_type_find(mdm_str_sub(text, 0, n)) != NULL)
			return true;
	}
}

static bool
looks_ours(struct mdm_str path, struct mdm_str text)
{
	if (why_not_ours(path) != NULL)
		return false;
	for (size_t i = 0; our_names[i] != NULL; i++)
		if (mdm_str_iends(path, our_names[i]))
			return true;
	for (size_t i = 0; our_texts[i] != NULL; i++)
		if (memmem(text.p, text.n, our_texts[i],
			strlen(our_texts[i])) != NULL)
			return true;
	return names_our_type(text);
}

void
mdm_load_note(struct mdm_loading *l, const char *fmt, ...)
{
	struct mdm_str text;
	va_list ap;

	va_start(ap, fmt);
	text = mdm_str_vprintf(l->keep, fmt, ap);
	va_end(ap);
	for (size_t i = 0; i < l->facts->notes.n; i++)
		if (mdm_str_eq(l->facts->notes.at[i], text))
			return;
	MDM_PUSH(l->keep, &l->facts->notes, text);
}

struct mdm_profile *
mdm_load_profile(struct mdm_loading *l, enum mdm_profile_kind kind,
    enum mdm_platform platform, struct mdm_node *object)
{
	struct mdm_profile *p = MDM_NEW(l->keep, struct mdm_profile);

	p->kind = kind;
	p->platform = platform;
	p->object = mdm_at_of(object);
	p->at = p->object;
	p->file = &l->facts->file;
	if (kind == MDM_TRUST)
		p->trust = MDM_NEW(l->keep, struct mdm_trust);
	if ((kind & MDM_ENROLMENT) != 0)
		p->enrolment = MDM_NEW(l->keep, struct mdm_enrolment);
	if ((kind & MDM_NETWORK) != 0)
		p->network = MDM_NEW(l->keep, struct mdm_network);
	if (kind == MDM_CLOUD_CA)
		p->cloud_ca = MDM_NEW(l->keep, struct mdm_cloud_ca);
	MDM_PUSH(l->keep, &l->facts->profiles, p);
	return p;
}

/* PowerShell writes a byte[] as an array of numbers. */
static bool
bytes_of(const struct mdm_node *array, struct mdm_str *ret_bytes)
{
	size_t n = 0;
	char *bytes;

	for (const struct mdm_node *c = array->child; c != NULL; c = c->next)
		n++;
	bytes = MDM_NEW_N(array->doc->scratch, char, n + 1);
	n = 0;
	for (const struct mdm_node *c = array->child; c != NULL; c = c->next) {
		int64_t byte;

		if (c->kind != MDM_NUMBER || !mdm_str_to_int(c->value, &byte) ||
		    byte < 0 || byte > 255)
			return false;
		bytes[n++] = (char)byte;
	}
	*ret_bytes = mdm_str_span(bytes, n);
	return n > 0;
}

static void
look_into(struct mdm_loading *l, struct mdm_carrier *carrier,
    const struct mdm_node *value)
{
	struct mdm_cert_cache *cache = &l->loader->certs;
	struct mdm_arena *scratch = l->doc->scratch;
	struct mdm_str bytes;

	if (value == NULL)
		carrier->content = MDM_CONTENT_ABSENT;
	else if (value->kind == MDM_NULL)
		carrier->content = MDM_CONTENT_EMPTY;
	else if (value->kind == MDM_DATA && value->value.p == NULL)
		mdm_carrier_of_field(carrier, cache, scratch,
		    mdm_str_sub(value->doc->text, value->off, value->len));
	else if (value->kind == MDM_DATA)
		mdm_carrier_of_bytes(carrier, cache, scratch, value->value);
	else if (value->kind == MDM_ARRAY && bytes_of(value, &bytes))
		mdm_carrier_of_bytes(carrier, cache, scratch, bytes);
	else if (value->kind == MDM_ARRAY || value->kind == MDM_OBJECT)
		carrier->content = MDM_CONTENT_NOT_BASE64;
	else
		mdm_carrier_of_field(carrier, cache, scratch, value->value);
}

struct mdm_carrier *
mdm_load_carrier(struct mdm_loading *l, struct mdm_profile *p,
    struct mdm_node *value, const char *field)
{
	struct mdm_carrier *carrier = MDM_NEW(l->keep, struct mdm_carrier);

	carrier->role = MDM_CARRIER_FIELD;
	carrier->profile = p;
	carrier->field = mdm_str_of(field);
	carrier->at = value != NULL ? mdm_at_of(value) : p->at;
	look_into(l, carrier, value);
	if (carrier->private_key)
		mdm_mark_secret(value);
	MDM_PUSH(l->keep, &l->facts->carriers, carrier);
	return carrier;
}

static bool
load_document(struct mdm_loading *l)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++) {
		if (!formats[i]->recognises(l->doc))
			continue;
		if (!formats[i]->load(l))
			continue;
		if (l->depth == 0)
			l->facts->file.taken_for = formats[i]->name;
		return true;
	}
	return false;
}

/* A duplicate key matters in an object that we understood, nowhere else. */
static bool
in_profile(const struct mdm_facts *facts, struct mdm_at at)
{
	for (size_t i = 0; i < facts->profiles.n; i++) {
		const struct mdm_profile *p = facts->profiles.at[i];

		if (p->kind != MDM_OTHER && mdm_at_holds(p->object, at))
			return true;
	}
	return false;
}

static void
keep_defects(struct mdm_loading *l)
{
	struct mdm_defect_list *list = &l->facts->file.defects;
	struct mdm_defect *grown;

	if (l->doc->defects.n == 0)
		return;
	grown =
	    MDM_NEW_N(l->keep, struct mdm_defect, list->n + l->doc->defects.n);
	if (list->n > 0)
		memcpy(grown, list->at, list->n * sizeof(*grown));
	for (size_t i = 0; i < l->doc->defects.n; i++) {
		const struct mdm_defect *d = &l->doc->defects.at[i];

		if (d->kind != MDM_DEFECT_DUPLICATE_KEY ||
		    in_profile(l->facts, d->at))
			grown[list->n++] = *d;
	}
	list->at = grown;
}

static void
keep_comments(struct mdm_loading *l)
{
	for (size_t i = 0; i < l->doc->comments.n; i++) {
		struct mdm_comment c = l->doc->comments.at[i];

		c.text = mdm_str_dup(l->keep, c.text);
		MDM_PUSH(l->keep, &l->facts->comments, c);
	}
}

static bool
load_inner(struct mdm_loading *l, struct mdm_node *holder, struct mdm_str text,
    bool meant)
{
	struct mdm_loading inner = *l;
	bool known;

	if (l->depth + 1 >= DEEPEST)
		return false;
	inner.depth++;
	inner.doc = mdm_doc_nested(holder, text);
	known = load_document(&inner);
	if (!known && (!meant || inner.doc->defects.n == 0))
		return false;
	mdm_doc_keep_text(inner.doc);
	keep_defects(&inner);
	keep_comments(&inner);
	return known;
}

bool
mdm_load_nested(
    struct mdm_loading *l, struct mdm_node *holder, struct mdm_str text)
{
	return load_inner(l, holder, text, false);
}

bool
mdm_load_document(
    struct mdm_loading *l, struct mdm_node *holder, struct mdm_str text)
{
	return load_inner(l, holder, text, true);
}

/* "@odata.type", or the URL of "@odata.context", which may name a type. */
static bool
is_our_type(struct mdm_str value)
{
	return mdm_graph_type_find(value) != NULL ||
	    mdm_graph_type_is_other(value) || names_our_type(value);
}

void
mdm_load_interest(struct mdm_interest *interest)
{
	*interest = (struct mdm_interest){ .type = is_our_type };
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++)
		if (formats[i]->keys != NULL)
			mdm_interest_add(interest, formats[i]->keys);
}

/* Where the name alone can make an object ours, everything is of interest. */
static const struct mdm_interest *
interest_in(const struct mdm_loader *loader, struct mdm_str path)
{
	struct mdm_file_name name = mdm_file_name_of(path);
	size_t bar = mdm_str_rfind_byte(name.stem, '_');

	if (mdm_str_iis(name.parent, "Assignments") ||
	    (bar != SIZE_MAX &&
		mdm_graph_type_find(
		    mdm_str_sub(name.stem, bar + 1, name.stem.n)) != NULL))
		return NULL;
	return loader->interest;
}

static const char *
why_skipped(const struct mdm_doc *doc)
{
	const char *why = why_not_ours(doc->source->name);

	if (why != NULL)
		return why;
	if (doc->damaged)
		return "not well-formed";
	if (doc->text.n == 0)
		return "empty";
	if (doc->source->syntax == MDM_SYNTAX_NONE)
		return "unknown format";
	return "no profile, certificate or log in it";
}

static void
load_text(struct mdm_loading *l)
{
	struct mdm_file *file = &l->facts->file;

	if (why_not_ours(l->input->name) == NULL)
		file->recognised = load_document(l);
	if (!file->recognised)
		file->taken_for = why_skipped(l->doc);
	file->looks_ours = file->recognised ||
	    (l->doc->defects.n > 0 && looks_ours(l->input->name, l->doc->text));
	if (why_not_ours(l->input->name) == NULL)
		keep_defects(l);
	if (file->recognised)
		keep_comments(l);
	for (size_t i = 0; i < l->facts->profiles.n; i++)
		if (file->form == MDM_FORM_UNKNOWN)
			file->form = l->facts->profiles.at[i]->form;
}

/* Nothing was read of it: a source without text, and the defect. */
static void
too_big(struct mdm_loader *loader, const struct mdm_input *input,
    struct mdm_facts *facts)
{
	struct mdm_source *source = MDM_NEW(loader->keep, struct mdm_source);
	struct mdm_defect *defect = MDM_NEW(loader->keep, struct mdm_defect);

	source->name = input->name;
	source->text = MDM_LIT("");
	defect->kind = MDM_DEFECT_TOO_BIG;
	defect->at.source = source;
	defect->text = mdm_str_printf(loader->keep,
	    "the file is larger than the limit of %zu bytes",
	    loader->max_file_size);
	facts->file.source = source;
	facts->file.looks_ours = true;
	facts->file.taken_for = "too large";
	facts->file.defects.at = defect;
	facts->file.defects.n = 1;
}

/* The bytes of the input; `ret_mtime` is 0 for what cannot be read again. */
static enum mdm_status
read_input(struct mdm_loader *loader, const struct mdm_input *input,
    struct mdm_str *ret_bytes, int64_t *ret_mtime)
{
	const char *path;
	enum mdm_status status;

	*ret_mtime = 0;
	*ret_bytes = input->bytes;
	if (input->bytes.p != NULL)
		return input->bytes.n > loader->max_file_size ? MDM_ERR_TOO_BIG
							      : MDM_OK;
	path = mdm_str_dup(loader->scratch, input->name).p;
	status = (input->named ? mdm_file_read : mdm_regular_file_read)(
	    path, loader->max_file_size, &loader->buffer, ret_mtime);
	*ret_bytes = mdm_str_span(
	    loader->buffer.p != NULL ? loader->buffer.p : "", loader->buffer.n);
	return status;
}

static void
load_bytes(struct mdm_loading *l, struct mdm_str bytes, int64_t mtime)
{
	struct mdm_loader *loader = l->loader;

	l->doc = mdm_doc_open_if(loader->keep, loader->scratch, l->input->name,
	    bytes, interest_in(loader, l->input->name));
	l->doc->source->on_disk = mtime != 0;
	l->doc->source->mtime_ns = mtime;
	l->facts->file.source = l->doc->source;
	load_text(l);
	if (mtime == 0 && l->facts->file.looks_ours)
		mdm_doc_keep_text(l->doc);
}

void
mdm_facts_moved(struct mdm_facts *facts)
{
	for (size_t i = 0; i < facts->profiles.n; i++)
		facts->profiles.at[i]->file = &facts->file;
	for (size_t i = 0; i < facts->events.n; i++)
		facts->events.at[i]->file = &facts->file;
	for (size_t i = 0; i < facts->delivered.n; i++)
		facts->delivered.at[i]->file = &facts->file;
}

/* An answer of a SCEP server is one file. */
static bool
is_archive(const struct mdm_input *input, struct mdm_str bytes)
{
	return input->role != MDM_INPUT_GETCACERT &&
	    mdm_archive_kind(bytes) != NULL;
}

enum mdm_status
mdm_load(struct mdm_loader *loader, const struct mdm_input *input, size_t index,
    struct mdm_facts *facts)
{
	struct mdm_loading l = { .loader = loader,
		.facts = facts,
		.keep = loader->keep,
		.input = input };
	struct mdm_str bytes;
	enum mdm_status status;
	int64_t mtime;
	int error;

	facts->file.index = index;
	facts->file.set = input->set;
	facts->file.named = input->named;
	status = read_input(loader, input, &bytes, &mtime);
	error = errno;
	if (status == MDM_ERR_TOO_BIG) {
		too_big(loader, input, facts);
		status = MDM_OK;
	} else if (status == MDM_OK && is_archive(input, bytes)) {
		mdm_load_archive(&l, bytes);
	} else if (status == MDM_OK) {
		load_bytes(&l, bytes, mtime);
	}
	mdm_arena_reset(loader->scratch);
	errno = error;
	return status;
}
