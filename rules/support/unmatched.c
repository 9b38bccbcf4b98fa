/* SPDX-License-Identifier: MIT */
#include "support/unmatched.h"

/* All parts of a block that is spread over several documents count. */
static bool
in_document_of(const struct mdm_profile *p, const struct mdm_profile *other)
{
	const struct mdm_csp_scep *csp = p->enrolment->csp;

	if (p->document == NULL || other->document == NULL)
		return false;
	if (p->document == other->document)
		return true;
	for (size_t i = 0; csp != NULL && i < csp->nparts; i++)
		if (csp->parts[i]->document == other->document)
			return true;
	return false;
}

static bool
is_listed(const struct mdm_unmatched *u, const struct mdm_cert *cert)
{
	for (size_t i = 0; i < u->cas.n; i++)
		if (u->cas.at[i]->cert == cert)
			return true;
	return false;
}

static void
collect_cas(
    struct mdm_check *c, const struct mdm_profile *p, struct mdm_unmatched *u)
{
	const struct mdm_corpus *corpus = mdm_corpus_of(c);

	for (size_t i = 0; i < corpus->nuses; i++) {
		const struct mdm_use *use = &corpus->uses[i];

		if (use->profile == NULL || use->profile->trust == NULL ||
		    use->store == MDM_STORE_UNTRUSTED ||
		    !in_document_of(p, use->profile) ||
		    mdm_cert_is_leaf(use->cert) || is_listed(u, use->cert))
			continue;
		MDM_PUSH(mdm_arena_of(c), &u->cas, use);
	}
}

/* Does the document ask for one CA only, be it for device and user? */
static bool
one_thumbprint(const struct mdm_corpus *corpus, const struct mdm_profile *p)
{
	const char *name;
	struct mdm_str v = mdm_ca_hash(p->enrolment, &name)->v;

	for (size_t i = 0; i < corpus->nprofiles; i++) {
		const struct mdm_profile *other = corpus->profiles[i];

		if (other != p && other->kind == MDM_SCEP &&
		    in_document_of(p, other) &&
		    !mdm_str_ieq(mdm_ca_hash(other->enrolment, &name)->v, v))
			return false;
	}
	return true;
}

/* The certificate of the list that stands at the top of its chain. */
static const struct mdm_cert *
top_of(const struct mdm_corpus *corpus, const struct mdm_unmatched *u,
    const struct mdm_cert *cert)
{
	for (size_t i = 0; i < u->cas.n; i++) {
		const struct mdm_cert_entry *e = mdm_corpus_entry(corpus, cert);

		if (e->signer == NULL || !is_listed(u, e->signer->cert))
			break;
		cert = e->signer->cert;
	}
	return cert;
}

/* Root and issuing CA, or several certificates of one CA. */
static bool
is_one_pki(const struct mdm_corpus *corpus, const struct mdm_unmatched *u)
{
	const struct mdm_cert *top = top_of(corpus, u, u->cas.at[0]->cert);

	for (size_t i = 1; i < u->cas.n; i++) {
		const struct mdm_cert *other =
		    top_of(corpus, u, u->cas.at[i]->cert);

		if (!mdm_str_eq(other->subject_key, top->subject_key))
			return false;
	}
	return true;
}

/* Any server presents its issuing CA; the newest certificate of it. */
static const struct mdm_use *
likely_ca(const struct mdm_unmatched *u)
{
	const struct mdm_use *best = u->cas.at[0];

	for (size_t i = 1; i < u->cas.n; i++) {
		const struct mdm_cert *a = u->cas.at[i]->cert, *b = best->cert;

		if (a->self_signed != b->self_signed
			? b->self_signed
			: a->not_before > b->not_before)
			best = u->cas.at[i];
	}
	return best;
}

/* The CA whose name the profile tells the server (GetCACert's message). */
static const struct mdm_use *
named_ca(const struct mdm_unmatched *u, const struct mdm_profile *p)
{
	const struct mdm_field *name = &p->enrolment->ca_name;

	for (size_t i = 0; mdm_literal(name) && i < u->cas.n; i++)
		if (mdm_str_ieq(u->cas.at[i]->cert->name, name->v))
			return u->cas.at[i];
	return NULL;
}

/* What a truncated document lacks may be the CA. */
static bool
is_cut(const struct mdm_profile *p)
{
	const struct mdm_csp_scep *csp = p->enrolment->csp;

	return csp != NULL && csp->message != NULL &&
	    csp->message->message != NULL && csp->message->message->truncated;
}

static enum mdm_unmatched_kind
kind_of(
    struct mdm_check *c, const struct mdm_profile *p, struct mdm_unmatched *u)
{
	const struct mdm_corpus *corpus = mdm_corpus_of(c);
	const struct mdm_answer *answer = mdm_answer_for(corpus, p);
	const struct mdm_profile *root = p->enrolment->root;

	if (answer != NULL && answer->carrier->ncerts > 0)
		return MDM_UNMATCHED_ANSWERED;
	if (root != NULL && root->trust->cert != NULL) {
		const struct mdm_cert_entry *e =
		    mdm_corpus_entry(corpus, root->trust->cert);

		u->expected = e->nuses > 0 ? e->uses[0] : NULL;
		if (u->expected != NULL)
			return MDM_UNMATCHED_LINKED;
	}
	collect_cas(c, p, u);
	if (u->cas.n == 0 || is_cut(p))
		return MDM_UNMATCHED_ALONE;
	if (!one_thumbprint(corpus, p))
		return MDM_UNMATCHED_AMONG;
	u->expected = named_ca(u, p);
	if (u->expected != NULL)
		return MDM_UNMATCHED_DOCUMENT;
	if (!is_one_pki(corpus, u))
		return MDM_UNMATCHED_AMONG;
	u->expected = likely_ca(u);
	/* Apple's devices accept a CA that no profile makes them trust. */
	return p->dialect == MDM_DIALECT_APPLE ? MDM_UNMATCHED_BESIDE
					       : MDM_UNMATCHED_DOCUMENT;
}

struct mdm_unmatched
mdm_unmatched_ca(struct mdm_check *c, const struct mdm_profile *p)
{
	struct mdm_unmatched u = { .kind = MDM_UNMATCHED_NOT };
	struct mdm_thumbprint t;

	if (p->sample)
		return u; /* SCEP009 */
	u.field = mdm_ca_hash(p->enrolment, &u.name);
	t = mdm_thumbprint_judge(c, u.field);
	if (t.state != MDM_THUMBPRINT_NOT_FOUND)
		return u; /* XREF003, XREF004, SCEP001, PLIST007 */
	u.digits = t.text.digits;
	u.digest = t.digest;
	u.kind = kind_of(c, p, &u);
	return u;
}

struct mdm_str
mdm_unmatched_digest(struct mdm_check *c, const struct mdm_unmatched *u,
    const struct mdm_cert *cert)
{
	return mdm_digest_hex(mdm_arena_of(c), cert, u->digits.n / 2);
}
