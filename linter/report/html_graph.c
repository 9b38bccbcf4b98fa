/* SPDX-License-Identifier: MIT */
#include "report/html_graph.h"

#include "report/inspect.h"

struct building {
	struct mdm_graph *g;
	struct mdm_html *h;
	const struct mdm_corpus *corpus;
};

static const struct mdm_html_group no_findings = { .worst = MDM_OFF };

static size_t
add_node(struct building *b, struct mdm_graph_node node)
{
	node.parent = SIZE_MAX;
	if (node.findings == NULL)
		node.findings = &no_findings;
	MDM_PUSH(b->h->arena, &b->g->nodes, node);
	return b->g->nodes.n - 1;
}

static void
add_edge(struct building *b, enum mdm_edge_kind kind, size_t from, size_t to,
    const char *label)
{
	struct mdm_graph_edge e = {
		.kind = kind, .from = from, .to = to, .label = label
	};
	const size_t identity[] = { kind, from, to };
	void **seen;

	if (from == SIZE_MAX || to == SIZE_MAX || from == to)
		return;
	/* Two references with one meaning are one edge. */
	seen = mdm_map_put(b->h->arena, &b->g->by_ends,
	    mdm_str_dup(b->h->arena,
		mdm_str_span((const char *)identity, sizeof(identity))));
	if (*seen != NULL)
		return;
	*seen = b;
	MDM_PUSH(b->h->arena, &b->g->nodes.at[from].edges, b->g->edges.n);
	MDM_PUSH(b->h->arena, &b->g->nodes.at[to].edges, b->g->edges.n);
	MDM_PUSH(b->h->arena, &b->g->edges, e);
}

static size_t
index_of(const struct mdm_map *map, struct mdm_str key)
{
	const size_t *found = mdm_map_get(map, key);

	return found != NULL ? *found : SIZE_MAX;
}

static void
remember(
    struct building *b, struct mdm_map *map, struct mdm_str key, size_t index)
{
	size_t *value = MDM_NEW(b->h->arena, size_t);

	*value = index;
	*mdm_map_put(b->h->arena, map, key) = value;
}

static enum mdm_column
column_of(const struct mdm_profile *p)
{
	if (p->kind == MDM_TRUST)
		return MDM_COLUMN_TRUST;
	return (p->kind & MDM_ENROLMENT) != 0 ? MDM_COLUMN_REQUEST
					      : MDM_COLUMN_NETWORK;
}

static struct mdm_str
profile_detail(struct building *b, const struct mdm_profile *p)
{
	const char *platform = p->platform != MDM_PLATFORM_UNKNOWN
	    ? mdm_platform_title(p->platform)
	    : "";
	const char *comma = *platform != '\0' ? ", " : "";

	if (p->trust == NULL)
		return mdm_str_printf(b->h->arena, "%s%s%s",
		    mdm_kind_title(p->kind), comma, platform);
	if (p->trust->store == MDM_STORE_NONE)
		return mdm_str_of(platform);
	return mdm_str_printf(b->h->arena, "%s%sstore %s", platform, comma,
	    mdm_store_name(p->trust->store));
}

static void
add_profile(struct building *b, const struct mdm_profile *p)
{
	struct mdm_graph_node node = {
		.column = column_of(p),
		.profile = p,
		.title = p->name.n > 0 ? p->name : p->id,
		.detail = profile_detail(b, p),
		.findings = mdm_html_of_profile(b->h, p),
	};

	if (node.title.n == 0)
		node.title = mdm_profile_file(p);
	remember(
	    b, &b->g->by_pointer, mdm_html_key(b->h, p), add_node(b, node));
}

static size_t
node_of_profile(struct building *b, const struct mdm_profile *p)
{
	return index_of(&b->g->by_pointer, mdm_html_key(b->h, p));
}

static const char *
certificate_role(const struct mdm_cert *c)
{
	if (c->self_signed)
		return "root";
	return mdm_cert_is_ca(c) ? "intermediate" : "end entity";
}

