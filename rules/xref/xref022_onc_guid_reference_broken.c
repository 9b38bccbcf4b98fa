/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { NOT_FOUND, WRONG_TYPE, DIFFERS_IN_CASE, DUPLICATE };

static const char *
wanted(enum mdm_onc_use use)
{
	switch (use) {
	case MDM_ONC_CLIENT:
		return "Client";
	case MDM_ONC_SERVER:
		return "Server";
	default:
		return "Authority";
	}
}

static void
check_ref(struct mdm_check *c, const struct mdm_onc *document,
    const struct mdm_onc_ref *ref)
{
	const struct mdm_field *guid = &ref->guid;
	const struct mdm_onc_object *exact =
	    mdm_onc_find(document, guid->v, false);
	const struct mdm_onc_object *o =
	    exact != NULL ? exact : mdm_onc_find(document, guid->v, true);

	if (o == NULL && document->excerpt)
		return; /* the certificates were left out */
	if (o == NULL) {
		mdm_find(c, NOT_FOUND, guid->at,
		    "%s names \"" MDM_FMT
		    "\", which is the GUID of no certificate in this file",
		    ref->key, MDM_ARG(guid->v));
	} else if (mdm_literal(&o->type) && !mdm_onc_fits(o, ref->use)) {
		mdm_find(c, WRONG_TYPE, guid->at,
		    "%s needs a certificate of type %s and leads to one of "
		    "type \"" MDM_FMT "\"",
		    ref->key, wanted(ref->use), MDM_ARG(o->type.v));
		mdm_also(c, o->type.at, "its type");
	} else if (exact == NULL) {
		mdm_find(c, DIFFERS_IN_CASE, guid->at,
		    "%s spells the GUID \"" MDM_FMT "\" in other letters",
		    ref->key, MDM_ARG(o->guid.v));
		mdm_also(c, o->guid.at, "the GUID");
	} else {
		return;
	}
	mdm_evidence(c, mdm_str_of(ref->key));
	mdm_evidence(c, guid->v);
}

/* The first of the two has nothing to answer for. */
static void
check_duplicate(struct mdm_check *c, const struct mdm_onc_object *o)
{
	for (const struct mdm_onc_object *other = o->document->objects;
	     other != o; other++) {
		if (!mdm_literal(&other->guid) ||
		    !mdm_str_eq(other->guid.v, o->guid.v))
			continue;
		mdm_find(c, DUPLICATE, o->guid.at,
		    "GUID \"" MDM_FMT "\" is used by another object",
		    MDM_ARG(o->guid.v));
		mdm_also(c, other->guid.at, "used here first");
		mdm_evidence(c, o->guid.v);
		return;
	}
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_onc_object *o = p->onc;

	if (o == NULL)
		return;
	if (mdm_literal(&o->guid))
		check_duplicate(c, o);
	for (size_t i = 0; i < o->nrefs; i++)
		if (mdm_literal(&o->refs[i].guid))
			check_ref(c, o->document, &o->refs[i]);
}

const struct mdm_rule mdm_rule_xref022 = {
	.id = "XREF022",
	.name = "onc-guid-reference-broken",
	.cases = { MDM_CASE("not-found", MDM_ERROR),
	    MDM_CASE("wrong-type", MDM_ERROR),
	    MDM_CASE("differs-in-case", MDM_WARNING),
	    MDM_CASE("duplicate", MDM_WARNING) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_CHROMEOS | MDM_ANDROID,
	.syntaxes = "ONC, Android policies",
	.summary = "A network refers to a certificate that its file lacks",
	.why = "Networks of an Open Network Configuration name certificates "
	       "by GUID, and each GUID must be defined in the same file, also "
	       "when a certificate was imported before with another one. "
	       "ServerCARefs lead to certificates of type Authority (or to a "
	       "pinned Server), ClientCertRef to one of type Client. No two "
	       "objects share a GUID. A file that breaks this is not valid as "
	       "a whole. GUIDs need not be UUIDs, and their letters are "
	       "compared as they are. Not checked: references of a network "
	       "that was taken out of its file.",
	.symptom = "The network is not configured, or the whole file is "
		   "refused; the log speaks of an unresolved certificate "
		   "reference.",
	.fix = "Put the certificate into the same file and name its GUID.",
	.refs = MDM_REFS("Chromium: Open Network Configuration, GUIDs and "
			 "Updating",
	    "Chromium: Open Network Configuration, EAP type"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
