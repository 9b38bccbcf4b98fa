/* SPDX-License-Identifier: MIT */
/* docs/schema/diagnose-1.schema.json describes it. */
#include <stdio.h>

#include "diagnose/account.h"
#include "report/service.h"

/* Of a device that tries each hour; the newest say how things stand. */
enum { MOST_ATTEMPTS = 50 };

static void
write_code(struct mdm_jout *j, uint32_t code)
{
	const struct mdm_hresult *h = mdm_hresult_find(code);
	char text[11];

	snprintf(text, sizeof(text), "0x%08x", (unsigned)code);
	mdm_jout_object(j, "code");
	mdm_jout_text(j, "value", text);
	if (h != NULL && h->name != NULL)
		mdm_jout_text(j, "name", h->name);
	if (h != NULL) {
		mdm_jout_text(j, "area", mdm_code_area_name(h->area));
		mdm_jout_text(j, "meaning", h->meaning);
	}
	mdm_jout_end(j);
}

static void
write_expects(struct mdm_jout *j, const struct mdm_event *e)
{
	mdm_jout_object(j, "expects");
	mdm_jout_string(
	    j, "thumbprint", e->ca.digits.n > 0 ? e->ca.digits : e->ca.text);
	mdm_jout_int(j, "digits", (int64_t)e->ca.digits.n);
	mdm_jout_bool(j, "cut", e->ca.cut);
	mdm_jout_end(j);
}

static void
write_event(
    struct mdm_jout *j, struct mdm_arena *arena, const struct mdm_event *e)
{
	mdm_jout_object(j, NULL);
	mdm_jout_int(j, "id", e->id);
	mdm_jout_string(j, "file", e->file->source->name);
	mdm_jout_optional(j, "time", mdm_event_time(arena, e));
	if (e->numbered)
		mdm_jout_int(j, "record", (int64_t)e->record);
	mdm_jout_optional(j, "user", e->user);
	mdm_jout_optional(j, "unique_id", e->unique_id.v);
	mdm_jout_optional(j, "stage", e->stage);
	mdm_jout_end(j);
}

static void
write_attempt(
    struct mdm_jout *j, struct mdm_arena *arena, const struct mdm_attempt *a)
{
	static const char *const outcomes[] = {
		[MDM_OUTCOME_OPEN] = "open",
		[MDM_OUTCOME_FAILED] = "failed",
		[MDM_OUTCOME_SUCCEEDED] = "succeeded",
	};

	mdm_jout_object(j, NULL);
	mdm_jout_text(j, "outcome", outcomes[a->outcome]);
	if (a->coded != NULL)
		write_code(j, a->coded->code);
	if (a->expects != NULL)
		write_expects(j, a->expects);
	mdm_jout_array(j, "events");
	for (size_t i = 0; i < a->n; i++)
		write_event(j, arena, a->events[i]);
	mdm_jout_end(j);
	mdm_jout_end(j);
}

static void
write_attempts(
    struct mdm_jout *j, struct mdm_arena *arena, const struct mdm_story *s)
{
	size_t from =
	    s->nattempts > MOST_ATTEMPTS ? s->nattempts - MOST_ATTEMPTS : 0;
	size_t failed = mdm_story_count(s, MDM_OUTCOME_FAILED);
	size_t worked = mdm_story_count(s, MDM_OUTCOME_SUCCEEDED);

	mdm_jout_object(j, "count");
	mdm_jout_int(j, "failed", (int64_t)failed);
	mdm_jout_int(j, "succeeded", (int64_t)worked);
	mdm_jout_int(j, "open", (int64_t)(s->nattempts - failed - worked));
	mdm_jout_end(j);
	mdm_jout_bool(j, "ordered", s->ordered);
	mdm_jout_array(j, "attempts");
	for (size_t i = from; i < s->nattempts; i++)
		write_attempt(j, arena, &s->attempts[i]);
	mdm_jout_end(j);
}

static void
write_cert(struct mdm_jout *j, const char *key, const struct mdm_cert *cert)
{
	if (cert == NULL)
		return;
	mdm_jout_object(j, key);
	mdm_jout_string(j, "name", cert->name);
	mdm_jout_text(j, "sha1", cert->sha1_hex);
	mdm_jout_text(j, "sha256", cert->sha256_hex);
	mdm_jout_end(j);
}

static void
write_profiles(struct mdm_jout *j, const struct mdm_story *s)
{
	mdm_jout_array(j, "profiles");
	for (size_t i = 0; i < s->nprofiles; i++) {
		const struct mdm_profile *p = s->profiles[i];
		const struct mdm_cert *cert;

		mdm_jout_object(j, NULL);
		mdm_jout_optional(j, "name", p->name);
		mdm_jout_optional(j, "id", p->id);
		mdm_jout_text(j, "platform", mdm_platform_name(p->platform));
		mdm_jout_string(j, "file", p->file->source->name);
		mdm_jout_optional(j, "binds", mdm_bound_sha1(p, &cert));
		mdm_jout_end(j);
	}
	mdm_jout_end(j);
}

static void
write_rows(struct mdm_jout *j, const struct mdm_account *a)
{
	mdm_jout_array(j, "account");
	for (size_t i = 0; i < a->rows.n; i++) {
		const struct mdm_row *r = &a->rows.at[i];

		mdm_jout_object(j, NULL);
		if (r->label[0] != '\0')
			mdm_jout_text(j, "label", r->label);
		mdm_jout_string(j, "text", r->text);
		if (r->where != NULL) {
			mdm_jout_string(j, "file", r->where->file);
			mdm_jout_int(j, "line", r->where->place.line);
			mdm_jout_int(j, "column", r->where->place.col);
		}
		mdm_jout_end(j);
	}
	mdm_jout_end(j);
}

static void
write_story(
    struct mdm_jout *j, struct mdm_arena *arena, const struct mdm_account *a)
{
	const struct mdm_diagnosis *d = &a->d;

	mdm_jout_object(j, NULL);
	mdm_jout_optional(j, "set", a->corpus->name);
	mdm_jout_optional(j, "device", a->story->device);
	mdm_jout_optional(j, "url", a->story->url);
	mdm_jout_text(j, "conclusion", mdm_conclusion_name(d->conclusion));
	mdm_jout_text(j, "verdict", mdm_conclusion_title(d->conclusion));
	mdm_jout_string(j, "next", a->next);
	write_attempts(j, arena, a->story);
	write_profiles(j, a->story);
	if (d->expected != NULL)
		write_cert(j, "expected", d->expected->cert);
	write_cert(j, "bound", d->bound);
	write_cert(j, "right", d->right);
	if (d->right != NULL)
		mdm_jout_bool(j, "right_proven", d->right_proven);
	if (d->answer != NULL)
		mdm_jout_string(
		    j, "answer", d->answer->carrier->at.source->name);
	write_rows(j, a);
	mdm_jout_end(j);
}

void
mdm_diagnose_json(struct mdm_out *out, const struct mdm_accounts *all)
{
	struct mdm_jout j = mdm_jout(out, false);

	mdm_jout_object(&j, NULL);
	mdm_json_run_members(&j, all->result);
	mdm_jout_int(&j, "logs", (int64_t)all->logs);
	mdm_jout_int(&j, "events", (int64_t)all->events);
	mdm_jout_array(&j, "stories");
	for (size_t i = 0; i < all->list.n; i++)
		write_story(&j, all->arena, all->list.at[i]);
	mdm_jout_end(&j);
	mdm_jout_end(&j);
	mdm_out_byte(out, '\n');
}
