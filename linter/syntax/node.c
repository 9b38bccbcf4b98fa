/* SPDX-License-Identifier: MIT */
#include "syntax/node.h"

#include "base/map.h"
#include "base/out.h"
#include "syntax/source.h"

/* A hostile file must not fill the memory with findings. */
enum { MOST_KEY_DEFECTS = 1000, FEW_MEMBERS = 16, LONGEST_SHOWN = 100 };

const char *
mdm_node_kind_name(enum mdm_node_kind kind)
{
	static const char *const names[] = {
		[MDM_NULL] = "null",
		[MDM_BOOL] = "boolean",
		[MDM_NUMBER] = "number",
		[MDM_STRING] = "string",
		[MDM_DATA] = "data",
		[MDM_ARRAY] = "array",
		[MDM_OBJECT] = "object",
		[MDM_DATE] = "date",
	};

	return names[kind];
}

struct mdm_node *
mdm_node_add(struct mdm_doc *doc, struct mdm_node *parent,
    struct mdm_node *after, enum mdm_node_kind kind)
{
	struct mdm_node *node = MDM_NEW(doc->scratch, struct mdm_node);

	node->kind = kind;
	node->doc = doc;
	node->parent = parent;
	if (parent == NULL) {
		doc->root = node;
		return node;
	}
	if (after == NULL)
		for (after = parent->child; after != NULL && after->next;)
			after = after->next;
	if (after == NULL) {
		parent->child = node;
	} else {
		after->next = node;
		node->index = after->index + 1;
	}
	return node;
}

static struct mdm_node *
find(const struct mdm_node *object, struct mdm_str key,
    bool (*equal)(struct mdm_str, struct mdm_str))
{
	struct mdm_node *found = NULL;

	if (object == NULL || object->kind != MDM_OBJECT)
		return NULL;
	for (struct mdm_node *n = object->child; n != NULL; n = n->next)
		if (equal(n->key, key))
			found = n;
	return found;
}

struct mdm_node *
mdm_get(const struct mdm_node *object, const char *key)
{
	return find(object, mdm_str_of(key), mdm_str_eq);
}

struct mdm_node *
mdm_iget(const struct mdm_node *object, const char *key)
{
	struct mdm_node *found = mdm_get(object, key);

	return found != NULL ? found
			     : find(object, mdm_str_of(key), mdm_str_ieq);
}

struct mdm_str
mdm_text_of(const struct mdm_node *node)
{
	if (node == NULL ||
	    (node->kind != MDM_STRING && node->kind != MDM_NUMBER &&
		node->kind != MDM_BOOL))
		return (struct mdm_str){ NULL, 0 };
	return node->value;
}

struct mdm_str
mdm_get_text(const struct mdm_node *object, const char *key)
{
	const struct mdm_node *member = mdm_get(object, key);

	if (member == NULL || member->kind != MDM_STRING)
		return (struct mdm_str){ NULL, 0 };
	return member->value;
}

static struct mdm_path *
step_of(const struct mdm_node *node)
{
	struct mdm_arena *keep = node->doc->keep;
	struct mdm_path *step = MDM_NEW(keep, struct mdm_path);

	if (node->parent->kind == MDM_ARRAY) {
		step->index = node->index;
		return step;
	}
	step->index = node->ordinal;
	step->key = node->attribute
	    ? mdm_str_printf(keep, "@" MDM_FMT, MDM_ARG(node->key))
	    : mdm_str_dup(keep, node->key);
	if (step->key.p == NULL)
		step->key = MDM_LIT("");
	return step;
}

/* Readers bound the depth, so the recursion is bounded. */
static const struct mdm_path *
path_of(struct mdm_node *node)
{
	struct mdm_path *step;

	if (node->parent == NULL)
		return NULL;
	if (node->path != NULL)
		return node->path;
	step = step_of(node);
	step->up = path_of(node->parent);
	node->path = step;
	return step;
}

struct mdm_at
mdm_at_of(struct mdm_node *node)
{
	if (node == NULL)
		return (struct mdm_at){ 0 };
	return (struct mdm_at){ .source = node->doc->source,
		.off = node->off,
		.len = node->len,
		.path = path_of(node) };
}

struct mdm_at
mdm_key_at_of(struct mdm_node *node)
{
	struct mdm_at at = mdm_at_of(node);

	if (node == NULL || node->key_len == 0)
		return at;
	at.off = node->key_off;
	at.len = node->key_len;
	return at;
}

struct mdm_at
mdm_at_span(struct mdm_doc *doc, size_t off, size_t len)
{
	if (off > doc->text.n)
		off = doc->text.n;
	if (len > doc->text.n - off)
		len = doc->text.n - off;
	return (struct mdm_at){ .source = doc->source,
		.off = (uint32_t)off,
		.len = (uint32_t)len };
}

/*
 * What is secret in a nested document is secret in those around it as well:
 * an excerpt shows the outermost.
 */
