/* SPDX-License-Identifier: MIT */
#include "support/reference.h"
#include "support/unmatched.h"

enum { NOT_PRESENTED, ONLY_AS_LEAF };

static bool
presented(const struct mdm_carrier *answer, const struct mdm_cert *ca)
{
	for (size_t i = 0; i < answer->ncerts; i++)
		if (memcmp(answer->certs[i]->sha256, ca->sha256, 32) == 0)
			return true;
	return false;
}

static struct mdm_str
list_of(struct mdm_arena *a, const struct mdm_carrier *answer)
{
	struct mdm_str list = MDM_LIT("");

	for (size_t i = 0; i < answer->ncerts; i++) {
		const struct mdm_cert *cert = answer->certs[i];

		if (!mdm_cert_is_ca(cert))
			continue;
		list = mdm_str_printf(a, MDM_FMT "%s\"" MDM_FMT "\"",
		    MDM_ARG(list), list.n > 0 ? ", " : "", MDM_ARG(cert->name));
	}
	return list.n > 0 ? list : MDM_LIT("no CA certificate");
}

/* What the profile ought to say, if the answer has it. */
static void
tell_best(struct mdm_check *c, const struct mdm_profile *p,
    const struct mdm_answer *answer, const struct mdm_cert *expected)
{
	const struct mdm_cert *best = mdm_answer_ca(answer);
	struct mdm_arena *a = mdm_arena_of(c);
	const char *name;
	const struct mdm_field *f = mdm_ca_hash(p->enrolment, &name);
	size_t n = f->bytes ? f->v.n / 2 : 20;

	if (best == NULL)
		return;
	mdm_compare(c, "server", mdm_digest_hex(a, best, n), "profile",
	    expected != NULL ? mdm_digest_hex(a, expected, n)
			     : mdm_thumbprint_clean(a, f->v).digits);
	if (f->bytes)
		mdm_advise_digest(c, f, name, mdm_digest_hex(a, best, n));
	else if (p->enrolment->csp != NULL)
		mdm_advise(c,
		    "Put %s into CAThumbprint, the SHA-1 of \"" MDM_FMT
		    "\", which the server presents, and deliver that "
		    "certificate.",
		    best->sha1_hex, MDM_ARG(best->name));
	else
		mdm_advise(c,
		    "Upload \"" MDM_FMT "\" (SHA-1 %s), which the server "
		    "presents, to the trusted certificate profile, or bind the "
		    "SCEP profile to a profile that holds it.",
		    MDM_ARG(best->name), best->sha1_hex);
}

/* A thumbprint says enough, even if nobody has its certificate. */
static void
check_thumbprint(struct mdm_check *c, const struct mdm_profile *p,
    const struct mdm_answer *answer)
{
	struct mdm_unmatched u = mdm_unmatched_ca(c, p);

	if (u.kind != MDM_UNMATCHED_ANSWERED)
		return; /* XREF003, XREF004 and SCEP001 know it better */

	mdm_find(c, NOT_PRESENTED, u.field->at,
	    "the SCEP server presents " MDM_FMT
	    "; the profile expects a certificate with %s " MDM_FMT,
	    MDM_ARG(list_of(mdm_arena_of(c), answer->carrier)), u.digest,
	    MDM_ARG(u.digits));
	mdm_evidence(c, u.digits);
	tell_best(c, p, answer, NULL);
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_answer *answer = mdm_answer_for(mdm_corpus_of(c), p);
	const struct mdm_cert *ca;
	bool there;

	if (answer == NULL || answer->carrier->ncerts == 0)
		return;
	ca = mdm_scep_ca(c, p);
	if (ca == NULL) {
		check_thumbprint(c, p, answer);
		return;
	}
	there = presented(answer->carrier, ca);
	if (there && !mdm_cert_is_leaf(ca))
		return;

	mdm_find(c, there ? ONLY_AS_LEAF : NOT_PRESENTED, mdm_scep_ca_at(p),
	    "the SCEP server presents " MDM_FMT
	    "; the profile expects %s\"" MDM_FMT "\"",
	    MDM_ARG(list_of(mdm_arena_of(c), answer->carrier)),
	    there ? "the end-entity certificate " : "", MDM_ARG(ca->name));
	mdm_evidence(c, mdm_str_of(ca->sha1_hex));
	tell_best(c, p, answer, ca);
	if (mdm_scep_root(p) != NULL)
		mdm_also(c, mdm_scep_root(p)->trust->carrier->at,
		    "the certificate the profile is bound to");
}

const struct mdm_rule mdm_rule_xref019 = {
	.id = "XREF019",
	.name = "scep-ca-not-in-getcacert",
	.cases = { MDM_CASE("not-presented", MDM_ERROR),
	    MDM_CASE("only-as-leaf", MDM_WARNING) },
	.kinds = MDM_SCEP,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP, Apple profiles",
	.summary =
	    "The SCEP server does not present the CA the profile expects",
	.why =
	    "Before it enrols, a device asks the SCEP server for its CA "
	    "certificates and looks for the one whose thumbprint the profile "
	    "gave it. When none has it, enrolment ends there. The answer was "
	    "saved from the server, so this is proof, not a guess. Not "
	    "checked: whether the server's answer has changed since it was "
	    "saved, and profiles whose URL no --getcacert names.",
	.symptom =
	    "DeviceManagement-Enterprise-Diagnostics-Provider, events 307 and "
	    "32: \"SCEP: Certificate enroll failed. Result: (The hash value "
	    "is not correct.)\" (0x80091007).",
	.fix = "Bind the profile to a CA certificate that the server returns "
	       "to GetCACert.",
	.refs = MDM_REFS("RFC 8894, section 4.2 (GetCACert)",
	    "Microsoft Learn: ClientCertificateInstall CSP, CAThumbprint",
	    "Apple device management: com.apple.security.scep",
	    "Okta support: SCEP profile error \"The hash value is not correct\""),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
