/* SPDX-License-Identifier: MIT */
#include "engine/config.h"

#include <errno.h>
#include <stdlib.h>

#include "base/jout.h"
#include "engine/suppress.h"
#include "syntax/source.h"

/* A configuration while it is read. */
struct reading {
	struct mdm_policy *policy;
	struct mdm_arena *arena;
	struct mdm_str name;
	struct mdm_str folder; /* of the file as it was named, "" or "x/" */
	struct mdm_lines lines;
	struct mdm_problems *problems;
	size_t nproblems; /* beyond the most, too */
};

static struct mdm_str
place_of(const struct reading *r, struct mdm_at at)
{
	struct mdm_place p = mdm_place_in(&r->lines, at);

	return mdm_str_printf(
	    r->arena, MDM_FMT ":%u:%u", MDM_ARG(r->name), p.line, p.col);
}

__attribute__((format(printf, 3, 4))) static void
problem(struct reading *r, struct mdm_at at, const char *fmt, ...)
{
	struct mdm_str place, text;
	va_list args;

	if (r->nproblems++ >= MDM_CONFIG_MOST_PROBLEMS)
		return;
	place = place_of(r, at);
	va_start(args, fmt);
	text = mdm_str_vprintf(r->arena, fmt, args);
	va_end(args);
	MDM_PUSH(r->arena, &r->problems->list,
	    mdm_str_printf(
		r->arena, MDM_FMT ": " MDM_FMT, MDM_ARG(place), MDM_ARG(text)));
}

static const char *
a_kind(enum mdm_node_kind kind)
{
	switch (kind) {
	case MDM_OBJECT:
		return "an object";
	case MDM_ARRAY:
		return "a list";
	case MDM_NULL:
		return "nothing";
	default:
		return "a value";
	}
}

/* The key and what is wanted for it, for "KEY: ... is wanted, not ...". */
static bool
wanted(struct reading *r, const struct mdm_config_key *key,
    struct mdm_node *node, const char *what)
{
	problem(r, mdm_at_of(node), "%s: %s is wanted, not %s", key->name, what,
	    a_kind(node->kind));
	return false;
}

static bool
is_scalar(const struct mdm_node *node)
{
	return node->kind == MDM_STRING || node->kind == MDM_NUMBER ||
	    node->kind == MDM_BOOL;
}

/* One or a list of values that are not empty. */
static bool
check_texts(
    struct reading *r, const struct mdm_config_key *key, struct mdm_node *node)
{
	bool good = true;

	if (node->kind != MDM_ARRAY) {
		if (!is_scalar(node) || mdm_str_trim(node->value).n == 0)
			return wanted(r, key, node, "a text or a list of them");
		return true;
	}
	for (struct mdm_node *n = node->child; n != NULL; n = n->next) {
		if (!is_scalar(n) || mdm_str_trim(n->value).n == 0)
			good = wanted(r, key, n, "a text");
	}
	return good;
}

/* The i-th of one or a list of values, or NULL. */
static struct mdm_node *
text_at(struct mdm_node *node, size_t i)
{
	if (node == NULL)
		return NULL;
	if (node->kind != MDM_ARRAY)
		return i == 0 ? node : NULL;
	node = node->child;
	while (node != NULL && i-- > 0)
		node = node->next;
	return node;
}

static bool
check_word(
    struct reading *r, const struct mdm_config_key *key, struct mdm_node *node)
{
	const char *near;

	if (!is_scalar(node))
		return wanted(r, key, node, "a word");
	for (size_t i = 0; key->words[i] != NULL; i++) {
		if (mdm_str_is(node->value, key->words[i]))
			return true;
	}
	near = mdm_str_nearest(node->value, key->words);
	problem(r, mdm_at_of(node), "%s: \"" MDM_FMT "\" is not known%s%s%s",
	    key->name, MDM_ARG(node->value),
	    near != NULL ? ", did you mean \"" : "", near != NULL ? near : "",
	    near != NULL ? "\"?" : "");
	return false;
}

