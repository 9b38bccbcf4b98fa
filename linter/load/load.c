/* SPDX-License-Identifier: MIT */
#include "load/load.h"

#include <errno.h>
#include <stdio.h>

/* Documents within documents within documents. */
enum { DEEPEST = 5 };

static const struct mdm_format *const formats[] = {
	&mdm_format_certfile,
	&mdm_format_graph,
};

/* First signs, in name or text, that a damaged file would have been ours. */
static const char *const our_names[] = { ".mobileconfig", ".cer", ".crt",
	".der", ".pem", ".p7b", ".p7c", ".pfx", ".p12", ".evtx", NULL };
static const char *const our_texts[] = { "trustedRootCertificate",
	"CertificateProfile", "#microsoft.graph.", "scepServerUrls",
	"PayloadContent", "PayloadType", "LocURI", "<SyncML", "SyncBody",
	"wap-provisioningdoc", "EapHostConfig", "WLANProfile",
	"BEGIN CERTIFICATE", "BEGIN PKCS7", "CAThumbprint",
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
	return false;
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

struct mdm_carrier *
mdm_load_carrier(struct mdm_loading *l, struct mdm_profile *p,
    struct mdm_node *value, const char *field)
{
	struct mdm_carrier *carrier = MDM_NEW(l->keep, struct mdm_carrier);

	carrier->role = MDM_CARRIER_FIELD;
	carrier->profile = p;
	carrier->field = mdm_str_of(field);
	carrier->at = value != NULL ? mdm_at_of(value) : p->at;
	if (value == NULL)
		carrier->content = MDM_CONTENT_ABSENT;
	else if (value->kind == MDM_NULL)
		carrier->content = MDM_CONTENT_EMPTY;
	else if (value->kind == MDM_DATA)
		mdm_carrier_of_bytes(
		    carrier, &l->loader->certs, l->doc->scratch, value->value);
	else if (value->kind == MDM_STRING)
		mdm_carrier_of_field(
		    carrier, &l->loader->certs, l->doc->scratch, value->value);
	else
		carrier->content = MDM_CONTENT_NOT_BASE64;
	/* Decoded bytes are the scratch arena's: gone after this file. */
	carrier->base64.bytes = (struct mdm_str){ 0 };
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

		if (p->kind != MDM_OTHER && p->object.source == at.source &&
		    at.off >= p->object.off &&
		    at.off + at.len <= p->object.off + p->object.len)
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

bool
mdm_load_nested(
    struct mdm_loading *l, struct mdm_node *holder, struct mdm_str text)
{
	struct mdm_loading inner = *l;

	if (l->depth + 1 >= DEEPEST)
		return false;
	inner.depth++;
	inner.doc = mdm_doc_nested(holder, text);
	if (!load_document(&inner))
		return false;
	mdm_doc_keep_text(inner.doc);
	keep_defects(&inner);
	return true;
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
	for (size_t i = 0; i < l->facts->profiles.n; i++)
		if (file->form == MDM_FORM_UNKNOWN)
			file->form = l->facts->profiles.at[i]->form;
	if (file->recognised && l->input->bytes.p != NULL)
		mdm_doc_keep_text(l->doc);
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
	    "is larger than the limit of %zu bytes", loader->max_file_size);
	facts->file.source = source;
	facts->file.looks_ours = true;
	facts->file.taken_for = "too large";
	facts->file.defects.at = defect;
	facts->file.defects.n = 1;
}

enum mdm_status
mdm_load(struct mdm_loader *loader, const struct mdm_input *input, size_t index,
    struct mdm_facts *facts)
{
	struct mdm_loading l = { .loader = loader,
		.facts = facts,
		.keep = loader->keep,
		.input = input };
	struct mdm_str bytes = input->bytes;
	enum mdm_status status = MDM_OK;
	int64_t mtime = 0;

	facts->file.index = index;
	facts->file.set = input->set;
	facts->file.named = input->named;
	if (bytes.p == NULL) {
		status =
		    mdm_file_read(mdm_str_dup(loader->scratch, input->name).p,
			loader->max_file_size, &loader->buffer, &mtime);
		bytes = mdm_str_span(loader->buffer.p, loader->buffer.n);
	} else if (bytes.n > loader->max_file_size) {
		status = MDM_ERR_TOO_BIG;
	}
	if (status == MDM_ERR_TOO_BIG) {
		too_big(loader, input, facts);
		mdm_arena_reset(loader->scratch);
		return MDM_OK;
	}
	if (status != MDM_OK) {
		int why = errno;

		mdm_arena_reset(loader->scratch);
		errno = why;
		return status;
	}
	if (bytes.p == NULL)
		bytes = MDM_LIT("");
	l.doc = mdm_doc_open(loader->keep, loader->scratch, input->name, bytes);
	l.doc->source->on_disk = input->bytes.p == NULL;
	l.doc->source->size = (int64_t)bytes.n;
	l.doc->source->mtime_ns = mtime;
	facts->file.source = l.doc->source;
	load_text(&l);
	mdm_arena_reset(loader->scratch);
	return MDM_OK;
}
