/* SPDX-License-Identifier: MIT */
#include "engine.h"

#include "engine/link.h"

#define LOAD(documents, options)                                               \
	load_documents(documents, COUNT(documents), options, false)

static void
resolves_by_id_before_name(void **state)
{
	const struct document d[] = {
		{ "a.json", TRUST("Root", ID1), NULL },
		{ "b.json", TRUST("Other", ID2), NULL },
		{ "c.json", SCEP("S", ID3, BIND(ID2)), NULL },
	};
	struct mdmlint *m = LOAD(d, NULL);
	const struct mdm_corpus *c = corpus_of(m, 0);
	const struct mdm_ref *ref = root_of(c, "S");

	(void)state;
	assert_int_equal(ref->state, MDM_REF_BOUND);
	assert_int_equal(ref->result, MDM_REF_RESOLVED);
	assert_int_equal(ref->ntargets, 1);
	assert_str(ref->targets[0]->name, "Other");
	assert_ptr_equal(
	    profile_named(c, "S")->enrolment->root, profile_named(c, "Other"));
	mdmlint_free(m);
}

static void
resolves_names_exactly_then_folded(void **state)
{
	static const struct {
		const char *reference;
		enum mdm_ref_result result;
		const char *target;
	} rows[] = {
		{ "Corp Root", MDM_REF_RESOLVED, "Corp Root" },
		{ "corp root", MDM_REF_RESOLVED, "corp root" },
		{ " CORP Root 2 ", MDM_REF_RESOLVED, "Corp Root 2" },
		{ "CORP ROOT", MDM_REF_AMBIGUOUS, "Corp Root" },
		{ "Corp", MDM_REF_DANGLING, NULL },
	};
	char scep[1024];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct document d[] = {
			{ "a.json", TRUST("Corp Root", ID1), NULL },
			{ "b.json", TRUST("corp root", ID2), NULL },
			{ "c.json", TRUST("Corp Root 2", ""), NULL },
			{ "d.json", scep, NULL },
		};
		struct mdmlint *m;
		const struct mdm_ref *ref;

		snprintf(scep, sizeof(scep), SCEP("S", ID3, CUSTOM("%s")),
		    rows[i].reference);
		m = LOAD(d, NULL);
		ref = root_of(corpus_of(m, 0), "S");
		assert_row(ref->result, rows[i].result, rows[i].reference);
		if (rows[i].target != NULL)
			assert_str(ref->targets[0]->name, rows[i].target);
		mdmlint_free(m);
	}
}

#define WIFI(reference)                                                        \
	"{\"@odata.type\":\"" GRAPH "windowsWifiEnterpriseEAPConfiguration\"," \
	"\"id\":\"" ID3 "\",\"displayName\":\"W\",\"#CustomRef_rootCertifi"    \
	"catesForServerValidation\":\"" reference "|:|" GRAPH                  \
	"windows81TrustedRootCertificate\"}"

static void
splits_lists_of_names_at_the_longest(void **state)
{
	const struct document d[] = {
		{ "a.json", TRUST("Root", ""), NULL },
		{ "b.json", TRUST("Root, old", ""), NULL },
		{ "c.json", TRUST("Third", ""), NULL },
		{ "d.json", WIFI("Root, old,Third,Root"), NULL },
		{ "set2/a.json", TRUST("Root", ""), "two" },
		{ "set2/d.json", WIFI("Root,Gone"), "two" },
		{ "set3/a.json", TRUST("A,B", ""), "three" },
		{ "set3/b.json", TRUST("A", ""), "three" },
		{ "set3/d.json", WIFI("A,B"), "three" },
	};
	struct mdmlint *m = LOAD(d, NULL);
	const struct mdm_ref *ref;

	(void)state;
	ref = mdm_ref_of(
	    profile_named(corpus_of(m, 0), "W"), MDM_REF_SERVER_ROOT);
	assert_int_equal(ref->result, MDM_REF_RESOLVED);
	assert_int_equal(ref->ntargets, 3);
	assert_str(ref->targets[0]->name, "Root, old");
	assert_str(ref->targets[1]->name, "Third");
	assert_str(ref->targets[2]->name, "Root");
	/* Sets are sorted by name: "", "three", "two". */
	ref = mdm_ref_of(
	    profile_named(corpus_of(m, 1), "W"), MDM_REF_SERVER_ROOT);
	assert_int_equal(ref->result, MDM_REF_RESOLVED);
	assert_int_equal(ref->ntargets, 1);
	assert_str(ref->targets[0]->name, "A,B");
	ref = mdm_ref_of(
	    profile_named(corpus_of(m, 2), "W"), MDM_REF_SERVER_ROOT);
	assert_int_equal(ref->result, MDM_REF_DANGLING);
	assert_int_equal(ref->ntargets, 1);
	mdmlint_free(m);
}

