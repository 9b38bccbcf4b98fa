/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/diff.h"

struct facet {
	const char *what;
	void (*list)(
	    struct mdm_arena *, const struct mdm_profile *, struct mdm_texts *);
};

static void
add(struct mdm_arena *arena, struct mdm_texts *texts, struct mdm_str text)
{
	if (text.n > 0)
		MDM_PUSH(arena, &texts->list, text);
}

static void
list_name(
    struct mdm_arena *arena, const struct mdm_profile *p, struct mdm_texts *to)
{
	add(arena, to, p->name);
}

static void
list_kind(
    struct mdm_arena *arena, const struct mdm_profile *p, struct mdm_texts *to)
{
	add(arena, to,
	    mdm_str_printf(arena, "%s, %s", mdm_kind_title(p->kind),
		mdm_platform_title(p->platform)));
}

static void
list_store(
    struct mdm_arena *arena, const struct mdm_profile *p, struct mdm_texts *to)
{
	if (p->trust != NULL && p->trust->store != MDM_STORE_NONE)
		add(arena, to, mdm_str_of(mdm_store_name(p->trust->store)));
}

static void
list_certificates(
    struct mdm_arena *arena, const struct mdm_profile *p, struct mdm_texts *to)
{
	const struct mdm_carrier *carrier =
	    p->trust != NULL ? p->trust->carrier : NULL;
	char date[11];

	for (size_t i = 0; carrier != NULL && i < carrier->ncerts; i++) {
		const struct mdm_cert *cert = carrier->certs[i];

		mdm_date_format(cert->not_after, date);
		add(arena, to,
		    mdm_str_printf(arena, "\"" MDM_FMT "\", SHA-1 %s, until %s",
			MDM_ARG(cert->name), cert->sha1_hex, date));
	}
}

/* User information may hold a password. */
static struct mdm_str
without_user(struct mdm_arena *arena, struct mdm_str url)
{
	size_t start = mdm_str_find(url, "://"), at, slash;
	struct mdm_str rest;

	if (start == SIZE_MAX)
		return url;
	start += strlen("://");
	rest = mdm_str_sub(url, start, SIZE_MAX);
	slash = mdm_str_find_byte(rest, '/');
	at = mdm_str_rfind_byte(mdm_str_sub(rest, 0, slash), '@');
	if (at == SIZE_MAX)
		return url;
	return mdm_str_printf(arena, MDM_FMT MDM_FMT,
	    MDM_ARG(mdm_str_sub(url, 0, start)),
	    MDM_ARG(mdm_str_sub(rest, at + 1, SIZE_MAX)));
}

static void
list_urls(
    struct mdm_arena *arena, const struct mdm_profile *p, struct mdm_texts *to)
{
	for (size_t i = 0; p->enrolment != NULL && i < p->enrolment->urls.n;
	     i++)
		add(arena, to, without_user(arena, p->enrolment->urls.at[i].v));
}

/* However it is spelled. */
static void
add_thumbprint(
    struct mdm_arena *arena, struct mdm_texts *to, const struct mdm_field *f)
{
	if (f->state == MDM_HAS_VALUE)
		add(arena, to, mdm_thumbprint_clean(arena, f->v).digits);
}

static void
list_ca(
    struct mdm_arena *arena, const struct mdm_profile *p, struct mdm_texts *to)
{
	if (p->enrolment == NULL)
		return;
	add_thumbprint(arena, to, &p->enrolment->ca_thumbprint);
	add_thumbprint(arena, to, &p->enrolment->ca_fingerprint);
}

static struct mdm_str
label_of(struct mdm_arena *arena, const struct mdm_ref *ref)
{
	struct mdm_str name = ref->name.n > 0 ? ref->name : ref->id;

	if (ref->state == MDM_REF_UNBOUND)
		return MDM_LIT("none");
	if (ref->ntargets == 1)
		name = ref->targets[0]->name;
	return mdm_str_printf(arena, "\"" MDM_FMT "\"%s", MDM_ARG(name),
	    ref->result == MDM_REF_DANGLING ? " (not in the set)" : "");
}

static void
list_references(
    struct mdm_arena *arena, const struct mdm_profile *p, struct mdm_texts *to)
{
	for (size_t i = 0; i < p->nrefs; i++) {
		if (p->refs[i].state != MDM_REF_UNKNOWN)
			add(arena, to,
			    mdm_str_printf(arena, "%s: " MDM_FMT,
				mdm_ref_role_title(p->refs[i].role),
				MDM_ARG(label_of(arena, &p->refs[i]))));
	}
}

