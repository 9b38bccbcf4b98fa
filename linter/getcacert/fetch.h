/* SPDX-License-Identifier: MIT */
#ifndef GETCACERT_FETCH_H
#define GETCACERT_FETCH_H

#include <stdbool.h>
#include <stddef.h>

/*
 * One HTTP GET, of which nothing is believed: neither length nor type nor
 * where it sends us.  This and fetch.c are all that knows libcurl.
 */
struct fetch_limits {
	long connect_ms; /* until there is a connection */
	size_t bytes;	 /* of a body */
	bool location;	 /* follow redirects */
	const char *cacert;
};

struct fetch_reply {
	long status;
	char *type;	/* as declared; NULL: not at all */
	char *location; /* where a redirect leads; NULL: it is none */
	char *bytes;
	size_t n;
};

struct fetch;

/* The limits are borrowed. */
struct fetch *fetch_new(const struct fetch_limits *);
void fetch_free(struct fetch *);

/*
 * True: a whole reply came, whatever its status.  False: `*ret_why`, to be
 * freed, says why not.  Takes `total_ms` at most.
 */
bool fetch_get(struct fetch *, const char *url, long total_ms,
    struct fetch_reply *ret_reply, char **ret_why);
void fetch_reply_free(struct fetch_reply *);

/*
 * The URL of a request: `path` is put behind the server's path, the query is
 * GetCACert with `message` unless that is NULL.  NULL: `*ret_why`, which is
 * static, says what is wrong with the server's URL.
 */
char *fetch_url(const char *server, const char *path, const char *message,
    const char **ret_why);

/* The same URL as it may be shown, without user name and password. */
char *fetch_url_shown(const char *url);

/* Its host, lower case; NULL: it is no http or https URL. */
char *fetch_url_host(const char *url, const char **ret_why);

#endif
