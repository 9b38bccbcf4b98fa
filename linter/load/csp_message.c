/* SPDX-License-Identifier: MIT */
/* From commands to profiles: what the nodes of one message add up to. */
#include "load/csp.h"

#include <stddef.h>

#include "load/graph.h"
#include "load/network.h"

/*
 * Deletes that are looked at one by one, and secrets of one enrolment; more
 * are made to cost time and memory.
 */
enum { MOST_DELETES = 256, MOST_SECRETS = 64 };

/* The profiles of one message while they grow. */
struct building {
	struct mdm_loading *l;
	struct mdm_profile *message;
	struct mdm_map enrolments; /* csp, scope, UniqueID -> mdm_profile */
	size_t deletes;
	struct mdm_map written; /* scope and way -> command number + 1 */
	struct mdm_csp_write *writes;
};

/* Where the settings of an enrolment go. */
enum target { IN_ENROLMENT, IN_CSP };

static const struct {
	const char *leaf;
	enum target target;
	size_t offset;
} scep_fields[] = {
#define E(leaf, member)                                                        \
	{                                                                      \
		leaf, IN_ENROLMENT, offsetof(struct mdm_enrolment, member)     \
	}
#define C(leaf, member)                                                        \
	{                                                                      \
		leaf, IN_CSP, offsetof(struct mdm_csp_scep, member)            \
	}
	E("SubjectName", subject),
	E("KeyUsage", key_usage),
	E("KeyLength", key_size),
	E("HashAlgorithm", hash),
	E("HashAlgrithm", hash),
	E("CAThumbprint", ca_thumbprint),
	C("ServerURL", server_url),
	C("EKUMapping", eku_text),
	C("SubjectAlternativeNames", san_text),
	C("Challenge", challenge),
	C("KeyProtection", key_protection),
	C("RetryCount", retry_count),
	C("RetryDelay", retry_delay),
	C("TemplateName", template_name),
	C("ContainerName", container_name),
	C("ValidPeriod", valid_period),
	C("ValidPeriodUnits", valid_units),
	C("ValidPeriodUnit", valid_units),
	C("CustomTextToShowInPrompt", prompt_text),
	C("AADKeyIdentifierList", key_ids),
#undef C
#undef E
};

static const struct {
	const char *leaf;
	size_t offset;
} pfx_fields[] = {
	{ "KeyLocation", offsetof(struct mdm_csp_pfx, key_location) },
	{ "ContainerName", offsetof(struct mdm_csp_pfx, container_name) },
	{ "PFXCertBlob", offsetof(struct mdm_csp_pfx, blob) },
	{ "PFXCertPassword", offsetof(struct mdm_csp_pfx, password) },
	{ "PFXCertPasswordEncryptionType",
	    offsetof(struct mdm_csp_pfx, encryption_type) },
	{ "PFXCertPasswordEncryptionStore",
	    offsetof(struct mdm_csp_pfx, encryption_store) },
	{ "PFXKeyExportable", offsetof(struct mdm_csp_pfx, exportable) },
};

static bool
is_secret(const struct mdm_command *c)
{
	if (c->csp == MDM_CSP_SCEP || c->csp == MDM_CSP_LEGACY_SCEP)
		return mdm_str_iis(c->leaf, "Challenge");
	if (c->csp == MDM_CSP_PFX)
		return mdm_str_iis(c->leaf, "PFXCertPassword") ||
		    mdm_str_iis(c->leaf, "PFXCertBlob");
	return c->csp == MDM_CSP_VPN && mdm_str_iis(c->leaf, "L2tpPsk");
}

static struct mdm_str
value_of(const struct mdm_csp_write *w)
{
	if (w->text.p != NULL)
		return w->text;
	if (w->value == NULL || w->value->value.p == NULL)
		return MDM_LIT("");
	return w->value->value;
}

enum { LONGEST_KEPT = 64 * 1024 };

/* Long, and not needed behind the reading of what is in it. */
static bool
is_dropped(const struct mdm_command *c)
{
	return c->csp == MDM_CSP_NONE || c->csp == MDM_CSP_WIFI ||
	    c->csp == MDM_CSP_WIRED || c->csp == MDM_CSP_VPN ||
	    mdm_str_iis(c->leaf, "EncodedCertificate");
}

