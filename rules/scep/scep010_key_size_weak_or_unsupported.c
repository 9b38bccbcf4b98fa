/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { UNSUPPORTED, WEAK, NOT_SET, ORGANISATION };

static void
check_organisation(struct mdm_check *c, const struct mdm_enrolment *e)
{
	unsigned least = mdm_organisation_of(c)->rsa_bits;

	if (e->key_bits < least)
		mdm_find(c, ORGANISATION, e->key_size.at,
		    "key size %u is less than the %u bits that the "
		    "organisation demands",
		    e->key_bits, least);
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_field *f = &p->enrolment->key_size;

	if (p->sample)
		return; /* SCEP009 */
	if (!p->excerpt && mdm_said_empty(f) && p->enrolment->csp != NULL) {
		mdm_find(c, UNSUPPORTED, f->at,
		    "KeyLength is empty; it is one of 1024, 2048, 4096");
		return;
	}
	if (!p->excerpt && mdm_said_empty(f)) {
		mdm_find(c, NOT_SET, f->at,
		    "the key size is not set; the device decides");
		return;
	}
	if (!p->excerpt && f->state == MDM_ABSENT && p->apple != NULL) {
		mdm_find(c, NOT_SET, p->at,
		    "\"" MDM_FMT "\" has no Keysize, which iOS is reported to "
		    "refuse",
		    MDM_ARG(p->name));
		return;
	}
	if (!mdm_literal(f) || f->wrong_kind)
		return;
	switch (p->enrolment->key_bits) {
	case 2048:
	case 4096:
		check_organisation(c, p->enrolment);
		return; /* SCEP011: does the key storage take 4096 */
	case 1024:
		mdm_find(c, WEAK, f->at, "key size 1024 is weak");
		return;
	default:
		if (p->apple != NULL)
			return; /* PLIST005 */
		mdm_find(c, UNSUPPORTED, f->at,
		    "key size \"" MDM_FMT "\" is not one of 1024, 2048, 4096",
		    MDM_ARG(f->v));
	}
}

const struct mdm_rule mdm_rule_scep010 = {
	.id = "SCEP010",
	.name = "key-size-weak-or-unsupported",
	.cases = { MDM_CASE("unsupported", MDM_ERROR),
	    MDM_CASE("weak", MDM_WARNING), MDM_CASE("not-set", MDM_INFO),
	    MDM_CASE("organisation", MDM_WARNING) },
	.kinds = MDM_SCEP,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes =
	    "Graph, SyncML, OMA-URI, WAP, Apple profiles, SCEP credentials",
	.summary = "The requested key is weak or of a size nobody supports",
	.why =
	    "Intune and the SCEP clients know RSA keys of 1024, 2048 and 4096 "
	    "bits. 1024 bits have been too short for years, and CAs and "
	    "RADIUS servers refuse such certificates. A profile without a key "
	    "size is legal; what the device takes then is its own choice. The "
	    "configuration can demand more. Not checked: the minimum that the CA's template demands.",
	.symptom = NULL,
	.fix = "Choose 2048 bits, or 4096 where device and key storage take "
	       "it.",
	.refs = MDM_REFS(
	    "Microsoft Learn: Create and assign SCEP certificate profiles in "
	    "Intune, Key size (bits)",
	    "Microsoft Learn: ClientCertificateInstall CSP, KeyLength"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
