/* SPDX-License-Identifier: MIT */
#include "support/thumbprint.h"

#include "support/identifier.h"

struct mdm_thumbprint
mdm_thumbprint_judge(struct mdm_check *c, const struct mdm_field *f)
{
	const struct mdm_corpus *corpus = mdm_corpus_of(c);
	struct mdm_arena *a = mdm_arena_of(c);
	struct mdm_thumbprint t = { .state = MDM_THUMBPRINT_UNKNOWN };
	const struct mdm_cert_entry *entry;
	struct mdm_identified other;
	uint8_t sha1[20], sha256[32];
	bool sha1_like;

	if (!mdm_literal(f) || f->wrong_kind || mdm_str_trim(f->v).n == 0)
		return t;
	t.text = mdm_thumbprint_clean(a, f->v);
	sha1_like = mdm_hex_exact(t.text.digits, sha1, sizeof(sha1));
	entry = sha1_like ? mdm_corpus_by_sha1(corpus, sha1) : NULL;
	if (f->sha256_too &&
	    mdm_hex_exact(t.text.digits, sha256, sizeof(sha256))) {
		sha1_like = true;
		entry = mdm_map_get(&corpus->by_sha256,
		    mdm_str_span((const char *)sha256, sizeof(sha256)));
	}
	if (entry != NULL) {
		t.state = MDM_THUMBPRINT_FOUND;
		t.cert = entry->cert;
		return t;
	}
	if (t.text.hex) {
		other = mdm_identify(a, corpus, t.text.digits);
		if (other.cert != NULL) {
			t.state = MDM_THUMBPRINT_OTHER;
			t.cert = other.cert;
			t.kind = other.kind;
			return t;
		}
	}
	/* A letter O for a zero is a typing error, too: no test for hex. */
	t.cert = mdm_near_miss(corpus, t.text.digits);
	if (t.cert != NULL)
		t.state = MDM_THUMBPRINT_NEAR;
	else
		t.state = sha1_like ? MDM_THUMBPRINT_NOT_FOUND
				    : MDM_THUMBPRINT_MALFORMED;
	return t;
}

static const struct mdm_field *
network_thumbprint(const struct mdm_network *n, size_t i, const char **ret_name)
{
	const struct {
		const struct mdm_fields *list;
		const char *name;
	} lists[] = {
		{ &n->anchors, "trusted root thumbprint" },
		{ &n->inner_anchors,
		    "trusted root thumbprint of the inner method" },
		{ &n->issuer_filter,
		    "issuer thumbprint of the client-certificate filter" },
		{ &n->sso_issuer, "issuer thumbprint for single sign-on" },
	};

	for (size_t k = 0; k < sizeof(lists) / sizeof(lists[0]); k++) {
		if (i < lists[k].list->n) {
			*ret_name = lists[k].name;
			return &lists[k].list->at[i];
		}
		i -= lists[k].list->n;
	}
	return NULL;
}

const struct mdm_field *
mdm_thumbprint_next(
    const struct mdm_profile *p, size_t *i, const char **ret_name)
{
	size_t at = (*i)++;

	if (p->network != NULL)
		return network_thumbprint(p->network, at, ret_name);
	if (at > 0)
		return NULL;
	if (p->cloud_ca != NULL) {
		*ret_name = "thumbprint";
		return &p->cloud_ca->thumbprint;
	}
	if (p->enrolment != NULL) {
		*ret_name = "CAThumbprint";
		return &p->enrolment->ca_thumbprint;
	}
	return NULL;
}
