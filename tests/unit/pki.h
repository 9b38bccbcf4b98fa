/* SPDX-License-Identifier: MIT */
#ifndef MDM_TESTS_PKI_H
#define MDM_TESTS_PKI_H

#include <stdlib.h>

#include "pki/carrier.h"
#include "syntax/source.h"
#include "unit.h"

/* Certificates of fixtures/pki, and what tests decode. */
struct pki {
	struct mdm_arena *keep, *scratch;
	struct mdm_cert_cache cache;
};

static int
pki_setup(void **state)
{
	struct pki *p = calloc(1, sizeof(*p));

	mdm_pki_init();
	p->keep = mdm_arena_new();
	p->scratch = mdm_arena_new();
	p->cache.keep = p->keep;
	*state = p;
	return 0;
}

static int
pki_teardown(void **state)
{
	struct pki *p = *state;

	mdm_arena_free(p->keep);
	mdm_arena_free(p->scratch);
	free(p);
	return 0;
}

/* A whole file, or absent. */
static inline struct mdm_str
file_of(struct pki *p, const char *path)
{
	struct mdm_buffer b = { 0 };
	struct mdm_str copy = { NULL, 0 };
	int64_t mtime;

	if (mdm_file_read(path, SIZE_MAX, &b, &mtime) == MDM_OK)
		copy = mdm_str_dup(p->keep, mdm_str_span(b.p, b.n));
	mdm_heap_free(b.p);
	return copy;
}

static inline struct mdm_str
fixture_of(struct pki *p, const char *name)
{
	struct mdm_str path =
	    mdm_str_printf(p->keep, "%s/fixtures/pki/%s.pem", MDM_TOP, name);
	struct mdm_str text = file_of(p, path.p);

	if (text.p == NULL)
		fail_msg("no fixture %s", name);
	return text;
}

static inline struct mdm_carrier
field(struct pki *p, struct mdm_str value)
{
	struct mdm_carrier c = { .role = MDM_CARRIER_FIELD };

	mdm_carrier_of_field(&c, &p->cache, p->scratch, value);
	return c;
}

static inline struct mdm_carrier
bytes(struct pki *p, struct mdm_str value)
{
	struct mdm_carrier c = { .role = MDM_CARRIER_FILE };

	mdm_carrier_of_bytes(&c, &p->cache, p->scratch, value);
	return c;
}

static inline const struct mdm_cert *
cert(struct pki *p, const char *name)
{
	struct mdm_carrier c = bytes(p, fixture_of(p, name));

	if (c.ncerts != 1)
		fail_msg("no certificate in %s", name);
	return c.certs[0];
}

#endif