/* The value as a field; a secret's text is not kept. */
static struct mdm_field
field_of(struct mdm_loading *l, const struct mdm_csp_write *w)
{
	struct mdm_field field;

	if (w->value != NULL && w->value->value.n > LONGEST_KEPT &&
	    is_dropped(&w->command))
		return (struct mdm_field){ .at = mdm_at_of(w->value),
			.state = MDM_HAS_VALUE };
	field = mdm_field_of(l, w->value);
	if (w->value == NULL)
		return field;
	if (w->unresolved) {
		field.state = MDM_HAS_VALUE;
		field.v = MDM_LIT("****");
		field.symbolic = true;
		return field;
	}
	if (w->text.p != NULL && !is_dropped(&w->command)) {
		field.v = mdm_str_dup(l->keep, w->text);
		field.symbolic = mdm_is_symbolic(field.v);
		field.sample = mdm_is_sample(field.v);
	}
	if (w->command.secret)
		field.v = (struct mdm_str){ 0 };
	return field;
}

/* ASCII letters in lower case; scope and way from the tree on. */
static struct mdm_str
key_of(struct mdm_arena *arena, const struct mdm_command *c, struct mdm_str id)
{
	struct mdm_str text = mdm_str_printf(
	    arena, "%d %d " MDM_FMT, (int)c->csp, (int)c->scope, MDM_ARG(id));

	return mdm_str_lower(arena, text);
}

static struct mdm_str
way_of(const struct mdm_command *c)
{
	struct mdm_str uri = c->uri.v;

	while (uri.n > 0 && uri.p[uri.n - 1] == '/')
		uri.n--;
	return uri;
}

/* Was the node written before, and nothing deleted since? */
static void
look_for_repeats(struct building *b, size_t i)
{
	struct mdm_csp_write *w = &b->writes[i];
	struct mdm_command *c = &w->command;
	struct mdm_arena *scratch = b->l->doc->scratch;
	struct mdm_map_entry *e;
	void **slot;

	if (c->csp == MDM_CSP_NONE || c->verb == MDM_VERB_GET ||
	    c->verb == MDM_VERB_OTHER)
		return;
	if (c->verb == MDM_VERB_DELETE && b->deletes++ >= MOST_DELETES) {
		b->written = (struct mdm_map){ 0 };
		return;
	}
	if (c->verb == MDM_VERB_DELETE) {
		struct mdm_str above = key_of(scratch, c, way_of(c));

		for (size_t k = 0; k < b->written.n; k++) {
			e = &b->written.entries[k];
			if (e->key.n >= above.n &&
			    memcmp(e->key.p, above.p, above.n) == 0)
				e->value = NULL;
		}
		return;
	}
	slot = mdm_map_put(scratch, &b->written, key_of(scratch, c, way_of(c)));
	if (*slot != NULL) {
		const struct mdm_csp_write *first = *slot;

		c->repeats = (size_t)(first - b->writes) + 1;
		c->same_data = mdm_str_eq(value_of(first), value_of(w)) &&
		    first->command.verb == c->verb;
		return;
	}
	*slot = w;
}

static struct mdm_secret *
add_secret(struct mdm_loading *l, struct mdm_profile *p,
    enum mdm_secret_kind kind, const struct mdm_csp_write *w)
{
	struct mdm_str value = value_of(w);
	struct mdm_secret *grown;

	grown = MDM_NEW_N(l->keep, struct mdm_secret, p->nsecrets + 1);
	if (p->nsecrets > 0)
		memcpy(grown, p->secrets, p->nsecrets * sizeof(*grown));
	grown[p->nsecrets++] = (struct mdm_secret){
		.kind = kind,
		.at = mdm_at_of(w->value),
		.key = w->command.leaf,
		.length = mdm_utf8_count(value),
		.symbolic = w->unresolved || mdm_is_symbolic(value) ||
		    mdm_is_sample(value),
	};
	p->secrets = grown;
	return &grown[p->nsecrets - 1];
}

