/* SPDX-License-Identifier: MIT */
/*
 * floor DIR ROUNDS: what a linter cannot avoid over a folder made by gen,
 * each part by itself and as fast as the same libraries allow, in ms:
 * "PART min median max", and last "sum" of the medians.  It looks at nothing
 * it is not told to: file names say which documents matter.
 *
 * Everything that counts happens below measure(), for callgrind's
 * --toggle-collect.
 */
#include <dirent.h>
#include <fcntl.h>
#include <jansson.h>
#include <libxml/parser.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/map.h"
#include "base/text.h"
#include "base/vec.h"
#include "skim.h"

enum { MOST_ROUNDS = 99 };

struct text {
	struct mdm_str s;
};

struct corpus {
	struct mdm_arena *arena;
	const char *dir;
	char *buffer; /* one for all files, as a linter has it */
	size_t room;
	bool keep; /* the first walk keeps what it reads */
	size_t nfiles, nbytes;

	MDM_VEC(struct text) raw_json; /* as in the file */
	MDM_VEC(struct text) json;     /* UTF-8 */
	MDM_VEC(struct text) relevant; /* of those, for jansson */
	MDM_VEC(struct text) xml;      /* SyncML and property lists */
	MDM_VEC(struct text) base64;   /* of certificates */
	MDM_VEC(struct text) certs;    /* decoded */
	MDM_VEC(struct text) distinct;
};

static void
fail(const char *what)
{
	fprintf(stderr, "floor: %s\n", what);
	exit(1);
}

static bool
ends(const char *name, const char *end)
{
	return mdm_str_ends(mdm_str_of(name), end);
}

/* UTF-16LE of ASCII, or UTF-8, without the mark. */
static struct mdm_str
decode(struct mdm_str s, char *out)
{
	size_t n = 0;

	if (mdm_str_starts(s, "\xff\xfe")) {
		for (size_t i = 2; i + 1 < s.n; i += 2)
			out[n++] = s.p[i];
		return mdm_str_span(out, n);
	}
	if (mdm_str_starts(s, "\xef\xbb\xbf"))
		s = mdm_str_sub(s, 3, s.n);
	return s;
}

static void
sort_in(struct corpus *c, const char *name, struct mdm_str bytes)
{
	struct text t = { mdm_str_dup(c->arena, bytes) };

	if (ends(name, ".json")) {
		MDM_PUSH(c->arena, &c->raw_json, t);
		t.s = decode(t.s, mdm_alloc(c->arena, t.s.n + 1, 1, 1));
		MDM_PUSH(c->arena, &c->json, t);
		if (strncmp(name, "catalogue", 9) != 0)
			MDM_PUSH(c->arena, &c->relevant, t);
	} else if (ends(name, ".xml") || ends(name, ".mobileconfig")) {
		MDM_PUSH(c->arena, &c->xml, t);
	}
}

static void
read_one(struct corpus *c, int folder, const char *name)
{
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC);
	size_t n = 0;
	ssize_t got;

	if (fd < 0)
		fail(name);
	for (;;) {
		if (n == c->room) {
			c->room *= 2;
			c->buffer = realloc(c->buffer, c->room);
		}
		got = read(fd, c->buffer + n, c->room - n);
		if (got <= 0)
			break;
		n += (size_t)got;
	}
	close(fd);
	c->nfiles++;
	c->nbytes += n;
	if (c->keep)
		sort_in(c, name, mdm_str_span(c->buffer, n));
}

static void
walk(struct corpus *c, int fd)
{
	DIR *dir = fdopendir(fd);
	const struct dirent *e;

	if (dir == NULL)
		fail("folder");
	while ((e = readdir(dir)) != NULL) {
		if (e->d_name[0] == '.' || ends(e->d_name, ".ps1"))
			continue;
		if (e->d_type == DT_DIR)
			walk(c, openat(fd, e->d_name, O_RDONLY | O_DIRECTORY));
		else
			read_one(c, fd, e->d_name);
	}
	closedir(dir);
}

static void
part_read(struct corpus *c)
{
	walk(c, open(c->dir, O_RDONLY | O_DIRECTORY));
}

static void
part_decode(struct corpus *c)
{
	char *out = malloc(16 << 20);

	for (size_t i = 0; i < c->raw_json.n; i++)
		decode(c->raw_json.at[i].s, out);
	free(out);
}

static void
part_skim(struct corpus *c)
{
	for (size_t i = 0; i < c->json.n; i++)
		if (!floor_skim(c->json.at[i].s.p, c->json.at[i].s.n))
			fail("JSON that is none");
}

static void
part_jansson(struct corpus *c)
{
	for (size_t i = 0; i < c->relevant.n; i++) {
		struct mdm_str s = c->relevant.at[i].s;
		json_t *json = json_loadb(s.p, s.n, 0, NULL);

		if (json == NULL)
			fail("JSON");
		json_decref(json);
	}
}

static size_t tags;

static void
start(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
    int nnamespaces, const xmlChar **namespaces, int nattributes,
    int ndefaulted, const xmlChar **attributes)
{
	(void)ctx, (void)name, (void)prefix, (void)uri, (void)nnamespaces,
	    (void)namespaces, (void)nattributes, (void)ndefaulted,
	    (void)attributes;
	tags++;
}

static void
part_xml(struct corpus *c)
{
	xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC,
		.startElementNs = start };

	for (size_t i = 0; i < c->xml.n; i++) {
		struct mdm_str s = c->xml.at[i].s;

		if (xmlSAXUserParseMemory(&sax, NULL, s.p, (int)s.n) != 0)
			fail("XML");
	}
}