static void
list_anchors(
    struct mdm_arena *arena, const struct mdm_profile *p, struct mdm_texts *to)
{
	const struct mdm_network *n = p->network;

	for (size_t i = 0; n != NULL && i < n->anchors.n; i++)
		add_thumbprint(arena, to, &n->anchors.at[i]);
	for (size_t i = 0; n != NULL && i < n->inner_anchors.n; i++)
		add_thumbprint(arena, to, &n->inner_anchors.at[i]);
}

static void
list_servers(
    struct mdm_arena *arena, const struct mdm_profile *p, struct mdm_texts *to)
{
	const struct mdm_network *n = p->network;

	for (size_t i = 0; n != NULL && i < n->server_names.n; i++)
		add(arena, to, n->server_names.at[i].v);
	for (size_t i = 0; n != NULL && i < n->inner_server_names.n; i++)
		add(arena, to, n->inner_server_names.at[i].v);
}

static void
list_validation(
    struct mdm_arena *arena, const struct mdm_profile *p, struct mdm_texts *to)
{
	if (p->network != NULL)
		add(arena, to, p->network->validate.v);
}

static void
list_assignments(
    struct mdm_arena *arena, const struct mdm_profile *p, struct mdm_texts *to)
{
	static const char *const kinds[] = {
		[MDM_TARGET_GROUP] = "group",
		[MDM_TARGET_EXCLUDED_GROUP] = "not group",
		[MDM_TARGET_ALL_USERS] = "all users",
		[MDM_TARGET_ALL_DEVICES] = "all devices",
		[MDM_TARGET_COLLECTION] = "collection",
		[MDM_TARGET_UNKNOWN] = "unknown target",
	};

	for (size_t i = 0; i < p->nassignments; i++) {
		const struct mdm_assignment *a = &p->assignments[i];
		struct mdm_str group =
		    a->group_name.n > 0 ? a->group_name : a->group;

		add(arena, to,
		    mdm_str_printf(arena, "%s%s%s" MDM_FMT "%s%s" MDM_FMT,
			a->remove ? "removed from " : "", kinds[a->kind],
			group.n > 0 ? " " : "", MDM_ARG(group),
			a->filter.n > 0 ? ", filter " : "",
			mdm_str_iis(a->filter_type, "exclude") ? "not " : "",
			MDM_ARG(a->filter)));
	}
}

static const struct facet facets[] = {
	{ "name", list_name },
	{ "kind", list_kind },
	{ "destination store", list_store },
	{ "certificate", list_certificates },
	{ "SCEP server", list_urls },
	{ "CA thumbprint", list_ca },
	{ "reference", list_references },
	{ "trust anchor", list_anchors },
	{ "server name", list_servers },
	{ "server validation", list_validation },
	{ "assignment", list_assignments },
};

static int
compare(const void *pa, const void *pb)
{
	const struct mdm_str *a = pa, *b = pb;

	return mdm_str_cmp(*a, *b);
}

static struct mdm_texts
texts_of(struct mdm_arena *arena, const struct facet *facet,
    const struct mdm_profile *p)
{
	struct mdm_texts texts = { 0 };

	facet->list(arena, p, &texts);
	if (texts.list.n > 0)
		qsort(texts.list.at, texts.list.n, sizeof(texts.list.at[0]),
		    compare);
	return texts;
}

/* What both have leaves the lists; they are sorted. */
static void
drop_common(struct mdm_texts *a, struct mdm_texts *b)
{
	size_t i = 0, k = 0, na = 0, nb = 0;

	while (i < a->list.n || k < b->list.n) {
		int order = i == a->list.n ? 1
		    : k == b->list.n
		    ? -1
		    : mdm_str_cmp(a->list.at[i], b->list.at[k]);

		if (order < 0) {
			a->list.at[na++] = a->list.at[i++];
		} else if (order > 0) {
			b->list.at[nb++] = b->list.at[k++];
		} else {
			i++;
			k++;
		}
	}
	a->list.n = na;
	b->list.n = nb;
}

void
mdm_diff_facets(struct mdm_arena *arena, struct mdm_pair *pair)
{
	for (size_t i = 0; i < sizeof(facets) / sizeof(facets[0]); i++) {
		struct mdm_change change = {
			.what = facets[i].what,
			.before = texts_of(arena, &facets[i], pair->before),
			.after = texts_of(arena, &facets[i], pair->after),
		};

		drop_common(&change.before, &change.after);
		if (change.before.list.n + change.after.list.n > 0)
			MDM_PUSH(arena, &pair->changes, change);
	}
}
