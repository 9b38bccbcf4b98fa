/* SPDX-License-Identifier: MIT */
#include "engine/baseline.h"

#include <errno.h>

#include "syntax/source.h"

enum { MOST_BYTES = 256 << 20 };

static bool
fail(struct mdm_arena *arena, struct mdm_str path, const char *why,
    struct mdm_str *ret_problem)
{
	*ret_problem = mdm_str_printf(
	    arena, "baseline: \"" MDM_FMT "\": %s", MDM_ARG(path), why);
	return false;
}

static struct mdm_str
text_of(struct mdm_arena *arena, const struct mdm_node *node, const char *key)
{
	struct mdm_str text = mdm_get_text(node, key);

	return text.p == NULL ? MDM_LIT("") : mdm_str_dup(arena, text);
}

static bool
take_entries(struct mdm_arena *arena, struct mdm_baseline *b,
    const struct mdm_node *list)
{
	for (const struct mdm_node *n = list->child; n != NULL; n = n->next) {
		struct mdm_baseline_entry *e =
		    MDM_NEW(arena, struct mdm_baseline_entry);

		e->fingerprint = text_of(arena, n, "fingerprint");
		e->rule = text_of(arena, n, "rule");
		e->profile = text_of(arena, n, "profile");
		e->message = text_of(arena, n, "message");
		e->nameless = text_of(arena, n, "nameless");
		e->file = text_of(arena, n, "file");
		if (e->fingerprint.n == 0)
			return false;
		MDM_PUSH(arena, &b->list, e);
		*mdm_map_put(arena, &b->by_fingerprint, e->fingerprint) = e;
	}
	return true;
}

static bool
take(struct mdm_arena *arena, struct mdm_doc *doc, struct mdm_baseline *b,
    struct mdm_str *ret_problem)
{
	const struct mdm_node *list = mdm_get(doc->root, "findings");
	int64_t version = 0;

	if (doc->damaged || doc->root == NULL)
		return fail(
		    arena, b->name, "not well-formed JSON", ret_problem);
	if (!mdm_str_to_int(
		mdm_text_of(mdm_get(doc->root, "schema_version")), &version) ||
	    list == NULL || list->kind != MDM_ARRAY)
		return fail(arena, b->name, "not a baseline", ret_problem);
	if (version != 1)
		return fail(arena, b->name,
		    "a baseline of a later version of mdmlint", ret_problem);
	if (!take_entries(arena, b, list))
		return fail(
		    arena, b->name, "an entry has no fingerprint", ret_problem);
	return true;
}

bool
mdm_baseline_read(struct mdm_arena *arena, struct mdm_str path,
    struct mdm_baseline *ret_baseline, struct mdm_str *ret_problem)
{
	struct mdm_str name = mdm_str_dup(arena, path);
	struct mdm_arena *scratch = mdm_arena_new();
	struct mdm_baseline b = { .name = name };
	struct mdm_buffer buffer = { 0 };
	int64_t mtime_ns;
	bool good;

	if (mdm_file_read(name.p, MOST_BYTES, &buffer, &mtime_ns) != MDM_OK)
		good = fail(arena, name, strerror(errno), ret_problem);
	else
		good = take(arena,
		    mdm_doc_open(arena, scratch, name,
			mdm_str_span(buffer.n > 0 ? buffer.p : "", buffer.n)),
		    &b, ret_problem);
	mdm_heap_free(buffer.p);
	mdm_arena_free(scratch);
	if (good)
		*ret_baseline = b;
	return good;
}
