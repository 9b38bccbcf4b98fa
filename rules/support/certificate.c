/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

#include "support/reference.h"

const struct mdm_cert *
mdm_judged(const struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert_entry *entry;

	if (u->profile != NULL && u->profile->sample)
		return NULL;
	if (u->store == MDM_STORE_UNTRUSTED)
		return NULL;
	entry = mdm_corpus_entry(mdm_corpus_of(c), u->cert);
	return entry->only_untrusted ? NULL : u->cert;
}

const struct mdm_cert_entry *
mdm_judged_as_trust(const struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert_entry *entry;

	if (u->profile == NULL || mdm_judged(c, u) == NULL)
		return NULL;
	entry = mdm_corpus_entry(mdm_corpus_of(c), u->cert);
	return mdm_deployed(entry, u->platform) == u ? entry : NULL;
}

bool
mdm_on_devices(const struct mdm_cert_entry *entry, unsigned platforms)
{
	return entry->known || mdm_deployed(entry, platforms) != NULL;
}

struct mdm_at
mdm_entry_at(const struct mdm_cert_entry *entry, unsigned platforms)
{
	const struct mdm_use *use = mdm_deployed(entry, platforms);

	if (use == NULL && entry->nuses > 0)
		use = entry->uses[0];
	return use != NULL ? use->at : (struct mdm_at){ 0 };
}

const struct mdm_cert_entry *
mdm_issued_by(const struct mdm_corpus *corpus,
    const struct mdm_cert_entry *issuer, unsigned platforms)
{
	for (size_t i = 0; i < corpus->ncerts; i++) {
		const struct mdm_cert_entry *entry = &corpus->certs[i];

		if (entry->signer == issuer && mdm_on_devices(entry, platforms))
			return entry;
	}
	return NULL;
}

bool
mdm_is_older(const struct mdm_cert *a, const struct mdm_cert *b)
{
	if (a->not_before != b->not_before)
		return a->not_before < b->not_before;
	return memcmp(a->sha256, b->sha256, sizeof(a->sha256)) < 0;
}

bool
mdm_is_expired(const struct mdm_check *c, const struct mdm_cert *cert)
{
	return cert->validity_ok && cert->not_before <= cert->not_after &&
	    cert->not_after < mdm_now(c);
}

bool
mdm_is_valid_now(const struct mdm_check *c, const struct mdm_cert *cert)
{
	return cert->validity_ok && cert->not_before <= mdm_now(c) &&
	    cert->not_after >= mdm_now(c);
}

const struct mdm_cert_entry *
mdm_anchor_entry(struct mdm_check *c, const struct mdm_field *anchor)
{
	struct mdm_thumbprint_text text;
	uint8_t sha1[20];

	if (!mdm_literal(anchor))
		return NULL;
	text = mdm_thumbprint_clean(mdm_arena_of(c), anchor->v);
	if (!mdm_hex_exact(text.digits, sha1, sizeof(sha1)))
		return NULL;
	return mdm_corpus_by_sha1(mdm_corpus_of(c), sha1);
}

static bool
delivers(const struct mdm_profile *p, const struct mdm_cert *cert)
{
	if (p->trust == NULL)
		return false;
	for (size_t i = 0; i < p->trust->carrier->ncerts; i++)
		if (p->trust->carrier->certs[i] == cert)
			return true;
	return false;
}

static bool
ref_meets(const struct mdm_ref *ref, const struct mdm_cert *cert)
{
	for (size_t i = 0; i < ref->ntargets; i++)
		if (delivers(ref->targets[i], cert))
			return true;
	return false;
}

static const struct mdm_field *
thumbprint_of(struct mdm_check *c, const struct mdm_fields *list,
    const struct mdm_cert *cert)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct mdm_cert_entry *entry =
		    mdm_anchor_entry(c, &list->at[i]);

		if (entry != NULL && entry->cert == cert)
			return &list->at[i];
	}
	return NULL;
}

static bool
points_at(struct mdm_check *c, const struct mdm_profile *p,
    const struct mdm_cert *cert, unsigned roles, struct mdm_at *ret_at)
{
	const struct mdm_field *f = NULL;

	for (size_t i = 0; i < p->nrefs; i++) {
		if ((roles & 1U << p->refs[i].role) == 0 ||
		    !ref_meets(&p->refs[i], cert))
			continue;
		*ret_at = p->refs[i].at;
		return true;
	}
	if (p->enrolment != NULL && p->enrolment->ca == cert &&
	    (roles & 1U << MDM_REF_ROOT) != 0) {
		*ret_at = mdm_scep_ca_at(p);
		return true;
	}
	if (p->network == NULL)
		return false;
	if ((roles & 1U << MDM_REF_SERVER_ROOT) != 0)
		f = thumbprint_of(c, &p->network->anchors, cert);
	if (f == NULL && (roles & 1U << MDM_REF_CLIENT_ROOT) != 0)
		f = thumbprint_of(c, &p->network->issuer_filter, cert);
	if (f == NULL)
		return false;
	*ret_at = f->at;
	return true;
}

const struct mdm_profile *
mdm_referrer(struct mdm_check *c, const struct mdm_cert *cert,
    unsigned platforms, unsigned roles, struct mdm_at *ret_at)
{
	const struct mdm_corpus *corpus = mdm_corpus_of(c);

	for (size_t i = 0; i < corpus->nprofiles; i++) {
		const struct mdm_profile *p = corpus->profiles[i];

		if ((p->platform & platforms) != 0 && !p->sample &&
		    points_at(c, p, cert, roles, ret_at))
			return p;
	}
	return NULL;
}

void
mdm_repair_certificate(struct mdm_check *c, const struct mdm_carrier *carrier)
{
	if (carrier->content != MDM_CONTENT_CERTIFICATE ||
	    carrier->objects != 1 || carrier->ncerts != 1 ||
	    carrier->trailing > 0)
		return;
	mdm_repair(
	    c, mdm_base64_encode(mdm_arena_of(c), carrier->certs[0]->der));
}
