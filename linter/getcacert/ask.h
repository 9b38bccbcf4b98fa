/* SPDX-License-Identifier: MIT */
#ifndef GETCACERT_ASK_H
#define GETCACERT_ASK_H

#include "getcacert/fetch.h"
#include "mdmlint.h"

/* How servers are asked for their CA certificates. */
struct ask {
	struct fetch *fetch;
	struct mdmlint *lint;
	const char *message; /* the CA's identifier; NULL: as clients do */
	long total_ms;	     /* for one server */
	bool verbose;
};

/* What a server said; the strings are owned. */
struct ask_answer {
	char *url, *request; /* as they may be shown */
	char *file;	     /* where it was saved, or NULL */
	struct fetch_reply reply;
	struct mdmlint_content content;
};

/*
 * Asks as Windows does and then as RFC 8894 says, until certificates come.
 * False: complained.
 */
bool ask_server(
    const struct ask *, const char *url, struct ask_answer *ret_answer);
void ask_answer_free(struct ask_answer *);

/* For the library. */
struct mdmlint_answer ask_answer_facts(const struct ask_answer *);

#endif
