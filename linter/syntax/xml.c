/* SPDX-License-Identifier: MIT */
/*
 * XML to nodes with exact spans.  libxml2 decides what is well-formed and
 * hands over names and text; where they stand comes from its cursor.
 */
#include "syntax/xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "base/map.h"
#include "syntax/node.h"

/* rulings 11: thousands of attributes make libxml2 2.9 quadratic. */
enum { DEEPEST = 250, MOST_ATTRIBUTES = 1000, LONGEST_TAG = 1024 * 1024 };

/* The element that a text with several roots is wrapped in. */
#define WRAPPER "mdmlint-fragment"

#if LIBXML_VERSION >= 21200
typedef const xmlError *error_pointer;
#else
typedef xmlError *error_pointer;
#endif

/* An element that has not ended. */
struct open_element {
	struct mdm_node *node;
	struct mdm_node *last; /* child */
	size_t content;	       /* where its content starts in the text */
	size_t text;	       /* where its text starts in the buffer */
	bool elements;	       /* has element children */
	size_t comment;	       /* 1 + index of the last without `next` */
};

/* A comment with "mdmlint:ignore" in it. */
struct remark {
	size_t from, to;
	const struct mdm_node *parent;
	const struct mdm_node *next; /* element behind it, or NULL */
	bool first;		     /* of the document, before any element */
	size_t chain;		     /* the one before it, as `comment` */
};

struct reading {
	struct mdm_doc *doc;
	xmlParserCtxtPtr ctxt;
	size_t base;  /* offset in doc->text of what libxml2 sees ... */
	size_t shift; /* ... behind this many bytes of wrapping */
	bool wrapped;
	struct open_element open[DEEPEST + 2];
	unsigned depth;
	char *text; /* of the open elements, one behind the other */
	size_t ntext, room;

	int error; /* libxml2's code of the first fatal error */
	size_t error_at;
	struct mdm_str message; /* keep arena */
	bool entity, limit;	/* a hook stopped the parser: see stop() */
	bool doctype;
	size_t stopped_at;
	MDM_VEC(struct remark) remarks;
};

static size_t
cursor(const struct reading *r)
{
	const xmlParserInput *in = r->ctxt->input;
	size_t at = (size_t)(in->cur - in->base) + in->consumed;

	at = at > r->shift ? at - r->shift + r->base : r->base;
	return at > r->doc->text.n ? r->doc->text.n : at;
}

/*
 * After xmlStopParser() 2.9.14 reports a well-formed document and no error:
 * the flag is the only witness.
 */
static void
stop(struct reading *r, bool *flag)
{
	*flag = true;
	r->stopped_at = cursor(r);
	xmlStopParser(r->ctxt);
}

static struct mdm_str
local_name(struct mdm_str name)
{
	size_t colon = mdm_str_rfind_byte(name, ':');

	return colon == SIZE_MAX ? name : mdm_str_sub(name, colon + 1, name.n);
}

static bool
is_name_end(char c)
{
	return mdm_is_space(c) || c == '>' || c == '/' || c == '=';
}

static size_t
name_end(struct mdm_str text, size_t at)
{
	while (at < text.n && !is_name_end(text.p[at]))
		at++;
	return at;
}

static size_t
skip_space(struct mdm_str text, size_t at)
{
	while (at < text.n && mdm_is_space(text.p[at]))
		at++;
	return at;
}

static struct mdm_node *
add_child(struct reading *r, enum mdm_node_kind kind)
{
	struct open_element *parent = &r->open[r->depth];

	parent->last = mdm_node_add(r->doc, parent->node, parent->last, kind);
	return parent->last;
}

static void
set_key(struct mdm_node *node, struct mdm_str text, size_t from, size_t to)
{
	struct mdm_str full = mdm_str_sub(text, from, to - from);

	node->key = local_name(full);
	node->key_off = (uint32_t)(to - node->key.n);
	node->key_len = (uint32_t)node->key.n;
}

