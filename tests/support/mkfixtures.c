/* SPDX-License-Identifier: MIT */
/*
 * mkfixtures [--check] [--only NAME] [--new-keys] TOP: writes what lies below
 * TOP/fixtures from the recipes in TOP/fixtures/recipe, or compares it with
 * them.  fixtures/recipe/README.md tells what a recipe may say.
 */
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "base/vec.h"
#include "dermake.h"
#include "files.h"
#include "marker.h"
#include "mkarchive.h"
#include "mkcert.h"
#include "mkevtx.h"

struct fixtures {
	struct mdm_arena *arena;
	struct cert_maker certs;
	const char *top, *only;
	bool check;
	json_t *bases;
	unsigned differences;
};

static json_t *
load_json(struct fixtures *f, const char *path)
{
	json_error_t error;
	json_t *root = json_load_file(path, JSON_REJECT_DUPLICATES, &error);

	if (root == NULL)
		give_up(path,
		    mdm_str_printf(
			f->arena, "line %d: %s", error.line, error.text)
			.p);
	return root;
}

static json_t *
load_recipe(struct fixtures *f, const char *name)
{
	return load_json(f,
	    mdm_str_printf(f->arena, "%s/fixtures/recipe/%s.json", f->top, name)
		.p);
}

static struct mdm_str
text_of(const json_t *string)
{
	return mdm_str_span(
	    json_string_value(string), json_string_length(string));
}

static json_t *expand(struct fixtures *, json_t *);

static json_t *
string_of(struct mdm_str s)
{
	json_t *value = json_stringn(s.p, s.n);

	if (value == NULL)
		give_up("bytes that are no text in a JSON string", s.p);
	return value;
}

static struct mdm_str
replace_all(
    struct fixtures *f, struct mdm_str text, const char *old, struct mdm_str by)
{
	struct mdm_str all = MDM_LIT("");
	size_t at = mdm_str_find(text, old);

	if (at == SIZE_MAX)
		give_up("nothing to replace", old);
	while (at != SIZE_MAX) {
		all = BYTES_JOIN(f->arena, all, mdm_str_sub(text, 0, at), by);
		text = mdm_str_sub(text, at + strlen(old), SIZE_MAX);
		at = mdm_str_find(text, old);
	}
	return BYTES_JOIN(f->arena, all, text);
}

static struct mdm_str raw_lines_of(struct fixtures *, const json_t *);

/* {"$base": name, "$replace": {"old": "new"}}: a text of bases.json. */
static struct mdm_str
text_from_base(struct fixtures *f, const json_t *object)
{
	const char *name = json_string_value(json_object_get(object, "$base"));
	const json_t *base =
	    name != NULL ? json_object_get(f->bases, name) : NULL;
	json_t *swaps = json_object_get(object, "$replace"), *by;
	struct mdm_str text;
	const char *old;

	if (base == NULL)
		give_up("no such base", name != NULL ? name : "?");
	text = raw_lines_of(f, base);
	json_object_foreach(swaps, old, by) text =
	    replace_all(f, text, old, raw_lines_of(f, by));
	return text;
}

static struct mdm_str
raw_lines_of(struct fixtures *f, const json_t *value)
{
	struct mdm_str all = MDM_LIT("");

	if (json_is_string(value))
		return text_of(value);
	if (json_is_object(value))
		return text_from_base(f, value);
	for (size_t i = 0; i < json_array_size(value); i++)
		all = BYTES_JOIN(f->arena, all,
		    text_of(json_array_get(value, i)), MDM_LIT("\n"));
	return all;
}

/* A string, or lines each ended by a line feed; markers are replaced. */
static struct mdm_str
lines_of(struct fixtures *f, const json_t *value)
{
	return marker_expand(&f->certs, raw_lines_of(f, value));
}

static struct mdm_str
dump(struct fixtures *f, json_t *value, size_t indent)
{
	size_t flags = indent > 0 ? JSON_INDENT(indent) : JSON_COMPACT;
	json_t *whole = expand(f, value);
	char *text = json_dumps(whole, flags | JSON_ENCODE_ANY);
	struct mdm_str copy = mdm_str_dup(f->arena, mdm_str_of(text));

	free(text);
	json_decref(whole);
	return copy;
}

