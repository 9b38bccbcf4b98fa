/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { PSS };

static void
check(struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert *cert = mdm_judged(c, u);

	if (cert == NULL || !cert->signature_pss || !mdm_cert_is_ca(cert))
		return;

	mdm_find(c, PSS, u->at,
	    "CA certificate \"" MDM_FMT "\" is signed with RSASSA-PSS, which "
	    "iOS and other SCEP clients are reported to refuse",
	    MDM_ARG(cert->name));
	mdm_evidence(c, mdm_str_of(cert->sha256_hex));
}

const struct mdm_rule mdm_rule_cert020 = {
	.id = "CERT020",
	.name = "rsa-pss-signature",
	.cases = { MDM_CASE("pss", MDM_WARNING) },
	.syntaxes = "Graph, certificate files, Apple profiles",
	.summary = "A CA certificate is signed with RSASSA-PSS",
	.why =
	    "AD CS installed with the alternate signature format signs with "
	    "RSASSA-PSS. Microsoft names that, in the root or in the issuing "
	    "CA, as a cause for SCEP enrolments that stop after GetCACert on "
	    "iOS; Android and network gear are reported to refuse it as "
	    "well. The root counts too, because the SCEP client "
	    "reads the CA certificates it is sent. Not checked: which "
	    "releases of the platforms accept it by now.",
	.symptom = "iOS console: \"The Registration Authority's response is "
		   "invalid\"; the server logs GetCACert but no GetCACaps.",
	.fix = "Switch the CA to PKCS#1 v1.5 signatures "
	       "(sha256WithRSAEncryption; AD CS: "
	       "AlternateSignatureAlgorithm=0), renew its certificate and "
	       "deploy the new one.",
	.refs = MDM_REFS("Microsoft Learn: Intune iOS SCEP failure, no "
			 "GetCACaps request (causes)",
	    "RFC 4055, section 3 (RSASSA-PSS)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.certificate = check,
};
