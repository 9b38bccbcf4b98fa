/* SPDX-License-Identifier: MIT */
#include "support/reference.h"

static bool
any_root_ref_known(const struct mdm_corpus *corpus)
{
	for (size_t i = 0; i < corpus->nprofiles; i++) {
		const struct mdm_profile *p = corpus->profiles[i];
		const struct mdm_ref *ref;

		if (p->kind != MDM_SCEP)
			continue;
		ref = mdm_ref_of(p, MDM_REF_ROOT);
		if (ref != NULL && ref->state != MDM_REF_UNKNOWN)
			return true;
	}
	return false;
}

const struct mdm_cert *
mdm_scep_ca(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_ref *ref = mdm_ref_of(p, MDM_REF_ROOT);

	if (p->enrolment->ca != NULL)
		return p->enrolment->ca;
	if (p->sample || p->enrolment->csp != NULL ||
	    p->dialect == MDM_DIALECT_APPLE)
		return NULL; /* SCEP004 wants a thumbprint, XREF002 its CA */
	if (ref == NULL || ref->state == MDM_REF_UNKNOWN)
		mdm_not_checked(c,
		    any_root_ref_known(mdm_corpus_of(c))
			? "some SCEP profiles were exported without their root "
			  "reference"
			: "no file carries SCEP root references");
	return NULL;
}

struct mdm_at
mdm_scep_ca_at(const struct mdm_profile *p)
{
	const struct mdm_ref *ref = mdm_ref_of(p, MDM_REF_ROOT);
	const char *name;
	const struct mdm_field *hash = mdm_ca_hash(p->enrolment, &name);

	if (ref != NULL && ref->state == MDM_REF_BOUND && !ref->from_link)
		return ref->at;
	return hash->state == MDM_HAS_VALUE ? hash->at : p->at;
}

bool
mdm_set_holds_targets(const struct mdm_corpus *corpus, enum mdm_ref_role role,
    enum mdm_platform platform)
{
	return mdm_trust_profiles(corpus, platform) > 0 &&
	    mdm_resolved_refs(corpus, role, platform) > 0;
}

const struct mdm_profile *
mdm_scep_root(const struct mdm_profile *p)
{
	const struct mdm_profile *root = p->enrolment->root;

	return root != NULL && root->trust != NULL ? root : NULL;
}

struct mdm_str
mdm_ref_label(struct mdm_arena *a, const struct mdm_ref *ref)
{
	struct mdm_str label = ref->name.n > 0 ? ref->name : ref->id;

	return mdm_str_printf(a, "\"" MDM_FMT "\"", MDM_ARG(label));
}

struct mdm_unresolved_list
mdm_unresolved_refs(
    struct mdm_check *c, const struct mdm_corpus *corpus, unsigned roles)
{
	struct mdm_arena *a = mdm_arena_of(c);
	struct mdm_map seen = { 0 };
	struct mdm_unresolved_list list = { 0 };

	for (size_t i = 0; i < corpus->nprofiles; i++) {
		const struct mdm_profile *p = corpus->profiles[i];

		for (size_t k = 0; k < p->nrefs; k++) {
			const struct mdm_ref *ref = &p->refs[k];
			struct mdm_unresolved **u;

			if ((roles & 1U << ref->role) == 0 ||
			    ref->state != MDM_REF_BOUND ||
			    ref->result != MDM_REF_DANGLING || p->sample)
				continue;
			u = (struct mdm_unresolved **)mdm_map_put(
			    a, &seen, ref->id.n > 0 ? ref->id : ref->name);
			if (*u == NULL)
				*u = MDM_NEW(a, struct mdm_unresolved);
			MDM_PUSH(a, &(*u)->refs, ref);
			MDM_PUSH(a, &(*u)->profiles, p);
		}
	}
	list.at = MDM_NEW_N(a, struct mdm_unresolved, seen.n);
	list.n = seen.n;
	for (size_t i = 0; i < seen.n; i++) {
		list.at[i] = *(struct mdm_unresolved *)seen.entries[i].value;
		list.at[i].first = list.at[i].refs.at[0];
		list.at[i].first_profile = list.at[i].profiles.at[0];
	}
	return list;
}