/* Thousands of commas must not cost more than they are worth. */
static void
splits_long_lists_in_time(void **state)
{
	static const char item[] = "no such name,";
	size_t n = sizeof(item) - 1, times = 20000;
	char *names = calloc(1, n * times + 1);
	char *text = calloc(1, n * times + 1024);
	const struct document d[] = {
		{ "a.json", TRUST("Root", ""), NULL },
		{ "d.json", text, NULL },
	};
	const struct mdm_ref *ref;
	struct mdmlint *m;

	(void)state;
	for (size_t i = 0; i < times; i++)
		memcpy(names + i * n, item, n);
	memcpy(names + n * times - 5, "Root", 5);
	snprintf(text, n * times + 1024, WIFI("%s"), names);
	m = LOAD(d, NULL);
	ref = mdm_ref_of(
	    profile_named(corpus_of(m, 0), "W"), MDM_REF_SERVER_ROOT);
	assert_int_equal(ref->result, MDM_REF_DANGLING);
	mdmlint_free(m);
	free(names);
	free(text);
}

static void
narrows_by_type_and_never_finds_itself(void **state)
{
	const struct document d[] = {
		{ "a.json", TRUST("Corp", ID1), NULL },
		{ "b.json", SCEP("Corp", ID2, CUSTOM("Corp")), NULL },
		{ "c.json",
		    SCEP("S", ID3,
			CUSTOM(
			    "Corp|:|" GRAPH "windows81TrustedRootCertificate")),
		    NULL },
	};
	struct mdmlint *m = LOAD(d, NULL);
	const struct mdm_corpus *c = corpus_of(m, 0);
	const struct mdm_profile *p = mdm_map_get(&c->by_id, MDM_LIT(ID2));
	const struct mdm_ref *own = mdm_ref_of(p, MDM_REF_ROOT);
	const struct mdm_ref *typed = root_of(c, "S");

	(void)state;
	assert_int_equal(own->result, MDM_REF_RESOLVED);
	assert_int_equal(own->targets[0]->kind, MDM_TRUST);
	assert_int_equal(typed->result, MDM_REF_RESOLVED);
	assert_int_equal(typed->targets[0]->kind, MDM_TRUST);
	mdmlint_free(m);
}

static void
keeps_sets_apart(void **state)
{
	const struct document d[] = {
		{ "a/root.json", TRUST("Root", ID1), "a" },
		{ "b/scep.json", SCEP("S", ID3, BIND(ID1)), "b" },
	};
	struct mdmlint *m = LOAD(d, NULL);

	(void)state;
	assert_int_equal(m->result->ncorpora, 2);
	assert_int_equal(
	    root_of(corpus_of(m, 1), "S")->result, MDM_REF_DANGLING);
	mdmlint_free(m);
}

static void
links_from_the_command_line(void **state)
{
	const struct document d[] = {
		{ "a.json", TRUST("Root", ID1), NULL },
		{ "b.json", SCEP("Okta SCEP", ID2, ""), NULL },
		{ "c.json", SCEP("Second", ID3, CUSTOM("Gone")), NULL },
	};
	const char *const options[] = { "link", "okta scep=Root", "link",
		ID3 "=" ID1, "link", "Nobody=Root", NULL };
	struct mdmlint *m = LOAD(d, options);
	const struct mdm_corpus *c = corpus_of(m, 0);

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		const char *name = i == 0 ? "Okta SCEP" : "Second";

		assert_true(root_of(c, name)->from_link);
		assert_int_equal(root_of(c, name)->result, MDM_REF_RESOLVED);
		assert_str(
		    profile_named(c, name)->enrolment->root->name, "Root");
	}
	assert_true(has_note(m, "\"Nobody\""));
	assert_false(has_note(m, "\"okta scep\""));
	mdmlint_free(m);
}

static void
tells_unbound_from_not_exported(void **state)
{
	const struct document d[] = {
		{ "im/a.json", TRUST("Root", ID1), NULL },
		{ "im/b.json", SCEP("Bound", ID2, CUSTOM("Root")), NULL },
		{ "im/c.json",
		    SCEP("Unbound", ID3,
			",\"rootCertificate@odata.navigationLink\":\"x\""),
		    NULL },
		{ "im/d.json", SCEP("Plain", "", ""), NULL },
		{ "other/e.json",
		    SCEP("Elsewhere", "",
			",\"rootCertificate@odata.navigationLink\":\"x\""),
		    NULL },
	};
	struct mdmlint *m = LOAD(d, NULL);
	const struct mdm_corpus *c = corpus_of(m, 0);

	(void)state;
	assert_int_equal(root_of(c, "Bound")->state, MDM_REF_BOUND);
	assert_int_equal(root_of(c, "Unbound")->state, MDM_REF_UNBOUND);
	assert_int_equal(root_of(c, "Plain")->state, MDM_REF_UNKNOWN);
	assert_int_equal(root_of(c, "Elsewhere")->state, MDM_REF_UNKNOWN);
	mdmlint_free(m);
}

