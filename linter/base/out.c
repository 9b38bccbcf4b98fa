/* SPDX-License-Identifier: MIT */
#include "base/out.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/text.h"

enum { BUFFER = 32 * 1024 };

struct mdm_out {
	bool (*write)(void *ctx, const char *p, size_t n);
	void *ctx;
	bool failed;
	size_t used, room;
	char *buffer;
};

struct mdm_out *
mdm_out_new(bool (*write)(void *ctx, const char *p, size_t n), void *ctx)
{
	struct mdm_out *o = mdm_heap_grow(NULL, sizeof(*o));

	*o = (struct mdm_out){ .write = write, .ctx = ctx, .room = BUFFER };
	o->buffer = mdm_heap_grow(NULL, o->room);
	return o;
}

struct mdm_out *
mdm_out_new_memory(void)
{
	return mdm_out_new(NULL, NULL);
}

struct mdm_str
mdm_out_text(const struct mdm_out *o)
{
	return mdm_str_span(o->buffer, o->used);
}

static void
flush(struct mdm_out *o)
{
	if (o->used > 0 && !o->failed)
		o->failed = !o->write(o->ctx, o->buffer, o->used);
	o->used = 0;
}

bool
mdm_out_finish(struct mdm_out *o)
{
	if (o->write != NULL)
		flush(o);
	return !o->failed;
}

void
mdm_out_free(struct mdm_out *o)
{
	if (o == NULL)
		return;
	mdm_heap_free(o->buffer);
	mdm_heap_free(o);
}

static void
make_room(struct mdm_out *o, size_t n)
{
	if (o->write != NULL)
		flush(o);
	if (n > o->room - o->used) {
		while (n > o->room - o->used)
			o->room *= 2;
		o->buffer = mdm_heap_grow(o->buffer, o->room);
	}
}

void
mdm_out_bytes(struct mdm_out *o, const char *p, size_t n)
{
	if (n == 0)
		return;
	if (n > o->room - o->used)
		make_room(o, n);
	memcpy(o->buffer + o->used, p, n);
	o->used += n;
}

void
mdm_out_str(struct mdm_out *o, struct mdm_str s)
{
	mdm_out_bytes(o, s.p, s.n);
}

void
mdm_out_text_of(struct mdm_out *o, const char *text)
{
	mdm_out_bytes(o, text, strlen(text));
}

void
mdm_out_byte(struct mdm_out *o, char byte)
{
	mdm_out_bytes(o, &byte, 1);
}

void
mdm_out_repeat(struct mdm_out *o, char byte, size_t n)
{
	while (n-- > 0)
		mdm_out_byte(o, byte);
}

void
mdm_out_vprintf(struct mdm_out *o, const char *fmt, va_list args)
{
	va_list again;
	int n;

	va_copy(again, args);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0) {
		o->failed = true;
		return;
	}
	if ((size_t)n + 1 > o->room - o->used)
		make_room(o, (size_t)n + 1);
	vsnprintf(o->buffer + o->used, (size_t)n + 1, fmt, args);
	o->used += (size_t)n;
}

void
mdm_out_printf(struct mdm_out *o, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	mdm_out_vprintf(o, fmt, args);
	va_end(args);
}

/* Characters that could move the cursor, start a command or hide text. */
static bool
is_unsafe(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c ||
	    c == 0x2028 || c == 0x2029 || (c >= 0x2066 && c <= 0x2069) ||
	    (c >= 0xe0000 && c <= 0xe007f) || mdm_is_invisible(c);
}

bool
mdm_is_command_mark(struct mdm_str s, size_t i)
{
	struct mdm_str rest = mdm_str_sub(s, i, SIZE_MAX);

	if (s.p[i] != ':' && s.p[i] != '#')
		return false;
	if (mdm_str_starts(rest, "::"))
		return i == 0 || mdm_is_space(s.p[i - 1]);
	return i > 0 && s.p[i - 1] == '#' &&
	    (mdm_str_starts(rest, "#[") || mdm_str_istarts(rest, "#vso["));
}

