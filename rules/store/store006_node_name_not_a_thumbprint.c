/* SPDX-License-Identifier: MIT */
#include "support/identifier.h"

enum { NO_THUMBPRINT };

static const char *
what_it_is(struct mdm_check *c, struct mdm_str name)
{
	struct mdm_arena *arena = mdm_arena_of(c);
	struct mdm_thumbprint_text t = mdm_thumbprint_clean(arena, name);
	struct mdm_identified id;

	if (!t.hex)
		return "";
	id = mdm_identify(arena, mdm_corpus_of(c), t.digits, 20);
	if (id.cert != NULL)
		return mdm_str_printf(arena, ", but the %s of \"" MDM_FMT "\"",
		    id.kind, MDM_ARG(id.cert->name))
		    .p;
	if (t.digits.n == 40)
		return ", but one with separators in it";
	return t.digits.n == 64 ? ", but as long as a SHA-256"
	    : t.digits.n == 32	? ", but as long as an MD5"
				: "";
}

/* Another spelling or another identifier of the very certificate. */
static bool
means(struct mdm_check *c, const struct mdm_field *name,
    const struct mdm_cert *cert)
{
	struct mdm_arena *arena = mdm_arena_of(c);
	struct mdm_thumbprint_text t = mdm_thumbprint_clean(arena, name->v);

	if (!t.hex || name->at.len != name->v.n)
		return false; /* or the place is that of the whole LocURI */
	return mdm_str_is(t.digits, cert->sha1_hex) ||
	    mdm_identify(arena, mdm_corpus_of(c), t.digits, 20).cert == cert;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_field *name = &p->trust->node_name;
	const struct mdm_cert *cert = p->trust->cert;
	uint8_t said[20];

	/* Android names its nodes by GUIDs; its platform is not Windows. */
	if (p->sample || !mdm_literal(name) ||
	    mdm_hex_exact(name->v, said, sizeof(said)))
		return;

	mdm_find(c, NO_THUMBPRINT, name->at,
	    "\"" MDM_FMT "\" is not a SHA-1 thumbprint%s", MDM_ARG(name->v),
	    what_it_is(c, name->v));
	mdm_evidence(c, name->v);
	if (cert == NULL)
		return;
	mdm_compare(
	    c, "certificate", mdm_str_of(cert->sha1_hex), "node", name->v);
	if (means(c, name, cert))
		mdm_repair(c, mdm_str_of(cert->sha1_hex));
}

const struct mdm_rule mdm_rule_store006 = {
	.id = "STORE006",
	.name = "node-name-not-a-thumbprint",
	.cases = { MDM_CASE("no-thumbprint", MDM_ERROR) },
	.kinds = MDM_TRUST,
	.platforms = MDM_WINDOWS,
	.syntaxes = "SyncML, OMA-URI, WAP",
	.summary = "The node of a certificate is not named by its SHA-1",
	.why =
	    "Below the store stands one node per certificate, and its name is "
	    "the SHA-1 of the DER bytes: 40 hex digits without separators. "
	    "Other names are refused, or make a node that no later command "
	    "finds again. Not checked: names that a template fills in, and the "
	    "GUIDs of Intune's dialect for Android.",
	.symptom = "The command fails with 400 or 404.",
	.fix = "Name the node by the SHA-1 of the DER certificate "
	       "(openssl x509 -noout -fingerprint -sha1), without colons.",
	.refs = MDM_REFS("Microsoft Learn: RootCATrustedCertificates CSP, "
			 "{CertHash}",
	    "Microsoft Learn: CertificateStore CSP"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.fixable = true,
	.profile = check,
};
