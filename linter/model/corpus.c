/* SPDX-License-Identifier: MIT */
#include "model/corpus.h"

const struct mdm_cert_entry *
mdm_corpus_by_sha1(const struct mdm_corpus *corpus, const uint8_t sha1[20])
{
	return mdm_map_get(
	    &corpus->by_sha1, mdm_str_span((const char *)sha1, 20));
}

const struct mdm_cert_entry *
mdm_corpus_by_digest(
    const struct mdm_corpus *corpus, const uint8_t *digest, size_t n)
{
	uint8_t other[MDM_LONGEST_DIGEST];

	if (n == 20)
		return mdm_corpus_by_sha1(corpus, digest);
	if (n == 32)
		return mdm_map_get(
		    &corpus->by_sha256, mdm_str_span((const char *)digest, n));
	for (size_t i = 0; i < corpus->ncerts; i++)
		if (mdm_digest(corpus->certs[i].cert->der, n, other) &&
		    memcmp(other, digest, n) == 0)
			return &corpus->certs[i];
	return NULL;
}

const struct mdm_field *
mdm_ca_hash(const struct mdm_enrolment *e, const char **ret_name)
{
	bool apple = e->ca_thumbprint.state == MDM_ABSENT &&
	    e->ca_fingerprint.state != MDM_ABSENT;

	*ret_name = apple ? "CAFingerprint" : "CAThumbprint";
	return apple ? &e->ca_fingerprint : &e->ca_thumbprint;
}

const struct mdm_cert_entry *
mdm_corpus_entry(const struct mdm_corpus *corpus, const struct mdm_cert *cert)
{
	return mdm_map_get(
	    &corpus->by_sha256, mdm_str_span((const char *)cert->sha256, 32));
}

const struct mdm_entry_list *
mdm_corpus_by_subject(const struct mdm_corpus *corpus, struct mdm_str key)
{
	return mdm_map_get(&corpus->by_subject, key);
}

const struct mdm_entry_list *
mdm_corpus_by_key(const struct mdm_corpus *corpus, const struct mdm_cert *cert)
{
	return mdm_map_get(&corpus->by_spki,
	    mdm_str_span((const char *)cert->spki_sha256, 32));
}

static bool
use_is_trust(const struct mdm_use *use, unsigned platforms)
{
	return use->profile != NULL && use->profile->kind == MDM_TRUST &&
	    ((unsigned)use->platform & platforms) != 0;
}

const struct mdm_use *
mdm_deployed(const struct mdm_cert_entry *entry, unsigned platforms)
{
	for (size_t i = 0; i < entry->nuses; i++)
		if (use_is_trust(entry->uses[i], platforms) &&
		    entry->uses[i]->store != MDM_STORE_UNTRUSTED)
			return entry->uses[i];
	return NULL;
}

const struct mdm_use *
mdm_deployed_to(const struct mdm_cert_entry *entry, unsigned platforms,
    enum mdm_store store)
{
	for (size_t i = 0; i < entry->nuses; i++)
		if (use_is_trust(entry->uses[i], platforms) &&
		    entry->uses[i]->store == store)
			return entry->uses[i];
	return NULL;
}

bool
mdm_only_untrusted(const struct mdm_cert_entry *entry)
{
	bool untrusted = false;

	for (size_t i = 0; i < entry->nuses; i++) {
		if (!use_is_trust(entry->uses[i], MDM_ANY_PLATFORM))
			continue;
		if (entry->uses[i]->store != MDM_STORE_UNTRUSTED)
			return false;
		untrusted = true;
	}
	return untrusted;
}

/* The parts of a URL that matter for matching; views into it. */
struct url {
	struct mdm_str scheme, host, path; /* host with a port worth keeping */
};

static struct mdm_str
without_default_port(struct mdm_str scheme, struct mdm_str host)
{
	const char *port = mdm_str_iis(scheme, "https") ? ":443"
	    : mdm_str_iis(scheme, "http")		? ":80"
							: NULL;

	if (port != NULL && mdm_str_ends(host, port))
		host.n -= strlen(port);
	return host;
}

static struct mdm_str
without_tail(struct mdm_str path)
{
	static const char client[] = "/pkiclient.exe";

	while (path.n > 0 && path.p[path.n - 1] == '/')
		path.n--;
	if (mdm_str_iends(path, client))
		path.n -= sizeof(client) - 1;
	while (path.n > 0 && path.p[path.n - 1] == '/')
		path.n--;
	return path;
}