/* Left unexpanded, libxml2 spells every ampersand of a value as "&#38;". */
static struct mdm_str
attribute_value(struct reading *r, const xmlChar *const *attribute)
{
	const char *p = (const char *)attribute[3];
	const char *end = (const char *)attribute[4];
	char *out = MDM_NEW_N(r->doc->scratch, char, (size_t)(end - p) + 1);
	size_t n = 0;

	while (p < end) {
		out[n++] = *p;
		p += end - p >= 5 && memcmp(p, "&#38;", 5) == 0 ? 5 : 1;
	}
	return mdm_str_span(out, n);
}

/*
 * Attributes with their places: the tag is known to be well-formed, and
 * libxml2 lists the same ones in the same order without the namespaces'.
 */
static void
add_attributes(
    struct reading *r, size_t at, int n, const xmlChar *const *attributes)
{
	struct mdm_str text = r->doc->text;
	int seen = 0;

	while (seen < n) {
		struct mdm_node *node;
		struct mdm_str name;
		size_t from = skip_space(text, at), end = name_end(text, from);
		size_t quote = skip_space(text, end), close;

		if (quote >= text.n || text.p[quote] != '=')
			return;
		quote = skip_space(text, quote + 1);
		if (quote >= text.n)
			return;
		close = quote + 1 +
		    mdm_str_find_byte(
			mdm_str_sub(text, quote + 1, text.n), text.p[quote]);
		if (close >= text.n)
			return;
		at = close + 1;
		name = mdm_str_sub(text, from, end - from);
		if (mdm_str_is(name, "xmlns") || mdm_str_starts(name, "xmlns:"))
			continue;
		node = add_child(r, MDM_STRING);
		node->attribute = true;
		set_key(node, text, from, end);
		node->off = (uint32_t)quote + 1;
		node->len = (uint32_t)(close - quote - 1);
		node->value = attribute_value(r, &attributes[5 * (size_t)seen]);
		seen++;
	}
}

static bool
is_wrapper(const struct reading *r, const xmlChar *name)
{
	return r->wrapped && r->depth == 0 &&
	    xmlStrEqual(name, BAD_CAST WRAPPER);
}

/* What the rest of it says is read elsewhere. */
static void
comment_found(void *ctx, const xmlChar *value)
{
	struct reading *r = ctx;
	struct open_element *e = &r->open[r->depth];
	size_t end = cursor(r), start = end;
	struct remark remark = { .to = end, .chain = e->comment };

	if (!mdm_str_has(mdm_str_of((const char *)value), "mdmlint:ignore"))
		return;
	/* "--" cannot stand inside it. */
	while (start > 0 &&
	    !mdm_str_starts(mdm_str_sub(r->doc->text, start, SIZE_MAX), "<!--"))
		start--;
	remark.from = start;
	remark.parent = e->node;
	remark.first = r->depth == 0 && e->last == NULL;
	MDM_PUSH(r->doc->scratch, &r->remarks, remark);
	e->comment = r->remarks.n;
}

static void
start_element(void *ctx, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int nnamespaces, const xmlChar **namespaces,
    int nattributes, int ndefaulted, const xmlChar **attributes)
{
	struct reading *r = ctx;
	struct mdm_str text = r->doc->text;
	size_t close = cursor(r), start = close;
	struct open_element *e;
	struct mdm_node *node;

	(void)prefix, (void)uri, (void)nnamespaces, (void)namespaces;
	(void)ndefaulted;
	if (is_wrapper(r, name))
		return;
	if (r->depth >= DEEPEST) {
		stop(r, &r->limit);
		return;
	}
	/* A literal '<' cannot stand in an attribute value. */
	if (start == text.n)
		start--;
	while (start > 0 && text.p[start] != '<')
		start--;
	node = add_child(r, MDM_STRING);
	r->open[r->depth].elements = true;
	for (size_t i = r->open[r->depth].comment; i > 0;
	     i = r->remarks.at[i - 1].chain)
		r->remarks.at[i - 1].next = node;
	r->open[r->depth].comment = 0;
	node->off = (uint32_t)start;
	set_key(node, text, start + 1, name_end(text, start + 1));
	e = &r->open[++r->depth];
	*e = (struct open_element){ .node = node, .text = r->ntext };
	e->content = close + 1;
	add_attributes(r, name_end(text, start + 1), nattributes, attributes);
}