#define DATED(name, date)                                                      \
	SCEP(name, ID1, ",\"lastModifiedDateTime\":\"" date "\"")

static void
takes_the_newest_copy(void **state)
{
	const struct document by_field[] = {
		{ "a.json", DATED("New", "2026-02-01T00:00:00Z"), NULL },
		{ "b.json", DATED("Old", "2026-01-01T00:00:00Z"), NULL },
	};
	const struct document by_name[] = {
		{ "S_28-02-2026-9-05-00.json", SCEP("Old", ID1, ""), NULL },
		{ "S_01-03-2026-10-00-00.json", SCEP("New", ID1, ""), NULL },
		{ "S_01-03-2026-9-59-00.json", SCEP("Mid", ID1, ""), NULL },
	};
	struct mdmlint *m;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		m = i == 0 ? LOAD(by_field, NULL) : LOAD(by_name, NULL);
		assert_int_equal(corpus_of(m, 0)->nprofiles, 1);
		assert_str(corpus_of(m, 0)->profiles[0]->name, "New");
		assert_true(corpus_of(m, 0)->nsuperseded >= 1);
		assert_ptr_equal(corpus_of(m, 0)->superseded[0]->superseded_by,
		    corpus_of(m, 0)->profiles[0]);
		assert_true(has_note(m, "older cop"));
		mdmlint_free(m);
	}
}

static void
keeps_undated_copies_that_differ(void **state)
{
	const struct document differ[] = {
		{ "a.json", SCEP("S", ID1, ",\"keySize\":\"size2048\""), NULL },
		{ "b.json", SCEP("S", ID1, ",\"keySize\":\"size4096\""), NULL },
	};
	const struct document same[] = {
		{ "a.json", SCEP("S", ID1, ",\"keySize\":\"size2048\""), NULL },
		{ "b.json", SCEP("S", ID1, ""), NULL },
	};
	struct mdmlint *m = LOAD(differ, NULL);

	(void)state;
	assert_int_equal(corpus_of(m, 0)->nprofiles, 2);
	mdmlint_free(m);
	m = LOAD(same, NULL);
	assert_int_equal(corpus_of(m, 0)->nprofiles, 1);
	assert_int_equal(m->result->nserious, 0);
	mdmlint_free(m);
}

static void
merges_a_body_with_its_answer(void **state)
{
	const struct document d[] = {
		{ "answer.json", SCEP("S", ID2, ",\"keySize\":\"size2048\""),
		    NULL },
		{ "body.json", SCEP("S", ID2, BIND(ID1)), NULL },
		{ "root.json", TRUST("Root", ID1), NULL },
	};
	struct mdmlint *m = LOAD(d, NULL);
	const struct mdm_corpus *c = corpus_of(m, 0);

	(void)state;
	assert_int_equal(c->nprofiles, 2);
	assert_int_equal(root_of(c, "S")->result, MDM_REF_RESOLVED);
	assert_str(profile_named(c, "S")->file->source->name, "body.json");
	assert_str(profile_named(c, "S")->enrolment->key_size.v, "size2048");
	mdmlint_free(m);
}

static void
prefers_the_object_to_its_expansion(void **state)
{
	const struct document d[] = {
		{ "a.json",
		    SCEP("S", ID2, ",\"rootCertificate\":" TRUST("Root", ID1)),
		    NULL },
		{ "b.json", TRUST("Root", ID1), NULL },
	};
	struct mdmlint *m = LOAD(d, NULL);
	const struct mdm_corpus *c = corpus_of(m, 0);

	(void)state;
	assert_int_equal(c->nprofiles, 2);
	assert_int_equal(root_of(c, "S")->result, MDM_REF_RESOLVED);
	assert_ptr_equal(root_of(c, "S")->targets[0], profile_named(c, "Root"));
	assert_str(profile_named(c, "Root")->file->source->name, "b.json");
	mdmlint_free(m);
}