static bool
is_printable(char c)
{
	return mdm_is_alpha(c) || mdm_is_digit(c) ||
	    (c != '\0' && strchr(" '()+,-./:=?", c) != NULL);
}

static void
add_challenge(
    struct mdm_loading *l, struct mdm_profile *p, const struct mdm_csp_write *w)
{
	struct mdm_str value = value_of(w);
	struct mdm_secret *secret;
	struct mdm_base64 decoded;

	if (value.n == 0 || w->command.markup || p->nsecrets >= MOST_SECRETS)
		return;
	secret = add_secret(l, p, MDM_SECRET_CHALLENGE, w);
	decoded = mdm_base64_decode(l->doc->scratch, value);
	secret->base64 = decoded.valid && value.n >= 4 && value.n % 4 == 0;
	for (size_t i = 0; i < value.n && !secret->unprintable; i++) {
		secret->unprintable = !is_printable(value.p[i]);
		secret->unprintable_offset = (uint32_t)i;
	}
}

static struct mdm_node *
object_of(struct mdm_node *holder)
{
	struct mdm_node *up = holder->parent;

	if (up != NULL && mdm_str_iis(up->key, "Atomic"))
		return up;
	return holder;
}

static struct mdm_profile *
new_profile(struct building *b, enum mdm_profile_kind kind,
    const struct mdm_csp_write *w, struct mdm_node *object)
{
	struct mdm_profile *p =
	    mdm_load_profile(b->l, kind, MDM_WINDOWS, object);

	p->form = b->message->form;
	p->dialect = b->message->dialect;
	p->document = b->message;
	p->excerpt = b->message->message->truncated;
	p->sample = b->message->sample;
	if (p->dialect == MDM_DIALECT_ANDROID)
		p->platform = MDM_ANDROID_ADMIN;
	if (w->command.name.state == MDM_HAS_VALUE) {
		p->name = w->command.name.v;
		p->at = w->command.name.at;
	}
	return p;
}

/* The enrolment of the command's UniqueID, made when it is first met. */
static struct mdm_profile *
enrolment_of(struct building *b, const struct mdm_csp_write *w,
    enum mdm_profile_kind kind)
{
	const struct mdm_command *c = &w->command;
	struct mdm_arena *keep = b->l->keep;
	struct mdm_profile *p;
	void **slot;

	slot = mdm_map_put(b->l->doc->scratch, &b->enrolments,
	    key_of(b->l->doc->scratch, c, c->name.v));
	if (*slot != NULL)
		return *slot;
	p = new_profile(b, kind, w, object_of(w->holder));
	p->enrolment->scope = c->scope;
	if (kind == MDM_SCEP) {
		struct mdm_csp_scep *csp = MDM_NEW(keep, struct mdm_csp_scep);

		csp->unique_id = c->name;
		csp->legacy = c->csp == MDM_CSP_LEGACY_SCEP;
		csp->message = b->message;
		p->enrolment->csp = csp;
	} else {
		struct mdm_csp_pfx *pfx = MDM_NEW(keep, struct mdm_csp_pfx);

		pfx->unique_id = c->name;
		pfx->message = b->message;
		p->enrolment->csp_pfx = pfx;
	}
	*slot = p;
	return p;
}

/* The parts of a value, each with its place, at any of the separators. */
static struct mdm_fields
split(struct mdm_loading *l, const struct mdm_field *f, const char *separators)
{
	struct mdm_fields list = { .state = f->state, .where = f->at };
	size_t from = 0, room = 1;

	for (size_t i = 0; i < f->v.n; i++)
		room += strchr(separators, f->v.p[i]) != NULL;
	list.at = MDM_NEW_N(l->keep, struct mdm_field, room);
	for (size_t i = 0; i <= f->v.n; i++) {
		struct mdm_str part;

		if (i < f->v.n &&
		    (f->v.p[i] == '\0' ||
			strchr(separators, f->v.p[i]) == NULL))
			continue;
		part = mdm_str_trim(mdm_str_sub(f->v, from, i - from));
		from = i + 1;
		/* "a;" is one URL and a separator too many. */
		if (part.n == 0 && list.n > 0)
			continue;
		list.at[list.n++] = (struct mdm_field){ .v = part,
			.at = part.n == 0 || part.n == f->v.n
			    ? f->at
			    : mdm_at_within(f->at, f->v.n,
				  (size_t)(part.p - f->v.p), part.n),
			.state = MDM_HAS_VALUE,
			.symbolic = mdm_is_symbolic(part),
			.sample = mdm_is_sample(part) };
	}
	return list;
}

