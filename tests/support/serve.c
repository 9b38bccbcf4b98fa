/* SPDX-License-Identifier: MIT */
/*
 * A web server for tests, on loopback only:
 *
 *	serve SECONDS PORTFILE ROUTES     serves, and ends after SECONDS
 *	serve --free-port                 prints a port that is free now
 *
 * PORTFILE gets the port.  ROUTES has lines "TARGET STATUS TYPE FILE", the
 * target with its query, a final '*' for anything; FILE is relative to the
 * folder of ROUTES, '-' means no body.  Targets below /bad/ misbehave, each
 * in its own way; see `ways`.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LINE = 4096, BLOCK = 64 * 1024 };

struct server {
	int listener;
	unsigned port;
	const char *routes;
};

static void
die(const char *what)
{
	perror(what);
	exit(1);
}

static void
say(int fd, const char *text)
{
	size_t n = strlen(text);

	/* Who went away is what some of the tests are about. */
	while (n > 0) {
		ssize_t sent = send(fd, text, n, MSG_NOSIGNAL);

		if (sent <= 0)
			_exit(0);
		text += sent;
		n -= (size_t)sent;
	}
}

static void
head(int fd, const char *status, const char *type, const char *more)
{
	char text[LINE];

	snprintf(text, sizeof(text),
	    "HTTP/1.1 %s\r\nContent-Type: %s\r\nConnection: close\r\n%s\r\n",
	    status, type, more);
	say(fd, text);
}

static void
hang(int fd, const struct server *s)
{
	(void)fd;
	(void)s;
	pause();
}

static void
drip(int fd, const struct server *s)
{
	(void)s;
	head(fd, "200 OK", "application/x-x509-ca-cert",
	    "Content-Length: 1000\r\n");
	for (;;) {
		say(fd, "x");
		usleep(100 * 1000);
	}
}

static void
flood(int fd, const char *line)
{
	for (;;)
		say(fd, line);
}

/* More than any client should take, and no end. */
static void
huge(int fd, const struct server *s)
{
	static char block[BLOCK];

	(void)s;
	memset(block, 'x', sizeof(block) - 1);
	head(fd, "200 OK", "application/x-x509-ca-cert", "");
	flood(fd, block);
}

static void
announced(int fd, const struct server *s)
{
	(void)s;
	head(fd, "200 OK", "application/x-x509-ca-cert",
	    "Content-Length: 1073741824\r\n");
	pause();
}

static void
headers(int fd, const struct server *s)
{
	(void)s;
	say(fd, "HTTP/1.1 200 OK\r\n");
	flood(fd, "X-More: of this\r\n");
}

static void
half(int fd, const struct server *s)
{
	(void)s;
	head(fd, "200 OK", "application/x-x509-ca-cert",
	    "Content-Length: 1000\r\n");
	say(fd, "only a few bytes");
}

static void
to_file(int fd, const struct server *s)
{
	(void)s;
	head(fd, "302 Found", "text/html", "Location: file:///etc/passwd\r\n");
}

static void
loop(int fd, const struct server *s)
{
	(void)s;
	head(fd, "302 Found", "text/html", "Location: /bad/loop\r\n");
}

/* The same machine under another name, with a secret in the URL. */
static void
to_host(int fd, const struct server *s)
{
	char more[128];

	snprintf(more, sizeof(more),
	    "Location: http://user:hidden@localhost:%u/ndes\r\n", s->port);
	head(fd, "302 Found", "text/html", more);
}

static void
escapes(int fd, const struct server *s)
{
	(void)s;
	head(fd, "302 Found", "text/html",
	    "Location: http://localhost/\033[31m\r\n");
}

static void
no_http(int fd, const struct server *s)
{
	(void)s;
	say(fd, "220 mail.example ESMTP\r\n");
}

static const struct {
	const char *name;
	void (*answer)(int fd, const struct server *);
} ways[] = {
	{ "hang", hang },
	{ "drip", drip },
	{ "huge", huge },
	{ "announced", announced },
	{ "headers", headers },
	{ "half", half },
	{ "to-file", to_file },
	{ "to-host", to_host },
	{ "loop", loop },
	{ "escapes", escapes },
	{ "no-http", no_http },
};

