/* SPDX-License-Identifier: MIT */
/* Certificate files: DER, PEM, PKCS#7, PKCS#12, keys; content tells which. */
#include "load/load.h"

/* Names that promise a certificate, whatever is in the file. */
static const char *const endings[] = { ".cer", ".crt", ".der", ".pem", ".p7b",
	".p7c", ".pfx", ".p12", NULL };

/* Their content may look like a certificate file and is not one. */
static const char *const others[] = { ".mobileconfig", ".mobileprovision",
	".plist", ".xml", ".json", ".yaml", ".yml", ".csr", NULL };

static bool
ends_with(struct mdm_str name, const char *const *list)
{
	for (; *list != NULL; list++)
		if (mdm_str_iends(name, *list))
			return true;
	return false;
}

static bool
recognises(const struct mdm_doc *doc)
{
	switch (doc->source->syntax) {
	case MDM_PEM:
	case MDM_DER:
	case MDM_PKCS7:
	case MDM_PKCS12:
		return !ends_with(doc->source->name, others);
	default:
		return ends_with(doc->source->name, endings);
	}
}

static enum mdm_carrier_role
role_of(enum mdm_input_role role)
{
	switch (role) {
	case MDM_INPUT_KNOWN_CERTS:
		return MDM_CARRIER_KNOWN;
	case MDM_INPUT_GETCACERT:
		return MDM_CARRIER_GETCACERT;
	default:
		return MDM_CARRIER_FILE;
	}
}

static bool
load(struct mdm_loading *l)
{
	struct mdm_carrier *carrier;

	if (l->depth > 0)
		return false;
	carrier = MDM_NEW(l->keep, struct mdm_carrier);
	carrier->role = role_of(l->input->role);
	carrier->at = mdm_at_span(l->doc, 0, l->doc->text.n);
	carrier->file_name = l->input->name;
	mdm_carrier_of_bytes(
	    carrier, &l->loader->certs, l->doc->scratch, l->doc->text);
	if (carrier->private_key)
		MDM_PUSH(l->keep, &l->doc->source->secrets,
		    ((struct mdm_span){ 0, (uint32_t)l->doc->text.n }));
	MDM_PUSH(l->keep, &l->facts->carriers, carrier);
	return true;
}

const struct mdm_format mdm_format_certfile = {
	.name = "certificate file",
	.recognises = recognises,
	.load = load,
};
