/* SPDX-License-Identifier: MIT */
#include "base/glob.h"

/* "[...]" at *glob; moves past it.  A '[' without ']' matches nothing. */
static bool
match_class(const char **glob, unsigned char c)
{
	const char *p = *glob + 1;
	bool negated = *p == '!' || *p == '^', found = false;

	if (negated)
		p++;
	for (bool first = true; *p != '\0' && (first || *p != ']');
	     first = false) {
		unsigned char low, high;

		if (*p == '\\' && p[1] != '\0')
			p++;
		low = high = (unsigned char)*p++;
		if (*p == '-' && p[1] != '\0' && p[1] != ']') {
			p++;
			if (*p == '\\' && p[1] != '\0')
				p++;
			high = (unsigned char)*p++;
		}
		found = found || (low <= c && c <= high);
	}
	if (*p != ']')
		return false;
	*glob = p + 1;
	return found != negated && c != '/';
}

/* One element of the pattern against one character; moves past both. */
static bool
match_one(const char **glob, const char **path)
{
	const char *p = *glob;
	unsigned char c = (unsigned char)**path;

	if (c == '\0' || *p == '\0')
		return false;
	if (*p == '?') {
		if (c == '/')
			return false;
		while (((unsigned char)(*path)[1] & 0xc0) == 0x80)
			(*path)++; /* a character, not a byte */
		p++;
	} else if (*p == '[') {
		if (!match_class(&p, c))
			return false;
	} else {
		if (*p == '\\' && p[1] != '\0')
			p++;
		if ((unsigned char)*p++ != c)
			return false;
	}
	*glob = p;
	(*path)++;
	return true;
}

/* "**" as a part of its own. */
static bool
is_deep(const char *start, const char *p)
{
	return p[0] == '*' && p[1] == '*' && (p == start || p[-1] == '/') &&
	    (p[2] == '/' || p[2] == '\0');
}

/*
 * A '*' stays within a part and a "**" takes whole ones, so only the last of
 * each has to be tried again: no pattern takes exponential time.
 */
bool
mdm_glob_match(const char *glob, const char *path)
{
	const char *p = glob, *s = path;
	const char *star = NULL, *star_at = NULL;
	const char *deep = NULL, *deep_at = NULL;

	for (;;) {
		if (is_deep(glob, p)) {
			if (p[2] == '\0')
				return *s != '\0';
			p += 3;
			deep = p;
			deep_at = s;
			star = NULL;
		} else if (*p == '*') {
			while (*p == '*')
				p++;
			star = p;
			star_at = s;
		} else if (*p == '\0' && *s == '\0') {
			return true;
		} else if (match_one(&p, &s)) {
			continue;
		} else if (star != NULL && *star_at != '\0' &&
		    *star_at != '/') {
			p = star;
			s = ++star_at;
		} else if (deep != NULL && strchr(deep_at, '/') != NULL) {
			deep_at = strchr(deep_at, '/') + 1;
			p = deep;
			s = deep_at;
			star = NULL;
		} else {
			return false;
		}
	}
}

struct mdm_glob
mdm_glob_of(struct mdm_arena *arena, struct mdm_str pattern)
{
	struct mdm_glob g = { NULL, false, false };

	if (mdm_str_starts(pattern, "./"))
		pattern = mdm_str_sub(pattern, 1, SIZE_MAX);
	if (pattern.n > 1 && mdm_str_ends(pattern, "/")) {
		g.folder_only = true;
		pattern.n--;
	}
	g.whole = mdm_str_find_byte(pattern, '/') != SIZE_MAX;
	if (mdm_str_starts(pattern, "/"))
		pattern = mdm_str_sub(pattern, 1, SIZE_MAX);
	g.text = mdm_str_dup(arena, pattern).p;
	return g;
}

static bool
matches(const struct mdm_glob *g, const char *path)
{
	const char *slash = strrchr(path, '/');

	return mdm_glob_match(
	    g->text, g->whole || slash == NULL ? path : slash + 1);
}

bool
mdm_glob_covers(
    const struct mdm_glob *g, struct mdm_arena *scratch, struct mdm_str file)
{
	size_t n = mdm_str_rfind_byte(file, '/');

	if (!g->folder_only && matches(g, mdm_str_dup(scratch, file).p))
		return true;
	for (; n != SIZE_MAX && n > 0; n = mdm_str_rfind_byte(file, '/')) {
		file = mdm_str_sub(file, 0, n);
		if (matches(g, mdm_str_dup(scratch, file).p))
			return true;
	}
	return false;
}
