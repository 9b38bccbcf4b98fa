/* SPDX-License-Identifier: MIT */
#include "base/jout.h"

#include <assert.h>
#include <inttypes.h>

struct mdm_jout
mdm_jout(struct mdm_out *out, bool compact)
{
	return (struct mdm_jout){ .out = out, .compact = compact };
}

static uint64_t
bit(const struct mdm_jout *j)
{
	assert(j->depth < 64);
	return (uint64_t)1 << j->depth;
}

static void
new_line(struct mdm_jout *j)
{
	if (j->compact)
		return;
	mdm_out_byte(j->out, '\n');
	mdm_out_repeat(j->out, ' ', 2 * (size_t)j->depth);
}

static void
begin_value(struct mdm_jout *j, const char *key)
{
	if (j->depth > 0) {
		assert((key == NULL) == ((j->arrays & bit(j)) != 0));
		if ((j->started & bit(j)) != 0)
			mdm_out_byte(j->out, ',');
		j->started |= bit(j);
		new_line(j);
	}
	if (key != NULL) {
		mdm_out_json(j->out, mdm_str_of(key));
		mdm_out_text_of(j->out, j->compact ? ":" : ": ");
	}
}

static void
open(struct mdm_jout *j, const char *key, bool array)
{
	begin_value(j, key);
	mdm_out_byte(j->out, array ? '[' : '{');
	j->depth++;
	j->started &= ~bit(j);
	if (array)
		j->arrays |= bit(j);
	else
		j->arrays &= ~bit(j);
}

void
mdm_jout_object(struct mdm_jout *j, const char *key)
{
	open(j, key, false);
}

void
mdm_jout_array(struct mdm_jout *j, const char *key)
{
	open(j, key, true);
}

void
mdm_jout_end(struct mdm_jout *j)
{
	bool array = (j->arrays & bit(j)) != 0;
	bool started = (j->started & bit(j)) != 0;

	assert(j->depth > 0);
	j->depth--;
	if (started)
		new_line(j);
	mdm_out_byte(j->out, array ? ']' : '}');
	if (j->depth == 0)
		mdm_out_byte(j->out, '\n');
}

void
mdm_jout_string(struct mdm_jout *j, const char *key, struct mdm_str s)
{
	begin_value(j, key);
	mdm_out_json(j->out, s);
}

void
mdm_jout_text(struct mdm_jout *j, const char *key, const char *text)
{
	mdm_jout_string(j, key, mdm_str_of(text));
}

void
mdm_jout_int(struct mdm_jout *j, const char *key, int64_t value)
{
	begin_value(j, key);
	mdm_out_printf(j->out, "%" PRId64, value);
}

void
mdm_jout_bool(struct mdm_jout *j, const char *key, bool value)
{
	begin_value(j, key);
	mdm_out_text_of(j->out, value ? "true" : "false");
}

void
mdm_jout_optional(struct mdm_jout *j, const char *key, struct mdm_str s)
{
	if (s.n > 0)
		mdm_jout_string(j, key, s);
}
