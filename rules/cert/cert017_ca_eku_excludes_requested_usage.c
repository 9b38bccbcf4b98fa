/* SPDX-License-Identifier: MIT */
#include "support/certificate.h"
#include "support/reference.h"

enum { EXCLUDED };

#define ANY_EXTENDED_KEY_USAGE "2.5.29.37.0"

static bool
permits(const struct mdm_cert *ca, struct mdm_str oid)
{
	for (size_t i = 0; i < ca->nekus; i++)
		if (mdm_str_is(ca->ekus[i], ANY_EXTENDED_KEY_USAGE) ||
		    mdm_str_eq(ca->ekus[i], oid))
			return true;
	return false;
}

static struct mdm_str
list_of(struct mdm_arena *arena, const struct mdm_cert *ca)
{
	struct mdm_str text = MDM_LIT("nothing");

	for (size_t i = 0; i < ca->nekus; i++)
		text = i == 0 ? ca->ekus[i]
			      : mdm_str_printf(arena, MDM_FMT ", " MDM_FMT,
				    MDM_ARG(text), MDM_ARG(ca->ekus[i]));
	return text;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_cert *ca = mdm_scep_ca(c, p);

	if (ca == NULL || ca->self_signed || !ca->has_eku || p->sample)
		return;
	for (size_t i = 0; i < p->enrolment->nekus; i++) {
		const struct mdm_field *oid = &p->enrolment->ekus[i].oid;
		struct mdm_str wanted = mdm_str_trim(oid->v);

		if (!mdm_literal(oid) ||
		    mdm_str_is(wanted, ANY_EXTENDED_KEY_USAGE) ||
		    permits(ca, wanted))
			continue;
		mdm_find(c, EXCLUDED, oid->at,
		    "issuing CA \"" MDM_FMT "\" is limited to the extended key "
		    "usages " MDM_FMT "; the requested " MDM_FMT
		    " will not validate",
		    MDM_ARG(ca->name), MDM_ARG(list_of(mdm_arena_of(c), ca)),
		    MDM_ARG(wanted));
		mdm_evidence(c,
		    mdm_str_printf(mdm_arena_of(c), "%s " MDM_FMT,
			ca->sha256_hex, MDM_ARG(wanted)));
		mdm_also(c,
		    mdm_entry_at(
			mdm_corpus_entry(mdm_corpus_of(c), ca), p->platform),
		    "the certificate of the CA");
	}
}

const struct mdm_rule mdm_rule_cert017 = {
	.id = "CERT017",
	.name = "ca-eku-excludes-requested-usage",
	.cases = { MDM_CASE("excluded", MDM_WARNING) },
	.kinds = MDM_SCEP,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, Apple profiles",
	.summary = "The CA is not meant for an extended key usage asked for",
	.why =
	    "Extended key usages in a subordinate CA's certificate are taken "
	    "as a limit for everything below it by Windows and most others, "
	    "though RFC 5280 does not say so. A SCEP profile that asks for a "
	    "usage outside that limit gets a certificate which fails where "
	    "the usage matters, for example at the RADIUS server. Roots and "
	    "CAs with Any Purpose or without the extension are silent. Not "
	    "checked: CAs between the bound one and the device; that each "
	    "platform nests usages is unverified.",
	.fix = "Ask only for usages the CA is meant for, or have the CA "
	       "certificate issued again with the usage or without limit.",
	.refs = MDM_REFS("RFC 5280, section 4.2.1.12 (Extended Key Usage)",
	    "Mozilla Root Store Policy, section 5.3 (intermediate "
	    "certificates, usage limits)"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_MEDIUM,
	.profile = check,
};
