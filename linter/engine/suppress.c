/* SPDX-License-Identifier: MIT */
#include "engine/suppress.h"

enum { DAY = 86400 };

const char *
mdm_suppression_kind_name(enum mdm_suppression_kind kind)
{
	static const char *const names[] = { "configuration", "comment",
		"description" };

	return names[kind];
}

static bool
unknown_rule(
    struct mdm_arena *arena, struct mdm_str word, struct mdm_str *ret_problem)
{
	const char **names =
	    MDM_NEW_N(arena, const char *, 2 * (size_t)MDM_RULE_COUNT + 1);
	const char *near;
	size_t n = 0;

	for (size_t i = 0; i < MDM_RULE_COUNT; i++) {
		names[n++] = mdm_rules[i]->id;
		names[n++] = mdm_rules[i]->name;
	}
	near = mdm_str_nearest(word, names);
	*ret_problem = near == NULL
	    ? mdm_str_printf(
		  arena, "no rule is called \"" MDM_FMT "\"", MDM_ARG(word))
	    : mdm_str_printf(arena,
		  "no rule is called \"" MDM_FMT "\", did you mean \"%s\"?",
		  MDM_ARG(word), near);
	return false;
}

bool
mdm_suppression_rules(struct mdm_suppression *s, struct mdm_arena *arena,
    struct mdm_str names, struct mdm_str *ret_problem)
{
	struct mdm_str word;

	while (mdm_str_split(&names, ',', &word)) {
		const struct mdm_rule *rule = mdm_rule_find(mdm_str_trim(word));

		if (rule == NULL)
			return unknown_rule(
			    arena, mdm_str_trim(word), ret_problem);
		s->rules[mdm_rule_index(rule)] = true;
		s->rule_text =
		    mdm_str_printf(arena, MDM_FMT "%s%s", MDM_ARG(s->rule_text),
			s->rule_text.n > 0 ? ", " : "", rule->id);
	}
	return true;
}

bool
mdm_suppression_until(struct mdm_suppression *s, struct mdm_str date)
{
	int64_t moment;

	if (!mdm_time_parse(date, &moment))
		return false;
	s->has_end = true;
	/* The day itself is included; a time of day means that moment. */
	s->end = date.n == strlen("2026-06-01") ? moment + DAY : moment;
	return true;
}

/* "... until 2026-12-31" at the end of the reason, taken off. */
static bool
take_until(struct mdm_suppression *s, struct mdm_str *reason)
{
	size_t n = strlen("until 2026-12-31");
	struct mdm_str tail;

	if (mdm_str_ends(*reason, "."))
		n++;
	if (reason->n < n)
		return true;
	tail = mdm_str_sub(*reason, reason->n - n, n);
	if (!mdm_str_starts(tail, "until ") ||
	    !mdm_is_digit(tail.p[strlen("until ")]))
		return true;
	tail = mdm_str_sub(tail, strlen("until "), strlen("2026-12-31"));
	*reason = mdm_str_trim(mdm_str_sub(*reason, 0, reason->n - n));
	return mdm_suppression_until(s, tail);
}

/* The first word: "TRUST010" or "TRUST010,SEC003". */
static struct mdm_str
first_word(struct mdm_str text)
{
	size_t n = 0;

	while (n < text.n && !mdm_is_space(text.p[n]))
		n++;
	return mdm_str_sub(text, 0, n);
}

bool
mdm_suppression_parse(struct mdm_suppression *s, struct mdm_arena *arena,
    struct mdm_str text, struct mdm_str *ret_problem)
{
	struct mdm_str words = mdm_str_trim(text);
	struct mdm_str names = first_word(words);

	*ret_problem = MDM_LIT("a rule and a reason are wanted");
	if (names.n == 0)
		return false;
	if (!mdm_suppression_rules(s, arena, names, ret_problem))
		return false;
	words = mdm_str_trim(mdm_str_sub(words, names.n, SIZE_MAX));
	*ret_problem = MDM_LIT("the date is not one");
	if (!take_until(s, &words))
		return false;
	*ret_problem = MDM_LIT("a reason is wanted behind the rule");
	if (words.n == 0)
		return false;
	s->reason = mdm_str_dup(arena, words);
	return true;
}
