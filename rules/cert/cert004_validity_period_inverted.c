/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { INVERTED, UNREADABLE };

static void
check(struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert *cert = mdm_judged(c, u);
	char begin[11], end[11];

	if (cert == NULL ||
	    (cert->validity_ok && cert->not_before <= cert->not_after))
		return;
	if (!cert->validity_ok) {
		mdm_find(c, UNREADABLE, u->at,
		    "the validity dates of \"" MDM_FMT "\" cannot be read",
		    MDM_ARG(cert->name));
	} else {
		mdm_date_format(cert->not_before, begin);
		mdm_date_format(cert->not_after, end);
		mdm_find(c, INVERTED, u->at,
		    "validity of \"" MDM_FMT
		    "\" ends (%s) before it begins (%s)",
		    MDM_ARG(cert->name), end, begin);
	}
	mdm_evidence(c, mdm_str_of(cert->sha256_hex));
}

const struct mdm_rule mdm_rule_cert004 = {
	.id = "CERT004",
	.name = "validity-period-inverted",
	.cases = { MDM_CASE("inverted", MDM_ERROR),
	    MDM_CASE("unreadable", MDM_ERROR) },
	.syntaxes = "Graph, certificate files, Apple profiles",
	.summary = "The validity of a certificate is inverted or unreadable",
	.why =
	    "A certificate is valid from notBefore to notAfter. When the end "
	    "lies before the beginning, or a date is no date, there is no "
	    "moment at which any device would accept it; the file is damaged "
	    "or came out of a broken script. The other rules about dates are "
	    "silent then. Not checked: whether the dates were meant the other "
	    "way round.",
	.fix = "Get an undamaged certificate from the CA, or have it issued "
	       "again.",
	.refs = MDM_REFS("RFC 5280, section 4.1.2.5 (Validity)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.certificate = check,
};