static bool
matches(const char *pattern, const char *target)
{
	size_t n = strlen(pattern);

	if (n > 0 && pattern[n - 1] == '*')
		return strncmp(pattern, target, n - 1) == 0;
	return strcmp(pattern, target) == 0;
}

static void
send_file(int fd, const struct server *s, const char *name)
{
	const char *slash = strrchr(s->routes, '/');
	char path[LINE], block[BLOCK];
	FILE *f;
	size_t n;

	if (strcmp(name, "-") == 0)
		return;
	snprintf(path, sizeof(path), "%.*s%s",
	    slash != NULL ? (int)(slash - s->routes) + 1 : 0, s->routes, name);
	f = fopen(path, "rb");
	if (f == NULL)
		die(path);
	while ((n = fread(block, 1, sizeof(block), f)) > 0) {
		if (send(fd, block, n, MSG_NOSIGNAL) != (ssize_t)n)
			_exit(0);
	}
	fclose(f);
}

static void
route(int fd, const struct server *s, const char *target)
{
	char line[LINE], pattern[LINE], status[16], type[256], file[1024];
	FILE *f = fopen(s->routes, "r");

	if (f == NULL)
		die(s->routes);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (sscanf(line, "%4095s %15s %255s %1023s", pattern, status,
			type, file) != 4 ||
		    !matches(pattern, target))
			continue;
		head(fd, status, type, "");
		send_file(fd, s, file);
		fclose(f);
		return;
	}
	fclose(f);
	head(fd, "404", "text/plain", "");
}

/* The target of the request line; the rest of the request is waited for. */
static bool
read_request(int fd, char *ret_target)
{
	char text[4 * LINE];
	size_t n = 0;

	do {
		ssize_t got = recv(fd, text + n, sizeof(text) - 1 - n, 0);

		if (got <= 0)
			return false;
		n += (size_t)got;
		text[n] = '\0';
	} while (strstr(text, "\r\n\r\n") == NULL && n + 1 < sizeof(text));
	return sscanf(text, "%*15s %4095s", ret_target) == 1;
}

static void
serve_one(int fd, const struct server *s)
{
	char target[LINE];

	if (!read_request(fd, target))
		return;
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		size_t n = strlen(ways[i].name);

		if (strncmp(target, "/bad/", 5) == 0 &&
		    strncmp(target + 5, ways[i].name, n) == 0) {
			ways[i].answer(fd, s);
			return;
		}
	}
	route(fd, s, target);
}

static struct server
listen_on_loopback(void)
{
	struct sockaddr_in a = {
		.sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	struct server s = { .listener = socket(AF_INET, SOCK_STREAM, 0) };
	socklen_t n = sizeof(a);

	if (s.listener == -1 ||
	    bind(s.listener, (struct sockaddr *)&a, sizeof(a)) == -1 ||
	    listen(s.listener, 16) == -1 ||
	    getsockname(s.listener, (struct sockaddr *)&a, &n) == -1)
		die("loopback");
	s.port = ntohs(a.sin_port);
	return s;
}

/* Complete when it is there. */
static void
write_port(const char *file, unsigned port)
{
	char temporary[LINE];
	FILE *f;

	snprintf(temporary, sizeof(temporary), "%s.new", file);
	f = fopen(temporary, "w");
	if (f == NULL || fprintf(f, "%u\n", port) < 0 || fclose(f) != 0 ||
	    rename(temporary, file) != 0)
		die(file);
}

int
main(int argc, char **argv)
{
	struct server s = listen_on_loopback();
	unsigned seconds;

	if (argc == 2 && strcmp(argv[1], "--free-port") == 0) {
		printf("%u\n", s.port);
		return 0;
	}
	if (argc != 4) {
		fprintf(stderr, "usage: serve SECONDS PORTFILE ROUTES\n");
		return 2;
	}
	signal(SIGCHLD, SIG_IGN);
	seconds = (unsigned)strtoul(argv[1], NULL, 10);
	alarm(seconds);
	s.routes = argv[3];
	write_port(argv[2], s.port);
	for (;;) {
		int fd = accept(s.listener, NULL, NULL);

		if (fd == -1)
			die("accept");
		if (fork() == 0) {
			/* The alarm is not inherited; and one that hangs must
			   not outlive the test, whose output it holds. */
			alarm(seconds);
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			serve_one(fd, &s);
			_exit(0);
		}
		close(fd);
	}
}