/* Several children of one name are numbered from 1 (XPath's way). */
static void
number_namesakes(struct reading *r, struct mdm_node *parent)
{
	struct mdm_map first = { 0 };

	for (struct mdm_node *n = parent->child; n != NULL; n = n->next) {
		struct mdm_node **slot;

		if (n->attribute)
			continue;
		slot = (struct mdm_node **)mdm_map_put(
		    r->doc->scratch, &first, n->key);
		if (*slot != NULL) {
			if ((*slot)->ordinal == 0)
				(*slot)->ordinal = 1;
			n->ordinal = (*slot)->ordinal + 1;
		}
		*slot = n;
	}
}

/* The text's span without blanks around it and without a CDATA frame. */
static struct mdm_span
text_span(struct mdm_str text, size_t from, size_t to)
{
	struct mdm_str inner = mdm_str_sub(text, from, to - from);
	struct mdm_str trimmed = mdm_str_trim(inner);

	if (mdm_str_starts(trimmed, "<![CDATA[") &&
	    mdm_str_find(trimmed, "]]>") == trimmed.n - 3)
		trimmed = mdm_str_sub(trimmed, 9, trimmed.n - 12);
	return (struct mdm_span){ (uint32_t)(trimmed.p - text.p),
		(uint32_t)trimmed.n };
}

static struct mdm_str
buffered_text(struct reading *r, const struct open_element *e)
{
	if (r->ntext == e->text)
		return MDM_LIT("");
	return mdm_str_dup(r->doc->scratch,
	    mdm_str_span(r->text + e->text, r->ntext - e->text));
}

/* `end` is behind the end tag, `close` before it. */
static void
finish_element(struct reading *r, size_t close, size_t end)
{
	struct open_element *e = &r->open[r->depth];
	struct mdm_node *node = e->node;
	struct mdm_str value = buffered_text(r, e);

	if (e->elements) {
		node->kind = MDM_OBJECT;
		number_namesakes(r, node);
	}
	if (!e->elements || mdm_str_trim(value).n > 0)
		node->value = value;
	if (!e->elements && close > e->content) {
		struct mdm_span span =
		    text_span(r->doc->text, e->content, close);

		node->off = span.off;
		node->len = span.len;
	}
	if (e->elements || node->len == 0)
		node->len = (uint32_t)(end - node->off);
	r->ntext = e->text;
	r->depth--;
}

static void
end_element(
    void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct reading *r = ctx;
	size_t end = cursor(r), close = end;

	(void)prefix, (void)uri;
	if (is_wrapper(r, name) || r->depth == 0)
		return;
	while (close > r->open[r->depth].content &&
	    r->doc->text.p[close - 1] != '<')
		close--;
	if (close > r->open[r->depth].content)
		close--;
	else
		close = r->open[r->depth].content;
	finish_element(r, close, end);
}

static void
characters(void *ctx, const xmlChar *p, int n)
{
	struct reading *r = ctx;

	if (n <= 0)
		return;
	if ((size_t)n > r->room - r->ntext) {
		r->room = 2 * r->room + (size_t)n + 4096;
		r->text = mdm_heap_grow(r->text, r->room);
	}
	memcpy(r->text + r->ntext, p, (size_t)n);
	r->ntext += (size_t)n;
}

/* Declarations are told at their end; where this one began. */
static size_t
back_to(const struct reading *r, size_t at, const char *mark)
{
	while (at > 0 &&
	    !mdm_str_starts(mdm_str_sub(r->doc->text, at, SIZE_MAX), mark))
		at--;
	return at;
}

