/* SPDX-License-Identifier: MIT */
#ifndef MDM_TESTS_LOAD_H
#define MDM_TESTS_LOAD_H

#include <string.h>

#include "load/graph.h"
#include "unit.h"

/* Self-signed, "CN=Test Root", made for these tests; its key was dropped. */
#define CERT                                                                   \
	"MIIBfTCCASOgAwIBAgIUYns9/FPErRxvULtioYooWpPgH7swCgYIKoZIzj0EAwIw"     \
	"FDESMBAGA1UEAwwJVGVzdCBSb290MB4XDTI2MTEyMjE4MzU0M1oXDTQ2MDEyMTE4"     \
	"MzU0M1owFDESMBAGA1UEAwwJVGVzdCBSb290MFkwEwYHKoZIzj0CAQYIKoZIzj0D"     \
	"AQcDQgAEvJBvJkUO49Z9clDElmv/pK/Jt8PFClkL47MIDen9YGb79QoF1688UkGp"     \
	"QFfMcqHsHGnqwctu3EfgZp52SEq3nqNTMFEwHQYDVR0OBBYEFG3v4FEn08N6cLaB"     \
	"eq79PyxiOKsAMB8GA1UdIwQYMBaAFG3v4FEn08N6cLaBeq79PyxiOKsAMA8GA1Ud"     \
	"EwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAOI6NomxGxK8M+W7GRLoDUJ1"     \
	"k1wOvoMK/4VM705sHP8cAiA2Pd4OgvOfqAGqWRUVU76N7pn5jtSIwrjtlvZnBwCw"     \
	"Ng=="
#define CERT_SHA1 "7eb4f04d3f716490b98b0440d5683b2dd31ba6bb"

#define ID1 "11111111-1111-4111-8111-111111111111"
#define ID2 "22222222-2222-4222-8222-222222222222"

#define TRUST_TYPE "#microsoft.graph.windows81TrustedRootCertificate"
#define SCEP_TYPE "#microsoft.graph.windows81SCEPCertificateProfile"

struct fixture {
	struct mdm_loader loader;
};

static inline int
open_fixture(void **state)
{
	struct fixture *f = mdm_heap_grow(NULL, sizeof(*f));

	*f = (struct fixture){ 0 };
	f->loader.keep = mdm_arena_new();
	f->loader.scratch = mdm_arena_new();
	f->loader.certs.keep = f->loader.keep;
	f->loader.max_file_size = 1 << 20;
	*state = f;
	return 0;
}

static inline int
close_fixture(void **state)
{
	struct fixture *f = *state;

	mdm_arena_free(f->loader.keep);
	mdm_arena_free(f->loader.scratch);
	mdm_heap_free(f->loader.buffer.p);
	mdm_heap_free(f);
	return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_fixture, close_fixture)

static inline const struct mdm_facts *
load_bytes(struct fixture *f, const char *name, struct mdm_str bytes,
    enum mdm_input_role role)
{
	struct mdm_facts *facts = MDM_NEW(f->loader.keep, struct mdm_facts);
	struct mdm_input input = {
		.name = mdm_str_of(name), .bytes = bytes, .role = role
	};

	assert_int_equal(mdm_load(&f->loader, &input, 0, facts), MDM_OK);
	return facts;
}

static inline const struct mdm_facts *
load_named(struct fixture *f, const char *name, const char *text)
{
	return load_bytes(f, name, mdm_str_of(text), MDM_INPUT_LINT);
}

static inline const struct mdm_facts *
load_text(struct fixture *f, const char *text)
{
	return load_named(f, "export/a.json", text);
}

/* The only profile of a document. */
static inline const struct mdm_profile *
load_one(struct fixture *f, const char *text)
{
	const struct mdm_facts *facts = load_text(f, text);

	assert_int_equal(facts->profiles.n, 1);
	return facts->profiles.at[0];
}

/* An object of a type with more members: `"key":value,...`. */
static inline const struct mdm_profile *
load_object(struct fixture *f, const char *type, const char *members)
{
	struct mdm_str text = mdm_str_printf(f->loader.keep,
	    "{\"@odata.type\":\"#microsoft.graph.%s\",\"id\":\"" ID1
	    "\",\"displayName\":\"A\"%s%s}",
	    type, members[0] != '\0' ? "," : "", members);

	return load_one(f, text.p);
}

#endif
