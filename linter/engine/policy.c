/* SPDX-License-Identifier: MIT */
#include "engine/policy.h"

#include <limits.h>
#include <stdlib.h>
#include <time.h>

#include "base/pool.h"

/* One setting while it is read. */
struct setting {
	struct mdm_policy *policy;
	struct mdm_choice *choice; /* that it belongs to */
	struct mdm_arena *arena;
	struct mdm_str name, value;
	struct mdm_str problem;
};

static const char *const levels[] = { "off", "info", "warning", "error", NULL };
static const char *const worlds[] = { "auto", "open", "closed", NULL };
static const char *const thresholds[] = { "none", "info", "warning", "error",
	NULL };

const char *
mdm_world_name(enum mdm_world world)
{
	return worlds[world];
}

/* SOURCE_DATE_EPOCH makes builds and runs reproducible; else the clock. */
static int64_t
default_now(void)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	int64_t seconds;

	if (epoch != NULL && mdm_str_to_int(mdm_str_of(epoch), &seconds) &&
	    seconds >= 0)
		return seconds;
	return (int64_t)time(NULL);
}

void
mdm_policy_init(struct mdm_policy *p)
{
	*p = (struct mdm_policy){
		.world = MDM_WORLD_AUTO,
		.fail_on = MDM_ERROR,
		.now = default_now(),
		.expiry_days = 90,
		.max_file_size = (size_t)64 << 20,
		.jobs = mdm_pool_processors(),
	};
	mdm_policy_settle(p);
}

static bool
wrong(struct setting *s, const char *what, const char *near)
{
	s->problem = near == NULL
	    ? mdm_str_printf(s->arena, MDM_FMT ": %s \"" MDM_FMT "\"",
		  MDM_ARG(s->name), what, MDM_ARG(s->value))
	    : mdm_str_printf(s->arena,
		  MDM_FMT ": %s \"" MDM_FMT "\", did you mean \"%s\"?",
		  MDM_ARG(s->name), what, MDM_ARG(s->value), near);
	return false;
}

static bool
wrong_word(struct setting *s, const char *what, struct mdm_str word,
    const char *const *candidates)
{
	s->value = word;
	return wrong(s, what, mdm_str_nearest(word, candidates));
}

/* Index of the value in the table, or SIZE_MAX. */
static size_t
word_index(struct mdm_str word, const char *const *words)
{
	for (size_t i = 0; words[i] != NULL; i++) {
		if (mdm_str_iis(word, words[i]))
			return i;
	}
	return SIZE_MAX;
}

/* Everything a rule can be called by, for "did you mean". */
static const char *const *
rule_words(struct mdm_arena *arena)
{
	const char **words =
	    MDM_NEW_N(arena, const char *, 3 * (size_t)MDM_RULE_COUNT + 1);
	size_t n = 0;

	for (size_t i = 0; i < MDM_RULE_COUNT; i++) {
		words[n++] = mdm_rules[i]->id;
		words[n++] = mdm_rules[i]->name;
		words[n++] =
		    mdm_str_dup(arena, mdm_rule_family(mdm_rules[i])).p;
	}
	return words;
}

static bool
rule_goes_by(const struct mdm_rule *rule, struct mdm_str word)
{
	return mdm_str_iis(word, rule->id) || mdm_str_iis(word, rule->name) ||
	    mdm_str_ieq(word, mdm_rule_family(rule));
}

/* Set flags[] of the rules that an id, a name or a family means. */
static bool
mark_rules(struct setting *s, struct mdm_str word, bool *flags)
{
	bool any = false;

	for (size_t i = 0; i < MDM_RULE_COUNT; i++) {
		if (rule_goes_by(mdm_rules[i], word))
			any = flags[i] = true;
	}
	return any ||
	    wrong_word(
		s, "no rule or family is called", word, rule_words(s->arena));
}

static bool
mark_list(struct setting *s, bool *flags)
{
	struct mdm_str rest = s->value, word;
	bool any = false;

	while (mdm_str_split(&rest, ',', &word)) {
		word = mdm_str_trim(word);
		if (word.n == 0)
			continue;
		any = true;
		if (!mark_rules(s, word, flags))
			return false;
	}
	return any || wrong(s, "names no rule:", NULL);
}

static bool
set_only(struct setting *s)
{
	s->choice->any_selected = true;
	return mark_list(s, s->choice->selected);
}

static bool
set_ignore(struct setting *s)
{
	return mark_list(s, s->choice->ignored);
}

static bool
set_require(struct setting *s)
{
	return mark_list(s, s->policy->required);
}

/* Split "LEFT=RIGHT" at the last '=', both trimmed and not empty. */
static bool
split_pair(struct setting *s, const char *form, struct mdm_str *ret_left,
    struct mdm_str *ret_right)
{
	size_t at = mdm_str_rfind_byte(s->value, '=');
	struct mdm_str left, right;

