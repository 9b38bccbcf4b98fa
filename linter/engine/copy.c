/* SPDX-License-Identifier: MIT */
#include <stddef.h>

#include "engine/link.h"

/* Every scalar of a struct, so that copies compare without code per key. */
#define AT(type, member) offsetof(struct type, member)

static const size_t trust_fields[] = {
	AT(mdm_trust, store_field),
	AT(mdm_trust, channel),
};

static const size_t enrolment_fields[] = {
	AT(mdm_enrolment, subject_format),
	AT(mdm_enrolment, subject),
	AT(mdm_enrolment, san_type),
	AT(mdm_enrolment, san_format),
	AT(mdm_enrolment, key_usage),
	AT(mdm_enrolment, key_size),
	AT(mdm_enrolment, hash),
	AT(mdm_enrolment, storage),
	AT(mdm_enrolment, store),
	AT(mdm_enrolment, channel),
	AT(mdm_enrolment, validity_value),
	AT(mdm_enrolment, validity_scale),
	AT(mdm_enrolment, renewal_threshold),
	AT(mdm_enrolment, all_apps),
	AT(mdm_enrolment, purpose),
	AT(mdm_enrolment, ca_host),
	AT(mdm_enrolment, ca_name),
	AT(mdm_enrolment, template_name),
	AT(mdm_enrolment, ca_thumbprint),
	AT(mdm_enrolment, ca_fingerprint),
};

static const size_t enrolment_lists[] = {
	AT(mdm_enrolment, urls),
};

static const size_t network_fields[] = {
	AT(mdm_network, network),
	AT(mdm_network, security),
	AT(mdm_network, eap),
	AT(mdm_network, method),
	AT(mdm_network, inner),
	AT(mdm_network, validate),
	AT(mdm_network, use_names),
	AT(mdm_network, no_prompt),
	AT(mdm_network, allow_exceptions),
	AT(mdm_network, tls_min),
	AT(mdm_network, tls_max),
	AT(mdm_network, auth_mode),
	AT(mdm_network, server_issuer),
	AT(mdm_network, certificate_type),
};

static const size_t network_lists[] = {
	AT(mdm_network, server_names),
	AT(mdm_network, anchors),
	AT(mdm_network, issuer_filter),
};

static const size_t cloud_ca_fields[] = {
	AT(mdm_cloud_ca, thumbprint),
	AT(mdm_cloud_ca, type),
	AT(mdm_cloud_ca, scep_url),
	AT(mdm_cloud_ca, valid_to),
	AT(mdm_cloud_ca, common_name),
};

/* One part of a profile: where its struct hangs, and what is in it. */
struct part {
	size_t pointer; /* member of struct mdm_profile */
	const size_t *fields;
	size_t nfields;
	const size_t *lists;
	size_t nlists;
};
#define ROWS(table) (table), sizeof(table) / sizeof((table)[0])

static const struct part parts[] = {
	{ AT(mdm_profile, trust), ROWS(trust_fields), NULL, 0 },
	{ AT(mdm_profile, enrolment), ROWS(enrolment_fields),
	    ROWS(enrolment_lists) },
	{ AT(mdm_profile, network), ROWS(network_fields), ROWS(network_lists) },
	{ AT(mdm_profile, cloud_ca), ROWS(cloud_ca_fields), NULL, 0 },
};
enum { NPARTS = sizeof(parts) / sizeof(parts[0]) };

static char *
part_of(const struct mdm_profile *p, const struct part *part)
{
	char *pointer;

	memcpy(&pointer, (const char *)p + part->pointer, sizeof(pointer));
	return pointer;
}

static struct mdm_field *
field_at(char *part, size_t offset)
{
	return (struct mdm_field *)(void *)(part + offset);
}

static struct mdm_fields *
list_at(char *part, size_t offset)
{
	return (struct mdm_fields *)(void *)(part + offset);
}

static bool
fields_differ(const struct mdm_field *a, const struct mdm_field *b)
{
	return a->state == MDM_HAS_VALUE && b->state == MDM_HAS_VALUE &&
	    !mdm_str_eq(a->v, b->v);
}

static bool
lists_differ(const struct mdm_fields *a, const struct mdm_fields *b)
{
	if (a->state != MDM_HAS_VALUE || b->state != MDM_HAS_VALUE)
		return false;
	if (a->n != b->n)
		return true;
	for (size_t i = 0; i < a->n; i++) {
		if (!mdm_str_eq(a->at[i].v, b->at[i].v))
			return true;
	}
	return false;
}

static bool
parts_differ(const struct part *part, char *a, char *b)
{
	if (a == NULL || b == NULL)
		return false;
	for (size_t i = 0; i < part->nfields; i++) {
		size_t offset = part->fields[i];

		if (fields_differ(field_at(a, offset), field_at(b, offset)))
			return true;
	}
	for (size_t i = 0; i < part->nlists; i++) {
		size_t offset = part->lists[i];

		if (lists_differ(list_at(a, offset), list_at(b, offset)))
			return true;
	}
	return false;
}

