/* SPDX-License-Identifier: MIT */
#include "base/jout.h"
#include "mdmlint.h"
#include "report/inspect.h"
#include "report/report.h"

struct page {
	struct mdm_jout j;
	struct mdm_arena *arena;
};

static void
write_place(struct page *page, struct mdm_at at)
{
	if (!mdm_at_set(at))
		return;
	mdm_jout_string(&page->j, "file", mdm_file_source(at.source)->name);
	mdm_jout_optional(&page->j, "pointer", mdm_pointer_of(page->arena, at));
}

static void
write_field(struct mdm_jout *j, const char *key, const struct mdm_field *f)
{
	if (f->state == MDM_HAS_VALUE)
		mdm_jout_string(j, key, f->v);
}

static void
write_shown(struct mdm_jout *j, const struct mdm_shown_list *list)
{
	for (const struct mdm_shown *s = list->table; s->label != NULL; s++) {
		const struct mdm_fields *fields;

		if (!s->list) {
			write_field(j, s->key, mdm_shown_field(list->base, s));
			continue;
		}
		fields = mdm_shown_fields(list->base, s);
		if (fields->n == 0)
			continue;
		mdm_jout_array(j, s->key);
		for (size_t i = 0; i < fields->n; i++)
			write_field(j, NULL, &fields->at[i]);
		mdm_jout_end(j);
	}
}

static void
write_certificate_name(
    struct mdm_jout *j, const char *key, const struct mdm_cert *cert)
{
	mdm_jout_object(j, key);
	mdm_jout_string(j, "name", cert->name);
	mdm_jout_text(j, "sha1", cert->sha1_hex);
	mdm_jout_text(j, "sha256", cert->sha256_hex);
	mdm_jout_end(j);
}

static void
write_settings(struct page *page, const struct mdm_profile *p)
{
	struct mdm_jout *j = &page->j;
	struct mdm_shown_list shown[4];

	mdm_jout_object(j, "settings");
	if (p->trust != NULL) {
		if (p->trust->store != MDM_STORE_NONE)
			mdm_jout_text(
			    j, "store", mdm_store_name(p->trust->store));
		if (p->trust->cert != NULL)
			write_certificate_name(
			    j, "certificate", p->trust->cert);
		else
			mdm_jout_text(j, "content",
			    mdm_content_name(p->trust->carrier->content));
	}
	mdm_shown_of(p, shown);
	for (size_t i = 0; shown[i].table != NULL; i++)
		write_shown(j, &shown[i]);
	if (p->enrolment != NULL && p->enrolment->ca != NULL)
		write_certificate_name(j, "ca_certificate", p->enrolment->ca);
	mdm_jout_end(j);
}

static void
write_names(struct mdm_jout *j, const struct mdm_enrolment *e)
{
	if (e == NULL)
		return;
	mdm_jout_array(j, "subject_alternative_names");
	for (size_t i = 0; i < e->nsans; i++) {
		mdm_jout_object(j, NULL);
		write_field(j, "type", &e->sans[i].type);
		write_field(j, "value", &e->sans[i].value);
		mdm_jout_end(j);
	}
	mdm_jout_end(j);
	mdm_jout_array(j, "extended_key_usages");
	for (size_t i = 0; i < e->nekus; i++) {
		mdm_jout_object(j, NULL);
		write_field(j, "name", &e->ekus[i].name);
		write_field(j, "oid", &e->ekus[i].oid);
		mdm_jout_end(j);
	}
	mdm_jout_end(j);
}

static void
write_ref(struct page *page, const struct mdm_ref *r)
{
	struct mdm_jout *j = &page->j;

	mdm_jout_object(j, NULL);
	mdm_jout_text(j, "role", mdm_ref_role_name(r->role));
	mdm_jout_optional(j, "property", r->property);
	mdm_jout_text(j, "state", mdm_ref_state_name(r->state));
	mdm_jout_optional(j, "id", r->id);
	mdm_jout_optional(j, "name", r->name);
	if (r->state == MDM_REF_BOUND) {
		mdm_jout_text(j, "result", mdm_ref_result_name(r->result));
		mdm_jout_array(j, "targets");
		for (size_t i = 0; i < r->ntargets; i++) {
			mdm_jout_object(j, NULL);
			mdm_jout_optional(j, "name", r->targets[i]->name);
			mdm_jout_optional(j, "id", r->targets[i]->id);
			write_place(page, r->targets[i]->object);
			mdm_jout_end(j);
		}
		mdm_jout_end(j);
	}
	mdm_jout_end(j);
}

static void
write_assignments(struct mdm_jout *j, const struct mdm_profile *p)
{
	if (!p->assignments_known)
		return; /* not the same as an empty list */
	mdm_jout_array(j, "assignments");
	for (size_t i = 0; i < p->nassignments; i++) {
		const struct mdm_assignment *a = &p->assignments[i];

		mdm_jout_object(j, NULL);
		mdm_jout_text(j, "target", mdm_target_name(a->kind));
		mdm_jout_optional(j, "group", a->group);
		mdm_jout_optional(j, "group_name", a->group_name);
		mdm_jout_optional(j, "filter", a->filter);
		mdm_jout_optional(j, "filter_type", a->filter_type);
		if (a->remove)
			mdm_jout_bool(j, "remove", true);
		mdm_jout_end(j);
	}
	mdm_jout_end(j);
}

static void
write_secrets(struct mdm_jout *j, const struct mdm_profile *p)
{
	if (p->nsecrets == 0)
		return;
	mdm_jout_array(j, "secrets");
	for (size_t i = 0; i < p->nsecrets; i++) {
		const struct mdm_secret *s = &p->secrets[i];

		mdm_jout_object(j, NULL);
		mdm_jout_text(j, "kind", mdm_secret_title(s->kind));
		mdm_jout_bool(j, "symbolic", s->symbolic);
		if (!s->symbolic)
			mdm_jout_int(j, "length", (int64_t)s->length);
		mdm_jout_end(j);
	}
	mdm_jout_end(j);
}

