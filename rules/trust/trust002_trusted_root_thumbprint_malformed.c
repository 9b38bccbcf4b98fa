/* SPDX-License-Identifier: MIT */
#include "support/network.h"

enum { MALFORMED, INTERRUPTED };

/* What the value looks like instead of 40 hex digits. */
static const char *
problem_of(struct mdm_arena *a, const struct mdm_thumbprint *t)
{
	struct mdm_base64 decoded;

	if (t->text.hex && t->text.digits.n == 64)
		return "is as long as a SHA-256, not a SHA-1";
	if (t->text.hex && t->text.digits.n == 32)
		return "is as long as an MD5, not a SHA-1";
	if (t->text.hex)
		return "does not have 40 hex digits";
	decoded = mdm_base64_decode(a, t->text.digits);
	if (decoded.bytes.p != NULL && decoded.bytes.n == 20)
		return "is base64 instead of hex";
	return "is not hex";
}

static void
report_malformed(struct mdm_check *c, const struct mdm_field *f,
    const char *name, const struct mdm_thumbprint *t)
{
	mdm_find(c, MALFORMED, f->at, "%s \"" MDM_FMT "\" %s", name,
	    MDM_ARG(f->v), problem_of(mdm_arena_of(c), t));
	mdm_evidence(c, t->text.digits);
}

/* xs:hexBinary, and Windows writes blanks; nothing else may stand in it. */
static void
report_interrupted(struct mdm_check *c, const struct mdm_field *f,
    const char *name, const struct mdm_thumbprint *t)
{
	if (t->text.invisible)
		mdm_find(c, INTERRUPTED, f->at,
		    "%s contains the invisible character U+%04X", name,
		    (unsigned)t->text.hidden);
	else
		mdm_find(c, INTERRUPTED, f->at,
		    "%s \"" MDM_FMT "\" contains colons or hyphens", name,
		    MDM_ARG(f->v));
	mdm_evidence(c, t->text.digits);
	if (!t->text.hex)
		return;
	mdm_advise(c, "Write " MDM_FMT ".", MDM_ARG(t->text.digits));
	mdm_repair(c, t->text.digits);
}

static void
check_one(struct mdm_check *c, const struct mdm_field *f, const char *name)
{
	struct mdm_thumbprint t = mdm_thumbprint_judge(c, f);

	if (t.state == MDM_THUMBPRINT_MALFORMED)
		report_malformed(c, f, name, &t);
	else if ((t.state == MDM_THUMBPRINT_FOUND ||
		     t.state == MDM_THUMBPRINT_NOT_FOUND) &&
	    !mdm_thumbprint_clear(&t))
		report_interrupted(c, f, name, &t);
	/* XREF003, XREF004 and TRUST001 own the others. */
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_field *f;
	const char *name;
	size_t i = 0;

	while (!p->sample && (f = mdm_thumbprint_next(p, &i, &name)) != NULL)
		check_one(c, f, name);
}

const struct mdm_rule mdm_rule_trust002 = {
	.id = "TRUST002",
	.name = "trusted-root-thumbprint-malformed",
	.cases = { MDM_CASE("malformed", MDM_ERROR),
	    MDM_CASE("interrupted", MDM_ERROR) },
	.kinds = MDM_NETWORK,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "EAP, WLAN, LAN and VPN XML, alone, in Graph or SyncML",
	.summary = "A thumbprint in an EAP configuration is malformed",
	.why =
	    "TrustedRootCA, TrustedRootCAHash and IssuerHash are the SHA-1 of "
	    "the certificate as hex digits, plain or in pairs with blanks "
	    "between them as Windows writes them; only TEAP's may be SHA-256. "
	    "With colons, invisible characters that came along when the value "
	    "was copied from the certificate's window, base64 or the hash of "
	    "another length, Windows refuses the configuration or finds no "
	    "such certificate. Empty elements are left to TRUST004, other "
	    "identifiers of a certificate of the set to XREF003. Not checked: "
	    "placeholders.",
	.symptom = "The profile is not applied, or the server counts as "
		   "untrusted.",
	.fix = "Write the SHA-1 thumbprint as 40 hex digits.",
	.refs = MDM_REFS("Microsoft Learn: ServerValidationParameters complex "
			 "type for EAP-TLS, TrustedRootCA",
	    "MS-GPWL 2.2.3.2: TrustedRootCAHashes of TTLS and TEAP"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.fixable = true,
	.profile = check,
};