static void
attaches_loose_assignments(void **state)
{
	static const char list[] =
	    "[{\"id\":\"x\",\"target\":{\"@odata.type\":\"" GRAPH
	    "allDevicesAssignmentTarget\"}}]";
	const struct document d[] = {
		{ "b/Device Configurations/S.json", SCEP("S", ID1, ""), NULL },
		{ "b/Device Configurations/Assignments/S.json", list, NULL },
		{ "b/Device Configurations/Assignments/Gone.json", list, NULL },
	};
	struct mdmlint *m = LOAD(d, NULL);
	const struct mdm_profile *p = profile_named(corpus_of(m, 0), "S");

	(void)state;
	assert_true(p->assignments_known);
	assert_int_equal(p->nassignments, 1);
	assert_int_equal(p->assignments[0].kind, MDM_TARGET_ALL_DEVICES);
	assert_true(has_note(m, "1 assignment file"));
	mdmlint_free(m);
}

/* A trusted profile that carries a certificate of fixtures/pki. */
static char *
trust_with(const char *name, const char *cert)
{
	char *base64 = cert_base64(cert);
	size_t room = strlen(base64) + 512;
	char *text = calloc(1, room);

	snprintf(text, room,
	    "{\"@odata.type\":\"" GRAPH "windows81TrustedRootCertificate\","
	    "\"displayName\":\"%s\",\"certFileName\":\"a.cer\","
	    "\"destinationStore\":\"computerCertStoreRoot\","
	    "\"trustedRootCertificate\":\"%s\"}",
	    name, base64);
	free(base64);
	return text;
}

static void
finds_issuers_by_name_and_signature(void **state)
{
	char *root = trust_with("Root", "corp-root");
	char *again = trust_with("Again", "corp-root");
	char *newer = trust_with("New", "corp-root-renewed-new-key");
	char *issuing = trust_with("Issuing", "corp-issuing");
	const struct document d[] = { { "a.json", newer, NULL },
		{ "b.json", issuing, NULL }, { "c.json", root, NULL },
		{ "d.json", again, NULL } };
	struct mdmlint *m = LOAD(d, NULL);
	const struct mdm_corpus *c = corpus_of(m, 0);
	const struct mdm_cert *ca = profile_named(c, "Issuing")->trust->cert;
	const struct mdm_cert_entry *e = mdm_corpus_entry(c, ca);

	(void)state;
	assert_int_equal(c->ncerts, 3);
	assert_int_equal(c->nuses, 4);
	assert_ptr_equal(profile_named(c, "Root")->trust->cert,
	    profile_named(c, "Again")->trust->cert);
	assert_int_equal(e->nissuers, 2);
	assert_non_null(e->signer);
	assert_ptr_equal(
	    e->signer->cert, profile_named(c, "Root")->trust->cert);
	assert_int_equal(e->signer->nuses, 2);
	assert_null(e->signer->issuers);
	mdmlint_free(m);
	free(root);
	free(again);
	free(newer);
	free(issuing);
}

static void
reads_dates_in_paths(void **state)
{
	/* Rising; the first has none. */
	static const char *const rows[] = { "S 2.json",
		"tenant 12345/2025-12-31/S.json", "S_31-12-2025-23-05-00.json",
		"S_01-01-2026-9-05-00.json", "S_01-01-2026-10-05-00.json",
		"backup-20260102/S.json", "20260102-0930/S.json",
		"2026-01-02T09:31:00/S.json", "2026-01-02_093200/S.json" };
	int64_t last = 0, moment;

	(void)state;
	assert_false(mdm_path_date(mdm_str_of(rows[0]), &moment));
	for (size_t i = 1; i < COUNT(rows); i++) {
		if (!mdm_path_date(mdm_str_of(rows[i]), &moment) ||
		    moment <= last)
			print_error("%s\n", rows[i]);
		assert_true(mdm_path_date(mdm_str_of(rows[i]), &moment));
		assert_true(moment > last);
		last = moment;
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(resolves_by_id_before_name),
		cmocka_unit_test(resolves_names_exactly_then_folded),
		cmocka_unit_test(splits_lists_of_names_at_the_longest),
		cmocka_unit_test(splits_long_lists_in_time),
		cmocka_unit_test(narrows_by_type_and_never_finds_itself),
		cmocka_unit_test(keeps_sets_apart),
		cmocka_unit_test(links_from_the_command_line),
		cmocka_unit_test(tells_unbound_from_not_exported),
		cmocka_unit_test(takes_the_newest_copy),
		cmocka_unit_test(keeps_undated_copies_that_differ),
		cmocka_unit_test(merges_a_body_with_its_answer),
		cmocka_unit_test(prefers_the_object_to_its_expansion),
		cmocka_unit_test(attaches_loose_assignments),
		cmocka_unit_test(finds_issuers_by_name_and_signature),
		cmocka_unit_test(reads_dates_in_paths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
