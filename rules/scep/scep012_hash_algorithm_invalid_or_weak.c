/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"
#include "support/flags.h"

enum { UNKNOWN, ONLY_SHA1, WITH_SHA1, SHA1_IGNORED };

/* These take SHA-2 whatever the profile says. */
enum { IGNORE_SHA1 = MDM_ANDROID & ~MDM_ANDROID_ADMIN };

static void
check_sha1(
    struct mdm_check *c, const struct mdm_profile *p, const struct mdm_field *f)
{
	if ((p->platform & IGNORE_SHA1) != 0)
		mdm_find(c, SHA1_IGNORED, f->at,
		    "hash algorithm SHA-1 is ignored on %s",
		    mdm_platform_title(p->platform));
	else if (mdm_flags_have(f->v, "sha2"))
		mdm_find(c, WITH_SHA1, f->at,
		    "hash algorithm SHA-1 is allowed beside SHA-2");
	else
		mdm_find(
		    c, ONLY_SHA1, f->at, "SHA-1 is the only hash algorithm");
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	static const char *const known[] = { "sha1", "sha2", NULL };
	const struct mdm_field *f = &p->enrolment->hash;
	struct mdm_str odd;

	if (p->sample || !mdm_literal(f) || f->wrong_kind)
		return;
	odd = mdm_flags_unknown(f->v, known);
	if (odd.p != NULL) {
		mdm_find(c, UNKNOWN, f->at,
		    "hash algorithm \"" MDM_FMT "\" is not one of sha1, sha2",
		    MDM_ARG(odd));
		return;
	}
	if (mdm_flags_have(f->v, "sha1"))
		check_sha1(c, p, f);
}

const struct mdm_rule mdm_rule_scep012 = {
	.id = "SCEP012",
	.name = "hash-algorithm-invalid-or-weak",
	.cases = { MDM_CASE("unknown", MDM_ERROR),
	    MDM_CASE("only-sha1", MDM_WARNING), MDM_CASE("with-sha1", MDM_INFO),
	    MDM_CASE("sha1-ignored", MDM_INFO) },
	.kinds = MDM_SCEP,
	.platforms = MDM_WINDOWS | MDM_WINDOWS_PHONE | MDM_ANDROID,
	.syntaxes = "Graph",
	.summary = "The hash algorithm is SHA-1 or unknown",
	.why =
	    "The setting chooses the hash that the device signs its request "
	    "with. SHA-1 is broken, and SCEP servers may refuse it; with both "
	    "allowed the device takes the strongest that the server offers. "
	    "Android Enterprise and AOSP ignore SHA-1 and use SHA-2. Apple's "
	    "SCEP payload has no such setting, so it is not looked at there. "
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
