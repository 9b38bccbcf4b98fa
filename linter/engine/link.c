/* SPDX-License-Identifier: MIT */
#include "engine/link.h"

void
mdm_remark(struct mdm_remarks *r, const char *fmt, ...)
{
	struct mdm_str text;
	va_list args;

	va_start(args, fmt);
	text = mdm_str_vprintf(r->arena, fmt, args);
	va_end(args);
	MDM_PUSH(r->arena, &r->serious, text);
}

void
mdm_remark_harmless(struct mdm_remarks *r, const char *fmt, ...)
{
	struct mdm_str text;
	va_list args;

	va_start(args, fmt);
	text = mdm_str_vprintf(r->arena, fmt, args);
	va_end(args);
	MDM_PUSH(r->arena, &r->harmless, text);
}

static struct mdm_cert *
canonical(struct mdm_arena *arena, struct mdm_map *seen, struct mdm_cert *cert)
{
	void **slot = mdm_map_put(arena, seen,
	    mdm_str_span((const char *)cert->sha256, sizeof(cert->sha256)));

	if (*slot == NULL)
		*slot = cert;
	return *slot;
}

static const struct mdm_cert *
known_record(const struct mdm_map *seen, const struct mdm_cert *cert)
{
	const struct mdm_cert *same = mdm_map_get(seen,
	    mdm_str_span((const char *)cert->sha256, sizeof(cert->sha256)));

	return same == NULL ? cert : same;
}

void
mdm_link_canonicalise(
    struct mdm_arena *arena, struct mdm_facts *facts, size_t ninputs)
{
	struct mdm_map seen = { 0 };

	for (size_t i = 0; i < ninputs; i++) {
		struct mdm_facts *f = &facts[i];

		for (size_t k = 0; k < f->carriers.n; k++) {
			struct mdm_carrier *c = f->carriers.at[k];

			for (size_t j = 0; j < c->ncerts; j++)
				c->certs[j] =
				    canonical(arena, &seen, c->certs[j]);
		}
		for (size_t k = 0; k < f->profiles.n; k++) {
			struct mdm_trust *t = f->profiles.at[k]->trust;

			if (t != NULL && t->cert != NULL)
				t->cert = known_record(&seen, t->cert);
		}
	}
}

static void
collect_files(struct mdm_linking *l)
{
	struct mdm_corpus *c = l->corpus;

	c->files = MDM_NEW_N(l->arena, const struct mdm_file *, l->ninputs + 1);
	for (size_t i = 0; i < l->ninputs; i++) {
		struct mdm_facts *f = &l->facts[i];

		if (l->inputs[i].role != MDM_INPUT_LINT ||
		    l->inputs[i].set != l->set || f->file.source == NULL)
			continue;
		c->files[c->nfiles++] = &f->file;
		for (size_t k = 0; k < f->profiles.n; k++)
			MDM_PUSH(l->arena, &l->profiles, f->profiles.at[k]);
	}
}

static void
divide_profiles(struct mdm_linking *l)
{
	struct mdm_corpus *c = l->corpus;
	size_t n = l->profiles.n + 1;

	c->profiles = MDM_NEW_N(l->arena, const struct mdm_profile *, n);
	c->superseded = MDM_NEW_N(l->arena, const struct mdm_profile *, n);
	for (size_t i = 0; i < l->profiles.n; i++) {
		const struct mdm_profile *p = l->profiles.at[i];

		if (p->superseded_by == NULL)
			c->profiles[c->nprofiles++] = p;
		else
			c->superseded[c->nsuperseded++] = p;
	}
}

void
mdm_link_set(struct mdm_linking *l, struct mdm_str name)
{
	l->corpus->name = name;
	collect_files(l);
	mdm_link_loose(l);
	mdm_link_copies(l);
	mdm_link_apple(l);
	mdm_link_csp(l);
	divide_profiles(l);
	mdm_link_certs(l);
	mdm_link_refs(l);
	mdm_link_events(l);
}