static void
read_ekus(struct mdm_loading *l, struct mdm_enrolment *e)
{
	const struct mdm_field *text = &e->csp->eku_text;
	struct mdm_fields parts;

	e->ekus_field = *text;
	if (!mdm_literal(text))
		return;
	parts = split(l, text, "+");
	e->ekus = MDM_NEW_N(l->keep, struct mdm_eku, parts.n + 1);
	for (size_t i = 0; i < parts.n; i++)
		e->ekus[e->nekus++] = (struct mdm_eku){ .oid = parts.at[i],
			.at = parts.at[i].at };
}

/* AlternativeNameType as Graph spells it. */
static const char *
san_type(struct mdm_str number)
{
	static const struct {
		const char *number, *name;
	} types[] = {
		{ "2", "emailAddress" },
		{ "3", "domainNameService" },
		{ "7", "universalResourceIdentifier" },
		{ "11", "userPrincipalName" },
	};

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (mdm_str_is(number, types[i].number))
			return types[i].name;
	return NULL;
}

static void
read_sans(struct mdm_loading *l, struct mdm_enrolment *e)
{
	const struct mdm_field *text = &e->csp->san_text;
	struct mdm_fields parts;

	e->sans_field = *text;
	if (text->state != MDM_HAS_VALUE || text->v.n == 0)
		return;
	parts = split(l, text, ";");
	e->sans = MDM_NEW_N(l->keep, struct mdm_san, parts.n + 1);
	for (size_t i = 0; i < parts.n; i++) {
		const struct mdm_field *part = &parts.at[i];
		size_t plus = mdm_str_find_byte(part->v, '+');
		struct mdm_str value;
		struct mdm_san san = { .at = part->at };
		const char *type;

		if (plus == SIZE_MAX)
			continue;
		value = mdm_str_sub(part->v, plus + 1, part->v.n);
		type = san_type(mdm_str_sub(part->v, 0, plus));
		if (type == NULL)
			continue;
		san.type = (struct mdm_field){ .v = mdm_str_of(type),
			.at = part->at,
			.state = MDM_HAS_VALUE };
		san.value = (struct mdm_field){ .v = value,
			.at = value.n == 0 ? part->at
					   : mdm_at_within(part->at, part->v.n,
						 plus + 1, value.n),
			.state = MDM_HAS_VALUE,
			.symbolic = mdm_is_symbolic(value),
			.sample = mdm_is_sample(value) };
		e->sans[e->nsans++] = san;
	}
}

static int64_t
number_of(const struct mdm_field *f)
{
	int64_t n;

	return f->state == MDM_HAS_VALUE &&
		mdm_str_to_int(mdm_str_trim(f->v), &n)
	    ? n
	    : 0;
}

static int64_t
days_of(const struct mdm_csp_scep *csp)
{
	int64_t units = number_of(&csp->valid_units);

	if (units <= 0 || units > 100000)
		return 0;
	if (mdm_field_is(&csp->valid_period, "Months"))
		return units * 30;
	if (mdm_field_is(&csp->valid_period, "Years"))
		return units * 365;
	return units;
}

/* What follows from the settings, once all of the message are read. */
static void
finish_scep(struct mdm_loading *l, struct mdm_profile *p)
{
	struct mdm_enrolment *e = p->enrolment;
	int64_t usage = number_of(&e->key_usage);
	int64_t bits = number_of(&e->key_size);

	if (e->csp->server_url.state == MDM_HAS_VALUE)
		e->urls = split(l, &e->csp->server_url, ";");
	read_ekus(l, e);
	read_sans(l, e);
	e->usage = (usage & 0x80 ? MDM_REQUEST_SIGNATURE : 0) |
	    (usage & 0x20 ? MDM_REQUEST_ENCIPHERMENT : 0);
	e->key_bits = bits > 0 && bits < 1 << 20 ? (unsigned)bits : 0;
	e->validity_days = days_of(e->csp);
	/* Whoever has no setting written only names the node. */
	if (e->csp->install_nodes == 0)
		p->excerpt = true;
}

