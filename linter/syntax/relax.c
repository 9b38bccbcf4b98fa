/* SPDX-License-Identifier: MIT */
/*
 * Chrome reads Open Network Configuration with comments and with commas
 * behind the last element.  Both become blanks here, so that jansson takes
 * the text and every byte stays where it is.
 */
#include "syntax/node.h"

/* A comma that nothing has followed yet, and what stood before it. */
struct comma {
	char *at;
	char before;
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Behind the string whose quote stands at `p`. */
static char *
skip_string(char *p, const char *end)
{
	for (p++; p < end && *p != '"'; p++)
		if (*p == '\\' && p + 1 < end)
			p++;
	return p < end ? p + 1 : p;
}

/* Behind the comment at `p`, which is gone; NULL: none, or it does not end. */
static char *
blank_comment(char *p, const char *end)
{
	char *stop = NULL;

	if (end - p >= 2 && p[1] == '/') {
		stop = memchr(p, '\n', (size_t)(end - p));
		stop = stop != NULL ? stop : p + (end - p);
	} else if (end - p >= 4 && p[1] == '*') {
		stop = memmem(p + 2, (size_t)(end - p) - 2, "*/", 2);
		stop = stop != NULL ? stop + 2 : NULL;
	}
	if (stop != NULL)
		memset(p, ' ', (size_t)(stop - p));
	return stop;
}

static bool
opens(char c)
{
	return c == '[' || c == '{' || c == ',' || c == '\0';
}

struct mdm_str
mdm_json_relax(struct mdm_arena *arena, struct mdm_str text)
{
	char *copy = MDM_NEW_N(arena, char, text.n + 1);
	char *p = copy, *end = copy + text.n;
	struct comma comma = { NULL, '\0' };
	char last = '\0'; /* of what is neither blank nor comment */

	memcpy(copy, text.p, text.n);
	while (p < end) {
		if (*p == '/') {
			p = blank_comment(p, end);
			if (p == NULL)
				break; /* jansson will stop here as well */
			continue;
		}
		if (is_blank(*p)) {
			p++;
			continue;
		}
		if ((*p == ']' || *p == '}') && comma.at != NULL &&
		    !opens(comma.before))
			*comma.at = ' ';
		comma = (struct comma){ *p == ',' ? p : NULL, last };
		last = *p;
		p = *p == '"' ? skip_string(p, end) : p + 1;
	}
	return mdm_str_span(copy, text.n);
}

/* An Android policy holds such a configuration, too, and is plain JSON. */
bool
mdm_json_is_relaxed(const struct mdm_doc *doc)
{
	return mdm_str_iends(doc->source->name, ".onc") ||
	    (mdm_str_has(doc->text, "\"NetworkConfigurations\"") &&
		!mdm_str_has(doc->text, "penNetworkConfiguration\""));
}
