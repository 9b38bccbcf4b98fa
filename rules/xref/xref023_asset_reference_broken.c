/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { NOT_FOUND, NOT_FOUND_AMONG_OTHERS, WRONG_TYPE, DIFFERS_IN_CASE, UNUSED };

/* The declarations of a set by their identifiers. */
struct declared {
	struct mdm_map exact, folded; /* -> struct mdm_profile */
	struct mdm_map used;	      /* identifiers of assets */
	size_t nassets;
};

static struct mdm_str
fold(struct mdm_check *c, struct mdm_str identifier)
{
	char *p = MDM_NEW_N(mdm_arena_of(c), char, identifier.n + 1);

	for (size_t i = 0; i < identifier.n; i++)
		p[i] = mdm_lower(identifier.p[i]);
	return mdm_str_span(p, identifier.n);
}

static void
collect(
    struct mdm_check *c, const struct mdm_corpus *corpus, struct declared *ret)
{
	for (size_t i = 0; i < corpus->nprofiles; i++) {
		const struct mdm_profile *p = corpus->profiles[i];
		const struct mdm_declaration *d = p->declaration;
		void *value = (void *)(uintptr_t)p;

		if (d == NULL || !mdm_literal(&d->identifier))
			continue;
		ret->nassets += d->asset != 0;
		*mdm_map_put(mdm_arena_of(c), &ret->exact, d->identifier.v) =
		    value;
		*mdm_map_put(mdm_arena_of(c), &ret->folded,
		    fold(c, d->identifier.v)) = value;
	}
}

static void
report_missing(struct mdm_check *c, const struct declared *declared,
    const struct mdm_asset_ref *ref)
{
	const struct mdm_field *f = &ref->identifier;
	const struct mdm_profile *other =
	    mdm_map_get(&declared->folded, fold(c, f->v));

	if (other != NULL) {
		mdm_find(c, DIFFERS_IN_CASE, f->at,
		    MDM_FMT " spells the identifier \"" MDM_FMT
			    "\" in other letters",
		    MDM_ARG(ref->key),
		    MDM_ARG(other->declaration->identifier.v));
		mdm_also(
		    c, other->declaration->identifier.at, "the identifier");
		return;
	}
	mdm_find(c, declared->nassets > 0 ? NOT_FOUND_AMONG_OTHERS : NOT_FOUND,
	    f->at,
	    MDM_FMT " names \"" MDM_FMT "\", which no declaration of the set "
		    "has as its identifier",
	    MDM_ARG(ref->key), MDM_ARG(f->v));
}

static void
check_ref(struct mdm_check *c, struct declared *declared,
    const struct mdm_asset_ref *ref)
{
	const struct mdm_field *f = &ref->identifier;
	const struct mdm_profile *target;

	if (!mdm_literal(f))
		return;
	*mdm_map_put(mdm_arena_of(c), &declared->used, f->v) = declared;
	target = mdm_map_get(&declared->exact, f->v);
	if (target == NULL) {
		report_missing(c, declared, ref);
	} else if ((target->declaration->asset & ref->wanted) == 0) {
		mdm_find(c, WRONG_TYPE, f->at,
		    MDM_FMT " leads to a declaration of type \"" MDM_FMT
			    "\", which it cannot use",
		    MDM_ARG(ref->key), MDM_ARG(target->type));
		mdm_also(c, target->declaration->type.at, "its type");
	} else {
		return;
	}
	mdm_evidence(c, ref->key);
	mdm_evidence(c, f->v);
}

static void
check_unused(struct mdm_check *c, const struct declared *declared,
    const struct mdm_declaration *d)
{
	if (d->asset == 0 || !mdm_literal(&d->identifier) ||
	    mdm_map_get(&declared->used, d->identifier.v) != NULL)
		return;
	mdm_find(c, UNUSED, d->identifier.at,
	    "no configuration of the set refers to the asset \"" MDM_FMT "\"",
	    MDM_ARG(d->identifier.v));
	mdm_evidence(c, d->identifier.v);
}

static void
check(struct mdm_check *c, const struct mdm_corpus *corpus)
{
	struct declared declared = { 0 };

	collect(c, corpus, &declared);
	for (size_t i = 0; i < corpus->nprofiles; i++) {
		const struct mdm_declaration *d =
		    corpus->profiles[i]->declaration;

		for (size_t k = 0; d != NULL && k < d->nrefs; k++)
			check_ref(c, &declared, &d->refs[k]);
	}
	for (size_t i = 0; i < corpus->nprofiles; i++)
		if (corpus->profiles[i]->declaration != NULL)
			check_unused(
			    c, &declared, corpus->profiles[i]->declaration);
}

const struct mdm_rule mdm_rule_xref023 = {
	.id = "XREF023",
	.name = "asset-reference-broken",
	.cases = { MDM_CASE_BY_WORLD(
		       "not-found", MDM_ERROR, MDM_INFO, MDM_INFO),
	    MDM_CASE_BY_WORLD(
		"not-found-among-others", MDM_ERROR, MDM_WARNING, MDM_INFO),
	    MDM_CASE("wrong-type", MDM_ERROR),
	    MDM_CASE("differs-in-case", MDM_WARNING),
	    MDM_CASE_BY_WORLD("unused", MDM_INFO, MDM_OFF, MDM_OFF) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Apple declarations",
	.summary = "A configuration refers to an asset that nobody declares",
	.why = "With declarative management, a configuration names the "
	       "credential it uses by the identifier of an asset, which is a "
	       "declaration of its own: a certificate, or an identity from "
	       "PKCS#12, SCEP or ACME. A device activates the configuration "
	       "when it has the asset, and the asset is of a type that the "
	       "key allows. An asset that nothing refers to is not fetched. "
	       "Not checked: assets that the server makes up for each "
	       "device, unless the world is \"closed\".",
	.symptom = "The device reports the configuration as invalid or not "
		   "active; the certificate is not installed.",
	.fix = "Declare the asset under the identifier that the "
	       "configuration names, or name another one.",
	.refs = MDM_REFS("Apple device management: "
			 "com.apple.configuration.security.identity",
	    "Apple device management: "
	    "com.apple.configuration.security.certificate",
	    "Apple device management: "
	    "com.apple.configuration.network.vpn.ikev2"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.corpus = check,
};