static void
add_scep(struct building *b, const struct mdm_csp_write *w)
{
	const struct mdm_command *c = &w->command;
	struct mdm_profile *p;
	struct mdm_csp_scep *csp;

	/* The tree itself, or a request about what is there already. */
	if (c->name.v.n == 0)
		return;
	p = enrolment_of(b, w, MDM_SCEP);
	csp = p->enrolment->csp;
	if (mdm_str_iis(c->leaf, "Enroll")) {
		/* A row of a custom profile only writes; it cannot execute. */
		if (p->dialect != MDM_DIALECT_OMA && csp->enroll.times++ == 0)
			csp->enroll.at = c->uri.at;
		return;
	}
	for (size_t i = 0; i < sizeof(scep_fields) / sizeof(*scep_fields);
	     i++) {
		char *base = scep_fields[i].target == IN_CSP
		    ? (char *)csp
		    : (char *)p->enrolment;

		if (!mdm_str_iis(c->leaf, scep_fields[i].leaf))
			continue;
		if (c->node == NULL)
			continue; /* SYNC001: the other tree's spelling */
		csp->install_nodes++;
		*(struct mdm_field *)(base + scep_fields[i].offset) =
		    field_of(b->l, w);
		p->sample |= mdm_is_sample(value_of(w));
	}
	if (mdm_str_iis(c->leaf, "Challenge"))
		add_challenge(b->l, p, w);
}

static void
add_pfx(struct building *b, const struct mdm_csp_write *w)
{
	const struct mdm_command *c = &w->command;
	struct mdm_profile *p;

	if (c->name.v.n == 0)
		return;
	p = enrolment_of(b, w, MDM_PFX);
	for (size_t i = 0; i < sizeof(pfx_fields) / sizeof(*pfx_fields); i++) {
		char *base = (char *)p->enrolment->csp_pfx;

		if (!mdm_str_iis(c->leaf, pfx_fields[i].leaf))
			continue;
		*(struct mdm_field *)(base + pfx_fields[i].offset) =
		    field_of(b->l, w);
		p->sample |= mdm_is_sample(value_of(w));
	}
	if (mdm_str_iis(c->leaf, "PFXCertBlob") && w->value != NULL &&
	    !w->unresolved)
		mdm_load_carrier(b->l, p, w->value, "PFXCertBlob");
	if (mdm_str_iis(c->leaf, "PFXCertPassword") && value_of(w).n > 0 &&
	    p->nsecrets < MOST_SECRETS)
		add_secret(b->l, p, MDM_SECRET_PFX_PASSWORD, w);
}

static enum mdm_store
store_of(struct mdm_str name)
{
	static const struct {
		const char *name;
		enum mdm_store store;
	} stores[] = {
		{ "Root", MDM_STORE_ROOT },
		{ "CA", MDM_STORE_INTERMEDIATE },
		{ "TrustedPeople", MDM_STORE_PEOPLE },
		{ "TrustedPublisher", MDM_STORE_PUBLISHER },
		{ "UntrustedCertificates", MDM_STORE_UNTRUSTED },
	};

	for (size_t i = 0; i < sizeof(stores) / sizeof(*stores); i++)
		if (mdm_str_iis(name, stores[i].name))
			return stores[i].store;
	return MDM_STORE_UNKNOWN;
}

/* "$FLEET_SECRET_ROOT": the server puts the certificate in. */
static bool
is_variable(struct mdm_str value)
{
	value = mdm_str_trim(value);
	return (mdm_str_starts(value, "$") || mdm_str_starts(value, "{{")) &&
	    mdm_is_symbolic(value);
}

