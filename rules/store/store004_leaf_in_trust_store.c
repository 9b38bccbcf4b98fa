/* SPDX-License-Identifier: MIT */
#include "support/payload.h"

enum { END_ENTITY, PINNED_SELF_SIGNED, PAYLOAD };

static bool
is_store_for_leaves(enum mdm_store store)
{
	return store == MDM_STORE_PEOPLE || store == MDM_STORE_PUBLISHER ||
	    store == MDM_STORE_UNTRUSTED;
}

/* Payloads deliver certificates for other purposes than trust as well. */
static unsigned
case_of(const struct mdm_profile *p, const struct mdm_cert *cert)
{
	if (p->dialect == MDM_DIALECT_APPLE)
		return PAYLOAD;
	return cert->self_signed ? PINNED_SELF_SIGNED : END_ENTITY;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_cert *cert = p->trust->cert;

	if (cert == NULL || !mdm_cert_is_leaf(cert) ||
	    is_store_for_leaves(p->trust->store) || p->onc != NULL)
		return; /* TRUST017 asks what ONC takes it for */

	if (p->apple != NULL && mdm_payload_is_referenced(p->apple))
		return; /* FileVault's escrow, a pinned RADIUS server, ... */

	mdm_find(c, case_of(p, cert), p->trust->carrier->at,
	    "%send-entity certificate \"" MDM_FMT
	    "\" is deployed as trusted certificate",
	    cert->self_signed ? "self-signed " : "", MDM_ARG(cert->name));
	mdm_evidence(c, mdm_str_of(cert->sha1_hex));
}

const struct mdm_rule mdm_rule_store004 = {
	.id = "STORE004",
	.name = "leaf-in-trust-store",
	.cases = { MDM_CASE("end-entity", MDM_ERROR),
	    MDM_CASE("pinned-self-signed", MDM_WARNING),
	    MDM_CASE("payload", MDM_INFO) },
	.kinds = MDM_TRUST,
	.platforms = MDM_ANY_PLATFORM,
	.syntaxes = "Graph, SyncML, OMA-URI, WAP, Apple profiles",
	.summary = "An end-entity certificate is deployed as a trust anchor",
	.why =
	    "A trusted certificate profile supports root and intermediate CA "
	    "certificates only. With a server's certificate platforms behave "
	    "differently: some refuse it, on some nothing is trusted by it, "
	    "and it stops working when the server's certificate is renewed. A "
	    "self-signed one may be meant as a pin and is a warning. "
	    "Payloads of configuration profiles deliver certificates for "
	    "other purposes as well: there it is information, and nothing is "
	    "said where another payload refers to it. Not "
	    "checked: certificates that say nothing about being a CA "
	    "(CERT008).",
	.fix = "Deploy the certificate of the CA that issued it.",
	.refs = MDM_REFS("Microsoft Learn: Trusted root certificate profiles "
			 "for Microsoft Intune, note on leaf certificates"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
