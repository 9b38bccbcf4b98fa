/* SPDX-License-Identifier: MIT */
#include "support/thumbprint.h"

enum { SEPARATORS };

static bool
has_separators(const struct mdm_field *f, const struct mdm_thumbprint_text *t)
{
	/* Blanks around the value are the layout of the file. */
	return t->separators ||
	    (t->blanks && mdm_str_trim(f->v).n != t->digits.n);
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_field *f = &p->enrolment->ca_thumbprint;
	struct mdm_thumbprint t;

	if (p->sample)
		return; /* SCEP009 */
	t = mdm_thumbprint_judge(c, f);
	/* SCEP001, SCEP002, XREF003 and XREF004 want the value replaced. */
	if (t.state != MDM_THUMBPRINT_FOUND &&
	    t.state != MDM_THUMBPRINT_NOT_FOUND)
		return;
	if (t.text.invisible || t.text.other_non_ascii ||
	    !has_separators(f, &t.text))
		return;

	mdm_find(c, SEPARATORS, f->at,
	    "CAThumbprint \"" MDM_FMT "\" has %s between its digits",
	    MDM_ARG(mdm_str_trim(f->v)),
	    !t.text.separators	? "blanks"
		: t.text.blanks ? "blanks and separators"
				: "colons or dashes");
	mdm_evidence(c, t.text.digits);
	mdm_repair(c, t.text.digits);
	mdm_compare(c, "plain", t.text.digits, "found", mdm_str_trim(f->v));
	mdm_advise(c, "Write " MDM_FMT ".", MDM_ARG(t.text.digits));
}

const struct mdm_rule mdm_rule_scep003 = {
	.id = "SCEP003",
	.name = "ca-thumbprint-separators",
	.cases = { MDM_CASE("separators", MDM_WARNING) },
	.kinds = MDM_SCEP,
	.platforms = MDM_WINDOWS | MDM_WINDOWS_PHONE,
	.syntaxes = "SyncML, OMA-URI, WAP",
	.summary = "CAThumbprint has blanks, colons or dashes in it",
	.why =
	    "The CSP asks for the SHA-1 as a plain hex string. Certificate "
	    "dialogs and openssl put blanks or colons between the bytes; "
	    "whether Windows tolerates them there is not documented, so this "
	    "is a warning. EAP documents are another matter: blanks are usual "
	    "in their thumbprints. Not checked: node names, which STORE006 "
	    "looks at.",
	.symptom = NULL,
	.fix = "Write the 40 hex digits without anything between them.",
	.refs = MDM_REFS(
	    "Microsoft Learn: ClientCertificateInstall CSP, CAThumbprint"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.fixable = true,
	.profile = check,
};
