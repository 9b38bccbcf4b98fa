/* SPDX-License-Identifier: MIT */
#include "support/reference.h"
#include "support/url.h"

enum { NOT_PINNED };

static bool
has_host(const struct mdm_profile *p, struct mdm_str host)
{
	const struct mdm_field *url;

	for (size_t i = 0; (url = mdm_server_url_next(p, &i)) != NULL;) {
		if (mdm_str_ieq(mdm_url_split(url->v).host, host))
			return true;
	}
	return false;
}

static bool
allows(const struct mdm_pin *pin, const struct mdm_cert *ca)
{
	for (size_t i = 0; i < pin->n; i++) {
		if (mdm_str_is(pin->sha256[i], ca->sha256_hex))
			return true;
	}
	return false;
}

static void
check_pin(
    struct mdm_check *c, const struct mdm_profile *p, const struct mdm_pin *pin)
{
	const struct mdm_cert *ca;

	if (!has_host(p, pin->host))
		return;
	ca = mdm_scep_ca(c, p);
	if (ca == NULL || allows(pin, ca))
		return; /* XREF002, XREF006, XREF007: not in the set */

	mdm_find(c, NOT_PINNED, mdm_scep_ca_at(p),
	    "SCEP profile for \"" MDM_FMT "\" is bound to \"" MDM_FMT
	    "\", which the configuration does not name for that server",
	    MDM_ARG(pin->host), MDM_ARG(ca->name));
	mdm_evidence(c, pin->host);
	mdm_evidence(c, mdm_str_of(ca->sha256_hex));
	if (pin->n == 1)
		mdm_compare(c, "pinned", pin->sha256[0], "bound",
		    mdm_str_of(ca->sha256_hex));
	if (mdm_scep_root(p) != NULL)
		mdm_also(c, mdm_scep_root(p)->trust->carrier->at,
		    "the certificate, SHA-256 %s", ca->sha256_hex);
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_organisation *o = mdm_organisation_of(c);

	for (size_t i = 0; i < o->npins && !p->sample; i++)
		check_pin(c, p, &o->pins[i]);
}

const struct mdm_rule mdm_rule_xref024 = {
	.id = "XREF024",
	.name = "scep-root-not-pinned",
	.cases = { MDM_CASE("not-pinned", MDM_ERROR) },
	.kinds = MDM_SCEP,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP, Apple",
	.summary = "A SCEP profile is bound to another CA than the pinned one",
	.why =
	    "Which CA certificate belongs to a SCEP server cannot be told from "
	    "an export: two certificates of the same name and key look alike, "
	    "and only one of them is the one that the server's answer is "
	    "compared with. The configuration can say it, by host name and "
	    "SHA-256 (`pins`), and this rule holds all profiles for that "
	    "server to it. Without pins it reports nothing. Not checked: "
	    "profiles whose CA certificate is not in the set.",
	.symptom = "Event 32 \"The hash value is not correct\" (0x80091007).",
	.fix = "Bind the profile to the certificate that the configuration "
	       "names, or pin the new one after the CA changed.",
	.refs = MDM_REFS("RFC 8894, section 2.2 (CA Certificate Distribution)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