static bool
check_words(
    struct reading *r, const struct mdm_config_key *key, struct mdm_node *node)
{
	bool good = check_texts(r, key, node);
	struct mdm_node *word;

	for (size_t i = 0; good && (word = text_at(node, i)) != NULL; i++)
		good = check_word(r, key, word);
	return good;
}

static bool
check_digests(
    struct reading *r, const struct mdm_config_key *key, struct mdm_node *node)
{
	bool good = check_texts(r, key, node);
	struct mdm_node *digest;
	uint8_t bytes[32];

	for (size_t i = 0; good && (digest = text_at(node, i)) != NULL; i++) {
		if (mdm_hex_exact(digest->value, bytes, sizeof(bytes)))
			continue;
		problem(r, mdm_at_of(digest),
		    "%s: 64 hexadecimal digits are wanted, in quotes if "
		    "there is no letter among them",
		    key->name);
		good = false;
	}
	return good;
}

static bool
check_number(
    struct reading *r, const struct mdm_config_key *key, struct mdm_node *node)
{
	int64_t n;

	if (node->kind != MDM_NUMBER || !mdm_str_to_int(node->value, &n))
		return wanted(r, key, node, "a number");
	if (n >= key->least && n <= key->most)
		return true;
	problem(r, mdm_at_of(node),
	    "%s: " MDM_FMT " is not in the range of %lld to %lld", key->name,
	    MDM_ARG(node->value), (long long)key->least, (long long)key->most);
	return false;
}

static bool
check_date(
    struct reading *r, const struct mdm_config_key *key, struct mdm_node *node)
{
	int64_t moment;

	if (is_scalar(node) && mdm_time_parse(node->value, &moment))
		return true;
	return wanted(r, key, node, "a date, YYYY-MM-DD,");
}

/* An object whose values are texts, or one or several texts. */
static bool
check_map(
    struct reading *r, const struct mdm_config_key *key, struct mdm_node *node)
{
	bool good = true;

	if (node->kind != MDM_OBJECT)
		return wanted(r, key, node, "an object");
	for (struct mdm_node *n = node->child; n != NULL; n = n->next) {
		if (key->kind == MDM_CONFIG_LISTS)
			good &= check_texts(r, key, n);
		else if (!is_scalar(n) || mdm_str_trim(n->value).n == 0)
			good = wanted(r, key, n, "a text");
	}
	return good;
}

static bool check_value(
    struct reading *, const struct mdm_config_key *, struct mdm_node *);

static const struct mdm_config_key *
find_key(const struct mdm_config_key *keys, struct mdm_str name)
{
	for (; keys->name != NULL; keys++) {
		if (mdm_str_is(name, keys->name))
			return keys;
	}
	return NULL;
}

static void
unknown_key(
    struct reading *r, const struct mdm_config_key *keys, struct mdm_node *node)
{
	const char *names[64];
	const char *near;
	size_t n = 0;

	for (; keys->name != NULL && n < 63; keys++)
		names[n++] = keys->name;
	names[n] = NULL;
	near = mdm_str_nearest(node->key, names);
	problem(r, mdm_key_at_of(node), "there is no key \"" MDM_FMT "\"%s%s%s",
	    MDM_ARG(node->key), near != NULL ? ", did you mean \"" : "",
	    near != NULL ? near : "", near != NULL ? "\"?" : "");
}

/* Are all members known and of their kind, and is none missing? */
static bool
check_members(struct reading *r, const struct mdm_config_key *keys,
    struct mdm_node *object, const char *of)
{
	bool good = true;

	for (struct mdm_node *n = object->child; n != NULL; n = n->next) {
		const struct mdm_config_key *key = find_key(keys, n->key);

		if (key == NULL)
			unknown_key(r, keys, n);
		good = key != NULL && check_value(r, key, n) && good;
	}
	for (; keys->name != NULL; keys++) {
		if (!keys->required || mdm_get(object, keys->name) != NULL)
			continue;
		problem(r, mdm_at_of(object), "%s: \"%s\" is missing", of,
		    keys->name);
		good = false;
	}
	return good;
}

