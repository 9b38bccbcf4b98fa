/* SPDX-License-Identifier: MIT */
#include "model/diagnosis.h"

static const struct {
	const char *name, *title;
} conclusions[] = {
	[MDM_CONCLUDE_PENDING] = { "pending",
	    "enrolment was begun, and no log tells how it ended" },
	[MDM_CONCLUDE_NOISE] = { "noise",
	    "Windows enrols a key of its TPM; no profile is involved" },
	[MDM_CONCLUDE_WORKS] = { "works", "enrolment works" },
	[MDM_CONCLUDE_WORKS_NOW] = { "works-now",
	    "enrolment failed before, and works now" },
	[MDM_CONCLUDE_WRONG_CERT] = { "wrong-certificate",
	    "the profile binds a certificate that the server does not "
	    "present" },
	[MDM_CONCLUDE_SUPERSEDED] = { "superseded-ca",
	    "the profile binds a CA certificate that has been renewed, or is "
	    "over" },
	[MDM_CONCLUDE_UNDELIVERED] = { "not-delivered",
	    "the device used another CA than the profile binds by now" },
	[MDM_CONCLUDE_UNKNOWN_CA] = { "unknown-ca",
	    "the device expects a CA that no scanned profile has" },
	[MDM_CONCLUDE_UNTRUSTED] = { "untrusted-chain",
	    "the device does not trust the chain of a certificate" },
	[MDM_CONCLUDE_SERVER] = { "server-side",
	    "the server, or the way to it, is at fault" },
	[MDM_CONCLUDE_PROFILE] = { "profile-value",
	    "another value of the profile is at fault" },
	[MDM_CONCLUDE_DEVICE] = { "device-side",
	    "the device cannot make or keep the key" },
	[MDM_CONCLUDE_UNEXPLAINED] = { "unexplained",
	    "the log gives no reason that is known" },
};

/* What a code by itself says. */
static const enum mdm_conclusion by_area[] = {
	[MDM_AREA_NORMAL] = MDM_CONCLUDE_UNEXPLAINED,
	[MDM_AREA_CA] = MDM_CONCLUDE_WRONG_CERT,
	[MDM_AREA_PROFILE] = MDM_CONCLUDE_PROFILE,
	[MDM_AREA_TRUST] = MDM_CONCLUDE_UNTRUSTED,
	[MDM_AREA_TRANSPORT] = MDM_CONCLUDE_SERVER,
	[MDM_AREA_SERVER] = MDM_CONCLUDE_SERVER,
	[MDM_AREA_DEVICE] = MDM_CONCLUDE_DEVICE,
};

const char *
mdm_conclusion_name(enum mdm_conclusion c)
{
	return conclusions[c].name;
}

const char *
mdm_conclusion_title(enum mdm_conclusion c)
{
	return conclusions[c].title;
}

const struct mdm_cert_entry *
mdm_event_certificate(
    const struct mdm_corpus *c, const struct mdm_event *e, size_t *ret_n)
{
	const struct mdm_cert_entry *found = NULL;
	uint8_t sha1[20];

	*ret_n = 0;
	if (e == NULL || !mdm_event_has_thumbprint(e))
		return NULL;
	if (mdm_hex_exact(e->ca.digits, sha1, sizeof(sha1))) {
		found = mdm_corpus_by_sha1(c, sha1);
		*ret_n = found != NULL;
		return found;
	}
	for (size_t i = 0; i < c->ncerts; i++) {
		if (!mdm_event_agrees(
			e, mdm_str_of(c->certs[i].cert->sha1_hex)))
			continue;
		if (found == NULL)
			found = &c->certs[i];
		++*ret_n;
	}
	return found;
}

struct mdm_str
mdm_bound_sha1(const struct mdm_profile *p, const struct mdm_cert **ret_cert)
{
	const struct mdm_enrolment *e = p->enrolment;

	*ret_cert = e->ca;
	if (e->ca != NULL)
		return mdm_str_of(e->ca->sha1_hex);
	if (mdm_literal(&e->ca_thumbprint) && e->ca_thumbprint.v.n == 40)
		return e->ca_thumbprint.v;
	return (struct mdm_str){ 0 };
}

const struct mdm_delivered *
mdm_delivered_cert(const struct mdm_corpus *c, const struct mdm_cert *cert)
{
	for (size_t i = 0; i < c->ndelivered; i++)
		if (c->delivered[i]->has_sha1 &&
		    memcmp(c->delivered[i]->sha1, cert->sha1, 20) == 0)
			return c->delivered[i];
	return NULL;
}

static bool
presents(const struct mdm_answer *answer, const struct mdm_cert *cert)
{
	for (size_t i = 0; cert != NULL && i < answer->carrier->ncerts; i++)
		if (answer->carrier->certs[i] == cert)
			return true;
	return false;
}

/*
 * The profile that bound what the device used; else the first one that binds
 * something else; else the first.
 */
static void
choose_profile(struct mdm_diagnosis *d, const struct mdm_story *s)
{
	const bool known =
	    d->expects != NULL && mdm_event_has_thumbprint(d->expects);

	for (size_t i = 0; i < s->nprofiles; i++) {
		const struct mdm_cert *cert;
		struct mdm_str sha1 = mdm_bound_sha1(s->profiles[i], &cert);
		bool agreed = known && mdm_event_agrees(d->expects, sha1);

		if (d->profile != NULL && !agreed)
			continue;
		d->profile = s->profiles[i];
		d->bound = cert;
		d->bound_digits = sha1;
		d->differs = known && sha1.n == 40 && !agreed;
		if (agreed)
			return;
	}
	/* One whose binding was not exported may be the one. */
	for (size_t i = 0; d->differs && i < s->nprofiles; i++) {
		const struct mdm_cert *cert;

		if (mdm_bound_sha1(s->profiles[i], &cert).n == 0)
			d->differs = false;
	}
}

