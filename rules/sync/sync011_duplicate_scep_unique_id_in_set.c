/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

#include <stddef.h>

enum { UNIQUE_ID, GRAPH_ID };

/* Templates differ when they are spelled differently; masks never do. */
static bool
differ(const struct mdm_field *a, const struct mdm_field *b)
{
	return a->v.n > 0 && b->v.n > 0 && !mdm_str_eq(a->v, b->v) &&
	    !mdm_str_starts(a->v, "**") && !mdm_str_starts(b->v, "**");
}

/* What one configuration cannot have in two ways. */
static bool
contradict(const struct mdm_profile *a, const struct mdm_profile *b)
{
	const struct mdm_enrolment *x = a->enrolment, *y = b->enrolment;

	return differ(&x->csp->server_url, &y->csp->server_url) ||
	    differ(&x->subject, &y->subject) ||
	    differ(&x->ca_thumbprint, &y->ca_thumbprint) ||
	    differ(&x->key_usage, &y->key_usage) ||
	    differ(&x->key_size, &y->key_size) || differ(&x->hash, &y->hash) ||
	    differ(&x->csp->eku_text, &y->csp->eku_text) ||
	    differ(&x->csp->san_text, &y->csp->san_text);
}

/* Sessions repeat what they deliver, and repair it in passing. */
static bool
is_recorded(const struct mdm_profile *p)
{
	const struct mdm_message *m = p->enrolment->csp->message->message;

	return m->capture || m->truncated;
}

static void
check_csp(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_csp_scep *csp = p->enrolment->csp;

	if (is_recorded(p))
		return;
	for (size_t i = 1; i < csp->nparts; i++) {
		const struct mdm_profile *other = csp->parts[i];

		/* Within one message it is SYNC008. */
		if (other->document == p->document || is_recorded(other) ||
		    !contradict(p, other))
			continue;
		mdm_find(c, UNIQUE_ID, other->at,
		    "UniqueID \"" MDM_FMT
		    "\" is defined twice with different settings",
		    MDM_ARG(csp->unique_id.v));
		mdm_evidence(c, csp->unique_id.v);
		mdm_also(c, csp->unique_id.at, "the first definition");
	}
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_profile *other;

	if (p->kind == MDM_SCEP && p->enrolment->csp != NULL) {
		check_csp(c, p);
		return;
	}
	if (p->id.n == 0 || p->dialect != MDM_DIALECT_GRAPH)
		return;
	/* Copies that agree, or that have dates, are one by now. */
	other = mdm_map_get(&mdm_corpus_of(c)->by_id, p->id);
	if (other == NULL || other == p || other->kind != p->kind ||
	    other->dialect != MDM_DIALECT_GRAPH)
		return;
	mdm_find(c, GRAPH_ID, p->at,
	    "the id " MDM_FMT " is used twice with different content",
	    MDM_ARG(p->id));
	mdm_evidence(c, p->id);
	mdm_also(c, other->at, "the other one");
}

const struct mdm_rule mdm_rule_sync011 = {
	.id = "SYNC011",
	.name = "duplicate-scep-unique-id-in-set",
	.cases = { MDM_CASE("unique-id", MDM_WARNING),
	    MDM_CASE("graph-id", MDM_WARNING) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP",
	.summary = "One id stands for two different configurations",
	.why = "The UniqueID names one certificate on the device; a second "
	       "configuration of that name has no effect once the first was "
	       "enrolled, or overwrites it. In exports two objects with one id "
	       "are two states of one profile, and nothing says which is the "
	       "present one. Equal copies, and copies with dates, are taken as "
	       "one. Not checked: recorded sessions, which repeat what they "
	       "deliver.",
	.fix = "Give each certificate a UniqueID of its own, or remove the "
	       "outdated file.",
	.refs = MDM_REFS("Microsoft Learn: ClientCertificateInstall CSP, "
			 "SCEP/{UniqueID}"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
