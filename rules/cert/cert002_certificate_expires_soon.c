/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"

enum { SOON };

enum { DAY = 86400 };

static void
check(struct mdm_check *c, const struct mdm_use *u)
{
	const struct mdm_cert *cert = mdm_judged(c, u);
	int64_t left;
	char date[11];

	if (cert == NULL || !mdm_is_valid_now(c, cert))
		return; /* CERT001, CERT003, CERT004 own those */
	left = cert->not_after - mdm_now(c);
	/* In whole days: the horizon times 86400 could overflow. */
	if (left / DAY >= mdm_expiry_days(c))
		return;

	mdm_date_format(cert->not_after, date);
	mdm_find(c, SOON, u->at, "\"" MDM_FMT "\" expires on %s, in %lld day%s",
	    MDM_ARG(cert->name), date, (long long)(left / DAY),
	    left / DAY == 1 ? "" : "s");
	mdm_evidence(c, mdm_str_of(cert->sha256_hex));
}

const struct mdm_rule mdm_rule_cert002 = {
	.id = "CERT002",
	.name = "certificate-expires-soon",
	.cases = { MDM_CASE("soon", MDM_WARNING) },
	.syntaxes = "Graph, certificate files, Apple profiles, ONC, Android "
		    "policies",
	.summary = "A certificate expires within the horizon of --expiry-days",
	.why =
	    "Replacing a CA certificate takes several check-ins: the new one "
	    "has to be on every device before the server changes, and devices "
	    "that are switched off come late. After the last day every chain "
	    "through the certificate fails. The horizon is 90 days, or what "
	    "--expiry-days says. Not checked: whether the renewal is already "
	    "planned.",
	.fix = "Renew the CA certificate, deploy the new one beside the old "
	       "one, and switch the servers when the devices have it.",
	.refs = MDM_REFS("RFC 5280, section 4.1.2.5 (Validity)",
	    "Microsoft Learn: SCEP certificate deployment to Windows devices "
	    "fails after CA renewal"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.certificate = check,
};
