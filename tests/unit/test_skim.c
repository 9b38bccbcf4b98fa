/* SPDX-License-Identifier: MIT */
/*
 * The skimmer against jansson: what it calls well-formed, jansson takes, over
 * a table, mutations of it and the files of JSONTestSuite; and what could
 * matter is never skimmed over.
 */
#include <ftw.h>
#include <jansson.h>
#include <unistd.h>

#include "doc.h"

#define SUITE MDM_TOP "/../shared/corpus/nst+JSONTestSuite"

enum {
	FLAGS = JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL,
	MOST_OPEN = 16,
	MUTATIONS = 200000,
	LONGEST = 512
};

static bool
is_known(struct mdm_str type)
{
	return mdm_str_ends(type, "Certificate");
}

static struct mdm_interest
interest(void)
{
	static const char *const keys[] = { "trustedRootCertificate", "JSON",
		NULL };
	static const char *const more[] = { "Key Usage", NULL };
	struct mdm_interest it = { .type = is_known };

	mdm_interest_add(&it, keys);
	mdm_interest_add(&it, more);
	return it;
}

static bool
skims(struct mdm_str text)
{
	struct mdm_interest it = interest();

	return mdm_json_skim(text, &it);
}

/* Nothing of interest, in all the ways JSON has to say it. */
static const char *const dull[] = {
	"{}",
	" [ ] ",
	"[[],{},[{}]]",
	"null",
	" true\n",
	"-0.5e+07",
	"\"text\"",
	"{\"a\":1,\"b\":[1,2.5,-3e2,false,true,null]}",
	"{\r\n\t\"@odata.type\" : \"#microsoft.graph.setting\"\r\n}",
	"{\"@odata.type\":\"a\",\"x\":{\"@odata.type\":\"a\"}}",
	"{\"\\u0061\\n\":\"\\ud83d\\ude00\\\"\\\\\\/\\b\\f\\n\\r\\t\"}",
	"{\"key\":\"\xc3\xa4 [draft] of {it}, don\\u0027t\"}",
	"{\"key\":\"\\u003cxml\\u003e\",\"other\":\"[]\",\"x\":\"[abc\"}",
	"{\"value\":\"0123456789abcdef0123456789abcdef 0123456789abcdef\"}",
	"{\"json\\u0020\":1,\"JSONS\":2,\"trustedRootCertificates\":3}",
	"[1,\n                                                  2]",
};

/* Well-formed, and worth reading. */
static const char *const keen[] = {
	"{\"trustedRootCertificate\":null}",
	"{\"a\":[{\"TRUSTEDROOTCERTIFICATE\":null}]}",
	"{\"trustedRootC\\u0065rtificate\":null}",
	"{\"json\":1}",
	"{\"\\u004aSON\":1}",
	"{\"Key Usage\":1}",
	"{\"@odata.type\":\"#microsoft.graph.someCertificate\"}",
	"{\"a\":{\"@ODATA.Context\":\"x/y/someCertificate\"}}",
	"{\"@odata.type\":\"\\u0023microsoft.graph.thing\"}",
	"{\"a\":\"{\\\"b\\\":1}\"}",
	"{\"a\":\" [1] \"}",
	"{\"a\":\"\\u007b \\u007d\"}",
	"{\"a\":\"\\n[1]\"}",
	"{\"a\":\"[1\\u005d\"}",
	"[\"{\\\"b\\\":1}\",\"x\"]",
	"{\"zero\xe2\x80\x8bwidth\":1}",
	"{\"zero\\u200bwidth\":1}",
	"{\"\\u0000\":1}",
	"1e999",
	"[1e100]",
};

static const char *const malformed[] = {
	"",
	" ",
	"{",
	"}",
	"[1,]",
	"{\"a\":1,}",
	"{\"a\" 1}",
	"{\"a\":}",
	"{a:1}",
	"{'a':1}",
	"[1 2]",
	"[1]]",
	"{}{}",
	"01",
	"+1",
	"1.",
	".5",
	"1e",
	"-",
	"tru",
	"truex",
	"nullnull",
	"\"open",
	"\"bad \\x\"",
	"\"\\u12g4\"",
	"\"\\ud800\"",
	"\"\\ud800\\u0041\"",
	"\"\\udc00\"",
	"\"tab\there\"",
	"\"0123456789abcdef\nline\"",
	"[1]//",
	"\"a\"\"b\"",
	"{\"a\":[}",
	"[{\"a\":1]",
};

