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
	uint8_t sha1[20];
	bool sha1_like;

	if (!mdm_literal(f) || f->wrong_kind || mdm_str_trim(f->v).n == 0)
		return t;
	t.text = mdm_thumbprint_clean(a, f->v);
	sha1_like = mdm_hex_exact(t.text.digits, sha1, sizeof(sha1));
	entry = sha1_like ? mdm_corpus_by_sha1(corpus, sha1) : NULL;
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
	if (i < n->anchors.n) {
		*ret_name = "trusted root thumbprint";
		return &n->anchors.at[i];
	}
	i -= n->anchors.n;
	*ret_name = "issuer thumbprint of the client-certificate filter";
	return i < n->issuer_filter.n ? &n->issuer_filter.at[i] : NULL;
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
