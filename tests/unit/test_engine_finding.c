/* SPDX-License-Identifier: MIT */
#include "unit.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/finding.h"
#include "syntax/source.h"

struct fixture {
	struct mdm_arena *arena;
	struct mdm_findings findings;
	struct mdm_names changed;
};

static int
setup(void **state)
{
	struct mdm_arena *arena = mdm_arena_new();
	struct fixture *f = MDM_NEW(arena, struct fixture);

	f->arena = arena;
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	mdm_arena_free(((struct fixture *)*state)->arena);
	return 0;
}

static struct mdm_source *
source_of(struct fixture *f, const char *name, const char *text)
{
	struct mdm_source *s = MDM_NEW(f->arena, struct mdm_source);

	s->name = mdm_str_of(name);
	s->syntax = MDM_JSON;
	s->text = mdm_str_of(text);
	return s;
}

static struct mdm_at
at(const struct mdm_source *source, uint32_t off, uint32_t len)
{
	return (struct mdm_at){ .source = source, .off = off, .len = len };
}

static struct mdm_finding *
add(struct fixture *f, size_t rule, struct mdm_at where, const char *text)
{
	struct mdm_finding *x = MDM_NEW(f->arena, struct mdm_finding);

	x->rule = mdm_rules[rule];
	x->severity = MDM_ERROR;
	x->at = where;
	x->text = mdm_str_of(text);
	MDM_PUSH(f->arena, &f->findings.list, x);
	return x;
}

static void
locate(struct fixture *f)
{
	mdm_findings_locate(&f->findings, f->arena, 1 << 20, &f->changed);
}

static void
sorts_by_place_rule_and_text(void **state)
{
	struct fixture *f = *state;
	struct mdm_source *a = source_of(f, "a.json", "");
	struct mdm_source *b = source_of(f, "b.json", "");
	struct mdm_source *inner = source_of(f, "inner", "");

	inner->inside = at(a, 10, 50);
	add(f, 0, at(b, 0, 1), "7");
	add(f, 0, at(a, 70, 1), "6");
	add(f, 0, at(inner, 9, 1), "5");
	add(f, 1, at(inner, 2, 1), "4");
	add(f, 0, at(inner, 2, 1), "3");
	add(f, 0, at(a, 10, 50), "2");
	add(f, 0, at(a, 10, 50), "1");
	mdm_findings_settle(&f->findings);
	assert_int_equal(f->findings.list.n, 7);
	for (size_t i = 0; i < 7; i++)
		assert_int_equal(
		    f->findings.list.at[i]->text.p[0] - '1', (int)i);
}

static void
drops_repeats(void **state)
{
	struct fixture *f = *state;
	struct mdm_source *a = source_of(f, "a.json", "");

	add(f, 0, at(a, 1, 1), "same");
	add(f, 0, at(a, 1, 1), "same");
	add(f, 0, at(a, 1, 1), "same")->set = 1;
	add(f, 0, at(a, 1, 1), "other");
	mdm_findings_settle(&f->findings);
	assert_int_equal(f->findings.list.n, 3);
}

/* The fingerprint of one finding with that path, profile and evidence. */
static const char *
print_of(struct fixture *f, const char *file, const struct mdm_profile *p,
    uint32_t index, uint32_t off, const char *evidence)
{
	struct mdm_findings one = { 0 };
	struct mdm_path list = { NULL, MDM_LIT("omaSettings"), 0 };
	struct mdm_path item = { &list, { NULL, 0 }, index };
	struct mdm_path value = { &item, MDM_LIT("value"), 0 };
	struct mdm_finding *x;

	x = add(f, 0, at(source_of(f, file, ""), off, 1), "text");
	x->at.path = &value;
	x->profile = p;
	x->evidence = mdm_str_of(evidence);
	MDM_PUSH(f->arena, &one.list, x);
	mdm_findings_fingerprint(&one, NULL);
	assert_int_equal(strlen(x->fingerprint), 32);
	return x->fingerprint;
}

static void
fingerprints_survive_moving_and_reformatting(void **state)
{
	struct fixture *f = *state;
	const struct mdm_profile p = { .id = MDM_LIT("id-1") };
	const struct mdm_profile q = { .id = MDM_LIT("id-2") };
	const char *print = print_of(f, "a/x.json", &p, 3, 100, "e");

	assert_string_equal(print, print_of(f, "b/y.json", &p, 0, 7, "e"));
	assert_string_not_equal(
	    print, print_of(f, "a/x.json", &q, 3, 100, "e"));
	assert_string_not_equal(
	    print, print_of(f, "a/x.json", &p, 3, 100, "f"));
	print = print_of(f, "a/x.cer", NULL, 0, 0, "e");
	assert_string_equal(print, print_of(f, "b/x.cer", NULL, 0, 0, "e"));
	assert_string_not_equal(print, print_of(f, "y.cer", NULL, 0, 0, "e"));
}

static void
fingerprints_number_namesakes(void **state)
{
	struct fixture *f = *state;
	struct mdm_source *a = source_of(f, "a.json", "");

	for (uint32_t i = 0; i < 4; i++)
		add(f, 0, at(a, i, 1), "text");
	mdm_findings_settle(&f->findings);
	mdm_findings_fingerprint(&f->findings, NULL);
	for (size_t i = 0; i < 4; i++)
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(
			    f->findings.list.at[i]->fingerprint,
			    f->findings.list.at[k]->fingerprint);
}