/* "$within": ["bplist()", "cms(signer)"]: wrapped from the first on. */
static struct mdm_str
wrapped(struct fixtures *f, struct mdm_str bytes, const json_t *wraps)
{
	for (size_t i = 0; i < json_array_size(wraps); i++)
		bytes = marker_wrap(
		    &f->certs, text_of(json_array_get(wraps, i)), bytes);
	return bytes;
}

/* Objects that stand for a string: see the README. */
static json_t *
text_object(struct fixtures *f, const json_t *object)
{
	json_t *value;

	if ((value = json_object_get(object, "$text")) != NULL)
		return string_of(lines_of(f, value));
	if ((value = json_object_get(object, "$base64")) != NULL)
		return string_of(mdm_base64_encode(f->arena,
		    wrapped(f, lines_of(f, value),
			json_object_get(object, "$within"))));
	if ((value = json_object_get(object, "$json")) != NULL)
		return string_of(dump(f, value, 0));
	if ((value = json_object_get(object, "$base64json")) != NULL)
		return string_of(
		    mdm_base64_encode(f->arena, dump(f, value, 2)));
	return NULL;
}

/* The base without what is dropped; bases may have bases. */
static json_t *
load_base(struct fixtures *f, const char *name, const json_t *drop)
{
	json_t *base = json_object_get(f->bases, name);

	if (base == NULL)
		give_up("no such base", name);
	base = expand(f, base);
	for (size_t i = 0; i < json_array_size(drop); i++) {
		const char *key = json_string_value(json_array_get(drop, i));

		if (key == NULL || json_object_del(base, key) != 0)
			give_up("nothing to drop", key != NULL ? key : name);
	}
	return base;
}

/*
 * The base's members come where "$base" stands; own members override them
 * there, are added behind them, or stay in front.
 */
static json_t *
expand_object(struct fixtures *f, json_t *object)
{
	json_t *whole = text_object(f, object), *value, *base;
	const char *key;

	if (whole != NULL)
		return whole;
	whole = json_object();
	json_object_foreach(object, key, value)
	{
		if (strcmp(key, "$drop") == 0)
			continue;
		if (strcmp(key, "$base") != 0) {
			json_object_set_new(whole, key, expand(f, value));
			continue;
		}
		base = load_base(f, json_string_value(value),
		    json_object_get(object, "$drop"));
		json_object_update_missing(whole, base);
		json_decref(base);
	}
	return whole;
}

static json_t *
expand(struct fixtures *f, json_t *value)
{
	json_t *list;

	if (json_is_string(value))
		return string_of(marker_expand(&f->certs, text_of(value)));
	if (json_is_object(value))
		return expand_object(f, value);
	if (!json_is_array(value))
		return json_incref(value);
	list = json_array();
	for (size_t i = 0; i < json_array_size(value); i++)
		json_array_append_new(
		    list, expand(f, json_array_get(value, i)));
	return list;
}

/* With BOM and CRLF, as Windows PowerShell writes. */
static struct mdm_str
to_utf16(struct mdm_arena *a, struct mdm_str text, bool big)
{
	char *out = MDM_NEW_N(a, char, text.n * 4 + 8);
	size_t n = 0, at = 0;
	uint32_t units[3], c = 0xfeff;

	for (;;) {
		size_t count = 0;

		if (c == '\n')
			units[count++] = '\r';
		if (c > 0xffff) {
			units[count++] = 0xd800 + ((c - 0x10000) >> 10);
			c = 0xdc00 + ((c - 0x10000) & 0x3ff);
		}
		units[count++] = c;
		for (size_t i = 0; i < count; i++) {
			out[n++] = (char)(big ? units[i] >> 8 : units[i]);
			out[n++] = (char)(big ? units[i] : units[i] >> 8);
		}
		if (at >= text.n)
			return mdm_str_span(out, n);
		c = mdm_utf8_next(text, &at);
	}
}

static struct mdm_str
to_crlf(struct mdm_arena *a, struct mdm_str text)
{
	char *out = MDM_NEW_N(a, char, text.n * 2 + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\n')
			out[n++] = '\r';
		out[n++] = text.p[i];
	}
	return mdm_str_span(out, n);
}

