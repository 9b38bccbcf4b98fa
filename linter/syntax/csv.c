/* SPDX-License-Identifier: MIT */
#include "syntax/csv.h"

char
mdm_csv_separator(struct mdm_str line)
{
	static const char separators[] = ",;\t";
	size_t count[3] = { 0 }, best = 0;
	bool quoted = false;

	for (size_t i = 0; i < line.n; i++) {
		const char *which = memchr(separators, line.p[i], 3);

		if (line.p[i] == '"')
			quoted = !quoted;
		else if (which != NULL && !quoted)
			count[which - separators]++;
	}
	for (size_t i = 1; i < 3; i++)
		if (count[i] > count[best])
			best = i;
	return separators[best];
}

static struct mdm_str
without_doubled_quotes(struct mdm_arena *arena, struct mdm_str s)
{
	char *out = MDM_NEW_N(arena, char, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		out[n++] = s.p[i];
		if (s.p[i] == '"')
			i++;
	}
	return mdm_str_span(out, n);
}

/* Behind the opening quote; leaves c->at behind the closing one. */
static struct mdm_csv_field
quoted_field(struct mdm_csv *c, struct mdm_arena *arena)
{
	size_t from = c->at;
	bool doubled = false;
	struct mdm_csv_field f;

	for (;; c->at += 2) {
		const char *quote =
		    memchr(c->text.p + c->at, '"', c->text.n - c->at);

		if (quote == NULL) {
			c->unfinished = true;
			c->at = c->text.n + 1;
			break;
		}
		c->at = (size_t)(quote - c->text.p);
		if (c->at + 1 >= c->text.n || quote[1] != '"')
			break;
		doubled = true;
	}
	f.off = from;
	f.len = (c->at > c->text.n ? c->text.n : c->at) - from;
	f.value = mdm_str_sub(c->text, f.off, f.len);
	if (doubled)
		f.value = without_doubled_quotes(arena, f.value);
	c->at++;
	return f;
}

static bool
ends_field(const struct mdm_csv *c, char byte)
{
	return byte == c->separator || byte == '\n' || byte == '\r';
}

static struct mdm_csv_field
next_field(struct mdm_csv *c, struct mdm_arena *arena)
{
	struct mdm_csv_field f;
	size_t from = c->at;

	if (c->at < c->text.n && c->text.p[c->at] == '"') {
		c->at++;
		f = quoted_field(c, arena);
		/* What follows the quotes belongs to nothing. */
		while (c->at < c->text.n && !ends_field(c, c->text.p[c->at]))
			c->at++;
		return f;
	}
	while (c->at < c->text.n && !ends_field(c, c->text.p[c->at]))
		c->at++;
	f.off = from;
	f.len = c->at - from;
	f.value = mdm_str_sub(c->text, from, f.len);
	return f;
}

bool
mdm_csv_next(struct mdm_csv *c, struct mdm_arena *arena,
    struct mdm_csv_field ret_row[MDM_MOST_COLUMNS], size_t *ret_n)
{
	size_t n = 0;

	if (c->at >= c->text.n)
		return false;
	for (;;) {
		struct mdm_csv_field f = next_field(c, arena);

		if (n < MDM_MOST_COLUMNS)
			ret_row[n++] = f;
		if (c->at >= c->text.n || c->text.p[c->at] != c->separator)
			break;
		c->at++;
	}
	if (c->at < c->text.n && c->text.p[c->at] == '\r')
		c->at++;
	if (c->at < c->text.n && c->text.p[c->at] == '\n')
		c->at++;
	*ret_n = n;
	return true;
}