static bool
check_objects(
    struct reading *r, const struct mdm_config_key *key, struct mdm_node *node)
{
	bool good = true;

	if (node->kind != MDM_ARRAY)
		return wanted(r, key, node, "a list");
	for (struct mdm_node *n = node->child; n != NULL; n = n->next) {
		if (n->kind == MDM_OBJECT)
			good = check_members(r, key->members, n, key->name) &&
			    good;
		else
			good = wanted(r, key, n, "an object");
	}
	return good;
}

static bool
check_value(
    struct reading *r, const struct mdm_config_key *key, struct mdm_node *node)
{
	switch (key->kind) {
	case MDM_CONFIG_WORD:
		return check_word(r, key, node);
	case MDM_CONFIG_WORDS:
		return check_words(r, key, node);
	case MDM_CONFIG_NUMBER:
		return check_number(r, key, node);
	case MDM_CONFIG_DATE:
		return check_date(r, key, node);
	case MDM_CONFIG_TEXT:
	case MDM_CONFIG_PATH:
		return (is_scalar(node) && mdm_str_trim(node->value).n > 0) ||
		    wanted(r, key, node, "a text");
	case MDM_CONFIG_TEXTS:
	case MDM_CONFIG_PATHS:
	case MDM_CONFIG_RULES:
		return check_texts(r, key, node);
	case MDM_CONFIG_DIGESTS:
		return check_digests(r, key, node);
	case MDM_CONFIG_FLAG:
		return node->kind == MDM_BOOL ||
		    wanted(r, key, node, "true or false");
	case MDM_CONFIG_LEVELS:
	case MDM_CONFIG_PAIRS:
	case MDM_CONFIG_PATH_PAIRS:
	case MDM_CONFIG_LISTS:
		return check_map(r, key, node);
	case MDM_CONFIG_OBJECT:
		return node->kind == MDM_OBJECT
		    ? check_members(r, key->members, node, key->name)
		    : wanted(r, key, node, "an object");
	case MDM_CONFIG_OBJECTS:
		break;
	}
	return check_objects(r, key, node);
}

/* A path of the configuration as seen from the current folder. */
static struct mdm_str
from_here(const struct reading *r, struct mdm_str path)
{
	if (mdm_str_starts(path, "/"))
		return mdm_str_dup(r->arena, path);
	if (mdm_str_starts(path, "./"))
		path = mdm_str_sub(path, 2, SIZE_MAX);
	return mdm_str_printf(
	    r->arena, MDM_FMT MDM_FMT, MDM_ARG(r->folder), MDM_ARG(path));
}

/* A value as compact JSON, which is YAML too. */
static void
write_node(struct mdm_jout *j, const char *key, const struct mdm_node *node)
{
	int64_t n;

	if (node->kind == MDM_OBJECT || node->kind == MDM_ARRAY) {
		if (node->kind == MDM_OBJECT)
			mdm_jout_object(j, key);
		else
			mdm_jout_array(j, key);
		for (const struct mdm_node *c = node->child; c != NULL;
		     c = c->next)
			write_node(j,
			    node->kind == MDM_OBJECT
				? mdm_str_dup(c->doc->keep, c->key).p
				: NULL,
			    c);
		mdm_jout_end(j);
	} else if (node->kind == MDM_NUMBER &&
	    mdm_str_to_int(node->value, &n)) {
		mdm_jout_int(j, key, n);
	} else if (node->kind == MDM_BOOL) {
		mdm_jout_bool(j, key, mdm_str_is(node->value, "true"));
	} else {
		mdm_jout_string(j, key, node->value);
	}
}

/* What the key says, for `config show`. */
static void
say_node(
    struct reading *r, const struct mdm_config_key *key, struct mdm_node *node)
{
	struct mdm_out *out = mdm_out_new_memory();
	struct mdm_jout j = mdm_jout(out, true);

