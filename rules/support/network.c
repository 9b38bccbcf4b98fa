/* SPDX-License-Identifier: MIT */
#include "support/network.h"

bool
mdm_eap_is_tls_based(int outer)
{
	return outer == MDM_EAP_TLS || outer == MDM_EAP_TTLS ||
	    outer == MDM_EAP_PEAP || outer == MDM_EAP_TEAP;
}

const char *
mdm_eap_name(int outer)
{
	static const struct {
		int type;
		const char *name;
	} names[] = {
		{ MDM_EAP_MD5, "EAP-MD5" },
		{ MDM_EAP_TLS, "EAP-TLS" },
		{ MDM_EAP_LEAP, "LEAP" },
		{ MDM_EAP_SIM, "EAP-SIM" },
		{ MDM_EAP_TTLS, "EAP-TTLS" },
		{ MDM_EAP_PEAP, "PEAP" },
		{ MDM_EAP_MSCHAPV2, "EAP-MSCHAPv2" },
		{ MDM_EAP_FAST, "EAP-FAST" },
		{ MDM_EAP_TEAP, "TEAP" },
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].type == outer)
			return names[i].name;
	return "EAP";
}

bool
mdm_validates_server(const struct mdm_network *n)
{
	return !mdm_field_is(&n->validate, "false");
}

enum mdm_ref_state
mdm_network_ref_state(
    struct mdm_check *c, const struct mdm_profile *p, enum mdm_ref_role role)
{
	enum mdm_ref_state state = MDM_REF_UNKNOWN;

	for (size_t i = 0; i < p->nrefs; i++) {
		if (p->refs[i].role != role)
			continue;
		if (p->refs[i].state == MDM_REF_BOUND)
			return MDM_REF_BOUND;
		if (p->refs[i].state == MDM_REF_UNBOUND)
			state = MDM_REF_UNBOUND;
	}
	/* In ONC, XREF022 says what leads nowhere. */
	if (state == MDM_REF_UNKNOWN &&
	    (p->onc == NULL || p->onc->document->excerpt))
		mdm_not_checked(c,
		    "network profiles were exported without their certificate "
		    "references");
	return state;
}

bool
mdm_onc_trusts_otherwise(const struct mdm_profile *p)
{
	const struct mdm_network *n = p->network;

	for (size_t i = 0; i < p->onc->nauths; i++)
		if (p->onc->auths[i].ca_pems.state == MDM_HAS_VALUE)
			return true;
	if (!p->onc->document->android && mdm_field_is(&n->system_cas, "false"))
		return true;
	return n->server_names.n > 0;
}

const struct mdm_field *
mdm_field_of_both(
    const struct mdm_fields *a, const struct mdm_fields *b, size_t i)
{
	if (i < a->n)
		return &a->at[i];
	return i - a->n < b->n ? &b->at[i - a->n] : NULL;
}

bool
mdm_anchors_known(const struct mdm_network *n)
{
	return n->anchors.state == MDM_HAS_VALUE;
}

bool
mdm_thumbprint_clear(const struct mdm_thumbprint *t)
{
	return !t->text.separators && !t->text.invisible;
}

void
mdm_unfound_add(struct mdm_check *c, struct mdm_unfound_list *list,
    const struct mdm_profile *p, const struct mdm_field *f)
{
	struct mdm_thumbprint t = mdm_thumbprint_judge(c, f);
	struct mdm_arena *a = mdm_arena_of(c);
	struct mdm_unfound **slot;

	if (t.state != MDM_THUMBPRINT_NOT_FOUND || !mdm_thumbprint_clear(&t))
		return;
	slot = (struct mdm_unfound **)mdm_map_put(
	    a, &list->by_digits, t.text.digits);
	if (*slot == NULL) {
		*slot = MDM_NEW(a, struct mdm_unfound);
		(*slot)->digits = t.text.digits;
		MDM_PUSH(a, &list->list, *slot);
	}
	MDM_PUSH(a, &(*slot)->fields, f);
	MDM_PUSH(a, &(*slot)->profiles, p);
}

static bool
is_above(const struct mdm_corpus *corpus, const struct mdm_cert *upper,
    const struct mdm_cert *lower)
{
	const struct mdm_cert_entry *e = mdm_corpus_entry(corpus, lower);

	for (unsigned steps = 0; e != NULL && steps < 16; steps++) {
		if (e->cert == upper)
			return true;
		e = e->signer;
	}
	return false;
}

enum mdm_passes
mdm_passes_filter(const struct mdm_corpus *corpus,
    const struct mdm_cert *filter, const struct mdm_cert *ca)
{
	if (filter == ca || is_above(corpus, filter, ca))
		return MDM_PASSES;
	return is_above(corpus, ca, filter) ? MDM_PASSES_PERHAPS
					    : MDM_PASSES_NOT;
}

/* Asked often, so without judging what is not found. */
static const struct mdm_cert *
named_by(struct mdm_check *c, const struct mdm_field *f)
{
	struct mdm_thumbprint_text text =
	    mdm_thumbprint_clean(mdm_arena_of(c), f->v);
	const struct mdm_cert_entry *e;
	uint8_t sha1[20];

	if (!mdm_hex_exact(text.digits, sha1, sizeof(sha1)))
		return NULL;
	e = mdm_corpus_by_sha1(mdm_corpus_of(c), sha1);
	return e != NULL ? e->cert : NULL;
}

enum mdm_passes
mdm_passes_filters(
    struct mdm_check *c, const struct mdm_network *n, const struct mdm_cert *ca)
{
	enum mdm_passes best = MDM_PASSES_NOT;

	for (size_t i = 0; i < n->issuer_filter.n; i++) {
		const struct mdm_cert *filter =
		    named_by(c, &n->issuer_filter.at[i]);
		enum mdm_passes passes;

		if (filter == NULL)
			continue;
		passes = mdm_passes_filter(mdm_corpus_of(c), filter, ca);
		best = passes > best ? passes : best;
	}
	return best;
}
