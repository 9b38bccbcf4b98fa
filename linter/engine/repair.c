/* SPDX-License-Identifier: MIT */
#include "engine/repair.h"

#include <stdlib.h>

#include "engine/lift.h"
#include "syntax/source.h"

/* A document with its edits: a file, or one that is nested in it. */
struct layer {
	const struct mdm_source *source;
	size_t depth;	      /* 0: the file itself */
	struct mdm_str bytes; /* of a file */
	struct mdm_str text;
	const char *why_not; /* NULL: it can be edited */
	MDM_VEC(struct mdm_edit) edits;
};

struct mender {
	struct mdm_arena *arena;
	struct mdm_buffer buffer;
	size_t limit;
	struct mdm_map by_source; /* source -> struct layer */
	MDM_VEC(struct layer *) layers;
	struct mdm_repairs *ret;
};

static void
open_file(struct mender *m, struct layer *layer)
{
	struct mdm_str bytes =
	    mdm_source_read_again(layer->source, m->limit, &m->buffer);
	enum mdm_encoding encoding;
	bool damaged;

	if (!layer->source->on_disk) {
		layer->why_not = "it does not stand in a file of its own";
	} else if (bytes.p == NULL) {
		layer->why_not = "the file has changed meanwhile";
	} else if (layer->source->encoding == MDM_BINARY) {
		layer->why_not = "the file is binary";
	} else {
		layer->bytes = mdm_str_dup(m->arena, bytes);
		layer->text = mdm_text_decode(
		    m->arena, layer->bytes, &encoding, &damaged);
		if (damaged)
			layer->why_not = "the file's encoding is damaged";
	}
}

static struct layer *
layer_of(struct mender *m, const struct mdm_source *source)
{
	struct mdm_str key =
	    mdm_str_span((const char *)&source, sizeof(source));
	struct layer *layer = mdm_map_get(&m->by_source, key);

	if (layer != NULL)
		return layer;
	layer = MDM_NEW(m->arena, struct layer);
	layer->source = source;
	layer->text = source->text;
	for (const struct mdm_source *s = source; mdm_at_set(s->inside);
	     s = s->inside.source)
		layer->depth++;
	if (layer->depth == 0)
		open_file(m, layer);
	else if (layer->text.p == NULL)
		layer->why_not = "its text is gone";
	*mdm_map_put(m->arena, &m->by_source, mdm_str_dup(m->arena, key)) =
	    layer;
	MDM_PUSH(m->arena, &m->layers, layer);
	return layer;
}

static void
leave(struct mender *m, const struct mdm_edit *e, const char *why)
{
	struct mdm_unrepaired left = { e->finding, why };

	MDM_PUSH(m->arena, &m->ret->left, left);
}

static void
collect(struct mender *m, const struct mdm_finding *f)
{
	struct mdm_edit e = { .text = f->repair, .finding = f, .nfindings = 1 };
	struct layer *layer;
	const char *why;

	if (f->repair.p == NULL)
		return;
	layer = layer_of(m, f->at.source);
	why = layer->why_not;
	if (why == NULL)
		why = mdm_lift_value(layer->text, f->at, &e);
	if (why != NULL)
		leave(m, &e, why);
	else
		MDM_PUSH(m->arena, &layer->edits, e);
}

static int
compare_edits(const void *pa, const void *pb)
{
	const struct mdm_edit *a = pa, *b = pb;

	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	if (a->to != b->to)
		return a->to < b->to ? -1 : 1;
	return mdm_str_cmp(a->text, b->text);
}

/* In order; one value is repaired once. */
static void
settle(struct mender *m, struct layer *layer)
{
	size_t kept = 0;

	if (layer->edits.n == 0)
		return;
	qsort(layer->edits.at, layer->edits.n, sizeof(layer->edits.at[0]),
	    compare_edits);
	for (size_t i = 1; i < layer->edits.n; i++) {
		struct mdm_edit *last = &layer->edits.at[kept];
		struct mdm_edit e = layer->edits.at[i];

		if (e.from >= last->to)
			layer->edits.at[++kept] = e;
		else if (compare_edits(&e, last) == 0)
			last->nfindings += e.nfindings;
		else
			leave(m, &e, "another repair of the value comes first");
	}
	layer->edits.n = kept + 1;
}