	write_node(&j, NULL, node);
	r->policy->origin = place_of(r, mdm_at_of(node));
	mdm_policy_say(
	    r->policy, r->arena, key->name, mdm_str_trim(mdm_out_text(out)));
	mdm_out_free(out);
}

static void
set_text(struct reading *r, const struct mdm_config_key *key,
    struct mdm_node *node, struct mdm_str value)
{
	struct mdm_str why;

	r->policy->origin = place_of(r, mdm_at_of(node));
	if (!mdm_policy_set(
		r->policy, r->arena, mdm_str_of(key->setting), value, &why))
		problem(r, mdm_at_of(node), MDM_FMT, MDM_ARG(why));
}

static void
set_pair(
    struct reading *r, const struct mdm_config_key *key, struct mdm_node *node)
{
	struct mdm_str left = mdm_str_dup(r->arena, mdm_str_trim(node->key));
	struct mdm_str right = mdm_str_dup(r->arena, mdm_str_trim(node->value));

	if (key->kind == MDM_CONFIG_PATH_PAIRS) {
		right = from_here(r, right);
		mdm_policy_answer(r->policy, r->arena, left, right);
	} else {
		mdm_policy_link(r->policy, r->arena, left, right);
	}
	r->policy->origin = place_of(r, mdm_at_of(node));
	mdm_policy_say(r->policy, r->arena, key->setting,
	    mdm_str_printf(
		r->arena, MDM_FMT "=" MDM_FMT, MDM_ARG(left), MDM_ARG(right)));
}

static struct mdm_str
level_pair(struct mdm_arena *arena, const struct mdm_node *node)
{
	return mdm_str_printf(arena, MDM_FMT "=" MDM_FMT, MDM_ARG(node->key),
	    MDM_ARG(node->value));
}

/* "FORMAT:FILE" with FILE as seen from the current folder. */
static struct mdm_str
format_from_here(const struct reading *r, struct mdm_str format)
{
	size_t colon = mdm_str_find_byte(format, ':');

	if (colon == SIZE_MAX)
		return format;
	return mdm_str_printf(r->arena, MDM_FMT ":" MDM_FMT,
	    MDM_ARG(mdm_str_sub(format, 0, colon)),
	    MDM_ARG(from_here(r, mdm_str_sub(format, colon + 1, SIZE_MAX))));
}

static struct mdm_str
setting_value(const struct reading *r, const struct mdm_config_key *key,
    const struct mdm_node *node)
{
	if (key->kind == MDM_CONFIG_PATH || key->kind == MDM_CONFIG_PATHS)
		return from_here(r, node->value);
	if (strcmp(key->name, "format") == 0)
		return format_from_here(r, node->value);
	return node->value;
}

/* A key that is an option, too. */
static void
apply_setting(
    struct reading *r, const struct mdm_config_key *key, struct mdm_node *node)
{
	struct mdm_node *item;

	if (node->kind != MDM_OBJECT) {
		for (size_t i = 0; (item = text_at(node, i)) != NULL; i++)
			set_text(r, key, item, setting_value(r, key, item));
		return;
	}
	for (item = node->child; item != NULL; item = item->next) {
		if (key->kind == MDM_CONFIG_LEVELS)
			set_text(r, key, item, level_pair(r->arena, item));
		else
			set_pair(r, key, item);
	}
}

static struct mdm_globs
globs_of(struct reading *r, struct mdm_node *node)
{
	struct mdm_globs globs = { 0 };
	struct mdm_node *item;

	for (size_t i = 0; (item = text_at(node, i)) != NULL; i++)
		MDM_PUSH(
		    r->arena, &globs.list, mdm_glob_of(r->arena, item->value));
	return globs;
}

static void
apply_sets(struct reading *r, struct mdm_node *node)
{
	for (struct mdm_node *n = node->child; n != NULL; n = n->next) {
		struct mdm_named_set set = {
			.name = mdm_str_dup(r->arena, n->key),
			.paths = globs_of(r, n),
		};

		MDM_PUSH(r->arena, &r->policy->sets, set);
	}
}