static void
entity_declared(void *ctx, const xmlChar *name, int type,
    const xmlChar *public_id, const xmlChar *system_id, xmlChar *content)
{
	struct reading *r = ctx;

	(void)name, (void)type, (void)public_id, (void)system_id;
	(void)content;
	stop(r, &r->entity);
	r->stopped_at = back_to(r, r->stopped_at, "<!ENTITY");
}

/* Apple's property lists carry one; everybody else's is suspicious. */
static void
doctype_found(void *ctx, const xmlChar *name, const xmlChar *public_id,
    const xmlChar *system_id)
{
	struct reading *r = ctx;

	(void)public_id, (void)system_id;
	if (!xmlStrEqual(name, BAD_CAST "plist") && !r->doctype) {
		r->doctype = true;
		r->stopped_at = back_to(r, cursor(r), "<!DOCTYPE");
	}
}

static void
error_found(void *ctx, error_pointer error)
{
	struct reading *r = ctx;
	struct mdm_str message = mdm_str_of(error->message);

	/* The first one tells; later ones are its consequences. */
	if (error->level != XML_ERR_FATAL || r->error != 0)
		return;
	r->error = error->code;
	r->error_at = cursor(r);
	message = mdm_str_trim(message);
	r->message = mdm_str_dup(r->doc->keep, message);
}

static void
parse(struct reading *r, struct mdm_str text)
{
	xmlSAXHandler handler = { .initialized = XML_SAX2_MAGIC,
		.startElementNs = start_element,
		.endElementNs = end_element,
		.characters = characters,
		.ignorableWhitespace = characters,
		.cdataBlock = characters,
		.comment = comment_found,
		.internalSubset = doctype_found,
		.entityDecl = entity_declared,
		.serror = error_found };

	if (text.n > INT32_MAX)
		return;
	r->ctxt = xmlCreateMemoryParserCtxt(text.p, (int)text.n);
	if (r->ctxt == NULL)
		return;
	/* The text is UTF-8 by now, whatever its declaration says. */
	xmlCtxtUseOptions(r->ctxt,
	    XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_BIG_LINES);
	*r->ctxt->sax = handler;
	r->ctxt->userData = r;
	xmlParseDocument(r->ctxt);
	if (r->ctxt->myDoc != NULL)
		xmlFreeDoc(r->ctxt->myDoc);
	xmlFreeParserCtxt(r->ctxt);
	r->ctxt = NULL;
}

/* Elements that were open when reading ended. */
static void
close_all(struct reading *r)
{
	while (r->depth > 0) {
		r->open[r->depth].node->truncated = true;
		finish_element(r, r->doc->text.n, r->doc->text.n);
	}
}

static void
begin(struct reading *r, struct mdm_doc *doc)
{
	*r = (struct reading){ .doc = doc };
	r->open[0].node = mdm_node_add(doc, NULL, NULL, MDM_OBJECT);
	doc->root->len = (uint32_t)doc->text.n;
}

/* Where the document begins: blanks or the words of a capture come first. */
static size_t
prose_end(struct mdm_str text)
{
	size_t at = skip_space(text, 0);
	size_t mark = at < text.n && text.p[at] == '<'
	    ? SIZE_MAX
	    : mdm_str_find(text, "<Sync");

	return mark == SIZE_MAX ? at : mark;
}

/*
 * One root element, as XML wants it; blanks before the declaration, which it
 * does not want, are common and harm nobody.
 */
static bool
read_document(struct reading *r, struct mdm_doc *doc)
{
	begin(r, doc);
	r->base = prose_end(doc->text);
	parse(r, mdm_str_sub(doc->text, r->base, doc->text.n));
	return r->error == 0 && !r->entity && !r->limit;
}

/* What a second reading with a root of our own can mend. */
static bool
is_fragment(const struct reading *r)
{
	return !r->entity && !r->limit &&
	    (r->error == XML_ERR_DOCUMENT_END ||
		r->error == XML_ERR_DOCUMENT_EMPTY ||
		r->error == XML_ERR_RESERVED_XML_NAME);
}

