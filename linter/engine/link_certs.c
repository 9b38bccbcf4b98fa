/* SPDX-License-Identifier: MIT */
#include "engine/link.h"

/*
 * How many certificates of the issuer's name are looked at, and how many
 * signatures tried.  A CA has a handful of certificates of one name; more are
 * an attack on our time.
 */
enum { MOST_CANDIDATES = 64, MOST_SIGNATURES = 24 };

static struct mdm_str
bytes_of(const uint8_t *bytes, size_t n)
{
	return mdm_str_span((const char *)bytes, n);
}

/* Of this set; answers and known certificates belong to all of them. */
static bool
in_set(const struct mdm_linking *l, size_t input)
{
	return l->inputs[input].role != MDM_INPUT_LINT ||
	    l->inputs[input].set == l->set;
}

static bool
is_live(const struct mdm_carrier *c)
{
	return c->profile == NULL || c->profile->superseded_by == NULL;
}

/* Certificates of superseded copies have an entry too, but no use. */
static void
count_and_index(struct mdm_linking *l)
{
	size_t ncerts = 0, ncarriers = 0, nuses = 0;
	struct mdm_corpus *c = l->corpus;

	for (size_t i = 0; i < l->ninputs; i++) {
		for (size_t k = 0; in_set(l, i) && k < l->facts[i].carriers.n;
		     k++) {
			struct mdm_carrier *carrier =
			    l->facts[i].carriers.at[k];

			ncerts += carrier->ncerts;
			ncarriers += is_live(carrier);
			nuses += is_live(carrier) ? carrier->ncerts : 0;
		}
	}
	c->certs = MDM_NEW_N(l->arena, struct mdm_cert_entry, ncerts + 1);
	c->carriers =
	    MDM_NEW_N(l->arena, const struct mdm_carrier *, ncarriers + 1);
	c->uses = MDM_NEW_N(l->arena, struct mdm_use, nuses + 1);
}

static struct mdm_cert_entry *
entry_of(struct mdm_linking *l, const struct mdm_cert *cert)
{
	struct mdm_corpus *c = l->corpus;
	void **slot = mdm_map_put(l->arena, &c->by_sha256,
	    bytes_of(cert->sha256, sizeof(cert->sha256)));
	struct mdm_cert_entry *entry = *slot;

	if (entry == NULL) {
		entry = &c->certs[c->ncerts++];
		entry->cert = cert;
		*slot = entry;
	}
	return entry;
}

static void
add_use(struct mdm_linking *l, struct mdm_cert_entry *entry,
    const struct mdm_carrier *carrier, struct mdm_at at)
{
	const struct mdm_profile *p = carrier->profile;

	l->corpus->uses[l->corpus->nuses++] = (struct mdm_use){
		.cert = entry->cert,
		.carrier = carrier,
		.profile = p,
		.at = at,
		.role = carrier->role,
		.platform = p == NULL ? MDM_PLATFORM_UNKNOWN : p->platform,
		.store = p == NULL || p->trust == NULL ? MDM_STORE_NONE
						       : p->trust->store,
	};
	entry->nuses++;
	entry->known |= carrier->role == MDM_CARRIER_KNOWN;
}

static void
add_carrier(struct mdm_linking *l, const struct mdm_carrier *carrier)
{
	for (size_t i = 0; i < carrier->ncerts; i++) {
		struct mdm_cert_entry *entry = entry_of(l, carrier->certs[i]);

		if (is_live(carrier))
			add_use(l, entry, carrier,
			    carrier->cert_at != NULL ? carrier->cert_at[i]
						     : carrier->at);
	}
	if (is_live(carrier))
		l->corpus->carriers[l->corpus->ncarriers++] = carrier;
}

/* The uses of each entry, in the order of all uses. */
static void
distribute_uses(struct mdm_linking *l)
{
	struct mdm_corpus *c = l->corpus;

	for (size_t i = 0; i < c->ncerts; i++) {
		c->certs[i].uses = MDM_NEW_N(
		    l->arena, const struct mdm_use *, c->certs[i].nuses + 1);
		c->certs[i].nuses = 0;
	}
	for (size_t i = 0; i < c->nuses; i++) {
		struct mdm_cert_entry *entry = entry_of(l, c->uses[i].cert);

		entry->uses[entry->nuses++] = &c->uses[i];
	}
}

static void
list_entry(struct mdm_linking *l, struct mdm_map *map, struct mdm_str key,
    const struct mdm_cert_entry *entry)
{
	void **slot = mdm_map_put(l->arena, map, key);

	if (*slot == NULL)
		*slot = MDM_NEW(l->arena, struct mdm_entry_list);
	MDM_PUSH(l->arena, &((struct mdm_entry_list *)*slot)->list, entry);
}

static void
index_entries(struct mdm_linking *l)
{
	struct mdm_corpus *c = l->corpus;

	for (size_t i = 0; i < c->ncerts; i++) {
		struct mdm_cert_entry *e = &c->certs[i];
		const struct mdm_cert *cert = e->cert;

		*mdm_map_put(l->arena, &c->by_sha1,
		    bytes_of(cert->sha1, sizeof(cert->sha1))) = e;
		list_entry(l, &c->by_spki,
		    bytes_of(cert->spki_sha256, sizeof(cert->spki_sha256)), e);
		if (cert->subject_key.n > 0)
			list_entry(l, &c->by_subject, cert->subject_key, e);
	}
}

