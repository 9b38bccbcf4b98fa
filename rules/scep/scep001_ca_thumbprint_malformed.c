/* SPDX-License-Identifier: MIT */
#include "support/thumbprint.h"

enum { EMPTY, NOT_HEX, WRONG_LENGTH };

/* What a value of that many digits usually is; fits "as ... has". */
static const char *
kind_of_length(size_t n)
{
	switch (n) {
	case 32:
		return "MD5";
	case 56:
		return "SHA-224";
	case 64:
		return "SHA-256";
	case 96:
		return "SHA-384";
	case 128:
		return "SHA-512";
	default:
		return NULL;
	}
}

/* Microsoft's sample of the CSP, which many a template has taken over. */
static bool
is_documented(struct mdm_str digits)
{
	return mdm_str_iis(digits, "12345087e648875d1df5d9f9ff89dd10");
}

static void
check_length(
    struct mdm_check *c, const struct mdm_field *f, struct mdm_str digits)
{
	const char *kind = kind_of_length(digits.n);

	if (is_documented(digits))
		mdm_find(c, WRONG_LENGTH, f->at,
		    "CAThumbprint is the sample of Microsoft's "
		    "documentation, which has 32 hex digits; SHA-1 has 40");
	else
		mdm_find(c, WRONG_LENGTH, f->at,
		    "CAThumbprint has %zu hex digits%s%s; SHA-1 has 40",
		    digits.n, kind != NULL ? " like " : "",
		    kind != NULL ? kind : "");
	mdm_evidence(c, digits);
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_field *f = &p->enrolment->ca_thumbprint;
	struct mdm_thumbprint t;

	if (p->sample)
		return; /* SCEP009 */
	if (mdm_said_empty(f) && !p->excerpt) {
		mdm_find(c, EMPTY, f->at, "CAThumbprint is empty");
		return;
	}
	t = mdm_thumbprint_judge(c, f);
	if (t.state != MDM_THUMBPRINT_MALFORMED)
		return; /* XREF003 and XREF004 know what it is */
	if (t.text.hex) {
		check_length(c, f, t.text.digits);
		return;
	}
	mdm_find(c, NOT_HEX, f->at,
	    "CAThumbprint \"" MDM_FMT
	    "\" is no SHA-1 in hex: it has other characters than 0-9 and a-f",
	    MDM_ARG(f->v));
	mdm_evidence(c, f->v);
}

const struct mdm_rule mdm_rule_scep001 = {
	.id = "SCEP001",
	.name = "ca-thumbprint-malformed",
	.cases = { MDM_CASE("empty", MDM_ERROR), MDM_CASE("not-hex", MDM_ERROR),
	    MDM_CASE("wrong-length", MDM_ERROR) },
	.kinds = MDM_SCEP,
	.platforms = MDM_WINDOWS | MDM_WINDOWS_PHONE,
	.syntaxes = "SyncML, OMA-URI, WAP",
	.summary = "CAThumbprint is not a SHA-1 of 40 hex digits",
	.why =
	    "CAThumbprint takes the SHA-1 of the CA certificate, 20 bytes as "
	    "40 hex digits, and nothing else. Windows compares it with the "
	    "certificates that the SCEP server presents, and a value of "
	    "another length equals none of them. The sample in Microsoft's "
	    "own documentation has 32 digits and has been copied widely. "
	    "Blanks, colons and invisible characters are left out before the "
	    "digits are counted. Not checked: variables and masked values.",
	.symptom = "Event 32 \"The hash value is not correct\" (0x80091007).",
	.fix = "Enter the SHA-1 of the DER certificate: openssl x509 -in "
	       "ca.cer -noout -fingerprint -sha1, without the colons.",
	.refs = MDM_REFS(
	    "Microsoft Learn: ClientCertificateInstall CSP, CAThumbprint",
	    "Microsoft Learn: ClientCertificateInstall CSP, example"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