static struct mdm_str
encode(struct fixtures *f, const json_t *file, struct mdm_str text)
{
	const char *name = json_string_value(json_object_get(file, "encoding"));

	if (json_is_true(json_object_get(file, "crlf")))
		text = to_crlf(f->arena, text);
	if (name == NULL || strcmp(name, "utf-8") == 0)
		return text;
	if (strcmp(name, "utf-8-bom") == 0)
		return BYTES_JOIN(f->arena, MDM_LIT("\xef\xbb\xbf"), text);
	if (strcmp(name, "utf-16le") == 0)
		return to_utf16(f->arena, text, false);
	if (strcmp(name, "utf-16be") == 0)
		return to_utf16(f->arena, text, true);
	give_up("no such encoding", name);
}

static struct mdm_str content_of(struct fixtures *, const char *, json_t *);

static struct mdm_str
archive_of(struct fixtures *f, const char *kind, json_t *files)
{
	mkarchive_kind *make = mkarchive_find(kind);
	struct made_members members = { 0 };
	const char *name;
	json_t *file;

	if (make == NULL)
		give_up("no such archive", kind);
	json_object_foreach(files, name, file)
	{
		struct made_member m = {
			.name = mdm_str_of(name),
			.bytes = content_of(f, name, file),
			.claim = (uint32_t)json_integer_value(
			    json_object_get(file, "claim")),
			.encrypted =
			    json_is_true(json_object_get(file, "encrypted")),
			.bad_checksum =
			    json_is_true(json_object_get(file, "bad_checksum")),
		};

		MDM_PUSH(f->arena, &members.list, m);
	}
	return make(f->arena, &members);
}

/* ["Message1", "ansi", "..."], ["HRESULT", "hex32", "0x80091007"] */
static struct mkevtx_value
evtx_value(struct fixtures *f, const json_t *value)
{
	const char *type = json_string_value(json_array_get(value, 1));
	struct mkevtx_value v = {
		.name = json_string_value(json_array_get(value, 0)),
		.text =
		    marker_expand(&f->certs, text_of(json_array_get(value, 2))),
	};

	if (strcmp(type, "ansi") == 0)
		v.type = MKEVTX_ANSI;
	else if (strcmp(type, "hex32") == 0)
		v.type = MKEVTX_HEX32;
	v.number = (uint32_t)strtoul(mdm_str_dup(f->arena, v.text).p, NULL, 0);
	return v;
}

static const char *
member_or(const json_t *event, const char *key, const char *usual)
{
	const char *text = json_string_value(json_object_get(event, key));

	return text != NULL ? text : usual;
}

static struct mkevtx_event
evtx_event(struct fixtures *f, const json_t *event)
{
	static const char provider[] =
	    "Microsoft-Windows-DeviceManagement-Enterprise-Diagnostics-"
	    "Provider";
	const json_t *data = json_object_get(event, "data");
	size_t n = json_array_size(data);
	struct mkevtx_value *values =
	    MDM_NEW_N(f->arena, struct mkevtx_value, n + 1);
	struct mkevtx_event e = {
		.provider = member_or(event, "provider", provider),
		.channel = member_or(event, "channel", "Admin"),
		.computer = member_or(event, "computer", "LAPTOP-0042"),
		.id =
		    (unsigned)json_integer_value(json_object_get(event, "id")),
		.level = 2,
		.record = (uint64_t)json_integer_value(
		    json_object_get(event, "record")),
		.values = values,
		.nvalues = n,
	};
	int64_t seconds = 0;

	(void)mdm_time_parse(
	    mdm_str_of(member_or(event, "time", "2026-05-28T08:14:02Z")),
	    &seconds);
	e.time = seconds * 1000;
	for (size_t i = 0; i < n; i++)
		values[i] = evtx_value(f, json_array_get(data, i));
	return e;
}

/* An event log; "cut": so many bytes of it. */
static struct mdm_str
evtx_of(struct fixtures *f, const json_t *file)
{
	const json_t *events = json_object_get(file, "evtx");
	const json_t *cut = json_object_get(file, "cut");
	size_t n = json_array_size(events);
	struct mkevtx_event *list =
	    MDM_NEW_N(f->arena, struct mkevtx_event, n + 1);
	struct mdm_str bytes;

	for (size_t i = 0; i < n; i++)
		list[i] = evtx_event(f, json_array_get(events, i));
	bytes = mkevtx(f->arena, list, n);
	if (bytes.p == NULL)
		give_up("event log", "more events than a chunk holds");
	if (cut != NULL)
		bytes = mdm_str_sub(bytes, 0, (size_t)json_integer_value(cut));
	return bytes;
}

