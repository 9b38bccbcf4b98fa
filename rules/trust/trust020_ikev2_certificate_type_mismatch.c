/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { OTHER_TYPE, DEFAULT_IS_RSA };

/* What the key of an identity will be. */
struct key {
	bool known, rsa;
	struct mdm_str bits; /* of a curve */
	struct mdm_at at;
};

static struct key
key_of(const struct mdm_apple_payload *identity)
{
	struct key key = { .at = identity->at };
	const struct mdm_apple_value *type, *size;
	unsigned classes = identity->type != NULL ? identity->type->classes : 0;

	if ((classes & MDM_APPLE_SCEP) != 0) {
		key.known = key.rsa = true; /* knows no other */
		return key;
	}
	if ((classes & MDM_APPLE_ACME) == 0)
		return key;
	type = mdm_apple_value_of(identity, "", "KeyType");
	size = mdm_apple_value_of(identity, "", "KeySize");
	if (type == NULL || !mdm_literal(&type->field))
		return key;
	key.rsa = mdm_str_is(type->field.v, "RSA");
	key.at = type->field.at;
	key.known = key.rsa || (size != NULL && mdm_literal(&size->field));
	if (size != NULL)
		key.bits = size->field.v;
	return key;
}

static bool
fits(const struct key *key, struct mdm_str type)
{
	if (mdm_str_starts(type, "ECDSA"))
		return !key->rsa &&
		    mdm_str_eq(mdm_str_sub(type, 5, SIZE_MAX), key->bits);
	return key->rsa;
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_apple_value *type, *uuid;
	const struct mdm_apple_payload *identity;
	struct key key;

	if (p->apple == NULL ||
	    !mdm_field_is(&p->network->method, "Certificate"))
		return;
	type = mdm_apple_value_of(p->apple, "IKEv2", "CertificateType");
	uuid = mdm_apple_value_of(p->apple, "IKEv2", "PayloadCertificateUUID");
	if (uuid == NULL || (type != NULL && !mdm_literal(&type->field)))
		return;
	identity = mdm_apple_find(p->apple->document, uuid->field.v, true);
	if (identity == NULL)
		return; /* XREF018 */
	key = key_of(identity);
	if (!key.known ||
	    fits(&key, type != NULL ? type->field.v : MDM_LIT("RSA")))
		return;
	if (type == NULL)
		mdm_find(c, DEFAULT_IS_RSA, uuid->field.at,
		    "without CertificateType, IKEv2 takes the identity's key "
		    "for RSA; it is a curve of " MDM_FMT " bits",
		    MDM_ARG(key.bits));
	else if (key.rsa)
		mdm_find(c, OTHER_TYPE, type->field.at,
		    "CertificateType is \"" MDM_FMT
		    "\", the key of the identity is RSA",
		    MDM_ARG(type->field.v));
	else
		mdm_find(c, OTHER_TYPE, type->field.at,
		    "CertificateType is \"" MDM_FMT
		    "\", the key of the identity is a curve of " MDM_FMT
		    " bits",
		    MDM_ARG(type->field.v), MDM_ARG(key.bits));
	mdm_also(c, key.at, "the identity");
}

const struct mdm_rule mdm_rule_trust020 = {
	.id = "TRUST020",
	.name = "ikev2-certificate-type-mismatch",
	.cases = { MDM_CASE("other-type", MDM_ERROR),
	    MDM_CASE("default-is-rsa", MDM_WARNING) },
	.kinds = MDM_VPN,
	.platforms = MDM_APPLE,
	.syntaxes = "Apple profiles",
	.summary = "IKEv2 expects another kind of key than its identity has",
	.why = "CertificateType tells IKEv2 how the machine's key signs: RSA, "
	       "which is also the default, or one of three curves. The "
	       "identity is another payload of the profile: SCEP makes RSA "
	       "keys only, ACME what its KeyType and KeySize say. When the "
	       "two differ, the machine cannot authenticate. It happens when "
	       "SCEP is replaced by ACME and the VPN is left as it was. Not "
	       "checked: identities from PKCS#12 files and Active Directory.",
	.symptom = "The VPN does not connect; the log speaks of a certificate "
		   "authentication that failed.",
	.fix = "Set CertificateType to the kind of key that the identity has.",
	.refs = MDM_REFS("Apple device management: com.apple.vpn.managed, "
			 "CertificateType",
	    "Apple device management: com.apple.security.scep, Key Type",
	    "Apple device management: com.apple.security.acme, KeyType"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
