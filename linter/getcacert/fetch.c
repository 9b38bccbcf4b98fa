/* SPDX-License-Identifier: MIT */
#include "getcacert/fetch.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#include "cli/memory.h"
#include "cli/message.h"
#include "mdmlint.h"

enum {
	MOST_REDIRECTS = 5,
	MOST_HEADER_BYTES = 64 * 1024, /* libcurl keeps them all */
	FIRST_ROOM = 4096
};

struct fetch {
	CURL *curl;
	const struct fetch_limits *limits;
	char error[CURL_ERROR_SIZE];

	/* The reply while it comes in. */
	char *bytes;
	size_t n, room, header_bytes;
	bool body_too_big, header_too_big;
};

static size_t
take_body(char *bytes, size_t size, size_t n, void *ctx)
{
	struct fetch *f = ctx;

	n *= size;
	if (n > f->limits->bytes - f->n) {
		f->body_too_big = true;
		return 0;
	}
	if (f->n + n > f->room) {
		f->room = f->n + n < FIRST_ROOM ? FIRST_ROOM : 2 * (f->n + n);
		f->bytes = cli_grow(f->bytes, f->room, 1);
	}
	if (n > 0)
		memcpy(f->bytes + f->n, bytes, n);
	f->n += n;
	return n;
}

static size_t
take_header(char *bytes, size_t size, size_t n, void *ctx)
{
	struct fetch *f = ctx;

	(void)bytes;
	n *= size;
	f->header_bytes += n;
	f->header_too_big = f->header_bytes > MOST_HEADER_BYTES;
	return f->header_too_big ? 0 : n;
}

/* What a redirect could otherwise do: read files, speak to mail servers. */
static void
allow_http_only(CURL *curl)
{
#if LIBCURL_VERSION_NUM >= 0x075500
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
#else
	curl_easy_setopt(
	    curl, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
	curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS,
	    (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

struct fetch *
fetch_new(const struct fetch_limits *limits)
{
	struct fetch *f = cli_grow(NULL, 1, sizeof(*f));
	CURL *c;

	curl_global_init(CURL_GLOBAL_DEFAULT);
	*f = (struct fetch){ .curl = curl_easy_init(), .limits = limits };
	c = f->curl;
	if (c == NULL)
		return f;
	allow_http_only(c);
	curl_easy_setopt(c, CURLOPT_ERRORBUFFER, f->error);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, limits->connect_ms);
	curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, (long)limits->location);
	curl_easy_setopt(c, CURLOPT_MAXREDIRS, (long)MOST_REDIRECTS);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, f);
	curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(c, CURLOPT_HEADERDATA, f);
	curl_easy_setopt(c, CURLOPT_USERAGENT, "mdmlint/" MDMLINT_VERSION);
	if (limits->cacert != NULL)
		curl_easy_setopt(c, CURLOPT_CAINFO, limits->cacert);
	return f;
}

void
fetch_free(struct fetch *f)
{
	curl_easy_cleanup(f->curl);
	curl_global_cleanup();
	free(f->bytes);
	free(f);
}

/* libcurl's own words are the best for what is left. */
static char *
why_not(const struct fetch *f, CURLcode code, long total_ms)
{
	if (f->body_too_big)
		return cli_format("the answer is larger than %zu bytes "
				  "(--max-answer)",
		    f->limits->bytes);
	if (f->header_too_big)
		return cli_format("the answer has more than %d bytes of "
				  "headers",
		    MOST_HEADER_BYTES);
	if (code == CURLE_OPERATION_TIMEDOUT && f->header_bytes == 0)
		return cli_format(
		    "no answer within the timeout (%s)", f->error);
	if (code == CURLE_OPERATION_TIMEDOUT)
		return cli_format("the answer was not complete after %ld ms "
				  "(--timeout)",
		    total_ms);
	if (code == CURLE_PARTIAL_FILE)
		return cli_format("the connection was closed before the "
				  "answer was complete");
	if (code == CURLE_UNSUPPORTED_PROTOCOL && f->header_bytes > 0)
		return cli_format("it redirects to something else than http "
				  "and https");
	if (code == CURLE_TOO_MANY_REDIRECTS)
		return cli_format(
		    "it redirects more than %d times", MOST_REDIRECTS);
	return cli_format(
	    "%s", f->error[0] != '\0' ? f->error : curl_easy_strerror(code));
}

static char *
copy_of(const char *text)
{
	return text != NULL ? cli_copy(text, strlen(text)) : NULL;
}