static size_t
node_of_cert(struct building *b, const struct mdm_cert_entry *e)
{
	size_t found = index_of(&b->g->by_pointer, mdm_html_key(b->h, e));
	struct mdm_graph_node node = {
		.column = MDM_COLUMN_CERT,
		.cert = e,
		.title = e->cert->name,
	};
	char until[11];

	if (found != SIZE_MAX)
		return found;
	mdm_date_format(e->cert->not_after, until);
	node.detail =
	    mdm_str_printf(b->h->arena, "%s, %s %s", certificate_role(e->cert),
		e->cert->validity_ok &&
			e->cert->not_after < b->h->result->policy->now
		    ? "expired"
		    : "until",
		e->cert->validity_ok ? until : "?");
	found = add_node(b, node);
	remember(b, &b->g->by_pointer, mdm_html_key(b->h, e), found);
	return found;
}

/* What is named and is not there: one node per name. */
static size_t
node_of_missing(struct building *b, enum mdm_column column, struct mdm_str name,
    const char *detail)
{
	struct mdm_str key = mdm_str_printf(
	    b->h->arena, "%d " MDM_FMT, (int)column, MDM_ARG(name));
	size_t found = index_of(&b->g->by_name, key);

	if (found != SIZE_MAX)
		return found;
	found = add_node(b,
	    (struct mdm_graph_node){ .column = column,
		.missing = true,
		.title = name,
		.detail = mdm_str_of(detail) });
	remember(b, &b->g->by_name, key, found);
	return found;
}

/* The certificate that a trusted certificate profile delivers. */
static size_t
node_of_delivered(struct building *b, const struct mdm_profile *p)
{
	if (p->trust == NULL || p->trust->cert == NULL)
		return node_of_profile(b, p);
	return node_of_cert(b, mdm_corpus_entry(b->corpus, p->trust->cert));
}

static void
add_deployment(struct building *b, const struct mdm_profile *p)
{
	size_t from = node_of_profile(b, p);
	size_t to = node_of_delivered(b, p);

	if (to == from)
		to = node_of_missing(b, MDM_COLUMN_CERT,
		    mdm_str_printf(b->h->arena, "no certificate in " MDM_FMT,
			MDM_ARG(p->name)),
		    mdm_content_name(p->trust->carrier->content));
	add_edge(b, MDM_EDGE_DEPLOYS, from, to,
	    p->trust->store != MDM_STORE_NONE ? mdm_store_name(p->trust->store)
					      : "trusted");
}

static void
add_target(struct building *b, const struct mdm_ref *r,
    const struct mdm_profile *target, size_t to)
{
	size_t from = target->kind == MDM_TRUST ? node_of_delivered(b, target)
						: node_of_profile(b, target);

	add_edge(b, MDM_EDGE_NEEDS, from, to, mdm_ref_role_title(r->role));
}

static void
add_ref(struct building *b, const struct mdm_ref *r, size_t to)
{
	bool other = r->role == MDM_REF_IDENTITY ||
	    r->role == MDM_REF_SIGNING || r->role == MDM_REF_NETWORK;

	if (r->state != MDM_REF_BOUND)
		return;
	for (size_t i = 0; i < r->ntargets; i++)
		add_target(b, r, r->targets[i], to);
	if (r->result == MDM_REF_DANGLING)
		add_edge(b, MDM_EDGE_NEEDS,
		    node_of_missing(b,
			other ? MDM_COLUMN_REQUEST : MDM_COLUMN_CERT,
			r->name.n > 0 ? r->name : r->id, "not in this set"),
		    to, mdm_ref_role_title(r->role));
}

/* A thumbprint that names a certificate. */
static void
add_thumbprint(
    struct building *b, const struct mdm_field *f, size_t to, const char *label)
{
	struct mdm_thumbprint_text text;
	const struct mdm_cert_entry *e = NULL;
	uint8_t digest[20];