/* The end of the declaration that starts at `at`, or `at`. */
static size_t
declaration_end(struct mdm_str text, size_t at)
{
	struct mdm_str rest = mdm_str_sub(text, at, text.n);
	size_t end;

	if (!mdm_str_starts(rest, "<?xml ") && !mdm_str_starts(rest, "<?xml\t"))
		return at;
	end = mdm_str_find(mdm_str_sub(rest, 0, 1000), "?>");
	return end == SIZE_MAX ? at : at + end + 2;
}

/* Declarations of the documents in a row; one inside an element stays. */
static void
blank_declarations(char *text, size_t n)
{
	struct mdm_str all = mdm_str_span(text, n);
	size_t at = skip_space(all, 0);

	while (at < n) {
		size_t end = declaration_end(all, at), next;

		if (end > at)
			memset(text + at, ' ', end - at);
		next = mdm_str_find(mdm_str_sub(all, at + 1, n), "</SyncML>");
		if (next == SIZE_MAX)
			return;
		at = skip_space(all, at + 1 + next + strlen("</SyncML>"));
	}
}

static void
parse_wrapped(struct reading *r, size_t from, size_t to)
{
	static const char head[] = "<" WRAPPER ">", tail[] = "</" WRAPPER ">";
	size_t nhead = sizeof(head) - 1, ntail = sizeof(tail) - 1;
	size_t n = to - from;
	char *copy = MDM_NEW_N(r->doc->scratch, char, nhead + n + ntail);

	memcpy(copy, head, nhead);
	memcpy(copy + nhead, r->doc->text.p + from, n);
	memcpy(copy + nhead + n, tail, ntail);
	blank_declarations(copy + nhead, n);
	r->wrapped = true;
	r->base = from;
	r->shift = nhead;
	parse(r, mdm_str_span(copy, nhead + n + ntail));
}

/* Captures hold message after message, and some are cut off. */
static bool
read_messages(struct reading *r, struct mdm_doc *doc)
{
	static const char mark[] = "<SyncML";
	struct mdm_str text = doc->text;
	size_t at = mdm_str_find(text, mark);
	bool whole = true;

	while (at < text.n) {
		struct mdm_str rest = mdm_str_sub(text, at + 1, text.n);
		size_t next = mdm_str_find(rest, mark);
		size_t end = next == SIZE_MAX ? text.n : at + 1 + next;

		r->error = 0;
		parse_wrapped(r, at, end);
		if (r->error != 0) {
			/* The wrapper's end tag is no part of the message. */
			while (r->depth > 0) {
				r->open[r->depth].node->truncated = true;
				finish_element(r, end, end);
			}
			whole = false;
		}
		if (r->entity || r->limit)
			return false;
		at = end;
	}
	return whole;
}

static bool
has_several_messages(struct mdm_str text)
{
	size_t at = mdm_str_find(text, "<SyncML");

	return at != SIZE_MAX &&
	    mdm_str_has(mdm_str_sub(text, at + 1, text.n), "<SyncML");
}

static bool
read_fragment(struct reading *r, struct mdm_doc *doc)
{
	char *text = r->text;
	size_t room = r->room;

	begin(r, doc);
	r->text = text;
	r->room = room;
	parse_wrapped(r, prose_end(doc->text), doc->text.n);
	return r->error == 0 && !r->entity && !r->limit;
}

/* Something before it on its line, and nothing behind it. */
static bool
is_trailing(struct mdm_str text, const struct remark *m, size_t *ret_line)
{
	size_t from = m->from, to = m->to;
	bool some = false;

	while (to < text.n && text.p[to] != '\n' && mdm_is_space(text.p[to]))
		to++;
	if (to < text.n && text.p[to] != '\n')
		return false;
	while (from > 0 && text.p[from - 1] != '\n')
		some |= !mdm_is_space(text.p[--from]);
	*ret_line = from;
	return some;
}

