/* SPDX-License-Identifier: MIT */
#ifndef MDM_TESTS_ENGINE_H
#define MDM_TESTS_ENGINE_H

/* What the tests of engine and api share: runs over documents in memory. */
#include "unit.h"

#include <stdlib.h>

#include "api/private.h"

struct document {
	const char *name, *text;
	const char *set;
};

/* The base64 of a certificate of fixtures/pki; the caller frees it. */
static inline char *
cert_base64(const char *name)
{
	char path[512], line[256];
	char *text = calloc(1, 65536);
	bool inside = false;
	FILE *file;

	snprintf(path, sizeof(path), "%s/fixtures/pki/%s.pem", MDM_TOP, name);
	file = fopen(path, "r");
	assert_non_null(file);
	while (fgets(line, sizeof(line), file) != NULL) {
		line[strcspn(line, "\r\n")] = '\0';
		if (line[0] == '-')
			inside = strstr(line, "BEGIN") != NULL;
		else if (inside)
			strncat(text, line, 65535 - strlen(text));
	}
	fclose(file);
	assert_true(text[0] != '\0');
	return text;
}

static inline void
must_set(struct mdmlint *m, const char *option, const char *value)
{
	if (mdmlint_set(m, option, value))
		return;
	print_error("%s\n", mdmlint_error(m));
	fail();
}

/* Loaded and linked; `options` are pairs and end with NULL. */
static inline struct mdmlint *
load_documents(
    const struct document *d, size_t n, const char *const *options, bool lint)
{
	struct mdmlint *m = mdmlint_new();

	must_set(m, "now", "2026-06-01");
	for (; options != NULL && *options != NULL; options += 2)
		must_set(m, options[0], options[1]);
	for (size_t i = 0; i < n; i++)
		assert_true(mdmlint_add_memory(
		    m, d[i].name, d[i].text, strlen(d[i].text), d[i].set));
	assert_true(lint ? mdmlint_check(m) : mdmlint_load(m));
	return m;
}

static inline const struct mdm_corpus *
corpus_of(const struct mdmlint *m, size_t set)
{
	assert_true(set < m->result->ncorpora);
	return &m->result->corpora[set];
}

/* The live profile of that name. */
static inline const struct mdm_profile *
profile_named(const struct mdm_corpus *c, const char *name)
{
	for (size_t i = 0; i < c->nprofiles; i++) {
		if (mdm_str_is(c->profiles[i]->name, name))
			return c->profiles[i];
	}
	print_error("no profile \"%s\"\n", name);
	fail();
	return NULL;
}

/* Its first reference of the role, which must be there. */
static inline const struct mdm_ref *
root_of(const struct mdm_corpus *c, const char *name)
{
	const struct mdm_ref *ref =
	    mdm_ref_of(profile_named(c, name), MDM_REF_ROOT);

	assert_non_null(ref);
	return ref;
}

static inline bool
has_note(const struct mdmlint *m, const char *part)
{
	for (size_t i = 0; i < m->result->notes.n; i++) {
		if (mdm_str_has(m->result->notes.at[i], part))
			return true;
	}
	return false;
}

static inline bool
collect(void *ctx, const char *bytes, size_t n)
{
	mdm_out_bytes(ctx, bytes, n);
	return true;
}

/* The JSON report; the caller frees it. */
static inline char *
json_report(struct mdmlint *m)
{
	struct mdm_out *out = mdm_out_new_memory();
	char *text;

	assert_true(mdmlint_report(m, "json", 0, collect, out));
	text = calloc(1, mdm_out_text(out).n + 1);
	memcpy(text, mdm_out_text(out).p, mdm_out_text(out).n);
	mdm_out_free(out);
	return text;
}

#define GRAPH "#microsoft.graph."
#define TRUST(name, id)                                                        \
	"{\"@odata.type\":\"" GRAPH "windows81TrustedRootCertificate\","       \
	"\"id\":\"" id "\",\"displayName\":\"" name "\","                      \
	"\"certFileName\":\"a.cer\",\"destinationStore\":"                     \
	"\"computerCertStoreRoot\",\"trustedRootCertificate\":null}"
#define SCEP(name, id, more)                                                   \
	"{\"@odata.type\":\"" GRAPH "windows81SCEPCertificateProfile\","       \
	"\"id\":\"" id "\",\"displayName\":\"" name "\","                      \
	"\"scepServerUrls\":[\"https://scep.example.com/x\"]" more "}"
#define ID1 "11111111-1111-4111-8111-111111111111"
#define ID2 "22222222-2222-4222-8222-222222222222"
#define ID3 "33333333-3333-4333-8333-333333333333"
#define BIND(id)                                                               \
	",\"rootCertificate@odata.bind\":\"https://graph.microsoft.com/beta/"  \
	"deviceManagement/deviceConfigurations('" id "')\""
#define CUSTOM(names)                                                          \
	",\"rootCertificate@odata.navigationLink\":\"x\","                     \
	"\"#CustomRef_rootCertificate\":\"" names "\""

#endif
