/* SPDX-License-Identifier: MIT */
#include "base/placeholder.h"

/* Tokens end soon, so that a hostile value cannot make this quadratic. */
enum { TOKEN_LONGEST = 200, SAMPLE_LONGEST = 256, WORD_LONGEST = 48 };

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
is_word(char c)
{
	return mdm_is_alpha(c) || mdm_is_digit(c) || c == '_';
}

/* Length of the identifier at `from`: letter or _ first, then also . and -. */
static size_t
name_at(struct mdm_str s, size_t from)
{
	size_t i = from;

	if (i >= s.n || mdm_is_digit(s.p[i]) || !is_word(s.p[i]))
		return 0;
	while (i < s.n && (is_word(s.p[i]) || s.p[i] == '.' || s.p[i] == '-'))
		i++;
	return i - from;
}

static size_t
digits_at(struct mdm_str s, size_t from)
{
	size_t i = from;

	while (i < s.n && mdm_is_digit(s.p[i]))
		i++;
	return i - from;
}

static bool
byte_at(struct mdm_str s, size_t at, char c)
{
	return at < s.n && s.p[at] == c;
}

/*
 * {0}, {12}: the argument of a format.  Behind a character of a regular
 * expression it is a count, unless it is 0, which nobody repeats.
 */
static size_t
argument_at(struct mdm_str s, size_t from)
{
	size_t n = digits_at(s, from);
	char before = from >= 2 ? s.p[from - 2] : '=';

	if (n > 2)
		return 0;
	if (n == 1 && s.p[from] == '0')
		return n;
	return is_word(before) || strchr(")].", before) != NULL ? 0 : n;
}

/* {{x}}, {DeviceUid}, {0}: the caller stands on the brace. */
static bool
brace_token(struct mdm_str s, size_t at)
{
	size_t n;

	if (byte_at(s, at + 1, '{'))
		return mdm_str_has(mdm_str_sub(s, at + 2, TOKEN_LONGEST), "}}");
	n = name_at(s, at + 1);
	/* A GUID in braces may start with a letter and is a plain value. */
	if (n > 0 && memchr(s.p + at + 1, '-', n) != NULL)
		n = 0;
	if (n == 0)
		n = argument_at(s, at + 1);
	return n > 0 && byte_at(s, at + 1 + n, '}');
}

/* ${x}, $VAR, $FLEET_VAR_x, $CmdID$; "$5" and "US$" are none. */
static bool
dollar_token(struct mdm_str s, size_t at)
{
	size_t n = at + 1, capitals = 0;

	if (byte_at(s, n, '{'))
		return mdm_str_find_byte(
			   mdm_str_sub(s, n, TOKEN_LONGEST), '}') != SIZE_MAX;
	for (; n < s.n && is_word(s.p[n]); n++)
		capitals += is_upper(s.p[n]) || s.p[n] == '_';
	if (n == at + 1 || mdm_is_digit(s.p[at + 1]))
		return false;
	if (byte_at(s, n, '$'))
		return true;
	return capitals >= 3 && (is_upper(s.p[at + 1]) || s.p[at + 1] == '_') &&
	    is_upper(s.p[at + 2]);
}

/* %VAR%; the percent codes of a URL start with a digit or are two long. */
static bool
percent_token(struct mdm_str s, size_t at)
{
	size_t n = name_at(s, at + 1);

	return n > 2 && byte_at(s, at + 1 + n, '%');
}

/* <InsertUniqueIDHere>, <YOUR_URL>; markup is none. */
static bool
angle_token(struct mdm_str s, size_t at)
{
	static const char *const words[] = { "insert", "your", "enter",
		"replace", "put", "paste", "add your", "redacted" };
	struct mdm_str in = mdm_str_sub(s, at + 1, TOKEN_LONGEST);
	size_t end = mdm_str_find_byte(in, '>'), i = 0;

	if (end == SIZE_MAX || end == 0)
		return false;
	in.n = end;
	for (size_t w = 0; w < sizeof(words) / sizeof(words[0]); w++)
		if (mdm_str_istarts(in, words[w]))
			return true;
	while (i < in.n &&
	    (is_upper(in.p[i]) || in.p[i] == '_' || mdm_is_digit(in.p[i]) ||
		in.p[i] == '-'))
		i++;
	if (i == in.n && in.n >= 3)
		return true;
	/* The whole value is one bracketed phrase: "<thumbprint of root>". */
	return at == 0 && end + 2 == s.n &&
	    mdm_str_find_byte(in, '<') == SIZE_MAX &&
	    mdm_str_find_byte(in, '/') == SIZE_MAX &&
	    mdm_str_find_byte(in, '=') == SIZE_MAX;
}

