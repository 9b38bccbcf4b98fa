/* SPDX-License-Identifier: MIT */
#include "engine/check.h"

#include <assert.h>

enum { MOST_NOTES = 16 };

static struct mdm_at
place_or_profile(const struct mdm_check *c, struct mdm_at at)
{
	if (mdm_at_set(at) || c->profile == NULL)
		return at;
	return mdm_at_set(c->profile->at) ? c->profile->at : c->profile->object;
}

static enum mdm_severity
level_at(const struct mdm_check *c, unsigned which, struct mdm_at at)
{
	size_t rule = mdm_rule_index(c->rule);

	if (!mdm_at_set(at))
		return c->policy->level[rule][which];
	return mdm_policy_level(
	    c->policy, c->arena, rule, which, mdm_file_source(at.source)->name);
}

void
mdm_find(
    struct mdm_check *c, unsigned which, struct mdm_at at, const char *fmt, ...)
{
	enum mdm_severity level;
	struct mdm_finding *f;
	va_list args;

	assert(which < mdm_rule_ncases(c->rule));
	c->last = NULL;
	at = place_or_profile(c, at);
	level = level_at(c, which, at);
	if (level == MDM_OFF)
		return;
	assert(mdm_at_set(at));
	if (!mdm_at_set(at))
		return; /* every finding has a place (rulings 4) */

	f = MDM_NEW(c->arena, struct mdm_finding);
	f->rule = c->rule;
	f->which = which;
	f->severity = level;
	f->at = at;
	f->profile = c->profile;
	f->set = c->set;
	va_start(args, fmt);
	f->text = mdm_str_vprintf(c->arena, fmt, args);
	va_end(args);
	MDM_PUSH(c->arena, &c->findings->list, f);
	c->last = f;
}

void
mdm_also(struct mdm_check *c, struct mdm_at at, const char *fmt, ...)
{
	struct mdm_note note = { .at = at };
	va_list args;

	if (c->last == NULL)
		return;
	if (c->last->notes.n == MOST_NOTES) {
		c->last->more_notes++;
		return;
	}
	if (!mdm_at_set(at))
		note.at = c->last->at;
	va_start(args, fmt);
	note.text = mdm_str_vprintf(c->arena, fmt, args);
	va_end(args);
	MDM_PUSH(c->arena, &c->last->notes, note);
}

void
mdm_evidence(struct mdm_check *c, struct mdm_str evidence)
{
	struct mdm_finding *f = c->last;

	if (f != NULL)
		f->evidence = mdm_str_printf(c->arena, MDM_FMT "%s" MDM_FMT,
		    MDM_ARG(f->evidence), f->evidence.n > 0 ? "\n" : "",
		    MDM_ARG(evidence));
}

void
mdm_compare(struct mdm_check *c, const char *expected_label,
    struct mdm_str expected, const char *actual_label, struct mdm_str actual)
{
	if (c->last == NULL)
		return;
	c->last->expected_label = expected_label;
	c->last->expected = mdm_str_dup(c->arena, expected);
	c->last->actual_label = actual_label;
	c->last->actual = mdm_str_dup(c->arena, actual);
}

void
mdm_advise(struct mdm_check *c, const char *fmt, ...)
{
	va_list args;

	if (c->last == NULL)
		return;
	va_start(args, fmt);
	c->last->fix = mdm_str_vprintf(c->arena, fmt, args);
	va_end(args);
}

static bool
needs_no_escape(struct mdm_str text)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') &&
		    !(c >= 'A' && c <= 'Z') && c != '+' && c != '/' && c != '=')
			return false;
	}
	return text.n > 0;
}

void
mdm_repair(struct mdm_check *c, struct mdm_str text)
{
	assert(c->rule->fixable && needs_no_escape(text));
	if (c->last != NULL)
		c->last->repair = mdm_str_dup(c->arena, text);
}

void
mdm_not_checked(struct mdm_check *c, const char *reason)
{
	struct mdm_map *map = &c->unchecked->by_reason;
	struct mdm_str key = mdm_str_of(reason);
	bool *flags = mdm_map_get(map, key);

	if (flags == NULL) {
		flags = MDM_NEW_N(c->arena, bool, MDM_RULE_COUNT);
		*mdm_map_put(c->arena, map, mdm_str_dup(c->arena, key)) = flags;
	}
	flags[mdm_rule_index(c->rule)] = true;
}

int64_t
mdm_now(const struct mdm_check *c)
{
	return c->policy->now;
}

int64_t
mdm_expiry_days(const struct mdm_check *c)
{
	return c->policy->expiry_days;
}

const struct mdm_organisation *
mdm_organisation_of(const struct mdm_check *c)
{
	return &c->policy->organisation;
}

const struct mdm_corpus *
mdm_corpus_of(const struct mdm_check *c)
{
	return c->corpus;
}

struct mdm_arena *
mdm_arena_of(struct mdm_check *c)
{
	return c->arena;
}
