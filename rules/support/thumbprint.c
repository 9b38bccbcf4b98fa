/* SPDX-License-Identifier: MIT */
#include "support/thumbprint.h"

#include "support/identifier.h"
#include "support/payload.h"

struct mdm_str
mdm_digest_hex(struct mdm_arena *a, const struct mdm_cert *cert, size_t n)
{
	uint8_t digest[MDM_LONGEST_DIGEST];
	char hex[2 * MDM_LONGEST_DIGEST + 1];

	if (!mdm_digest(cert->der, n, digest))
		return MDM_LIT("");
	mdm_hex_write(digest, n, hex);
	return mdm_str_dup(a, mdm_str_span(hex, 2 * n));
}

/* Property lists hold bytes, and in XML those are base64. */
void
mdm_advise_digest(struct mdm_check *c, const struct mdm_field *f,
    const char *name, struct mdm_str digits)
{
	uint8_t digest[MDM_LONGEST_DIGEST];
	size_t n = digits.n / 2;

	if (!f->bytes)
		mdm_advise(c, "Replace it by " MDM_FMT ".", MDM_ARG(digits));
	else if (n <= sizeof(digest) && mdm_hex_exact(digits, digest, n))
		mdm_advise(c,
		    "Put " MDM_FMT " into %s, which is " MDM_FMT " in base64.",
		    MDM_ARG(mdm_base64_encode(mdm_arena_of(c),
			mdm_str_span((const char *)digest, n))),
		    name, MDM_ARG(digits));
}

/* How many bytes the value must have; 0: it is of no use whatever it is. */
static size_t
length_of(const struct mdm_field *f, struct mdm_str digits)
{
	if (!f->bytes)
		return f->sha256_too && digits.n == 64 ? 32 : 20;
	return mdm_bytes_are_hex_text(digits) ||
		mdm_digest_name(digits.n / 2) == NULL
	    ? 0
	    : digits.n / 2;
}

/* What the value is instead of the digest of n bytes. */
static void
judge_other(struct mdm_check *c, struct mdm_thumbprint *t, size_t n)
{
	const struct mdm_corpus *corpus = mdm_corpus_of(c);
	struct mdm_identified other = { NULL, NULL };

	if (t->text.hex)
		other =
		    mdm_identify(mdm_arena_of(c), corpus, t->text.digits, n);
	t->cert = other.cert;
	t->kind = other.kind;
	if (t->cert != NULL) {
		t->state = MDM_THUMBPRINT_OTHER;
	} else if (n == 20 || n == 32) {
		/* O for 0 is a typing error, too: no test for hex. */
		t->cert = mdm_near_miss(corpus, t->text.digits, n);
		if (t->cert != NULL)
			t->state = MDM_THUMBPRINT_NEAR;
	}
	if (t->cert != NULL)
		t->right = mdm_digest_hex(mdm_arena_of(c), t->cert, n);
}

struct mdm_thumbprint
mdm_thumbprint_judge(struct mdm_check *c, const struct mdm_field *f)
{
	struct mdm_thumbprint t = { .state = MDM_THUMBPRINT_UNKNOWN };
	const struct mdm_cert_entry *entry = NULL;
	uint8_t digest[MDM_LONGEST_DIGEST];
	size_t n;

	if (!mdm_literal(f) || f->wrong_kind || mdm_str_trim(f->v).n == 0)
		return t;
	t.state = MDM_THUMBPRINT_MALFORMED;
	t.text = mdm_thumbprint_clean(mdm_arena_of(c), f->v);
	n = length_of(f, t.text.digits);
	if (n == 0)
		return t;
	t.digest = mdm_digest_name(n);
	if (mdm_hex_exact(t.text.digits, digest, n)) {
		t.state = MDM_THUMBPRINT_NOT_FOUND;
		entry = mdm_corpus_by_digest(mdm_corpus_of(c), digest, n);
	}
	if (entry == NULL) {
		judge_other(c, &t, n);
		return t;
	}
	t.state = MDM_THUMBPRINT_FOUND;
	t.cert = entry->cert;
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
	return p->enrolment != NULL ? mdm_ca_hash(p->enrolment, ret_name)
				    : NULL;
}