/* [SSID]: four capitals at least, since [ABC] may be a regular expression. */
static bool
square_token(struct mdm_str s, size_t at)
{
	size_t i = at + 1;

	while (i < s.n && (is_upper(s.p[i]) || s.p[i] == '_'))
		i++;
	return i - at > 4 && byte_at(s, i, ']');
}

static bool
at_token(struct mdm_str s, size_t at)
{
	return byte_at(s, at + 1, '@') &&
	    mdm_str_has(mdm_str_sub(s, at + 2, TOKEN_LONGEST), "@@");
}

/* CA_THUMBPRINT: capitals joined by underscores, and nothing else. */
static bool
is_constant_name(struct mdm_str s)
{
	bool joined = false;

	if (s.n < 4 || !is_upper(s.p[0]) || s.p[s.n - 1] == '_')
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (!is_upper(s.p[i]) && !mdm_is_digit(s.p[i]) && s.p[i] != '_')
			return false;
		joined |= s.p[i] == '_';
	}
	return joined;
}

/* "https://xxxx.okta.com": four or more x between things that are no word. */
static bool
x_run(struct mdm_str s, size_t at)
{
	size_t i = at;

	if (at > 0 && is_word(s.p[at - 1]))
		return false;
	while (i < s.n && s.p[i] == s.p[at])
		i++;
	return i - at >= 4 && (i == s.n || !is_word(s.p[i]));
}

/* What token_at() looks at: certificates are long, and hold none of it. */
static const bool may_start_token[256] = { ['{'] = true,
	['$'] = true,
	['%'] = true,
	['<'] = true,
	['['] = true,
	['@'] = true,
	['x'] = true,
	['X'] = true };

static bool
token_at(struct mdm_str s, size_t at)
{
	switch (s.p[at]) {
	case '{':
		return brace_token(s, at);
	case '$':
		return dollar_token(s, at);
	case '%':
		return percent_token(s, at);
	case '<':
		return angle_token(s, at);
	case '[':
		return square_token(s, at);
	case '@':
		return at_token(s, at);
	case 'x':
	case 'X':
		return x_run(s, at);
	default:
		return false;
	}
}

bool
mdm_placeholder_symbolic(struct mdm_str text)
{
	struct mdm_str s = mdm_str_trim(text);

	for (size_t i = 0; i < s.n; i++)
		if (may_start_token[(unsigned char)s.p[i]] && token_at(s, i))
			return true;
	return is_constant_name(s) || mdm_placeholder_masked(s);
}

/* Bytes of the mask character at `at`, 0 if there is none. */
static size_t
mask_at(struct mdm_str s, size_t at)
{
	static const char bullet[] = "\xe2\x80\xa2", black[] = "\xe2\x97\x8f";

	if (s.p[at] == '*' || s.p[at] == 'x' || s.p[at] == 'X')
		return 1;
	if (s.n - at >= 3 &&
	    (memcmp(s.p + at, bullet, 3) == 0 ||
		memcmp(s.p + at, black, 3) == 0))
		return 3;
	return 0;
}

static bool
masked_throughout(struct mdm_str s)
{
	size_t marks = 0, i = 0;

	while (i < s.n) {
		size_t n = mask_at(s, i);

		if (n > 0)
			marks++;
		else if (strchr(" :-.,/", s.p[i]) == NULL || s.p[i] == '\0')
			return false;
		i += n > 0 ? n : 1;
	}
	return marks >= 3;
}

static bool
masked_somewhere(struct mdm_str s)
{
	size_t run = 0, i = 0;

	if (mdm_str_find_byte(s, '*') == SIZE_MAX &&
	    mdm_str_find_byte(s, '\xe2') == SIZE_MAX)
		return false;
	while (i < s.n) {
		size_t n = mdm_lower(s.p[i]) == 'x' ? 0 : mask_at(s, i);

		run = n > 0 ? run + 1 : 0;
		if (run == 3)
			return true;
		i += n > 0 ? n : 1;
	}
	return false;
}

