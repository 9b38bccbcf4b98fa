/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "report/inspect.h"
#include "report/layout.h"
#include "report/report.h"

enum { LABEL = 20, DAY = 24 * 60 * 60 };

struct page {
	struct mdm_out *out;
	struct mdm_arena *arena;
	const struct mdm_result *result;
	const struct mdm_corpus *corpus;
};

static void
label(struct page *page, const char *name)
{
	mdm_out_printf(page->out, "  %-*s", LABEL, name);
}

static void
row(struct page *page, const char *name, struct mdm_str value)
{
	label(page, name);
	if (value.n > 0)
		mdm_out_plain(page->out, value);
	else
		mdm_out_text_of(page->out, "(empty)");
	mdm_out_byte(page->out, '\n');
}

static void
row_text(struct page *page, const char *name, const char *value)
{
	row(page, name, mdm_str_of(value));
}

static void
row_field(struct page *page, const char *name, const struct mdm_field *f)
{
	if (f->state == MDM_HAS_VALUE)
		row(page, name, f->v);
	else if (f->state == MDM_IS_NULL)
		row_text(page, name, "(null)");
}

static void
quoted(struct page *page, struct mdm_str name)
{
	mdm_out_byte(page->out, '"');
	mdm_out_plain(page->out, name);
	mdm_out_byte(page->out, '"');
}

static void
row_certificate(
    struct page *page, const char *name, const struct mdm_cert *cert)
{
	label(page, name);
	quoted(page, cert->name);
	mdm_out_printf(page->out, ", SHA-1 %s\n", cert->sha1_hex);
}

/* Where a value stands: the file, and the way to it inside. */
static void
row_place(struct page *page, struct mdm_at at)
{
	struct mdm_str pointer = mdm_pointer_of(page->arena, at);

	if (pointer.n > 0)
		row(page, "at", pointer);
}

static void
print_trust(struct page *page, const struct mdm_profile *p)
{
	const struct mdm_trust *t = p->trust;

	if (t == NULL)
		return;
	if (t->store != MDM_STORE_NONE)
		row_text(page, "store", mdm_store_name(t->store));
	if (t->cert != NULL)
		row_certificate(page, "certificate", t->cert);
	else
		row_text(
		    page, "certificate", mdm_content_name(t->carrier->content));
	row_field(page, "file name", &t->file_name);
	row_field(page, "channel", &t->channel);
}

static void
print_shown(struct page *page, const struct mdm_shown_list *list)
{
	for (const struct mdm_shown *s = list->table; s->label != NULL; s++) {
		const struct mdm_fields *fields;

		if (!s->list) {
			row_field(
			    page, s->label, mdm_shown_field(list->base, s));
			continue;
		}
		fields = mdm_shown_fields(list->base, s);
		for (size_t i = 0; i < fields->n; i++)
			row_field(page, s->label, &fields->at[i]);
	}
}

static void
print_enrolment(struct page *page, const struct mdm_profile *p)
{
	const struct mdm_enrolment *e = p->enrolment;

	if (e == NULL)
		return;
	for (size_t i = 0; i < e->nsans; i++) {
		label(page, "SAN");
		mdm_out_plain(page->out, e->sans[i].type.v);
		mdm_out_byte(page->out, ' ');
		mdm_out_plain(page->out, e->sans[i].value.v);
		mdm_out_byte(page->out, '\n');
	}
	for (size_t i = 0; i < e->nekus; i++) {
		label(page, "extended key usage");
		mdm_out_plain(page->out, e->ekus[i].name.v);
		mdm_out_byte(page->out, ' ');
		mdm_out_plain(page->out, e->ekus[i].oid.v);
		mdm_out_byte(page->out, '\n');
	}
	if (e->ca != NULL)
		row_certificate(page, "CA certificate", e->ca);
	else
		row_text(page, "CA certificate", "unknown");
}

static void
print_ref_targets(struct page *page, const struct mdm_ref *r)
{
	for (size_t i = 0; i < r->ntargets; i++) {
		const struct mdm_profile *t = r->targets[i];

		mdm_out_printf(page->out, "%s%s ", i > 0 ? ", " : "-> ",
		    mdm_kind_title(t->kind));
		quoted(page, t->name);
		mdm_out_text_of(page->out, " in ");
		mdm_out_plain(page->out, mdm_profile_file(t));
	}
}