void
mdm_mark_secret(struct mdm_node *node)
{
	struct mdm_span span;
	struct mdm_doc *doc;

	if (node == NULL)
		return;
	span = (struct mdm_span){ node->off, node->len };
	doc = node->doc;
	for (;;) {
		struct mdm_at outer;

		MDM_PUSH(doc->keep, &doc->source->secrets, span);
		if (doc->holder == NULL)
			return;
		outer = mdm_at_within(
		    mdm_at_of(doc->holder), doc->text.n, span.off, span.len);
		span = (struct mdm_span){ outer.off, outer.len };
		doc = doc->holder->doc;
	}
}

static bool
too_many(struct mdm_doc *doc, enum mdm_defect_kind kind, struct mdm_at at)
{
	struct mdm_defect last = { MDM_DEFECT_LIMIT, at,
		MDM_LIT("more faulty keys follow than are listed") };

	if ((kind != MDM_DEFECT_DUPLICATE_KEY &&
		kind != MDM_DEFECT_HIDDEN_IN_KEY) ||
	    doc->defects.n < MOST_KEY_DEFECTS)
		return false;
	if (doc->defects.n == MOST_KEY_DEFECTS)
		MDM_PUSH(doc->keep, &doc->defects, last);
	return true;
}

void
mdm_defect_add(struct mdm_doc *doc, enum mdm_defect_kind kind, struct mdm_at at,
    const char *fmt, ...)
{
	struct mdm_defect defect = { .kind = kind, .at = at };
	va_list args;

	if (too_many(doc, kind, at))
		return;
	va_start(args, fmt);
	defect.text = mdm_str_vprintf(doc->keep, fmt, args);
	va_end(args);
	MDM_PUSH(doc->keep, &doc->defects, defect);
}

static void
report_duplicate(struct mdm_node *later)
{
	struct mdm_str key = mdm_str_sub(later->key, 0, LONGEST_SHOWN);

	mdm_defect_add(later->doc, MDM_DEFECT_DUPLICATE_KEY,
	    mdm_key_at_of(later), "the key \"" MDM_FMT "%s\" occurs again",
	    MDM_ARG(key), key.n < later->key.n ? "..." : "");
}

static bool
is_among_earlier(const struct mdm_node *object, const struct mdm_node *later)
{
	for (const struct mdm_node *n = object->child; n != later; n = n->next)
		if (mdm_str_eq(n->key, later->key))
			return true;
	return false;
}

static void
check_duplicates(struct mdm_node *object)
{
	struct mdm_map seen = { 0 };
	size_t members = 0;

	for (struct mdm_node *n = object->child; n != NULL; n = n->next)
		members++;
	for (struct mdm_node *n = object->child; n != NULL; n = n->next) {
		bool again;

		if (members <= FEW_MEMBERS) {
			again = is_among_earlier(object, n);
		} else {
			void **slot =
			    mdm_map_put(object->doc->scratch, &seen, n->key);

			again = *slot != NULL;
			*slot = n;
		}
		if (again)
			report_duplicate(n);
	}
}

static void
check_hidden(struct mdm_node *member)
{
	struct mdm_str key = member->key;

	for (size_t i = 0; i < key.n;) {
		size_t from = i;
		uint32_t c;

		if ((unsigned char)key.p[i] < 0x80) {
			i++;
			continue;
		}
		c = mdm_utf8_next(key, &i);
		if (!mdm_is_invisible(c))
			continue;
		mdm_defect_add(member->doc, MDM_DEFECT_HIDDEN_IN_KEY,
		    mdm_at_within(mdm_key_at_of(member), key.n, from, i - from),
		    "the key contains the invisible character U+%04X",
		    (unsigned)c);
		return;
	}
}

void
mdm_keys_check(struct mdm_node *object)
{
	check_duplicates(object);
	for (struct mdm_node *n = object->child; n != NULL; n = n->next)
		check_hidden(n);
}

static void
dump(const struct mdm_node *node, struct mdm_out *out, size_t depth)
{
	for (; node != NULL; node = node->next) {
		mdm_out_repeat(out, ' ', 2 * depth);
		mdm_out_printf(out, "%s %u..%u", mdm_node_kind_name(node->kind),
		    (unsigned)node->off, (unsigned)(node->off + node->len));
		if (node->key.p != NULL) {
			mdm_out_text_of(out, node->attribute ? " @" : " ");
			mdm_out_plain(out, node->key);
			if (node->ordinal > 0)
				mdm_out_printf(
				    out, "[%u]", (unsigned)node->ordinal);
		}
		if (node->kind == MDM_DATA) {
			mdm_out_printf(out, " = %zu bytes", node->value.n);
		} else if (node->value.p != NULL) {
			mdm_out_text_of(out, " = ");
			mdm_out_plain(out, node->value);
		}
		mdm_out_byte(out, '\n');
		dump(node->child, out, depth + 1);
		if (depth == 0)
			return;
	}
}

void
mdm_node_dump(const struct mdm_node *node, struct mdm_out *out)
{
	dump(node, out, 0);
}
