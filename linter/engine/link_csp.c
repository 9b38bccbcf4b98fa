/* SPDX-License-Identifier: MIT */
#include "engine/link.h"

#include <stddef.h>

/*
 * The settings of one SCEP UniqueID may be spread over commands, rows and
 * files of the set.  The first profile in input order takes what it lacks
 * from the others, and stands for all of them.
 */

/* What is one setting of the node, in both structs. */
static const size_t enrolment_fields[] = {
	offsetof(struct mdm_enrolment, subject),
	offsetof(struct mdm_enrolment, key_usage),
	offsetof(struct mdm_enrolment, key_size),
	offsetof(struct mdm_enrolment, hash),
	offsetof(struct mdm_enrolment, ca_thumbprint),
};

static const size_t csp_fields[] = {
	offsetof(struct mdm_csp_scep, server_url),
	offsetof(struct mdm_csp_scep, eku_text),
	offsetof(struct mdm_csp_scep, san_text),
	offsetof(struct mdm_csp_scep, challenge),
	offsetof(struct mdm_csp_scep, key_protection),
	offsetof(struct mdm_csp_scep, retry_count),
	offsetof(struct mdm_csp_scep, retry_delay),
	offsetof(struct mdm_csp_scep, template_name),
	offsetof(struct mdm_csp_scep, container_name),
	offsetof(struct mdm_csp_scep, valid_period),
	offsetof(struct mdm_csp_scep, valid_units),
	offsetof(struct mdm_csp_scep, prompt_text),
	offsetof(struct mdm_csp_scep, key_ids),
};

static void
take_fields(void *to, const void *from, const size_t *offsets, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct mdm_field *mine =
		    (struct mdm_field *)((char *)to + offsets[i]);
		const struct mdm_field *other =
		    (const struct mdm_field *)((const char *)from + offsets[i]);

		if (mine->state == MDM_ABSENT)
			*mine = *other;
	}
}

static void
take_secrets(struct mdm_arena *arena, struct mdm_profile *to,
    const struct mdm_profile *from)
{
	size_t n = to->nsecrets + from->nsecrets;
	struct mdm_secret *both;

	if (from->nsecrets == 0 || to->nsecrets > 0)
		return;
	both = MDM_NEW_N(arena, struct mdm_secret, n);
	memcpy(both, from->secrets, n * sizeof(*both));
	to->secrets = both;
	to->nsecrets = n;
}

/* What a loader derived goes with what it was derived from. */
static void
take_derived(struct mdm_enrolment *to, const struct mdm_enrolment *from)
{
	if (to->urls.state == MDM_ABSENT)
		to->urls = from->urls;
	if (to->ekus_field.state == MDM_ABSENT) {
		to->ekus = from->ekus;
		to->nekus = from->nekus;
		to->ekus_field = from->ekus_field;
	}
	if (to->sans_field.state == MDM_ABSENT) {
		to->sans = from->sans;
		to->nsans = from->nsans;
		to->sans_field = from->sans_field;
	}
	if (to->key_usage.state == MDM_ABSENT)
		to->usage = from->usage;
	if (to->key_size.state == MDM_ABSENT)
		to->key_bits = from->key_bits;
	if (to->csp->valid_units.state == MDM_ABSENT)
		to->validity_days = from->validity_days;
}

static void
merge(struct mdm_arena *arena, struct mdm_profile *to, struct mdm_profile *from)
{
	struct mdm_enrolment *a = to->enrolment;
	const struct mdm_enrolment *b = from->enrolment;

	take_derived(a, b);
	take_fields(a, b, enrolment_fields,
	    sizeof(enrolment_fields) / sizeof(*enrolment_fields));
	take_fields(a->csp, b->csp, csp_fields,
	    sizeof(csp_fields) / sizeof(*csp_fields));
	take_secrets(arena, to, from);
	if (a->csp->enroll.times == 0)
		a->csp->enroll = b->csp->enroll;
	a->csp->install_nodes += b->csp->install_nodes;
	/* One part that is cut off, or only names the node, tells little. */
	to->excerpt = to->excerpt && from->excerpt;
	to->sample |= from->sample;
	from->superseded_by = to;
}

static struct mdm_str
key_of(struct mdm_arena *arena, const struct mdm_profile *p)
{
	struct mdm_str id = p->enrolment->csp->unique_id.v;
	struct mdm_str key = mdm_str_printf(arena, "%d %d " MDM_FMT,
	    (int)p->enrolment->csp->legacy, (int)p->enrolment->scope,
	    MDM_ARG(id));
	char *folded = MDM_NEW_N(arena, char, key.n + 1);

	for (size_t i = 0; i < key.n; i++)
		folded[i] = mdm_lower(key.p[i]);
	return mdm_str_span(folded, key.n);
}

struct parts {
	MDM_VEC(struct mdm_profile *) list;
};

static void
settle(struct mdm_linking *l, struct parts *parts)
{
	struct mdm_profile *first = parts->list.at[0];
	struct mdm_csp_scep *csp = first->enrolment->csp;

	csp->parts =
	    MDM_NEW_N(l->arena, const struct mdm_profile *, parts->list.n);
	csp->nparts = parts->list.n;
	for (size_t i = 0; i < parts->list.n; i++) {
		csp->parts[i] = parts->list.at[i];
		if (i > 0)
			merge(l->arena, first, parts->list.at[i]);
	}
}

/*
 * A UniqueID that is a variable of the service or of a template differs from
 * profile to profile: only one document is sure to mean the same by it.
 */
void
mdm_link_csp(struct mdm_linking *l)
{
	struct mdm_map by_id = { 0 };

	for (size_t i = 0; i < l->profiles.n; i++) {
		struct mdm_profile *p = l->profiles.at[i];
		void **slot;
		struct parts lone = { 0 };

		if (p->kind != MDM_SCEP || p->enrolment->csp == NULL)
			continue;
		if (p->enrolment->csp->unique_id.symbolic ||
		    p->enrolment->csp->unique_id.v.n == 0) {
			MDM_PUSH(l->arena, &lone.list, p);
			settle(l, &lone);
			continue;
		}
		slot = mdm_map_put(l->arena, &by_id, key_of(l->arena, p));
		if (*slot == NULL)
			*slot = MDM_NEW(l->arena, struct parts);
		MDM_PUSH(l->arena, &((struct parts *)*slot)->list, p);
	}
	for (size_t i = 0; i < by_id.n; i++)
		settle(l, by_id.entries[i].value);
}
