/* SPDX-License-Identifier: MIT */
#include "engine/rule.h"

enum { HARDWARE_BOUND, KEY_SIZE, ATTEST, NOT_HTTPS };

static const struct mdm_apple_value *
setting(const struct mdm_profile *p, const char *key)
{
	const struct mdm_apple_value *v = mdm_apple_value_of(p->apple, "", key);

	return v != NULL && mdm_literal(&v->field) ? v : NULL;
}

static bool
is_on(const struct mdm_apple_value *v)
{
	return v != NULL && v->kind == MDM_APPLE_BOOLEAN &&
	    mdm_str_is(v->field.v, "true");
}

/* 192 is in the schema of the payload, and not in that of the asset. */
static bool
is_curve(int64_t bits)
{
	return bits == 192 || bits == 256 || bits == 384 || bits == 521;
}

static bool
is_modulus(int64_t bits)
{
	return bits >= 1024 && bits <= 4096 && bits % 8 == 0;
}

static void
check_size(struct mdm_check *c, const struct mdm_apple_value *type,
    const struct mdm_apple_value *size)
{
	int64_t bits;
	bool rsa;

	if (type == NULL || size == NULL ||
	    !mdm_str_to_int(size->field.v, &bits))
		return;
	rsa = mdm_str_is(type->field.v, "RSA");
	if (!rsa && !mdm_str_is(type->field.v, "ECSECPrimeRandom"))
		return; /* PLIST005 */
	if (rsa ? is_modulus(bits) : is_curve(bits))
		return;
	mdm_find(c, KEY_SIZE, size->field.at,
	    "KeySize " MDM_FMT " does not exist for KeyType \"" MDM_FMT "\"",
	    MDM_ARG(size->field.v), MDM_ARG(type->field.v));
	mdm_evidence(c, size->field.v);
	mdm_also(c, type->field.at, "the type of the key");
}

/* The Secure Enclave makes two kinds of keys only. */
static void
check_hardware(struct mdm_check *c, const struct mdm_apple_value *bound,
    const struct mdm_apple_value *type, const struct mdm_apple_value *size)
{
	const struct mdm_apple_value *wrong = NULL;

	if (!is_on(bound))
		return;
	if (type != NULL && mdm_str_is(type->field.v, "RSA"))
		wrong = type;
	else if (size != NULL && !mdm_str_is(size->field.v, "256") &&
	    !mdm_str_is(size->field.v, "384"))
		wrong = size;
	if (wrong == NULL)
		return;
	mdm_find(c, HARDWARE_BOUND, wrong->field.at,
	    "a hardware-bound key cannot have " MDM_FMT " \"" MDM_FMT "\"",
	    MDM_ARG(wrong->key), MDM_ARG(wrong->field.v));
	mdm_evidence(c, wrong->field.v);
	mdm_also(c, bound->field.at, "what binds it");
}

static void
check_attest(struct mdm_check *c, const struct mdm_apple_value *attest,
    const struct mdm_apple_value *bound)
{
	if (!is_on(attest) || bound == NULL || is_on(bound))
		return; /* PLIST001 owns the missing key */
	mdm_find(c, ATTEST, attest->field.at,
	    "Attest is on, but the key is not hardware-bound");
	mdm_also(c, bound->field.at, "HardwareBound");
}

static void
check(struct mdm_check *c, const struct mdm_profile *p)
{
	const struct mdm_apple_value *url, *type, *size, *bound;

	if (p->apple == NULL || p->apple->type == NULL ||
	    (p->apple->type->classes & MDM_APPLE_ACME) == 0)
		return;
	url = setting(p, "DirectoryURL");
	type = setting(p, "KeyType");
	size = setting(p, "KeySize");
	bound = setting(p, "HardwareBound");
	check_hardware(c, bound, type, size);
	if (!is_on(bound))
		check_size(c, type, size);
	check_attest(c, setting(p, "Attest"), bound);
	if (url != NULL && !mdm_str_istarts(url->field.v, "https://"))
		mdm_find(c, NOT_HTTPS, url->field.at,
		    "DirectoryURL does not begin with \"https://\"");
}

const struct mdm_rule mdm_rule_plist010 = {
	.id = "PLIST010",
	.name = "acme-settings-conflict",
	.cases = { MDM_CASE("hardware-bound", MDM_ERROR),
	    MDM_CASE("key-size", MDM_ERROR), MDM_CASE("attest", MDM_ERROR),
	    MDM_CASE("not-https", MDM_ERROR) },
	.kinds = MDM_ANY_KIND,
	.platforms = MDM_APPLE,
	.syntaxes = "Apple profiles, ACME credentials",
	.summary = "Settings of an ACME payload contradict each other",
	.why = "Which sizes a key may have depends on its type: RSA has 1024 "
	       "to 4096 bits in steps of 8, the curves have 256, 384 and 521 "
	       "(not 512). A key that is bound to the hardware is made by "
	       "the Secure Enclave, which knows the curves of 256 and 384 "
	       "bits alone, and attestation is for such keys. The directory "
	       "is asked over https. A device refuses the payload when these "
	       "do not fit together. Not checked: which chips of Macs can "
	       "attest, and the curve of 192 bits, which Apple's documents "
	       "treat differently.",
	.symptom = "The profile is not installed, or the device reports an "
		   "error for the asset; no certificate is requested.",
	.fix = "For hardware-bound keys set KeyType to ECSECPrimeRandom and "
	       "KeySize to 256 or 384; else switch HardwareBound and Attest "
	       "off.",
	.refs = MDM_REFS("Apple device management: com.apple.security.acme",
	    "Apple device management: com.apple.credential.acme"),
	.since = "0.1.0",
	.confidence = MDM_CONFIDENCE_HIGH,
	.profile = check,
};
