/* SPDX-License-Identifier: MIT */
#include "shape.h"

struct printer {
	struct mdm_out *out;
	enum bench_shape shape;
};

static void
text(struct printer *p, const char *s)
{
	mdm_out_str(p->out, mdm_str_of(s));
}

static void
line(struct printer *p, size_t indent)
{
	if (p->shape == BENCH_MINIFIED)
		return;
	text(p, p->shape == BENCH_POWERSHELL ? "\r\n" : "\n");
	for (size_t i = 0; i < indent; i++)
		text(p, " ");
}

static void
string(struct printer *p, const char *s)
{
	char one[8] = { 0 };

	text(p, "\"");
	for (; *s != '\0'; s++) {
		one[0] = *s;
		if (*s == '"' || *s == '\\')
			text(p, "\\");
		if (p->shape == BENCH_POWERSHELL && strchr("'<>&", *s) != NULL)
			mdm_out_printf(p->out, "\\u%04x", (unsigned)*s);
		else
			text(p, one);
	}
	text(p, "\"");
}

static void value(struct printer *, const json_t *, size_t column);

/* PowerShell indents by the column of the bracket, others by depth. */
static size_t
within(const struct printer *p, size_t column)
{
	return column + (p->shape == BENCH_POWERSHELL ? 4 : 2);
}

static void
object(struct printer *p, const json_t *json, size_t column)
{
	size_t inner = within(p, column), n = 0;
	const char *key;
	json_t *member;

	text(p, "{");
	json_object_foreach((json_t *)(uintptr_t)json, key, member)
	{
		size_t at = inner;

		text(p, n++ > 0 ? "," : "");
		line(p, inner);
		string(p, key);
		text(p,
		    p->shape == BENCH_POWERSHELL     ? ":  "
			: p->shape == BENCH_INDENTED ? ": "
						     : ":");
		if (p->shape == BENCH_POWERSHELL)
			at = inner + strlen(key) + 5;
		value(p, member, at);
	}
	if (n > 0)
		line(p, column);
	text(p, "}");
}

static void
array(struct printer *p, const json_t *json, size_t column)
{
	size_t inner = within(p, column), n = json_array_size(json);

	text(p, "[");
	for (size_t i = 0; i < n; i++) {
		text(p, i > 0 ? "," : "");
		line(p, inner);
		value(p, json_array_get(json, i), inner);
	}
	if (n > 0)
		line(p, column);
	text(p, "]");
}

static void
value(struct printer *p, const json_t *json, size_t column)
{
	switch (json_typeof(json)) {
	case JSON_OBJECT:
		object(p, json, column);
		break;
	case JSON_ARRAY:
		array(p, json, column);
		break;
	case JSON_STRING:
		string(p, json_string_value(json));
		break;
	case JSON_INTEGER:
		mdm_out_printf(
		    p->out, "%lld", (long long)json_integer_value(json));
		break;
	case JSON_REAL:
		mdm_out_printf(p->out, "%g", json_real_value(json));
		break;
	case JSON_TRUE:
		text(p, "true");
		break;
	case JSON_FALSE:
		text(p, "false");
		break;
	case JSON_NULL:
		text(p, "null");
		break;
	}
}

void
bench_json(struct mdm_out *out, const json_t *json, enum bench_shape shape)
{
	struct printer p = { out, shape };

	value(&p, json, 0);
	line(&p, 0);
}

struct mdm_str
bench_utf16(struct mdm_arena *arena, struct mdm_str s)
{
	char *out = mdm_alloc(arena, 2 * s.n + 2, 1, 1);

	out[0] = (char)0xff;
	out[1] = (char)0xfe;
	for (size_t i = 0; i < s.n; i++)
		out[2 * i + 2] = s.p[i];
	return mdm_str_span(out, 2 * s.n + 2);
}
