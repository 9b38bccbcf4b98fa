/* SPDX-License-Identifier: MIT */
#include "syntax/place.h"

#include <assert.h>
#include <stdio.h>

#include "syntax/source.h"

const char *
mdm_syntax_name(enum mdm_syntax syntax)
{
	static const char *const names[] = {
		[MDM_SYNTAX_NONE] = "unknown",
		[MDM_JSON] = "json",
		[MDM_YAML] = "yaml",
		[MDM_XML] = "xml",
		[MDM_PLIST] = "plist",
		[MDM_BPLIST] = "bplist",
		[MDM_PEM] = "pem",
		[MDM_DER] = "der",
		[MDM_PKCS7] = "pkcs7",
		[MDM_PKCS12] = "pkcs12",
		[MDM_EVTX] = "evtx",
		[MDM_TEXT] = "text",
	};

	return names[syntax];
}

static bool
has_quotes(enum mdm_syntax syntax)
{
	return syntax == MDM_JSON || syntax == MDM_YAML;
}

/*
 * Escapes and references only ever lengthen a text, so a span as long as its
 * value (quotes apart) is that value byte by byte.
 */
struct mdm_at
mdm_at_within(struct mdm_at at, size_t value_length, size_t from, size_t n)
{
	size_t lead;

	if (!mdm_at_set(at) || from > value_length || n > value_length - from)
		return at;
	if (at.len == value_length)
		lead = 0;
	else if (has_quotes(at.source->syntax) && at.len == value_length + 2)
		lead = 1;
	else
		return at;
	at.off += (uint32_t)(lead + from);
	at.len = (uint32_t)n;
	return at;
}

/* Steps are made once per value, so equal paths are one pointer. */
static bool
leads_through(const struct mdm_path *path, const struct mdm_path *outer)
{
	while (path != NULL && path != outer)
		path = path->up;
	return path == outer;
}

bool
mdm_at_holds(struct mdm_at outer, struct mdm_at inner)
{
	if (outer.source != inner.source)
		return false;
	if (outer.source->syntax == MDM_BPLIST)
		return leads_through(inner.path, outer.path);
	return outer.off <= inner.off &&
	    (uint64_t)outer.off + outer.len >= (uint64_t)inner.off + inner.len;
}

/* Appends to dst, or measures only where dst is NULL. */
struct sink {
	char *dst;
	size_t n;
};

static void
put(struct sink *s, const char *p, size_t n)
{
	if (s->dst != NULL)
		memcpy(s->dst + s->n, p, n);
	s->n += n;
}

static void
put_number(struct sink *s, uint32_t number)
{
	char digits[11];
	int n = snprintf(digits, sizeof(digits), "%u", (unsigned)number);

	put(s, digits, (size_t)n);
}

/* RFC 6901, section 3. */
static void
put_json_step(struct sink *s, const struct mdm_path *step)
{
	put(s, "/", 1);
	if (step->key.p == NULL) {
		put_number(s, step->index);
		return;
	}
	for (size_t i = 0; i < step->key.n; i++) {
		char c = step->key.p[i];

		if (c == '~')
			put(s, "~0", 2);
		else if (c == '/')
			put(s, "~1", 2);
		else
			put(s, &c, 1);
	}
}

/* As XPath spells it: "/Add[9]", without index where it has no namesake. */
static void
put_xml_step(struct sink *s, const struct mdm_path *step)
{
	put(s, "/", 1);
	put(s, step->key.p != NULL ? step->key.p : "*",
	    step->key.p != NULL ? step->key.n : 1);
	if (step->index > 0) {
		put(s, "[", 1);
		put_number(s, step->index);
		put(s, "]", 1);
	}
}

/* As plutil(1) takes it: "PayloadContent.0.URL", a dot in a key escaped. */
static void
put_plist_step(struct sink *s, const struct mdm_path *step)
{
	if (step->up != NULL)
		put(s, ".", 1);
	if (step->key.p == NULL) {
		put_number(s, step->index);
		return;
	}
	for (size_t i = 0; i < step->key.n; i++) {
		if (step->key.p[i] == '.' || step->key.p[i] == '\\')
			put(s, "\\", 1);
		put(s, step->key.p + i, 1);
	}
}

static void
put_step(struct sink *s, enum mdm_syntax syntax, const struct mdm_path *step)
{
	if (syntax == MDM_XML)
		put_xml_step(s, step);
	else if (syntax == MDM_PLIST || syntax == MDM_BPLIST)
		put_plist_step(s, step);
	else
		put_json_step(s, step);
}

struct mdm_str
mdm_pointer_of(struct mdm_arena *arena, struct mdm_at at)
{
	struct sink measure = { NULL, 0 };
	enum mdm_syntax syntax;
	size_t end;
	char *text;

	if (!mdm_at_set(at) || at.path == NULL)
		return MDM_LIT("");
	syntax = at.source->syntax;
	for (const struct mdm_path *p = at.path; p != NULL; p = p->up)
		put_step(&measure, syntax, p);
	text = mdm_alloc(arena, measure.n + 1, 1, 1);
	/* The chain leads upwards, so the text grows from its end. */
	end = measure.n;
	for (const struct mdm_path *p = at.path; p != NULL; p = p->up) {
		struct sink one = { NULL, 0 };

		put_step(&one, syntax, p);
		assert(one.n <= end);
		end -= one.n;
		one = (struct sink){ text + end, 0 };
		put_step(&one, syntax, p);
	}
	return mdm_str_span(text, measure.n);
}

const struct mdm_source *
mdm_file_source(const struct mdm_source *source)
{
	while (source != NULL && mdm_at_set(source->inside))
		source = source->inside.source;
	return source;
}