static void
choose(struct reading *r, struct mdm_choice *choice, const char *option,
    struct mdm_node *node, struct mdm_str value)
{
	struct mdm_str why;

	if (!mdm_choice_set(choice, r->arena, mdm_str_of(option), value, &why))
		problem(r, mdm_at_of(node), MDM_FMT, MDM_ARG(why));
}

static void
apply_overrides(struct reading *r, struct mdm_node *node)
{
	for (struct mdm_node *n = node->child; n != NULL; n = n->next) {
		struct mdm_path_choice *o =
		    MDM_NEW(r->arena, struct mdm_path_choice);
		struct mdm_node *levels = mdm_get(n, "severity"), *item;

		o->paths = globs_of(r, mdm_get(n, "paths"));
		for (size_t i = 0;
		     (item = text_at(mdm_get(n, "ignore"), i)) != NULL; i++)
			choose(r, &o->choice, "ignore", item, item->value);
		for (item = levels != NULL ? levels->child : NULL; item != NULL;
		     item = item->next)
			choose(r, &o->choice, "severity", item,
			    level_pair(r->arena, item));
		MDM_PUSH(r->arena, &r->policy->overrides, *o);
	}
}

static char *
lower(struct mdm_arena *arena, struct mdm_str text)
{
	char *copy = MDM_NEW_N(arena, char, text.n + 1);

	for (size_t i = 0; i < text.n; i++)
		copy[i] = mdm_lower(text.p[i]);
	return copy;
}

/* Lower-case copies of one or a list of texts. */
static const struct mdm_str *
texts_of(struct reading *r, struct mdm_node *node, size_t *ret_n)
{
	MDM_VEC(struct mdm_str) list = { 0 };
	struct mdm_node *item;

	for (size_t i = 0; (item = text_at(node, i)) != NULL; i++)
		MDM_PUSH(r->arena, &list,
		    mdm_str_of(lower(r->arena, mdm_str_trim(item->value))));
	*ret_n = list.n;
	return list.at;
}

static void
apply_pins(struct reading *r, struct mdm_node *node)
{
	struct mdm_organisation *o = &r->policy->organisation;
	size_t n = 0;
	struct mdm_pin *pins;

	for (const struct mdm_node *c = node->child; c != NULL; c = c->next)
		n++;
	pins = MDM_NEW_N(r->arena, struct mdm_pin, n + 1);
	o->pins = pins;
	for (struct mdm_node *c = node->child; c != NULL; c = c->next) {
		struct mdm_pin *pin = &pins[o->npins++];

		pin->host = mdm_str_of(
		    lower(r->arena, mdm_str_trim(mdm_get_text(c, "host"))));
		pin->sha256 = texts_of(r, mdm_get(c, "sha256"), &pin->n);
	}
}

/* 0 if it is not there. */
static int64_t
number_of(const struct mdm_node *object, const char *key)
{
	const struct mdm_node *node = mdm_get(object, key);
	int64_t n = 0;

	if (node != NULL && !mdm_str_to_int(node->value, &n))
		n = 0;
	return n;
}

static void
apply_organisation(struct reading *r, struct mdm_node *node)
{
	static const struct {
		const char *name;
		enum mdm_allowed_hash bit;
	} hashes[] = {
		{ "sha1", MDM_ALLOW_SHA1 },
		{ "sha256", MDM_ALLOW_SHA256 },
		{ "sha384", MDM_ALLOW_SHA384 },
		{ "sha512", MDM_ALLOW_SHA512 },
	};
	struct mdm_organisation *o = &r->policy->organisation;
	const struct mdm_node *item;

	o->rsa_bits = (unsigned)number_of(node, "minimum-rsa-bits");
	o->validity_days = number_of(node, "maximum-validity-days");
	o->renewal_days = number_of(node, "minimum-renewal-days");
	o->successor_days = number_of(node, "successor-days");
	o->server_names =
	    texts_of(r, mdm_get(node, "server-names"), &o->nserver_names);
	for (size_t i = 0; (item = text_at(mdm_get(node, "hashes"), i)) != NULL;
	     i++) {
		for (size_t k = 0; k < sizeof(hashes) / sizeof(*hashes); k++) {
			if (mdm_str_is(item->value, hashes[k].name))
				o->hashes |= (unsigned)hashes[k].bit;
		}
	}
}

