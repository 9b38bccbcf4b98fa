/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { OLD_ONLY };

/* What a network profile takes servers from. */
struct anchor {
	const struct mdm_cert *cert;
	struct mdm_at at;
};

struct anchors {
	MDM_VEC(struct anchor) list;
};

static void
add_targets(
    struct mdm_check *c, const struct mdm_ref *ref, struct anchors *anchors)
{
	for (size_t i = 0; i < ref->ntargets; i++) {
		const struct mdm_trust *trust = ref->targets[i]->trust;

		for (size_t k = 0; trust != NULL && k < trust->carrier->ncerts;
		     k++) {
			struct anchor a = { trust->carrier->certs[k], ref->at };

			MDM_PUSH(mdm_arena_of(c), &anchors->list, a);
		}
	}
}

/* False when a reference leads nowhere: it may mean the newer one. */
static bool
collect(
    struct mdm_check *c, const struct mdm_profile *p, struct anchors *anchors)
{
	for (size_t i = 0; i < p->network->anchors.n; i++) {
		const struct mdm_field *f = &p->network->anchors.at[i];
		const struct mdm_cert_entry *e = mdm_anchor_entry(c, f);
		struct anchor a = { e != NULL ? e->cert : NULL, f->at };

		if (f->symbolic)
			return false;
		if (e != NULL)
			MDM_PUSH(mdm_arena_of(c), &anchors->list, a);
	}
	for (size_t i = 0; i < p->nrefs; i++) {
		const struct mdm_ref *ref = &p->refs[i];

		if (ref->role != MDM_REF_SERVER_ROOT ||
		    ref->state != MDM_REF_BOUND)
			continue;
		if (ref->result != MDM_REF_RESOLVED)
			return false; /* XREF017 */
		add_targets(c, ref, anchors);
	}
	return true;
}

static bool
holds(const struct anchors *anchors, const struct mdm_cert *cert)
{
	for (size_t i = 0; i < anchors->list.n; i++)
		if (anchors->list.at[i].cert == cert)
			return true;
	return false;
}

/*
 * The newest successor in force that the platform's devices get, if the
 * profile names neither it nor another successor.
 */
static const struct mdm_cert_entry *
forgotten(struct mdm_check *c, const struct anchors *anchors,
    const struct mdm_cert *old, enum mdm_platform platform)
{
	const struct mdm_entry_list *same =
	    mdm_corpus_by_subject(mdm_corpus_of(c), old->subject_key);
	const struct mdm_cert_entry *found = NULL;

	for (size_t i = 0; same != NULL && i < same->list.n; i++) {
		const struct mdm_cert_entry *e = same->list.at[i];

		if (!mdm_is_successor(old, e->cert))
			continue;
		if (holds(anchors, e->cert))
			return NULL; /* the younger of the two is judged */
		if (mdm_deployed(e, platform) == NULL ||
		    !mdm_is_valid_now(c, e->cert))
			continue;
		/* Only Windows compares thumbprints; elsewhere the key. */
		if (platform != MDM_WINDOWS &&
		    memcmp(e->cert->spki_sha256, old->spki_sha256, 32) == 0)
			continue;
		if (found == NULL || mdm_is_older(found->cert, e->cert))
			found = e;
	}
	return found;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	struct anchors anchors = { 0 };

	if (p->sample || !collect(c, p, &anchors))
		return;
	for (size_t i = 0; i < anchors.list.n; i++) {
		const struct anchor *a = &anchors.list.at[i];
		const struct mdm_cert_entry *newer =
		    forgotten(c, &anchors, a->cert, p->platform);
		char date[11];

		if (newer == NULL)
			continue;
		mdm_date_format(a->cert->not_after, date);
		mdm_find(c, OLD_ONLY, a->at,
		    "servers are trusted by \"" MDM_FMT "\" valid to %s only; "
		    "the newer certificate of that CA is deployed, but not "
		    "named here",
		    MDM_ARG(a->cert->name), date);
		mdm_evidence(c, mdm_str_of(newer->cert->sha256_hex));
		mdm_compare(c, "newer", mdm_str_of(newer->cert->sha1_hex),
		    "named", mdm_str_of(a->cert->sha1_hex));
		mdm_also(c, mdm_entry_at(newer, p->platform),
		    "the newer certificate");
	}
}

const struct mdm_rule mdm_rule_life005 = {
	.id = "LIFE005",
	.name = "superseded-root-only",
	.cases = { MDM_CASE("old-only", MDM_WARNING) },
	.kinds = MDM_NETWORK,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph",
	.summary = "A network profile trusts servers by an old root only",
	.why =
	    "When a root is renewed, the RADIUS or VPN server will present a "
	    "chain to the new one sooner or later. A profile that names only "
	    "the old certificate then refuses the server, although the new "
	    "root is on the device; Windows compares thumbprints, so even the "
	    "same key does not help there. Reported when the newer "
	    "certificate (same name, both roots or same issuer) is in force "
	    "and deployed to the platform. Not checked: which chain the "
	    "servers present; SCEP profiles (XREF005).",
	.symptom = "NPS event 6273 and RADIUS alerts about an unknown CA "
		   "after the server certificate was replaced.",
	.fix = "List both certificates in the profile during the roll-over.",
	.refs = MDM_REFS(
	    "GEANT eduroam CAT: notes on trusted root certificates",
	    "Microsoft Learn: SCEP certificate deployment to Windows devices "
	    "fails after CA renewal"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
