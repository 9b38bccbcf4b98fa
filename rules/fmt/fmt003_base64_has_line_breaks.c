/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { INSIDE, AROUND };

static bool
is_csp_field(const struct mdm_carrier *carrier)
{
	return carrier->role == MDM_CARRIER_FIELD && carrier->profile != NULL &&
	    (carrier->profile->dialect == MDM_DIALECT_SYNCML ||
		carrier->profile->dialect == MDM_DIALECT_OMA) &&
	    mdm_str_is(carrier->field, "EncodedCertificate");
}

static void
check(struct mdm_check *c, const struct mdm_carrier *carrier)
{
	if (!is_csp_field(carrier) || !carrier->base64.valid ||
	    carrier->content == MDM_CONTENT_PLACEHOLDER)
		return; /* FMT002 owns what is no base64 */
	if (carrier->base64.white_space)
		mdm_find(c, INSIDE, carrier->at,
		    "the base64 of EncodedCertificate has blanks or line "
		    "breaks in it");
	else if (carrier->base64.outer_space)
		mdm_find(c, AROUND, carrier->at,
		    "blanks or line breaks stand around the base64 of "
		    "EncodedCertificate");
}

const struct mdm_rule mdm_rule_fmt003 = {
	.id = "FMT003",
	.name = "base64-has-line-breaks",
	.cases = { MDM_CASE("inside", MDM_ERROR),
	    MDM_CASE("around", MDM_INFO) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "SyncML, OMA-URI",
	.summary = "The base64 of a certificate node is broken into lines",
	.why = "The CSP wants the base64 of the DER certificate without line "
	       "feeds and without any other formatting. Tools that print PEM "
	       "break it into lines of 64 or 76 characters. Not checked: WAP "
	       "documents, whose attribute values lose their line breaks when "
	       "they are read, and blanks around XML values.",
	.symptom = "The command fails, and the certificate is missing from the "
		   "store.",
	.fix = "Write the base64 on one line (base64 -w0).",
	.refs = MDM_REFS("Microsoft Learn: RootCATrustedCertificates CSP, "
			 "EncodedCertificate"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.fixable = true,
	.carrier = check,
};
