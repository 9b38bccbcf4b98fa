/* SPDX-License-Identifier: MIT */
#include "base/out.h"
#include "load/apple_schema.h"
#include "unit.h"

enum { LONGEST_TEXT = 1 << 20 };

static const struct mdm_apple_row *
row_of(const char *type, const char *group, const char *key,
    const char **ret_nearest, bool *ret_near_miss)
{
	return mdm_apple_row_find(mdm_apple_type_find(mdm_str_of(type)), group,
	    mdm_str_of(key), ret_nearest, ret_near_miss);
}

static void
knows_keys_as_they_are_spelled(void **state)
{
	static const char *const scep[] = { "URL", "Name", "Subject",
		"Challenge", "Keysize", "Key Type", "Key Usage",
		"CAFingerprint", "Retries", "RetryDelay", "SubjectAltName",
		"KeyIsExtractable", "AllowAllAppsAccess", NULL };
	const char *nearest;
	bool near_miss;

	(void)state;
	for (size_t i = 0; scep[i] != NULL; i++)
		assert_non_null(row_of("com.apple.security.scep",
		    "PayloadContent", scep[i], &nearest, &near_miss));
	assert_non_null(row_of("com.apple.security.scep", "", "PayloadUUID",
	    &nearest, &near_miss));
	assert_null(
	    row_of("com.apple.security.scep", "", "URL", &nearest, &near_miss));
}

static void
tells_what_may_have_been_meant(void **state)
{
	const char *nearest;
	bool near_miss;

	(void)state;
	assert_null(row_of("com.apple.security.scep", "PayloadContent",
	    "KeyUsage", &nearest, &near_miss));
	assert_string_equal(nearest, "Key Usage");
	assert_true(near_miss);
	assert_null(row_of("com.apple.security.scep", "PayloadContent",
	    "Chalenge", &nearest, &near_miss));
	assert_string_equal(nearest, "Challenge");
	assert_false(near_miss);
	assert_null(row_of("com.apple.security.scep", "PayloadContent",
	    "Something", &nearest, &near_miss));
	assert_null(nearest);
}

static bool
has_key(const struct mdm_apple_type *type, const char *key)
{
	for (const struct mdm_apple_row *r = type->rows; r->key != NULL; r++)
		if (strcmp(r->key, key) == 0)
			return true;
	return false;
}

static void
has_sound_tables(void **state)
{
	const struct mdm_apple_type *type;

	(void)state;
	for (size_t i = 0; (type = mdm_apple_type_at(i)) != NULL; i++) {
		assert_ptr_equal(
		    mdm_apple_type_find(mdm_str_of(type->name)), type);
		for (const struct mdm_apple_row *r = type->rows; r->key != NULL;
		     r++) {
			const char *nearest;
			bool near_miss;

			assert_ptr_equal(
			    mdm_apple_row_find(type, r->group,
				mdm_str_of(r->key), &nearest, &near_miss),
			    r);
			assert_true(r->kinds != 0);
			if (r->group[0] != '\0')
				assert_true(has_key(type, r->group));
		}
	}
}

static struct mdm_str
read_whole(struct mdm_arena *arena, const char *path)
{
	FILE *f = fopen(path, "rb");
	char *text = MDM_NEW_N(arena, char, LONGEST_TEXT);
	size_t n;

	if (f == NULL)
		return (struct mdm_str){ 0 };
	n = fread(text, 1, LONGEST_TEXT, f);
	fclose(f);
	return mdm_str_span(text, n);
}

/* One line per row; sets that a reader can check one by one. */
static void
list_rows(struct mdm_out *o, const struct mdm_apple_row *r)
{
	for (; r->key != NULL; r++) {
		mdm_out_printf(o, "  %s%s%s:", r->group,
		    r->group[0] != '\0' ? "/" : "", r->key);
		for (unsigned bit = 1; bit <= MDM_APPLE_DICT; bit <<= 1)
			if ((r->kinds & bit) != 0)
				mdm_out_printf(o, " %s",
				    mdm_apple_kind_name(
					(enum mdm_apple_kind)bit));
		mdm_out_printf(o, "%s", r->required ? ", required" : "");
		if (r->allowed != NULL)
			mdm_out_printf(o, ", one of %s", r->allowed);
		if (r->target != 0)
			mdm_out_printf(o, ", refers to %#x", r->target);
		if (r->since != NULL)
			mdm_out_printf(o, ", since %s", r->since);
		mdm_out_printf(o, "\n");
	}
}

static void
list_type(struct mdm_out *o, const struct mdm_apple_type *type)
{
	mdm_out_printf(o, "%s: %s%s%s", type->name, mdm_kind_name(type->kind),
	    type->complete ? ", complete" : "", type->bare ? ", bare" : "");
	if (type->platform != 0)
		mdm_out_printf(o, ", %s", mdm_platform_name(type->platform));
	if (type->classes != 0)
		mdm_out_printf(o, ", is %#x", type->classes);
	if (type->since != NULL)
		mdm_out_printf(o, ", since %s", type->since);
	mdm_out_printf(o, "\n");
	list_rows(o, type->rows);
}

static void
list_tables(struct mdm_out *o)
{
	const struct mdm_apple_type *type;

	mdm_out_printf(o, "every payload:\n");
	list_rows(o, mdm_apple_common);
	list_type(o, &mdm_apple_document);
	for (size_t i = 0; (type = mdm_apple_type_at(i)) != NULL; i++)
		list_type(o, type);
}

