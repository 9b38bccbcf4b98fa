/* SPDX-License-Identifier: MIT */
#include "support/network.h"

enum { UNRESOLVED, END_ENTITY, ROOT, OTHER_CA };

/* Which CAs the set's enrolment profiles get their certificates from. */
struct issuing {
	const struct mdm_profile *below; /* passes, and its CA is another one */
	const struct mdm_profile *other; /* does not pass */
	bool same, perhaps;
};

static struct issuing
issuing_of(struct mdm_check *c, const struct mdm_profile *p,
    const struct mdm_cert *filter)
{
	const struct mdm_corpus *corpus = mdm_corpus_of(c);
	struct issuing found = { 0 };

	for (size_t i = 0; i < corpus->nprofiles; i++) {
		const struct mdm_profile *candidate = corpus->profiles[i];
		const struct mdm_enrolment *e = candidate->enrolment;
		enum mdm_passes passes;

		if (e == NULL || candidate->platform != p->platform)
			continue;
		if (e->ca == NULL) {
			found.perhaps = true;
			continue;
		}
		passes = mdm_passes_filter(corpus, filter, e->ca);
		found.same |= e->ca == filter;
		found.perhaps |= passes == MDM_PASSES_PERHAPS;
		if (passes == MDM_PASSES_NOT && found.other == NULL)
			found.other = candidate;
		if (passes == MDM_PASSES && e->ca != filter &&
		    found.below == NULL)
			found.below = candidate;
	}
	return found;
}

static void
check_issuing(struct mdm_check *c, const struct mdm_profile *p,
    const struct mdm_field *f, const struct mdm_cert *filter)
{
	struct issuing found = issuing_of(c, p, filter);
	const struct mdm_profile *scep = found.below;
	unsigned which = ROOT;

	if (found.same || found.perhaps)
		return;
	if (scep == NULL) {
		scep = found.other;
		which = OTHER_CA;
	} else if (!filter->self_signed) {
		return; /* an intermediate above the issuing CA */
	}
	if (scep == NULL)
		return;
	mdm_find(c, which, f->at,
	    "client-certificate filter names %s\"" MDM_FMT
	    "\", the certificates of \"" MDM_FMT "\" come from \"" MDM_FMT "\"",
	    which == ROOT ? "the root " : "", MDM_ARG(filter->name),
	    MDM_ARG(scep->name), MDM_ARG(scep->enrolment->ca->name));
	mdm_evidence(c, mdm_str_of(filter->sha1_hex));
	mdm_also(c, scep->at, "the enrolment profile");
}

static void
check_one(struct mdm_check *c, struct mdm_unfound_list *unfound,
    const struct mdm_profile *p, const struct mdm_field *f, bool sso)
{
	struct mdm_thumbprint t = mdm_thumbprint_judge(c, f);

	if (t.state != MDM_THUMBPRINT_FOUND) {
		mdm_unfound_add(c, unfound, p, f);
		return;
	}
	if (!mdm_cert_is_leaf(t.cert)) {
		/* Single sign-on uses a certificate from elsewhere. */
		if (!sso)
			check_issuing(c, p, f, t.cert);
		return;
	}
	mdm_find(c, END_ENTITY, f->at,
	    "client-certificate filter names \"" MDM_FMT
	    "\", which is no CA and issues no certificates",
	    MDM_ARG(t.cert->name));
	mdm_evidence(c, mdm_str_of(t.cert->sha1_hex));
}

static void
report_unfound(struct mdm_check *c, const struct mdm_unfound *u)
{
	mdm_find(c, UNRESOLVED, u->fields.at[0]->at,
	    "\"" MDM_FMT "\" takes client certificates of the issuer " MDM_FMT
	    ", which no certificate of the set has as its thumbprint",
	    MDM_ARG(u->profiles.at[0]->name), MDM_ARG(u->digits));
	mdm_evidence(c, u->digits);
	for (size_t i = 1; i < u->fields.n; i++)
		mdm_also(c, u->fields.at[i]->at, "in \"" MDM_FMT "\" as well",
		    MDM_ARG(u->profiles.at[i]->name));
}

static void
check(struct mdm_check *c, const struct mdm_corpus *corpus)
{
	struct mdm_unfound_list unfound = { 0 };

	for (size_t i = 0; i < corpus->nprofiles; i++) {
		const struct mdm_profile *p = corpus->profiles[i];
		const struct mdm_network *n = p->network;
		const struct mdm_field *f;

		if (n == NULL || p->sample)
			continue;
		for (size_t k = 0; (f = mdm_field_of_both(&n->issuer_filter,
					&n->sso_issuer, k)) != NULL;
		     k++)
			check_one(c, &unfound, p, f, k >= n->issuer_filter.n);
	}
	for (size_t i = 0; i < unfound.list.n; i++)
		report_unfound(c, unfound.list.at[i]);
}

const struct mdm_rule mdm_rule_trust013 = {
	.id = "TRUST013",
	.name = "issuer-filter-mismatch",
	.cases = { MDM_CASE_BY_WORLD(
		       "unresolved", MDM_ERROR, MDM_INFO, MDM_INFO),
	    MDM_CASE("end-entity", MDM_ERROR), MDM_CASE("root", MDM_INFO),
	    MDM_CASE_BY_WORLD("other-ca", MDM_WARNING, MDM_INFO, MDM_INFO) },
	.kinds = MDM_NETWORK,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "EAP, WLAN, LAN and VPN XML, alone, in Graph or SyncML",
	.summary = "A client-certificate filter does not fit the issuing CA",
	.why =
	    "With CAHashList, Windows offers only certificates that have one "
	    "of the listed CAs in their chain. A hash of a CA that issues "
	    "none of them, or of an end entity, leaves nothing to offer. A "
	    "root works, as it is in the chain, but lets the certificates of "
	    "all its CAs pass; that is a hint. The IssuerHash of VPN single "
	    "sign-on is looked up, too. Not checked: certificates that come "
	    "from elsewhere, and lists that are not enabled.",
	.symptom = "Windows asks for a certificate or finds none, although "
		   "one was issued.",
	.fix = "Put the SHA-1 thumbprint of the CA that issues the client "
	       "certificates into IssuerHash.",
	.refs = MDM_REFS("Microsoft Learn: EAP configuration (Windows client "
			 "management), certificate filtering",
	    "Smallstep documentation: Windows with Intune (SCEP), Wi-Fi"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.corpus = check,
};