static struct mdm_str
apply(struct mdm_arena *arena, const struct layer *layer)
{
	size_t n = layer->text.n, at = 0, used = 0;
	char *text;

	for (size_t i = 0; i < layer->edits.n; i++)
		n += layer->edits.at[i].text.n;
	text = mdm_alloc(arena, n + 1, 1, 1);
	for (size_t i = 0; i <= layer->edits.n; i++) {
		const struct mdm_edit *e =
		    i < layer->edits.n ? &layer->edits.at[i] : NULL;
		size_t stop = e != NULL ? e->from : layer->text.n;

		memcpy(text + used, layer->text.p + at, stop - at);
		used += stop - at;
		if (e == NULL)
			break;
		memcpy(text + used, e->text.p, e->text.n);
		used += e->text.n;
		at = e->to;
	}
	text[used] = '\0';
	return mdm_str_span(text, used);
}

/* The edits of a nested document become edits of the one that holds it. */
static void
lift(struct mender *m, const struct layer *layer)
{
	struct layer *outer = layer_of(m, layer->source->inside.source);
	struct mdm_lift l = { .arena = m->arena,
		.outer = outer->text,
		.holder = layer->source->inside,
		.inner = layer->text,
		.encoding = layer->source->encoding };
	const char *why = outer->why_not;
	struct mdm_edit e;

	if (why == NULL)
		why = mdm_lift_open(&l);
	if (why == NULL && l.way == MDM_LIFT_BASE64) {
		e = mdm_lift_base64(&l, apply(m->arena, layer));
		e.finding = layer->edits.at[0].finding;
		for (size_t i = 0; i < layer->edits.n; i++)
			e.nfindings += layer->edits.at[i].nfindings;
		MDM_PUSH(m->arena, &outer->edits, e);
		return;
	}
	for (size_t i = 0; i < layer->edits.n; i++) {
		e = layer->edits.at[i];
		if (why != NULL) {
			leave(m, &e, why);
			continue;
		}
		mdm_lift_edit(&l, &e);
		MDM_PUSH(m->arena, &outer->edits, e);
	}
}

static void
finish(struct mender *m, const struct layer *layer)
{
	struct mdm_repaired r = { .source = layer->source,
		.before = layer->text };

	if (layer->edits.n == 0)
		return;
	r.after = apply(m->arena, layer);
	if (!mdm_lift_encode(m->arena, layer->source->encoding, r.before,
		layer->bytes, r.after, &r.bytes)) {
		for (size_t i = 0; i < layer->edits.n; i++)
			leave(m, &layer->edits.at[i],
			    "the file's encoding cannot be kept");
		return;
	}
	for (size_t i = 0; i < layer->edits.n; i++) {
		MDM_PUSH(m->arena, &r.edits, layer->edits.at[i]);
		r.nfindings += layer->edits.at[i].nfindings;
	}
	MDM_PUSH(m->arena, &m->ret->files, r);
}

static size_t
deepest(const struct mender *m)
{
	size_t depth = 0;

	for (size_t i = 0; i < m->layers.n; i++) {
		if (m->layers.at[i]->depth > depth)
			depth = m->layers.at[i]->depth;
	}
	return depth;
}

void
mdm_repairs_of(const struct mdm_result *result, struct mdm_arena *arena,
    struct mdm_repairs *ret)
{
	struct mender m = { .arena = arena,
		.limit = result->policy->max_file_size,
		.ret = ret };

	*ret = (struct mdm_repairs){ 0 };
	for (size_t i = 0; i < result->findings.list.n; i++)
		collect(&m, result->findings.list.at[i]);
	for (size_t depth = deepest(&m);; depth--) {
		/* Lifting adds layers, never deeper ones. */
		for (size_t i = 0; i < m.layers.n; i++) {
			struct layer *layer = m.layers.at[i];

			if (layer->depth != depth)
				continue;
			settle(&m, layer);
			if (depth == 0)
				finish(&m, layer);
			else if (layer->edits.n > 0)
				lift(&m, layer);
		}
		if (depth == 0)
			break;
	}
	mdm_heap_free(m.buffer.p);
}
