/* SPDX-License-Identifier: MIT */
/* Which rule reports what at which level, in which file. */
#include "engine/config.h"
#include "engine/policy.h"

static enum mdm_severity
case_level(const struct mdm_case *k, enum mdm_world world)
{
	switch (world) {
	case MDM_WORLD_CLOSED:
		return k->closed;
	case MDM_WORLD_OPEN:
		return k->open;
	case MDM_WORLD_AUTO:
		break;
	}
	return k->automatic;
}

/*
 * Options over configuration: --only and --severity switch a rule on that the
 * configuration has off.
 */
static enum mdm_severity
level_of(const struct mdm_policy *p, size_t rule, const struct mdm_case *k)
{
	const struct mdm_choice *config = &p->choice[MDM_BY_CONFIG];
	const struct mdm_choice *option = &p->choice[MDM_BY_OPTION];
	bool wanted = option->selected[rule] || option->override[rule].set;

	if (option->ignored[rule] ||
	    (option->any_selected && !option->selected[rule]))
		return MDM_OFF;
	if (!wanted &&
	    (config->ignored[rule] ||
		(config->any_selected && !config->selected[rule])))
		return MDM_OFF;
	if (option->override[rule].set)
		return option->override[rule].level;
	if (config->override[rule].set &&
	    !(wanted && config->override[rule].level == MDM_OFF))
		return config->override[rule].level;
	return case_level(k, p->world);
}

void
mdm_policy_settle(struct mdm_policy *p)
{
	for (size_t i = 0; i < MDM_RULE_COUNT; i++) {
		for (unsigned k = 0; k < mdm_rule_ncases(mdm_rules[i]); k++)
			p->level[i][k] =
			    level_of(p, i, &mdm_rules[i]->cases[k]);
	}
}

/* Do the options leave the level to the configuration? */
static bool
is_open(const struct mdm_policy *p, size_t rule)
{
	const struct mdm_choice *option = &p->choice[MDM_BY_OPTION];

	return !option->ignored[rule] && !option->override[rule].set &&
	    (!option->any_selected || option->selected[rule]);
}

bool
mdm_policy_runs(const struct mdm_policy *p, size_t rule)
{
	for (unsigned k = 0; k < mdm_rule_ncases(mdm_rules[rule]); k++) {
		if (p->level[rule][k] != MDM_OFF)
			return true;
	}
	for (size_t i = 0; i < p->overrides.n && is_open(p, rule); i++) {
		if (p->overrides.at[i].choice.override[rule].set)
			return true;
	}
	return false;
}

enum mdm_severity
mdm_policy_level(const struct mdm_policy *p, struct mdm_arena *scratch,
    size_t rule, unsigned which, struct mdm_str file)
{
	enum mdm_severity level = p->level[rule][which];

	if (!is_open(p, rule))
		return level;
	for (size_t i = 0; i < p->overrides.n; i++) {
		const struct mdm_path_choice *o = &p->overrides.at[i];
		const struct mdm_choice *c = &o->choice;

		if ((!c->ignored[rule] && !c->override[rule].set) ||
		    !mdm_policy_covers(p, scratch, &o->paths, file))
			continue;
		level = c->ignored[rule] ? MDM_OFF : c->override[rule].level;
	}
	return level;
}

/* The part between two '/' behind `*i`, which moves on; absent at the end. */
static struct mdm_str
next_part(struct mdm_str path, size_t *i)
{
	struct mdm_str none = { NULL, 0 };
	size_t from;

	while (*i < path.n && path.p[*i] == '/')
		(*i)++;
	from = *i;
	while (*i < path.n && path.p[*i] != '/')
		(*i)++;
	return *i == from ? none : mdm_str_sub(path, from, *i - from);
}

struct mdm_str
mdm_path_absolute(
    struct mdm_arena *arena, struct mdm_str current, struct mdm_str path)
{
	bool absolute = mdm_str_starts(path, "/");
	struct mdm_str whole = absolute
	    ? path
	    : mdm_str_printf(
		  arena, MDM_FMT "/" MDM_FMT, MDM_ARG(current), MDM_ARG(path));
	char *out = MDM_NEW_N(arena, char, whole.n + 2);
	size_t n = 0, i = 0;
	struct mdm_str part;

	while ((part = next_part(whole, &i)).p != NULL) {
		if (mdm_str_is(part, "."))
			continue;
		if (mdm_str_is(part, "..")) {
			while (n > 0 && out[--n] != '/')
				;
			continue;
		}
		out[n++] = '/';
		memcpy(out + n, part.p, part.n);
		n += part.n;
	}
	out[n] = '\0';
	return mdm_str_span(out, n);
}

struct mdm_str
mdm_policy_path(
    const struct mdm_policy *p, struct mdm_arena *arena, struct mdm_str file)
{
	struct mdm_str none = { NULL, 0 };
	struct mdm_str path = mdm_path_absolute(arena, p->current, file);

	if (p->folder.n == 0 || !mdm_str_starts(path, p->folder.p))
		return none;
	return mdm_str_sub(path, p->folder.n, SIZE_MAX);
}

bool
mdm_policy_covers(const struct mdm_policy *p, struct mdm_arena *scratch,
    const struct mdm_globs *globs, struct mdm_str file)
{
	struct mdm_str path = mdm_policy_path(p, scratch, file);

	for (size_t i = 0; path.p != NULL && i < globs->list.n; i++) {
		if (mdm_glob_covers(&globs->list.at[i], scratch, path))
			return true;
	}
	return false;
}

const struct mdm_said *
mdm_policy_said(const struct mdm_policy *p, const char *key, size_t which)
{
	const struct mdm_config_key *k = mdm_config_key_of(key);
	bool by_option = false;

	for (size_t i = 0; i < p->said.n; i++)
		by_option |= p->said.at[i].layer == MDM_BY_OPTION &&
		    strcmp(p->said.at[i].key, key) == 0;
	for (size_t i = 0; i < p->said.n; i++) {
		const struct mdm_said *s = &p->said.at[i];

		if (strcmp(s->key, key) != 0 ||
		    (by_option && s->layer == MDM_BY_CONFIG &&
			(k == NULL || !k->adds_up)))
			continue;
		if (which-- == 0)
			return s;
	}
	return NULL;
}
