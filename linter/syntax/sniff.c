/* SPDX-License-Identifier: MIT */
#include "syntax/node.h"

/* A text dump of a large revocation list may stand before the PEM block. */
enum { PEM_WITHIN = 256 * 1024, LONGEST_SCALAR = 64, CAPTURE_WITHIN = 4096 };

static struct mdm_str
skip_blanks(struct mdm_str s)
{
	while (s.n > 0 && mdm_is_space(s.p[0]))
		s = mdm_str_sub(s, 1, s.n);
	/* A second mark, from tools that put one before an existing one. */
	if (mdm_str_starts(s, "\xef\xbb\xbf"))
		return skip_blanks(mdm_str_sub(s, 3, s.n));
	return s;
}

/* A SEQUENCE with a length in the long form, or indefinite (BER). */
static bool
is_long_der(struct mdm_str s)
{
	unsigned char length;

	if (s.n < 2 || s.p[0] != 0x30)
		return false;
	length = (unsigned char)s.p[1];
	return length >= 0x80 && length <= 0x84;
}

/*
 * A SEQUENCE of less than 128 bytes could be a text that starts with '0': it
 * must fill the file, and hold a byte that no text has.
 */
static bool
is_short_der(struct mdm_str s)
{
	if (s.n < 4 || s.p[0] != 0x30 || (unsigned char)s.p[1] + 2U != s.n)
		return false;
	for (size_t i = 2; i < s.n; i++)
		if ((unsigned char)s.p[i] < 0x20 && !mdm_is_space(s.p[i]))
			return true;
	return false;
}

static bool
is_pem(struct mdm_str s)
{
	return mdm_str_starts(s, "-----BEGIN ") ||
	    mdm_str_has(mdm_str_sub(s, 0, PEM_WITHIN), "\n-----BEGIN ");
}

/* The part behind the next `end`, or nothing. */
static struct mdm_str
behind(struct mdm_str s, const char *end)
{
	const char *at = memmem(s.p, s.n, end, strlen(end));

	if (at == NULL)
		return mdm_str_sub(s, s.n, 0);
	return mdm_str_sub(s, (size_t)(at - s.p) + strlen(end), s.n);
}

static bool
names_plist(struct mdm_str s)
{
	return mdm_str_starts(s, "plist") && s.n > 5 &&
	    (mdm_is_space(s.p[5]) || s.p[5] == '>' || s.p[5] == '/');
}

/* By DOCTYPE or root element; a plist inside a value is not one. */
static enum mdm_syntax
sniff_markup(struct mdm_str s)
{
	while (s.n > 0 && s.p[0] == '<') {
		if (mdm_str_starts(s, "<?"))
			s = behind(s, "?>");
		else if (mdm_str_starts(s, "<!--"))
			s = behind(s, "-->");
		else if (mdm_str_istarts(s, "<!DOCTYPE"))
			return names_plist(mdm_str_trim(mdm_str_sub(s, 9, 256)))
			    ? MDM_PLIST
			    : MDM_XML;
		else if (mdm_str_starts(s, "<![")) /* log of CMTrace's kind */
			return MDM_TEXT;
		else
			return names_plist(mdm_str_sub(s, 1, s.n)) ? MDM_PLIST
								   : MDM_XML;
		s = skip_blanks(s);
	}
	return MDM_XML;
}

/* '[' also starts sections of INI files and lines of logs. */
static bool
starts_json(struct mdm_str s)
{
	if (s.p[0] == '{')
		return true;
	if (s.p[0] != '[')
		return false;
	s = skip_blanks(mdm_str_sub(s, 1, s.n));
	return s.n == 0 || memchr("{[]\"-0123456789/", s.p[0], 16) != NULL ||
	    mdm_str_starts(s, "true") || mdm_str_starts(s, "false") ||
	    mdm_str_starts(s, "null");
}

/* A lone value; digits alone also start the lines of many logs. */
static bool
is_json_scalar(struct mdm_str s)
{
	s = mdm_str_trim(s);
	if (mdm_str_is(s, "true") || mdm_str_is(s, "false") ||
	    mdm_str_is(s, "null"))
		return true;
	if (s.p[0] == '"')
		return s.n > 1 && s.p[s.n - 1] == '"' &&
		    mdm_str_find_byte(s, '\n') == SIZE_MAX;
	if (s.n > LONGEST_SCALAR || (!mdm_is_digit(s.p[0]) && s.p[0] != '-'))
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!mdm_is_digit(s.p[i]) && memchr("+-.eE", s.p[i], 5) == NULL)
			return false;
	return true;
}

/*
 * Recorded sessions and collections of examples have a line or two in front
 * of their first message.
 */
static bool
is_capture(struct mdm_str s)
{
	static const char *const marks[] = { "<SyncML", "<SyncBody", NULL };
	struct mdm_str head = mdm_str_sub(s, 0, CAPTURE_WITHIN), line;

	while (mdm_str_split(&head, '\n', &line)) {
		line = skip_blanks(line);
		for (size_t i = 0; marks[i] != NULL; i++)
			if (mdm_str_starts(line, marks[i]))
				return true;
	}
	return false;
}

enum mdm_syntax
mdm_sniff(struct mdm_str text, enum mdm_encoding encoding, struct mdm_str name)
{
	struct mdm_str start;

	if (mdm_str_starts(text, "bplist00"))
		return MDM_BPLIST;
	if (mdm_str_starts(text, "ElfFile"))
		return MDM_EVTX;
	if (is_long_der(text) || is_short_der(text))
		return MDM_DER;
	if (encoding == MDM_BINARY)
		return MDM_SYNTAX_NONE;
	start = skip_blanks(text);
	if (start.n > 0 && start.p[0] == '<')
		return sniff_markup(start);
	if (mdm_str_iends(name, ".yaml") || mdm_str_iends(name, ".yml"))
		return MDM_YAML;
	if (start.n > 0 && starts_json(start))
		return MDM_JSON;
	if (mdm_str_iends(name, ".onc")) /* may start with a comment */
		return MDM_JSON;
	if (is_pem(start))
		return MDM_PEM;
	if (is_capture(start))
		return MDM_XML;
	if (mdm_str_iends(name, ".json"))
		return MDM_JSON;
	return start.n > 0 && is_json_scalar(start) ? MDM_JSON : MDM_TEXT;
}
