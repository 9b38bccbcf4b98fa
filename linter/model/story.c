/* SPDX-License-Identifier: MIT */
#include "model/story.h"

static const struct mdm_attempt *
last_with(const struct mdm_story *s, enum mdm_outcome outcome)
{
	for (size_t i = s->nattempts; i-- > 0;)
		if (s->attempts[i].outcome == outcome)
			return &s->attempts[i];
	return NULL;
}

const struct mdm_attempt *
mdm_story_failure(const struct mdm_story *s)
{
	return last_with(s, MDM_OUTCOME_FAILED);
}

/* Without an order a failure counts: it may have come last. */
const struct mdm_attempt *
mdm_story_last(const struct mdm_story *s)
{
	const struct mdm_attempt *failed = mdm_story_failure(s);
	const struct mdm_attempt *succeeded =
	    last_with(s, MDM_OUTCOME_SUCCEEDED);

	if (failed == NULL || (s->ordered && succeeded > failed))
		return succeeded;
	return failed;
}

bool
mdm_story_recovered(const struct mdm_story *s)
{
	const struct mdm_attempt *last = mdm_story_last(s);

	return last != NULL && last->outcome == MDM_OUTCOME_SUCCEEDED &&
	    mdm_story_failure(s) != NULL;
}

size_t
mdm_story_count(const struct mdm_story *s, enum mdm_outcome outcome)
{
	size_t n = 0;

	for (size_t i = 0; i < s->nattempts; i++)
		n += s->attempts[i].outcome == outcome;
	return n;
}

const struct mdm_event *
mdm_attempt_event(const struct mdm_attempt *a)
{
	if (a->expects != NULL)
		return a->expects;
	return a->coded != NULL ? a->coded : a->events[a->n - 1];
}