/* What `unit_load_apple --list` prints: no spelling changes unseen. */
static void
agrees_with_the_golden_list(void **state)
{
	static const char path[] = MDM_TOP "/tests/golden/apple-schema.txt";
	struct mdm_arena *arena = mdm_arena_new();
	struct mdm_str golden = read_whole(arena, path), was, is;
	struct mdm_out *o = mdm_out_new_memory();
	struct mdm_str text;

	(void)state;
	list_tables(o);
	text = mdm_out_text(o);
	while (mdm_str_split(&text, '\n', &is)) {
		if (!mdm_str_split(&golden, '\n', &was))
			was = MDM_LIT("(end)");
		if (!mdm_str_eq(is, was))
			print_error("is:  " MDM_FMT "\nwas: " MDM_FMT "\n",
			    MDM_ARG(is), MDM_ARG(was));
		assert_true(mdm_str_eq(is, was));
	}
	assert_int_equal(golden.n, 0);
	mdm_out_free(o);
	mdm_arena_free(arena);
}

static bool
is_word(char c)
{
	return mdm_is_alpha(c) || mdm_is_digit(c) || c == '_';
}

/* The text as it is spelled, between characters that belong to no word. */
static bool
spells(struct mdm_str text, struct mdm_str word)
{
	const char *p = text.p, *end = text.p + text.n;

	while ((p = memmem(p, (size_t)(end - p), word.p, word.n)) != NULL) {
		if ((p == text.p || !is_word(p[-1])) &&
		    (p + word.n == end || !is_word(p[word.n])))
			return true;
		p++;
	}
	return false;
}

/* Of Apple's schema; the reference leaves them out, or abbreviates them. */
static const char *const known_elsewhere[] = { "HIDDEN_NETWORK", "AutoJoin",
	"UserDefinedName", "EAPFASTProvisionPAC",
	"EAPFASTProvisionPACAnonymously", NULL };

static bool
is_known_elsewhere(const char *key)
{
	for (size_t i = 0; known_elsewhere[i] != NULL; i++)
		if (strcmp(key, known_elsewhere[i]) == 0)
			return true;
	return false;
}

static size_t
count_misspelt(struct mdm_str reference, const char *words)
{
	struct mdm_str rest = mdm_str_of(words), word;
	size_t n = 0;

	while (mdm_str_split(&rest, '|', &word)) {
		if (spells(reference, word))
			continue;
		print_error(
		    "not in the reference: \"" MDM_FMT "\"\n", MDM_ARG(word));
		n++;
	}
	return n;
}

/* "com.apple.firstethernet.managed" is written "firstethernet" at times. */
static size_t
count_misspelt_type(struct mdm_str reference, const char *name)
{
	static const char *const heads[] = { "com.apple.security.",
		"com.apple." };
	struct mdm_str rest = mdm_str_of(name);

	for (size_t i = 0; i < COUNT(heads); i++) {
		if (spells(reference, rest))
			return 0;
		if (mdm_str_starts(mdm_str_of(name), heads[i]))
			rest = mdm_str_sub(
			    mdm_str_of(name), strlen(heads[i]), SIZE_MAX);
	}
	if (mdm_str_ends(rest, ".managed"))
		rest.n -= strlen(".managed");
	if (spells(reference, rest))
		return 0;
	print_error("not in the reference: %s\n", name);
	return 1;
}

static size_t
count_misspelt_rows(struct mdm_str reference, const struct mdm_apple_row *r)
{
	size_t n = 0;

	for (; r->key != NULL; r++) {
		if (!is_known_elsewhere(r->key))
			n += count_misspelt(reference, r->key);
		if (r->allowed != NULL)
			n += count_misspelt(reference, r->allowed);
	}
	return n;
}

static void
is_spelled_as_in_the_reference(void **state)
{
	struct mdm_arena *arena = mdm_arena_new();
	struct mdm_str reference =
	    read_whole(arena, MDM_TOP "/../shared/reference/apple-android.md");
	const struct mdm_apple_type *type;
	size_t n = 0;

	(void)state;
	if (reference.p == NULL) {
		mdm_arena_free(arena);
		print_message("skipped: the reference is not there\n");
		skip();
	}
	n += count_misspelt_rows(reference, mdm_apple_common);
	n += count_misspelt_rows(reference, mdm_apple_document.rows);
	for (size_t i = 0; (type = mdm_apple_type_at(i)) != NULL; i++) {
		n += count_misspelt_type(reference, type->name);
		n += count_misspelt_rows(reference, type->rows);
	}
	mdm_arena_free(arena);
	assert_int_equal(n, 0);
}

static int
print_tables(void)
{
	struct mdm_out *o = mdm_out_new_memory();
	struct mdm_str text;

	list_tables(o);
	text = mdm_out_text(o);
	fwrite(text.p, 1, text.n, stdout);
	mdm_out_free(o);
	return 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_keys_as_they_are_spelled),
		cmocka_unit_test(tells_what_may_have_been_meant),
		cmocka_unit_test(has_sound_tables),
		cmocka_unit_test(agrees_with_the_golden_list),
		cmocka_unit_test(is_spelled_as_in_the_reference),
	};

	if (argc == 2 && strcmp(argv[1], "--list") == 0)
		return print_tables();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