static void
proves_what_is_dull(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(dull); i++)
		assert_row(skims(mdm_str_of(dull[i])), true, dull[i]);
}

static void
leaves_what_matters(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(keen); i++)
		assert_row(skims(mdm_str_of(keen[i])), false, keen[i]);
}

static void
leaves_what_is_malformed(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(malformed); i++)
		assert_row(
		    skims(mdm_str_of(malformed[i])), false, malformed[i]);
}

/* Two hundred characters of base64, as a value and escaped. */
static void
leaves_certificates(void **state)
{
	static const char *const starts[] = { "MII", "LS0tLS1CRUdJTi",
		"\\u004dII", "-----BEGIN " };
	char text[LONGEST];

	(void)state;
	for (size_t i = 0; i < COUNT(starts); i++) {
		int n = snprintf(
		    text, sizeof(text), "[\"%s%0250d\"]", starts[i], 0);

		assert_row(
		    skims(mdm_str_span(text, (size_t)n)), false, starts[i]);
	}
	assert_true(skims(MDM_LIT("[\"MIIshort\"]")));
}

static struct mdm_str
nested(struct mdm_arena *a, size_t levels)
{
	char *p = mdm_alloc(a, 2 * levels, 1, 1);

	memset(p, '[', levels);
	memset(p + levels, ']', levels);
	return mdm_str_span(p, 2 * levels);
}

static void
stops_at_the_limits_of_the_reader(void **state)
{
	struct fixture *f = *state;
	size_t n = 2 * (size_t)MDM_MOST_NODES + 3;
	char *p = mdm_alloc(f->scratch, n, 1, 1);

	assert_true(skims(nested(f->scratch, MDM_MOST_LEVELS)));
	assert_false(skims(nested(f->scratch, MDM_MOST_LEVELS + 1)));
	for (size_t i = 0; i + 1 < n; i++)
		p[i] = i % 2 == 0 ? ',' : '1';
	p[0] = '[';
	p[n - 2] = '1';
	p[n - 1] = ']';
	assert_false(skims(mdm_str_span(p, n)));
}

struct tally {
	size_t texts, taken, both;
};

/* The one thing that must never be: skimmed over, and yet ill-formed. */
static bool
agrees(struct tally *t, struct mdm_str text)
{
	bool dull_one = skims(text);
	json_t *json;

	if (!mdm_utf8_valid(text, NULL))
		return true; /* such text never gets here */
	json = json_loadb(text.p, text.n, FLAGS, NULL);
	t->texts++;
	t->taken += json != NULL;
	t->both += json != NULL && dull_one;
	json_decref(json);
	return json != NULL || !dull_one;
}

static uint64_t
next(uint64_t *random)
{
	*random ^= *random << 13;
	*random ^= *random >> 7;
	*random ^= *random << 17;
	return *random;
}

/* One to three bytes replaced, put in, taken out or copied. */
static size_t
mutate(uint64_t *random, char *p, size_t n)
{
	static const char chars[] = "{}[],:\"\\ \n0123456789eE+-.utnrbf/al\x01";

	for (uint64_t times = 1 + next(random) % 3; times > 0; times--) {
		size_t at = n > 0 ? next(random) % n : 0;
		char c = chars[next(random) % (sizeof(chars) - 1)];

		switch (next(random) % 4) {
		case 0:
			if (n > 0)
				p[at] = c;
			break;
		case 1:
			memmove(p + at + 1, p + at, n - at);
			p[at] = c;
			n++;
			break;
		case 2:
			if (n == 0)
				break;
			memmove(p + at, p + at + 1, n - at - 1);
			n--;
			break;
		default:
			if (n > 0)
				p[at] = p[next(random) % n];
			break;
		}
	}
	return n;
}