static void
shows_the_line_and_the_way_in(void **state)
{
	struct fixture *f = *state;
	struct mdm_source *a = source_of(f, "a.json", "{\n\t\"k\": \"v\"\n}");
	struct mdm_source *inner = source_of(f, "inner", "<a>\n<b/></a>");
	struct mdm_where *w;

	inner->inside = at(a, 8, 3);
	inner->syntax = MDM_XML;
	w = &add(f, 0, at(inner, 4, 4), "text")->where;
	locate(f);
	assert_str(w->file, "a.json");
	assert_int_equal(w->place.line, 2);
	assert_int_equal(w->place.col, 7);
	assert_int_equal(w->place.end_col, 10);
	assert_str(w->excerpt, "\t\"k\": \"v\"");
	assert_int_equal(w->excerpt_col, 1);
	assert_int_equal(w->mark, 6);
	assert_int_equal(w->mark_len, 3);
	assert_false(w->cut_left || w->cut_right);
	assert_int_equal(w->ninside, 1);
	assert_int_equal(w->inside[0].place.line, 2);
	assert_int_equal(w->inside[0].place.col, 1);
	assert_int_equal(w->inside[0].syntax, MDM_XML);
}

static void
cuts_long_lines_at_code_points(void **state)
{
	struct fixture *f = *state;
	char *text = MDM_NEW_N(f->arena, char, 4001);
	struct mdm_where *w;

	for (size_t i = 0; i < 4000; i += 2)
		memcpy(text + i, "\xc3\xa4", 2);
	w = &add(f, 0, at(source_of(f, "a.json", text), 2000, 4), "")->where;
	locate(f);
	assert_int_equal(w->place.col, 1001);
	assert_true(w->cut_left && w->cut_right);
	assert_int_equal(mdm_utf8_count(w->excerpt), 160);
	assert_true(mdm_utf8_valid(w->excerpt, &(size_t){ 0 }));
	assert_int_equal(w->excerpt_col + w->mark, w->place.col);
	assert_int_equal(w->mark_len, 2);
}

static void
hides_secrets_and_their_length(void **state)
{
	static const char text[] =
	    "{\"p\": \"hunter2\", \"q\": \"x\", \"r\": 1}";
	struct fixture *f = *state;
	struct mdm_source *a = source_of(f, "a.json", text);
	struct mdm_span long_one = { 6, 9 }, short_one = { 22, 3 };
	struct mdm_where *on, *behind;

	MDM_PUSH(f->arena, &a->secrets, short_one);
	MDM_PUSH(f->arena, &a->secrets, long_one);
	MDM_PUSH(f->arena, &a->secrets, long_one);
	on = &add(f, 0, at(a, 7, 7), "")->where;
	behind = &add(f, 0, at(a, 32, 1), "")->where;
	locate(f);
	assert_str(on->excerpt, "{\"p\": ********, \"q\": ********, \"r\": 1}");
	assert_int_equal(on->mark, 6);
	assert_int_equal(on->mark_len, 8);
	assert_str(
	    behind->excerpt, "{\"p\": ********, \"q\": ********, \"r\": 1}");
	assert_int_equal(behind->excerpt.p[behind->mark], '1');
	assert_int_equal(behind->mark_len, 1);
}

static void
counts_bytes_of_binary_files(void **state)
{
	struct fixture *f = *state;
	struct mdm_source *a = source_of(f, "a.cer", "");
	struct mdm_where *w;

	a->encoding = MDM_BINARY;
	w = &add(f, 0, at(a, 41, 3), "")->where;
	locate(f);
	assert_true(w->binary);
	assert_int_equal(w->place.line, 1);
	assert_int_equal(w->place.col, 42);
	assert_int_equal(w->place.end_col, 45);
	assert_null(w->excerpt.p);
}

/* What mdm_load keeps of a file that it has read. */
static struct mdm_source *
on_disk(struct fixture *f, const char *path)
{
	struct mdm_source *s = source_of(f, path, NULL);
	struct mdm_buffer buffer = { 0 };

	s->on_disk = true;
	assert_int_equal(
	    mdm_file_read(path, 1 << 20, &buffer, &s->mtime_ns), MDM_OK);
	s->size = (int64_t)buffer.n;
	mdm_heap_free(buffer.p);
	return s;
}

static void
write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void
reads_files_again_unless_they_changed(void **state)
{
	struct fixture *f = *state;
	char folder[] = "/tmp/mdmlint-test-XXXXXX";
	struct mdm_where *same, *changed, *gone;
	char path[3][64];

	assert_non_null(mkdtemp(folder));
	for (size_t i = 0; i < 3; i++) {
		snprintf(path[i], sizeof(path[i]), "%s/%zu", folder, i);
		write_file(path[i],
		    "\xef\xbb\xbf"
		    "one\ntwo\n");
	}
	same = &add(f, 0, at(on_disk(f, path[0]), 4, 3), "")->where;
	changed = &add(f, 0, at(on_disk(f, path[1]), 4, 3), "")->where;
	gone = &add(f, 0, at(on_disk(f, path[2]), 4, 3), "")->where;
	write_file(path[1], "something else");
	unlink(path[2]);
	locate(f);
	assert_int_equal(same->place.line, 2);
	assert_str(same->excerpt, "two");
	assert_int_equal(changed->place.line, 1);
	assert_null(changed->excerpt.p);
	assert_int_equal(gone->place.line, 1);
	assert_int_equal(f->changed.list.n, 2);
	assert_str(f->changed.list.at[0], path[1]);
	unlink(path[0]);
	unlink(path[1]);
	rmdir(folder);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(sorts_by_place_rule_and_text),
		TEST(drops_repeats),
		TEST(fingerprints_survive_moving_and_reformatting),
		TEST(fingerprints_number_namesakes),
		TEST(shows_the_line_and_the_way_in),
		TEST(cuts_long_lines_at_code_points),
		TEST(hides_secrets_and_their_length),
		TEST(counts_bytes_of_binary_files),
		TEST(reads_files_again_unless_they_changed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
