/* SPDX-License-Identifier: MIT */
/*
 * run_hostile MDMLINT TOP FOLDER [--strict]: XML made to exhaust its
 * readers, as a file, as base64 in a row of omaSettings, and as a property
 * list; each is linted beside a healthy profile by a process of its own.
 * There must be a finding with a place in the hostile file, the healthy
 * one must keep its own, and 64 MB must be enough.  Prints what each took;
 * --strict also fails for more than 200 ms of the processor (400 in a row of
 * 14 MB), which a release build keeps.
 */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/out.h"
#include "base/text.h"
#include "files.h"

enum { MOST_KILOBYTES = 64 * 1024 };

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
static const bool measures_memory = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
static const bool measures_memory = false;
#else
static const bool measures_memory = true;
#endif
#else
static const bool measures_memory = true;
#endif

/* What stands in front of the document, and within it. */
struct attack {
	const char *name;
	const char *prolog;
	void (*body)(struct mdm_out *);
	bool utf16; /* little-endian, with one half of a surrogate pair */
};

static void
repeat(struct mdm_out *out, const char *text, size_t n)
{
	while (n-- > 0)
		mdm_out_text_of(out, text);
}

static void
put_entity(struct mdm_out *out)
{
	mdm_out_text_of(out, "<string>&z;</string>");
}

static void
put_text(struct mdm_out *out)
{
	mdm_out_text_of(out, "<string>x</string>");
}

static void
put_nesting(struct mdm_out *out)
{
	repeat(out, "<array>", 100000);
	repeat(out, "</array>", 100000);
}

static void
put_attributes(struct mdm_out *out)
{
	mdm_out_text_of(out, "<string");
	for (int i = 0; i < 500000; i++)
		mdm_out_printf(out, " a%d='x'", i);
	mdm_out_text_of(out, ">x</string>");
}

static void
put_long_tag(struct mdm_out *out)
{
	mdm_out_text_of(out, "<string a='");
	mdm_out_repeat(out, 'x', (size_t)10 * 1024 * 1024);
	mdm_out_text_of(out, "'>x</string>");
}

/* U+FFFF stands for the half pair until the text is written as UTF-16. */
static void
put_half_pair(struct mdm_out *out)
{
	mdm_out_text_of(out, "<string>\xef\xbf\xbf</string>");
}

static void
put_comments(struct mdm_out *out)
{
	repeat(out, "<!---->", 500000);
	mdm_out_text_of(out, "<a>");
}

static void
put_open_cdata(struct mdm_out *out)
{
	repeat(out, "<![CDATA[", 500000);
}

static void
put_siblings(struct mdm_out *out)
{
	repeat(out, "<a/>", 100000);
	mdm_out_text_of(out, "<a>");
}

static const struct attack attacks[] = {
	{ "billion laughs",
	    "<!DOCTYPE p [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>"
	    "<!ENTITY c '&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;'>"
	    "<!ENTITY e '&d;&d;&d;&d;&d;&d;'><!ENTITY f '&e;&e;&e;&e;&e;&e;'>"
	    "<!ENTITY g '&f;&f;&f;&f;&f;&f;'><!ENTITY h '&g;&g;&g;&g;&g;&g;'>"
	    "<!ENTITY z '&h;&h;&h;&h;&h;&h;'>]>",
	    put_entity, false },
	{ "external entity",
	    "<!DOCTYPE p [<!ENTITY z SYSTEM 'file:///etc/passwd'>]>",
	    put_entity, false },
	{ "external subset", "<!DOCTYPE p SYSTEM 'file:///etc/passwd'>",
	    put_text, false },
	{ "parameter entity",
	    "<!DOCTYPE p [<!ENTITY % a SYSTEM 'file:///etc/passwd'> %a;]>",
	    put_text, false },
	{ "100000 levels", "", put_nesting, false },
	{ "500000 attributes", "", put_attributes, false },
	{ "tag of 10 MiB", "", put_long_tag, false },
	{ "half a surrogate pair", "", put_half_pair, true },
	{ "500000 comments, cut off", "", put_comments, false },
	{ "500000 open CDATA", "", put_open_cdata, false },
	{ "100000 siblings, cut off", "", put_siblings, false },
};