static struct url
url_split(struct mdm_str text)
{
	struct url url = { 0 };
	size_t end;

	text = mdm_str_trim(text);
	end = mdm_str_find_byte(text, '#');
	if (end != SIZE_MAX)
		text.n = end;
	end = mdm_str_find_byte(text, '?');
	if (end != SIZE_MAX)
		text.n = end;
	end = mdm_str_find(text, "://");
	if (end != SIZE_MAX) {
		url.scheme = mdm_str_sub(text, 0, end);
		text = mdm_str_sub(text, end + 3, SIZE_MAX);
	}
	end = mdm_str_find_byte(text, '/');
	url.host = mdm_str_sub(text, 0, end);
	url.host = without_default_port(url.scheme, url.host);
	if (end != SIZE_MAX)
		url.path = without_tail(mdm_str_sub(text, end, SIZE_MAX));
	return url;
}

static void
append_lower(char *to, size_t *n, struct mdm_str s)
{
	for (size_t i = 0; i < s.n; i++)
		to[(*n)++] = mdm_lower(s.p[i]);
}

struct mdm_str
mdm_url_key(struct mdm_arena *arena, struct mdm_str url)
{
	struct url part = url_split(url);
	size_t n = 0;
	char *key = MDM_NEW_N(
	    arena, char, part.scheme.n + part.host.n + part.path.n + 4);

	append_lower(key, &n, part.scheme);
	if (part.scheme.n > 0)
		append_lower(key, &n, MDM_LIT("://"));
	append_lower(key, &n, part.host);
	if (part.path.n > 0)
		memcpy(key + n, part.path.p, part.path.n);
	return mdm_str_span(key, n + part.path.n);
}

/* Would mdm_url_key(text) be `key`?  Without memory. */
static bool
url_has_key(struct mdm_str text, struct mdm_str key)
{
	struct url a = url_split(text), b = url_split(key);

	return mdm_str_ieq(a.scheme, b.scheme) && mdm_str_ieq(a.host, b.host) &&
	    mdm_str_eq(a.path, b.path);
}

const struct mdm_answer *
mdm_answer_for_url(const struct mdm_corpus *corpus, struct mdm_str url)
{
	for (size_t i = 0; url.n > 0 && i < corpus->nanswers; i++)
		if (url_has_key(url, corpus->answers[i].url))
			return &corpus->answers[i];
	return NULL;
}

const struct mdm_answer *
mdm_answer_for(const struct mdm_corpus *corpus, const struct mdm_profile *p)
{
	const struct mdm_answer *answer = NULL;

	if (p->enrolment == NULL)
		return NULL;
	for (size_t i = 0; i < p->enrolment->urls.n && answer == NULL; i++)
		answer = mdm_answer_for_url(corpus, p->enrolment->urls.at[i].v);
	return answer;
}

const struct mdm_cert *
mdm_answer_ca(const struct mdm_answer *answer)
{
	const struct mdm_carrier *carrier = answer->carrier;
	const struct mdm_cert *best = NULL;

	for (size_t i = 0; i < carrier->ncerts; i++) {
		const struct mdm_cert *cert = carrier->certs[i];

		if (!mdm_cert_is_ca(cert))
			continue;
		/* The issuing CA is the safer choice on Windows. */
		if (best == NULL || (best->self_signed && !cert->self_signed))
			best = cert;
	}
	return best;
}

size_t
mdm_resolved_refs(
    const struct mdm_corpus *corpus, enum mdm_ref_role role, unsigned platforms)
{
	size_t n = 0;

	for (size_t i = 0; i < corpus->nprofiles; i++) {
		const struct mdm_profile *p = corpus->profiles[i];

		if (((unsigned)p->platform & platforms) == 0)
			continue;
		for (size_t k = 0; k < p->nrefs; k++)
			n += p->refs[k].role == role &&
			    p->refs[k].state == MDM_REF_BOUND &&
			    p->refs[k].result == MDM_REF_RESOLVED;
	}
	return n;
}

size_t
mdm_trust_profiles(const struct mdm_corpus *corpus, unsigned platforms)
{
	size_t n = 0;

	for (size_t i = 0; i < corpus->nprofiles; i++)
		n += corpus->profiles[i]->kind == MDM_TRUST &&
		    ((unsigned)corpus->profiles[i]->platform & platforms) != 0;
	return n;
}
