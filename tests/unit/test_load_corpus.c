/* SPDX-License-Identifier: MIT */
/*
 * Every real file is loaded, and no certificate profile is overlooked: the
 * types are counted in the text, without any reader, and compared with the
 * profiles that came out.
 */
#include <ftw.h>
#include <unistd.h>

#include "load.h"

#define CORPUS MDM_TOP "/../shared/corpus"

enum { MOST_OPEN = 16 };

static struct tally {
	struct fixture *fixture;
	size_t files, recognised, damaged, carriers, certs;
	size_t in_text, loaded, overlooked;
} tally; /* nftw passes no context */

static bool
is_certificate_type(struct mdm_str type)
{
	/* Abstract types, which only documentation shows. */
	if (mdm_str_is(type, "iosCertificateProfile"))
		return false;
	return mdm_str_ends(type, "TrustedRootCertificate") ||
	    mdm_str_ends(type, "CertificateProfile");
}

/* The type that a `@odata.type` in front of `text` says, escaped or not. */
static struct mdm_str
type_after(struct mdm_str text)
{
	size_t n = 0;

	while (text.n > 0 && strchr("\\\": '", text.p[0]) != NULL)
		text = mdm_str_sub(text, 1, text.n);
	if (mdm_str_starts(text, "#"))
		text = mdm_str_sub(text, 1, text.n);
	if (!mdm_str_starts(text, "microsoft.graph."))
		return (struct mdm_str){ 0 };
	text = mdm_str_sub(text, strlen("microsoft.graph."), text.n);
	while (
	    n < text.n && (mdm_is_alpha(text.p[n]) || mdm_is_digit(text.p[n])))
		n++;
	return mdm_str_sub(text, 0, n);
}

static size_t
count_in_text(struct mdm_str text)
{
	static const char key[] = "@odata.type";
	size_t n = 0;

	for (;;) {
		const char *found = memmem(text.p, text.n, key, strlen(key));

		if (found == NULL)
			return n;
		found += strlen(key);
		text = mdm_str_sub(text, (size_t)(found - text.p), text.n);
		n += is_certificate_type(type_after(text));
	}
}

static size_t
count_loaded(const struct mdm_facts *facts)
{
	size_t n = 0;

	for (size_t i = 0; i < facts->profiles.n; i++)
		n += is_certificate_type(facts->profiles.at[i]->type);
	return n;
}

/* Rules rely on these of whatever was loaded. */
static void
check_profile(const struct mdm_profile *p, const struct mdm_facts *facts)
{
	assert_ptr_equal(p->file, &facts->file);
	assert_true(mdm_at_set(p->at));
	assert_true(mdm_at_set(p->object));
	assert_non_null(p->name.p);
	assert_int_equal(p->trust != NULL, p->kind == MDM_TRUST);
	if (p->trust != NULL)
		assert_non_null(p->trust->carrier);
	for (size_t i = 0; i < p->nrefs; i++) {
		assert_true(mdm_at_set(p->refs[i].at));
		if (p->refs[i].state == MDM_REF_BOUND)
			assert_true(p->refs[i].id.n > 0 ||
			    p->refs[i].name.n > 0 ||
			    p->refs[i].expanded != NULL);
	}
}

static void
compare(const char *path, const struct mdm_facts *facts)
{
	struct fixture *f = tally.fixture;
	enum mdm_encoding encoding;
	bool damaged;
	struct mdm_str bytes, text;
	size_t want, got = count_loaded(facts);
	int64_t mtime;

	assert_int_equal(mdm_file_read(path, f->loader.max_file_size,
			     &f->loader.buffer, &mtime),
	    MDM_OK);
	bytes = mdm_str_span(f->loader.buffer.p, f->loader.buffer.n);
	if (bytes.n == 0)
		return;
	text = mdm_text_decode(f->loader.scratch, bytes, &encoding, &damaged);
	want = count_in_text(text);
	mdm_arena_reset(f->loader.scratch);
	tally.in_text += want;
	tally.loaded += got;
	if (want == got)
		return;
	if (facts->file.defects.n > 0 && facts->file.looks_ours)
		return;
	tally.overlooked++;
	print_error("%s: %zu types, %zu profiles\n", path, want, got);
}

static int
visit(const char *path, const struct stat *info, int type, struct FTW *where)
{
	struct fixture *f = tally.fixture;
	struct mdm_facts facts = { 0 };
	struct mdm_input input = { .name = mdm_str_of(path) };
	struct mdm_str ending = mdm_str_of(path);

	(void)info;
	(void)where;
	if (type != FTW_F)
		return 0;
	assert_int_equal(
	    mdm_load(&f->loader, &input, tally.files++, &facts), MDM_OK);
	assert_non_null(facts.file.source);
	assert_non_null(facts.file.taken_for);
	tally.recognised += facts.file.recognised;
	tally.damaged += facts.file.defects.n > 0;
	tally.carriers += facts.carriers.n;
	for (size_t i = 0; i < facts.carriers.n; i++)
		tally.certs += facts.carriers.at[i]->ncerts;
	for (size_t i = 0; i < facts.profiles.n; i++)
		check_profile(facts.profiles.at[i], &facts);
	if (mdm_str_ends(ending, ".json") || mdm_str_ends(ending, ".yaml"))
		compare(path, &facts);
	return 0;
}

static void
nothing_is_overlooked(void **state)
{
	struct fixture *f = *state;

	f->loader.max_file_size = 64 << 20;
	tally = (struct tally){ .fixture = f };
	assert_int_equal(nftw(CORPUS, visit, MOST_OPEN, FTW_PHYS), 0);
	print_message("%zu files, %zu recognised, %zu with defects, "
		      "%zu carriers, %zu certificates, "
		      "%zu certificate types in the text, %zu profiles\n",
	    tally.files, tally.recognised, tally.damaged, tally.carriers,
	    tally.certs, tally.in_text, tally.loaded);
	assert_int_equal(tally.overlooked, 0);
	assert_true(tally.loaded > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { TEST(nothing_is_overlooked) };

	if (access(CORPUS, R_OK) != 0) {
		printf("skipped: no real files at %s\n", CORPUS);
		return SKIPPED;
	}
	mdm_readers_init();
	mdm_pki_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