	if (at == SIZE_MAX)
		return wrong(s, form, NULL);
	left = mdm_str_trim(mdm_str_sub(s->value, 0, at));
	right = mdm_str_trim(mdm_str_sub(s->value, at + 1, SIZE_MAX));
	if (left.n == 0 || right.n == 0)
		return wrong(s, form, NULL);
	*ret_left = mdm_str_dup(s->arena, left);
	*ret_right = mdm_str_dup(s->arena, right);
	return true;
}

static bool
set_severity(struct setting *s)
{
	bool *flags = MDM_NEW_N(s->arena, bool, MDM_RULE_COUNT);
	struct mdm_str rule, word;
	size_t level;

	if (!split_pair(s, "RULE=LEVEL is wanted, not", &rule, &word))
		return false;
	level = word_index(word, levels);
	if (level == SIZE_MAX)
		return wrong_word(s, "no level is called", word, levels);
	if (!mark_rules(s, rule, flags))
		return false;
	for (size_t i = 0; i < MDM_RULE_COUNT; i++) {
		if (!flags[i])
			continue;
		s->choice->override[i].set = true;
		s->choice->override[i].level = (enum mdm_severity)level;
	}
	return true;
}

static bool
set_world(struct setting *s)
{
	size_t i = word_index(s->value, worlds);

	if (i == SIZE_MAX)
		return wrong_word(s, "no world is called", s->value, worlds);
	s->policy->world = (enum mdm_world)i;
	return true;
}

static bool
set_fail_on(struct setting *s)
{
	size_t i = word_index(s->value, thresholds);

	if (i == SIZE_MAX)
		return wrong_word(
		    s, "no level is called", s->value, thresholds);
	s->policy->fail_on = (enum mdm_severity)i;
	return true;
}

/* What an option says of a profile or URL replaces the configuration's. */
#define DROP_LESSER(list, member, name, layer_)                                \
	do {                                                                   \
		size_t kept = 0;                                               \
                                                                               \
		for (size_t i = 0; i < (list)->n; i++) {                       \
			if ((list)->at[i].layer >= (layer_) ||                 \
			    !mdm_str_ieq((list)->at[i].member, (name)))        \
				(list)->at[kept++] = (list)->at[i];            \
		}                                                              \
		(list)->n = kept;                                              \
	} while (0)

void
mdm_policy_link(struct mdm_policy *p, struct mdm_arena *arena,
    struct mdm_str scep, struct mdm_str trusted)
{
	struct mdm_link link = { scep, trusted, p->layer };

	DROP_LESSER(&p->links, scep, scep, p->layer);
	MDM_PUSH(arena, &p->links, link);
}

void
mdm_policy_answer(struct mdm_policy *p, struct mdm_arena *arena,
    struct mdm_str url, struct mdm_str file)
{
	struct mdm_str_pair pair = { url, file, p->layer };

	DROP_LESSER(&p->getcacert, url, url, p->layer);
	MDM_PUSH(arena, &p->getcacert, pair);
}

static bool
set_link(struct setting *s)
{
	struct mdm_str scep, trusted;

	if (!split_pair(s, "SCEP=TRUSTED is wanted, not", &scep, &trusted))
		return false;
	mdm_policy_link(s->policy, s->arena, scep, trusted);
	return true;
}

static bool
set_getcacert(struct setting *s)
{
	struct mdm_str url, file;

	if (!split_pair(s, "URL=FILE is wanted, not", &url, &file))
		return false;
	mdm_policy_answer(s->policy, s->arena, url, file);
	return true;
}

static bool
set_known_certs(struct setting *s)
{
	if (s->value.n == 0)
		return wrong(s, "a path is wanted, not", NULL);
	MDM_PUSH(
	    s->arena, &s->policy->known_certs, mdm_str_dup(s->arena, s->value));
	return true;
}

static bool
set_now(struct setting *s)
{
	if (!mdm_time_parse(s->value, &s->policy->now))
		return wrong(
		    s, "YYYY-MM-DD or an RFC 3339 time is wanted, not", NULL);
	return true;
}

static bool
read_number(struct setting *s, int64_t least, int64_t most, int64_t *ret_value)
{
	int64_t value;

	if (!mdm_str_to_int(s->value, &value))
		return wrong(s, "a number is wanted, not", NULL);
	if (value < least || value > most)
		return wrong(s, "out of range:", NULL);
	*ret_value = value;
	return true;
}

static bool
set_expiry_days(struct setting *s)
{
	return read_number(s, 0, 36500, &s->policy->expiry_days);
}

static bool
set_max_file_size(struct setting *s)
{
	int64_t bytes;

	/* Spans are 32 bits wide (struct mdm_at). */
	if (!read_number(s, 1, UINT32_MAX - 1, &bytes))
		return false;
	s->policy->max_file_size = (size_t)bytes;
	return true;
}

static bool
set_jobs(struct setting *s)
{
	int64_t jobs;

	if (!read_number(s, 1, 256, &jobs))
		return false;
	s->policy->jobs = (unsigned)jobs;
	return true;
}

static bool
set_baseline(struct setting *s)
{
	if (s->value.n == 0)
		return wrong(s, "a file is wanted, not", NULL);
	s->policy->baseline = mdm_str_dup(s->arena, s->value);
	return true;
}