static size_t
end_of(const struct mdm_node *node)
{
	/* A property list's key is nothing without its value. */
	if (mdm_str_is(node->key, "key") && node->next != NULL)
		node = node->next;
	return (size_t)node->off + node->len;
}

/* The element behind it; the line, the element or the document around it. */
static struct mdm_span
covered(const struct reading *r, const struct remark *m)
{
	struct mdm_str text = r->doc->text;
	struct mdm_span span = { 0, (uint32_t)text.n };
	size_t line;

	if (m->first)
		return span;
	if (is_trailing(text, m, &line)) {
		span.off = (uint32_t)line;
		span.len = (uint32_t)(m->from - line);
	} else if (m->next != NULL) {
		span.off = (uint32_t)m->from;
		span.len = (uint32_t)(end_of(m->next) - m->from);
	} else if (m->parent != r->doc->root) {
		span.off = m->parent->off;
		span.len = (uint32_t)(m->to - m->parent->off);
		if (span.len < m->parent->len)
			span.len = m->parent->len;
	}
	return span;
}

static void
keep_comments(const struct reading *r)
{
	static const size_t open = sizeof("<!--") - 1;
	static const size_t close = sizeof("-->") - 1;

	for (size_t i = 0; i < r->remarks.n; i++) {
		const struct remark *m = &r->remarks.at[i];
		struct mdm_span span = covered(r, m);
		struct mdm_comment comment = {
			.at = mdm_at_span(r->doc, m->from, m->to - m->from),
			.covers = mdm_at_span(r->doc, span.off, span.len),
			.text = mdm_str_sub(r->doc->text, m->from + open,
			    m->to - m->from - open - close),
		};

		MDM_PUSH(r->doc->scratch, &r->doc->comments, comment);
	}
}

static void
report(struct reading *r)
{
	struct mdm_doc *doc = r->doc;
	struct mdm_at at = mdm_at_span(doc, r->stopped_at, 1);

	if (r->entity)
		mdm_defect_add(doc, MDM_DEFECT_ENTITY, at,
		    "the document declares an entity");
	else if (r->limit)
		mdm_defect_add(doc, MDM_DEFECT_LIMIT, at,
		    "elements are nested deeper than %d levels", DEEPEST);
	else if (r->error != 0)
		mdm_defect_add(doc, MDM_DEFECT_NOT_WELL_FORMED,
		    mdm_at_span(doc, r->error_at, 1), MDM_FMT,
		    MDM_ARG(r->message));
	else if (r->doctype)
		mdm_defect_add(doc, MDM_DEFECT_ENTITY, at,
		    "the document has a document type declaration");
	doc->damaged = r->entity || r->limit || r->error != 0;
}

/* The value of a pseudo-attribute of the declaration, or absent. */
static struct mdm_str
declared_encoding(struct mdm_str text)
{
	static const char key[] = "encoding";
	size_t start = skip_space(text, 0), at;
	struct mdm_str head =
	    mdm_str_sub(text, start, declaration_end(text, start) - start);
	char quote;

	at = mdm_str_find(head, key);
	if (at == SIZE_MAX)
		return (struct mdm_str){ 0 };
	at = skip_space(head, at + sizeof(key) - 1);
	if (at >= head.n || head.p[at] != '=')
		return (struct mdm_str){ 0 };
	at = skip_space(head, at + 1);
	if (at >= head.n || (head.p[at] != '"' && head.p[at] != '\''))
		return (struct mdm_str){ 0 };
	quote = head.p[at];
	head = mdm_str_sub(head, at + 1, SIZE_MAX);
	return mdm_str_sub(head, 0, mdm_str_find_byte(head, quote));
}

/*
 * XML 1.0, 4.3.3: a fatal error.  A document inside another has no bytes of
 * its own, and what it says of them is meaningless.
 */
