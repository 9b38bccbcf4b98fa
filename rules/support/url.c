/* SPDX-License-Identifier: MIT */
#include "support/url.h"

#include "support/variable.h"

/* Cut the part behind `mark` off; absent if there is no such mark. */
static struct mdm_str
cut_tail(struct mdm_str *s, char mark)
{
	size_t at = mdm_str_find_byte(*s, mark);
	struct mdm_str tail = { NULL, 0 };

	if (at == SIZE_MAX)
		return tail;
	tail = mdm_str_sub(*s, at + 1, SIZE_MAX);
	s->n = at;
	return tail;
}

static bool
is_scheme(struct mdm_str s)
{
	if (s.n == 0 || !mdm_is_alpha(s.p[0]))
		return false;
	for (size_t i = 1; i < s.n; i++)
		if (!mdm_is_alpha(s.p[i]) && !mdm_is_digit(s.p[i]) &&
		    s.p[i] != '+' && s.p[i] != '-' && s.p[i] != '.')
			return false;
	return true;
}

/* "user@host:port" */
static void
split_authority(struct mdm_url *u, struct mdm_str s)
{
	size_t at = mdm_str_rfind_byte(s, '@'), bracket;

	if (at != SIZE_MAX) {
		u->user_info = mdm_str_sub(s, 0, at);
		s = mdm_str_sub(s, at + 1, SIZE_MAX);
	}
	/* The colons of an IPv6 address are in brackets. */
	bracket = mdm_str_rfind_byte(s, ']');
	at = mdm_str_rfind_byte(s, ':');
	if (at != SIZE_MAX && (bracket == SIZE_MAX || at > bracket)) {
		u->port = mdm_str_sub(s, at + 1, SIZE_MAX);
		s.n = at;
	}
	u->host = s;
}

struct mdm_url
mdm_url_split(struct mdm_str text)
{
	struct mdm_url u = { 0 };
	struct mdm_str s = mdm_str_trim(text), authority;
	size_t at;

	u.fragment = cut_tail(&s, '#');
	u.query = cut_tail(&s, '?');
	at = mdm_str_find(s, "://");
	if (at == SIZE_MAX || !is_scheme(mdm_str_sub(s, 0, at))) {
		u.path = s;
		return u;
	}
	u.scheme = mdm_str_sub(s, 0, at);
	s = mdm_str_sub(s, at + 3, SIZE_MAX);
	at = mdm_str_find_byte(s, '/');
	authority = mdm_str_sub(s, 0, at);
	u.path = mdm_str_sub(s, authority.n, SIZE_MAX);
	split_authority(&u, authority);
	return u;
}

struct mdm_str
mdm_url_shown(struct mdm_arena *arena, struct mdm_str text)
{
	struct mdm_url u = mdm_url_split(text);

	if (u.user_info.p == NULL)
		return mdm_str_trim(text);
	return mdm_str_printf(arena,
	    MDM_FMT "://...@" MDM_FMT "%s" MDM_FMT MDM_FMT, MDM_ARG(u.scheme),
	    MDM_ARG(u.host), u.port.p != NULL ? ":" : "", MDM_ARG(u.port),
	    MDM_ARG(u.path));
}

bool
mdm_url_is_cloud_pki(struct mdm_str url)
{
	struct mdm_token token;
	size_t at = 0;

	while (mdm_token_next(url, &at, &token))
		if (token.kind == MDM_TOKEN_VARIABLE &&
		    mdm_str_iis(token.name, "CloudPKIFQDN"))
			return true;
	return false;
}

static bool
can_be_judged(const struct mdm_field *f)
{
	struct mdm_token token;
	size_t at = 0;

	if (f->state != MDM_HAS_VALUE || f->sample || f->wrong_kind ||
	    mdm_has_template(f->v))
		return false;
	while (mdm_token_next(f->v, &at, &token))
		if (token.kind != MDM_TOKEN_TEXT &&
		    !mdm_str_iis(token.name, "CloudPKIFQDN"))
			return false;
	return mdm_str_trim(f->v).n > 0;
}

const struct mdm_field *
mdm_server_url_next(const struct mdm_profile *p, size_t *i)
{
	const struct mdm_fields *urls = &p->enrolment->urls;

	while (*i < urls->n) {
		const struct mdm_field *f = &urls->at[(*i)++];

		if (can_be_judged(f))
			return f;
	}
	return NULL;
}