static struct mdm_str
content_of(struct fixtures *f, const char *path, json_t *file)
{
	json_t *value, *indent = json_object_get(file, "indent");
	size_t depth = indent == NULL ? 2 : (size_t)json_integer_value(indent);
	struct mdm_str text;

	if ((value = json_object_get(file, "json")) != NULL) {
		text = dump(f, value, depth);
		text = BYTES_JOIN(f->arena, text, MDM_LIT("\n"));
	} else if ((value = json_object_get(file, "text")) != NULL) {
		text = lines_of(f, value);
	} else if ((value = json_object_get(file, "bytes")) != NULL) {
		return marker_expand(&f->certs, text_of(value));
	} else if (json_object_get(file, "evtx") != NULL) {
		return evtx_of(f, file);
	} else if ((value = json_object_get(file, "archive")) != NULL) {
		return archive_of(f, json_string_value(value),
		    json_object_get(file, "members"));
	} else {
		give_up("file without json, text or bytes", path);
	}
	return wrapped(
	    f, encode(f, file, text), json_object_get(file, "within"));
}

static void
make_folders(struct mdm_arena *a, const char *path)
{
	char *copy = (char *)(uintptr_t)mdm_str_dup(a, mdm_str_of(path)).p;

	for (char *p = copy + 1; (p = strchr(p, '/')) != NULL; p++) {
		*p = '\0';
		if (mkdir(copy, 0777) != 0 && errno != EEXIST)
			give_up(copy, strerror(errno));
		*p = '/';
	}
}

/* `path` is relative to the top. */
static void
settle(struct fixtures *f, const char *path, struct mdm_str content)
{
	const char *whole = test_join(f->arena, f->top, path);
	struct mdm_str old = test_read(f->arena, whole);

	if (old.p != NULL && mdm_str_eq(old, content))
		return;
	f->differences++;
	printf("%s %s\n",
	    !f->check		? "wrote"
		: old.p == NULL ? "missing"
				: "differs",
	    path);
	if (f->check)
		return;
	make_folders(f->arena, whole);
	test_write(whole, content);
}

static bool
is_file(const json_t *value)
{
	return json_is_object(value) &&
	    (json_object_get(value, "bytes") != NULL ||
		json_is_array(json_object_get(value, "evtx")) ||
		json_is_object(json_object_get(value, "members")) ||
		json_is_array(json_object_get(value, "text")) ||
		json_is_string(json_object_get(value, "text")) ||
		json_is_object(json_object_get(value, "text")) ||
		json_object_get(value, "json") != NULL);
}

struct output {
	struct fixtures *f;
	struct mdm_map paths; /* from the top; what a recipe names */
};

static void
make_file(struct output *o, const char *path, json_t *file)
{
	struct mdm_str key = mdm_str_dup(o->f->arena, mdm_str_of(path));

	*mdm_map_put(o->f->arena, &o->paths, key) = o;
	settle(o->f, path, content_of(o->f, path, file));
}

static void
make_case(struct output *o, const char *folder, json_t *files)
{
	const char *name;
	json_t *file;

	json_object_foreach(files, name, file)
	{
		if (!is_file(file))
			give_up("no file", name);
		make_file(o, test_join(o->f->arena, folder, name), file);
	}
}

/* What is blessed or written by hand beside what is made. */
static bool
is_ours(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;

	return strncmp(name, "expected", 8) != 0 &&
	    strncmp(name, "also", 4) != 0 && strncmp(name, "README", 6) != 0;
}

static bool
is_kept(const json_t *keep, const char *path)
{
	for (size_t i = 0; i < json_array_size(keep); i++) {
		const char *prefix = json_string_value(json_array_get(keep, i));

		if (prefix != NULL &&
		    strncmp(path, prefix, strlen(prefix)) == 0)
			return true;
	}
	return false;
}

