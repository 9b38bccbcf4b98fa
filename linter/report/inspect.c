/* SPDX-License-Identifier: MIT */
#include "report/inspect.h"

#define ENROLMENT(label, key, member)                                          \
	{                                                                      \
		label, key, offsetof(struct mdm_enrolment, member), false      \
	}
#define NETWORK(label, key, member)                                            \
	{                                                                      \
		label, key, offsetof(struct mdm_network, member), false        \
	}
#define CLOUD_CA(label, key, member)                                           \
	{                                                                      \
		label, key, offsetof(struct mdm_cloud_ca, member), false       \
	}

const struct mdm_shown mdm_shown_enrolment[] = {
	{ "URL", "urls", offsetof(struct mdm_enrolment, urls), true },
	ENROLMENT("CA host", "ca_host", ca_host),
	ENROLMENT("CA name", "ca_name", ca_name),
	ENROLMENT("template", "template", template_name),
	ENROLMENT("subject format", "subject_format", subject_format),
	ENROLMENT("subject", "subject", subject),
	ENROLMENT("SAN type", "san_type", san_type),
	ENROLMENT("SAN format", "san_format", san_format),
	ENROLMENT("key usage", "key_usage", key_usage),
	ENROLMENT("key size", "key_size", key_size),
	ENROLMENT("hash", "hash", hash),
	ENROLMENT("key storage", "key_storage", storage),
	ENROLMENT("store", "store", store),
	ENROLMENT("channel", "channel", channel),
	ENROLMENT("validity", "validity", validity_value),
	ENROLMENT("validity unit", "validity_unit", validity_scale),
	ENROLMENT("renewal threshold", "renewal_threshold", renewal_threshold),
	ENROLMENT("purpose", "purpose", purpose),
	ENROLMENT("CA thumbprint", "ca_thumbprint", ca_thumbprint),
	ENROLMENT("CA fingerprint", "ca_fingerprint", ca_fingerprint),
	{ .label = NULL },
};

const struct mdm_shown mdm_shown_network[] = {
	NETWORK("network", "network", network),
	NETWORK("security", "security", security),
	NETWORK("EAP", "eap", eap),
	NETWORK("method", "method", method),
	NETWORK("inner method", "inner_method", inner),
	{ "server name", "server_names",
	    offsetof(struct mdm_network, server_names), true },
	{ "trusted root", "anchors", offsetof(struct mdm_network, anchors),
	    true },
	{ "issuer filter", "issuer_filter",
	    offsetof(struct mdm_network, issuer_filter), true },
	NETWORK("validates server", "validates_server", validate),
	NETWORK("lowest TLS", "tls_min", tls_min),
	NETWORK("highest TLS", "tls_max", tls_max),
	NETWORK("authenticates", "authenticates", auth_mode),
	NETWORK("server issuer", "server_issuer", server_issuer),
	NETWORK("certificate type", "certificate_type", certificate_type),
	{ .label = NULL },
};

const struct mdm_shown mdm_shown_cloud_ca[] = {
	CLOUD_CA("common name", "common_name", common_name),
	CLOUD_CA("type", "type", type),
	CLOUD_CA("SCEP URL", "scep_url", scep_url),
	CLOUD_CA("thumbprint", "thumbprint", thumbprint),
	CLOUD_CA("valid to", "valid_to", valid_to),
	{ .label = NULL },
};

void
mdm_shown_of(const struct mdm_profile *p, struct mdm_shown_list ret[4])
{
	size_t n = 0;

	if (p->enrolment != NULL)
		ret[n++] = (struct mdm_shown_list){ mdm_shown_enrolment,
			p->enrolment };
	if (p->network != NULL)
		ret[n++] =
		    (struct mdm_shown_list){ mdm_shown_network, p->network };
	if (p->cloud_ca != NULL)
		ret[n++] =
		    (struct mdm_shown_list){ mdm_shown_cloud_ca, p->cloud_ca };
	ret[n].table = NULL;
}

const struct mdm_field *
mdm_shown_field(const void *base, const struct mdm_shown *s)
{
	return (const void *)((const char *)base + s->offset);
}

const struct mdm_fields *
mdm_shown_fields(const void *base, const struct mdm_shown *s)
{
	return (const void *)((const char *)base + s->offset);
}

const char *
mdm_ref_role_name(enum mdm_ref_role role)
{
	static const char *const names[] = {
		[MDM_REF_ROOT] = "root",
		[MDM_REF_SERVER_ROOT] = "server-root",
		[MDM_REF_CLIENT_ROOT] = "client-root",
		[MDM_REF_IDENTITY] = "identity",
		[MDM_REF_SIGNING] = "signing",
		[MDM_REF_NETWORK] = "network",
	};

	return names[role];
}

const char *
mdm_ref_state_name(enum mdm_ref_state state)
{
	static const char *const names[] = {
		[MDM_REF_UNKNOWN] = "unknown",
		[MDM_REF_UNBOUND] = "unbound",
		[MDM_REF_BOUND] = "bound",
	};

	return names[state];
}

const char *
mdm_ref_result_name(enum mdm_ref_result result)
{
	static const char *const names[] = {
		[MDM_REF_DANGLING] = "dangling",
		[MDM_REF_RESOLVED] = "resolved",
		[MDM_REF_AMBIGUOUS] = "ambiguous",
	};

	return names[result];
}

const char *
mdm_target_name(enum mdm_target_kind kind)
{
	static const char *const names[] = {
		[MDM_TARGET_GROUP] = "group",
		[MDM_TARGET_EXCLUDED_GROUP] = "excluded-group",
		[MDM_TARGET_ALL_USERS] = "all-users",
		[MDM_TARGET_ALL_DEVICES] = "all-devices",
		[MDM_TARGET_COLLECTION] = "collection",
		[MDM_TARGET_UNKNOWN] = "unknown",
	};

	return names[kind];
}

const char *
mdm_use_name(const struct mdm_use *use)
{
	static const char *const names[] = {
		[MDM_CARRIER_FIELD] = "profile",
		[MDM_CARRIER_FILE] = "file",
		[MDM_CARRIER_KNOWN] = "known",
		[MDM_CARRIER_GETCACERT] = "answer",
	};

	return names[use->role];
}

const struct mdm_cms *
mdm_profile_wrapper(const struct mdm_profile *p)
{
	if (p->apple == NULL || p->apple != &p->apple->document->top)
		return NULL;
	return p->apple->document->wrapper;
}

const char *
mdm_signature_verdict(const struct mdm_cms *wrapper)
{
	switch (wrapper->signature) {
	case MDM_VERIFY_TRUE:
		return "verifies";
	case MDM_VERIFY_FALSE:
		return "does not verify";
	default:
		return "cannot be verified";
	}
}

size_t
mdm_profile_index(const struct mdm_corpus *c, const struct mdm_profile *p)
{
	for (size_t i = 0; i < c->nprofiles; i++) {
		if (c->profiles[i] == p)
			return i;
	}
	return SIZE_MAX;
}

size_t
mdm_cert_index(const struct mdm_corpus *c, const struct mdm_cert_entry *e)
{
	return e != NULL ? (size_t)(e - c->certs) : SIZE_MAX;
}

struct mdm_str
mdm_profile_file(const struct mdm_profile *p)
{
	return p->at.source != NULL ? mdm_file_source(p->at.source)->name
				    : MDM_LIT("");
}