static void
print_ref(struct page *page, const struct mdm_ref *r)
{
	static const char *const labels[] = {
		[MDM_REF_ROOT] = "root certificate",
		[MDM_REF_SERVER_ROOT] = "root of the server",
		[MDM_REF_CLIENT_ROOT] = "root of the client",
		[MDM_REF_IDENTITY] = "identity",
		[MDM_REF_SIGNING] = "S/MIME",
		[MDM_REF_NETWORK] = "network access",
	};

	label(page, labels[r->role]);
	if (r->state == MDM_REF_UNKNOWN) {
		mdm_out_text_of(
		    page->out, "unknown: this kind of export does not tell\n");
		return;
	}
	if (r->state == MDM_REF_UNBOUND) {
		mdm_out_text_of(page->out, "none is set\n");
		return;
	}
	if (r->result == MDM_REF_AMBIGUOUS)
		mdm_out_text_of(page->out, "one of ");
	print_ref_targets(page, r);
	if (r->result == MDM_REF_DANGLING) {
		mdm_out_text_of(page->out, r->ntargets > 0 ? "; " : "");
		quoted(page, r->id.n > 0 ? r->id : r->name);
		mdm_out_text_of(page->out, " is not in this set");
	}
	mdm_out_text_of(page->out, r->from_link ? " (--link)\n" : "\n");
}

static void
print_assignments(struct page *page, const struct mdm_profile *p)
{
	if (!p->assignments_known) {
		row_text(page, "assigned to", "unknown");
		return;
	}
	if (p->nassignments == 0)
		row_text(page, "assigned to", "nobody");
	for (size_t i = 0; i < p->nassignments; i++) {
		const struct mdm_assignment *a = &p->assignments[i];
		struct mdm_str group =
		    a->group_name.n > 0 ? a->group_name : a->group;

		label(page, "assigned to");
		mdm_out_text_of(page->out, mdm_target_name(a->kind));
		mdm_out_text_of(page->out, group.n > 0 ? " " : "");
		mdm_out_plain(page->out, group);
		mdm_out_text_of(page->out, a->remove ? " (remove)\n" : "\n");
	}
}

static void
print_secrets(struct page *page, const struct mdm_profile *p)
{
	for (size_t i = 0; i < p->nsecrets; i++) {
		const struct mdm_secret *s = &p->secrets[i];

		label(page, mdm_secret_title(s->kind));
		if (s->symbolic)
			mdm_out_text_of(page->out, "a variable or a mask\n");
		else
			mdm_out_printf(page->out, "%zu character%s\n",
			    s->length, s->length == 1 ? "" : "s");
	}
}

/* Whether anybody trusts the signer, only devices know. */
static void
print_signature(struct page *page, const struct mdm_cms *wrapper)
{
	if (wrapper == NULL)
		return;
	row_text(page, "signature", mdm_signature_verdict(wrapper));
	for (size_t i = 0; i < wrapper->nsigners; i++) {
		const struct mdm_cert *signer = wrapper->signers[i];

		row_certificate(page, "signed by", signer);
		label(page, "signer valid");
		mdm_validity_print(
		    page->out, signer, page->result->policy->now);
		mdm_out_byte(page->out, '\n');
	}
}

static void
print_profile(struct page *page, const struct mdm_profile *p)
{
	struct mdm_shown_list shown[4];

	mdm_out_plain(page->out, mdm_profile_file(p));
	mdm_out_text_of(page->out, ": ");
	mdm_out_plain(page->out, mdm_profile_title(page->arena, p));
	if (p->platform != MDM_PLATFORM_UNKNOWN)
		mdm_out_printf(
		    page->out, " for %s", mdm_platform_title(p->platform));
	mdm_out_byte(page->out, '\n');
	row_place(page, p->object);
	if (p->id.n > 0)
		row(page, "id", p->id);
	if (p->form != MDM_FORM_UNKNOWN)
		row_text(page, "written by", mdm_form_name(p->form));
	print_signature(page, mdm_profile_wrapper(p));
	print_trust(page, p);
	mdm_shown_of(p, shown);
	for (size_t i = 0; shown[i].table != NULL; i++)
		print_shown(page, &shown[i]);
	print_enrolment(page, p);
	for (size_t i = 0; i < p->nrefs; i++)
		print_ref(page, &p->refs[i]);
	print_secrets(page, p);
	print_assignments(page, p);
	mdm_out_byte(page->out, '\n');
}

void
mdm_validity_print(struct mdm_out *o, const struct mdm_cert *cert, int64_t now)
{
	char from[11], to[11];

	if (!cert->validity_ok) {
		mdm_out_text_of(o, "dates cannot be read");
		return;
	}
	mdm_date_format(cert->not_before, from);
	mdm_date_format(cert->not_after, to);
	mdm_out_printf(o, "%s to %s", from, to);
	if (now < cert->not_before)
		mdm_out_text_of(o, ", not yet");
	else if (now > cert->not_after)
		mdm_out_text_of(o, ", expired");
	else
		mdm_out_printf(o, ", %" PRId64 " days left",
		    (cert->not_after - now) / DAY);
}

