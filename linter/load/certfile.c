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

/* The next block of PEM from `*at` on, which moves behind it. */
static bool
next_block(struct mdm_str text, size_t *at, struct mdm_str *ret_block)
{
	static const char begin[] = "-----BEGIN ", end[] = "-----END ";
	struct mdm_str rest = mdm_str_sub(text, *at, SIZE_MAX);
	size_t from = mdm_str_find(rest, begin), to, line;

	if (from == SIZE_MAX)
		return false;
	rest = mdm_str_sub(rest, from, SIZE_MAX);
	to = mdm_str_find(rest, end);
	if (to == SIZE_MAX)
		return false;
	line = mdm_str_find_byte(mdm_str_sub(rest, to, SIZE_MAX), '\n');
	*ret_block = mdm_str_sub(rest, 0, line == SIZE_MAX ? line : to + line);
	*at = (size_t)(ret_block->p - text.p) + ret_block->n;
	return true;
}

/* Where what stands in a text of several blocks, if each is one object. */
static void
find_places(struct mdm_loading *l, struct mdm_carrier *c)
{
	struct mdm_str text = l->doc->text, block;
	struct mdm_at *places =
	    MDM_NEW_N(l->keep, struct mdm_at, c->ncerts + 1);
	size_t n = 0, at = 0;

	while (next_block(text, &at, &block)) {
		struct mdm_at place =
		    mdm_at_span(l->doc, (size_t)(block.p - text.p), block.n);
		struct mdm_str label =
		    mdm_str_sub(block, 0, mdm_str_find_byte(block, '\n'));

		if (mdm_str_has(label, "PRIVATE KEY-----")) {
			if (!mdm_at_set(c->key_at))
				c->key_at = place;
		} else if (mdm_str_has(label, "CERTIFICATE-----")) {
			if (n == c->ncerts)
				return;
			places[n++] = place;
		}
	}
	if (n == c->ncerts)
		c->cert_at = places;
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
	if (carrier->pem)
		find_places(l, carrier);
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