static void
part_base64(struct corpus *c)
{
	unsigned char out[16384];

	for (size_t i = 0; i < c->base64.n; i++) {
		struct mdm_str s = c->base64.at[i].s;

		EVP_DecodeBlock(out, (const unsigned char *)s.p, (int)s.n);
	}
}

static void
part_sha256(struct corpus *c)
{
	EVP_MD *md = EVP_MD_fetch(NULL, "SHA256", NULL);
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	unsigned char out[32];

	for (size_t i = 0; i < c->certs.n; i++) {
		EVP_DigestInit_ex2(ctx, md, NULL);
		EVP_DigestUpdate(ctx, c->certs.at[i].s.p, c->certs.at[i].s.n);
		EVP_DigestFinal_ex(ctx, out, NULL);
	}
	EVP_MD_CTX_free(ctx);
	EVP_MD_free(md);
}

/* Decoded, its names looked at, its signature tried with its own key. */
static void
part_certs(struct corpus *c)
{
	unsigned char sha1[20];

	for (size_t i = 0; i < c->distinct.n; i++) {
		struct mdm_str s = c->distinct.at[i].s;
		const unsigned char *p = (const unsigned char *)s.p;
		X509 *x = d2i_X509(NULL, &p, (long)s.n);

		if (x == NULL)
			fail("certificate");
		X509_get_extension_flags(x);
		EVP_Q_digest(NULL, "SHA1", NULL, s.p, s.n, sha1, NULL);
		X509_verify(x, X509_get0_pubkey(x));
		X509_free(x);
	}
}

static const struct part {
	const char *name;
	void (*run)(struct corpus *);
} parts[] = {
	{ "read", part_read },
	{ "decode", part_decode },
	{ "skim", part_skim },
	{ "jansson", part_jansson },
	{ "xml", part_xml },
	{ "base64", part_base64 },
	{ "sha256", part_sha256 },
	{ "certs", part_certs },
};

enum { NPARTS = sizeof(parts) / sizeof(*parts) };

/* Base64 of DER or PEM: "MII" and "LS0tLS1CRUdJTi" are how they begin. */
static void
find_certs(struct corpus *c, struct mdm_str s)
{
	static const char pem[] = "LS0tLS1CRUdJTi", der[] = "MII";

	for (size_t i = 0; i < s.n; i++) {
		struct mdm_str rest = mdm_str_sub(s, i, s.n);
		size_t n = 0;
		struct text t;

		if (!mdm_str_starts(rest, der) && !mdm_str_starts(rest, pem))
			continue;
		while (n < rest.n &&
		    (mdm_is_alpha(rest.p[n]) || mdm_is_digit(rest.p[n]) ||
			memchr("+/=\n", rest.p[n], 4) != NULL))
			n++;
		t.s = mdm_str_trim(mdm_str_sub(rest, 0, n));
		if (n > 300)
			MDM_PUSH(c->arena, &c->base64, t);
		i += n;
	}
}

/* The DER, also of PEM in base64. */
static struct mdm_str
der_of(struct corpus *c, struct mdm_str base64)
{
	struct mdm_base64 b = mdm_base64_decode(c->arena, base64);

	if (mdm_str_starts(b.bytes, "-----BEGIN")) {
		size_t at = mdm_str_find_byte(b.bytes, '\n');
		struct mdm_str body = mdm_str_sub(b.bytes, at, b.bytes.n);

		body = mdm_str_sub(body, 0, mdm_str_find(body, "-----END"));
		b = mdm_base64_decode(c->arena, body);
	}
	return b.bytes;
}

static void
prepare(struct corpus *c)
{
	struct mdm_map seen = { 0 };

	c->keep = true;
	part_read(c);
	c->keep = false;
	for (size_t i = 0; i < c->relevant.n; i++)
		find_certs(c, c->relevant.at[i].s);
	for (size_t i = 0; i < c->xml.n; i++)
		find_certs(c, c->xml.at[i].s);
	for (size_t i = 0; i < c->base64.n; i++) {
		struct text t = { der_of(c, c->base64.at[i].s) };
		void **slot = mdm_map_put(c->arena, &seen, t.s);

		MDM_PUSH(c->arena, &c->certs, t);
		if (*slot != NULL)
			continue;
		*slot = c;
		MDM_PUSH(c->arena, &c->distinct, t);
	}
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

__attribute__((noinline)) double measure(
    struct corpus *c, const struct part *part);

double
measure(struct corpus *c, const struct part *part)
{
	double from = now();

	part->run(c);
	return now() - from;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

int
main(int argc, char **argv)
{
	struct corpus c = { .room = 1 << 20 };
	double ms[NPARTS][MOST_ROUNDS], sum = 0;
	size_t rounds = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;

	if (rounds < 1 || rounds > MOST_ROUNDS) {
		fprintf(stderr, "usage: floor DIR ROUNDS\n");
		return 2;
	}
	OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL);
	xmlInitParser();
	c.arena = mdm_arena_new();
	c.dir = argv[1];
	c.buffer = malloc(c.room);
	prepare(&c);
	for (size_t r = 0; r < rounds; r++)
		for (size_t i = 0; i < NPARTS; i++)
			ms[i][r] = measure(&c, &parts[i]);
	for (size_t i = 0; i < NPARTS; i++) {
		qsort(ms[i], rounds, sizeof(ms[i][0]), compare);
		printf("%s %.2f %.2f %.2f\n", parts[i].name, ms[i][0],
		    ms[i][rounds / 2], ms[i][rounds - 1]);
		sum += ms[i][rounds / 2];
	}
	printf("json %zu relevant %zu xml %zu certs %zu distinct %zu\n",
	    c.json.n, c.relevant.n, c.xml.n, c.certs.n, c.distinct.n);
	printf("sum %.2f\n", sum);
	free(c.buffer);
	mdm_arena_free(c.arena);
	return 0;
}