void
mdm_out_plain(struct mdm_out *o, struct mdm_str s)
{
	for (size_t i = 0; i < s.n;) {
		size_t from = i;
		uint32_t c = mdm_utf8_next(s, &i);

		if (c == '\n')
			mdm_out_text_of(o, "\\n");
		else if (c == '\t')
			mdm_out_text_of(o, "\\t");
		else if (c == 0xfffd && i == from + 1)
			mdm_out_printf(o, "\\x%02x", (unsigned char)s.p[from]);
		else if (is_unsafe(c) || mdm_is_command_mark(s, from))
			mdm_out_printf(o, "\\u{%x}", c);
		else
			mdm_out_bytes(o, s.p + from, i - from);
	}
}

/* What XML 1.0 section 2.2 allows. */
static bool
is_xml_char(uint32_t c)
{
	return c == '\t' || c == '\n' || c == '\r' ||
	    (c >= 0x20 && c != 0xfffe && c != 0xffff);
}

void
mdm_out_xml(struct mdm_out *o, struct mdm_str s)
{
	for (size_t i = 0; i < s.n;) {
		size_t from = i;
		uint32_t c = mdm_utf8_next(s, &i);

		if (c == '&')
			mdm_out_text_of(o, "&amp;");
		else if (c == '<')
			mdm_out_text_of(o, "&lt;");
		else if (c == '>')
			mdm_out_text_of(o, "&gt;");
		else if (c == '"')
			mdm_out_text_of(o, "&quot;");
		else if (c == '\'')
			mdm_out_text_of(o, "&#39;");
		else if (!is_xml_char(c) || (c == 0xfffd && i == from + 1))
			mdm_out_text_of(o, "\xef\xbf\xbd");
		else
			mdm_out_bytes(o, s.p + from, i - from);
	}
}

void
mdm_out_csv(struct mdm_out *o, struct mdm_str s)
{
	mdm_out_byte(o, '"');
	if (s.n > 0 && memchr("=+-@\t\r", s.p[0], 6) != NULL)
		mdm_out_byte(o, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			mdm_out_byte(o, '"');
		if (s.p[i] != '\0')
			mdm_out_byte(o, s.p[i]);
	}
	mdm_out_byte(o, '"');
}

void
mdm_out_markdown(struct mdm_out *o, struct mdm_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '\n' || c == '\r') {
			mdm_out_byte(o, ' ');
			continue;
		}
		if (c == '<') {
			mdm_out_text_of(o, "&lt;");
			continue;
		}
		if (c != '\0' && strchr("\\`*_{}[]#|>~@!", c) != NULL)
			mdm_out_byte(o, '\\');
		mdm_out_byte(o, c);
	}
}

/* What is beyond 16 bits takes two escapes (RFC 8259 section 7). */
static void
put_json_escape(struct mdm_out *o, uint32_t c)
{
	if (c > 0xffff)
		mdm_out_printf(o, "\\u%04x\\u%04x",
		    0xd800 + ((c - 0x10000) >> 10), 0xdc00 + (c & 0x3ff));
	else
		mdm_out_printf(o, "\\u%04x", c);
}

void
mdm_out_json(struct mdm_out *o, struct mdm_str s)
{
	mdm_out_byte(o, '"');
	for (size_t i = 0; i < s.n;) {
		size_t from = i;
		uint32_t c = mdm_utf8_next(s, &i);

		if (c == '"' || c == '\\')
			mdm_out_printf(o, "\\%c", (char)c);
		else if (c == '\n')
			mdm_out_text_of(o, "\\n");
		else if (c == '\t')
			mdm_out_text_of(o, "\\t");
		else if (c == 0xfffd && i == from + 1)
			mdm_out_text_of(o, "\xef\xbf\xbd");
		else if (is_unsafe(c) ||
		    (c == '#' && mdm_is_command_mark(s, from)))
			put_json_escape(o, c);
		else
			mdm_out_bytes(o, s.p + from, i - from);
	}
	mdm_out_byte(o, '"');
}
