/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { INSIDE, AROUND };

static bool
is_csp_field(const struct mdm_carrier *carrier)
{
	return carrier->role == MDM_CARRIER_FIELD && carrier->profile != NULL &&
	    (carrier->profile->dialect == MDM_DIALECT_SYNCML ||
		carrier->profile->dialect == MDM_DIALECT_OMA) &&
	    mdm_str_is(carrier->field, "EncodedCertificate");
}

/* Without PEM's armour, Chrome takes base64 only as it comes on one line. */
static bool
is_onc_field(const struct mdm_carrier *carrier)
{
	const struct mdm_profile *p = carrier->profile;

	return p != NULL && p->onc != NULL && !p->onc->document->android &&
	    mdm_str_is(carrier->field, "X509");
}

static void
check(struct mdm_check *c, const struct mdm_carrier *carrier)
{
	bool onc = is_onc_field(carrier);

	if ((!onc && !is_csp_field(carrier)) || !carrier->base64.valid ||
	    carrier->content == MDM_CONTENT_PLACEHOLDER)
		return; /* FMT002 owns what is no base64 */
	if (carrier->base64.white_space)
		mdm_find(c, INSIDE, carrier->at,
		    "the base64 of " MDM_FMT " has blanks or line breaks in it",
		    MDM_ARG(carrier->field));
	else if (carrier->base64.outer_space)
		mdm_find(c, onc ? INSIDE : AROUND, carrier->at,
		    "blanks or line breaks stand around the base64 of " MDM_FMT,
		    MDM_ARG(carrier->field));
	/* Blanks around it are no part of an XML value's place. */
	if (carrier->base64.white_space)
		mdm_repair_certificate(c, carrier);
}

const struct mdm_rule mdm_rule_fmt003 = {
	.id = "FMT003",
	.name = "base64-has-line-breaks",
	.cases = { MDM_CASE("inside", MDM_ERROR),
	    MDM_CASE("around", MDM_INFO) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "SyncML, OMA-URI, ONC",
	.summary = "The base64 of a certificate is broken into lines",
	.why = "The CSP wants the base64 of the DER certificate without line "
	       "feeds and without any other formatting. Tools that print PEM "
	       "break it into lines of 64 or 76 characters. ONC files may hold "
	       "PEM with its armour; without it, the base64 stands on one "
	       "line there as well. Not checked: WAP "
	       "documents, whose attribute values lose their line breaks when "
	       "they are read, and blanks around XML values.",
	.symptom = "The command fails, and the certificate is missing from the "
		   "store.",
	.fix = "Write the base64 on one line (base64 -w0).",
	.refs = MDM_REFS("Microsoft Learn: RootCATrustedCertificates CSP, "
			 "EncodedCertificate",
	    "Chromium: onc_utils.cc, decoding of X509"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.fixable = true,
	.carrier = check,
};