static void
add_trust(struct building *b, const struct mdm_csp_write *w)
{
	const struct mdm_command *c = &w->command;
	struct mdm_profile *p;
	struct mdm_trust *t;

	if (!mdm_str_iis(c->leaf, "EncodedCertificate") || c->node == NULL ||
	    w->unresolved || w->value == NULL)
		return;
	p = new_profile(b, MDM_TRUST, w, w->holder);
	t = p->trust;
	t->scope = c->scope;
	t->store_field = c->store;
	t->store = p->dialect == MDM_DIALECT_ANDROID
	    ? MDM_STORE_NONE
	    : store_of(t->store_field.v);
	t->node_name = c->name;
	t->roots_csp = c->csp == MDM_CSP_ROOTS;
	t->carrier = mdm_load_carrier(b->l, p, w->value, "EncodedCertificate");
	if (t->carrier->ncerts > 0)
		t->cert = t->carrier->certs[0];
	if (t->carrier->content == MDM_CONTENT_PLACEHOLDER &&
	    is_variable(value_of(w)))
		t->carrier->content = MDM_CONTENT_ABSENT;
	p->sample |= t->carrier->content == MDM_CONTENT_PLACEHOLDER;
	p->name = mdm_str_printf(b->l->keep, MDM_FMT "/" MDM_FMT,
	    MDM_ARG(t->store_field.v), MDM_ARG(c->name.v));
}

