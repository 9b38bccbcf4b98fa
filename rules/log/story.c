/* SPDX-License-Identifier: MIT */
#include "story.h"

struct mdm_diagnosis
mdm_story_diagnosis(struct mdm_check *c, const struct mdm_story *s)
{
	return mdm_diagnose(mdm_corpus_of(c), s, mdm_now(c));
}

struct mdm_at
mdm_thumbprint_at(const struct mdm_event *e)
{
	return mdm_at_set(e->ca.at) ? e->ca.at : e->at;
}

struct mdm_at
mdm_code_at(const struct mdm_event *e)
{
	return mdm_at_set(e->code_at) ? e->code_at : e->at;
}

void
mdm_story_evidence(struct mdm_check *c, const struct mdm_story *s)
{
	mdm_evidence(c, s->device);
	mdm_evidence(c, s->url_key);
}

struct mdm_str
mdm_device_title(struct mdm_arena *arena, const struct mdm_story *s)
{
	if (s->device.n == 0)
		return MDM_LIT("a device");
	return mdm_str_printf(arena, "device " MDM_FMT, MDM_ARG(s->device));
}

struct mdm_str
mdm_digits_shown(struct mdm_arena *arena, const struct mdm_event *e)
{
	if (e->ca.digits.n == 40)
		return e->ca.digits;
	return mdm_str_printf(arena, MDM_FMT "... (%zu of 40 digits)",
	    MDM_ARG(e->ca.digits), e->ca.digits.n);
}

const struct mdm_profile *
mdm_profile_expecting(
    const struct mdm_corpus *corpus, const struct mdm_event *e)
{
	for (size_t i = 0; i < corpus->nprofiles; i++) {
		const struct mdm_profile *p = corpus->profiles[i];
		const struct mdm_cert *unused;

		if (p->kind == MDM_SCEP &&
		    mdm_event_agrees(e, mdm_bound_sha1(p, &unused)))
			return p;
	}
	return NULL;
}

size_t
mdm_requests_for(const struct mdm_corpus *corpus, const struct mdm_story *s)
{
	const unsigned platforms =
	    s->windows ? MDM_WINDOWS | MDM_WINDOWS_PHONE : MDM_ANY_PLATFORM;
	size_t n = 0;

	for (size_t i = 0; i < corpus->nprofiles; i++)
		n += corpus->profiles[i]->kind == MDM_SCEP &&
		    ((unsigned)corpus->profiles[i]->platform & platforms) != 0;
	return n;
}