/* How an attack reaches the linter. */
struct way {
	const char *name, *file;
	const char *head, *tail; /* around the body */
	bool in_row;		 /* of omaSettings, as base64 */
	double most_ms;		 /* with --strict */
};

#define PLIST_HEAD                                                             \
	"<plist version='1.0'><dict><key>PayloadType</key>"                    \
	"<string>Configuration</string><key>PayloadContent</key>"

static const struct way ways[] = {
	{ "file", "wlan.xml", "<WLANProfile><name>Corp</name>",
	    "</WLANProfile>", false, 200 },
	{ "row", "custom.json", "<WLANProfile><name>Corp</name>",
	    "</WLANProfile>", true, 400 }, /* 14 MB of JSON come first */
	{ "plist", "corp.mobileconfig", PLIST_HEAD, "</dict></plist>", false,
	    200 },
};

struct test {
	const char *mdmlint, *top, *folder;
	struct mdm_arena *arena;
	bool strict;
	unsigned failures;
};

static struct mdm_str
as_utf16(struct mdm_arena *arena, struct mdm_str text)
{
	char *out = MDM_NEW_N(arena, char, 2 * text.n + 2);
	size_t n = 0;

	out[n++] = '\xff';
	out[n++] = '\xfe';
	for (size_t at = 0; at < text.n;) {
		uint32_t c = mdm_utf8_next(text, &at);

		c = c == 0xffff ? 0xd800 : c;
		out[n++] = (char)(c & 0xff);
		out[n++] = (char)(c >> 8);
	}
	return mdm_str_span(out, n);
}

static struct mdm_str
row_of(struct mdm_arena *arena, struct mdm_str document)
{
	struct mdm_str base64 = mdm_base64_encode(arena, document);

	return mdm_str_printf(arena,
	    "{\"@odata.type\":\"#microsoft.graph.windows10CustomConfiguration"
	    "\",\"displayName\":\"Corp\",\"omaSettings\":[{\"@odata.type\":"
	    "\"#microsoft.graph.omaSettingStringXml\",\"displayName\":\"x\","
	    "\"omaUri\":\"./Device/Vendor/MSFT/WiFi/Profile/Corp/WlanXml\","
	    "\"value\":\"" MDM_FMT "\"}]}\n",
	    MDM_ARG(base64));
}

static struct mdm_str
document_of(
    struct mdm_arena *arena, const struct attack *a, const struct way *way)
{
	struct mdm_out *out = mdm_out_new_memory();
	struct mdm_str text;

	mdm_out_printf(out, "<?xml version='1.0'?>%s%s", a->prolog, way->head);
	a->body(out);
	mdm_out_text_of(out, way->tail);
	text = mdm_str_dup(arena, mdm_out_text(out));
	mdm_out_free(out);
	if (a->utf16)
		text = as_utf16(arena, text);
	return way->in_row ? row_of(arena, text) : text;
}

