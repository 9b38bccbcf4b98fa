/* SPDX-License-Identifier: MIT */
#include "support/hash.h"
#include "support/request.h"

enum { TPM_ONLY, TPM_FIRST, HELLO_SIZE, HELLO_HASH, HELLO_CONTAINER };

static void
check_hello(struct mdm_check *c, const struct mdm_profile *p,
    const struct mdm_field *storage)
{
	const struct mdm_enrolment *e = p->enrolment;

	if (mdm_literal(&e->key_size) && e->key_bits != 0 &&
	    e->key_bits != 2048) {
		mdm_find(c, HELLO_SIZE, e->key_size.at,
		    "key size %u cannot be used with Windows Hello for "
		    "Business, which takes 2048 only",
		    e->key_bits);
		mdm_also(c, storage->at, "the key storage");
	}
	if (mdm_literal(&e->hash) && mdm_hashes_of(e) == MDM_FAMILY_SHA1) {
		mdm_find(c, HELLO_HASH, e->hash.at,
		    "hash algorithm SHA-1 cannot be used with Windows Hello "
		    "for Business, which takes SHA-256 only");
		mdm_also(c, storage->at, "the key storage");
	}
	if (e->csp != NULL && !p->excerpt &&
	    (e->csp->container_name.state == MDM_ABSENT ||
		mdm_said_empty(&e->csp->container_name))) {
		mdm_find(c, HELLO_CONTAINER, storage->at,
		    "KeyProtection 4, Windows Hello for Business, needs a "
		    "ContainerName, and there is none");
		mdm_advise(c, "Add ContainerName, or choose KeyProtection 2.");
	}
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_enrolment *e = p->enrolment;
	const struct mdm_field *field;
	enum mdm_key_storage storage = mdm_key_storage_of(e, &field);

	if (p->sample)
		return; /* SCEP009 */
	if (storage == MDM_STORAGE_HELLO) {
		check_hello(c, p, field);
		return;
	}
	if (!mdm_literal(&e->key_size) || e->key_bits != 4096)
		return; /* SCEP010 judges the size as such */
	if (storage == MDM_STORAGE_TPM)
		mdm_find(c, TPM_ONLY, e->key_size.at,
		    "key size 4096 cannot be kept in a TPM, and the profile "
		    "allows nothing else");
	else if (storage == MDM_STORAGE_TPM_PREFERRED)
		mdm_find(c, TPM_FIRST, e->key_size.at,
		    "key size 4096 cannot be kept in a TPM, which the profile "
		    "prefers");
	else
		return;
	mdm_also(c, field->at, "the key storage");
}

const struct mdm_rule mdm_rule_scep011 = {
	.id = "SCEP011",
	.name = "key-size-conflicts-with-key-storage",
	.cases = { MDM_CASE("tpm-only", MDM_ERROR),
	    MDM_CASE("tpm-first", MDM_WARNING),
	    MDM_CASE("hello-size", MDM_ERROR),
	    MDM_CASE("hello-hash", MDM_ERROR),
	    MDM_CASE("hello-container", MDM_ERROR) },
	.kinds = MDM_SCEP,
	.platforms = MDM_WINDOWS | MDM_WINDOWS_PHONE,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP",
	.summary = "The key storage cannot hold the requested key",
	.why =
	    "On Windows only the software key storage provider keeps 4096-bit "
	    "keys: a TPM and Windows Hello for Business do not, by "
	    "Microsoft's own page, and Hello knows no size but 2048 and no "
	    "hash but SHA-256; in a CSP it also needs the ContainerName. With \"otherwise fail\" no key is made; with "
	    "\"otherwise software\" a device that has a TPM tries it first. "
	    "Not checked: what a particular TPM can do.",
	.symptom = NULL,
	.fix = "Ask for 2048 bits and SHA-2, or choose the software key "
	       "storage provider for 4096 bits.",
	.refs = MDM_REFS(
	    "Microsoft Learn: Create and assign SCEP certificate profiles in "
	    "Intune, Key size (bits), note on Windows",
	    "Microsoft Learn: ClientCertificateInstall CSP, KeyLength, "
	    "HashAlgorithm and ContainerName"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