static void
suppression_part(
    struct reading *r, struct mdm_node *at, bool good, struct mdm_str why)
{
	if (!good)
		problem(r, mdm_at_of(at), MDM_FMT, MDM_ARG(why));
}

static void
apply_suppressions(struct reading *r, struct mdm_node *node)
{
	for (struct mdm_node *n = node->child; n != NULL; n = n->next) {
		struct mdm_suppression *s =
		    MDM_NEW(r->arena, struct mdm_suppression);
		struct mdm_node *until = mdm_get(n, "until"), *item;
		struct mdm_str why = MDM_LIT("until: not a date");

		s->origin = place_of(r, mdm_at_of(n));
		s->reason = mdm_str_dup(
		    r->arena, mdm_str_trim(mdm_get_text(n, "reason")));
		s->paths = globs_of(r, mdm_get(n, "paths"));
		if (mdm_get(n, "profile") != NULL)
			s->profile = mdm_str_dup(
			    r->arena, mdm_str_trim(mdm_get_text(n, "profile")));
		if (until != NULL)
			suppression_part(r, until,
			    mdm_suppression_until(s, until->value), why);
		for (size_t i = 0;
		     (item = text_at(mdm_get(n, "rule"), i)) != NULL; i++)
			suppression_part(r, item,
			    mdm_suppression_rules(
				s, r->arena, item->value, &why),
			    why);
		MDM_PUSH(r->arena, &r->policy->suppressions, s);
	}
}

static void
apply(
    struct reading *r, const struct mdm_config_key *key, struct mdm_node *node)
{
	static const struct {
		const char *key;
		void (*apply)(struct reading *, struct mdm_node *);
	} rows[] = {
		{ "organisation", apply_organisation },
		{ "overrides", apply_overrides },
		{ "pins", apply_pins },
		{ "sets", apply_sets },
		{ "suppressions", apply_suppressions },
	};

	if (key->setting != NULL) {
		apply_setting(r, key, node);
		return;
	}
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (strcmp(rows[i].key, key->name) == 0)
			rows[i].apply(r, node);
	}
	say_node(r, key, node);
}

/* The key says nothing: "suppressions:" and only comments below it. */
static bool
is_blank(const struct mdm_node *node)
{
	return node->kind == MDM_NULL;
}

static void
read_root(struct reading *r, struct mdm_node *root)
{
	if (root == NULL || is_blank(root))
		return; /* nothing but comments */
	if (root->kind != MDM_OBJECT) {
		problem(r, mdm_at_of(root),
		    "keys and values are wanted, not %s", a_kind(root->kind));
		return;
	}
	for (struct mdm_node *n = root->child; n != NULL; n = n->next) {
		const struct mdm_config_key *key =
		    find_key(mdm_config_keys, n->key);

		if (key == NULL)
			unknown_key(r, mdm_config_keys, n);
		else if (!is_blank(n) && check_value(r, key, n))
			apply(r, key, n);
	}
}

/* A document of that text, YAML whatever its name says. */
static struct mdm_doc *
open_yaml(struct mdm_arena *arena, struct mdm_str name, struct mdm_str bytes)
{
	struct mdm_doc *doc = MDM_NEW(arena, struct mdm_doc);
	bool damaged;

	doc->source = MDM_NEW(arena, struct mdm_source);
	doc->source->name = name;
	doc->source->syntax = MDM_YAML;
	doc->scratch = doc->keep = arena;
	doc->text =
	    mdm_text_decode(arena, bytes, &doc->source->encoding, &damaged);
	if (damaged || doc->source->encoding == MDM_BINARY ||
	    doc->source->encoding == MDM_WINDOWS_1252)
		mdm_defect_add(doc, MDM_DEFECT_ENCODING, mdm_at_span(doc, 0, 0),
		    "the text is not UTF-8");
	else
		mdm_yaml_read(doc);
	return doc;
}

