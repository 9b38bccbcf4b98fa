/* SPDX-License-Identifier: MIT */
#include "support/hash.h"
#include "support/request.h"

enum {
	UNKNOWN,
	ONLY_SHA1,
	WITH_SHA1,
	SHA1_IGNORED,
	NOT_A_FAMILY,
	ORGANISATION
};

static bool
is_forbidden(const struct mdm_check *c)
{
	unsigned allowed = mdm_organisation_of(c)->hashes;

	return allowed != 0 && (allowed & MDM_ALLOW_SHA1) == 0;
}

/* These take SHA-2 whatever the profile says. */
enum { IGNORE_SHA1 = MDM_ANDROID & ~MDM_ANDROID_ADMIN };

static void
check_sha1(struct mdm_check *c, const struct mdm_profile *p, unsigned hashes)
{
	struct mdm_at at = p->enrolment->hash.at;

	if ((p->platform & IGNORE_SHA1) != 0)
		mdm_find(c, SHA1_IGNORED, at,
		    "hash algorithm SHA-1 is ignored on %s",
		    mdm_platform_title(p->platform));
	else if (hashes == MDM_FAMILY_SHA1)
		mdm_find(c, ONLY_SHA1, at, "SHA-1 is the only hash algorithm");
	else if (is_forbidden(c))
		mdm_find(c, ORGANISATION, at,
		    "hash algorithm SHA-1 is allowed beside SHA-2, but not "
		    "by the organisation");
	else
		mdm_find(c, WITH_SHA1, at,
		    "hash algorithm SHA-1 is allowed beside SHA-2");
}

/* Windows Hello for Business is said to want SHA256, all others a family. */
static bool
is_for_hello(const struct mdm_enrolment *e)
{
	const struct mdm_field *storage;

	return mdm_key_storage_of(e, &storage) == MDM_STORAGE_HELLO;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_enrolment *e = p->enrolment;
	unsigned hashes;

	if (p->sample || !mdm_literal(&e->hash) || e->hash.wrong_kind)
		return;
	hashes = mdm_hashes_of(e);
	if ((hashes & MDM_FAMILY_UNKNOWN) != 0) {
		mdm_find(c, UNKNOWN, e->hash.at,
		    "hash algorithm \"" MDM_FMT "\" is not one of %s",
		    MDM_ARG(mdm_hash_part(e, MDM_FAMILY_UNKNOWN)),
		    e->csp != NULL ? "SHA-1, SHA-2, SHA-3" : "sha1, sha2");
		return;
	}
	if ((hashes & MDM_FAMILY_ONE) != 0 && !is_for_hello(e))
		mdm_find(c, NOT_A_FAMILY, e->hash.at,
		    "hash algorithm \"" MDM_FMT "\" is not the name of a "
		    "family; its family is SHA-2",
		    MDM_ARG(mdm_hash_part(e, MDM_FAMILY_ONE)));
	if ((hashes & MDM_FAMILY_SHA1) != 0)
		check_sha1(c, p, hashes);
}

const struct mdm_rule mdm_rule_scep012 = {
	.id = "SCEP012",
	.name = "hash-algorithm-invalid-or-weak",
	.cases = { MDM_CASE("unknown", MDM_ERROR),
	    MDM_CASE("only-sha1", MDM_WARNING), MDM_CASE("with-sha1", MDM_INFO),
	    MDM_CASE("sha1-ignored", MDM_INFO),
	    MDM_CASE("not-a-family", MDM_WARNING),
	    MDM_CASE("organisation", MDM_WARNING) },
	.kinds = MDM_SCEP,
	.platforms = MDM_WINDOWS | MDM_WINDOWS_PHONE | MDM_ANDROID,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP",
	.summary = "The hash algorithm is SHA-1 or unknown",
	.why =
	    "The setting chooses the hash that the device signs its request "
	    "with. SHA-1 is broken, and SCEP servers may refuse it; with both "
	    "allowed the device takes the strongest that the server offers. "
	    "The CSP wants families, SHA-1, SHA-2 or SHA-3, joined by a plus; "
	    "\"SHA256\" is documented for Windows Hello for Business alone, "
	    "and what it does elsewhere is not, so that is a warning. "
	    "Android Enterprise and AOSP ignore SHA-1 and use SHA-2. Apple's "
	    "SCEP payload has no such setting, so it is not looked at there. "
	    "The configuration can forbid SHA-1 beside SHA-2, too. "
	    "Not checked: what the server accepts, and the hash in the "
	    "issued certificate, which is the CA's choice.",
	.symptom = NULL,
	.fix = "Choose SHA-2 alone.",
	.refs = MDM_REFS(
	    "Microsoft Learn: Create and assign SCEP certificate profiles in "
	    "Intune, Hash algorithm",
	    "Microsoft Learn: ClientCertificateInstall CSP, HashAlgorithm"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
