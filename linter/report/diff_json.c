/* SPDX-License-Identifier: MIT */
/* docs/schema/diff-1.schema.json. */
#include "mdmlint.h"
#include "report/diff.h"
#include "report/service.h"

static void
write_texts(struct mdm_jout *j, const char *key, const struct mdm_texts *texts)
{
	mdm_jout_array(j, key);
	for (size_t i = 0; i < texts->list.n; i++)
		mdm_jout_string(j, NULL, texts->list.at[i]);
	mdm_jout_end(j);
}

static void
write_changes(struct mdm_jout *j, const struct mdm_pair *pair)
{
	if (pair->changes.n == 0)
		return;
	mdm_jout_array(j, "changes");
	for (size_t i = 0; i < pair->changes.n; i++) {
		const struct mdm_change *c = &pair->changes.at[i];

		mdm_jout_object(j, NULL);
		mdm_jout_text(j, "what", c->what);
		write_texts(j, "before", &c->before);
		write_texts(j, "after", &c->after);
		mdm_jout_end(j);
	}
	mdm_jout_end(j);
}

static void
write_pairs(struct mdm_jout *j, const char *key, const struct mdm_pairs *pairs)
{
	mdm_jout_array(j, key);
	for (size_t i = 0; i < pairs->list.n; i++) {
		const struct mdm_pair *pair = &pairs->list.at[i];
		const struct mdm_profile *p =
		    pair->after != NULL ? pair->after : pair->before;

		mdm_jout_object(j, NULL);
		mdm_jout_string(j, "name", p->name);
		mdm_jout_optional(j, "id", p->id);
		mdm_jout_text(j, "kind", mdm_kind_name(p->kind));
		if (p->platform != MDM_PLATFORM_UNKNOWN)
			mdm_jout_text(
			    j, "platform", mdm_platform_name(p->platform));
		mdm_jout_optional(j, "set", pair->set);
		mdm_jout_string(
		    j, "file", mdm_file_source(p->file->source)->name);
		write_changes(j, pair);
		mdm_jout_end(j);
	}
	mdm_jout_end(j);
}

static void
write_certs(
    struct mdm_jout *j, const char *key, const struct mdm_cert_list *certs)
{
	char date[11];

	mdm_jout_array(j, key);
	for (size_t i = 0; i < certs->list.n; i++) {
		const struct mdm_cert *cert = certs->list.at[i];

		mdm_date_format(cert->not_after, date);
		mdm_jout_object(j, NULL);
		mdm_jout_string(j, "name", cert->name);
		mdm_jout_text(j, "sha1", cert->sha1_hex);
		mdm_jout_text(j, "sha256", cert->sha256_hex);
		mdm_jout_text(j, "not_after", date);
		mdm_jout_end(j);
	}
	mdm_jout_end(j);
}

static void
write_findings(
    struct mdm_jout *j, const char *key, const struct mdm_findings *findings)
{
	mdm_jout_array(j, key);
	for (size_t i = 0; i < findings->list.n; i++) {
		mdm_jout_object(j, NULL);
		mdm_json_finding_members(j, findings->list.at[i]);
		mdm_jout_end(j);
	}
	mdm_jout_end(j);
}

void
mdm_diff_json(struct mdm_out *o, const struct mdm_diff *d)
{
	struct mdm_jout j = mdm_jout(o, false);

	mdm_jout_object(&j, NULL);
	mdm_jout_int(&j, "schema_version", 1);
	mdm_jout_object(&j, "tool");
	mdm_jout_text(&j, "name", "mdmlint");
	mdm_jout_text(&j, "version", MDMLINT_VERSION);
	mdm_jout_end(&j);
	mdm_jout_object(&j, "profiles");
	write_pairs(&j, "added", &d->added);
	write_pairs(&j, "removed", &d->removed);
	write_pairs(&j, "changed", &d->changed);
	mdm_jout_end(&j);
	mdm_jout_object(&j, "certificates");
	write_certs(&j, "added", &d->certs_added);
	write_certs(&j, "removed", &d->certs_removed);
	mdm_jout_end(&j);
	mdm_jout_object(&j, "findings");
	write_findings(&j, "new", &d->fresh);
	write_findings(&j, "gone", &d->gone);
	mdm_jout_end(&j);
	mdm_jout_end(&j);
}