static struct mdm_str
folder_of(struct mdm_arena *arena, struct mdm_str path)
{
	size_t slash = mdm_str_rfind_byte(path, '/');

	return mdm_str_dup(arena,
	    slash == SIZE_MAX ? MDM_LIT("") : mdm_str_sub(path, 0, slash + 1));
}

/* Absolute, without links, ending with '/'. */
static struct mdm_str
real_folder(struct mdm_arena *arena, const char *path)
{
	char *real = realpath(path, NULL);
	struct mdm_str copy =
	    mdm_str_printf(arena, "%s%s", real != NULL ? real : "",
		real != NULL && strcmp(real, "/") == 0 ? "" : "/");

	free(real); /* realpath()'s own */
	return copy;
}

void
mdm_policy_look_around(struct mdm_policy *policy, struct mdm_arena *arena)
{
	if (policy->current.p == NULL)
		policy->current = real_folder(arena, ".");
}

bool
mdm_config_read_text(struct mdm_policy *policy, struct mdm_arena *arena,
    struct mdm_str name, struct mdm_str text, struct mdm_problems *ret_problems)
{
	struct reading r = {
		.policy = policy,
		.arena = arena,
		.name = name,
		.folder = folder_of(arena, name),
		.problems = ret_problems,
	};
	struct mdm_doc *doc = open_yaml(arena, name, text);

	r.lines = mdm_lines_of(arena, doc->text);
	mdm_policy_look_around(policy, arena);
	policy->folder = real_folder(arena, r.folder.n > 0 ? r.folder.p : ".");
	policy->layer = MDM_BY_CONFIG;
	for (size_t i = 0; i < doc->defects.n; i++)
		problem(&r, doc->defects.at[i].at, MDM_FMT,
		    MDM_ARG(doc->defects.at[i].text));
	if (!doc->damaged)
		read_root(&r, doc->root);
	policy->layer = MDM_BY_OPTION;
	policy->origin = (struct mdm_str){ NULL, 0 };
	return r.nproblems == 0;
}

static bool
unreadable(struct mdm_arena *arena, struct mdm_problems *problems,
    struct mdm_str path, const char *why)
{
	MDM_PUSH(arena, &problems->list,
	    mdm_str_printf(arena, MDM_FMT ": %s", MDM_ARG(path), why));
	return false;
}

bool
mdm_config_read(struct mdm_policy *policy, struct mdm_arena *arena,
    struct mdm_str path, struct mdm_problems *ret_problems)
{
	struct mdm_str name = mdm_str_dup(arena, path);
	struct mdm_buffer buffer = { 0 };
	int64_t mtime_ns;
	enum mdm_status status =
	    mdm_file_read(name.p, MDM_CONFIG_MOST_BYTES, &buffer, &mtime_ns);
	struct mdm_str text;

	if (status != MDM_OK) {
		int error = errno;

		mdm_heap_free(buffer.p);
		return unreadable(arena, ret_problems, path,
		    status == MDM_ERR_TOO_BIG
			? "larger than a configuration can be (1 MiB)"
			: strerror(error));
	}
	text = mdm_str_dup(
	    arena, mdm_str_span(buffer.p != NULL ? buffer.p : "", buffer.n));
	mdm_heap_free(buffer.p);
	return mdm_config_read_text(policy, arena, name, text, ret_problems);
}

struct mdm_str
mdm_config_set_of(const struct mdm_policy *policy, struct mdm_arena *arena,
    struct mdm_str file)
{
	struct mdm_str none = { NULL, 0 };

	for (size_t i = 0; i < policy->sets.n; i++) {
		if (mdm_policy_covers(
			policy, arena, &policy->sets.at[i].paths, file))
			return policy->sets.at[i].name;
	}
	return none;
}
