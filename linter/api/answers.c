/* SPDX-License-Identifier: MIT */
#include "api/private.h"

static bool
is_web(struct mdm_str url)
{
	return mdm_str_istarts(url, "https://") ||
	    mdm_str_istarts(url, "http://");
}

static void
collect(struct mdmlint *m, struct mdm_map *seen, const struct mdm_profile *p)
{
	for (size_t i = 0; i < p->enrolment->urls.n; i++) {
		struct mdm_str url = mdm_str_trim(p->enrolment->urls.at[i].v);
		void **slot;

		if (!is_web(url))
			continue;
		slot = mdm_map_put(m->arena, seen, mdm_url_key(m->arena, url));
		if (*slot != NULL)
			continue;
		*slot = m;
		MDM_PUSH(m->arena, &m->scep_urls, mdm_str_dup(m->arena, url).p);
	}
}

const char *
mdmlint_scep_url(struct mdmlint *m, size_t which)
{
	struct mdm_map seen = { 0 };

	if (m->result == NULL)
		return NULL;
	for (size_t i = 0; m->scep_urls.n == 0 && i < m->result->ncorpora;
	     i++) {
		const struct mdm_corpus *c = &m->result->corpora[i];

		for (size_t k = 0; k < c->nprofiles; k++)
			if ((c->profiles[k]->kind & MDM_SCEP) != 0 &&
			    !c->profiles[k]->sample)
				collect(m, &seen, c->profiles[k]);
	}
	return which < m->scep_urls.n ? m->scep_urls.at[which] : NULL;
}

static void
look(struct mdmlint *m, const struct mdmlint_answer *answer,
    struct mdm_carrier *ret)
{
	struct mdm_arena *scratch = mdm_arena_new();
	struct mdm_cert_cache cache = { .keep = m->arena };

	mdm_pki_init();
	*ret = (struct mdm_carrier){ .role = MDM_CARRIER_GETCACERT };
	mdm_carrier_of_bytes(ret, &cache, scratch,
	    mdm_str_span(answer->n > 0 ? answer->bytes : "", answer->n));
	mdm_arena_free(scratch);
}

static bool
is_page(struct mdm_str body)
{
	struct mdm_str start = mdm_str_trim(mdm_str_sub(body, 0, 1024));

	return mdm_str_istarts(start, "<!doctype html") ||
	    mdm_str_istarts(start, "<html");
}

struct mdmlint_content
mdmlint_answer_content(struct mdmlint *m, const struct mdmlint_answer *answer)
{
	struct mdm_str body = mdm_str_span(answer->bytes, answer->n);
	struct mdmlint_content content;
	struct mdm_carrier c;

	look(m, answer, &c);
	content = (struct mdmlint_content){
		.name = mdm_content_name(c.content),
		.media_type = mdm_sent_type(&c),
		.ending = c.content == MDM_CONTENT_PKCS7 ? ".p7b" : ".cer",
		.certificates = c.ncerts,
	};
	if (c.pem)
		content.ending = ".pem";
	if (body.n == 0)
		content.name = "nothing";
	else if (is_page(body))
		content.name = "an HTML page";
	return content;
}

bool
mdmlint_answers(struct mdmlint *m, const struct mdmlint_answer *answers,
    size_t n, const char *format, mdmlint_write *write, void *ctx)
{
	static const char *const names[] = { "text", "json", NULL };
	static void (*const writers[])(
	    struct mdm_out *, const struct mdm_sent *, size_t, int64_t) = {
		mdm_answers_text,
		mdm_answers_json,
	};
	struct mdm_sent *sent = MDM_NEW_N(m->arena, struct mdm_sent, n + 1);
	struct mdm_out *out;
	size_t which = strcmp(format, names[0]) == 0 ? 0 : 1;

	if (strcmp(format, names[which]) != 0)
		return mdm_api_no_format(m, format, names);
	for (size_t i = 0; i < n; i++) {
		sent[i] = (struct mdm_sent){
			.url = answers[i].url,
			.request = answers[i].request,
			.declared = answers[i].declared,
			.file = answers[i].file,
		};
		look(m, &answers[i], &sent[i].carrier);
	}
	out = mdm_out_new(write, ctx);
	writers[which](out, sent, n, m->policy.now);
	return mdm_api_finish(m, out);
}
