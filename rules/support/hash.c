/* SPDX-License-Identifier: MIT */
#include "support/hash.h"

static const struct {
	const char *name;
	unsigned hash;
} graph_hashes[] = {
	{ "sha1", MDM_FAMILY_SHA1 },
	{ "sha2", MDM_FAMILY_SHA2 },
}, csp_hashes[] = {
	{ "SHA-1", MDM_FAMILY_SHA1 },
	{ "SHA-2", MDM_FAMILY_SHA2 },
	{ "SHA-3", MDM_FAMILY_SHA3 },
	{ "SHA256", MDM_FAMILY_SHA2 | MDM_FAMILY_ONE },
	{ "SHA-256", MDM_FAMILY_SHA2 | MDM_FAMILY_ONE },
	{ "SHA384", MDM_FAMILY_SHA2 | MDM_FAMILY_ONE },
	{ "SHA-384", MDM_FAMILY_SHA2 | MDM_FAMILY_ONE },
	{ "SHA512", MDM_FAMILY_SHA2 | MDM_FAMILY_ONE },
	{ "SHA-512", MDM_FAMILY_SHA2 | MDM_FAMILY_ONE },
};

static unsigned
hash_of(bool csp, struct mdm_str name)
{
	if (csp) {
		for (size_t i = 0; i < sizeof(csp_hashes) / sizeof(*csp_hashes);
		     i++)
			if (mdm_str_iis(name, csp_hashes[i].name))
				return csp_hashes[i].hash;
		return MDM_FAMILY_UNKNOWN;
	}
	for (size_t i = 0; i < sizeof(graph_hashes) / sizeof(*graph_hashes);
	     i++)
		if (mdm_str_iis(name, graph_hashes[i].name))
			return graph_hashes[i].hash;
	return MDM_FAMILY_UNKNOWN;
}

static bool
separates(bool csp, char c)
{
	return csp ? c == '+' || c == ';' : c == ',';
}

/* The part at *at, which moves behind it; false at the end. */
static bool
part_next(const struct mdm_enrolment *e, size_t *at, struct mdm_str *ret_part)
{
	struct mdm_str v = e->hash.v;
	size_t end = *at;

	if (*at > v.n)
		return false;
	while (end < v.n && !separates(e->csp != NULL, v.p[end]))
		end++;
	*ret_part = mdm_str_trim(mdm_str_sub(v, *at, end - *at));
	*at = end + 1;
	return true;
}

unsigned
mdm_hashes_of(const struct mdm_enrolment *e)
{
	struct mdm_str part;
	unsigned hashes = 0;
	size_t at = 0;

	while (part_next(e, &at, &part))
		hashes |= hash_of(e->csp != NULL, part);
	return hashes;
}

struct mdm_str
mdm_hash_part(const struct mdm_enrolment *e, enum mdm_hash_family hash)
{
	struct mdm_str part;
	size_t at = 0;

	while (part_next(e, &at, &part))
		if ((hash_of(e->csp != NULL, part) & (unsigned)hash) != 0)
			return part;
	return (struct mdm_str){ NULL, 0 };
}