static void
print_validity(struct page *page, const struct mdm_cert *cert)
{
	label(page, "valid");
	mdm_validity_print(page->out, cert, page->result->policy->now);
	mdm_out_byte(page->out, '\n');
}

static void
print_issuer(struct page *page, const struct mdm_cert_entry *e)
{
	if (e->cert->self_signed) {
		row_text(page, "issuer",
		    e->cert->self_unverified ? "itself (not verified)"
					     : "itself");
		return;
	}
	row(page, "issuer", e->cert->issuer);
	if (e->signer != NULL)
		row_certificate(page, "signed by", e->signer->cert);
	else if (e->nissuers > 0)
		row_text(page, "signed by",
		    "unknown: a certificate of that name did not sign it");
	else
		row_text(page, "signed by", "no certificate of this set");
}

static void
print_use(struct page *page, const struct mdm_use *use)
{
	const struct mdm_source *source = use->at.source;

	label(page, use->role == MDM_CARRIER_FIELD ? "deployed by" : "in");
	if (use->role == MDM_CARRIER_KNOWN)
		mdm_out_text_of(page->out, "known certificates, ");
	if (use->role == MDM_CARRIER_GETCACERT)
		mdm_out_text_of(page->out, "GetCACert answer, ");
	if (use->profile != NULL) {
		mdm_out_plain(
		    page->out, mdm_profile_title(page->arena, use->profile));
		mdm_out_text_of(page->out, " in ");
	}
	if (source != NULL)
		mdm_out_plain(page->out, mdm_file_source(source)->name);
	if (use->store != MDM_STORE_NONE)
		mdm_out_printf(
		    page->out, ", store %s", mdm_store_name(use->store));
	mdm_out_byte(page->out, '\n');
}

static void
print_certificate(struct page *page, const struct mdm_cert_entry *e)
{
	const struct mdm_cert *cert = e->cert;

	mdm_out_text_of(page->out, "certificate ");
	quoted(page, cert->name);
	mdm_out_byte(page->out, '\n');
	row(page, "subject", cert->subject);
	print_issuer(page, e);
	row_text(page, "serial number", cert->serial_hex);
	row_text(page, "SHA-1", cert->sha1_hex);
	row_text(page, "SHA-256", cert->sha256_hex);
	print_validity(page, cert);
	row_text(page, "CA", mdm_cert_is_ca(cert) ? "yes" : "no");
	row(page, "key", cert->key_name);
	row(page, "signature", cert->signature_name);
	if (e->known)
		row_text(page, "known", "yes, --known-certs");
	for (size_t i = 0; i < e->nuses; i++)
		print_use(page, e->uses[i]);
	mdm_out_byte(page->out, '\n');
}

static void
print_set(struct page *page, const struct mdm_corpus *c)
{
	page->corpus = c;
	if (page->result->ncorpora > 1) {
		mdm_out_text_of(page->out, "set ");
		quoted(page, c->name);
		mdm_out_text_of(page->out, "\n\n");
	}
	for (size_t i = 0; i < c->nprofiles; i++)
		print_profile(page, c->profiles[i]);
	for (size_t i = 0; i < c->ncerts; i++)
		print_certificate(page, &c->certs[i]);
	for (size_t i = 0; i < c->nsuperseded; i++) {
		mdm_out_plain(page->out, mdm_profile_file(c->superseded[i]));
		mdm_out_text_of(page->out, ": a further copy of ");
		mdm_out_plain(page->out,
		    mdm_profile_title(page->arena, c->superseded[i]));
		mdm_out_text_of(page->out, ", left out\n");
	}
}

void
mdm_inspect_text(struct mdm_out *o, const struct mdm_result *r)
{
	struct page page = {
		.out = o,
		.arena = mdm_arena_new(),
		.result = r,
	};

	for (size_t i = 0; i < r->ncorpora; i++)
		print_set(&page, &r->corpora[i]);
	mdm_count_print(o, r->profiles, "profile");
	mdm_out_text_of(o, " and ");
	mdm_count_print(o, r->certificates, "certificate");
	mdm_out_text_of(o, " in ");
	mdm_count_print(o, r->files, "file");
	mdm_out_byte(o, '\n');
	for (size_t i = 0; i < r->notes.n; i++)
		mdm_note_print(o, r->notes.at[i]);
	mdm_arena_free(page.arena);
}
