/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { MISSING, UNKNOWN_VALUE, EMPTY_PATTERN, NOT_SAVED };

static const char *const outers[] = { "EAP-TLS", "EAP-TTLS", "PEAP", "EAP-FAST",
	"EAP-SIM", "EAP-AKA", "LEAP", "MSCHAPv2", NULL };
static const char *const inners[] = { "Automatic", "MD5", "MSCHAP", "MSCHAPv2",
	"PAP", "CHAP", "GTC", NULL };
static const char *const client_types[] = { "Ref", "Pattern", "PKCS11Id",
	"None", NULL };
static const char *const android_types[] = { "Ref", "KeyPairAlias", "None",
	"Pattern", NULL }; /* TRUST019 owns the pattern */

/* The device finds no certificate by these. */
struct need {
	const char *type, *key;
	size_t offset;
};
#define AUTH(member) offsetof(struct mdm_onc_auth, member)

static const struct need needs[] = {
	{ "Ref", "ClientCertRef", AUTH(client_ref) },
	{ "Pattern", "ClientCertPattern", AUTH(pattern) },
	{ "PKCS11Id", "ClientCertPKCS11Id", AUTH(client_id) },
	{ "KeyPairAlias", "ClientCertKeyPairAlias", AUTH(client_alias) },
};

static void
check_value(struct mdm_check *c, const struct mdm_field *f, const char *key,
    const char *const *known)
{
	if (!mdm_literal(f) || f->wrong_kind)
		return;
	for (; *known != NULL; known++)
		if (mdm_str_is(f->v, *known))
			return;
	mdm_find(c, UNKNOWN_VALUE, f->at,
	    "%s is \"" MDM_FMT "\", which is not "
	    "a value that it has",
	    key, MDM_ARG(f->v));
	mdm_evidence(c, mdm_str_of(key));
	mdm_evidence(c, f->v);
}

static void
check_client(struct mdm_check *c, const struct mdm_onc_auth *a)
{
	for (size_t i = 0; i < sizeof(needs) / sizeof(*needs); i++) {
		const struct mdm_field *f =
		    (const struct mdm_field *)((const char *)a +
			needs[i].offset);

		if (!mdm_str_is(a->client_type.v, needs[i].type) ||
		    f->state == MDM_HAS_VALUE)
			continue;
		mdm_find(c, MISSING, a->client_type.at,
		    "ClientCertType is \"%s\", but there is no %s",
		    needs[i].type, needs[i].key);
		mdm_evidence(c, mdm_str_of(needs[i].key));
	}
	if (mdm_str_is(a->client_type.v, "Pattern") && a->pattern_empty)
		mdm_find(c, EMPTY_PATTERN, a->pattern.at,
		    "ClientCertPattern has neither Subject, Issuer nor "
		    "IssuerCARef");
}

/* A variable is no credential of somebody. */
static void
check_saved(struct mdm_check *c, const struct mdm_profile *p,
    const struct mdm_onc_auth *a)
{
	if (p->onc->document->android || strcmp(a->name, "EAP") != 0 ||
	    !mdm_field_is(&a->save_credentials, "false") ||
	    a->identity.state != MDM_HAS_VALUE || a->identity.v.n == 0)
		return;
	mdm_find(c, NOT_SAVED, a->identity.at,
	    "Identity is given, but SaveCredentials is false");
	mdm_also(c, a->save_credentials.at, "SaveCredentials");
}

static void
check_auth(struct mdm_check *c, const struct mdm_profile *p,
    const struct mdm_onc_auth *a)
{
	bool eap = strcmp(a->name, "EAP") == 0;

	if (eap && a->outer.state != MDM_HAS_VALUE) {
		mdm_find(c, MISSING, a->at,
		    "EAP of \"" MDM_FMT "\" has no Outer", MDM_ARG(p->name));
		mdm_evidence(c, MDM_LIT("Outer"));
	}
	check_value(c, &a->outer, "Outer", outers);
	check_value(c, &a->inner, "Inner", inners);
	check_value(c, &a->client_type, "ClientCertType",
	    p->onc->document->android ? android_types : client_types);
	check_client(c, a);
	check_saved(c, p, a);
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	if (p->onc == NULL)
		return;
	for (size_t i = 0; i < p->onc->nauths; i++)
		check_auth(c, p, &p->onc->auths[i]);
}

const struct mdm_rule mdm_rule_trust018 = {
	.id = "TRUST018",
	.name = "onc-authentication-invalid",
	.cases = { MDM_CASE("missing", MDM_ERROR),
	    MDM_CASE("unknown-value", MDM_ERROR),
	    MDM_CASE("empty-pattern", MDM_ERROR),
	    MDM_CASE("not-saved", MDM_WARNING) },
	.kinds = MDM_NETWORK,
	.platforms = MDM_CHROMEOS | MDM_ANDROID,
	.syntaxes = "ONC, Android policies",
	.summary = "A network's authentication in an ONC file is not valid",
	.why = "EAP needs an outer method, and methods and types of client "
	       "certificates are constants whose case counts. Each type of "
	       "client certificate needs the key that goes with it, and a "
	       "pattern must name a subject, an issuer or an issuing CA, or "
	       "else it could mean any certificate. A network that breaks "
	       "this is not valid and is left out. Names and passwords may "
	       "only be given when they are saved. Not checked: settings "
	       "that have nothing to do with certificates.",
	.symptom = "The network does not appear on the device.",
	.fix = "Write the value as the format has it, and add what is missing.",
	.refs = MDM_REFS("Chromium: Open Network Configuration, EAP type",
	    "Chromium: Open Network Configuration, CertificatePattern type"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