static const char *
any_seed(uint64_t *random)
{
	size_t which =
	    next(random) % (COUNT(dull) + COUNT(keen) + COUNT(malformed));

	if (which < COUNT(dull))
		return dull[which];
	which -= COUNT(dull);
	return which < COUNT(keen) ? keen[which]
				   : malformed[which - COUNT(keen)];
}

static void
agrees_on_mutations(void **state)
{
	struct tally t = { 0 };
	uint64_t random = 0x736b696d;
	char text[LONGEST];

	(void)state;
	for (int i = 0; i < MUTATIONS; i++) {
		const char *seed = any_seed(&random);
		size_t n = strlen(seed);

		memcpy(text, seed, n);
		n = mutate(&random, text, n);
		if (!agrees(&t, mdm_str_span(text, n)))
			fail_msg("skimmed over: %.*s", (int)n, text);
	}
	print_message("%zu texts, %zu well-formed, %zu of them dull\n", t.texts,
	    t.taken, t.both);
	assert_true(t.both > t.taken / 3);
}

static struct suite {
	struct tally tally;
	struct mdm_buffer buffer;
	size_t wrong;
} suite; /* nftw passes no context */

static int
visit(const char *path, const struct stat *st, int type, struct FTW *at)
{
	struct mdm_arena *scratch;
	enum mdm_encoding encoding;
	struct mdm_str text;
	int64_t mtime;
	bool damaged;

	(void)st;
	(void)at;
	if (type != FTW_F || !mdm_str_iends(mdm_str_of(path), ".json") ||
	    mdm_file_read(path, 64 << 20, &suite.buffer, &mtime) != MDM_OK)
		return 0;
	scratch = mdm_arena_new();
	text = mdm_text_decode(scratch,
	    mdm_str_span(suite.buffer.p, suite.buffer.n), &encoding, &damaged);
	if (!agrees(&suite.tally, text)) {
		print_error("%s: skimmed over\n", path);
		suite.wrong++;
	}
	mdm_arena_free(scratch);
	return 0;
}

static void
agrees_on_the_suite(void **state)
{
	(void)state;
	if (access(SUITE, R_OK) != 0) {
		print_message("skipped: no JSONTestSuite at %s\n", SUITE);
		skip();
	}
	assert_int_equal(nftw(SUITE, visit, MOST_OPEN, FTW_PHYS), 0);
	mdm_heap_free(suite.buffer.p);
	print_message("%zu texts, %zu well-formed, %zu of them dull\n",
	    suite.tally.texts, suite.tally.taken, suite.tally.both);
	assert_true(suite.tally.texts > 0);
	assert_int_equal(suite.wrong, 0);
}

/* Nothing is made of a dull document, and everything of any other one. */
static void
opens_only_what_matters(void **state)
{
	struct fixture *f = *state;
	struct mdm_interest it = interest();
	struct mdm_doc *doc;

	doc = mdm_doc_open_if(f->keep, f->scratch, MDM_LIT("a.json"),
	    MDM_LIT("\xff\xfe{\0}\0"), &it);
	assert_null(doc->root);
	assert_false(doc->damaged);
	assert_int_equal(doc->defects.n, 0);
	doc = mdm_doc_open_if(f->keep, f->scratch, MDM_LIT("a.json"),
	    MDM_LIT("{\"json\":1}"), &it);
	assert_non_null(doc->root);
	doc = mdm_doc_open_if(
	    f->keep, f->scratch, MDM_LIT("a.json"), MDM_LIT("{"), &it);
	assert_true(doc->damaged);
	doc = mdm_doc_open_if(
	    f->keep, f->scratch, MDM_LIT("a.json"), MDM_LIT("{}"), NULL);
	assert_non_null(doc->root);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(proves_what_is_dull),
		TEST(leaves_what_matters),
		TEST(leaves_what_is_malformed),
		TEST(leaves_certificates),
		TEST(stops_at_the_limits_of_the_reader),
		TEST(agrees_on_mutations),
		TEST(agrees_on_the_suite),
		TEST(opens_only_what_matters),
	};

	mdm_readers_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