bool
mdm_placeholder_masked(struct mdm_str text)
{
	static const char *const words[] = { "REDACTED", "[REDACTED]",
		"<REDACTED>", "(REDACTED)", "[HIDDEN]", "<HIDDEN>", "[REMOVED]",
		"<REMOVED>", "[MASKED]", "<MASKED>" };
	struct mdm_str s = mdm_str_trim(text);

	if (s.n == 0)
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (mdm_str_iis(s, words[i]))
			return true;
	return masked_throughout(s) || masked_somewhere(s);
}

/* "Scep Server Urls value": capitalised words, then "value". */
static bool
is_graph_sample(struct mdm_str s)
{
	struct mdm_str rest, word;

	if (!mdm_str_ends(s, " value"))
		return false;
	rest = mdm_str_sub(s, 0, s.n - strlen(" value"));
	while (mdm_str_split(&rest, ' ', &word)) {
		if (word.n == 0 || !is_upper(word.p[0]))
			return false;
		for (size_t i = 0; i < word.n; i++)
			if (!is_word(word.p[i]))
				return false;
	}
	return true;
}

/* Letters and digits only, folded; false when there are too many. */
static bool
squeeze(struct mdm_str s, char ret[SAMPLE_LONGEST], size_t *ret_n)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (!mdm_is_alpha(s.p[i]) && !mdm_is_digit(s.p[i]))
			continue;
		if (n == SAMPLE_LONGEST)
			return false;
		ret[n++] = mdm_lower(s.p[i]);
	}
	*ret_n = n;
	return true;
}

/* Instructions of templates, whatever their blanks and case. */
static bool
is_instruction(struct mdm_str s)
{
	static const char *const whole[] = { "base64encodecertblob",
		"base64encodedcertblob", "base64encodedcert",
		"base64encodedcertificate", "encodedcertificate",
		"trustedrootcertificate", "yourcertificate" };
	static const char *const parts[] = { "insert", "paste", "base64", "b64",
		"encoded", "your", "goes" };
	char buffer[SAMPLE_LONGEST];
	struct mdm_str t = { buffer, 0 };

	/* <Insert...> is a token of a template, not of documentation. */
	if (mdm_str_starts(s, "<") || !squeeze(s, buffer, &t.n))
		return false;
	for (size_t i = 0; i < sizeof(whole) / sizeof(whole[0]); i++)
		if (mdm_str_is(t, whole[i]))
			return true;
	if (!mdm_str_ends(t, "here"))
		return false;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (mdm_str_has(t, parts[i]))
			return true;
	return false;
}

/* "payload", "trustedRootCertificate": six letters or more, camel case. */
static bool
is_lone_word(struct mdm_str s)
{
	if (s.n < 6 || !mdm_is_alpha(s.p[0]))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (!mdm_is_alpha(s.p[i]) && !mdm_is_digit(s.p[i]))
			return false;
		if (i > 0 && is_upper(s.p[i]) && is_upper(s.p[i - 1]))
			return false;
	}
	return true;
}

static int
base64_value(char c)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijk"
				       "lmnopqrstuvwxyz0123456789+/";
	const char *at = c != '\0' ? strchr(alphabet, c) : NULL;

	return at != NULL ? (int)(at - alphabet) : -1;
}

/* base64 of a short printable text: decoded into ret, its length, or 0. */
static size_t
short_base64(struct mdm_str s, char ret[WORD_LONGEST])
{
	uint32_t group = 0;
	size_t n = 0, pads = 0;

	if (s.n % 4 != 0 || s.n / 4 * 3 > WORD_LONGEST)
		return 0;
	while (pads < 2 && s.n > 0 && s.p[s.n - 1] == '=') {
		s.n--;
		pads++;
	}
	for (size_t i = 0; i < s.n + pads; i++) {
		int value = i < s.n ? base64_value(s.p[i]) : 0;

		if (value < 0)
			return 0;
		group = group << 6 | (uint32_t)value;
		if (i % 4 == 3) {
			ret[n++] = (char)(group >> 16 & 0xff);
			ret[n++] = (char)(group >> 8 & 0xff);
			ret[n++] = (char)(group & 0xff);
		}
	}
	return n > pads ? n - pads : 0;
}

bool
mdm_placeholder_sample(struct mdm_str text)
{
	struct mdm_str s = mdm_str_trim(text), word;
	char buffer[WORD_LONGEST];

	if (s.n == 0 || s.n > SAMPLE_LONGEST)
		return false;
	if (is_graph_sample(s) || is_instruction(s))
		return true;
	word = mdm_str_span(buffer, short_base64(s, buffer));
	return is_lone_word(word) || is_graph_sample(word) ||
	    is_instruction(word);
}