static bool
certs_differ(const struct mdm_trust *a, const struct mdm_trust *b)
{
	return a != NULL && b != NULL && a->cert != NULL && b->cert != NULL &&
	    memcmp(a->cert->sha256, b->cert->sha256, sizeof(a->cert->sha256)) !=
	    0;
}

static bool
names_differ(struct mdm_str a, struct mdm_str b)
{
	return a.n > 0 && b.n > 0 && !mdm_str_eq(a, b);
}

static const struct mdm_ref *
bound_ref(const struct mdm_profile *p, enum mdm_ref_role role, size_t nth)
{
	for (size_t i = 0; i < p->nrefs; i++) {
		if (p->refs[i].state == MDM_REF_BOUND &&
		    p->refs[i].role == role && nth-- == 0)
			return &p->refs[i];
	}
	return NULL;
}

/* Ids against ids, names against names; one of each proves nothing. */
static bool
refs_differ(const struct mdm_profile *a, const struct mdm_profile *b)
{
	size_t seen[MDM_REF_NETWORK + 1] = { 0 };

	for (size_t i = 0; i < a->nrefs; i++) {
		const struct mdm_ref *x = &a->refs[i], *y;

		if (x->state != MDM_REF_BOUND)
			continue;
		y = bound_ref(b, x->role, seen[x->role]++);
		if (y != NULL &&
		    (names_differ(x->id, y->id) ||
			(x->id.n + y->id.n == 0 &&
			    names_differ(x->name, y->name))))
			return true;
	}
	return false;
}

static bool
assignments_differ(const struct mdm_profile *a, const struct mdm_profile *b)
{
	if (!a->assignments_known || !b->assignments_known)
		return false;
	if (a->nassignments != b->nassignments)
		return true;
	for (size_t i = 0; i < a->nassignments; i++) {
		if (a->assignments[i].kind != b->assignments[i].kind ||
		    !mdm_str_eq(
			a->assignments[i].group, b->assignments[i].group))
			return true;
	}
	return false;
}

bool
mdm_profiles_contradict(
    const struct mdm_profile *a, const struct mdm_profile *b)
{
	if (a->kind != b->kind || names_differ(a->name, b->name) ||
	    names_differ(a->type, b->type) || certs_differ(a->trust, b->trust))
		return true;
	for (size_t i = 0; i < NPARTS; i++) {
		if (parts_differ(&parts[i], part_of(a, &parts[i]),
			part_of(b, &parts[i])))
			return true;
	}
	return refs_differ(a, b) || assignments_differ(a, b);
}

static void
complete_parts(const struct part *part, char *to, char *from)
{
	if (to == NULL || from == NULL)
		return;
	for (size_t i = 0; i < part->nfields; i++) {
		struct mdm_field *f = field_at(to, part->fields[i]);

		if (f->state == MDM_ABSENT)
			*f = *field_at(from, part->fields[i]);
	}
	for (size_t i = 0; i < part->nlists; i++) {
		struct mdm_fields *f = list_at(to, part->lists[i]);

		if (f->state == MDM_ABSENT)
			*f = *list_at(from, part->lists[i]);
	}
}

/* References that only the other copy shows; UNKNOWN ones make room. */
static void
complete_refs(struct mdm_arena *arena, struct mdm_profile *to,
    const struct mdm_profile *from)
{
	struct mdm_ref *refs =
	    MDM_NEW_N(arena, struct mdm_ref, to->nrefs + from->nrefs + 1);
	size_t n = 0;

	for (size_t i = 0; i < to->nrefs; i++) {
		const struct mdm_ref *r = &to->refs[i];

		if (r->state == MDM_REF_BOUND ||
		    bound_ref(from, r->role, 0) == NULL)
			refs[n++] = *r;
	}
	for (size_t i = 0; i < from->nrefs; i++) {
		const struct mdm_ref *r = &from->refs[i];

		if (r->state == MDM_REF_BOUND &&
		    bound_ref(to, r->role, 0) == NULL)
			refs[n++] = *r;
	}
	to->refs = refs;
	to->nrefs = n;
}

void
mdm_profile_complete(struct mdm_arena *arena, struct mdm_profile *to,
    const struct mdm_profile *from)
{
	if (to->kind != from->kind || mdm_profiles_contradict(to, from))
		return; /* an older state of it has nothing to add */
	for (size_t i = 0; i < NPARTS; i++)
		complete_parts(&parts[i], part_of(to, &parts[i]),
		    part_of(from, &parts[i]));
	if (bound_ref(from, MDM_REF_ROOT, 0) != NULL || from->nrefs > 0)
		complete_refs(arena, to, from);
	if (to->name.n == 0)
		to->name = from->name;
	if (!to->assignments_known && from->assignments_known) {
		to->assignments_known = true;
		to->assignments_at = from->assignments_at;
		to->assignments = from->assignments;
		to->nassignments = from->nassignments;
	}
}
