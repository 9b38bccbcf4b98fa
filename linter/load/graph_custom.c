/* SPDX-License-Identifier: MIT */
/* Custom profiles: payloads of other syntaxes inside Graph (graph.md 1j). */
#include "load/graph.h"

/* Parts of an OMA-URI below which certificates are managed. */
static const char *const certificate_nodes[] = { "RootCATrustedCertificates",
	"ClientCertificateInstall", "CertificateStore", "/WiFi/", "/VPNv2/",
	"/WiredNetwork", NULL };

/* Signs of certificate business in an Apple profile. */
static const char *const apple_signs[] = { "com.apple.security.",
	"com.apple.wifi.managed", "com.apple.vpn.managed", "PayloadCertificate",
	NULL };

static bool
has_any(struct mdm_str text, const char *const *signs)
{
	for (; *signs != NULL; signs++)
		if (memmem(text.p, text.n, *signs, strlen(*signs)) != NULL)
			return true;
	return false;
}

static void
look_at_settings(struct mdm_graph_reading *r, const struct mdm_node *list)
{
	if (list->kind != MDM_ARRAY)
		return;
	for (const struct mdm_node *c = list->child; c != NULL; c = c->next) {
		struct mdm_str uri = mdm_text_of(mdm_iget(c, "omaUri"));

		if (uri.n == 0 || !has_any(uri, certificate_nodes))
			continue;
		mdm_load_note(r->loading,
		    "custom OMA-URI settings that manage certificates");
		return;
	}
}

static void
look_at_payload(struct mdm_graph_reading *r, struct mdm_node *payload)
{
	struct mdm_base64 content =
	    mdm_base64_decode(payload->doc->scratch, mdm_text_of(payload));

	/* 0x30: signed, so what is in it cannot be seen from outside. */
	if (content.bytes.n > 0 &&
	    (content.bytes.p[0] == 0x30 || has_any(content.bytes, apple_signs)))
		mdm_load_note(r->loading,
		    "Apple configuration profiles in custom profiles");
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
		look_at_settings(r, settings);
	if (payload != NULL && payload->kind == MDM_STRING)
		look_at_payload(r, payload);
}