bool
fetch_get(struct fetch *f, const char *url, long total_ms,
    struct fetch_reply *ret_reply, char **ret_why)
{
	struct fetch_reply reply = { 0 };
	char *type = NULL, *location = NULL;
	CURLcode code = CURLE_FAILED_INIT;

	f->n = f->header_bytes = 0;
	f->body_too_big = f->header_too_big = false;
	f->error[0] = '\0';
	if (f->curl != NULL) {
		curl_easy_setopt(f->curl, CURLOPT_URL, url);
		curl_easy_setopt(f->curl, CURLOPT_TIMEOUT_MS, total_ms);
		code = curl_easy_perform(f->curl);
	}
	if (code != CURLE_OK) {
		*ret_why = why_not(f, code, total_ms);
		return false;
	}
	curl_easy_getinfo(f->curl, CURLINFO_RESPONSE_CODE, &reply.status);
	curl_easy_getinfo(f->curl, CURLINFO_CONTENT_TYPE, &type);
	curl_easy_getinfo(f->curl, CURLINFO_REDIRECT_URL, &location);
	reply.type = copy_of(type);
	reply.location = copy_of(location);
	reply.n = f->n;
	reply.bytes = cli_copy(f->bytes != NULL ? f->bytes : "", f->n);
	*ret_reply = reply;
	return true;
}

void
fetch_reply_free(struct fetch_reply *reply)
{
	free(reply->type);
	free(reply->location);
	free(reply->bytes);
}

/* The parts of an http or https URL, to be cleaned up; NULL: it is none. */
static CURLU *
parse(const char *url, const char **ret_why)
{
	CURLU *u = curl_url();
	char *scheme = NULL;
	bool web;

	*ret_why = "it is no URL";
	if (u == NULL || curl_url_set(u, CURLUPART_URL, url, 0) != CURLUE_OK) {
		curl_url_cleanup(u);
		return NULL;
	}
	curl_url_get(u, CURLUPART_SCHEME, &scheme, 0);
	web = scheme != NULL &&
	    (strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0);
	curl_free(scheme);
	if (web)
		return u;
	*ret_why = "only http and https are asked";
	curl_url_cleanup(u);
	return NULL;
}

/* The text of a part, or of the whole, in our memory; cleans up. */
static char *
part_of(CURLU *u, CURLUPart part)
{
	char *text = NULL, *copy = NULL;

	if (curl_url_get(u, part, &text, 0) == CURLUE_OK)
		copy = copy_of(text);
	curl_free(text);
	curl_url_cleanup(u);
	return copy;
}

static void
append_path(CURLU *u, const char *path)
{
	char *own = NULL, *whole;
	size_t n;

	if (*path == '\0' ||
	    curl_url_get(u, CURLUPART_PATH, &own, 0) != CURLUE_OK)
		return;
	n = strlen(own);
	while (n > 0 && own[n - 1] == '/')
		n--;
	whole = cli_format("%.*s%s", (int)n, own, path);
	curl_url_set(u, CURLUPART_PATH, whole, 0);
	free(whole);
	curl_free(own);
}

char *
fetch_url(const char *server, const char *path, const char *message,
    const char **ret_why)
{
	CURLU *u = parse(server, ret_why);
	char *pair, *escaped;

	if (u == NULL)
		return NULL;
	append_path(u, path);
	curl_url_set(u, CURLUPART_FRAGMENT, NULL, 0);
	curl_url_set(
	    u, CURLUPART_QUERY, "operation=GetCACert", CURLU_APPENDQUERY);
	if (message != NULL) {
		/* CURLU_URLENCODE would make a blank a '+'. */
		escaped = curl_easy_escape(NULL, message, 0);
		pair = cli_format("message=%s", escaped);
		curl_url_set(u, CURLUPART_QUERY, pair, CURLU_APPENDQUERY);
		curl_free(escaped);
		free(pair);
	}
	return part_of(u, CURLUPART_URL);
}

char *
fetch_url_shown(const char *url)
{
	const char *why;
	CURLU *u = parse(url, &why);

	if (u == NULL)
		return cli_copy(url, strlen(url));
	curl_url_set(u, CURLUPART_USER, NULL, 0);
	curl_url_set(u, CURLUPART_PASSWORD, NULL, 0);
	return part_of(u, CURLUPART_URL);
}

char *
fetch_url_host(const char *url, const char **ret_why)
{
	CURLU *u = parse(url, ret_why);

	return u != NULL ? part_of(u, CURLUPART_HOST) : NULL;
}