static _Noreturn void
become(const struct test *t, const char *hostile, const char *report)
{
	const char *healthy = test_join(t->arena, t->top,
	    "fixtures/STORE001/fail/root-only-in-intermediate/root.json");
	const char *argv[] = { t->mdmlint, "check", "--no-config",
		"--format=json", "--jobs=1", hostile, healthy, NULL };
	int out = open(report, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	if (out < 0 || dup2(out, STDOUT_FILENO) < 0)
		_exit(99);
	execv(t->mdmlint, (char *const *)argv);
	_exit(99);
}

static double
milliseconds(struct timeval t)
{
	return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

/* The exit code; what it took of the processor and of memory. */
static int
run(const struct test *t, const char *hostile, const char *report,
    double *ret_ms, long *ret_kilobytes)
{
	struct rusage usage;
	int status = -1;
	pid_t child = fork();

	if (child == 0)
		become(t, hostile, report);
	if (child < 0 || wait4(child, &status, 0, &usage) != child) {
		perror("run_hostile");
		exit(1);
	}
	*ret_ms = milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
	*ret_kilobytes = usage.ru_maxrss;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static const char *
member(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text != NULL ? text : "";
}

static bool
has_place(const json_t *finding, bool nested)
{
	return json_integer_value(json_object_get(finding, "line")) > 0 &&
	    json_integer_value(json_object_get(finding, "column")) > 0 &&
	    (!nested || json_object_get(finding, "inside") != NULL);
}

/* One about the hostile file, and the healthy one's own. */
static const char *
complaint(const char *report, const char *hostile, bool nested)
{
	json_t *root = json_load_file(report, 0, NULL), *finding;
	bool found = false, kept = false;
	size_t i;

	json_array_foreach(json_object_get(root, "findings"), i, finding)
	{
		if (strcmp(member(finding, "rule"), "STORE001") == 0)
			kept = true;
		if (strcmp(member(finding, "file"), hostile) == 0 &&
		    strncmp(member(finding, "rule"), "FMT", 3) == 0)
			found |= has_place(finding, nested);
	}
	json_decref(root);
	if (!found)
		return "no finding with a place in it";
	return kept ? NULL : "the finding of another file is gone";
}

/* By a process of its own: what it took would count for the linter's. */
static void
write_hostile(const char *path, const struct attack *a, const struct way *way)
{
	pid_t child = fork();
	int status = -1;

	if (child == 0) {
		struct mdm_arena *arena = mdm_arena_new();

		test_write(path, document_of(arena, a, way));
		_exit(0);
	}
	if (child < 0 || waitpid(child, &status, 0) != child || status != 0) {
		perror(path);
		exit(1);
	}
}

static void
attack(struct test *t, const struct attack *a, const struct way *way)
{
	const char *hostile = test_join(t->arena, t->folder, way->file);
	const char *report = test_join(t->arena, t->folder, "report.json");
	const char *wrong = NULL;
	double ms = 0;
	long kilobytes = 0;

	write_hostile(hostile, a, way);
	if (run(t, hostile, report, &ms, &kilobytes) != 1)
		wrong = "exit code is not 1";
	else
		wrong = complaint(report, hostile, way->in_row);
	if (wrong == NULL && measures_memory && kilobytes > MOST_KILOBYTES)
		wrong = "takes more than 64 MB";
	if (wrong == NULL && t->strict && ms > way->most_ms)
		wrong = "takes too long";
	printf("%-27s %-6s %6.0f ms %5.1f MB  %s\n", a->name, way->name, ms,
	    (double)kilobytes / 1024, wrong != NULL ? wrong : "");
	t->failures += wrong != NULL;
	(void)unlink(hostile);
	(void)unlink(report);
}

int
main(int argc, char **argv)
{
	struct test t = { 0 };

	if (argc < 4) {
		fprintf(stderr,
		    "usage: run_hostile MDMLINT TOP FOLDER [--strict]\n");
		return 2;
	}
	t = (struct test){ .mdmlint = argv[1],
		.top = argv[2],
		.folder = argv[3],
		.arena = mdm_arena_new(),
		.strict = argc > 4 && strcmp(argv[4], "--strict") == 0 };
	if (mkdir(t.folder, 0777) != 0 && errno != EEXIST) {
		perror(t.folder);
		return 1;
	}
	for (size_t i = 0; i < sizeof(attacks) / sizeof(*attacks); i++)
		for (size_t k = 0; k < sizeof(ways) / sizeof(*ways); k++)
			attack(&t, &attacks[i], &ways[k]);
	printf("%u failures\n", t.failures);
	mdm_arena_free(t.arena);
	return t.failures > 0;
}