static void
write_signature(struct mdm_jout *j, const struct mdm_cms *wrapper)
{
	if (wrapper == NULL)
		return;
	mdm_jout_object(j, "signature");
	mdm_jout_text(j, "verdict", mdm_signature_verdict(wrapper));
	mdm_jout_array(j, "signers");
	for (size_t i = 0; i < wrapper->nsigners; i++)
		write_certificate_name(j, NULL, wrapper->signers[i]);
	mdm_jout_end(j);
	mdm_jout_end(j);
}

static void
write_profile(struct page *page, const struct mdm_profile *p)
{
	struct mdm_jout *j = &page->j;

	mdm_jout_object(j, NULL);
	mdm_jout_optional(j, "name", p->name);
	mdm_jout_optional(j, "id", p->id);
	mdm_jout_text(j, "kind", mdm_kind_name(p->kind));
	if (p->platform != MDM_PLATFORM_UNKNOWN)
		mdm_jout_text(j, "platform", mdm_platform_name(p->platform));
	mdm_jout_optional(j, "type", p->type);
	if (p->form != MDM_FORM_UNKNOWN)
		mdm_jout_text(j, "form", mdm_form_name(p->form));
	write_place(page, p->object);
	write_signature(j, mdm_profile_wrapper(p));
	write_settings(page, p);
	write_names(j, p->enrolment);
	mdm_jout_array(j, "references");
	for (size_t i = 0; i < p->nrefs; i++)
		write_ref(page, &p->refs[i]);
	mdm_jout_end(j);
	write_assignments(j, p);
	write_secrets(j, p);
	mdm_jout_end(j);
}

static void
write_uses(struct page *page, const struct mdm_cert_entry *e)
{
	struct mdm_jout *j = &page->j;

	mdm_jout_array(j, "uses");
	for (size_t i = 0; i < e->nuses; i++) {
		const struct mdm_use *use = e->uses[i];

		mdm_jout_object(j, NULL);
		mdm_jout_text(j, "role", mdm_use_name(use));
		write_place(page, use->at);
		if (use->profile != NULL)
			mdm_jout_optional(j, "profile", use->profile->name);
		if (use->store != MDM_STORE_NONE)
			mdm_jout_text(j, "store", mdm_store_name(use->store));
		mdm_jout_end(j);
	}
	mdm_jout_end(j);
}

void
mdm_certificate_write(struct mdm_jout *j, const struct mdm_cert *cert)
{
	char time[21];

	mdm_jout_string(j, "name", cert->name);
	mdm_jout_string(j, "subject", cert->subject);
	mdm_jout_string(j, "issuer", cert->issuer);
	mdm_jout_text(j, "serial", cert->serial_hex);
	mdm_jout_text(j, "sha1", cert->sha1_hex);
	mdm_jout_text(j, "sha256", cert->sha256_hex);
	if (cert->validity_ok) {
		mdm_time_format(cert->not_before, time);
		mdm_jout_text(j, "not_before", time);
		mdm_time_format(cert->not_after, time);
		mdm_jout_text(j, "not_after", time);
	}
	mdm_jout_bool(j, "ca", mdm_cert_is_ca(cert));
	mdm_jout_bool(j, "self_signed", cert->self_signed);
	mdm_jout_optional(j, "key", cert->key_name);
	mdm_jout_optional(j, "signature", cert->signature_name);
}

static void
write_certificate(struct page *page, const struct mdm_cert_entry *e)
{
	struct mdm_jout *j = &page->j;

	mdm_jout_object(j, NULL);
	mdm_certificate_write(j, e->cert);
	mdm_jout_bool(j, "known", e->known);
	if (e->signer != NULL)
		write_certificate_name(j, "signed_by", e->signer->cert);
	write_uses(page, e);
	mdm_jout_end(j);
}

static void
write_set(struct page *page, const struct mdm_corpus *c)
{
	struct mdm_jout *j = &page->j;

	mdm_jout_object(j, NULL);
	mdm_jout_string(j, "name", c->name.p != NULL ? c->name : MDM_LIT(""));
	mdm_jout_array(j, "profiles");
	for (size_t i = 0; i < c->nprofiles; i++)
		write_profile(page, c->profiles[i]);
	mdm_jout_end(j);
	mdm_jout_array(j, "certificates");
	for (size_t i = 0; i < c->ncerts; i++)
		write_certificate(page, &c->certs[i]);
	mdm_jout_end(j);
	mdm_jout_end(j);
}

void
mdm_inspect_json(struct mdm_out *o, const struct mdm_result *r)
{
	struct page page = { mdm_jout(o, false), mdm_arena_new() };
	struct mdm_jout *j = &page.j;

	mdm_jout_object(j, NULL);
	mdm_jout_int(j, "schema_version", 1);
	mdm_jout_object(j, "tool");
	mdm_jout_text(j, "name", "mdmlint");
	mdm_jout_text(j, "version", MDMLINT_VERSION);
	mdm_jout_end(j);
	mdm_jout_array(j, "sets");
	for (size_t i = 0; i < r->ncorpora; i++)
		write_set(&page, &r->corpora[i]);
	mdm_jout_end(j);
	mdm_jout_array(j, "notes");
	for (size_t i = 0; i < r->notes.n; i++)
		mdm_jout_string(j, NULL, r->notes.at[i]);
	mdm_jout_end(j);
	mdm_jout_end(j);
	mdm_arena_free(page.arena);
}