/* Files that no recipe names any more. */
static void
sweep(struct output *o, const char *folder, const json_t *keep)
{
	struct fixtures *f = o->f;
	const char *whole = test_join(f->arena, f->top, folder);
	struct test_names all;

	if (!test_is_folder(whole))
		return;
	all = test_tree(f->arena, whole);
	for (size_t i = 0; i < all.list.n; i++) {
		const char *path = test_join(f->arena, folder, all.list.at[i]);

		if (mdm_map_get(&o->paths, mdm_str_of(path)) != NULL ||
		    !is_ours(path) || is_kept(keep, all.list.at[i]))
			continue;
		f->differences++;
		printf("%s %s\n", f->check ? "stale" : "removed", path);
		if (!f->check)
			(void)unlink(test_join(f->arena, f->top, path));
	}
}

static void
make_recipe(struct fixtures *f, const char *name)
{
	struct output o = { .f = f };
	json_t *recipe = load_recipe(f, name), *value;
	const char *key, *folder = test_join(f->arena, "fixtures", name);

	json_object_foreach(recipe, key, value)
	{
		const char *path = test_join(f->arena, folder, key);

		if (key[0] == '$')
			continue;
		if (is_file(value))
			make_file(&o, path, value);
		else if (json_is_object(value))
			make_case(&o, path, value);
		else
			give_up("no case", path);
	}
	sweep(&o, folder, json_object_get(recipe, "$keep"));
	json_decref(recipe);
}

static bool
is_recipe(const char *file)
{
	return strcmp(file, "bases.json") != 0 &&
	    strcmp(file, "certificates.json") != 0 &&
	    mdm_str_ends(mdm_str_of(file), ".json");
}

static void
make_recipes(struct fixtures *f)
{
	const char *folder = test_join(f->arena, f->top, "fixtures/recipe");
	struct test_names all = test_files(f->arena, folder);

	for (size_t i = 0; i < all.list.n; i++) {
		struct mdm_str name = mdm_str_of(all.list.at[i]);

		if (!is_recipe(all.list.at[i]))
			continue;
		name = mdm_str_dup(f->arena, mdm_str_sub(name, 0, name.n - 5));
		if (f->only == NULL || mdm_str_is(name, f->only))
			make_recipe(f, name.p);
	}
}

/* Certificates come first, but their files last: markers may add some. */
static void
make_certificates(struct fixtures *f)
{
	struct output o = { .f = f };
	struct cert_maker *m = &f->certs;
	const char *name;
	json_t *recipe;

	json_object_foreach(m->recipes, name, recipe)
	{
		if (name[0] != '$')
			mkcert(m, mdm_str_of(name));
	}
	for (size_t i = 0; i < m->files.n; i++) {
		const struct mdm_map_entry *e = &m->files.entries[i];

		*mdm_map_put(f->arena, &o.paths, e->key) = &o;
		settle(f, e->key.p, *(struct mdm_str *)e->value);
	}
	if (f->only == NULL)
		sweep(&o, "fixtures/pki", NULL);
}

static void
usage(void)
{
	fprintf(stderr,
	    "usage: mkfixtures [--check] [--only NAME] "
	    "[--new-keys] TOP\n");
	exit(2);
}

int
main(int argc, char **argv)
{
	struct fixtures f = { .arena = mdm_arena_new() };
	bool new_keys = false;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--check") == 0)
			f.check = true;
		else if (strcmp(argv[i], "--new-keys") == 0)
			new_keys = true;
		else if (strcmp(argv[i], "--only") == 0 && i + 1 < argc)
			f.only = argv[++i];
		else if (argv[i][0] != '-' && f.top == NULL)
			f.top = argv[i];
		else
			usage();
	}
	if (f.top == NULL)
		usage();
	f.certs = (struct cert_maker){ .arena = f.arena,
		.top = f.top,
		.recipes = load_recipe(&f, "certificates") };
	f.bases = load_recipe(&f, "bases");
	if (new_keys)
		mkcert_new_keys(&f.certs);
	make_recipes(&f);
	make_certificates(&f);
	if (f.check && f.differences > 0)
		printf("run `mkfixtures .` in the project's folder\n");
	mkcert_finish(&f.certs);
	json_decref(f.bases);
	mdm_arena_free(f.arena);
	return f.check && f.differences > 0 ? 1 : 0;
}
