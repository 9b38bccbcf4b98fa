/* SPDX-License-Identifier: MIT */
#include "support/request.h"

#include "support/oid.h"

bool
mdm_subject_counts(const struct mdm_enrolment *e)
{
	return e->subject_format.state != MDM_HAS_VALUE ||
	    mdm_field_is(&e->subject_format, "custom");
}

bool
mdm_is_device_request(const struct mdm_enrolment *e)
{
	return e->scope == MDM_SCOPE_DEVICE &&
	    (e->csp != NULL || e->store.state == MDM_HAS_VALUE ||
		e->channel.state != MDM_HAS_VALUE);
}

enum mdm_key_storage
mdm_key_storage_of(
    const struct mdm_enrolment *e, const struct mdm_field **ret_field)
{
	static const struct {
		const char *graph, *csp;
		enum mdm_key_storage storage;
	} rows[] = {
		{ "useTpmKspOtherwiseFail", "1", MDM_STORAGE_TPM },
		{ "useTpmKspOtherwiseUseSoftwareKsp", "2",
		    MDM_STORAGE_TPM_PREFERRED },
		{ "useSoftwareKsp", "3", MDM_STORAGE_SOFTWARE },
		{ "usePassportForWorkKspOtherwiseFail", "4",
		    MDM_STORAGE_HELLO },
	};
	const struct mdm_field *f =
	    e->csp != NULL ? &e->csp->key_protection : &e->storage;
	struct mdm_str v = mdm_str_trim(f->v);

	*ret_field = f;
	for (size_t i = 0; mdm_literal(f) && i < sizeof(rows) / sizeof(*rows);
	     i++)
		if (mdm_str_iis(
			v, e->csp != NULL ? rows[i].csp : rows[i].graph))
			return rows[i].storage;
	return MDM_STORAGE_UNKNOWN;
}

static bool
can_be_judged(const struct mdm_field *f)
{
	return f->state == MDM_HAS_VALUE && mdm_str_trim(f->v).n > 0 &&
	    !f->sample && !f->wrong_kind && !mdm_has_template(f->v);
}

bool
mdm_naming_next(
    const struct mdm_profile *p, size_t *i, struct mdm_naming *ret_naming)
{
	const struct mdm_enrolment *e = p->enrolment;

	while (*i <= e->nsans) {
		struct mdm_naming n = { &e->subject, NULL };
		bool counts = mdm_subject_counts(e);

		if (*i > 0) {
			n.san = &e->sans[*i - 1];
			n.field = &n.san->value;
			counts = true;
		}
		(*i)++;
		if (counts && can_be_judged(n.field)) {
			*ret_naming = n;
			return true;
		}
	}
	return false;
}

struct mdm_str
mdm_naming_title(struct mdm_arena *arena, struct mdm_naming n)
{
	if (n.san == NULL)
		return MDM_LIT("the subject");
	if (!mdm_literal(&n.san->type))
		return MDM_LIT("a SAN");
	return mdm_str_printf(
	    arena, "the SAN of type \"" MDM_FMT "\"", MDM_ARG(n.san->type.v));
}

struct mdm_at
mdm_token_at(const struct mdm_field *f, const struct mdm_token *t)
{
	return mdm_at_within(f->at, f->v.n, t->off, t->text.n);
}

enum mdm_san_kind
mdm_san_kind(const struct mdm_san *san)
{
	static const struct {
		const char *name;
		enum mdm_san_kind kind;
	} kinds[] = {
		{ "emailAddress", MDM_SAN_EMAIL },
		{ "userPrincipalName", MDM_SAN_UPN },
		{ "domainNameService", MDM_SAN_DNS },
		{ "universalResourceIdentifier", MDM_SAN_URI },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (mdm_field_is(&san->type, kinds[i].name))
			return kinds[i].kind;
	return MDM_SAN_UNKNOWN;
}

bool
mdm_requests_eku(const struct mdm_enrolment *e, const char *oid)
{
	for (size_t i = 0; i < e->nekus; i++)
		if (mdm_field_is(&e->ekus[i].oid, oid))
			return true;
	return false;
}

bool
mdm_requests_any_purpose(const struct mdm_enrolment *e)
{
	return mdm_requests_eku(e, MDM_OID_ANY_PURPOSE) ||
	    mdm_requests_eku(e, MDM_OID_ALL_POLICIES);
}

bool
mdm_ekus_readable(const struct mdm_enrolment *e)
{
	for (size_t i = 0; i < e->nekus; i++)
		if (!mdm_literal(&e->ekus[i].oid) ||
		    mdm_oid_problem(e->ekus[i].oid.v) != NULL)
			return false;
	return e->ekus_field.state == MDM_HAS_VALUE &&
	    !e->ekus_field.wrong_kind;
}

static bool
refers_to(const struct mdm_profile *p, const struct mdm_profile *target)
{
	for (size_t i = 0; i < p->nrefs; i++) {
		const struct mdm_ref *ref = &p->refs[i];

		if (ref->role != MDM_REF_IDENTITY ||
		    ref->state != MDM_REF_BOUND ||
		    ref->result != MDM_REF_RESOLVED)
			continue;
		for (size_t t = 0; t < ref->ntargets; t++)
			if (ref->targets[t] == target)
				return true;
	}
	return false;
}

const struct mdm_profile *
mdm_eap_tls_user(const struct mdm_corpus *corpus, const struct mdm_profile *p)
{
	for (size_t i = 0; i < corpus->nprofiles; i++) {
		const struct mdm_profile *n = corpus->profiles[i];

		if (n->network != NULL && n->network->outer == MDM_EAP_TLS &&
		    !n->sample && refers_to(n, p))
			return n;
	}
	return NULL;
}
