/* SPDX-License-Identifier: MIT */
/*
 * MDMDiagReport.xml: which nodes the MDM has written on a device, so which
 * certificates are there.  It lists names, no certificates.
 */
#include "load/event.h"
#include "load/network.h"

static const struct {
	const char *name;
	enum mdm_store store;
} stores[] = {
	{ "RootCATrustedCertificates/Root/", MDM_STORE_ROOT },
	{ "RootCATrustedCertificates/CA/", MDM_STORE_INTERMEDIATE },
	{ "RootCATrustedCertificates/TrustedPublisher/", MDM_STORE_PUBLISHER },
	{ "RootCATrustedCertificates/TrustedPeople/", MDM_STORE_PEOPLE },
	{ "RootCATrustedCertificates/UntrustedCertificates/",
	    MDM_STORE_UNTRUSTED },
	{ "CertificateStore/Root/System/", MDM_STORE_ROOT },
	{ "CertificateStore/CA/System/", MDM_STORE_INTERMEDIATE },
};

static const char requests[] = "ClientCertificateInstall/SCEP/";

enum { DEEPEST = 8 };

/* The segment behind `mark`. */
static bool
segment_behind(
    struct mdm_str uri, const char *mark, struct mdm_str *ret_segment)
{
	size_t at = mdm_str_ifind(uri, mark);

	if (at == SIZE_MAX)
		return false;
	*ret_segment = mdm_str_sub(uri, at + strlen(mark), SIZE_MAX);
	*ret_segment =
	    mdm_str_sub(*ret_segment, 0, mdm_str_find_byte(*ret_segment, '/'));
	return ret_segment->n > 0;
}

static enum mdm_scope
scope_of(struct mdm_str uri)
{
	if (mdm_str_istarts(uri, "./user/"))
		return MDM_SCOPE_USER;
	return MDM_SCOPE_DEVICE;
}

static void
take_resource(
    struct mdm_loading *l, struct mdm_node *node, struct mdm_str owner)
{
	struct mdm_str uri = mdm_xml_text(node), name;
	struct mdm_delivered d = {
		.file = &l->facts->file,
		.at = mdm_at_of(node),
		.scope = scope_of(uri),
	};
	struct mdm_delivered *kept;

	if (segment_behind(uri, requests, &name))
		d.unique_id = mdm_str_dup(l->keep, name);
	for (size_t i = 0; i < sizeof(stores) / sizeof(stores[0]); i++) {
		if (!segment_behind(uri, stores[i].name, &name))
			continue;
		d.store = stores[i].store;
		d.has_sha1 = mdm_hex_exact(name, d.sha1, sizeof(d.sha1));
	}
	if (!d.has_sha1 && d.unique_id.p == NULL)
		return;
	d.node = mdm_str_dup(l->keep, uri);
	d.owner = mdm_str_dup(l->keep, owner);
	kept = MDM_NEW(l->keep, struct mdm_delivered);
	*kept = d;
	MDM_PUSH(l->keep, &l->facts->delivered, kept);
}

/* Every ResourceName, below whatever the versions of the tool put around. */
static void
walk(struct mdm_loading *l, struct mdm_node *parent, struct mdm_str owner,
    unsigned depth)
{
	struct mdm_str target =
	    mdm_xml_text(mdm_xml_child(parent, "ResourceTarget"));

	if (target.n > 0)
		owner = target;
	for (struct mdm_node *c = parent->child; c != NULL; c = c->next) {
		if (c->attribute)
			continue;
		if (mdm_str_iis(c->key, "ResourceName"))
			take_resource(l, c, owner);
		else if (depth < DEEPEST)
			walk(l, c, owner, depth + 1);
	}
}

static bool
recognises(const struct mdm_doc *doc)
{
	return doc->source->syntax == MDM_XML && doc->root != NULL &&
	    mdm_xml_child(doc->root, "MDMEnterpriseDiagnosticsReport") != NULL;
}

static bool
load(struct mdm_loading *l)
{
	walk(l, mdm_xml_child(l->doc->root, "MDMEnterpriseDiagnosticsReport"),
	    MDM_LIT(""), 0);
	return true;
}

const struct mdm_format mdm_format_diagreport = {
	.name = "MDM diagnostics report",
	.recognises = recognises,
	.load = load,
};
