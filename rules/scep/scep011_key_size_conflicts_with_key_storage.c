/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"
#include "support/flags.h"

enum { TPM_ONLY, TPM_FIRST, HELLO_SIZE, HELLO_HASH };

static void
check_hello(struct mdm_check *c, const struct mdm_enrolment *e)
{
	if (mdm_literal(&e->key_size) && e->key_bits != 0 &&
	    e->key_bits != 2048) {
		mdm_find(c, HELLO_SIZE, e->key_size.at,
		    "key size %u cannot be used with Windows Hello for "
		    "Business, which takes 2048 only",
		    e->key_bits);
		mdm_also(c, e->storage.at, "the key storage");
	}
	if (mdm_literal(&e->hash) && mdm_flags_have(e->hash.v, "sha1") &&
	    !mdm_flags_have(e->hash.v, "sha2")) {
		mdm_find(c, HELLO_HASH, e->hash.at,
		    "hash algorithm SHA-1 cannot be used with Windows Hello "
		    "for Business, which takes SHA-256 only");
		mdm_also(c, e->storage.at, "the key storage");
	}
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_enrolment *e = p->enrolment;

	if (p->sample || !mdm_literal(&e->storage))
		return;
	if (mdm_field_is(&e->storage, "usePassportForWorkKspOtherwiseFail")) {
		check_hello(c, e);
		return;
	}
	if (!mdm_literal(&e->key_size) || e->key_bits != 4096)
		return; /* SCEP010 judges the size as such */
	if (mdm_field_is(&e->storage, "useTpmKspOtherwiseFail"))
		mdm_find(c, TPM_ONLY, e->key_size.at,
		    "key size 4096 cannot be kept in a TPM, and the profile "
		    "allows nothing else");
	else if (mdm_field_is(&e->storage, "useTpmKspOtherwiseUseSoftwareKsp"))
		mdm_find(c, TPM_FIRST, e->key_size.at,
		    "key size 4096 cannot be kept in a TPM, which the profile "
		    "prefers");
	else
		return;
	mdm_also(c, e->storage.at, "the key storage");
}

const struct mdm_rule mdm_rule_scep011 = {
	.id = "SCEP011",
	.name = "key-size-conflicts-with-key-storage",
	.cases = { MDM_CASE("tpm-only", MDM_ERROR),
	    MDM_CASE("tpm-first", MDM_WARNING),
	    MDM_CASE("hello-size", MDM_ERROR),
	    MDM_CASE("hello-hash", MDM_ERROR) },
	.kinds = MDM_SCEP,
	.platforms = MDM_WINDOWS | MDM_WINDOWS_PHONE,
	.syntaxes = "Graph",
	.summary = "The key storage cannot hold the requested key",
	.why =
	    "On Windows only the software key storage provider keeps 4096-bit "
	    "keys: a TPM and Windows Hello for Business do not, by "
	    "Microsoft's own page, and Hello knows no size but 2048 and no "
	    "hash but SHA-256. With \"otherwise fail\" no key is made; with "
	    "\"otherwise software\" a device that has a TPM tries it first. "
	    "Not checked: what a particular TPM can do.",
	.symptom = NULL,
	.fix = "Ask for 2048 bits and SHA-2, or choose the software key "
	       "storage provider for 4096 bits.",
	.refs = MDM_REFS(
	    "Microsoft Learn: Create and assign SCEP certificate profiles in "
	    "Intune, Key size (bits), note on Windows",
	    "Microsoft Learn: ClientCertificateInstall CSP, KeyLength and "
	    "HashAlgorithm"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
