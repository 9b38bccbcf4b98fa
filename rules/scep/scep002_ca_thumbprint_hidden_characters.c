/* SPDX-License-Identifier: MIT */
#include "support/thumbprint.h"

enum { INVISIBLE };

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_field *f = &p->enrolment->ca_thumbprint;
	struct mdm_thumbprint t;

	if (p->sample)
		return; /* SCEP009 */
	t = mdm_thumbprint_judge(c, f);
	/* SCEP001, XREF003 and XREF004 want the value replaced anyway. */
	if (t.state != MDM_THUMBPRINT_FOUND &&
	    t.state != MDM_THUMBPRINT_NOT_FOUND)
		return;
	if (!t.text.invisible)
		return;

	mdm_find(c, INVISIBLE, f->at,
	    "CAThumbprint has the invisible character U+%04X at offset %zu",
	    (unsigned)t.text.hidden, t.text.hidden_offset);
	mdm_evidence(c, t.text.digits);
	mdm_repair(c, t.text.digits);
	mdm_advise(c, "Write " MDM_FMT ", and nothing in front or behind.",
	    MDM_ARG(t.text.digits));
	if (t.state == MDM_THUMBPRINT_FOUND)
		mdm_also(c,
		    mdm_corpus_entry(mdm_corpus_of(c), t.cert)->uses[0]->at,
		    "the certificate meant, SHA-1 %s", t.cert->sha1_hex);
}

const struct mdm_rule mdm_rule_scep002 = {
	.id = "SCEP002",
	.name = "ca-thumbprint-hidden-characters",
	.cases = { MDM_CASE("invisible", MDM_ERROR) },
	.kinds = MDM_SCEP,
	.platforms = MDM_WINDOWS | MDM_WINDOWS_PHONE,
	.syntaxes = "SyncML, OMA-URI, WAP",
	.summary = "CAThumbprint holds characters that nobody sees",
	.why =
	    "A thumbprint consists of hex digits. Text that is copied from a "
	    "certificate dialog or a web page may bring along a "
	    "left-to-right mark, a zero-width space or a no-break space, "
	    "which no editor shows; then the value is not hex, although it "
	    "looks right, and equals no certificate's thumbprint. Not "
	    "checked: values that SCEP001, XREF003 or XREF004 report, which "
	    "are to be replaced anyway, and EAP documents (TRUST002).",
	.symptom = "Event 32 \"The hash value is not correct\" (0x80091007).",
	.fix = "Delete the value and type or paste it again as plain hex "
	       "digits.",
	.refs = MDM_REFS(
	    "Microsoft Learn: ClientCertificateInstall CSP, CAThumbprint",
	    "Unicode, general category Cf (format characters)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.fixable = true,
	.profile = check,
};