	if (!mdm_literal(f))
		return;
	text = mdm_thumbprint_clean(b->h->arena, f->v);
	if (mdm_hex_exact(text.digits, digest, sizeof(digest)))
		e = mdm_corpus_by_sha1(b->corpus, digest);
	add_edge(b, MDM_EDGE_NEEDS,
	    e != NULL ? node_of_cert(b, e)
		      : node_of_missing(b, MDM_COLUMN_CERT, text.digits,
			    "no certificate has this thumbprint"),
	    to, label);
}

static void
add_needs(struct building *b, const struct mdm_profile *p)
{
	size_t to = node_of_profile(b, p);

	for (size_t i = 0; i < p->nrefs; i++)
		add_ref(b, &p->refs[i], to);
	if (p->enrolment != NULL && p->enrolment->ca != NULL)
		add_edge(b, MDM_EDGE_NEEDS,
		    node_of_cert(
			b, mdm_corpus_entry(b->corpus, p->enrolment->ca)),
		    to, "issuing CA");
	else if (p->enrolment != NULL)
		add_thumbprint(
		    b, &p->enrolment->ca_thumbprint, to, "CA thumbprint");
	for (size_t i = 0; p->network != NULL && i < p->network->anchors.n; i++)
		add_thumbprint(
		    b, &p->network->anchors.at[i], to, "trusted root");
}

/* Up to the root; or to the one that nobody has. */
static void
add_issuer(struct building *b, size_t child)
{
	const struct mdm_cert_entry *e = b->g->nodes.at[child].cert;
	size_t from;

	if (e == NULL || e->cert->self_signed)
		return;
	if (e->signer != NULL)
		from = node_of_cert(b, e->signer);
	else
		from = node_of_missing(b, MDM_COLUMN_CERT, e->cert->issuer_name,
		    "issuer, not in this set");
	add_edge(b, MDM_EDGE_SIGNS, from, child, "signed by");
	b->g->nodes.at[child].parent = from;
}

static size_t
part_of(size_t *up, size_t i)
{
	while (up[i] != i) {
		up[i] = up[up[i]];
		i = up[i];
	}
	return i;
}

/* Union-find; the parts get numbers in the order of their first node. */
static void
find_parts(struct building *b)
{
	struct mdm_graph *g = b->g;
	size_t *up = MDM_NEW_N(b->h->arena, size_t, g->nodes.n + 1);

	for (size_t i = 0; i < g->nodes.n; i++)
		up[i] = i;
	for (size_t i = 0; i < g->edges.n; i++) {
		size_t a = part_of(up, g->edges.at[i].from);
		size_t c = part_of(up, g->edges.at[i].to);

		up[a > c ? a : c] = a > c ? c : a;
	}
	for (size_t i = 0; i < g->nodes.n; i++) {
		size_t first = part_of(up, i);

		g->nodes.at[i].part =
		    first == i ? g->nparts++ : g->nodes.at[first].part;
	}
}

void
mdm_graph_build(
    struct mdm_graph *g, struct mdm_html *h, const struct mdm_corpus *c)
{
	struct building b = { .g = g, .h = h, .corpus = c };
	static const unsigned consumers =
	    MDM_ENROLMENT | MDM_NETWORK | MDM_EMAIL | MDM_SSO;

	for (size_t i = 0; i < c->nprofiles; i++) {
		const struct mdm_profile *p = c->profiles[i];

		if ((p->kind & (consumers | MDM_TRUST)) != 0)
			add_profile(&b, p);
	}
	for (size_t i = 0; i < c->nprofiles; i++) {
		const struct mdm_profile *p = c->profiles[i];

		if (p->kind == MDM_TRUST && p->trust != NULL)
			add_deployment(&b, p);
		else if ((p->kind & consumers) != 0)
			add_needs(&b, p);
	}
	/* The list grows by the issuers, which have issuers in turn. */
	for (size_t i = 0; i < g->nodes.n; i++)
		add_issuer(&b, i);
	find_parts(&b);
}