static const struct mdm_cert *
successor_of(const struct mdm_corpus *c, const struct mdm_cert *cert)
{
	const struct mdm_entry_list *same =
	    mdm_corpus_by_subject(c, cert->subject_key);

	for (size_t i = 0; same != NULL && i < same->list.n; i++)
		if (mdm_is_successor(cert, same->list.at[i]->cert))
			return same->list.at[i]->cert;
	return NULL;
}

/* A CA below the expected root, which the server may present alone. */
static const struct mdm_cert *
issuing_below(const struct mdm_corpus *c, const struct mdm_cert *root)
{
	for (size_t i = 0; root->self_signed && i < c->ncerts; i++) {
		const struct mdm_cert_entry *e = &c->certs[i];

		if (e->signer != NULL && e->signer->cert == root &&
		    e->cert != root && mdm_cert_is_ca(e->cert) &&
		    mdm_deployed(e, MDM_WINDOWS) != NULL)
			return e->cert;
	}
	return NULL;
}

static void
find_right(struct mdm_diagnosis *d, const struct mdm_corpus *c)
{
	if (d->answer != NULL) {
		d->right = mdm_answer_ca(d->answer);
		d->right_proven = d->right != NULL;
	} else if (d->conclusion == MDM_CONCLUDE_UNDELIVERED) {
		d->right = d->bound;
	} else if (d->expected != NULL) {
		d->right = successor_of(c, d->expected->cert);
		if (d->right == NULL)
			d->right = issuing_below(c, d->expected->cert);
	}
}

static bool
is_over(const struct mdm_cert *cert, int64_t now)
{
	return cert->validity_ok && cert->not_after < now;
}

/* The server's answer was saved, and lacks what the profile binds. */
static bool
is_refuted(const struct mdm_diagnosis *d)
{
	return d->answer != NULL && d->bound != NULL &&
	    !presents(d->answer, d->bound);
}

/* Without a code the event could be about something else than the CA. */
static bool
is_proven(const struct mdm_diagnosis *d)
{
	return d->differs || is_refuted(d);
}

/*
 * The server presents nothing with the expected thumbprint, or the log gives
 * no code: which certificate was that?
 */
static enum mdm_conclusion
judge_ca(const struct mdm_diagnosis *d, const struct mdm_corpus *c, int64_t now)
{
	const struct mdm_cert *expected =
	    d->expected != NULL ? d->expected->cert : NULL;
	bool bound_is_wrong = is_refuted(d);

	if (d->differs)
		return bound_is_wrong ? MDM_CONCLUDE_WRONG_CERT
				      : MDM_CONCLUDE_UNDELIVERED;
	if (expected != NULL && d->answer != NULL &&
	    presents(d->answer, expected))
		return MDM_CONCLUDE_SERVER;
	if (expected != NULL &&
	    (successor_of(c, expected) != NULL || is_over(expected, now)))
		return MDM_CONCLUDE_SUPERSEDED;
	if (expected != NULL || bound_is_wrong)
		return MDM_CONCLUDE_WRONG_CERT;
	return MDM_CONCLUDE_UNKNOWN_CA;
}

static void
judge_failure(struct mdm_diagnosis *d, const struct mdm_corpus *c,
    const struct mdm_story *s, int64_t now)
{
	const struct mdm_event *coded = d->attempt->coded;

	d->expects = d->attempt->expects;
	d->expected = mdm_event_certificate(c, d->expects, &d->matching);
	d->code = coded != NULL ? mdm_hresult_find(coded->code) : NULL;
	choose_profile(d, s);
	d->answer = d->profile != NULL ? mdm_answer_for(c, d->profile) : NULL;
	if (d->answer == NULL)
		d->answer = mdm_answer_for_url(c, s->url);
	if (d->code != NULL && d->code->area != MDM_AREA_CA)
		d->conclusion = by_area[d->code->area];
	else if (d->code != NULL || (coded == NULL && is_proven(d)))
		d->conclusion = judge_ca(d, c, now);
	else
		d->conclusion = MDM_CONCLUDE_UNEXPLAINED;
	find_right(d, c);
}

static void
judge_success(struct mdm_diagnosis *d, const struct mdm_corpus *c,
    const struct mdm_story *s)
{

	d->conclusion = mdm_story_recovered(s) ? MDM_CONCLUDE_WORKS_NOW
					       : MDM_CONCLUDE_WORKS;
	choose_profile(d, s);
	d->answer = d->profile != NULL ? mdm_answer_for(c, d->profile) : NULL;
}

struct mdm_diagnosis
mdm_diagnose(const struct mdm_corpus *c, const struct mdm_story *s, int64_t now)
{
	struct mdm_diagnosis d = { .conclusion = MDM_CONCLUDE_PENDING };

	d.attempt = mdm_story_last(s);
	if (s->noise)
		d.conclusion = MDM_CONCLUDE_NOISE;
	else if (d.attempt == NULL)
		d.profile = s->nprofiles > 0 ? s->profiles[0] : NULL;
	else if (d.attempt->outcome == MDM_OUTCOME_FAILED)
		judge_failure(&d, c, s, now);
	else
		judge_success(&d, c, s);
	return d;
}
