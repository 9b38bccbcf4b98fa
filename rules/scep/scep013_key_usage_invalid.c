/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"
#include "support/flags.h"

enum { EMPTY, UNKNOWN, NOT_DECIMAL, NO_USAGE };

/* What the CSP accepts as bits of X.509's key usage. */
enum { DIGITAL_SIGNATURE = 0x80, KEY_ENCIPHERMENT = 0x20 };

static void
check_csp(struct mdm_check *c, const struct mdm_field *f)
{
	int64_t n;

	if (!mdm_str_to_int(mdm_str_trim(f->v), &n) || n < 0) {
		mdm_find(c, NOT_DECIMAL, f->at,
		    "key usage \"" MDM_FMT "\" is not a decimal number",
		    MDM_ARG(f->v));
		mdm_advise(c,
		    "Write 128 for digital signature (0x80), 32 for key "
		    "encipherment (0x20) or 160 for both.");
	} else if ((n & (DIGITAL_SIGNATURE | KEY_ENCIPHERMENT)) == 0) {
		mdm_find(c, NO_USAGE, f->at,
		    "key usage " MDM_FMT " sets neither digital signature "
		    "(0x80) nor key encipherment (0x20)",
		    MDM_ARG(mdm_str_trim(f->v)));
		mdm_advise(
		    c, "Write 160, which is 0xA0 in decimal, or 128 or 32.");
	}
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	static const char *const known[] = { "keyEncipherment",
		"digitalSignature", NULL };
	const struct mdm_field *f = &p->enrolment->key_usage;
	struct mdm_str odd;

	if (p->sample)
		return; /* SCEP009 */
	if (mdm_said_empty(f)) {
		if (!p->excerpt)
			mdm_find(c, EMPTY, f->at, "no key usage is requested");
		return;
	}
	if (!mdm_literal(f) || f->wrong_kind)
		return;
	if (p->enrolment->csp != NULL) {
		check_csp(c, f);
		return;
	}
	odd = mdm_flags_unknown(f->v, known);
	if (odd.p != NULL)
		mdm_find(c, UNKNOWN, f->at,
		    "key usage \"" MDM_FMT "\" is not one of digitalSignature, "
		    "keyEncipherment",
		    MDM_ARG(odd));
}

const struct mdm_rule mdm_rule_scep013 = {
	.id = "SCEP013",
	.name = "key-usage-invalid",
	.cases = { MDM_CASE("empty", MDM_ERROR), MDM_CASE("unknown", MDM_ERROR),
	    MDM_CASE("not-decimal", MDM_ERROR),
	    MDM_CASE("no-usage", MDM_ERROR) },
	.kinds = MDM_SCEP,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP",
	.summary = "The requested key usage is empty or unknown",
	.why =
	    "The device puts this key usage into its request, and NDES picks "
	    "the certificate template by it: signature, encryption or "
	    "general purpose. Intune knows digital signature and key "
	    "encipherment; without either the request asks for a key that is "
	    "good for nothing. The CSP takes the bits as a decimal number, and "
	    "the configuration fails when it has neither of the two; 0xA0 in "
	    "hex is a text to it. Not checked: which templates the NDES server "
	    "has configured.",
	.symptom = NULL,
	.fix = "Tick \"Digital signature\", and \"Key encipherment\" where "
	       "the server's template wants it.",
	.refs = MDM_REFS(
	    "Microsoft Learn: Create and assign SCEP certificate profiles in "
	    "Intune, Key usage",
	    "Microsoft Learn: Configure infrastructure to support SCEP with "
	    "Intune, configure the NDES service",
	    "Microsoft Learn: ClientCertificateInstall CSP, KeyUsage"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