/* The five entities of XML, once; numbers are left alone. */
static struct mdm_str
unescape(struct mdm_arena *arena, struct mdm_str text)
{
	static const struct {
		const char *name;
		char c;
	} entities[] = { { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' },
		{ "&apos;", '\'' }, { "&amp;", '&' } };
	char *out = MDM_NEW_N(arena, char, text.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n;) {
		struct mdm_str rest = mdm_str_sub(text, i, text.n);
		size_t k;

		for (k = 0; k < 5; k++)
			if (mdm_str_starts(rest, entities[k].name))
				break;
		out[n++] = k < 5 ? entities[k].c : rest.p[0];
		i += k < 5 ? strlen(entities[k].name) : 1;
	}
	return mdm_str_span(out, n);
}

/*
 * Is another document in the value?  As elements, in CDATA, escaped, or
 * escaped twice, as Android's and hand-made files have it.
 */
static bool
load_inner(struct building *b, const struct mdm_csp_write *w)
{
	struct mdm_outer outer = { .csp = w->command.csp,
		.scope = w->command.scope,
		.dialect = b->message->dialect,
		.name = w->command.name,
		.document = b->message };
	struct mdm_loading *l = b->l;
	struct mdm_loading inner = *l;
	struct mdm_node *holder = w->value;
	struct mdm_str text = mdm_str_trim(value_of(w));

	if (w->value == NULL || w->unresolved)
		return false;
	if (w->command.markup) {
		while (
		    holder != NULL && (holder->attribute || holder == w->value))
			holder =
			    holder == w->value ? holder->child : holder->next;
		if (holder == NULL)
			return false;
		text = mdm_str_sub(l->doc->text, holder->off, holder->len);
	}
	if (mdm_str_starts(text, "&lt;"))
		text = unescape(l->doc->scratch, text);
	if (text.n == 0 || text.p[0] != '<')
		return false;
	inner.outer = &outer;
	inner.context = NULL;
	/* As elements it has places of its own in this document. */
	if (w->command.markup && mdm_network_element(&inner, holder) != NULL)
		return true;
	return mdm_load_document(
	    &inner, holder, w->bytes.p != NULL ? w->bytes : text);
}

static bool
is_certificate_business(const struct mdm_csp_writes *writes)
{
	for (size_t i = 0; i < writes->list.n; i++) {
		const struct mdm_command *c = &writes->list.at[i].command;

		if (c->csp != MDM_CSP_NONE && c->verb != MDM_VERB_GET)
			return true;
		/* With backslashes it is no way at all; SYNC002 says so. */
		if (mdm_str_find_byte(c->uri.v, '\\') != SIZE_MAX &&
		    (mdm_str_ihas(c->uri.v, "RootCATrustedCertificates") ||
			mdm_str_ihas(c->uri.v, "ClientCertificateInstall")))
			return true;
	}
	return false;
}

static void
build(struct building *b, size_t i)
{
	struct mdm_csp_write *w = &b->writes[i];
	struct mdm_command *c = &w->command;

	look_for_repeats(b, i);
	if (c->verb != MDM_VERB_ADD && c->verb != MDM_VERB_REPLACE &&
	    (c->verb != MDM_VERB_EXEC || !mdm_str_iis(c->leaf, "Enroll")))
		return;
	switch (c->csp) {
	case MDM_CSP_SCEP:
	case MDM_CSP_LEGACY_SCEP:
		add_scep(b, w);
		break;
	case MDM_CSP_PFX:
		add_pfx(b, w);
		break;
	case MDM_CSP_ROOTS:
	case MDM_CSP_STORE:
		add_trust(b, w);
		break;
	case MDM_CSP_WIFI:
	case MDM_CSP_WIRED:
	case MDM_CSP_VPN:
		load_inner(b, w);
		break;
	case MDM_CSP_MY:
	case MDM_CSP_NONE:
		break;
	}
}

/* Literal text between a tag and the next one. */
static bool
holds_text(struct mdm_str value, const char *tag)
{
	size_t at = mdm_str_find(value, tag);
	struct mdm_str text;

	if (at == SIZE_MAX)
		return false;
	text = mdm_str_sub(value, at + strlen(tag), SIZE_MAX);
	text = mdm_str_sub(text, 0, mdm_str_find_byte(text, '<'));
	return text.n > 0 && !mdm_is_symbolic(text);
}

/* A network's document with its key in it. */
static bool
holds_key(const struct mdm_command *c, struct mdm_str value)
{
	return (c->csp == MDM_CSP_WIFI && holds_text(value, "<keyMaterial>")) ||
	    (c->csp == MDM_CSP_VPN && holds_text(value, "<L2tpPsk>"));
}

/* What only the value itself can tell, before anything is built of it. */
static void
complete(struct mdm_loading *l, struct mdm_csp_write *w)
{
	struct mdm_command *c = &w->command;

	c->secret = is_secret(c);
	c->at = mdm_at_of(w->holder);
	c->data_length = value_of(w).n;
	c->markup = w->value != NULL && w->value->kind == MDM_OBJECT &&
	    w->text.p == NULL;
	c->truncated |=
	    w->holder->truncated || (w->value != NULL && w->value->truncated);
	if (c->secret && w->value != NULL)
		mdm_mark_secret(w->value);
	c->data = field_of(l, w);
	/* The document within marks its own secrets. */
	c->secret |= holds_key(c, value_of(w));
	if (is_dropped(c))
		c->data.v = (struct mdm_str){ 0 };
}

struct mdm_profile *
mdm_csp_message(struct mdm_loading *l, struct mdm_node *object,
    enum mdm_dialect dialect, struct mdm_str name,
    struct mdm_csp_writes *writes)
{
	bool ours = is_certificate_business(writes);
	struct building b = { .l = l, .writes = writes->list.at };
	struct mdm_profile *p = mdm_load_profile(l,
	    ours ? MDM_MESSAGE : MDM_OTHER,
	    dialect == MDM_DIALECT_ANDROID ? MDM_ANDROID_ADMIN : MDM_WINDOWS,
	    object);

	b.message = p;
	p->name = name;
	p->dialect = dialect;
	p->document = p;
	if (!ours)
		return p;
	p->message = MDM_NEW(l->keep, struct mdm_message);
	p->message->dialect = dialect;
	p->message->truncated = object->truncated || l->doc->damaged;
	p->message->commands =
	    MDM_NEW_N(l->keep, struct mdm_command, writes->list.n + 1);
	for (size_t i = 0; i < writes->list.n; i++) {
		complete(l, &writes->list.at[i]);
		p->message->truncated |= writes->list.at[i].command.truncated;
		p->message->misspelt |=
		    writes->list.at[i].command.nearest != NULL;
	}
	for (size_t i = 0; i < writes->list.n; i++) {
		build(&b, i);
		p->message->commands[i] = writes->list.at[i].command;
		p->message->atomic_seen |=
		    writes->list.at[i].command.atomic != 0;
	}
	p->message->ncommands = writes->list.n;
	for (size_t i = 0; i < b.enrolments.n; i++) {
		struct mdm_profile *e = b.enrolments.entries[i].value;

		if (e->kind == MDM_SCEP)
			finish_scep(l, e);
	}
	return p;
}
