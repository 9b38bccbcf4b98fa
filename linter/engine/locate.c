/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/map.h"
#include "engine/excerpt.h"

/* A place that reports want in lines and columns. */
struct request {
	struct mdm_at at, outer;
	const struct mdm_source *file;
	struct mdm_where *where;
};

struct locator {
	struct mdm_arena *arena;   /* what stays */
	struct mdm_arena *scratch; /* the file at hand */
	struct mdm_buffer buffer;
	size_t limit;
	struct mdm_map views; /* source -> struct mdm_view, or NULL */
	MDM_VEC(struct request) requests;
	struct mdm_names *changed;
};

/*
 * The value that holds it all; or the part of it, where the document stands
 * in it letter by letter, as in CDATA.
 */
static struct mdm_at
outermost(struct mdm_at at)
{
	while (mdm_at_set(at.source->inside))
		at = mdm_at_within(
		    at.source->inside, at.source->text.n, at.off, at.len);
	return at;
}

static void
request(struct locator *l, struct mdm_at at, struct mdm_where *where)
{
	struct request r = { .at = at, .where = where };

	if (!mdm_at_set(at))
		return;
	r.outer = outermost(at);
	r.file = r.outer.source;
	MDM_PUSH(l->arena, &l->requests, r);
}

/* File by file, and in each one onwards: columns are counted once. */
static int
compare_requests(const void *pa, const void *pb)
{
	const struct request *a = pa, *b = pb;
	int order = mdm_str_cmp(a->file->name, b->file->name);

	if (order != 0)
		return order;
	if (a->file != b->file) /* one path in two sets; any order will do */
		return (uintptr_t)a->file < (uintptr_t)b->file ? -1 : 1;
	return a->outer.off < b->outer.off ? -1 : a->outer.off > b->outer.off;
}

/* The text of a file as it was when it was loaded, or absent. */
static struct mdm_str
read_again(struct locator *l, const struct mdm_source *source)
{
	struct mdm_str bytes =
	    mdm_source_read_again(source, l->limit, &l->buffer);
	enum mdm_encoding encoding;
	bool damaged;

	if (bytes.p == NULL)
		return bytes;
	return mdm_text_decode(l->scratch, bytes, &encoding, &damaged);
}

static struct mdm_str
text_of_source(struct locator *l, const struct mdm_source *source)
{
	struct mdm_str text = source->text;

	if (text.p == NULL && source->on_disk && !mdm_at_set(source->inside)) {
		text = read_again(l, source);
		if (text.p == NULL && l->changed != NULL)
			MDM_PUSH(l->arena, &l->changed->list, source->name);
	}
	return text;
}

/* NULL: the text is gone. */
static struct mdm_view *
view_of(struct locator *l, const struct mdm_source *source)
{
	struct mdm_str key =
	    mdm_str_span((const char *)&source, sizeof(source));
	struct mdm_view *view = mdm_map_get(&l->views, key);
	struct mdm_str text;

	if (view == NULL) {
		view = MDM_NEW(l->scratch, struct mdm_view);
		text = text_of_source(l, source);
		if (text.p != NULL)
			mdm_view_open(view, l->scratch, text, source);
		*mdm_map_put(
		    l->scratch, &l->views, mdm_str_dup(l->scratch, key)) = view;
	}
	return view->lines.text.p == NULL ? NULL : view;
}

static bool
is_binary(const struct mdm_source *source)
{
	return source->encoding == MDM_BINARY;
}

static struct mdm_place
place_at(struct locator *l, struct mdm_at at)
{
	struct mdm_place place = { 1, 1, 1, 1 };
	struct mdm_view *view;

	if (is_binary(at.source)) {
		place.col = at.off + 1;
		place.end_col = at.off + at.len + 1;
		return place;
	}
	view = view_of(l, at.source);
	return view == NULL ? place : mdm_place_in(&view->lines, at);
}

static void
tell_steps(struct locator *l, struct mdm_at at, struct mdm_where *where)
{
	size_t n = 0;

	for (struct mdm_at a = at; mdm_at_set(a.source->inside);
	     a = a.source->inside)
		n++;
	if (n == 0)
		return;
	where->inside = MDM_NEW_N(l->arena, struct mdm_step, n);
	where->ninside = n;
	for (; n > 0; n--, at = at.source->inside) {
		where->inside[n - 1] = (struct mdm_step){
			.pointer = mdm_pointer_of(l->arena, at),
			.place = place_at(l, at),
			.syntax = at.source->syntax,
		};
	}
}

static void
answer(struct locator *l, const struct request *r)
{
	struct mdm_where *w = r->where;
	struct mdm_view *view;

	w->file = r->file->name;
	w->binary = is_binary(r->file);
	w->pointer = mdm_pointer_of(l->arena, r->outer);
	w->place = place_at(l, r->outer);
	view = w->binary ? NULL : view_of(l, r->file);
	if (view != NULL)
		mdm_view_excerpt(view, l->arena, r->outer, w);
	tell_steps(l, r->at, w);
}

void
mdm_findings_locate(struct mdm_findings *findings, struct mdm_arena *arena,
    size_t max_file_size, struct mdm_names *changed)
{
	struct locator l = {
		.arena = arena,
		.scratch = mdm_arena_new(),
		.limit = max_file_size,
		.changed = changed,
	};

	for (size_t i = 0; i < findings->list.n; i++) {
		struct mdm_finding *f = findings->list.at[i];

		request(&l, f->at, &f->where);
		for (size_t k = 0; k < f->notes.n; k++)
			request(&l, f->notes.at[k].at, &f->notes.at[k].where);
	}
	if (l.requests.n > 0)
		qsort(l.requests.at, l.requests.n, sizeof(l.requests.at[0]),
		    compare_requests);
	for (size_t i = 0; i < l.requests.n; i++) {
		if (i > 0 &&
		    l.requests.at[i].file != l.requests.at[i - 1].file) {
			mdm_arena_reset(l.scratch);
			l.views = (struct mdm_map){ 0 };
		}
		answer(&l, &l.requests.at[i]);
	}
	mdm_arena_free(l.scratch);
	mdm_heap_free(l.buffer.p);
}