static bool
key_ids_differ(const struct mdm_cert *child, const struct mdm_cert *issuer)
{
	return child->aki.p != NULL && issuer->ski.p != NULL &&
	    !mdm_str_eq(child->aki, issuer->ski);
}

/* One key has one verdict, however many certificates it has. */
static bool
verdict_of_key(const struct mdm_cert_entry *e, size_t before,
    const struct mdm_cert *issuer, enum mdm_verdict *ret_verdict)
{
	for (size_t i = 0; i < before; i++) {
		const struct mdm_cert *other = e->issuers[i].entry->cert;

		if (memcmp(other->spki_sha256, issuer->spki_sha256,
			sizeof(other->spki_sha256)) != 0)
			continue;
		*ret_verdict = e->issuers[i].signature;
		return true;
	}
	return false;
}

static enum mdm_verdict
try_signature(struct mdm_linking *l, const struct mdm_cert *child,
    const struct mdm_cert *issuer)
{
	char key[2 * sizeof(child->sha256)] = { 0 };
	struct mdm_str pair = mdm_str_span(key, sizeof(key));
	enum mdm_verdict verdict;
	uintptr_t known;

	memcpy(key, child->sha256, sizeof(child->sha256));
	memcpy(key + sizeof(child->sha256), issuer->sha256,
	    sizeof(issuer->sha256));
	known = (uintptr_t)mdm_map_get(l->verdicts, pair);
	if (known != 0)
		return (enum mdm_verdict)(known - 1);
	verdict = mdm_cert_signed_by(child, issuer);
	*mdm_map_put(l->arena, l->verdicts, mdm_str_dup(l->arena, pair)) =
	    (void *)((uintptr_t)verdict + 1);
	return verdict;
}

static void
verify_issuers(struct mdm_linking *l, struct mdm_cert_entry *e)
{
	size_t tried = 0;

	for (size_t i = 0; i < e->nissuers; i++) {
		struct mdm_issuer *issuer = &e->issuers[i];
		const struct mdm_cert *cert = issuer->entry->cert;

		if (verdict_of_key(e, i, cert, &issuer->signature))
			;
		else if (tried++ < MOST_SIGNATURES)
			issuer->signature = try_signature(l, e->cert, cert);
		if (issuer->signature == MDM_VERIFY_TRUE && e->signer == NULL)
			e->signer = issuer->entry;
	}
}

/* Candidates by name, those whose key identifiers agree first. */
static void
find_issuers(struct mdm_linking *l, struct mdm_cert_entry *e)
{
	const struct mdm_entry_list *named;

	if (e->cert->self_signed || e->cert->issuer_key.n == 0)
		return;
	named = mdm_map_get(&l->corpus->by_subject, e->cert->issuer_key);
	if (named == NULL)
		return;
	e->issuers = MDM_NEW_N(l->arena, struct mdm_issuer,
	    named->list.n < MOST_CANDIDATES ? named->list.n : MOST_CANDIDATES);
	for (unsigned differ = 0; differ < 2; differ++) {
		for (size_t i = 0; i < named->list.n; i++) {
			const struct mdm_cert_entry *other = named->list.at[i];

			if (other == e || e->nissuers == MOST_CANDIDATES ||
			    key_ids_differ(e->cert, other->cert) != differ)
				continue;
			e->issuers[e->nissuers++] = (struct mdm_issuer){
				.entry = other,
				.key_ids_differ = differ,
			};
		}
	}
	verify_issuers(l, e);
}

static void
collect_answers(struct mdm_linking *l)
{
	MDM_VEC(struct mdm_answer) answers = { 0 };

	for (size_t i = 0; i < l->ninputs; i++) {
		const struct mdm_input *input = &l->inputs[i];
		struct mdm_answer answer = { .url_given = input->url };

		if (input->role != MDM_INPUT_GETCACERT ||
		    l->facts[i].carriers.n == 0)
			continue;
		answer.url = mdm_url_key(l->arena, input->url);
		answer.carrier = l->facts[i].carriers.at[0];
		MDM_PUSH(l->arena, &answers, answer);
	}
	l->corpus->answers = answers.at;
	l->corpus->nanswers = answers.n;
}

void
mdm_link_certs(struct mdm_linking *l)
{
	count_and_index(l);
	for (size_t i = 0; i < l->ninputs; i++) {
		for (size_t k = 0; in_set(l, i) && k < l->facts[i].carriers.n;
		     k++)
			add_carrier(l, l->facts[i].carriers.at[k]);
	}
	distribute_uses(l);
	index_entries(l);
	for (size_t i = 0; i < l->corpus->ncerts; i++) {
		struct mdm_cert_entry *e = &l->corpus->certs[i];

		e->only_untrusted = mdm_only_untrusted(e);
		find_issuers(l, e);
	}
	collect_answers(l);
}