static bool
set_flag(struct setting *s, bool *flag)
{
	static const char *const words[] = { "false", "true", NULL };
	size_t i = s->value.n == 0 ? 1 : word_index(s->value, words);

	if (i == SIZE_MAX)
		return wrong_word(s, "true or false, not", s->value, words);
	*flag = i == 1;
	return true;
}

static bool
set_show_suppressed(struct setting *s)
{
	return set_flag(s, &s->policy->show_suppressed);
}

/* The command line's own flags: remembered, as it asks for them. */
static bool
say_flag(struct setting *s)
{
	bool flag = true;

	if (!set_flag(s, &flag))
		return false;
	s->value = flag ? MDM_LIT("true") : MDM_LIT("false");
	return true;
}

static bool
say_color(struct setting *s)
{
	static const char *const words[] = { "auto", "always", "never", NULL };

	return word_index(s->value, words) != SIZE_MAX ||
	    wrong_word(s, "auto, always or never, not", s->value, words);
}

static bool
say_text(struct setting *s)
{
	return s->value.n > 0 || wrong(s, "a value is wanted, not", NULL);
}

static bool
set_changed_from(struct setting *s)
{
	if (s->value.n == 0 || s->value.p[0] == '-')
		return wrong(s, "a revision is wanted, not", NULL);
	s->policy->only_changed = true;
	s->policy->changed_from = mdm_str_dup(s->arena, s->value);
	return true;
}

static const struct row {
	const char *name;
	bool (*set)(struct setting *);
} settings[] = {
	{ "baseline", set_baseline },
	{ "changed-from", set_changed_from },
	{ "color", say_color },
	{ "exclude", say_text },
	{ "expiry-days", set_expiry_days },
	{ "fail-on", set_fail_on },
	{ "format", say_text },
	{ "getcacert", set_getcacert },
	{ "ignore", set_ignore },
	{ "jobs", set_jobs },
	{ "known-certs", set_known_certs },
	{ "link", set_link },
	{ "max-file-size", set_max_file_size },
	{ "no-ignore", say_flag },
	{ "now", set_now },
	{ "only", set_only },
	{ "quiet", say_flag },
	{ "require", set_require },
	{ "set-per-folder", say_flag },
	{ "severity", set_severity },
	{ "show-suppressed", set_show_suppressed },
	{ "statistics", say_flag },
	{ "verbose", say_flag },
	{ "world", set_world },
};
enum { NSETTINGS = sizeof(settings) / sizeof(settings[0]) };

static void
no_such_setting(struct setting *s)
{
	const char *names[NSETTINGS + 1];
	const char *near;

	for (size_t i = 0; i < NSETTINGS; i++)
		names[i] = settings[i].name;
	names[NSETTINGS] = NULL;
	near = mdm_str_nearest(s->name, names);
	s->problem = near == NULL
	    ? mdm_str_printf(s->arena, "there is no setting \"" MDM_FMT "\"",
		  MDM_ARG(s->name))
	    : mdm_str_printf(s->arena,
		  "there is no setting \"" MDM_FMT "\", did you mean \"%s\"?",
		  MDM_ARG(s->name), near);
}

static const struct row *
find_setting(struct mdm_str name)
{
	for (size_t i = 0; i < NSETTINGS; i++) {
		if (mdm_str_is(name, settings[i].name))
			return &settings[i];
	}
	return NULL;
}

bool
mdm_policy_set(struct mdm_policy *policy, struct mdm_arena *arena,
    struct mdm_str option, struct mdm_str value, struct mdm_str *ret_problem)
{
	const struct row *row = find_setting(option);
	struct setting s = {
		.policy = policy,
		.choice = &policy->choice[policy->layer],
		.arena = arena,
		.name = option,
		.value = mdm_str_trim(value),
	};

	if (row == NULL || !row->set(&s)) {
		if (row == NULL)
			no_such_setting(&s);
		*ret_problem = s.problem;
		return false;
	}
	mdm_policy_say(policy, arena, row->name, s.value);
	return true;
}

bool
mdm_choice_set(struct mdm_choice *choice, struct mdm_arena *arena,
    struct mdm_str option, struct mdm_str value, struct mdm_str *ret_problem)
{
	const struct row *row = find_setting(option);
	struct setting s = {
		.choice = choice,
		.arena = arena,
		.name = option,
		.value = mdm_str_trim(value),
	};

	if (row->set(&s))
		return true;
	*ret_problem = s.problem;
	return false;
}

void
mdm_policy_say(struct mdm_policy *p, struct mdm_arena *arena, const char *key,
    struct mdm_str value)
{
	struct mdm_said said = {
		.key = key,
		.value = mdm_str_dup(arena, value),
		.origin = p->origin,
		.layer = p->layer,
	};

	if (said.origin.p == NULL)
		said.origin = mdm_str_printf(arena, "--%s", key);
	MDM_PUSH(arena, &p->said, said);
}
