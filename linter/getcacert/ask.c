/* SPDX-License-Identifier: MIT */
#include "getcacert/ask.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/memory.h"
#include "cli/message.h"

/*
 * Windows appends a name to the profile's URL, which servers behind a path of
 * their own do not always know; all others ask the URL as it is.
 */
static const struct {
	const char *who, *path, *message;
} ways[] = {
	{ "as Windows asks", "/pkiclient.exe", "default" },
	{ "as RFC 8894 says", "", NULL },
};

static long
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A query leaves no room for a name, and twice the name is once too often. */
static bool
is_for_windows(const char *url)
{
	static const char name[] = "/pkiclient.exe";
	size_t n = strlen(url), m = sizeof(name) - 1;

	return strchr(url, '?') == NULL &&
	    (n < m || strcmp(url + n - m, name) != 0);
}

struct mdmlint_answer
ask_answer_facts(const struct ask_answer *a)
{
	return (struct mdmlint_answer){
		.bytes = a->reply.bytes,
		.n = a->reply.n,
		.url = a->url,
		.request = a->request,
		.declared = a->reply.type,
		.file = a->file,
	};
}

/* What is wrong with a reply that came, or NULL. */
static char *
why_useless(const struct ask_answer *a)
{
	const struct fetch_reply *r = &a->reply;
	char *shown, *why;

	if (r->location != NULL) {
		shown = fetch_url_shown(r->location);
		why = cli_format("it redirects to %.200s (--location follows "
				 "redirects)",
		    shown);
		free(shown);
		return why;
	}
	if (r->status < 200 || r->status > 299)
		return cli_format("HTTP status %ld", r->status);
	if (r->n == 0)
		return cli_format("an empty answer");
	if (a->content.certificates > 0)
		return NULL;
	return cli_format("%s instead of certificates, declared as %.100s",
	    a->content.name, r->type != NULL ? r->type : "nothing");
}

static void
tell(const struct ask *ask, const struct ask_answer *a)
{
	if (ask->verbose)
		cli_complain("asked %s: HTTP status %ld, %.100s, %zu bytes, %s",
		    a->request, a->reply.status,
		    a->reply.type != NULL ? a->reply.type : "no type",
		    a->reply.n, a->content.name);
}

/* One request; true when it brought certificates. */
static bool
ask_once(const struct ask *ask, const char *request, long total_ms,
    struct ask_answer *a, char **ret_why, bool *ret_over)
{
	struct mdmlint_answer facts;

	*ret_over = false;
	a->request = fetch_url_shown(request);
	if (total_ms <= 0 ||
	    !fetch_get(ask->fetch, request, total_ms, &a->reply, ret_why)) {
		if (total_ms <= 0)
			*ret_why = cli_format("no time is left (--timeout)");
		if (ask->verbose)
			cli_complain("asked %s: %s", a->request, *ret_why);
		/* Who does not speak HTTP will not when asked again. */
		*ret_over = true;
		return false;
	}
	facts = ask_answer_facts(a);
	a->content = mdmlint_answer_content(ask->lint, &facts);
	tell(ask, a);
	*ret_why = why_useless(a);
	return *ret_why == NULL;
}

static void
forget(struct ask_answer *a)
{
	free(a->request);
	fetch_reply_free(&a->reply);
	a->request = NULL;
	a->reply = (struct fetch_reply){ 0 };
}

/* "as Windows asks: HTTP status 404; as RFC 8894 says: an empty answer" */
static void
add_reason(char **reasons, size_t way, char *why)
{
	char *longer = *reasons == NULL
	    ? cli_format("%s: %s", ways[way].who, why)
	    : cli_format("%s; %s: %s", *reasons, ways[way].who, why);

	free(why);
	free(*reasons);
	*reasons = longer;
}

bool
ask_server(
    const struct ask *ask, const char *url, struct ask_answer *ret_answer)
{
	struct ask_answer a = { .url = fetch_url_shown(url) };
	long end = milliseconds() + ask->total_ms;
	bool found = false, over = false;
	char *reasons = NULL;

	for (size_t i = is_for_windows(url) ? 0 : 1; i < 2 && !found && !over;
	     i++) {
		const char *message =
		    ask->message != NULL ? ask->message : ways[i].message;
		const char *malformed = "";
		char *why,
		    *request =
			fetch_url(url, ways[i].path, message, &malformed);

		forget(&a);
		if (request == NULL) {
			cli_complain("%s: %s", a.url, malformed);
			ask_answer_free(&a);
			return false;
		}
		found = ask_once(
		    ask, request, end - milliseconds(), &a, &why, &over);
		if (!found)
			add_reason(&reasons, i, why);
		free(request);
	}
	if (found)
		*ret_answer = a;
	else
		cli_complain("%s: %s", a.url, reasons);
	if (!found)
		ask_answer_free(&a);
	free(reasons);
	return found;
}

void
ask_answer_free(struct ask_answer *a)
{
	free(a->url);
	free(a->file);
	forget(a);
}