static void
check_encoding(struct mdm_doc *doc)
{
	enum mdm_encoding actual = doc->source->encoding;
	struct mdm_str said = declared_encoding(doc->text);
	bool wide = mdm_str_istarts(said, "utf-16") ||
	    mdm_str_iis(said, "unicode") || mdm_str_istarts(said, "ucs-2");
	bool is_wide = actual == MDM_UTF16LE || actual == MDM_UTF16BE;

	if (said.n == 0 || doc->holder != NULL || actual == MDM_BINARY)
		return;
	if (wide != is_wide ||
	    (actual == MDM_WINDOWS_1252 && mdm_str_iis(said, "utf-8")))
		mdm_defect_add(doc, MDM_DEFECT_ENCODING,
		    mdm_at_span(doc, (size_t)(said.p - doc->text.p), said.n),
		    "the document says it is \"" MDM_FMT "\" and is %s",
		    MDM_ARG(said), mdm_encoding_name(actual));
}

/* The end of a comment, CDATA section, instruction or declaration. */
static size_t
markup_end(struct mdm_str text, size_t at)
{
	static const struct {
		const char *start, *end;
	} kinds[] = {
		{ "<!--", "-->" },
		{ "<![CDATA[", "]]>" },
		{ "<?", "?>" },
		{ "<!", ">" },
	};
	struct mdm_str rest = mdm_str_sub(text, at, text.n);

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		const char *end;

		if (!mdm_str_starts(rest, kinds[i].start))
			continue;
		end =
		    memmem(rest.p, rest.n, kinds[i].end, strlen(kinds[i].end));
		return end == NULL
		    ? text.n
		    : (size_t)(end - text.p) + strlen(kinds[i].end);
	}
	return at;
}

/* The end of the tag at `at`; counts what looks like attributes. */
static size_t
tag_end(struct mdm_str text, size_t at, size_t *ret_attributes)
{
	char quote = '\0';

	*ret_attributes = 0;
	for (; at < text.n; at++) {
		char c = text.p[at];

		if (quote != '\0') {
			if (c == quote)
				quote = '\0';
		} else if (c == '"' || c == '\'') {
			quote = c;
			*ret_attributes += 1;
		} else if (c == '>') {
			return at + 1;
		}
	}
	return at;
}

/* Before libxml2 sees it: no tag may be made to exhaust it. */
static bool
within_limits(struct mdm_doc *doc)
{
	struct mdm_str text = doc->text;

	for (size_t at = 0; at < text.n;) {
		const char *next = memchr(text.p + at, '<', text.n - at);
		size_t start, end, attributes;

		if (next == NULL)
			return true;
		start = (size_t)(next - text.p);
		end = markup_end(text, start);
		if (end > start) {
			at = end;
			continue;
		}
		end = tag_end(text, start, &attributes);
		if (attributes > MOST_ATTRIBUTES || end - start > LONGEST_TAG) {
			mdm_defect_add(doc, MDM_DEFECT_LIMIT,
			    mdm_at_span(doc, start, 1),
			    attributes > MOST_ATTRIBUTES
				? "a tag has more than %d attributes"
				: "a tag is longer than %d bytes",
			    attributes > MOST_ATTRIBUTES ? (int)MOST_ATTRIBUTES
							 : (int)LONGEST_TAG);
			doc->damaged = true;
			return false;
		}
		at = end;
	}
	return true;
}

void
mdm_xml_read(struct mdm_doc *doc)
{
	struct reading *r;

	if (!within_limits(doc))
		return;
	r = MDM_NEW(doc->scratch, struct reading);
	if (!read_document(r, doc) && is_fragment(r) &&
	    !read_fragment(r, doc) && has_several_messages(doc->text) &&
	    !r->entity && !r->limit) {
		char *text = r->text;
		size_t room = r->room;

		begin(r, doc);
		r->text = text;
		r->room = room;
		read_messages(r, doc);
	}
	close_all(r);
	number_namesakes(r, doc->root);
	keep_comments(r);
	report(r);
	check_encoding(doc);
	mdm_heap_free(r->text);
}

void
mdm_xml_init(void)
{
	xmlInitParser();
}
